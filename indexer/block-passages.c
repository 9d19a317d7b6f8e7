/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/block-passages.h"

#include "core/language.h"

#include <string.h>

#define LEVELS 9 /* of headings that are kept apart */

/* The headings that a passage stands under, highest first. */
struct trail {
	const char *title[LEVELS]; /* "" where a level is skipped */
	const char *joined;	   /* " > " between */
};

static void
trail_set(struct arena *arena, struct trail *trail, const struct block *block)
{
	size_t level = block->level > 0 ? block->level - 1 : 0;

	if (level >= LEVELS)
		level = LEVELS - 1;
	for (size_t i = level; i < LEVELS; i++)
		trail->title[i] = "";
	trail->title[level] = block->text;
	trail->joined = "";
	for (size_t i = 0; i <= level; i++)
		if (trail->title[i][0] != '\0')
			trail->joined =
			    arena_printf(arena, "%s%s%s", trail->joined,
				trail->joined[0] != '\0' ? " > " : "",
				trail->title[i]);
}

static enum passage_part
part_of(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_NOTE:
		return PASSAGE_NOTE;
	case BLOCK_COMMENT:
		return PASSAGE_COMMENT;
	case BLOCK_ROW:
		return PASSAGE_ROW;
	case BLOCK_ASIDE:
		return PASSAGE_ASIDE;
	default:
		return PASSAGE_BODY;
	}
}

static void
fill_in(struct arena *arena, const struct block *block, struct passage *passage)
{
	passage_init(passage);
	passage->part = part_of(block->kind);
	passage->line_first = block->line_first;
	passage->line_last = block->line_last;
	passage->page_number = block->page;
	passage->page = block->label;
	passage->speaker = block->speaker;
	passage->on_behalf_of = block->on_behalf_of;
	passage->role = block->role;
	passage->affiliation = block->affiliation;
	passage->person = block->person;
	passage->delivered = block->delivered;
	passage->provision = block->provision;
	passage->author = block->author;
	passage->anchor = block->anchor;
	passage->ocr = block->ocr;
	passage->language = language_find(block->language);
	passage->text =
	    block->number[0] == '\0'
		? block->text
		: arena_printf(arena, "%s %s", block->number, block->text);
	passage->text_length = strlen(passage->text);
}

void
block_passages(struct arena *arena, const struct block *blocks, size_t count,
    struct record *record)
{
	struct trail trail = {.joined = ""};
	uint32_t used = 0;

	for (size_t i = 0; i < LEVELS; i++)
		trail.title[i] = "";
	record->passages =
	    arena_array(arena, count > 0 ? count : 1, sizeof *record->passages);
	for (size_t i = 0; i < count; i++) {
		struct passage *passage = &record->passages[used];

		if (blocks[i].kind == BLOCK_HEADING) {
			trail_set(arena, &trail, &blocks[i]);
			continue;
		}
		fill_in(arena, &blocks[i], passage);
		passage->heading = trail.joined;
		passage->number = ++used;
	}
	record->n_passages = used;
}
