/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One table, one truth: every stance with every action is indexed, asked for
 * and shown, and is on the side that the table of core/stance.h gives it in all
 * three. Each pair has an article of its own, and nobody else's position on it.
 */
#include "searcher/answer.h"
#include "searcher/view.h"
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#define N_PAIRS	      ((size_t)STANCE_COUNT * ACTION_COUNT)
#define FIRST_ARTICLE 101 /* the exercise has no article so high */

/* What is written to a struct out. */
static struct arena *arena;
static struct scratch_index scratch;
static struct searcher searcher;

/* --- the index ------------------------------------------------------------ */

static enum stance
stance_at(size_t pair)
{
	return (enum stance)(pair / ACTION_COUNT);
}

static enum action
action_at(size_t pair)
{
	return (enum action)(pair % ACTION_COUNT);
}

static const char *
article_of(size_t pair)
{
	return arena_printf(arena, "art %zu", FIRST_ARTICLE + pair);
}

/* Words are not read here: whatever they say, the position is the pair. */
static void
make_record(struct record *record, size_t pair)
{
	struct passage *passage = arena_alloc(arena, sizeof *passage);
	struct position *position = arena_alloc(arena, sizeof *position);

	record_init(record);
	record->id = arena_printf(arena, "r%zu", pair);
	record->path = record->id;
	record->kind = RECORD_STATEMENT;
	record->negotiation = SCRATCH_NEGOTIATION;
	record->language = "en";
	record->passages = passage;
	record->n_passages = 1;
	passage_init(passage);
	passage->number = 1;
	passage->language = LANGUAGE_EN;
	passage->text = "Aldermark has said what it has said.";
	passage->text_length = strlen(passage->text);
	passage->positions = position;
	passage->n_positions = 1;
	position_init(position);
	position->holder = "XA";
	position->holder_name = "Aldermark";
	position->stance = stance_at(pair);
	position->action = action_at(pair);
	position->provision = article_of(pair);
	position->end = (uint32_t)passage->text_length;
}

static void
setup(void)
{
	struct record *records;

	arena = arena_new();
	records = arena_array(arena, N_PAIRS, sizeof *records);
	for (size_t pair = 0; pair < N_PAIRS; pair++)
		make_record(&records[pair], pair);
	scratch_index_make_read(&scratch, records, N_PAIRS);
	arena_free(arena);
	scratch_searcher_open(&searcher, &scratch);
	arena = searcher.arena;
}

static void
teardown(void)
{
	scratch_searcher_close(&searcher, &scratch);
}

TestSuite(sides, .init = setup, .fini = teardown);

static const char *
name_of(size_t pair)
{
	return arena_printf(arena, "(%s, %s)", stance_name(stance_at(pair)),
	    action_name(action_at(pair)));
}

/* The one term of a pair's article, as the index has it. */
Test(sides, are_those_of_the_index)
{
	struct xap_error xerr;

	for (size_t pair = 0; pair < N_PAIRS; pair++) {
		struct position_term_parts parts;
		size_t n, len;
		const char *prefix = position_term(arena, SCRATCH_NEGOTIATION,
		    position_key(arena, "", "", article_of(pair)), NULL, NULL,
		    NULL, NULL, &n);
		struct xap_terms *terms =
		    xap_terms_open(index_db(searcher.index), prefix, n, &xerr);
		const char *term;

		cr_assert_not_null(terms);
		cr_assert(xap_terms_next(terms, &xerr), "%s has no term",
		    name_of(pair));
		term = xap_terms_get(terms, &len);
		cr_assert(position_term_split(arena, term, len, &parts));
		cr_expect_str_eq(parts.holder, "XA");
		cr_expect_eq(side_of(parts.stance, parts.action),
		    side_of(stance_at(pair), action_at(pair)), "%s is (%s, %s)",
		    name_of(pair), stance_name(parts.stance),
		    action_name(parts.action));
		cr_expect_not(xap_terms_next(terms, &xerr));
		xap_terms_free(terms);
	}
}

/* --- questions ------------------------------------------------------------ */

/* What is asked for a change of text: to want it, and not to. */
static const struct {
	enum action action;
	const char *wanted;  /* of an article's number */
	const char *opposed; /* the same */
} changes[] = {
    {ACTION_AMEND, "who wanted Article %zu amended",
	"who opposed amending Article %zu"},
    {ACTION_REPLACE, "who wanted Article %zu replaced",
	"who opposed replacing Article %zu"},
    {ACTION_MOVE, "who wanted Article %zu moved",
	"who opposed moving Article %zu"},
    {ACTION_MERGE, "who wanted Article %zu merged",
	"who opposed merging Article %zu"},
    {ACTION_BRACKET, "who wanted Article %zu bracketed",
	"who opposed bracketing Article %zu"},
};

#define N_CHANGES (sizeof changes / sizeof *changes)

/* The question that asks for a side, of a pair's article; NULL: there is none.
 */
static const char *
question_of(enum side side, size_t pair)
{
	size_t article = FIRST_ARTICLE + pair;

	if (side == SIDE_FOR)
		return arena_printf(
		    arena, "who supported Article %zu", article);
	if (side == SIDE_AGAINST)
		return arena_printf(arena, "who opposed Article %zu", article);
	for (size_t i = 0; i < N_CHANGES; i++)
		if (changes[i].action == action_at(pair))
			return arena_printf(arena,
			    side == SIDE_CHANGE ? changes[i].wanted
						: changes[i].opposed,
			    article);
	return NULL;
}

static enum side
opposite_of(enum side side)
{
	static const enum side opposites[] = {[SIDE_NONE] = SIDE_NONE,
	    [SIDE_FOR] = SIDE_AGAINST,
	    [SIDE_AGAINST] = SIDE_FOR,
	    [SIDE_CHANGE] = SIDE_AS_IS,
	    [SIDE_AS_IS] = SIDE_CHANGE};

	return opposites[side];
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

/* The part that the only holder is in; PART_COUNT: in none. */
static enum answer_part
part_in(const struct answer *answer)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (answer->part[part].n_holders > 0)
			return (enum answer_part)part;
	return PART_COUNT;
}

/* Where the table wants a pair, where a side is asked for. */
static enum answer_part
part_wanted(enum side asked, size_t pair, enum answer_part got)
{
	enum side side = side_of(stance_at(pair), action_at(pair));
	bool weak = side_is_weak(stance_at(pair)) && got == PART_REST;

	if (side == SIDE_NONE || weak)
		return PART_REST;
	if (side == asked)
		return got == PART_SAME ? PART_SAME : PART_DIRECT;
	return side == opposite_of(asked) ? PART_OTHER : PART_REST;
}

Test(sides, are_those_that_questions_ask_for)
{
	for (size_t pair = 0; pair < N_PAIRS; pair++)
		for (int side = SIDE_FOR; side <= SIDE_AS_IS; side++) {
			const char *question =
			    question_of((enum side)side, pair);
			struct plan plan;
			struct answer answer;
			enum answer_part got, wanted;

			if (question == NULL)
				continue;
			answer = ask(&plan, question);
			got = part_in(&answer);
			cr_expect_eq(
			    side_of(plan.stance,
				plan.states_action ? plan.action : ACTION_NONE),
			    (enum side)side, "'%s' asks for another side",
			    question);
			cr_assert_neq(got, PART_COUNT, "%s is lost by '%s'",
			    name_of(pair), question);
			wanted = part_wanted((enum side)side, pair, got);
			cr_expect_eq(got, wanted, "'%s': %s is in %s, not %s",
			    question, name_of(pair), answer_part_name(got),
			    answer_part_name(wanted));
		}
}

/* Whoever asks for a weak stance by its name gets it. */
Test(sides, are_found_by_their_stance)
{
	static const char *const questions[STANCE_COUNT] = {
	    [STANCE_QUESTION] = "who questioned Article %zu",
	    [STANCE_RESERVE] = "who reserved its position on Article %zu"};

	for (size_t pair = 0; pair < N_PAIRS; pair++) {
		const char *form = questions[stance_at(pair)];
		struct plan plan;
		struct answer answer;

		if (form == NULL)
			continue;
		answer =
		    ask(&plan, arena_printf(arena, form, FIRST_ARTICLE + pair));
		cr_expect_eq(part_in(&answer), PART_DIRECT, "'%s': %s",
		    plan.question, name_of(pair));
	}
}

/* --- views ---------------------------------------------------------------- */

static void
show(const struct view *view, const struct answer *answer, bool color,
    struct shown *ret)
{
	const struct view_options options = {.attributes = color,
	    .color = color,
	    .info = index_info(searcher.index)};
	struct out out;

	ret->n = 0;
	out_init(&out, shown_take, ret);
	view->answer(&out, &options, answer);
	cr_assert(out_flush(&out));
}

/* The side that the JSON gives the only holder; "" where it is in no list. */
static const char *
side_in_json(const char *text)
{
	static const char *const lists[] = {
	    "holders", "other_side", "supporters", "apart", "near", "rest"};
	json_t *json = json_loads(text, 0, NULL);
	const char *side = "";

	cr_assert_not_null(json);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const char *s = json_string_value(json_object_get(
		    json_array_get(json_object_get(json, lists[i]), 0),
		    "side"));

		if (s != NULL)
			side = arena_strdup(arena, s);
	}
	json_decref(json);
	return side;
}

/* What a heading says of those who are on the other side than `asked`. */
static const char *
other_words(enum side asked)
{
	static const char *const words[] = {[SIDE_NONE] = "",
	    [SIDE_FOR] = "wanted it removed",
	    [SIDE_AGAINST] = "wanted it kept",
	    [SIDE_CHANGE] = "wanted the text as it stands",
	    [SIDE_AS_IS] = "wanted the change"};

	return words[asked];
}

static const char *
color_of(enum side side)
{
	return side == SIDE_FOR	      ? "\033[1;32m"
	       : side == SIDE_AGAINST ? "\033[1;31m"
				      : "\033[1m";
}

static void
expect_shown(const struct answer *answer, enum side asked, size_t pair)
{
	static struct shown text;
	enum side side = side_of(stance_at(pair), action_at(pair));
	bool other = part_in(answer) == PART_OTHER;

	show(&view_json, answer, false, &text);
	cr_expect_str_eq(side_in_json(text.bytes), side_name(side),
	    "JSON of %s", name_of(pair));
	show(&view_text, answer, true, &text);
	cr_expect_not_null(
	    strstr(text.bytes,
		arena_printf(arena, "  %sAldermark\033[0m", color_of(side))),
	    "the colour of %s: %s", name_of(pair), text.bytes);
	show(&view_text, answer, false, &text);
	cr_expect_eq(strstr(text.bytes, other_words(asked)) != NULL, other,
	    "%s: %s", name_of(pair), text.bytes);
	show(&view_csv, answer, false, &text);
	cr_expect_not_null(
	    strstr(text.bytes,
		arena_printf(arena, "\r\n%s,explicit,%s,",
		    answer_part_name(part_in(answer)), side_name(side))),
	    "CSV of %s: %s", name_of(pair), text.bytes);
}

Test(sides, are_those_that_views_show)
{
	for (size_t pair = 0; pair < N_PAIRS; pair++)
		for (int side = SIDE_FOR; side <= SIDE_AS_IS; side++) {
			const char *question =
			    question_of((enum side)side, pair);
			struct plan plan;
			struct answer answer;

			if (question == NULL)
				continue;
			answer = ask(&plan, question);
			expect_shown(&answer, (enum side)side, pair);
		}
}
