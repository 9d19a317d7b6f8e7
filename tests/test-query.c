/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries are read as tests/queries.tsv says, and print as what they are. */
#include "core/arena.h"
#include "core/error.h"
#include "searcher/query.h"
#include "tests/lines.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void
expect_error(const char *query, const struct query *tree,
    const struct error *err, const char *expected)
{
	const char *space = strchr(expected, ' ');
	int column = atoi(expected);

	cr_expect_null(tree, "'%s' was accepted", query);
	cr_expect_eq(
	    err->code, ERROR_USAGE, "'%s': code %d", query, (int)err->code);
	if (column >= 0)
		cr_expect_eq(err->column, column, "'%s': column %d, not %d",
		    query, err->column, column);
	cr_expect(strstr(err->message, space + 1) != NULL,
	    "'%s': message '%s' has no '%s'", query, err->message, space + 1);
}

static void
expect_tree(struct arena *arena, const char *query, const struct query *tree,
    const struct error *err, const char *expected)
{
	const char *printed;
	const struct query *again;
	struct error error = {0};

	cr_expect_not_null(tree, "'%s': %s", query, err->message);
	if (tree == NULL)
		return;
	cr_expect_str_eq(query_dump(arena, tree), expected, "'%s' is %s", query,
	    query_dump(arena, tree));
	printed = query_print(arena, tree);
	again = query_parse(arena, printed, strlen(printed), &error);
	cr_expect_not_null(
	    again, "'%s' prints as '%s': %s", query, printed, error.message);
	if (again != NULL)
		cr_expect_str_eq(query_dump(arena, again),
		    query_dump(arena, tree), "'%s' prints as '%s'", query,
		    printed);
}

Test(query, is_read_as_the_table_says)
{
	struct arena *arena = arena_new();
	struct lines lines = lines_read("queries.tsv");
	size_t count = 0;

	for (char **row; (row = lines_next(&lines, 2)) != NULL; count++) {
		struct error err = {0};
		struct query *tree =
		    query_parse(arena, row[0], strlen(row[0]), &err);

		if (row[1][0] == '!')
			expect_error(row[0], tree, &err, row[1] + 1);
		else
			expect_tree(arena, row[0], tree, &err, row[1]);
	}
	cr_expect_geq(count, 60u);
	lines_clear(&lines);
	arena_free(arena);
}

Test(query, that_is_too_long_or_too_deep_is_refused)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	size_t n = 1 << 20;
	char *text = malloc(n);

	memset(text, 'a', n);
	cr_expect_null(query_parse(arena, text, n, &err));
	cr_expect_eq(err.code, ERROR_USAGE);
	cr_expect(strstr(err.message, "1048576 bytes") != NULL);
	memset(text, '(', QUERY_MAX);
	cr_expect_null(query_parse(arena, text, QUERY_MAX, &err));
	cr_expect(strstr(err.message, "too many") != NULL, "%s", err.message);
	for (size_t i = 0; i < QUERY_MAX; i++)
		text[i] = i % 2 == 0 ? '-' : ' ';
	cr_expect_null(query_parse(arena, text, QUERY_MAX, &err));
	memset(text, '-', QUERY_MAX);
	text[QUERY_MAX - 1] = 'a';
	cr_expect_null(query_parse(arena, text, QUERY_MAX, &err));
	cr_expect_null(query_parse(arena, "a\0b", 3, &err));
	cr_expect_null(query_parse(arena, "", 0, &err));
	free(text);
	arena_free(arena);
}

/* Every beginning of every query: an answer or an error, never a crash. */
Test(query, cut_anywhere_is_still_an_answer)
{
	struct lines lines = lines_read("queries.tsv");

	for (char **row; (row = lines_next(&lines, 2)) != NULL;) {
		struct arena *arena = arena_new();

		for (size_t n = 0; n < strlen(row[0]); n++) {
			struct error err = {0};
			struct query *tree =
			    query_parse(arena, row[0], n, &err);

			cr_expect((tree == NULL) == (err.code != ERROR_NONE));
		}
		arena_free(arena);
	}
	lines_clear(&lines);
}
