/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text, one record a file, with or without `Name: value` lines over it.
 */
#include "indexer/header.h"
#include "indexer/reader.h"

#include <string.h>

/* Any text will do, so this is the reader of last resort. */
static int
bid(const struct document *document)
{
	(void)document;
	return 1;
}

static bool
read_text(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct raw_record raw;
	unsigned long line = document->line;
	size_t body;

	raw_record_init(&raw);
	body = header_yaml(arena, document, &raw, &line);
	if (body == 0)
		body = header_lines(arena, document, &raw, &line);
	raw.body = document->text + body;
	raw.body_length = document->length - body;
	raw.line = line;
	return sink->take(sink->context, arena, &raw, err);
}

const struct reader reader_text = {
    .name = "plain text",
    .bid = bid,
    .read = read_text,
};
