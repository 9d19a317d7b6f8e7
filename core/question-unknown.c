/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whom a question is about and nobody knows: "did Ruritania oppose it".
 * Answered as if it named nobody, it would be about all delegations.
 */
#include "core/asking.h"
#include "core/small-words.h"

#include <string.h>

/* Where the subject of "did X oppose", "where does X stand" is to end. */
static bool
find_window(const struct asking *q, size_t *ret_first, size_t *ret_end)
{
	static const char *const to_do[] = {"do", "does", "did", NULL};
	const struct reading *r = &q->r;

	if (q->ret->asks == ASKS_WHETHER && q->stance != NULL) {
		*ret_first = 1;
		*ret_end = q->stance->first;
		/* Without a thing after it, X is the thing. */
		return q->stance->end < r->tokens.count &&
		       reading_word(r, q->stance->end);
	}
	for (size_t i = 0; q->ret->asks == ASKS_STAND && i < q->n_asks; i++) {
		const struct cue *ask = &q->ask[i];

		*ret_first = ask->first;
		while (*ret_first < ask->reach &&
		       !reading_any(r, *ret_first, to_do))
			(*ret_first)++;
		(*ret_first)++;
		*ret_end = ask->reach - 1;
		if (*ret_first < *ret_end)
			return true;
	}
	return false;
}

/* Whether a token tells that no name stands here, or another is known. */
static bool
is_no_name(const struct asking *q, size_t at)
{
	static const char *const passive[] = {"be", "been", "being", NULL};
	const struct reading *r = &q->r;

	/* What lies in "where does ... stand" is its own. */
	if ((q->used[at] && q->ret->asks != ASKS_STAND) ||
	    reading_any(r, at, passive) || reading_is(r, at, CUE_CROWD) ||
	    reading_is(r, at, CUE_PRONOUN) ||
	    reading_is(r, at, CUE_QUANTIFIER) ||
	    reading_small(r, at, WORD_ANYBODY))
		return true;
	for (size_t i = 0; i < q->actors.count; i++)
		if (at >= q->actors.actor[i].first &&
		    at < q->actors.actor[i].end)
			return true;
	return false;
}

const char *
asking_unknown(const struct asking *q)
{
	const struct reading *r = &q->r;
	size_t first, end;

	if (r->language != LANGUAGE_EN || q->ret->n_holders > 0 ||
	    q->ret->members_of != NULL || q->ret->on_behalf_of != NULL ||
	    reading_is(r, 0, CUE_STANCE) || !find_window(q, &first, &end))
		return "";
	while (first < end && asking_is_small(r, first))
		first++;
	for (size_t i = first; i < end; i++)
		if (is_no_name(q, i))
			return "";
	while (end > first && asking_is_small(r, end - 1))
		end--;
	return first < end ? reading_text(r, first, end) : "";
}
