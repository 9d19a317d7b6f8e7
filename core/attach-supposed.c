/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach-parts.h"

#include "core/small-words.h"

#include <string.h>

#define VERB_WORDS  6 /* of a verb with its auxiliaries and adverbs */
#define TRUTH_WORDS 4 /* between "not" and "true" */

/* Where the clause begins: with its subject, wherever that stands. */
static size_t
clause_begin(const struct predication *p)
{
	if (p->subject != SUBJECT_ACTOR || p->actor->first >= p->cue->first)
		return p->start;
	return p->actor->head < p->actor->first ? p->actor->head
						: p->actor->first;
}

/* "if X supports", "asked whether X opposed", "provided that X accepts". */
static bool
is_supposed(const struct reading *r, size_t at)
{
	while (at > 0 && (reading_small(r, at - 1, WORD_THE) ||
			     reading_back_over_adverbs(r, at, at - 1) < at))
		at--;
	if (at == 0)
		return false;
	/* "asked how many States opposed it" */
	if (reading_is(r, at - 1, CUE_REPORT) &&
	    reading_cue(r, at - 1)->end == at &&
	    strcmp(reading_cue(r, at - 1)->entry->id, "ask-if") == 0)
		return true;
	return reading_small(r, at - 1, WORD_WHETHER) ||
	       reading_is(r, at - 1, CUE_CONDITION);
}

/* "not true", "not the case": a negator, and few words behind it. */
static bool
is_not_true(const struct reading *r, size_t at)
{
	if (!reading_small(r, at, WORD_TRUE))
		return false;
	for (size_t n = 0; at > 0 && n < TRUTH_WORDS; n++, at--)
		if (reading_is(r, at - 1, CUE_NEGATOR))
			return true;
	return false;
}

/*
 * "It was not true that X opposed", "wrong to say that", "did not say that it
 * opposed"; not thinking that one can support turns the stance instead.
 */
static bool
is_denied(const struct reading *r, size_t at, bool *ret_turned)
{
	const struct cue *cue;
	bool thought = false;

	if (at < 2 || !reading_small(r, at - 1, WORD_THAT))
		return false;
	at--;
	cue = reading_cue(r, at - 1);
	/* "say", or "say that" as one cue */
	if (reading_is(r, at, CUE_REPORT))
		cue = reading_cue(r, at);
	if (cue != NULL && cue->entry->kind == CUE_REPORT) {
		thought = cue->entry->strength > 0;
		at = cue->first;
		if (at > 0 && reading_token(r, at - 1, "to"))
			at--;
	}
	if (at == 0)
		return false;
	if (reading_small(r, at - 1, WORD_UNTRUE) || is_not_true(r, at - 1))
		return true;
	if (r->language != LANGUAGE_EN || !reading_is(r, at - 1, CUE_NEGATOR))
		return false;
	*ret_turned = thought;
	return !thought;
}

/* "had once supported", "which had opposed": what is told is past. */
static bool
is_history(const struct reading *r, const struct predication *p)
{
	bool had = false, once = false;
	size_t at = p->cue->first;

	for (size_t n = 0; at > 0 && n < VERB_WORDS; n++, at--) {
		if (reading_small(r, at - 1, WORD_HISTORY))
			once = true;
		else if (reading_token(r, at - 1, "had"))
			had = true;
		else if (reading_is(r, at - 1, CUE_RELATIVE))
			return had;
		else if (!reading_is(r, at - 1, CUE_AUXILIARY) &&
			 reading_back_over_adverbs(r, at, at - 1) == at)
			break;
	}
	return had && once;
}

enum reason
attach_supposed(
    const struct reading *r, const struct predication *p, bool *ret_turned)
{
	size_t at = clause_begin(p);

	*ret_turned = false;
	if (p->voice != VOICE_ACTIVE || p->subject == SUBJECT_NONE)
		return REASON_COUNT;
	/* other languages: clause-plain.c sees what is supposed or past */
	if (r->language != LANGUAGE_EN)
		return is_denied(r, at, ret_turned) ? REASON_SUPPOSED
						    : REASON_COUNT;
	if (is_supposed(r, at))
		return REASON_SUPPOSED;
	if (is_history(r, p))
		return REASON_FORECAST;
	return is_denied(r, at, ret_turned) ? REASON_SUPPOSED : REASON_COUNT;
}

bool
attach_is_neither(const struct reading *r, const struct predication *p)
{
	const struct cue *other;
	size_t at = reading_skip_adverbs(r, p->cue->end, p->end);

	if (!reading_token(r, at, "nor") && !reading_small(r, at, WORD_NOR) &&
	    !reading_small(r, at, WORD_OR))
		return false;
	at = reading_skip_adverbs(r, at + 1, r->tokens.count);
	other = reading_cue(r, at);
	return other != NULL && other->first == at &&
	       other->entry->kind == CUE_STANCE &&
	       (other->entry->stance == STANCE_SUPPORT ||
		   other->entry->stance == STANCE_OPPOSE) &&
	       other->entry->stance != p->cue->entry->stance;
}

bool
attach_is_opposition(const struct reading *r, const struct thing *t)
{
	size_t end =
	    t->n_provisions > 0 ? t->provision[0]->first : t->object_end;
	bool turned = false, quoted = false, who = false;

	if (t->cue != NULL && t->cue->first < end)
		end = t->cue->first;
	for (size_t i = t->first; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);

		quoted ^= reading_token(r, i, "\"");
		if (cue == NULL || cue->first != i || quoted)
			continue;
		if (cue->entry->kind == CUE_RELATIVE) {
			/* "those who opposed it" */
			who = i > 0 && reading_token(r, i - 1, "those");
			if (!who)
				break;
		}
		if (cue->entry->kind == CUE_STANCE &&
		    cue->entry->stance == STANCE_OPPOSE &&
		    (cue->form == FORM_NOUN || cue->form == FORM_GERUND ||
			who ||
			(cue->form == FORM_BASE && i > 0 &&
			    reading_token(r, i - 1, "to"))))
			turned = !turned;
	}
	return turned;
}
