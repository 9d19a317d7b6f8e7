/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Answers: positions on what somebody else holds. "The EU disagreed", "this
 * was opposed by", "X, supported by Y, proposed", "supporting Canada", "These
 * included", and proposals that are named only in others' positions. For
 * core/attach.c.
 */
#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H

#include "core/flow.h"

/*
 * The stance of one who supports or opposes what another holds: who opposes an
 * opposition supports.
 */
enum stance answer_stance(enum stance mine, enum stance theirs);

/*
 * Whether the predication is an answer: its things are none, or stand for what
 * was said, or are a holder. Then its positions were added, as far as known.
 */
bool answer_read(struct flow *flow, const struct predications *all,
    const struct predication *predication, struct holders holders,
    enum stance stance, const struct thing *thing, size_t n);

/* As answer_read(), for one thing that may stand for what was said. */
bool answer_this(struct flow *flow, const struct predication *predication,
    struct holders holders, enum stance stance, const struct thing *thing);

/* "Y could not", after somebody could: Y opposes. */
void answer_not(struct flow *flow, const struct predication *predication,
    struct holders holders);

/* "supported by Y", on the positions from..to of the passage. */
void answer_agent(struct flow *flow, const struct predication *predication,
    struct holders holders, size_t from, size_t to);

/*
 * "These included X and Y": they hold what unnamed holders of the sentence
 * before hold. False where the sentence is none of these.
 */
bool answer_included(struct flow *flow, size_t first, size_t end);

/* "the US amendment", "Canada's proposal to": their author proposes them. */
void answer_proposals(struct flow *flow, const struct predications *all,
    size_t first, size_t end);

#endif
