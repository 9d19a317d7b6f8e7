/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which regions of an old file a piece of a new one is like. Of both, the
 * places are looked at where the bytes themselves say so (a rolling hash), so
 * that what moved is found; a region has as many votes as it has of the
 * piece's places. Takes some 20 MB, however long the files are. For
 * bundle-delta-make.c.
 */
#ifndef CORE_BUNDLE_ANCHORS_H
#define CORE_BUNDLE_ANCHORS_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ANCHORS_REGION ((size_t)2 << 20) /* bytes of a region */

struct bundle_anchors;

/* For an old file of so many bytes; NULL where there is no memory. */
struct bundle_anchors *bundle_anchors_new(uint64_t length);
void bundle_anchors_free(struct bundle_anchors *anchors);

/* How many bytes of the next region a region needs to be looked at whole. */
#define ANCHORS_OVERLAP 31

/*
 * Note region `i` of the old file: its bytes, and where there are more
 * ANCHORS_OVERLAP of those that come after.
 */
void bundle_anchors_add(struct bundle_anchors *anchors, uint32_t i,
    const unsigned char *bytes, size_t n);

/*
 * The regions that a piece of the new file is most like, at most `max`, the
 * best first. Returns how many.
 */
size_t bundle_anchors_find(struct bundle_anchors *anchors,
    const unsigned char *bytes, size_t n, uint32_t *ret, size_t max);

#endif
