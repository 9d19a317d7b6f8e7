/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/reader-dump.h"

#include "indexer/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dump {
	struct arena *arena;
	const char *all;
};

static const char *const kinds[BLOCK_KIND_COUNT] = {
    "paragraph", "heading", "item", "row", "note", "comment", "aside"};

static const char *const marks[MARK_KIND_COUNT] = {
    "inserted", "deleted", "bold", "italic", "underlined", "color"};

static void
add_known(struct dump *dump, const char *name, const char *value)
{
	if (value[0] != '\0')
		dump->all = arena_printf(
		    dump->arena, "%s %s=%s", dump->all, name, value);
}

static void
add_block(struct dump *dump, const struct block *block)
{
	dump->all = arena_printf(dump->arena, "%s%lu %s", dump->all,
	    (unsigned long)block->line_first, kinds[block->kind]);
	if (block->level > 0)
		dump->all =
		    arena_printf(dump->arena, "%s %u", dump->all, block->level);
	add_known(dump, "page", block->label);
	add_known(dump, "number", block->number);
	add_known(dump, "speaker", block->speaker);
	add_known(dump, "behalf", block->on_behalf_of);
	add_known(dump, "role", block->role);
	add_known(dump, "affiliation", block->affiliation);
	add_known(dump, "person", block->person ? "yes" : "");
	add_known(dump, "language", block->language);
	add_known(dump, "provision", block->provision);
	dump->all =
	    arena_printf(dump->arena, "%s | %s\n", dump->all, block->text);
	for (size_t i = 0; i < block->n_marks; i++)
		dump->all = arena_printf(dump->arena, "%s  %s by '%s': %.*s\n",
		    dump->all, marks[block->marks[i].kind],
		    block->marks[i].author,
		    (int)(block->marks[i].end - block->marks[i].start),
		    block->text + block->marks[i].start);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct dump *dump = context;

	(void)arena;
	(void)err;
	dump->all = arena_printf(dump->arena, "%srecord", dump->all);
	add_known(dump, "member", raw->member);
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		if (strcmp(record_field_name(i), "kind") != 0 || raw->has_kind)
			add_known(dump, record_field_name(i),
			    record_field(&raw->record, i));
	dump->all = arena_printf(dump->arena, "%s\n", dump->all);
	for (size_t i = 0; i < raw->n_blocks; i++)
		add_block(dump, &raw->blocks[i]);
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	static const char *const grades[] = {
	    "note", "warning", "partial", "skipped"};
	struct dump *dump = context;

	(void)path;
	(void)line;
	dump->all = arena_printf(
	    dump->arena, "%s%s: %s\n", dump->all, grades[grade], message);
}

static const char *
fixtures(struct arena *arena)
{
	const char *top = getenv("srcdir");

	return arena_printf(
	    arena, "%s/tests/fixtures", top != NULL ? top : ".");
}

const char *
reader_dump_path(
    struct arena *arena, const struct reader *reader, const char *path)
{
	struct dump dump = {arena, ""};
	struct report report = {tell, &dump};
	struct record_sink sink = {take, &dump};
	struct document document = {.path = path, .report = &report};
	struct error err = {0};
	struct source source;

	if (!source_read(&source, path, NULL, &err))
		return arena_strdup(arena, err.message);
	document.name = reader_name(arena, path);
	document.bytes = source.bytes;
	document.size = source.length;
	document.line = 1;
	if (reader_find_bytes(&document) != reader)
		dump.all = "another reader bids more\n";
	else if (!reader->read(&document, arena, &sink, &err))
		dump.all = arena_printf(
		    arena, "%sstopped: %s\n", dump.all, err.message);
	source_clear(&source);
	return dump.all;
}

const char *
reader_dump(struct arena *arena, const struct reader *reader, const char *name)
{
	return reader_dump_path(
	    arena, reader, arena_printf(arena, "%s/%s", fixtures(arena), name));
}

int
reader_dump_as_expected(
    const struct reader *reader, const char *folder, const char *name)
{
	struct arena *arena = arena_new();
	const char *got = reader_dump(
	    arena, reader, arena_printf(arena, "%s/%s.xml", folder, name));
	struct source source;
	struct error err = {0};
	int same = 0;

	if (source_read(&source,
		arena_printf(
		    arena, "%s/%s/%s.out", fixtures(arena), folder, name),
		NULL, &err)) {
		same = strcmp(source.bytes, got) == 0;
		source_clear(&source);
	}
	if (!same)
		fprintf(stderr, "%s/%s.xml gave:\n%s", folder, name, got);
	arena_free(arena);
	return same;
}
