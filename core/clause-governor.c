/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-governor.h"

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

int
clause_governor(const struct clause_sentence *s, size_t at)
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
			return CLAUSE_WITHIN_STANCE;
	}
	return -1;
}
