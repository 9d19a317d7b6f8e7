/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/entry-names.h"

#include "core/holder.h"
#include "core/provision.h"
#include "core/token.h"
#include "indexer/draft-line.h"
#include "indexer/draft-number.h"

#include <ctype.h>
#include <string.h>

#define NAME_BYTES    200  /* of the longest name, joint ones too */
#define LOOK_BYTES    60   /* behind a name, in which a provision is named */
#define OFTEN	      3	   /* lines that make a name of what stands alone */
#define ACRONYM_BYTES 6	   /* of the longest name that is all in capitals */
#define NAMES_MAX     2000 /* names that are remembered, of any one document */

void
entry_names_init(struct entry_names *names, struct arena *arena,
    const struct negotiation *neg)
{
	memset(names, 0, sizeof *names);
	names->arena = arena;
	names->neg = neg;
}

/* --- forms ---------------------------------------------------------------- */

/* Whether every word has a capital, but for small ones: "World Wide Fund". */
static bool
has_capitals(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];

		if (token->kind == TOKEN_NUMBER)
			return false;
		if (token->kind == TOKEN_WORD && token->length > 3 &&
		    (token->flags & TOKEN_CAPITAL) == 0)
			return false;
	}
	return tokens->count > 0;
}

/* Whether a line could be a name at all, looked at cheaply. */
static bool
may_be_name(const char *s, size_t n)
{
	return n >= 2 && n <= NAME_BYTES && strchr("([{-*#\"", s[0]) == NULL &&
	       !isdigit((unsigned char)s[0]) && !islower((unsigned char)s[0]) &&
	       strchr(".:;,?!-", s[n - 1]) == NULL &&
	       !draft_line_is_part(s, n) && memchr(s, '\t', n) == NULL;
}

/* Whether all of it is in capitals, as a heading's words are: "GENERAL". */
static bool
is_shouted(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (islower((unsigned char)s[i]) || (unsigned char)s[i] >= 0x80)
			return false;
	return n > ACRONYM_BYTES;
}

/* Whether it has the form of a name, and is not that of a provision. */
static bool
is_name_like(struct arena *arena, const char *s, size_t n)
{
	struct provision provision;
	struct tokens tokens;

	if (!may_be_name(s, n))
		return false;
	tokenize(arena, s, n, &tokens);
	return has_capitals(&tokens) &&
	       !draft_line_provision(arena, s, n, &provision);
}

/* Whether a token can stand between the names of a joint heading. */
static bool
joins(const struct token *token)
{
	static const char *const words[] = {",", ";", "&", "/", "(", ")", "and",
	    "the", "also", "on", "behalf", "of", "for", "with", "by", "its",
	    "their", "member", "states", "delegation", "delegations"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (token_is(token, words[i]))
			return true;
	return false;
}

/* Whether the line is holders and nothing else: "A, B and C". */
static bool
is_holders(const struct entry_names *names, const char *s, size_t n)
{
	struct holder_mention *mention;
	struct tokens tokens;
	size_t count, at = 0;

	tokenize(names->arena, s, n, &tokens);
	mention = holder_find(
	    names->neg->holders, names->arena, &tokens, LANGUAGE_NONE, &count);
	for (size_t i = 0; i < count; i++) {
		if (mention[i].how == HOLDER_BY_DEMONYM ||
		    mention[i].possessive)
			return false;
		for (; at < mention[i].first; at++)
			if (!joins(&tokens.token[at]))
				return false;
		at = mention[i].end;
	}
	for (; at < tokens.count; at++)
		if (!joins(&tokens.token[at]))
			return false;
	return count > 0;
}

/* --- learning ------------------------------------------------------------- */

static struct entry_name *
find(const struct entry_names *names, const char *s, size_t n)
{
	for (size_t i = 0; i < names->count; i++)
		if (names->name[i].length == n &&
		    memcmp(names->name[i].name, s, n) == 0)
			return &names->name[i];
	return NULL;
}

static struct entry_name *
find_or_add(struct entry_names *names, const char *s, size_t n)
{
	struct entry_name *name = find(names, s, n);

	if (name != NULL || names->count == NAMES_MAX)
		return name;
	if (names->count == names->room) {
		size_t room = names->room > 0 ? 2 * names->room : 32;

		names->name = arena_grow(names->arena, names->name, names->room,
		    room, sizeof *names->name);
		names->room = room;
	}
	name = &names->name[names->count++];
	memset(name, 0, sizeof *name);
	name->name = arena_strndup(names->arena, s, n);
	name->length = n;
	return name;
}

/* The first byte of a run of leaders ("....."), or NULL. */
static const char *
leaders(const char *s, const char *end)
{
	for (const char *at = s; at + 5 <= end; at++)
		if (memcmp(at, ".....", 5) == 0 ||
		    (end - at >= 9 && memcmp(at, ". . . . .", 9) == 0))
			return at;
	return NULL;
}

static void
learn(struct entry_names *names, const char *s, size_t n, bool listed)
{
	struct entry_name *name;

	if (!is_name_like(names->arena, s, n))
		return;
	name = find_or_add(names, s, n);
	if (name == NULL)
		return;
	name->listed |= listed;
	name->standing += !listed;
	names->contents |= listed;
}

/* The names of a line of the contents, which may be several run together. */
static void
learn_contents(struct entry_names *names, const char *s, const char *end)
{
	const char *dots;

	for (; (dots = leaders(s, end)) != NULL; s = dots) {
		const char *last = dots;

		while (s < last && (isdigit((unsigned char)*s) || *s == ' '))
			s++;
		while (last > s && last[-1] == ' ')
			last--;
		if (last > s)
			learn(names, s, (size_t)(last - s), true);
		while (dots < end && (*dots == '.' || *dots == ' '))
			dots++;
	}
}

void
entry_names_learn(struct entry_names *names, const char *s, size_t n)
{
	if (leaders(s, s + n) != NULL)
		learn_contents(names, s, s + n);
	else
		learn(names, s, n, false);
}

/* --- asking --------------------------------------------------------------- */

/* Whether a name that no table knows heads an entry. */
static bool
is_unknown_name(const struct entry_names *names, const char *s, size_t n,
    bool heading, bool first)
{
	const struct entry_name *name = find(names, s, n);

	if (name == NULL)
		return false;
	if (names->contents)
		return name->listed;
	return !is_shouted(s, n) &&
	       (heading || first || name->standing >= OFTEN);
}

bool
entry_names_is(const struct entry_names *names, const char *s, size_t n,
    bool heading, bool first)
{
	struct provision provision;

	/* "ARTICLE 19", an organization elsewhere, is an article here. */
	if (!may_be_name(s, n) ||
	    draft_line_provision(names->arena, s, n, &provision))
		return false;
	if (is_unknown_name(names, s, n, heading, first))
		return true;
	return names->neg != NULL &&
	       (holder_named(names->neg->holders,
		    arena_strndup(names->arena, s, n)) != NULL ||
		   is_holders(names, s, n));
}

/* Whether what follows a name is a part of a draft, and no sentence. */
static bool
goes_on_as_part(const struct entry_names *names, const char *s, size_t n)
{
	struct provision_mention *mention;
	struct tokens tokens;
	size_t count;

	if (draft_mark_read(s, n).kind != NUMBER_NONE ||
	    draft_line_is_part(s, n))
		return true;
	tokenize(names->arena, s, n < LOOK_BYTES ? n : LOOK_BYTES, &tokens);
	mention = provision_find(names->arena, &tokens, LANGUAGE_EN, &count);
	return count > 0 && mention[0].first == 0 &&
	       (tokens.token[0].flags & TOKEN_CAPITAL) != 0;
}

size_t
entry_names_prefix(const struct entry_names *names, const char *s, size_t n)
{
	size_t best = 0;

	for (size_t i = 0; i < names->count; i++) {
		const struct entry_name *name = &names->name[i];
		size_t m = name->length;

		if (m > best && m + 1 < n && s[m] == ' ' &&
		    memcmp(s, name->name, m) == 0 &&
		    (name->listed ||
			(!names->contents && name->standing > 1)) &&
		    goes_on_as_part(names, s + m + 1, n - m - 1))
			best = m;
	}
	return best;
}
