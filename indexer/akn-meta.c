/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/akn-meta.h"

#include "indexer/xml-blocks.h"
#include "indexer/xml-parse.h"

#include <ctype.h>
#include <string.h>

static void
set_field(const struct document *document, struct arena *arena,
    struct raw_record *raw, const xmlNode *node, const char *name,
    const char *value)
{
	size_t field;

	/* The first that says it is believed. */
	if (value[0] == '\0' || !record_field_find(name, &field) ||
	    record_field(&raw->record, field)[0] != '\0')
		return;
	raw_record_set(
	    raw, document, xml_line(node), name, arena_strdup(arena, value));
}

/* --- references ----------------------------------------------------------- */

static const xmlNode *
find_reference(const xmlNode *node, const char *id)
{
	const xmlNode *found = NULL;

	for (const xmlNode *at = xml_first(node); at != NULL && found == NULL;
	     at = xml_next(at)) {
		const char *own = xml_attribute(at, "eId");

		if (own[0] == '\0')
			own = xml_attribute(at, "id");
		if (strncmp((const char *)at->name, "TLC", 3) == 0 &&
		    strcmp(own, id) == 0)
			return at;
		if (xml_is(at, "meta") || xml_is(at, "references") ||
		    xml_child(at, "meta") != NULL)
			found = find_reference(at, id);
	}
	return found;
}

bool
akn_reference(struct arena *arena, const xmlNode *root, const char *pointer,
    struct akn_reference *ret)
{
	const char *hash = strchr(pointer, '#');
	const xmlNode *node =
	    find_reference(root, hash != NULL ? hash + 1 : pointer);

	if (node == NULL || xml_attribute(node, "showAs")[0] == '\0')
		return false;
	ret->type = arena_strdup(arena, (const char *)node->name);
	ret->name = arena_strdup(arena, xml_attribute(node, "showAs"));
	return true;
}

/* --- FRBR ----------------------------------------------------------------- */

/* What issued the work: its author, else the country, by its code. */
static void
take_author(const struct document *document, struct arena *arena,
    struct raw_record *raw, const xmlNode *root, const xmlNode *work)
{
	const xmlNode *author = xml_child(work, "FRBRauthor");
	const xmlNode *country = xml_child(work, "FRBRcountry");
	struct akn_reference who;
	char *code;

	if (author != NULL &&
	    akn_reference(arena, root, xml_attribute(author, "href"), &who)) {
		set_field(
		    document, arena, raw, author, "organization", who.name);
		return;
	}
	if (country == NULL)
		return;
	code = arena_strdup(arena, xml_attribute(country, "value"));
	for (char *s = code; *s != '\0'; s++)
		*s = (char)toupper((unsigned char)*s);
	set_field(document, arena, raw, country, "organization", code);
}

static void
take_frbr(const struct document *document, struct arena *arena,
    struct raw_record *raw, const xmlNode *root, const xmlNode *node)
{
	for (const xmlNode *at = xml_first(node); at != NULL;
	     at = xml_next(at)) {
		if (xml_is(at, "FRBRdate"))
			set_field(document, arena, raw, at, "date",
			    xml_attribute(at, "date"));
		else if (xml_is(at, "FRBRnumber"))
			set_field(document, arena, raw, at, "symbol",
			    xml_attribute(at, "value"));
		else if (xml_is(at, "FRBRlanguage"))
			set_field(document, arena, raw, at, "language",
			    xml_attribute(at, "language"));
	}
	if (xml_is(node, "FRBRWork"))
		take_author(document, arena, raw, root, node);
}

/* --- the preface ---------------------------------------------------------- */

/* Elements in the text that name a field. */
static const struct {
	const char *element;
	const char *field;
} named[] = {
    {"docTitle", "title"},
    {"docNumber", "symbol"},
    {"docDate", "date"},
    {"docketNumber", "symbol"},
    {"session", "session"},
    {"legislature", "session"},
    {"sittingNumber", "meeting"},
    {"location", "place"},
};

static void
take_preface(const struct document *document, struct arena *arena,
    struct raw_record *raw, const xmlNode *node)
{
	for (const xmlNode *at = xml_first(node); at != NULL;
	     at = xml_next(at)) {
		for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
			const char *date = xml_attribute(at, "date");

			if (xml_is(at, named[i].element))
				set_field(document, arena, raw, at,
				    named[i].field,
				    date[0] != '\0'
					? date
					: xml_inner_text(arena, at));
		}
		take_preface(document, arena, raw, at);
	}
}

/* What sort of record an element or its name makes. */
static void
take_kind(const struct document *document, struct arena *arena,
    struct raw_record *raw, const xmlNode *element)
{
	static const struct {
		const char *element;
		const char *kind;
	} kinds[] = {
	    {"act", "outcome"},
	    {"bill", "draft"},
	    {"debate", "statement"},
	    {"debateReport", "summary"},
	    {"amendmentList", "compilation"},
	};
	const char *name = xml_attribute(element, "name");
	enum record_kind kind;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (xml_is(element, kinds[i].element)) {
			raw_record_set(raw, document, 0, "kind", kinds[i].kind);
			return;
		}
	if (record_kind_find(name, &kind))
		raw_record_set(
		    raw, document, 0, "kind", arena_strdup(arena, name));
}

void
akn_meta(const struct document *document, struct arena *arena,
    const xmlNode *element, struct raw_record *raw)
{
	static const char *const levels[] = {"FRBRWork", "FRBRExpression"};
	static const char *const fronts[] = {"coverPage", "preface"};
	const xmlNode *known =
	    xml_child(xml_child(element, "meta"), "identification");

	take_kind(document, arena, raw, element);
	for (size_t i = 0; i < 2; i++)
		if (xml_child(element, fronts[i]) != NULL)
			take_preface(document, arena, raw,
			    xml_child(element, fronts[i]));
	for (size_t i = 0; i < 2; i++)
		if (xml_child(known, levels[i]) != NULL)
			take_frbr(document, arena, raw, element,
			    xml_child(known, levels[i]));
}
