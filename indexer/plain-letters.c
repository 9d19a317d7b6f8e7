/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/plain-letters.h"

#include "core/utf8.h"

#include <string.h>

#define BOM 0xFEFF

static bool
is_form(int32_t c)
{
	return (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFB50 && c <= 0xFDFF) ||
	       (c >= 0xFE70 && c <= BOM);
}

/* All of them begin with one of these bytes, which are rare. */
struct special_characters
special_characters(const char *text, size_t n)
{
	static const unsigned char first[] = {0xEE, 0xEF, 0xF3, 0xF4};
	struct special_characters found = {false, false};
	const char *end = text + n;

	for (size_t i = 0; i < sizeof first; i++)
		for (const char *s = text;
		     (s = memchr(s, first[i], (size_t)(end - s))) != NULL;
		     s++) {
			int32_t c;

			utf8_next(s, (size_t)(end - s), &c);
			if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
				found.private = true;
			else if (is_form(c))
				found.forms = true;
		}
	return found;
}

static void
decompose(int32_t c, size_t at, size_t bytes, struct edits *edits)
{
	utf8proc_int32_t part[32];
	utf8proc_uint8_t letters[4 * 32];
	utf8proc_ssize_t n;
	size_t used = 0;
	int boundclass = 0;

	n = utf8proc_decompose_char(
	    c, part, 32, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundclass);
	if (n <= 0 || n > 32 || part[0] == c || part[0] == ' ')
		return;
	for (utf8proc_ssize_t i = 0; i < n; i++)
		used += (size_t)utf8proc_encode_char(part[i], letters + used);
	edits_add(edits, at, at + bytes, (const char *)letters, used, true);
}

void
plain_letters(const char *text, size_t n, struct edits *edits)
{
	for (size_t at = 0; at < n;) {
		size_t bytes;
		int32_t c;

		if ((unsigned char)text[at] < 0xEE) {
			at++;
			continue;
		}
		bytes = utf8_next(text + at, n - at, &c);
		if (c == BOM)
			edits_add(edits, at, at + bytes, "", 0, false);
		else if (is_form(c))
			decompose(c, at, bytes, edits);
		at += bytes;
	}
}
