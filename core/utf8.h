/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading UTF-8 character by character where the bytes come from outside and
 * may be anything. Everybody may include this.
 */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

/* What a byte that is no UTF-8 is read as. */
#define UTF8_REPLACEMENT 0xFFFD

/* Whether the byte is one of those after a character's first. */
static inline int
utf8_follows(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/*
 * Read the character at `s`, of which `n` (at least 1) bytes are there, into
 * `*ret`. Returns its bytes. A byte that begins no character (also of an
 * overlong form or a surrogate) is UTF8_REPLACEMENT and 1 byte long.
 */
static inline size_t
utf8_next(const char *s, size_t n, int32_t *ret)
{
	const unsigned char *u = (const unsigned char *)s;
	utf8proc_int32_t c = 0;
	utf8proc_ssize_t bytes;

	if (u[0] < 0x80) {
		*ret = s[0];
		return 1;
	}
	/* Two and three bytes, but for the forms that need a closer look. */
	if (n >= 2 && u[0] >= 0xC2 && u[0] <= 0xDF && utf8_follows(u[1])) {
		*ret = (u[0] & 0x1F) << 6 | (u[1] & 0x3F);
		return 2;
	}
	if (n >= 3 && u[0] >= 0xE1 && u[0] <= 0xEF && u[0] != 0xED &&
	    utf8_follows(u[1]) && utf8_follows(u[2])) {
		*ret = (u[0] & 0x0F) << 12 | (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
		return 3;
	}
	bytes = utf8proc_iterate(u, n > 4 ? 4 : (utf8proc_ssize_t)n, &c);
	if (bytes <= 0) {
		*ret = UTF8_REPLACEMENT;
		return 1;
	}
	*ret = c;
	return (size_t)bytes;
}

/*
 * The first byte of `s` that is no UTF-8 or a NUL; `n` where all is well.
 */
static inline size_t
utf8_fault(const char *s, size_t n)
{
	size_t at = 0;

	while (at < n) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		if (c == 0 || (c == UTF8_REPLACEMENT && bytes == 1))
			return at;
		at += bytes;
	}
	return n;
}

#endif
