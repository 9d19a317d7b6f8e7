/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object-parts.h"

#include <string.h>

bool
object_is_example(const struct reading *r, size_t at)
{
	return at > 0 && reading_token(r, at, "including") &&
	       r->tokens.token[at - 1].kind == TOKEN_PUNCT;
}

const struct cue *
object_cue_starting(const struct reading *r, size_t at, enum cue_class kind)
{
	const struct cue *cue = reading_cue(r, at);

	if (kind == CUE_ACTION && object_is_example(r, at))
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

bool
object_is_quote(const struct reading *r, size_t at)
{
	static const char *const words[] = {"'", "\"", NULL};

	return reading_any(r, at, words);
}

size_t
object_skip_opening(
    const struct reading *r, size_t at, size_t end, bool *negated)
{
	static const char *const words[] = {"that", "to", ":", ",", "the", "a",
	    "an", "for", "of", "only", "either", "both", "its", "their", "on",
	    "against", "in", "with", "inter", "alia", "about", "over", "any",
	    "such", NULL};

	for (; at < end; at++) {
		if (reading_is(r, at, CUE_KEEP))
			continue;
		if (reading_is(r, at, CUE_NEGATOR) ||
		    (reading_is(r, at, CUE_EXCEPTION) &&
			reading_token(r, at, "not"))) {
			*negated = !*negated;
			at = reading_cue(r, at)->end - 1; /* "refrain from" */
			continue;
		}
		if (object_cue_starting(r, at, CUE_ACTION) != NULL)
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

size_t
object_phrase_end(const struct reading *r, size_t at, size_t end)
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

bool
object_names_text(const struct reading *r, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++)
		if (reading_is(r, i, CUE_TEXT) ||
		    reading_is(r, i, CUE_REFERENCE) ||
		    r->provision_at[i] >= 0 || object_is_quote(r, i) ||
		    reading_token(r, i, "amendment") ||
		    reading_token(r, i, "amendments"))
			return true;
	return false;
}

/* What is quoted says nothing of what is asked: past it, if more follows. */
static size_t
skip_quote(const struct reading *r, size_t at, size_t end)
{
	if (!reading_token(r, at, "\""))
		return at;
	for (size_t i = at + 1; i + 1 < end; i++)
		if (reading_token(r, i, "\""))
			return i;
	return at;
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

	for (size_t i = skip_quote(r, first, end) + 1; i < end; i++) {
		const struct cue *cue;
		size_t at;

		i = skip_quote(r, i, end);
		cue = object_cue_starting(r, i, CUE_ACTION);
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
		if (reading_any(r, i, alone) &&
		    (cue->entry->action == ACTION_BRACKET ||
			!reading_token(r, at - 1, "to")))
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
	for (; first < end; first++) {
		first = skip_quote(r, first, end);
		if (reading_is(r, first, CUE_MODAL))
			break;
	}
	return first;
}

/* "wants the article struck out": a participle after what it is on. */
static const struct cue *
find_result(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = skip_quote(r, first, end) + 1; i < end; i++) {
		const struct cue *cue;

		i = skip_quote(r, i, end);
		cue = object_cue_starting(r, i, CUE_ACTION);
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
		const struct cue *modal, *cue;
		size_t at;

		i = skip_quote(r, i, end);
		modal = object_cue_starting(r, i, CUE_MODAL);
		if (modal == NULL)
			continue;
		at = reading_skip_adverbs(r, modal->end, end);
		if (reading_is(r, at, CUE_NEGATOR))
			at = reading_skip_adverbs(
			    r, reading_cue(r, at)->end, end);
		cue = object_cue_starting(r, at, CUE_ACTION);
		return cue != NULL && cue->form == FORM_BASE ? cue : NULL;
	}
	return NULL;
}

/* Nouns for what somebody wants: "proposal", "request", "need". */
static bool
is_wish(const struct reading *r, size_t at)
{
	static const char *const words[] = {"need", "request", "requests",
	    "call", "calls", "demand", "demands", "suggestions", "push", "bid",
	    "drive", "campaign", "moves", NULL};

	return reading_is(r, at, CUE_PROPOSAL) ||
	       reading_is(r, at, CUE_MODAL) || reading_any(r, at, words);
}

/* "X's support for the deletion of it": on to the deletion. */
static size_t
dive_stance(const struct reading *r, size_t at, size_t end)
{
	const struct cue *cue = NULL;
	size_t i = at;

	for (; i < end && i < at + 5 && cue == NULL; i++) {
		const struct cue *c = reading_cue(r, i);

		if (r->provision_at[i] >= 0)
			return at;
		if (c != NULL && c->first == i &&
		    c->entry->kind == CUE_STANCE &&
		    (c->form == FORM_NOUN ||
			(c->form == FORM_BASE && i > at &&
			    reading_token(r, i - 1, "'s"))))
			cue = c;
	}
	if (cue == NULL)
		return at;
	for (i = cue->end; i < end && i < cue->end + 3; i++)
		if (object_cue_starting(r, i, CUE_ACTION) != NULL)
			return i;
	return at;
}

/* "the proposal by X to delete", "the need to delete": on to the action. */
static size_t
dive(const struct reading *r, size_t at, size_t end)
{
	size_t i = at;

	/* "those who want to delete it" */
	if (reading_token(r, at, "those") &&
	    reading_is(r, at + 1, CUE_RELATIVE)) {
		for (i = at + 2; i < end && i < at + 8; i++)
			if (object_cue_starting(r, i, CUE_ACTION) != NULL)
				return i;
		return at;
	}
	i = dive_stance(r, at, end);
	if (i > at)
		return i;
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
		if (next < end &&
		    object_cue_starting(r, next, CUE_ACTION) != NULL)
			return next;
	}
	return at;
}

void
object_condition(const struct reading *r, struct thing *t)
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

/* "supported by", "sought by": whose it is. */
static bool
is_by(const struct reading *r, size_t at)
{
	const struct cue *cue = object_cue_starting(r, at, CUE_STANCE);

	return cue != NULL && reading_token(r, cue->end, "by") &&
	       (cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE);
}

void
object_head(
    const struct reading *r, const struct lexicon_entry *entry, struct thing *t)
{
	size_t at = object_skip_opening(
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
	cue = object_cue_starting(r, at, CUE_ACTION);
	if (cue == NULL && reading_is(r, at, CUE_THIS) &&
	    object_cue_starting(r, reading_cue(r, at)->end, CUE_ACTION) !=
		NULL) {
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
		/* "the deletion supported by X": X says of what, or nobody */
		if (cue->form == FORM_NOUN && is_by(r, cue->end))
			t->object_end = cue->end;
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
		if (object_names_text(r, at, find_modal(r, at, t->end)) &&
		    (cue->entry->action == ACTION_AMEND ||
			cue->entry->action == ACTION_NONE ||
			strcmp(cue->entry->id, "refer") == 0))
			return; /* what a text should say */
		t->cue = cue;
		t->object = cue->end;
	}
}
