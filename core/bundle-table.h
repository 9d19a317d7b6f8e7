/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables (profiles, holders, lexicons) in a bundle: metadata of its
 * database, "ztable:NAME", each the length when inflated (4 bytes) and a zlib
 * stream. For index.c and bundle-pack.c.
 */
#ifndef CORE_BUNDLE_TABLE_H
#define CORE_BUNDLE_TABLE_H

#include "core/arena.h"

#include <stddef.h>

#define BUNDLE_TABLE	 "ztable:"
#define BUNDLE_TABLE_MAX ((uint32_t)64 << 20) /* inflated */

/* Inflate one, in the arena; NULL where the bytes are none. */
const char *bundle_table_unpack(
    struct arena *arena, const char *bytes, size_t n, size_t *ret_n);

#endif
