/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names of files within files. They come from anywhere and are never used as
 * paths to open something; but they become part of ids and are shown, so they
 * are made harmless: no "..", no root, no control characters, parts joined by
 * "/". For readers of archives and mail.
 */
#ifndef INDEXER_MEMBER_NAME_H
#define INDEXER_MEMBER_NAME_H

#include "core/arena.h"

#include <stdbool.h>

/*
 * The name made harmless, in the arena; `number`, from 1, names what has no
 * name. *ret_changed: it was one that leads elsewhere or cannot be shown, and
 * the change is worth a word. The name may be NULL, and need not be UTF-8.
 */
const char *member_name(struct arena *arena, const char *name,
    unsigned long number, bool *ret_changed);

#endif
