/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search.h"

struct walk {
	struct query *query;	 /* what positions are wanted */
	struct query *candidate; /* passages that may have them */
	bool (*row)(void *context, const struct position_row *row);
	void *context;
	uint64_t count; /* rows given */
};

/* The rows of one passage. False to stop. */
static bool
walk_passage(struct walk *walk, struct verifier *verifier,
    struct arena *scratch, const struct record *record,
    const struct passage *passage)
{
	struct subject subject = subject_make(record, passage, NULL);

	for (size_t i = 0; i < passage->n_positions; i++) {
		struct position_row row = {
		    record, passage, &passage->positions[i]};

		subject.position = row.position;
		if (!verify_matches(verifier, scratch, walk->query, &subject))
			continue;
		walk->count++;
		if (!walk->row(walk->context, &row))
			return false;
	}
	return true;
}

static bool
walk_step(struct searcher *searcher, void *context, struct error *err)
{
	struct walk *walk = context;
	struct verifier *verifier =
	    verifier_new(searcher->arena, searcher->stems, walk->query);
	struct arena *scratch = arena_new();
	uint32_t *docids;
	size_t n = 0;
	bool ok = search_docids(
	    searcher, walk->candidate, UINT32_MAX, &docids, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		struct record record;
		struct passage passage;

		arena_reset(scratch);
		ok = index_fetch(searcher->index, docids, n, i, err) &&
		     index_passage(searcher->index, scratch, docids[i], &record,
			 &passage, err);
		if (ok &&
		    !walk_passage(walk, verifier, scratch, &record, &passage))
			break;
	}
	/* What was given cannot be taken back: no second try then. */
	if (!ok && walk->count > 0 && err != NULL &&
	    err->code == ERROR_MODIFIED)
		err->code = ERROR_INDEX;
	arena_free(scratch);
	return ok;
}

bool
search_positions(struct searcher *searcher, struct query *query,
    bool (*row)(void *context, const struct position_row *row), void *context,
    struct notes *notes, const char **ret_plan, uint64_t *ret_count,
    struct error *err)
{
	struct arena *arena = searcher->arena;
	struct walk walk = {.row = row, .context = context};
	struct query *some = query_new(arena, QUERY_FIELD);
	bool ok;

	walk.query = query_resolve(arena, searcher->index, query, notes, err);
	if (walk.query == NULL)
		return false;
	/* A passage with any stance has positions. */
	some->field = FIELD_STANCE;
	for (int s = 0; s < STANCE_COUNT; s++)
		query_add_value(arena, some, stance_name((enum stance)s));
	walk.candidate = query_new(arena, QUERY_AND);
	query_add(arena, walk.candidate, some);
	query_add(arena, walk.candidate, walk.query);
	*ret_plan = query_print(arena, walk.query);
	ok = search_retry(searcher, walk_step, &walk, err);
	*ret_count = walk.count;
	return ok;
}
