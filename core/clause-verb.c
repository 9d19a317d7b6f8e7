/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-parts.h"

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

void
clause_predication_add(struct clause_sentence *s, const struct predication *p)
{
	clause_add(s, p, s->out->count);
}

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

void
clause_add_finite(struct clause_sentence *s, const struct cue *cue,
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
	clause_predication_add(s, &p);
}

/* "X broke ranks by endorsing": what X did, where no stance stands before. */
static bool
is_means(const struct clause_sentence *s, size_t at)
{
	const struct predication *p = clause_last(s);

	return at > s->first && reading_token(s->r, at - 1, "by") &&
	       (p == NULL || p->cue->entry->kind == CUE_REPORT);
}

void
clause_add_participle(struct clause_sentence *s, const struct cue *cue,
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
	clause_predication_add(s, &p);
}

void
clause_add_drawn(struct clause_sentence *s, const struct cue *cue)
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
	clause_predication_add(s, &p);
}

void
clause_add_would(struct clause_sentence *s, const struct cue *cue)
{
	struct verb_group g = clause_group(s, cue->first);
	size_t count = s->out->count;

	clause_add_finite(s, cue, &g);
	if (s->out->count > count &&
	    s->out->item[count].subject != SUBJECT_ACTOR)
		s->out->count = count;
}

bool
clause_is_would(const struct reading *r, const struct cue *cue)
{
	return r->language == LANGUAGE_EN && cue->entry->kind == CUE_ACTION &&
	       cue->form == FORM_BASE && cue->first > 0 &&
	       reading_token(
		   r, reading_back_over_adverbs(r, cue->first, 0) - 1, "would");
}
