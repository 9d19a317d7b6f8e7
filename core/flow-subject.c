/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/flow-parts.h"

#include "core/small-words.h"

#include <string.h>

struct holders
flow_remember(
    struct flow *flow, const struct member *member, size_t n, bool plural)
{
	flow->who = arena_array(flow->arena, n, sizeof(*flow->who));
	memcpy(flow->who, member, n * sizeof(*member));
	flow->n_who = n;
	flow->plural = plural;
	return (struct holders){flow->who, n};
}

static bool
is_plural(const struct member *member, size_t n)
{
	return n > 1 || member[0].kind == HOLDER_GROUP ||
	       member[0].kind == HOLDER_UNNAMED ||
	       member[0].kind == HOLDER_CLUSTER;
}

/*
 * Whether "it" is who spoke last: right after the report, behind a comma within
 * what is reported ("said that, although it had joined, it opposed"), or at a
 * sentence's head, where one State or group alone spoke.
 */
static bool
is_it_speaker(const struct flow *flow, size_t at)
{
	const struct reading *r = flow->r;
	bool comma = at > 0 && reading_token(r, at - 1, ",");

	if (flow->r->tokens.token[at].flags & TOKEN_SENTENCE)
		return flow->n_who == 1 &&
		       (flow->who[0].kind == HOLDER_STATE ||
			   flow->who[0].kind == HOLDER_GROUP);
	for (size_t i = at; i > 0; i--) {
		if (reading_is(r, i - 1, CUE_REPORT))
			return true;
		if (reading_token(r, i - 1, "that") ||
		    reading_is(r, i - 1, CUE_CONTRAST) ||
		    reading_token(r, i - 1, ","))
			continue;
		if (!comma || !reading_word(r, i - 1) ||
		    (r->tokens.token[i - 1].flags & TOKEN_SENTENCE))
			return false;
	}
	return false;
}

/* A pronoun: who spoke last. "It" only within that speaker's own words. */
static struct holders
pronoun_subject(struct flow *flow, const struct predication *p)
{
	const struct reading *r = flow->r;
	size_t at = p->actor->first;
	struct holders none = {NULL, 0};

	if (flow->n_who == 0)
		return none;
	if (reading_token(r, at, "they") && !flow->plural)
		return none;
	if ((reading_token(r, at, "he") || reading_token(r, at, "she")) &&
	    flow->n_who > 1)
		return none;
	if (reading_token(r, at, "it") && !is_it_speaker(flow, at))
		return none;
	if (reading_token(r, at, "the") && flow->n_who == 2 &&
	    reading_token(r, at + 1, "former"))
		return (struct holders){flow->who, 1};
	if (reading_token(r, at, "the") && flow->n_who == 2 &&
	    reading_token(r, at + 1, "latter"))
		return (struct holders){flow->who + 1, 1};
	return (struct holders){flow->who, flow->n_who};
}

/* Whether words name a person or body: "Co-Chair Estrada", "FAO". */
static bool
names_someone(const struct reading *r, size_t first, size_t end)
{
	bool capital = false;

	for (size_t i = first; i < end; i++) {
		const struct token *t = &r->tokens.token[i];

		if (r->provision_at[i] >= 0 || reading_is(r, i, CUE_TEXT))
			return false;
		if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL))
			continue;
		if (!(t->flags & TOKEN_SENTENCE) || t->flags & TOKEN_CAPITALS ||
		    end == first + 1 ||
		    (i + 1 < end &&
			r->tokens.token[i + 1].flags & TOKEN_CAPITAL))
			capital = true;
	}
	return capital;
}

/* A name and nothing else: at most a small word is not capital in it. */
static bool
is_name(const struct reading *r, size_t first, size_t end)
{
	size_t words = 0, small = 0;

	for (size_t i = first; i < end; i++) {
		const struct token *t = &r->tokens.token[i];

		if (t->kind != TOKEN_WORD || token_is(t, "the") ||
		    token_is(t, "of") || token_is(t, "for") ||
		    token_is(t, "and") || token_is(t, "'s"))
			continue;
		words++;
		small += !(t->flags & TOKEN_CAPITAL);
	}
	return words <= 10 && small <= 1 && small < words;
}

static struct holders
other_subject(struct flow *flow, const struct predication *p)
{
	struct member m = {.via = "", .kind = HOLDER_PERSON};
	size_t first = p->subject_first;

	if (flow->r->language != LANGUAGE_EN ||
	    !names_someone(flow->r, first, p->subject_end) ||
	    !is_name(flow->r, first, p->subject_end))
		return (struct holders){NULL, 0};
	if (reading_is(flow->r, first, CUE_TOPIC) ||
	    reading_is(flow->r, first, CUE_PREPOSITION))
		return (struct holders){NULL, 0};
	if (reading_token(flow->r, first, "the"))
		first++;
	m.id = m.name = reading_text(flow->r, first, p->subject_end);
	return flow_remember(flow, &m, 1, false);
}

/* "the Group", in a statement that is made for one. */
static bool
names_group(const struct reading *r, const struct actor *a)
{
	return reading_small(r, a->end - 1, WORD_GROUP) > 0;
}

/* "the Alliance": words of the speaker's own name. */
static bool
names_self(const struct flow *flow, size_t first, size_t end)
{
	struct tokens name;

	if (flow->n_self == 0 || !reading_token(flow->r, first, "the") ||
	    end <= first + 1)
		return false;
	tokenize(
	    flow->arena, flow->self[0].name, strlen(flow->self[0].name), &name);
	for (size_t i = first + 1; i < end; i++) {
		size_t j = 0;

		while (j < name.count &&
		       !reading_token(flow->r, i, name.token[j].folded))
			j++;
		if (j == name.count)
			return false;
	}
	return true;
}

/* "No delegation opposed": nobody did. */
static bool
is_nobody(const struct reading *r, const struct actor *a)
{
	return r->language == LANGUAGE_EN && a->n_members == 1 &&
	       a->member[0].kind == HOLDER_UNNAMED &&
	       (reading_token(r, a->first, "no") ||
		   reading_token(r, a->first, "none"));
}

struct holders
flow_subject(struct flow *flow, const struct predication *p)
{
	if (p->subject == SUBJECT_OTHER) {
		if (names_self(flow, p->subject_first, p->subject_end))
			return flow_remember(
			    flow, flow->self, flow->n_self, true);
		return other_subject(flow, p);
	}
	if (p->subject == SUBJECT_NONE)
		return (struct holders){NULL, 0};
	if (p->actor->kind == ACTOR_PRONOUN) {
		if (flow->n_self > 0 &&
		    flow->record->kind == RECORD_STATEMENT &&
		    names_group(flow->r, p->actor))
			return flow_remember(
			    flow, flow->self, flow->n_self, true);
		return pronoun_subject(flow, p);
	}
	if (p->actor->kind == ACTOR_SELF) {
		if (flow->n_self == 0)
			return (struct holders){NULL, 0};
		/* Who says "we" does not go on with "they". */
		flow->n_who = 0;
		return (struct holders){flow->self, flow->n_self};
	}
	if (is_nobody(flow->r, p->actor))
		return (struct holders){NULL, 0};
	return flow_remember(flow, p->actor->member, p->actor->n_members,
	    is_plural(p->actor->member, p->actor->n_members));
}
