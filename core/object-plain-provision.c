/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object-plain-parts.h"

#include "core/small-words.h"

#include <string.h>

bool
plain_is_quote(const struct reading *r, size_t at)
{
	return reading_token(r, at, "\"") || reading_token(r, at, "'");
}

/* "après l'article 42", "第42条之后": where something new comes. */
static bool
is_beside(const struct reading *r, const struct provision_mention *m)
{
	static const char *const behind[] = {"之", "后", NULL};
	size_t at = m->first;

	while (at > 0 && reading_small(r, at - 1, WORD_THE))
		at--;
	return reading_small_before(r, at, WORD_BESIDE) > 0 ||
	       (r->language == LANGUAGE_ZH && reading_any(r, m->end, behind));
}

/* Whether a word of the kind stands between two tokens. */
bool
plain_has_cue(
    const struct reading *r, size_t first, size_t end, enum cue_class kind)
{
	for (size_t i = first; i < end; i++)
		if (reading_is(r, i, kind))
			return true;
	return false;
}

bool
plain_has_part(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (r->provision_at[i] < 0 &&
		    (plain_is_quote(r, i) || reading_small(r, i, WORD_PART)))
			return true;
	return false;
}

/* "对第42条的提及": what is edited stands behind the provision. */
static bool
is_referenced(const struct reading *r, const struct thing *t,
    const struct provision_mention *m)
{
	size_t at = m->end;

	if (plain_has_cue(r, t->object, m->first, CUE_REFERENCE))
		return true;
	if (r->language != LANGUAGE_ZH)
		return false;
	at += reading_small(r, at, WORD_OF);
	return at < t->end && reading_is(r, at, CUE_REFERENCE);
}

static bool
counts(const struct reading *r, const struct thing *t,
    const struct provision_mention *m)
{
	if (object_is_states(r, m) || m->provision.kind == PROVISION_TITLE)
		return false;
	return t->action != ACTION_INSERT || !is_beside(r, m);
}

#define ASIDE_WORDS 3 /* between "not" and the provision */

/* "..., mais pas l'article 6", "pero no el artículo 6": not that one. */
static bool
is_set_aside(const struct reading *r, size_t first, size_t at)
{
	for (size_t n = 0; at > first + 1 && n < ASIDE_WORDS; n++, at--) {
		const struct cue *cue = reading_cue(r, at - 1);

		if (cue != NULL && cue->entry->kind == CUE_NEGATOR)
			return cue->first > first &&
			       (reading_small_before(r, cue->first, WORD_AND) ||
				   reading_is(r, cue->first - 1, CUE_CONTRAST));
		if (!reading_word(r, at - 1))
			return false;
	}
	return false;
}

/* Add the provisions among some tokens. */
void
plain_take(const struct reading *r, struct thing *t, size_t first, size_t end)
{
	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first < first || m->first >= end || !counts(r, t, m))
			continue;
		if (is_referenced(r, t, m)) {
			t->scope = SCOPE_REFERENCE;
			if (m->reference == PROVISION_NAMED)
				t->referenced = m;
			continue;
		}
		if (t->action == ACTION_MOVE && t->n_provisions > 0)
			break; /* where it goes */
		if (is_set_aside(r, first, m->first))
			break;
		if (t->n_provisions < PROVISIONS_MAX)
			t->provision[t->n_provisions++] = m;
	}
}

/* "un paragraphe sur X à l'article 30": a part of it will be new. */
static bool
is_put_inside(const struct reading *r, const struct thing *t)
{
	size_t at = t->provision[0]->first;

	while (at > t->object && reading_small(r, at - 1, WORD_THE))
		at--;
	if (r->language == LANGUAGE_ZH)
		return plain_has_cue(
			   r, t->provision[0]->end, t->end, CUE_TEXT) ||
		       reading_small_before(r, at, WORD_INSIDE) > 0;
	return at > t->object && reading_small_before(r, at, WORD_INSIDE) > 0;
}

/* "remplacer, à l'article 3, le mot X par Y": the word follows its place. */
static bool
is_part_next(const struct reading *r, size_t at, size_t end)
{
	while (at < end &&
	       (reading_token(r, at, ",") || reading_small(r, at, WORD_THE)))
		at++;
	return at < end && plain_has_part(r, at, at + 1);
}

void
plain_scope(const struct reading *r, struct thing *t)
{
	const struct provision_mention *m;

	if (t->referenced != NULL)
		t->n_provisions = 0;
	if (t->scope == SCOPE_REFERENCE || t->n_provisions == 0) {
		if (t->n_provisions == 0 && t->action != ACTION_NONE &&
		    plain_has_cue(r, t->object, t->object_end, CUE_REFERENCE))
			t->scope = SCOPE_REFERENCE;
		return;
	}
	m = t->provision[0];
	if (plain_has_part(r, t->object, m->first) ||
	    (t->cue != NULL && t->action != ACTION_REPLACE &&
		plain_has_part(r, m->end, t->object_end)) ||
	    (t->cue != NULL && is_part_next(r, m->end, t->object_end)) ||
	    (t->action == ACTION_INSERT && is_put_inside(r, t)))
		t->scope = SCOPE_PART;
	if (t->action == ACTION_BRACKET ||
	    (t->cue != NULL && strcmp(t->cue->entry->id, "unbracket") == 0))
		t->scope = SCOPE_WHOLE; /* the brackets are no part of it */
}
