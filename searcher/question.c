/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the words of a question to a plan. */
#include "core/fold.h"
#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/question-memory.h"
#include "searcher/question-readings.h"
#include "searcher/question-when.h"
#include "searcher/question.h"
#include "searcher/stopwords.h"

#include <string.h>

/* --- reading with every profile ------------------------------------------- */

static bool
read_with(struct question *q, const char *id, struct reading *ret)
{
	const struct engine *engine;

	ret->neg = index_negotiation(q->searcher->index, id, q->err);
	if (ret->neg == NULL)
		return false;
	engine = question_engine(q->searcher, ret->neg);
	engine_question(engine, q->arena, q->plan->question,
	    strlen(q->plan->question), q->plan->language, &ret->words);
	return engine_is_whole(engine, q->err) ||
	       index_tables_error(q->searcher->index, q->err);
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

void
question_note(struct question *q, const char *note)
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
	plan->unknown = r->unknown;
	plan->conditional = r->conditional;
	plan->except = r->except;
	plan->n_excepts = r->n_excepts;
	if (r->unsaid)
		question_note(
		    q, _("silence is on no record, and no position: who said "
			 "what is told instead"));
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

/*
 * Whether a word says nothing. One in capitals among others that are not is a
 * name: "UN" is no article, "IT" no pronoun.
 */
static bool
is_small(const struct tokens *tokens, const struct token *word)
{
	if (!stopword(word->folded))
		return false;
	if ((word->flags & TOKEN_CAPITALS) == 0)
		return true;
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->token[i].kind == TOKEN_WORD &&
		    tokens->token[i].length > 1 &&
		    (tokens->token[i].flags & TOKEN_CAPITALS) == 0)
			return false;
	return true;
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
		    is_small(&tokens, token) || is_used(q, used, token) ||
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
	question_filter(&q, filters);
	question_query(&q);
	question_say(q.arena, ret);
	if (q.best->neg->note != NULL)
		ret->caution = q.best->neg->note;
	return true;
}
