/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/question-when.h"

#include "core/translate.h"

#include <string.h>

/* No name of a session or date is longer, in tokens. */
#define NAME_MAX_TOKENS 8

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

/* --- limits --------------------------------------------------------------- */

/* Words between a limit and what it limits by: "avant la session". */
#define LIMIT_GAP 1

/* The word that limits by the tokens first to before end, or NULL. */
static const struct question_limit *
limit_at(const struct question_reading *words, size_t first, size_t end)
{
	for (size_t i = 0; i < words->n_limits; i++) {
		const struct question_limit *limit = &words->limit[i];

		if (limit->instrument != NULL)
			continue;
		if (limit->behind ? limit->first == end
				  : limit->end <= first &&
					limit->end + LIMIT_GAP >= first)
			return limit;
	}
	return NULL;
}

static const char *
limit_word(enum question_limit_kind kind)
{
	static const char *const names[] = {NC_("limit", "before"),
	    NC_("limit", "after"), NC_("limit", "since"),
	    NC_("limit", "until")};

	return translate_marked(names[kind]);
}

/* Narrow the plan's dates by what lasted from `first` to `last`. */
static void
set_limit(struct plan *plan, enum question_limit_kind kind, struct date first,
    struct date last)
{
	struct date_range *range = &plan->dates;
	struct date to = kind == LIMIT_BEFORE ? date_day_before(first) : last;
	struct date from = kind == LIMIT_AFTER ? date_day_after(last) : first;

	plan->dated = true;
	if (kind == LIMIT_BEFORE || kind == LIMIT_UNTIL) {
		if (range->to.year == 0 || date_compare(to, range->to) < 0)
			range->to = to;
	} else if (range->from.year == 0 ||
		   date_compare(from, range->from) > 0) {
		range->from = from;
	}
}

/* "before the second session (2021-09-13)", to be said after a comma. */
static void
say_limit(struct arena *arena, struct plan *plan, enum question_limit_kind kind,
    const char *name, struct date date)
{
	char iso[11];

	date_format(date, iso);
	plan->when = arena_printf(arena,
	    *name != '\0' ? "%s, %s %s (%s)" : "%s, %s %s%s", plan->when,
	    limit_word(kind), name, iso);
}

static void
limit_by_session(struct arena *arena, struct plan *plan,
    enum question_limit_kind kind, const struct session *session)
{
	bool begins = kind == LIMIT_BEFORE || kind == LIMIT_SINCE;
	const char *name =
	    session->n_names > 0 ? session->names[0] : session->id;

	plan->bounded = true;
	set_limit(plan, kind, session->start, session->end);
	say_limit(arena, plan, kind, arena_printf(arena, _("the %s"), name),
	    begins ? session->start : session->end);
}

static void
limit_by_instrument(
    struct arena *arena, struct plan *plan, const struct question_limit *limit)
{
	const struct instrument *text = limit->instrument;
	const char *name = text->n_names > 0 ? text->names[0] : text->title;

	name = arena_printf(arena, _("the %s"), name);
	if (text->date.year == 0) {
		plan->note = arena_grow(arena, plan->note, plan->n_notes,
		    plan->n_notes + 1, sizeof *plan->note);
		plan->note[plan->n_notes++] = arena_printf(arena,
		    _("the profile has no date for %s: \"%s\" it is left out"),
		    name, limit_word(limit->kind));
		return;
	}
	plan->bounded = true;
	set_limit(plan, limit->kind, text->date, text->date);
	say_limit(arena, plan, limit->kind, name, text->date);
}

static void
limit_by_date(struct arena *arena, struct plan *plan,
    enum question_limit_kind kind, struct date date)
{
	/* a year or month is kept as it was said, where it is the limit */
	if (kind == LIMIT_SINCE && plan->dates.from.year == 0)
		plan->dates.from = date;
	else if (kind == LIMIT_UNTIL && plan->dates.to.year == 0)
		plan->dates.to = date;
	else
		set_limit(plan, kind, date_first(date), date_last(date));
	plan->dated = true;
	say_limit(arena, plan, kind, "", date);
}

/* --- reading -------------------------------------------------------------- */

/* "in 2021", "between A and B", "in 2021 and 2022" */
static void
set_date(struct plan *plan, struct date date)
{
	if (plan->dated && plan->dates.from.year != 0) {
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

/* A session or date at `at`; the token after it, or `at` for none. */
static size_t
read_at(struct arena *arena, const struct negotiation *neg,
    const struct question_reading *words, const struct tokens *tokens,
    size_t at, struct plan *plan, bool *used)
{
	const struct question_limit *limit;
	const struct session *session;
	struct date date;
	size_t end = session_at(arena, neg, tokens, at, &session);

	if (end > at) {
		limit = limit_at(words, at, end);
		if (limit != NULL && session->start.year != 0)
			limit_by_session(arena, plan, limit->kind, session);
		else
			add_session(arena, plan, session);
	} else {
		end = date_at(arena, tokens, at, &date);
		if (end == at)
			return at;
		limit = limit_at(words, at, end);
		if (limit != NULL)
			limit_by_date(arena, plan, limit->kind, date);
		else
			set_date(plan, date);
	}
	mark(used, at, end);
	if (limit != NULL)
		mark(used, limit->first, limit->end);
	return end;
}

void
question_when(struct arena *arena, const struct negotiation *neg,
    const struct question_reading *words, const struct tokens *tokens,
    struct plan *plan, bool *used)
{
	plan->when = "";
	for (size_t i = 0; i < words->n_limits; i++)
		if (words->limit[i].instrument != NULL) {
			limit_by_instrument(arena, plan, &words->limit[i]);
			mark(used, words->limit[i].first, words->limit[i].end);
		}
	for (size_t at = 0, end; at < tokens->count; at = end) {
		end = at;
		if (!used[at] && tokens->token[at].kind != TOKEN_PUNCT &&
		    tokens->token[at].kind != TOKEN_BREAK)
			end =
			    read_at(arena, neg, words, tokens, at, plan, used);
		if (end == at)
			end = at + 1;
	}
}

/* --- as a query ----------------------------------------------------------- */

static struct query *
at_sessions(struct arena *arena, const struct plan *plan)
{
	struct query *query = query_new(arena, QUERY_FIELD);

	query->field = FIELD_SESSION;
	for (size_t i = 0; i < plan->n_sessions; i++)
		query_add_value(arena, query, plan->session[i]->id);
	return query;
}

static struct query *
within_dates(struct arena *arena, const struct plan *plan)
{
	struct query *query = query_new(arena, QUERY_DATES);

	query->field = FIELD_DATE;
	query->dates = plan->dates;
	return query;
}

static bool
is_inside(const struct session *session, const struct date_range *range)
{
	return session->start.year != 0 &&
	       (range->from.year == 0 || date_compare(session->start,
					     date_first(range->from)) >= 0) &&
	       (range->to.year == 0 ||
		   date_compare(session->end, date_last(range->to)) <= 0);
}

static bool
is_outside(const struct session *session, const struct date_range *range)
{
	return session->start.year != 0 &&
	       ((range->from.year != 0 &&
		    date_compare(session->end, date_first(range->from)) < 0) ||
		   (range->to.year != 0 &&
		       date_compare(session->start, date_last(range->to)) > 0));
}

/*
 * "before the second session": records of the sessions before it, and those of
 * no session by their dates. A record of a session may be dated by its month
 * alone, or later than what it reports.
 */
static struct query *
within_bounds(
    struct arena *arena, const struct negotiation *neg, const struct plan *plan)
{
	struct query *inside = query_new(arena, QUERY_FIELD);
	struct query *outside = query_new(arena, QUERY_FIELD);
	struct query *either = query_new(arena, QUERY_OR);
	struct query *dated = query_new(arena, QUERY_AND);
	struct query *none = query_new(arena, QUERY_NOT);

	inside->field = outside->field = FIELD_SESSION;
	for (size_t i = 0; i < neg->n_sessions; i++) {
		const struct session *session = &neg->sessions[i];

		if (is_inside(session, &plan->dates))
			query_add_value(arena, inside, session->id);
		else if (is_outside(session, &plan->dates))
			query_add_value(arena, outside, session->id);
	}
	query_add(arena, dated, within_dates(arena, plan));
	if (outside->n_values > 0) {
		query_add(arena, none, outside);
		query_add(arena, dated, none);
	}
	if (dated->n_children == 1)
		dated = dated->child[0];
	if (inside->n_values == 0)
		return dated;
	query_add(arena, either, inside);
	query_add(arena, either, dated);
	return either;
}

struct query *
question_when_query(
    struct arena *arena, const struct negotiation *neg, const struct plan *plan)
{
	struct query *all = query_new(arena, QUERY_AND);

	if (plan->n_sessions > 0)
		query_add(arena, all, at_sessions(arena, plan));
	if (plan->dated)
		query_add(arena, all,
		    plan->bounded ? within_bounds(arena, neg, plan)
				  : within_dates(arena, plan));
	if (all->n_children == 0)
		return NULL;
	return all->n_children == 1 ? all->child[0] : all;
}
