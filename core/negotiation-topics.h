/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names of topics and instruments, made ready when first asked for. For
 * negotiation-*.c alone; everybody else uses negotiation.h.
 */
#ifndef CORE_NEGOTIATION_TOPICS_H
#define CORE_NEGOTIATION_TOPICS_H

#include "core/arena.h"
#include "core/table.h"

struct topic_index;

/* Of a table of topics (kept), in the arena. */
struct topic_index *topic_index_new(
    struct arena *arena, const struct table *table);

#endif
