/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * positions-score [-v|-a] TABLE:LANGUAGE...: how well the sentences of tables
 * are read. Prints precision, recall and F1 of (holder, stance), F1 with the
 * action and of whole positions, and reversals; for the rows rules were worked
 * on with, and for every third row, which they were not. With -v differences of
 * the former too, with -a of all.
 */
#include "tests/position-table.h"

#include <stdlib.h>
#include <string.h>

static void
print(const char *language, const char *part, const struct position_score *s)
{
	unsigned found = s->found[LEVEL_STANCE];
	unsigned labelled = s->labelled[LEVEL_STANCE];

	printf("%-10s %-8s %3u sentences  stance P %.3f R %.3f F1 %.3f  "
	       "action F1 %.3f  whole F1 %.3f  reversals %u\n",
	    language, part, s->rows,
	    found ? (double)s->right[LEVEL_STANCE] / found : 1.0,
	    labelled ? (double)s->right[LEVEL_STANCE] / labelled : 1.0,
	    position_f1(s, LEVEL_STANCE), position_f1(s, LEVEL_ACTION),
	    position_f1(s, LEVEL_WHOLE), s->reversals);
}

static bool
score_table(const struct engine *engine, struct arena *arena, char *argument,
    bool verbose, bool everything)
{
	struct position_score part[2] = {0}, all = {0};
	struct error err = {.code = ERROR_NONE};
	char *colon = strrchr(argument, ':');
	struct table table;
	enum language language;

	if (colon == NULL)
		return false;
	*colon = '\0';
	language = language_find(colon + 1);
	if (!position_table_read(arena, argument, &table, &err)) {
		fprintf(stderr, "positions-score: %s\n", err.message);
		return false;
	}
	for (size_t r = 0; r < table.rows; r++) {
		bool apart = r % 3 == 2;

		position_row_score(engine, &table, r, language, NULL, &all);
		position_row_score(engine, &table, r, language,
		    everything || (verbose && !apart) ? stdout : NULL,
		    &part[apart]);
	}
	print(language_name(language), "worked", &part[0]);
	print(language_name(language), "apart", &part[1]);
	print(language_name(language), "all", &all);
	return true;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	const char *datadir = getenv("TRAVAUX_DATADIR");
	struct engine *engine;
	bool everything = argc > 1 && strcmp(argv[1], "-a") == 0;
	bool verbose = everything || (argc > 1 && strcmp(argv[1], "-v") == 0);
	bool good = true;

	engine =
	    position_engine(arena, datadir != NULL ? datadir : "corpus", &err);
	if (engine == NULL) {
		fprintf(stderr, "positions-score: %s\n", err.message);
		return 3;
	}
	for (int i = 1 + verbose; i < argc; i++)
		good &=
		    score_table(engine, arena, argv[i], verbose, everything);
	arena_free(arena);
	return good ? 0 : 1;
}
