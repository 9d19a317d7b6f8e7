/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Citations of a record, or of a passage in it: as footnotes of the United
 * Nations are written (author, title, symbol, date, place in the text), as
 * BibTeX, and as CSL-JSON. What is not known is left out; nothing is made up.
 */
#ifndef SEARCHER_CITE_H
#define SEARCHER_CITE_H

#include "core/negotiation.h"
#include "core/record.h"
#include "searcher/out.h"

struct citation {
	const struct record *record;
	const struct passage *passage; /* or NULL: the record as a whole */
	const struct negotiation *neg;
};

/* The footnote as a text, not yet made safe for any output; in the arena. */
const char *cite_text(struct arena *arena, const struct citation *citation);

void cite_footnote(
    struct out *out, struct arena *arena, const struct citation *citation);
void cite_bibtex(
    struct out *out, struct arena *arena, const struct citation *citation);
void cite_csl(
    struct out *out, struct arena *arena, const struct citation *citation);

#endif
