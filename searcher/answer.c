/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer.h"

#include "searcher/evidence.h"
#include "searcher/phrases.h"

#include <stdlib.h>
#include <string.h>

const char *
answer_verdict_name(enum answer_verdict verdict)
{
	static const char *const names[] = {"none", "nearest", "answered"};

	return names[verdict];
}

const char *
answer_whether_name(enum answer_whether whether)
{
	static const char *const names[] = {
	    "no record", "yes", "no", "conditional", "mixed"};

	return names[whether];
}

const char *
answer_part_name(enum answer_part part)
{
	static const char *const names[] = {
	    "direct", "same", "support", "apart", "other", "inner", "rest"};

	return names[part];
}

/* --- sorting positions into parts ----------------------------------------- */

/* Whether an answer may count the holder; else it is shown apart. */
static bool
is_delegation(enum holder_kind kind)
{
	return kind == HOLDER_STATE || kind == HOLDER_GROUP;
}

/* Whether it is one of those that were asked for. */
static bool
is_asked_for(const struct plan *plan, const struct evidence *e)
{
	const struct position *p = e->position;

	if (plan->n_holders > 0)
		return true;
	switch (plan->whom) {
	case WHOM_STATES:
		return p->holder_kind == HOLDER_STATE;
	case WHOM_GROUPS:
		return p->holder_kind == HOLDER_GROUP;
	case WHOM_MEMBERS:
		return p->holder_kind == HOLDER_STATE &&
		       holder_is_member(plan->members_of, p->holder, e->date);
	case WHOM_DELEGATIONS:
		break;
	}
	return is_delegation(p->holder_kind);
}

/* A question on changes means changes of its parts as well. */
static bool
parts_count(const struct plan *plan)
{
	if (plan->stance == STANCE_NONE && !plan->states_action)
		return true;
	return plan->states_action && plan->action != ACTION_DELETE &&
	       plan->action != ACTION_RETAIN && plan->action != ACTION_NONE;
}

static bool
is_inner(const struct plan *plan, const struct found *found)
{
	const struct position *p = found->evidence.position;

	if (plan->scope == SCOPE_WHOLE && p->scope != SCOPE_WHOLE &&
	    !(parts_count(plan) && p->scope == SCOPE_PART))
		return true;
	if (plan->scope != SCOPE_WHOLE && p->scope != plan->scope)
		return true;
	if (found->reading == NULL)
		return false;
	switch (plan_extent(plan, found->reading, p)) {
	case EXTENT_SAME:
		return false;
	case EXTENT_INNER:
		return !parts_count(plan);
	case EXTENT_OUTER:
		return true;
	}
	return false;
}

static enum answer_part
part_of(const struct plan *plan, const struct found *found)
{
	const struct position *p = found->evidence.position;
	enum plan_match match = plan_match(plan, p->stance, p->action);

	if (is_inner(plan, found))
		return PART_INNER;
	if (match == MATCH_NONE)
		return PART_REST;
	if (match == MATCH_OTHER)
		return PART_OTHER;
	if (!is_delegation(p->holder_kind) && plan->n_holders == 0)
		return PART_APART;
	if (!is_asked_for(plan, &found->evidence))
		return PART_REST;
	if (match == MATCH_SUPPORT)
		return PART_SUPPORT;
	return match == MATCH_DIRECT ? PART_DIRECT : PART_SAME;
}

/* --- holders -------------------------------------------------------------- */

static struct answer_holder *
holder_of(
    struct arena *arena, struct answer_group *group, const struct position *p)
{
	struct answer_holder *holder;

	for (size_t i = 0; i < group->n_holders; i++)
		if (strcmp(group->holder[i].id, p->holder) == 0 &&
		    group->holder[i].kind == p->holder_kind)
			return &group->holder[i];
	group->holder = arena_grow(arena, group->holder, group->n_holders,
	    group->n_holders + 1, sizeof *group->holder);
	holder = &group->holder[group->n_holders++];
	holder->id = p->holder;
	holder->name = p->holder_name[0] != '\0' ? p->holder_name : p->holder;
	holder->kind = p->holder_kind;
	holder->tier = CERTAINTY_IMPLIED;
	holder->conditional = true;
	return holder;
}

static void
add_evidence(
    struct arena *arena, struct answer_group *group, const struct evidence *e)
{
	const struct position *p = e->position;
	struct answer_holder *holder = holder_of(arena, group, p);

	holder->evidence =
	    arena_grow(arena, holder->evidence, holder->n_evidence,
		holder->n_evidence + 1, sizeof *holder->evidence);
	holder->evidence[holder->n_evidence++] = *e;
	if (p->certainty == CERTAINTY_EXPLICIT)
		holder->tier = CERTAINTY_EXPLICIT;
	if (p->condition[0] == '\0')
		holder->conditional = false;
}

static int
holder_compare(const void *a, const void *b)
{
	const struct answer_holder *x = a, *y = b;

	if (x->tier != y->tier)
		return x->tier < y->tier ? -1 : 1;
	if (x->conditional != y->conditional)
		return x->conditional ? 1 : -1;
	if (x->evidence->layer != y->evidence->layer)
		return x->evidence->layer < y->evidence->layer ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
sort_group(struct answer_group *group)
{
	for (size_t i = 0; i < group->n_holders; i++) {
		struct answer_holder *holder = &group->holder[i];
		const struct position *p;

		qsort(holder->evidence, holder->n_evidence,
		    sizeof *holder->evidence, evidence_compare);
		p = holder->evidence[0].position;
		holder->side = side_of(p->stance, p->action);
	}
	if (group->n_holders > 0)
		qsort(group->holder, group->n_holders, sizeof *group->holder,
		    holder_compare);
}

/* --- labels --------------------------------------------------------------- */

static const char *
label_same(const struct plan *plan)
{
	enum side side = side_of(
	    plan->stance, plan->states_action ? plan->action : ACTION_NONE);

	if (side == SIDE_FOR)
		return "The same side in other words: wanted it kept";
	if (side == SIDE_AGAINST)
		return "The same side in other words: wanted it removed";
	return "The same side in other words";
}

static const char *
label_other(const struct plan *plan)
{
	switch (side_of(
	    plan->stance, plan->states_action ? plan->action : ACTION_NONE)) {
	case SIDE_FOR:
		return "The other side: wanted it removed, or were against it";
	case SIDE_AGAINST:
		return "The other side: wanted it kept, or were for it";
	case SIDE_CHANGE:
		return "The other side: wanted the text as it stands";
	case SIDE_AS_IS:
		return "The other side: wanted the change";
	case SIDE_NONE:
		break;
	}
	return "The other side";
}

/* --- the conclusion ------------------------------------------------------- */

/* What was asked about: "references to Article 42", a title, the words. */
static const char *
thing_words(struct arena *arena, const struct plan *plan)
{
	const char *thing = plan->provision[0] != '\0'
				? phrase_provision(arena, plan->provision)
				: "";
	const char *scope =
	    plan->scope == SCOPE_REFERENCE ? "references to " : "";

	for (size_t i = 0; i < plan->n_readings && *thing == '\0'; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		if (!reading->chosen)
			continue;
		if (reading->title[0] != '\0')
			thing = reading->title;
		else if (plan->object[0] != '\0')
			thing = plan->object;
		else
			thing = reading->lineage;
	}
	if (*thing == '\0')
		thing = plan->words[0] != '\0' ? plan->words : "anything";
	return arena_printf(arena, "%s%s", scope, thing);
}

static const char *
asked_words(struct arena *arena, const struct plan *plan)
{
	return arena_printf(arena, "%s %s",
	    phrase_gerund(arena, plan->stance,
		plan->states_action ? plan->action : ACTION_NONE),
	    thing_words(arena, plan));
}

static void
set_labels(struct arena *arena, struct answer *answer)
{
	const struct plan *plan = answer->plan;

	answer->part[PART_DIRECT].label =
	    plan->stance == STANCE_NONE
		? "Positions on record"
		: arena_printf(arena, "On record: %s %s",
		      phrase_past(arena, plan->stance,
			  plan->states_action ? plan->action : ACTION_NONE),
		      thing_words(arena, plan));
	answer->part[PART_SAME].label = label_same(plan);
	answer->part[PART_OTHER].label = label_other(plan);
	answer->part[PART_SUPPORT].label = "Supported what others proposed";
	answer->part[PART_APART].label =
	    "Not delegations, or not named: not counted";
	answer->part[PART_INNER].label =
	    plan->scope == SCOPE_WHOLE
		? "Near, but not the same: parts of it, or references to it"
		: "Near, but not the same: the whole of it, or other parts";
	answer->part[PART_REST].label = "Other positions on it";
}

static const char *
whom_words(struct arena *arena, const struct plan *plan, size_t n)
{
	const char *s = "";

	for (size_t i = 0; i < plan->n_holders; i++)
		s = arena_printf(arena, "%s%s%s", s, i == 0 ? "" : " or ",
		    plan->holder[i]->name);
	if (*s != '\0')
		return s;
	switch (plan->whom) {
	case WHOM_STATES:
		return n == 1 ? "State" : "States";
	case WHOM_GROUPS:
		return n == 1 ? "group" : "groups";
	case WHOM_MEMBERS:
		return arena_printf(arena, "%s of %s",
		    n == 1 ? "member" : "members", plan->members_of->name);
	case WHOM_DELEGATIONS:
		break;
	}
	return n == 1 ? "delegation" : "delegations";
}

/* Distinct holders that answer, in one way or another. */
static size_t
count_holders(const struct answer *answer)
{
	const struct answer_group *direct = &answer->part[PART_DIRECT];
	const struct answer_group *same = &answer->part[PART_SAME];
	size_t n = direct->n_holders;

	for (size_t i = 0; i < same->n_holders; i++) {
		bool seen = false;

		for (size_t k = 0; k < direct->n_holders; k++)
			if (strcmp(same->holder[i].id, direct->holder[k].id) ==
			    0)
				seen = true;
		n += !seen;
	}
	return n;
}

static void
set_whether(struct answer *answer)
{
	const struct answer_group *yes = &answer->part[PART_DIRECT];
	const struct answer_group *same = &answer->part[PART_SAME];
	const struct answer_group *no = &answer->part[PART_OTHER];
	bool conditional = true;

	for (size_t i = 0; i < yes->n_holders; i++)
		conditional = conditional && yes->holder[i].conditional;
	for (size_t i = 0; i < same->n_holders; i++)
		conditional = conditional && same->holder[i].conditional;
	if (yes->n_holders + same->n_holders == 0)
		answer->whether =
		    no->n_holders > 0 ? WHETHER_NO : WHETHER_NO_RECORD;
	else if (no->n_holders > 0)
		answer->whether = WHETHER_MIXED;
	else
		answer->whether =
		    conditional ? WHETHER_CONDITIONAL : WHETHER_YES;
}

static const char *
say_whether(struct arena *arena, const struct answer *answer)
{
	const char *who = whom_words(arena, answer->plan, 1);
	const char *what = asked_words(arena, answer->plan);

	switch (answer->whether) {
	case WHETHER_YES:
		return arena_printf(
		    arena, "Yes: %s is on record as %s", who, what);
	case WHETHER_NO:
		return arena_printf(
		    arena, "No: %s is on record, but on the other side", who);
	case WHETHER_CONDITIONAL:
		return arena_printf(
		    arena, "On a condition: %s is on record as %s", who, what);
	case WHETHER_MIXED:
		return arena_printf(arena,
		    "Both: %s is on record as %s, and on the other side", who,
		    what);
	case WHETHER_NO_RECORD:
		break;
	}
	return arena_printf(arena, "Nothing on record of %s %s", who, what);
}

static const char *
say(struct arena *arena, const struct answer *answer)
{
	const struct plan *plan = answer->plan;
	size_t n = count_holders(answer);

	if (plan->intent == INTENT_SEARCH && answer->n_passages == 0)
		return "No passage has these words";
	if (plan->intent == INTENT_SEARCH)
		return answer->verdict == VERDICT_ANSWERED
			   ? ""
			   : "No passage has all these words; these have some";
	if (plan->intent == INTENT_WHETHER)
		return say_whether(arena, answer);
	if (n == 0 && answer->verdict == VERDICT_ANSWERED)
		return arena_printf(
		    arena, "What %s said", whom_words(arena, plan, 1));
	if (n == 0 && plan->n_holders > 0)
		return arena_printf(arena, "Nothing on record of %s %s",
		    whom_words(arena, plan, 1), asked_words(arena, plan));
	if (n == 0)
		return arena_printf(arena, "No %s is on record as %s",
		    whom_words(arena, plan, 1), asked_words(arena, plan));
	if (plan->n_holders > 0)
		return arena_printf(arena, "%s: on record as %s",
		    whom_words(arena, plan, n), asked_words(arena, plan));
	return arena_printf(arena, "%zu %s on record as %s", n,
	    whom_words(arena, plan, n), asked_words(arena, plan));
}

/* --- passages ------------------------------------------------------------- */

/* Passages in which the holders speak, take a position or are named. */
static void
add_holders(struct arena *arena, const struct plan *plan, struct query *all)
{
	static const enum field_id fields[] = {
	    FIELD_SPEAKER, FIELD_GROUP, FIELD_HOLDER, FIELD_MENTION};
	struct query *any = query_new(arena, QUERY_OR);

	for (size_t i = 0; i < plan->n_holders; i++)
		for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
			query_add(arena, any,
			    query_field(arena, fields[f], plan->holder[i]->id));
	if (any->n_children > 0)
		query_add(arena, all, any);
}

/* The words of a text, all of them; NULL for none. */
static struct query *
words_of(struct arena *arena, const char *text)
{
	struct query *all = query_new(arena, QUERY_AND);
	struct tokens tokens;

	tokenize(arena, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.token[i];
		struct query *word = query_new(arena, QUERY_WORD);

		if (token->kind == TOKEN_PUNCT || token->kind == TOKEN_BREAK)
			continue;
		word->text = arena_strndup(
		    arena, text + token->start, token->end - token->start);
		query_add(arena, all, word);
	}
	return all->n_children > 0 ? all : NULL;
}

/* Passages on the things asked about: by topic, by number, by their words. */
static void
add_things(struct arena *arena, const struct plan *plan, struct query *all)
{
	struct query *any = query_new(arena, QUERY_OR);
	struct query *words = words_of(arena, plan->object);

	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		if (!reading->chosen)
			continue;
		if (reading->lineage[0] != '\0')
			query_add(arena, any,
			    query_field(arena, FIELD_TOPIC, reading->lineage));
		else if (reading->provision[0] != '\0')
			query_add(arena, any,
			    query_field(
				arena, FIELD_ARTICLE, reading->provision));
	}
	if (any->n_children > 0 && words != NULL)
		query_add(arena, any, words);
	if (any->n_children > 0)
		query_add(arena, all, any);
}

static struct query *
passages_query(struct arena *arena, const struct plan *plan, bool holders)
{
	struct query *all = query_new(arena, QUERY_AND);
	struct query *words = words_of(arena, plan->words);

	if (plan->intent == INTENT_SEARCH)
		return plan->query;
	add_things(arena, plan, all);
	if (holders)
		add_holders(arena, plan, all);
	if (plan->filter != NULL)
		query_add(arena, all, plan->filter);
	for (size_t i = 0; words != NULL && i < words->n_children; i++)
		query_add(arena, all, words->child[i]);
	return all->n_children > 0 ? all : NULL;
}

/* Words joined by OR: when no passage has them all. */
static struct query *
loosened(struct arena *arena, const struct query *query)
{
	struct query *any = query_new(arena, QUERY_OR);
	struct query *all = query_new(arena, QUERY_AND);

	if (query->kind != QUERY_AND)
		return NULL;
	for (size_t i = 0; i < query->n_children; i++)
		query_add(arena,
		    query->child[i]->kind == QUERY_WORD ? any : all,
		    query->child[i]);
	if (any->n_children < 2)
		return NULL;
	query_add(arena, all, any);
	return all;
}

static bool
find_passages(struct searcher *searcher, struct answer *answer, uint32_t limit,
    bool *ret_loosened, struct error *err)
{
	struct search_params params = {
	    .limit = limit > 0 ? limit : ANSWER_PASSAGES};
	struct query *query =
	    passages_query(searcher->arena, answer->plan, true);
	struct search_result result;

	*ret_loosened = false;
	if (query == NULL)
		return true;
	if (!search_run(searcher, query, &params, &result, err))
		return false;
	if (result.n_hits == 0 && answer->plan->intent == INTENT_SEARCH &&
	    loosened(searcher->arena, query) != NULL) {
		*ret_loosened = true;
		if (!search_run(searcher, loosened(searcher->arena, query),
			&params, &result, err))
			return false;
	}
	/* Nothing of those asked about: what there is on the thing. */
	if (result.n_hits == 0 && answer->plan->n_holders > 0) {
		query = passages_query(searcher->arena, answer->plan, false);
		if (query != NULL &&
		    !search_run(searcher, query, &params, &result, err))
			return false;
	}
	answer->passage = result.hit;
	answer->n_passages = result.n_hits;
	/* What the user did not write needs no note. */
	for (size_t i = 0;
	     answer->plan->intent == INTENT_SEARCH && i < result.notes.count;
	     i++)
		notes_add(
		    searcher->arena, &answer->notes, result.notes.note[i]);
	return true;
}

/* --- the whole ------------------------------------------------------------ */

static bool
answered_by_positions(const struct answer *answer)
{
	if (answer->plan->intent == INTENT_WHETHER)
		return answer->whether != WHETHER_NO_RECORD;
	return answer->part[PART_DIRECT].n_holders > 0 ||
	       answer->part[PART_SAME].n_holders > 0;
}

static bool
find_positions(
    struct searcher *searcher, struct answer *answer, struct error *err)
{
	const struct plan *plan = answer->plan;
	struct found_list list;

	if (plan->n_readings == 0 && plan->n_holders == 0 &&
	    plan->words[0] == '\0')
		return true;
	if (!evidence_find(searcher, plan, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		add_evidence(searcher->arena,
		    &answer->part[part_of(plan, &list.found[i])],
		    &list.found[i].evidence);
	for (int part = 0; part < PART_COUNT; part++)
		sort_group(&answer->part[part]);
	if (list.more)
		notes_add(searcher->arena, &answer->notes,
		    "there are more positions than were looked at; ask for "
		    "less");
	return true;
}

/* Whether a passage is in the words of those asked about. */
static bool
is_heard(const struct answer *answer)
{
	const struct plan *plan = answer->plan;

	for (size_t i = 0; i < answer->n_passages; i++)
		for (size_t h = 0; h < plan->n_holders; h++) {
			const struct passage *p = answer->passage[i].passage;
			const char *id = plan->holder[h]->id;

			if (strcmp(p->speaker_id, id) == 0 ||
			    strcmp(p->group_id, id) == 0)
				return plan->intent == INTENT_SAY;
		}
	return false;
}

struct step {
	struct answer *answer;
	uint32_t limit;
};

static bool
answer_step(struct searcher *searcher, void *context, struct error *err)
{
	struct step *step = context;
	struct answer *answer = step->answer;
	const struct plan *plan = answer->plan;
	bool loose = false, near = false;

	memset(answer, 0, sizeof *answer);
	answer->plan = plan;
	set_labels(searcher->arena, answer);
	if (plan->intent != INTENT_SEARCH &&
	    !find_positions(searcher, answer, err))
		return false;
	set_whether(answer);
	if (answered_by_positions(answer) && plan->intent != INTENT_SEARCH)
		answer->verdict = VERDICT_ANSWERED;
	if ((answer->verdict != VERDICT_ANSWERED ||
		plan->intent == INTENT_SAY) &&
	    !find_passages(searcher, answer, step->limit, &loose, err))
		return false;
	for (int part = 0; part < PART_COUNT; part++)
		near = near || answer->part[part].n_holders > 0;
	if (answer->n_passages > 0 && !loose &&
	    (plan->intent == INTENT_SEARCH || is_heard(answer)))
		answer->verdict = VERDICT_ANSWERED;
	else if (answer->verdict == VERDICT_NONE &&
		 (near || answer->n_passages > 0))
		answer->verdict = VERDICT_NEAREST;
	answer->says = say(searcher->arena, answer);
	return true;
}

bool
answer_plan(struct searcher *searcher, const struct plan *plan, uint32_t limit,
    struct answer *ret, struct error *err)
{
	struct step step = {ret, limit};

	memset(ret, 0, sizeof *ret);
	ret->plan = plan;
	return search_retry(searcher, answer_step, &step, err);
}
