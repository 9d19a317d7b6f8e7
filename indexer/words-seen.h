/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a document, to decide how its broken words are to be joined.
 * For readers.
 */
#ifndef INDEXER_WORDS_SEEN_H
#define INDEXER_WORDS_SEEN_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of words with their number. Words are UTF-8; case does not count. */
struct words_seen {
	struct arena *arena;
	struct words_seen_slot *slot;
	size_t room;  /* slots, a power of two */
	size_t count; /* slots in use */
	/*
	 * A dictionary that is asked about words the document does not have,
	 * or NULL: whether it knows the word.
	 */
	bool (*knows)(void *context, const char *word, size_t n);
	void *context; /* given to `knows` */
};

/* Begin an empty one that lives in the arena. */
void words_seen_init(struct words_seen *vocabulary, struct arena *arena);

/* Count a word. */
void words_seen_add(struct words_seen *vocabulary, const char *word, size_t n);

/* How often a word was counted. */
uint32_t words_seen_count(
    const struct words_seen *vocabulary, const char *word, size_t n);

/*
 * Whether a word broken with a hyphen between `head` and `tail` at the end of
 * a line keeps the hyphen ("capacity-building") or not ("nego-tiation"): as the
 * document writes it elsewhere, else as the dictionary knows it, else by
 * whether the parts are words by themselves.
 */
bool words_seen_keeps_hyphen(const struct words_seen *vocabulary,
    const char *head, size_t head_length, const char *tail, size_t tail_length);

#endif
