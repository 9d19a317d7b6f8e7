/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A record, or one passage of it, as it is named: RECORD or RECORD#12. */
#ifndef SEARCHER_RECORD_REF_H
#define SEARCHER_RECORD_REF_H

#include "searcher/search.h"

struct record_ref {
	const char *id;		     /* of the record */
	struct record record;	     /* without passages */
	struct passage **passage;    /* all of them, in order */
	size_t n_passages;	     /* how many */
	uint32_t wanted;	     /* number of the passage named, 0: none */
	const struct passage *named; /* that passage, or NULL */
};

/*
 * Read what `text` names: by its id, else by the path of its file. ERROR_INPUT
 * where there is no such record or passage; ERROR_USAGE where a file has
 * several; ERROR_INDEX, ERROR_MODIFIED.
 */
bool record_ref_read(struct searcher *searcher, const char *text,
    struct record_ref *ret, struct error *err);

/* The same passage in another language. */
struct translation {
	const char *language; /* code */
	const struct record *record;
	const struct passage *passage;
};

/*
 * Records of the same symbol in other languages, and in each the passage that
 * stands under the same provision, else, where both have as many passages, the
 * one of the same number. By language.
 */
bool record_ref_translations(struct searcher *searcher,
    const struct record_ref *ref, struct translation **ret, size_t *ret_count,
    struct error *err);

#endif
