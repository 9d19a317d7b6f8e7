/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/stances.h"

#include "core/field.h"
#include "core/translate.h"
#include "searcher/verify.h"

#include <stdlib.h>
#include <string.h>

struct finding {
	struct searcher *searcher;
	struct query *query; /* resolved */
	const struct picked *picked;
	struct stances *ret;
};

/* A row with what it is sorted by. */
struct sorted {
	struct stance_row row;
	unsigned long order; /* of the provision */
	size_t place;	     /* as found, so that order is settled */
};

/* --- finding -------------------------------------------------------------- */

static struct snippet
quote_of(struct arena *arena, const struct passage *passage,
    const struct position *p)
{
	struct hit cue = {p->cue_start, p->cue_end, 0};
	size_t length = passage->text_length;
	size_t end = p->end < length ? p->end : length;
	size_t start = p->start < end ? p->start : end;
	bool marked =
	    cue.end > cue.start && cue.start >= start && cue.end <= end;

	return snippet_cut(
	    arena, passage->text, start, end, &cue, marked ? 1 : 0);
}

static bool
add_row(struct finding *f, const struct record *record,
    const struct passage *passage, const struct position *p, struct error *err)
{
	struct arena *arena = f->searcher->arena;
	struct stances *ret = f->ret;
	const struct negotiation *neg =
	    index_negotiation(f->searcher->index, record->negotiation, err);
	const struct session *session;
	struct stance_row *row;
	struct evidence *e;

	if (neg == NULL)
		return false;
	if ((ret->count & (ret->count - 1)) == 0)
		ret->row = arena_grow(arena, ret->row, ret->count,
		    ret->count == 0 ? 1 : ret->count * 2, sizeof *ret->row);
	row = &ret->row[ret->count++];
	row->key = position_key(arena, p->lineage, p->instrument, p->provision);
	row->side = SIDE_NONE;
	if (p->scope == SCOPE_WHOLE &&
	    !position_is_inner(
		neg, f->picked != NULL ? &f->picked->asked : NULL, p))
		row->side = side_of(p->stance, p->action);
	e = &row->evidence;
	session = record->session[0] != '\0'
		      ? negotiation_session(neg, record->session)
		      : NULL;
	e->record = record;
	e->passage = passage;
	e->position = p;
	e->neg = neg;
	e->session = session != NULL && session->n_names > 0 ? session->names[0]
							     : record->session;
	e->quote = quote_of(arena, passage, p);
	e->layer = record_kind_layer(record->kind);
	if (!date_parse(record->date, strlen(record->date), &e->date) &&
	    session != NULL)
		e->date = session->start;
	e->order = session != NULL ? session->order : 0;
	return true;
}

static bool
add_passage(struct finding *f, struct verifier *verifier, struct arena *scratch,
    uint32_t docid, struct error *err)
{
	struct arena *arena = f->searcher->arena;
	struct record *record = arena_alloc(arena, sizeof *record);
	struct passage *passage = arena_alloc(arena, sizeof *passage);
	struct subject subject;

	if (!index_passage(
		f->searcher->index, arena, docid, record, passage, err))
		return false;
	subject = subject_make(record, passage, NULL);
	for (size_t i = 0; i < passage->n_positions; i++) {
		subject.position = &passage->positions[i];
		if (f->ret->count >= ANSWER_POSITIONS_MAX) {
			f->ret->more = true;
			return true;
		}
		if ((f->picked == NULL ||
			pick_has(scratch, f->picked, record->negotiation,
			    subject.position)) &&
		    verify_matches(verifier, scratch, f->query, &subject) &&
		    !add_row(f, record, passage, subject.position, err))
			return false;
	}
	return true;
}

static struct query *
candidates(struct finding *f)
{
	struct arena *arena = f->searcher->arena;
	struct query *all = query_new(arena, QUERY_AND);
	struct query *some = query_new(arena, QUERY_FIELD);

	/* A passage with any stance has positions. */
	some->field = FIELD_STANCE;
	for (int s = 0; s < STANCE_COUNT; s++)
		query_add_value(arena, some, stance_name((enum stance)s));
	query_add(arena, all, some);
	if (f->picked != NULL)
		query_add(arena, all, pick_query(arena, f->picked));
	if (f->query->kind != QUERY_ALL)
		query_add(arena, all, f->query);
	return all;
}

static bool
find_step(struct searcher *searcher, void *context, struct error *err)
{
	struct finding *f = context;
	struct verifier *verifier =
	    verifier_new(searcher->arena, searcher->stems, f->query);
	struct arena *scratch = arena_new();
	uint32_t *docid;
	size_t n = 0;
	bool ok;

	f->ret->count = 0;
	f->ret->row = NULL;
	ok =
	    search_docids(searcher, candidates(f), UINT32_MAX, &docid, &n, err);
	for (size_t i = 0; ok && i < n && !f->ret->more; i++) {
		arena_reset(scratch);
		ok = index_fetch(searcher->index, docid, n, i, err) &&
		     add_passage(f, verifier, scratch, docid[i], err);
	}
	arena_free(scratch);
	return ok;
}

/* --- order ---------------------------------------------------------------- */

static int
row_compare(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	const struct evidence *e = &x->row.evidence, *f = &y->row.evidence;
	int c = strcmp(e->record->negotiation, f->record->negotiation);

	if (c == 0 && x->order != y->order)
		c = x->order < y->order ? -1 : 1;
	if (c == 0)
		c = strcmp(x->row.key, y->row.key);
	if (c == 0)
		c = strcmp(stances_holder(&x->row), stances_holder(&y->row));
	if (c == 0)
		c = strcmp(e->position->holder, f->position->holder);
	if (c == 0)
		c = date_compare(e->date, f->date);
	if (c == 0)
		c = x->place < y->place ? -1 : 1;
	return c;
}

static void
put_in_order(struct arena *arena, struct stances *stances)
{
	struct sorted *sorted =
	    arena_array(arena, stances->count + 1, sizeof *sorted);

	for (size_t i = 0; i < stances->count; i++) {
		const struct stance_row *row = &stances->row[i];

		sorted[i].row = *row;
		sorted[i].place = i;
		sorted[i].order =
		    i > 0 && strcmp(row->key, stances->row[i - 1].key) == 0 &&
			    row->evidence.neg ==
				stances->row[i - 1].evidence.neg
			? sorted[i - 1].order
			: provision_label(arena, row->evidence.neg, row->key)
			      .order;
	}
	if (stances->count > 0)
		qsort(sorted, stances->count, sizeof *sorted, row_compare);
	for (size_t i = 0; i < stances->count; i++)
		stances->row[i] = sorted[i].row;
}

bool
stances_find(struct searcher *searcher, struct query *query,
    const struct picked *picked, struct stances *ret, struct error *err)
{
	struct finding f = {.searcher = searcher, .picked = picked, .ret = ret};

	memset(ret, 0, sizeof *ret);
	if (query == NULL)
		query = query_new(searcher->arena, QUERY_ALL);
	f.query = query_resolve(
	    searcher->arena, searcher->index, query, &ret->notes, err);
	if (f.query == NULL)
		return false;
	ret->plan = query_print(searcher->arena, f.query);
	if (!search_retry(searcher, find_step, &f, err))
		return false;
	if (ret->more)
		notes_add(searcher->arena, &ret->notes,
		    _("there are more positions than are shown"));
	put_in_order(searcher->arena, ret);
	return true;
}

/* --- groups --------------------------------------------------------------- */

static bool
same_provision(const struct stance_row *a, const struct stance_row *b)
{
	return strcmp(a->key, b->key) == 0 &&
	       strcmp(a->evidence.record->negotiation,
		   b->evidence.record->negotiation) == 0;
}

size_t
stances_provision_end(const struct stances *stances, size_t at)
{
	size_t end = at;

	while (end < stances->count &&
	       same_provision(&stances->row[at], &stances->row[end]))
		end++;
	return end;
}

size_t
stances_holder_end(const struct stances *stances, size_t at)
{
	const char *holder = stances->row[at].evidence.position->holder;
	size_t end = at;

	while (end < stances->count &&
	       same_provision(&stances->row[at], &stances->row[end]) &&
	       strcmp(stances->row[end].evidence.position->holder, holder) == 0)
		end++;
	return end;
}

const char *
stances_heading(struct arena *arena, const struct stance_row *row)
{
	struct provision_label label;

	if (strcmp(row->key, "-") == 0)
		return _("No provision named");
	label = provision_label(arena, row->evidence.neg, row->key);
	return provision_heading(arena, &label);
}

const char *
stances_holder(const struct stance_row *row)
{
	const struct position *p = row->evidence.position;
	const struct holder *known =
	    holder_by_id(row->evidence.neg->holders, p->holder);

	if (known != NULL)
		return known->name;
	return p->holder_name[0] != '\0' ? p->holder_name : p->holder;
}

struct stance_sum
stances_sum(const struct stances *stances, size_t from, size_t end)
{
	static const enum side order[] = {
	    SIDE_FOR, SIDE_AGAINST, SIDE_CHANGE, SIDE_AS_IS};
	struct stance_sum sum = {SIDE_NONE, false, true, true};
	unsigned seen = 0;

	for (size_t i = from; i < end; i++)
		seen |= 1U << stances->row[i].side;
	for (size_t i = 4; i-- > 0;)
		if ((seen >> order[i] & 1) != 0)
			sum.side = order[i];
	sum.both = (seen >> SIDE_FOR & 1) != 0 && (seen >> SIDE_AGAINST & 1);
	for (size_t i = from; i < end; i++) {
		const struct stance_row *row = &stances->row[i];
		const struct position *p = row->evidence.position;

		if (row->side != sum.side &&
		    !(sum.both && row->side == SIDE_AGAINST))
			continue;
		sum.conditional &= p->condition[0] != '\0';
		sum.implied &= p->certainty == CERTAINTY_IMPLIED;
	}
	return sum;
}

bool
sides_differ(enum side a, enum side b)
{
	return (a == SIDE_FOR && b == SIDE_AGAINST) ||
	       (a == SIDE_AGAINST && b == SIDE_FOR) ||
	       (a == SIDE_CHANGE && b == SIDE_AS_IS) ||
	       (a == SIDE_AS_IS && b == SIDE_CHANGE);
}

const char *
stances_sum_words(struct arena *arena, const struct stance_sum *sum)
{
	static const char *const words[] = {
	    [SIDE_NONE] = N_("no side on it as a whole"),
	    [SIDE_FOR] = N_("for it"),
	    [SIDE_AGAINST] = N_("against it"),
	    [SIDE_CHANGE] = N_("for a change of it"),
	    [SIDE_AS_IS] = N_("for it as it stands")};

	if (sum->both)
		return _("both for and against it");
	return arena_printf(arena, "%s%s%s", _(words[sum->side]),
	    sum->side != SIDE_NONE && sum->conditional
		? _(", on a condition only")
		: "",
	    sum->side != SIDE_NONE && sum->implied ? _(", implied") : "");
}
