/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/listing.h"

#include "searcher/pick.h"
#include "searcher/tally.h"

#include <stdlib.h>
#include <string.h>

struct making {
	struct searcher *searcher;
	struct arena *arena;
	struct tally tally;
	struct listing *ret;
	uint64_t *others; /* of each column of the tally: rows with a cell */
};

static const char *const names[LISTING_COUNT] = {
    "holders", "groups", "sessions", "provisions"};

const char *
listing_name(enum listing_of of)
{
	return names[of];
}

enum listing_of
listing_find(const char *name)
{
	int of = 0;

	while (of < LISTING_COUNT && strcmp(names[of], name) != 0)
		of++;
	return (enum listing_of)of;
}

static struct listing_row *
add(struct making *m, const char *id, const char *name)
{
	struct listing *l = m->ret;
	struct listing_row *row;

	if ((l->count & (l->count - 1)) == 0)
		l->row = arena_grow(m->arena, l->row, l->count,
		    l->count == 0 ? 1 : l->count * 2, sizeof *l->row);
	row = &l->row[l->count++];
	*row = (struct listing_row){
	    .id = id, .name = name, .kind = "", .place = ""};
	return row;
}

static bool
has(const struct listing *l, const char *id)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->row[i].id, id) == 0)
			return true;
	return false;
}

static const struct negotiation *
profile(struct making *m, size_t i)
{
	struct error ignored = {0};
	const char *id = profile_id(m->searcher->index, i);

	return id != NULL ? index_negotiation(m->searcher->index, id, &ignored)
			  : NULL;
}

static void
count_others(struct making *m)
{
	m->others =
	    arena_array(m->arena, m->tally.n_columns + 1, sizeof *m->others);
	for (size_t i = 0; i < m->tally.n_cells; i++)
		m->others[m->tally.cell[i].column]++;
}

/* --- holders -------------------------------------------------------------- */

static void
add_holders(struct making *m, bool groups)
{
	const struct tally *tally = &m->tally;
	size_t at = 0;

	for (size_t i = 0; i < tally->n_holders; i++) {
		const struct tally_holder *holder = &tally->holder[i];
		size_t end = at;

		while (end < tally->n_cells && tally->cell[end].holder == i)
			end++;
		if ((holder->kind == HOLDER_GROUP) == groups) {
			struct listing_row *row =
			    add(m, holder->id, holder->name);

			row->kind = holder_kind_name(holder->kind);
			row->others = end - at;
			row->passages = holder->passages;
		}
		at = end;
	}
}

/* Groups of the profiles that said nothing. */
static void
add_silent_groups(struct making *m)
{
	const struct negotiation *neg;

	for (size_t i = 0; (neg = profile(m, i)) != NULL; i++) {
		size_t n;
		const struct holder *const *all =
		    holder_set_all(neg->holders, &n);

		for (size_t h = 0; h < n; h++)
			if (all[h]->kind == HOLDER_GROUP &&
			    !has(m->ret, all[h]->id))
				add(m, all[h]->id, all[h]->name)->kind =
				    holder_kind_name(HOLDER_GROUP);
	}
}

/* --- sessions ------------------------------------------------------------- */

static const char *
days_of(struct making *m, const struct session *session)
{
	char start[11], end[11];

	date_format(session->start, start);
	date_format(session->end, end);
	if (strcmp(start, end) == 0)
		return arena_strdup(m->arena, start);
	return arena_printf(m->arena, "%s..%s", start, end);
}

static void
add_sessions(struct making *m)
{
	const struct tally *tally = &m->tally;
	const struct negotiation *neg;

	for (size_t i = 0; (neg = profile(m, i)) != NULL; i++)
		for (size_t s = 0; s < neg->n_sessions; s++) {
			const struct session *one = &neg->sessions[s];
			struct listing_row *row = add(m, one->id,
			    one->n_names > 0 ? one->names[0] : one->id);

			row->place = days_of(m, one);
			for (size_t c = 0; c < tally->n_columns; c++)
				if (tally->column[c].neg == neg &&
				    strcmp(tally->column[c].key, one->id) ==
					0) {
					row->others = m->others[c];
					row->passages =
					    tally->column[c].passages;
				}
		}
}

/* --- provisions ----------------------------------------------------------- */

/* A row with what it is sorted by. */
struct sorted {
	struct listing_row row;
	const struct negotiation *neg;
	unsigned long order;
};

static int
by_order(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->row.id, y->row.id);
}

static struct sorted
provision_row(struct making *m, const struct negotiation *neg, const char *key)
{
	struct provision_label label = provision_label(m->arena, neg, key);
	struct sorted sorted = {.neg = neg, .order = label.order};

	sorted.row =
	    (struct listing_row){.id = key, .kind = "", .place = label.places};
	label.places = "";
	if (sorted.row.place[0] != '\0')
		label.instrument = "";
	sorted.row.name = provision_heading(m->arena, &label);
	return sorted;
}

static bool
is_listed(const struct sorted *list, size_t n, const struct negotiation *neg,
    const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].neg == neg && strcmp(list[i].row.id, key) == 0)
			return true;
	return false;
}

static void
add_provisions(struct making *m)
{
	const struct tally *tally = &m->tally;
	const struct negotiation *neg;
	struct sorted *list;
	size_t n = 0, room = tally->n_columns;

	for (size_t i = 0; (neg = profile(m, i)) != NULL; i++)
		room += neg->n_places;
	list = arena_array(m->arena, room + 1, sizeof *list);
	for (size_t i = 0; i < tally->n_columns; i++) {
		list[n] = provision_row(
		    m, tally->column[i].neg, tally->column[i].key);
		list[n].row.others = m->others[i];
		list[n++].row.passages = tally->column[i].passages;
	}
	for (size_t i = 0; (neg = profile(m, i)) != NULL; i++)
		for (size_t k = 0; k < neg->n_places; k++) {
			const struct lineage_place *place = &neg->places[k];

			if (!instrument_is_foreign(neg, place->instrument) &&
			    !is_listed(list, n, neg, place->lineage))
				list[n++] =
				    provision_row(m, neg, place->lineage);
		}
	if (n > 0)
		qsort(list, n, sizeof *list, by_order);
	for (size_t i = 0; i < n; i++)
		*add(m, "", "") = list[i].row;
}

bool
listing_make(struct searcher *searcher, enum listing_of of, struct listing *ret,
    struct error *err)
{
	struct making m = {
	    .searcher = searcher, .arena = searcher->arena, .ret = ret};
	struct tally_want want = {
	    .by = of == LISTING_SESSIONS ? TALLY_SESSION : TALLY_PROVISION,
	    .delegations = of != LISTING_HOLDERS,
	    .placed = true};
	struct notes notes = {0};
	const char *plan;

	memset(ret, 0, sizeof *ret);
	if (!tally_make(searcher, NULL, &want, &m.tally, &notes, &plan, err))
		return false;
	count_others(&m);
	switch (of) {
	case LISTING_HOLDERS:
	case LISTING_GROUPS:
		add_holders(&m, of == LISTING_GROUPS);
		if (of == LISTING_GROUPS)
			add_silent_groups(&m);
		break;
	case LISTING_SESSIONS:
		add_sessions(&m);
		break;
	default:
		add_provisions(&m);
		break;
	}
	return true;
}
