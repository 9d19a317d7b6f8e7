/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/record-reference.h"

#include <string.h>

#define DIGITS_MAX 9

bool
record_reference(struct arena *arena, const char *text, const char **ret_id,
    uint32_t *ret_number)
{
	const char *hash = strrchr(text, '#');
	uint32_t number = 0;

	if (hash == NULL || hash[1] == '\0' || strlen(hash + 1) > DIGITS_MAX)
		return false;
	for (const char *s = hash + 1; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		number = number * 10 + (uint32_t)(*s - '0');
	}
	*ret_id = arena_strndup(arena, text, (size_t)(hash - text));
	*ret_number = number;
	return number > 0;
}
