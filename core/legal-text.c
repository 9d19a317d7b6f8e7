/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/legal-text.h"

#include <string.h>

#define SHALL_WORDS 100 /* words of a treaty for each of its "shall" */

/* "this Agreement": what a treaty calls itself. */
static bool
is_itself(const struct reading *r, size_t at)
{
	static const char *const words[] = {"agreement", "convention", "treaty",
	    "protocol", "covenant", "statute", "charter", NULL};

	return (reading_token(r, at, "this") ||
		   reading_token(r, at, "present")) &&
	       reading_any(r, at + 1, words) &&
	       r->tokens.token[at + 1].flags & TOKEN_CAPITAL;
}

/* Somebody who may have said it, or words for saying it. */
static bool
is_said(const struct reading *r, size_t at)
{
	static const char *const words[] = {"delegation", "delegations",
	    "delegate", "delegates", "participant", "participants", "speaker",
	    "speakers", "many", "several", "said", "stated", "noted",
	    "stressed", "emphasized", "argued", "underscored", "highlighted",
	    "supported", "opposed", "suggested", "urged", "preferred",
	    "reiterated", "agreed", "called", "asked", NULL};
	const struct holder_mention *m = reading_holder(r, at);

	/* "developing countries" are in treaties too */
	if (m != NULL && (m->holder->kind == HOLDER_STATE ||
			     (m->holder->kind == HOLDER_GROUP &&
				 (m->capitals || m->how == HOLDER_BY_CODE))))
		return true;
	return reading_is(r, at, CUE_SELF) || reading_any(r, at, words);
}

bool
legal_sentence(const struct reading *r, size_t first, size_t end)
{
	bool shall = false;

	if (r->language != LANGUAGE_EN)
		return false;
	for (size_t i = first; i < end; i++) {
		if (is_said(r, i))
			return false;
		shall = shall || reading_token(r, i, "shall");
	}
	return shall;
}

bool
legal_text(const struct reading *r, bool own_words)
{
	size_t shall = 0, itself = 0, own = 0;
	bool said = false, quoted = false;

	for (size_t i = 0; i < r->tokens.count; i++) {
		quoted ^= reading_token(r, i, "\"");
		shall += reading_token(r, i, "shall");
		/* what somebody quotes is the text, and what they say is not */
		own += reading_token(r, i, "shall") && !quoted;
		itself += is_itself(r, i);
		said = said || is_said(r, i);
	}
	if (said)
		shall = own;
	if (shall >= 2 && shall * SHALL_WORDS >= r->tokens.count)
		return true;
	return !own_words && !said && (shall > 0 || itself > 0);
}

/* "Views differed", "Calls from some were": what stands before is a noun. */
static bool
is_noun_there(const struct reading *r, size_t at)
{
	const struct token *t;

	if (at >= r->tokens.count)
		return false;
	t = &r->tokens.token[at];
	return reading_is(r, at, CUE_AUXILIARY) ||
	       reading_token(r, at, "from") || reading_token(r, at, "by") ||
	       (t->length > 5 &&
		   memcmp(t->folded + t->length - 2, "ed", 2) == 0);
}

bool
legal_resolves(const struct reading *r, size_t first, size_t end)
{
	static const char *const words[] = {"decides", "resolves", "adopts",
	    "takes", "affirms", "proclaims", "authorizes", "instructs",
	    "directs", "expresses", "decide", NULL};
	const struct cue *cue;

	if (r->language != LANGUAGE_EN)
		return false;
	/* "5. ", "(b) " */
	while (first < end && (!reading_word(r, first) ||
				  r->tokens.token[first].kind == TOKEN_NUMBER ||
				  r->tokens.token[first].length == 1))
		first++;
	if (first + 1 >= end ||
	    !(r->tokens.token[first].flags & TOKEN_CAPITAL) ||
	    r->holder_at[first] >= 0)
		return false;
	cue = reading_cue(r, first);
	if (cue != NULL && is_noun_there(r, cue->end))
		return false;
	if (cue != NULL && cue->first == first && cue->form == FORM_THIRD)
		return cue->entry->kind == CUE_STANCE ||
		       cue->entry->kind == CUE_REPORT;
	return reading_any(r, first, words);
}
