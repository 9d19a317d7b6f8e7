/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What follows for a text from a position that names no change: who supports
 * Article 5 wants it kept, who wants a wider scope or thirty ratifications
 * wants a text changed, who opposes an obligation does not want it put in. It
 * is kept apart from the action that is said (struct position), never deletes,
 * and takes no part in sides. For core/flow.c.
 */
#ifndef CORE_IMPLIED_H
#define CORE_IMPLIED_H

#include "core/object.h"

/*
 * The implied action of a thing that has no action of its own, under a stance:
 * ACTION_RETAIN, _INSERT or _AMEND, or ACTION_NONE where nothing follows.
 */
enum action implied_action(const struct reading *reading, enum stance stance,
    const struct thing *thing);

#endif
