/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause.h"

#include <string.h>

/* A sentence being read. */
struct sentence {
	const struct reading *r;
	size_t first;
	size_t end;
	struct predications *out;
	size_t room;
};

static const struct predication *
last_of(const struct sentence *s)
{
	return s->out->count ? &s->out->item[s->out->count - 1] : NULL;
}

static void
predication_add(struct sentence *s, const struct predication *p)
{
	struct predications *out = s->out;

	if (out->count == s->room) {
		size_t more = s->room ? s->room * 2 : 8;

		out->item = arena_grow(
		    s->r->arena, out->item, s->room, more, sizeof(*out->item));
		s->room = more;
	}
	out->item[out->count++] = *p;
}

static bool
token_in(const struct reading *r, size_t at, const char *const *words)
{
	for (; *words != NULL; words++)
		if (reading_token(r, at, *words))
			return true;
	return false;
}

static bool
is_be(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "is", "are", "was", "were", "be", "been", "being", "am", NULL};

	return token_in(r, at, words);
}

static bool
is_joint(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "and", "or", "but", "then", ";", ":", "&", NULL};

	return token_in(r, at, words);
}

/* --- the verb group ----------------------------------------------------- */

/* What stands before a verb and belongs to it. */
struct group {
	size_t first; /* its first token */
	bool negated;
	bool future;
	bool auxiliary;	 /* there is one */
	bool passive;	 /* a form of to be stands right before the verb */
	bool infinitive; /* "to" stands right before the verb */
};

/* Go back from the cue over adverbs, auxiliaries and negators. */
static struct group
group_before(const struct sentence *s, size_t at)
{
	static const char *const future[] = {"will", "may", "might", NULL};
	const struct reading *r = s->r;
	struct group g = {.first = at};

	g.infinitive = at > s->first && reading_token(r, at - 1, "to") &&
		       !reading_is(r, at - 1, CUE_AUXILIARY);
	for (;;) {
		const struct cue *cue;

		g.first = reading_back_over_adverbs(r, g.first, s->first);
		/* "directly or indirectly" */
		if (g.first > s->first + 1 && g.first < at &&
		    (reading_token(r, g.first - 1, "or") ||
			reading_token(r, g.first - 1, "and")) &&
		    reading_back_over_adverbs(r, g.first - 1, s->first) <
			g.first - 1) {
			g.first--;
			continue;
		}
		if (g.first == s->first)
			break;
		cue = reading_cue(r, g.first - 1);
		if (cue == NULL || cue->first < s->first)
			break;
		if (cue->entry->kind == CUE_NEGATOR &&
		    !reading_token(r, cue->first, "no"))
			g.negated = !g.negated;
		else if (cue->entry->kind == CUE_AUXILIARY) {
			if (!g.auxiliary && is_be(r, cue->end - 1))
				g.passive = true;
			g.auxiliary = true;
			g.future |= token_in(r, cue->first, future);
		} else if (cue->entry->kind != CUE_KEEP) {
			break;
		}
		g.first = cue->first;
	}
	return g;
}

/* A hyphen within a word, and no dash: "co-sponsored". */
static bool
is_hyphen(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	return reading_token(r, at, "-") && t->end - t->start == 1 &&
	       !(t->flags & TOKEN_SPACED);
}

/* Whether a past form before `at` is an adjective: "the proposed text". */
static bool
is_attribute(const struct sentence *s, size_t at)
{
	static const char *const words[] = {"the", "a", "an", "its", "their",
	    "his", "her", "our", "this", "these", "those", "such", "any", "'s",
	    "newly", "previously", "of", "in", "for", "on", "from", "with",
	    "as", "'", "no", "to", "most", NULL};
	const struct holder_mention *m;

	if (at == s->first)
		return false;
	if (is_hyphen(s->r, at - 1))
		return true;
	m = reading_holder(s->r, at - 1);
	return token_in(s->r, at - 1, words) || (m != NULL && m->possessive);
}

/* --- subjects ----------------------------------------------------------- */

/* Where the predication before ends its cue: subjects lie after that. */
static size_t
subject_limit(const struct sentence *s)
{
	for (size_t i = s->out->count; i > 0; i--)
		if (s->out->item[i - 1].voice == VOICE_ACTIVE)
			return s->out->item[i - 1].cue->end;
	return s->first;
}

/* The subject of the last clause that has one of its own. */
static void
inherit_subject(const struct sentence *s, struct predication *p)
{
	for (size_t i = s->out->count; i > 0; i--) {
		const struct predication *q = &s->out->item[i - 1];

		if (q->voice == VOICE_AGENT || q->voice == VOICE_NOUN ||
		    q->cue->entry->kind == CUE_MODAL ||
		    q->cue->entry->kind == CUE_VERDICT ||
		    q->subject == SUBJECT_NONE)
			continue;
		p->subject = q->subject;
		p->actor = q->actor;
		p->subject_first = q->subject_first;
		p->subject_end = q->subject_end;
		return;
	}
	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->first >= p->cue->first)
			return;
		if (a->role != ACTOR_FREE)
			continue;
		p->subject = SUBJECT_ACTOR;
		p->actor = a;
		return;
	}
}

/* The nearest free actor before `at` that a comma closes: "X, with Y, said". */
static const struct actor *
actor_before_comma(const struct sentence *s, size_t at)
{
	size_t limit = subject_limit(s);
	const struct actor *found = NULL;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->first < limit || a->role != ACTOR_FREE)
			continue;
		if (a->end > at)
			break;
		if (reading_token(s->r, a->end, ",") ||
		    reading_token(s->r, a->end - 1, ",") ||
		    reading_token(s->r, a->end, "-"))
			found = a;
	}
	return found;
}

/* Whether a sentence opens with a phrase that is no subject. */
static bool
opens_with_phrase(const struct sentence *s)
{
	return reading_is(s->r, s->first, CUE_TOPIC) ||
	       reading_is(s->r, s->first, CUE_PREPOSITION) ||
	       reading_token(s->r, s->first, "according");
}

/*
 * The part of a list that a verb can have as its subject: what follows the
 * first comma where the list began in the sentence's opening phrase ("In the
 * view of A, B and C opposed"), else only the last ("... by A, and B opposed").
 */
static const struct actor *
actor_last_member(const struct sentence *s, const struct actor *a)
{
	struct actor *part;
	size_t keep = 1, comma = a->last_comma;

	if (a->last_comma == NOWHERE || a->n_members < 2)
		return NULL;
	if (opens_with_phrase(s) && s->out->count == 0 &&
	    a->first_comma != NOWHERE && a->n_before < a->n_members) {
		keep = a->n_members - a->n_before;
		comma = a->first_comma;
	}
	part = arena_alloc(s->r->arena, sizeof(*part));
	*part = *a;
	part->role = ACTOR_FREE;
	part->member = &a->member[a->n_members - keep];
	part->n_members = keep;
	part->first = part->head = comma + 1;
	return part;
}

/* Where the noun phrase that ends before `at` may begin. */
static size_t
phrase_start(const struct sentence *s, size_t at)
{
	size_t limit = subject_limit(s), i = at;

	while (i > limit) {
		const struct cue *cue = reading_cue(s->r, i - 1);

		if (reading_token(s->r, i - 1, ",") || is_joint(s->r, i - 1) ||
		    reading_token(s->r, i - 1, "that") ||
		    (cue != NULL && (cue->entry->kind == CUE_CONTRAST ||
					cue->entry->kind == CUE_CONDITION)))
			break;
		i--;
	}
	return i;
}

/* A subject of other words; an actor that heads them stands for them. */
static void
subject_other(const struct sentence *s, size_t at, struct predication *p)
{
	size_t start = phrase_start(s, at);
	const struct actor *a = actor_starting(&s->out->actors, start);

	if (a != NULL && a->role == ACTOR_FREE && a->end < at &&
	    a->kind == ACTOR_HOLDERS &&
	    (reading_is(s->r, a->end, CUE_PREPOSITION) ||
		reading_is(s->r, a->end, CUE_TOPIC))) {
		p->subject = SUBJECT_ACTOR;
		p->actor = a;
		return;
	}
	if (start < at) {
		p->subject = SUBJECT_OTHER;
		p->subject_first = start;
		p->subject_end = at;
	}
}

static void
subject_from_actor(
    const struct sentence *s, const struct actor *a, struct predication *p)
{
	const struct predication *before = last_of(s);
	const struct actor *last;

	/* "Supporting A, B said": A is no subject */
	if (before != NULL && before->voice == VOICE_PARTICIPLE &&
	    before->cue->end >= a->first && before->cue->first < a->first &&
	    (last = actor_last_member(s, a)) != NULL) {
		p->subject = SUBJECT_ACTOR;
		p->actor = last;
		return;
	}
	if (a->role == ACTOR_FREE || p->voice == VOICE_PARTICIPLE) {
		p->subject = SUBJECT_ACTOR;
		p->actor = a;
		return;
	}
	last = actor_last_member(s, a);
	if (last != NULL && a->role != ACTOR_MODIFIER) {
		p->subject = SUBJECT_ACTOR;
		p->actor = last;
		return;
	}
	if (a->role == ACTOR_COMPANION) {
		p->actor = actor_before_comma(s, a->head);
		if (p->actor != NULL)
			p->subject = SUBJECT_ACTOR;
		return;
	}
	subject_other(s, a->end, p);
}

/* Step back over a parenthesis or dashes that end before `at`. */
static size_t
back_over_insertion(const struct sentence *s, size_t at)
{
	const char *open = NULL;

	if (at > s->first && reading_token(s->r, at - 1, ")"))
		open = "(";
	else if (at > s->first && reading_token(s->r, at - 1, "-") &&
		 !is_hyphen(s->r, at - 1))
		open = "-";
	if (open == NULL)
		return at;
	for (size_t i = at - 1; i > s->first; i--)
		if (reading_token(s->r, i - 1, open) && !is_hyphen(s->r, i - 1))
			return i - 1;
	return at;
}

static void
find_subject(const struct sentence *s, size_t at, struct predication *p)
{
	const struct reading *r = s->r;
	const struct actors *actors = &s->out->actors;
	const struct actor *a = actor_ending(actors, at);

	if (a == NULL && at > s->first) {
		size_t back = back_over_insertion(s, at);

		if (back < at) {
			at = back;
			a = actor_ending(actors, at);
		}
	}
	if (a != NULL) {
		subject_from_actor(s, a, p);
	} else if (at == s->first) {
		return;
	} else if (reading_is(r, at - 1, CUE_RELATIVE)) {
		size_t to = reading_cue(r, at - 1)->first;

		if (to > s->first && reading_token(r, to - 1, ","))
			to--;
		p->actor = actor_ending(actors, to);
		if (p->actor != NULL)
			p->subject = SUBJECT_ACTOR;
		else
			subject_other(s, to, p);
	} else if (reading_token(r, at - 1, ",")) {
		p->actor = p->voice == VOICE_ACTIVE
			       ? actor_before_comma(s, at - 1)
			       : NULL;
		if (p->actor != NULL)
			p->subject = SUBJECT_ACTOR;
		else
			inherit_subject(s, p);
	} else if (is_joint(r, at - 1)) {
		inherit_subject(s, p);
	} else if (p->voice == VOICE_ACTIVE) {
		subject_other(s, at, p);
	}
}

/* "with Y" since the last clause, unless Y is the subject of a participle. */
static const struct actor *
find_companion(const struct sentence *s, const struct predication *p)
{
	size_t limit = subject_limit(s);
	const struct actor *found = NULL;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->first < limit || a == p->actor ||
		    a->role != ACTOR_COMPANION)
			continue;
		if (a->end > p->cue->first)
			break;
		if (reading_token(s->r, a->end, ",") ||
		    reading_token(s->r, a->end - 1, ","))
			found = a;
	}
	return found;
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
form_fits(const struct sentence *s, const struct group *g,
    const struct predication *p)
{
	enum cue_form form = p->cue->form;

	switch (form) {
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
		return p->subject != SUBJECT_NONE && g->auxiliary;
	default:
		return false;
	}
}

/* Where the noun phrase right before `at` begins: "the article | proposed". */
static size_t
noun_start(const struct sentence *s, size_t at)
{
	while (at > s->first && reading_word(s->r, at - 1)) {
		const struct cue *cue = reading_cue(s->r, at - 1);

		if (reading_token(s->r, at - 1, "to") ||
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

/* "supported by Y": who the agent is, and on what. */
static void
add_agent(struct sentence *s, const struct cue *cue, const struct group *g)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_AGENT, .governor = -1};
	const struct predication *before = last_of(s);
	const struct actor *a = actor_starting(&s->out->actors, cue->end);
	const struct reading *r = s->r;
	size_t at = g->first;

	if (a == NULL || a->role != ACTOR_AGENT)
		return;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.negated = g->negated;
	p.start = at;
	p.object = p.end = at;
	if (at > s->first && is_joint(r, at - 1) && before != NULL &&
	    before->voice == VOICE_AGENT)
		p.of_sentence = before->of_sentence;
	else if (at > s->first && !g->passive &&
		 (reading_token(r, at - 1, ",") ||
		     reading_token(r, at - 1, "(")))
		p.of_sentence = before != NULL ||
				actor_ending(&s->out->actors, at - 1) != NULL;
	if (!p.of_sentence) {
		p.object = g->passive ? phrase_start(s, at) : noun_start(s, at);
		p.start = p.object;
		p.end = at;
	}
	predication_add(s, &p);
}

/* "Nor could we agree", "neither did X support": the negator stands first. */
static bool
is_inverted(const struct sentence *s, const struct predication *p)
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
add_finite(struct sentence *s, const struct cue *cue, const struct group *g)
{
	struct predication p = {.cue = cue, .governor = -1};

	p.negated = g->negated;
	p.future = g->future;
	find_subject(s, g->first, &p);
	if (!form_fits(s, g, &p))
		return;
	if (is_inverted(s, &p))
		p.negated = !p.negated;
	p.companion = find_companion(s, &p);
	p.start = g->first;
	if (p.subject == SUBJECT_ACTOR && p.actor->first >= subject_limit(s) &&
	    p.actor->first < p.start)
		p.start = p.actor->head < p.actor->first ? p.actor->head
							 : p.actor->first;
	else if (p.subject == SUBJECT_OTHER &&
		 p.subject_first >= subject_limit(s))
		p.start = p.subject_first;
	p.object = cue->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* "..., calling for", "with X suggesting", "While supporting". */
static void
add_participle(struct sentence *s, const struct cue *cue, const struct group *g)
{
	const struct reading *r = s->r;
	struct predication p = {
	    .cue = cue, .voice = VOICE_PARTICIPLE, .governor = -1};
	const struct actor *a = actor_ending(&s->out->actors, g->first);
	bool fronted =
	    g->first == s->first || reading_is(r, g->first - 1, CUE_CONTRAST);

	if (!fronted && a == NULL && !reading_token(r, g->first - 1, ",") &&
	    !is_joint(r, g->first - 1))
		return;
	if (is_joint(r, g->first - 1) && !reading_token(r, g->first - 2, ",") &&
	    (last_of(s) == NULL || last_of(s)->voice != VOICE_PARTICIPLE))
		return;
	p.negated = g->negated;
	p.start = g->first;
	if (a != NULL && a->role == ACTOR_COMPLEMENT)
		return;
	if (a != NULL) {
		subject_from_actor(s, a, &p);
		p.start = a->head < a->first ? a->head : a->first;
	} else if (!fronted || s->out->count > 0) {
		inherit_subject(s, &p);
	}
	p.object = cue->end;
	p.end = s->end;
	predication_add(s, &p);
}

/* "calls from X to delete", "opposition from X to". */
static void
add_noun(struct sentence *s, const struct cue *cue)
{
	struct predication p = {
	    .cue = cue, .voice = VOICE_NOUN, .governor = -1};
	const struct actors *actors = &s->out->actors;
	const struct actor *a = NULL;

	for (size_t i = 0; i < actors->count && a == NULL; i++) {
		const struct actor *b = &actors->actor[i];

		if (b->first >= cue->end && b->first <= cue->end + 1)
			a = b;
		else if (b->end == cue->first && b->role == ACTOR_MODIFIER)
			a = b;
	}
	if (a == NULL)
		return;
	p.subject = SUBJECT_ACTOR;
	p.actor = a;
	p.start = a->first < cue->first ? a->first : cue->first;
	p.object = a->end > cue->end ? a->end : cue->end;
	p.end = s->end;
	predication_add(s, &p);
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

#define WITHIN_STANCE (-2) /* no demand of its own */

/* The report in whose complement a token stands, or -1. */
static int
governor_at(const struct sentence *s, size_t at)
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
		/* within a stance's complement, but for ", and that ..." */
		stance = true;
		if (!resumes_report(s->r, p->cue->end, at))
			return WITHIN_STANCE;
	}
	return -1;
}

/*
 * "It is imperative that ...", "Article 5 should go": nobody says it but the
 * author.
 */
static void
add_impersonal(struct sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue, .governor = -1};

	if (cue->entry->kind != CUE_MODAL ||
	    reading_token(s->r, cue->first, "shall"))
		return;
	p.negated = reading_is(s->r, cue->end, CUE_NEGATOR);
	p.start = s->out->count > 0 ? phrase_start(s, cue->first) : s->first;
	if (strcmp(cue->entry->id, "imperative") == 0)
		p.start = cue->end;
	p.object = p.start;
	p.end = s->end;
	predication_add(s, &p);
}

/* A demand or a verdict within reported speech. */
static void
add_within(struct sentence *s, const struct cue *cue)
{
	struct predication p = {.cue = cue};
	const struct predication *g;
	size_t i;

	p.governor = governor_at(s, cue->first);
	if (p.governor < 0) {
		if (p.governor != WITHIN_STANCE)
			add_impersonal(s, cue);
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
			(i - 1 == g->cue->end || is_joint(s->r, i - 2) ||
			    reading_token(s->r, i - 2, ","))))
			break;
	if (is_joint(s->r, cue->first - 1))
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
is_demanded(const struct sentence *s, const struct group *g)
{
	const struct cue *cue;

	if (g->first == s->first)
		return false;
	cue = reading_cue(s->r, g->first - 1);
	return cue != NULL && cue->entry->kind == CUE_MODAL &&
	       (cue->first == s->first ||
		   !reading_is(s->r, cue->first - 1, CUE_SELF));
}

static void
read_cue(struct sentence *s, const struct cue *cue)
{
	struct group g;

	if (cue->entry->kind == CUE_MODAL || cue->entry->kind == CUE_VERDICT) {
		if (cue->entry->stance != STANCE_NONE)
			add_within(s, cue);
		return;
	}
	if (cue->form == FORM_NOUN) {
		add_noun(s, cue);
		return;
	}
	g = group_before(s, cue->first);
	if (g.infinitive || is_demanded(s, &g))
		return;
	if (cue->form == FORM_GERUND) {
		add_participle(s, cue, &g);
		return;
	}
	if ((cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE)) {
		if (reading_token(s->r, cue->end, "by")) {
			add_agent(s, cue, &g);
			return;
		}
		if (g.passive || is_attribute(s, g.first))
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
trim_end(const struct sentence *s, size_t start, size_t end)
{
	while (end > start) {
		const struct cue *cue = reading_cue(s->r, end - 1);
		const struct token *t = &s->r->tokens.token[end - 1];

		if (t->kind == TOKEN_BREAK || is_joint(s->r, end - 1) ||
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
semicolon_end(const struct sentence *s, const struct predication *p, size_t end)
{
	if (reading_token(s->r, p->object, ":"))
		return end;
	for (size_t i = p->cue->end; i < end; i++)
		if (reading_token(s->r, i, ";"))
			return i;
	return end;
}

static void
set_ends(struct sentence *s)
{
	for (size_t i = 0; i < s->out->count; i++) {
		struct predication *p = &s->out->item[i];

		if (p->voice == VOICE_AGENT)
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
split_fronted(const struct sentence *s, struct predication *p)
{
	const struct actor *a = actor_starting(&s->out->actors, p->object);

	p->actor = a != NULL ? actor_last_member(s, a) : NULL;
	if (p->actor == NULL)
		return;
	p->subject = SUBJECT_ACTOR;
	p->end = a->last_comma;
}

/* A fronted participle has the subject of the clause after it. */
static void
set_fronted(const struct sentence *s)
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
	struct sentence s = {r, first, end, ret, 0};
	bool any = false;

	memset(ret, 0, sizeof(*ret));
	for (size_t i = first; i < end && !any; i++)
		any = r->cue_at[i] >= 0 && is_head(&r->cue[r->cue_at[i]]);
	if (!any)
		return;
	actors_find(r, first, end, &ret->actors);
	for (size_t i = first; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);

		if (cue != NULL && cue->first == i && is_head(cue))
			read_cue(&s, cue);
	}
	set_ends(&s);
	set_fronted(&s);
}
