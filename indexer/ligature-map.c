/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ligature-map.h"

#include "core/fold.h"
#include "core/utf8.h"

#include <string.h>

#define WORDS_MAX      4000 /* different words that vote */
#define CHARACTERS_MAX 256  /* different private-use characters */
#define APOSTROPHE     "\xE2\x80\x99"

/* A word with private-use characters, once. */
struct voter {
	const char *text;
	size_t n;
	bool capital;
};

struct known_character {
	int32_t character;
	const char *letters; /* what it stands for; NULL: not known yet */
};

struct ligature_map {
	struct arena *arena;
	struct lore *lore;
	struct voter *voter;
	size_t voters;
	size_t voter_room;
	struct known_character known[CHARACTERS_MAX];
	size_t characters;
};

static bool
is_private(int32_t c)
{
	return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

struct ligature_map *
ligature_map_new(struct arena *arena, struct lore *lore)
{
	struct ligature_map *map = arena_alloc(arena, sizeof *map);

	map->arena = arena;
	map->lore = lore;
	return map;
}

static const struct known_character *
find(const struct ligature_map *map, int32_t character)
{
	for (size_t i = 0; i < map->characters; i++)
		if (map->known[i].character == character)
			return &map->known[i];
	return NULL;
}

/* --- looking -------------------------------------------------------------- */

static void
add_character(struct ligature_map *map, int32_t character)
{
	if (find(map, character) == NULL && map->characters < CHARACTERS_MAX)
		map->known[map->characters++].character = character;
}

static void
add_voter(
    struct ligature_map *map, const char *text, const struct scan_word *word)
{
	size_t n = word->end - word->start;
	bool letters = false;

	for (size_t i = 0; i < map->voters; i++)
		if (map->voter[i].n == n &&
		    memcmp(map->voter[i].text, text + word->start, n) == 0)
			return;
	for (size_t at = 0; at < n;) {
		int32_t c;

		at += utf8_next(text + word->start + at, n - at, &c);
		if (is_private(c))
			add_character(map, c);
		else
			letters = true;
	}
	/* A sign by itself is no part of a word: a bullet, a logo. */
	if (!letters || map->voters == WORDS_MAX)
		return;
	if (map->voters == map->voter_room) {
		size_t room = map->voter_room > 0 ? map->voter_room * 2 : 64;

		map->voter = arena_grow(map->arena, map->voter, map->voters,
		    room, sizeof *map->voter);
		map->voter_room = room;
	}
	map->voter[map->voters++] = (struct voter){
	    arena_strndup(map->arena, text + word->start, n), n, !word->lower};
}

void
ligature_map_look(struct ligature_map *map, const char *text, size_t n)
{
	struct scan_word word;
	size_t at = 0;

	while (word_next(text, n, &at, &word))
		if (word.private)
			add_voter(map, text, &word);
}

/* --- voting --------------------------------------------------------------- */

/*
 * Write a voter with `letters` in the place of `character` and what is known
 * in the place of others. False where that leaves an unknown one, or does not
 * fit, or the character is not in it.
 */
static bool
write_word(const struct ligature_map *map, const struct voter *voter,
    int32_t character, const char *letters, char *ret, size_t room)
{
	size_t used = 0;
	bool has = false;

	for (size_t at = 0; at < voter->n;) {
		const char *piece = voter->text + at;
		int32_t c;
		size_t n = utf8_next(piece, voter->n - at, &c);

		at += n;
		if (c == character) {
			piece = letters;
			has = true;
		} else if (is_private(c)) {
			const struct known_character *known = find(map, c);

			piece = known != NULL ? known->letters : NULL;
		}
		if (piece == NULL)
			return false;
		if (is_private(c))
			n = strlen(piece);
		if (used + n >= room)
			return false;
		memcpy(ret + used, piece, n);
		used += n;
	}
	ret[used] = '\0';
	return has;
}

/* What may follow an English word's apostrophe. */
static bool
is_ending(const char *s)
{
	static const char *const endings[] = {
	    "s", "t", "re", "ve", "ll", "d", "m"};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (strcmp(s, endings[i]) == 0)
			return true;
	return false;
}

/* How much a word that came out counts: 0 for what is none. */
static unsigned
weigh_word(const struct ligature_map *map, const char *word, bool capital)
{
	char folded[WORD_BYTES + 1], *apostrophe;
	size_t n = fold_word(word, strlen(word), folded, sizeof folded);
	enum lore_grade grade;

	if (n == (size_t)-1)
		return 0;
	apostrophe = strchr(folded, '\'');
	if (apostrophe != NULL) {
		if (!is_ending(apostrophe + 1))
			return 0;
		*apostrophe = '\0';
		n = (size_t)(apostrophe - folded);
	}
	grade = lore_grade_of(map->lore, folded, n, capital);
	return grade >= LORE_COMMON ? 2 : grade > LORE_UNKNOWN ? 1 : 0;
}

/* Votes for a candidate: their weight; how many words could vote at all. */
static unsigned
count_votes(const struct ligature_map *map, int32_t character,
    const char *letters, unsigned *ret_words, unsigned *ret_could)
{
	char word[WORD_BYTES + 1];
	unsigned votes = 0;

	*ret_words = *ret_could = 0;
	for (size_t i = 0; i < map->voters; i++) {
		const struct voter *voter = &map->voter[i];
		unsigned weight;

		if (!write_word(
			map, voter, character, letters, word, sizeof word))
			continue;
		weight = weigh_word(map, word, voter->capital);
		votes += weight;
		*ret_words += weight > 0;
		(*ret_could)++;
	}
	return votes;
}

/* The candidate that is clearly ahead, or NULL. */
static const char *
elect(const struct ligature_map *map, int32_t character)
{
	unsigned best = 0, second = 0, words = 0, could = 0;
	const char *elected = NULL, *letters = "";

	for (size_t i = 0; letters != NULL; i++) {
		unsigned these, votes;

		letters = ligature_letters(i);
		votes = count_votes(map, character,
		    letters != NULL ? letters : APOSTROPHE, &these, &could);
		if (votes > best) {
			second = best;
			best = votes;
			words = these;
			elected = letters != NULL ? letters : APOSTROPHE;
		} else if (votes > second) {
			second = votes;
		}
	}
	return best >= second * 2 && words * 2 >= could ? elected : NULL;
}

void
ligature_map_learn(struct ligature_map *map)
{
	bool more = true;

	/* Words with several characters vote once the others are known. */
	while (more) {
		more = false;
		for (size_t i = 0; i < map->characters; i++) {
			struct known_character *known = &map->known[i];

			if (known->letters != NULL)
				continue;
			known->letters = elect(map, known->character);
			more = more || known->letters != NULL;
		}
	}
}

/* --- what was learnt ------------------------------------------------------ */

const char *
ligature_map_letters(const struct ligature_map *map, int32_t character)
{
	const struct known_character *known = find(map, character);

	return known != NULL ? known->letters : NULL;
}

bool
ligature_map_has(const struct ligature_map *map, size_t number)
{
	for (size_t i = 0; i < map->characters; i++)
		if (map->known[i].letters != NULL &&
		    strcmp(map->known[i].letters, ligature_letters(number)) ==
			0)
			return true;
	return false;
}

size_t
ligature_map_learnt(const struct ligature_map *map)
{
	size_t count = 0;

	for (size_t i = 0; i < map->characters; i++)
		count += map->known[i].letters != NULL;
	return count;
}

size_t
ligature_map_unknown(const struct ligature_map *map)
{
	return map->voters > 0 ? map->characters - ligature_map_learnt(map) : 0;
}

void
ligature_map_edits(const struct ligature_map *map, const char *text, size_t n,
    struct edits *edits)
{
	for (size_t at = 0; at < n;) {
		const char *letters;
		size_t bytes;
		int32_t c;

		if ((unsigned char)text[at] < 0xEE) {
			at++;
			continue;
		}
		bytes = utf8_next(text + at, n - at, &c);
		letters = is_private(c) ? ligature_map_letters(map, c) : NULL;
		if (letters != NULL)
			edits_add(edits, at, at + bytes, letters,
			    strlen(letters), true);
		at += bytes;
	}
}
