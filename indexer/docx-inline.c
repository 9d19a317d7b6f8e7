/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx.h"

#include "indexer/symbol-font.h"
#include "indexer/xml-parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A run being read. */
struct run {
	struct docx_run like;
	struct rich_style style;
	const struct docx_change *change;
	const xmlNode *note;   /* a reference whose mark is to follow */
	const char *note_mark; /* that mark as far as it was read */
};

struct docx_change
docx_change_of(const xmlNode *node, const struct docx_change *outer)
{
	static const struct {
		const char *name;
		enum change_kind kind;
	} changes[] = {
	    {"ins", CHANGE_INSERTED},
	    {"del", CHANGE_DELETED},
	    {"moveTo", CHANGE_MOVED_HERE},
	    {"moveFrom", CHANGE_MOVED_AWAY},
	};
	struct docx_change change = *outer;

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		if (xml_is(node, changes[i].name)) {
			const char *author = xml_attr(node, "author");

			change.kind = changes[i].kind;
			change.author = author != NULL ? author : "";
		}
	return change;
}

const xmlNode *
docx_alternative(const xmlNode *node)
{
	const xmlNode *choice = xml_child(node, "Choice");

	return choice != NULL ? choice : xml_child(node, "Fallback");
}

/* --- fields --------------------------------------------------------------- */

/* Whether the text is a field's code, or a result that is left out. */
static bool
is_in_code(const struct docx_flow *flow)
{
	for (unsigned i = 0; i < flow->n_fields && i < DOCX_FIELDS; i++)
		if (!flow->fields[i].result || flow->fields[i].omitted)
			return true;
	return false;
}

static struct docx_field *
last_field(struct docx_flow *flow)
{
	return flow->n_fields > 0 && flow->n_fields <= DOCX_FIELDS
		   ? &flow->fields[flow->n_fields - 1]
		   : NULL;
}

/* Fields that repeat what stands elsewhere in the document. */
static bool
is_omitted(const char *code)
{
	static const char *const omitted[] = {"TOC", "INDEX", "TOA"};

	code += strspn(code, " ");
	for (size_t i = 0; i < sizeof omitted / sizeof omitted[0]; i++) {
		size_t n = strlen(omitted[i]);

		if (strncasecmp(code, omitted[i], n) == 0 &&
		    (code[n] == '\0' || code[n] == ' '))
			return true;
	}
	return false;
}

static void
read_field_character(struct docx_flow *flow, const xmlNode *node)
{
	const char *type = xml_attr(node, "fldCharType");
	struct docx_field *field;

	if (type == NULL)
		return;
	if (strcmp(type, "begin") == 0) {
		flow->n_fields++;
		field = last_field(flow);
		if (field != NULL)
			memset(field, 0, sizeof *field);
		return;
	}
	field = last_field(flow);
	if (strcmp(type, "separate") == 0 && field != NULL) {
		field->result = true;
		field->omitted = is_omitted(field->code);
	} else if (strcmp(type, "end") == 0 && flow->n_fields > 0) {
		flow->n_fields--;
	}
}

static void
read_field_code(struct docx_flow *flow, const xmlNode *node)
{
	struct docx_field *field = last_field(flow);

	for (const xmlNode *n = node->children;
	     field != NULL && !field->result && n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE)
			strncat(field->code, (const char *)n->content,
			    sizeof field->code - 1 - strlen(field->code));
}

/* --- text ----------------------------------------------------------------- */

/* Which of the languages that a run declares is that of this text. */
static const char *
language_of(const struct docx_run *like, const char *s, size_t n)
{
	if (like->right_to_left == 1 && like->language_bidi != NULL)
		return like->language_bidi;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0xE3 && c <= 0xE9)
			return like->language_east;
		if (c >= 0xC3 && c < 0xE2)
			break;
	}
	return like->language;
}

static void
put(struct docx *docx, struct run *run, const char *s, size_t n)
{
	struct docx_flow *flow = docx->flow;

	if (run->like.hidden == 1 || is_in_code(flow) || n == 0)
		return;
	if (run->note != NULL) {
		run->note_mark = arena_printf(
		    docx->arena, "%s%.*s", run->note_mark, (int)n, s);
		return;
	}
	if (run->style.change != CHANGE_DELETED &&
	    run->style.change != CHANGE_MOVED_AWAY)
		spoken_add(&flow->spoken, language_of(&run->like, s, n), n);
	rich_text_add(&flow->text, s, n, &run->style);
}

/* The text of a w:t; white space at its ends counts where it says so. */
static void
put_text(struct docx *docx, struct run *run, const xmlNode *node)
{
	const char *space = xml_attr(node, "space");
	bool keep = space != NULL && strcmp(space, "preserve") == 0;

	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		const char *s = (const char *)n->content;
		size_t length;

		if (n->type != XML_TEXT_NODE || s == NULL)
			continue;
		length = strlen(s);
		while (!keep && length > 0 && strchr(" \t\r\n", *s) != NULL) {
			s++;
			length--;
		}
		while (!keep && length > 0 &&
		       strchr(" \t\r\n", s[length - 1]) != NULL)
			length--;
		put(docx, run, s, length);
	}
}

static void
put_symbol(struct docx *docx, struct run *run, const xmlNode *node)
{
	const char *code = xml_attr(node, "char");
	const char *s = code == NULL ? NULL
				     : symbol_find(xml_attr(node, "font"),
					   strtoul(code, NULL, 16));

	if (s == NULL)
		s = "\xEF\xBF\xBD";
	put(docx, run, s, strlen(s));
}

/* Text boxes within a drawing are read after the block they hang on. */
static void
find_boxes(struct docx *docx, const xmlNode *parent)
{
	if (parent == NULL)
		return;
	for (const xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n)) {
		struct docx_pending box = {.kind = DOCX_BOX, .node = n};

		if (xml_is(n, "txbxContent"))
			docx_flow_later(docx->flow, docx->arena, &box);
		else if (xml_is(n, "AlternateContent"))
			find_boxes(docx, docx_alternative(n));
		else
			find_boxes(docx, n);
	}
}

/* --- runs ----------------------------------------------------------------- */

/* Characters that are elements. */
static const struct {
	const char *name;
	const char *text;
} characters[] = {
    {"tab", " "},
    {"ptab", " "},
    {"cr", "\n"},
    {"noBreakHyphen", "-"},
};

static bool
put_character(struct docx *docx, struct run *run, const xmlNode *node)
{
	const char *type = xml_attr(node, "type");

	for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++)
		if (xml_is(node, characters[i].name)) {
			put(docx, run, characters[i].text, 1);
			return true;
		}
	if (!xml_is(node, "br"))
		return false;
	/* The end of a page or a column ends no line. */
	put(docx, run,
	    type == NULL || strcmp(type, "textWrapping") == 0 ? "\n" : " ", 1);
	return true;
}

static void read_run_part(
    struct docx *docx, struct run *run, const xmlNode *node);

static void
read_run_parts(struct docx *docx, struct run *run, const xmlNode *parent)
{
	for (const xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
		read_run_part(docx, run, n);
}

static void
read_reference(struct docx *docx, struct run *run, const xmlNode *node)
{
	const char *custom = xml_attr(node, "customMarkFollows");

	if (is_in_code(docx->flow))
		return;
	if (custom != NULL && strcmp(custom, "0") != 0 &&
	    strcmp(custom, "false") != 0) {
		run->note = node;
		run->note_mark = "";
		return;
	}
	docx_note_refer(docx, node, NULL, run->change);
}

static void
read_run_part(struct docx *docx, struct run *run, const xmlNode *node)
{
	if (xml_is(node, "t") || xml_is(node, "delText"))
		put_text(docx, run, node);
	else if (put_character(docx, run, node))
		return;
	else if (xml_is(node, "fldChar"))
		read_field_character(docx->flow, node);
	else if (xml_is(node, "instrText"))
		read_field_code(docx->flow, node);
	else if (xml_is(node, "sym"))
		put_symbol(docx, run, node);
	else if (xml_is(node, "footnoteReference") ||
		 xml_is(node, "endnoteReference"))
		read_reference(docx, run, node);
	else if (xml_is(node, "commentReference"))
		docx_comment_refer(docx, xml_attr(node, "id"));
	else if (xml_is(node, "AlternateContent"))
		read_run_parts(docx, run, docx_alternative(node));
	else if (xml_is(node, "ruby"))
		docx_read_inline(
		    docx, xml_child(node, "rubyBase"), run->change);
	else if (xml_is(node, "drawing") || xml_is(node, "pict") ||
		 xml_is(node, "object"))
		find_boxes(docx, node);
}

static void
read_run(
    struct docx *docx, const xmlNode *node, const struct docx_change *change)
{
	struct run run = {.change = change};

	docx_run_read(
	    docx->styles, docx->paragraph, xml_child(node, "rPr"), &run.like);
	run.style = (struct rich_style){
	    .bold = run.like.bold == 1,
	    .italic = run.like.italic == 1,
	    .underlined = run.like.underlined == 1,
	    .color = run.like.color != NULL ? run.like.color : "",
	    .change = change->kind,
	    .author = change->author,
	};
	/* What somebody struck through by hand is a deletion as well. */
	if (run.like.struck == 1 && change->kind != CHANGE_MOVED_AWAY)
		run.style.change = CHANGE_DELETED;
	read_run_parts(docx, &run, node);
	if (run.note != NULL)
		docx_note_refer(docx, run.note, run.note_mark, change);
}

/* --- what is in a paragraph ----------------------------------------------- */

/* A control that a document is filled in by; its prompt is no text. */
static bool
is_unfilled(const xmlNode *node)
{
	return xml_child(xml_child(node, "sdtPr"), "showingPlcHdr") != NULL;
}

/* Text of a formula, whose elements are in a namespace of their own. */
static void
read_formula(
    struct docx *docx, const xmlNode *node, const struct docx_change *change)
{
	struct run run = {.change = change};

	if (xml_is(node, "t")) {
		run.style = (struct rich_style){.color = "",
		    .change = change->kind,
		    .author = change->author};
		put_text(docx, &run, node);
		return;
	}
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		read_formula(docx, n, change);
}

static void
read_simple_field(
    struct docx *docx, const xmlNode *node, const struct docx_change *change)
{
	const char *code = xml_attr(node, "instr");

	if (code == NULL || !is_omitted(code))
		docx_read_inline(docx, node, change);
}

/* Elements that only hold others. */
static bool
is_wrapper(const xmlNode *node)
{
	static const char *const wrappers[] = {"hyperlink", "smartTag",
	    "customXml", "sdtContent", "bdo", "dir", "ins", "del", "moveFrom",
	    "moveTo"};

	for (size_t i = 0; i < sizeof wrappers / sizeof wrappers[0]; i++)
		if (xml_is(node, wrappers[i]))
			return true;
	return false;
}

static void
read_one(
    struct docx *docx, const xmlNode *node, const struct docx_change *change)
{
	struct docx_change inner = docx_change_of(node, change);

	if (xml_is(node, "r"))
		read_run(docx, node, change);
	else if (is_wrapper(node))
		docx_read_inline(docx, node, &inner);
	else if (xml_is(node, "sdt") && !is_unfilled(node))
		docx_read_inline(docx, xml_child(node, "sdtContent"), change);
	else if (xml_is(node, "fldSimple"))
		read_simple_field(docx, node, change);
	else if (xml_is(node, "commentRangeStart"))
		docx_comment_start(docx, xml_attr(node, "id"));
	else if (xml_is(node, "commentRangeEnd"))
		docx_comment_end(docx, xml_attr(node, "id"));
	else if (xml_is(node, "oMath") || xml_is(node, "oMathPara"))
		read_formula(docx, node, change);
	else if (xml_is(node, "AlternateContent"))
		docx_read_inline(docx, docx_alternative(node), change);
}

void
docx_read_inline(
    struct docx *docx, const xmlNode *parent, const struct docx_change *change)
{
	for (const xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
		read_one(docx, n, change);
}
