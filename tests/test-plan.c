/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions are understood as tests/questions.tsv says. */
#include "searcher/plan.h"
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

TestSuite(plan, .init = setup, .fini = teardown);

static const char *
append(const char *s, const char *more)
{
	return arena_printf(
	    searcher.arena, "%s%s%s", s, *s == '\0' ? "" : " ", more);
}

static const char *
lineages(const struct plan *plan)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen)
			s = append(s, plan->reading[i].lineage);
	return s;
}

static const char *
holders(const struct plan *plan)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_holders; i++)
		s = append(s, plan->holder[i]->id);
	return s;
}

static const char *
sessions(const struct plan *plan)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_sessions; i++)
		s = append(s, plan->session[i]->id);
	return s;
}

static const char *
dates(const struct plan *plan)
{
	char from[11], to[11];

	if (!plan->dated)
		return "";
	date_format(plan->dates.from, from);
	date_format(plan->dates.to, to);
	return arena_printf(searcher.arena, "%s..%s", from, to);
}

static const char *
intent(const struct plan *plan)
{
	static const char *const whom[] = {
	    "", "/states", "/groups", "/members"};

	return arena_printf(searcher.arena, "%s%s",
	    plan_intent_name(plan->intent), whom[plan->whom]);
}

static void
expect(const struct plan *plan, char **row)
{
	const char *got[] = {row[0], intent(plan),
	    plan->stance == STANCE_NONE ? "" : stance_name(plan->stance),
	    plan->states_action ? action_name(plan->action) : "",
	    scope_name(plan->scope), plan->provision, lineages(plan),
	    holders(plan), sessions(plan), dates(plan), plan->printed};

	for (size_t i = 1; i < sizeof got / sizeof *got; i++)
		cr_expect_str_eq(got[i], row[i], "'%s', column %zu: '%s'",
		    row[0], i + 1, got[i]);
}

Test(plan, of_questions_is_what_the_table_says)
{
	struct lines lines = lines_read("questions.tsv");

	for (char **row; (row = lines_next(&lines, 11)) != NULL;) {
		struct error err = {0};
		struct plan plan;

		cr_assert(plan_question(&searcher, row[0], strlen(row[0]), NULL,
			      &plan, &err),
		    "'%s': %s", row[0], err.message);
		expect(&plan, row);
		cr_expect_gt(strlen(plan.said), 0u);
	}
	lines_clear(&lines);
}

Test(plan, of_nothing_or_too_much_is_refused)
{
	struct error err = {0};
	struct plan plan;
	size_t n = 1 << 20;
	char *text = calloc(n, 1);

	memset(text, 'a', n);
	cr_expect_not(plan_question(&searcher, text, n, NULL, &plan, &err));
	cr_expect_eq(err.code, ERROR_USAGE);
	cr_expect_not(plan_question(&searcher, "", 0, NULL, &plan, &err));
	cr_expect_not(plan_question(&searcher, " ?! ", 4, NULL, &plan, &err));
	cr_expect_not_null(strstr(err.message, "empty"));
	cr_expect_not(plan_question(&searcher, "a\0b", 3, NULL, &plan, &err));
	free(text);
}

Test(plan, tells_other_readings_of_a_number)
{
	static const char question[] = "who opposed the removal of Article 42";
	struct plan plan;

	cr_assert(plan_question(
	    &searcher, question, strlen(question), NULL, &plan, NULL));
	cr_assert_eq(plan.n_notes, 1);
	cr_expect_not_null(strstr(plan.note[0], "ND2"));
	cr_expect_not_null(strstr(plan.said, "ND1 42 = ND2 33"));
}

/* What a pair of stance and action is to a question (stance-lexicon, B, L). */
Test(plan, matches_stances_by_what_follows_from_them)
{
	static const struct {
		enum stance stance; /* of the question */
		enum action action;
		bool stated;
		bool proposing;
		enum stance other; /* on record */
		enum action done;
		enum plan_match match;
	} cases[] = {
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_DIRECT},
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_QUESTION,
		ACTION_DELETE, MATCH_DIRECT},
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_SUPPORT,
		ACTION_RETAIN, MATCH_SAME},
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_PROPOSE,
		ACTION_DELETE, MATCH_OTHER},
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_SUPPORT,
		ACTION_INSERT, MATCH_NONE},
	    {STANCE_OPPOSE, ACTION_DELETE, true, false, STANCE_RESERVE,
		ACTION_NONE, MATCH_NONE},
	    {STANCE_PROPOSE, ACTION_DELETE, true, false, STANCE_SUPPORT,
		ACTION_DELETE, MATCH_DIRECT},
	    {STANCE_PROPOSE, ACTION_DELETE, true, true, STANCE_SUPPORT,
		ACTION_DELETE, MATCH_SUPPORT},
	    {STANCE_PROPOSE, ACTION_DELETE, true, false, STANCE_OPPOSE,
		ACTION_RETAIN, MATCH_SAME},
	    {STANCE_PROPOSE, ACTION_DELETE, true, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_OTHER},
	    {STANCE_PROPOSE, ACTION_RETAIN, true, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_SAME},
	    {STANCE_QUESTION, ACTION_DELETE, true, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_NONE},
	    {STANCE_QUESTION, ACTION_DELETE, true, false, STANCE_QUESTION,
		ACTION_DELETE, MATCH_DIRECT},
	    {STANCE_RESERVE, ACTION_NONE, false, false, STANCE_RESERVE,
		ACTION_NONE, MATCH_DIRECT},
	    {STANCE_OPPOSE, ACTION_NONE, false, false, STANCE_OPPOSE,
		ACTION_INSERT, MATCH_DIRECT},
	    {STANCE_OPPOSE, ACTION_NONE, false, false, STANCE_PROPOSE,
		ACTION_DELETE, MATCH_SAME},
	    {STANCE_OPPOSE, ACTION_NONE, false, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_OTHER},
	    {STANCE_SUPPORT, ACTION_NONE, false, false, STANCE_OPPOSE,
		ACTION_DELETE, MATCH_SAME},
	    {STANCE_SUPPORT, ACTION_NONE, false, false, STANCE_PROPOSE,
		ACTION_AMEND, MATCH_NONE},
	    {STANCE_PROPOSE, ACTION_NONE, false, true, STANCE_PROPOSE,
		ACTION_INSERT, MATCH_DIRECT},
	    {STANCE_PROPOSE, ACTION_NONE, false, true, STANCE_PROPOSE,
		ACTION_MERGE, MATCH_DIRECT},
	    {STANCE_PROPOSE, ACTION_NONE, false, true, STANCE_PROPOSE,
		ACTION_RETAIN, MATCH_SUPPORT},
	    {STANCE_PROPOSE, ACTION_NONE, false, true, STANCE_SUPPORT,
		ACTION_INSERT, MATCH_SUPPORT},
	    {STANCE_PROPOSE, ACTION_NONE, false, true, STANCE_OPPOSE,
		ACTION_INSERT, MATCH_OTHER},
	    {STANCE_OPPOSE, ACTION_AMEND, true, false, STANCE_PROPOSE,
		ACTION_AMEND, MATCH_OTHER},
	    {STANCE_OPPOSE, ACTION_AMEND, true, false, STANCE_PROPOSE,
		ACTION_MOVE, MATCH_NONE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan plan = {.stance = cases[i].stance,
		    .action = cases[i].action,
		    .states_action = cases[i].stated,
		    .proposing = cases[i].proposing};

		cr_expect_eq(plan_match(&plan, cases[i].other, cases[i].done),
		    cases[i].match, "case %zu", i);
	}
}
