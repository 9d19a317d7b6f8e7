/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/question-filter.h"

#include "core/small-words.h"

#include <string.h>

struct filters {
	const struct negotiation *neg;
	const struct reading *r;
	const struct instrument_mention *instrument;
	size_t n_instruments;
	bool *used;
	struct question_reading *ret;
};

static void
use(struct filters *f, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		f->used[i] = true;
}

/* --- when ----------------------------------------------------------------- */

static bool
limit_find(const char *id, enum question_limit_kind *ret)
{
	static const char *const ids[] = {
	    "when:before", "when:after", "when:since", "when:until"};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (strcmp(id, ids[i]) == 0) {
			*ret = (enum question_limit_kind)i;
			return true;
		}
	return false;
}

/* The text whose name begins behind the word, or ends before it. */
static const struct instrument_mention *
text_beside(const struct filters *f, const struct question_limit *limit)
{
	size_t at = limit->end;

	if (reading_small(f->r, at, WORD_THE))
		at++;
	for (size_t i = 0; i < f->n_instruments; i++)
		if (limit->behind ? f->instrument[i].end == limit->first
				  : f->instrument[i].first == limit->end ||
					f->instrument[i].first == at)
			return &f->instrument[i];
	return NULL;
}

static void
add_limit(
    struct filters *f, const struct cue *cue, enum question_limit_kind kind)
{
	struct question_reading *ret = f->ret;
	struct question_limit limit = {.kind = kind,
	    .first = cue->first,
	    .end = cue->end,
	    .behind = f->r->language == LANGUAGE_ZH};
	const struct instrument_mention *text = text_beside(f, &limit);

	if (text != NULL) {
		limit.instrument = text->instrument;
		use(f, text->first, text->end);
		use(f, cue->first, cue->end);
	}
	ret->limit = arena_grow(f->r->arena, ret->limit, ret->n_limits,
	    ret->n_limits + 1, sizeof(*ret->limit));
	ret->limit[ret->n_limits++] = limit;
}

/* --- in whose name -------------------------------------------------------- */

static const struct holder_mention *
mention_at(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < r->n_holders; i++)
		if (r->holder[i].first == at)
			return &r->holder[i];
	return NULL;
}

/* "what did X say on behalf of G": X, who is asked about. */
static const struct holder_mention *
speaker_before(const struct filters *f, size_t at)
{
	enum question_asks asks = f->ret->asks;

	if (asks != ASKS_WHAT && asks != ASKS_WHETHER && asks != ASKS_WHEN)
		return NULL;
	return f->r->n_holders > 0 && f->r->holder[0].end <= at
		   ? &f->r->holder[0]
		   : NULL;
}

/* "on behalf of G", and who it is that speaks so where that stands before. */
static void
read_behalf(struct filters *f)
{
	const struct reading *r = f->r;

	for (size_t i = 0; i < r->n_cues; i++) {
		const struct cue *cue = &r->cue[i];
		const struct holder_mention *group, *speaker;
		size_t at = cue->end;

		if (cue->entry->kind != CUE_REPRESENT)
			continue;
		if (reading_small(r, at, WORD_THE))
			at++;
		group = mention_at(r, at);
		if (group == NULL)
			group = mention_at(r, cue->end);
		if (group == NULL || group->holder->kind != HOLDER_GROUP)
			continue;
		speaker = speaker_before(f, cue->first);
		f->ret->on_behalf_of = group->holder;
		f->ret->through = speaker != NULL ? speaker->holder : NULL;
		use(f, cue->first, group->end);
		if (speaker != NULL)
			use(f, speaker->first, speaker->end);
		return;
	}
}

/* --- but not whom --------------------------------------------------------- */

static void
add_except(struct filters *f, const struct holder_mention *m)
{
	struct question_reading *ret = f->ret;

	ret->except = arena_grow(f->r->arena, ret->except, ret->n_excepts,
	    ret->n_excepts + 1, sizeof(*ret->except));
	ret->except[ret->n_excepts++] = m->holder;
	use(f, m->first, m->end);
}

/* "besides X, Y and Z": the list that follows; in Chinese, that precedes. */
static void
read_except(struct filters *f, const struct cue *cue)
{
	const struct reading *r = f->r;
	bool behind = r->language == LANGUAGE_ZH;
	size_t at = behind ? cue->first : cue->end;

	for (size_t n = 0; n < r->n_holders; n++) {
		size_t i = behind ? r->n_holders - 1 - n : n;
		const struct holder_mention *m = &r->holder[i];
		size_t gap = behind ? at - m->end : m->first - at;

		if (behind ? m->end > at : m->first < at)
			continue;
		/* ", ", " and the " may stand between */
		if (gap > 2)
			break;
		add_except(f, m);
		at = behind ? m->first : m->end;
	}
}

void
question_filters(const struct negotiation *neg, const struct reading *r,
    const struct cue *ask, size_t n_asks, bool *used,
    struct question_reading *ret)
{
	struct filters f = {.neg = neg, .r = r, .used = used, .ret = ret};

	ret->layers = "";
	f.instrument = negotiation_find_instruments(
	    neg, r->arena, &r->tokens, &f.n_instruments);
	for (size_t i = 0; i < n_asks; i++) {
		const char *id = ask[i].entry->id;
		enum question_limit_kind kind;

		if (limit_find(id, &kind)) {
			add_limit(&f, &ask[i], kind);
			continue;
		}
		if (strncmp(id, "layer:", 6) == 0)
			ret->layers = id + 6;
		else if (strcmp(id, "alone") == 0)
			ret->alone = true;
		else if (strcmp(id, "conditional") == 0)
			ret->conditional = true;
		else if (strcmp(id, "besides") == 0)
			read_except(&f, &ask[i]);
		else
			continue;
		use(&f, ask[i].first, ask[i].end);
	}
	read_behalf(&f);
}
