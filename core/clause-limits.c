/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-parts.h"

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

void
clause_set_ends(struct clause_sentence *s)
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

void
clause_set_fronted(const struct clause_sentence *s)
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
