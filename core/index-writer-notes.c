/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/census.h"
#include "core/columns-writer.h"
#include "core/field.h"
#include "core/folder.h"
#include "core/index-part.h"
#include "core/index.h"
#include "core/most-held.h"
#include "core/position-list.h"
#include "core/removed.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define HASH 16 /* bytes of a build's identity */
/* Positions are listed and ranked anew where at least one document in so many
 * is new. */
#define LIST_SHARE 10

/*
 * The identity of the result: of what was there, and of what was done to it.
 * The same files indexed in the same order give the same.
 */
const char *
writer_identity(struct index_writer *w)
{
	unsigned char hash[HASH];
	char hex[2 * HASH + 1];
	crypto_generichash_state state;
	const char *old = index_writer_metadata(w, w->arena, "build");

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(
	    &state, (const unsigned char *)old, strlen(old) + 1);
	for (size_t i = 0; i < w->n_changes; i++) {
		const struct change *c = &w->change[i];
		unsigned char kind = (unsigned char)c->kind;

		crypto_generichash_update(&state, &kind, 1);
		crypto_generichash_update(
		    &state, c->state.content, sizeof c->state.content);
		crypto_generichash_update(
		    &state, c->state.setup, sizeof c->state.setup);
		crypto_generichash_update(
		    &state, (const unsigned char *)c->ids, strlen(c->ids) + 1);
	}
	for (size_t i = 0; i < w->n_settings; i++)
		crypto_generichash_update(&state,
		    (const unsigned char *)w->setting[i].value,
		    w->setting[i].length);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_strdup(w->arena, hex);
}

/* The values of a field in a database, one a line; their count. */
static const char *
field_values(struct index_writer *w, struct xap_db *db, enum field_id field,
    bool want_list, uint64_t *ret_count, struct error *err)
{
	const char *prefix = field_get(field)->prefix, *list = "";
	size_t skip = strlen(prefix), n;
	uint64_t count = 0;
	struct xap_error xerr;
	struct xap_terms *terms = xap_terms_open(db, prefix, skip, &xerr);

	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		const char *term = xap_terms_get(terms, &n);

		if (!writer_is_left(w, db, term, n, &xerr)) {
			if (xerr.status != XAP_OK)
				break;
			continue;
		}
		count++;
		if (want_list)
			list = arena_printf(w->arena, "%s%s%s", list,
			    count > 1 ? "\n" : "", term + skip);
	}
	xap_terms_free(terms);
	if (xerr.status != XAP_OK)
		writer_failed(w, &xerr, err);
	*ret_count = count;
	return list;
}

/* How many records there are; where nothing was removed, by their terms. */
const char *
writer_record_count(
    struct index_writer *w, struct xap_db *db, struct error *err)
{
	if (w->removed == NULL && w->census != NULL)
		w->records = w->census->records;
	else if (w->removed == NULL)
		field_values(w, db, FIELD_RECORD, false, &w->records, err);
	return arena_printf(w->arena, "%llu", (unsigned long long)w->records);
}

/* A hash of all tables: those of shards that go together are the same. */
static const char *
tables_hash(struct index_writer *w, struct xap_db *db)
{
	unsigned char hash[HASH];
	char hex[2 * HASH + 1];
	crypto_generichash_state state;
	struct arena *arena = arena_new();
	struct xap_terms *keys =
	    xap_terms_of_metadata(db, "table:", strlen("table:"), NULL);

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	while (xap_terms_next(keys, NULL)) {
		size_t n;
		const char *key = xap_terms_get(keys, NULL);
		const char *value = writer_metadata_of(db, arena, key, &n);

		crypto_generichash_update(
		    &state, (const unsigned char *)key, strlen(key) + 1);
		crypto_generichash_update(
		    &state, (const unsigned char *)value, n);
		arena_reset(arena);
	}
	xap_terms_free(keys);
	arena_free(arena);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_strdup(w->arena, hex);
}

/* All of it in one value, for those who ask through a network. */
static bool
write_summary(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	static const char *const keys[] = {"schema", "build", "created",
	    "made-by", "records", "tables", "languages", "negotiations",
	    "shard"};
	const char *const *needs = index_capabilities();
	const char *text = "needs";

	for (size_t i = 0; needs[i] != NULL; i++)
		text = arena_printf(w->arena, "%s %s", text, needs[i]);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		size_t n;
		char *value =
		    arena_strdup(w->arena, writer_metadata_of(xap_writer_db(to),
					       w->arena, keys[i], &n));

		for (char *at = value; *at != '\0'; at++)
			if (*at == '\n')
				*at = ' ';
		text =
		    arena_printf(w->arena, "%s\n%s %s", text, keys[i], value);
	}
	text = arena_printf(w->arena, "%s\nremoved %lu", text,
	    w->removed != NULL ? (unsigned long)removed_count(w->removed) : 0);
	return writer_set_metadata(
	    w, to, PART_SUMMARY, text, strlen(text), err);
}

/* Write what an index says of itself, from the database as it is now. */
bool
writer_write_info(struct index_writer *w, struct xap_writer *to,
    const char *build, const struct index_commit *commit, struct error *err)
{
	struct xap_db *db = xap_writer_db(to);
	struct error none = {0};
	uint64_t n;
	const struct {
		const char *key;
		const char *value;
	} info[] = {
	    {"languages", field_values(w, db, FIELD_LANGUAGE, true, &n, &none)},
	    {"negotiations",
		field_values(w, db, FIELD_NEGOTIATION, true, &n, &none)},
	    {"records", writer_record_count(w, db, &none)},
	    {"schema", arena_printf(w->arena, "%d", INDEX_SCHEMA)},
	    {"build", build},
	    {"created", commit->created},
	    {"made-by", commit->made_by},
	};

	if (none.code != ERROR_NONE) {
		*err = none;
		return false;
	}
	for (size_t i = 0; i < sizeof info / sizeof info[0]; i++)
		if (!writer_set_metadata(w, to, info[i].key, info[i].value,
			strlen(info[i].value), err))
			return false;
	for (size_t i = 0; i < w->n_settings; i++)
		if (!writer_set_metadata(w, to, w->setting[i].key,
			w->setting[i].value, w->setting[i].length, err))
			return false;
	const char *tables = tables_hash(w, db);

	return writer_set_metadata(
		   w, to, "tables", tables, strlen(tables), err) &&
	       write_summary(w, to, err);
}

bool
writer_write_columns(struct index_writer *w, struct xap_writer *to,
    uint32_t *ret_added, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_db *db = xap_writer_db(to);
	struct columns_writer *columns;
	struct xap_stats stats;
	struct xap_error xerr;

	columns = columns_writer_begin(arena, to, &xerr);
	*ret_added = columns != NULL ? columns_writer_documents(columns) : 0;
	if (columns != NULL && xap_db_stats(db, &stats, &xerr) == XAP_OK &&
	    columns_writer_add(columns, db,
		columns_writer_documents(columns) + 1, stats.last_docid,
		&xerr) == XAP_OK) {
		*ret_added = stats.last_docid - *ret_added;
		columns_writer_end(columns, &xerr);
	}
	columns_writer_free(columns);
	arena_free(arena);
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}

bool
writer_write_position_list(struct index_writer *w, struct xap_writer *to,
    uint32_t added, struct error *err)
{
	struct xap_db *db = xap_writer_db(to);
	struct xap_stats stats;
	struct xap_error xerr;

	if (position_list_drop(to, &xerr) == XAP_OK &&
	    xap_db_stats(db, &stats, &xerr) == XAP_OK &&
	    added >= stats.last_docid / LIST_SHARE)
		position_list_write(to, db, stats.last_docid, &xerr);
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}

bool
writer_write_most_held(struct index_writer *w, struct xap_writer *to,
    uint32_t added, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_db *db = xap_writer_db(to);
	struct most_held_list list;
	struct xap_stats stats;
	struct xap_error xerr;
	uint32_t noted;

	if (xap_db_stats(db, &stats, &xerr) == XAP_OK &&
	    most_held_read(arena, db, &list, &noted, &xerr) == XAP_OK) {
		uint32_t share = stats.last_docid / LIST_SHARE;

		if (noted == 0 || noted > stats.last_docid || added >= share ||
		    stats.last_docid - noted >= share)
			most_held_write(to, db, stats.last_docid, &xerr);
	}
	arena_free(arena);
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}

bool
writer_point_to(struct index_writer *w, const char *database, struct error *err)
{
	const char *const *needs = index_capabilities();
	const char *text =
	    arena_printf(w->arena, "travaux-index %d\nneeds", INDEX_SCHEMA);

	for (size_t i = 0; needs[i] != NULL; i++)
		text = arena_printf(w->arena, "%s %s", text, needs[i]);
	text = arena_printf(w->arena, "%s\ndatabase %s\n", text, database);
	return file_replace(w->path, INDEX_POINTER, text, err);
}
