/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/member-name.h"

#include "core/error.h"
#include "core/utf8.h"
#include "indexer/charset.h"

#include <string.h>

#define NAME_MOST ((size_t)240) /* bytes; an id has to fit a term */

/* A part of a name, from a "/" to the next. */
static bool
is_part(const char *s, size_t n, const char *part)
{
	return n == strlen(part) && memcmp(s, part, n) == 0;
}

/* Copy a part, with "_" for what cannot be shown. */
static size_t
copy_part(char *to, const char *s, size_t n, bool *ret_changed)
{
	size_t used = 0, at = 0;

	while (at < n) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		/* Controls, also those that turn the direction of text. */
		if (c < 0x20 || (c >= 0x7F && c < 0xA0) ||
		    (c >= 0x200E && c <= 0x200F) ||
		    (c >= 0x2028 && c <= 0x202E) ||
		    (c >= 0x2066 && c <= 0x2069)) {
			to[used++] = '_';
			*ret_changed = true;
		} else {
			memcpy(to + used, s + at, bytes);
			used += bytes;
		}
		at += bytes;
	}
	/* "!/" stands between an archive and what is in it. */
	if (used > 0 && to[used - 1] == '!')
		to[used - 1] = '_';
	return used;
}

/* The last bytes of a long name, which tell more than the first. */
static const char *
shorten(char *name, size_t n)
{
	size_t from = n > NAME_MOST ? n - NAME_MOST : 0;

	while (from < n && utf8_follows((unsigned char)name[from]))
		from++;
	return name + from;
}

const char *
member_name(struct arena *arena, const char *name, unsigned long number,
    bool *ret_changed)
{
	size_t n = name != NULL ? strlen(name) : 0, used = 0;
	struct decoded decoded = {.text = name, .length = n};
	struct error none = {0};
	char *to;

	*ret_changed = false;
	if (n > 0 && utf8_fault(name, n) != n &&
	    !charset_decode(arena, name, n, "", &decoded, &none)) {
		decoded.length = 0;
		*ret_changed = true;
	}
	to = arena_alloc(arena, decoded.length + 2);
	for (size_t at = 0; at < decoded.length;) {
		const char *part = decoded.text + at;
		size_t length = strcspn(part, "/\\");

		at += length + 1;
		if (is_part(part, length, "..") || (at == 1 && length == 0))
			*ret_changed = true;
		else if (length > 0 && !is_part(part, length, ".")) {
			if (used > 0)
				to[used++] = '/';
			used += copy_part(to + used, part, length, ret_changed);
		}
	}
	if (used == 0)
		return arena_printf(arena, "member-%lu", number);
	return shorten(to, used);
}
