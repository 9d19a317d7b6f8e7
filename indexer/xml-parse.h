/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * XML from memory, from anywhere: a tree, or a clear refusal. For the readers
 * of XML and of formats that hold XML. For indexer/ only.
 *
 * Nothing is fetched. A document that declares entities is refused, whatever
 * they are: records have no use for them, and attacks do. DTDs are not loaded.
 * What a tree may cost is limited by its elements and attributes (a byte of
 * XML can become thirty of tree) and by its depth, so that whoever walks it
 * may do so by recursion.
 */
#ifndef INDEXER_XML_PARSE_H
#define INDEXER_XML_PARSE_H

#include "core/arena.h"
#include "core/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What is more than this is refused. 0: the usual limit. */
struct xml_limits {
	size_t nodes;	/* elements and attributes (usual: 1,500,000) */
	unsigned depth; /* of elements (usual: 200, at most 250) */
};

/*
 * Parse `n` bytes. The encoding is what the bytes say. The tree is to be freed
 * by xmlFreeDoc(); it points nowhere else. NULL with ERROR_INPUT where it is
 * not well-formed ("line 3: ..."), declares entities, or is over a limit.
 * `limits` may be NULL.
 */
xmlDoc *xml_parse(const char *bytes, size_t n, const struct xml_limits *limits,
    struct error *err);

/*
 * Whether a node is an element of this local name, in whatever namespace. Here
 * for the sake of speed: readers ask it of every element, mostly in vain.
 */
static inline bool
xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       (char)node->name[0] == name[0] &&
	       strcmp((const char *)node->name, name) == 0;
}

/* The first child element of this local name, or NULL; `node` may be NULL. */
xmlNode *xml_child(const xmlNode *node, const char *name);

/* The next element after `node` among its siblings, or NULL. */
xmlNode *xml_next(const xmlNode *node);

/* The first child that is an element, or NULL; `node` may be NULL. */
xmlNode *xml_first(const xmlNode *node);

/*
 * An attribute's value by its local name, in whatever namespace, or NULL. It
 * lives as long as the tree. `node` may be NULL.
 */
const char *xml_attr(const xmlNode *node, const char *name);

/* All text within a node, in the arena. `node` may be NULL: "". */
const char *xml_text(struct arena *arena, const xmlNode *node);

#endif
