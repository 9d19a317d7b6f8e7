/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/speaker-case.h"

#define ENOUGH	   3 /* States in capitals, for a habit */
#define ONE_IN	   4 /* of all names that could be in capitals */
#define LETTERS	   4 /* of a word in capitals that is no abbreviation */
#define NAME_AHEAD 3 /* tokens to a name: "both the" */

/* --- a record's habit ----------------------------------------------------- */

/* Words in capitals, roughly: to say no to most records at no cost. */
static size_t
words_in_capitals(const char *s, size_t n)
{
	size_t words = 0, run = 0;

	for (size_t i = 0; i < n; i++) {
		run = s[i] >= 'A' && s[i] <= 'Z' ? run + 1 : 0;
		words += run == LETTERS;
	}
	return words;
}

/* Whether small letters follow: a title in capitals says nothing. */
static bool
is_in_a_sentence(const struct tokens *tokens, size_t end)
{
	for (size_t i = end; i < tokens->count && i < end + NAME_AHEAD; i++)
		if (tokens->token[i].kind == TOKEN_WORD &&
		    !(tokens->token[i].flags & TOKEN_CAPITAL))
			return true;
	return false;
}

/* A name that could be in capitals and need not: not "LDCs". */
static bool
may_be_either(const struct tokens *tokens, const struct holder_mention *m)
{
	const char *name = tokens->text + tokens->token[m->first].start;

	if (!m->capitals && name[0] != '\0' && name[1] >= 'A' && name[1] <= 'Z')
		return false;
	return m->how == HOLDER_BY_NAME && (m->holder->kind == HOLDER_STATE ||
					       m->holder->kind == HOLDER_GROUP);
}

bool
speaker_case_is_used(struct arena *arena, const struct negotiation *neg,
    const struct record *record)
{
	size_t words = 0, capitals = 0, small = 0;

	if (record->kind != RECORD_SUMMARY)
		return false;
	for (size_t i = 0; i < record->n_passages; i++)
		words += words_in_capitals(
		    record->passages[i].text, record->passages[i].text_length);
	if (words < ENOUGH)
		return false;
	for (size_t i = 0; i < record->n_passages; i++) {
		const struct passage *p = &record->passages[i];
		const struct holder_mention *m;
		struct tokens tokens;
		size_t n;

		tokenize(arena, p->text, p->text_length, &tokens);
		m = holder_find(neg->holders, arena, &tokens, p->language, &n);
		for (size_t k = 0; k < n; k++) {
			if (!may_be_either(&tokens, &m[k]) ||
			    !is_in_a_sentence(&tokens, m[k].end))
				continue;
			capitals += m[k].capitals;
			small += !m[k].capitals && !m[k].possessive;
		}
	}
	return capitals >= ENOUGH && ONE_IN * capitals >= capitals + small;
}

/* --- in a sentence -------------------------------------------------------- */

enum speaker_case
speaker_case_of(const struct reading *r, size_t at, size_t end)
{
	if (!r->speakers_in_capitals)
		return SPEAKER_CASE_NONE;
	for (size_t i = at; i < end && i < at + NAME_AHEAD; i++) {
		const struct holder_mention *m = reading_holder(r, i);

		if (m == NULL)
			continue;
		if (!may_be_either(&r->tokens, m))
			return SPEAKER_CASE_NONE;
		return m->capitals ? SPEAKER_CASE_CAPITALS : SPEAKER_CASE_SMALL;
	}
	return SPEAKER_CASE_NONE;
}

/* Whether the tokens name holders, and none but in small letters. */
static bool
all_small(const struct reading *r, size_t at, size_t end)
{
	bool any = false;

	for (size_t i = at; i < end; i++) {
		const struct holder_mention *m = reading_holder(r, i);

		if (m == NULL || m->first != i || m->how != HOLDER_BY_NAME)
			continue;
		if (!may_be_either(&r->tokens, m) || m->capitals)
			return false;
		any = true;
	}
	return any;
}

bool
speaker_case_closes(const struct reading *r, size_t at, size_t end, size_t next)
{
	return r->speakers_in_capitals && at > 0 &&
	       !(r->tokens.token[at].flags & TOKEN_SENTENCE) &&
	       !(r->tokens.token[at - 1].flags & TOKEN_SENTENCE &&
		   token_is(&r->tokens.token[at - 1], "the")) &&
	       next == end + 1 && reading_token(r, end, ",") &&
	       speaker_case_of(r, next, r->tokens.count) ==
		   SPEAKER_CASE_CAPITALS &&
	       all_small(r, at, end);
}

bool
speaker_case_goes_on(
    const struct reading *r, size_t speaker, size_t end, size_t next)
{
	return speaker_case_of(r, speaker, speaker + 1) ==
		   SPEAKER_CASE_CAPITALS &&
	       speaker_case_of(r, end - 1, end) == SPEAKER_CASE_SMALL &&
	       speaker_case_of(r, next, r->tokens.count) == SPEAKER_CASE_SMALL;
}

/* --- what is reported of others ------------------------------------------- */

/* "ALDERMARK said (that) the |": who reports what begins at the token. */
static const struct actor *
reporter(const struct reading *r, const struct actors *actors, size_t at)
{
	const struct cue *cue;

	while (at > 0 && (reading_token(r, at - 1, "the") ||
			     reading_token(r, at - 1, "that")))
		at--;
	if (at == 0 || !reading_is(r, at - 1, CUE_REPORT))
		return NULL;
	cue = reading_cue(r, at - 1);
	at = reading_back_over_adverbs(r, cue->first, 0);
	return actor_ending(actors, at);
}

static bool
is_mention(const struct reading *r, const struct predications *all,
    const struct predication *p)
{
	const struct actor *a = p->actor, *by;

	if (p->subject != SUBJECT_ACTOR || a->kind != ACTOR_HOLDERS ||
	    p->voice != VOICE_ACTIVE || !all_small(r, a->first, a->end))
		return false;
	by = reporter(r, &all->actors, a->head);
	return by != NULL && by->kind == ACTOR_HOLDERS &&
	       by->role == ACTOR_FREE &&
	       speaker_case_of(r, by->first, by->end) == SPEAKER_CASE_CAPITALS;
}

void
speaker_case_mentions(
    const struct reading *r, struct predications *predications)
{
	if (!r->speakers_in_capitals)
		return;
	for (size_t i = 0; i < predications->count; i++) {
		struct predication *p = &predications->item[i];

		if (!is_mention(r, predications, p))
			continue;
		p->subject = SUBJECT_NONE;
		p->actor = NULL;
	}
}
