/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/question-when.h"

#include <string.h>

/* No name of a session or date is longer, in tokens. */
#define NAME_MAX_TOKENS 8

/* Words before a date that open one of its ends. */
static const char *const since[] = {
    "since", "after", "from", "depuis", "desde", "после", "с", NULL};
static const char *const until[] = {
    "until", "till", "before", "to", "by", "avant", "hasta", "до", NULL};

static bool
is_one_of(const struct token *token, const char *const *words)
{
	for (; *words != NULL; words++)
		if (token_is(token, *words))
			return true;
	return false;
}

/* The text of tokens `first` to `end` (exclusive), as it was written. */
static const char *
slice(
    struct arena *arena, const struct tokens *tokens, size_t first, size_t end)
{
	size_t from = tokens->token[first].start;

	return arena_strndup(
	    arena, tokens->text + from, tokens->token[end - 1].end - from);
}

static bool
has_letters(const struct tokens *tokens, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (tokens->token[i].kind == TOKEN_WORD ||
		    tokens->token[i].kind == TOKEN_HAN)
			return true;
	return false;
}

static void
add_session(
    struct arena *arena, struct plan *plan, const struct session *session)
{
	for (size_t i = 0; i < plan->n_sessions; i++)
		if (plan->session[i] == session)
			return;
	plan->session = arena_grow(arena, plan->session, plan->n_sessions,
	    plan->n_sessions + 1, sizeof *plan->session);
	plan->session[plan->n_sessions++] = session;
}

/*
 * The longest name of a session that begins at `at`; its end, or `at`. A lone
 * word counts only as an id with a digit ("s4"): "may" is none.
 */
static size_t
session_at(struct arena *arena, const struct negotiation *neg,
    const struct tokens *tokens, size_t at, const struct session **ret)
{
	size_t most = tokens->count - at;

	if (most > NAME_MAX_TOKENS)
		most = NAME_MAX_TOKENS;
	for (size_t n = most; n >= 1; n--) {
		const char *name = slice(arena, tokens, at, at + n);

		if (!has_letters(tokens, at, at + n) ||
		    (n == 1 && strpbrk(name, "0123456789") == NULL))
			continue;
		*ret = negotiation_session(neg, name);
		if (*ret != NULL)
			return at + n;
	}
	return at;
}

/* The longest date that begins at `at`; its end, or `at`. */
static size_t
date_at(struct arena *arena, const struct tokens *tokens, size_t at,
    struct date *ret)
{
	size_t most = tokens->count - at;

	if (most > NAME_MAX_TOKENS)
		most = NAME_MAX_TOKENS;
	for (size_t n = most; n >= 1; n--) {
		const char *s = slice(arena, tokens, at, at + n);

		if (n == 1 &&
		    (tokens->token[at].kind != TOKEN_NUMBER || strlen(s) != 4))
			continue;
		if (date_parse(s, strlen(s), ret) && ret->year >= 1900 &&
		    ret->year < 2200)
			return at + n;
	}
	return at;
}

static void
set_date(
    struct plan *plan, const struct tokens *tokens, size_t at, struct date date)
{
	const struct token *before = at > 0 ? &tokens->token[at - 1] : NULL;

	if (before != NULL && is_one_of(before, since)) {
		plan->dates.from = date;
	} else if (before != NULL && is_one_of(before, until)) {
		plan->dates.to = date;
	} else if (plan->dated) {
		/* "between A and B", "in 2021 and 2022" */
		if (date_compare(date, plan->dates.from) < 0)
			plan->dates.from = date;
		else
			plan->dates.to = date;
	} else {
		plan->dates.from = plan->dates.to = date;
	}
	plan->dated = true;
}

static void
mark(bool *used, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		used[i] = true;
}

void
question_when(struct arena *arena, const struct negotiation *neg,
    const struct tokens *tokens, struct plan *plan, bool *used)
{
	for (size_t at = 0, end; at < tokens->count; at = end) {
		const struct session *session;
		struct date date;

		end = at + 1;
		if (used[at] || tokens->token[at].kind == TOKEN_PUNCT ||
		    tokens->token[at].kind == TOKEN_BREAK)
			continue;
		end = session_at(arena, neg, tokens, at, &session);
		if (end > at) {
			add_session(arena, plan, session);
			mark(used, at, end);
			continue;
		}
		end = date_at(arena, tokens, at, &date);
		if (end > at) {
			set_date(plan, tokens, at, date);
			mark(used, at, end);
			continue;
		}
		end = at + 1;
	}
}
