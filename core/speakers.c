/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/speakers.h"

#include "core/token.h"

#include <string.h>

const struct holder **
speakers_named(struct arena *arena, const struct holder_set *holders,
    const char *field, enum language language, size_t *ret_count)
{
	const struct holder *one = holder_named(holders, field);
	struct holder_mention *mention;
	const struct holder **found;
	struct tokens tokens;
	size_t n;

	*ret_count = 0;
	if (one != NULL) {
		found = arena_array(arena, 1, sizeof(*found));
		found[(*ret_count)++] = one;
		return found;
	}
	tokenize(arena, field, strlen(field), &tokens);
	mention = holder_find(holders, arena, &tokens, language, &n);
	found = arena_array(arena, n, sizeof(*found));
	if (n > 0 && mention[0].first == 0)
		for (size_t i = 0; i < n; i++)
			found[(*ret_count)++] = mention[i].holder;
	return found;
}

const char *
speakers_join(struct arena *arena, const struct holder **holder, size_t count)
{
	const char *joined = count > 1 ? holder[0]->id : "";

	for (size_t i = 1; i < count; i++)
		joined = arena_printf(
		    arena, "%s%c%s", joined, SPEAKERS_SEPARATOR, holder[i]->id);
	return joined;
}

bool
speakers_have(const char *joined, const char *id)
{
	size_t n = strlen(id);

	for (const char *s = joined; n > 0 && *s != '\0';) {
		size_t length = strcspn(s, "\t");

		if (length == n && memcmp(s, id, n) == 0)
			return true;
		s += length;
		s += *s == SPEAKERS_SEPARATOR;
	}
	return false;
}
