/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record that holds something in every place comes out of the wire as it
 * went in; and whatever is done to its bytes, what comes out is well-formed or
 * refused.
 */
#include "indexer/raw-wire.h"

#include "core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void
fill(struct arena *arena, struct raw_record *raw)
{
	struct blocks blocks;
	struct block *block;
	struct passage *passage;

	raw_record_init(raw);
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		record_field_set(&raw->record, i,
		    strcmp(record_field_name(i), "kind") == 0
			? "draft"
			: arena_printf(arena, "field %zu", i));
	blocks_init(&blocks, arena);
	block = blocks_add(&blocks, BLOCK_HEADING, "Title", 5);
	block->level = 2;
	block = blocks_add(&blocks, BLOCK_COMMENT, "\xC3\xA9t\xC3\xA9 12", 8);
	block->page = 3;
	block->label = "iii";
	block->line_first = 7;
	block->line_last = 9;
	block->number = "(a)";
	block->language = "fr";
	block->speaker = "Brennia";
	block->on_behalf_of = "a group";
	block->role = "chair";
	block->provision = "art 4";
	block->author = "A. Clerk";
	block->anchor = "these words";
	block->ocr = true;
	block_mark(&blocks, block, MARK_DELETED, 2, 5, "A. Clerk", "");
	block_mark(&blocks, block, MARK_COLOR, 0, 8, "", "#ff0000");
	raw->blocks = blocks.block;
	raw->n_blocks = blocks.count;
	passage = arena_alloc(arena, sizeof *passage);
	passage_init(passage);
	passage->line_first = 1;
	passage->line_last = 2;
	passage->page_number = 4;
	passage->page = "4";
	passage->part = PASSAGE_NOTE;
	passage->status = STATUS_CONTESTED;
	passage->option = "Option 1";
	passage->author = "au";
	passage->anchor = "an";
	passage->role = "guest";
	passage->ocr = true;
	passage->heading = "H";
	passage->speaker = "Caldera";
	passage->speaker_id = "CA";
	passage->on_behalf_of = "ob";
	passage->group_id = "gr";
	passage->instrument = "in";
	passage->provision = "art 5";
	passage->language = LANGUAGE_ZH;
	passage->text = "Text.";
	passage->text_length = 5;
	passage->original = "Tcxt.";
	raw->record.passages = passage;
	raw->record.n_passages = 1;
	raw->has_kind = true;
	raw->member = "inner";
	raw->body = "body";
	raw->body_length = 4;
	raw->line = 11;
	raw->one_line = true;
	raw->markdown = true;
}

static void
write_out(struct arena *arena, struct wire *wire, struct raw_record *raw)
{
	wire_write(wire, arena);
	wire_raw_record(wire, raw);
}

Test(raw_wire, all_of_a_record)
{
	struct arena *arena = arena_new();
	struct raw_record raw, back;
	struct wire out, in, again;

	fill(arena, &raw);
	write_out(arena, &out, &raw);
	wire_read(&in, arena, out.bytes, out.length);
	wire_raw_record(&in, &back);
	cr_assert(wire_done(&in));
	cr_expect_eq(back.record.kind, RECORD_DRAFT);
	cr_expect_eq(back.n_blocks, 2);
	cr_expect_str_eq(back.blocks[1].text, raw.blocks[1].text);
	cr_expect_eq(back.blocks[1].n_marks, 2);
	cr_expect_eq(back.blocks[1].marks[1].end, 5);
	cr_expect_str_eq(back.record.passages[0].original, "Tcxt.");
	/* Written once more it is the same: nothing was lost on the way. */
	write_out(arena, &again, &back);
	cr_expect_eq(again.length, out.length);
	cr_expect_eq(memcmp(again.bytes, out.bytes, out.length), 0);
	arena_free(arena);
}

static void
expect_string(const char *s)
{
	cr_assert_not_null(s);
	cr_assert_eq(utf8_fault(s, strlen(s)), strlen(s));
}

/* What every user of a record relies on. */
static void
expect_sound(const struct raw_record *raw)
{
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		expect_string(record_field(&raw->record, i));
	cr_assert_lt(raw->record.kind, RECORD_KIND_COUNT);
	cr_assert_eq(strlen(raw->body), raw->body_length);
	for (size_t i = 0; i < raw->n_blocks; i++) {
		const struct block *block = &raw->blocks[i];

		cr_assert_lt(block->kind, BLOCK_KIND_COUNT);
		cr_assert_eq(strlen(block->text), block->length);
		expect_string(block->text);
		expect_string(block->author);
		for (size_t m = 0; m < block->n_marks; m++) {
			const struct mark *mark = &block->marks[m];

			cr_assert_lt(mark->kind, MARK_KIND_COUNT);
			cr_assert_leq(mark->start, mark->end);
			cr_assert_leq(mark->end, block->length);
			cr_assert_not(utf8_follows(
			    (unsigned char)block->text[mark->start]));
			expect_string(mark->author);
		}
	}
	for (size_t i = 0; i < raw->record.n_passages; i++) {
		const struct passage *passage = &raw->record.passages[i];

		cr_assert_lt(passage->part, PASSAGE_PARTS);
		cr_assert_lt(passage->status, STATUS_COUNT);
		cr_assert_lt(passage->language, LANGUAGE_COUNT);
		cr_assert_eq(strlen(passage->text), passage->text_length);
	}
}

Test(raw_wire, whatever_comes)
{
	struct arena *arena = arena_new(), *each = arena_new();
	struct raw_record raw, back;
	struct wire out, in;
	unsigned random = 1, refused = 0;

	fill(arena, &raw);
	write_out(arena, &out, &raw);
	for (size_t cut = 0; cut < out.length; cut++) {
		char *bytes = arena_strndup(each, out.bytes, cut);

		wire_read(&in, each, bytes, cut);
		wire_raw_record(&in, &back);
		cr_assert_not(wire_done(&in), "cut at %zu", cut);
		arena_reset(each);
	}
	for (int i = 0; i < 20000; i++) {
		/* In a block of its own, for sanitizers. */
		char *bytes = malloc(out.length);

		memcpy(bytes, out.bytes, out.length);
		for (int j = 0; j < 1 + i % 3; j++) {
			random = random * 1103515245u + 12345u;
			bytes[(random >> 8) % out.length] ^=
			    (char)(1u << (random >> 28) % 8);
		}
		wire_read(&in, each, bytes, out.length);
		wire_raw_record(&in, &back);
		if (wire_done(&in))
			expect_sound(&back);
		else
			refused++;
		arena_reset(each);
		free(bytes);
	}
	cr_expect_gt(refused, 1000);
	arena_free(each);
	arena_free(arena);
}
