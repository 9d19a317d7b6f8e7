/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Compilations: entries under a heading that names the delegation and the
 * article. What an entry says in words is read as anywhere; an entry that
 * prints the draft with its changes proposes to amend it. For the positions
 * engine.
 */
#ifndef CORE_COMPILATION_H
#define CORE_COMPILATION_H

#include "core/flow.h"

/* Add the positions of the entry that the flow's passage is. */
void compilation_read(struct flow *flow);

/*
 * Add the positions of a comment in the margin of a draft, the flow's passage:
 * as of an entry, but a comment prints no draft.
 */
void compilation_comment(struct flow *flow);

#endif
