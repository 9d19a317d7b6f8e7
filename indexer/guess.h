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

#include <stdbool.h>
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
 * The title of a text: its first line, with those that go on with it in small
 * letters; "" where that is too long for one, ends as a sentence or as words of
 * greeting do, or begins prose. In the arena.
 */
const char *guess_title(struct arena *arena, const char *text, size_t n);

/* The first whole date in the short lines a text begins with, or "". ISO. */
const char *guess_date(struct arena *arena, const char *text, size_t n);

/* What the name of a file says of a statement. */
struct file_name {
	const char *speaker; /* a State's name */
	const char *session; /* "forty-first session", or "" */
	const char *date;    /* the year */
};

/*
 * The name of a file "NLD_78_2023.txt", as collections of statements have it:
 * the ISO 3166 code of a State in capitals, the number of a session or none,
 * the year, and nothing else. False where it is another. In the arena.
 */
bool guess_from_name(const struct negotiation *neg, struct arena *arena,
    const char *name, struct file_name *ret);

/*
 * Who makes a statement, by "Statement by X (on behalf of Y)" in the title
 * or the first lines. Both are "" where it is not said. In running prose Y is
 * only what is a holder's name.
 */
void guess_speaker(const struct negotiation *neg, struct arena *arena,
    const char *title, const char *text, size_t n, const char **ret_speaker,
    const char **ret_behalf);

/*
 * The State or group whose name alone is one of the first lines of a
 * statement: its speaker, or for whom the one speaks who is known already.
 */
void guess_holder(const struct negotiation *neg, struct arena *arena,
    const char *text, size_t n, const char **ret_speaker,
    const char **ret_behalf);

#endif
