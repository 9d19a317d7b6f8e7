/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The rows as one string: cells joined by "|", rows by "/". */
static const char *
shown(struct arena *arena, const struct table *table)
{
	const char *s = "";

	for (size_t r = 0; r < table->rows; r++) {
		s = arena_printf(
		    arena, "%s%s%u:", s, r > 0 ? "/" : "", table->line[r]);
		for (size_t c = 0; c < table->columns; c++)
			s = arena_printf(arena, "%s%s%s", s, c > 0 ? "|" : "",
			    table->row[r][c]);
	}
	return s;
}

Test(table, reads_what_tables_look_like)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
	    {"a\tb\n1\t2\n", "2:1|2"},
	    {"a\tb\n1\t2", "2:1|2"},
	    {"# note\n\na\tb\n#x\n1\n\n3\t4\n", "5:1|/7:3|4"},
	    {"\xEF\xBB\xBF"
	     "a\tb\r\n1\t2\r\n",
		"2:1|2"},
	    {"a\tb\n 1 \t\t\n", NULL},
	    {"a\tb\n 1 \t \n", "2:1|"},
	    {"a\tb\n\t2\n", "2:|2"},
	    {"a\n\"q\"\n", "2:\"q\""},
	    {"a\tb\n", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {0};
		struct table table;
		bool well = table_parse(arena, "t.tsv", cases[i].text,
		    strlen(cases[i].text), &table, &err);

		cr_assert_eq(well, cases[i].want != NULL, "case %zu", i);
		if (well)
			cr_assert_str_eq(shown(arena, &table), cases[i].want);
		arena_free(arena);
	}
}

Test(table, says_where_a_table_is_wrong)
{
	static const struct {
		const char *text;
		size_t n;
		const char *want;
	} cases[] = {
	    {"", 0, "t.tsv: no line names the columns"},
	    {"# only a note\n", 14, "t.tsv: no line names the columns"},
	    {"a\tb\n1\t2\t3\n", 10,
		"t.tsv:2: 3 cells where the header names 2 columns"},
	    {"a\ta\n", 4, "t.tsv:1: column 'a' is named twice"},
	    {"a\n1\n\xFF\n", 6, "t.tsv:3: the text is not UTF-8"},
	    {"a\n\xED\xA0\x80\n", 6, "t.tsv:2: the text is not UTF-8"},
	    {"a\nb\0c\n", 6, "t.tsv:2: a NUL byte"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {0};
		struct table table;

		cr_assert_not(table_parse(
		    arena, "t.tsv", cases[i].text, cases[i].n, &table, &err));
		cr_assert_eq(err.code, ERROR_DATA);
		cr_assert_str_eq(err.message, cases[i].want);
		arena_free(arena);
	}
}

Test(table, finds_cells_by_name)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	struct table table;
	const char *text = "id\tname\nFD\tFreedonia\nSY\n";

	cr_assert(table_parse(arena, "t", text, strlen(text), &table, &err));
	cr_assert_str_eq(table_cell(&table, 0, "name"), "Freedonia");
	cr_assert_str_eq(table_cell(&table, 1, "id"), "SY");
	cr_assert_str_eq(table_cell(&table, 1, "name"), "");
	cr_assert_str_eq(table_cell(&table, 0, "alias"), "");
	cr_assert_str_eq(table_cell(&table, 9, "name"), "");
	cr_assert(table_has(&table, "id"));
	cr_assert_not(table_has(&table, "alias"));
	arena_free(arena);
}

Test(table, many_rows)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	struct table table;
	char *text = arena_alloc(arena, 100000);
	size_t n = 0;

	n += (size_t)snprintf(text, 100000, "number\n");
	for (int i = 0; i < 9999; i++)
		n += (size_t)snprintf(text + n, 100000 - n, "%d\n", i);
	cr_assert(table_parse(arena, "t", text, n, &table, &err));
	cr_assert_eq(table.rows, 9999);
	cr_assert_str_eq(table_cell(&table, 9998, "number"), "9998");
	cr_assert_eq(table.line[9998], 10000);
	arena_free(arena);
}

Test(table, splits_cells)
{
	static const struct {
		const char *cell;
		size_t count;
		const char *last;
	} cases[] = {
	    {"", 0, NULL},
	    {" ; ;", 0, NULL},
	    {"one", 1, "one"},
	    {" one ; two words ", 2, "two words"},
	    {";a;;b;", 2, "b"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		size_t count;
		const char **part =
		    table_split(arena, cases[i].cell, ';', &count);

		cr_assert_eq(count, cases[i].count);
		if (count > 0)
			cr_assert_str_eq(part[count - 1], cases[i].last);
		arena_free(arena);
	}
}

static const char *
read_one(void *context, struct arena *arena, const char *name, size_t *ret_n,
    struct error *err)
{
	(void)arena;
	if (strcmp(name, "bad.tsv") == 0) {
		error_set(err, ERROR_IO, "cannot read '%s'", name);
		return NULL;
	}
	if (strcmp(name, "good.tsv") != 0)
		return NULL;
	*ret_n = strlen(context);
	return context;
}

Test(table, tells_a_missing_table_from_one_that_cannot_be_read)
{
	static const struct {
		const char *name;
		bool well;
		enum error_code code;
	} cases[] = {
	    {"good.tsv", true, ERROR_NONE},
	    {"none.tsv", false, ERROR_NONE},
	    {"bad.tsv", false, ERROR_IO},
	};
	char text[] = "a\n1\n";
	struct table_source source = {read_one, text};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {.code = ERROR_USAGE};
		struct table table;

		cr_assert_eq(
		    table_read(arena, &source, cases[i].name, &table, &err),
		    cases[i].well);
		cr_assert_eq(err.code, cases[i].code);
		arena_free(arena);
	}
}
