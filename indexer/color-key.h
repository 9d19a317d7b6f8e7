/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document's own key of colours ("Text in blue: Norland; red: Sudland"), and
 * whose words the coloured ones are by it. A pass over blocks. For indexer/
 * only.
 */
#ifndef INDEXER_COLOR_KEY_H
#define INDEXER_COLOR_KEY_H

#include "core/negotiation.h"
#include "indexer/block.h"

/*
 * Give coloured stretches of text to the delegations that the document's key
 * names, as their insertions (or deletions, where they are marked so). Nothing
 * is done where there is no key. `neg` may be NULL.
 */
void color_key_apply(const struct negotiation *neg, struct blocks *blocks);

#endif
