/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lexicon-han.h"

#include "core/table.h"

#include <stdbool.h>
#include <string.h>

#define WRITTEN_MAX 512 /* ways to write one pattern */

static bool
is_han(const char *s)
{
	unsigned char lead = (unsigned char)*s;

	return lead >= 0xE3 && lead <= 0xE9;
}

/* Put a word, its characters apart and each with the prefix, after `before`. */
static const char *
han_word(struct arena *arena, const char *before, const char *prefix,
    const char *word, size_t n)
{
	const char *out = before;

	for (size_t i = 0; i < n;) {
		size_t bytes = is_han(word + i) ? 3 : n - i;

		out = arena_printf(arena, "%s%s%s%.*s", out,
		    *out != '\0' ? " " : "", prefix, (int)bytes, word + i);
		i += bytes;
	}
	return out;
}

/* The patterns in `list`, each with each of the ways to write a part. */
static const char **
han_part(struct arena *arena, const char **list, size_t *n, const char *part)
{
	const char *prefix = *part == '^' ? "^" : "";
	size_t length = strlen(part), count, made = 0;
	bool optional = length > 0 && part[length - 1] == '?';
	const char **ways, **out;

	part += *prefix != '\0';
	ways = table_split(arena,
	    arena_strndup(arena, part, strlen(part) - optional), '|', &count);
	out = arena_array(arena, *n * (count + 1) + 1, sizeof(*out));
	for (size_t i = 0; i < *n && made + count < WRITTEN_MAX; i++) {
		for (size_t w = 0; w < count; w++)
			out[made++] = han_word(
			    arena, list[i], prefix, ways[w], strlen(ways[w]));
		if (optional)
			out[made++] = list[i];
	}
	*n = made;
	return out;
}

const char **
lexicon_han_expand(struct arena *arena, const char *text, size_t *ret_n)
{
	const char **list = arena_array(arena, 1, sizeof(*list)), **parts;
	size_t count;
	bool any = false;

	*ret_n = 1;
	list[0] = text;
	for (const char *s = text; *s != '\0' && !any; s++)
		any = is_han(s);
	if (!any)
		return list;
	list[0] = "";
	parts = table_split(arena, text, ' ', &count);
	for (size_t i = 0; i < count; i++)
		list = han_part(arena, list, ret_n, parts[i]);
	return list;
}
