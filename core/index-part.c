/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-part.h"

#include "core/bundle.h"
#include "core/index.h"
#include "core/table.h"
#include "core/texts.h"

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

static const char *const capabilities[] = {
    "passages-2", "positions-2", TEXTS_CAPABILITY, NULL};

const char *const *
index_capabilities(void)
{
	return capabilities;
}

bool
part_error(const char *path, const struct xap_error *xerr, struct error *err)
{
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

/* --- the pointer file ----------------------------------------------------- */

/* Whether a file begins with these few letters. */
static bool
begins(const char *path, const char *with)
{
	char first[32];
	size_t n = strlen(with);
	struct stat st;
	bool does;
	int fd;

	/* Not to wait for a pipe's other end. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	does = fd >= 0 && read(fd, first, n) == (ssize_t)n &&
	       memcmp(first, with, n) == 0;
	if (fd >= 0)
		close(fd);
	return does;
}

/* What to say where there is no index, by what is there instead. */
static bool
not_an_index(const char *path, struct error *err)
{
	struct stat st;
	size_t n = strlen(path);

	if (n > 8 && strcmp(path + n - 8, ".travaux") == 0 &&
	    stat(path, &st) != 0)
		return error_set(err, ERROR_INDEX,
		    "cannot open bundle '%s': %s", path, strerror(errno));
	if (stat(path, &st) != 0 && errno == ENOENT)
		return error_set(err, ERROR_INDEX,
		    "no index at '%s'; make one with: travaux-index --index "
		    "'%s' FOLDER",
		    path, path);
	if (stat(path, &st) != 0)
		return error_set(err, ERROR_INDEX, "cannot open index '%s': %s",
		    path, strerror(errno));
	if (begins(path, "travaux-pieces "))
		return error_set(err, ERROR_INDEX,
		    "'%s' is a piece of a bundle; put them together with: "
		    "travaux bundle import --into FOLDER '%s'",
		    path, path);
	if (begins(path, "travaux-set "))
		return error_set(err, ERROR_INDEX,
		    "'%s' is a set, and a set names no others", path);
	if (!S_ISDIR(st.st_mode))
		return error_set(err, ERROR_INDEX,
		    "'%s' is no index: neither a folder that travaux-index "
		    "made, nor a bundle, nor a set, whose first line is "
		    "'travaux-set 1'",
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
pointer_line(struct index_part *part, char *line, struct error *err)
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
				    part->path, word);
	} else if (strncmp(line, "database ", 9) == 0) {
		part->database = arena_strdup(part->arena, line + 9);
	}
	return true;
}

static bool
pointer_read(struct index_part *part, struct error *err)
{
	const char *first = "travaux-index ";
	char *text = read_small(part->arena,
	    arena_printf(part->arena, "%s/%s", part->path, INDEX_POINTER));
	char *rest = NULL, *line;

	if (text == NULL && errno != ENOENT && errno != ENOTDIR)
		return error_set(err, ERROR_INDEX, "cannot open index '%s': %s",
		    part->path, strerror(errno));
	if (text == NULL)
		return not_an_index(part->path, err);
	part->database = NULL;
	line = strtok_r(text, "\n", &rest);
	if (line == NULL || strncmp(line, first, strlen(first)) != 0)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: its file '%s' is not what "
		    "travaux-index writes",
		    part->path, INDEX_POINTER);
	if (strcmp(line + strlen(first), STRING(INDEX_SCHEMA)) != 0)
		return error_set(err, ERROR_INDEX,
		    "index '%s' has schema %s, this version of travaux reads "
		    "schema %s; index again, or get the version that made it",
		    part->path, line + strlen(first), STRING(INDEX_SCHEMA));
	while ((line = strtok_r(NULL, "\n", &rest)) != NULL)
		if (!pointer_line(part, line, err))
			return false;
	/* A name only: nothing that leads out of the folder. */
	if (part->database == NULL || part->database[0] == '\0' ||
	    part->database[0] == '.' || strchr(part->database, '/') != NULL)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: it names no database", part->path);
	return true;
}

/* --- what it says of itself ----------------------------------------------- */

/* A value of the metadata; "" where there is none, and where it fails. */
static const char *
metadata(struct index_part *part, const char *key, struct xap_error *xerr)
{
	struct xap_text value = {0};
	struct xap_error failure;
	const char *copy = "";

	if (xap_db_metadata(part->db, key, strlen(key), &value, &failure) !=
	    XAP_OK)
		*xerr = failure;
	else if (value.s != NULL)
		copy = arena_strndup(part->arena, value.s, value.len);
	xap_text_clear(&value);
	return copy;
}

static const char **
metadata_list(struct index_part *part, const char *key, size_t *ret_count,
    struct xap_error *xerr)
{
	return table_split(
	    part->arena, metadata(part, key, xerr), '\n', ret_count);
}

/* "2/4": the records of which shard it holds alone. */
static void
read_shard(struct part_info *info, const char *value)
{
	if (sscanf(value, "%u/%u", &info->shard, &info->shards) != 2 ||
	    info->shard == 0 || info->shard > info->shards)
		info->shard = info->shards = 0;
}

/* The separate values, as a folder or a bundle has them. */
static void
read_values(struct index_part *part, struct xap_error *xerr)
{
	struct part_info *info = &part->info;

	info->build = metadata(part, "build", xerr);
	info->created = metadata(part, "created", xerr);
	info->made_by = metadata(part, "made-by", xerr);
	info->tables = metadata(part, "tables", xerr);
	info->negotiations =
	    metadata_list(part, "negotiations", &info->n_negotiations, xerr);
	info->languages =
	    metadata_list(part, "languages", &info->n_languages, xerr);
	info->records =
	    (uint32_t)strtoul(metadata(part, "records", xerr), NULL, 10);
	read_shard(info, metadata(part, "shard", xerr));
}

/* One line of the summary: a name, and what there is to it. */
static bool
summary_line(struct index_part *part, char *line, struct error *err)
{
	struct part_info *info = &part->info;
	char *rest = strchr(line, ' ');
	char *more = NULL;

	if (rest == NULL)
		return true;
	*rest++ = '\0';
	if (strcmp(line, "schema") == 0)
		return strcmp(rest, STRING(INDEX_SCHEMA)) == 0 ||
		       error_set(err, ERROR_INDEX, "it has schema %s, not %s",
			   rest, STRING(INDEX_SCHEMA));
	if (strcmp(line, "needs") == 0) {
		for (char *word = strtok_r(rest, " ", &more); word != NULL;
		     word = strtok_r(NULL, " ", &more))
			if (!capability_known(word))
				return error_set(err, ERROR_INDEX,
				    "it needs '%s', which this version of "
				    "travaux does not have",
				    word);
	} else if (strcmp(line, "build") == 0) {
		info->build = rest;
	} else if (strcmp(line, "created") == 0) {
		info->created = rest;
	} else if (strcmp(line, "made-by") == 0) {
		info->made_by = rest;
	} else if (strcmp(line, "tables") == 0) {
		info->tables = rest;
	} else if (strcmp(line, "shard") == 0) {
		read_shard(info, rest);
	} else if (strcmp(line, "removed") == 0) {
		info->complete = strcmp(rest, "0") == 0;
	} else if (strcmp(line, "records") == 0) {
		info->records = (uint32_t)strtoul(rest, NULL, 10);
	} else if (strcmp(line, "negotiations") == 0) {
		info->negotiations =
		    table_split(part->arena, rest, ' ', &info->n_negotiations);
	} else if (strcmp(line, "languages") == 0) {
		info->languages =
		    table_split(part->arena, rest, ' ', &info->n_languages);
	}
	return true;
}

/* The summary, which was read when the server was opened. */
static bool
read_summary(
    struct index_part *part, const struct xap_text *value, struct error *err)
{
	char *text = arena_strndup(
	    part->arena, value->s != NULL ? value->s : "", value->len);
	char *more = NULL;

	memset(&part->info, 0, sizeof part->info);
	part->info.build = part->info.created = part->info.made_by =
	    part->info.tables = "";
	if (*text == '\0')
		return error_set(err, ERROR_INDEX,
		    "it serves no index, or one of an older version");
	for (char *line = strtok_r(text, "\n", &more); line != NULL;
	     line = strtok_r(NULL, "\n", &more))
		if (!summary_line(part, line, err))
			return false;
	return true;
}

/* What is read whatever it is. */
static enum xap_status
read_state(struct index_part *part, struct arena *state, struct xap_error *xerr)
{
	struct xap_stats stats;

	part->removed = part->info.complete
			    ? removed_new(state, 0)
			    : removed_read(state, part->db, xerr);
	if (part->removed == NULL ||
	    xap_db_stats(part->db, &stats, xerr) != XAP_OK)
		return xerr->status;
	part->documents = stats.doc_count;
	part->last_docid = stats.last_docid;
	return XAP_OK;
}

/* --- opening -------------------------------------------------------------- */

bool
part_served(struct index_part *part, struct xap_server *server,
    struct arena *state, struct error *err)
{
	struct xap_error xerr = {0};
	bool ok = server->db != NULL;

	part->db = server->db;
	if (part->texts == NULL)
		part->texts = texts_new(part->arena);
	if (!ok)
		part_error(part->name, &server->error, err);
	else
		ok = read_summary(part, &server->value, err) &&
		     (read_state(part, state, &xerr) == XAP_OK ||
			 part_error(part->name, &xerr, err));
	xap_text_clear(&server->value);
	server->db = NULL;
	return ok;
}

static enum xap_status
read_local(struct index_part *part, struct arena *state, struct xap_error *xerr)
{
	if (read_state(part, state, xerr) == XAP_OK)
		read_values(part, xerr);
	return xerr->status;
}

static bool
open_bundled(struct index_part *part, struct arena *state, struct error *err)
{
	struct xap_error xerr = {0};

	part->db = bundle_database(part->bundle, &xerr);
	return (part->db != NULL && read_local(part, state, &xerr) == XAP_OK) ||
	       part_error(part->path, &xerr, err);
}

/* Open what the pointer named when it was read. */
static enum xap_status
open_named(struct index_part *part, struct arena *state, struct xap_error *xerr)
{
	xap_db_free(part->db);
	part->db = xap_db_open_path(
	    arena_printf(part->arena, "%s/%s", part->path, part->database),
	    xerr);
	return part->db != NULL ? read_local(part, state, xerr) : xerr->status;
}

/*
 * Open what the pointer names. A writer may switch between the two steps and
 * take the old database away, of which then some files are opened and others
 * are not, which libxapian does not always mind; or it may commit twice while
 * what the index says of itself is read. Look again, a few times: what the
 * pointer named before and after is whole.
 */
static bool
open_folder(struct index_part *part, struct arena *state, struct error *err)
{
	struct xap_error xerr = {0};

	if (!pointer_read(part, err))
		return false;
	for (int tries = 0; tries < OPENING_TRIES; tries++) {
		const char *before = part->database;
		enum xap_status status = open_named(part, state, &xerr);

		if (!pointer_read(part, err))
			return false;
		if (strcmp(before, part->database) != 0)
			xerr.status = XAP_MODIFIED;
		else if (status != XAP_MODIFIED)
			break;
	}
	return xerr.status == XAP_OK || part_error(part->path, &xerr, err);
}

bool
part_open(struct index_part *part, struct arena *state, struct error *err)
{
	if (part->texts == NULL)
		part->texts = texts_new(part->arena);
	if (part->bundle != NULL)
		return open_bundled(part, state, err);
	return open_folder(part, state, err);
}

void
part_close(struct index_part *part)
{
	xap_db_free(part->db);
	part->db = NULL;
	texts_free(part->texts);
	part->texts = NULL;
}
