/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object.h"

#include "core/object-plain.h"

#include <string.h>

/* ", including X": examples of what stands before, and nothing to be done. */
static bool
is_example(const struct reading *r, size_t at)
{
	return at > 0 && reading_token(r, at, "including") &&
	       r->tokens.token[at - 1].kind == TOKEN_PUNCT;
}

static const struct cue *
cue_starting(const struct reading *r, size_t at, enum cue_class kind)
{
	const struct cue *cue = reading_cue(r, at);

	if (kind == CUE_ACTION && is_example(r, at))
		return NULL;
	if (cue == NULL || cue->first != at)
		return NULL;
	/* "supported adding a reference": a stance elsewhere, an action here */
	if (kind == CUE_ACTION && cue->entry->kind == CUE_STANCE &&
	    cue->entry->action != ACTION_NONE &&
	    (cue->form == FORM_GERUND || (cue->form == FORM_BASE && at > 0 &&
					     reading_token(r, at - 1, "to"))))
		return cue;
	return cue->entry->kind == kind ? cue : NULL;
}

static bool
is_joint(const struct reading *r, size_t at)
{
	static const char *const words[] = {"and", "or", "but", ",", ";", NULL};

	return reading_any(r, at, words);
}

static bool
is_quote(const struct reading *r, size_t at)
{
	static const char *const words[] = {"'", "\"", NULL};

	return reading_any(r, at, words);
}

/* --- coordinated verb phrases ------------------------------------------- */

/* Words that open a complement and name nothing. */
static size_t
skip_opening(const struct reading *r, size_t at, size_t end, bool *negated)
{
	static const char *const words[] = {"that", "to", ":", ",", "the", "a",
	    "an", "for", "of", "only", "either", "both", "its", "their", "on",
	    "against", "in", "with", "inter", "alia", "about", "over", "any",
	    "such", NULL};

	for (; at < end; at++) {
		if (reading_is(r, at, CUE_KEEP))
			continue;
		if (reading_is(r, at, CUE_NEGATOR)) {
			*negated = !*negated;
			at = reading_cue(r, at)->end - 1; /* "refrain from" */
			continue;
		}
		if (cue_starting(r, at, CUE_ACTION) != NULL)
			break;
		if (!reading_any(r, at, words) &&
		    reading_skip_adverbs(r, at, at + 1) == at)
			break;
	}
	return at;
}

/* "urged Parties not to": on to what they are urged to do. */
static size_t
skip_addressee(const struct reading *r, size_t first, size_t end)
{
	size_t at = first;

	while (at < end && at < first + 8 &&
	       (r->holder_at[at] >= 0 || reading_token(r, at, "the") ||
		   reading_token(r, at, "and") || reading_token(r, at, ",") ||
		   reading_is(r, at, CUE_CROWD) ||
		   reading_is(r, at, CUE_QUANTIFIER)))
		at++;
	if (at > first &&
	    (reading_token(r, at, "to") || (reading_token(r, at, "not") &&
					       reading_token(r, at + 1, "to"))))
		return at;
	return first;
}

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

	if (!reading_word(r, at) || is_example(r, at))
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
	at = skip_opening(r, at, end, &negated);
	cue = cue_starting(r, at, CUE_ACTION);
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
		if (reading_token(r, i, ";") ||
		    (o == opening && o != OPEN_NOUN) ||
		    (opening == OPEN_GERUND && opens_text(r, at, end)) ||
		    (o == OPEN_TO && opening != OPEN_THAT &&
			reading_token(r, at, "to") &&
			cue_starting(r, at + 1, CUE_ACTION) != NULL))
			return i;
		i = at - 1;
	}
	*next = end;
	return end;
}

/* --- one thing ---------------------------------------------------------- */

/* The end of the noun phrase an action is on: before "in", "that", "to". */
static size_t
phrase_end(const struct reading *r, size_t at, size_t end)
{
	static const char *const words[] = {
	    "that", "which", "who", ";", ":", "for", "to", "with", NULL};
	size_t i = at;

	for (; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);

		if (r->provision_at[i] >= 0)
			continue;
		if (reading_any(r, i, words) && i > at)
			break;
		if (cue == NULL || i == at)
			continue;
		if (cue->entry->kind == CUE_REFERENCE) {
			i = cue->end - 1;
			continue;
		}
		if ((cue->entry->kind == CUE_TOPIC ||
			cue->entry->kind == CUE_PREPOSITION ||
			cue->entry->kind == CUE_MODAL) &&
		    !reading_token(r, i, "of"))
			break;
	}
	return i;
}

/* Whether the tokens name a text or a part of one. */
static bool
names_text(const struct reading *r, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++)
		if (reading_is(r, i, CUE_TEXT) ||
		    reading_is(r, i, CUE_REFERENCE) ||
		    r->provision_at[i] >= 0 || is_quote(r, i) ||
		    reading_token(r, i, "amendment") ||
		    reading_token(r, i, "amendments"))
			return true;
	return false;
}

/*
 * "that X be deleted", "X should be retained", "to see X removed"; and whether
 * X not be.
 */
static const struct cue *
find_passive(const struct reading *r, size_t first, size_t end, bool *negated)
{
	static const char *const before[] = {"be", "is", "are", "remain",
	    "being", "was", "were", "been", "see", NULL};
	static const char *const alone[] = {
	    "stay", "remain", "remains", "go", "goes", NULL};

	for (size_t i = first + 1; i < end; i++) {
		const struct cue *cue = cue_starting(r, i, CUE_ACTION);
		size_t at;

		if (cue == NULL)
			continue;
		at = reading_back_over_adverbs(r, i, first);
		if (at == first)
			continue;
		if ((cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE ||
			reading_token(r, i, "put")) &&
		    reading_any(r, at - 1, before)) {
			if (at > first + 1 &&
			    reading_is(r, at - 2, CUE_NEGATOR))
				*negated = !*negated;
			return cue;
		}
		/* "that Article 42 remain", "Article 5 should go altogether" */
		if (reading_any(r, i, alone) && !reading_token(r, at - 1, "to"))
			return cue;
	}
	return NULL;
}

/* "to have Article 42 struck", "to see it removed". */
static bool
has_done(const struct reading *r, size_t at, size_t end)
{
	static const char *const words[] = {"have", "see", "get", NULL};

	return at < end && reading_any(r, at, words);
}

/* Where a demand begins in first..end: the token of its modal; or `end`. */
static size_t
find_modal(const struct reading *r, size_t first, size_t end)
{
	while (first < end && !reading_is(r, first, CUE_MODAL))
		first++;
	return first;
}

/* "wants the article struck out": a participle after what it is on. */
static const struct cue *
find_result(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		const struct cue *cue = cue_starting(r, i, CUE_ACTION);

		if (cue != NULL &&
		    (cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE ||
			reading_token(r, i, "gone")))
			return cue;
	}
	return NULL;
}

/* "the text should include", "Parties should delete". */
static const struct cue *
find_after_modal(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct cue *modal = cue_starting(r, i, CUE_MODAL);
		const struct cue *cue;
		size_t at;

		if (modal == NULL)
			continue;
		at = reading_skip_adverbs(r, modal->end, end);
		if (reading_is(r, at, CUE_NEGATOR))
			at = reading_skip_adverbs(
			    r, reading_cue(r, at)->end, end);
		cue = cue_starting(r, at, CUE_ACTION);
		return cue != NULL && cue->form == FORM_BASE ? cue : NULL;
	}
	return NULL;
}

/* Nouns for what somebody wants: "proposal", "request", "need". */
static bool
is_wish(const struct reading *r, size_t at)
{
	static const char *const words[] = {"need", "request", "requests",
	    "call", "calls", "demand", "demands", "suggestions", NULL};

	return reading_is(r, at, CUE_PROPOSAL) ||
	       reading_is(r, at, CUE_MODAL) || reading_any(r, at, words);
}

/* "the proposal by X to delete", "the need to delete": on to the action. */
static size_t
dive(const struct reading *r, size_t at, size_t end)
{
	size_t i = at;

	while (i < end && i < at + 3 && reading_word(r, i) && !is_wish(r, i))
		i++;
	if (i >= end || !is_wish(r, i))
		return at;
	for (size_t last = i + 14; i < end && i < last; i++) {
		size_t next;

		if (!reading_token(r, i, "to") && !reading_token(r, i, "for") &&
		    !reading_token(r, i, "of"))
			continue;
		next = i + 1;
		while (next < end && (reading_token(r, next, "the") ||
					 reading_token(r, next, "its")))
			next++;
		if (next < end && cue_starting(r, next, CUE_ACTION) != NULL)
			return next;
	}
	return at;
}

/* Where a condition begins in the thing: "if", "unless", "provided that". */
static void
thing_condition(const struct reading *r, struct thing *t)
{
	for (size_t i = t->first + 1; i < t->end; i++)
		if (reading_is(r, i, CUE_CONDITION)) {
			t->condition = i;
			return;
		}
}

/* "if Article 3 were widened, the fund should": on to the fund. */
static size_t
skip_condition(const struct reading *r, size_t at, size_t end)
{
	size_t comma = at;

	if (!reading_is(r, at, CUE_CONDITION))
		return at;
	while (comma < end && !reading_token(r, comma, ","))
		comma++;
	return comma + 1 < end ? comma + 1 : at;
}

static void
thing_head(
    const struct reading *r, const struct lexicon_entry *entry, struct thing *t)
{
	size_t at = skip_opening(
	    r, skip_addressee(r, t->first, t->end), t->end, &t->negated);
	const struct cue *cue;

	at = skip_condition(r, at, t->end);
	t->object = at;
	t->object_end = t->condition != NOWHERE && t->condition > at
			    ? t->condition
			    : t->end;
	t->clause = reading_token(r, t->first, "that") &&
		    (!reading_is(r, t->first, CUE_THIS) ||
			r->provision_at[t->first + 1] >= 0);
	at = dive(r, at, t->object_end);
	cue = cue_starting(r, at, CUE_ACTION);
	if (cue == NULL && reading_is(r, at, CUE_THIS) &&
	    cue_starting(r, reading_cue(r, at)->end, CUE_ACTION) != NULL) {
		/* "its removal", "this inclusion" */
		cue = reading_cue(r, reading_cue(r, at)->end);
		if (cue->form == FORM_NOUN) {
			t->cue = cue;
			t->this = true;
			return;
		}
		cue = NULL;
	}
	if (cue != NULL && cue->form != FORM_PAST) {
		t->cue = cue;
		t->object = cue->end;
		/* "its deletion", "the removal": of what was said */
		if (cue->form == FORM_NOUN &&
		    (cue->end >= t->object_end || !reading_word(r, cue->end)))
			t->this = true;
		return;
	}
	cue = find_passive(r, at, t->object_end, &t->negated);
	if (cue == NULL &&
	    (strcmp(entry->id, "want") == 0 || has_done(r, at, t->object_end)))
		cue = find_result(r, at, t->object_end);
	if (cue != NULL && has_done(r, at, t->object_end))
		t->object = at + 1;
	if (cue != NULL) {
		t->cue = cue;
		t->clause = true;
		t->object_end = cue->first;
		return;
	}
	cue = find_after_modal(r, at, t->object_end);
	if (cue != NULL) {
		t->clause = true;
		if (names_text(r, at, find_modal(r, at, t->end)) &&
		    (cue->entry->action == ACTION_AMEND ||
			cue->entry->action == ACTION_NONE ||
			strcmp(cue->entry->id, "refer") == 0))
			return; /* what a text should say */
		t->cue = cue;
		t->object = cue->end;
	}
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
	    tokens->token[at].kind != TOKEN_NUMBER || r->provision_at[at] >= 0)
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
		quoted |= is_quote(r, i);
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
	if (reading_token(r, t->object, "new") && names_text(r, t->object, end))
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
	if (entry->stance != STANCE_PROPOSE)
		return ACTION_NONE;
	if (is_replacement(r, t))
		return ACTION_REPLACE;
	if (reading_is(r, end, CUE_MODAL))
		return names_text(r, t->object, end) && !is_quote(r, t->object)
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
		if (is_quote(r, i) || reading_token(r, i, "amendment") ||
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
	return names_text(r, end, t->end) && action->action != ACTION_AMEND &&
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

static void
thing_action(
    const struct reading *r, const struct lexicon_entry *entry, struct thing *t)
{
	size_t end = phrase_end(r, t->object, t->object_end);

	thing_number(r, t);
	t->texty = t->number != NULL || names_text(r, t->object, end);
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
	cue = cue_starting(r, t->cue->end + 1, CUE_ACTION);
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
		thing_condition(r, t);
		thing_head(r, entry, t);
		thing_action(r, entry, t);
		object_provisions(r, t);
		n++;
		if (n < THINGS_MAX && or_action(r, t, &ret[n]))
			n++;
	}
	return n;
}
