/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-ends.h"

#include "core/clause-order.h"
#include "core/small-words.h"

/* Whether q, that follows p, ends p's complement. */
static bool
ends(const struct predication *p, const struct predication *q)
{
	if (q->voice == VOICE_NOUN)
		return false;
	if (q->cue->entry->strength < 0 && q->actor == p->actor)
		return false;
	if (q->governor >= 0)
		return p->cue->entry->kind != CUE_REPORT;
	return true;
}

static size_t
trim_end(const struct clause_sentence *s, size_t start, size_t end)
{
	while (end > start) {
		const struct cue *cue = reading_cue(s->r, end - 1);
		size_t n = reading_small_before(s->r, end, WORD_AND);

		if (n == 0 && end > start + 1)
			n = reading_small_before(s->r, end, WORD_THAT);
		if (n == 0 && (!reading_word(s->r, end - 1) &&
				  !reading_token(s->r, end - 1, "\"") &&
				  !reading_token(s->r, end - 1, ")")))
			n = 1;
		if (n == 0 && cue != NULL &&
		    (cue->entry->kind == CUE_CONTRAST ||
			cue->entry->kind == CUE_RELATIVE))
			n = end - cue->first;
		if (n == 0)
			break;
		end -= n;
	}
	return end;
}

/* Whether tokens name something that a position can be on. */
static bool
has_content(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (r->provision_at[i] >= 0 || reading_is(r, i, CUE_ACTION) ||
		    reading_is(r, i, CUE_TEXT) || reading_is(r, i, CUE_THIS) ||
		    reading_is(r, i, CUE_REFERENCE) ||
		    reading_is(r, i, CUE_PROPOSAL))
			return true;
	return false;
}

static void
set_ends(const struct clause_sentence *s)
{
	for (size_t i = 0; i < s->out->count; i++) {
		struct predication *p = &s->out->item[i];

		if (p->voice == VOICE_AGENT)
			continue;
		for (size_t j = i + 1; j < s->out->count; j++) {
			const struct predication *q = &s->out->item[j];

			/* "proposed, with support from B, to": B is inserted */
			if (q->voice == VOICE_AGENT &&
			    q->start >= p->cue->end &&
			    !has_content(s->r, p->object, q->start) &&
			    has_content(s->r, q->actor->end, p->end)) {
				p->object = q->actor->end;
				continue;
			}
			if (q->start >= p->cue->end && ends(p, q)) {
				p->end = q->start;
				break;
			}
		}
		for (size_t k = p->cue->end;
		     p->cue->entry->kind != CUE_REPORT && k < p->end; k++)
			if (reading_token(s->r, k, ";"))
				p->end = k;
		p->end = trim_end(s, p->object, p->end);
	}
}

/* Where the words before a predication, that are its own, begin. */
static size_t
words_before(const struct clause_sentence *s, size_t i)
{
	for (; i > 0; i--) {
		const struct predication *q = &s->out->item[i - 1];

		if (q->voice == VOICE_AGENT)
			continue;
		if (q->cue->entry->kind == CUE_REPORT)
			return q->object > q->cue->end ? q->object
						       : q->cue->end;
		return q->end > q->cue->end ? q->end : q->cue->end;
	}
	return s->first;
}

/* The token from which what `kind` opens runs up to the verb, or NOWHERE. */
static size_t
opened_by(
    const struct reading *r, size_t first, size_t end, enum small_word kind)
{
	for (size_t i = first; i < end; i++) {
		size_t n = reading_small(r, i, kind);

		if (n > 0)
			return i + n;
	}
	return NOWHERE;
}

/*
 * "la suppression, que B appuie": what B supports stands before, and is not
 * what somebody else holds of it.
 */
static bool
is_relative(const struct clause_sentence *s, size_t i)
{
	const struct predication *p = &s->out->item[i];
	size_t at = p->start;

	if (p->object < p->end || p->subject != SUBJECT_ACTOR ||
	    at <= s->first || !reading_small(s->r, at - 1, WORD_THAT))
		return false;
	return i == 0 || s->out->item[i - 1].cue->entry->kind != CUE_REPORT ||
	       s->out->item[i - 1].cue->end < at - 1;
}

/*
 * "A la supresión se opusieron A y B", "对删除第42条表示反对": what the verb is
 * on stands before it, when nothing of the kind follows.
 */
static void
look_before(const struct clause_sentence *s, size_t i)
{
	struct predication *p = &s->out->item[i];
	const struct reading *r = s->r;
	struct order_group g =
	    order_group(r, s->first, p->cue->first, p->cue->end);
	size_t first, end = g.first, opened;

	if (p->voice == VOICE_AGENT || p->cue->entry->kind == CUE_REPORT ||
	    p->cue->entry->kind == CUE_MODAL)
		return;
	if (p->cue->entry->kind != CUE_VERDICT &&
	    has_content(r, p->object, p->end))
		return;
	first = words_before(s, i);
	if (p->subject == SUBJECT_ACTOR && p->actor->end <= end &&
	    p->actor->first >= first && p->actor->end > first &&
	    p->cue->entry->kind != CUE_VERDICT) {
		if (has_content(r, p->actor->end, end))
			first = p->actor->end;
		else
			end = p->actor->head;
	}
	opened = opened_by(r, first, end, WORD_BEFORE);
	if (opened != NOWHERE)
		first = opened;
	if (has_content(r, first, end)) {
		if (first < p->start)
			p->start = first;
		p->object = first;
		p->end = end;
	} else if (g.pronoun != NOWHERE && p->object >= p->end) {
		p->object = g.pronoun;
		p->end = g.pronoun + 1;
	} else if (is_relative(s, i)) {
		p->subject = SUBJECT_NONE; /* on what, is not read */
	}
}

void
clause_ends_set(const struct clause_sentence *s)
{
	set_ends(s);
	for (size_t i = 0; i < s->out->count; i++)
		look_before(s, i);
}
