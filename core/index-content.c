/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-handle.h"

#include "core/ahead.h"
#include "core/bundle.h"
#include "core/columns.h"
#include "core/field.h"
#include "core/index-part.h"
#include "core/index-set.h"
#include "core/pack.h"
#include "core/removed.h"
#include "core/texts.h"

#include <string.h>

/* Passages of a list fetched at once: first, and most. */
#define FETCH_FIRST 32
#define FETCH_MOST  2048

const struct index_part *
index_part_of(const struct index *index, uint32_t docid)
{
	return &index->part[docid > 0 ? (docid - 1) % index->n_parts : 0];
}

uint32_t
index_local_id(const struct index *index, uint32_t docid)
{
	return docid > 0 ? (uint32_t)((docid - 1) / index->n_parts + 1) : 0;
}

bool
index_columns(struct index *index, struct columns **ret, struct error *err)
{
	struct xap_error xerr = {0};

	/* Over several parts ids have gaps. */
	if (!index->columns_known && index_can_decide(index)) {
		index->columns = columns_open(
		    index->state, index->db, index->part[0].last_docid, &xerr);
		if (xerr.status != XAP_OK)
			return index_error(index, &xerr, err);
	}
	index->columns_known = true;
	*ret = index->columns;
	return true;
}

struct xap_db *
index_part_db(struct index *index, size_t i)
{
	return index->part[i].db;
}

struct xap_db *
index_db(struct index *index)
{
	return index->db;
}

bool
index_can_decide(const struct index *index)
{
	return index->n_parts == 1 && index->part[0].path != NULL;
}

size_t
index_parts(const struct index *index)
{
	return index->n_parts;
}

bool
index_has_servers(const struct index *index)
{
	if (index == NULL || index->set == NULL)
		return false;
	for (size_t i = 0; i < index->set->n_shards; i++)
		for (size_t p = 0; p < index->set->shard[i].n_places; p++)
			if (index->set->shard[i].place[p].path == NULL)
				return true;
	return false;
}

bool
index_has_programs(const struct index *index)
{
	if (index == NULL || index->set == NULL)
		return false;
	for (size_t i = 0; i < index->set->n_shards; i++)
		for (size_t p = 0; p < index->set->shard[i].n_places; p++)
			if (index->set->shard[i].place[p].program != NULL)
				return true;
	return false;
}

const char *const *
index_paths(const struct index *index, struct arena *arena)
{
	const struct index_set *set = index != NULL ? index->set : NULL;
	size_t n = 0, room = 3;
	const char **paths;

	for (size_t i = 0; set != NULL && i < set->n_shards; i++)
		room += set->shard[i].n_places;
	paths = arena_array(arena, room, sizeof *paths);
	if (index != NULL && index->bundle == NULL)
		paths[n++] = index->path;
	if (set != NULL)
		paths[n++] = set->path;
	for (size_t i = 0; set != NULL && i < set->n_shards; i++)
		for (size_t p = 0; p < set->shard[i].n_places; p++)
			if (set->shard[i].place[p].path != NULL)
				paths[n++] = set->shard[i].place[p].path;
	paths[n] = NULL;
	return paths;
}

const char *
index_part_database(const struct index *index, size_t i)
{
	const struct index_part *part = &index->part[i];

	if (part->bundle != NULL || part->path == NULL)
		return part->path;
	return arena_printf(index->arena, "%s/%s", part->path, part->database);
}

struct bundle *
index_part_bundle(const struct index *index, size_t i)
{
	return index->part[i].bundle;
}

const char *
index_database(const struct index *index)
{
	return index_part_database(index, 0);
}

bool
index_removed(const struct index *index, uint32_t docid)
{
	return removed_has(
	    index_part_of(index, docid)->removed, index_local_id(index, docid));
}

bool
index_decide(void *context, uint32_t docid, struct xap_doc *doc)
{
	(void)doc;
	return !index_removed(context, docid);
}

/* The same of servers: of all at once. */
static enum xap_status
far_term_count(struct index *index, const char *term, size_t n, uint32_t most,
    uint32_t *ret_count, struct xap_error *xerr)
{
	struct xap_postings *postings;
	uint32_t count = 0;

	if (index->info.removed == 0) {
		xap_db_term_freq(index->db, term, n, &count, xerr);
		*ret_count = count < most ? count : most;
		return xerr->status;
	}
	postings = xap_postings_open(index->db, term, n, xerr);
	while (count < most && postings != NULL &&
	       xap_postings_next(postings, xerr))
		count += !index_removed(index, xap_postings_docid(postings));
	xap_postings_free(postings);
	*ret_count = count;
	return xerr->status;
}

bool
index_term_count(struct index *index, const char *term, size_t n, uint32_t most,
    uint32_t *ret_count, struct error *err)
{
	struct xap_error xerr;

	*ret_count = 0;
	if (index_has_servers(index))
		return far_term_count(index, term, n, most, ret_count, &xerr) ==
			   XAP_OK ||
		       index_error(index, &xerr, err);
	for (size_t i = 0; i < index->n_parts && *ret_count < most; i++) {
		uint32_t count = 0;

		if (removed_term_count(index->part[i].removed,
			index->part[i].db, term, n, most - *ret_count, &count,
			&xerr) != XAP_OK)
			return index_error(index, &xerr, err);
		*ret_count += count;
	}
	return true;
}

bool
index_terms_exist(struct index *index, const char *const *terms,
    const size_t *lengths, size_t n, bool *ret_exist, struct error *err)
{
	struct xap_error xerr;

	return xap_db_terms_exist(
		   index->db, terms, lengths, n, ret_exist, &xerr) == XAP_OK ||
	       index_error(index, &xerr, err);
}

const struct index_info *
index_info(const struct index *index)
{
	return &index->info;
}

struct table_source
index_tables(struct index *index)
{
	return index->tables;
}

bool
index_tables_error(const struct index *index, struct error *err)
{
	if (err->code == ERROR_DATA)
		err->code = ERROR_INDEX;
	return error_prefix(err,
	    "index '%s' has tables that this version of travaux does not "
	    "read; index again, or get the version that made it",
	    index->path);
}

/* What was read of a profile so far: all of it, unless `some` is enough. */
static const struct negotiation *
loaded_find(const struct index *index, const char *id, bool some)
{
	const struct loaded *loaded;

	for (loaded = index->loaded; loaded != NULL; loaded = loaded->next)
		if (strcmp(loaded->id, id) == 0 &&
		    (some || !loaded->sessions_only))
			return loaded->neg;
	return NULL;
}

/* Read a profile, or of it the sessions, and keep it. */
static const struct negotiation *
loaded_add(
    struct index *index, const char *id, bool sessions_only, struct error *err)
{
	struct loaded *loaded = arena_alloc(index->arena, sizeof *loaded);

	loaded->id = arena_strdup(index->arena, id);
	loaded->sessions_only = sessions_only;
	loaded->neg =
	    (sessions_only ? negotiation_load_sessions : negotiation_load)(
		index->arena, &index->tables, loaded->id, err);
	if (loaded->neg == NULL)
		return NULL;
	loaded->next = index->loaded;
	index->loaded = loaded;
	return loaded->neg;
}

const struct negotiation *
index_negotiation(struct index *index, const char *id, struct error *err)
{
	const struct negotiation *neg = loaded_find(index, id, false);

	return neg != NULL ? neg : loaded_add(index, id, false, err);
}

const struct negotiation *
index_sessions(struct index *index, const char *id, struct error *err)
{
	const struct negotiation *neg = loaded_find(index, id, true);

	return neg != NULL ? neg : loaded_add(index, id, true, err);
}

/* --- passages ------------------------------------------------------------- */

static bool
is_far(const void *context, uint32_t docid)
{
	return index_part_of(context, docid)->path == NULL;
}

/* Whether any part that is open is on a server. */
static bool
has_far(const struct index *index)
{
	for (size_t i = 0; i < index->n_parts; i++)
		if (index->part[i].path == NULL)
			return true;
	return false;
}

static bool
read_far(
    struct index *index, const uint32_t *docids, size_t n, struct error *err)
{
	struct xap_error xerr;

	return ahead_read(&index->ahead, index->db, docids, n, is_far, index,
		   &xerr) == XAP_OK ||
	       index_error(index, &xerr, err);
}

/*
 * How many are fetched before passage `i` of a list: few at first, since who
 * wants ten may stop there, then ever more; 0 where it is fetched already.
 */
static size_t
fetched_at(size_t i)
{
	size_t from = 0, n = FETCH_FIRST;

	while (from < i) {
		from += n;
		if (n < FETCH_MOST)
			n *= 2;
	}
	return from == i ? n : 0;
}

bool
index_fetch(struct index *index, const uint32_t *docids, size_t n, size_t i,
    struct error *err)
{
	size_t left = n - i, count;

	if (!has_far(index))
		return true;
	count = fetched_at(i);
	return count == 0 ||
	       read_far(index, docids + i, left < count ? left : count, err);
}

bool
index_read_ahead(
    struct index *index, const struct xap_matches *matches, struct error *err)
{
	struct arena *scratch;
	size_t n = xap_matches_size(matches);
	struct xap_error xerr;
	struct xap_hit hit;
	uint32_t *docids;
	bool ok = true;

	if (n == 0 || !has_far(index))
		return true;
	scratch = arena_new();
	docids = arena_array(scratch, n, sizeof *docids);
	for (size_t i = 0; ok && i < n; i++) {
		ok = xap_matches_get(matches, i, &hit, &xerr) == XAP_OK ||
		     index_error(index, &xerr, err);
		docids[i] = hit.docid;
	}
	ok = ok && read_far(index, docids, n, err);
	arena_free(scratch);
	return ok;
}

bool
index_passage(struct index *index, struct arena *arena, uint32_t docid,
    struct record *ret_record, struct passage *ret_passage, struct error *err)
{
	const struct index_part *part = index_part_of(index, docid);
	struct xap_text data = {0};
	struct xap_error xerr;
	const char *bytes;
	size_t n;
	bool ok;

	if (part->bundle != NULL)
		return bundle_passage(part->bundle,
			   index_local_id(index, docid), &bytes, &n, err) &&
		       unpack_passage(
			   arena, bytes, n, ret_record, ret_passage, err);
	bytes = kept_find(&index->kept, docid, &n);
	if (bytes != NULL)
		return unpack_passage(
		    arena, bytes, n, ret_record, ret_passage, err);
	bytes = ahead_find(&index->ahead, docid, &n);
	if (bytes == NULL) {
		if (xap_db_data(index->db, docid, &data, &xerr) != XAP_OK)
			return index_error(index, &xerr, err);
		bytes = data.s;
		n = data.len;
	}
	ok = texts_unpack(part->texts, part->db, index_local_id(index, docid),
		 bytes, n, &bytes, &n, &xerr, err) &&
	     unpack_passage(arena, bytes, n, ret_record, ret_passage, err);
	if (ok)
		kept_add(&index->kept, docid, bytes, n);
	xap_text_clear(&data);
	return ok || (xerr.status != XAP_OK && index_error(index, &xerr, err));
}

bool
index_record(struct index *index, struct arena *arena, const char *record_id,
    uint32_t **ret_docids, size_t *ret_count, struct error *err)
{
	struct xap_error xerr;
	uint32_t *docids = NULL;
	size_t n, count = 0, room = 0;
	const char *term = field_term(arena, FIELD_RECORD, record_id, &n);
	struct xap_postings *postings =
	    xap_postings_open(index->db, term, n, &xerr);

	while (postings != NULL && xap_postings_next(postings, &xerr)) {
		uint32_t docid = xap_postings_docid(postings);

		if (index_removed(index, docid))
			continue;
		if (count == room) {
			room = room > 0 ? room * 2 : 64;
			docids = arena_grow(
			    arena, docids, count, room, sizeof *docids);
		}
		docids[count++] = docid;
	}
	xap_postings_free(postings);
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	*ret_docids = docids;
	*ret_count = count;
	return true;
}
