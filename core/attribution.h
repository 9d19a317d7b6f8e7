/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Attributions in brackets, as rolling texts have them: "[Delete: A, B]",
 * "[A, B: retain]", "[reserve: C]". The only positions in the text of a draft.
 * For the positions engine.
 */
#ifndef CORE_ATTRIBUTION_H
#define CORE_ATTRIBUTION_H

#include "core/flow.h"

/* Add the positions of the passage's brackets. */
void attribution_read(struct flow *flow);

#endif
