/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/error.h"

#include "core/translate.h"

#include <stdio.h>
#include <string.h>

/* Cut what vsnprintf() cut in the middle of a UTF-8 character. */
static void
end_at_character(char *message)
{
	size_t n = strlen(message);
	size_t i = n;

	while (i > 0 && n - i < 4 &&
	       ((unsigned char)message[i - 1] & 0xC0) == 0x80)
		i--;
	if (i > 0 && (unsigned char)message[i - 1] >= 0xC0) {
		unsigned char lead = (unsigned char)message[i - 1];
		size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

		if (n - (i - 1) < want)
			message[i - 1] = '\0';
	}
}

static bool
set(struct error *err, enum error_code code, int column, const char *format,
    va_list args)
{
	if (err == NULL)
		return false;
	err->code = code;
	err->column = column;
	vsnprintf(
	    err->message, sizeof err->message, translate_message(format), args);
	end_at_character(err->message);
	return false;
}

bool
error_set(struct error *err, enum error_code code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(err, code, -1, format, args);
	va_end(args);
	return false;
}

bool
error_set_at(struct error *err, enum error_code code, int column,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(err, code, column, format, args);
	va_end(args);
	return false;
}

bool
error_prefix(struct error *err, const char *format, ...)
{
	char old[sizeof err->message];
	va_list args;
	size_t n;

	if (err == NULL)
		return false;
	memcpy(old, err->message, sizeof old);
	va_start(args, format);
	vsnprintf(
	    err->message, sizeof err->message, translate_message(format), args);
	va_end(args);
	n = strlen(err->message);
	snprintf(err->message + n, sizeof err->message - n, ": %s", old);
	end_at_character(err->message);
	return false;
}

void
error_clear(struct error *err)
{
	if (err == NULL)
		return;
	err->code = ERROR_NONE;
	err->column = -1;
	err->message[0] = '\0';
}

int
error_exit_status(const struct error *err)
{
	switch (err->code) {
	case ERROR_NONE:
		return 0;
	case ERROR_USAGE:
	case ERROR_LIMIT:
		return 2;
	case ERROR_PARTIAL:
		return 4;
	case ERROR_SIGNATURE:
	case ERROR_EXPIRED:
	case ERROR_OUTDATED:
		return 5;
	case ERROR_INPUT:
	case ERROR_IO:
	case ERROR_INDEX:
	case ERROR_LOCKED:
	case ERROR_MODIFIED:
	case ERROR_DATA:
	case ERROR_DAMAGED:
		break;
	}
	return 3;
}
