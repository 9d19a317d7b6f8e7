/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the fuzzers of the query parser hold it to: any bytes give a tree or an
 * error of usage; a tree prints as a query that is read as the same tree; saved
 * queries can be put in; a place in a message is within the text.
 */
#include "tests/fuzz/query-target.h"

#include "core/arena.h"
#include "searcher/caret.h"
#include "searcher/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A saved query, so that query:NAME has something to find. */
static const char *
lookup(void *context, const char *name)
{
	(void)context;
	if (name[0] == 'l')
		return "a OR query:l"; /* comes to itself */
	return name[0] == 'n' ? NULL : "safeguards -\"due process\"";
}

static void
fail(const char *why, const char *what)
{
	fprintf(stderr, "query-target: %s: %s\n", why, what);
	abort();
}

static void
check_error(
    struct arena *arena, const char *text, size_t n, const struct error *err)
{
	if (err->code != ERROR_USAGE || err->message[0] == '\0')
		fail("no error of usage", err->message);
	if (err->column > (int)n)
		fail("a column outside of the query", err->message);
	caret_draw(arena, text, err->column);
}

static void
check_tree(struct arena *arena, struct query *tree)
{
	const char *dump = query_dump(arena, tree);
	const char *printed = query_print(arena, tree);
	struct error err = {0};
	struct query *again;

	/* A long query may print as one that is too long. */
	if (strlen(printed) <= QUERY_MAX) {
		again = query_parse(arena, printed, strlen(printed), &err);
		if (again == NULL)
			fail(err.message, printed);
		else if (strcmp(query_dump(arena, again), dump) != 0)
			fail(query_dump(arena, again), dump);
	}
	err = (struct error){0};
	if (query_expand(arena, tree, lookup, NULL, "", &err) == NULL &&
	    err.code != ERROR_USAGE)
		fail("no error of usage", err.message);
}

void
query_target(const unsigned char *bytes, size_t n)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	const char *text = arena_strndup(arena, (const char *)bytes, n);
	struct query *tree = query_parse(arena, text, n, &err);

	if (tree == NULL)
		check_error(arena, text, n, &err);
	else
		check_tree(arena, tree);
	arena_free(arena);
}
