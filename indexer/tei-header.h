/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The header of a TEI document: what it says of the document as fields of a
 * record. For the reader of TEI.
 */
#ifndef INDEXER_TEI_HEADER_H
#define INDEXER_TEI_HEADER_H

#include "core/arena.h"
#include "indexer/reader.h"
#include "indexer/tei-people.h"

#include <libxml/tree.h>

/*
 * Fill in title, date, meeting, session, place, language, organization and
 * address of a record from the `teiHeader` of `root`, where it has one.
 */
void tei_header(const struct document *document, struct arena *arena,
    const xmlNode *root, const struct tei_people *people,
    struct raw_record *raw);

#endif
