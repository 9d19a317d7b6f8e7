/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Markdown, one record a file, with or without YAML front matter. Headings
 * become the headings of passages; marks of structure (#, >, those of lists)
 * go, everything within a line stays as it is.
 */
#include "indexer/header.h"
#include "indexer/reader.h"

#include <string.h>
#include <strings.h>

#define LOOK ((size_t)16 * 1024) /* bytes in which a heading is looked for */

static bool
is_named_markdown(const char *name)
{
	static const char *const endings[] = {".md", ".markdown", ".mkd"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]);

		if (n > m && strcasecmp(name + n - m, endings[i]) == 0)
			return true;
	}
	return false;
}

static int
bid(const struct document *document)
{
	size_t n = document->length < LOOK ? document->length : LOOK;
	const char *s = document->text, *end = s + n;

	if (is_named_markdown(document->name))
		return 24;
	/* A marked heading at the beginning of a line: "## Scope". */
	for (; s < end; s++) {
		const char *mark = s;

		while (mark < end && *mark == '#')
			mark++;
		if (mark > s && mark - s <= 6 && mark + 1 < end &&
		    *mark == ' ' && mark[1] != ' ')
			return 16;
		s = memchr(s, '\n', (size_t)(end - s));
		if (s == NULL)
			break;
	}
	return 0;
}

static bool
read_markdown(const struct document *document, struct arena *arena,
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
	raw.markdown = true;
	return sink->take(sink->context, arena, &raw, err);
}

const struct reader reader_markdown = {
    .name = "Markdown",
    .bid = bid,
    .read = read_markdown,
};
