/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of a DOCX that hold text or say what it is like, found by the
 * relationships between them, unpacked and parsed. For the DOCX reader only.
 */
#ifndef INDEXER_DOCX_PARTS_H
#define INDEXER_DOCX_PARTS_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/reader.h"

#include <libxml/tree.h>
#include <stdbool.h>

enum docx_part {
	DOCX_MAIN = 0, /* word/document.xml, as a rule */
	DOCX_STYLES,
	DOCX_NUMBERING,
	DOCX_FOOTNOTES,
	DOCX_ENDNOTES,
	DOCX_COMMENTS,
	DOCX_SETTINGS,
	DOCX_CORE, /* docProps/core.xml: title, author, dates */
	DOCX_PARTS
};

/* The trees of a document; NULL for parts it does not have. */
struct docx_parts {
	xmlDoc *doc[DOCX_PARTS];
};

/*
 * Load the parts; docx_parts_clear() them. A broken part other than the main
 * one is told to the document's report, and is then as if it were not there.
 * ERROR_INPUT where there is no document to be read.
 */
bool docx_parts_load(struct docx_parts *parts, struct arena *arena,
    const struct document *document, struct error *err);
void docx_parts_clear(struct docx_parts *parts);

/* The root of a part, or NULL. */
const xmlNode *docx_part_root(
    const struct docx_parts *parts, enum docx_part part);

#endif
