/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the private-use characters of a document stand for, learnt from the
 * document alone: each candidate (ligatures, an apostrophe) is tried in all
 * words that have the character, and the one that makes words of most of them
 * is taken, if clearly ahead. Such numbers belong to a font: what one document
 * uses for "ti" is something else in the next. For indexer/'s repair only.
 */
#ifndef INDEXER_LIGATURE_MAP_H
#define INDEXER_LIGATURE_MAP_H

#include "core/arena.h"
#include "indexer/edited-text.h"
#include "indexer/lore.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ligature_map;

/* A map that is yet to be learnt, in the arena. */
struct ligature_map *ligature_map_new(struct arena *arena, struct lore *lore);

/* Look at a text of the document. */
void ligature_map_look(struct ligature_map *map, const char *text, size_t n);

/* All texts were looked at: find what the characters stand for. */
void ligature_map_learn(struct ligature_map *map);

/* What a private-use character stands for, or NULL. */
const char *ligature_map_letters(
    const struct ligature_map *map, int32_t character);

/* Whether one stands for the ligature of this number. */
bool ligature_map_has(const struct ligature_map *map, size_t number);

/* Characters learnt, and those that stay as they are although in words. */
size_t ligature_map_learnt(const struct ligature_map *map);
size_t ligature_map_unknown(const struct ligature_map *map);

/* Add the edits that put letters in the place of a text's characters. */
void ligature_map_edits(const struct ligature_map *map, const char *text,
    size_t n, struct edits *edits);

#endif
