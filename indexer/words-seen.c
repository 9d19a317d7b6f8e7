/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/words-seen.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

#define WORD_MOST     160  /* bytes; longer words are cut */
#define LONG_DOCUMENT 1200 /* different words */

struct words_seen_slot {
	uint64_t hash; /* 0: free */
	uint32_t count;
};

/* FNV-1a of the word in lower case, never 0. */
static uint64_t
hash_of(const char *word, size_t n)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < n;) {
		utf8proc_int32_t code = (unsigned char)word[i];
		utf8proc_ssize_t size = 1;

		if (code < 0x80)
			code = tolower(code);
		else
			size =
			    utf8proc_iterate((const utf8proc_uint8_t *)word + i,
				(utf8proc_ssize_t)(n - i), &code);
		if (size <= 0)
			break;
		if (code >= 0x80)
			code = utf8proc_tolower(code);
		hash = (hash ^ (uint64_t)code) * 1099511628211u;
		i += (size_t)size;
	}
	return hash != 0 ? hash : 1;
}

void
words_seen_init(struct words_seen *vocabulary, struct arena *arena)
{
	memset(vocabulary, 0, sizeof *vocabulary);
	vocabulary->arena = arena;
	vocabulary->room = 4096;
	vocabulary->slot =
	    arena_array(arena, vocabulary->room, sizeof *vocabulary->slot);
}

static struct words_seen_slot *
find(const struct words_seen *vocabulary, uint64_t hash)
{
	size_t at = (size_t)hash & (vocabulary->room - 1);

	while (
	    vocabulary->slot[at].hash != 0 && vocabulary->slot[at].hash != hash)
		at = (at + 1) & (vocabulary->room - 1);
	return &vocabulary->slot[at];
}

static void
enlarge(struct words_seen *vocabulary)
{
	struct words_seen_slot *old = vocabulary->slot;
	size_t n = vocabulary->room;

	vocabulary->room = 4 * n;
	vocabulary->slot = arena_array(
	    vocabulary->arena, vocabulary->room, sizeof *vocabulary->slot);
	for (size_t i = 0; i < n; i++)
		if (old[i].hash != 0)
			*find(vocabulary, old[i].hash) = old[i];
}

void
words_seen_add(struct words_seen *vocabulary, const char *word, size_t n)
{
	struct words_seen_slot *slot;

	if (2 * vocabulary->count > vocabulary->room)
		enlarge(vocabulary);
	slot = find(vocabulary, hash_of(word, n));
	if (slot->hash == 0) {
		slot->hash = hash_of(word, n);
		vocabulary->count++;
	}
	slot->count++;
}

uint32_t
words_seen_count(
    const struct words_seen *vocabulary, const char *word, size_t n)
{
	const struct words_seen_slot *slot = find(vocabulary, hash_of(word, n));

	return slot->hash != 0 ? slot->count : 0;
}

static bool
known(const struct words_seen *vocabulary, const char *word, size_t n)
{
	return vocabulary->knows != NULL &&
	       vocabulary->knows(vocabulary->context, word, n);
}

/* Whether it begins with a capital or a digit. */
static bool
begins_high(const char *s, size_t n)
{
	utf8proc_int32_t code;

	if (utf8proc_iterate(
		(const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &code) <= 0)
		return false;
	return (code < 0x80 && isdigit(code)) ||
	       utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
}

/* Letters, not bytes. */
static size_t
letters_of(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += (s[i] & 0xC0) != 0x80;
	return count;
}

bool
words_seen_keeps_hyphen(const struct words_seen *vocabulary, const char *head,
    size_t head_length, const char *tail, size_t tail_length)
{
	char word[WORD_MOST];
	size_t n = head_length + tail_length;
	uint32_t joined, parted, tail_count;

	if (n + 1 > WORD_MOST || begins_high(tail, tail_length))
		return true;
	memcpy(word, head, head_length);
	memcpy(word + head_length, tail, tail_length);
	joined = words_seen_count(vocabulary, word, n);
	if (joined == 0 && known(vocabulary, word, n))
		return false;
	word[head_length] = '-';
	memcpy(word + head_length + 1, tail, tail_length);
	parted = words_seen_count(vocabulary, word, n + 1);
	if (joined != parted)
		return parted > joined;
	tail_count = words_seen_count(vocabulary, tail, tail_length);
	/*
	 * What begins the next line was counted as a word there. In a long
	 * document a tail that is a word stands elsewhere, too.
	 */
	if (vocabulary->count > LONG_DOCUMENT && tail_count > 0)
		tail_count--;
	/* A compound with a hyphen of its own is likely to get another. */
	if (memchr(head, '-', head_length) != NULL && tail_length > 3)
		return tail_count > 0;
	if (known(vocabulary, head, head_length) &&
	    known(vocabulary, tail, tail_length))
		return true;
	return letters_of(head, head_length) > 2 &&
	       letters_of(tail, tail_length) > 2 &&
	       words_seen_count(vocabulary, head, head_length) > 0 &&
	       tail_count > 0;
}
