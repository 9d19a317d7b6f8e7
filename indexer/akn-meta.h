/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an Akoma Ntoso document says of itself: the FRBR metadata and the
 * preface as fields of a record, and the persons, roles and organizations it
 * refers to. For the reader of Akoma Ntoso.
 */
#ifndef INDEXER_AKN_META_H
#define INDEXER_AKN_META_H

#include "core/arena.h"
#include "indexer/reader.h"

#include <libxml/tree.h>

/* A thing that the text refers to. */
struct akn_reference {
	const char *type; /* "TLCPerson", "TLCRole", "TLCOrganization" ... */
	const char *name; /* as shown */
};

/*
 * Fill in date, language, symbol, organization, title, session and kind of a
 * record from a document element (`act`, `debate` ...).
 */
void akn_meta(const struct document *document, struct arena *arena,
    const xmlNode *element, struct raw_record *raw);

/*
 * What a pointer ("#smith") refers to in the whole file, or false. The name is
 * in the arena.
 */
bool akn_reference(struct arena *arena, const xmlNode *root,
    const char *pointer, struct akn_reference *ret);

#endif
