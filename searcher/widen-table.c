/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/widen-table.h"

#include "core/fold.h"
#include "searcher/widen.h"

#include <string.h>

/* Letters before an ending, at least. */
#define ENDING_BEFORE 3

/* Read a table if there is one; false on error. */
static bool
read_table(struct arena *arena, struct index *index, const char *name,
    struct table *ret, struct error *err)
{
	struct table_source source = index_tables(index);
	struct error failure = {0};

	*ret = (struct table){0};
	if (table_read(arena, &source, name, ret, &failure) ||
	    failure.code == ERROR_NONE)
		return true;
	if (err != NULL)
		*err = failure;
	return false;
}

bool
widen_table_load(struct arena *arena, struct index *index,
    struct widen_table *ret, struct error *err)
{
	const struct index_info *info = index_info(index);

	*ret = (struct widen_table){
	    .languages = info->languages, .n_languages = info->n_languages};
	if (!read_table(arena, index, WIDEN_TABLE, &ret->words, err))
		return false;
	ret->topics =
	    arena_array(arena, info->n_negotiations, sizeof *ret->topics);
	for (size_t i = 0; i < info->n_negotiations; i++) {
		const char *name = arena_printf(
		    arena, "negotiations/%s/topics.tsv", info->negotiations[i]);

		if (!read_table(
			arena, index, name, &ret->topics[ret->n_topics], err))
			return false;
		ret->n_topics += ret->topics[ret->n_topics].rows > 0;
	}
	return true;
}

static void
words_add(struct widen_words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->word[i], word) == 0)
			return;
	if (words->count < WIDEN_MOST)
		words->word[words->count++] = word;
}

/* --- spellings ------------------------------------------------------------ */

/* `word` with `ours` at its end made `theirs`; NULL where it ends otherwise. */
static const char *
other_ending(struct arena *arena, const char *word, size_t n, const char *ours,
    const char *theirs)
{
	size_t length = strlen(ours);

	if (n < length + ENDING_BEFORE ||
	    memcmp(word + n - length, ours, length) != 0)
		return NULL;
	return arena_printf(arena, "%.*s%s", (int)(n - length), word, theirs);
}

static const char *
other_beginning(struct arena *arena, const char *word, size_t n,
    const char *ours, const char *theirs)
{
	size_t length = strlen(ours);

	if (n < length || memcmp(word, ours, length) != 0)
		return NULL;
	return arena_printf(
	    arena, "%s%.*s", theirs, (int)(n - length), word + length);
}

/* What row `row` makes of a word; NULL where it says nothing of it. */
static const char *
respell(const struct widen_table *table, struct arena *arena, size_t row,
    const char *word, size_t n)
{
	const char *kind = table_cell(&table->words, row, "kind");
	size_t count;
	const char **cell = table_split(
	    arena, table_cell(&table->words, row, "words"), ';', &count);

	for (size_t i = 0; count == 2 && i < 2; i++) {
		const char *ours = cell[i], *theirs = cell[1 - i];
		const char *other = NULL;

		if (strcmp(kind, "ending") == 0)
			other = other_ending(arena, word, n, ours, theirs);
		else if (strcmp(kind, "beginning") == 0)
			other = other_beginning(arena, word, n, ours, theirs);
		else if (strcmp(kind, "word") == 0 && strlen(ours) == n &&
			 memcmp(word, ours, n) == 0)
			other = theirs;
		if (other != NULL)
			return other;
	}
	return NULL;
}

/* The first other spelling of one word, or NULL. */
static const char *
respell_word(const struct widen_table *table, struct arena *arena,
    const char *word, size_t n)
{
	for (size_t row = 0; row < table->words.rows; row++) {
		const char *other = respell(table, arena, row, word, n);

		if (other != NULL)
			return other;
	}
	return NULL;
}

void
widen_spellings(const struct widen_table *table, struct arena *arena,
    const char *folded, struct widen_words *ret)
{
	const char *hyphen = strchr(folded, '-'), *s = "";
	bool changed = false;

	ret->count = 0;
	/* Of a phrase all words that have another are respelt together. */
	for (const char *at = folded; *at != '\0';) {
		size_t n = strcspn(at, " ");
		const char *other = respell_word(table, arena, at, n);

		changed = changed || other != NULL;
		s = other != NULL
			? arena_printf(arena, "%s%s", s, other)
			: arena_printf(arena, "%s%.*s", s, (int)n, at);
		at += n;
		if (*at == ' ')
			s = arena_printf(arena, "%s ", s);
		at += strspn(at, " ");
	}
	if (changed)
		words_add(ret, s);
	/* "co-ordination" may be written in one word. */
	if (hyphen != NULL && hyphen > folded && hyphen[1] != '\0' &&
	    strpbrk(folded, " 0123456789'./") == NULL &&
	    strchr(hyphen + 1, '-') == NULL)
		words_add(ret, arena_printf(arena, "%.*s%s",
				   (int)(hyphen - folded), folded, hyphen + 1));
}

/* --- meanings ------------------------------------------------------------- */

/* Append a word that has another stem than those before. */
static void
words_add_stem(struct arena *arena, struct stems *stems, enum language language,
    const char *word, struct widen_words *words)
{
	size_t n, m;
	const char *folded = fold_text(arena, word, strlen(word), &n);
	const char *stem = stem_word(stems, language, folded, n, &m);

	for (size_t i = 0; i < words->count; i++) {
		folded = fold_text(
		    arena, words->word[i], strlen(words->word[i]), &n);
		if (stem_word(stems, language, folded, n, &m) == stem)
			return;
	}
	words_add(words, word);
}

/* The place of a word among those of a row, or their number. */
static size_t
place_of(struct arena *arena, struct stems *stems, enum language language,
    const char *folded, const char **cell, size_t count)
{
	size_t n, m, i = 0;
	const char *stem =
	    stem_word(stems, language, folded, strlen(folded), &n);

	for (; i < count; i++) {
		const char *one =
		    fold_text(arena, cell[i], strlen(cell[i]), &m);

		if (stem_word(stems, language, one, m, &m) == stem ||
		    strcmp(one, folded) == 0)
			break;
	}
	return i;
}

static bool
has_language(const struct widen_table *table, const char *code)
{
	for (size_t i = 0; i < table->n_languages; i++)
		if (strcmp(table->languages[i], code) == 0)
			return true;
	return false;
}

void
widen_meanings(const struct widen_table *table, struct arena *arena,
    struct stems *stems, const char *folded, struct widen_words *ret)
{
	ret->count = 0;
	for (size_t row = 0; row < table->words.rows; row++) {
		const char *code = table_cell(&table->words, row, "language");
		const char **cell;
		size_t count, at;

		if (strcmp(table_cell(&table->words, row, "kind"), "meaning") !=
			0 ||
		    !has_language(table, code))
			continue;
		cell = table_split(arena,
		    table_cell(&table->words, row, "words"), ';', &count);
		at = place_of(
		    arena, stems, language_find(code), folded, cell, count);
		for (size_t i = 0; at < count && i < count; i++)
			if (i != at)
				words_add_stem(arena, stems,
				    language_find(code), cell[i], ret);
	}
}

/* --- topics --------------------------------------------------------------- */

/* A name with a space before and after it, as texts have it here. */
static const char *
spaced_name(struct arena *arena, const char *name)
{
	return arena_printf(
	    arena, " %s ", fold_text(arena, name, strlen(name), NULL));
}

/* The names of a topic in the index's languages that lack the words found. */
static void
other_names(const struct widen_table *table, struct arena *arena,
    const struct table *topics, size_t row, struct widen_topic *ret)
{
	const char *found = arena_printf(arena, " %s ", ret->name);

	ret->others.count = 0;
	for (size_t l = 0; l < table->n_languages; l++) {
		size_t count;
		const char **name = table_split(arena,
		    table_cell(topics, row, table->languages[l]), ';', &count);

		for (size_t i = 0; i < count; i++)
			if (strstr(spaced_name(arena, name[i]), found) == NULL)
				words_add(&ret->others, name[i]);
	}
}

/* Try the names of one row; whether a longer one was found. */
static bool
try_row(const struct widen_table *table, struct arena *arena,
    const struct table *topics, size_t row, const char *text,
    struct widen_topic *ret)
{
	bool found = false;

	for (size_t l = 0; l < table->n_languages; l++) {
		size_t count;
		const char **name = table_split(arena,
		    table_cell(topics, row, table->languages[l]), ';', &count);

		for (size_t i = 0; i < count; i++) {
			const char *spaced = spaced_name(arena, name[i]);
			const char *at = strstr(text, spaced);
			size_t n = strlen(spaced) - 2;

			if (at == NULL || n <= strlen(ret->name))
				continue;
			ret->name = arena_strndup(arena, spaced + 1, n);
			ret->at = (size_t)(at - text) + 1;
			found = true;
		}
	}
	return found;
}

bool
widen_topic_find(const struct widen_table *table, struct arena *arena,
    const char *text, struct widen_topic *ret)
{
	*ret = (struct widen_topic){.name = ""};
	for (size_t t = 0; t < table->n_topics; t++)
		for (size_t row = 0; row < table->topics[t].rows; row++)
			if (try_row(table, arena, &table->topics[t], row, text,
				ret))
				other_names(
				    table, arena, &table->topics[t], row, ret);
	return ret->name[0] != '\0' && ret->others.count > 0;
}
