/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/set-memory.h"

#include "searcher/trust-memory.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MOST ((off_t)16 << 20) /* bytes of one file */
#define SUM	  16

static const char *
folder_of(struct arena *arena, const struct set_memory *memory)
{
	return memory->folder == NULL
		   ? NULL
		   : arena_printf(arena, "%s/sets", memory->folder);
}

/* Whether it is the user's, and nobody else can write to it. */
static bool
is_own(const char *path, struct stat *st)
{
	return stat(path, st) == 0 && st->st_uid == geteuid() &&
	       (st->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* What a file begins with: a hash of the rest, since a system that stops may
 * leave part of a file, or none of it, under its name. */
static void
sum_of(const char *bytes, size_t n, unsigned char sum[SUM])
{
	crypto_generichash(sum, SUM, (const unsigned char *)bytes, n, NULL, 0);
}

/* The rest of a file of `n` bytes; NULL where it is not whole. */
static const char *
read_file(struct arena *arena, const char *path, size_t n, size_t *ret_n)
{
	FILE *file = fopen(path, "r");
	char *bytes = arena_alloc(arena, n + 1);
	unsigned char sum[SUM];
	size_t got = 0;

	if (file != NULL) {
		got = fread(bytes, 1, n, file);
		fclose(file);
	}
	if (got != n || n < SUM)
		return NULL;
	bytes[n] = '\0';
	*ret_n = n - SUM;
	sum_of(bytes + SUM, *ret_n, sum);
	return memcmp(bytes, sum, SUM) == 0 ? bytes + SUM : NULL;
}

static const char *
get(void *context, struct arena *arena, const char *name, size_t *ret_n)
{
	const char *folder = folder_of(arena, context), *path;
	struct stat st;

	if (folder == NULL || !is_own(folder, &st))
		return NULL;
	path = arena_printf(arena, "%s/%s", folder, name);
	if (!is_own(path, &st) || !S_ISREG(st.st_mode) ||
	    st.st_size > FILE_MOST)
		return NULL;
	return read_file(arena, path, (size_t)st.st_size, ret_n);
}

static bool
write_file(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "w");
	unsigned char sum[SUM];
	bool ok;

	if (file == NULL)
		return false;
	sum_of(bytes, n, sum);
	ok = fwrite(sum, 1, SUM, file) == SUM && fwrite(bytes, 1, n, file) == n;
	return fclose(file) == 0 && ok;
}

static bool
put(void *context, const char *name, const char *bytes, size_t n)
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
		ok = write_file(part, bytes, n) && rename(part, path) == 0;
		if (!ok)
			unlink(part);
	}
	arena_free(arena);
	return ok;
}

struct recall
set_memory(struct set_memory *memory)
{
	return (struct recall){get, put, memory};
}
