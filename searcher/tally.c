/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/tally.h"

#include "core/fold.h"
#include "core/translate.h"
#include "searcher/positions-scan.h"

#include <stdlib.h>
#include <string.h>

/* --- a table of places ---------------------------------------------------- */

/* Finds a place by a hash; open addressing, grown by half full. */
struct places {
	uint32_t *slot; /* place + 1, or 0 */
	size_t size;	/* a power of two */
	size_t used;
};

struct making {
	struct searcher *searcher;
	struct arena *arena;
	const struct tally_want *want;
	struct query *query; /* resolved */
	struct tally *ret;
	struct places holders, columns, cells;
	uint32_t last_column; /* terms come by column: that of the one before */
	struct error *err;
	bool failed; /* err is set */
	/* Kinds of positions of the passage that is being read. */
	const char *record;
	uint32_t passage;
	const char **seen;
	size_t n_seen;
	struct arena *scratch; /* of these */
};

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

static uint32_t
holder_place(
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

/* UINT32_MAX where the profile cannot be read. */
static uint32_t
column_place(struct making *m, const char *id, const char *key)
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

static struct tally_cell *
cell_of(struct making *m, uint32_t holder, uint32_t column)
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

/* --- counting ------------------------------------------------------------- */

static void
count_in(struct tally_cell *cell, const struct position_term_parts *parts,
    uint32_t passages)
{
	enum side side = side_of(parts->stance, parts->action);
	uint8_t bit = (uint8_t)(1U << side);

	cell->layers |= (uint8_t)(1U << parts->layer);
	if (parts->scope != SCOPE_WHOLE || parts->inner) {
		cell->part += passages;
		return;
	}
	cell->count[side] += passages;
	if (!parts->conditional)
		cell->firm |= bit;
	if (parts->certainty == CERTAINTY_EXPLICIT)
		cell->said |= bit;
}

static bool
is_delegation(enum holder_kind kind)
{
	return kind == HOLDER_STATE || kind == HOLDER_GROUP;
}

static void
count(void *context, const struct position_term_parts *parts, const char *class,
    uint32_t passages)
{
	struct making *m = context;
	uint32_t holder, column;

	if (m->failed ||
	    (m->want->delegations && !is_delegation(parts->kind)) ||
	    (m->want->placed && strcmp(class, "-") == 0))
		return;
	holder =
	    m->want->provisions
		? holder_place(m, parts->key, HOLDER_STATE, parts->negotiation)
		: holder_place(m, parts->holder, parts->kind, "");
	column = column_place(m, parts->negotiation, class);
	m->last_column = column;
	if (column == UINT32_MAX) {
		m->failed = true;
		return;
	}
	m->ret->holder[holder].passages += passages;
	m->ret->column[column].passages += passages;
	count_in(cell_of(m, holder, column), parts, passages);
}

/* What a row is counted under, as positions_scan() would say. */
static const char *
class_of_row(const struct making *m, const struct position_row *row,
    const struct position_term_parts *parts)
{
	const char *class = parts->key;

	if (m->want->by == TALLY_SESSION)
		class = row->record->session;
	else if (m->want->by == TALLY_GROUP)
		class = row->passage->group_id[0] != '\0'
			    ? row->passage->group_id
			    : fold_text(m->scratch, row->passage->on_behalf_of,
				  strlen(row->passage->on_behalf_of), NULL);
	return *class == '\0' ? "-" : class;
}

/*
 * Whether the passage had such a position already: passages are counted, and a
 * term is there once in a passage.
 */
static bool
is_seen(struct making *m, const struct position_row *row, const char *term)
{
	if (row->passage->number != m->passage || m->record == NULL ||
	    strcmp(row->record->id, m->record) != 0) {
		arena_reset(m->scratch);
		m->record = arena_strdup(m->scratch, row->record->id);
		m->passage = row->passage->number;
		m->seen = NULL;
		m->n_seen = 0;
	}
	for (size_t i = 0; i < m->n_seen; i++)
		if (strcmp(m->seen[i], term) == 0)
			return true;
	m->seen = arena_grow(m->scratch, (void *)m->seen, m->n_seen,
	    m->n_seen + 1, sizeof *m->seen);
	m->seen[m->n_seen++] = arena_strdup(m->scratch, term);
	return false;
}

/* A position as its term has it. */
static bool
count_row(void *context, const struct position_row *row)
{
	struct making *m = context;
	const struct position *p = row->position;
	struct arena *arena = arena_new();
	const struct negotiation *neg = index_negotiation(
	    m->searcher->index, row->record->negotiation, m->err);
	struct position_term_parts parts;
	size_t n;
	const char *key =
	    position_key(arena, p->lineage, p->instrument, p->provision);
	const char *term;

	m->failed = neg == NULL;
	if (!m->failed) {
		term = position_term_whole(arena, row->record->negotiation, key,
		    p, record_kind_layer(row->record->kind),
		    position_is_inner(neg, m->want->whole, p), &n);
		if (!is_seen(m, row, term) &&
		    position_term_split(arena, term, n, &parts))
			count(m, &parts, class_of_row(m, row, &parts), 1);
	}
	arena_free(arena);
	return !m->failed;
}

/* --- names and order ------------------------------------------------------ */

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

static int
cell_compare(const void *a, const void *b)
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

static void
put_in_order(struct making *m)
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
		qsort(t->cell, t->n_cells, sizeof *t->cell, cell_compare);
}

/* --- making --------------------------------------------------------------- */

static bool
scan_step(struct searcher *searcher, void *context, struct error *err)
{
	static const enum field_id by[] = {[TALLY_PROVISION] = FIELD_POSITION,
	    [TALLY_SESSION] = FIELD_SESSION,
	    [TALLY_GROUP] = FIELD_GROUP};
	struct making *m = context;

	memset(m->ret, 0, sizeof *m->ret);
	memset(&m->holders, 0, sizeof m->holders);
	memset(&m->columns, 0, sizeof m->columns);
	memset(&m->cells, 0, sizeof m->cells);
	m->ret->scanned = true;
	m->err = err;
	return positions_scan(
		   searcher, m->query, by[m->want->by], count, m, err) &&
	       !m->failed;
}

bool
tally_make(struct searcher *searcher, struct query *query,
    const struct tally_want *want, struct tally *ret, struct notes *notes,
    const char **ret_plan, struct error *err)
{
	struct arena *arena = searcher->arena;
	struct making m = {.searcher = searcher,
	    .arena = arena,
	    .want = want,
	    .ret = ret,
	    .err = err};
	uint64_t rows;
	bool ok;

	if (query == NULL)
		query = query_new(arena, QUERY_ALL);
	m.query = query_resolve(arena, searcher->index, query, notes, err);
	if (m.query == NULL)
		return false;
	*ret_plan = query_print(arena, m.query);
	if (positions_can_scan(m.query)) {
		ok = search_retry(searcher, scan_step, &m, err);
	} else {
		memset(ret, 0, sizeof *ret);
		m.scratch = arena_new();
		ok = search_positions(searcher, m.query, count_row, &m, notes,
			 ret_plan, &rows, err) &&
		     !m.failed;
		arena_free(m.scratch);
	}
	if (ok)
		put_in_order(&m);
	return ok;
}

/* --- reading -------------------------------------------------------------- */

const struct tally_cell *
tally_at(const struct tally *tally, size_t holder, size_t column)
{
	struct tally_cell wanted = {
	    .holder = (uint32_t)holder, .column = (uint32_t)column};

	if (tally->n_cells == 0)
		return NULL;
	return bsearch(&wanted, tally->cell, tally->n_cells,
	    sizeof *tally->cell, cell_compare);
}
