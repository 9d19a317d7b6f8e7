/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/datadir.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No table is near as large; a mistaken path may be. */
#define TABLE_MAX ((size_t)256 * 1024 * 1024)

struct directory {
	const char *path;	  /* where tables are read from */
	const char *overlay_id;	  /* the negotiation laid over, or NULL */
	const char *overlay_path; /* where that one is read from, or NULL */
};

static bool
is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/*
 * Whether `program` lies where programs are installed beside `installed`,
 * which ends in "/share/<package>".
 */
static bool
is_installed(struct arena *arena, const char *program, const char *installed)
{
	static const char *const place[] = {
	    "/bin/", "/sbin/", "/lib/", "/libexec/"};
	const char *end = strstr(installed, "/share/");

	for (const char *p = end; p != NULL; p = strstr(p + 1, "/share/"))
		end = p;
	if (program == NULL || end == NULL)
		return false;
	for (size_t i = 0; i < sizeof place / sizeof place[0]; i++)
		if (starts_with(program,
			arena_printf(arena, "%.*s%s", (int)(end - installed),
			    installed, place[i])))
			return true;
	return false;
}

const char *
datadir_choose(struct arena *arena, const char *given, const char *program,
    const char *build, const char *installed, struct error *err)
{
	const char *first = build, *second = installed;

	if (given != NULL && *given != '\0') {
		if (is_directory(given))
			return given;
		error_set(err, ERROR_DATA,
		    "'%s' is no data directory; set TRAVAUX_DATADIR", given);
		return NULL;
	}
	if (is_installed(arena, program, installed)) {
		first = installed;
		second = build;
	}
	if (is_directory(first))
		return first;
	if (is_directory(second))
		return second;
	error_set(err, ERROR_DATA,
	    "no data directory at '%s' or '%s'; set TRAVAUX_DATADIR", first,
	    second);
	return NULL;
}

const char *
datadir_find(struct arena *arena, const char *given, const char *program,
    struct error *err)
{
	return datadir_choose(arena, given, program, TRAVAUX_BUILD_CORPUS,
	    TRAVAUX_PKGDATADIR, err);
}

/* Names may hold what a user gave as an id: none leads out of the place. */
static bool
name_is_safe(const char *name)
{
	const char *part = name;

	if (*name == '/' || *name == '\0')
		return false;
	while (part != NULL) {
		if (strncmp(part, "..", 2) == 0 &&
		    (part[2] == '/' || part[2] == '\0'))
			return false;
		part = strchr(part, '/');
		if (part != NULL)
			part++;
	}
	return true;
}

static const char *
name_path(
    const struct directory *directory, struct arena *arena, const char *name)
{
	if (directory->overlay_id != NULL && directory->overlay_path != NULL) {
		const char *prefix = arena_printf(
		    arena, "negotiations/%s/", directory->overlay_id);

		if (starts_with(name, prefix))
			return arena_printf(arena, "%s/%s",
			    directory->overlay_path, name + strlen(prefix));
	}
	return arena_printf(arena, "%s/%s", directory->path, name);
}

/* Read `size` bytes, or fewer where the file ends before. */
static bool
read_all(int fd, char *bytes, size_t size, size_t *ret_n)
{
	size_t n = 0;

	while (n < size) {
		ssize_t got = read(fd, bytes + n, size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret_n = n;
	return true;
}

static const char *
file_read(struct arena *arena, const char *path, int fd, size_t *ret_n,
    struct error *err)
{
	struct stat st;
	char *bytes;

	if (fstat(fd, &st) != 0) {
		error_set(err, ERROR_IO, "cannot read '%s': %s", path,
		    strerror(errno));
		return NULL;
	}
	if (!S_ISREG(st.st_mode)) {
		error_set(err, ERROR_IO, "cannot read '%s': not a file", path);
		return NULL;
	}
	if (st.st_size < 0 || (unsigned long long)st.st_size > TABLE_MAX) {
		error_set(err, ERROR_LIMIT,
		    "cannot read '%s': larger than %zu MiB", path,
		    TABLE_MAX / (1024 * 1024));
		return NULL;
	}
	bytes = arena_alloc(arena, (size_t)st.st_size + 1);
	if (!read_all(fd, bytes, (size_t)st.st_size, ret_n)) {
		error_set(err, ERROR_IO, "cannot read '%s': %s", path,
		    strerror(errno));
		return NULL;
	}
	return bytes;
}

static const char *
directory_read(void *context, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
	const struct directory *directory = context;
	const char *path, *bytes;
	int fd;

	if (!name_is_safe(name)) {
		error_set(err, ERROR_DATA, "'%s' is no name of a table", name);
		return NULL;
	}
	path = name_path(directory, arena, name);
	/* A pipe in a table's place must not keep us waiting. */
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			error_set(err, ERROR_IO, "cannot open '%s': %s", path,
			    strerror(errno));
		return NULL;
	}
	bytes = file_read(arena, path, fd, ret_n, err);
	close(fd);
	return bytes;
}

struct table_source
datadir_source(struct arena *arena, const char *directory,
    const char *overlay_id, const char *overlay_directory)
{
	struct directory *context = arena_alloc(arena, sizeof *context);

	context->path = directory;
	context->overlay_id = overlay_id;
	context->overlay_path = overlay_directory;
	return (struct table_source){directory_read, context};
}
