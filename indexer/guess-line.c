/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/guess-line.h"

#include <ctype.h>
#include <string.h>

size_t
guess_fold(char *buffer, size_t size, const char *s, size_t n)
{
	if (n > size - 1)
		n = size - 1;
	for (size_t i = 0; i < n; i++)
		buffer[i] = isspace((unsigned char)s[i])
				? ' '
				: (char)tolower((unsigned char)s[i]);
	for (size_t i = 0; i < n; i++)
		if (buffer[i] == '\0')
			buffer[i] = ' ';
	buffer[n] = '\0';
	return n;
}

const char *
guess_find(const char *text, const char *phrase)
{
	size_t n = strlen(phrase);

	for (const char *s = text; (s = strstr(s, phrase)) != NULL; s++)
		if ((s == text || !isalnum((unsigned char)s[-1])) &&
		    !isalnum((unsigned char)s[n]))
			return s;
	return NULL;
}

/* Bytes of white space at `s`: also the space that does not break. */
static size_t
space_length(const char *s, size_t n)
{
	if (n > 0 && isspace((unsigned char)s[0]))
		return 1;
	return n > 1 && memcmp(s, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

bool
guess_line(
    const char *text, size_t n, size_t *at, const char **ret_s, size_t *ret_n)
{
	const char *s = text + *at, *end;
	size_t length;

	if (*at >= n)
		return false;
	end = memchr(s, '\n', n - *at);
	length = end != NULL ? (size_t)(end - s) : n - *at;
	*at += length + 1;
	for (size_t skip; (skip = space_length(s, length)) > 0;) {
		s += skip;
		length -= skip;
	}
	while (length > 0 && isspace((unsigned char)s[length - 1]))
		length--;
	*ret_s = s;
	*ret_n = length;
	return true;
}
