/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/field.h"
#include "core/folder.h"
#include "core/index-lock.h"
#include "core/index.h"

#include <dirent.h>
#include "core/texts-writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define WORN_MIN   1000 /* removed passages that are no burden */
#define WORN_SHARE 4	/* more than one of so many is one */

bool
writer_failed(const struct index_writer *w, const struct xap_error *xerr,
    struct error *err)
{
	return error_set(err,
	    xerr->status == XAP_LOCKED ? ERROR_LOCKED : ERROR_IO,
	    "cannot write index '%s': %s", w->path,
	    xerr->system[0] != '\0' ? xerr->system : xerr->message);
}

/* The path of the database of the index as it was, and its last part. */
const char *
writer_old_database(const struct index_writer *w)
{
	return w->reader != NULL ? index_database(w->reader) : "";
}

const char *
writer_old_name(const struct index_writer *w)
{
	const char *path = writer_old_database(w), *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* A metadata value of a database; its length in *ret_n. */
const char *
writer_metadata_of(
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

const char *
writer_metadata(
    struct index_writer *w, struct arena *arena, const char *key, size_t *ret_n)
{
	*ret_n = 0;
	if (w->reader == NULL)
		return "";
	return writer_metadata_of(index_db(w->reader), arena, key, ret_n);
}

bool
writer_set_metadata(struct index_writer *w, struct xap_writer *to,
    const char *key, const char *value, size_t n, struct error *err)
{
	struct xap_error xerr;

	if (xap_writer_set_metadata(to, key, strlen(key), value, n, &xerr) !=
	    XAP_OK)
		return writer_failed(w, &xerr, err);
	return true;
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
	const char *current = writer_old_name(w);
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
	texts_writer_free(w->texts);
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

const char *
index_writer_metadata(
    struct index_writer *w, struct arena *arena, const char *key)
{
	size_t n;

	return writer_metadata(w, arena, key, &n);
}

const char *
index_writer_dictionary(
    struct index_writer *w, struct arena *arena, size_t *ret_n)
{
	struct xap_terms *keys;
	const char *dictionary = NULL;

	*ret_n = 0;
	if (w->reader == NULL)
		return NULL;
	keys = xap_terms_of_metadata(
	    index_db(w->reader), TEXTS_KEY, strlen(TEXTS_KEY), NULL);
	if (xap_terms_next(keys, NULL))
		dictionary =
		    writer_metadata(w, arena, xap_terms_get(keys, NULL), ret_n);
	xap_terms_free(keys);
	return *ret_n > 0 ? dictionary : NULL;
}

bool
index_writer_state(struct index_writer *w, struct arena *arena,
    const char *path, struct file_state *ret, struct error *err)
{
	size_t n;
	const char *bytes =
	    writer_metadata(w, arena, file_state_key(arena, path), &n);

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
		    writer_metadata(w, arena, xap_terms_get(keys, NULL), &n);

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
	const char *old = writer_metadata(w, w->arena, key, &old_n);
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
