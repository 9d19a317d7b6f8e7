/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/outline.h"

#include <string.h>

/* A part's number at token `at`: its level from 0, or -1. */
static int
number_at(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	if (t->kind != TOKEN_NUMBER || t->length > 2 ||
	    r->provision_at[at] >= 0 || !reading_token(r, at + 1, ".") ||
	    at + 2 >= r->tokens.count)
		return -1;
	/* a decimal, or the end of a sentence such as "in annex 2. The" */
	if (r->tokens.token[at + 2].kind == TOKEN_NUMBER)
		return -1;
	if (at > 0 && reading_is(r, at - 1, CUE_PREPOSITION))
		return -1;
	return 0;
}

/* "(b)" or "(iv)"; `inside` tells that a letter is open, so (i) is roman. */
static int
item_at(const struct reading *r, size_t at, bool inside)
{
	const struct token *t;

	if (!reading_token(r, at, "(") || !reading_token(r, at + 2, ")") ||
	    r->provision_at[at] >= 0)
		return -1;
	t = &r->tokens.token[at + 1];
	if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITAL)
		return -1;
	if (strspn(t->folded, "ivx") == t->length &&
	    (t->length > 1 || (inside && t->folded[0] == 'i')))
		return 2;
	return t->length == 1 ? 1 : -1;
}

/* The first item of a list says whether it is printed from its start. */
static bool
is_first(const char *number, int level)
{
	return strcmp(number, level == 1 ? "a" : "i") == 0;
}

struct scan {
	struct outline_part *part;
	size_t n;
	bool full;		    /* there were too many */
	bool whole[OUTLINE_LEVELS]; /* the list at this level is printed from
				       its start: its items are no parts */
};

static void
open_part(struct scan *s, const struct reading *r, size_t at, int level)
{
	size_t word = level == 0 ? at : at + 1;
	struct outline_part *last = s->n > 0 ? &s->part[s->n - 1] : NULL;
	struct outline_part p;
	const char *number = r->tokens.token[word].folded;

	if (level > 0 && last == NULL)
		return;
	memset(&p, 0, sizeof(p));
	if (level > 0) {
		bool fresh = last->level[level][0] == '\0';

		if (fresh && !s->whole[level])
			s->whole[level] = is_first(number, level);
		if (s->whole[level] || (level == 2 && s->whole[1]))
			return;
		memcpy(
		    p.level, last->level, (size_t)level * sizeof(p.level[0]));
		if (fresh) /* the items stand for what holds them */
			s->n--;
	}
	memcpy(p.level[level], number,
	    r->tokens.token[word].length < PROVISION_TEXT
		? r->tokens.token[word].length + 1
		: 0);
	p.first = at;
	if (s->n == OUTLINE_MAX) {
		s->full = true;
		return;
	}
	s->part[s->n++] = p;
}

size_t
outline_read(const struct reading *r, struct outline_part ret[OUTLINE_MAX])
{
	struct scan s = {.part = ret};

	for (size_t i = 0; i + 2 < r->tokens.count; i++) {
		bool inside =
		    s.n > 0 && (ret[s.n - 1].level[1][0] != '\0' || s.whole[1]);
		int level = number_at(r, i);

		if (level < 0)
			level = item_at(r, i, inside);
		if (level == 0)
			s.whole[1] = s.whole[2] = false;
		if (level >= 0)
			open_part(&s, r, i, level);
	}
	if (s.full)
		return 0;
	for (size_t i = 0; i < s.n; i++)
		ret[i].end = i + 1 < s.n ? ret[i + 1].first : r->tokens.count;
	return s.n;
}

bool
outline_number_before(
    const struct reading *r, size_t at, char ret[PROVISION_TEXT])
{
	for (size_t i = at; i > 0; i--) {
		const struct token *t = &r->tokens.token[i - 1];

		if (number_at(r, i - 1) != 0)
			continue;
		memcpy(ret, t->folded, t->length + 1);
		return true;
	}
	return false;
}
