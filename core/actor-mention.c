/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/actor-parts.h"

#include "core/small-words.h"

#include <string.h>

static void
member_add(struct actor_parse *p, const char *id, const char *name,
    enum holder_kind kind)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->member[i].id, id) == 0)
			return;
	if (p->n == MEMBERS_MAX)
		return;
	p->member[p->n].id = id;
	p->member[p->n].name = name;
	p->member[p->n].via = "";
	p->member[p->n].kind = kind;
	p->n++;
}

/*
 * The token after a parenthesis that opens at `at` and is short; else `at`.
 * "(as proposed by X)" belongs to no name, and "(for X)" is read.
 */
static size_t
skip_parenthesis(const struct actor_parse *p, size_t at)
{
	if (at >= p->limit || !reading_token(p->r, at, "("))
		return at;
	if (reading_small(p->r, at + 1, WORD_FOR) > 0 ||
	    reading_is(p->r, at + 1, CUE_REPRESENT))
		return at;
	for (size_t i = at + 1; i < p->limit && i < at + 16; i++) {
		if (reading_token(p->r, i, ")"))
			return i + 1;
		if (reading_is(p->r, i, CUE_STANCE))
			break;
	}
	return at;
}

static bool
is_capital_name(const struct actor_parse *p, size_t at)
{
	return at < p->limit && reading_word(p->r, at) &&
	       (p->r->tokens.token[at].flags & TOKEN_CAPITAL) != 0 &&
	       reading_holder(p->r, at) == NULL && p->r->provision_at[at] < 0;
}

/* "Canada's", "the US amendment": the holder of a thing, not a subject. */
static bool
is_modifier(const struct actor_parse *p, const struct holder_mention *m)
{
	if (m->possessive)
		return true;
	return (p->r->language == LANGUAGE_EN ||
		   p->r->language == LANGUAGE_ZH) &&
	       reading_is(p->r, m->end, CUE_PROPOSAL);
}

/* Who speaks for a holder. An ambassador may do so for no State. */
static bool
is_envoy(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "delegation", "delegate", "representative", "government"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (reading_token(r, at, words[i]))
			return true;
	return false;
}

/* Whether a cue of this id begins at the token. */
static bool
has_id(const struct reading *r, size_t at, const char *id)
{
	const struct cue *cue = reading_cue(r, at);

	return cue != NULL && cue->first == at &&
	       strcmp(cue->entry->id, id) == 0;
}

/* "and its member States", "on behalf of its 27 members": the holder itself. */
static size_t
skip_members(const struct actor_parse *p, size_t end)
{
	const struct reading *r = p->r;
	size_t at = end;

	if (reading_token(r, at, ","))
		at++;
	if (reading_token(r, at, "and"))
		at++;
	else if (reading_is(r, at, CUE_REPRESENT))
		at = reading_cue(r, at)->end;
	else
		return end;
	if (!reading_token(r, at, "its"))
		return end;
	at++;
	if (at < p->limit && r->tokens.token[at].kind == TOKEN_NUMBER)
		at++;
	if (reading_token(r, at, "members"))
		return at + 1;
	if (reading_token(r, at, "member") && at + 2 <= p->limit)
		return at + 2;
	return end;
}

/* A holder mention, with the person's name after an office. */
static size_t
parse_mention(struct actor_parse *p, size_t at)
{
	const struct holder_mention *m = reading_holder(p->r, at);
	size_t end;

	if (m == NULL || m->first != at)
		return 0;
	end = m->end;
	/* "Canada's delegation", "the Canadian representative" */
	if ((m->possessive || m->how == HOLDER_BY_DEMONYM) &&
	    is_envoy(p->r, end)) {
		member_add(p, m->holder->id, m->holder->name, m->holder->kind);
		return end + 1;
	}
	if (m->how == HOLDER_BY_DEMONYM)
		return 0;
	if (m->how == HOLDER_BY_ROLE)
		while (is_capital_name(p, end) &&
		       !(p->r->tokens.token[end].flags & TOKEN_SENTENCE))
			end++;
	member_add(p, m->holder->id, m->holder->name, m->holder->kind);
	p->modifier = is_modifier(p, m);
	if (!p->modifier)
		end = skip_parenthesis(p, end);
	if (has_id(p->r, end, "and-members"))
		end = reading_cue(p->r, end)->end;
	return skip_members(p, end);
}

/* Whether a quantifier alone can be a subject: "some preferred". */
static bool
stands_alone(const struct actor_parse *p, size_t end)
{
	const struct cue *cue;

	end = reading_skip_adverbs(p->r, end, p->limit);
	if (end >= p->limit)
		return true;
	cue = reading_cue(p->r, end);
	/* "everyone but X" */
	if (p->r->language == LANGUAGE_EN && reading_token(p->r, end, "but"))
		end++;
	if (reading_holder(p->r, end) != NULL &&
	    reading_token(p->r, end - 1, "but"))
		return true;
	if (cue == NULL)
		return !reading_word(p->r, end) ||
		       reading_small(p->r, end, WORD_FROM) ||
		       reading_small(p->r, end, WORD_AND);
	return cue->entry->kind == CUE_STANCE ||
	       cue->entry->kind == CUE_REPORT ||
	       cue->entry->kind == CUE_AUXILIARY ||
	       cue->entry->kind == CUE_LIST || cue->entry->kind == CUE_MODAL ||
	       cue->entry->kind == CUE_RELATIVE ||
	       cue->entry->kind == CUE_PREPOSITION ||
	       (p->r->language == LANGUAGE_EN &&
		   reading_token(p->r, end, "in"));
}

/* "делегации": of a State that follows, or alone of nobody named. */
static bool
is_envoy_noun(const struct reading *r, const struct cue *cue)
{
	return r->language != LANGUAGE_EN &&
	       strcmp(cue->entry->id, "envoy") == 0;
}

/* The noun of unnamed holders after a quantifier: "developing countries". */
static size_t
find_crowd(const struct actor_parse *p, size_t at)
{
	for (size_t i = at; i < p->limit && i < at + 6; i++) {
		const struct cue *cue = reading_cue(p->r, i);

		if (cue == NULL || (cue->entry->kind == CUE_PREPOSITION &&
				       !is_envoy_noun(p->r, cue))) {
			if (!reading_word(p->r, i) &&
			    !reading_token(p->r, i, "-"))
				return 0;
			continue;
		}
		if (cue->entry->kind == CUE_CROWD || is_envoy_noun(p->r, cue)) {
			/* "regional groups and delegations" */
			if (reading_small(p->r, cue->end, WORD_AND) &&
			    reading_is(p->r, cue->end + 1, CUE_CROWD))
				return reading_cue(p->r, cue->end + 1)->end;
			return cue->end;
		}
		/* "many of these countries" */
		if (cue->entry->kind == CUE_PRONOUN && i > at &&
		    reading_token(p->r, i, "these") &&
		    reading_token(p->r, i - 1, "of"))
			return cue->end;
		if (cue->entry->kind != CUE_QUANTIFIER &&
		    cue->entry->kind != CUE_PART &&
		    !reading_token(p->r, i, "these"))
			return 0;
	}
	return 0;
}

/* "delegates", but not "delegate", can be a subject of no quantifier. */
static bool
is_plural(const struct reading *r, const struct cue *cue)
{
	const struct token *last = &r->tokens.token[cue->end - 1];

	return r->language == LANGUAGE_EN &&
	       last->folded[last->length - 1] == 's';
}

/* "several delegations", "some", "delegates". */
static size_t
parse_unnamed(struct actor_parse *p, size_t at)
{
	const struct cue *cue = reading_cue(p->r, at);
	const char *words;
	size_t end = 0;

	if (cue == NULL || cue->first != at)
		return 0;
	if (reading_small(p->r, at, WORD_NO) && find_crowd(p, cue->end) == 0)
		return 0; /* "no doubt" */
	if (cue->entry->kind == CUE_CROWD) {
		if (is_plural(p->r, cue))
			end = cue->end;
	} else if (cue->entry->kind == CUE_QUANTIFIER) {
		end = find_crowd(p, cue->end);
		if (end == 0 && stands_alone(p, cue->end))
			end = cue->end;
	} else if (cue->entry->kind == CUE_EXCEPTION &&
		   reading_token(p->r, at, "all")) {
		end = at + 1; /* "all but X" */
	}
	if (end == 0)
		return 0;
	words = reading_text(p->r, at, end);
	member_add(p, words, words, HOLDER_UNNAMED);
	p->unnamed = true;
	return end;
}

size_t
actor_parse_element(struct actor_parse *p, size_t at)
{
	size_t end;

	while (at < p->limit &&
	       (reading_small(p->r, at, WORD_THE) ||
		   reading_token(p->r, at, "both") ||
		   reading_token(p->r, at, "only")) &&
	       !reading_is(p->r, at, CUE_PRONOUN) &&
	       reading_holder(p->r, at) == NULL &&
	       !(reading_is(p->r, at, CUE_QUANTIFIER) &&
		   !reading_token(p->r, at, "both")))
		at++;
	if (at >= p->limit)
		return 0;
	p->unnamed = p->modifier = false;
	end = parse_mention(p, at);
	return end > 0 ? end : parse_unnamed(p, at);
}
