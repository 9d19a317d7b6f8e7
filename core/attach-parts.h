/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of attach.c: whether a stance counts (attach-refusal.c,
 * attach-supposed.c), what
 * "this" in it stands for (attach-this.c), positions from a verb of stance
 * (attach-stance.c) and from demands and judgements in what somebody says
 * (attach-verdict.c). Only these files include this.
 */
#ifndef CORE_ATTACH_PARTS_H
#define CORE_ATTACH_PARTS_H

#include "core/attach.h"

/*
 * Whether tokens first to before end, between a report and the demand in it,
 * make it an open question: "asked whether X should".
 */
bool attach_is_open_question(const struct reading *r, size_t first, size_t end);

/* Whether a weak cue ("welcomed") is a position on this thing. */
bool attach_counts(
    const struct flow *flow, const struct cue *cue, const struct thing *t);

/*
 * Why a clause says nothing of what its subject holds: it is supposed, asked,
 * denied or past; REASON_COUNT: it may. `*ret_turned`: it says the opposite
 * ("did not think that it could support").
 */
enum reason attach_supposed(
    const struct reading *r, const struct predication *p, bool *ret_turned);

/* "neither supported nor opposed": a negated stance that is on no side. */
bool attach_is_neither(const struct reading *r, const struct predication *p);

/* "calls to reject Article 5", "X's opposition to it": the other side of it. */
bool attach_is_opposition(const struct reading *r, const struct thing *t);

/* Where the thing stands for what was said before, put that in its place. */
void attach_fill_this(struct flow *flow, struct thing *t);

/* Whether all of them are unnamed: "several delegations". */
bool attach_all_unnamed(struct holders holders);

/* The positions from row `from` on are those of "with Y", too. */
void attach_add_companion(
    struct flow *flow, const struct predication *p, size_t from);

/* Why a stance gives no position whatever it is on; REASON_COUNT: it may. */
enum reason attach_refusal(const struct flow *flow, const struct predication *p,
    struct holders holders, enum stance stance);

/*
 * Add the positions of a verb of stance, `all` being the predications of its
 * sentence.
 */
void attach_read_stance(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders);

/* "We would delete paragraph 2": what one would do to a text is proposed. */
void attach_read_would(
    struct flow *flow, const struct predication *p, struct holders holders);

/* Add the positions of what somebody says must be. */
void attach_read_demand(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders);

/* Add the position of a judgement in what somebody says. */
void attach_read_verdict(struct flow *flow, const struct predications *all,
    const struct predication *p, struct holders holders);

#endif
