/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Attributions in brackets, as rolling texts have them: "[Delete: A, B]",
 * "[A, B: retain]", "{retain - A}", "[reserve: C]", "[A/B propose; C oppose:
 * words]", "[A: words]". Holders by their names, abbreviations and codes. The
 * only positions in the text of a draft. For the positions engine.
 */
#ifndef CORE_ATTRIBUTION_H
#define CORE_ATTRIBUTION_H

#include "core/flow.h"

#include <stdbool.h>

/* Add the positions of the passage's brackets. Whether there are any. */
bool attribution_read(struct flow *flow);

#endif
