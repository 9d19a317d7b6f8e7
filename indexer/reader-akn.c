/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Akoma Ntoso, in any of its namespaces: debates with their speeches, acts and
 * bills with their articles, other documents. One record a file.
 */
#include "core/provision.h"
#include "core/translate.h"
#include "indexer/akn-meta.h"
#include "indexer/reader.h"
#include "indexer/turn.h"
#include "indexer/xml-blocks.h"
#include "indexer/xml-parse.h"
#include "indexer/xml-root.h"

#include <ctype.h>
#include <string.h>

/* What an element is for us; those not listed are part of the text. */
enum what {
	TEXT = 0,
	PASS_OVER,
	CONTAINER, /* of paragraphs and the like */
	PARAGRAPH,
	HEADING,
	DIVISION,  /* has a number and heading that stand over its text */
	PROVISION, /* an article or section: these, and where it belongs */
	LEVEL,	   /* part of a provision: its number stands before its text */
	SECTION,   /* of a debate */
	SPEECH,
	ASIDE,
	REMARK, /* an aside within text */
	NOTE,
	BREAK,
	ITEM,
	ROW,
	CELL,
	INSERTED,
	DELETED,
	QUOTED, /* another text's provisions */
};

static const struct xml_element elements[] = {
    {"address", SECTION},
    {"adjournment", SECTION},
    {"administrationOfOath", SECTION},
    {"alinea", LEVEL},
    {"amendmentBody", CONTAINER},
    {"answer", SPEECH},
    {"article", PROVISION},
    {"attachment", CONTAINER},
    {"authorialNote", NOTE},
    {"block", PARAGRAPH},
    {"blockList", CONTAINER},
    {"body", CONTAINER},
    {"book", DIVISION},
    {"br", BREAK},
    {"chapter", DIVISION},
    {"citations", CONTAINER},
    {"clause", LEVEL},
    {"collectionBody", CONTAINER},
    {"communication", SECTION},
    {"component", CONTAINER},
    {"conclusions", CONTAINER},
    {"container", CONTAINER},
    {"content", CONTAINER},
    {"coverPage", CONTAINER},
    {"crossHeading", HEADING},
    {"debateBody", CONTAINER},
    {"debateSection", SECTION},
    {"declarationOfVote", SECTION},
    {"del", DELETED},
    {"division", DIVISION},
    {"eol", BREAK},
    {"formula", CONTAINER},
    {"from", PASS_OVER},
    {"heading", HEADING},
    {"indent", LEVEL},
    {"ins", INSERTED},
    {"intro", CONTAINER},
    {"item", ITEM},
    {"li", ITEM},
    {"list", CONTAINER},
    {"listIntroduction", PARAGRAPH},
    {"longTitle", PARAGRAPH},
    {"mainBody", CONTAINER},
    {"meta", PASS_OVER},
    {"ministerialStatements", SECTION},
    {"narrative", ASIDE},
    {"nationalInterest", SECTION},
    {"noticesOfMotion", SECTION},
    {"num", PASS_OVER},
    {"ol", CONTAINER},
    {"oralStatements", SECTION},
    {"p", PARAGRAPH},
    {"papers", SECTION},
    {"paragraph", LEVEL},
    {"part", DIVISION},
    {"personalStatements", SECTION},
    {"petitions", SECTION},
    {"point", LEVEL},
    {"pointOfOrder", SECTION},
    {"prayers", SECTION},
    {"preamble", CONTAINER},
    {"preface", CONTAINER},
    {"proceduralMotions", SECTION},
    {"question", SPEECH},
    {"questions", SECTION},
    {"quotedStructure", QUOTED},
    {"recitals", CONTAINER},
    {"recordedTime", TEXT},
    {"remark", REMARK},
    {"resolutions", SECTION},
    {"rollCall", SECTION},
    {"scene", ASIDE},
    {"section", PROVISION},
    {"speech", SPEECH},
    {"speechGroup", SECTION},
    {"subchapter", DIVISION},
    {"subclause", LEVEL},
    {"subdivision", DIVISION},
    {"subheading", HEADING},
    {"subparagraph", LEVEL},
    {"subpart", DIVISION},
    {"subpoint", LEVEL},
    {"subsection", LEVEL},
    {"subtitle", DIVISION},
    {"table", CONTAINER},
    {"td", CELL},
    {"th", CELL},
    {"title", DIVISION},
    {"toc", PASS_OVER},
    {"tome", DIVISION},
    {"tr", ROW},
    {"ul", CONTAINER},
    {"wrapUp", CONTAINER},
    {"writtenStatements", SECTION},
};

/* A document on the way. */
struct akn {
	struct arena *arena;
	const xmlNode *root; /* the document element: act, debate ... */
	struct xml_writer w;
	unsigned depth;	     /* of divisions and sections */
	unsigned quoted;     /* texts of others within one another */
	const char *number;  /* for the next paragraph, or "" */
	const char *address; /* of the provision, to be added to: "5(2)" */
	const char *unit;    /* "article" or "section" */
	size_t strangers;    /* pointers to nobody known */
	bool cell;	     /* of a table: its paragraphs are text */
};

static void read_children(struct akn *akn, const xmlNode *node);

static enum what
what_is(const xmlNode *node)
{
	return (enum what)xml_element_what(
	    elements, sizeof elements / sizeof elements[0], node, TEXT);
}

/* --- provisions ----------------------------------------------------------- */

/* The bare number in "Article 5", "(a)", "12 bis.", "§ 3". */
static const char *
bare_number(struct arena *arena, const char *num)
{
	const char *start = num;
	size_t n;

	/* Past a word such as "Article". */
	while (isalpha((unsigned char)*start) || (unsigned char)*start >= 0x80)
		start++;
	if (start == num || *start != ' ' || start[1] == '\0')
		start = num;
	while (*start != '\0' && !isalnum((unsigned char)*start))
		start++;
	n = strlen(start);
	while (n > 0 && !isalnum((unsigned char)start[n - 1]))
		n--;
	return arena_strndup(arena, start, n);
}

/* Set the provision that what follows belongs to, if it is one. */
static void
set_provision(struct akn *akn, const char *address)
{
	const char *written =
	    arena_printf(akn->arena, "%s %s", akn->unit, address);
	struct provision provision;

	if (!provision_parse(written, strlen(written), &provision))
		return;
	akn->w.now.provision = written;
	akn->address = address;
}

/* The text of a child element, or "". */
static const char *
child_text(struct akn *akn, const xmlNode *node, const char *name)
{
	const xmlNode *child = xml_child(node, name);

	return child != NULL ? xml_inner_text(akn->arena, child) : "";
}

/* Number and heading as one block over what follows. */
static void
add_heading(struct akn *akn, const xmlNode *node)
{
	const char *num = child_text(akn, node, "num");
	const char *title = child_text(akn, node, "heading");
	const char *both = arena_printf(akn->arena, "%s%s%s", num,
	    num[0] != '\0' && title[0] != '\0' ? " " : "", title);

	if (both[0] == '\0')
		return;
	/* What is quoted has no place of its own here. */
	if (akn->quoted > 0)
		xml_begin(&akn->w, BLOCK_PARAGRAPH, 0);
	else
		xml_begin(&akn->w, BLOCK_HEADING, akn->depth);
	xml_add_string(&akn->w, both, xml_line(node));
	xml_end(&akn->w);
}

static void
read_division(struct akn *akn, const xmlNode *node, bool provision)
{
	const char *number =
	    bare_number(akn->arena, child_text(akn, node, "num"));
	const char *address = akn->address, *unit = akn->unit;

	xml_end(&akn->w);
	akn->depth++;
	if (provision && number[0] != '\0' && akn->quoted == 0) {
		akn->unit = arena_strdup(akn->arena, (const char *)node->name);
		set_provision(akn, number);
	}
	add_heading(akn, node);
	read_children(akn, node);
	xml_end(&akn->w);
	akn->depth--;
	akn->address = address;
	akn->unit = unit;
}

/* "2." of an article: before its text, and part of where it belongs. */
static void
read_level(struct akn *akn, const xmlNode *node)
{
	const char *num = child_text(akn, node, "num");
	const char *number = bare_number(akn->arena, num);
	const char *address = akn->address, *pending = akn->number;

	xml_end(&akn->w);
	akn->number = num;
	if (number[0] != '\0' && address[0] != '\0' && akn->quoted == 0)
		set_provision(
		    akn, arena_printf(akn->arena, "%s(%s)", address, number));
	if (xml_child(node, "heading") != NULL) {
		akn->depth++;
		add_heading(akn, node);
		akn->depth--;
		akn->number = "";
	}
	read_children(akn, node);
	xml_end(&akn->w);
	akn->address = address;
	akn->number = pending;
}

/* --- speeches ------------------------------------------------------------- */

/* Who speaks: by the words before the speech, else by the reference. */
static void
set_speaker(struct akn *akn, const xmlNode *node)
{
	struct xml_context *now = &akn->w.now;
	const char *by = xml_attribute(node, "by");
	const char *as = xml_attribute(node, "as");
	struct akn_reference who = {"", ""}, role = {"", ""};

	if (by[0] != '\0' && !akn_reference(akn->arena, akn->root, by, &who)) {
		/* The id names the speaker, if badly. */
		who.name = arena_strdup(akn->arena, by + (by[0] == '#'));
		who.type = "TLCPerson";
		akn->strangers++;
	}
	if (as[0] != '\0')
		akn_reference(akn->arena, akn->root, as, &role);
	now->speaker = turn_name(akn->arena, child_text(akn, node, "from"));
	now->role = turn_role(now->speaker);
	if (now->role[0] == '\0')
		now->role = turn_role(role.name);
	if (now->speaker[0] == '\0')
		now->speaker = who.name[0] != '\0' ? who.name : role.name;
	/* Who is named with a State in brackets speaks for it. */
	now->person = strcmp(who.type, "TLCPerson") == 0 &&
		      strchr(now->speaker, '(') == NULL;
	now->affiliation = now->role[0] == '\0' ? role.name : "";
}

static void
read_speech(struct akn *akn, const xmlNode *node)
{
	xml_end(&akn->w);
	set_speaker(akn, node);
	read_children(akn, node);
	xml_end(&akn->w);
}

static void
read_section(struct akn *akn, const xmlNode *node)
{
	xml_end(&akn->w);
	akn->depth++;
	add_heading(akn, node);
	read_children(akn, node);
	xml_end(&akn->w);
	akn->depth--;
}

/* What happened, not what was said. */
static void
read_aside(struct akn *akn, const xmlNode *node)
{
	const char *text = xml_inner_text(akn->arena, node);

	xml_end(&akn->w);
	xml_hold(&akn->w, BLOCK_ASIDE, "", text, xml_line(node));
}

static void
read_remark(struct akn *akn, const xmlNode *node)
{
	xml_hold(&akn->w, BLOCK_ASIDE, "", xml_inner_text(akn->arena, node),
	    xml_line(node));
	xml_add_cut(&akn->w);
}

/* --- forms of text -------------------------------------------------------- */

static void
read_block(struct akn *akn, const xmlNode *node, enum block_kind kind)
{
	const char *num = child_text(akn, node, "num");
	/* A paragraph of an item is the item. */
	bool within = kind == BLOCK_PARAGRAPH && akn->w.kind == BLOCK_ITEM &&
		      akn->w.text.used == 0;

	if (!within) {
		xml_begin(&akn->w, kind, kind == BLOCK_ITEM ? 1 : 0);
		akn->w.number = num[0] != '\0' ? num : akn->number;
		akn->number = "";
	}
	read_children(akn, node);
	if (!within)
		xml_end(&akn->w);
}

static void
read_heading(struct akn *akn, const xmlNode *node)
{
	enum what over = what_is(node->parent);

	/* That of a division was taken with its number. */
	if (xml_is(node, "heading") && (over == DIVISION || over == PROVISION ||
					   over == LEVEL || over == SECTION))
		return;
	xml_begin(&akn->w, BLOCK_HEADING, akn->depth + 1);
	read_children(akn, node);
	xml_end(&akn->w);
}

static void
read_change(struct akn *akn, const xmlNode *node, enum mark_kind kind)
{
	size_t start = xml_here(&akn->w);

	read_children(akn, node);
	xml_mark(&akn->w, kind, start, "");
}

static void
read_element(struct akn *akn, const xmlNode *node)
{
	struct xml_context before = akn->w.now;
	const char *language = xml_attribute(node, "lang");
	enum what what = what_is(node);

	if (language[0] != '\0' && what != TEXT && what != CELL)
		akn->w.now.language = arena_strdup(akn->arena, language);
	switch (what) {
	case TEXT:
		read_children(akn, node);
		break;
	case PASS_OVER:
		break;
	case CONTAINER:
		/* One within a cell ends nothing. */
		if (akn->w.kind != BLOCK_ROW)
			xml_end(&akn->w);
		read_children(akn, node);
		if (akn->w.kind != BLOCK_ROW)
			xml_end(&akn->w);
		break;
	case PARAGRAPH:
		read_block(akn, node, BLOCK_PARAGRAPH);
		break;
	case HEADING:
		read_heading(akn, node);
		break;
	case DIVISION:
	case PROVISION:
		read_division(akn, node, what == PROVISION);
		break;
	case LEVEL:
		read_level(akn, node);
		break;
	case SECTION:
		read_section(akn, node);
		break;
	case SPEECH:
		read_speech(akn, node);
		break;
	case ASIDE:
		read_aside(akn, node);
		break;
	case REMARK:
		read_remark(akn, node);
		break;
	case NOTE:
		xml_hold(&akn->w, BLOCK_NOTE,
		    arena_strdup(akn->arena, xml_attribute(node, "marker")),
		    xml_inner_text(akn->arena, node), xml_line(node));
		break;
	case BREAK:
		xml_add_space(&akn->w);
		break;
	case ITEM:
		read_block(akn, node, BLOCK_ITEM);
		break;
	case ROW:
		read_block(akn, node, BLOCK_ROW);
		break;
	case CELL:
		xml_add_cell(&akn->w);
		akn->cell = true;
		read_children(akn, node);
		akn->cell = false;
		break;
	case INSERTED:
		read_change(akn, node, MARK_INSERTED);
		break;
	case DELETED:
		read_change(akn, node, MARK_DELETED);
		break;
	case QUOTED:
		akn->quoted++;
		read_children(akn, node);
		akn->quoted--;
		break;
	}
	akn->w.now = before;
}

static void
read_children(struct akn *akn, const xmlNode *node)
{
	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		if (at->type == XML_ELEMENT_NODE &&
		    !(akn->cell && what_is(at) == PARAGRAPH))
			read_element(akn, at);
		else if (at->type == XML_ELEMENT_NODE)
			read_children(akn, at);
		else if (at->type == XML_TEXT_NODE ||
			 at->type == XML_CDATA_SECTION_NODE)
			xml_add(&akn->w, at);
	}
}

/* --- documents ------------------------------------------------------------ */

static int
bid(const struct document *document)
{
	char root[32];

	xml_root_name(document->bytes, document->size, root, sizeof root);
	return strcmp(root, "akomaNtoso") == 0 ? 80 : 0;
}

static bool
read_document(const struct document *document, struct arena *arena,
    const xmlNode *element, const struct record_sink *sink, struct error *err)
{
	struct raw_record raw;
	struct akn akn = {.arena = arena,
	    .root = element,
	    .number = "",
	    .address = "",
	    .unit = "article"};

	raw_record_init(&raw);
	akn_meta(document, arena, element, &raw);
	xml_writer_init(&akn.w, arena);
	read_children(&akn, element);
	xml_end(&akn.w);
	if (akn.strangers > 0)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    P_("%zu speech is by somebody the file has no reference "
		       "for; the pointer stands for the name",
			"%zu speeches are by somebody the file has no "
			"reference for; the pointer stands for the name",
			akn.strangers),
		    akn.strangers);
	return xml_give(&akn.w, &raw, sink, err);
}

static bool
read_akn(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	xmlDoc *doc = xml_open(document);
	const xmlNode *element;
	bool ok = true;

	if (doc == NULL)
		return true;
	element = xml_first(xmlDocGetRootElement(doc));
	if (element == NULL)
		report_tell(document->report, REPORT_SKIPPED, document->path, 0,
		    "there is no document in it");
	else
		ok = read_document(document, arena, element, sink, err);
	xmlFreeDoc(doc);
	return ok;
}

const struct reader reader_akn = {
    .name = "Akoma Ntoso",
    .bid = bid,
    .read = read_akn,
    .bytes = true,
    .shares = true,
};
