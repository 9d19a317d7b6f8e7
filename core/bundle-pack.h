/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Making a bundle of an index. Programs that only ask do not link this.
 *
 * The passages are indexed again, from their own data, in the order of the
 * index: so nothing of what was removed, or is left out as restricted, is in
 * the result, and the same records give the same bytes.
 */
#ifndef CORE_BUNDLE_PACK_H
#define CORE_BUNDLE_PACK_H

#include "core/arena.h"
#include "core/bundle-contents.h"
#include "core/bundle-format.h"
#include "core/bundle-key.h"
#include "core/error.h"

#include <stdbool.h>
#include <stdint.h>

/* What was packed, for whoever asked for it. */
struct bundle_packed {
	uint64_t records, passages;  /* how many */
	uint64_t left_out;	     /* passages that are restricted */
	uint64_t text_bytes;	     /* of the passages' texts */
	struct bundle_header header; /* with the places of all parts */
};

/*
 * Pack the index at `index` into a file at `to`, signed. What is there is
 * replaced when the new one is whole and was read again and verified. Errors:
 * as index_open(); ERROR_IO; ERROR_USAGE where there is nothing to pack.
 */
bool bundle_pack(struct arena *arena, const char *index, const char *to,
    const struct bundle_label *label, const struct bundle_secret *secret,
    struct bundle_packed *ret, struct error *err);

#endif
