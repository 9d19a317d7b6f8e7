/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/about.h"

#include "core/translate.h"
#include "searcher/tally.h"

#include <stdlib.h>
#include <string.h>

/* --- groups and members --------------------------------------------------- */

static struct belonging *
add(struct arena *arena, struct belonging **list, size_t *count)
{
	*list = arena_grow(arena, *list, *count, *count + 1, sizeof **list);
	return &(*list)[(*count)++];
}

static const char *
name_of(const struct holder *holder)
{
	return holder != NULL ? holder->name : "";
}

static int
by_names(const void *a, const void *b)
{
	const struct belonging *x = a, *y = b;
	int c = strcmp(name_of(x->group), name_of(y->group));

	return c != 0 ? c : strcmp(name_of(x->member), name_of(y->member));
}

struct belonging *
about_groups(struct arena *arena, const struct negotiation *neg, const char *id,
    size_t *ret_count)
{
	struct belonging *list = NULL;
	size_t n;
	const struct holder *const *all = holder_set_all(neg->holders, &n);

	*ret_count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < all[i]->n_members; k++)
			if (strcmp(all[i]->members[k].member, id) == 0)
				*add(arena, &list, ret_count) =
				    (struct belonging){all[i],
					holder_by_id(neg->holders, id),
					all[i]->members[k].when};
	if (*ret_count > 0)
		qsort(list, *ret_count, sizeof *list, by_names);
	return list;
}

struct belonging *
about_members(struct arena *arena, const struct negotiation *neg,
    const struct holder *group, size_t *ret_count)
{
	struct belonging *list = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < group->n_members; i++)
		*add(arena, &list, ret_count) = (struct belonging){group,
		    holder_by_id(neg->holders, group->members[i].member),
		    group->members[i].when};
	if (*ret_count > 0)
		qsort(list, *ret_count, sizeof *list, by_names);
	return list;
}

const char *
belonging_when(struct arena *arena, const struct belonging *belonging)
{
	char from[11] = "", to[11] = "";

	date_format(belonging->when.from, from);
	date_format(belonging->when.to, to);
	if (*from != '\0' && *to != '\0')
		return arena_printf(arena, _("%s to %s"), from, to);
	if (*from != '\0')
		return arena_printf(arena, _("since %s"), from);
	return *to != '\0' ? arena_printf(arena, _("until %s"), to) : "";
}

/* --- departures ----------------------------------------------------------- */

struct departing {
	struct searcher *searcher;
	const struct negotiation *neg;
	const struct holder *group;
	struct tally tally; /* of the group and its members */
	struct departure *found;
	size_t count;
	size_t looked; /* pairs */
	bool more;
};

/* Everything that the group and its members wanted, by provision. */
static bool
count(struct departing *d, struct error *err)
{
	struct arena *arena = d->searcher->arena;
	struct tally_want want = {
	    .by = TALLY_PROVISION, .delegations = true, .placed = true};
	struct query *who = query_field(arena, FIELD_HOLDER, d->group->id);
	struct notes notes = {0};
	const char *plan;

	for (size_t i = 0; i < d->group->n_members; i++)
		query_add_value(arena, who, d->group->members[i].member);
	return tally_make(
	    d->searcher, who, &want, &d->tally, &notes, &plan, err);
}

/* Whether any side of one cell is the contrary of one of the other. */
static bool
cells_differ(const struct tally_cell *a, const struct tally_cell *b)
{
	for (int x = 0; x < TALLY_SIDES; x++)
		for (int y = 0; y < TALLY_SIDES; y++)
			if (a->count[x] > 0 && b->count[y] > 0 &&
			    sides_differ((enum side)x, (enum side)y))
				return true;
	return false;
}

static bool
is_of(const struct stance_row *row, const char *holder)
{
	return strcmp(row->evidence.position->holder, holder) == 0;
}

/*
 * The nearest contrary rows, those of one session before others; false where
 * the member was none then.
 */
static bool
find_pair(struct departing *d, const struct stances *stances,
    const char *member, struct departure *ret)
{
	bool found = false;

	for (size_t i = 0; i < stances->count; i++)
		for (size_t k = 0; k < stances->count; k++) {
			const struct stance_row *own = &stances->row[i];
			const struct stance_row *theirs = &stances->row[k];
			bool together = strcmp(own->evidence.session,
					    theirs->evidence.session) == 0;

			if (!is_of(own, member) ||
			    !is_of(theirs, d->group->id) ||
			    !sides_differ(own->side, theirs->side) ||
			    !holder_is_member(
				d->group, member, own->evidence.date))
				continue;
			if (found && !together)
				continue;
			ret->own = *own;
			ret->group = *theirs;
			if (together)
				return true;
			found = true;
		}
	return found;
}

static bool
look(struct departing *d, size_t member, size_t column, struct error *err)
{
	struct arena *arena = d->searcher->arena;
	const char *id = d->tally.holder[member].id;
	struct query *who = query_field(arena, FIELD_HOLDER, d->group->id);
	struct departure departure = {
	    .member = holder_by_id(d->neg->holders, id),
	    .key = d->tally.column[column].key};
	struct picked picked;
	struct stances stances;
	struct notes notes = {0};

	query_add_value(arena, who, id);
	if (departure.member == NULL ||
	    !pick_provision(d->searcher, departure.key, &picked, &notes, err))
		return err->code == ERROR_NONE;
	departure.heading = picked.heading;
	if (!stances_find(d->searcher, who, &picked, &stances, err))
		return false;
	if (!find_pair(d, &stances, id, &departure))
		return true;
	d->found = arena_grow(
	    arena, d->found, d->count, d->count + 1, sizeof *d->found);
	d->found[d->count++] = departure;
	return true;
}

static bool
look_at_column(
    struct departing *d, size_t group, size_t column, struct error *err)
{
	const struct tally_cell *its = tally_at(&d->tally, group, column);

	if (its == NULL)
		return true;
	for (size_t i = 0; i < d->tally.n_holders; i++) {
		const struct tally_cell *cell = tally_at(&d->tally, i, column);

		if (i == group || cell == NULL || !cells_differ(its, cell))
			continue;
		if (d->looked == DEPARTURES_MAX) {
			d->more = true;
			return true;
		}
		d->looked++;
		if (!look(d, i, column, err))
			return false;
	}
	return true;
}

bool
about_departures(struct searcher *searcher, const struct negotiation *neg,
    const struct holder *group, struct departure **ret, size_t *ret_count,
    bool *ret_more, struct error *err)
{
	struct departing d = {.searcher = searcher, .neg = neg, .group = group};
	size_t at = 0;

	*ret_count = 0;
	if (!count(&d, err))
		return false;
	while (at < d.tally.n_holders &&
	       strcmp(d.tally.holder[at].id, group->id) != 0)
		at++;
	for (size_t i = 0; at < d.tally.n_holders && i < d.tally.n_columns; i++)
		if (!look_at_column(&d, at, i, err))
			return false;
	*ret = d.found;
	*ret_count = d.count;
	*ret_more = d.more;
	return true;
}
