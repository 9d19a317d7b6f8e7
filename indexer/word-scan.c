/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/word-scan.h"

#include "core/character.h"
#include "core/fold.h"

#include <string.h>

uint32_t
word_hash(const char *folded, size_t n)
{
	uint32_t hash = WORD_HASH_START;

	for (size_t i = 0; i < n; i++)
		hash = word_hash_add(hash, folded[i]);
	return hash;
}

static bool
is_letter(enum character kind)
{
	return kind == CHARACTER_LETTER || kind == CHARACTER_UPPER ||
	       kind == CHARACTER_PRIVATE || kind == CHARACTER_MARK ||
	       kind == CHARACTER_INVISIBLE;
}

/* The rest of a word of ASCII letters from `at` on, folded as it is read. */
static size_t
read_ascii(const char *text, size_t n, size_t at, struct scan_word *word)
{
	uint32_t hash = WORD_HASH_START;
	size_t used = 0, uppers = 0, i = at;

	for (; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 'A' && c <= 'Z') {
			c |= 0x20;
			uppers++;
		} else if (c < 'a' || c > 'z') {
			break;
		}
		if (used < WORD_BYTES)
			word->folded[used] = (char)c;
		used++;
		hash = word_hash_add(hash, (char)c);
	}
	word->n = used <= WORD_BYTES ? used : 0;
	word->folded[word->n] = '\0';
	word->hash = hash;
	word->lower = uppers == 0;
	word->capital = uppers == 1 && text[at] < 'a';
	return i;
}

/* The same for a word that has other letters. */
static size_t
read_any(const char *text, size_t n, size_t at, struct scan_word *word)
{
	size_t i = at, uppers = 0, bytes;
	bool first = false;

	while (i < n) {
		enum character kind = character_read(text + i, n - i, &bytes);

		if (!is_letter(kind))
			break;
		if (kind == CHARACTER_UPPER) {
			first = first || i == at;
			uppers++;
		}
		word->private = word->private || kind == CHARACTER_PRIVATE;
		i += bytes;
	}
	word->n = fold_word(text + at, i - at, word->folded, WORD_BYTES + 1);
	if (word->n == (size_t)-1)
		word->n = 0;
	word->folded[word->n] = '\0';
	word->hash = word_hash(word->folded, word->n);
	word->lower = uppers == 0;
	word->capital = uppers == 1 && first;
	return i;
}

bool
word_next(const char *text, size_t n, size_t *at, struct scan_word *ret)
{
	size_t i = *at, bytes;

	for (; i < n; i += bytes) {
		unsigned char c = (unsigned char)text[i];

		bytes = 1;
		if (c < 0x80) {
			if (character_ascii[c] == CHARACTER_LETTER ||
			    character_ascii[c] == CHARACTER_UPPER)
				break;
			continue;
		}
		if (is_letter(character_read(text + i, n - i, &bytes)))
			break;
	}
	*at = i;
	if (i >= n)
		return false;
	ret->start = i;
	ret->private = false;
	ret->end =
	    (unsigned char)text[i] < 0x80 ? read_ascii(text, n, i, ret) : i;
	if (ret->end == i ||
	    (ret->end < n && (unsigned char)text[ret->end] >= 0x80 &&
		is_letter(
		    character_read(text + ret->end, n - ret->end, &bytes))))
		ret->end = read_any(text, n, i, ret);
	*at = ret->end;
	return true;
}
