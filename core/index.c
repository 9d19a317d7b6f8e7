/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index.h"

#include "core/ahead.h"
#include "core/bundle-table.h"
#include "core/bundle.h"
#include "core/columns.h"
#include "core/field.h"
#include "core/index-part.h"
#include "core/index-set-open.h"
#include "core/index-set.h"
#include "core/pack.h"
#include "core/removed.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define FETCH_MOST  2000 /* passages of a list fetched at once */
#define BUILD_BYTES 16	 /* of the hash that stands for the builds of a set */

/* A profile that was asked for. */
struct loaded {
	struct loaded *next;
	const char *id;
	struct negotiation *neg;
};

struct index {
	struct arena *arena;	 /* everything that lives as long as this */
	const char *path;	 /* as opened */
	struct bundle *bundle;	 /* that it is in, or NULL */
	struct index_set *set;	 /* or NULL: it is one part */
	struct index_part *part; /* those that are open */
	size_t n_parts;		 /* at least 1 */
	struct ahead ahead;	 /* passages of servers */
	struct columns *columns; /* of one part, or NULL */
	bool columns_known;	 /* it was looked for them */
	struct xap_db *db;	 /* all parts together */
	struct arena *state;	 /* what lives until the next reopening */
	struct index_info info;
	struct index_missing *missing; /* shards left out */
	size_t n_missing;
	struct loaded *loaded; /* profiles read so far */
	struct table_source tables;
	index_bundle_fn *open_bundle; /* opens a bundle of a set, or NULL */
	void *open_context;
};

/*
 * Whether an error tells of a server, which Xapian names as
 * "remote:tcp(HOST:PORT)" or "remote:prog(PROGRAM ARGUMENTS)". What is longer
 * than there is room for is cut.
 */
static bool
is_about(const struct xap_error *xerr, const char *name)
{
	const char *head = strchr(xerr->context, '(');
	size_t n = strlen(xerr->context);

	if (strncmp(xerr->context, "remote:", 7) != 0 || head == NULL)
		return false;
	if (n + 1 == sizeof xerr->context)
		return strncmp(name, head + 1, strlen(head + 1)) == 0;
	return strstr(head, name) != NULL;
}

/* The place of the set that an error tells of. */
static struct set_place *
place_at_fault(const struct index *index, const struct xap_error *xerr)
{
	for (size_t i = 0; index->set != NULL && i < index->n_parts; i++) {
		const struct index_part *part = &index->part[i];

		if (part->path == NULL && is_about(xerr, part->name))
			return part->place;
	}
	return NULL;
}

bool
index_error(
    const struct index *index, const struct xap_error *xerr, struct error *err)
{
	struct set_place *place;

	if (index->set == NULL ||
	    (xerr->status != XAP_NETWORK && xerr->status != XAP_TIMEOUT))
		return part_error(index->path, xerr, err);
	/* Begun again without it, or with another place of the shard. */
	place = place_at_fault(index, xerr);
	if (place != NULL)
		place->failed = true;
	return error_set(err, ERROR_MODIFIED,
	    "a shard of index '%s' stopped answering: %s", index->path,
	    place != NULL ? place->name : xap_status_name(xerr->status));
}

/* --- the parts ------------------------------------------------------------ */

static const struct index_part *
part_of(const struct index *index, uint32_t docid)
{
	return &index->part[docid > 0 ? (docid - 1) % index->n_parts : 0];
}

/* The id of a document in its part: see xap_db_add(). */
static uint32_t
local_id(const struct index *index, uint32_t docid)
{
	return docid > 0 ? (uint32_t)((docid - 1) / index->n_parts + 1) : 0;
}

static void
close_parts(struct index *index)
{
	ahead_clear(&index->ahead);
	if (index->n_parts != 1 || index->db != index->part[0].db)
		xap_db_free(index->db);
	for (size_t i = 0; i < index->n_parts; i++)
		part_close(&index->part[i]);
	index->db = NULL;
	index->n_parts = 0;
}

/* Put the parts together to one database. */
static bool
join_parts(struct index *index, struct error *err)
{
	struct xap_error xerr;

	if (index->n_parts == 1) {
		index->db = index->part[0].db;
		return true;
	}
	index->db = xap_db_new_empty(&xerr);
	for (size_t i = 0; index->db != NULL && i < index->n_parts; i++)
		if (xap_db_add(index->db, index->part[i].db, &xerr) != XAP_OK)
			return index_error(index, &xerr, err);
	return index->db != NULL || index_error(index, &xerr, err);
}

static int
by_string(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Add strings to a list, each once, in order. */
static void
merge(struct arena *arena, const char ***list, size_t *n,
    const char *const *more, size_t n_more)
{
	const char **all = arena_array(arena, *n + n_more, sizeof *all);
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		all[i] = (*list)[i];
	for (size_t i = 0; i < n_more; i++)
		all[*n + i] = more[i];
	if (*n + n_more > 0)
		qsort(all, *n + n_more, sizeof *all, by_string);
	for (size_t i = 0; i < *n + n_more; i++)
		if (kept == 0 || strcmp(all[kept - 1], all[i]) != 0)
			all[kept++] = all[i];
	*list = all;
	*n = kept;
}

/*
 * The identity of the index that all shards of the set were split from
 * (index-split.h); NULL where they are not all of one.
 */
static const char *
split_build(struct index *index)
{
	const char *first = index->part[0].info.build;
	size_t n = strcspn(first, "-");

	for (size_t i = 0; i < index->n_parts; i++)
		if (strcmp(index->part[i].info.build,
			arena_printf(index->arena, "%.*s-%zu-%zu", (int)n,
			    first, i + 1, index->n_parts)) != 0)
			return NULL;
	return arena_strndup(index->arena, first, n);
}

/* One identity for all parts. */
static const char *
joint_build(struct index *index)
{
	const char *split = split_build(index);

	unsigned char hash[BUILD_BYTES];
	char hex[2 * BUILD_BYTES + 1];
	crypto_generichash_state state;

	if (split != NULL)
		return split;
	if (index->n_parts == 1)
		return index->part[0].info.build;
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	for (size_t i = 0; i < index->n_parts; i++)
		crypto_generichash_update(&state,
		    (const unsigned char *)index->part[i].info.build,
		    strlen(index->part[i].info.build) + 1);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_strdup(index->arena, hex);
}

/* What the index says of itself, from what its parts do. */
static bool
read_info(struct index *index, struct error *err)
{
	struct index_info *info = &index->info;
	struct xap_stats stats;
	struct xap_error xerr;

	if (xap_db_stats(index->db, &stats, &xerr) != XAP_OK)
		return index_error(index, &xerr, err);
	memset(info, 0, sizeof *info);
	info->path = index->path;
	info->build = joint_build(index);
	info->created = "";
	info->made_by = index->part[0].info.made_by;
	info->last_docid = stats.last_docid;
	info->missing = index->missing;
	info->n_missing = index->n_missing;
	for (size_t i = 0; i < index->n_parts; i++) {
		const struct index_part *part = &index->part[i];
		uint32_t removed = removed_count(part->removed);

		if (strcmp(part->info.created, info->created) > 0)
			info->created = part->info.created;
		info->removed += removed;
		info->passages += part->documents - removed;
		info->records += part->info.records;
		merge(index->arena, &info->negotiations, &info->n_negotiations,
		    part->info.negotiations, part->info.n_negotiations);
		merge(index->arena, &info->languages, &info->n_languages,
		    part->info.languages, part->info.n_languages);
	}
	return true;
}

/* --- opening them --------------------------------------------------------- */

static bool
open_set(struct index *index, struct error *err)
{
	struct set_opening opening = {.arena = index->arena,
	    .state = index->state,
	    .set = index->set,
	    .open_bundle = index->open_bundle,
	    .open_context = index->open_context};

	index_set_open(&opening);
	index->part = opening.part;
	index->n_parts = opening.n_parts;
	index->missing = opening.missing;
	index->n_missing = opening.n_missing;
	return index->n_parts > 0 ||
	       error_set(err, ERROR_INDEX,
		   "no shard of index '%s' can be opened; the first, '%s': %s",
		   index->path, index->missing[0].shard,
		   index->missing[0].reason);
}

static bool
open_single(struct index *index, struct error *err)
{
	index->part = arena_alloc(index->arena, sizeof *index->part);
	index->part->arena = index->arena;
	index->part->name = index->part->path = index->path;
	index->part->bundle = index->bundle;
	index->n_parts = 1;
	return part_open(index->part, index->state, err);
}

static bool
open_parts(struct index *index, struct error *err)
{
	arena_reset(index->state);
	index->columns_known = false;
	index->columns = NULL;
	return (index->set != NULL ? open_set(index, err)
				   : open_single(index, err)) &&
	       join_parts(index, err) && read_info(index, err);
}

/* --- tables --------------------------------------------------------------- */

/* A table's bytes as the database has them, made plain. */
static const char *
table_plain(const struct index *index, struct arena *arena, const char *name,
    const struct xap_text *value, size_t *ret_n, struct error *err)
{
	const char *plain;

	if (index->part[0].bundle == NULL) {
		*ret_n = value->len;
		return arena_strndup(arena, value->s, value->len);
	}
	plain = bundle_table_unpack(arena, value->s, value->len, ret_n);
	if (plain == NULL)
		error_set(err, ERROR_INDEX,
		    "bundle '%s' is damaged: its table '%s' is none",
		    index->path, name);
	return plain;
}

static const char *
table_of_index(void *context, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
	struct index *index = context;
	const char *key = arena_printf(arena, "%s%s",
	    index->part[0].bundle != NULL ? BUNDLE_TABLE : "table:", name);
	struct xap_text value = {0};
	struct xap_error xerr;
	const char *copy = NULL;

	if (xap_db_metadata(
		index->part[0].db, key, strlen(key), &value, &xerr) != XAP_OK)
		index_error(index, &xerr, err);
	else if (value.len > 0)
		copy = table_plain(index, arena, name, &value, ret_n, err);
	xap_text_clear(&value);
	return copy;
}

/* --- opening -------------------------------------------------------------- */

static struct index *
index_new(const char *path, struct bundle *bundle)
{
	struct arena *arena = arena_new();
	struct index *index = arena_alloc(arena, sizeof *index);

	index->arena = arena;
	index->state = arena_new();
	index->path = arena_strdup(arena, path);
	index->bundle = bundle;
	index->tables.read = table_of_index;
	index->tables.context = index;
	return index;
}

/* Open it, or free it. */
static struct index *
open_or_free(struct index *index, struct error *err)
{
	if (open_parts(index, err))
		return index;
	index_free(index);
	return NULL;
}

struct index *
index_open_with(const char *path, index_bundle_fn *open_bundle, void *context,
    struct error *err)
{
	struct index *index = index_new(path, NULL);
	const char *file = index_set_file(index->arena, path);

	index->open_bundle = open_bundle;
	index->open_context = context;
	if (file != NULL) {
		index->set = index_set_read(index->arena, file, err);
		if (index->set == NULL) {
			index_free(index);
			return NULL;
		}
	}
	return open_or_free(index, err);
}

struct index *
index_open(const char *path, struct error *err)
{
	return index_open_with(path, NULL, NULL, err);
}

struct index *
index_open_bundle(struct bundle *bundle, struct error *err)
{
	return open_or_free(index_new(bundle_path(bundle), bundle), err);
}

struct bundle *
index_bundle(const struct index *index)
{
	return index->bundle;
}

void
index_free(struct index *index)
{
	if (index == NULL)
		return;
	close_parts(index);
	for (size_t i = 0; index->set != NULL && i < index->set->n_shards; i++)
		for (size_t p = 0; p < index->set->shard[i].n_places; p++)
			bundle_free(index->set->shard[i].place[p].bundle);
	bundle_free(index->bundle);
	arena_free(index->state);
	arena_free(index->arena);
}

bool
index_reopen(struct index *index, struct error *err)
{
	/* Profiles read so far stay: borrowers may still hold them. */
	close_parts(index);
	return open_parts(index, err);
}

/* --- what is in it -------------------------------------------------------- */

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
	    part_of(index, docid)->removed, local_id(index, docid));
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

const struct negotiation *
index_negotiation(struct index *index, const char *id, struct error *err)
{
	struct loaded *loaded;

	for (loaded = index->loaded; loaded != NULL; loaded = loaded->next)
		if (strcmp(loaded->id, id) == 0)
			return loaded->neg;
	loaded = arena_alloc(index->arena, sizeof *loaded);
	loaded->id = arena_strdup(index->arena, id);
	loaded->neg =
	    negotiation_load(index->arena, &index->tables, loaded->id, err);
	if (loaded->neg == NULL)
		return NULL;
	loaded->next = index->loaded;
	index->loaded = loaded;
	return loaded->neg;
}

/* --- passages --------------------------------------------------------------
 */

static bool
is_far(const void *context, uint32_t docid)
{
	return part_of(context, docid)->path == NULL;
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

bool
index_fetch(struct index *index, const uint32_t *docids, size_t n, size_t i,
    struct error *err)
{
	size_t left = n - i;

	if (i % FETCH_MOST != 0 || !has_far(index))
		return true;
	return read_far(
	    index, docids + i, left < FETCH_MOST ? left : FETCH_MOST, err);
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
	const struct index_part *part = part_of(index, docid);
	const char *ahead;
	struct xap_text data = {0};
	struct xap_error xerr;
	const char *bytes;
	size_t n;
	bool ok;

	if (part->bundle != NULL)
		return bundle_passage(part->bundle, local_id(index, docid),
			   &bytes, &n, err) &&
		       unpack_passage(
			   arena, bytes, n, ret_record, ret_passage, err);
	ahead = ahead_find(&index->ahead, docid, &n);
	if (ahead != NULL)
		return unpack_passage(
		    arena, ahead, n, ret_record, ret_passage, err);
	if (xap_db_data(index->db, docid, &data, &xerr) != XAP_OK)
		ok = index_error(index, &xerr, err);
	else
		ok = unpack_passage(
		    arena, data.s, data.len, ret_record, ret_passage, err);
	xap_text_clear(&data);
	return ok;
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
