/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The things of a complement in languages other than English: the same as
 * core/object.c finds. For that file alone.
 */
#ifndef CORE_OBJECT_PLAIN_H
#define CORE_OBJECT_PLAIN_H

#include "core/object.h"

/* As objects_read(), which calls it. */
size_t objects_read_plain(const struct reading *reading,
    const struct lexicon_entry *entry, size_t first, size_t end,
    struct thing ret[THINGS_MAX]);

#endif
