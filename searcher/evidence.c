/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/evidence.h"

#include "searcher/evidence-passages.h"
#include "searcher/thing.h"
#include "searcher/verify.h"

#include <stdlib.h>
#include <string.h>

/* A position must be about so much of what the best one is about. */
#define SHARE_OF_BEST 0.75

/* The same of one whose passage has not all the words. */
#define LOOSE_OF_BEST 0.9

/* --- their positions ------------------------------------------------------ */

/* "on behalf of G", "on their own": who said it for the holder. */
static bool
voice_wanted(const struct plan *plan, const struct passage *passage,
    const struct position *position)
{
	const char *voice = position->spokesperson;

	/* "The Group opposes ...", in a statement that is made for it */
	if (voice[0] == '\0' &&
	    strcmp(passage->group_id, position->holder) == 0)
		voice = passage->speaker_id;
	if (plan->alone && voice[0] != '\0')
		return false;
	if (plan->conditional && position->condition[0] == '\0')
		return false;
	for (size_t i = 0; i < plan->n_excepts; i++)
		if (strcmp(plan->except[i]->id, position->holder) == 0)
			return false;
	if (!plan->on_behalf)
		return true;
	return plan->through != NULL ? strcmp(voice, plan->through->id) == 0
				     : voice[0] != '\0';
}

static bool
holder_wanted(const struct plan *plan, const struct passage *passage,
    const struct position *position)
{
	if (!voice_wanted(plan, passage, position))
		return false;
	if (plan_wants_all(plan))
		return true;
	for (size_t i = 0; i < plan->n_holders; i++)
		if (strcmp(plan->holder[i]->id, position->holder) == 0)
			return true;
	return false;
}

/* The quote, and in it the words that carry the stance. */
static struct snippet
quote_of(struct arena *arena, const struct passage *passage,
    const struct position *position)
{
	struct hit cue = {position->cue_start, position->cue_end, 0};
	size_t end = position->end < passage->text_length
			 ? position->end
			 : passage->text_length;
	size_t start = position->start < end ? position->start : end;

	if (cue.end <= cue.start || cue.start < start || cue.end > end)
		return snippet_cut(arena, passage->text, start, end, NULL, 0);
	return snippet_cut(arena, passage->text, start, end, &cue, 1);
}

static const char *
session_words(const struct session *session, const char *id)
{
	if (session == NULL)
		return id;
	return session->n_names > 0 ? session->names[0] : session->id;
}

/* A place in the list, or in that of those outside. */
static struct found *
found_new(struct gathering *g, bool outside, const struct plan_reading *reading,
    double share)
{
	struct found_list *list = g->ret;
	struct found **array = outside ? &list->outside : &list->found;
	size_t *count = outside ? &list->n_outside : &list->count;
	struct found *found;

	/* Doubled, so that many do not leave as many copies behind. */
	if ((*count & (*count - 1)) == 0)
		*array = arena_grow(g->searcher->arena, *array, *count,
		    *count > 0 ? *count * 2 : 1, sizeof **array);
	found = &(*array)[(*count)++];
	found->reading = reading;
	found->share = share;
	return found;
}

static void
add_found(struct gathering *g, const struct negotiation *neg,
    const struct record *record, const struct passage *passage,
    const struct position *position, const struct plan_reading *reading,
    double share, bool outside)
{
	struct arena *arena = g->searcher->arena;
	struct evidence *e;
	const struct session *session =
	    record->session[0] != '\0'
		? negotiation_session(neg, record->session)
		: NULL;

	e = &found_new(g, outside, reading, share)->evidence;
	e->record = record;
	e->passage = passage;
	e->position = position;
	e->neg = neg;
	e->session = session_words(session, record->session);
	e->quote = quote_of(arena, passage, position);
	e->layer = record_kind_layer(record->kind);
	if (!date_parse(record->date, strlen(record->date), &e->date) &&
	    session != NULL)
		e->date = session->start;
	e->order = session != NULL ? session->order : 0;
}

/*
 * How much of the thing asked about a position is about. Words of one language
 * tell nothing of a text in another: there the topic decides alone.
 */
static double
share_of(struct gathering *g, const struct passage *passage,
    const struct position *position, const struct plan_reading *reading)
{
	enum language asked = g->plan->language;

	if (reading != NULL && asked != LANGUAGE_NONE &&
	    passage->language != LANGUAGE_NONE && asked != passage->language)
		return 1;
	return thing_share(g->thing, g->scratch, passage, position);
}

/* A passage and its record. */
struct read {
	struct record record;
	struct passage passage;
};

static struct read *
read_passage(
    struct gathering *g, struct arena *arena, uint32_t docid, struct error *err)
{
	struct read *read = arena_alloc(arena, sizeof *read);

	return index_passage(g->searcher->index, arena, docid, &read->record,
		   &read->passage, err)
		   ? read
		   : NULL;
}

/* What a position is to the plan. */
struct bearing {
	const struct plan_reading *reading;
	double share;
	bool outside; /* at another time, or in another source */
};

/* Whether a position is evidence. */
static bool
bears(struct gathering *g, const struct read *read, const struct position *p,
    struct bearing *ret)
{
	const char *negotiation = read->record.negotiation;
	struct subject subject = subject_make(&read->record, &read->passage, p);

	if (!holder_wanted(g->plan, &read->passage, p))
		return false;
	ret->reading = plan_reading_of(g->scratch, g->plan, negotiation, p);
	ret->share =
	    g->by_words ? share_of(g, &read->passage, p, ret->reading) : 1;
	if (ret->reading == NULL && (!g->by_words || ret->share < SHARE_LEAST))
		return false;
	ret->outside =
	    g->plan->filter != NULL &&
	    !verify_matches(g->verifier, g->scratch, g->plan->filter, &subject);
	if (ret->reading != NULL || plan_reads(g->plan, negotiation))
		return true;
	g->ret->n_elsewhere += !ret->outside;
	return false;
}

/*
 * Most passages with some words have no evidence: such are read to be thrown
 * away, and once more, which is little, where they have.
 */
static bool
gather_passage(struct gathering *g, uint32_t docid, struct error *err)
{
	struct arena *arena = g->searcher->arena;
	const struct negotiation *neg;
	const struct read *read, *kept;
	struct bearing b;

	arena_reset(g->scratch);
	read = read_passage(g, g->by_words ? g->scratch : arena, docid, err);
	if (read == NULL)
		return false;
	if (read->passage.n_positions == 0)
		return true;
	neg = index_negotiation(
	    g->searcher->index, read->record.negotiation, err);
	if (neg == NULL)
		return false;
	kept = g->by_words ? NULL : read;
	for (size_t i = 0; i < read->passage.n_positions; i++) {
		if (!bears(g, read, &read->passage.positions[i], &b))
			continue;
		if (g->ret->count + g->ret->n_outside >= ANSWER_POSITIONS_MAX) {
			g->ret->more = true;
			return true;
		}
		if (kept == NULL)
			kept = read_passage(g, arena, docid, err);
		if (kept == NULL)
			return false;
		add_found(g, neg, &kept->record, &kept->passage,
		    &kept->passage.positions[i], b.reading, b.share, b.outside);
	}
	return true;
}

static bool
gather_passages(struct gathering *g, struct error *err)
{
	if (!gathering_settle(g, err))
		return false;
	for (size_t i = 0; i < g->n_docids; i++) {
		if (!index_fetch(
			g->searcher->index, g->docid, g->n_docids, i, err))
			return false;
		if ((i == 0 || g->docid[i] != g->docid[i - 1]) &&
		    !gather_passage(g, g->docid[i], err))
			return false;
	}
	return true;
}

/* Whether the question names its things by their topics alone. */
static bool
by_topic(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen && !plan->reading[i].topic)
			return false;
	return plan->n_readings > 0 && plan->provision[0] == '\0';
}

/*
 * Leave what is about the thing clearly less than something else is; those from
 * `loose` on have other words.
 */
static void
keep_nearest(struct found_list *list, size_t loose)
{
	double best = 0;
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->found[i].share > best)
			best = list->found[i].share;
	for (size_t i = 0; i < list->count; i++)
		if (list->found[i].reading != NULL ||
		    list->found[i].share >= best * (loose > 0 && i >= loose
							   ? LOOSE_OF_BEST
							   : SHARE_OF_BEST))
			list->found[kept++] = list->found[i];
	list->count = kept;
}

/* Passages that say it in other words. */
static bool
gather_more(struct gathering *g, struct error *err)
{
	g->done = g->docid;
	g->n_done = g->n_docids;
	g->docid = NULL;
	g->n_docids = 0;
	return gathering_add_by_words(g, true, err) && gather_passages(g, err);
}

static bool
find(struct gathering *g, struct error *err)
{
	const struct plan *plan = g->plan;
	struct found_list *list = g->ret;
	size_t strict;

	g->by_words = plan->n_readings == 0 || by_topic(plan);
	if (g->by_words &&
	    !thing_new(g->searcher,
		plan->n_readings == 0 ? plan->words : plan->object, &g->thing,
		err))
		return false;
	if (!gathering_add_passages(g, err) || !gather_passages(g, err))
		return false;
	strict = list->count;
	if (plan->n_readings == 0 && g->thing != NULL && !gather_more(g, err))
		return false;
	keep_nearest(list, strict);
	return true;
}

bool
evidence_find(struct searcher *searcher, const struct plan *plan,
    struct found_list *ret, struct error *err)
{
	struct gathering g = {.searcher = searcher, .plan = plan, .ret = ret};
	struct query *filter = plan->filter != NULL
				   ? plan->filter
				   : query_new(searcher->arena, QUERY_AND);
	bool ok;

	memset(ret, 0, sizeof *ret);
	g.verifier = verifier_new(searcher->arena, searcher->stems, filter);
	g.scratch = arena_new();
	ok = find(&g, err);
	arena_free(g.scratch);
	return ok;
}

bool
evidence_may_count(enum holder_kind kind)
{
	return kind == HOLDER_STATE || kind == HOLDER_GROUP;
}

bool
evidence_is_asked(const struct plan *plan, const struct evidence *e)
{
	const struct position *p = e->position;

	if (plan->n_holders > 0)
		return true;
	switch (plan->whom) {
	case WHOM_STATES:
		return p->holder_kind == HOLDER_STATE;
	case WHOM_GROUPS:
		return p->holder_kind == HOLDER_GROUP;
	case WHOM_MEMBERS:
		return p->holder_kind == HOLDER_STATE &&
		       holder_is_member(plan->members_of, p->holder, e->date);
	case WHOM_DELEGATIONS:
		break;
	}
	return evidence_may_count(p->holder_kind);
}

int
evidence_compare(const void *a, const void *b)
{
	const struct evidence *x = a, *y = b;

	if (x->position->certainty != y->position->certainty)
		return x->position->certainty < y->position->certainty ? -1 : 1;
	if (x->layer != y->layer)
		return x->layer < y->layer ? -1 : 1;
	if (date_compare(x->date, y->date) != 0)
		return date_compare(x->date, y->date);
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->record->id, y->record->id);
}
