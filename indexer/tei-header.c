/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/tei-header.h"

#include "indexer/xml-blocks.h"
#include "indexer/xml-parse.h"

#include <string.h>
#include <strings.h>

/* A header being read. */
struct header {
	const struct document *document;
	struct arena *arena;
	const struct tei_people *people;
	struct raw_record *raw;
	const char *language; /* of the document, or "" */
	bool own_title;	      /* the title is in that language */
};

static void
set_field(
    struct header *h, const xmlNode *node, const char *name, const char *value)
{
	raw_record_set(h->raw, h->document, xml_line(node), name,
	    arena_strdup(h->arena, value));
}

/* The first element of this name below a node, itself included; or NULL. */
static const xmlNode *
find_below(const xmlNode *node, const char *name)
{
	const xmlNode *found = NULL;

	if (node == NULL || xml_is(node, name))
		return node;
	for (const xmlNode *at = node->children; at != NULL && found == NULL;
	     at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			found = find_below(at, name);
	return found;
}

/* Whether a list of pointers has one that ends so ("#parla.sitting"). */
static bool
points_to(const xmlNode *node, const char *attribute, const char *what)
{
	const char *s = xml_attribute(node, attribute);
	size_t m = strlen(what);

	while (*s != '\0') {
		size_t n = strcspn(s, " \t\n");

		if (n > m && memcmp(s + n - m, what, m) == 0 &&
		    strchr("#.:", s[n - m - 1]) != NULL)
			return true;
		s += n;
		s += strspn(s, " \t\n");
	}
	return false;
}

/* --- titles --------------------------------------------------------------- */

/* The main title, in the language of the document if there is one. */
static void
take_title(struct header *h, const xmlNode *node)
{
	const char *type = xml_attribute(node, "type");
	const char *language = xml_attribute(node, "lang");
	bool own = h->language[0] != '\0' &&
		   strncasecmp(language, h->language, 2) == 0;

	if (type[0] != '\0' && strcmp(type, "main") != 0)
		return;
	if (h->raw->record.title[0] != '\0' && (h->own_title || !own))
		return;
	set_field(h, node, "title", xml_inner_text(h->arena, node));
	h->own_title = own;
}

static bool
is_iso_date(const char *s)
{
	return strspn(s, "0123456789") == 4 && s[4] == '-';
}

/* What kind of gathering an element "meeting" tells of. */
static void
take_meeting(struct header *h, const xmlNode *node)
{
	const char *text = xml_inner_text(h->arena, node);
	const char *held_by = xml_attribute(node, "corresp");
	const char *name;

	if (h->raw->record.organization[0] == '\0' && held_by[0] != '\0') {
		name = tei_people_organization(h->people, held_by, h->language);
		set_field(h, node, "organization", name);
	}
	if (is_iso_date(text)) {
		if (h->raw->record.date[0] == '\0')
			set_field(h, node, "date", text);
	} else if (points_to(node, "ana", "term")) {
		set_field(h, node, "session", text);
	} else if (h->raw->record.meeting[0] == '\0') {
		set_field(h, node, "meeting", text);
	}
}

static void
take_titles(struct header *h, const xmlNode *statement)
{
	if (statement == NULL)
		return;
	for (const xmlNode *at = statement->children; at != NULL;
	     at = at->next) {
		if (xml_is(at, "title"))
			take_title(h, at);
		else if (xml_is(at, "meeting"))
			take_meeting(h, at);
		else if (xml_is(at, "author") &&
			 h->raw->record.author[0] == '\0')
			set_field(
			    h, at, "author", xml_inner_text(h->arena, at));
	}
}

/* --- where and when ------------------------------------------------------- */

/* The day a date element gives, or "". */
static const char *
day_of(struct arena *arena, const xmlNode *date)
{
	static const char *const names[] = {"when", "from", "notBefore"};

	if (date == NULL)
		return "";
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (xml_attribute(date, names[i])[0] != '\0')
			return xml_attribute(date, names[i]);
	return xml_inner_text(arena, date);
}

/* The date of the setting is that of what was said; else the source's. */
static void
take_date(struct header *h, const xmlNode *header)
{
	static const char *const places[] = {
	    "setting", "creation", "sourceDesc", "publicationStmt"};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		const xmlNode *place = find_below(header, places[i]);
		const xmlNode *date =
		    place != NULL ? find_below(place, "date") : NULL;
		const char *day = day_of(h->arena, date);

		if (i >= 2 && h->raw->record.date[0] != '\0')
			return;
		/* A time of day is too much. */
		if (is_iso_date(day) && strlen(day) > 10)
			day = arena_strndup(h->arena, day, 10);
		if (day[0] == '\0')
			continue;
		set_field(h, date, "date", day);
		return;
	}
}

static void
take_place(struct header *h, const xmlNode *setting)
{
	if (setting == NULL)
		return;
	for (const xmlNode *at = setting->children; at != NULL; at = at->next)
		if ((xml_is(at, "name") || xml_is(at, "placeName")) &&
		    strcmp(xml_attribute(at, "type"), "city") == 0)
			set_field(h, at, "place", xml_inner_text(h->arena, at));
		else if (xml_is(at, "settlement"))
			set_field(h, at, "place", xml_inner_text(h->arena, at));
}

/* An address of the source itself, never of who made the file. */
static void
take_address(struct header *h, const xmlNode *source)
{
	const xmlNode *idno =
	    source != NULL ? find_below(source, "idno") : NULL;
	const char *text;

	if (idno == NULL)
		return;
	text = xml_inner_text(h->arena, idno);
	if (strncmp(text, "http://", 7) == 0 ||
	    strncmp(text, "https://", 8) == 0)
		set_field(h, idno, "url", text);
	else if (strcmp(xml_attribute(idno, "type"), "symbol") == 0)
		set_field(h, idno, "symbol", text);
}

void
tei_header(const struct document *document, struct arena *arena,
    const xmlNode *root, const struct tei_people *people,
    struct raw_record *raw)
{
	struct header h = {
	    document, arena, people, raw, xml_attribute(root, "lang"), false};
	const xmlNode *header = NULL;

	for (const xmlNode *at = root->children; at != NULL && header == NULL;
	     at = at->next)
		if (xml_is(at, "teiHeader"))
			header = at;
	if (h.language[0] != '\0')
		set_field(&h, root, "language", h.language);
	if (header == NULL)
		return;
	take_titles(&h, find_below(header, "titleStmt"));
	take_date(&h, header);
	take_place(&h, find_below(header, "setting"));
	take_address(&h, find_below(header, "sourceDesc"));
}
