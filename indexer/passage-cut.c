/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/passage-cut.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Whether a sentence ends before byte `at`: a stop, then white space. */
static bool
sentence_ends_at(const char *text, size_t at, size_t n)
{
	char stop = text[at - 1];

	if (at >= 3 && (memcmp(text + at - 3, "\xE3\x80\x82", 3) == 0 ||
			   memcmp(text + at - 3, "\xEF\xBC\x9F", 3) == 0))
		return true;
	if (at >= n || !isspace((unsigned char)text[at]))
		return false;
	if (at >= 2 && strchr("\")]", stop) != NULL)
		stop = text[at - 2];
	return stop == '.' || stop == '?' || stop == '!' || stop == ';';
}

size_t
passage_cut(const char *text, size_t n)
{
	size_t at;

	if (n <= PASSAGE_BYTES)
		return n;
	for (at = PASSAGE_BYTES; at > PASSAGE_BYTES / 2; at--)
		if (sentence_ends_at(text, at, n) &&
		    !(at < n - 1 && islower((unsigned char)text[at + 1])))
			return at;
	for (at = PASSAGE_BYTES; at > PASSAGE_BYTES / 2; at--)
		if (isspace((unsigned char)text[at]))
			return at;
	for (at = PASSAGE_BYTES; ((unsigned char)text[at] & 0xC0) == 0x80; at--)
		;
	return at;
}
