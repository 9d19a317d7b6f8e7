/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a text says of itself without a header: kind, title, date, who speaks.
 * The weakest source of metadata, asked last. For indexer/ only.
 */
#ifndef INDEXER_GUESS_H
#define INDEXER_GUESS_H

#include "core/arena.h"
#include "core/negotiation.h"
#include "core/record.h"

#include <stddef.h>

/* The beginning of a text, which is all that is looked at. */
#define GUESS_LOOK ((size_t)4096)

/*
 * The kind of a record by its title, its file's name and `n` bytes of text;
 * by the names of its folders, where these say nothing.
 */
enum record_kind guess_kind(const char *title, const char *name,
    const char *folder, const char *text, size_t n);

/*
 * The title of a text: its first line, if that is short enough to be one;
 * else "". In the arena.
 */
const char *guess_title(struct arena *arena, const char *text, size_t n);

/* The first whole date in the short lines a text begins with, or "". ISO. */
const char *guess_date(struct arena *arena, const char *text, size_t n);

/*
 * Who makes a statement, by "Statement by X (on behalf of Y)" in the title
 * or the first lines. Both are "" where it is not said.
 */
void guess_speaker(struct arena *arena, const char *title, const char *text,
    size_t n, const char **ret_speaker, const char **ret_behalf);

/*
 * The State or group whose name alone is one of the first lines of a
 * statement: its speaker, or for whom the one speaks who is known already.
 */
void guess_holder(const struct negotiation *neg, struct arena *arena,
    const char *text, size_t n, const char **ret_speaker,
    const char **ret_behalf);

#endif
