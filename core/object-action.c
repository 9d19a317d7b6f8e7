/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object-parts.h"

#include <string.h>

/* "8. In our view ...": the number of a paragraph, not of what it is about. */
static bool
counts_paragraph(const struct reading *r, size_t at)
{
	const struct tokens *tokens = &r->tokens;

	return (at == 0 || tokens->token[at].flags & TOKEN_SENTENCE) &&
	       (reading_token(r, at + 1, ".") ||
		   reading_token(r, at + 1, ")")) &&
	       reading_word(r, at + 2) &&
	       tokens->token[at + 2].flags & TOKEN_CAPITAL;
}

/* "to remove 89.10": a bare number after an action is an article's. */
static void
thing_number(const struct reading *r, struct thing *t)
{
	const struct tokens *tokens = &r->tokens;
	size_t at = t->object, end = at + 1;
	struct provision_mention *m;
	struct provision p;

	if (t->cue == NULL || at >= t->object_end ||
	    tokens->token[at].kind != TOKEN_NUMBER ||
	    r->provision_at[at] >= 0 || counts_paragraph(r, at))
		return;
	if (reading_token(r, end, ".") && end + 1 < t->end &&
	    tokens->token[end + 1].kind == TOKEN_NUMBER)
		end += 2;
	if (end < t->end && reading_word(r, end) &&
	    !reading_token(r, end, "and"))
		return;
	if (!provision_parse(tokens->text + tokens->token[at].start,
		tokens->token[end - 1].end - tokens->token[at].start, &p))
		return;
	m = arena_alloc(r->arena, sizeof(*m));
	m->provision = p;
	m->reference = PROVISION_NAMED;
	m->first = at;
	m->end = end;
	t->number = m;
}

/* "A, not B", "A instead of B", "should read". */
static bool
is_replacement(const struct reading *r, const struct thing *t)
{
	bool quoted = t->texty;

	for (size_t i = t->first; i < t->end; i++) {
		quoted |= object_is_quote(r, i);
		if (reading_token(r, i, "instead") ||
		    (reading_token(r, i, "in") &&
			(reading_token(r, i + 1, "place") ||
			    reading_token(r, i + 1, "lieu")) &&
			reading_token(r, i + 2, "of")) ||
		    (reading_token(r, i, "rather") &&
			reading_token(r, i + 1, "than")) ||
		    (reading_token(r, i, "read") &&
			reading_is(r, i - 1, CUE_MODAL)))
			return true;
		if (i > t->first && reading_token(r, i, "not") &&
		    reading_token(r, i - 1, ",") && quoted)
			return true;
	}
	return false;
}

/* Whether a text is asked for: "a reference to", "text on", "new language". */
static bool
asks_for_text(const struct reading *r, const struct thing *t, size_t end)
{
	static const char *const definite[] = {
	    "the", "this", "that", "these", "its", "their", "his", NULL};
	static const char *const kinds[] = {"text", "language", "wording",
	    "paragraph", "subparagraph", "sentence", "footnote", "article",
	    "provision", "definition", "references", "reference", "chapeau",
	    "preambular", "placeholder", "clause", NULL};

	if (reading_any(r, t->first, definite) ||
	    reading_holder(r, t->object) != NULL)
		return false;
	if (reading_token(r, t->object, "new") &&
	    object_names_text(r, t->object, end))
		return true;
	for (size_t i = t->object; i < end; i++) {
		if (r->provision_at[i] >= 0)
			return false;
		if (reading_any(r, i, kinds) || reading_is(r, i, CUE_REFERENCE))
			return true;
	}
	return false;
}

/* "to address it in a footnote": a text is asked for there. */
static bool
is_put_in_text(const struct reading *r, const struct thing *t)
{
	static const char *const kinds[] = {"paragraph", "footnote", "preamble",
	    "chapeau", "annex", "sentence", NULL};

	for (size_t i = t->object; i + 2 < t->end; i++)
		if (reading_token(r, i, "in") &&
		    (reading_token(r, i + 1, "a") ||
			reading_token(r, i + 1, "the")) &&
		    (reading_any(r, i + 2, kinds) ||
			reading_any(r, i + 3, kinds)))
			return true;
	return false;
}

/* "the original formulation": against what was to become of it. */
static bool
is_original(const struct reading *r, const struct thing *t, size_t end)
{
	for (size_t i = t->object; i < end; i++)
		if (reading_token(r, i, "original"))
			return reading_is(r, i + 1, CUE_TEXT);
	return false;
}

/* "a reference to ice proposed by X": one that is not there yet. */
static bool
is_proposed_text(const struct reading *r, const struct thing *t)
{
	if (t->clause || t->object == t->first ||
	    (!reading_token(r, t->object - 1, "a") &&
		!reading_token(r, t->object - 1, "an")) ||
	    (!reading_is(r, t->object, CUE_REFERENCE) &&
		!reading_is(r, t->object, CUE_TEXT)))
		return false;
	for (size_t i = t->object + 1; i + 1 < t->end; i++)
		if (reading_is(r, i, CUE_STANCE) &&
		    reading_cue(r, i)->entry->stance == STANCE_PROPOSE &&
		    reading_token(r, reading_cue(r, i)->end, "by"))
			return true;
	return false;
}

/* The action of a thing that has no verb of editing. */
static enum action
implicit_action(const struct reading *r, const struct lexicon_entry *entry,
    const struct thing *t, size_t end)
{
	if (reading_is(r, t->object, CUE_REFERENCE) &&
	    (reading_token(r, t->object, "referring") ||
		reading_token(r, t->object, "refer")))
		return ACTION_INSERT;
	if (is_proposed_text(r, t))
		return ACTION_INSERT;
	if (is_original(r, t, end) && (entry->stance == STANCE_SUPPORT ||
					  entry->stance == STANCE_PROPOSE))
		return ACTION_RETAIN;
	/* "preferred 'A' in place of 'B'" */
	if (entry->stance == STANCE_SUPPORT && is_replacement(r, t) &&
	    object_is_quote(r, t->object))
		return ACTION_REPLACE;
	if (entry->stance != STANCE_PROPOSE)
		return ACTION_NONE;
	if (is_replacement(r, t))
		return ACTION_REPLACE;
	if (reading_is(r, end, CUE_MODAL))
		return object_names_text(r, t->object, end) &&
			       !object_is_quote(r, t->object)
			   ? ACTION_AMEND
			   : ACTION_NONE;
	if (t->clause)
		return r->provision_at[t->object] >= 0 ? ACTION_AMEND
						       : ACTION_NONE;
	if (is_put_in_text(r, t) || (reading_token(r, t->first, "adding") &&
					reading_token(r, t->first + 1, "that")))
		return ACTION_INSERT;
	if (asks_for_text(r, t, end))
		return ACTION_INSERT;
	for (size_t i = t->first; i < end; i++)
		if (object_is_quote(r, i) || reading_token(r, i, "amendment") ||
		    reading_token(r, i, "amendments"))
			return ACTION_AMEND;
	return ACTION_NONE;
}

/* "including X", "the request to include X": as "the inclusion of X". */
static bool
is_including(const struct reading *r, const struct thing *t)
{
	return t->object_end > t->cue->end && !t->clause &&
	       (reading_token(r, t->cue->first, "include") ||
		   reading_token(r, t->cue->first, "including"));
}

/* Verbs that a text alone can be the object of. */
static bool
rewrites(const struct reading *r, size_t at)
{
	static const char *const words[] = {"rewrite", "rewriting", "rewritten",
	    "reword", "rewording", "reworded", "rephrase", "rephrasing",
	    "rephrased", "redraft", "redrafting", "redrafted", NULL};

	return reading_any(r, at, words);
}

/* Whether an editing verb edits a text here, and does not build a regime. */
static bool
edits_text(const struct reading *r, const struct lexicon_entry *entry,
    const struct thing *t, size_t end)
{
	const struct lexicon_entry *action = t->cue->entry;

	if (t->texty || t->this)
		return true;
	if (action->action == ACTION_BRACKET ||
	    strcmp(action->id, "refer") == 0)
		return true;
	if (action->action == ACTION_INSERT && t->cue->form == FORM_NOUN)
		return entry->stance == STANCE_OPPOSE ||
		       entry->stance == STANCE_SUPPORT;
	if (is_including(r, t) &&
	    (entry->stance == STANCE_OPPOSE || entry->stance == STANCE_SUPPORT))
		return true;
	if (rewrites(r, t->cue->first))
		return true;
	return object_names_text(r, end, t->end) &&
	       action->action != ACTION_AMEND &&
	       action->action != ACTION_RETAIN &&
	       action->action != ACTION_MERGE;
}

/* "the two", "both": of what was named. */
static bool
is_both(const struct reading *r, const struct thing *t)
{
	size_t at = t->object + reading_token(r, t->object, "the");

	return r->language == LANGUAGE_EN && at + 1 >= t->object_end &&
	       (reading_token(r, at, "two") || reading_token(r, at, "both"));
}

/* "the article" with no number. */
static bool
is_the_article(const struct reading *r, const struct thing *t)
{
	return t->object > t->first && t->object < t->end &&
	       reading_token(r, t->object - 1, "the") &&
	       (reading_token(r, t->object, "article") ||
		   reading_token(r, t->object, "provision")) &&
	       r->provision_at[t->object] < 0 &&
	       (t->object + 1 >= t->object_end ||
		   !reading_word(r, t->object + 1) ||
		   reading_is(r, t->object + 1, CUE_TOPIC) ||
		   reading_is(r, t->object + 1, CUE_PREPOSITION) ||
		   reading_is(r, t->object + 1, CUE_CONDITION));
}

void
object_action(
    const struct reading *r, const struct lexicon_entry *entry, struct thing *t)
{
	size_t end = object_phrase_end(r, t->object, t->object_end);

	thing_number(r, t);
	t->texty = t->number != NULL || object_names_text(r, t->object, end);
	t->this |= reading_is(r, t->object, CUE_THIS) || is_both(r, t) ||
		   reading_is(r, t->object, CUE_PRONOUN) ||
		   is_the_article(r, t);
	if (t->cue != NULL && edits_text(r, entry, t, end)) {
		t->action = t->cue->entry->action;
		if (t->action == ACTION_AMEND && is_replacement(r, t))
			t->action = ACTION_REPLACE;
	} else if (entry->action != ACTION_NONE) {
		t->action = entry->action;
	} else {
		t->action = implicit_action(r, entry, t, end);
	}
}
