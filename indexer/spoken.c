/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/spoken.h"

#include "core/language.h"

#include <string.h>

void
spoken_add(struct spoken *spoken, const char *language, size_t n)
{
	spoken->all += n;
	if (language == NULL || language[0] == '\0')
		return;
	for (size_t i = 0; i < spoken->count; i++)
		if (strcmp(spoken->language[i], language) == 0) {
			spoken->bytes[i] += n;
			return;
		}
	if (spoken->count < SPOKEN_MOST) {
		spoken->language[spoken->count] = language;
		spoken->bytes[spoken->count++] = n;
	}
}

const char *
spoken_of(
    struct spoken *spoken, struct arena *arena, const char *text, size_t n)
{
	const char *most = "";

	for (size_t i = 0; i < spoken->count; i++)
		if (2 * spoken->bytes[i] > spoken->all)
			most = spoken->language[i];
	memset(spoken, 0, sizeof *spoken);
	if (most[0] == '\0' || language_guess(text, n) != language_find(most))
		return "";
	return arena_strndup(arena, most, strcspn(most, "-_"));
}
