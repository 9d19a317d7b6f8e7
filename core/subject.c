/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/subject.h"

#include <string.h>

const struct predication *
clause_last(const struct clause_sentence *s)
{
	return s->out->count ? &s->out->item[s->out->count - 1] : NULL;
}

static bool
is_be(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "is", "are", "was", "were", "be", "been", "being", "am", NULL};

	return reading_any(r, at, words);
}

bool
clause_is_joint(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "and", "or", "but", "then", ";", ":", "&", NULL};

	return reading_any(r, at, words);
}

/* --- the verb group ----------------------------------------------------- */

/* "remains opposed to": an auxiliary here, and no word of keeping. */
static bool
stays(const struct reading *r, const struct cue *cue)
{
	static const char *const words[] = {
	    "remain", "remains", "remained", "remaining", NULL};

	return cue->entry->kind == CUE_ACTION && cue->end == cue->first + 1 &&
	       reading_any(r, cue->first, words);
}

/* "would nevertheless support": within the verb, no new clause. */
static bool
is_aside(const struct reading *r, const struct cue *cue)
{
	static const char *const words[] = {
	    "nevertheless", "nonetheless", "however", "though", NULL};

	return cue->first > 0 && reading_any(r, cue->first, words) &&
	       reading_is(r, cue->first - 1, CUE_AUXILIARY);
}

/* Go back from the cue over adverbs, auxiliaries and negators. */
struct verb_group
clause_group(const struct clause_sentence *s, size_t at)
{
	static const char *const future[] = {"will", "may", "might", NULL};
	const struct reading *r = s->r;
	struct verb_group g = {.first = at};

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
			g.future |= reading_any(r, cue->first, future);
		} else if (stays(r, cue)) {
			g.auxiliary = true;
		} else if (cue->entry->kind != CUE_KEEP && !is_aside(r, cue)) {
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
bool
clause_is_attribute(const struct clause_sentence *s, size_t at)
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
	return reading_any(s->r, at - 1, words) || (m != NULL && m->possessive);
}

/* --- subjects ----------------------------------------------------------- */

/* Where the predication before ends its cue: subjects lie after that. */
size_t
clause_subject_limit(const struct clause_sentence *s)
{
	for (size_t i = s->out->count; i > 0; i--)
		if (s->out->item[i - 1].voice == VOICE_ACTIVE)
			return s->out->item[i - 1].cue->end;
	return s->first;
}

/* The subject of the last clause that has one of its own. */
void
clause_inherit(const struct clause_sentence *s, struct predication *p)
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

/* "X, supporting A, opposed B": A is of what X does, no subject of the rest. */
static bool
is_inserted(const struct clause_sentence *s, const struct actor *a)
{
	const struct predication *p = clause_last(s);

	if (p == NULL || p->voice != VOICE_PARTICIPLE ||
	    p->subject == SUBJECT_NONE || p->start > a->first)
		return false;
	for (size_t i = p->cue->end; i < a->first; i++)
		if (reading_token(s->r, i, ","))
			return false;
	return true;
}

/* The nearest free actor before `at` that a comma closes: "X, with Y, said". */
static const struct actor *
actor_before_comma(const struct clause_sentence *s, size_t at)
{
	size_t limit = clause_subject_limit(s);
	const struct actor *found = NULL;

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];

		if (a->first < limit || a->role != ACTOR_FREE)
			continue;
		if (a->end > at)
			break;
		if (is_inserted(s, a))
			continue;
		if (reading_token(s->r, a->end, ",") ||
		    reading_token(s->r, a->end - 1, ",") ||
		    reading_token(s->r, a->end, "-"))
			found = a;
	}
	return found;
}

/* Whether a sentence opens with a phrase that is no subject. */
static bool
opens_with_phrase(const struct clause_sentence *s)
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
const struct actor *
clause_list_part(const struct clause_sentence *s, const struct actor *a)
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
size_t
clause_phrase_start(const struct clause_sentence *s, size_t at)
{
	size_t limit = clause_subject_limit(s), i = at;

	while (i > limit) {
		const struct cue *cue = reading_cue(s->r, i - 1);

		if (reading_token(s->r, i - 1, ",") ||
		    clause_is_joint(s->r, i - 1) ||
		    reading_token(s->r, i - 1, "that") ||
		    (cue != NULL && (cue->entry->kind == CUE_CONTRAST ||
					cue->entry->kind == CUE_CONDITION)))
			break;
		i--;
	}
	return i;
}

/*
 * The actor that heads a phrase: "the Alliance on its part". Unnamed ones may
 * stand behind other words: "at the same time many of these states".
 */
static const struct actor *
phrase_head(const struct clause_sentence *s, size_t start, size_t at)
{
	bool opened = reading_is(s->r, start, CUE_TOPIC) ||
		      reading_is(s->r, start, CUE_PREPOSITION);

	for (size_t i = 0; i < s->out->actors.count; i++) {
		const struct actor *a = &s->out->actors.actor[i];
		bool unnamed = a->kind == ACTOR_HOLDERS &&
			       a->member[0].kind == HOLDER_UNNAMED;

		if (a->first < start || a->role != ACTOR_FREE)
			continue;
		if (a->end > at)
			break;
		if (a->kind == ACTOR_HOLDERS &&
		    (a->first == start || a->head == start ||
			(opened && unnamed)) &&
		    (a->end == at ||
			reading_is(s->r, a->end, CUE_PREPOSITION) ||
			reading_is(s->r, a->end, CUE_TOPIC)))
			return a;
	}
	return NULL;
}

/* A subject of other words; an actor that heads them stands for them. */
static void
subject_other(const struct clause_sentence *s, size_t at, struct predication *p)
{
	size_t start = clause_phrase_start(s, at);
	const struct actor *a = phrase_head(s, start, at);

	if (a != NULL) {
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

void
clause_subject_is(const struct clause_sentence *s, const struct actor *a,
    struct predication *p)
{
	const struct predication *before = clause_last(s);
	const struct actor *last;

	if (a->role == ACTOR_EXCEPTED) {
		p->actor = actor_before_comma(s, a->head);
		if (p->actor != NULL)
			p->subject = SUBJECT_ACTOR;
		return;
	}
	/* "Supporting A, B said": A is no subject */
	if (before != NULL && before->voice == VOICE_PARTICIPLE &&
	    before->cue->end >= a->first && before->cue->first < a->first &&
	    (last = clause_list_part(s, a)) != NULL) {
		p->subject = SUBJECT_ACTOR;
		p->actor = last;
		return;
	}
	if (a->role == ACTOR_FREE || p->voice == VOICE_PARTICIPLE) {
		p->subject = SUBJECT_ACTOR;
		p->actor = a;
		return;
	}
	last = clause_list_part(s, a);
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
back_over_insertion(const struct clause_sentence *s, size_t at)
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

/* "Norland in particular said": a phrase of lists that introduces none. */
static size_t
back_over_aside(const struct clause_sentence *s, size_t at)
{
	const struct cue *cue = reading_cue(s->r, at - 1);

	if (cue == NULL || cue->entry->kind != CUE_LIST ||
	    cue->first <= s->first ||
	    actor_ending(&s->out->actors, cue->first) == NULL)
		return at;
	return cue->first;
}

void
clause_subject(
    const struct clause_sentence *s, size_t at, struct predication *p)
{
	const struct reading *r = s->r;
	const struct actors *actors = &s->out->actors;
	const struct actor *a = actor_ending(actors, at);

	if (a == NULL && at > s->first) {
		size_t back = back_over_insertion(s, at);

		if (back == at)
			back = back_over_aside(s, at);

		if (back < at) {
			at = back;
			a = actor_ending(actors, at);
		}
	}
	if (a != NULL) {
		clause_subject_is(s, a, p);
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
			clause_inherit(s, p);
	} else if (clause_is_joint(r, at - 1)) {
		clause_inherit(s, p);
	} else if (p->voice == VOICE_ACTIVE) {
		subject_other(s, at, p);
	}
}

/* "with Y" since the last clause, unless Y is the subject of a participle. */
const struct actor *
clause_companion(const struct clause_sentence *s, const struct predication *p)
{
	size_t limit = clause_subject_limit(s);
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
