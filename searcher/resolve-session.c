/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/resolve-session.h"

#include "searcher/query-date.h"

#include <string.h>

/* Sessions that a message names at most. */
#define NAMED_MAX 12

/* The profile `i` of the index; NULL with the error. */
static const struct negotiation *
profile(struct index *index, size_t i, struct error *err)
{
	const struct index_info *info = index_info(index);

	return index_negotiation(
	    index, info->n_negotiations > 0 ? info->negotiations[i] : "", err);
}

/* How many profiles there are: at least the default one. */
static size_t
profiles(struct index *index)
{
	size_t n = index_info(index)->n_negotiations;

	return n > 0 ? n : 1;
}

/* Refuse a name of a session, telling those there are. */
static bool
refuse(struct arena *arena, struct index *index, const struct query *node,
    const char *name, struct error *err)
{
	const char *list = "";
	size_t count = 0;

	for (size_t i = 0; i < profiles(index); i++) {
		const struct negotiation *neg = profile(index, i, NULL);

		for (size_t s = 0; neg != NULL && s < neg->n_sessions; s++)
			if (neg->sessions[s].start.year != 0 &&
			    count++ < NAMED_MAX)
				list = arena_printf(arena, "%s%s%s", list,
				    count > 1 ? ", " : "", neg->sessions[s].id);
	}
	return error_set_at(err, ERROR_USAGE, node->column,
	    *list == '\0' ? "'%.60s' is no date, and this index knows the days "
			    "of no session%s"
			  : "no session with known days is called '%.60s'; "
			    "there are %s",
	    name, list);
}

/* The session of a name that has days; NULL where there is none. */
static const struct session *
session_named(struct index *index, const char *name, struct error *err)
{
	for (size_t i = 0; i < profiles(index); i++) {
		const struct negotiation *neg = profile(index, i, err);
		const struct session *session =
		    neg != NULL ? negotiation_session(neg, name) : NULL;

		if (session != NULL && session->start.year != 0)
			return session;
	}
	return NULL;
}

static struct date
end_of(const struct session *session)
{
	return session->end.year != 0 ? session->end
				      : date_last(session->start);
}

/* One end of the range; `sign` before the name turns it around. */
static bool
set_end(struct arena *arena, struct index *index, struct query *node, size_t i,
    struct error *err)
{
	const char *name = node->value[i];
	bool after = name[0] == '>', before = name[0] == '<';
	const struct session *session;
	struct error failure = {0};

	if (*name == '\0')
		return true;
	name += after || before;
	session = session_named(index, name, &failure);
	if (session == NULL && failure.code != ERROR_NONE) {
		if (err != NULL)
			*err = failure;
		return false;
	}
	if (session == NULL)
		return refuse(arena, index, node, name, err);
	if (i == 0)
		node->dates.from = after ? query_date_next(end_of(session))
					 : date_first(session->start);
	else
		node->dates.to =
		    before ? query_date_previous(date_first(session->start))
			   : end_of(session);
	return true;
}

bool
resolve_session_dates(struct arena *arena, struct index *index,
    struct query *node, struct error *err)
{
	if (node->n_values != 2)
		return true;
	for (size_t i = 0; i < 2; i++)
		if (!set_end(arena, index, node, i, err))
			return false;
	node->n_values = 0;
	node->value = NULL;
	if (node->dates.from.year != 0 && node->dates.to.year != 0 &&
	    date_compare(node->dates.from, date_last(node->dates.to)) > 0)
		return error_set_at(err, ERROR_USAGE, node->column,
		    "this range of dates ends before it begins; write the "
		    "earlier session first");
	return true;
}

bool
resolve_session_range(struct arena *arena, struct index *index,
    const char *first, const char *last, struct query *into, bool *ret_found,
    struct error *err)
{
	*ret_found = false;
	for (size_t i = 0; i < profiles(index); i++) {
		const struct negotiation *neg = profile(index, i, err);
		const struct session *from, *to;

		if (neg == NULL)
			return false;
		from = negotiation_session(neg, first);
		to = negotiation_session(neg, last);
		if (from == NULL || to == NULL)
			continue;
		*ret_found = true;
		for (size_t s = 0; s < neg->n_sessions; s++)
			if (neg->sessions[s].order >= from->order &&
			    neg->sessions[s].order <= to->order)
				query_add_value(
				    arena, into, neg->sessions[s].id);
	}
	return true;
}
