/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer.h"

#include "core/field.h"
#include "core/folder.h"
#include "core/index-lock.h"
#include "core/index.h"

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
#define STEP	     ((size_t)1024)	/* postings read at a time */

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
	uint32_t last_old;	   /* highest document id of what was there */
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
	struct xap_error xerr;
	bool there = false;
	const char *term;
	size_t n;

	if (w->reader == NULL)
		return false;
	term = field_term(arena, FIELD_RECORD, id, &n);
	return xap_db_term_exists(
		   index_db(w->reader), term, n, &there, &xerr) == XAP_OK &&
	       there;
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

/* Delete the old passages of a record; new ones have higher numbers. */
static bool
delete_record(struct index_writer *w, struct arena *arena,
    struct xap_writer *to, const char *id, struct error *err)
{
	struct xap_postings *postings;
	struct xap_error xerr;
	uint32_t *docids = arena_array(arena, STEP, sizeof *docids);
	size_t n, got, count = 0, room = STEP;
	const char *term = field_term(arena, FIELD_RECORD, id, &n);

	postings = xap_postings_open(xap_writer_db(to), term, n, &xerr);
	if (postings == NULL)
		return failed(w, &xerr, err);
	while (xap_postings_read(postings, docids + count, room - count, &got,
		   &xerr) == XAP_OK &&
	       got > 0) {
		count += got;
		docids = arena_grow(
		    arena, docids, room, room + STEP, sizeof *docids);
		room += STEP;
	}
	xap_postings_free(postings);
	for (size_t i = 0; xerr.status == XAP_OK && i < count; i++)
		if (docids[i] <= w->last_old)
			xap_writer_delete(to, docids[i], &xerr);
	return xerr.status == XAP_OK || failed(w, &xerr, err);
}

/* Delete what a file gave before. */
static bool
delete_old(struct index_writer *w, struct arena *arena, struct xap_writer *to,
    const char *path, struct error *err)
{
	char *ids = arena_strdup(arena, index_writer_ids(w, arena, path));
	char *rest = NULL;
	char *id = strtok_r(ids, "\n", &rest);

	for (; id != NULL; id = strtok_r(NULL, "\n", &rest))
		if (!delete_record(w, arena, to, id, err))
			return false;
	return true;
}

static bool
make_change(struct index_writer *w, struct arena *arena, struct xap_writer *to,
    const struct change *change, struct error *err)
{
	const char *path = change->state.path, *state = "";
	const char *state_key = file_state_key(arena, path);
	const char *ids_key = file_ids_key(arena, path);
	size_t n = 0;

	if (change->kind != CHANGE_TOUCH && w->last_old > 0 &&
	    !delete_old(w, arena, to, path, err))
		return false;
	if (change->kind != CHANGE_DROP)
		state = file_state_pack(arena, &change->state, &n);
	if (!set_metadata(w, to, state_key, state, n, err))
		return false;
	return change->kind == CHANGE_TOUCH ||
	       set_metadata(
		   w, to, ids_key, change->ids, strlen(change->ids), err);
}

/* Make all changes that were not made yet. */
static bool
make_changes(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct arena *arena = arena_new();
	bool ok = true;

	for (; ok && w->done < w->n_changes; w->done++) {
		ok = make_change(w, arena, to, &w->change[w->done], err);
		arena_reset(arena);
	}
	arena_free(arena);
	return ok;
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
    bool want_list, size_t *ret_count, struct error *err)
{
	const char *prefix = field_get(field)->prefix, *list = "";
	size_t skip = strlen(prefix), count = 0;
	struct xap_error xerr;
	struct xap_terms *terms = xap_terms_open(db, prefix, skip, &xerr);

	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		count++;
		if (want_list)
			list = arena_printf(w->arena, "%s%s%s", list,
			    count > 1 ? "\n" : "",
			    xap_terms_get(terms, NULL) + skip);
	}
	xap_terms_free(terms);
	if (xerr.status != XAP_OK)
		failed(w, &xerr, err);
	*ret_count = count;
	return list;
}

/* Write what an index says of itself, from the database as it is now. */
static bool
write_info(struct index_writer *w, struct xap_writer *to, const char *build,
    const struct index_commit *commit, struct error *err)
{
	struct xap_db *db = xap_writer_db(to);
	struct error none = {0};
	size_t n, records;
	const struct {
		const char *key;
		const char *value;
	} info[] = {
	    {"languages", field_values(w, db, FIELD_LANGUAGE, true, &n, &none)},
	    {"negotiations",
		field_values(w, db, FIELD_NEGOTIATION, true, &n, &none)},
	    {"records",
		(field_values(w, db, FIELD_RECORD, false, &records, &none),
		    arena_printf(w->arena, "%zu", records))},
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
	return true;
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
	bool ok = all != NULL && xap_compact(all, to, 0, 0, &xerr) == XAP_OK;

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

/* Carry the tables over from the index as it was. */
static bool
carry_tables(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct xap_terms *keys;
	struct xap_error xerr;
	bool ok = true;

	keys = xap_terms_of_metadata(index_db(w->reader), "table:", 6, &xerr);
	while (ok && keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *key = xap_terms_get(keys, NULL);
		const char *value = metadata(w, w->arena, key, &n);

		ok = set_metadata(w, to, key, value, n, err);
	}
	xap_terms_free(keys);
	return ok && (xerr.status == XAP_OK || failed(w, &xerr, err));
}

/*
 * Where the passages that were there before end. They keep their order, but not
 * their numbers: gaps before the first and after the last are closed when
 * databases are joined. The new ones have no gaps.
 */
static bool
find_last_old(struct index_writer *w, struct xap_writer *to, struct error *err)
{
	struct xap_stats stats;
	struct xap_error xerr;

	if (xap_db_stats(xap_writer_db(to), &stats, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	w->last_old = stats.last_docid -
		      (stats.doc_count - index_info(w->reader)->passages);
	return true;
}

/* The last touches to the joined database, before anybody sees it. */
static bool
finish_database(struct index_writer *w, const char *path, const char *build,
    bool stays, const struct index_commit *commit, struct error *err)
{
	struct xap_error xerr;
	struct xap_writer *to =
	    xap_writer_open(path, XAP_CREATE_OR_OPEN, 0, 0, &xerr);
	bool ok;

	if (to == NULL)
		return failed(w, &xerr, err);
	w->done = 0;
	ok = (stays ? find_last_old(w, to, err)
		    : w->reader == NULL || carry_tables(w, to, err)) &&
	     make_changes(w, to, err);
	/* What the index says of itself is read from a settled database. */
	if (ok && xap_writer_commit(to, &xerr) != XAP_OK)
		ok = failed(w, &xerr, err);
	ok = ok && write_info(w, to, build, commit, err);
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

bool
index_writer_commit_shards(struct index_writer *w, const char *const *shards,
    size_t n_shards, const struct index_commit *commit, struct error *err)
{
	const char **paths = arena_array(w->arena, n_shards + 1, sizeof *paths);
	const char *build = identity(w), *folder, *joined;
	size_t n = 0;
	bool stays = false;

	folder = index_writer_build_folder(w, err);
	if (folder == NULL || !anything_stays(w, &stays, err))
		return false;
	joined = arena_printf(w->arena, "%s/joined", folder);
	if (stays)
		paths[n++] = old_database(w);
	for (size_t i = 0; i < n_shards; i++)
		paths[n++] = shards[i];
	if (!reduce(w, paths, &n, err) ||
	    (n > 0 && !compact(w, paths, n, joined, err)))
		return false;
	if (!finish_database(w, joined, build, stays, commit, err))
		return false;
	return switch_to(
	    w, joined, arena_printf(w->arena, "db-%s", build), err);
}

/* --- in place ------------------------------------------------------------- */

bool
index_writer_begin_direct(struct index_writer *w, struct error *err)
{
	struct xap_stats stats;
	struct xap_error xerr;

	w->direct = xap_writer_open(old_database(w), XAP_OPEN, 0, 0, &xerr);
	if (w->direct == NULL)
		return failed(w, &xerr, err);
	w->done = 0;
	if (xap_db_stats(xap_writer_db(w->direct), &stats, &xerr) != XAP_OK ||
	    xap_writer_begin(w->direct, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	w->last_old = stats.last_docid;
	return true;
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

/* End the transaction, and begin another where there is more to come. */
static bool
settle(struct index_writer *w, bool more, struct error *err)
{
	struct xap_error xerr;

	if (xap_writer_end(w->direct, &xerr) != XAP_OK ||
	    (more && xap_writer_begin(w->direct, &xerr) != XAP_OK))
		return failed(w, &xerr, err);
	return true;
}

bool
index_writer_end_file(struct index_writer *w, struct error *err)
{
	if (!make_changes(w, w->direct, err))
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

	if (!make_changes(w, w->direct, err) || !settle(w, true, err) ||
	    !write_info(w, w->direct, identity(w), commit, err) ||
	    !settle(w, false, err))
		return false;
	if (xap_writer_close(w->direct, &xerr) != XAP_OK)
		return failed(w, &xerr, err);
	return true;
}
