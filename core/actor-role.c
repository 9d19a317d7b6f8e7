/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/actor-parts.h"

#include "core/fold.h"
#include "core/small-words.h"

#include <string.h>

/* Whether `n` bytes end in one of the endings. */
static bool
ends_in(const char *s, size_t n, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		size_t length = strlen(*endings);

		if (n > length && memcmp(s + n - length, *endings, length) == 0)
			return true;
	}
	return false;
}

/* Whether the token is a word of the holder's name as its tables have it. */
static bool
is_basic_form(const struct reading *r, const struct holder_mention *m)
{
	const char *name = m->holder->names[r->language];
	const struct token *t = &r->tokens.token[m->first];
	size_t n;
	const char *folded = fold_text(r->arena, name, strlen(name), &n);

	return n >= t->length && memcmp(folded, t->folded, t->length) == 0 &&
	       (n == t->length || folded[t->length] == ' ' ||
		   folded[t->length] == '-');
}

/* A Russian name's case: what "by", "of" and word order say elsewhere. */
static enum actor_role
case_of(const struct reading *r, size_t at)
{
	static const char *const by[] = {
	    "ией", "ией", "ой", "ей", "ом", "ем", "ами", "ями", NULL};
	static const char *const of[] = {
	    "ии", "ию", "ы", "у", "ю", "и", "е", "а", "я", NULL};
	const struct holder_mention *m = reading_holder(r, at);
	const struct token *t = &r->tokens.token[at];

	if (r->language != LANGUAGE_RU || m == NULL || m->first != at ||
	    is_basic_form(r, m))
		return ACTOR_FREE;
	if (ends_in(t->folded, t->length, by))
		return ACTOR_AGENT;
	return ends_in(t->folded, t->length, of) ? ACTOR_COMPLEMENT
						 : ACTOR_FREE;
}

/* Languages that put a holder's name right behind what is his. */
static bool
is_owned(const struct reading *r, const struct cue *cue, size_t first)
{
	if (r->language != LANGUAGE_RU && r->language != LANGUAGE_AR)
		return false;
	return cue != NULL && cue->end == first &&
	       (cue->entry->kind == CUE_PROPOSAL ||
		   cue->entry->kind == CUE_TEXT ||
		   cue->entry->form == FORM_NOUN);
}

/* "supported by the delegates of X", "with the delegation of X". */
static enum actor_role
role_before(const struct reading *r, size_t first, size_t start, size_t *head)
{
	const struct cue *cue;
	size_t at = first;

	if (at > start && reading_small(r, at - 1, WORD_THE))
		at--;
	if (at == start)
		return ACTOR_FREE;
	cue = reading_cue(r, at - 1);
	/* "joined by X" before "by X" */
	if (cue != NULL && cue->entry->kind == CUE_COMPANION) {
		*head = cue->first;
		return ACTOR_COMPANION;
	}
	if (reading_small(r, at - 1, WORD_BY)) {
		*head = at - 1;
		return ACTOR_AGENT;
	}
	return ACTOR_FREE;
}

/* "all but X", "except X", "but not X", "and not the X": X is left out. */
static size_t
left_out(const struct reading *r, size_t first)
{
	size_t at = first - 1;

	if (at > 0 && reading_small(r, at, WORD_THE))
		at--;
	if (reading_is(r, at, CUE_EXCEPTION))
		return reading_cue(r, at)->first;
	if (r->language != LANGUAGE_EN || at == 0 ||
	    !reading_token(r, at, "not"))
		return NOWHERE;
	return reading_token(r, at - 1, "and") ||
		       reading_is(r, at - 1, CUE_CONTRAST)
		   ? at - 1
		   : NOWHERE;
}

enum actor_role
actor_role_of(const struct reading *r, size_t first, size_t start, size_t *head)
{
	const struct cue *cue;
	size_t n;

	*head = first;
	if (first <= start)
		return case_of(r, first);
	cue = reading_cue(r, first - 1);
	if (cue != NULL && strcmp(cue->entry->id, "envoy") == 0) {
		*head = cue->first;
		/* "the representative of X" is X, "by the representative" by X
		 */
		if (r->language == LANGUAGE_EN && cue->first > start)
			return role_before(r, cue->first, start, head);
		return ACTOR_FREE;
	}
	if (cue != NULL && cue->entry->kind == CUE_COMPANION) {
		*head = cue->first;
		return ACTOR_COMPANION;
	}
	n = reading_small_before(r, first, WORD_BY);
	if (n > 0) {
		*head = first - n;
		return ACTOR_AGENT;
	}
	if (case_of(r, first) != ACTOR_FREE)
		return case_of(r, first);
	if (left_out(r, first) != NOWHERE) {
		*head = left_out(r, first);
		return ACTOR_EXCEPTED;
	}
	if (reading_small(r, first - 1, WORD_FOR) || is_owned(r, cue, first) ||
	    (cue != NULL && cue->entry->kind == CUE_REPRESENT) ||
	    (cue != NULL && cue->entry->kind == CUE_LIST) ||
	    (cue != NULL && cue->entry->kind == CUE_TOPIC) ||
	    (cue != NULL && cue->entry->kind == CUE_PREPOSITION)) {
		*head = cue != NULL ? cue->first : first - 1;
		return ACTOR_COMPLEMENT;
	}
	return ACTOR_FREE;
}
