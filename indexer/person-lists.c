/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/person-lists.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* The lists of a folder. */
struct folder {
	const char *path; /* with its slash; NULL: none was read yet */
	const char **name;
	size_t count;
	size_t room;
};

struct person_lists {
	struct arena *arena;
	struct folder folder[2]; /* a document's own, and the one above */
};

static const char *const endings[] = {
    "listPerson.xml", "listOrg.xml", "listPerson.xml.gz", "listOrg.xml.gz"};

/* Bytes of a list's name before its ending, or -1 where it is none. */
static int
stem_of(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]), stem;

		if (n < m || strcmp(name + n - m, endings[i]) != 0)
			continue;
		stem = n - m;
		while (stem > 0 && strchr("-_.", name[stem - 1]) != NULL)
			stem--;
		return (int)stem;
	}
	return -1;
}

bool
person_list_for(const char *name, const char *of)
{
	int stem = stem_of(name);

	return stem >= 0 && strncmp(name, of, (size_t)stem) == 0;
}

struct person_lists *
person_lists_new(struct arena *arena)
{
	struct person_lists *lists = arena_alloc(arena, sizeof *lists);

	lists->arena = arena;
	return lists;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static void
add_name(struct arena *arena, struct folder *folder, const char *name)
{
	if (folder->count == folder->room) {
		size_t room = folder->room > 0 ? 2 * folder->room : 8;

		folder->name = arena_grow(arena, folder->name, folder->room,
		    room, sizeof *folder->name);
		folder->room = room;
	}
	folder->name[folder->count++] = arena_strdup(arena, name);
}

static void
read_folder(struct arena *arena, struct folder *folder, const char *path)
{
	DIR *dir = opendir(path[0] != '\0' ? path : ".");
	struct dirent *entry;

	folder->path = path;
	folder->count = 0;
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (stem_of(entry->d_name) >= 0)
			add_name(arena, folder, entry->d_name);
	closedir(dir);
	if (folder->count > 1)
		qsort(folder->name, folder->count, sizeof *folder->name,
		    compare_names);
}

void
person_lists_find(struct person_lists *lists, const char *path,
    const char *name, void (*take)(void *context, const char *path),
    void *context)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	struct folder *folder = lists->folder;

	if (folder[0].path == NULL || strlen(folder[0].path) != n ||
	    memcmp(folder[0].path, path, n) != 0) {
		read_folder(lists->arena, &folder[0],
		    arena_strndup(lists->arena, path, n));
		read_folder(lists->arena, &folder[1],
		    arena_printf(lists->arena, "%s../", folder[0].path));
	}
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < folder[i].count; k++)
			if (person_list_for(folder[i].name[k], name))
				take(context,
				    arena_printf(lists->arena, "%s%s",
					folder[i].path, folder[i].name[k]));
}
