/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define HEADING_BYTES 250 /* what is longer is a paragraph in its style */
#define HEADING_WORDS 12  /* of a heading that ends like a sentence */

static bool
is_removal(enum change_kind kind)
{
	return kind == CHANGE_DELETED || kind == CHANGE_MOVED_AWAY;
}

/* Add text that the reader itself makes, changed as all the rest is. */
static void
add(struct docx_flow *flow, const char *s, const struct docx_change *change)
{
	const struct rich_style style = {.color = "",
	    .change = change->kind,
	    .author = change->author != NULL ? change->author : ""};

	rich_text_add(&flow->text, s, strlen(s), &style);
}

/* --- paragraphs ----------------------------------------------------------- */

/* Who did what to the end of the paragraph. */
static struct docx_change
change_of_end(const xmlNode *properties, const struct docx_change *outer)
{
	const xmlNode *mark = xml_child(properties, "rPr");

	for (xmlNode *n = xml_first(mark); n != NULL; n = xml_next(n)) {
		struct docx_change change = docx_change_of(n, outer);

		if (is_removal(change.kind))
			return change;
	}
	return *outer;
}

/*
 * Whether a text reads as a heading. Outline levels are also given to
 * numbered paragraphs of a draft, which are its text.
 */
static bool
is_heading_like(const struct rich_bytes *text)
{
	size_t n = text->length, words = 1;

	while (n > 0 && isspace((unsigned char)text->s[n - 1]))
		n--;
	if (n == 0 || n > HEADING_BYTES)
		return false;
	for (size_t i = 0; i < n; i++)
		words += text->s[i] == ' ';
	if (strchr(";,", text->s[n - 1]) != NULL)
		return false;
	return text->s[n - 1] != '.' || words <= HEADING_WORDS;
}

/* Count the paragraph, if it is of a list; its number or "". */
static const char *
number_of(struct docx *docx, struct docx_paragraph *paragraph)
{
	if (paragraph->list == NULL)
		return "";
	if (paragraph->level < 0)
		paragraph->level = docx_number_level(
		    docx->numbering, paragraph->list, paragraph->style);
	if (paragraph->level < 0)
		paragraph->level = 0;
	return docx_number_next(
	    docx->numbering, paragraph->list, (unsigned)paragraph->level);
}

/* Whether most of a text is bold. */
static bool
is_bold(const struct rich_text *text)
{
	size_t bold = 0;

	for (size_t i = 0; i < text->n_marks; i++)
		if (text->marks[i].kind == MARK_BOLD)
			bold += text->marks[i].end - text->marks[i].start;
	return 5 * bold >= 4 * text->text.length;
}

/*
 * The level of a heading, or 0. Beside what has an outline level, a numbered
 * line that is bold is one: "II. General provisions".
 */
static unsigned
heading_level(const struct rich_text *text,
    const struct docx_paragraph *paragraph, const char *number)
{
	if (!is_heading_like(&text->text))
		return 0;
	if (paragraph->outline >= 0)
		return (unsigned)paragraph->outline + 1;
	if (isalnum((unsigned char)number[0]) && is_bold(text))
		return (unsigned)paragraph->level + 1;
	return 0;
}

static void
end_paragraph(struct docx *docx, struct docx_paragraph *paragraph)
{
	struct block like = {.kind = BLOCK_PARAGRAPH};
	unsigned level;

	like.number = number_of(docx, paragraph);
	level = heading_level(&docx->flow->text, paragraph, like.number);
	if (level > 0) {
		rich_text_one_line(&docx->flow->text);
		like.kind = BLOCK_HEADING;
		like.level = level;
	} else if (like.number[0] != '\0') {
		like.kind = BLOCK_ITEM;
		like.level = (unsigned)paragraph->level + 1;
	}
	docx_flow_end(docx, &like);
}

/* A paragraph that is a line of a cell or a note. */
static void
begin_line(struct docx *docx, struct docx_paragraph *paragraph)
{
	struct docx_flow *flow = docx->flow;
	const struct rich_bytes *text = &flow->text.text;
	const char *number;

	if (is_removal(flow->change.kind)) {
		add(flow, " ", &flow->change);
		return;
	}
	if (!flow->goes_on) {
		rich_text_trim(&flow->text, flow->line_start);
		if (text->length > flow->line_start)
			add(flow, "\n", &flow->change);
	}
	number = number_of(docx, paragraph);
	if (number[0] != '\0')
		add(flow, arena_printf(docx->arena, "%s ", number),
		    &flow->change);
}

/* A text that goes on after a paragraph's end that was deleted. */
static void
begin_rest(struct docx_flow *flow)
{
	static const struct docx_change none = {CHANGE_NONE, ""};
	const struct rich_bytes *text = &flow->text.text;

	if (flow->goes_on && text->length > 0 &&
	    isalnum((unsigned char)text->s[text->length - 1]))
		add(flow, " ", &none);
	flow->goes_on = false;
}

static void
read_paragraph(struct docx *docx, const xmlNode *node)
{
	struct docx_flow *flow = docx->flow;
	const struct docx_paragraph *outer = docx->paragraph;
	const xmlNode *properties = xml_child(node, "pPr");
	struct docx_change end = change_of_end(properties, &flow->change);
	struct docx_paragraph paragraph;
	bool gone = is_removal(end.kind);

	docx_paragraph_read(docx->styles, properties, &paragraph);
	docx->paragraph = &paragraph;
	if (flow->joined)
		begin_line(docx, &paragraph);
	begin_rest(flow);
	if (!paragraph.contents)
		docx_read_inline(docx, node, &flow->change);
	docx->paragraph = outer;
	if (gone)
		add(flow, " ", &end);
	if (gone && !rich_text_is_empty(&flow->text)) {
		flow->goes_on = true;
	} else if (!flow->joined) {
		if (gone)
			paragraph.list = NULL; /* it is not counted either */
		end_paragraph(docx, &paragraph);
	}
	if (docx->nested == 0 && xml_child(properties, "sectPr") != NULL)
		docx->section++;
}

/* --- tables --------------------------------------------------------------- */

/* Elements around rows and cells, as around paragraphs. */
static const xmlNode *
content_of(const xmlNode *node)
{
	if (xml_is(node, "sdt"))
		return xml_child(node, "sdtContent");
	return xml_is(node, "customXml") ? node : NULL;
}

static size_t
count_cells(const xmlNode *row)
{
	size_t count = 0;

	for (xmlNode *n = xml_first(row); n != NULL; n = xml_next(n)) {
		const xmlNode *content = content_of(n);

		count +=
		    content != NULL ? count_cells(content) : xml_is(n, "tc");
	}
	return count;
}

/* Before a cell: what parts it from the one before. */
static void
begin_cell(struct docx_flow *flow, bool within, size_t before)
{
	if (within) {
		/* A table in a cell: each of its rows is a line. */
		flow->goes_on = before > 0;
		if (before > 0)
			add(flow, " ", &flow->change);
		return;
	}
	if (before > 0 && flow->joined) {
		rich_text_trim(&flow->text, flow->line_start);
		add(flow, "\t", &flow->change);
	}
	flow->line_start = flow->text.text.length;
	flow->goes_on = false;
}

/* Read the cells of a row, `within` a cell or a note. */
static void
read_cells(struct docx *docx, const xmlNode *row, bool within, size_t *count)
{
	for (xmlNode *n = xml_first(row); n != NULL; n = xml_next(n)) {
		const xmlNode *content = content_of(n);

		if (content != NULL)
			read_cells(docx, content, within, count);
		if (!xml_is(n, "tc"))
			continue;
		begin_cell(docx->flow, within, (*count)++);
		docx_read_body(docx, n);
	}
}

/* What was done to a row as a whole. */
static struct docx_change
change_of_row(const xmlNode *row, const struct docx_change *outer)
{
	const xmlNode *properties = xml_child(row, "trPr");

	for (xmlNode *n = xml_first(properties); n != NULL; n = xml_next(n)) {
		struct docx_change change = docx_change_of(n, outer);

		if (xml_is(n, "ins") || xml_is(n, "del"))
			return change;
	}
	return *outer;
}

/* A row of one cell is a box around paragraphs. */
static void
read_row(struct docx *docx, const xmlNode *row)
{
	static const struct block like = {.kind = BLOCK_ROW};
	struct docx_flow *flow = docx->flow;
	struct docx_change outer = flow->change;
	size_t count = 0;

	flow->change = change_of_row(row, &outer);
	if (count_cells(row) > 1) {
		flow->joined = true;
		read_cells(docx, row, false, &count);
		flow->joined = false;
		docx_flow_end(docx, &like);
	} else {
		read_cells(docx, row, false, &count);
	}
	flow->change = outer;
}

static void
read_rows(struct docx *docx, const xmlNode *parent)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n)) {
		const xmlNode *content = content_of(n);
		size_t count = 0;

		if (content != NULL)
			read_rows(docx, content);
		else if (!xml_is(n, "tr"))
			continue;
		else if (docx->flow->joined)
			read_cells(docx, n, true, &count);
		else
			read_row(docx, n);
	}
}

static void
read_table(struct docx *docx, const xmlNode *table)
{
	static const struct block like = {.kind = BLOCK_PARAGRAPH};
	struct docx_flow *flow = docx->flow;

	if (!flow->joined && flow->text.text.length > 0)
		docx_flow_end(docx, &like);
	read_rows(docx, table);
}

/* --- all ------------------------------------------------------------------ */

/* A table of contents, or a prompt that was not followed. */
static bool
is_left_out(const xmlNode *sdt)
{
	const xmlNode *properties = xml_child(sdt, "sdtPr");
	const char *gallery = xml_attr(
	    xml_child(xml_child(properties, "docPartObj"), "docPartGallery"),
	    "val");

	return xml_child(properties, "showingPlcHdr") != NULL ||
	       (gallery != NULL &&
		   strcasecmp(gallery, "Table of Contents") == 0);
}

static void
tell_part(struct docx *docx, const char *what)
{
	report_tell(docx->document->report, REPORT_PARTIAL,
	    docx->document->path, 0, "%s is not read", what);
}

static void
read_one(struct docx *docx, const xmlNode *node)
{
	if (xml_is(node, "p"))
		read_paragraph(docx, node);
	else if (xml_is(node, "tbl"))
		read_table(docx, node);
	else if (xml_is(node, "sdt") && !is_left_out(node))
		docx_read_body(docx, xml_child(node, "sdtContent"));
	else if (xml_is(node, "customXml") || xml_is(node, "smartTag"))
		docx_read_body(docx, node);
	else if (xml_is(node, "AlternateContent"))
		docx_read_body(docx, docx_alternative(node));
	else if (xml_is(node, "commentRangeStart"))
		docx_comment_start(docx, xml_attr(node, "id"));
	else if (xml_is(node, "commentRangeEnd"))
		docx_comment_end(docx, xml_attr(node, "id"));
	else if (xml_is(node, "oMathPara") || xml_is(node, "r"))
		tell_part(docx, "text outside of paragraphs");
	else if (xml_is(node, "altChunk"))
		tell_part(docx, "a document that is embedded in it");
	else if (xml_is(node, "subDoc"))
		tell_part(docx, "a document that it is to be joined with");
}

void
docx_read_body(struct docx *docx, const xmlNode *parent)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
		read_one(docx, n);
}
