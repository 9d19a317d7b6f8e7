/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What making and applying a delta have in common: its header
 * (travaux-bundle(5)). For bundle-delta.c and bundle-delta-make.c.
 */
#ifndef CORE_BUNDLE_DELTA_FORMAT_H
#define CORE_BUNDLE_DELTA_FORMAT_H

#include "core/arena.h"
#include "core/bundle.h"

#define DELTA_FIRST_LINE "travaux-delta 1\n"
#define DELTA_HEADER	 512 /* bytes, NULs after its lines */

/* The root of a bundle as the header names it: hexadecimal, in the arena. */
const char *bundle_delta_root(struct arena *arena, const struct bundle *bundle);

#endif
