/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/indexer-scratch.h"

#include "core/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *
scratch_new(struct arena *arena)
{
	const char *top = getenv("TMPDIR");
	char *folder = arena_printf(
	    arena, "%s/travaux-test-XXXXXX", top != NULL ? top : "/tmp");

	if (mkdtemp(folder) == NULL)
		abort();
	return folder;
}

void
scratch_remove(const char *folder)
{
	folder_remove(folder);
}

const char *
scratch_file(struct arena *arena, const char *folder, const char *name,
    const char *bytes, size_t n)
{
	char *path = arena_printf(arena, "%s/%s", folder, name);
	FILE *file;

	for (char *s = path + strlen(folder) + 1; (s = strchr(s, '/')) != NULL;
	     s++) {
		*s = '\0';
		mkdir(path, 0777);
		*s = '/';
	}
	file = fopen(path, "w");
	if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0)
		abort();
	return path;
}

const char *
scratch_text(
    struct arena *arena, const char *folder, const char *name, const char *text)
{
	return scratch_file(arena, folder, name, text, strlen(text));
}
