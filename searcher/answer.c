/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer.h"

#include "core/translate.h"
#include "searcher/answer-group.h"
#include "searcher/answer-history.h"
#include "searcher/answer-say.h"
#include "searcher/answer-sides.h"
#include "searcher/evidence.h"

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

	/* Found by its words: a thing that no provision is has no parts. */
	if (found->reading == NULL && plan->scope != SCOPE_REFERENCE)
		return false;
	if (plan->scope == SCOPE_WHOLE && p->scope != SCOPE_WHOLE &&
	    !(parts_count(plan) && p->scope == SCOPE_PART))
		return true;
	if (plan->scope != SCOPE_WHOLE && p->scope != plan->scope)
		return true;
	if (found->reading == NULL)
		return false;
	/* A wide topic carried to it, and other words: near, not the thing. */
	if (found->reading->topic && p->provision[0] == '\0' &&
	    found->share < SHARE_LEAST)
		return true;
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
	if (!evidence_may_count(p->holder_kind) && plan->n_holders == 0)
		return PART_APART;
	if (!evidence_is_asked(plan, &found->evidence))
		return PART_REST;
	if (match == MATCH_SUPPORT)
		return PART_SUPPORT;
	return match == MATCH_DIRECT ? PART_DIRECT : PART_SAME;
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

/*
 * A number means an article of one negotiation: records of others have another
 * of the same number.
 */
static void
add_negotiations(
    struct arena *arena, const struct plan *plan, struct query *all)
{
	struct query *any = query_new(arena, QUERY_FIELD);

	any->field = FIELD_NEGOTIATION;
	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		if (!reading->chosen)
			continue;
		if (reading->topic || reading->neg->id[0] == '\0')
			return;
		query_add_value(arena, any, reading->neg->id);
	}
	if (any->n_values > 0)
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
	add_negotiations(arena, plan, all);
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
	if ((answer->plan->intent == INTENT_STAND ||
		answer->plan->intent == INTENT_AGREE ||
		answer->plan->intent == INTENT_COMPARE) &&
	    answer->part[PART_OTHER].n_holders > 0)
		return true;
	return answer->part[PART_DIRECT].n_holders > 0 ||
	       answer->part[PART_SAME].n_holders > 0;
}

static bool
find_positions(
    struct searcher *searcher, struct answer *answer, struct error *err)
{
	const struct plan *plan = answer->plan;
	struct found_list list;

	if (plan->unknown[0] != '\0') {
		notes_add(searcher->arena, &answer->notes,
		    arena_printf(searcher->arena,
			_("no delegation or group \"%s\" is known here"),
			plan->unknown));
		return true;
	}
	if (plan->n_readings == 0 && plan->n_holders == 0 &&
	    plan->words[0] == '\0' && plan->intent != INTENT_BROKE)
		return true;
	if (!evidence_find(searcher, plan, &list, err))
		return false;
	if (plan_compares(plan->intent))
		answer_sides(searcher->arena, &list, answer);
	for (size_t i = 0; i < list.count && !plan_compares(plan->intent); i++)
		answer_group_add(searcher->arena,
		    &answer->part[part_of(plan, &list.found[i])],
		    &list.found[i].evidence);
	for (int part = 0; part < PART_COUNT; part++)
		answer_group_sort(
		    &answer->part[part], plan->intent == INTENT_CHANGE ||
					     plan->intent == INTENT_WHEN);
	if (plan->intent != INTENT_CHANGE)
		answer_history(searcher->arena, &list, answer);
	if (list.n_elsewhere > 0)
		notes_add(searcher->arena, &answer->notes,
		    arena_printf(searcher->arena,
			P_("%lu position in these words is in records of "
			   "another negotiation, on another provision: not "
			   "counted",
			    "%lu positions in these words are in records of "
			    "other negotiations, on other provisions: not "
			    "counted",
			    (unsigned long)list.n_elsewhere),
			(unsigned long)list.n_elsewhere));
	if (list.more)
		notes_add(searcher->arena, &answer->notes,
		    _("there are more positions than were looked at; ask for "
		      "less"));
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

			if (plan->through != NULL &&
			    strcmp(p->speaker_id, plan->through->id) != 0)
				continue;
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
	answer->says = "";
	answer_labels(searcher->arena, answer);
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
	if (answer->says[0] == '\0')
		answer->says = answer_says(searcher->arena, answer);
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
