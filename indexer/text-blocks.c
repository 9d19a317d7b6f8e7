/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text-blocks.h"

#include "core/provision.h"
#include "indexer/draft-line.h"
#include "indexer/draft-number.h"
#include "indexer/entry-names.h"
#include "indexer/text-line.h"

#include <string.h>

#define TITLE_WIDTH 160 /* characters of the longest title of an article */
#define NAME_WIDTH  200 /* characters of the longest holder's name */

/* What is known while going down the text. */
struct layouter {
	struct arena *arena;
	const struct text_options *options;
	struct blocks *blocks; /* done */
	struct layout layout;
	struct text_line *lines;  /* all of them */
	size_t count;		  /* how many */
	struct entry_names names; /* of a compilation's entries */
	size_t *open;		  /* lines of the block being collected */
	size_t n_open;		  /* how many */
	bool after_provision;	  /* the block before heads a provision */
	bool in_provision;	  /* one has begun */
};

/* --- blocks --------------------------------------------------------------- */

/* The source line of line `i` of the text. */
static uint32_t
source_line(const struct text_options *options, size_t i)
{
	if (options->one_line)
		return (uint32_t)options->line;
	return (uint32_t)options->line +
	       (options->lines != NULL ? options->lines[i] : (uint32_t)i);
}

/* Where the open lines come from, so that a part of them can be cited. */
static void
set_lines(struct layouter *lay, struct block *block)
{
	const struct text_options *options = lay->options;
	uint32_t *lines = arena_array(lay->arena, lay->n_open, sizeof *lines);
	unsigned *pages = NULL;

	if (lay->layout.pages)
		pages = arena_array(lay->arena, lay->n_open, sizeof *pages);
	for (size_t i = 0; i < lay->n_open; i++) {
		lines[i] = source_line(options, lay->open[i]);
		if (pages != NULL)
			pages[i] = lay->lines[lay->open[i]].pages + 1;
	}
	block->lines = lines;
	block->pages = pages;
	block->n_lines = lay->n_open;
	block->line_first = lines[0];
	block->line_last = lines[lay->n_open - 1];
	if (pages != NULL) {
		block->page = pages[0];
		block->label = arena_printf(lay->arena, "%u", pages[0]);
	}
}

/* Add the open lines as a block, "\n" between; it has at least one. */
static struct block *
add_open(struct layouter *lay, enum block_kind kind)
{
	struct block *block = blocks_add(lay->blocks, kind, "", 0);
	size_t n = 0, used = 0;
	char *text;

	for (size_t i = 0; i < lay->n_open; i++)
		n += lay->lines[lay->open[i]].n + 1;
	text = arena_alloc(lay->arena, n + 1);
	for (size_t i = 0; i < lay->n_open; i++) {
		const struct text_line *line = &lay->lines[lay->open[i]];

		if (i > 0)
			text[used++] = '\n';
		memcpy(text + used, line->s, line->n);
		used += line->n;
	}
	/* A page break within a line is white space. */
	for (char *ff = text;
	     (ff = memchr(ff, '\f', (size_t)(text + used - ff))) != NULL;)
		*ff = ' ';
	block->text = text;
	block->length = used;
	set_lines(lay, block);
	lay->n_open = 0;
	return block;
}

static void
close_paragraph(struct layouter *lay)
{
	if (lay->n_open == 0)
		return;
	add_open(lay, BLOCK_PARAGRAPH);
	lay->after_provision = false;
}

static struct block *
add_heading(struct layouter *lay, size_t i)
{
	struct block *block;

	close_paragraph(lay);
	lay->open[lay->n_open++] = i;
	block = add_open(lay, BLOCK_HEADING);
	block->level = (unsigned)lay->lines[i].level;
	return block;
}

/* --- where a block ends --------------------------------------------------- */

/* Whether an item of a list may end so: "...;", "...; and". */
static bool
ends_item(const struct text_line *line)
{
	static const char *const ends[] = {
	    ";", ":", "]", "}", "; and", "; or", ", and", ", or"};

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t m = strlen(ends[i]);

		if (line->n >= m &&
		    memcmp(line->s + line->n - m, ends[i], m) == 0)
			return true;
	}
	return false;
}

/* Whether a line begins a new paragraph after the line before it. */
static bool
begins_paragraph(const struct layouter *lay, const struct text_line *before,
    const struct text_line *line)
{
	bool draft = draft_has_provisions(lay->options->kind);
	bool ends = line_ends_sentence(before);
	char last = before->s[before->n - 1];

	if (draft && (draft_line_is_part(line->s, line->n) ||
			 draft_tree_begins_option(line->s, line->n)))
		return true;
	if (draft && draft_mark_read(line->s, line->n).kind != NUMBER_NONE &&
	    (ends || !lay->layout.wrapped || ends_item(before)))
		return true;
	if (draft && draft_mark_read(before->s, before->n).bare)
		return true;
	if (before->class == LINE_SHORT && line->class == LINE_SHORT)
		return false;
	if (before->class == LINE_SHORT || line->class == LINE_SHORT)
		return true;
	if (line->item && (ends || last == ';' || last == ':'))
		return true;
	if (!lay->layout.wrapped)
		return ends || !line_begins_lower(line);
	return ends && before->width * 5 < lay->layout.width * 4;
}

/* A line that is part of a paragraph or begins one. */
static void
take_text(struct layouter *lay, size_t i)
{
	const struct text_line *line = &lay->lines[i];

	if (lay->n_open > 0 &&
	    begins_paragraph(
		lay, &lay->lines[lay->open[lay->n_open - 1]], line))
		close_paragraph(lay);
	lay->open[lay->n_open++] = i;
}

/* Whether the open paragraph cannot end where it does: "..., Norland and". */
static bool
goes_on(const struct layouter *lay)
{
	static const char *const words[] = {" and", " or", " of", " the", " by",
	    " for", " with", " to", " from", " in", " under", " see", ","};
	const struct text_line *line;

	if (lay->n_open == 0)
		return false;
	line = &lay->lines[lay->open[lay->n_open - 1]];
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t m = strlen(words[i]);

		if (line->n >= m &&
		    memcmp(line->s + line->n - m, words[i], m) == 0)
			return true;
	}
	return false;
}

/* Whether a line is the name that an entry of a compilation stands under. */
static bool
is_entry(const struct layouter *lay, const struct text_line *line)
{
	return lay->options->kind == RECORD_COMPILATION &&
	       line->width <= NAME_WIDTH && !line->item &&
	       !line_has_leaders(line) && !line_ends_sentence(line) &&
	       !goes_on(lay) &&
	       entry_names_is(&lay->names, line->s, line->n,
		   line->class != LINE_TEXT && lay->in_provision,
		   lay->after_provision && lay->n_open == 0);
}

/* Lines that mean something by their words. False: a line of text. */
static bool
take_provision(struct layouter *lay, size_t i)
{
	const struct text_line *line = &lay->lines[i];
	struct provision provision;

	/* "... subject to" on the line before: a reference, as is the end of
	 * a sentence that began there. */
	if (line_has_leaders(line) || goes_on(lay) ||
	    (lay->n_open > 0 && line_ends_sentence(line) &&
		!line_ends_sentence(&lay->lines[lay->open[lay->n_open - 1]])) ||
	    !draft_line_provision(lay->arena, line->s, line->n, &provision))
		return false;
	close_paragraph(lay);
	if (line->width > TITLE_WIDTH || line_ends_sentence(line))
		return false;
	add_heading(lay, i);
	lay->after_provision = lay->in_provision = true;
	return true;
}

/* The title of a provision, on the line after its number. */
static bool
is_title(const struct layouter *lay, const struct text_line *line)
{
	return lay->after_provision && lay->n_open == 0 &&
	       line->class == LINE_SHORT && !line_has_leaders(line) &&
	       !draft_line_is_part(line->s, line->n) &&
	       draft_mark_read(line->s, line->n).kind == NUMBER_NONE;
}

/* A name that an entry stands under: the first `n` bytes of a line. */
static void
add_entry(struct layouter *lay, size_t i, size_t n)
{
	struct text_line *line = &lay->lines[i];
	struct text_line rest = *line;
	struct block *block;

	line->n = n;
	block = add_heading(lay, i);
	block->speaker = block->text;
	lay->after_provision = false;
	*line = rest;
	while (n < rest.n && rest.s[n] == ' ')
		n++;
	line->s += n;
	line->n -= n;
}

/* The name at the beginning of a line, as entry_names_prefix() has it. */
static size_t
entry_prefix(const struct layouter *lay, const struct text_line *line)
{
	if (lay->options->kind != RECORD_COMPILATION ||
	    line_has_leaders(line) || goes_on(lay))
		return 0;
	return entry_names_prefix(&lay->names, line->s, line->n);
}

static void
take_line(struct layouter *lay, size_t i)
{
	const struct text_line *line = &lay->lines[i];
	enum provision_kind kind;
	size_t prefix;
	bool draft = draft_has_provisions(lay->options->kind);

	if (line->class == LINE_FURNITURE)
		return;
	if (line->class == LINE_BLANK) {
		close_paragraph(lay);
		return;
	}
	if (draft && take_provision(lay, i))
		return;
	if (is_entry(lay, line)) {
		add_entry(lay, i, line->n);
		return;
	}
	prefix = entry_prefix(lay, line);
	if (prefix > 0) {
		add_entry(lay, i, prefix);
		if (draft && take_provision(lay, i))
			return;
	}
	if (is_title(lay, line)) {
		add_heading(lay, i);
		lay->after_provision = false;
		return;
	}
	if ((line->class == LINE_HEADING &&
		!(draft && (draft_line_is_part(line->s, line->n) ||
			       draft_tree_begins_option(line->s, line->n)))) ||
	    (draft && (draft_line_is_label(line->s, line->n) ||
			  draft_line_is_section(line->s, line->n, &kind)))) {
		add_heading(lay, i);
		return;
	}
	take_text(lay, i);
}

/* The names of a compilation's entries, from all its lines. */
static void
learn_names(struct layouter *lay)
{
	entry_names_init(&lay->names, lay->arena, lay->options->neg);
	if (lay->options->kind != RECORD_COMPILATION)
		return;
	for (size_t i = 0; i < lay->count; i++)
		if (lay->lines[i].class != LINE_BLANK &&
		    lay->lines[i].class != LINE_FURNITURE)
			entry_names_learn(
			    &lay->names, lay->lines[i].s, lay->lines[i].n);
}

void
text_blocks(const char *text, size_t n, const struct text_options *options,
    struct blocks *blocks)
{
	struct layouter lay = {
	    .arena = blocks->arena, .options = options, .blocks = blocks};

	lay.lines = text_lines(
	    lay.arena, text, n, options->markdown, &lay.layout, &lay.count);
	lay.open = arena_array(lay.arena, lay.count, sizeof *lay.open);
	learn_names(&lay);
	for (size_t i = 0; i < lay.count; i++)
		take_line(&lay, i);
	close_paragraph(&lay);
}
