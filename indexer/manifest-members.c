/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/manifest-members.h"

#include "core/arena.h"

#include <fnmatch.h>
#include <string.h>
#include <strings.h>

/* Manifests and folders may be large: only files that could hold others are
 * looked for. */
static bool
may_hold_files(const char *path)
{
	static const char *const endings[] = {".zip", ".tar", ".gz", ".tgz",
	    ".bz2", ".xz", ".zst", ".7z", ".eml", ".mbox"};
	size_t n = strlen(path);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]);

		if (n > m && strcasecmp(path + n - m, endings[i]) == 0)
			return true;
	}
	return false;
}

/*
 * Whether what stands before "!/" may be this file. A pattern with fields of
 * names is taken for one that may: a file that is read again for nothing does
 * no harm.
 */
static bool
may_be_in(const struct manifest_row *row, const char *relative)
{
	const char *mark = strstr(row->path, "!/");
	struct arena *arena;
	const char *archive;
	bool may;

	if (mark == NULL)
		return false;
	arena = arena_new();
	archive = arena_strndup(arena, row->path, (size_t)(mark - row->path));
	may = strchr(archive, '{') != NULL ||
	      fnmatch(archive, relative, FNM_PATHNAME) == 0;
	arena_free(arena);
	return may;
}

void
manifest_members(struct manifest *manifest, const char *path,
    void (*visit)(void *context, const struct manifest_row *row), void *context)
{
	if (!may_hold_files(path))
		return;
	for (; manifest != NULL; manifest = manifest->above) {
		size_t n = strlen(manifest->folder);

		if (strncmp(path, manifest->folder, n) != 0 || path[n] != '/')
			continue;
		for (size_t i = 0; i < manifest->rows; i++) {
			struct manifest_row *row = &manifest->row[i];

			if (!may_be_in(row, path + n + 1))
				continue;
			row->used = true;
			if (visit != NULL)
				visit(context, row);
		}
	}
}
