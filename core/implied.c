/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/implied.h"

#include "core/small-words.h"
#include "core/small-words.h"

#include <string.h>

#define HEAD_WORDS   4	/* within which a thing's first noun is looked for */
#define PHRASE_WORDS 12 /* of a thing; what is further on is about it */
#define UNIT_WORDS   3	/* between a number and what it counts */

/* The words of a thing that say what it is: before "which", "that", "if". */
struct phrase {
	const struct reading *r;
	size_t first;
	size_t end;
};

static struct phrase
phrase_of(const struct reading *r, const struct thing *t)
{
	struct phrase p = {r, t->clause ? t->first : t->object, t->end};

	/* "limiting cooperation": the verb is part of it */
	if (!t->clause && t->cue != NULL && t->cue->first < p.first)
		p.first = t->cue->first;
	if (p.end > p.first + PHRASE_WORDS)
		p.end = p.first + PHRASE_WORDS;
	if (t->condition != NOWHERE && t->condition < p.end)
		p.end = t->condition;
	for (size_t i = p.first + 1; i < p.end; i++)
		if (reading_is(r, i, CUE_RELATIVE) ||
		    reading_token(r, i, ";") ||
		    (reading_small(r, i, WORD_THAT) && !t->clause))
			p.end = i;
	return p;
}

static bool
has(const struct phrase *p, enum small_word kind)
{
	for (size_t i = p->first; i < p->end; i++)
		if (reading_implied(p->r, i, kind) > 0)
			return true;
	return false;
}

/* "underpinning the article": what comes behind is not the thing itself. */
static bool
leaves_head(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	if (reading_is(r, at, CUE_PREPOSITION))
		return !reading_small(r, at, WORD_OF);
	return r->language == LANGUAGE_EN && t->length > 6 &&
	       memcmp(t->folded + t->length - 3, "ing", 3) == 0 &&
	       !reading_is(r, at, CUE_TEXT);
}

/* Where a word of the kind is among the first words; NOWHERE: it is not. */
static size_t
head(const struct phrase *p, enum small_word kind)
{
	for (size_t i = p->first; i < p->end && i < p->first + HEAD_WORDS; i++)
		if (reading_implied(p->r, i, kind) > 0)
			return i;
	return NOWHERE;
}

/* --- amend ---------------------------------------------------------------- */

/* A number, in signs or words, that numbers no provision. */
static bool
is_count(const struct reading *r, size_t at)
{
	return r->provision_at[at] < 0 &&
	       (r->tokens.token[at].kind == TOKEN_NUMBER ||
		   reading_implied(r, at, IMPLIED_COUNT) > 0);
}

/*
 * "30 signatories", "two-thirds majority": at the head of the thing; a majority
 * anywhere in it, since it is always one of a rule.
 */
static bool
is_measured(const struct phrase *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		if (!is_count(p->r, i))
			continue;
		for (size_t j = i + 1; j < p->end && j <= i + UNIT_WORDS; j++)
			if (reading_implied(p->r, j, IMPLIED_UNIT) > 0 &&
			    (i < p->first + HEAD_WORDS ||
				reading_implied(p->r, j, IMPLIED_MEASURE) > 0))
				return true;
	}
	return false;
}

/* What can be wide or narrow, and be made so. */
static bool
has_size(const struct phrase *p)
{
	return has(p, IMPLIED_MEASURE) || has(p, IMPLIED_MATTER);
}

/* "a wider scope", "cooperation on a narrower range": word and noun together */
static bool
is_sized(const struct phrase *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		size_t from = i > p->first + 2 ? i - 2 : p->first;
		size_t n = reading_implied(p->r, i, IMPLIED_SIZE);

		for (size_t j = from; n > 0 && j < p->end && j < i + n + 3; j++)
			if (reading_implied(p->r, j, IMPLIED_MEASURE) > 0 ||
			    reading_implied(p->r, j, IMPLIED_MATTER) > 0)
				return true;
	}
	return false;
}

/* "only one reference is needed": fewer of what there is. */
static bool
is_fewer(const struct phrase *p)
{
	return p->r->language == LANGUAGE_EN &&
	       ((reading_token(p->r, p->first, "only") &&
		    is_count(p->r, p->first + 1)) ||
		   (p->first > 0 && reading_token(p->r, p->first - 1, "only") &&
		       is_count(p->r, p->first)));
}

static bool
is_change(const struct phrase *p)
{
	return is_measured(p) || is_sized(p) || is_fewer(p) ||
	       (head(p, IMPLIED_RESIZE) != NOWHERE && has_size(p)) ||
	       head(p, IMPLIED_AMENDED) != NOWHERE;
}

/* --- insert --------------------------------------------------------------- */

/* "the proposal to meet at night": for a deed, not for a text. */
static bool
is_for_deed(const struct phrase *p, size_t at)
{
	return at < p->end &&
	       (reading_small(p->r, at, WORD_TO) ||
		   reading_small(p->r, at, WORD_THAT)) &&
	       !reading_small(p->r, at, WORD_OF);
}

/* "the article proposed by X", "X's proposal"; but not "as proposed". */
static bool
is_proposed(const struct phrase *p)
{
	for (size_t i = p->first; i < p->end && i < p->first + 6; i++) {
		if (i > p->first && (reading_token(p->r, i, ",") ||
					reading_small(p->r, i, WORD_THAT)))
			return false;
		if (reading_implied(p->r, i, IMPLIED_PROPOSED) > 0 &&
		    !reading_is(p->r, i, CUE_STOP) &&
		    !reading_token(p->r, i - 1, "as"))
			return !is_for_deed(p, i + 1);
	}
	return false;
}

/* "that the convention criminalize": a text, and what it is to do. */
static bool
is_content(const struct phrase *p)
{
	for (size_t i = p->first; i < p->end; i++)
		if (reading_implied(p->r, i, IMPLIED_TREATY) > 0)
			for (size_t j = i + 1; j < p->end && j < i + 6; j++)
				if (reading_implied(p->r, j, IMPLIED_COVER) > 0)
					return true;
	return false;
}

/* Where its articles begin, which are no part of a thing. */
static size_t
determined_from(const struct phrase *p)
{
	size_t from = p->first;

	while (from > 0 && (reading_implied(p->r, from - 1, IMPLIED_A) > 0 ||
			       reading_small(p->r, from - 1, WORD_THE)))
		from--;
	return from;
}

/* "a permanent commission": one that an instrument would set up. */
static bool
is_new_body(const struct phrase *p)
{
	for (size_t i = determined_from(p); i < p->end; i++)
		if (reading_implied(p->r, i, IMPLIED_A) ||
		    reading_implied(p->r, i, IMPLIED_FRESH))
			for (size_t j = i + 1; j < p->end && j < i + 6; j++)
				if (reading_implied(p->r, j, IMPLIED_BODY))
					return true;
	return false;
}

/* "applying obligations", "to take language from the model law". */
static bool
is_addition(const struct phrase *p)
{
	return (head(p, IMPLIED_SET_UP) != NOWHERE && has(p, IMPLIED_MATTER)) ||
	       (head(p, IMPLIED_TAKE_UP) != NOWHERE && has(p, IMPLIED_TEXT));
}

/* --- a text as it stands -------------------------------------------------- */

/* A provision by its number, at the head of the thing. */
static bool
is_numbered(const struct phrase *p)
{
	for (size_t i = p->first; i < p->end && i < p->first + HEAD_WORDS;
	     i++) {
		const struct provision_mention *m;

		if (p->r->provision_at[i] < 0) {
			if (reading_is(p->r, i, CUE_PREPOSITION) &&
			    !reading_small(p->r, i, WORD_OF))
				return false;
			continue;
		}
		m = &p->r->provision[p->r->provision_at[i]];
		return m->provision.kind != PROVISION_ITEM &&
		       !object_is_states(p->r, m);
	}
	return false;
}

/* A part of a text at the head, and whether it is one that is there. */
static enum action
of_text(const struct phrase *p)
{
	size_t at = head(p, IMPLIED_TEXT);
	size_t from = determined_from(p);

	for (size_t i = p->first; at != NOWHERE && i < at; i++)
		if (leaves_head(p->r, i))
			at = NOWHERE;
	if (at == NOWHERE)
		return ACTION_NONE;
	for (size_t i = from; i < at; i++)
		if (reading_implied(p->r, i, IMPLIED_FRESH) > 0 ||
		    reading_implied(p->r, i, IMPLIED_A) > 0)
			return ACTION_INSERT;
	for (size_t i = from; i < at; i++)
		if (reading_small(p->r, i, WORD_THE) ||
		    reading_is(p->r, i, CUE_THIS))
			return ACTION_RETAIN;
	return ACTION_NONE;
}

static enum action
of_thing(const struct phrase *p, enum stance stance, const struct thing *t)
{
	enum action action;

	if (stance == STANCE_QUESTION && head(p, IMPLIED_NEED) != NOWHERE)
		return ACTION_RETAIN;
	if (is_change(p))
		return ACTION_AMEND;
	if (is_proposed(p) || is_addition(p) || is_new_body(p) ||
	    (t->clause && is_content(p)))
		return ACTION_INSERT;
	if (t->clause || (t->cue != NULL && t->cue->end == t->object))
		return ACTION_NONE;
	action = is_numbered(p) ? ACTION_RETAIN : of_text(p);
	/* what is brought forward is not there yet */
	if (action == ACTION_RETAIN && stance == STANCE_PROPOSE)
		return ACTION_INSERT;
	return action;
}

enum action
implied_action(
    const struct reading *r, enum stance stance, const struct thing *t)
{
	struct phrase p = phrase_of(r, t);

	/* who reserves a position has none on a change */
	if (stance == STANCE_RESERVE || stance == STANCE_NONE ||
	    p.first >= p.end)
		return ACTION_NONE;
	/* "wish to include crimes": the verb says it, though of no text */
	if (t->cue != NULL && t->cue->entry->action == ACTION_INSERT &&
	    t->cue->end == t->object && has(&p, IMPLIED_TREATY))
		return ACTION_INSERT;
	return of_thing(&p, stance, t);
}
