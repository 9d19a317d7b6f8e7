/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-handle.h"

#include "core/ahead.h"
#include "core/bundle-table.h"
#include "core/bundle.h"
#include "core/index-part.h"
#include "core/index-set-open.h"
#include "core/index-set.h"
#include "core/removed.h"
#include "core/texts.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define BUILD_BYTES 16 /* of the hash that stands for the builds of a set */

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

static void
close_parts(struct index *index)
{
	ahead_clear(&index->ahead);
	kept_clear(&index->kept);
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

/* What servers are asked for by name is kept. */
static void
recall_parts(struct index *index)
{
	for (size_t i = 0; i < index->n_parts; i++)
		if (index->part[i].path == NULL)
			texts_recall(index->part[i].texts, &index->recall,
			    index->part[i].name);
}

static bool
open_parts(struct index *index, struct error *err)
{
	bool ok;

	arena_reset(index->state);
	index->columns_known = false;
	index->columns = NULL;
	ok =
	    index->set != NULL ? open_set(index, err) : open_single(index, err);
	if (ok)
		recall_parts(index);
	return ok && join_parts(index, err) && read_info(index, err) &&
	       index_look_for_doubles(index, err);
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

/* What a server's table is kept as; NULL: it is not. */
static const char *
table_kept_as(const struct index *index, struct arena *arena, const char *name)
{
	const struct index_part *part = &index->part[0];
	const char *const words[] = {
	    "table", part->name, part->info.tables, name};

	return part->path == NULL && *part->info.tables != '\0'
		   ? recall_name(arena, words, 4)
		   : NULL;
}

/* The same as table_of_index(), from the database. */
static const char *
table_of_database(struct index *index, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
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

/* Servers are not asked again for tables that are called the same. */
static const char *
table_of_index(void *context, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
	struct index *index = context;
	const char *as = table_kept_as(index, arena, name);
	struct error failure = {0};
	const char *table;

	table =
	    as != NULL ? recall_get(&index->recall, arena, as, ret_n) : NULL;
	/* Without a byte: there is no such table. */
	if (table != NULL)
		return *ret_n > 0 ? table : NULL;
	table = table_of_database(index, arena, name, ret_n, &failure);
	if (failure.code != ERROR_NONE) {
		if (err != NULL)
			*err = failure;
		return NULL;
	}
	if (as != NULL)
		recall_put(&index->recall, as, table != NULL ? table : "",
		    table != NULL ? *ret_n : 0);
	return table;
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
index_remember(
    struct index *index, const struct recall *recall, struct error *err)
{
	index->recall = *recall;
	index->remembers = true;
	recall_parts(index);
	return index_look_for_doubles(index, err);
}

bool
index_reopen(struct index *index, struct error *err)
{
	/* Profiles read so far stay: borrowers may still hold them. */
	close_parts(index);
	return open_parts(index, err);
}
