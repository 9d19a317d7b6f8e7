/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The data of an index document: one passage, with its record's fields and its
 * positions, as bytes. Explicit and versioned, so that another program can read
 * it:
 *
 *   byte    0x01, the version
 *   items   tag (varint), length (varint), that many bytes; empty strings and
 *           zero numbers are left out; tags that are not known are skipped
 *
 * Numbers are varints (7 bits a byte, low first, high bit = more follows). A
 * position is an item that holds items. The tags are in pack.c. What comes out
 * of an index is checked: no length leads outside the bytes.
 */
#ifndef CORE_PACK_H
#define CORE_PACK_H

#include "core/arena.h"
#include "core/error.h"
#include "core/record.h"

/* Pack passage `passage` of `record`. Bytes in the arena, length in *ret_n. */
const char *pack_passage(struct arena *arena, const struct record *record,
    const struct passage *passage, size_t *ret_n);

/*
 * Unpack into a record without passages and one passage. They stand in a copy
 * of `bytes` in the arena, so these may go away. ERROR_INDEX where the bytes
 * are not what pack_passage() writes.
 */
bool unpack_passage(struct arena *arena, const char *bytes, size_t n,
    struct record *ret_record, struct passage *ret_passage, struct error *err);

#endif
