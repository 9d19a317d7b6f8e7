/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries, one a line on standard input, and what they are read as: the tree,
 * or the message with its caret. For tests/golden/query and to be looked at. An
 * exit status of 1 tells that a tree does not print as a query of that tree.
 */
#include "core/arena.h"
#include "searcher/caret.h"
#include "searcher/query.h"

#include <stdio.h>
#include <string.h>

/* Whether the query that is printed is read as the same tree. */
static bool
prints_well(struct arena *arena, const struct query *tree)
{
	const char *printed = query_print(arena, tree);
	const struct query *again =
	    query_parse(arena, printed, strlen(printed), NULL);

	return again != NULL &&
	       strcmp(query_dump(arena, again), query_dump(arena, tree)) == 0;
}

static bool
dump(struct arena *arena, const char *text)
{
	struct error err = {0};
	const struct query *tree = query_parse(arena, text, strlen(text), &err);
	const char *caret = NULL;

	printf("> %s\n", text);
	if (tree != NULL) {
		printf("%s\n\n", query_dump(arena, tree));
		if (prints_well(arena, tree))
			return true;
		printf("PRINTS AS %s\n", query_print(arena, tree));
		return false;
	}
	printf("! %s\n", err.message);
	caret = caret_draw(arena, text, err.column);
	printf("%s\n", caret != NULL ? caret : "");
	return true;
}

int
main(void)
{
	char line[2 * QUERY_MAX];
	bool ok = true;

	while (fgets(line, sizeof line, stdin) != NULL) {
		struct arena *arena = arena_new();

		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0' && strncmp(line, "# ", 2) != 0)
			ok = dump(arena, line) && ok;
		arena_free(arena);
	}
	return ok ? 0 : 1;
}
