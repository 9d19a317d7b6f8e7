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

/* "X, opposing A, supported B": p stands between q's subject and its verb. */
static bool
is_inserted(const struct predication *p, const struct predication *q)
{
	return p->voice == VOICE_PARTICIPLE && q->voice == VOICE_ACTIVE &&
	       q->start < p->cue->first && q->cue->first > p->cue->end;
}

/* The last comma before `at` within the complement; its end where none is. */
static size_t
comma_before(
    const struct clause_sentence *s, const struct predication *p, size_t at)
{
	for (size_t i = at; i > p->object; i--)
		if (reading_token(s->r, i - 1, ","))
			return i - 1;
	return p->end;
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
			if (is_inserted(p, q)) {
				p->end = comma_before(s, p, q->cue->first);
				break;
			}
		}
		if (p->cue->entry->kind != CUE_REPORT)
			p->end = semicolon_end(s, p, p->end);
		p->end = trim_end(s, p->object, p->end);
	}
}

static bool
is_side(const struct cue *cue)
{
	return cue->entry->kind == CUE_STANCE &&
	       (cue->entry->stance == STANCE_SUPPORT ||
		   cue->entry->stance == STANCE_OPPOSE);
}

/* Whether a complement that ends here has no word of its own. */
static bool
is_empty(const struct clause_sentence *s, const struct predication *p)
{
	for (size_t i = p->object; i < p->end; i++)
		if (reading_word(s->r, i))
			return false;
	return true;
}

/*
 * "A endorsed and B rejected the idea", "A endorsed, but B rejected, it": what
 * the second is on is what the first is on.
 */
void
clause_set_shared(const struct clause_sentence *s)
{
	struct predications *out = s->out;

	for (size_t i = 0; i + 1 < out->count; i++) {
		struct predication *p = &out->item[i];
		const struct predication *q = p + 1;
		bool comma = reading_token(s->r, p->cue->end, ",");

		if (p->voice != VOICE_ACTIVE || q->voice != VOICE_ACTIVE ||
		    p->gap || q->gap || q->actor == p->actor ||
		    q->start <= p->cue->end || q->start > p->cue->end + 4 ||
		    !is_side(p->cue) || !is_side(q->cue) || !is_empty(s, p) ||
		    is_empty(s, q) ||
		    comma != reading_token(s->r, q->cue->end, ","))
			continue;
		p->object = q->object;
		p->end = q->end;
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
