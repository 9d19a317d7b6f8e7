/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Attachment: positions from the predications of a sentence. Which stance
 * follows from a cue and its negators, on which things, whose it is; and who
 * takes which stance on what somebody else holds. For the positions engine.
 */
#ifndef CORE_ATTACH_H
#define CORE_ATTACH_H

#include "core/flow.h"

/*
 * Read one sentence of flow->r, tokens first to before end, and add its
 * positions to flow->out.
 */
void attach_sentence(struct flow *flow, size_t first, size_t end);

/*
 * The stance of a cue, negated or not; STANCE_NONE where no position follows:
 * "not opposed" and "did not propose" take none.
 */
enum stance attach_stance(const struct cue *cue, bool negated);

#endif
