/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a document, to decide how its broken words are to be joined.
 * For readers.
 */
#ifndef INDEXER_VOCABULARY_H
#define INDEXER_VOCABULARY_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of words with their number. Words are UTF-8; case does not count. */
struct vocabulary {
	struct arena *arena;
	struct vocabulary_slot *slot;
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
void vocabulary_init(struct vocabulary *vocabulary, struct arena *arena);

/* Count a word. */
void vocabulary_add(struct vocabulary *vocabulary, const char *word, size_t n);

/* How often a word was counted. */
uint32_t vocabulary_count(
    const struct vocabulary *vocabulary, const char *word, size_t n);

/*
 * Whether a word broken with a hyphen between `head` and `tail` at the end of
 * a line keeps the hyphen ("capacity-building") or not ("nego-tiation"): as the
 * document writes it elsewhere, else as the dictionary knows it, else by
 * whether the parts are words by themselves.
 */
bool vocabulary_keeps_hyphen(const struct vocabulary *vocabulary,
    const char *head, size_t head_length, const char *tail, size_t tail_length);

#endif
