/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/history.h"

#include <stdlib.h>
#include <string.h>

/* What the steps of finding share. */
struct finding {
	struct searcher *searcher;
	struct arena *arena;
	struct history *history;
};

/* --- the texts ------------------------------------------------------------ */

static const struct instrument *
instrument_of(const struct negotiation *neg, const char *id)
{
	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, id) == 0)
			return &neg->instruments[i];
	return NULL;
}

/* A passage that is text of this provision in this draft. */
static bool
is_text(const struct history_stage *stage, const struct record *record,
    const struct passage *passage)
{
	const char *instrument = passage->instrument[0] != '\0'
				     ? passage->instrument
				     : record->instrument;
	struct provision p;

	return (record->kind == RECORD_DRAFT ||
		   record->kind == RECORD_OUTCOME) &&
	       passage->part == PASSAGE_BODY &&
	       strcmp(instrument, stage->place->instrument) == 0 &&
	       provision_parse(
		   passage->provision, strlen(passage->provision), &p) &&
	       provision_covers(&stage->place->provision, &p);
}

/* The text of one record: where several have it, the first counts. */
static void
add_text(struct arena *arena, struct history_stage *stage,
    const struct record *record, const struct passage *passage)
{
	if (stage->record != NULL && strcmp(stage->record->id, record->id) != 0)
		return;
	if (stage->record == NULL)
		stage->first = passage->number;
	stage->record = record;
	stage->last = passage->number;
	stage->text = arena_printf(arena, "%s%s%s", stage->text,
	    stage->text[0] == '\0' ? "" : "\n", passage->text);
}

static bool
read_text(struct finding *f, struct history_stage *stage, struct error *err)
{
	struct searcher *searcher = f->searcher;
	struct query *all = query_new(f->arena, QUERY_AND);
	struct query *kinds =
	    query_field(f->arena, FIELD_KIND, record_kind_name(RECORD_DRAFT));
	struct notes notes = {0};
	char form[PROVISION_MAX];
	uint32_t *docid;
	size_t n;

	provision_format(&stage->place->provision, form);
	query_add_value(f->arena, kinds, record_kind_name(RECORD_OUTCOME));
	query_add(f->arena, all, kinds);
	query_add(f->arena, all,
	    query_field(f->arena, FIELD_INSTRUMENT, stage->place->instrument));
	query_add(f->arena, all, query_field(f->arena, FIELD_ARTICLE, form));
	all = query_resolve(f->arena, searcher->index, all, &notes, err);
	if (all == NULL ||
	    !search_docids(searcher, all, UINT32_MAX, &docid, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct record *record = arena_alloc(f->arena, sizeof *record);
		struct passage *passage =
		    arena_alloc(f->arena, sizeof *passage);

		if (!index_fetch(searcher->index, docid, n, i, err) ||
		    !index_passage(searcher->index, f->arena, docid[i], record,
			passage, err))
			return false;
		if (is_text(stage, record, passage))
			add_text(f->arena, stage, record, passage);
	}
	return true;
}

static bool
texts_step(struct searcher *searcher, void *context, struct error *err)
{
	struct finding *f = context;

	(void)searcher;
	for (size_t i = 0; i < f->history->n_stages; i++) {
		f->history->stage[i].record = NULL;
		f->history->stage[i].text = "";
		if (!read_text(f, &f->history->stage[i], err))
			return false;
	}
	return true;
}

static bool
find_stages(struct finding *f, struct error *err)
{
	struct history *t = f->history;
	const struct negotiation *neg = t->picked.neg;
	const struct lineage_place **place;
	size_t n = 0;

	if (t->picked.lineage[0] == '\0')
		return true;
	place = negotiation_lineage(neg, f->arena, t->picked.lineage, &n);
	t->stage = arena_array(f->arena, n + 1, sizeof *t->stage);
	for (size_t i = 0; i < n; i++) {
		struct history_stage *stage = &t->stage[t->n_stages++];

		stage->place = place[i];
		stage->instrument = instrument_of(neg, place[i]->instrument);
		stage->text = "";
	}
	return search_retry(f->searcher, texts_step, f, err);
}

/* --- who wanted what, session by session ---------------------------------- */

/* A row with what it is sorted by. */
struct timed {
	const struct evidence *evidence;
	size_t row;
};

static int
timed_compare(const void *a, const void *b)
{
	const struct timed *x = a, *y = b;
	const struct evidence *e = x->evidence, *f = y->evidence;
	int c = e->order != f->order ? (e->order < f->order ? -1 : 1)
				     : strcmp(e->session, f->session);

	return c != 0 ? c : x->row < y->row ? -1 : 1;
}

static void
sort_by_session(struct arena *arena, struct history *t)
{
	struct timed *timed =
	    arena_array(arena, t->stances.count + 1, sizeof *timed);

	t->by_session =
	    arena_array(arena, t->stances.count + 1, sizeof *t->by_session);
	for (size_t i = 0; i < t->stances.count; i++) {
		timed[i].evidence = &t->stances.row[i].evidence;
		timed[i].row = i;
	}
	if (t->stances.count > 0)
		qsort(timed, t->stances.count, sizeof *timed, timed_compare);
	for (size_t i = 0; i < t->stances.count; i++)
		t->by_session[i] = timed[i].row;
}

/* --- for others ----------------------------------------------------------- */

bool
history_drafts(struct searcher *searcher, const struct picked *picked,
    struct history *ret, struct error *err)
{
	struct finding f = {searcher, searcher->arena, ret};

	memset(ret, 0, sizeof *ret);
	ret->picked = *picked;
	return find_stages(&f, err);
}

bool
history_positions(struct searcher *searcher, struct query *filters,
    struct history *ret, struct error *err)
{
	if (!stances_find(searcher, filters, &ret->picked, &ret->stances, err))
		return false;
	sort_by_session(searcher->arena, ret);
	return true;
}

const struct history_stage *
history_before(const struct history *history, size_t i)
{
	while (i-- > 0)
		if (history->stage[i].text[0] != '\0')
			return &history->stage[i];
	return NULL;
}

const struct stance_row *
history_row(const struct history *history, size_t i)
{
	return &history->stances.row[history->by_session[i]];
}

size_t
history_session_end(const struct history *history, size_t from)
{
	const char *session = history_row(history, from)->evidence.session;
	size_t end = from;

	while (
	    end < history->stances.count &&
	    strcmp(history_row(history, end)->evidence.session, session) == 0)
		end++;
	return end;
}
