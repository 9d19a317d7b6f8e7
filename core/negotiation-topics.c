/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/negotiation-topics.h"

#include "core/negotiation.h"
#include "core/phrase.h"

#include <string.h>

struct topic_index {
	struct arena *arena;			  /* owns the names */
	struct table table;			  /* topics.tsv */
	struct phrase_set *names[LANGUAGE_COUNT]; /* of topics; or NULL yet */
	struct phrase_set *instruments;		  /* of instruments */
};

struct topic_index *
topic_index_new(struct arena *arena, const struct table *table)
{
	struct topic_index *topics = arena_alloc(arena, sizeof *topics);

	topics->arena = arena;
	topics->table = *table;
	return topics;
}

/* A row's names in a language, in English where it has none. */
static void
row_names_add(struct phrase_set *names, const struct table *table, size_t row,
    enum language language)
{
	const char *cell = table_cell(table, row, language_code(language));

	if (cell[0] == '\0')
		cell = table_cell(table, row, language_code(LANGUAGE_EN));
	phrase_set_add_cell(names, cell, (uint32_t)row, 0);
}

static const struct phrase_set *
topic_names(struct topic_index *topics, enum language language)
{
	struct phrase_set *names = topics->names[language];

	if (names != NULL)
		return names;
	names = phrase_set_new(topics->arena);
	for (size_t r = 0; r < topics->table.rows; r++) {
		if (language != LANGUAGE_NONE) {
			row_names_add(names, &topics->table, r, language);
			continue;
		}
		for (int l = 1; l < LANGUAGE_COUNT; l++)
			phrase_set_add_cell(names,
			    table_cell(&topics->table, r, language_code(l)),
			    (uint32_t)r, 0);
	}
	phrase_set_close(names);
	topics->names[language] = names;
	return names;
}

/* Whether an earlier hit of the same place has the same value. */
static bool
is_repeated(const struct phrase_hits *hits, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hits->hit[i]->value == hits->hit[at]->value)
			return true;
	return false;
}

struct topic_mention *
negotiation_find_topics(const struct negotiation *neg, struct arena *arena,
    const struct tokens *tokens, enum language language, size_t *ret_count)
{
	const struct phrase_set *names = topic_names(neg->topics, language);
	struct topic_mention *mention = NULL;
	size_t count = 0, room = 0;

	for (size_t at = 0; at < tokens->count;) {
		struct phrase_hits hits;

		if (!phrase_find(names, tokens, at, &hits)) {
			at++;
			continue;
		}
		if (count + hits.count > room) {
			size_t more = 2 * room + 2 * PHRASE_HITS;

			mention = arena_grow(
			    arena, mention, count, more, sizeof *mention);
			room = more;
		}
		for (size_t i = 0; i < hits.count; i++)
			if (!is_repeated(&hits, i))
				mention[count++] = (struct topic_mention){
				    .lineage = table_cell(&neg->topics->table,
					hits.hit[i]->value, "lineage"),
				    .first = at,
				    .end = hits.end};
		at = hits.end;
	}
	*ret_count = count;
	return mention;
}

static const struct phrase_set *
instrument_names(const struct negotiation *neg)
{
	struct topic_index *topics = neg->topics;
	struct phrase_set *names = topics->instruments;

	if (names != NULL)
		return names;
	names = phrase_set_new(topics->arena);
	for (size_t i = 0; i < neg->n_instruments; i++) {
		const struct instrument *instrument = &neg->instruments[i];

		phrase_set_add(names, instrument->symbol, (uint32_t)i, 0);
		phrase_set_add(names, instrument->title, (uint32_t)i, 0);
		for (size_t k = 0; k < instrument->n_names; k++)
			phrase_set_add(
			    names, instrument->names[k], (uint32_t)i, 0);
	}
	phrase_set_close(names);
	topics->instruments = names;
	return names;
}

struct instrument_mention *
negotiation_find_instruments(const struct negotiation *neg, struct arena *arena,
    const struct tokens *tokens, size_t *ret_count)
{
	const struct phrase_set *names = instrument_names(neg);
	struct instrument_mention *mention = NULL;
	size_t count = 0, room = 0;

	for (size_t at = 0; at < tokens->count;) {
		struct phrase_hits hits;

		if (!phrase_find(names, tokens, at, &hits)) {
			at++;
			continue;
		}
		if (count == room) {
			mention = arena_grow(arena, mention, count,
			    2 * room + 8, sizeof *mention);
			room = 2 * room + 8;
		}
		mention[count++] = (struct instrument_mention){
		    .instrument = &neg->instruments[hits.hit[0]->value],
		    .first = at,
		    .end = hits.end};
		at = hits.end;
	}
	*ret_count = count;
	return mention;
}

const struct instrument *
negotiation_instrument(const struct negotiation *neg, const char *name)
{
	const struct instrument *instrument = NULL;
	struct phrase_hits hits;
	struct tokens tokens;
	struct arena *arena;

	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, name) == 0)
			return &neg->instruments[i];
	arena = arena_new();
	tokenize(arena, name, strlen(name), &tokens);
	if (tokens.count > 1 && token_is(&tokens.token[0], "the")) {
		tokens.token++;
		tokens.count--;
	}
	if (phrase_find_whole(instrument_names(neg), &tokens, &hits))
		instrument = &neg->instruments[hits.hit[0]->value];
	arena_free(arena);
	return instrument;
}
