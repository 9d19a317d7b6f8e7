/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/saved.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- files ---------------------------------------------------------------- */

static bool
fail(struct error *err, const char *what, const char *path)
{
	return error_set(
	    err, ERROR_IO, "cannot %s '%s': %s", what, path, strerror(errno));
}

bool
saved_load(struct arena *arena, const char *path, size_t max, const char **ret,
    size_t *ret_n, struct error *err)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	size_t n;
	bool ok;

	*ret = "";
	*ret_n = 0;
	if (file == NULL)
		return errno == ENOENT || errno == ENOTDIR ||
		       fail(err, "open", path);
	bytes = arena_alloc(arena, max + 2);
	n = fread(bytes, 1, max + 1, file);
	ok = !ferror(file) || fail(err, "read", path);
	fclose(file);
	if (ok && n > max)
		ok = error_set(err, ERROR_IO,
		    "'%s' is too long: at most %zu bytes are read", path, max);
	*ret = bytes;
	*ret_n = n;
	return ok;
}

/* Make the folders above a file. */
static bool
make_folders(struct arena *arena, const char *path, struct error *err)
{
	char *folder = arena_strdup(arena, path);

	for (char *s = folder + 1; *s != '\0'; s++) {
		if (*s != '/')
			continue;
		*s = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return fail(err, "make the folder", folder);
		*s = '/';
	}
	return true;
}

static bool
write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		n -= (size_t)written;
	}
	return true;
}

bool
saved_replace(struct arena *arena, const char *path, const char *bytes,
    size_t n, struct error *err)
{
	const char *aside =
	    arena_printf(arena, "%s.%ld.new", path, (long)getpid());
	bool ok;
	int fd;

	if (!make_folders(arena, path, err))
		return false;
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0)
		return fail(err, "write", aside);
	ok = write_all(fd, bytes, n) && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	if (ok && rename(aside, path) == 0)
		return true;
	fail(err, "write", path);
	unlink(aside);
	return false;
}

/* --- queries -------------------------------------------------------------- */

bool
saved_read(
    struct arena *arena, const char *path, struct saved *ret, struct error *err)
{
	const char *bytes;
	size_t n;
	unsigned number = 0;

	*ret = (struct saved){0};
	if (!saved_load(arena, path, SAVED_FILE_MAX, &bytes, &n, err))
		return false;
	for (const char *at = bytes, *end = bytes + n; at < end; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop != NULL ? stop : end) - at);
		const char *tab = memchr(at, '\t', length);

		if (length > 0 && *at != '#' && tab == NULL)
			return error_set(err, ERROR_DATA,
			    "'%s', line %u: a saved query is a name, a tab and "
			    "the query",
			    path, number + 1);
		if (length > 0 && *at != '#') {
			ret->query = arena_grow(arena, ret->query, ret->count,
			    ret->count + 1, sizeof *ret->query);
			ret->query[ret->count++] = (struct saved_query){
			    arena_strndup(arena, at, (size_t)(tab - at)),
			    arena_strndup(arena, tab + 1,
				length - (size_t)(tab + 1 - at))};
		}
		at += length + 1;
	}
	return true;
}

const char *
saved_find(const struct saved *saved, const char *name)
{
	for (size_t i = 0; i < saved->count; i++)
		if (strcmp(saved->query[i].name, name) == 0)
			return saved->query[i].query;
	return NULL;
}

const char *
saved_list(struct arena *arena, const struct saved *saved)
{
	const char *list = "";

	for (size_t i = 0; i < saved->count && i < 20; i++)
		list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : ", ",
		    saved->query[i].name);
	return saved->count > 20 ? arena_printf(arena, "%s ...", list) : list;
}

/* Letters, digits, "-" and "_", so that it is also the name of a file. */
static bool
is_name(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > SAVED_NAME_MAX || name[0] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < 0x80 &&
		    !isalnum((unsigned char)name[i]) &&
		    strchr("-_", name[i]) == NULL)
			return false;
	return true;
}

/* The bytes of the file without the line of this name. */
static const char *
without(struct arena *arena, const char *bytes, size_t n, const char *name,
    size_t *ret_n)
{
	size_t length = strlen(name), kept = 0;
	char *copy = arena_alloc(arena, n + 2);

	for (size_t at = 0; at < n;) {
		const char *stop = memchr(bytes + at, '\n', n - at);
		size_t line =
		    stop != NULL ? (size_t)(stop - bytes) - at : n - at;

		if (line <= length || memcmp(bytes + at, name, length) != 0 ||
		    bytes[at + length] != '\t') {
			memcpy(copy + kept, bytes + at, line);
			kept += line;
			copy[kept++] = '\n';
		}
		at += line + 1;
	}
	*ret_n = kept;
	return copy;
}

bool
saved_write(struct arena *arena, const char *path, const char *name,
    const char *query, struct error *err)
{
	const char *bytes, *kept;
	size_t n;

	if (!is_name(name))
		return error_set(err, ERROR_USAGE,
		    "'%.60s' cannot be the name of a query: take letters, "
		    "digits, - and _, at most %d bytes",
		    name, SAVED_NAME_MAX);
	if (!saved_load(arena, path, SAVED_FILE_MAX, &bytes, &n, err))
		return false;
	kept = without(arena, bytes, n, name, &n);
	kept = arena_printf(arena, "%.*s%s%s%s%s", (int)n, kept,
	    query != NULL ? name : "", query != NULL ? "\t" : "",
	    query != NULL ? query : "", query != NULL ? "\n" : "");
	return saved_replace(arena, path, kept, strlen(kept), err);
}
