/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/xml-root.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Where the root element is looked for, in bytes. */
#define LOOK ((size_t)16 * 1024)

/* The bytes of UTF-16 without their zeros, so that markup can be seen. */
static size_t
plain_beginning(const char *bytes, size_t n, char *buffer, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < n && used < size; i++)
		if (bytes[i] != '\0')
			buffer[used++] = bytes[i];
	return used;
}

/* Where markup that is no element ends, or `n`. */
static size_t
skip_markup(const char *s, size_t n, size_t at)
{
	const char *end = s[at + 1] == '?' ? "?>" : ">";
	bool type = n - at > 9 && memcmp(s + at, "<!DOCTYPE", 9) == 0;
	size_t length;

	if (n - at > 4 && memcmp(s + at, "<!--", 4) == 0)
		end = "-->";
	length = strlen(end);
	for (int open = 0; at + length <= n; at++) {
		/* What a DOCTYPE declares stands in brackets. */
		open += type && s[at] == '[';
		open -= type && s[at] == ']';
		if (open <= 0 && memcmp(s + at, end, length) == 0)
			return at + length;
	}
	return n;
}

void
xml_root_name(const char *bytes, size_t n, char *ret, size_t size)
{
	char s[LOOK];
	size_t at = 0, used = 0;

	n = plain_beginning(bytes, n, s, sizeof s);
	ret[0] = '\0';
	while (at + 1 < n && s[at] != '<') {
		/* A byte-order mark and white space, nothing else. */
		if (!isspace((unsigned char)s[at]) &&
		    ((unsigned char)s[at] < 0x80 || at > 2))
			return;
		at++;
	}
	while (at + 1 < n && s[at] == '<' &&
	       (s[at + 1] == '?' || s[at + 1] == '!')) {
		at = skip_markup(s, n, at);
		while (at < n && isspace((unsigned char)s[at]))
			at++;
	}
	if (at + 1 >= n || s[at] != '<')
		return;
	for (at++; at < n && used + 1 < size; at++) {
		if (isspace((unsigned char)s[at]) || s[at] == '>' ||
		    s[at] == '/')
			break;
		if (s[at] == ':')
			used = 0;
		else
			ret[used++] = s[at];
	}
	ret[used] = '\0';
}
