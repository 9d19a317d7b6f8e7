/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx.h"

#include <string.h>

void
docx_flow_init(struct docx_flow *flow, struct arena *arena)
{
	memset(flow, 0, sizeof *flow);
	rich_text_init(&flow->text, arena);
	flow->change.author = "";
}

void
docx_flow_later(struct docx_flow *flow, struct arena *arena,
    const struct docx_pending *pending)
{
	if (flow->n_pending == flow->pending_room) {
		size_t room =
		    flow->pending_room > 0 ? 2 * flow->pending_room : 8;

		flow->pending = arena_grow(arena, flow->pending,
		    flow->pending_room, room, sizeof *flow->pending);
		flow->pending_room = room;
	}
	flow->pending[flow->n_pending++] = *pending;
}

void
docx_flow_enter(struct docx *docx, struct docx_flow *inner)
{
	docx_flow_init(inner, docx->arena);
	docx->flow = inner;
	docx->nested++;
}

void
docx_flow_leave(struct docx *docx, struct docx_flow *outer)
{
	docx->flow = outer;
	docx->nested--;
}

static void
write_box(struct docx *docx, const struct docx_pending *pending)
{
	struct docx_flow *outer = docx->flow, inner;

	if (docx->nested == DOCX_NESTED)
		return;
	docx_flow_enter(docx, &inner);
	docx_read_body(docx, pending->node);
	docx_flow_leave(docx, outer);
}

/* Write down what was put down for later, of one kind. */
static void
write_pending(struct docx *docx, struct docx_flow *flow, int kind)
{
	for (size_t i = 0; i < flow->n_pending; i++) {
		const struct docx_pending *pending = &flow->pending[i];

		if ((int)pending->kind != kind)
			continue;
		if (kind == DOCX_NOTE)
			docx_note_write(docx, pending);
		else if (kind == DOCX_COMMENT)
			docx_comment_write(docx, pending);
		else
			write_box(docx, pending);
	}
}

void
docx_flow_end(struct docx *docx, const struct block *like)
{
	struct docx_flow *flow = docx->flow;
	struct block *block;

	docx_comments_carry(docx);
	block = rich_text_block(&flow->text, docx->blocks, like->kind);
	if (block != NULL) {
		block->level = like->level;
		block->number = like->number != NULL ? like->number : "";
		block->author = like->author != NULL ? like->author : "";
		block->anchor = like->anchor != NULL ? like->anchor : "";
		block->language = spoken_of(
		    &flow->spoken, docx->arena, block->text, block->length);
	}
	write_pending(docx, flow, DOCX_NOTE);
	rich_text_end(&flow->text, docx->blocks);
	write_pending(docx, flow, DOCX_COMMENT);
	write_pending(docx, flow, DOCX_BOX);
	memset(&flow->spoken, 0, sizeof flow->spoken);
	flow->n_pending = 0;
	flow->line_start = 0;
	flow->goes_on = false;
}
