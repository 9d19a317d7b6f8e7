/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause.h"

#include "core/clause-plain.h"
#include "core/small-words.h"
#include "core/gap.h"
#include "core/subject.h"
#include "core/trace.h"

#include <string.h>

void
clause_add(
    struct clause_sentence *s, const struct predication *p, size_t before)
{
	struct predications *out = s->out;
	struct predication added = *p;

	if (out->count == s->room) {
		size_t more = s->room ? s->room * 2 : 8;

		out->item = arena_grow(
		    s->r->arena, out->item, s->room, more, sizeof(*out->item));
		s->room = more;
	}
	for (size_t i = out->count; i > before; i--) {
		out->item[i] = out->item[i - 1];
		if (out->item[i].governor >= (int)before)
			out->item[i].governor++;
	}
	out->item[before] = added;
	out->count++;
}

static void
predication_add(struct clause_sentence *s, const struct predication *p)
{
	clause_add(s, p, s->out->count);
}

/* --- kinds of predications ---------------------------------------------- */

/* "the Alliance": what a statement calls the group it is made for. */
static bool
is_short_name(const struct reading *r, const struct predication *p)
{
	return reading_token(r, p->subject_first, "the") &&
	       p->subject_end > p->subject_first + 1 &&
	       p->subject_end <= p->subject_first + 4 &&
	       (r->tokens.token[p->subject_first + 1].flags & TOKEN_CAPITAL) !=
		   0;
}

/* "the Yarrow Isles": a name that takes a plural verb. */
static bool
ends_in_s(const struct reading *r, const struct actor *a)
{
	const struct token *t = &r->tokens.token[a->end - 1];

	return t->length > 3 && t->folded[t->length - 1] == 's';
}

static bool
plural_or_self(const struct reading *r, const struct predication *p)
{
	return p->subject == SUBJECT_ACTOR &&
	       (ends_in_s(r, p->actor) || p->actor->kind != ACTOR_HOLDERS ||
		   p->actor->n_members > 1 ||
		   p->actor->member[0].kind == HOLDER_UNNAMED ||
		   p->actor->member[0].kind == HOLDER_GROUP);
}

/* Whether the form can be the verb of a clause here. */
static bool
form_fits(const struct clause_sentence *s, const struct verb_group *g,
    const struct predication *p)
{
	enum cue_form form = p->cue->form;

	switch (form) {
	case FORM_WORD: /* "would like", "want it recorded that" */
	case FORM_PAST:
		return p->subject != SUBJECT_NONE;
	case FORM_PARTICIPLE:
		return g->auxiliary && p->subject != SUBJECT_NONE;
	case FORM_THIRD:
		return p->subject == SUBJECT_ACTOR ||
		       (p->subject == SUBJECT_OTHER &&
			   (p->cue->entry->kind == CUE_REPORT ||
			       is_short_name(s->r, p)));
	case FORM_BASE:
		return p->subject != SUBJECT_NONE &&
		       (g->auxiliary || g->negated || plural_or_self(s->r, p));
	case FORM_PREDICATE:
	case FORM_GERUND: /* "are negotiating for" */
		return p->subject != SUBJECT_NONE && g->auxiliary;
	default:
		return false;
	}
}

/* Where the noun phrase right before `at` begins: "the article | proposed". */
static size_t
noun_start(const struct clause_sentence *s, size_t at)
{
	while (at > s->first && reading_word(s->r, at - 1)) {
		const struct cue *cue = reading_cue(s->r, at - 1);

		if ((reading_token(s->r, at - 1, "to") &&
			!reading_is(s->r, at - 1, CUE_REFERENCE)) ||
		    reading_token(s->r, at - 1, "and") ||
		    reading_token(s->r, at - 1, "for"))
			break;
		if (cue != NULL && s->r->provision_at[at - 1] < 0 &&
		    (cue->entry->kind == CUE_STANCE ||
			cue->entry->kind == CUE_REPORT ||
			cue->entry->kind == CUE_ACTION ||
			cue->entry->kind == CUE_AUXILIARY ||
			cue->entry->kind == CUE_TOPIC ||
			(cue->entry->kind == CUE_PREPOSITION &&
			    !reading_token(s->r, at - 1, "of"))))
			break;
		at--;
	}
	return at;
}

/*
 * "The idea, first floated by X, was resisted by Y": where the subject begins
 * that stands before what is inserted; returns where it ends.
 */
static size_t
fronted_end(const struct clause_sentence *s, size_t *ret_first, size_t at)
{
	for (size_t i = s->first; i < at; i++)
		if (reading_token(s->r, i, ",")) {
			*ret_first = s->first;
			return i;
		}
	return at;
}

/* "supported by Y": who the agent is, and on what. */
static void
add_agent(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_AGENT, .governor = -1};
	const struct predication *before = clause_last(s);
	const struct actor *a = actor_starting(&s->out->actors, cue->end);
	const struct reading *r = s->r;
	size_t at = g->first;
	bool as = false;

	if (a == NULL || a->role != ACTOR_AGENT)
		return;
	/* "the council (as proposed by A)" */
	if (at > s->first && reading_token(r, at - 1, "as")) {
		at--;
		as = true;
	}
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.negated = g->negated;
	p.start = at;
	p.object = p.end = at;
	if (as) {
		if (at > s->first && (reading_token(r, at - 1, "(") ||
					 reading_token(r, at - 1, ",")))
			at--;
	} else if (at > s->first && clause_is_joint(r, at - 1) &&
		   before != NULL && before->voice == VOICE_AGENT)
		p.of_sentence = before->of_sentence;
	else if (at > s->first && g->passive && before != NULL &&
		 reading_token(r, at - 1, "which"))
		p.of_sentence = true; /* "..., which was supported by Y" */
	else if (at > s->first && !g->passive &&
		 (reading_token(r, at - 1, ",") ||
		     reading_token(r, at - 1, "(")))
		p.of_sentence = before != NULL ||
				actor_ending(&s->out->actors, at - 1) != NULL;
	if (!p.of_sentence) {
		p.object = g->passive || as ? clause_phrase_start(s, at)
					    : noun_start(s, at);
		if (p.object == at && g->passive &&
		    reading_token(r, at - 1, ",") && s->out->count > 0)
			at = fronted_end(s, &p.object, at);
		p.start = p.object;
		p.end = at;
	}
	predication_add(s, &p);
}

/* "Nor could we agree", "neither did X support": the negator stands first. */
static bool
is_inverted(const struct clause_sentence *s, const struct predication *p)
{
	size_t at;

	if (p->subject != SUBJECT_ACTOR || p->actor->first < s->first + 2)
		return false;
	at = p->actor->first - 1;
	return reading_is(s->r, at, CUE_AUXILIARY) &&
	       reading_is(s->r, reading_cue(s->r, at)->first - 1, CUE_NEGATOR);
}

/* A finite clause: subject, verb, complement. */
static void
add_finite(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g)
{
	struct predication p = {.cue = cue, .governor = -1};

	p.negated = g->negated;
	p.future = g->future;
	clause_subject(s, g->first, &p);
	if (!form_fits(s, g, &p))
		return;
	if (is_inverted(s, &p))
		p.negated = !p.negated;
	p.companion = clause_companion(s, &p);
	p.start = g->first;
	if (p.subject == SUBJECT_ACTOR &&
	    p.actor->first >= clause_subject_limit(s) &&
	    p.actor->first < p.start)
		p.start = p.actor->head < p.actor->first ? p.actor->head
							 : p.actor->first;
	else if (p.subject == SUBJECT_OTHER &&
		 p.subject_first >= clause_subject_limit(s))
		p.start = p.subject_first;
	p.object = cue->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* "X broke ranks by endorsing": what X did, where no stance stands before. */
static bool
is_means(const struct clause_sentence *s, size_t at)
{
	const struct predication *p = clause_last(s);

	return at > s->first && reading_token(s->r, at - 1, "by") &&
	       (p == NULL || p->cue->entry->kind == CUE_REPORT);
}

/* "..., calling for", "with X suggesting", "While supporting". */
static void
add_participle(struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g)
{
	const struct reading *r = s->r;
	struct predication p = {
	    .cue = cue, .voice = VOICE_PARTICIPLE, .governor = -1};
	const struct actor *a = actor_ending(&s->out->actors, g->first);
	bool fronted =
	    g->first == s->first || reading_is(r, g->first - 1, CUE_CONTRAST);
	bool means = is_means(s, g->first);

	if (!fronted && !means && a == NULL &&
	    !reading_token(r, g->first - 1, ",") &&
	    !clause_is_joint(r, g->first - 1))
		return;
	if (clause_is_joint(r, g->first - 1) &&
	    !reading_token(r, g->first - 2, ",") &&
	    (clause_last(s) == NULL ||
		clause_last(s)->voice != VOICE_PARTICIPLE))
		return;
	p.negated = g->negated;
	p.start = g->first;
	if (a != NULL && a->role == ACTOR_COMPLEMENT)
		return;
	if (a != NULL) {
		clause_subject_is(s, a, &p);
		p.start = a->head < a->first ? a->head : a->first;
	} else if (!fronted || s->out->count > 0) {
		clause_inherit(s, &p);
	}
	p.object = cue->end;
	p.end = s->end;
	/* "A, B dissenting, called for": B on what A says */
	if (a != NULL && (reading_token(r, cue->end, ",") ||
			     reading_token(r, cue->end, ")"))) {
		p.voice = VOICE_AGENT;
		p.of_sentence = true;
		p.object = p.end = p.start;
	}
	predication_add(s, &p);
}

/* "The proposal drew objections from X": X opposes it. */
static void
add_drawn(struct clause_sentence *s, const struct cue *cue)
{
	struct verb_group g = clause_group(s, cue->first);
	struct predication p = {
	    .cue = cue, .voice = VOICE_AGENT, .governor = -1};

	p.actor = actor_starting(&s->out->actors, cue->end);
	if (p.actor == NULL)
		p.actor = actor_starting(&s->out->actors, cue->end - 1);
	if (p.actor == NULL || p.actor->kind != ACTOR_HOLDERS || g.negated)
		return;
	p.subject = SUBJECT_ACTOR;
	p.object = p.start = clause_phrase_start(s, g.first);
	p.end = g.first;
	predication_add(s, &p);
}

/* Whether an actor stands right behind a noun: "calls from | X, | the X". */
static bool
follows_noun(
    const struct reading *r, const struct cue *cue, const struct actor *a)
{
	return a->first == cue->end ||
	       (a->first == cue->end + 1 &&
		   (reading_small(r, cue->end, WORD_THE) ||
		       reading_token(r, cue->end, "both")));
}

/*
 * Who a noun's holder is told to be behind what it is on: "opposition to the
 * fund (mostly voiced by X)", "support for it from X". Where what stands
 * between ends goes to `*end`.
 */
static const struct actor *
told_later(const struct clause_sentence *s, const struct cue *cue, size_t *end)
{
	const struct reading *r = s->r;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];
		size_t at = a->head > 0 ? a->head : a->first;

		if (a->first <= cue->end || a->kind != ACTOR_HOLDERS)
			continue;
		for (size_t j = cue->end; j < at; j++)
			if (reading_is(r, j, CUE_CONTRAST) ||
			    reading_token(r, j, ";"))
				return NULL;
		if (at == cue->end + 1 && reading_small(r, at, WORD_FROM) &&
		    (reading_is(r, cue->end, CUE_THIS) ||
			reading_is(r, cue->end, CUE_PRONOUN))) {
			*end = at;
			return a;
		}
		if (!reading_small(r, at, WORD_BY) ||
		    !reading_small(r, at - 1, WORD_VOICED))
			continue;
		at = reading_back_over_adverbs(r, at - 1, cue->end);
		if (at <= cue->end + 1 || (!reading_token(r, at - 1, "(") &&
					      !reading_token(r, at - 1, ",")))
			continue;
		*end = at - 1;
		return a;
	}
	return NULL;
}

/* "calls from X to delete", "opposition from X to". */
static void
add_noun(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};
	const struct actors *actors = &s->out->actors;
	const struct actor *a = NULL;

	for (size_t i = 0; i < actors->count && a == NULL; i++) {
		const struct actor *b = &actors->actor[i];

		if (follows_noun(s->r, cue, b))
			a = b;
		else if (b->end == cue->first &&
			 (b->role == ACTOR_MODIFIER || b->kind == ACTOR_SELF))
			a = b;
	}
	p.end = s->end;
	if (a == NULL && cue->entry->stance != STANCE_PROPOSE) {
		a = told_later(s, cue, &p.end);
		p.gap = a != NULL; /* its end is known */
	}
	if (a == NULL)
		return;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.start = a->first < cue->first ? a->first : cue->first;
	p.object = a->end > cue->end && !p.gap ? a->end : cue->end;
	/* "a request by A was noted": for what, is not said */
	if (cue->entry->stance == STANCE_PROPOSE &&
	    !reading_small(s->r, p.object, WORD_OPENER) &&
	    !reading_small(s->r, cue->end - 1, WORD_OPENER))
		return;
	predication_add(s, &p);
}

/*
 * "Other supporters of X included A and B": what stands between is the
 * complement, and who they were the subject.
 */
static void
add_enumerated(struct clause_sentence *s, const struct cue *cue)
{
	static const char *const verbs[] = {
	    "include", "includes", "included", "were", "are", NULL};
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};

	for (size_t i = cue->end; i + 1 < s->end; i++) {
		const struct actor *a;

		if (!reading_any(s->r, i, verbs))
			continue;
		a = actor_starting(&s->out->actors, i + 1);
		if (a == NULL || a->kind != ACTOR_HOLDERS || i == cue->end)
			return;
		p.subject = SUBJECT_ACTOR;
		p.actor = a;
		p.start = cue->first;
		p.object = cue->end;
		p.end = i;
		predication_add(s, &p);
		return;
	}
}

/* Whether ", and that" or "; that" stands between two tokens. */
static bool
resumes_report(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = end; i > first + 1; i--)
		if (reading_token(r, i - 1, "that") &&
		    (reading_token(r, i - 2, "and") ||
			reading_token(r, i - 2, ";")))
			return true;
	return false;
}

/* A semicolon ends what a stance governs. */
static bool
has_semicolon(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (reading_token(r, i, ";"))
			return true;
	return false;
}

#define WITHIN_STANCE (-2) /* no demand of its own */

/* The report in whose complement a token stands, or -1. */
static int
governor_at(const struct clause_sentence *s, size_t at)
{
	bool stance = false;

	for (size_t i = s->out->count; i > 0; i--) {
		const struct predication *p = &s->out->item[i - 1];

		if (p->voice == VOICE_AGENT || p->voice == VOICE_NOUN)
			continue;
		if (p->cue->entry->kind == CUE_REPORT) {
			if (p->cue->entry->strength < 0)
				continue; /* an act: opens no speech */
			return (int)i - 1;
		}
		if (!stance && p->governor >= 0)
			return p->governor;
		if (has_semicolon(s->r, p->cue->end, at))
			continue;
		/* within a stance's complement, but for ", and that ..." */
		stance = true;
		if (!resumes_report(s->r, p->cue->end, at))
			return WITHIN_STANCE;
	}
	return -1;
}

/*
 * "It is imperative that ...", "Article 5 should go", "... would be a mistake":
 * nobody says it but the author.
 */
static void
add_impersonal(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue, .governor = -1};

	if (reading_token(s->r, cue->first, "shall"))
		return;
	p.negated = cue->entry->kind == CUE_MODAL &&
		    reading_is(s->r, cue->end, CUE_NEGATOR);
	p.start =
	    s->out->count > 0 ? clause_phrase_start(s, cue->first) : s->first;
	if (strcmp(cue->entry->id, "imperative") == 0)
		p.start = cue->end;
	p.object = p.start;
	p.end = s->end;
	predication_add(s, &p);
}

/* A demand or a verdict within reported speech. */
static void
add_within(struct clause_sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue};
	const struct predication *g;
	size_t i;

	p.governor = governor_at(s, cue->first);
	if (p.governor < 0) {
		if (p.governor != WITHIN_STANCE)
			add_impersonal(s, cue);
		else
			trace_drop(s->r, cue, REASON_WITHIN);
		return;
	}
	g = &s->out->item[p.governor];
	p.subject = g->subject;
	p.actor = g->actor;
	p.subject_first = g->subject_first;
	p.subject_end = g->subject_end;
	p.companion = g->companion;
	for (i = cue->first; i > g->cue->end; i--)
		if (reading_token(s->r, i - 1, ";") ||
		    (reading_token(s->r, i - 1, "that") &&
			(i - 1 == g->cue->end || clause_is_joint(s->r, i - 2) ||
			    reading_token(s->r, i - 2, ","))))
			break;
	/* "is weak and should be struck": what the clause began with */
	if (clause_is_joint(s->r, cue->first - 1) &&
	    !reading_token(
		s->r, cue->end + reading_is(s->r, cue->end, CUE_NEGATOR), "be"))
		i = cue->first;
	p.negated = cue->entry->kind == CUE_MODAL &&
		    (reading_is(s->r, cue->end, CUE_NEGATOR) ||
			(cue->first > 0 &&
			    reading_is(s->r, cue->first - 1, CUE_NEGATOR)));
	if (g->negated && g->cue->entry->strength > 0)
		p.negated = !p.negated;
	if (strcmp(cue->entry->id, "imperative") == 0)
		i = cue->end;
	p.start = p.object = i;
	p.end = s->end;
	predication_add(s, &p);
}

/* "Parties should encourage": what is demanded, said by nobody. */
static bool
is_demanded(const struct clause_sentence *s, const struct verb_group *g)
{
	const struct cue *cue;

	if (g->first == s->first)
		return false;
	cue = reading_cue(s->r, g->first - 1);
	return cue != NULL && cue->entry->kind == CUE_MODAL &&
	       (cue->first == s->first ||
		   !reading_is(s->r, cue->first - 1, CUE_SELF));
}

/* "the dispute", "for support", "its requests": no verb. */
static bool
is_noun(const struct clause_sentence *s, const struct cue *cue,
    const struct verb_group *g)
{
	static const char *const words[] = {"the", "a", "an", "its", "their",
	    "his", "her", "our", "this", "any", "such", "'s", "of", "in", "for",
	    "on", "from", "with", "without", "no", NULL};

	return (cue->form == FORM_BASE || cue->form == FORM_THIRD) &&
	       g->first == cue->first && cue->first > s->first &&
	       reading_any(s->r, cue->first - 1, words);
}

/* Only with a subject that can act: a text "would delete" nothing. */
static void
add_would(struct clause_sentence *s, const struct cue *cue)
{
	struct verb_group g = clause_group(s, cue->first);
	size_t count = s->out->count;

	add_finite(s, cue, &g);
	if (s->out->count > count &&
	    s->out->item[count].subject != SUBJECT_ACTOR)
		s->out->count = count;
}

static void
read_cue(struct clause_sentence *s, const struct cue *cue)
{
	struct verb_group g;

	if (cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT) {
		if (cue->entry->stance != STANCE_NONE)
			add_within(s, cue);
		return;
	}
	if (strncmp(cue->entry->id, "drawn-", strlen("drawn-")) == 0) {
		add_drawn(s, cue);
		return;
	}
	if (cue->form == FORM_NOUN) {
		add_noun(s, cue);
		return;
	}
	g = clause_group(s, cue->first);
	if (is_demanded(s, &g))
		trace_drop(s->r, cue, REASON_DEMANDED);
	if (g.infinitive || is_demanded(s, &g))
		return;
	/* "there was support for it" */
	if (g.auxiliary && g.first > s->first &&
	    reading_token(s->r, g.first - 1, "there")) {
		add_noun(s, cue);
		return;
	}
	if (is_noun(s, cue, &g)) {
		const struct actor *a =
		    actor_ending(&s->out->actors, cue->first);

		/* "Galtria's call for the deletion" */
		if (a != NULL && a->role == ACTOR_MODIFIER &&
		    (reading_small(s->r, cue->end - 1, WORD_OPENER) ||
			reading_small(s->r, cue->end, WORD_OPENER)))
			add_noun(s, cue);
		return;
	}
	if (cue->form == FORM_PREDICATE && !g.auxiliary) {
		add_enumerated(s, cue);
		return;
	}
	if (cue->form == FORM_GERUND && !g.passive) {
		add_participle(s, cue, &g);
		return;
	}
	if ((cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE)) {
		if (reading_token(s->r, cue->end, "by")) {
			add_agent(s, cue, &g);
			return;
		}
		if (g.passive || clause_is_attribute(s, g.first))
			return;
	}
	add_finite(s, cue, &g);
}

/* --- ends --------------------------------------------------------------- */

/* Whether q, that follows p, ends p's complement. */
static bool
ends(const struct predication *p, const struct predication *q)
{
	if (q->voice == VOICE_AGENT)
		return q->of_sentence;
	if (q->voice == VOICE_NOUN)
		return false;
	/* what somebody does within what is said: "than it looks" */
	if (q->cue->entry->strength < 0 && q->subject == SUBJECT_OTHER)
		return false;
	return q->governor < 0 || p->cue->entry->kind != CUE_REPORT;
}

/* Take "and", "while", "," off the end of a complement. */
static size_t
trim_end(const struct clause_sentence *s, size_t start, size_t end)
{
	while (end > start) {
		const struct cue *cue = reading_cue(s->r, end - 1);
		const struct token *t = &s->r->tokens.token[end - 1];

		if (t->kind == TOKEN_BREAK || clause_is_joint(s->r, end - 1) ||
		    reading_token(s->r, end - 1, ",") ||
		    reading_token(s->r, end - 1, ".") ||
		    reading_token(s->r, end - 1, "-") ||
		    reading_token(s->r, end - 1, "with") ||
		    (cue != NULL && (cue->entry->kind == CUE_CONTRAST ||
					cue->entry->kind == CUE_RELATIVE)))
			end--;
		else
			break;
	}
	return end;
}

/* A semicolon ends a complement, but for a list after a colon. */
static size_t
semicolon_end(
    const struct clause_sentence *s, const struct predication *p, size_t end)
{
	if (reading_token(s->r, p->object, ":"))
		return end;
	for (size_t i = p->cue->end; i < end; i++)
		if (reading_token(s->r, i, ";"))
			return i;
	return end;
}

static void
set_ends(struct clause_sentence *s)
{
	for (size_t i = 0; i < s->out->count; i++) {
		struct predication *p = &s->out->item[i];

		if (p->voice == VOICE_AGENT || p->gap)
			continue;
		for (size_t j = i + 1; j < s->out->count; j++) {
			const struct predication *q = &s->out->item[j];

			if (q->start > p->cue->end && ends(p, q)) {
				p->end = q->start;
				break;
			}
		}
		if (p->cue->entry->kind != CUE_REPORT)
			p->end = semicolon_end(s, p, p->end);
		p->end = trim_end(s, p->object, p->end);
	}
}

/* "Supporting A, B spoke of ...": what follows the comma is the subject. */
static void
split_fronted(const struct clause_sentence *s, struct predication *p)
{
	const struct actor *a = actor_starting(&s->out->actors, p->object);

	p->actor = a != NULL ? clause_list_part(s, a) : NULL;
	if (p->actor == NULL)
		return;
	p->subject = SUBJECT_ACTOR;
	p->end = a->last_comma;
}

/* A fronted participle has the subject of the clause after it. */
static void
set_fronted(const struct clause_sentence *s)
{
	struct predications *out = s->out;

	for (size_t i = 0; i < out->count; i++) {
		struct predication *p = &out->item[i];

		if (p->voice != VOICE_PARTICIPLE || p->subject != SUBJECT_NONE)
			continue;
		for (size_t j = i + 1; j < out->count; j++)
			if (out->item[j].voice == VOICE_ACTIVE &&
			    out->item[j].governor < 0) {
				p->subject = out->item[j].subject;
				p->actor = out->item[j].actor;
				p->subject_first = out->item[j].subject_first;
				p->subject_end = out->item[j].subject_end;
				break;
			}
		if (p->subject == SUBJECT_NONE)
			split_fronted(s, p);
	}
}

/* "We would delete": an action that somebody would take. */
static bool
is_would(const struct reading *r, const struct cue *cue)
{
	return r->language == LANGUAGE_EN && cue->entry->kind == CUE_ACTION &&
	       cue->form == FORM_BASE && cue->first > 0 &&
	       reading_token(
		   r, reading_back_over_adverbs(r, cue->first, 0) - 1, "would");
}

static bool
is_head(const struct cue *cue)
{
	return cue->entry->kind == CUE_STANCE ||
	       cue->entry->kind == CUE_REPORT ||
	       cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT;
}

void
predications_find(
    const struct reading *r, size_t first, size_t end, struct predications *ret)
{
	struct clause_sentence s = {r, first, end, ret, 0};
	bool any = false;

	memset(ret, 0, sizeof(*ret));
	for (size_t i = first; i < end && !any; i++)
		any = r->cue_at[i] >= 0 &&
		      (is_head(&r->cue[r->cue_at[i]]) ||
			  (r->language == LANGUAGE_EN &&
			      reading_is(r, i, CUE_PROPOSAL)) ||
			  is_would(r, &r->cue[r->cue_at[i]]) ||
			  gap_is_ellipsis(r, &r->cue[r->cue_at[i]]));
	if (!any)
		return;
	actors_find(r, first, end, &ret->actors);
	if (r->language != LANGUAGE_EN) {
		predications_find_plain(r, first, end, ret);
		return;
	}
	for (size_t i = first; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);

		if (cue == NULL || cue->first != i)
			continue;
		if (is_head(cue))
			read_cue(&s, cue);
		else if (is_would(r, cue))
			add_would(&s, cue);
		else if (gap_is_ellipsis(r, cue))
			gap_ellipsis(&s, cue);
	}
	gaps_find(&s);
	set_ends(&s);
	set_fronted(&s);
}
