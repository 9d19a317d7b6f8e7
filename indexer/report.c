/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/report.h"

#include "core/translate.h"

#include <stdarg.h>
#include <stdio.h>

void
report_tell(const struct report *report, enum report_grade grade,
    const char *path, unsigned long line, const char *format, ...)
{
	char message[1024];
	va_list args;

	if (report == NULL)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof message, translate_message(format), args);
	va_end(args);
	report->tell(report->context, grade, path, line, message);
}
