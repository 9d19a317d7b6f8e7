/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the parts of flow.c share: subjects (flow-subject.c), provisions and
 * where they are resolved (flow-provision.c), and adding positions
 * (flow-add.c). Only these files include this.
 */
#ifndef CORE_FLOW_PARTS_H
#define CORE_FLOW_PARTS_H

#include "core/flow.h"

/* What a mention means here: an anaphor is the article spoken of. */
struct provision flow_resolve(
    const struct flow *flow, const struct provision_mention *m);

/* Fill in where a provision belongs; `named` keeps its number out. */
void flow_place(struct flow *flow, const struct provision *provision,
    const struct provision_mention *m, bool named, struct position *ret);

/* A thing with no provision: a topic name in it may still tell its lineage. */
void flow_place_topic(
    struct flow *flow, const struct thing *t, struct position *ret);

#endif
