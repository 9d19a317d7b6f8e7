/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * OpenDocument texts (ODT, OTT), one record a file. What becomes of changes:
 * rich-text.h. Headers and footers, tables of contents and hidden text are
 * left out.
 */
#include "indexer/odt.h"
#include "indexer/office-fields.h"
#include "indexer/reader.h"
#include "indexer/xml-parse.h"
#include "indexer/zip-member.h"

#include <string.h>
#include <strings.h>

#define KIND "application/vnd.oasis.opendocument."

/* What an archive says it is: its first member, not packed. */
static const char *
find_kind(const struct document *document, size_t *ret_n)
{
	/* A local header of 30 bytes, the name, then the content. */
	static const char name[] = "mimetype";
	const char *bytes = document->bytes;
	size_t at = 30 + sizeof name - 1;

	if (!zip_begins(bytes, document->size) || document->size < at + 64 ||
	    memcmp(bytes + 30, name, sizeof name - 1) != 0)
		return NULL;
	at += (size_t)(unsigned char)bytes[28] |
	      (size_t)(unsigned char)bytes[29] << 8;
	if (at + sizeof KIND > document->size ||
	    memcmp(bytes + at, KIND, sizeof KIND - 1) != 0)
		return NULL;
	at += sizeof KIND - 1;
	for (*ret_n = 0;
	     at + *ret_n < document->size &&
	     strchr("abcdefghijklmnopqrstuvwxyz-", bytes[at + *ret_n]) != NULL;
	     ++*ret_n)
		if (bytes[at + *ret_n] == '\0')
			break;
	return bytes + at;
}

static bool
is_named_odt(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && (strcasecmp(name + n - 4, ".odt") == 0 ||
			    strcasecmp(name + n - 4, ".ott") == 0);
}

static int
bid(const struct document *document)
{
	size_t n;

	if (!zip_begins(document->bytes, document->size))
		return 0;
	if (find_kind(document, &n) != NULL)
		return 72;
	return is_named_odt(document->name) ? 48 : 0;
}

/* A spreadsheet, a drawing: named and left out. */
static bool
is_text(const struct document *document, struct error *err)
{
	size_t n = 0;
	const char *kind = find_kind(document, &n);

	if (kind == NULL || strncmp(kind, "text", 4) == 0)
		return true;
	return error_set(err, ERROR_INPUT,
	    "no reader for it: it is an OpenDocument %.*s",
	    (int)(n < 40 ? n : 40), kind);
}

enum {
	CONTENT,
	STYLES,
	META,
	MANIFEST,
	PARTS
};

/* Parse a part; one that is broken is told and left out. */
static xmlDoc *
parse_rest(const struct document *document, const struct zip_member *member)
{
	struct error why = {0};
	xmlDoc *doc;

	if (member->bytes == NULL)
		return NULL;
	doc = xml_parse(member->bytes, member->size, NULL, &why);
	if (doc == NULL)
		report_tell(document->report, REPORT_PARTIAL, document->path, 0,
		    "%s cannot be read and is left out: %s", member->name,
		    why.message);
	return doc;
}

static const xmlNode *
root_of(xmlDoc *doc)
{
	return doc != NULL ? xmlDocGetRootElement(doc) : NULL;
}

static void
set_fields(const struct document *document, struct arena *arena,
    const xmlNode *root, struct raw_record *raw)
{
	const xmlNode *meta = xml_child(root, "meta");
	const xmlNode *author = xml_child(meta, "initial-creator");
	struct office_fields fields;

	if (author == NULL)
		author = xml_child(meta, "creator");
	fields.title = xml_text(arena, xml_child(meta, "title"));
	fields.author = xml_text(arena, author);
	fields.language = xml_text(arena, xml_child(meta, "language"));
	fields.modified = xml_text(arena, xml_child(meta, "date"));
	fields.created = xml_text(arena, xml_child(meta, "creation-date"));
	office_fields_set(&fields, document, arena, raw);
}

static bool
unpack(const struct document *document, struct arena *arena,
    struct zip_member *members, struct error *err)
{
	if (!is_text(document, err) ||
	    !zip_read(arena, document->bytes, document->size, NULL, members,
		PARTS, err))
		return false;
	if (members[MANIFEST].bytes != NULL &&
	    strstr(members[MANIFEST].bytes, "encryption-data") != NULL)
		return error_set(err, ERROR_INPUT, "it is encrypted");
	if (members[CONTENT].bytes == NULL)
		return error_set(err, ERROR_INPUT,
		    "it has no content.xml, where its text should be");
	return true;
}

static bool
read_odt(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct zip_member members[PARTS] = {{.name = "content.xml"},
	    {.name = "styles.xml"}, {.name = "meta.xml"},
	    {.name = "META-INF/manifest.xml"}};
	xmlDoc *content, *styles, *meta;
	struct raw_record raw;
	struct blocks blocks;
	bool ok;

	if (!unpack(document, arena, members, err))
		return false;
	content =
	    xml_parse(members[CONTENT].bytes, members[CONTENT].size, NULL, err);
	if (content == NULL)
		return error_prefix(err, "content.xml");
	styles = parse_rest(document, &members[STYLES]);
	meta = parse_rest(document, &members[META]);
	raw_record_init(&raw);
	blocks_init(&blocks, arena);
	odt_blocks(arena, root_of(content), root_of(styles), &blocks);
	raw.blocks = blocks.block;
	raw.n_blocks = blocks.count;
	set_fields(document, arena, root_of(meta), &raw);
	ok = sink->take(sink->context, arena, &raw, err);
	xmlFreeDoc(meta);
	xmlFreeDoc(styles);
	xmlFreeDoc(content);
	return ok;
}

const struct reader reader_odt = {
    .name = "ODT",
    .bid = bid,
    .read = read_odt,
    .bytes = true,
    .shares = true,
};
