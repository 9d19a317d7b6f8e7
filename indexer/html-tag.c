/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/html.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct tag {
	const char *name;
	enum html_tag tag;
} tags[] = {
    /* In the order of their names. */
    {"address", TAG_BLOCK},
    {"applet", TAG_SILENT},
    {"article", TAG_BLOCK},
    {"aside", TAG_FURNITURE},
    {"audio", TAG_SILENT},
    {"blockquote", TAG_BLOCK},
    {"body", TAG_BLOCK},
    {"button", TAG_SILENT},
    {"canvas", TAG_SILENT},
    {"caption", TAG_BLOCK},
    {"center", TAG_BLOCK},
    {"datalist", TAG_SILENT},
    {"dd", TAG_BLOCK},
    {"details", TAG_BLOCK},
    {"dialog", TAG_FURNITURE},
    {"dir", TAG_BLOCK},
    {"div", TAG_BLOCK},
    {"dl", TAG_BLOCK},
    {"dt", TAG_BLOCK},
    {"embed", TAG_SILENT},
    {"fieldset", TAG_BLOCK},
    {"figcaption", TAG_BLOCK},
    {"figure", TAG_BLOCK},
    {"footer", TAG_FURNITURE},
    {"form", TAG_FURNITURE},
    {"frame", TAG_SILENT},
    {"h1", TAG_BLOCK},
    {"h2", TAG_BLOCK},
    {"h3", TAG_BLOCK},
    {"h4", TAG_BLOCK},
    {"h5", TAG_BLOCK},
    {"h6", TAG_BLOCK},
    {"head", TAG_SILENT},
    {"header", TAG_FURNITURE},
    {"hgroup", TAG_BLOCK},
    {"hr", TAG_BLOCK},
    {"html", TAG_BLOCK},
    {"iframe", TAG_SILENT},
    {"input", TAG_SILENT},
    {"li", TAG_BLOCK},
    {"main", TAG_BLOCK},
    {"menu", TAG_BLOCK},
    {"nav", TAG_FURNITURE},
    {"noframes", TAG_SILENT},
    {"noscript", TAG_SILENT},
    {"object", TAG_SILENT},
    {"ol", TAG_BLOCK},
    {"optgroup", TAG_SILENT},
    {"option", TAG_SILENT},
    {"p", TAG_BLOCK},
    {"pre", TAG_BLOCK},
    {"script", TAG_SILENT},
    {"section", TAG_BLOCK},
    {"select", TAG_SILENT},
    {"style", TAG_SILENT},
    {"summary", TAG_BLOCK},
    {"svg", TAG_SILENT},
    {"table", TAG_BLOCK},
    {"tbody", TAG_BLOCK},
    {"td", TAG_BLOCK},
    {"template", TAG_SILENT},
    {"textarea", TAG_SILENT},
    {"tfoot", TAG_BLOCK},
    {"th", TAG_BLOCK},
    {"thead", TAG_BLOCK},
    {"title", TAG_SILENT},
    {"tr", TAG_BLOCK},
    {"ul", TAG_BLOCK},
    {"video", TAG_SILENT},
};

static int
by_name(const void *key, const void *member)
{
	const char *name = key, *other = ((const struct tag *)member)->name;

	return name[0] != other[0] ? name[0] - other[0] : strcmp(name, other);
}

enum html_tag
html_tag_of(const xmlNode *node)
{
	const struct html_weight *weight = html_weight(node);
	const struct tag *tag;

	if (weight != NULL)
		return weight->tag;
	tag = bsearch(node->name, tags, sizeof tags / sizeof tags[0],
	    sizeof tags[0], by_name);

	return tag != NULL ? tag->tag : TAG_INLINE;
}

bool
html_has_word(const xmlNode *node, const char *attribute, const char *word)
{
	const char *s = xml_attr(node, attribute);
	size_t n = strlen(word);

	while (s != NULL && *s != '\0') {
		size_t length = strcspn(s, " \t\r\n");

		if (length == n && strncasecmp(s, word, n) == 0)
			return true;
		s += length;
		s += strspn(s, " \t\r\n");
	}
	return false;
}

static const char *
after_space(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

bool
html_has_style(const xmlNode *node, const char *property, const char *value)
{
	const char *s = xml_attr(node, "style");
	size_t n = strlen(property);

	while (s != NULL && *s != '\0') {
		s = after_space(s);
		if (strncasecmp(s, property, n) == 0 &&
		    *after_space(s + n) == ':') {
			s = after_space(after_space(s + n) + 1);
			if (strncasecmp(s, value, strlen(value)) == 0)
				return true;
		}
		s += strcspn(s, ";");
		s += *s == ';';
	}
	return false;
}

bool
html_is_hidden(const xmlNode *node)
{
	if (node->properties == NULL)
		return false;
	return xml_attr(node, "hidden") != NULL ||
	       html_has_word(node, "aria-hidden", "true") ||
	       html_has_style(node, "display", "none") ||
	       html_has_style(node, "visibility", "hidden");
}

const char *
html_language(struct arena *arena, const xmlNode *node)
{
	const char *language = xml_attr(node, "lang");

	if (language == NULL)
		language = xml_attr(node, "xml:lang");
	return language == NULL
		   ? ""
		   : arena_strndup(arena, language, strcspn(language, "-_ "));
}
