/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries of tests/bench/peers in one process, as other engines' drivers ask
 * theirs:
 *
 *	travaux-warm INDEX QUERIES.tsv TIMES [exact]
 *
 * Each query is parsed, run and its ten best made whole, with snippets, TIMES
 * times after a first one; its kind, the best time in milliseconds and the
 * hits are printed. With "exact" no other spellings and words are looked for,
 * as others do not.
 */
#include "core/arena.h"
#include "core/index.h"
#include "core/stem.h"
#include "searcher/facet-names.h"
#include "searcher/query.h"
#include "searcher/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum column {
	KIND,
	WORDS,
	HOLDER,
	SESSION,
	FIRST,
	LAST,
	COLUMNS
};

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
fail(const char *what, const struct error *err)
{
	fprintf(stderr, "travaux-warm: %s: %s\n", what, err->message);
	exit(2);
}

/* Cut a line at its tabs. */
static void
cut(char *line, char *column[COLUMNS])
{
	line[strcspn(line, "\n")] = '\0';
	for (size_t i = 0; i < COLUMNS; i++) {
		char *tab = strchr(line, '\t');

		column[i] = line;
		line = tab != NULL ? tab + 1 : line + strlen(line);
		if (tab != NULL)
			*tab = '\0';
	}
}

/* The query as it would be typed. */
static const char *
typed(struct arena *arena, char *const column[COLUMNS])
{
	char *words = arena_strdup(arena, column[WORDS]);
	const char *text = words;

	if (strcmp(column[KIND], "phrase") == 0)
		text = arena_printf(arena, "\"%s\"", words);
	if (strcmp(column[KIND], "or5") == 0) {
		char *rest = NULL;

		text = strtok_r(words, " ", &rest);
		for (char *w; (w = strtok_r(NULL, " ", &rest)) != NULL;)
			text = arena_printf(arena, "%s OR %s", text, w);
	}
	if (column[HOLDER][0] != '\0')
		text = arena_printf(arena, "%s speaker:\"%s\" session:%s", text,
		    column[HOLDER], column[SESSION]);
	if (column[FIRST][0] != '\0')
		text = arena_printf(
		    arena, "%s date:%s..%s", text, column[FIRST], column[LAST]);
	return text;
}

static size_t
run(struct searcher *searcher, char *const column[COLUMNS], bool exact)
{
	struct search_params params = {.limit = 10,
	    .widen = !exact,
	    .facets = strcmp(column[KIND], "facet") == 0,
	    .facet_fields = 1}; /* by holder, the first */
	struct search_result result;
	struct error err = {0};
	const char *text = typed(searcher->arena, column);
	struct query *query =
	    query_parse(searcher->arena, text, strlen(text), &err);

	if (query == NULL ||
	    !search_run(searcher, query, &params, &result, &err) ||
	    !facet_names(searcher, &result, &err))
		fail(text, &err);
	return result.n_hits;
}

static void
measure(struct searcher *searcher, char *line, int times, bool exact)
{
	char *column[COLUMNS];
	double best = 1e9;
	size_t hits = 0;

	cut(line, column);
	for (int i = 0; i <= times; i++) {
		double begin = milliseconds(), took;

		searcher->arena = arena_new();
		hits = run(searcher, column, exact);
		arena_free(searcher->arena);
		took = milliseconds() - begin;
		best = took < best ? took : best;
	}
	printf("%s\t%.4f\t%zu\n", column[KIND], best, hits);
}

int
main(int argc, char *argv[])
{
	struct error err = {0};
	struct searcher searcher = {0};
	FILE *queries;
	char line[1024];

	if (argc < 4) {
		fputs("usage: travaux-warm INDEX QUERIES TIMES [exact]\n",
		    stderr);
		return 2;
	}
	searcher.index = index_open(argv[1], &err);
	searcher.stems = searcher.index != NULL ? stems_new(&err) : NULL;
	if (searcher.stems == NULL)
		fail(argv[1], &err);
	queries = fopen(argv[2], "r");
	if (queries == NULL) {
		fprintf(stderr, "travaux-warm: cannot open '%s'\n", argv[2]);
		return 2;
	}
	while (fgets(line, sizeof line, queries) != NULL)
		measure(&searcher, line, atoi(argv[3]), argc > 4);
	fclose(queries);
	stems_free(searcher.stems);
	index_free(searcher.index);
	return 0;
}
