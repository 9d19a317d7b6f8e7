/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The index document of a passage: all its terms, values and data, as the
 * binding takes them in one call. Used by the index writer; here because the
 * reader relies on the same table of fields.
 */
#ifndef CORE_PASSAGE_TERMS_H
#define CORE_PASSAGE_TERMS_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "core/stem.h"

#include "xapian-c.h"

/*
 * Make the document of passage `passage` of `record`; everything in the arena
 * (the text's stems live in `stems`). `neg` gives the order of sessions, and
 * may be NULL. The last of the values is that of SLOT_PAIRS, where there is
 * one. Terms are unique and fit Xapian: first the words of the text,
 * then all others, sorted.
 */
void passage_document(struct arena *arena, struct stems *stems,
    const struct negotiation *neg, const struct record *record,
    const struct passage *passage, struct xap_doc_input *ret);

/*
 * Its value of SLOT_FACETS alone, in the arena. No word of the text is looked
 * at.
 */
const char *passage_facets(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const struct passage *passage);

/*
 * Some of these terms: those of the record and of what the passage is about,
 * its positions among them. No word of the text is looked at.
 */
void passage_filters(struct arena *arena, const struct negotiation *neg,
    const struct record *record, const struct passage *passage,
    struct xap_doc_input *ret);

#endif
