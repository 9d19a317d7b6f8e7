/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan as a query. */
#include "core/translate.h"
#include "searcher/question-when.h"
#include "searcher/question.h"

#include <string.h>

/* Sources of these layers. */
static struct query *
layer_query(struct question *q)
{
	struct query *query = query_new(q->arena, QUERY_FIELD);
	size_t n;

	query->field = FIELD_LAYER;
	for (const char *s = q->plan->layers; *s != '\0'; s += n) {
		s += *s == ',';
		n = strcspn(s, ",");
		query_add_value(q->arena, query, arena_strndup(q->arena, s, n));
	}
	return query;
}

/* What every row must match beside what is asked: when, and options. */
void
question_filter(struct question *q, struct query *filters)
{
	struct plan *plan = q->plan;
	struct query *all = query_new(q->arena, QUERY_AND);
	struct query *when = question_when_query(q->arena, q->best->neg, plan);

	if (when != NULL && when->kind == QUERY_AND)
		for (size_t i = 0; i < when->n_children; i++)
			query_add(q->arena, all, when->child[i]);
	else if (when != NULL)
		query_add(q->arena, all, when);
	if (plan->layers[0] != '\0')
		query_add(q->arena, all, layer_query(q));
	if (filters != NULL)
		query_add(q->arena, all, filters);
	plan->filter = all->n_children > 0 ? all : NULL;
}

static struct query *
pair_query(struct arena *arena, const char *stances, enum action action)
{
	struct query *all = query_new(arena, QUERY_AND);
	struct query *stance = query_new(arena, QUERY_FIELD);

	stance->field = FIELD_STANCE;
	for (const char *s = stances; *s != '\0'; s += strcspn(s, ",")) {
		s += *s == ',';
		query_add_value(
		    arena, stance, arena_strndup(arena, s, strcspn(s, ",")));
	}
	query_add(arena, all, stance);
	query_add(
	    arena, all, query_field(arena, FIELD_ACTION, action_name(action)));
	return all;
}

/* "opposed P" without an action: both ways of being against it. */
static struct query *
side_query(struct arena *arena, bool in_favour)
{
	struct query *any = query_new(arena, QUERY_OR);
	struct query *itself = pair_query(
	    arena, in_favour ? "support,propose" : "oppose", ACTION_RETAIN);

	query_add_value(arena, itself->child[1], action_name(ACTION_INSERT));
	query_add_value(arena, itself->child[1], action_name(ACTION_NONE));
	query_add(arena, any, itself);
	query_add(arena, any,
	    pair_query(arena, in_favour ? "oppose" : "support,propose",
		ACTION_DELETE));
	return any;
}

static void
add_stance(struct question *q, struct query *all)
{
	const struct plan *plan = q->plan;

	if (!plan->states_action && !plan->proposing &&
	    (plan->stance == STANCE_OPPOSE || plan->stance == STANCE_SUPPORT)) {
		query_add(q->arena, all,
		    side_query(q->arena, plan->stance == STANCE_SUPPORT));
		return;
	}
	if (plan->stance != STANCE_NONE)
		query_add(q->arena, all,
		    query_field(
			q->arena, FIELD_STANCE, stance_name(plan->stance)));
	if (plan->states_action)
		query_add(q->arena, all,
		    query_field(
			q->arena, FIELD_ACTION, action_name(plan->action)));
}

static void
add_holders(struct question *q, struct query *all)
{
	const struct plan *plan = q->plan;
	struct query *holders = query_new(q->arena, QUERY_FIELD);

	holders->field = FIELD_HOLDER;
	for (size_t i = 0; i < plan->n_holders; i++)
		query_add_value(q->arena, holders, plan->holder[i]->id);
	if (plan->unknown[0] != '\0')
		query_add_value(q->arena, holders, plan->unknown);
	if (holders->n_values > 0)
		query_add(q->arena, all, holders);
}

/* By number where one was given, else by topic. */
static void
add_things(struct question *q, struct query *all)
{
	const struct plan *plan = q->plan;
	const struct instrument *instrument = q->best->words.instrument;
	struct query *topics = query_new(q->arena, QUERY_FIELD);

	if (plan->provision[0] != '\0') {
		query_add(q->arena, all,
		    query_field(q->arena, FIELD_ARTICLE, plan->provision));
		if (instrument != NULL)
			query_add(q->arena, all,
			    query_field(
				q->arena, FIELD_INSTRUMENT, instrument->id));
		return;
	}
	topics->field = FIELD_TOPIC;
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen &&
		    plan->reading[i].lineage[0] != '\0')
			query_add_value(
			    q->arena, topics, plan->reading[i].lineage);
	if (topics->n_values > 0)
		query_add(q->arena, all, topics);
}

static void
add_words(struct question *q, struct query *all)
{
	struct tokens tokens;
	const char *words = q->plan->words;

	tokenize(q->arena, words, strlen(words), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		struct query *word = query_new(q->arena, QUERY_WORD);
		const struct token *token = &tokens.token[i];

		if (token->kind == TOKEN_PUNCT)
			continue;
		word->text = arena_strndup(
		    q->arena, words + token->start, token->end - token->start);
		query_add(q->arena, all, word);
	}
}

/* What the answer keeps to and no query can say. */
static void
note_unsaid(struct question *q)
{
	struct plan *plan = q->plan;
	const char *s = "";

	if (plan->whom == WHOM_MEMBERS)
		s = arena_printf(q->arena,
		    _("only members of %s, at the date of each position"),
		    plan->members_of->name);
	if (plan->alone)
		s = arena_printf(q->arena, "%s%s%s", s, *s != '\0' ? "; " : "",
		    _("only what nobody said for them"));
	if (plan->conditional)
		s = arena_printf(q->arena, "%s%s%s", s, *s != '\0' ? "; " : "",
		    _("only what has a condition"));
	for (size_t i = 0; i < plan->n_excepts; i++)
		s = arena_printf(q->arena, "%s%s%s", s, *s != '\0' ? "; " : "",
		    arena_printf(q->arena, _("not %s"), plan->except[i]->name));
	if (plan->on_behalf)
		s = arena_printf(q->arena, _("only what %s said for it"),
		    plan->through != NULL ? plan->through->name
					  : _("a spokesperson"));
	if (*s == '\0' || plan->intent == INTENT_SEARCH)
		return;
	question_note(q,
	    arena_printf(q->arena,
		_("what the answer keeps to and the query cannot say: %s"), s));
}

void
question_query(struct question *q)
{
	struct plan *plan = q->plan;
	struct query *all = query_new(q->arena, QUERY_AND);

	if (plan->intent != INTENT_SEARCH) {
		add_stance(q, all);
		add_holders(q, all);
	}
	add_things(q, all);
	if (plan->filter != NULL)
		for (size_t i = 0; i < plan->filter->n_children; i++)
			query_add(q->arena, all, plan->filter->child[i]);
	add_words(q, all);
	if (all->n_children == 0)
		query_add(q->arena, all, query_new(q->arena, QUERY_ALL));
	plan->query = all->n_children == 1 ? all->child[0] : all;
	plan->printed = query_print(q->arena, plan->query);
	note_unsaid(q);
}
