/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/html.h"

#include "core/date.h"
#include "indexer/xml-parse.h"

#include <ctype.h>
#include <jansson.h>
#include <string.h>
#include <strings.h>

#define JSON_DEPTH   16 /* of JSON-LD that is looked at */
#define AUTHORS_MOST 20

/* Where a field was said; a later one here is stronger. */
enum source {
	BY_NOBODY = 0,
	BY_TITLE,     /* <title>, the page's <time> */
	BY_OPENGRAPH, /* og:*, article:* */
	BY_DUBLIN,    /* dc.*, dcterms.* */
	BY_CITATION,  /* citation_* */
	BY_MICRODATA, /* schema.org in attributes */
	BY_JSON	      /* schema.org in JSON-LD */
};

/* The fields that a page gives. */
enum meta_field {
	META_TITLE,
	META_DATE,
	META_AUTHOR,
	META_LANGUAGE,
	META_ORGANIZATION,
	META_URL,
	META_FIELDS
};

static const char *const field_names[META_FIELDS] = {
    "title", "date", "author", "language", "organization", "url"};

/* What was found so far. */
struct meta {
	struct arena *arena;
	const char *value[META_FIELDS];
	enum source source[META_FIELDS];
};

/* The value on one line, without white space at its ends. */
static const char *
one_line(struct arena *arena, const char *s, size_t n)
{
	char *to = arena_alloc(arena, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (!isspace(c) && !iscntrl(c))
			to[used++] = s[i];
		else if (used > 0 && to[used - 1] != ' ')
			to[used++] = ' ';
	}
	while (used > 0 && to[used - 1] == ' ')
		used--;
	to[used] = '\0';
	return to;
}

/* Take a value, unless a stronger one was said. Authors add up. */
static void
set(struct meta *meta, enum meta_field field, enum source source,
    const char *value)
{
	bool more = field == META_AUTHOR && meta->source[field] == source;
	char iso[11];
	struct date date;

	if (value == NULL || source < meta->source[field] ||
	    (source == meta->source[field] && !more))
		return;
	value = one_line(meta->arena, value, strlen(value));
	if (field == META_DATE) {
		if (!date_parse(value, strlen(value), &date))
			return;
		date_format(date, iso);
		value = arena_strdup(meta->arena, iso);
	}
	if (field == META_LANGUAGE)
		value =
		    arena_strndup(meta->arena, value, strcspn(value, "-_,; "));
	/* An author may be the address of a profile. */
	if (value[0] == '\0' ||
	    (field == META_AUTHOR && strstr(value, "://") != NULL))
		return;
	if (more && strlen(meta->value[field]) < 1000)
		value = arena_printf(
		    meta->arena, "%s; %s", meta->value[field], value);
	meta->value[field] = value;
	meta->source[field] = source;
}

/* --- <meta>, <title>, <link> ---------------------------------------------- */

static const struct {
	const char *name;
	enum meta_field field;
	enum source source;
} names[] = {
    {"citation_title", META_TITLE, BY_CITATION},
    {"citation_publication_date", META_DATE, BY_CITATION},
    {"citation_date", META_DATE, BY_CITATION},
    {"citation_online_date", META_DATE, BY_CITATION},
    {"citation_author", META_AUTHOR, BY_CITATION},
    {"citation_language", META_LANGUAGE, BY_CITATION},
    {"citation_publisher", META_ORGANIZATION, BY_CITATION},
    {"dc.title", META_TITLE, BY_DUBLIN},
    {"dcterms.title", META_TITLE, BY_DUBLIN},
    {"dc.date", META_DATE, BY_DUBLIN},
    {"dc.date.issued", META_DATE, BY_DUBLIN},
    {"dcterms.date", META_DATE, BY_DUBLIN},
    {"dcterms.issued", META_DATE, BY_DUBLIN},
    {"dcterms.created", META_DATE, BY_DUBLIN},
    {"dc.creator", META_AUTHOR, BY_DUBLIN},
    {"dcterms.creator", META_AUTHOR, BY_DUBLIN},
    {"dc.language", META_LANGUAGE, BY_DUBLIN},
    {"dcterms.language", META_LANGUAGE, BY_DUBLIN},
    {"dc.publisher", META_ORGANIZATION, BY_DUBLIN},
    {"dcterms.publisher", META_ORGANIZATION, BY_DUBLIN},
    {"og:title", META_TITLE, BY_OPENGRAPH},
    {"og:site_name", META_ORGANIZATION, BY_OPENGRAPH},
    {"og:url", META_URL, BY_OPENGRAPH},
    {"article:published_time", META_DATE, BY_OPENGRAPH},
    {"article:author", META_AUTHOR, BY_OPENGRAPH},
    {"author", META_AUTHOR, BY_TITLE},
    {"date", META_DATE, BY_TITLE},
};

static void
read_meta(struct meta *meta, const xmlNode *node)
{
	const char *name = xml_attr(node, "name");
	const char *content = xml_attr(node, "content");

	if (name == NULL)
		name = xml_attr(node, "property");
	for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names;
	     i++)
		if (strcasecmp(name, names[i].name) == 0)
			set(meta, names[i].field, names[i].source, content);
	name = xml_attr(node, "http-equiv");
	if (name != NULL && strcasecmp(name, "content-language") == 0)
		set(meta, META_LANGUAGE, BY_TITLE, content);
}

/* --- microdata ------------------------------------------------------------ */

static const struct {
	const char *property;
	enum meta_field field;
} properties[] = {
    {"headline", META_TITLE},
    {"datePublished", META_DATE},
    {"author", META_AUTHOR},
    {"inLanguage", META_LANGUAGE},
    {"publisher", META_ORGANIZATION},
};

/* The element that names an item (a person, an organization). */
static const xmlNode *
name_within(const xmlNode *item)
{
	for (xmlNode *n = xml_first(item); n != NULL; n = xml_next(n)) {
		const xmlNode *name =
		    html_has_word(n, "itemprop", "name") ? n : name_within(n);

		if (name != NULL)
			return name;
	}
	return NULL;
}

static void
read_property(struct meta *meta, const xmlNode *node)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		const xmlNode *from = node;
		const char *value;

		if (!html_has_word(node, "itemprop", properties[i].property))
			continue;
		if (xml_attr(node, "itemscope") != NULL)
			from = name_within(node);
		value = xml_attr(from, "content");
		if (value == NULL)
			value = xml_attr(from, "datetime");
		if (value == NULL && from != NULL)
			value = xml_text(meta->arena, from);
		set(meta, properties[i].field, BY_MICRODATA, value);
	}
}

/* --- JSON-LD -------------------------------------------------------------- */

/* Whether an object is a text, and not a site, a trail, a person. */
static bool
is_work(const json_t *object)
{
	static const char *const works[] = {"Article", "Report", "WebPage",
	    "CreativeWork", "BlogPosting", "Legislation", "DigitalDocument",
	    "PublicationIssue", "Event"};
	const json_t *type = json_object_get(object, "@type");
	const char *name;

	if (json_is_array(type))
		type = json_array_get(type, 0);
	name = json_string_value(type);
	for (size_t i = 0; name != NULL && i < sizeof works / sizeof *works;
	     i++)
		if (strstr(name, works[i]) != NULL)
			return true;
	return false;
}

/* A string, or the name of an object. */
static const char *
name_of(const json_t *value)
{
	return json_is_object(value)
		   ? json_string_value(json_object_get(value, "name"))
		   : json_string_value(value);
}

static void
set_json(struct meta *meta, enum meta_field field, const json_t *value)
{
	if (json_is_array(value)) {
		size_t count = json_array_size(value);

		for (size_t i = 0; i < count && i < AUTHORS_MOST; i++)
			set(meta, field, BY_JSON,
			    name_of(json_array_get(value, i)));
		return;
	}
	set(meta, field, BY_JSON, name_of(value));
}

static void
read_work(struct meta *meta, const json_t *work)
{
	/* Of several, the first that says who and when: the text. */
	if (meta->source[META_TITLE] == BY_JSON &&
	    meta->source[META_DATE] == BY_JSON)
		return;
	set_json(meta, META_TITLE, json_object_get(work, "headline"));
	set_json(meta, META_TITLE, json_object_get(work, "name"));
	set_json(meta, META_DATE, json_object_get(work, "datePublished"));
	set_json(meta, META_DATE, json_object_get(work, "dateCreated"));
	if (meta->source[META_AUTHOR] != BY_JSON)
		set_json(meta, META_AUTHOR, json_object_get(work, "author"));
	set_json(meta, META_LANGUAGE, json_object_get(work, "inLanguage"));
	set_json(meta, META_ORGANIZATION, json_object_get(work, "publisher"));
	set_json(meta, META_URL, json_object_get(work, "url"));
}

static void
read_json(struct meta *meta, const json_t *value, unsigned depth)
{
	if (depth > JSON_DEPTH)
		return;
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value);
	     i++)
		read_json(meta, json_array_get(value, i), depth + 1);
	if (!json_is_object(value))
		return;
	if (is_work(value))
		read_work(meta, value);
	read_json(meta, json_object_get(value, "@graph"), depth + 1);
	read_json(meta, json_object_get(value, "mainEntity"), depth + 1);
}

static void
read_script(struct meta *meta, const xmlNode *node)
{
	const char *type = xml_attr(node, "type"), *text;
	json_t *value;

	if (type == NULL || strcasecmp(type, "application/ld+json") != 0)
		return;
	text = xml_text(meta->arena, node);
	value = json_loadb(text, strlen(text), 0, NULL);
	if (value == NULL)
		return;
	read_json(meta, value, 0);
	json_decref(value);
}

/* --- all ------------------------------------------------------------------ */

static void
read_element(struct meta *meta, const xmlNode *node)
{
	if (xml_is(node, "meta"))
		read_meta(meta, node);
	else if (xml_is(node, "script"))
		read_script(meta, node);
	else if (xml_is(node, "link") &&
		 html_has_word(node, "rel", "canonical"))
		set(meta, META_URL, BY_CITATION, xml_attr(node, "href"));
	if (node->properties != NULL && xml_attr(node, "itemprop") != NULL)
		read_property(meta, node);
}

static void
read_tree(struct meta *meta, const xmlNode *node)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		read_element(meta, n);
		read_tree(meta, n);
	}
}

/* The first element of this name that is shown, or NULL. */
static const xmlNode *
find(const xmlNode *node, const char *name)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const xmlNode *found = xml_is(n, name) ? n : find(n, name);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/*
 * The title of a page by its <title>, which often names the site as well
 * ("Statement by X | Press"): where the heading is a part of it, the heading.
 */
static const char *
plain_title(struct arena *arena, const xmlNode *root, const xmlNode *content)
{
	const char *title =
	    xml_text(arena, xml_child(xml_child(root, "head"), "title"));
	const xmlNode *h1 = content != NULL ? find(content, "h1") : NULL;
	const char *heading;

	title = one_line(arena, title, strlen(title));
	if (h1 == NULL)
		return title;
	heading = xml_text(arena, h1);
	heading = one_line(arena, heading, strlen(heading));
	return heading[0] != '\0' &&
		       (title[0] == '\0' || strstr(title, heading) != NULL)
		   ? heading
		   : title;
}

void
html_meta(struct arena *arena, xmlNode *root, xmlNode *content,
    const struct document *document, struct raw_record *raw)
{
	struct meta meta = {.arena = arena};
	const xmlNode *time = content != NULL ? find(content, "time") : NULL;

	read_tree(&meta, root);
	set(&meta, META_TITLE, BY_TITLE, plain_title(arena, root, content));
	set(&meta, META_DATE, BY_TITLE, xml_attr(time, "datetime"));
	/* The page's own lang is as strong as anything that names one. */
	set(&meta, META_LANGUAGE, BY_CITATION, html_language(arena, root));
	for (size_t i = 0; i < META_FIELDS; i++)
		if (meta.value[i] != NULL)
			raw_record_set(
			    raw, document, 0, field_names[i], meta.value[i]);
}
