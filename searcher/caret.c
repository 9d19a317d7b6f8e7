/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/caret.h"

#include "searcher/page.h"

#include <string.h>

/* Bytes shown before and after the place. */
#define CARET_BEFORE 50
#define CARET_AFTER  70

static bool
has_controls(const char *text)
{
	for (const unsigned char *s = (const void *)text; *s != '\0'; s++)
		if (*s < 0x20 || *s == 0x7F || (*s == 0xC2 && s[1] < 0xA0))
			return true;
	return false;
}

/* Whether a character begins at `s`. */
static bool
begins(const char *s)
{
	return ((unsigned char)*s & 0xC0) != 0x80;
}

const char *
caret_draw(struct arena *arena, const char *text, int column)
{
	size_t n = strlen(text), at = (size_t)column, from = 0, to = n;
	const char *before = "", *after = "", *shown;
	unsigned columns;

	if (column < 0 || at > n || has_controls(text))
		return NULL;
	if (at > CARET_BEFORE + 10) {
		for (from = at - CARET_BEFORE; !begins(text + from); from++)
			;
		before = "...";
	}
	if (n - at > CARET_AFTER + 10) {
		for (to = at + CARET_AFTER; !begins(text + to); to++)
			;
		after = "...";
	}
	shown = arena_strndup(arena, text + from, to - from);
	columns = page_columns(shown, at - from) + (unsigned)strlen(before);
	return arena_printf(arena, "  %s%s%s\n  %*s^\n", before, shown, after,
	    (int)columns, "");
}
