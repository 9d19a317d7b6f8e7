/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/out.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
out_init(struct out *out,
    bool (*write)(void *context, const char *bytes, size_t n), void *context)
{
	out->write = write;
	out->context = context;
	out->failed = false;
	out->gone = false;
	out->used = 0;
}

bool
out_forget(struct out *out)
{
	if (!out->gone)
		out->used = 0;
	return !out->gone;
}

bool
out_flush(struct out *out)
{
	out->gone = out->gone || out->used > 0;
	if (!out->failed && out->used > 0 &&
	    !out->write(out->context, out->buffer, out->used))
		out->failed = true;
	out->used = 0;
	return !out->failed;
}

void
out_write(struct out *out, const char *bytes, size_t n)
{
	if (n > sizeof out->buffer - out->used)
		out_flush(out);
	if (n > sizeof out->buffer) {
		out->gone = true;
		if (!out->failed && !out->write(out->context, bytes, n))
			out->failed = true;
		return;
	}
	/* Nothing may be given as NULL, which memcpy() must not get. */
	if (n > 0)
		memcpy(out->buffer + out->used, bytes, n);
	out->used += n;
}

void
out_puts(struct out *out, const char *s)
{
	out_write(out, s, strlen(s));
}

/* For short things; what is longer than the room here is cut. */
void
out_printf(struct out *out, const char *format, ...)
{
	char text[512];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (n > 0)
		out_write(out, text,
		    (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}
