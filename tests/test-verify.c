/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts are what queries ask for, and marked, as tests/verify.tsv says. */
#include "core/arena.h"
#include "searcher/snippet.h"
#include "searcher/verify.h"
#include "tests/lines.h"

#include <criterion/criterion.h>
#include <string.h>

/* The snippet with its marks as asterisks. */
static const char *
marked(struct arena *arena, const struct snippet *snippet)
{
	const char *s = "";
	size_t at = 0;

	for (size_t i = 0; i < snippet->n_marks; i++) {
		const struct mark *mark = &snippet->mark[i];

		s = arena_printf(arena, "%s%.*s*%.*s*", s,
		    (int)(mark->start - at), snippet->text + at,
		    (int)(mark->end - mark->start),
		    snippet->text + mark->start);
		at = mark->end;
	}
	return arena_printf(arena, "%s%s", s, snippet->text + at);
}

static void
fill(struct record *record, struct passage *passage, const char *text)
{
	record_init(record);
	passage_init(passage);
	record->kind = RECORD_STATEMENT;
	record->session = "s1";
	record->date = "2021-02-03";
	record->symbol = "wp/1";
	record->title = "The title";
	passage->speaker_id = "XA";
	passage->text = text;
	passage->text_length = strlen(text);
	passage->language = LANGUAGE_EN;
	if (strstr(text, "droits") != NULL || strstr(text, "L'") == text)
		passage->language = LANGUAGE_FR;
	if ((unsigned char)text[0] >= 0xE3)
		passage->language = LANGUAGE_ZH;
}

static const char *
result(struct arena *arena, struct stems *stems, const char *query,
    const char *text)
{
	struct error err = {0};
	struct query *tree = query_parse(arena, query, strlen(query), &err);
	struct record record;
	struct passage passage;
	struct subject subject;
	struct verifier *verifier;
	struct snippet snippet;
	struct hit *hits;
	size_t n;

	cr_assert_not_null(tree, "%s: %s", query, err.message);
	fill(&record, &passage, text);
	subject = subject_make(&record, &passage, NULL);
	verifier = verifier_new(arena, stems, tree);
	if (!verify_matches(verifier, arena, tree, &subject))
		return "-";
	hits = verify_hits(verifier, arena, tree, &subject, &n);
	snippet = snippet_cut(arena, text, 0, strlen(text), hits, n);
	return marked(arena, &snippet);
}

Test(verify, texts_are_what_the_table_says)
{
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(NULL);
	struct lines lines = lines_read("verify.tsv");

	for (char **row; (row = lines_next(&lines, 3)) != NULL;) {
		const char *got = result(arena, stems, row[0], row[1]);

		cr_expect_str_eq(got, row[2], "'%s' in '%s' gives '%s'", row[0],
		    row[1], got);
	}
	lines_clear(&lines);
	stems_free(stems);
	arena_free(arena);
}

/* One and the same position must have all the fields asked for. */
Test(verify, fields_of_a_position_are_of_one_position)
{
	static const char query[] = "stance:oppose action:delete article:42";
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(NULL);
	struct query *tree = query_parse(arena, query, strlen(query), NULL);
	struct verifier *verifier = verifier_new(arena, stems, tree);
	struct position position[2] = {{.holder = "XA",
					   .stance = STANCE_OPPOSE,
					   .action = ACTION_INSERT,
					   .provision = "art 42",
					   .lineage = "",
					   .instrument = ""},
	    {.holder = "XB",
		.stance = STANCE_SUPPORT,
		.action = ACTION_DELETE,
		.provision = "art 42(1)",
		.lineage = "",
		.instrument = ""}};
	struct record record;
	struct passage passage;
	struct subject subject;

	fill(&record, &passage, "Some text.");
	passage.positions = position;
	passage.n_positions = 2;
	subject = subject_make(&record, &passage, NULL);
	cr_expect(verify_matches(verifier, arena, tree, &subject));
	for (int i = 0; i < 2; i++) {
		subject = subject_make(&record, &passage, &position[i]);
		cr_expect_not(verify_matches(verifier, arena, tree, &subject));
	}
	position[1].stance = STANCE_OPPOSE;
	cr_expect(verify_matches(verifier, arena, tree, &subject));
	stems_free(stems);
	arena_free(arena);
}

Test(verify, is_needed_only_where_the_index_cannot_tell)
{
	static const struct {
		const char *query;
		bool needed;
	} cases[] = {{"deletion keep", false}, {"\"deletion\"", false},
	    {"\"the deletion\"", true}, {"a NEAR b", true}, {"dele*", true},
	    {"kind:draft date:2023", false}, {"title:one", false},
	    {"title:\"one two\"", true}, {"A/AC.291/19", true}};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query *tree = query_parse(
		    arena, cases[i].query, strlen(cases[i].query), NULL);

		cr_expect_eq(
		    verify_needed(tree), cases[i].needed, "%s", cases[i].query);
	}
	arena_free(arena);
}

static bool
matches(struct arena *arena, struct stems *stems, const char *query,
    const char *text, const char *original)
{
	struct query *tree = query_parse(arena, query, strlen(query), NULL);
	struct record record;
	struct passage passage;
	struct subject subject;

	cr_assert_not_null(tree);
	fill(&record, &passage, text);
	passage.original = original;
	subject = subject_make(&record, &passage, NULL);
	return verify_matches(
	    verifier_new(arena, stems, tree), arena, tree, &subject);
}

Test(verify, both_readings_count)
{
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(NULL);
	const char *text = "We keep the article on lamps.";
	/* As the font left it, a private-use character for the ligature. */
	const char *original = "We keep the ar\xEE\x84\x80"
			       "cle on lamps.";

	cr_expect(
	    matches(arena, stems, "\"the article on lamps\"", text, original));
	cr_expect(
	    matches(arena, stems, "\"the arcle on lamps\"", text, original));
	cr_expect(matches(arena, stems,
	    "\"the ar\xEE\x84\x80"
	    "cle\"",
	    text, original));
	cr_expect(matches(arena, stems, "keep NEAR/3 arcle", text, original));
	cr_expect_not(matches(arena, stems, "\"the arcle\"", text, ""));
	cr_expect_not(
	    matches(arena, stems, "\"article arcle\"", text, original));
	stems_free(stems);
	arena_free(arena);
}
