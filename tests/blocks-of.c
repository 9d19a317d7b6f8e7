/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/blocks-of.h"
#include "tests/zip-of.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines so far. */
struct listing {
	struct arena *arena;
	char *text;
	size_t used;
	size_t room;
	unsigned records;
};

static const char *const kinds[BLOCK_KIND_COUNT] = {
    "paragraph", "heading", "item", "row", "note", "comment", "aside"};
static const char *const marks[MARK_KIND_COUNT] = {
    "inserted", "deleted", "bold", "italic", "underlined", "color"};

static void
put(struct listing *listing, const char *s, size_t n)
{
	if (listing->used + n + 1 > listing->room) {
		size_t room = 2 * (listing->used + n + 1);

		listing->text = arena_grow(
		    listing->arena, listing->text, listing->room, room, 1);
		listing->room = room;
	}
	memcpy(listing->text + listing->used, s, n);
	listing->used += n;
}

static void put_line(struct listing *listing, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
put_line(struct listing *listing, const char *format, ...)
{
	va_list args;
	const char *line;

	va_start(args, format);
	line = arena_vprintf(listing->arena, format, args);
	va_end(args);
	put(listing, line, strlen(line));
	put(listing, "\n", 1);
}

/* Text on one line. */
static const char *
escaped(struct arena *arena, const char *s, size_t n)
{
	char *to = arena_alloc(arena, 2 * n + 1), *at = to;

	for (size_t i = 0; i < n; i++) {
		const char *special = strchr("\n\t\\", s[i]);

		if (s[i] == '\0' || special == NULL) {
			*at++ = s[i];
			continue;
		}
		*at++ = '\\';
		*at++ = s[i] == '\n' ? 'n' : s[i] == '\t' ? 't' : '\\';
	}
	return to;
}

static void
put_string(struct listing *listing, const char *name, const char *value)
{
	if (value[0] != '\0')
		put_line(listing, "\t%s: %s", name,
		    escaped(listing->arena, value, strlen(value)));
}

static void
put_marks(struct listing *listing, const struct block *block)
{
	for (size_t i = 0; i < block->n_marks; i++) {
		const struct mark *mark = &block->marks[i];

		if (mark->start > mark->end || mark->end > block->length) {
			put_line(listing, "\t%s: OUTSIDE OF THE TEXT",
			    marks[mark->kind]);
			continue;
		}
		put_line(listing, "\t%s: \"%s\"%s%s%s%s", marks[mark->kind],
		    escaped(listing->arena, block->text + mark->start,
			mark->end - mark->start),
		    mark->author[0] != '\0' ? " " : "", mark->author,
		    mark->value[0] != '\0' ? " " : "", mark->value);
	}
}

static void
put_block(struct listing *listing, const struct block *block)
{
	put_line(listing, "%s %u%s%s | %s", kinds[block->kind], block->level,
	    block->number[0] != '\0' ? " " : "", block->number,
	    escaped(listing->arena, block->text, block->length));
	put_string(listing, "author", block->author);
	put_string(listing, "anchor", block->anchor);
	put_string(listing, "language", block->language);
	put_string(listing, "speaker", block->speaker);
	put_string(listing, "on_behalf_of", block->on_behalf_of);
	put_string(listing, "role", block->role);
	put_string(listing, "affiliation", block->affiliation);
	if (block->person)
		put_line(listing, "\tperson");
	put_string(listing, "provision", block->provision);
	if (block->page > 0)
		put_line(listing, "\tpage: %u (%s)", block->page, block->label);
	else
		put_string(listing, "page", block->label);
	if (block->line_first > 0)
		put_line(listing, "\tlines: %u-%u", block->line_first,
		    block->line_last);
	if (block->ocr)
		put_line(listing, "\tocr");
	put_marks(listing, block);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct listing *listing = context;

	(void)arena;
	(void)err;
	if (listing->records++ > 0)
		put_line(listing, "---");
	if (raw->member[0] != '\0')
		put_line(listing, "member = %s", raw->member);
	for (size_t i = 0; record_field_name(i) != NULL; i++) {
		const char *value = record_field(&raw->record, i);
		bool unsaid =
		    strcmp(record_field_name(i), "kind") == 0 && !raw->has_kind;

		if (value[0] != '\0' && !unsaid)
			put_line(listing, "%s = %s", record_field_name(i),
			    escaped(listing->arena, value, strlen(value)));
	}
	for (size_t i = 0; i < raw->n_blocks; i++)
		put_block(listing, &raw->blocks[i]);
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	(void)grade;
	(void)path;
	if (line > 0)
		put_line(context, "! line %lu: %s", line, message);
	else
		put_line(context, "! %s", message);
}

static const char *
read_blocks(struct arena *arena, const char *path, const char *name,
    const char *bytes, size_t n)
{
	struct listing listing = {.arena = arena};
	struct record_sink sink = {take, &listing};
	struct report report = {tell, &listing};
	struct document document = {.path = path,
	    .name = name,
	    .bytes = bytes,
	    .size = n,
	    .line = 1,
	    .report = &report};
	const struct reader *reader = reader_find_bytes(&document);
	struct arena *records = arena_new();
	struct error err = {0};

	if (reader == NULL)
		put_line(&listing, "error: no reader of bytes bids");
	else if (!reader->read(&document, records, &sink, &err))
		put_line(&listing, "error: %s", err.message);
	put(&listing, "", 1);
	arena_free(records);
	return listing.text;
}

const char *
blocks_of(struct arena *arena, const char *name, const char *bytes, size_t n)
{
	return read_blocks(arena, name, name, bytes, n);
}

const char *
blocks_of_file(struct arena *arena, const char *path)
{
	size_t n;
	const char *bytes = file_bytes(arena, path, &n);

	return read_blocks(arena, path, reader_name(arena, path), bytes, n);
}

/* --- comparing ------------------------------------------------------------ */

/* The next line that is no comment; false at the end. */
static bool
next_line(const char **at, const char **ret_line, int *ret_n)
{
	while (**at != '\0') {
		size_t n = strcspn(*at, "\n");

		*ret_line = *at;
		*ret_n = (int)n;
		*at += n + ((*at)[n] == '\n');
		if ((*ret_line)[0] != '#')
			return true;
	}
	*ret_line = "(the end)";
	*ret_n = 9;
	return false;
}

static bool
same_lines(const char *path, const char *want, const char *got)
{
	for (;;) {
		const char *want_line, *got_line;
		int want_n, got_n;
		bool more_want = next_line(&want, &want_line, &want_n);
		bool more_got = next_line(&got, &got_line, &got_n);

		if (!more_want && !more_got)
			return true;
		if (more_want != more_got || want_n != got_n ||
		    memcmp(want_line, got_line, (size_t)want_n) != 0) {
			fprintf(stderr, "%s:\nexpected %.*s\ngot      %.*s\n",
			    path, want_n, want_line, got_n, got_line);
			return false;
		}
	}
}

bool
blocks_expect(struct arena *arena, const char *path, const char *blocks)
{
	size_t n;
	FILE *file;

	if (getenv("BLOCKS_WRITE") == NULL)
		return same_lines(path, file_bytes(arena, path, &n), blocks);
	file = fopen(path, "w");
	if (file == NULL || fputs(blocks, file) < 0 || fclose(file) != 0)
		abort();
	return true;
}

const char *
source_path(struct arena *arena, const char *name)
{
	const char *top = getenv("srcdir");

	return arena_printf(
	    arena, "%s/%s", top != NULL && top[0] != '\0' ? top : ".", name);
}
