/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/actor-parts.h"

#include "core/small-words.h"
#include "core/speaker-case.h"

#include <string.h>

/* Arabic "and" is written together with the word behind it. */
static bool
begins_with_and(const struct reading *r, size_t at)
{
	static const char and[] = "و";
	const struct token *t = &r->tokens.token[at];

	return r->language == LANGUAGE_AR &&
	       strncmp(t->folded, and, strlen(and)) == 0 &&
	       ((reading_holder(r, at) != NULL &&
		    reading_holder(r, at)->first == at) ||
		   reading_is(r, at, CUE_QUANTIFIER));
}

/* What separates two members at `at`: the token after it, or 0. */
static size_t
parse_separator(const struct actor_parse *p, size_t at)
{
	size_t i = at, n;

	if (reading_token(p->r, i, ","))
		i++;
	if (reading_token(p->r, i, "&") || reading_token(p->r, i, "/"))
		i++;
	else if ((n = reading_small(p->r, i, WORD_AND)) > 0 ||
		 (n = reading_small(p->r, i, WORD_OR)) > 0 ||
		 (n = reading_small(p->r, i, WORD_NOR)) > 0)
		i += n;
	else if (reading_token(p->r, i, "as") &&
		 reading_token(p->r, i + 1, "well") &&
		 reading_token(p->r, i + 2, "as"))
		i += 3;
	if (i == at && i < p->limit && begins_with_and(p->r, i))
		return i;
	return i > at && i < p->limit ? i : 0;
}

size_t
actor_parse_represented(struct actor_parse *p, size_t at)
{
	size_t end = actor_parse_element(p, at), next;

	while (end > 0 && (reading_small(p->r, end, WORD_AND) ||
			      reading_token(p->r, end, "&"))) {
		next = actor_parse_element(p, end + 1);
		if (next == 0)
			break;
		end = next;
	}
	return end;
}

/* Whether what begins at `at` has somebody else to speak for it. */
static bool
has_speaker_behind(const struct actor_parse *p, size_t end)
{
	size_t at = reading_token(p->r, end, ",") ? end + 1 : end;

	return reading_small(p->r, at, WORD_FOR) > 0 ||
	       reading_is(p->r, at, CUE_REPRESENT);
}

/*
 * "(for A, B and C)": on to the parenthesis; without one, as far as small
 * letters say that it goes on.
 */
static size_t
parse_represented_list(
    struct actor_parse *p, size_t speaker, size_t at, bool enclosed)
{
	size_t end = actor_parse_represented(p, at), next, start, before;

	while (end > 0 && (start = parse_separator(p, end)) > 0) {
		before = p->n;
		if (!enclosed &&
		    !speaker_case_goes_on(p->r, speaker, end, start))
			break;
		next = actor_parse_element(p, start);
		if (next == 0 || p->modifier ||
		    (!enclosed && has_speaker_behind(p, next))) {
			p->n = before;
			break;
		}
		end = next;
	}
	return end;
}

/* "itself, A and B": past "itself", who keeps the position. */
static size_t
skip_itself(const struct actor_parse *p, size_t at)
{
	size_t next;

	if (p->r->language != LANGUAGE_EN || !reading_token(p->r, at, "itself"))
		return at;
	next = parse_separator(p, at + 1);
	return next > 0 ? next : at;
}

size_t
actor_parse_for(struct actor_parse *p, size_t at)
{
	const struct cue *cue;
	size_t i = at, end, before = p->n, others;
	const char *via;
	bool also, enclosed = reading_token(p->r, i, "(");

	if (enclosed || reading_token(p->r, i, ","))
		i++;
	cue = reading_cue(p->r, i);
	if (cue != NULL && cue->entry->kind == CUE_REPRESENT && cue->first == i)
		end = cue->end;
	else if (reading_small(p->r, i, WORD_FOR) && i > at)
		end = i + 1;
	else
		return at;
	also = reading_token(p->r, i, "also") ||
	       reading_token(p->r, i + 1, "also");
	others = skip_itself(p, end);
	also = also || others > end;
	if (p->n == 0 ||
	    (end = parse_represented_list(p, at - 1, others, enclosed)) == 0 ||
	    p->n == before) {
		p->n = before;
		return at;
	}
	via = p->member[before - 1].id;
	for (size_t j = before; j < p->n; j++)
		p->member[j].via = via;
	if (!also) {
		memmove(&p->member[before - 1], &p->member[before],
		    (p->n - before) * sizeof(p->member[0]));
		p->n--;
	}
	if (reading_token(p->r, end, ")"))
		end++;
	return end;
}

/* ", including A, B," or "(such as A)" after an unnamed member. */
static size_t
parse_examples(struct actor_parse *p, size_t at)
{
	size_t i = at, end, next, before = p->n;

	if (reading_token(p->r, i, ",") || reading_token(p->r, i, "(") ||
	    reading_token(p->r, i, "-"))
		i++;
	if (reading_list_end(p->r, i) == 0)
		return at;
	end = actor_parse_element(p, reading_list_end(p->r, i));
	while (end > 0 && (next = parse_separator(p, end)) > 0 &&
	       (next = actor_parse_element(p, next)) > 0)
		end = next;
	if (end == 0) {
		p->n = before;
		return at;
	}
	if (reading_token(p->r, end, ")") || reading_token(p->r, end, "-"))
		end++;
	return end;
}

/* ", except A and B,", "but A": past those who are left out. */
static size_t
skip_exception(struct actor_parse *p, size_t at)
{
	const struct reading *r = p->r;
	size_t i = at, end, next, before = p->n;

	if (reading_token(r, i, ","))
		i++;
	if (reading_is(r, i, CUE_EXCEPTION))
		i = reading_cue(r, i)->end;
	else if (i == at && r->language == LANGUAGE_EN &&
		 reading_token(r, i, "but"))
		i++;
	else
		return at;
	end = actor_parse_element(p, i);
	if (end == 0 || p->unnamed) {
		p->n = before;
		p->unnamed = true;
		return at;
	}
	while ((next = parse_separator(p, end)) > 0 &&
	       (next = actor_parse_element(p, next)) > 0)
		end = next;
	p->n = before;
	p->unnamed = true;
	if (reading_token(r, at, ",") && reading_token(r, end, ","))
		end++;
	return end;
}

/* "A and, more surprisingly, B": past what stands between the commas. */
static size_t
skip_aside(const struct actor_parse *p, size_t at)
{
	if (p->r->language != LANGUAGE_EN || !reading_token(p->r, at, ",") ||
	    !reading_small(p->r, at - 1, WORD_AND))
		return at;
	for (size_t i = at + 1; i < p->limit && i < at + 6; i++)
		if (reading_token(p->r, i, ","))
			return i + 1;
	return at;
}

/* "A, B dissenting, called for": B stands apart from A. */
static bool
stands_apart(const struct actor_parse *p, size_t end)
{
	const struct cue *cue = reading_cue(p->r, end);

	return p->r->language == LANGUAGE_EN && cue != NULL &&
	       cue->form == FORM_GERUND && cue->entry->kind == CUE_STANCE &&
	       p->last_comma != NOWHERE &&
	       reading_token(p->r, p->last_comma, ",") &&
	       !reading_small(p->r, p->last_comma + 1, WORD_AND) &&
	       !reading_small(p->r, p->last_comma + 1, WORD_OR);
}

/* Named holders, each for itself. */
static bool
is_simple(const struct actor_parse *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (*p->member[i].via != '\0' ||
		    p->member[i].kind == HOLDER_UNNAMED)
			return false;
	return true;
}

size_t
actor_parse_list(struct actor_parse *p, size_t at)
{
	size_t end = actor_parse_element(p, at), next, start, before;
	bool represented = false;

	p->last_comma = p->first_comma = NOWHERE;
	while (end > 0) {
		next = actor_parse_for(p, end);
		represented = next > end;
		end = next;
		if (p->unnamed)
			end = parse_examples(p, skip_exception(p, end));
		if (p->modifier || end >= p->limit)
			break;
		start = parse_separator(p, end);
		if (start == 0)
			break;
		if (is_simple(p) && speaker_case_closes(p->r, at, end, start))
			break;
		start = skip_aside(p, start);
		before = p->n;
		next = actor_parse_element(p, start);
		if (next == 0)
			break;
		p->last_comma = end;
		p->n_last = before;
		if (p->first_comma == NOWHERE &&
		    reading_token(p->r, end, ",")) {
			p->first_comma = end;
			p->n_before = before;
		}
		end = next;
	}
	if (end > 0 && stands_apart(p, end)) {
		end = p->last_comma;
		p->n = p->n_last;
		p->last_comma = p->first_comma = NOWHERE;
	}
	if (represented && reading_token(p->r, end, ","))
		end++;
	return end;
}
