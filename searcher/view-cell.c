/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view-cell.h"

#include "core/utf8.h"

#include <string.h>

static bool
is_formula(const char *s, size_t n)
{
	return n > 0 && s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL;
}

static bool
is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* One character of a CSV cell that stands between quotation marks or not. */
static void
write_csv_character(struct out *out, const char *s, size_t n, int32_t c)
{
	if (c == '"')
		out_puts(out, "\"\"");
	else if (is_control(c) && c != '\n' && c != '\r' && c != '\t')
		out_puts(out, "\uFFFD");
	else
		out_write(out, s, n);
}

static void
write_csv(struct out *out, const char *s, size_t n)
{
	bool formula = is_formula(s, n), quotes = formula;

	for (size_t i = 0; i < n && !quotes; i++)
		quotes =
		    s[i] == '"' || s[i] == ',' || s[i] == '\n' || s[i] == '\r';
	if (quotes)
		out_puts(out, formula ? "\"'" : "\"");
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		write_csv_character(out, s + at, bytes, c);
		at += bytes;
	}
	if (quotes)
		out_puts(out, "\"");
}

static void
write_tsv(struct out *out, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		if (c == '\t' || c == '\n' || c == '\r')
			out_puts(out, " ");
		else if (is_control(c))
			out_puts(out, "\uFFFD");
		else
			out_write(out, s + at, bytes);
		at += bytes;
	}
}

void
view_cell(struct out *out, bool csv, const char *s, size_t n)
{
	if (csv)
		write_csv(out, s, n);
	else
		write_tsv(out, s, n);
}
