/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The texts of a bundle: the data of its passages, many together in blocks
 * that are compressed, each by itself (raw deflate, whose sums would only cost
 * time here). For bundle.c.
 *
 * There is no dictionary made of the texts: it would be another one as soon as
 * there are more of them, or some come in between, and then every block would
 * be another one too, and a delta as long as the bundle.
 *
 * The part "blocks" has 24 bytes for each block: its place in the part "texts"
 * (8 bytes), its length there (4), its length when inflated (4), the document
 * id of its first passage (4), how many it holds (4). A block inflated begins
 * with the length of each of its passages (4 bytes each); then come their data.
 */
#ifndef CORE_BUNDLE_TEXT_H
#define CORE_BUNDLE_TEXT_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUNDLE_BLOCK_ENTRY 24 /* bytes in the part "blocks" */
/*
 * A question reads some hundred passages from all over, and inflates a block
 * for each: larger blocks make a smaller bundle that is slower to ask. Of
 * 21,000 records, blocks of 16 KB made the bundle 2.7 % smaller, and a question
 * took 1.35 times the processor time of the index, cold; with 8 KB it
 * took 1.14.
 */
#define BUNDLE_BLOCK_LEAST                                                     \
	8192			 /* bytes of data that a block has at least,   \
				    the last one excepted */
#define BUNDLE_BLOCK_BYTES 16384 /* it is closed when it has so many */
#define BUNDLE_BLOCK_MAX   ((uint32_t)256 << 20) /* inflated */

struct bundle;
struct bundle_texts;

/* Read what tells where the texts are. */
struct bundle_texts *bundle_texts_new(struct bundle *bundle, struct error *err);
void bundle_texts_free(struct bundle_texts *texts);

/*
 * The data of a passage, which live until the next call. A few blocks are kept
 * inflated, so that neighbours cost little.
 */
bool bundle_texts_get(struct bundle_texts *texts, uint32_t docid,
    const char **ret_data, size_t *ret_n, struct error *err);

#endif
