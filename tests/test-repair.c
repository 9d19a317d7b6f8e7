/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/repair.h"

#include "core/table.h"
#include "indexer/source.h"
#include "tests/tables.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define FOLDER "tests/repair/"

/* What a test works with. */
struct bench {
	struct arena *arena;
	struct dictionaries *dictionaries;
	struct repairs *repairs;
	struct report report;
	struct document document;
	unsigned warnings;
};

static void
count_warnings(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct bench *bench = context;

	(void)path;
	(void)line;
	(void)message;
	bench->warnings += grade == REPORT_WARNING;
}

/* `lists` is a folder of dictionaries, or NULL for the system's. */
static void
bench_init(struct bench *bench, const char *lists)
{
	memset(bench, 0, sizeof *bench);
	bench->arena = arena_new();
	bench->dictionaries = dictionaries_new(lists, lists);
	bench->repairs =
	    repairs_new(shipped_tables(bench->arena), bench->dictionaries);
	bench->report.tell = count_warnings;
	bench->report.context = bench;
	bench->document.path = "a text";
	bench->document.report = &bench->report;
	if (lists == NULL &&
	    dictionaries_get(bench->dictionaries, LANGUAGE_EN) == NULL)
		cr_skip_test("there is no English dictionary here");
}

static void
bench_clear(struct bench *bench)
{
	repairs_free(bench->repairs);
	dictionaries_free(bench->dictionaries);
	arena_free(bench->arena);
}

static const char *
read_text(struct arena *arena, const char *name)
{
	const char *folder = getenv("srcdir");
	struct error err = {0};
	struct source source;
	const char *text;

	cr_assert(source_read(&source,
		      arena_printf(arena, "%s/" FOLDER "%s",
			  folder != NULL ? folder : ".", name),
		      NULL, &err),
	    "%s", err.message);
	text = arena_strndup(arena, source.bytes, source.length);
	source_clear(&source);
	return text;
}

/* Put one string in the place of another, everywhere. */
static const char *
replace(struct arena *arena, const char *text, const char *old, const char *new)
{
	char *out = arena_alloc(arena, strlen(text) * (strlen(new) + 1) + 1);
	size_t used = 0, n = strlen(old), m = strlen(new);

	while (*text != '\0') {
		if (strncmp(text, old, n) == 0) {
			memcpy(out + used, new, m);
			used += m;
			text += n;
		} else {
			out[used++] = *text++;
		}
	}
	out[used] = '\0';
	return out;
}

/* The ligatures that the test's fonts have, longest first. */
static const char *const ligatures[] = {
    "ffi", "tti", "ti", "tt", "fi", "fl", "ff", "ft"};

#define N_LIGATURES (sizeof ligatures / sizeof ligatures[0])

static const char *
drop_ligatures(struct arena *arena, const char *text)
{
	for (size_t i = 0; i < N_LIGATURES; i++)
		text = replace(arena, text, ligatures[i], "");
	return text;
}

/* Each by a private-use character of its own, from `first` on in steps. */
static const char *
set_private(
    struct arena *arena, const char *text, unsigned first, unsigned step)
{
	for (size_t i = 0; i < N_LIGATURES; i++) {
		unsigned c = first + (unsigned)i * step;

		text = replace(arena, text, ligatures[i],
		    arena_printf(arena, "%c%c%c", (int)(0xE0 | c >> 12),
			(int)(0x80 | (c >> 6 & 0x3F)),
			(int)(0x80 | (c & 0x3F))));
	}
	return text;
}

static struct repair *
repair_text(struct bench *bench, const char *text, struct raw_record *raw)
{
	raw_record_init(raw);
	raw->record.language = "en";
	raw->body = text;
	raw->body_length = strlen(text);
	raw->line = 1;
	return repair_record(
	    bench->repairs, &bench->document, bench->arena, "", raw);
}

/* Words that are the same, and all of them. */
static void
compare(const char *a, const char *b, size_t *ret_same, size_t *ret_all)
{
	*ret_same = *ret_all = 0;
	for (;;) {
		size_t n, m;

		a += strspn(a, " \n");
		b += strspn(b, " \n");
		n = strcspn(a, " \n");
		m = strcspn(b, " \n");
		if (n == 0 || m == 0)
			break;
		(*ret_all)++;
		*ret_same += n == m && memcmp(a, b, n) == 0;
		a += n;
		b += m;
	}
}

Test(repair, learns_what_private_characters_stand_for)
{
	struct bench bench;
	struct raw_record raw;
	const char *base;

	bench_init(&bench, NULL);
	base = read_text(bench.arena, "base.txt");
	/* Two fonts, in which the same numbers are different ligatures. */
	cr_assert_not_null(repair_text(
	    &bench, set_private(bench.arena, base, 0xE100, 1), &raw));
	cr_assert_str_eq(raw.body, base);
	cr_assert_not_null(repair_text(&bench,
	    set_private(bench.arena, base, 0xE107, (unsigned)-1), &raw));
	cr_assert_str_eq(raw.body, base);
	bench_clear(&bench);
}

Test(repair, leaves_bullets_and_unknown_characters_alone)
{
	struct bench bench;
	struct raw_record raw;
	const char *text = "\xEF\x82\xB7 One lamp.\n\xEF\x82\xB7 Two lamps.\n";

	bench_init(&bench, NULL);
	repair_text(&bench, text, &raw);
	cr_assert_str_eq(raw.body, text);
	bench_clear(&bench);
}

Test(repair, puts_lost_ligatures_back)
{
	struct bench bench;
	struct raw_record raw;
	const char *base, *damaged;
	size_t same, all, before;

	bench_init(&bench, NULL);
	base = read_text(bench.arena, "base.txt");
	damaged = drop_ligatures(bench.arena, base);
	compare(base, damaged, &before, &all);
	cr_assert_not_null(repair_text(&bench, damaged, &raw));
	compare(base, raw.body, &same, &all);
	cr_assert((all - same) * 20 <= all - before,
	    "of %zu damaged words %zu are wrong:\n%s", all - before, all - same,
	    raw.body);
	bench_clear(&bench);
}

Test(repair, leaves_sound_texts_alone)
{
	struct bench bench;
	struct raw_record raw;
	const char *base;

	bench_init(&bench, NULL);
	base = read_text(bench.arena, "base.txt");
	cr_assert_null(repair_text(&bench, base, &raw));
	cr_assert_eq(raw.body, base);
	bench_clear(&bench);
}

/* What follows the document's own text, "/" for a line's end. */
static const char *
read_case(struct arena *arena, const char *cell)
{
	cell = replace(arena, cell, "&#xFB03;", "\xEF\xAC\x83");
	if (strstr(cell, "//") != NULL)
		return cell;
	return replace(arena, cell, "/", "\n");
}

Test(repair, reads_words_by_their_document)
{
	struct bench bench;
	struct table table;
	struct error err = {0};
	const char *text, *base;

	bench_init(&bench, NULL);
	base = read_text(bench.arena, "base.txt");
	text = read_text(bench.arena, "cases.tsv");
	cr_assert(table_parse(
	    bench.arena, "cases.tsv", text, strlen(text), &table, &err));
	for (size_t r = 0; r < table.rows; r++) {
		const char *shows = table_cell(&table, r, "shows");
		const char *in =
		    read_case(bench.arena, table_cell(&table, r, "text"));
		const char *out =
		    read_case(bench.arena, table_cell(&table, r, "reads"));
		const char *document = strcmp(shows, "ligatures") == 0
					   ? drop_ligatures(bench.arena, base)
					   : base;
		struct raw_record raw;

		if (strcmp(out, "=") == 0)
			out = in;
		repair_text(&bench,
		    arena_printf(bench.arena, "%s\n%s", document, in), &raw);
		cr_expect(raw.body_length >= strlen(out) &&
			      strcmp(raw.body + raw.body_length - strlen(out),
				  out) == 0,
		    "line %u: %s", table.line[r],
		    raw.body + raw.body_length - strlen(out) - 10);
	}
	bench_clear(&bench);
}

Test(repair, keeps_the_sources_words_and_lines)
{
	struct bench bench;
	struct raw_record raw;
	struct repair *repair;
	struct passage passages[2];
	const uint32_t *lines;

	bench_init(&bench, NULL);
	repair = repair_text(&bench,
	    "The Chair s text on re-\n12\nform was kept.\nIt is sound.\n",
	    &raw);
	cr_assert_str_eq(raw.body,
	    "The Chair's text on reform\n12\nwas kept.\nIt is sound.\n");
	lines = repair_lines(repair, bench.arena);
	cr_assert_eq(lines[0], 0);
	cr_assert_eq(lines[2], 2);
	cr_assert_eq(lines[3], 3);
	passage_init(&passages[0]);
	passage_init(&passages[1]);
	passages[0].text = "The Chair's text on reform\nwas kept.";
	passages[1].text = "It is sound.";
	raw.record.passages = passages;
	raw.record.n_passages = 2;
	repair_passages(repair, bench.arena, &raw.record);
	cr_assert_eq(
	    strncmp(passages[0].original, "The Chair s text on re", 22), 0);
	cr_assert_str_eq(passages[1].original, "");
	bench_clear(&bench);
}

Test(repair, moves_captions_out_of_sentences)
{
	struct bench bench;
	struct raw_record raw;
	const uint32_t *lines;
	struct repair *repair;

	bench_init(&bench, NULL);
	repair = repair_text(&bench,
	    "The lamps are put out by those who live beside the harbour,\n"
	    "A keeper climbs the stairs in the evening.\n"
	    "\xC2\xA9 A. Nother/Lamps\n"
	    "9\n"
	    "and nobody has ever paid them for it.\n",
	    &raw);
	cr_assert_not_null(repair);
	cr_assert_str_eq(raw.body,
	    "The lamps are put out by those who live beside the harbour,\n"
	    "and nobody has ever paid them for it.\n\n\n"
	    "A keeper climbs the stairs in the evening.\n"
	    "\xC2\xA9 A. Nother/Lamps\n"
	    "9\n");
	lines = repair_lines(repair, bench.arena);
	cr_assert_eq(lines[1], 4);
	cr_assert_eq(lines[4], 1);
	bench_clear(&bench);
}

Test(repair, moves_the_marks_of_blocks)
{
	struct bench bench;
	struct raw_record raw;
	struct blocks blocks;
	struct block *block;
	const char *text = "The Chair s text and the Group s own text.";

	bench_init(&bench, NULL);
	raw_record_init(&raw);
	raw.record.language = "en";
	blocks_init(&blocks, bench.arena);
	block = blocks_add(&blocks, BLOCK_PARAGRAPH, text, strlen(text));
	block_mark(&blocks, block, MARK_INSERTED, 25, 30, "", "");
	raw.blocks = blocks.block;
	raw.n_blocks = 1;
	cr_assert_not_null(repair_record(
	    bench.repairs, &bench.document, bench.arena, "", &raw));
	block = &raw.blocks[0];
	cr_assert_str_eq(
	    block->text, "The Chair's text and the Group's own text.");
	cr_assert_eq(
	    strncmp(block->text + block->marks[0].start, "Group", 5), 0);
	cr_assert_eq(block->marks[0].end - block->marks[0].start, 5);
	bench_clear(&bench);
}

Test(repair, says_that_a_dictionary_is_missing)
{
	struct bench bench;
	struct raw_record raw;
	const char *text =
	    "The zoning of lamps is zo\xEE\x84\x80ng, and a co\xEE\x84\x80ng "
	    "of paint is another ma\xEE\x84\x81r.\n";

	bench_init(&bench, "/nonexistent");
	repair_text(&bench, text, &raw);
	cr_assert_eq(bench.warnings, 1);
	cr_assert_str_eq(raw.body, text);
	bench_clear(&bench);
}
