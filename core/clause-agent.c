/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-parts.h"

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
			(cue->entry->kind == CUE_ACTION &&
			    cue->form != FORM_NOUN) ||
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

/* Whether a verb of its own stands among some tokens. */
static bool
has_verb(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end && !reading_token(r, i, ";"); i++)
		if (reading_is(r, i, CUE_MODAL) ||
		    reading_is(r, i, CUE_VERDICT) ||
		    reading_is(r, i, CUE_AUXILIARY))
			return true;
	return false;
}

/*
 * "A said the cuts, supported by B, went too far": where the subject begins
 * that B stands within, in what A says; else NOWHERE. B is for the cuts, not
 * for what A says of them.
 */
static size_t
said_subject(const struct clause_sentence *s, const struct predication *said,
    size_t at, const struct actor *agent)
{
	if (said == NULL || said->voice != VOICE_ACTIVE ||
	    said->cue->entry->kind != CUE_REPORT ||
	    said->cue->entry->strength < 0 || said->cue->end + 1 >= at ||
	    has_verb(s->r, said->cue->end, at) ||
	    !has_verb(s->r, agent->end, s->end))
		return NOWHERE;
	return said->cue->end;
}

void
clause_add_agent(struct clause_sentence *s, const struct cue *cue,
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
		p.of_sentence = true; /* else what stands before the comma */
	if (p.of_sentence && !as && !g->passive &&
	    reading_token(r, at - 1, ",") &&
	    said_subject(s, before, at, a) != NOWHERE) {
		p.of_sentence = false;
		p.start = p.object = said_subject(s, before, at, a);
		p.end = at - 1;
	} else if (!p.of_sentence) {
		p.object = g->passive || as ? clause_phrase_start(s, at)
					    : noun_start(s, at);
		if (p.object == at && g->passive &&
		    reading_token(r, at - 1, ",") && s->out->count > 0)
			at = fronted_end(s, &p.object, at);
		p.start = p.object;
		p.end = at;
		/* "was opposed by X, and supported by Y": on the same */
		if (p.object == at && at > s->first && before != NULL &&
		    clause_is_joint(r, at - 1) &&
		    before->voice == VOICE_AGENT) {
			p.start = p.object = before->object;
			p.end = before->end;
		}
	}
	clause_predication_add(s, &p);
}
