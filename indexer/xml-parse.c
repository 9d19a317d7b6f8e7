/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/xml-parse.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <string.h>

#define USUAL_NODES ((size_t)1500000)
#define USUAL_DEPTH 200
#define MOST_DEPTH  250 /* libxml2 itself stops at 256 */

/* What is watched while a document is parsed. */
struct watch {
	struct xml_limits limits;
	size_t nodes;	   /* elements and attributes so far */
	unsigned depth;	   /* elements that are open */
	const char *broke; /* what made us stop, or NULL */
};

static void
stop(xmlParserCtxt *parser, const char *why)
{
	struct watch *watch = parser->_private;

	if (watch->broke == NULL)
		watch->broke = why;
	xmlStopParser(parser);
}

static void
start_element(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
    int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	xmlParserCtxt *parser = context;
	struct watch *watch = parser->_private;

	watch->nodes += 1 + (size_t)n_attributes + (size_t)n_namespaces;
	watch->depth++;
	if (watch->nodes > watch->limits.nodes)
		stop(parser, "it has more elements than are read");
	else if (watch->depth > watch->limits.depth)
		stop(parser, "its elements are nested too deep");
	else
		xmlSAX2StartElementNs(context, name, prefix, uri, n_namespaces,
		    namespaces, n_attributes, n_defaulted, attributes);
}

static void
end_element(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	xmlParserCtxt *parser = context;
	struct watch *watch = parser->_private;

	watch->depth--;
	if (watch->broke == NULL)
		xmlSAX2EndElementNs(context, name, prefix, uri);
}

static const char declares[] = "it declares entities, which are not read";

static void
entity_declared(void *context, const xmlChar *name, int type,
    const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
	(void)name;
	(void)type;
	(void)public_id;
	(void)system_id;
	(void)content;
	stop(context, declares);
}

static void
unparsed_entity_declared(void *context, const xmlChar *name,
    const xmlChar *public_id, const xmlChar *system_id, const xmlChar *notation)
{
	(void)name;
	(void)public_id;
	(void)system_id;
	(void)notation;
	stop(context, declares);
}

/* DTDs and what is outside of the document are never loaded. */
static xmlParserInput *
resolve_nothing(
    void *context, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)context;
	(void)public_id;
	(void)system_id;
	return NULL;
}

static void
no_subset(void *context, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	(void)context;
	(void)name;
	(void)public_id;
	(void)system_id;
}

static void
set_handlers(xmlParserCtxt *parser, struct watch *watch)
{
	parser->_private = watch;
	parser->sax->startElementNs = start_element;
	parser->sax->endElementNs = end_element;
	parser->sax->entityDecl = entity_declared;
	parser->sax->unparsedEntityDecl = unparsed_entity_declared;
	parser->sax->resolveEntity = resolve_nothing;
	parser->sax->externalSubset = no_subset;
}

/* What libxml2 says is wrong, on one line, with its place. */
static void
set_reason(xmlParserCtxt *parser, const struct watch *watch, struct error *err)
{
	const xmlError *last = xmlCtxtGetLastError(parser);
	const char *message = last != NULL ? last->message : NULL;

	if (watch->broke != NULL)
		error_set(err, ERROR_INPUT, "%s", watch->broke);
	else if (message == NULL)
		error_set(err, ERROR_INPUT, "it is no well-formed XML");
	else
		error_set(err, ERROR_INPUT,
		    "it is no well-formed XML: line %d: %.*s", last->line,
		    (int)strcspn(message, "\n"), message);
}

static struct xml_limits
limits_or_usual(const struct xml_limits *limits)
{
	struct xml_limits all = {USUAL_NODES, USUAL_DEPTH};

	if (limits != NULL && limits->nodes > 0)
		all.nodes = limits->nodes;
	if (limits != NULL && limits->depth > 0)
		all.depth = limits->depth;
	if (all.depth > MOST_DEPTH)
		all.depth = MOST_DEPTH;
	return all;
}

xmlDoc *
xml_parse(const char *bytes, size_t n, const struct xml_limits *limits,
    struct error *err)
{
	struct watch watch = {.limits = limits_or_usual(limits)};
	xmlParserCtxt *parser = n <= INT_MAX ? xmlNewParserCtxt() : NULL;
	xmlDoc *doc;

	if (parser == NULL) {
		error_set(err, ERROR_INPUT, "it is too large to be parsed");
		return NULL;
	}
	set_handlers(parser, &watch);
	doc = xmlCtxtReadMemory(parser, bytes, (int)n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	if (doc == NULL || watch.broke != NULL) {
		set_reason(parser, &watch, err);
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(parser);
	return doc;
}

/* --- looking at trees ----------------------------------------------------- */

static xmlNode *
element_from(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *
xml_first(const xmlNode *node)
{
	return node != NULL ? element_from(node->children) : NULL;
}

xmlNode *
xml_next(const xmlNode *node)
{
	return element_from(node->next);
}

xmlNode *
xml_child(const xmlNode *node, const char *name)
{
	xmlNode *child = xml_first(node);

	while (child != NULL && !xml_is(child, name))
		child = xml_next(child);
	return child;
}

const char *
xml_attr(const xmlNode *node, const char *name)
{
	if (node == NULL || node->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if ((char)a->name[0] == name[0] &&
		    strcmp((const char *)a->name, name) == 0)
			return a->children != NULL &&
				       a->children->content != NULL
				   ? (const char *)a->children->content
				   : "";
	return NULL;
}

/* Bytes of text within a node; copied to `to` where that is not NULL. */
static size_t
gather(const xmlNode *node, char *to)
{
	size_t used = 0;

	for (; node != NULL; node = node->next) {
		char *at = to != NULL ? to + used : NULL;

		if (node->type == XML_ELEMENT_NODE) {
			used += gather(node->children, at);
		} else if (node->type == XML_TEXT_NODE ||
			   node->type == XML_CDATA_SECTION_NODE) {
			size_t n = strlen((const char *)node->content);

			if (at != NULL)
				memcpy(at, node->content, n);
			used += n;
		}
	}
	return used;
}

const char *
xml_text(struct arena *arena, const xmlNode *node)
{
	const xmlNode *first = node != NULL ? node->children : NULL;
	char *text = arena_alloc(arena, gather(first, NULL) + 1);

	gather(first, text);
	return text;
}
