/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/vocabulary.h"

#include "indexer/word-scan.h"

#include <stdio.h>
#include <string.h>

struct entry {
	const char *word;
	size_t n;
	uint32_t hash;
};

struct vocabulary {
	struct arena *arena;
	struct entry *entry;
	uint32_t count;
	uint32_t room;
	uint32_t *slot; /* number of an entry + 1; 0: free */
	uint32_t mask;	/* slots - 1 */
};

static uint32_t *
slot_of(const struct vocabulary *v, const char *word, size_t n, uint32_t hash)
{
	uint32_t i = (hash ^ hash >> 15) & v->mask;

	for (;; i = (i + 1) & v->mask) {
		const struct entry *entry;

		if (v->slot[i] == 0)
			return &v->slot[i];
		entry = &v->entry[v->slot[i] - 1];
		if (entry->hash == hash && entry->n == n &&
		    memcmp(entry->word, word, n) == 0)
			return &v->slot[i];
	}
}

static void
widen(struct vocabulary *v)
{
	v->mask = v->mask > 0 ? v->mask * 2 + 1 : 4095;
	v->slot = arena_array(v->arena, v->mask + 1, sizeof *v->slot);
	for (uint32_t i = 0; i < v->count; i++)
		*slot_of(v, v->entry[i].word, v->entry[i].n, v->entry[i].hash) =
		    i + 1;
}

static void
add_word(struct vocabulary *v, const char *word, size_t n)
{
	uint32_t hash = word_hash(word, n);
	uint32_t *slot = slot_of(v, word, n, hash);

	if (*slot != 0 || n < 2)
		return;
	if (v->count == v->room) {
		v->room = v->room > 0 ? v->room * 2 : 2048;
		v->entry = arena_grow(
		    v->arena, v->entry, v->count, v->room, sizeof *v->entry);
	}
	v->entry[v->count] =
	    (struct entry){arena_strndup(v->arena, word, n), n, hash};
	*slot = ++v->count;
	if (v->count > v->mask / 2)
		widen(v);
}

/* Regular forms of a verb whose pattern has "~", as the lexicon reads them. */
static void
add_forms(struct vocabulary *v, const struct scan_word *word)
{
	char form[WORD_BYTES + 8];
	size_t stem = word->n;

	if (word->folded[word->n - 1] == 'e' ||
	    word->folded[word->n - 1] == 'y')
		stem--;
	snprintf(form, sizeof form, "%ss", word->folded);
	add_word(v, form, strlen(form));
	snprintf(form, sizeof form, "%.*s%s", (int)stem, word->folded,
	    word->folded[word->n - 1] == 'y' ? "ied" : "ed");
	add_word(v, form, strlen(form));
	if (word->folded[word->n - 1] == 'y')
		stem++;
	snprintf(form, sizeof form, "%.*sing", (int)stem, word->folded);
	add_word(v, form, strlen(form));
}

static void
add_cell(struct vocabulary *v, const char *cell)
{
	size_t n = strlen(cell), at = 0;
	struct scan_word word;

	while (word_next(cell, n, &at, &word)) {
		if (word.n == 0)
			continue;
		add_word(v, word.folded, word.n);
		if (at < n && cell[at] == '~' && word.n > 2)
			add_forms(v, &word);
	}
}

/* "fr", "fr_un", "names_fr": a column of another language than `keep`. */
static bool
is_foreign(const char *column, enum language keep)
{
	size_t n = strlen(column);

	for (int l = LANGUAGE_NONE + 1; l < LANGUAGE_COUNT; l++) {
		const char *code = language_code((enum language)l);
		bool here = strcmp(column, code) == 0 ||
			    (n > 3 && column[2] == '_' &&
				memcmp(column, code, 2) == 0) ||
			    (n > 3 && column[n - 3] == '_' &&
				strcmp(column + n - 2, code) == 0);

		if (here)
			return (enum language)l != keep;
	}
	return false;
}

/* Columns that hold no words of texts. */
static bool
is_key(const char *column)
{
	static const char *const keys[] = {"id", "iso3", "kind", "members",
	    "not", "note", "notes", "certainty", "lineage", "instrument",
	    "instrument_id", "session_id", "group_id", "class", "stance",
	    "action", "strength", "form", "key"};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(column, keys[i]) == 0)
			return true;
	return false;
}

static bool
add_table(struct vocabulary *v, const struct table_source *source,
    const char *name, enum language language)
{
	struct arena *scratch = arena_new();
	struct error err = {0};
	struct table table;
	bool there = table_read(scratch, source, name, &table, &err);

	for (size_t c = 0; there && c < table.columns; c++) {
		if (is_key(table.column[c]) ||
		    is_foreign(table.column[c], language))
			continue;
		for (size_t r = 0; r < table.rows; r++)
			add_cell(v, table.row[r][c]);
	}
	arena_free(scratch);
	return there;
}

/* What numbers of provisions are followed by, and addresses begin with. */
static const char *const always[] = {"bis", "ter", "quater", "quinquies",
    "sexies", "septies", "octies", "alt", "inter", "alia", "et", "al", "etc",
    "https", "http", "www"};

struct vocabulary *
vocabulary_load(struct arena *arena, const struct table_source *source,
    const char *negotiation, enum language language)
{
	static const char *const holders[] = {
	    "delegations.tsv", "groups.tsv", "roles.tsv"};
	static const char *const own[] = {"sessions.tsv", "instruments.tsv",
	    "concordance.tsv", "topics.tsv", "profile.tsv"};
	struct vocabulary *v = arena_alloc(arena, sizeof *v);
	char name[512];

	v->arena = arena;
	widen(v);
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		add_word(v, always[i], strlen(always[i]));
	for (size_t i = 0; i < sizeof holders / sizeof holders[0]; i++) {
		snprintf(name, sizeof name, "negotiations/%s/%s", negotiation,
		    holders[i]);
		if (negotiation[0] != '\0' &&
		    add_table(v, source, name, language))
			continue;
		snprintf(name, sizeof name, "holders/%s", holders[i]);
		add_table(v, source, name, language);
	}
	for (size_t i = 0;
	     negotiation[0] != '\0' && i < sizeof own / sizeof own[0]; i++) {
		snprintf(name, sizeof name, "negotiations/%s/%s", negotiation,
		    own[i]);
		add_table(v, source, name, language);
	}
	snprintf(name, sizeof name, "lexicon/%s.tsv", language_code(language));
	add_table(v, source, name, language);
	return v;
}

bool
vocabulary_has(const struct vocabulary *vocabulary, const char *folded,
    size_t n, uint32_t hash)
{
	return *slot_of(vocabulary, folded, n, hash) != 0;
}

bool
vocabulary_has_form(
    const struct vocabulary *vocabulary, const char *folded, size_t n)
{
	static const char *const endings[] = {
	    "", "s", "d", "ed", "ing", "es", "er", "ers", "ly"};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]);

		if (n >= m + 2 && memcmp(folded + n - m, endings[i], m) == 0 &&
		    vocabulary_has(
			vocabulary, folded, n - m, word_hash(folded, n - m)))
			return true;
	}
	return false;
}

bool
vocabulary_word(const struct vocabulary *vocabulary, uint32_t number,
    const char **ret_folded, size_t *ret_n)
{
	if (number >= vocabulary->count)
		return false;
	*ret_folded = vocabulary->entry[number].word;
	*ret_n = vocabulary->entry[number].n;
	return true;
}
