/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/raw-wire.h"

#include "core/utf8.h"

/* Bytes that each takes at least: its numbers, and its strings when empty. */
#define STRING_LEAST  (sizeof(uint64_t) + 1)
#define MARK_LEAST    (3 * sizeof(uint64_t) + 2 * STRING_LEAST)
#define BLOCK_LEAST   (8 * sizeof(uint64_t) + 12 * STRING_LEAST)
#define PASSAGE_LEAST (8 * sizeof(uint64_t) + 16 * STRING_LEAST)

/*
 * A field that is added to one of these is sent below as well, or it is lost
 * on the way; then the size here is the new one.
 */
#define SENT_WHOLE(type, size)                                                 \
	_Static_assert(sizeof(void *) != 8 || sizeof(type) == (size),          \
	    "a field was added, and may have to be sent")
SENT_WHOLE(struct mark, 40);
SENT_WHOLE(struct block, 184); /* but for `lines` and `pages`, of plain text */
SENT_WHOLE(struct passage, 240);
SENT_WHOLE(struct raw_record, 264);

#define LEVEL_MOST 1000 /* of a heading or an item */

/* Move a byte's place to the beginning of the character it is in. */
static size_t
to_character(const struct block *block, size_t at)
{
	if (at > block->length)
		at = block->length;
	while (at > 0 && utf8_follows((unsigned char)block->text[at]))
		at--;
	return at;
}

static void
wire_mark(struct wire *wire, const struct block *block, struct mark *mark)
{
	uint64_t kind = mark->kind;

	wire_number(wire, &kind, MARK_KIND_COUNT - 1);
	wire_size(wire, &mark->start, block->length);
	wire_size(wire, &mark->end, block->length);
	wire_string(wire, &mark->author);
	wire_string(wire, &mark->value);
	if (!wire->reading)
		return;
	mark->kind = (enum mark_kind)kind;
	mark->start = to_character(block, mark->start);
	mark->end = to_character(block, mark->end);
	if (mark->start > mark->end)
		wire->bad = true;
}

static void
wire_marks(struct wire *wire, struct block *block)
{
	block->marks = wire_array(wire, block->marks, &block->n_marks,
	    sizeof *block->marks, MARK_LEAST);
	for (size_t i = 0; i < block->n_marks; i++) {
		wire_mark(wire, block, &block->marks[i]);
		if (i > 0 && block->marks[i].start < block->marks[i - 1].start)
			wire->bad = true;
	}
}

static void
wire_block(struct wire *wire, struct block *block)
{
	uint64_t kind = block->kind, level = block->level;

	wire_number(wire, &kind, BLOCK_KIND_COUNT - 1);
	wire_number(wire, &level, LEVEL_MOST);
	wire_32(wire, &block->page);
	wire_string(wire, &block->label);
	wire_32(wire, &block->line_first);
	wire_32(wire, &block->line_last);
	wire_string(wire, &block->number);
	wire_text(wire, &block->text, &block->length);
	wire_string(wire, &block->language);
	wire_string(wire, &block->speaker);
	wire_string(wire, &block->on_behalf_of);
	wire_string(wire, &block->role);
	wire_string(wire, &block->affiliation);
	wire_bool(wire, &block->person);
	wire_string(wire, &block->delivered);
	wire_string(wire, &block->provision);
	wire_string(wire, &block->author);
	wire_string(wire, &block->anchor);
	wire_bool(wire, &block->ocr);
	wire_marks(wire, block);
	block->kind = (enum block_kind)kind;
	block->level = (unsigned)level;
}

static void
wire_passage(struct wire *wire, struct passage *passage)
{
	uint64_t part = passage->part, status = passage->status,
		 language = passage->language;

	wire_32(wire, &passage->line_first);
	wire_32(wire, &passage->line_last);
	wire_32(wire, &passage->page_number);
	wire_string(wire, &passage->page);
	wire_number(wire, &part, PASSAGE_PARTS - 1);
	wire_number(wire, &status, STATUS_COUNT - 1);
	wire_string(wire, &passage->option);
	wire_string(wire, &passage->author);
	wire_string(wire, &passage->anchor);
	wire_string(wire, &passage->role);
	wire_string(wire, &passage->affiliation);
	wire_bool(wire, &passage->person);
	wire_string(wire, &passage->delivered);
	wire_bool(wire, &passage->ocr);
	wire_string(wire, &passage->heading);
	wire_string(wire, &passage->speaker);
	wire_string(wire, &passage->speaker_id);
	wire_string(wire, &passage->on_behalf_of);
	wire_string(wire, &passage->group_id);
	wire_string(wire, &passage->instrument);
	wire_string(wire, &passage->provision);
	wire_number(wire, &language, LANGUAGE_COUNT - 1);
	wire_text(wire, &passage->text, &passage->text_length);
	wire_string(wire, &passage->original);
	passage->part = (enum passage_part)part;
	passage->status = (enum passage_status)status;
	passage->language = (enum language)language;
}

static void
wire_passages(struct wire *wire, struct record *record)
{
	record->passages = wire_array(wire, record->passages,
	    &record->n_passages, sizeof *record->passages, PASSAGE_LEAST);
	for (size_t i = 0; i < record->n_passages; i++) {
		if (wire->reading)
			passage_init(&record->passages[i]);
		wire_passage(wire, &record->passages[i]);
	}
}

/* The fields, in the order of their table. */
static void
wire_fields(struct wire *wire, struct record *record)
{
	for (size_t i = 0; record_field_name(i) != NULL; i++) {
		const char *value = record_field(record, i);

		wire_string(wire, &value);
		if (wire->reading && !wire->bad &&
		    !record_field_set(record, i, value))
			wire->bad = true;
	}
}

void
wire_raw_record(struct wire *wire, struct raw_record *raw)
{
	if (wire->reading)
		raw_record_init(raw);
	wire_fields(wire, &raw->record);
	wire_passages(wire, &raw->record);
	wire_bool(wire, &raw->has_kind);
	wire_string(wire, &raw->member);
	wire_string(wire, &raw->abstract);
	raw->blocks = wire_array(wire, raw->blocks, &raw->n_blocks,
	    sizeof *raw->blocks, BLOCK_LEAST);
	for (size_t i = 0; i < raw->n_blocks; i++)
		wire_block(wire, &raw->blocks[i]);
	wire_text(wire, &raw->body, &raw->body_length);
	wire_line(wire, &raw->line);
	wire_bool(wire, &raw->one_line);
	wire_bool(wire, &raw->markdown);
}
