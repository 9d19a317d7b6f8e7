/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions are answered as tests/answers.tsv says. */
#include "searcher/answer.h"
#include "tests/lines.h"
#include "tests/scratch-records.h"
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <string.h>

static struct scratch_index scratch;
static struct searcher searcher;

static void
setup(void)
{
	scratch_index_make(&scratch, scratch_records, N_SCRATCH_RECORDS);
	scratch_searcher_open(&searcher, &scratch);
}

static void
teardown(void)
{
	scratch_searcher_close(&searcher, &scratch);
}

TestSuite(answer, .init = setup, .fini = teardown);

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The words of a cell, sorted, so that order does not matter. */
static const char *
sorted(const char *cell)
{
	char *copy = arena_strdup(searcher.arena, cell);
	char *word[32], *rest = NULL;
	size_t n = 0;
	const char *s = "";

	for (char *w = strtok_r(copy, " ", &rest); w != NULL && n < 32;
	     w = strtok_r(NULL, " ", &rest))
		word[n++] = w;
	qsort(word, n, sizeof *word, by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(word[i], word[i - 1]) != 0)
			s = arena_printf(searcher.arena, "%s%s%s", s,
			    *s == '\0' ? "" : " ", word[i]);
	return s;
}

static const char *
ids(const struct answer *answer, enum answer_part first, enum answer_part last)
{
	const char *s = "";

	for (int part = first; part <= (int)last; part++)
		for (size_t i = 0; i < answer->part[part].n_holders; i++)
			s = arena_printf(searcher.arena, "%s %s", s,
			    answer->part[part].holder[i].id);
	return sorted(s);
}

static struct answer
ask(struct plan *plan, const char *question)
{
	struct error err = {0};
	struct answer answer;

	cr_assert(plan_question(
		      &searcher, question, strlen(question), NULL, plan, &err),
	    "'%s': %s", question, err.message);
	cr_assert(answer_plan(&searcher, plan, 0, &answer, &err), "'%s': %s",
	    question, err.message);
	return answer;
}

static void
expect(const char *question, const char *column, const char *got,
    const char *wanted)
{
	cr_expect_str_eq(got, wanted, "'%s', %s: '%s', not '%s'", question,
	    column, got, wanted);
}

Test(answer, to_questions_is_what_the_table_says)
{
	struct lines lines = lines_read("answers.tsv");

	for (char **row; (row = lines_next(&lines, 5)) != NULL;) {
		struct plan plan;
		struct answer answer = ask(&plan, row[0]);
		const char *verdict = answer_verdict_name(answer.verdict);

		if (plan.intent == INTENT_WHETHER)
			verdict = arena_printf(searcher.arena, "%s/%s", verdict,
			    answer_whether_name(answer.whether));
		expect(row[0], "verdict", verdict, row[1]);
		expect(row[0], "holders", ids(&answer, PART_DIRECT, PART_SAME),
		    sorted(row[2]));
		expect(row[0], "other side",
		    ids(&answer, PART_OTHER, PART_OTHER), sorted(row[3]));
		expect(row[0], "near", ids(&answer, PART_INNER, PART_INNER),
		    sorted(row[4]));
	}
	lines_clear(&lines);
}

/* Every holder has a passage, and its quote is the passage's own words. */
Test(answer, proves_every_holder)
{
	struct plan plan;
	struct answer answer = ask(&plan, "who opposed Article 42 removal");

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answer.part[part].n_holders; i++) {
			const struct answer_holder *holder =
			    &answer.part[part].holder[i];

			cr_assert_gt(holder->n_evidence, 0u);
			for (size_t k = 0; k < holder->n_evidence; k++) {
				const struct evidence *e = &holder->evidence[k];

				cr_expect_str_eq(
				    e->position->holder, holder->id);
				cr_expect_gt(strlen(e->quote.text), 0u);
				cr_expect_leq(
				    e->position->end, e->passage->text_length);
			}
		}
	cr_expect_str_eq(answer.says, "4 delegations on record as opposing the "
				      "removal of Article 42; 1 of "
				      "them took both sides");
}

/* The plan's query, given to positions, lists what the answer counts first. */
Test(answer, gives_a_query_that_works)
{
	struct plan plan;
	struct search_params params = {.limit = 10};
	struct search_result result;
	struct query *query;

	ask(&plan, "who opposed Article 42 removal");
	query = query_parse(
	    searcher.arena, plan.printed, strlen(plan.printed), NULL);
	cr_assert_not_null(query);
	cr_assert(search_run(&searcher, query, &params, &result, NULL));
	cr_expect_gt(result.n_hits, 0u);
}

/*
 * Passages with a range that takes in the number asked for are read beside
 * those with positions on it; those that only name the number prove nothing.
 */
static const struct scratch_record with_ranges[] = {
    {"r1", RECORD_STATEMENT, "s1", "2021-02-01", "Aldermark", NULL,
	"Statement of Aldermark", NULL,
	"My delegation opposes the deletion of Articles 40 to 43.\n\n"
	"We recall Article 42. We support Article 5."},
    {"r2", RECORD_STATEMENT, "s1", "2021-02-02", "Dunmarrow", NULL,
	"Statement of Dunmarrow", NULL,
	"Dunmarrow opposes the deletion of Articles 43 to 45."},
    {"r3", RECORD_STATEMENT, "s1", "2021-02-03", "Galtria", NULL,
	"Statement of Galtria", NULL,
	"Galtria opposes the deletion of Article 42."},
};

Test(answer_ranges, take_in_their_numbers)
{
	static const char *const rows[][2] = {
	    {"who opposed the deletion of Article 42", "XA XG"},
	    {"who opposed the deletion of Article 42 of ND1", "XA XG"},
	    {"who opposed the deletion of Article 43", "XA XD"},
	    {"who opposed the deletion of Article 45", "XD"},
	    {"who opposed the deletion of Article 46", ""},
	};

	scratch_index_make(
	    &scratch, with_ranges, sizeof with_ranges / sizeof with_ranges[0]);
	scratch_searcher_open(&searcher, &scratch);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct plan plan;
		struct answer answer = ask(&plan, rows[i][0]);

		expect(rows[i][0], "holders",
		    ids(&answer, PART_DIRECT, PART_SAME), rows[i][1]);
	}
	scratch_searcher_close(&searcher, &scratch);
}
