/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a question that nothing else stands for. */
#include "core/asking.h"
#include "core/small-words.h"

/* As asking_is_small(), for what the tables of the other languages tell. */
static bool
is_small_elsewhere(const struct reading *r, size_t at)
{
	static const enum small_word kinds[] = {WORD_THE, WORD_AND, WORD_OR,
	    WORD_FOR, WORD_THAT, WORD_OF, WORD_TO, WORD_CLITIC, WORD_NE,
	    WORD_BE, WORD_ADVERB, WORD_ASKING, WORD_BEFORE, WORD_VIEW};

	if (reading_is(r, at, CUE_CROWD) || reading_is(r, at, CUE_QUESTION))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (reading_small(r, at, kinds[i]))
			return true;
	return false;
}

bool
asking_is_small(const struct reading *r, size_t at)
{
	static const char *const words[] = {"the", "a", "an", "and", "or",
	    "for", "that", "ever", "please", "do", "any", "there", "its",
	    "their", "'s", "me", "tell", "show", "list", "delegations",
	    "delegation", "see", "position", "positions", "view", "views"};
	const struct cue *cue = reading_cue(r, at);

	if (!reading_word(r, at))
		return true;
	if (r->language != LANGUAGE_EN && is_small_elsewhere(r, at))
		return true;
	if (reading_token(r, at, "before") || reading_token(r, at, "after"))
		return false;
	if (cue != NULL && (cue->entry->kind == CUE_TOPIC ||
			       cue->entry->kind == CUE_PREPOSITION ||
			       cue->entry->kind == CUE_AUXILIARY ||
			       cue->entry->kind == CUE_RELATIVE ||
			       cue->entry->kind == CUE_PRONOUN ||
			       cue->entry->kind == CUE_NEGATOR ||
			       cue->entry->kind == CUE_REPORT ||
			       cue->entry->kind == CUE_THIS ||
			       cue->entry->kind == CUE_STANCE ||
			       cue->entry->kind == CUE_QUANTIFIER ||
			       cue->entry->kind == CUE_QUESTION))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (reading_token(r, at, words[i]))
			return true;
	return false;
}

const char *
asking_rest(const struct asking *q)
{
	const struct reading *r = &q->r;
	const char *rest = "";

	for (size_t i = 0; i < r->tokens.count; i++) {
		if (q->used[i] || asking_is_small(r, i) ||
		    (q->ret->members_of != NULL && reading_is(r, i, CUE_CROWD)))
			continue;
		rest = arena_printf(r->arena, "%s%s%s", rest,
		    *rest != '\0' && r->language != LANGUAGE_ZH ? " " : "",
		    reading_text(r, i, i + 1));
	}
	return rest;
}

/* The thing asked about: from the stance (or action) to the question's end. */
const char *
asking_object(const struct asking *q)
{
	const struct reading *r = &q->r;
	size_t first = q->stance != NULL   ? q->stance->end
		       : q->action != NULL ? q->action->first
					   : 0;
	size_t end = r->tokens.count;

	while (end > first && !reading_word(r, end - 1) &&
	       !reading_token(r, end - 1, ")"))
		end--;
	while (first < end &&
	       (reading_token(r, first, "to") || !reading_word(r, first)))
		first++;
	return reading_text(r, first, end);
}
