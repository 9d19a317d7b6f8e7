/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents of Word (DOCX, also DOCM and templates), one record a file. What
 * becomes of changes: rich-text.h. Headers and footers, tables of contents,
 * hidden text and the codes of fields are left out.
 */
#include "indexer/docx.h"
#include "indexer/office-fields.h"
#include "indexer/reader.h"
#include "indexer/xml-parse.h"
#include "indexer/zip-member.h"

#include <string.h>
#include <strings.h>

static bool
is_named_docx(const char *name)
{
	static const char *const endings[] = {
	    ".docx", ".docm", ".dotx", ".dotm"};
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
	if (!zip_begins(document->bytes, document->size))
		return 0;
	if (zip_has(document->bytes, document->size, "[Content_Types].xml"))
		return 64;
	/* One that was cut short has its name only. */
	return is_named_docx(document->name) ? 48 : 0;
}

static void
add_section(struct docx *docx, size_t *room, const xmlNode *section)
{
	if (docx->n_sections == *room) {
		size_t more = *room > 0 ? 2 * *room : 8;

		docx->sections = arena_grow(docx->arena, docx->sections, *room,
		    more, sizeof *docx->sections);
		*room = more;
	}
	docx->sections[docx->n_sections++] = section;
}

/* What holds for a section stands at its end; it is needed before. */
static void
find_sections(struct docx *docx, const xmlNode *parent, size_t *room)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n)) {
		const xmlNode *section =
		    xml_is(n, "sectPr")
			? n
			: xml_child(xml_child(n, "pPr"), "sectPr");

		if (section != NULL)
			add_section(docx, room, section);
		else if (xml_is(n, "sdt") || xml_is(n, "sdtContent") ||
			 xml_is(n, "customXml"))
			find_sections(docx, n, room);
	}
}

static void
link_style(void *context, const char *style, const char *list)
{
	docx_numbering_link(context, style, list);
}

/* What the core properties say, by their elements. */
static void
read_fields(
    struct arena *arena, const xmlNode *core, struct office_fields *fields)
{
	fields->title = xml_text(arena, xml_child(core, "title"));
	fields->author = xml_text(arena, xml_child(core, "creator"));
	fields->language = xml_text(arena, xml_child(core, "language"));
	fields->modified = xml_text(arena, xml_child(core, "modified"));
	fields->created = xml_text(arena, xml_child(core, "created"));
}

static void
read_blocks(struct docx *docx, const struct docx_parts *parts)
{
	static const struct block rest = {.kind = BLOCK_PARAGRAPH};
	const xmlNode *body =
	    xml_child(docx_part_root(parts, DOCX_MAIN), "body");
	struct docx_flow flow;
	size_t room = 0;

	docx->styles =
	    docx_styles_new(docx->arena, docx_part_root(parts, DOCX_STYLES));
	docx->numbering = docx_numbering_new(
	    docx->arena, docx_part_root(parts, DOCX_NUMBERING));
	docx_styles_lists(docx->styles, link_style, docx->numbering);
	docx_notes_load(docx, parts);
	find_sections(docx, body, &room);
	docx_flow_init(&flow, docx->arena);
	docx->flow = &flow;
	docx_read_body(docx, body);
	docx_flow_end(docx, &rest);
	docx_comments_rest(docx);
	if (flow.n_fields > 0)
		report_tell(docx->document->report, REPORT_WARNING,
		    docx->document->path, 0,
		    "a field in it does not end; text may be missing");
	docx_notes_clear(docx);
	docx_numbering_clear(docx->numbering);
	docx_styles_clear(docx->styles);
}

static bool
read_docx(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct docx docx = {.arena = arena, .document = document};
	struct office_fields fields;
	struct docx_parts parts;
	struct raw_record raw;
	struct blocks blocks;
	bool ok;

	if (!docx_parts_load(&parts, arena, document, err))
		return false;
	raw_record_init(&raw);
	blocks_init(&blocks, arena);
	docx.blocks = &blocks;
	read_blocks(&docx, &parts);
	raw.blocks = blocks.block;
	raw.n_blocks = blocks.count;
	read_fields(arena, docx_part_root(&parts, DOCX_CORE), &fields);
	office_fields_set(&fields, document, arena, &raw);
	ok = sink->take(sink->context, arena, &raw, err);
	docx_parts_clear(&parts);
	return ok;
}

const struct reader reader_docx = {
    .name = "DOCX",
    .bid = bid,
    .read = read_docx,
    .bytes = true,
    .shares = true,
};
