/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A copy of an index for other programs that use Xapian (Omega, quest, delve,
 * programs in any language): words with their positions and lists of the terms
 * of each document, which our own databases do without. For travaux-index.c.
 *
 * A document is a passage. Its terms are as Omega has them
 * (https://xapian.org/docs/omega/termprefixes.html): a word of the text as it
 * stands, in lower case and with its positions; its stem after "Z"; both of the
 * title after "S"; and to filter by, without case: "Q" the passage ("ID#3"),
 * "A" who speaks, "L" the language, "D" the day (YYYYMMDD), "M" the month
 * (YYYYMM), "Y" the year, "T" the kind, and with ":" before the value
 * "XSESSION", "XHOLDER" (ids of holders that it names), "XPOSITION" (ids of
 * holders that take a position in it). Value 0 is the day. Its data are lines
 * "name=value": id, title, speaker, session, date, kind, url and, last, sample:
 * the text, with spaces for line ends.
 */
#ifndef INDEXER_COMPATIBLE_H
#define INDEXER_COMPATIBLE_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether nothing is at `path` yet; else ERROR_USAGE. */
bool compatible_free(const char *path, struct error *err);

/*
 * Write the passages of the index at path `index`, removed ones left out, to a
 * new database in folder `path`, which must not be there: it appears when it is
 * whole. How many goes to `*ret_count`. ERROR_USAGE where it is there, else
 * ERROR_IO or ERROR_INDEX; nothing is then left of it but what a killed run
 * leaves in `path`.part: where that is there, it is ERROR_USAGE, and it stays.
 */
bool compatible_write(const char *index, const char *path, uint32_t *ret_count,
    struct error *err);

#endif
