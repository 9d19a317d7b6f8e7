/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/negotiation.h"

#include <stdlib.h>
#include <string.h>

/* A place in the concordance that has a provision, and how closely. */
struct match {
	const struct lineage_place *place; /* NULL: none */
	unsigned rank;	/* see place_rank(); more is closer */
	bool ambiguous; /* places of other lineages are as close */
};

static unsigned
levels(const struct provision *provision)
{
	unsigned n = 0;

	while (n < PROVISION_LEVELS && provision->level[n][0] != '\0')
		n++;
	return n;
}

/*
 * How closely a place has the provision: 0 not at all, 1 by a range it lies
 * in, 2 by its number, 3 and more by each level that both have.
 */
static unsigned
place_rank(const struct lineage_place *place, const struct provision *provision)
{
	if (!provision_covers(&place->provision, provision))
		return 0;
	if (place->provision.last[0] != '\0')
		return provision->last[0] != '\0' ? 2 : 1;
	return 2 + levels(&place->provision);
}

/* The closest place of the provision in an instrument. */
static struct match
match_in(const struct negotiation *neg, const char *instrument,
    const struct provision *provision)
{
	struct match match = {0};

	for (size_t i = 0; i < neg->n_places; i++) {
		const struct lineage_place *place = &neg->places[i];
		unsigned rank;

		/* Ids are shared with the instruments' table. */
		if (place->instrument != instrument)
			continue;
		rank = place_rank(place, provision);
		if (rank > match.rank)
			match = (struct match){.place = place, .rank = rank};
		else if (rank > 0 && rank == match.rank &&
			 strcmp(place->lineage, match.place->lineage) != 0)
			match.ambiguous = true;
	}
	return match;
}

static const struct instrument *
instrument_by_id(const struct negotiation *neg, const char *id)
{
	for (size_t i = 0; id != NULL && i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, id) == 0)
			return &neg->instruments[i];
	return NULL;
}

/*
 * Whether the instrument can have the provision: articles by its extent,
 * anything else only where the concordance has it.
 */
static bool
instrument_holds(const struct negotiation *neg,
    const struct instrument *instrument, const struct provision *provision)
{
	if (instrument->extent.kind != PROVISION_NONE &&
	    instrument->extent.kind == provision->kind)
		return provision_covers(&instrument->extent, provision);
	return match_in(neg, instrument->id, provision).place != NULL;
}

static struct provision_place
place_in(const struct negotiation *neg, const struct instrument *instrument,
    const struct provision *provision)
{
	struct match match = match_in(neg, instrument->id, provision);
	struct provision_place place = {
	    .instrument = instrument->id,
	    .lineage = "",
	    .title = "",
	    .foreign = instrument->foreign,
	};

	if (match.place != NULL && !match.ambiguous) {
		place.lineage = match.place->lineage;
		place.title = match.place->title;
	}
	return place;
}

/*
 * The instrument on the table of a session: the one that has the provision's
 * very levels in the concordance, else the first that can have its number.
 */
static const struct instrument *
instrument_at_session(const struct negotiation *neg, const char *session_id,
    const struct provision *provision)
{
	const struct session *session =
	    session_id == NULL || session_id[0] == '\0'
		? NULL
		: negotiation_session(neg, session_id);
	const struct instrument *first = NULL;

	for (size_t i = 0; session != NULL && i < session->n_instruments; i++) {
		const struct instrument *instrument =
		    instrument_by_id(neg, session->instruments[i]);

		if (!instrument_holds(neg, instrument, provision))
			continue;
		if (match_in(neg, instrument->id, provision).rank > 2)
			return instrument;
		if (first == NULL)
			first = instrument;
	}
	return first;
}

/* The newest instrument of the process of that day that can have it. */
static const struct instrument *
instrument_at_date(const struct negotiation *neg, struct date date,
    const struct provision *provision)
{
	const struct instrument *newest = NULL;

	for (size_t i = 0; date.year != 0 && i < neg->n_instruments; i++) {
		const struct instrument *instrument = &neg->instruments[i];

		if (instrument->foreign || instrument->date.year == 0 ||
		    instrument->extent.kind == PROVISION_NONE ||
		    date_compare(instrument->date, date_last(date)) > 0 ||
		    (newest != NULL &&
			date_compare(instrument->date, newest->date) < 0) ||
		    !instrument_holds(neg, instrument, provision))
			continue;
		newest = instrument;
	}
	return newest;
}

/*
 * Without session and date: the only instrument of the process that can have
 * it. Where there are several, they may still agree on its lineage.
 */
static struct provision_place
place_anywhere(const struct negotiation *neg, const struct provision *provision)
{
	struct provision_place place = {"", "", "", false};
	size_t holding = 0;

	for (size_t i = 0; i < neg->n_instruments; i++) {
		const struct instrument *instrument = &neg->instruments[i];
		struct provision_place here;

		if (instrument->foreign ||
		    !instrument_holds(neg, instrument, provision))
			continue;
		here = place_in(neg, instrument, provision);
		if (holding++ == 0)
			place = here;
		else if (strcmp(place.lineage, here.lineage) != 0)
			return (struct provision_place){"", "", "", false};
	}
	if (holding > 1)
		place.instrument = place.title = "";
	return place;
}

struct provision_place
negotiation_resolve(const struct negotiation *neg,
    const struct provision *provision, const struct provision_context *context)
{
	const struct instrument *named, *instrument;

	if (provision->kind == PROVISION_NONE)
		return (struct provision_place){"", "", "", false};
	named = context->instrument == NULL || context->instrument[0] == '\0'
		    ? NULL
		    : instrument_by_id(neg, context->instrument);
	if (named != NULL &&
	    (named->foreign || instrument_holds(neg, named, provision)))
		return place_in(neg, named, provision);
	instrument = instrument_at_session(neg, context->session, provision);
	if (instrument == NULL)
		instrument = instrument_at_date(neg, context->date, provision);
	if (instrument != NULL)
		return place_in(neg, instrument, provision);
	return place_anywhere(neg, provision);
}

/* A place with the date of its instrument, to be sorted by it. */
struct dated {
	const struct lineage_place *place;
	struct date date;
	size_t order; /* in the table */
};

static int
by_date(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	int order = date_compare(x->date, y->date);

	if (order != 0)
		return order;
	return x->order < y->order ? -1 : x->order > y->order;
}

const struct lineage_place **
negotiation_lineage(const struct negotiation *neg, struct arena *arena,
    const char *lineage, size_t *ret_count)
{
	struct dated *dated = arena_array(arena, neg->n_places, sizeof *dated);
	const struct lineage_place **place;
	size_t n = 0;

	for (size_t i = 0; i < neg->n_places; i++) {
		const struct instrument *instrument;

		if (strcmp(neg->places[i].lineage, lineage) != 0)
			continue;
		instrument = instrument_by_id(neg, neg->places[i].instrument);
		dated[n].place = &neg->places[i];
		dated[n].date = instrument->date;
		dated[n].order = i;
		n++;
	}
	qsort(dated, n, sizeof *dated, by_date);
	place = arena_array(arena, n, sizeof *place);
	for (size_t i = 0; i < n; i++)
		place[i] = dated[i].place;
	*ret_count = n;
	return place;
}

static bool
has_lineage(const struct lineage_place **place, size_t n, const char *lineage)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(place[i]->lineage, lineage) == 0)
			return true;
	return false;
}

/* Add to `place` what `instrument` has of the provision; the new count. */
static size_t
candidates_in(const struct negotiation *neg, const char *instrument,
    const struct provision *provision, const struct lineage_place **place,
    size_t n)
{
	unsigned rank = match_in(neg, instrument, provision).rank;

	for (size_t k = 0; rank > 0 && k < neg->n_places; k++)
		if (neg->places[k].instrument == instrument &&
		    place_rank(&neg->places[k], provision) == rank &&
		    !has_lineage(place, n, neg->places[k].lineage))
			place[n++] = &neg->places[k];
	return n;
}

const struct lineage_place **
negotiation_candidates(const struct negotiation *neg, struct arena *arena,
    const struct provision *provision, size_t *ret_count)
{
	const struct lineage_place **place =
	    arena_array(arena, neg->n_places, sizeof *place);
	const struct instrument *instrument =
	    instrument_by_id(neg, neg->default_instrument);
	size_t n = 0;
	bool found;

	if (instrument != NULL)
		n = candidates_in(neg, instrument->id, provision, place, 0);
	found = n > 0;
	for (size_t i = 0; i < neg->n_instruments && !found; i++)
		if (!neg->instruments[i].foreign)
			n = candidates_in(
			    neg, neg->instruments[i].id, provision, place, n);
	*ret_count = n;
	return place;
}

bool
negotiation_is_inner(
    const struct negotiation *neg, const struct position *position)
{
	struct provision p;

	if (!provision_parse(
		position->provision, strlen(position->provision), &p) ||
	    p.level[0][0] == '\0')
		return false;
	if (neg == NULL || position->lineage[0] == '\0')
		return true;
	for (size_t i = 0; i < neg->n_places; i++) {
		const struct lineage_place *place = &neg->places[i];

		if (strcmp(place->lineage, position->lineage) == 0 &&
		    (position->instrument[0] == '\0' ||
			strcmp(place->instrument, position->instrument) == 0) &&
		    provision_equal(&place->provision, &p))
			return false;
	}
	return true;
}
