/* SPDX-License-Identifier: GPL-2.0-or-later */
/* realpath() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "indexer/walk.h"

#include "indexer/manifest-members.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <uthash.h>

#define DEPTH_MAX 64 /* folders within folders */

/* Paths seen, so that each file comes once. */
struct seen {
	const char *real;
	UT_hash_handle hh;
};

/* A walk under way. */
struct walker {
	struct arena *arena;
	const struct report *report;
	const char *index; /* real path of the index, or NULL */
	struct walk *walk;
	size_t room; /* of walk->file */
	struct seen *seen;
};

/* Where the walk is. */
struct place {
	const char *path; /* as given */
	const char *real; /* from the root */
	const char *id;	  /* below what was given; "" for that itself */
	struct manifest *manifest; /* nearest, or NULL */
	const char *profile;	   /* tables of the negotiation, or NULL */
	int depth;
};

static const char *
below(struct arena *arena, const char *folder, const char *name)
{
	size_t n = strlen(folder);

	if (n == 0)
		return arena_strdup(arena, name);
	return arena_printf(
	    arena, folder[n - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

static bool
seen_before(struct walker *w, const char *real)
{
	struct seen *seen;

	HASH_FIND_STR(w->seen, real, seen);
	if (seen != NULL)
		return true;
	seen = arena_alloc(w->arena, sizeof *seen);
	seen->real = real;
	HASH_ADD_KEYPTR(hh, w->seen, seen->real, strlen(seen->real), seen);
	return false;
}

/* Add a file, which manifests know by the path `listed`. */
static void
add_file(struct walker *w, const struct place *at, const char *listed,
    const struct stat *st)
{
	struct walk *walk = w->walk;
	struct walk_file *file;

	if (seen_before(w, at->real))
		return;
	if (walk->n_files == w->room) {
		size_t room = w->room > 0 ? w->room * 2 : 64;

		walk->file = arena_grow(w->arena, walk->file, walk->n_files,
		    room, sizeof *walk->file);
		w->room = room;
	}
	file = &walk->file[walk->n_files++];
	file->path = at->path;
	file->real = at->real;
	file->id = at->id;
	file->profile = at->profile;
	file->manifest = manifest_find(at->manifest, listed);
	file->manifests = at->manifest;
	file->listed = listed;
	manifest_members(at->manifest, listed, NULL, NULL);
	file->stamp.size = (uint64_t)st->st_size;
	file->stamp.mtime_ns =
	    (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	file->stamp.inode = (uint64_t)st->st_ino;
}

const char *
walk_passes_over(const char *name)
{
	static const char *const about[] = {
	    "README", "LICENSE", "LICENCE", "COPYING"};
	size_t n = strlen(name);

	if (name[0] == '.')
		return "hidden";
	if (strcmp(name, MANIFEST_NAME) == 0)
		return "a manifest";
	if (n > 0 && name[n - 1] == '~')
		return "a backup";
	for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
		if (strncasecmp(name, about[i], strlen(about[i])) == 0)
			return "about the files, not one of the records; list "
			       "it in " MANIFEST_NAME " to have it indexed";
	return NULL;
}

static void walk_folder(struct walker *w, struct place *at);

/* One entry of a folder. */
static void
walk_entry(struct walker *w, const struct place *folder, const char *name)
{
	struct place at = *folder;
	const char *why;
	struct stat st;

	at.path = below(w->arena, folder->path, name);
	at.real = below(w->arena, folder->real, name);
	at.id = below(w->arena, folder->id, name);
	at.depth++;
	why = manifest_is_table(folder->manifest, name)
		  ? "a table of the files beside it"
		  : walk_passes_over(name);
	if (why != NULL && manifest_find(at.manifest, at.path) == NULL) {
		report_tell(
		    w->report, REPORT_NOTE, at.path, 0, "passed over: %s", why);
		return;
	}
	if (lstat(at.path, &st) != 0)
		report_tell(w->report, REPORT_SKIPPED, at.path, 0,
		    "cannot look at it: %s", strerror(errno));
	else if (S_ISLNK(st.st_mode))
		report_tell(w->report, REPORT_WARNING, at.path, 0,
		    "it is a symbolic link and not followed");
	else if (S_ISDIR(st.st_mode))
		walk_folder(w, &at);
	else if (!S_ISREG(st.st_mode))
		report_tell(w->report, REPORT_SKIPPED, at.path, 0,
		    "it is no regular file");
	else
		add_file(w, &at, at.path, &st);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted; NULL with errno where it cannot be read. */
static const char **
read_names(struct arena *arena, const char *path, size_t *ret_count)
{
	const char **names = arena_alloc(arena, 1);
	size_t count = 0, room = 0;
	struct dirent *entry;
	DIR *dir = opendir(path);

	if (dir == NULL)
		return NULL;
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (count == room) {
			size_t more = room > 0 ? room * 2 : 32;

			names = arena_grow(
			    arena, names, count, more, sizeof *names);
			room = more;
		}
		names[count++] = arena_strdup(arena, entry->d_name);
	}
	if (errno != 0)
		names = NULL;
	closedir(dir);
	if (count > 0 && names != NULL)
		qsort(names, count, sizeof *names, compare_names);
	*ret_count = count;
	return names;
}

static void
add_string(
    struct arena *arena, const char ***list, size_t *count, const char *s)
{
	*list = arena_grow(arena, *list, *count, *count + 1, sizeof **list);
	(*list)[(*count)++] = s;
}

/* A folder "profile" with a profile.tsv beside the records. */
static const char *
find_profile(struct walker *w, const char *folder)
{
	const char *profile = below(w->arena, folder, "profile");
	struct stat st;

	if (stat(below(w->arena, profile, "profile.tsv"), &st) == 0 &&
	    S_ISREG(st.st_mode))
		return profile;
	return NULL;
}

static void
walk_folder(struct walker *w, struct place *at)
{
	struct walk *walk = w->walk;
	struct manifest *manifest;
	const char *profile, **names;
	size_t count;

	if (at->depth > DEPTH_MAX) {
		report_tell(w->report, REPORT_SKIPPED, at->path, 0,
		    "more than %d folders within one another", DEPTH_MAX);
		return;
	}
	if (w->index != NULL && strcmp(at->real, w->index) == 0)
		return;
	names = read_names(w->arena, at->path, &count);
	if (names == NULL) {
		report_tell(w->report, REPORT_SKIPPED, at->path, 0,
		    "cannot read the folder: %s", strerror(errno));
		add_string(w->arena, &walk->closed, &walk->n_closed, at->real);
		return;
	}
	profile = find_profile(w, at->path);
	if (profile != NULL)
		at->profile = profile;
	manifest = manifest_read(w->arena, at->path, at->manifest, w->report);
	if (manifest != NULL)
		at->manifest = manifest;
	for (size_t i = 0; i < count; i++)
		if (profile == NULL || strcmp(names[i], "profile") != 0)
			walk_entry(w, at, names[i]);
	if (manifest != NULL)
		manifest_tell_unused(manifest, w->report);
}

/* The folder a path to a file lies in. */
static const char *
folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path
		   ? "/"
		   : arena_strndup(arena, path, (size_t)(slash - path));
}

/* A file given by itself: its folder's manifest and profile count. */
static void
walk_given_file(struct walker *w, struct place *at, const struct stat *st)
{
	const char *folder = folder_of(w->arena, at->path);
	const char *slash = strrchr(at->path, '/');

	at->id = slash != NULL ? slash + 1 : at->path;
	at->profile = find_profile(w, folder);
	at->manifest = manifest_read(w->arena, folder, NULL, w->report);
	add_file(w, at, below(w->arena, folder, at->id), st);
}

/* "corpus//" and "corpus/" are "corpus". */
static const char *
without_slashes(struct arena *arena, const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return arena_strndup(arena, path, n);
}

static bool
walk_given(struct walker *w, const char *given, struct error *err)
{
	struct place at = {.path = without_slashes(w->arena, given), .id = ""};
	char *real = realpath(given, NULL);
	struct stat st;

	if (real == NULL || stat(real, &st) != 0) {
		error_set(err, ERROR_USAGE, "cannot read '%s': %s", given,
		    strerror(errno));
		free(real);
		return false;
	}
	at.real = arena_strdup(w->arena, real);
	free(real);
	add_string(w->arena, &w->walk->root, &w->walk->n_roots, at.real);
	if (S_ISDIR(st.st_mode))
		walk_folder(w, &at);
	else if (S_ISREG(st.st_mode))
		walk_given_file(w, &at, &st);
	else
		return error_set(err, ERROR_USAGE,
		    "cannot read '%s': it is neither a file nor a folder",
		    given);
	return true;
}

bool
walk_paths(struct arena *arena, const char *const *paths, size_t n_paths,
    const char *index, const struct report *report, struct walk *ret,
    struct error *err)
{
	struct walker w = {.arena = arena, .report = report, .walk = ret};
	char *real = index != NULL ? realpath(index, NULL) : NULL;
	bool ok = true;

	memset(ret, 0, sizeof *ret);
	if (real != NULL)
		w.index = arena_strdup(arena, real);
	free(real);
	for (size_t i = 0; ok && i < n_paths; i++)
		ok = walk_given(&w, paths[i], err);
	HASH_CLEAR(hh, w.seen);
	return ok;
}

/* Whether `path` is `folder` or lies below it. */
static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	if (strncmp(path, folder, n) != 0)
		return false;
	return path[n] == '\0' || path[n] == '/' ||
	       (n > 0 && folder[n - 1] == '/');
}

bool
walk_covers(const struct walk *walk, const char *real)
{
	for (size_t i = 0; i < walk->n_closed; i++)
		if (is_below(real, walk->closed[i]))
			return false;
	for (size_t i = 0; i < walk->n_roots; i++)
		if (is_below(real, walk->root[i]))
			return true;
	return false;
}
