/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The way back from repaired texts to the source: lines, and its own words. */
#include "indexer/repair-units.h"

#include <string.h>

/* The words of a stretch of the text, as the source has them. */
static const char *
source_words(struct arena *arena, const struct edited_text *text, size_t start,
    size_t end)
{
	size_t from = edited_source(text, start);
	size_t to = edited_source(text, end);

	return to > from ? arena_strndup(arena, text->source + from, to - from)
			 : "";
}

const uint32_t *
repair_lines(const struct repair *repair, struct arena *arena)
{
	const struct edited_text *text = &repair->unit[0].text;
	uint32_t *line, source_line = 0;
	size_t count = 1, at = 0, n = 0, seen = 0;

	for (size_t i = 0; i < text->n; i++)
		count += text->text[i] == '\n';
	line = arena_array(arena, count, sizeof *line);
	while (n < count) {
		const char *end = memchr(text->text + at, '\n', text->n - at);
		size_t from = edited_source(text, at);

		/* Captions were moved to the end: count from the beginning. */
		if (from < seen)
			seen = source_line = 0;
		for (; seen < from; seen++)
			source_line += text->source[seen] == '\n';
		line[n++] = source_line;
		if (end == NULL)
			break;
		at = (size_t)(end - text->text) + 1;
	}
	return line;
}

/* Where a line of a passage stands in the texts, from a place on. */
struct place {
	size_t unit;
	size_t at; /* byte of its text */
};

static bool
find_line(const struct repair *repair, const char *line, struct place *place)
{
	for (size_t tried = 0; tried <= repair->units; tried++) {
		const struct unit *unit = &repair->unit[place->unit];
		const char *found =
		    place->at <= unit->text.n
			? strstr(unit->text.text + place->at, line)
			: NULL;

		if (found != NULL) {
			place->at = (size_t)(found - unit->text.text);
			return true;
		}
		place->unit = (place->unit + 1) % repair->units;
		place->at = 0;
	}
	return false;
}

/* The source's words for a passage, line by line; NULL: they are the same. */
static const char *
original_of(const struct repair *repair, struct arena *arena,
    const struct passage *passage, struct place *place)
{
	const char *at = passage->text, *all = "";
	bool changed = false;

	for (;;) {
		const char *end = strchr(at, '\n');
		size_t n = end != NULL ? (size_t)(end - at) : strlen(at);
		const char *line = arena_strndup(arena, at, n);
		struct place here = *place;

		if (n > 0 && find_line(repair, line, &here)) {
			const struct edited_text *text =
			    &repair->unit[here.unit].text;

			if (edited_words(text, here.at, here.at + n)) {
				changed = true;
				line = source_words(
				    arena, text, here.at, here.at + n);
			}
			place->unit = here.unit;
			place->at = here.at + n;
		}
		all = arena_printf(arena, "%s%s%s", all,
		    at == passage->text ? "" : "\n", line);
		if (end == NULL)
			break;
		at = end + 1;
	}
	return changed ? all : NULL;
}

void
repair_passages(
    const struct repair *repair, struct arena *arena, struct record *record)
{
	struct place place = {0, 0};

	if (repair == NULL)
		return;
	for (size_t i = 0; i < record->n_passages; i++) {
		struct passage *passage = &record->passages[i];
		const char *original =
		    original_of(repair, arena, passage, &place);

		if (original != NULL && original[0] != '\0')
			passage->original = original;
	}
}

/* --- for tests ------------------------------------------------------------ */

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

size_t
repair_changes(const struct repair *repair, struct arena *arena,
    struct repair_change **ret)
{
	const struct edited_text *text = &repair->unit[0].text;
	struct repair_change *change = NULL;
	size_t count = 0;

	for (size_t at = 0; at < text->n;) {
		size_t end = at + 1;

		if (is_space(text->text[at])) {
			at++;
			continue;
		}
		/* Words made of one come together. */
		while (end < text->n &&
		       (!is_space(text->text[end]) ||
			   edited_source(text, end) == edited_source(text, at)))
			end++;
		if (edited_words(text, at, end)) {
			change = arena_grow(
			    arena, change, count, count + 1, sizeof *change);
			change[count].start = edited_source(text, at);
			change[count].end = edited_source(text, end);
			change[count].original =
			    source_words(arena, text, at, end);
			change[count].text =
			    arena_strndup(arena, text->text + at, end - at);
			count++;
		}
		at = end;
	}
	*ret = change;
	return count;
}
