/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Searching: a query to ranked passages with snippets and counts, and to the
 * positions it selects. Everything found is in the arena of the request.
 */
#ifndef SEARCHER_SEARCH_H
#define SEARCHER_SEARCH_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index.h"
#include "core/record.h"
#include "core/stem.h"
#include "searcher/query.h"
#include "searcher/resolve.h"
#include "searcher/snippet.h"
#include "searcher/verify.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Passages that are looked at for exact counts; proving costs more. */
#define SEARCH_COUNT_MAX	100000
#define SEARCH_COUNT_PROVED_MAX 5000

/* Of these, where only a page is wanted and no counts of values. */
#define SEARCH_PAGE_MAX	       10000
#define SEARCH_PAGE_PROVED_MAX 1000

/* How often an operation is begun anew when commits overtake it. */
#define SEARCH_TRIES 3

enum search_sort {
	SORT_RELEVANCE = 0,
	SORT_DATE,   /* oldest first */
	SORT_NEWEST, /* newest first */
	SORT_SESSION /* in the order of sessions */
};

struct search_params {
	uint32_t offset;       /* hits to leave out at the beginning */
	uint32_t limit;	       /* hits wanted at most */
	enum search_sort sort; /* their order */
	bool facets;	       /* count values of fields, */
	uint32_t facet_fields; /* of these: bits of field_facets(); 0: all */
	bool count;	       /* the number is what is asked for */
	size_t snippet_length; /* bytes; 0: SNIPPET_LENGTH */
	bool per_record;       /* one hit for each record: its best passage */
	bool widen;	       /* other spellings and words (widen.h) */
	bool suggest;	       /* where nothing is found, what was meant */
	bool explain;	       /* why each hit stands where it does */
	uint32_t context;      /* passages before and after each hit */
};

struct search_hit {
	const struct record *record;   /* without passages */
	const struct passage *passage; /* what was found */
	double score;		       /* weight; 0 for filters alone */
	struct snippet snippet;
	uint32_t docid;		       /* its document in the index */
	uint32_t more;		       /* per_record: others of its record */
	const struct passage **around; /* before and after, in order; or NULL */
	size_t n_around;	       /* how many */
	const char *why;	       /* explain: a sentence; else NULL */
};

struct facet_value {
	const char *value; /* as the field has it */
	const char *name;  /* of what it is the id of; NULL or "": none */
	uint32_t count;	   /* passages */
	const char *only;  /* to be added to the query: these alone */
	const char *hide;  /* to be added to the query: all but these */
};

struct facet {
	const char *name;	   /* of the field */
	struct facet_value *value; /* the most frequent first */
	size_t n_values;	   /* how many */
	bool exact;		   /* whether all passages found were counted */
};

struct search_result {
	const char *plan; /* the query as it was understood */
	const char *said; /* explain: what was searched, in words; else NULL */
	const char *suggestion; /* a query that finds something, or NULL */
	struct notes notes;
	uint32_t total;		/* passages in all */
	bool exact;		/* whether that is no estimate */
	uint32_t records;	/* per_record: records in all */
	bool records_exact;	/* whether there are no more */
	struct search_hit *hit; /* those of this page */
	size_t n_hits;		/* how many */
	struct facet *facet;
	size_t n_facets; /* how many */
};

/* What a request needs; made by the command, freed by it. */
struct question_memory;

struct searcher {
	struct arena *arena; /* of the request */
	struct index *index; /* borrowed */
	struct stems *stems; /* borrowed */
	struct question_memory
	    *memory; /* of question-memory.c; NULL at first */
};

/*
 * Run a query. ERROR_USAGE, ERROR_LIMIT (a word with * too short),
 * ERROR_INDEX, ERROR_MODIFIED after SEARCH_TRIES tries.
 */
bool search_run(struct searcher *searcher, struct query *query,
    const struct search_params *params, struct search_result *ret,
    struct error *err);

/* One position with what it stands in. */
struct position_row {
	const struct record *record;
	const struct passage *passage;
	const struct position *position;
};

/*
 * Call `row` for every position that the query selects, in the order of the
 * index; the row's memory is gone after the call. `row` returns false to stop.
 * The query, where it names fields of positions, means one and the same
 * position with all of them. NULL `plan` or gives the query as understood.
 * `*ret_count` is how many rows there were.
 */
bool search_positions(struct searcher *searcher, struct query *query,
    bool (*row)(void *context, const struct position_row *row), void *context,
    struct notes *notes, const char **ret_plan, uint64_t *ret_count,
    struct error *err);

/*
 * Document ids of all passages that match a resolved query, ascending, at most
 * `max`, without proof (verify.h).
 */
bool search_docids(struct searcher *searcher, const struct query *query,
    uint32_t max, uint32_t **ret_docids, size_t *ret_count, struct error *err);

/* Run `step` again, at most SEARCH_TRIES times, while it is overtaken. */
bool search_retry(struct searcher *searcher,
    bool (*step)(struct searcher *searcher, void *context, struct error *err),
    void *context, struct error *err);

#endif
