/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/set-memory.h"

#include "searcher/trust-memory.h"
#include "searcher/trust.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *
folder_of(struct arena *arena, const struct set_memory *memory)
{
	return memory->state == NULL
		   ? NULL
		   : arena_printf(arena, "%s/sets", memory->state);
}

static const char *
recall(void *context, struct arena *arena, const char *name)
{
	const char *folder = folder_of(arena, context);
	struct stat st;

	/* What others can write to is worth nothing. */
	if (folder == NULL || stat(folder, &st) != 0 ||
	    st.st_uid != geteuid() || (st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return NULL;
	return trust_read_file(
	    arena, arena_printf(arena, "%s/%s", folder, name));
}

static bool
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	bool ok;

	if (file == NULL)
		return false;
	ok = fputs(text, file) >= 0;
	return fclose(file) == 0 && ok;
}

static bool
keep(void *context, const char *name, const char *text)
{
	const struct set_memory *memory = context;
	struct arena *arena = arena_new();
	const char *folder = folder_of(arena, memory);
	bool ok = false;

	if (folder != NULL) {
		const char *path = arena_printf(arena, "%s/%s", folder, name);
		const char *part =
		    arena_printf(arena, "%s.%ld", path, (long)getpid());

		memory_folder(folder);
		memory_forget(arena, folder, memory->now);
		ok = write_file(part, text) && rename(part, path) == 0;
		if (!ok)
			unlink(part);
	}
	arena_free(arena);
	return ok;
}

struct index_memory
set_memory(struct set_memory *memory)
{
	return (struct index_memory){recall, keep, memory};
}
