/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"

#include "core/holder-set.h"

#include <string.h>

/* Mentions as they are found. */
struct finder {
	const struct holder_set *set;
	const struct phrase_set *names;
	const struct tokens *tokens;
	enum language language;
	struct holder_mention *mention;
	size_t count; /* mentions so far */
	size_t room;  /* mentions there is room for */
	struct arena *arena;
};

static bool
is_latin(const struct token *token)
{
	unsigned char lead = (unsigned char)token->folded[0];

	return token->kind == TOKEN_WORD && lead < 0xD0;
}

/*
 * "the chair proposed" is the office; "a chair", "to chair", "chair the group"
 * are not. In capitals ("Chair") it needs no article.
 */
static bool
is_office(const struct finder *finder, size_t at)
{
	static const char *const before[] = {"the", "our", "its", "madam",
	    "madame", "mr", "un", "committee", "le", "la", "l'", "el", "del",
	    "du", "al"};
	const struct token *token = finder->tokens->token;

	if (!is_latin(&token[at]) || (token[at].flags & TOKEN_CAPITAL))
		return true;
	for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
		if (token_is(&token[at - 1], before[i]))
			return true;
	return false;
}

/* In capitals, but for the small words within ("REPUBLIC of KOREA"). */
static bool
is_capitals(const struct token *token, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (token[i].kind != TOKEN_WORD || token[i].folded[0] == '\'')
			continue;
		if (token_is_capitals(&token[i]))
			any = true;
		else if (i == 0 || token[i].length > 3)
			return false;
	}
	return any;
}

/* The token after a name's possessive ending, or `end` where it has none. */
static size_t
possessive_end(const struct tokens *tokens, size_t first, size_t end)
{
	const struct token *token = tokens->token;

	if (end >= tokens->count || (token[end].flags & TOKEN_SPACED))
		return end;
	if (token_is(&token[end], "'s"))
		return end + 1;
	/* "the Philippines' proposal", but not the end of a quotation. */
	if (token_is(&token[end], "'") &&
	    token[end - 1].folded[token[end - 1].length - 1] == 's' &&
	    end + 1 < tokens->count && (token[end + 1].flags & TOKEN_SPACED) &&
	    token[end + 1].kind == TOKEN_WORD &&
	    (first == 0 || !token_is(&token[first - 1], "'")))
		return end + 1;
	return end;
}

static void
mention_add(struct finder *finder, const struct phrase *phrase, size_t first,
    size_t end)
{
	struct holder_mention *mention;

	if (finder->count == finder->room) {
		size_t room = 2 * finder->room + 16;

		finder->mention = arena_grow(finder->arena, finder->mention,
		    finder->count, room, sizeof *mention);
		finder->room = room;
	}
	mention = &finder->mention[finder->count++];
	mention->holder = finder->set->holder[phrase->value >> 2];
	mention->how = (enum holder_how)(phrase->value & 3);
	if (mention->how == HOLDER_BY_NAME && (phrase->flags & PHRASE_CODE))
		mention->how = HOLDER_BY_CODE;
	mention->first = first;
	mention->end = possessive_end(finder->tokens, first, end);
	mention->possessive = mention->end > end;
	mention->capitals =
	    is_capitals(finder->tokens->token + first, end - first);
}

/* What stands at token `at`; the token to go on from. */
static size_t
find_at(struct finder *finder, size_t at)
{
	struct phrase_hits hits;
	const struct phrase *phrase;

	if (!phrase_find(finder->names, finder->tokens, at, &hits))
		return at + 1;
	phrase = hits.hit[0];
	if (phrase->value == HOLDER_VALUE_NOT)
		return hits.end;
	if ((phrase->value & 3) == HOLDER_BY_ROLE && !is_office(finder, at))
		return at + 1;
	mention_add(finder, phrase, at, hits.end);
	return finder->mention[finder->count - 1].end;
}

struct holder_mention *
holder_find(const struct holder_set *set, struct arena *arena,
    const struct tokens *tokens, enum language language, size_t *ret_count)
{
	struct finder finder = {
	    .set = set,
	    .names = holder_set_names(set, language),
	    .tokens = tokens,
	    .language = language,
	    .arena = arena,
	};

	for (size_t at = 0; at < tokens->count;)
		at = find_at(&finder, at);
	*ret_count = finder.count;
	return finder.mention;
}

bool
holder_is_member(
    const struct holder *group, const char *member, struct date date)
{
	for (size_t i = 0; i < group->n_members; i++) {
		const struct membership *m = &group->members[i];

		if (strcmp(m->member, member) != 0)
			continue;
		if (date.year == 0 ||
		    (m->when.from.year == 0 && m->when.to.year == 0) ||
		    date_in_range(date, &m->when))
			return true;
	}
	return false;
}
