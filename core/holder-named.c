/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"

#include "core/holder-set.h"

#include <string.h>
#include <strings.h>

/* A name is no longer than this; anything longer names nobody. */
#define NAME_MAX_BYTES 400

/* The holder all of the tokens name, in one language's names. */
static const struct holder *
named_by_tokens(const struct holder_set *set, const struct tokens *tokens,
    enum language language)
{
	struct phrase_hits hits;

	if (!phrase_find_whole(holder_set_names(set, language), tokens, &hits))
		return NULL;
	for (size_t i = 0; i < hits.count; i++) {
		uint32_t value = hits.hit[i]->value;

		if (value != HOLDER_VALUE_NOT &&
		    (value & 3) != HOLDER_BY_DEMONYM)
			return set->holder[value >> 2];
	}
	return NULL;
}

/* `n` bytes as a name, with or without the article before it. */
static const struct holder *
named_by_name(
    const struct holder_set *set, struct arena *arena, const char *s, size_t n)
{
	static const enum language order[] = {LANGUAGE_EN, LANGUAGE_NONE};
	const struct holder *holder = NULL;
	struct tokens tokens;

	tokenize(arena, s, n, &tokens);
	while (
	    tokens.count > 0 && tokens.token[tokens.count - 1].length == 1 &&
	    strchr(".,:;", tokens.token[tokens.count - 1].folded[0]) != NULL &&
	    !(tokens.count > 1 && tokens.token[tokens.count - 2].length == 1))
		tokens.count--;
	for (size_t i = 0; i < 2 && holder == NULL; i++) {
		struct tokens bare = tokens;

		holder = named_by_tokens(set, &bare, order[i]);
		if (holder != NULL || bare.count < 2 ||
		    !token_is(&bare.token[0], "the"))
			continue;
		bare.token++;
		bare.count--;
		holder = named_by_tokens(set, &bare, order[i]);
	}
	return holder;
}

/*
 * "Venezuela (Bolivarian Republic of)", "Korea, Republic of": the part behind
 * belongs in front.
 */
static const struct holder *
named_by_parts(
    const struct holder_set *set, struct arena *arena, const char *s, size_t n)
{
	const char *open = memchr(s, '(', n), *comma = memchr(s, ',', n);
	const char *cut = open != NULL ? open : comma;
	const struct holder *holder, *inner;
	const char *turned;
	size_t front, back;

	if (cut == NULL || cut == s)
		return NULL;
	front = (size_t)(cut - s);
	back = n - front - 1;
	if (open != NULL && s[n - 1] == ')')
		back--;
	turned =
	    arena_printf(arena, "%.*s %.*s", (int)back, cut + 1, (int)front, s);
	holder = named_by_name(set, arena, turned, strlen(turned));
	if (holder != NULL || open == NULL)
		return holder;
	/* "Caribbean Community (CARICOM)": twice the same. */
	holder = named_by_name(set, arena, s, front);
	inner = named_by_name(set, arena, cut + 1, back);
	return holder == inner ? holder : NULL;
}

/* By id in any letter case, or by ISO 3166 alpha-3. */
static const struct holder *
named_by_id(const struct holder_set *set, const char *s, size_t n)
{
	const struct table *table = &set->table[HOLDER_DELEGATIONS];

	for (size_t i = 0; i < set->count; i++)
		if (strlen(set->holder[i]->id) == n &&
		    strncasecmp(set->holder[i]->id, s, n) == 0)
			return set->holder[i];
	for (size_t r = 0; n == 3 && r < table->rows; r++) {
		const char *iso3 = table_cell(table, r, "iso3");

		if (strlen(iso3) == 3 && strncasecmp(iso3, s, 3) == 0)
			return set->holder[r];
	}
	return NULL;
}

const struct holder *
holder_named(const struct holder_set *set, const char *name)
{
	const struct holder *holder = holder_by_id(set, name);
	struct arena *arena;
	size_t n;

	if (holder != NULL)
		return holder;
	name += strspn(name, " \t\r\n");
	n = strlen(name);
	/* Some files are named after delegations as "EU_". */
	while (n > 0 && strchr(" \t\r\n_", name[n - 1]) != NULL)
		n--;
	if (n == 0 || n > NAME_MAX_BYTES)
		return NULL;
	arena = arena_new();
	holder = named_by_name(set, arena, name, n);
	if (holder == NULL)
		holder = named_by_id(set, name, n);
	if (holder == NULL)
		holder = named_by_parts(set, arena, name, n);
	arena_free(arena);
	return holder;
}
