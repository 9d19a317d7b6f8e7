/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search-group.h"

#include <string.h>
#include <uthash.h>

/* A record's place in the list. */
struct seen {
	const char *id;
	size_t place;
	UT_hash_handle hh;
};

/* Note one passage of record `id`. */
static void
add(struct arena *arena, struct seen **seen, const char *id,
    const struct xap_hit *match, struct search_group *group, size_t *count)
{
	struct seen *found;

	HASH_FIND_STR(*seen, id, found);
	if (found != NULL) {
		group[found->place].more++;
		return;
	}
	found = arena_alloc(arena, sizeof *found);
	found->id = arena_strdup(arena, id);
	found->place = *count;
	HASH_ADD_KEYPTR(hh, *seen, found->id, strlen(found->id), found);
	group[(*count)++] =
	    (struct search_group){match->docid, match->weight, 0};
}

bool
search_groups(struct searcher *searcher, const struct match_list *matches,
    struct search_group **ret, size_t *ret_count, struct error *err)
{
	size_t n = matches->n_hits;
	struct search_group *group =
	    arena_array(searcher->arena, n, sizeof *group);
	struct arena *scratch = arena_new();
	struct seen *seen = NULL, *one, *next;
	bool ok = true;

	*ret_count = 0;
	for (size_t i = 0; ok && i < n; i++) {
		struct record record;
		struct passage passage;
		const struct xap_hit *match = &matches->hit[i];

		arena_reset(scratch);
		ok = index_passage(searcher->index, scratch, match->docid,
		    &record, &passage, err);
		if (ok)
			add(searcher->arena, &seen, record.id, match, group,
			    ret_count);
	}
	HASH_ITER (hh, seen, one, next)
		HASH_DEL(seen, one);
	arena_free(scratch);
	*ret = group;
	return ok;
}

bool
search_around(struct searcher *searcher, uint32_t context,
    struct search_hit *hit, struct error *err)
{
	struct arena *arena = searcher->arena;
	uint32_t *docids;
	size_t n, at = 0, first, end;

	if (!index_record(
		searcher->index, arena, hit->record->id, &docids, &n, err))
		return false;
	while (at < n && docids[at] != hit->docid)
		at++;
	if (at == n)
		return true;
	first = at > context ? at - context : 0;
	hit->around = arena_array(arena, n, sizeof *hit->around);
	end = n - at > context ? at + context + 1 : n;
	if (!index_fetch(searcher->index, docids + first, end - first, 0, err))
		return false;
	for (size_t i = first; i < end; i++) {
		struct passage *passage = arena_alloc(arena, sizeof *passage);
		struct record record;

		if (i == at)
			continue;
		if (!index_passage(searcher->index, arena, docids[i], &record,
			passage, err))
			return false;
		hit->around[hit->n_around++] = passage;
	}
	return true;
}
