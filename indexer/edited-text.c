/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/edited-text.h"

#include <string.h>

struct edited_text
edited_new(struct arena *arena, const char *source, size_t n)
{
	struct edited_text text = {
	    .text = source, .n = n, .source = source, .source_n = n};

	text.from = arena_array(arena, n + 1, sizeof *text.from);
	for (size_t i = 0; i <= n; i++)
		text.from[i] = (uint32_t)i;
	return text;
}

size_t
edited_source(const struct edited_text *text, size_t at)
{
	return text->from[at] & ~EDITED_WORD;
}

bool
edited_words(const struct edited_text *text, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if ((text->from[i] & EDITED_WORD) != 0)
			return true;
	return false;
}

size_t
edited_place(const struct edited_text *text, size_t at)
{
	size_t i = 0;

	while (i < text->n && edited_source(text, i) < at)
		i++;
	return i;
}

/* --- making --------------------------------------------------------------- */

void
edited_begin(struct edited_builder *builder, struct arena *arena,
    const struct edited_text *base)
{
	memset(builder, 0, sizeof *builder);
	builder->arena = arena;
	builder->base = base;
}

static void
make_room(struct edited_builder *builder, size_t n)
{
	size_t want = builder->used + n + 1;
	size_t room = builder->room > 0 ? builder->room : builder->base->n + 64;

	if (want <= builder->room)
		return;
	while (room < want)
		room *= 2;
	builder->text =
	    arena_grow(builder->arena, builder->text, builder->used, room, 1);
	builder->from = arena_grow(builder->arena, builder->from, builder->used,
	    room, sizeof *builder->from);
	builder->room = room;
}

void
edited_copy(struct edited_builder *builder, size_t start, size_t end)
{
	if (start >= end)
		return;
	make_room(builder, end - start);
	memcpy(builder->text + builder->used, builder->base->text + start,
	    end - start);
	memcpy(builder->from + builder->used, builder->base->from + start,
	    (end - start) * sizeof *builder->from);
	if (builder->word)
		builder->from[builder->used] |= EDITED_WORD;
	builder->word = false;
	builder->used += end - start;
}

void
edited_replace(struct edited_builder *builder, const struct edit *edit)
{
	uint32_t from = builder->base->from[edit->start];

	if (edit->word)
		from |= EDITED_WORD;
	make_room(builder, edit->n);
	memcpy(builder->text + builder->used, edit->text, edit->n);
	for (size_t i = 0; i < edit->n; i++)
		builder->from[builder->used + i] = from;
	builder->used += edit->n;
	if (edit->n == 0 && edit->word)
		builder->word = true;
}

struct edited_text
edited_end(struct edited_builder *builder)
{
	struct edited_text text = {.source = builder->base->source,
	    .source_n = builder->base->source_n};

	make_room(builder, 0);
	builder->text[builder->used] = '\0';
	builder->from[builder->used] = (uint32_t)builder->base->source_n;
	text.text = builder->text;
	text.from = builder->from;
	text.n = builder->used;
	return text;
}

struct edited_text
edited_apply(struct arena *arena, const struct edited_text *base,
    const struct edit *edits, size_t count)
{
	struct edited_builder builder;
	size_t at = 0;

	if (count == 0)
		return *base;
	edited_begin(&builder, arena, base);
	for (size_t i = 0; i < count; i++) {
		edited_copy(&builder, at, edits[i].start);
		edited_replace(&builder, &edits[i]);
		at = edits[i].end;
	}
	edited_copy(&builder, at, base->n);
	return edited_end(&builder);
}

void
edits_add(struct edits *edits, size_t start, size_t end, const char *text,
    size_t n, bool word)
{
	struct edit *edit;

	if (edits->count == edits->room) {
		size_t room = edits->room > 0 ? edits->room * 2 : 64;

		edits->edit = arena_grow(edits->arena, edits->edit,
		    edits->count, room, sizeof *edits->edit);
		edits->room = room;
	}
	edit = &edits->edit[edits->count++];
	edit->start = start;
	edit->end = end;
	edit->text = arena_strndup(edits->arena, text, n);
	edit->n = n;
	edit->word = word;
}
