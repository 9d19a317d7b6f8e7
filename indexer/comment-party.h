/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whose a comment or change is. For indexer/ only.
 */
#ifndef INDEXER_COMMENT_PARTY_H
#define INDEXER_COMMENT_PARTY_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "indexer/block.h"

/*
 * The delegation a comment is of: named at its beginning ("Norland, Sudland:
 * delete this"), else in the name of its author ("Delegation of Norland"). ""
 * where neither names one. `neg` may be NULL.
 */
const char *comment_party(struct arena *arena, const struct negotiation *neg,
    const struct block *comment);

#endif
