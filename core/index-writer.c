/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer.h"

#include "core/columns-writer.h"
#include "core/columns.h"
#include "core/field.h"
#include "core/folder.h"
#include "core/index-lock.h"
#include "core/index-part.h"
#include "core/index-shard.h"
#include "core/index.h"
#include "core/passage-terms.h"
#include "core/removed.h"
#include "core/stem.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH	     16			/* bytes of a build's identity */
#define DIRECT_BYTES ((size_t)48 << 20) /* pending before a commit */
#define PART_FILES   8			/* files Xapian opens of a part */
#define KEPT	     "kept" /* name of shards of passages that are left */
#define WORN_MIN     1000   /* removed passages that are no burden */
#define WORN_SHARE   4	    /* more than one of so many is one */

enum change_kind {
	CHANGE_PUT,   /* new records in place of the old ones */
	CHANGE_TOUCH, /* new state, same records */
	CHANGE_DROP   /* gone */
};

struct change {
	enum change_kind kind;
	struct file_state state; /* path alone of a file that is gone */
	const char *ids;	 /* of its records now, one a line */
};

struct setting {
	const char *key;
	const char *value;
	size_t length;
};

struct index_writer {
	struct arena *arena;
	const char *path;      /* of the index */
	int lock;	       /* descriptor of the lock, or -1 */
	struct index *reader;  /* the index as it was, or NULL */
	struct change *change; /* in order */
	size_t n_changes;
	size_t room; /* of change */
	size_t done; /* changes made in the open database */
	struct setting *setting;
	size_t n_settings;
	const char *build;	   /* folder of shards, or NULL */
	struct xap_writer *direct; /* the database, open in place, or NULL */
	struct removed *removed;   /* of what was there, or NULL */
	uint32_t noted;		   /* of these, how many the database notes */
	uint64_t records;	   /* that have a passage left */
	bool keep_ids;		   /* documents keep the ids they have */
};

static bool
failed(const struct index_writer *w, const struct xap_error *xerr,
    struct error *err)
{
	return error_set(err,
	    xerr->status == XAP_LOCKED ? ERROR_LOCKED : ERROR_IO,
	    "cannot write index '%s': %s", w->path,
	    xerr->system[0] != '\0' ? xerr->system : xerr->message);
}

/* The path of the database of the index as it was, and its last part. */
static const char *
old_database(const struct index_writer *w)
{
	return w->reader != NULL ? index_database(w->reader) : "";
}

static const char *
old_name(const struct index_writer *w)
{
	const char *path = old_database(w), *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* --- opening -------------------------------------------------------------- */

static bool
is_ours(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	       strcmp(name, "lock") == 0 || strcmp(name, INDEX_POINTER) == 0 ||
	       strcmp(name, INDEX_POINTER ".new") == 0 ||
	       strcmp(name, INDEX_SERVED) == 0 ||
	       strcmp(name, INDEX_SERVED ".new") == 0 ||
	       strncmp(name, "build-", 6) == 0 || strncmp(name, "db-", 3) == 0;
}

/*
 * Look through the folder: remove what killed runs left; a folder that is no
 * index and holds other things is refused, lest somebody's files and ours mix.
 */
static bool
tidy(struct index_writer *w, struct error *err)
{
	const char *current = old_name(w);
	DIR *dir = opendir(w->path);
	struct dirent *entry;
	bool ok = true;

	if (dir == NULL)
		return error_set(err, ERROR_IO, "cannot read index '%s': %s",
		    w->path, strerror(errno));
	while (ok && (entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;

		if (w->reader == NULL && !is_ours(name))
			ok = error_set(err, ERROR_INDEX,
			    "'%s' holds other files ('%s'); an index needs a "
			    "folder of its own",
			    w->path, name);
		else if (strncmp(name, "build-", 6) == 0 ||
			 (strncmp(name, "db-", 3) == 0 &&
			     strcmp(name, current) != 0))
			folder_remove(
			    arena_printf(w->arena, "%s/%s", w->path, name));
	}
	closedir(dir);
	return ok;
}

/* Open what is there to read. No index at all is well. */
static bool
open_reader(struct index_writer *w, struct error *err)
{
	const char *pointer =
	    arena_printf(w->arena, "%s/%s", w->path, INDEX_POINTER);
	struct stat st;

	if (lstat(pointer, &st) != 0 && errno == ENOENT)
		return true;
	w->reader = index_open(w->path, err);
	return w->reader != NULL;
}

/* Xapian opens many files at once when it joins shards. */
static void
raise_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

struct index_writer *
index_writer_open(
    const char *path, bool look_only, unsigned wait_seconds, struct error *err)
{
	struct arena *arena = arena_new();
	struct index_writer *w = arena_alloc(arena, sizeof *w);
	bool ok = true;

	w->arena = arena;
	w->path = arena_strdup(arena, path);
	w->lock = -1;
	if (!look_only) {
		raise_files();
		ok = folder_make(path, err);
		if (ok)
			w->lock = index_lock_take(path, wait_seconds, err);
		ok = ok && w->lock >= 0;
	}
	ok = ok && open_reader(w, err);
	if (ok && !look_only)
		ok = tidy(w, err);
	if (ok)
		return w;
	index_writer_free(w);
	return NULL;
}

void
index_writer_free(struct index_writer *w)
{
	if (w == NULL)
		return;
	xap_writer_free(w->direct);
	if (w->build != NULL)
		folder_remove(w->build);
	index_free(w->reader);
	index_lock_drop(w->lock);
	arena_free(w->arena);
}

/* --- what is there -------------------------------------------------------- */

uint32_t
index_writer_passages(const struct index_writer *w)
{
	return w->reader != NULL ? index_info(w->reader)->passages : 0;
}

uint32_t
index_writer_records(const struct index_writer *w)
{
	return w->reader != NULL ? index_info(w->reader)->records : 0;
}

/* Whether so many passages of so many that are removed are too many. */
static bool
is_worn(uint64_t removed, uint64_t all)
{
	return removed > WORN_MIN && removed * WORN_SHARE > all;
}

bool
index_writer_is_worn(const struct index_writer *w, uint64_t more)
{
	const struct index_info *info;

	if (w->reader == NULL)
		return false;
	info = index_info(w->reader);
	return is_worn((uint64_t)info->removed + more,
	    (uint64_t)info->removed + info->passages);
}

/* A metadata value of a database; its length in *ret_n. */
static const char *
metadata_of(
    struct xap_db *db, struct arena *arena, const char *key, size_t *ret_n)
{
	struct xap_text value = {0};
	struct xap_error xerr;
	const char *copy = "";

	*ret_n = 0;
	if (xap_db_metadata(db, key, strlen(key), &value, &xerr) == XAP_OK &&
	    value.len > 0) {
		copy = arena_strndup(arena, value.s, value.len);
		*ret_n = value.len;
	}
	xap_text_clear(&value);
	return copy;
}

static const char *
metadata(
    struct index_writer *w, struct arena *arena, const char *key, size_t *ret_n)
{
	*ret_n = 0;
	if (w->reader == NULL)
		return "";
	return metadata_of(index_db(w->reader), arena, key, ret_n);
}

const char *
index_writer_metadata(
    struct index_writer *w, struct arena *arena, const char *key)
{
	size_t n;

	return metadata(w, arena, key, &n);
}

bool
index_writer_state(struct index_writer *w, struct arena *arena,
    const char *path, struct file_state *ret, struct error *err)
{
	size_t n;
	const char *bytes = metadata(w, arena, file_state_key(arena, path), &n);

	if (n == 0)
		return false;
	if (!file_state_unpack(arena, bytes, n, ret))
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: the state of '%s' is broken; "
		    "remove the index and make it again",
		    w->path, path);
	/* A hash that two paths share. */
	return strcmp(ret->path, path) == 0;
}

bool
index_writer_states(struct index_writer *w, struct arena *arena,
    struct file_state **ret, size_t *ret_count, struct error *err)
{
	struct xap_terms *keys;
	struct xap_error xerr;
	size_t count = 0, room = 0;
	struct file_state *states = NULL;
	bool ok = true;

	*ret_count = 0;
	*ret = NULL;
	if (w->reader == NULL)
		return true;
	keys = xap_terms_of_metadata(index_db(w->reader), "file:", 5, &xerr);
	while (ok && keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *bytes =
		    metadata(w, arena, xap_terms_get(keys, NULL), &n);

		if (count == room) {
			size_t more = room > 0 ? room * 2 : 64;

			states = arena_grow(
			    arena, states, count, more, sizeof *states);
			room = more;
		}
		ok = file_state_unpack(arena, bytes, n, &states[count++]);
	}
	xap_terms_free(keys);
	if (xerr.status != XAP_OK)
		return index_error(w->reader, &xerr, err);
	if (!ok)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: the state of a file is broken; "
		    "remove the index and make it again",
		    w->path);
	*ret = states;
	*ret_count = count;
	return true;
}

const char *
index_writer_ids(struct index_writer *w, struct arena *arena, const char *path)
{
	return index_writer_metadata(w, arena, file_ids_key(arena, path));
}

bool
index_writer_has_record(
    struct index_writer *w, struct arena *arena, const char *id)
{
	uint32_t count;
	const char *term;
	size_t n;

	if (w->reader == NULL)
		return false;
	term = field_term(arena, FIELD_RECORD, id, &n);
	return index_term_count(w->reader, term, n, 1, &count, NULL) &&
	       count > 0;
}

/* --- what is to happen ---------------------------------------------------- */

static struct change *
change_add(struct index_writer *w, enum change_kind kind, const char *path)
{
	struct change *change;

	if (w->n_changes == w->room) {
		size_t room = w->room > 0 ? w->room * 2 : 64;

		w->change = arena_grow(
		    w->arena, w->change, w->n_changes, room, sizeof *w->change);
		w->room = room;
	}
	change = &w->change[w->n_changes++];
	change->kind = kind;
	change->state.path = arena_strdup(w->arena, path);
	change->ids = "";
	return change;
}

static struct change *
change_with_state(struct index_writer *w, enum change_kind kind,
    const struct file_state *state)
{
	struct change *change = change_add(w, kind, state->path);
	const char *path = change->state.path;

	change->state = *state;
	change->state.path = path;
	change->state.negotiations =
	    arena_strdup(w->arena, state->negotiations);
	return change;
}

void
index_writer_put(
    struct index_writer *w, const struct file_state *state, const char *ids)
{
	change_with_state(w, CHANGE_PUT, state)->ids =
	    arena_strdup(w->arena, ids);
}

void
index_writer_touch(struct index_writer *w, const struct file_state *state)
{
	change_with_state(w, CHANGE_TOUCH, state);
}

void
index_writer_drop(struct index_writer *w, const char *path)
{
	change_add(w, CHANGE_DROP, path);
}

void
index_writer_set(
    struct index_writer *w, const char *key, const char *value, size_t n)
{
	size_t old_n;
	const char *old = metadata(w, w->arena, key, &old_n);
	struct setting *setting;

	if (old_n == n && (n == 0 || memcmp(old, value, n) == 0))
		return;
	w->setting = arena_grow(w->arena, w->setting, w->n_settings,
	    w->n_settings + 1, sizeof *w->setting);
	setting = &w->setting[w->n_settings++];
	setting->key = arena_strdup(w->arena, key);
	setting->value = arena_strndup(w->arena, value, n);
	setting->length = n;
}

bool
index_writer_has_changes(const struct index_writer *w)
{
	return w->reader == NULL || w->n_changes > 0 || w->n_settings > 0;
}

/* --- making the changes --------------------------------------------------- */

static bool
set_metadata(struct index_writer *w, struct xap_writer *to, const char *key,
    const char *value, size_t n, struct error *err)
{
	struct xap_error xerr;

	if (xap_writer_set_metadata(to, key, strlen(key), value, n, &xerr) !=
	    XAP_OK)
		return failed(w, &xerr, err);
	return true;
}

/* Begin to remove from a database, which notes what is removed already. */
static bool
read_removed(struct index_writer *w, struct xap_db *db, struct error *err)
{
	struct xap_error xerr;

	w->removed = removed_read(w->arena, db, &xerr);
	if (w->removed == NULL)
		return index_error(w->reader, &xerr, err);
	w->noted = removed_count(w->removed);
	w->records = index_info(w->reader)->records;
	return true;
}

/* Remove the old passages of a record; new ones are not among them. */
static bool
remove_record(struct index_writer *w, struct arena *arena, struct xap_db *db,
    const char *id, struct error *err)
{
	struct xap_error xerr;
	size_t n;
	const char *term = field_term(arena, FIELD_RECORD, id, &n);
	struct xap_postings *postings = xap_postings_open(db, term, n, &xerr);
	uint32_t before = removed_count(w->removed);

	while (postings != NULL && xap_postings_next(postings, &xerr))
		removed_add(w->removed, xap_postings_docid(postings));
	xap_postings_free(postings);
	if (removed_count(w->removed) > before)
		w->records--;
	return xerr.status == XAP_OK || failed(w, &xerr, err);
}

/* Whether a passage that is left has the term. */
static bool
is_left(struct index_writer *w, struct xap_db *db, const char *term, size_t n,
    struct xap_error *xerr)
{
	uint32_t count = 1;

	if (w->removed != NULL && removed_count(w->removed) > 0)
		removed_term_count(w->removed, db, term, n, 1, &count, xerr);
	return count > 0;
}

/*
 * Count the new records of a changed file. To count all records anew would
 * open the postings of each, however small the change.
 */
static bool
count_new(struct index_writer *w, struct arena *arena, struct xap_db *db,
    const struct change *change, struct error *err)
{
	struct xap_error xerr = {0};
	char *rest = NULL;
	char *ids = arena_strdup(arena, change->ids);

	for (char *id = strtok_r(ids, "\n", &rest);
	     id != NULL && xerr.status == XAP_OK;
	     id = strtok_r(NULL, "\n", &rest)) {
		size_t n;
		const char *term = field_term(arena, FIELD_RECORD, id, &n);
		uint32_t count = 0;

		removed_term_count(w->removed, db, term, n, 1, &count, &xerr);
		w->records += count > 0;
	}
	return xerr.status == XAP_OK || failed(w, &xerr, err);
}

/* Remove what a changed file gave before, as the database knows it. */
static bool
remove_old(struct index_writer *w, struct arena *arena, struct xap_db *db,
    const struct change *change, struct error *err)
{
	struct xap_text ids = {0};
	struct xap_error xerr;
	const char *key = file_ids_key(arena, change->state.path);
	char *rest = NULL, *id;
	bool ok = true;

	if (change->kind == CHANGE_TOUCH)
		return true;
	if (xap_db_metadata(db, key, strlen(key), &ids, &xerr) != XAP_OK)
		ok = failed(w, &xerr, err);
	for (id = ids.len > 0 ? strtok_r(ids.s, "\n", &rest) : NULL;
	     ok && id != NULL; id = strtok_r(NULL, "\n", &rest))
		ok = remove_record(w, arena, db, id, err);
	xap_text_clear(&ids);
	return ok;
}

/* Put the state of a file in the database. */
static bool
make_change(struct index_writer *w, struct arena *arena, struct xap_writer *to,
    const struct change *change, struct error *err)
{
	const char *path = change->state.path, *state = "";
	const char *state_key = file_state_key(arena, path);
	const char *ids_key = file_ids_key(arena, path);
	size_t n = 0;

	if (change->kind != CHANGE_DROP)
		state = file_state_pack(arena, &change->state, &n);
	if (!set_metadata(w, to, state_key, state, n, err))
		return false;
	return change->kind == CHANGE_TOUCH ||
	       set_metadata(
		   w, to, ids_key, change->ids, strlen(change->ids), err);
}

/*
 * Make all changes that were not made yet. In place that means to remove what
 * the files gave before, too; `in_place` is false where that is done.
 */
static bool
make_changes(struct index_writer *w, struct xap_writer *to, bool in_place,
    struct error *err)
{
	struct arena *arena = arena_new();
	bool ok = true;

	for (; ok && w->done < w->n_changes; w->done++) {
		const struct change *change = &w->change[w->done];

		ok = (!in_place || remove_old(w, arena, xap_writer_db(to),
				       change, err)) &&
		     make_change(w, arena, to, change, err) &&
		     (w->removed == NULL ||
			 count_new(w, arena, xap_writer_db(to), change, err));
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
}

/* Note in the database what is removed. */
static bool
write_removed(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct arena *arena;
	struct xap_error xerr = {0};

	if (w->removed == NULL || removed_count(w->removed) == w->noted)
		return true;
	arena = arena_new();
	removed_write(w->removed, arena, to, &xerr);
	w->noted = removed_count(w->removed);
	arena_free(arena);
	return xerr.status == XAP_OK || failed(w, &xerr, err);
}

/* --- what a commit notes -------------------------------------------------- */

/*
 * The identity of the result: of what was there, and of what was done to it.
 * The same files indexed in the same order give the same.
 */
static const char *
identity(struct index_writer *w)
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

		if (!is_left(w, db, term, n, &xerr)) {
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
		failed(w, &xerr, err);
	*ret_count = count;
	return list;
}

/* How many records there are; where nothing was removed, by their terms. */
static const char *
record_count(struct index_writer *w, struct xap_db *db, struct error *err)
{
	if (w->removed == NULL)
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
		const char *value = metadata_of(db, arena, key, &n);

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
	    "made-by", "records", "tables", "languages", "negotiations"};
	const char *const *needs = index_capabilities();
	const char *text = "needs";

	for (size_t i = 0; needs[i] != NULL; i++)
		text = arena_printf(w->arena, "%s %s", text, needs[i]);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		size_t n;
		char *value = arena_strdup(w->arena,
		    metadata_of(xap_writer_db(to), w->arena, keys[i], &n));

		for (char *at = value; *at != '\0'; at++)
			if (*at == '\n')
				*at = ' ';
		text =
		    arena_printf(w->arena, "%s\n%s %s", text, keys[i], value);
	}
	text = arena_printf(w->arena, "%s\nremoved %lu", text,
	    w->removed != NULL ? (unsigned long)removed_count(w->removed) : 0);
	return set_metadata(w, to, PART_SUMMARY, text, strlen(text), err);
}

/* Write what an index says of itself, from the database as it is now. */
static bool
write_info(struct index_writer *w, struct xap_writer *to, const char *build,
    const struct index_commit *commit, struct error *err)
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
	    {"records", record_count(w, db, &none)},
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
		if (!set_metadata(w, to, info[i].key, info[i].value,
			strlen(info[i].value), err))
			return false;
	for (size_t i = 0; i < w->n_settings; i++)
		if (!set_metadata(w, to, w->setting[i].key, w->setting[i].value,
			w->setting[i].length, err))
			return false;
	const char *tables = tables_hash(w, db);

	return set_metadata(w, to, "tables", tables, strlen(tables), err) &&
	       write_summary(w, to, err);
}

/* Have the columns cover all documents, which are lasting already. */
static bool
write_columns(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_db *db = xap_writer_db(to);
	struct columns_writer *columns;
	struct xap_stats stats;
	struct xap_error xerr;

	columns = columns_writer_begin(arena, to, &xerr);
	if (columns != NULL && xap_db_stats(db, &stats, &xerr) == XAP_OK &&
	    columns_writer_add(columns, db,
		columns_writer_documents(columns) + 1, stats.last_docid,
		&xerr) == XAP_OK)
		columns_writer_end(columns, &xerr);
	columns_writer_free(columns);
	arena_free(arena);
	return xerr.status == XAP_OK || failed(w, &xerr, err);
}

static bool
point_to(struct index_writer *w, const char *database, struct error *err)
{
	const char *const *needs = index_capabilities();
	const char *text =
	    arena_printf(w->arena, "travaux-index %d\nneeds", INDEX_SCHEMA);

	for (size_t i = 0; needs[i] != NULL; i++)
		text = arena_printf(w->arena, "%s %s", text, needs[i]);
	text = arena_printf(w->arena, "%s\ndatabase %s\n", text, database);
	return file_replace(w->path, INDEX_POINTER, text, err);
}

/* --- by shards ------------------------------------------------------------ */

const char *
index_writer_build_folder(struct index_writer *w, struct error *err)
{
	if (w->build == NULL) {
		const char *build = arena_printf(
		    w->arena, "%s/build-%ld", w->path, (long)getpid());

		if (!folder_make(build, err))
			return NULL;
		w->build = build;
	}
	return w->build;
}

/* Open `n` databases together. */
static struct xap_db *
open_parts(const char *const *paths, size_t n, struct xap_error *xerr)
{
	struct xap_db *all = xap_db_new_empty(xerr);

	for (size_t i = 0; all != NULL && i < n; i++) {
		struct xap_db *part = xap_db_open_path(paths[i], xerr);

		if (part == NULL || xap_db_add(all, part, xerr) != XAP_OK) {
			xap_db_free(part);
			xap_db_free(all);
			return NULL;
		}
		xap_db_free(part);
	}
	return all;
}

static bool
compact(struct index_writer *w, const char *const *paths, size_t n,
    const char *to, struct error *err)
{
	struct xap_error xerr;
	struct xap_db *all = open_parts(paths, n, &xerr);
	bool ok = all != NULL && xap_compact(all, to,
				     w->keep_ids ? XAP_COMPACT_NO_RENUMBER : 0,
				     0, &xerr) == XAP_OK;

	xap_db_free(all);
	return ok || failed(w, &xerr, err);
}

/* How many databases can be open at once. */
static size_t
parts_at_once(void)
{
	struct rlimit limit;
	size_t most = 100;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
	    limit.rlim_cur != RLIM_INFINITY)
		most = limit.rlim_cur > 128 ? (limit.rlim_cur - 64) / PART_FILES
					    : 8;
	return most > 500 ? 500 : most;
}

/* Join neighbours until there are few enough to be joined in one go. */
static bool
reduce(struct index_writer *w, const char **paths, size_t *n, struct error *err)
{
	size_t most = parts_at_once(), round = 0;

	for (; *n > most; round++) {
		size_t out = 0;

		for (size_t i = 0; i < *n; i += most, out++) {
			size_t group = *n - i < most ? *n - i : most;
			const char *to = arena_printf(w->arena,
			    "%s/joined-%zu-%zu", w->build, round, out);

			if (!compact(w, paths + i, group, to, err))
				return false;
			for (size_t k = 0; k < group; k++)
				if (strncmp(paths[i + k], w->build,
					strlen(w->build)) == 0)
					folder_remove(paths[i + k]);
			paths[out] = to;
		}
		*n = out;
	}
	return true;
}

/* Whether any file that is there stays as it is. */
static bool
anything_stays(struct index_writer *w, bool *ret, struct error *err)
{
	struct file_state *states;
	size_t count, replaced = 0;

	if (!index_writer_states(w, w->arena, &states, &count, err))
		return false;
	for (size_t i = 0; i < w->n_changes; i++) {
		struct file_state old;

		if (w->change[i].kind != CHANGE_TOUCH &&
		    index_writer_state(
			w, w->arena, w->change[i].state.path, &old, err))
			replaced++;
	}
	*ret = replaced < count;
	return true;
}

/* Carry metadata over from the index as it was. */
static bool
carry(struct index_writer *w, struct xap_writer *to, const char *prefix,
    struct error *err)
{
	struct xap_terms *keys;
	struct xap_error xerr;
	bool ok = true;

	keys = xap_terms_of_metadata(
	    index_db(w->reader), prefix, strlen(prefix), &xerr);
	while (ok && keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *key = xap_terms_get(keys, NULL);
		const char *value = metadata(w, w->arena, key, &n);

		ok = strcmp(key, REMOVED_KEY) == 0 ||
		     strncmp(key, COLUMNS_KEY, strlen(COLUMNS_KEY)) == 0 ||
		     set_metadata(w, to, key, value, n, err);
	}
	xap_terms_free(keys);
	return ok && (xerr.status == XAP_OK || failed(w, &xerr, err));
}

/* What the database that was there becomes in a commit by shards. */
enum fate {
	FATE_NONE,   /* there is none, or nothing in it stays */
	FATE_TAKEN,  /* it is joined with the shards */
	FATE_RENEWED /* shards are made of the passages in it that are left */
};

static bool
choose_fate(struct index_writer *w, enum fate *ret, struct error *err)
{
	struct arena *arena;
	bool stays = false, ok = true;

	*ret = FATE_NONE;
	if (!anything_stays(w, &stays, err))
		return false;
	if (!stays)
		return true;
	if (!read_removed(w, index_db(w->reader), err))
		return false;
	arena = arena_new();
	for (size_t i = 0; ok && i < w->n_changes; i++) {
		ok = remove_old(
		    w, arena, index_db(w->reader), &w->change[i], err);
		arena_reset(arena);
	}
	arena_free(arena);
	*ret = index_writer_is_worn(w, removed_count(w->removed) - w->noted)
		   ? FATE_RENEWED
		   : FATE_TAKEN;
	return ok;
}

/* Add a passage of the index as it was to shards. */
static bool
renew_passage(struct index_writer *w, struct arena *arena, struct stems *stems,
    struct index_shards *shards, uint32_t docid, struct error *err)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;
	const struct negotiation *neg;

	if (!index_passage(w->reader, arena, docid, &record, &passage, err))
		return false;
	neg = index_negotiation(w->reader, record.negotiation, err);
	if (neg == NULL)
		return false;
	passage_document(arena, stems, neg, &record, &passage, &doc);
	return index_shards_add(shards, &doc, err);
}

static bool
renew_all(struct index_writer *w, struct stems *stems,
    struct index_shards *shards, struct error *err)
{
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct xap_postings *all =
	    xap_postings_open(index_db(w->reader), "", 0, &xerr);
	bool ok = true;

	while (ok && all != NULL && xap_postings_next(all, &xerr)) {
		uint32_t docid = xap_postings_docid(all);

		if (removed_has(w->removed, docid))
			continue;
		ok = renew_passage(w, arena, stems, shards, docid, err);
		arena_reset(arena);
	}
	xap_postings_free(all);
	arena_free(arena);
	return ok &&
	       (xerr.status == XAP_OK || index_error(w->reader, &xerr, err));
}

/* Make shards of the passages that are left: how many there are. */
static bool
renew(struct index_writer *w, const char *folder, unsigned *ret_shards,
    struct error *err)
{
	struct stems *stems = stems_new(err);
	struct index_shards *shards;
	bool ok;

	if (stems == NULL)
		return false;
	shards = index_shards_new(folder, KEPT);
	ok = renew_all(w, stems, shards, err) &&
	     index_shards_finish(shards, ret_shards, err);
	index_shards_free(shards);
	stems_free(stems);
	w->removed = NULL;
	return ok;
}

/* What the joined database has of the one before, beside passages. */
static bool
take_over(struct index_writer *w, struct xap_writer *to, enum fate fate,
    struct error *err)
{
	struct xap_stats stats;
	struct xap_error xerr;

	if (w->reader == NULL)
		return true;
	if (fate != FATE_TAKEN)
		return carry(w, to, fate == FATE_NONE ? "table:" : "", err);
	/* Removed ones are known by number: nothing may have moved. */
	if (xap_db_stats(xap_writer_db(to), &stats, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	if (stats.last_docid != stats.doc_count)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: passages are missing in it; "
		    "remove the index and make it again",
		    w->path);
	return write_removed(w, to, err);
}

/* The last touches to the joined database, before anybody sees it. */
static bool
finish_database(struct index_writer *w, const char *path, const char *build,
    enum fate fate, const struct index_commit *commit, struct error *err)
{
	struct xap_error xerr;
	struct xap_writer *to = xap_writer_open(
	    path, XAP_CREATE_OR_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);
	bool ok;

	if (to == NULL)
		return failed(w, &xerr, err);
	w->done = 0;
	ok = take_over(w, to, fate, err) && make_changes(w, to, false, err);
	/* What the index says of itself is read from a settled database. */
	if (ok && xap_writer_commit(to, &xerr) != XAP_OK)
		ok = failed(w, &xerr, err);
	/* Columns have no gaps. */
	ok = ok && (commit->keep_ids || write_columns(w, to, err)) &&
	     write_info(w, to, build, commit, err);
	if (ok && xap_writer_close(to, &xerr) != XAP_OK)
		ok = failed(w, &xerr, err);
	xap_writer_free(to);
	return ok;
}

/* Move the new database into its place and let the pointer name it. */
static bool
switch_to(struct index_writer *w, const char *from, const char *name,
    struct error *err)
{
	const char *to = arena_printf(w->arena, "%s/%s", w->path, name);
	const char *old = old_database(w);

	if (rename(from, to) != 0)
		return error_set(err, ERROR_IO, "cannot write index '%s': %s",
		    w->path, strerror(errno));
	if (!folder_sync(w->path, err) || !point_to(w, name, err)) {
		folder_remove(to);
		return false;
	}
	if (old[0] != '\0' && strcmp(old_name(w), name) != 0)
		folder_remove(old);
	return true;
}

/* The databases to be joined: what was there, then the shards. */
static bool
list_parts(struct index_writer *w, const char *folder, enum fate fate,
    const char *const *shards, size_t n_shards, const char ***ret_paths,
    size_t *ret_count, struct error *err)
{
	unsigned kept = fate == FATE_TAKEN;
	const char **paths;

	if (fate == FATE_RENEWED && !renew(w, folder, &kept, err))
		return false;
	paths = arena_array(w->arena, n_shards + kept + 1, sizeof *paths);
	for (unsigned i = 0; i < kept; i++)
		paths[i] =
		    fate == FATE_TAKEN
			? old_database(w)
			: arena_printf(w->arena, "%s/" KEPT "-%u", folder, i);
	for (size_t i = 0; i < n_shards; i++)
		paths[kept + i] = shards[i];
	*ret_paths = paths;
	*ret_count = kept + n_shards;
	return true;
}

bool
index_writer_commit_shards(struct index_writer *w, const char *const *shards,
    size_t n_shards, const struct index_commit *commit, struct error *err)
{
	const char *build = commit->build != NULL ? commit->build : identity(w);
	const char *folder, *joined, **paths;
	enum fate fate;
	size_t n;

	w->keep_ids = commit->keep_ids;
	folder = index_writer_build_folder(w, err);
	if (folder == NULL || !choose_fate(w, &fate, err) ||
	    !list_parts(w, folder, fate, shards, n_shards, &paths, &n, err))
		return false;
	joined = arena_printf(w->arena, "%s/joined", folder);
	if (!reduce(w, paths, &n, err) ||
	    (n > 0 && !compact(w, paths, n, joined, err)))
		return false;
	if (!finish_database(w, joined, build, fate, commit, err))
		return false;
	return switch_to(
	    w, joined, arena_printf(w->arena, "db-%s", build), err);
}

/* --- in place ------------------------------------------------------------- */

bool
index_writer_begin_direct(struct index_writer *w, struct error *err)
{
	struct xap_error xerr;

	w->direct = xap_writer_open(
	    old_database(w), XAP_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);
	if (w->direct == NULL)
		return failed(w, &xerr, err);
	w->done = 0;
	if (!read_removed(w, xap_writer_db(w->direct), err))
		return false;
	return xap_writer_begin(w->direct, &xerr) == XAP_OK ||
	       failed(w, &xerr, err);
}

bool
index_writer_add(
    struct index_writer *w, const struct xap_doc_input *doc, struct error *err)
{
	struct xap_error xerr;

	if (xap_writer_add(w->direct, doc, NULL, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	return true;
}

/* The count goes with what is counted: the run may end before it is done. */
static bool
write_records(struct index_writer *w, struct error *err)
{
	const char *count = record_count(w, NULL, err);

	return set_metadata(w, w->direct, "records", count, strlen(count), err);
}

/*
 * End the transaction, with what it removed, and begin another where there is
 * more to come.
 */
static bool
settle(struct index_writer *w, bool more, struct error *err)
{
	struct xap_error xerr;

	if (!write_removed(w, w->direct, err) || !write_records(w, err))
		return false;
	if (xap_writer_end(w->direct, &xerr) != XAP_OK ||
	    (more && xap_writer_begin(w->direct, &xerr) != XAP_OK))
		return failed(w, &xerr, err);
	return true;
}

bool
index_writer_end_file(struct index_writer *w, struct error *err)
{
	if (!make_changes(w, w->direct, true, err))
		return false;
	if (xap_writer_pending(w->direct) < DIRECT_BYTES)
		return true;
	return settle(w, true, err);
}

bool
index_writer_commit_direct(struct index_writer *w,
    const struct index_commit *commit, struct error *err)
{
	struct xap_error xerr;

	if (!make_changes(w, w->direct, true, err) || !settle(w, true, err) ||
	    !write_columns(w, w->direct, err) ||
	    !write_info(w, w->direct, identity(w), commit, err) ||
	    !settle(w, false, err))
		return false;
	if (xap_writer_close(w->direct, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	return true;
}
