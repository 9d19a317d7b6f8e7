/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the holders, columns and cells of a tally stand: found by hashes. */
#include "searcher/tally-making.h"

#include <string.h>

static uint64_t
hash_bytes(uint64_t hash, const char *s)
{
	for (; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 0x100000001B3u;
	return hash;
}

static uint64_t
hash_mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x9E3779B97F4A7C15u;
	return x ^ x >> 29;
}

static void
places_grow(struct making *m, struct places *places,
    uint64_t (*hash_of)(const struct making *m, uint32_t place))
{
	size_t size = places->size == 0 ? 64 : places->size * 2;
	uint32_t *slot = arena_array(m->arena, size, sizeof *slot);

	for (size_t i = 0; i < places->size; i++) {
		size_t at;

		if (places->slot[i] == 0)
			continue;
		at = (size_t)hash_of(m, places->slot[i] - 1) & (size - 1);
		while (slot[at] != 0)
			at = (at + 1) & (size - 1);
		slot[at] = places->slot[i];
	}
	places->slot = slot;
	places->size = size;
}

static uint64_t
holder_hash(const char *id, enum holder_kind kind, const char *neg)
{
	return hash_mix(
	    hash_bytes(hash_bytes(0xCBF29CE484222325u + kind, id), neg));
}

static uint64_t
hash_of_holder(const struct making *m, uint32_t place)
{
	const struct tally_holder *holder = &m->ret->holder[place];

	return holder_hash(holder->id, holder->kind, holder->negotiation);
}

static uint64_t
column_hash(const char *neg, const char *key)
{
	return hash_mix(hash_bytes(hash_bytes(0xCBF29CE484222325u, neg), key));
}

static uint64_t
hash_of_column(const struct making *m, uint32_t place)
{
	const struct tally_column *p = &m->ret->column[place];

	return column_hash(p->negotiation, p->key);
}

static uint64_t
cell_hash(uint32_t holder, uint32_t column)
{
	return hash_mix((uint64_t)holder << 32 | column);
}

static uint64_t
hash_of_cell(const struct making *m, uint32_t place)
{
	return cell_hash(
	    m->ret->cell[place].holder, m->ret->cell[place].column);
}

/* Room for one more in an array of the tally that doubles. */
static void *
more(struct arena *arena, void *array, size_t count, size_t size)
{
	if ((count & (count - 1)) != 0)
		return array;
	return arena_grow(
	    arena, array, count, count == 0 ? 1 : count * 2, size);
}

uint32_t
tally_holder_place(
    struct making *m, const char *id, enum holder_kind kind, const char *neg)
{
	struct tally *t = m->ret;
	size_t at;

	if (m->holders.used * 2 >= m->holders.size)
		places_grow(m, &m->holders, hash_of_holder);
	at = (size_t)holder_hash(id, kind, neg) & (m->holders.size - 1);
	for (; m->holders.slot[at] != 0;
	     at = (at + 1) & (m->holders.size - 1)) {
		uint32_t place = m->holders.slot[at] - 1;

		if (t->holder[place].kind == kind &&
		    strcmp(t->holder[place].id, id) == 0 &&
		    strcmp(t->holder[place].negotiation, neg) == 0)
			return place;
	}
	t->holder = more(m->arena, t->holder, t->n_holders, sizeof *t->holder);
	t->holder[t->n_holders].id = arena_strdup(m->arena, id);
	t->holder[t->n_holders].name = t->holder[t->n_holders].id;
	t->holder[t->n_holders].kind = kind;
	t->holder[t->n_holders].negotiation =
	    *neg != '\0' ? arena_strdup(m->arena, neg) : "";
	m->holders.slot[at] = (uint32_t)++t->n_holders;
	m->holders.used++;
	return (uint32_t)t->n_holders - 1;
}

uint32_t
tally_column_place(struct making *m, const char *id, const char *key)
{
	struct tally *t = m->ret;
	const struct negotiation *neg;
	size_t at;

	if (m->last_column < t->n_columns &&
	    strcmp(t->column[m->last_column].key, key) == 0 &&
	    strcmp(t->column[m->last_column].negotiation, id) == 0)
		return m->last_column;
	if (m->columns.used * 2 >= m->columns.size)
		places_grow(m, &m->columns, hash_of_column);
	at = (size_t)column_hash(id, key) & (m->columns.size - 1);
	for (; m->columns.slot[at] != 0;
	     at = (at + 1) & (m->columns.size - 1)) {
		uint32_t place = m->columns.slot[at] - 1;

		if (strcmp(t->column[place].key, key) == 0 &&
		    strcmp(t->column[place].negotiation, id) == 0)
			return place;
	}
	neg = index_negotiation(m->searcher->index, id, m->err);
	if (neg == NULL)
		return UINT32_MAX;
	t->column = more(m->arena, t->column, t->n_columns, sizeof *t->column);
	t->column[t->n_columns].neg = neg;
	t->column[t->n_columns].negotiation = arena_strdup(m->arena, id);
	t->column[t->n_columns].key = arena_strdup(m->arena, key);
	m->columns.slot[at] = (uint32_t)++t->n_columns;
	m->columns.used++;
	return (uint32_t)t->n_columns - 1;
}

struct tally_cell *
tally_cell_of(struct making *m, uint32_t holder, uint32_t column)
{
	struct tally *t = m->ret;
	struct tally_cell *cell;
	size_t at;

	if (m->cells.used * 2 >= m->cells.size)
		places_grow(m, &m->cells, hash_of_cell);
	at = (size_t)cell_hash(holder, column) & (m->cells.size - 1);
	for (; m->cells.slot[at] != 0; at = (at + 1) & (m->cells.size - 1)) {
		cell = &t->cell[m->cells.slot[at] - 1];
		if (cell->holder == holder && cell->column == column)
			return cell;
	}
	t->cell = more(m->arena, t->cell, t->n_cells, sizeof *t->cell);
	cell = &t->cell[t->n_cells];
	cell->holder = holder;
	cell->column = column;
	m->cells.slot[at] = (uint32_t)++t->n_cells;
	m->cells.used++;
	return cell;
}
