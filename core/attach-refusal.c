/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach-parts.h"

#include "core/small-words.h"

#include <string.h>

bool
attach_is_open_question(const struct reading *r, size_t first, size_t end)
{
	bool quoted = false;

	/* "..., which must be clarified" */
	if (end > first + 2 && reading_token(r, end - 1, "which") &&
	    reading_token(r, end - 2, ","))
		end -= 2;
	for (size_t i = first; i < end; i++) {
		quoted ^= reading_token(r, i, "\"");
		if (!quoted && reading_small(r, i, WORD_ASKING))
			return true;
	}
	return r->language == LANGUAGE_EN &&
	       reading_token(r, end - 1, "that") && end - 1 > first;
}

/* Something that was brought forward, and no mere "efforts". */
static bool
names_proposal(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (reading_small(r, i, WORD_BROUGHT))
			return true;
	return false;
}

/* A proposal somebody makes has a content, or it is none. */
static bool
has_content(const struct reading *r, const struct thing *t)
{
	if (r->language == LANGUAGE_EN && t->cue != NULL)
		return true;
	for (size_t i = t->object; i < t->end; i++) {
		if (reading_small(r, i, WORD_AMENDMENT))
			return true;
		if (reading_is(r, i, CUE_PROPOSAL) &&
		    reading_small(r, i + 1, WORD_CONTENT))
			return true;
	}
	return false;
}

/* "the Secretariat's report": nothing that is negotiated. */
static bool
is_report(const struct reading *r, const struct thing *t)
{
	for (size_t i = t->object; i < t->object_end && i < t->object + 6; i++)
		if (reading_token(r, i, "report") ||
		    reading_token(r, i, "reports"))
			return t->cue == NULL;
	return false;
}

/* "would like the treaty to enter into force": a thing, and what it is to do */
static bool
wants_of_other(const struct reading *r, const struct thing *t)
{
	if (!reading_small(r, t->first, WORD_THE))
		return false;
	for (size_t i = t->first + 1; i < t->end && i < t->first + 6; i++)
		if (reading_small(r, i, WORD_TO))
			return true;
	return false;
}

/*
 * "asked for the floor", "for one sentence", "added a word of thanks": what is
 * said, and no text; but "a sentence on X", "a new sentence", "the words 'X'".
 */
static bool
is_speech(const struct flow *flow, const struct cue *cue, const struct thing *t)
{
	const struct reading *r = flow->r;
	size_t at = t->first;

	if (r->language != LANGUAGE_EN || t->n_provisions > 0 ||
	    flow->record->kind == RECORD_COMPILATION ||
	    (strcmp(cue->entry->id, "ask") != 0 &&
		strcmp(cue->entry->id, "add-text") != 0) ||
	    (t->cue != NULL && t->cue != cue))
		return false;
	for (; at < t->end && reading_word(r, at); at++) {
		const struct cue *c = reading_cue(r, at);

		if (reading_small(r, at, IMPLIED_FRESH))
			return false;
		if (at > t->first && c != NULL && c->first == at &&
		    (c->entry->kind == CUE_PREPOSITION ||
			c->entry->kind == CUE_TOPIC))
			break;
	}
	return at > t->first && reading_small(r, at - 1, WORD_SPOKEN) &&
	       !reading_token(r, at, "\"") &&
	       (at >= t->end || !reading_is(r, at, CUE_TOPIC));
}

bool
attach_counts(
    const struct flow *flow, const struct cue *cue, const struct thing *t)
{
	bool text = t->texty || t->this || t->action != ACTION_NONE ||
		    (t->cue != NULL && flow->r->language != LANGUAGE_EN) ||
		    t->n_provisions > 0;

	if (is_speech(flow, cue, t))
		return false;
	/* "would like to say something": no proposal */
	if (flow->r->language == LANGUAGE_EN && cue->form == FORM_WORD &&
	    cue->entry->stance == STANCE_PROPOSE && t->action == ACTION_NONE &&
	    t->n_provisions == 0 && !t->this && !wants_of_other(flow->r, t))
		return false;
	if (strcmp(cue->entry->id, "bring-proposal") == 0)
		return has_content(flow->r, t);
	if (strcmp(cue->entry->id, "add-text") == 0)
		return text;
	/* "we wish to hide them" is no proposal, "to delete it" is */
	if (strcmp(cue->entry->id, "want") == 0 &&
	    (flow->r->language != LANGUAGE_EN ||
		reading_token(flow->r, t->first, "to") ||
		flow->record->kind == RECORD_STATEMENT))
		return text;
	if (flow->record->kind == RECORD_STATEMENT &&
	    strcmp(cue->entry->id, "ask") == 0)
		return text;
	if (cue->entry->stance != STANCE_SUPPORT || cue->entry->strength > 1)
		return true;
	if (t->clause || is_report(flow->r, t))
		return false;
	return t->texty || t->this || t->cue != NULL ||
	       names_proposal(flow->r, t->object, t->object_end);
}

bool
attach_all_unnamed(struct holders holders)
{
	for (size_t i = 0; i < holders.count; i++)
		if (holders.member[i].kind != HOLDER_UNNAMED)
			return false;
	return true;
}

/* "Parties agreed to", "delegates disagreed on": what came out. */
static bool
is_outcome(const struct reading *r, const struct predication *p,
    struct holders holders)
{
	return attach_all_unnamed(holders) &&
	       (strcmp(p->cue->entry->id, "agree") == 0 ||
		   reading_token(r, p->cue->first, "disagreed") ||
		   reading_token(r, p->cue->first, "disagree"));
}

/* "asked our lawyers what that adds", "asked questions": no request. */
static bool
is_inquiry(const struct reading *r, const struct predication *p)
{
	if (r->language != LANGUAGE_EN || strcmp(p->cue->entry->id, "ask") != 0)
		return false;
	if (reading_token(r, p->cue->end - 1, "for") ||
	    reading_token(r, p->cue->end - 1, "to"))
		return false;
	if (reading_token(r, p->cue->end - 1, "that"))
		return reading_token(r, p->object, "question");
	for (size_t i = p->object; i < p->end && i < p->object + 10; i++)
		if (reading_token(r, i, "to"))
			return attach_is_open_question(r, p->object, i);
	return true;
}

/* "suggested that X is Y" asserts; "that X be Y" proposes. */
static bool
is_assertion(const struct reading *r, const struct predication *p)
{
	static const char *const words[] = {"is", "are", "was", "were", "does",
	    "do", "has", "have", "did", "had", NULL};

	if (r->language != LANGUAGE_EN)
		return false;
	if ((strcmp(p->cue->entry->id, "suggest") != 0 &&
		strcmp(p->cue->entry->id, "insist") != 0) ||
	    !reading_token(r, p->object, "that"))
		return false;
	for (size_t i = p->object; i < p->end; i++) {
		if (reading_is(r, i, CUE_MODAL) || reading_token(r, i, "be"))
			return false;
		for (size_t w = 0; words[w] != NULL; w++)
			if (reading_token(r, i, words[w]))
				return true;
	}
	return false;
}

enum reason
attach_refusal(const struct flow *flow, const struct predication *p,
    struct holders holders, enum stance stance)
{
	if (stance == STANCE_NONE)
		return REASON_NO_STANCE;
	if (holders.count == 0)
		return REASON_NO_HOLDER;
	/* "will support" is a forecast */
	if (p->future && flow->record->kind != RECORD_STATEMENT)
		return REASON_FORECAST;
	if (is_outcome(flow->r, p, holders))
		return REASON_OUTCOME;
	if (is_assertion(flow->r, p))
		return REASON_ASSERTION;
	return is_inquiry(flow->r, p) ? REASON_INQUIRY : REASON_COUNT;
}
