/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/odt.h"

#include "indexer/xml-parse.h"

#include <string.h>
#include <uthash.h>

#define MOST_PARENTS 32 /* styles that have one another for parents: a loop */

const struct odt_span odt_span_unsaid = {
    -1, -1, -1, -1, -1, NULL, NULL, NULL, NULL};

struct style {
	const char *key;    /* family, ":", name */
	const char *parent; /* key, or NULL */
	const char *list;   /* or NULL */
	struct odt_span span;
	UT_hash_handle hh;
};

struct odt_styles {
	struct arena *arena;
	struct style *styles;
};

static const char *
key_of(struct arena *arena, const char *family, const char *name)
{
	return arena_printf(arena, "%s:%s", family, name);
}

/* Whether an attribute has a value other than "none"; -1 if it is not there. */
static signed char
some(const xmlNode *node, const char *name)
{
	const char *value = xml_attr(node, name);

	return value == NULL ? (signed char)-1
			     : (signed char)(strcmp(value, "none") != 0);
}

/* Whether an attribute has this value; -1 if it is not there. */
static signed char
equals(const xmlNode *node, const char *name, const char *wanted)
{
	const char *value = xml_attr(node, name);

	return value == NULL ? (signed char)-1
			     : (signed char)(strcmp(value, wanted) == 0);
}

static signed char
either(signed char a, signed char b)
{
	return a >= 0 ? a : b;
}

static struct odt_span
read_span(const xmlNode *properties)
{
	struct odt_span span = odt_span_unsaid;
	const char *color = xml_attr(properties, "color");

	span.bold = equals(properties, "font-weight", "bold");
	span.italic = equals(properties, "font-style", "italic");
	span.underlined = some(properties, "text-underline-style");
	span.struck = either(some(properties, "text-line-through-style"),
	    some(properties, "text-line-through-type"));
	span.hidden = equals(properties, "display", "none");
	if (color != NULL)
		span.color = strcmp(color, "#000000") == 0 ? "" : color;
	span.language = xml_attr(properties, "language");
	span.language_east = xml_attr(properties, "language-asian");
	span.language_bidi = xml_attr(properties, "language-complex");
	return span;
}

static void
read_styles(struct odt_styles *styles, const xmlNode *parent)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n)) {
		const char *family = xml_attr(n, "family");
		const char *name = xml_attr(n, "name");
		const char *above = xml_attr(n, "parent-style-name");
		struct style *style;

		if (!xml_is(n, "style") || family == NULL || name == NULL)
			continue;
		style = arena_alloc(styles->arena, sizeof *style);
		style->key = key_of(styles->arena, family, name);
		if (above != NULL)
			style->parent = key_of(styles->arena, family, above);
		style->list = xml_attr(n, "list-style-name");
		style->span = read_span(xml_child(n, "text-properties"));
		HASH_ADD_KEYPTR(
		    hh, styles->styles, style->key, strlen(style->key), style);
	}
}

struct odt_styles *
odt_styles_new(
    struct arena *arena, const xmlNode *content, const xmlNode *styles)
{
	struct odt_styles *all = arena_alloc(arena, sizeof *all);

	all->arena = arena;
	read_styles(all, xml_child(content, "automatic-styles"));
	read_styles(all, xml_child(styles, "styles"));
	return all;
}

void
odt_styles_clear(struct odt_styles *styles)
{
	HASH_CLEAR(hh, styles->styles);
}

static void
take(struct odt_span *span, const struct odt_span *from)
{
	span->bold = either(span->bold, from->bold);
	span->italic = either(span->italic, from->italic);
	span->underlined = either(span->underlined, from->underlined);
	span->struck = either(span->struck, from->struck);
	span->hidden = either(span->hidden, from->hidden);
	if (span->color == NULL)
		span->color = from->color;
	if (span->language == NULL)
		span->language = from->language;
	if (span->language_east == NULL)
		span->language_east = from->language_east;
	if (span->language_bidi == NULL)
		span->language_bidi = from->language_bidi;
}

static const struct style *
find_style(const struct odt_styles *styles, const char *key)
{
	struct style *style = NULL;

	if (key != NULL)
		HASH_FIND_STR(styles->styles, key, style);
	return style;
}

struct odt_span
odt_style(struct odt_styles *styles, const char *family, const char *name,
    const struct odt_span *outer)
{
	struct odt_span span = odt_span_unsaid;
	const struct style *style =
	    name == NULL
		? NULL
		: find_style(styles, key_of(styles->arena, family, name));

	for (size_t i = 0; style != NULL && i < MOST_PARENTS; i++) {
		take(&span, &style->span);
		style = find_style(styles, style->parent);
	}
	take(&span, outer);
	return span;
}

const char *
odt_style_list(struct odt_styles *styles, const char *name)
{
	const struct style *style =
	    name == NULL
		? NULL
		: find_style(styles, key_of(styles->arena, "paragraph", name));

	for (size_t i = 0; style != NULL && i < MOST_PARENTS; i++) {
		if (style->list != NULL)
			return style->list;
		style = find_style(styles, style->parent);
	}
	return NULL;
}
