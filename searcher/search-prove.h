/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which passages that an index's query finds are taken: none that was removed,
 * and where the index cannot tell by itself (verify.h), those alone whose own
 * text proves it. For search*.c.
 */
#ifndef SEARCHER_SEARCH_PROVE_H
#define SEARCHER_SEARCH_PROVE_H

#include "searcher/documents.h"
#include "searcher/search.h"
#include "searcher/verify.h"

struct search_proof {
	struct index *index;
	struct verifier *verifier;
	struct arena *scratch; /* emptied for every passage */
	const struct query *query;
	struct may_match candidates; /* no other passage needs a look, */
	struct documents certain;    /* nor do these, which match; */
	struct documents told;	     /* where there are any, of these */
	struct may_match unsure;     /* only those in `unsure` do */
	struct error err; /* the first passage that could not be read */
};

/*
 * Begin to prove a resolved query: find the passages that need a look. Errors
 * are those of reading the index. End it also after failure.
 */
bool search_proof_begin(struct searcher *searcher, const struct query *query,
    struct search_proof *ret, struct error *err);
void search_proof_end(struct search_proof *proof);

/* Have a match take what is proved, and no more. */
void search_proof_set(
    struct search_proof *proof, struct xap_match_params *params);

/* Have a match take all but what was removed. */
void search_leave_out_removed(
    struct searcher *searcher, struct xap_match_params *params);

#endif
