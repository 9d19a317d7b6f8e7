/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* What a reader gave, written down: fields that are set, then the body. */
struct seen {
	struct arena *arena;
	const char *records; /* "id|kind|title|speaker|...: body\n" */
	const char *reports; /* "line: message\n" */
};

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct seen *seen = context;
	const char *fields = "";

	(void)arena;
	(void)err;
	for (size_t i = 0; record_field_name(i) != NULL; i++) {
		const char *value = record_field(&raw->record, i);

		if (value[0] != '\0' && strcmp(value, "other") != 0)
			fields = arena_printf(seen->arena, "%s%s=%s|", fields,
			    record_field_name(i), value);
	}
	for (size_t i = 0; i < raw->record.n_passages; i++)
		fields = arena_printf(seen->arena, "%s[%s %s %s]", fields,
		    raw->record.passages[i].speaker,
		    raw->record.passages[i].provision,
		    raw->record.passages[i].text);
	seen->records = arena_printf(seen->arena, "%s%s%lu: %.*s\n",
	    seen->records, fields, raw->line, (int)raw->body_length, raw->body);
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct seen *seen = context;

	(void)grade;
	(void)path;
	seen->reports = arena_printf(
	    seen->arena, "%s%lu: %s\n", seen->reports, line, message);
}

static const struct {
	const char *name;
	const char *text;
	const char *reader;  /* expected */
	const char *records; /* expected, without the last newline */
	const char *reports; /* a part that is expected, or "" */
} cases[] = {
    {"a.txt", "Prose: it has a colon.\n", "plain text",
	"1: Prose: it has a colon.\n", ""},
    {"a.txt", "Title: A title,\n  of two lines\nDate: 2023-01-09\n\nText.\n",
	"plain text",
	"title=A title, of two lines|date=2023-01-09|4: \nText.\n", ""},
    {"a.txt", "Kind: sermon\nTitle: T\n\nText.\n", "plain text",
	"title=T|3: \nText.\n", "1: the kind 'sermon' is not known"},
    {"a.md",
	"---\ntitle: \"Say \\\"no\\\": once\"\nid: x1 # a note\nother: 5\n"
	"kind: summary\nauthor:\n  - A. One\n  - 'B ''Two'''\n"
	"organization: >\n  folded\n  text\n---\n\n# H\n",
	"Markdown",
	"id=x1|kind=summary|title=Say \"no\": once|author=A. One; B 'Two'|"
	"organization=folded text|13: \n# H\n",
	""},
    {"a.md", "---\nnever ended\n", "Markdown", "1: ---\nnever ended\n", ""},
    {"notes.txt", "Intro\n## Heading\ntext\n", "Markdown",
	"1: Intro\n## Heading\ntext\n", ""},
    {"a.jsonl",
	"{\"id\":\"r1\",\"kind\":\"statement\",\"lang\":\"en\",\"meeting\":3,"
	"\"text\":\"Said.\\u0000\"}\n\nnot json\n"
	"{\"id\":\"r2\",\"unknown\":{},\"passages\":[{\"text\":\"One\","
	"\"speaker\":\"X\",\"provision\":\"art 4\"},\"Two\",{}]}\n[1]\n"
	"{\"id\":\"r3\"}\n",
	"JSONL",
	"id=r1|kind=statement|meeting=3|language=en|1: Said.\xEF\xBF\xBD\n"
	"id=r2|[X art 4 One][  Two]4: ",
	"3: no JSON:"},
    {"a.jsonl", "{\"text\":1}\n[]\n", "JSONL", "",
	"1: a record without \"text\" or \"passages\"\n2: a record must be"},
};

Test(reader, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = {arena_new(), "", ""};
		struct record_sink sink = {take, &seen};
		struct report report = {tell, &seen};
		struct document document = {.path = cases[i].name,
		    .name = cases[i].name,
		    .text = cases[i].text,
		    .length = strlen(cases[i].text),
		    .line = 1,
		    .report = &report};
		struct arena *arena = arena_new();
		struct error err = {0};
		const struct reader *reader = reader_find(&document, &err);

		cr_assert_not_null(reader);
		cr_expect_str_eq(reader->name, cases[i].reader, "case %zu", i);
		cr_assert(reader->read(&document, arena, &sink, &err));
		cr_expect_eq(strncmp(seen.records, cases[i].records,
				 strlen(cases[i].records)),
		    0, "case %zu: %s", i, seen.records);
		cr_expect_not_null(strstr(seen.reports, cases[i].reports),
		    "case %zu: %s", i, seen.reports);
		arena_free(arena);
		arena_free(seen.arena);
	}
}

Test(reader, what_needs_a_reader_of_its_own_is_named)
{
	cr_expect_str_eq(
	    reader_foreign("a.txt", "BZh91AY&", 8), "a bzip2 archive");
	cr_expect_str_eq(reader_foreign("a.csv", "a,b", 3), "a CSV table");
	cr_expect_str_eq(
	    reader_foreign("a", "<?xml version", 13), "an XML file");
	cr_expect_null(reader_foreign("a.txt", "text", 4));
}

Test(reader, names_lose_their_gz)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(reader_name(arena, "x/y.jsonl.gz"), "y.jsonl");
	cr_expect_str_eq(reader_name(arena, "y.txt"), "y.txt");
	cr_expect(reader_by_lines("y.jsonl"));
	cr_expect_not(reader_by_lines("y.json"));
	arena_free(arena);
}
