/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the words of a question to a plan. */
#include "core/fold.h"
#include "core/position-engine.h"
#include "searcher/phrases.h"
#include "searcher/plan.h"
#include "searcher/question-readings.h"
#include "searcher/question-when.h"
#include "searcher/stopwords.h"

#include <string.h>

/* A question as one negotiation of the index reads it. */
struct reading {
	const struct negotiation *neg;
	struct question_reading words;
};

struct question {
	struct searcher *searcher;
	struct arena *arena;
	struct plan *plan;
	struct tokens tokens;	    /* of the question */
	struct reading *reading;    /* one for each negotiation */
	size_t n_readings;	    /* how many */
	const struct reading *best; /* the one that understood most */
	struct error *err;
};

/* --- reading with every profile ------------------------------------------- */

static bool
read_with(struct question *q, const char *id, struct reading *ret)
{
	struct table_source tables = index_tables(q->searcher->index);
	struct engine *engine;

	ret->neg = index_negotiation(q->searcher->index, id, q->err);
	if (ret->neg == NULL)
		return false;
	engine = engine_new(q->arena, &tables, ret->neg, q->err);
	if (engine == NULL)
		return false;
	engine_question(engine, q->arena, q->plan->question,
	    strlen(q->plan->question), q->plan->language, &ret->words);
	return true;
}

static unsigned
understood(const struct question_reading *r)
{
	return (r->asks != ASKS_NOTHING ? 4 : 0) + (r->n_lineages > 0 ? 2 : 0) +
	       (r->n_holders > 0 || r->members_of != NULL ? 2 : 0) +
	       (r->instrument != NULL ? 1 : 0);
}

static bool
read_question(struct question *q)
{
	const struct index_info *info = index_info(q->searcher->index);
	size_t n = info->n_negotiations > 0 ? info->n_negotiations : 1;

	q->reading = arena_array(q->arena, n, sizeof *q->reading);
	for (; q->n_readings < n; q->n_readings++)
		if (!read_with(q,
			info->n_negotiations > 0
			    ? info->negotiations[q->n_readings]
			    : "",
			&q->reading[q->n_readings]))
			return false;
	q->best = &q->reading[0];
	for (size_t i = 1; i < n; i++)
		if (understood(&q->reading[i].words) >
		    understood(&q->best->words))
			q->best = &q->reading[i];
	return true;
}

/* --- the parts of a plan -------------------------------------------------- */

/*
 * Beginnings of words that mean bringing a thing forward oneself, and not only
 * wanting it.
 */
static bool
says_propose(const struct tokens *tokens)
{
	static const char *const begins[] = {"propos", "introduc", "tabled",
	    "propuso", "propon", "предлож", "اقترح", NULL};

	for (size_t i = 0; i < tokens->count; i++)
		for (size_t k = 0; begins[k] != NULL; k++)
			if (strncmp(tokens->token[i].folded, begins[k],
				strlen(begins[k])) == 0)
				return true;
	return strstr(tokens->text, "提议") != NULL ||
	       strstr(tokens->text, "提出") != NULL;
}

static void
set_intent(struct plan *plan, const struct question_reading *r)
{
	switch (r->asks) {
	case ASKS_NOTHING:
		plan->intent = INTENT_SEARCH;
		break;
	case ASKS_WHO:
		plan->intent = INTENT_HOLDERS;
		break;
	case ASKS_STATES:
		plan->intent = INTENT_HOLDERS;
		plan->whom = WHOM_STATES;
		break;
	case ASKS_GROUPS:
		plan->intent = INTENT_HOLDERS;
		plan->whom = WHOM_GROUPS;
		break;
	case ASKS_MEMBERS:
		plan->intent = INTENT_HOLDERS;
		plan->whom = WHOM_MEMBERS;
		break;
	case ASKS_WHETHER:
		plan->intent = INTENT_WHETHER;
		break;
	case ASKS_WHAT:
		plan->intent = INTENT_SAY;
		break;
	case ASKS_WHEN:
		plan->intent = INTENT_WHEN;
		break;
	case ASKS_COUNT:
		plan->intent = INTENT_COUNT;
		plan->whom = r->counted == ASKS_STATES	 ? WHOM_STATES
			     : r->counted == ASKS_GROUPS ? WHOM_GROUPS
							 : WHOM_DELEGATIONS;
		break;
	case ASKS_STAND:
		plan->intent = INTENT_STAND;
		break;
	case ASKS_CHANGE:
		plan->intent = INTENT_CHANGE;
		break;
	case ASKS_AGREE:
		plan->intent = INTENT_AGREE;
		break;
	case ASKS_COMPARE:
		plan->intent = INTENT_COMPARE;
		break;
	case ASKS_BROKE:
		plan->intent = INTENT_BROKE;
		break;
	}
	if (r->members_of != NULL)
		plan->whom = WHOM_MEMBERS;
	if (plan->whom == WHOM_MEMBERS && r->members_of == NULL)
		plan->whom = WHOM_STATES;
}

static void
add_note(struct question *q, const char *note)
{
	struct plan *plan = q->plan;

	plan->note = arena_grow(q->arena, plan->note, plan->n_notes,
	    plan->n_notes + 1, sizeof *plan->note);
	plan->note[plan->n_notes++] = note;
}

static void
set_asked(struct question *q)
{
	struct plan *plan = q->plan;
	const struct question_reading *r = &q->best->words;
	char form[PROVISION_MAX];

	set_intent(plan, r);
	if (plan->language == LANGUAGE_NONE && r->asks != ASKS_NOTHING)
		plan->language = r->language;
	plan->stance = r->stance;
	plan->action = r->action;
	plan->states_action = r->states_action;
	/* "limiting cooperation" is a thing; only of a text it is a change. */
	if (r->n_provisions == 0 && r->action == ACTION_AMEND) {
		plan->action = ACTION_NONE;
		plan->states_action = false;
	}
	plan->scope = r->scope;
	plan->holder = r->holder;
	plan->n_holders = r->n_holders;
	plan->members_of = r->members_of;
	plan->layers = r->layers;
	plan->through = r->through;
	plan->on_behalf = r->on_behalf_of != NULL;
	plan->alone = r->alone;
	plan->conditional = r->conditional;
	plan->except = r->except;
	plan->n_excepts = r->n_excepts;
	if (r->unsaid)
		add_note(q,
		    "silence is on no record, and no position: who said "
		    "what is told instead");
	plan->proposing =
	    r->stance == STANCE_PROPOSE && says_propose(&q->tokens);
	plan->provision = "";
	if (r->n_provisions > 0) {
		plan->asked = r->provision[0];
		provision_format(&plan->asked, form);
		plan->provision = arena_strdup(q->arena, form);
	}
}

/* Whether a word of the question was read as a session or date. */
static bool
is_used(const struct question *q, const bool *used, const struct token *word)
{
	for (size_t i = 0; i < q->tokens.count; i++)
		if (used[i] &&
		    strcmp(q->tokens.token[i].folded, word->folded) == 0)
			return true;
	return false;
}

/* The words of `text` that say something and were not used. */
static const char *
free_words(const struct question *q, const char *text, const bool *used)
{
	struct tokens tokens;
	const char *words = "";

	tokenize(q->arena, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.token[i];

		if (token->kind == TOKEN_PUNCT || token->kind == TOKEN_BREAK ||
		    stopword(token->folded) || is_used(q, used, token) ||
		    token->folded[0] == '\'')
			continue;
		words = arena_printf(q->arena, "%s%s%.*s", words,
		    *words == '\0' ? "" : " ", (int)(token->end - token->start),
		    text + token->start);
	}
	return words;
}

/* Whether a word only asks, or is in the name of a holder asked about. */
static bool
only_asks(const struct question *q, const char *word)
{
	static const char *const asking[] = {"what", "did", "do", "does", "say",
	    "said", "about", "who", "which", "when", "was", "position",
	    "positions", "want", "wanted", "where", "stand", "stands", "how",
	    NULL};

	for (size_t i = 0; asking[i] != NULL; i++)
		if (strcmp(asking[i], word) == 0)
			return true;
	for (size_t i = 0; i < q->plan->n_holders; i++) {
		const char *name = q->plan->holder[i]->name;

		if (strstr(fold_text(q->arena, name, strlen(name), NULL),
			word) != NULL)
			return true;
	}
	return false;
}

/* The object without words that only ask. */
static const char *
thing_words(const struct question *q, const char *object)
{
	struct tokens tokens;
	const char *words = "";

	tokenize(q->arena, object, strlen(object), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		if (!only_asks(q, tokens.token[i].folded))
			words = arena_printf(q->arena, "%s%s%s", words,
			    *words == '\0' ? "" : " ", tokens.token[i].folded);
	return words;
}

static void
set_words(struct question *q, const bool *used)
{
	const struct question_reading *r = &q->best->words;
	const char *object = q->plan->n_readings == 0 ? r->object : "";
	const char *words = free_words(q, object, used);
	const char *rest = free_words(q, r->rest, used);

	if (q->plan->intent == INTENT_SEARCH)
		words = free_words(q, q->plan->question, used);
	else if (*thing_words(q, words) != '\0')
		words = thing_words(q, words);
	else if (*words == '\0')
		words = q->plan->n_readings == 0 ? rest : "";
	q->plan->words = words;
	q->plan->object = thing_words(q, free_words(q, r->object, used));
}

/* --- as a query ----------------------------------------------------------- */

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
static void
set_filter(struct question *q, struct query *filters)
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
		    "only members of %s, at the date of each position",
		    plan->members_of->name);
	if (plan->alone)
		s = arena_printf(q->arena, "%s%sonly what nobody said for them",
		    s, *s != '\0' ? "; " : "");
	if (plan->conditional)
		s = arena_printf(q->arena, "%s%sonly what has a condition", s,
		    *s != '\0' ? "; " : "");
	for (size_t i = 0; i < plan->n_excepts; i++)
		s = arena_printf(q->arena, "%s%snot %s", s,
		    *s != '\0' ? "; " : "", plan->except[i]->name);
	if (plan->on_behalf)
		s = arena_printf(q->arena, "only what %s said for it",
		    plan->through != NULL ? plan->through->name
					  : "a spokesperson");
	if (*s == '\0' || plan->intent == INTENT_SEARCH)
		return;
	add_note(
	    q, arena_printf(q->arena,
		   "what the answer keeps to and the query cannot say: %s", s));
}

static void
set_query(struct question *q)
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

/* --- the whole ------------------------------------------------------------ */

static bool
set_things(struct question *q)
{
	for (size_t i = 0; i < q->n_readings; i++) {
		const struct reading *reading = &q->reading[i];

		if (reading->words.asks == ASKS_NOTHING &&
		    q->best->words.asks != ASKS_NOTHING)
			continue;
		if (!question_readings(q->searcher, reading->neg,
			&reading->words, q->plan, q->err))
			return false;
	}
	question_choose(q->arena, q->plan);
	return true;
}

static bool
has_word(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->token[i].kind != TOKEN_PUNCT &&
		    tokens->token[i].kind != TOKEN_BREAK)
			return true;
	return false;
}

bool
plan_question(struct searcher *searcher, const char *question, size_t n,
    struct query *filters, struct plan *ret, struct error *err)
{
	struct question q = {.searcher = searcher,
	    .arena = searcher->arena,
	    .plan = ret,
	    .err = err};
	bool *used;

	memset(ret, 0, sizeof *ret);
	ret->caution = "";
	if (n > QUESTION_MAX)
		return error_set(err, ERROR_USAGE,
		    "the question is %zu bytes long; at most %d are read", n,
		    QUESTION_MAX);
	if (memchr(question, '\0', n) != NULL)
		return error_set(
		    err, ERROR_USAGE, "the question holds a NUL byte");
	ret->question = arena_strndup(q.arena, question, n);
	ret->language = language_guess(question, n);
	tokenize(q.arena, ret->question, n, &q.tokens);
	if (!has_word(&q.tokens))
		return error_set(err, ERROR_USAGE,
		    "the question is empty; ask for example: who opposed the "
		    "removal of Article 42");
	if (!read_question(&q))
		return false;
	set_asked(&q);
	used = arena_array(q.arena, q.tokens.count + 1, sizeof *used);
	question_when(
	    q.arena, q.best->neg, &q.best->words, &q.tokens, ret, used);
	if (!set_things(&q))
		return false;
	set_words(&q, used);
	set_filter(&q, filters);
	set_query(&q);
	question_say(q.arena, ret);
	if (q.best->neg->note != NULL)
		ret->caution = q.best->neg->note;
	return true;
}
