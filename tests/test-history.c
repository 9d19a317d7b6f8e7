/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whoever changed sides is told with when, and is never listed flatly under the
 * side it left; what the sources of one session contradict is told as that.
 */
#include "searcher/answer.h"
#include "searcher/view.h"
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

static const struct scratch_record records[] = {
    {"f1", RECORD_STATEMENT, "s1", "2021-02-01", "Fenholt", NULL,
	"Statement of Fenholt", NULL,
	"Fenholt opposes the deletion of Article 42."},
    {"f2", RECORD_STATEMENT, "s2", "2021-09-14", "Fenholt", NULL,
	"Second statement of Fenholt", NULL,
	"Fenholt supports the deletion of Article 42."},
    {"h2", RECORD_STATEMENT, "s2", "2021-09-15", "Hollin", NULL,
	"Statement of Hollin", NULL,
	"Hollin opposes the deletion of Article 42."},
    {"b2", RECORD_SUMMARY, "s2", "2021-09", NULL, NULL,
	"Bulletin of the second session", NULL,
	"HOLLIN supported the deletion of Article 42. ESTMERE opposed the "
	"deletion of Article 42. Several delegations opposed the deletion of "
	"Article 42; others supported the deletion of Article 42."},
    {"e1", RECORD_STATEMENT, "s1", "2021-02-02", "Estmere", NULL,
	"Statement of Estmere", NULL,
	"Estmere opposes the deletion of Article 42. Estmere proposes to "
	"amend Article 5."},
    {"e2", RECORD_STATEMENT, "s2", "2021-09-16", "Estmere", NULL,
	"Second statement of Estmere", NULL,
	"Estmere supports the deletion of Article 5."},
};

static struct scratch_index scratch;
static struct searcher searcher;

static void
setup(void)
{
	scratch_index_make(&scratch, records, sizeof records / sizeof *records);
	scratch_searcher_open(&searcher, &scratch);
}

static void
teardown(void)
{
	scratch_searcher_close(&searcher, &scratch);
}

TestSuite(history, .init = setup, .fini = teardown);

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

static const struct answer_holder *
holder_of(const struct answer *answer, enum answer_part part, const char *id)
{
	for (size_t i = 0; i < answer->part[part].n_holders; i++)
		if (strcmp(answer->part[part].holder[i].id, id) == 0)
			return &answer->part[part].holder[i];
	cr_assert_fail("%s is not there", id);
	return NULL;
}

Test(history, is_told_of_whoever_changed)
{
	struct plan plan;
	struct answer answer = ask(&plan, "who opposed Article 42 removal");
	const struct answer_holder *holder =
	    holder_of(&answer, PART_DIRECT, "XF");

	cr_expect_str_eq(holder->story,
	    "first opposed the removal (first session), then supported the "
	    "removal (second session)");
	cr_assert_eq(holder->n_history, 2u);
	cr_expect_not(holder->history[1].contradicts);
	cr_expect_str_eq(
	    holder_of(&answer, PART_OTHER, "XF")->story, holder->story);
	cr_expect_str_eq(answer.says,
	    "3 delegations on record as opposing the removal of Article 42; 2 "
	    "of them took both sides");
}

/* Also where the question is of the time before the change. */
Test(history, is_told_of_other_times)
{
	struct plan plan;
	struct answer answer =
	    ask(&plan, "who opposed Article 42 removal at the first session");

	cr_expect_eq(answer.part[PART_OTHER].n_holders, 0u);
	cr_expect_eq(holder_of(&answer, PART_DIRECT, "XF")->n_history, 2u);
	cr_expect_eq(holder_of(&answer, PART_DIRECT, "XE")->n_history, 0u);
	answer = ask(&plan,
	    "did Fenholt oppose the removal of Article 42 before the second "
	    "session");
	cr_expect_str_eq(answer.says,
	    "Yes, but not always: Fenholt first opposed the removal (first "
	    "session), then supported the removal (second session)");
}

Test(history, tells_a_contradiction_with_its_sources)
{
	struct plan plan;
	struct answer answer = ask(&plan, "who opposed Article 42 removal");
	const struct answer_holder *holder =
	    holder_of(&answer, PART_DIRECT, "XH");

	cr_expect_str_eq(holder->story,
	    "supported the removal (second session, b2#1), contradicted at the "
	    "same session: opposed the removal (second session, h2#1)");
	cr_expect(holder->history[1].contradicts);
}

/* "when" is answered with a date, and the first of them. */
Test(history, tells_when)
{
	struct plan plan;
	struct answer answer = ask(
	    &plan, "when did Fenholt first support the removal of Article 42");

	cr_expect_str_eq(answer.says,
	    "Fenholt: first on record as supporting the removal of Article 42 "
	    "on 2021-09-14 (second session)");
}

/* Another article, a change of text, unnamed holders: nobody changed. */
Test(history, is_not_made_up)
{
	struct plan plan;
	struct answer answer = ask(&plan, "who opposed Article 42 removal");

	cr_expect_eq(holder_of(&answer, PART_DIRECT, "XE")->n_history, 0u);
	for (size_t i = 0; i < answer.part[PART_APART].n_holders; i++)
		cr_expect_eq(answer.part[PART_APART].holder[i].n_history, 0u);
	answer = ask(&plan, "who wanted Article 5 removed");
	cr_expect_eq(holder_of(&answer, PART_DIRECT, "XE")->n_history, 0u);
}

/* --- views ---------------------------------------------------------------- */

static void
show(const struct view *view, const struct answer *answer, struct shown *ret)
{
	const struct view_options options = {
	    .info = index_info(searcher.index)};
	struct out out;

	ret->n = 0;
	out_init(&out, shown_take, ret);
	view->answer(&out, &options, answer);
	cr_assert(out_flush(&out));
}

/* The holder of the list, or NULL. */
static json_t *
json_holder(json_t *list, const char *id)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *one = json_array_get(list, i);

		if (strcmp(json_string_value(json_object_get(one, "holder")),
			id) == 0)
			return one;
	}
	return NULL;
}

static const char *
step_member(json_t *holder, size_t i, const char *key)
{
	return json_string_value(json_object_get(
	    json_array_get(json_object_get(holder, "history"), i), key));
}

Test(history, is_in_the_views)
{
	static struct shown shown;
	struct plan plan;
	struct answer answer = ask(&plan, "who opposed Article 42 removal");
	json_t *json, *holder;

	show(&view_text, &answer, &shown);
	cr_expect_not_null(strstr(shown.bytes,
	    "  Fenholt (XF)\n    Took both sides: first opposed the removal "
	    "(first session), then supported the removal (second session)\n"));
	show(&view_json, &answer, &shown);
	json = json_loads(shown.bytes, 0, NULL);
	cr_assert_not_null(json);
	holder = json_holder(json_object_get(json, "holders"), "XF");
	cr_assert_not_null(holder);
	cr_expect_str_eq(step_member(holder, 0, "side"), "for");
	cr_expect_str_eq(step_member(holder, 0, "session"), "s1");
	cr_expect_str_eq(step_member(holder, 1, "side"), "against");
	cr_expect_str_eq(step_member(holder, 1, "record"), "f2");
	holder = json_holder(json_object_get(json, "holders"), "XE");
	cr_expect_null(json_object_get(holder, "history"));
	json_decref(json);
}
