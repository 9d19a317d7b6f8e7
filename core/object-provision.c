/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which provision a thing is on: the whole, a part, or references to it. */
#include "core/object.h"

#include <string.h>

static bool
is_quote(const struct reading *r, size_t at)
{
	static const char *const words[] = {"'", "\"", NULL};

	return reading_any(r, at, words);
}

/* Whether a reference ("references to") leads to the mention. */
static bool
is_referenced(
    const struct reading *r, const struct thing *t, size_t first, size_t *cue)
{
	static const char *const container[] = {
	    "in", "from", "under", "within", NULL};
	bool inside = false;

	for (size_t i = first; i > t->object; i--) {
		if (reading_is(r, i - 1, CUE_REFERENCE)) {
			*cue = i - 1;
			return !inside;
		}
		if (reading_any(r, i - 1, container) && i == first)
			inside = true;
	}
	return false;
}

/* "Annex I Parties", "non-Annex I": a list of States, no provision. */
bool
object_is_states(const struct reading *r, const struct provision_mention *m)
{
	const struct cue *cue;

	if (m->provision.kind != PROVISION_ANNEX)
		return false;
	if (m->first > 1 && reading_token(r, m->first - 1, "-"))
		return true;
	if (!reading_word(r, m->end) || reading_token(r, m->end, "and"))
		return false;
	cue = reading_cue(r, m->end);
	return cue == NULL || cue->entry->kind == CUE_CROWD;
}

/* "the agenda item on article 5": the number tells which item. */
static bool
is_of_item(const struct reading *r, const struct thing *t, size_t at)
{
	for (size_t i = t->object; i < at; i++)
		if (reading_token(r, i, "item") || reading_token(r, i, "items"))
			return true;
	return false;
}

/* "a new article after article 42": the number tells where it comes. */
static bool
is_beside(const struct reading *r, const struct thing *t, size_t first)
{
	static const char *const words[] = {
	    "after", "before", "following", "between", NULL};

	return t->action == ACTION_INSERT && first > t->object &&
	       reading_any(r, first - 1, words);
}

static bool
is_part_word(const struct reading *r, size_t at)
{
	static const char *const words[] = {"word", "words", "term", "terms",
	    "phrase", "sentence", "sentences", "bracket", "brackets", "list",
	    "wording", "language", "text", "title", "heading", "part",
	    "footnote", "chapeau", "definition", "elements", "reference",
	    "references", "mention", NULL};

	return reading_any(r, at, words);
}

/* "the text of this article": all of it. */
static bool
is_whole_text(const struct reading *r, size_t at)
{
	return reading_token(r, at, "text") && reading_token(r, at + 1, "of") &&
	       at > 0 && reading_token(r, at - 1, "the");
}

/* "explicit references to X": what is edited are references. */
static bool
heads_reference(const struct reading *r, const struct thing *t)
{
	for (size_t i = t->object; i < t->end && i < t->object + 3; i++)
		if (reading_is(r, i, CUE_REFERENCE))
			return t->action != ACTION_NONE;
	return false;
}

/* "the word 'all'", "the second sentence": what it is a part of is not said. */
static bool
heads_part(const struct reading *r, const struct thing *t)
{
	static const char *const words[] = {"word", "words", "term", "terms",
	    "phrase", "phrases", "sentence", "sentences", "subparagraph",
	    "chapeau", NULL};

	if (is_quote(r, t->object) && !t->clause)
		return t->action != ACTION_NONE && t->action != ACTION_INSERT;
	for (size_t i = t->object; i < t->object_end && i < t->object + 4; i++)
		if (reading_any(r, i, words))
			return t->action != ACTION_NONE;
	return false;
}

/* "if Article 3 were expanded, the fund should": past the condition. */
static size_t
after_fronted_condition(const struct reading *r, const struct thing *t)
{
	size_t at = t->first + reading_token(r, t->first, "that");

	if (r->language != LANGUAGE_EN || !reading_is(r, at, CUE_CONDITION))
		return t->first;
	while (at < t->end && !reading_token(r, at, ","))
		at++;
	return at < t->end ? at : t->first;
}

/* "its relocation to Chapter V": where a thing is moved. */
static bool
is_destination(const struct reading *r, const struct thing *t,
    const struct provision_mention *m)
{
	static const char *const words[] = {"to", "into", "under", NULL};

	return r->language == LANGUAGE_EN && t->this && m->first > t->first &&
	       reading_any(r, m->first - 1, words);
}

/* "deleted, since it overlaps with Article 13": up to what is no object. */
static size_t
before_reason(const struct reading *r, const struct thing *t)
{
	static const char *const words[] = {
	    "since", "because", "whereas", "than", NULL};

	if (r->language != LANGUAGE_EN)
		return t->end;
	for (size_t i = t->object + 1; i < t->end; i++)
		if (reading_any(r, i, words) ||
		    (reading_token(r, i, "given") &&
			reading_token(r, i + 1, "that")) ||
		    (reading_token(r, i, "rather") &&
			reading_token(r, i + 1, "than")) ||
		    (reading_token(r, i, "instead") &&
			reading_token(r, i + 1, "of")) ||
		    (reading_token(r, i, ",") &&
			reading_token(r, i + 1, "as") &&
			!reading_token(r, i + 2, "well")))
			return i;
	return t->end;
}

/* "at the end of Article 5" */
static bool
is_place_in(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "end", "beginning", "start", "opening", NULL};

	return reading_token(r, at, "of") && at > 0 &&
	       reading_any(r, at - 1, words);
}

void
object_provisions(const struct reading *r, struct thing *t)
{
	size_t at, from = after_fronted_condition(r, t);
	size_t limit = before_reason(r, t);

	if (t->number != NULL)
		t->provision[t->n_provisions++] = t->number;

	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first < from || m->first >= limit)
			continue;
		/* "Article 42 need not be referred to" */
		if (t->cue != NULL && strcmp(t->cue->entry->id, "refer") == 0 &&
		    m->reference == PROVISION_NAMED) {
			t->scope = SCOPE_REFERENCE;
			t->referenced = m;
			continue;
		}
		if (t->condition != NOWHERE && m->first >= t->condition)
			break;
		if (object_is_states(r, m) || is_of_item(r, t, m->first) ||
		    is_beside(r, t, m->first) ||
		    m->provision.kind == PROVISION_TITLE ||
		    reading_token(r, m->end - 1, "chapeau"))
			continue;
		if (is_referenced(r, t, m->first, &at)) {
			t->scope = SCOPE_REFERENCE;
			if (m->reference == PROVISION_NAMED)
				t->referenced = m;
			continue;
		}
		if (t->action == ACTION_MOVE &&
		    (t->n_provisions > 0 || is_destination(r, t, m)))
			continue; /* where it goes */
		if (t->n_provisions < PROVISIONS_MAX)
			t->provision[t->n_provisions++] = m;
	}
	if (t->referenced != NULL)
		t->n_provisions = 0; /* wherever the references stand */
	if (t->n_provisions == 0 &&
	    (t->scope == SCOPE_REFERENCE || heads_reference(r, t))) {
		t->scope = SCOPE_REFERENCE;
		return;
	}
	t->scope = SCOPE_WHOLE;
	if (t->action == ACTION_REPLACE && t->texty && t->this == false)
		for (size_t i = t->object; i < t->end; i++)
			if (is_quote(r, i))
				t->scope = SCOPE_PART;
	if (t->n_provisions == 0) {
		t->part = r->language == LANGUAGE_EN && heads_part(r, t);
		return;
	}
	if (t->action == ACTION_INSERT && !reading_token(r, t->object, "new"))
		for (size_t i = t->object; i < t->end; i++)
			if ((reading_token(r, i, "in") ||
				reading_token(r, i, "to") ||
				reading_token(r, i, "into") ||
				is_place_in(r, i)) &&
			    i + 1 == t->provision[0]->first)
				t->scope = SCOPE_PART;
	for (size_t i = t->object; i < t->provision[0]->first; i++)
		if ((is_part_word(r, i) && !is_whole_text(r, i)) ||
		    is_quote(r, i))
			t->scope = SCOPE_PART;
}
