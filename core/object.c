/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object.h"

#include "core/object-parts.h"
#include "core/object-plain.h"

#include <string.h>

static bool
is_joint(const struct reading *r, size_t at)
{
	static const char *const words[] = {"and", "or", "but", ",", ";", NULL};

	return reading_any(r, at, words);
}

/* --- coordinated verb phrases ------------------------------------------- */

/* How a verb phrase opens: what a coordinated one must open with too. */
enum opening {
	OPEN_NOUN,
	OPEN_GERUND,
	OPEN_TO,
	OPEN_THAT,
	OPEN_ACTION_NOUN
};

static bool
is_gerund(const struct reading *r, size_t at)
{
	const struct token *t;

	if (!reading_word(r, at) || object_is_example(r, at))
		return false;
	t = &r->tokens.token[at];
	return t->length > 5 &&
	       memcmp(t->folded + t->length - 3, "ing", 3) == 0;
}

static enum opening
opening_at(const struct reading *r, size_t at, size_t end)
{
	bool negated = false;
	const struct cue *cue;

	if (at < end && reading_token(r, at, ":"))
		at++;
	if (reading_token(r, at, "that"))
		return OPEN_THAT;
	if (reading_token(r, at, "to"))
		return OPEN_TO;
	at = object_skip_opening(r, at, end, &negated);
	cue = object_cue_starting(r, at, CUE_ACTION);
	if (cue != NULL && cue->form == FORM_NOUN)
		return OPEN_ACTION_NOUN;
	if (cue != NULL && cue->form == FORM_BASE)
		return OPEN_TO;
	return is_gerund(r, at) ? OPEN_GERUND : OPEN_NOUN;
}

/* ", and additional text that ...": a text of its own. */
static bool
opens_text(const struct reading *r, size_t at, size_t end)
{
	if (!reading_token(r, at - 1, "and") || !reading_token(r, at - 2, ","))
		return false;
	for (size_t i = at; i < end && i < at + 3; i++)
		if (reading_is(r, i, CUE_TEXT) ||
		    reading_is(r, i, CUE_REFERENCE))
			return true;
	return false;
}

static bool
is_not(const struct reading *r, size_t at)
{
	return reading_token(r, at, "not") && !reading_is(r, at, CUE_KEEP);
}

/*
 * "but not that of Article 6": the action of what stands before, where it has
 * none of its own.
 */
static void
not_noun(const struct reading *r, struct thing *t, const struct thing *before)
{
	size_t at = t->first;

	if (!t->negated || !is_not(r, at) || t->clause)
		return;
	t->noun = t->cue == NULL || t->cue->form == FORM_NOUN;
	if (before == NULL || t->cue != NULL)
		return;
	t->cue = before->cue;
	t->action = before->action;
}

/* Where the verb phrase that begins at `first` ends and another begins. */
static size_t
next_phrase(const struct reading *r, size_t first, size_t end,
    enum opening opening, size_t *next)
{
	for (size_t i = first + 1; i < end; i++) {
		size_t at = i;
		enum opening o;

		if (!is_joint(r, i))
			continue;
		while (at < end && is_joint(r, at))
			at++;
		if (at >= end)
			break;
		o = opening_at(r, at, end);
		*next = at;
		/* "Article 5, but not Article 6" */
		if (is_not(r, at) && (reading_token(r, at - 1, "but") ||
					 (reading_token(r, at - 1, ",") &&
					     r->provision_at[at + 1] >= 0)))
			return i;
		if (reading_token(r, i, ";") ||
		    (o == opening && o != OPEN_NOUN) ||
		    (opening == OPEN_GERUND && opens_text(r, at, end)) ||
		    (o == OPEN_TO && opening != OPEN_THAT &&
			reading_token(r, at, "to") &&
			object_cue_starting(r, at + 1, CUE_ACTION) != NULL))
			return i;
		i = at - 1;
	}
	*next = end;
	return end;
}

/* --- a complement ------------------------------------------------------- */

/* "be revised or deleted": the same thing with the other action. */
static bool
or_action(const struct reading *r, const struct thing *t, struct thing *ret)
{
	const struct cue *cue;

	if (t->cue == NULL || t->object_end != t->cue->first ||
	    t->action == ACTION_NONE ||
	    (!reading_token(r, t->cue->end, "or") &&
		!reading_token(r, t->cue->end, "and")))
		return false;
	cue = object_cue_starting(r, t->cue->end + 1, CUE_ACTION);
	if (cue == NULL || cue->form != FORM_PAST)
		return false;
	*ret = *t;
	ret->cue = cue;
	ret->action = cue->entry->action;
	return true;
}

size_t
objects_read(const struct reading *r, const struct lexicon_entry *entry,
    size_t first, size_t end, struct thing ret[THINGS_MAX])
{
	size_t n = 0, next;
	enum opening opening;

	if (r->language != LANGUAGE_EN)
		return objects_read_plain(r, entry, first, end, ret);
	while (
	    first < end && (is_joint(r, first) || reading_token(r, first, ":")))
		first++;
	opening = opening_at(r, first, end);
	for (; first < end && n < THINGS_MAX; first = next) {
		struct thing *t = &ret[n];

		memset(t, 0, sizeof(*t));
		t->condition = NOWHERE;
		t->first = first;
		t->end = next_phrase(r, first, end, opening, &next);
		object_condition(r, t);
		object_head(r, entry, t);
		object_action(r, entry, t);
		object_provisions(r, t);
		not_noun(r, t, n > 0 ? t - 1 : NULL);
		n++;
		if (n < THINGS_MAX && or_action(r, t, &ret[n]))
			n++;
	}
	return n;
}
