/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Small words: words, beginnings, runs of characters, particles; what is wrong
 * with a table, and when an engine says so.
 */
#include "core/datadir.h"
#include "core/engine.h"
#include "core/position-engine.h"
#include "core/small-words.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char words_text[] = "kind\twords\tnote\n"
				 "and\tet ; Où\tfolded\n"
				 "the\tl' ; la\n"
				 "before\t将 ; 对于 ; 对\n"
				 "implied-resize\taugment* ; تخفيض ; 扩大\n";

static const struct {
	enum language language;
	const char *text;
	size_t at;
	enum small_word kind;
	size_t takes;	/* tokens, as reading_small() has it */
	size_t before;	/* the same before the token */
	size_t implied; /* as reading_implied() has it */
} cases[] = {
    {LANGUAGE_FR, "A et B", 1, WORD_AND, 1, 0, 1},
    {LANGUAGE_FR, "A et B", 2, WORD_AND, 0, 1, 0},
    {LANGUAGE_FR, "où", 0, WORD_AND, 1, 0, 1},
    {LANGUAGE_FR, "etat", 0, WORD_AND, 0, 0, 0},
    {LANGUAGE_FR, "l'état", 0, WORD_THE, 1, 0, 1},
    {LANGUAGE_FR, "Augmentation", 0, IMPLIED_RESIZE, 1, 0, 1},
    {LANGUAGE_FR, "augmen", 0, IMPLIED_RESIZE, 0, 0, 0},
    {LANGUAGE_FR, "et", 0, WORD_BY, 0, 0, 0},
    {LANGUAGE_FR, "et", 7, WORD_AND, 0, 0, 0},
    {LANGUAGE_ZH, "对于条", 0, WORD_BEFORE, 2, 0, 2},
    {LANGUAGE_ZH, "对条于", 0, WORD_BEFORE, 1, 0, 1},
    {LANGUAGE_ZH, "对于条", 2, WORD_BEFORE, 0, 2, 0},
    {LANGUAGE_ZH, "扩", 0, IMPLIED_RESIZE, 0, 0, 0},
    {LANGUAGE_AR, "وتخفيض", 0, IMPLIED_RESIZE, 0, 0, 1},
    {LANGUAGE_AR, "تخفيض", 0, IMPLIED_RESIZE, 1, 0, 1},
};

static void
table_of(struct arena *arena, const char *text, struct table *ret)
{
	struct error err = {.code = ERROR_NONE};

	cr_assert(table_parse(arena, "w.tsv", text, strlen(text), ret, &err),
	    "%s", err.message);
}

Test(small_words, found)
{
	struct arena *arena = arena_new();
	struct table table;

	table_of(arena, words_text, &table);
	cr_expect(small_words_check(&table, NULL));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reading r = {.arena = arena,
		    .language = cases[i].language,
		    .words = small_words_from_table(arena, &table)};
		size_t n;

		tokenize(
		    arena, cases[i].text, strlen(cases[i].text), &r.tokens);
		n = reading_small(&r, cases[i].at, cases[i].kind);
		cr_expect(n == cases[i].takes, "%zu: takes %zu", i, n);
		n = reading_small_before(&r, cases[i].at, cases[i].kind);
		cr_expect(n == cases[i].before, "%zu: before %zu", i, n);
		n = reading_implied(&r, cases[i].at, cases[i].kind);
		cr_expect(n == cases[i].implied, "%zu: implied %zu", i, n);
	}
	arena_free(arena);
}

/* Text whose language has no table has no small words. */
Test(small_words, none)
{
	struct arena *arena = arena_new();
	struct reading r = {.arena = arena, .language = LANGUAGE_FR};

	tokenize(arena, "et", 2, &r.tokens);
	cr_expect(reading_small(&r, 0, WORD_AND) == 0);
	cr_expect(reading_small_before(&r, 1, WORD_AND) == 0);
	cr_expect(reading_implied(&r, 0, IMPLIED_A) == 0);
	arena_free(arena);
}

Test(small_words, errors_name_the_line)
{
	static const struct {
		const char *text;
		const char *message;
	} wrong[] = {
	    {"kind\twords\n#\nans\tx\n", "w.tsv:3: unknown kind 'ans'"},
	    {"kind\twords\nand\tx\nor\ty\nand\tz\n",
		"w.tsv:4: kind 'and' stands twice"},
	    {"kind\twords\nand\t ; \n", "w.tsv:2: kind 'and' has no words"},
	    {"kind\tword\nand\tx\n", "w.tsv:2: kind 'and' has no words"},
	    {"kind\twords\nand\tx ; y  z\n", "w.tsv:2: 'y  z' is not one word"},
	    {"kind\twords\nand\t*x\n", "w.tsv:2: '*x' is not one word"},
	    {"kind\twords\nand\ta*\n", "w.tsv:2: 'a*' is not one word"},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct error err = {.code = ERROR_NONE};
		struct table table;

		table_of(arena, wrong[i].text, &table);
		cr_expect(!small_words_check(&table, &err));
		cr_expect(err.code == ERROR_DATA);
		cr_expect(strstr(err.message, wrong[i].message) != NULL,
		    "'%s', not '%s'", err.message, wrong[i].message);
	}
	arena_free(arena);
}

/* The shipped tables, but one: another's text, or no such table. */
struct replaced {
	struct table_source shipped;
	const char *name;
	const char *text; /* NULL: no such table */
	unsigned reads;	  /* tables asked for */
};

static const char *
replaced_read(void *context, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
	struct replaced *r = context;

	r->reads++;
	if (strcmp(name, r->name) != 0)
		return r->shipped.read(
		    r->shipped.context, arena, name, ret_n, err);
	if (r->text != NULL)
		*ret_n = strlen(r->text);
	return r->text;
}

/*
 * One that reads records finds a fault of any language when it is made; one
 * that reads a question reads the tables of its language, and finds theirs.
 */
Test(small_words, faults_of_an_engine)
{
	static const struct {
		const char *text;
		const char *message;
	} fault[] = {
	    {"kind\twords\nans\tx\n", "lexicon/fr-words.tsv:2: unknown kind"},
	    {NULL, "there is no table 'lexicon/fr-words.tsv'"},
	};
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct arena *arena = arena_new();

	cr_assert(dir != NULL);
	for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
		struct replaced replaced = {
		    .shipped = datadir_source(arena, dir, NULL, NULL),
		    .name = "lexicon/fr-words.tsv",
		    .text = fault[i].text};
		struct table_source source = {replaced_read, &replaced};
		struct negotiation neg = {0};
		struct error err = {.code = ERROR_NONE};
		struct engine *engine;

		cr_expect(engine_new(arena, &source, &neg, &err) == NULL);
		cr_expect(strstr(err.message, fault[i].message) != NULL, "%s",
		    err.message);
		error_clear(&err);
		replaced.reads = 0;
		engine = engine_open(arena, &source, &neg);
		cr_expect(replaced.reads == 0);
		cr_expect(engine_lexicon(engine, LANGUAGE_ES) != NULL);
		cr_expect(replaced.reads == 2);
		cr_expect(engine_is_whole(engine, &err));
		cr_expect(engine_lexicon(engine, LANGUAGE_NONE) == NULL);
		cr_expect(engine_is_whole(engine, &err));
		cr_expect(engine_lexicon(engine, LANGUAGE_FR) == NULL);
		cr_expect(!engine_is_whole(engine, &err));
		cr_expect(strstr(err.message, fault[i].message) != NULL, "%s",
		    err.message);
	}
	arena_free(arena);
}
