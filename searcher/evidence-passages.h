/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which passages may have positions that bear on a plan: to be read, and asked.
 * For evidence.c.
 */
#ifndef SEARCHER_EVIDENCE_PASSAGES_H
#define SEARCHER_EVIDENCE_PASSAGES_H

#include "searcher/evidence.h"
#include "searcher/thing.h"
#include "searcher/verify.h"

struct gathering {
	struct searcher *searcher;
	struct arena *scratch; /* for one passage */
	const struct plan *plan;
	struct verifier *verifier;
	struct thing *thing; /* what objects must be about, or NULL */
	bool by_words;	     /* what is about it counts, whatever its place */
	uint32_t *docid;
	size_t n_docids;
	const uint32_t *done; /* those that were looked at, ascending */
	size_t n_done;
	struct found_list *ret;
};

/*
 * Add the passages of the chosen readings; without any, and where the thing is
 * named by words, those that have all the words.
 */
bool gathering_add_passages(struct gathering *g, struct error *err);

/*
 * Add passages with positions that have the words of the thing: all of them,
 * or, where `loose`, some. Those that are `done` are left out.
 */
bool gathering_add_by_words(struct gathering *g, bool loose, struct error *err);

/*
 * Put what was added in order, and leave those out that the holders asked about
 * are not in, where that is less work than to read them.
 */
bool gathering_settle(struct gathering *g, struct error *err);

#endif
