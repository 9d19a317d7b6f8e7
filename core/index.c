/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index.h"

#include "core/bundle-table.h"
#include "core/bundle.h"
#include "core/columns.h"
#include "core/field.h"
#include "core/pack.h"
#include "core/removed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POINTER_MAX   4096
#define OPENING_TRIES 10
#define STRINGIFY(x)  #x
#define STRING(x)     STRINGIFY(x)

static const char *const capabilities[] = {"passages-2", "positions-2", NULL};

/* A profile that was asked for. */
struct loaded {
	struct loaded *next;
	const char *id;
	struct negotiation *neg;
};

struct index {
	struct arena *arena;   /* everything that lives as long as this */
	const char *path;      /* as opened */
	const char *database;  /* folder within, as the pointer names it */
	struct bundle *bundle; /* that it is in, or NULL */
	struct xap_db *db;
	struct arena *state;	 /* what lives until the next reopening */
	struct removed *removed; /* passages, as the database notes */
	struct columns *columns; /* where they were asked for */
	bool columns_known;	 /* that was done */
	struct index_info info;
	struct loaded *loaded; /* profiles read so far */
	struct table_source tables;
};

const char *const *
index_capabilities(void)
{
	return capabilities;
}

bool
index_error(
    const struct index *index, const struct xap_error *xerr, struct error *err)
{
	const char *path = index->path;

	switch (xerr->status) {
	case XAP_MODIFIED:
		return error_set(err, ERROR_MODIFIED,
		    "index '%s' is changing too fast to be read; try again",
		    path);
	case XAP_LOCKED:
		return error_set(err, ERROR_LOCKED, "index '%s' is locked: %s",
		    path, xerr->message);
	case XAP_WILDCARD:
		return error_set(err, ERROR_LIMIT,
		    "a word with * stands for too many words; "
		    "write more of it");
	case XAP_NOT_FOUND:
	case XAP_CORRUPT:
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged (%s); run travaux check, or index "
		    "again",
		    path, xap_status_name(xerr->status));
	case XAP_STUB:
		return error_set(err, ERROR_INDEX,
		    "index '%s' holds no database but a file that names one; "
		    "it is not opened",
		    path);
	case XAP_VERSION:
		return error_set(err, ERROR_INDEX,
		    "index '%s' was made with another version of Xapian; "
		    "index again",
		    path);
	default:
		return error_set(err, ERROR_INDEX, "index '%s': %s", path,
		    xerr->message[0] != '\0' ? xerr->message
					     : xap_status_name(xerr->status));
	}
}

/* --- the pointer file ------------------------------------------------------
 */

/* What to say where there is no index, by what is there instead. */
static bool
not_an_index(const char *path, struct error *err)
{
	struct stat st;

	if (stat(path, &st) != 0 && errno == ENOENT)
		return error_set(err, ERROR_INDEX,
		    "no index at '%s'; make one with: travaux-index --index "
		    "'%s' FOLDER",
		    path, path);
	if (stat(path, &st) != 0)
		return error_set(err, ERROR_INDEX, "cannot open index '%s': %s",
		    path, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return error_set(err, ERROR_INDEX,
		    "'%s' is no index: not a folder that travaux-index made",
		    path);
	return error_set(err, ERROR_INDEX,
	    "'%s' is no index: it has no file '%s'; make one with "
	    "travaux-index",
	    path, INDEX_POINTER);
}

/* Read a small file whole; NULL with errno where it cannot be read. */
static char *
read_small(struct arena *arena, const char *name)
{
	char *text = arena_alloc(arena, POINTER_MAX);
	size_t used = 0;
	ssize_t n;
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	while (used < POINTER_MAX - 1 &&
	       (n = read(fd, text + used, POINTER_MAX - 1 - used)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			int saved = errno;

			close(fd);
			errno = saved;
			return NULL;
		}
		used += (size_t)n;
	}
	close(fd);
	text[used] = '\0';
	return text;
}

static bool
capability_known(const char *name)
{
	for (size_t i = 0; capabilities[i] != NULL; i++)
		if (strcmp(capabilities[i], name) == 0)
			return true;
	return false;
}

/* One line of the pointer file after the first. */
static bool
pointer_line(struct index *index, char *line, struct error *err)
{
	if (strncmp(line, "needs ", 6) == 0) {
		char *rest = NULL;

		for (char *word = strtok_r(line + 6, " ", &rest); word != NULL;
		     word = strtok_r(NULL, " ", &rest))
			if (!capability_known(word))
				return error_set(err, ERROR_INDEX,
				    "index '%s' needs '%s', which this version "
				    "of travaux does not have; get a newer "
				    "one, or make the index again",
				    index->path, word);
	} else if (strncmp(line, "database ", 9) == 0) {
		index->database = arena_strdup(index->arena, line + 9);
	}
	return true;
}

static bool
pointer_read(struct index *index, struct error *err)
{
	const char *first = "travaux-index ";
	char *text = read_small(index->arena,
	    arena_printf(index->arena, "%s/%s", index->path, INDEX_POINTER));
	char *rest = NULL, *line;

	if (text == NULL && errno != ENOENT && errno != ENOTDIR)
		return error_set(err, ERROR_INDEX, "cannot open index '%s': %s",
		    index->path, strerror(errno));
	if (text == NULL)
		return not_an_index(index->path, err);
	index->database = NULL;
	line = strtok_r(text, "\n", &rest);
	if (line == NULL || strncmp(line, first, strlen(first)) != 0)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: its file '%s' is not what "
		    "travaux-index writes",
		    index->path, INDEX_POINTER);
	if (strcmp(line + strlen(first), STRING(INDEX_SCHEMA)) != 0)
		return error_set(err, ERROR_INDEX,
		    "index '%s' has schema %s, this version of travaux reads "
		    "schema %s; index again, or get the version that made it",
		    index->path, line + strlen(first), STRING(INDEX_SCHEMA));
	while ((line = strtok_r(NULL, "\n", &rest)) != NULL)
		if (!pointer_line(index, line, err))
			return false;
	/* A name only: nothing that leads out of the folder. */
	if (index->database == NULL || index->database[0] == '\0' ||
	    index->database[0] == '.' || strchr(index->database, '/') != NULL)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: it names no database", index->path);
	return true;
}

/* --- opening ---------------------------------------------------------------
 */

/* A value of the metadata; "" where there is none, and where it fails. */
static const char *
metadata(struct index *index, const char *key, struct xap_error *xerr)
{
	struct xap_text value = {0};
	struct xap_error failure;
	const char *copy = "";

	if (xap_db_metadata(index->db, key, strlen(key), &value, &failure) !=
	    XAP_OK)
		*xerr = failure;
	else if (value.s != NULL)
		copy = arena_strndup(index->arena, value.s, value.len);
	xap_text_clear(&value);
	return copy;
}

static const char **
metadata_list(struct index *index, const char *key, size_t *ret_count,
    struct xap_error *xerr)
{
	return table_split(
	    index->arena, metadata(index, key, xerr), '\n', ret_count);
}

static enum xap_status
read_info(struct index *index, struct xap_error *xerr)
{
	struct index_info *info = &index->info;
	struct xap_stats stats;

	arena_reset(index->state);
	index->columns_known = false;
	index->removed = removed_read(index->state, index->db, xerr);
	if (index->removed == NULL) {
		index->removed = removed_new(index->state, 0);
		return xerr->status;
	}
	if (xap_db_stats(index->db, &stats, xerr) != XAP_OK)
		return xerr->status;
	info->removed = removed_count(index->removed);
	info->path = index->path;
	info->build = metadata(index, "build", xerr);
	info->created = metadata(index, "created", xerr);
	info->made_by = metadata(index, "made-by", xerr);
	info->negotiations =
	    metadata_list(index, "negotiations", &info->n_negotiations, xerr);
	info->languages =
	    metadata_list(index, "languages", &info->n_languages, xerr);
	info->passages = stats.doc_count - info->removed;
	info->records =
	    (uint32_t)strtoul(metadata(index, "records", xerr), NULL, 10);
	return xerr->status;
}

static enum xap_status
open_bundled(struct index *index, struct xap_error *xerr)
{
	index->db = bundle_database(index->bundle, xerr);
	return index->db != NULL ? read_info(index, xerr) : xerr->status;
}

/* Open what the pointer named when it was read. */
static enum xap_status
open_named(struct index *index, struct xap_error *xerr)
{
	xap_db_free(index->db);
	index->db = xap_db_open_path(
	    arena_printf(index->arena, "%s/%s", index->path, index->database),
	    xerr);
	return index->db != NULL ? read_info(index, xerr) : xerr->status;
}

/*
 * Open what the pointer names. A writer may switch between the two steps and
 * take the old database away, of which then some files are opened and others
 * are not, which libxapian does not always mind; or it may commit twice while
 * what the index says of itself is read. Look again, a few times: what the
 * pointer named before and after is whole.
 */
static bool
open_database(struct index *index, struct error *err)
{
	struct xap_error xerr = {0};

	if (index->bundle != NULL)
		return open_bundled(index, &xerr) == XAP_OK ||
		       index_error(index, &xerr, err);
	if (!pointer_read(index, err))
		return false;
	for (int tries = 0; tries < OPENING_TRIES; tries++) {
		const char *before = index->database;
		enum xap_status status = open_named(index, &xerr);

		if (!pointer_read(index, err))
			return false;
		if (strcmp(before, index->database) != 0)
			xerr.status = XAP_MODIFIED;
		else if (status != XAP_MODIFIED)
			break;
	}
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* A table's bytes as the database has them, made plain. */
static const char *
table_plain(const struct index *index, struct arena *arena, const char *name,
    const struct xap_text *value, size_t *ret_n, struct error *err)
{
	const char *plain;

	if (index->bundle == NULL) {
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
	    index->bundle != NULL ? BUNDLE_TABLE : "table:", name);
	struct xap_text value = {0};
	struct xap_error xerr;
	const char *copy = NULL;

	if (xap_db_metadata(index->db, key, strlen(key), &value, &xerr) !=
	    XAP_OK)
		index_error(index, &xerr, err);
	else if (value.len > 0)
		copy = table_plain(index, arena, name, &value, ret_n, err);
	xap_text_clear(&value);
	return copy;
}

static struct index *
open_index(const char *path, struct bundle *bundle, struct error *err)
{
	struct arena *arena = arena_new();
	struct index *index = arena_alloc(arena, sizeof *index);

	index->arena = arena;
	index->state = arena_new();
	index->path = arena_strdup(arena, path);
	index->bundle = bundle;
	index->tables.read = table_of_index;
	index->tables.context = index;
	if (!open_database(index, err)) {
		index_free(index);
		return NULL;
	}
	return index;
}

struct index *
index_open(const char *path, struct error *err)
{
	return open_index(path, NULL, err);
}

struct index *
index_open_bundle(struct bundle *bundle, struct error *err)
{
	return open_index(bundle_path(bundle), bundle, err);
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
	xap_db_free(index->db);
	bundle_free(index->bundle);
	arena_free(index->state);
	arena_free(index->arena);
}

bool
index_reopen(struct index *index, struct error *err)
{
	/* Profiles read so far stay: borrowers may still hold them. */
	xap_db_free(index->db);
	index->db = NULL;
	return open_database(index, err);
}

bool
index_columns(struct index *index, struct columns **ret, struct error *err)
{
	struct xap_error xerr = {0};

	if (!index->columns_known) {
		index->columns = columns_open(index->state, index->db,
		    index->info.passages + index->info.removed, &xerr);
		if (xerr.status != XAP_OK)
			return index_error(index, &xerr, err);
		index->columns_known = true;
	}
	*ret = index->columns;
	return true;
}

struct xap_db *
index_db(struct index *index)
{
	return index->db;
}

bool
index_removed(const struct index *index, uint32_t docid)
{
	return removed_has(index->removed, docid);
}

bool
index_decide(void *context, uint32_t docid, struct xap_doc *doc)
{
	(void)doc;
	return !index_removed(context, docid);
}

bool
index_term_count(struct index *index, const char *term, size_t n, uint32_t most,
    uint32_t *ret_count, struct error *err)
{
	struct xap_error xerr;

	return removed_term_count(index->removed, index->db, term, n, most,
		   ret_count, &xerr) == XAP_OK ||
	       index_error(index, &xerr, err);
}

const char *
index_database(const struct index *index)
{
	if (index->bundle != NULL)
		return index->path;
	return arena_printf(
	    index->arena, "%s/%s", index->path, index->database);
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

bool
index_passage(struct index *index, struct arena *arena, uint32_t docid,
    struct record *ret_record, struct passage *ret_passage, struct error *err)
{
	struct xap_text data = {0};
	struct xap_error xerr;
	const char *bytes;
	size_t n;
	bool ok;

	if (index->bundle != NULL)
		return bundle_passage(index->bundle, docid, &bytes, &n, err) &&
		       unpack_passage(
			   arena, bytes, n, ret_record, ret_passage, err);
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
