/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/comment-party.h"

#include "core/holder.h"
#include "core/token.h"

#include <string.h>

#define PARTY_BYTES 200 /* in which the party is named before a colon */

static bool
joins(const struct token *token)
{
	return token_is(token, ",") || token_is(token, "and") ||
	       token_is(token, "/") || token_is(token, "&") ||
	       token_is(token, "the") || token_is(token, "[");
}

/* "Norland, Sudland" before a colon: holders and nothing else, or NULL. */
static const char *
party_before_colon(
    struct arena *arena, const struct negotiation *neg, const char *text)
{
	size_t n = strcspn(text, ":\n"), count, at = 0;
	struct holder_mention *mention;
	struct tokens tokens;
	const char *name;

	if (text[n] != ':' || n > PARTY_BYTES)
		return NULL;
	name = arena_strndup(arena, text, n);
	if (holder_named(neg->holders, name) != NULL)
		return name;
	tokenize(arena, name, n, &tokens);
	mention =
	    holder_find(neg->holders, arena, &tokens, LANGUAGE_NONE, &count);
	for (size_t i = 0; i < count; i++) {
		for (; at < mention[i].first; at++)
			if (!joins(&tokens.token[at]))
				return NULL;
		at = mention[i].end;
	}
	return count > 0 && at == tokens.count ? name : NULL;
}

const char *
comment_party(struct arena *arena, const struct negotiation *neg,
    const struct block *comment)
{
	const struct holder *holder;
	struct holder_mention *mention;
	struct tokens tokens;
	const char *party;
	size_t n;

	if (neg == NULL)
		return "";
	party = party_before_colon(arena, neg, comment->text);
	if (party != NULL || comment->author[0] == '\0')
		return party != NULL ? party : "";
	holder = holder_named(neg->holders, comment->author);
	if (holder != NULL)
		return holder->name;
	tokenize(arena, comment->author, strlen(comment->author), &tokens);
	mention = holder_find(neg->holders, arena, &tokens, LANGUAGE_NONE, &n);
	for (size_t i = 0; i < n; i++)
		if (mention[i].how == HOLDER_BY_NAME ||
		    mention[i].how == HOLDER_BY_CODE)
			return mention[i].holder->name;
	return "";
}
