/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names and the order of a tally's rows and columns. */
#include "searcher/tally-making.h"

#include "core/translate.h"

#include <stdlib.h>
#include <string.h>

static void
name_holder(struct making *m, struct tally_holder *holder)
{
	for (size_t i = 0; i < m->ret->n_columns; i++) {
		const struct negotiation *neg = m->ret->column[i].neg;
		const struct holder *known;

		if (i > 0 && neg == m->ret->column[i - 1].neg)
			continue;
		known = holder_by_id(neg->holders, holder->id);
		if (known != NULL) {
			holder->name = known->name;
			return;
		}
	}
}

/* A row that is a provision: its heading, and its place in the text. */
static void
name_provision(struct making *m, struct tally_holder *row)
{
	struct error ignored = {0};
	const struct negotiation *neg =
	    index_negotiation(m->searcher->index, row->negotiation, &ignored);
	struct provision_label label;

	row->order = ~0UL;
	if (neg == NULL || strcmp(row->id, "-") == 0) {
		row->name = _("No provision named");
		return;
	}
	label = provision_label(m->arena, neg, row->id);
	/* A row is narrow: the numbers in other drafts are left out. */
	label.places = "";
	row->name = provision_heading(m->arena, &label);
	row->order = label.order;
}

struct ranked {
	const void *thing; /* holder or column */
	uint32_t old;	   /* its place before */
};

static int
holder_compare(const void *a, const void *b)
{
	const struct tally_holder *x = ((const struct ranked *)a)->thing;
	const struct tally_holder *y = ((const struct ranked *)b)->thing;
	int c;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	c = strcmp(x->name, y->name);
	return c != 0 ? c : strcmp(x->id, y->id);
}

static int
column_compare(const void *a, const void *b)
{
	const struct tally_column *x = ((const struct ranked *)a)->thing;
	const struct tally_column *y = ((const struct ranked *)b)->thing;
	int c = strcmp(x->negotiation, y->negotiation);

	if (c != 0)
		return c;
	if (x->label.order != y->label.order)
		return x->label.order < y->label.order ? -1 : 1;
	return strcmp(x->key, y->key);
}

/* Sort an array of things; gives the new place of each old one. */
static uint32_t *
sort_things(struct arena *arena, void *things, size_t n, size_t size,
    int (*compare)(const void *a, const void *b))
{
	struct ranked *ranked = arena_array(arena, n, sizeof *ranked);
	uint32_t *place = arena_array(arena, n, sizeof *place);
	char *copy = arena_array(arena, n, size);

	if (n == 0)
		return place;
	memcpy(copy, things, n * size);
	for (size_t i = 0; i < n; i++) {
		ranked[i].thing = copy + i * size;
		ranked[i].old = (uint32_t)i;
	}
	qsort(ranked, n, sizeof *ranked, compare);
	for (size_t i = 0; i < n; i++) {
		memcpy((char *)things + i * size, ranked[i].thing, size);
		place[ranked[i].old] = (uint32_t)i;
	}
	return place;
}

int
tally_cell_compare(const void *a, const void *b)
{
	const struct tally_cell *x = a, *y = b;

	if (x->holder != y->holder)
		return x->holder < y->holder ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

/* The label of a session or a group in a table's head. */
static struct provision_label
label_of_name(const struct making *m, const struct tally_column *column)
{
	struct provision_label label = {column->key, "", "", "", ~0UL};
	const struct session *session;
	const struct holder *group;

	if (strcmp(column->key, "-") == 0) {
		label.title = m->want->by == TALLY_GROUP ? "for no group"
							 : "no session known";
		return label;
	}
	if (m->want->by == TALLY_GROUP) {
		group = holder_by_id(column->neg->holders, column->key);
		if (group != NULL)
			label.title = group->name;
		return label;
	}
	session = negotiation_session(column->neg, column->key);
	if (session == NULL)
		return label;
	label.order = session->order;
	if (session->n_names > 0)
		label.title = session->names[0];
	if (session->start.year > 0) {
		char day[11];

		date_format(session->start, day);
		label.places = arena_strdup(m->arena, day);
	}
	return label;
}

void
tally_put_in_order(struct making *m)
{
	struct tally *t = m->ret;
	uint32_t *holder, *column;

	for (size_t i = 0; i < t->n_holders; i++)
		if (m->want->provisions)
			name_provision(m, &t->holder[i]);
		else
			name_holder(m, &t->holder[i]);
	for (size_t i = 0; i < t->n_columns; i++)
		t->column[i].label =
		    m->want->by == TALLY_PROVISION
			? provision_label(
			      m->arena, t->column[i].neg, t->column[i].key)
			: label_of_name(m, &t->column[i]);
	holder = sort_things(m->arena, t->holder, t->n_holders,
	    sizeof *t->holder, holder_compare);
	column = sort_things(m->arena, t->column, t->n_columns,
	    sizeof *t->column, column_compare);
	for (size_t i = 0; i < t->n_cells; i++) {
		t->cell[i].holder = holder[t->cell[i].holder];
		t->cell[i].column = column[t->cell[i].column];
	}
	if (t->n_cells > 0)
		qsort(t->cell, t->n_cells, sizeof *t->cell, tally_cell_compare);
}
