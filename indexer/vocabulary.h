/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words that a negotiation is about: names of its holders, sessions,
 * instruments and topics, and the words of the lexicon. They come before
 * dictionaries: "Aldermark" is in none, and where a damaged word may be one of
 * two it is rather one of these. For indexer/'s repair only.
 */
#ifndef INDEXER_VOCABULARY_H
#define INDEXER_VOCABULARY_H

#include "core/arena.h"
#include "core/language.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vocabulary;

/*
 * The words of a negotiation's tables and of a language's lexicon. A table
 * that is missing or wrong gives no words (whoever loads it for good tells).
 * In the arena.
 */
struct vocabulary *vocabulary_load(struct arena *arena,
    const struct table_source *source, const char *negotiation,
    enum language language);

/* Whether a folded word is in it; `hash` is its word_hash(). */
bool vocabulary_has(const struct vocabulary *vocabulary, const char *folded,
    size_t n, uint32_t hash);

/* The same for the word or what it is an English form of: "offering". */
bool vocabulary_has_form(
    const struct vocabulary *vocabulary, const char *folded, size_t n);

/* Words by number; false after the last. */
bool vocabulary_word(const struct vocabulary *vocabulary, uint32_t number,
    const char **ret_folded, size_t *ret_n);

#endif
