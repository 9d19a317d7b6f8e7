/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/tally.h"

#include "core/fold.h"
#include "searcher/positions-scan.h"
#include "searcher/tally-making.h"

#include <stdlib.h>
#include <string.h>

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
	holder = m->want->provisions
		     ? tally_holder_place(
			   m, parts->key, HOLDER_STATE, parts->negotiation)
		     : tally_holder_place(m, parts->holder, parts->kind, "");
	column = tally_column_place(m, parts->negotiation, class);
	m->last_column = column;
	if (column == UINT32_MAX) {
		m->failed = true;
		return;
	}
	m->ret->holder[holder].passages += passages;
	m->ret->column[column].passages += passages;
	count_in(tally_cell_of(m, holder, column), parts, passages);
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
		tally_put_in_order(&m);
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
	    sizeof *tally->cell, tally_cell_compare);
}
