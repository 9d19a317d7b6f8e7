/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/zip-of.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_PARTS 64

static void
pack(struct archive *archive, const struct zip_part *part)
{
	struct archive_entry *entry = archive_entry_new();

	/* OpenDocument wants this one as it is. */
	if (strcmp(part->name, "mimetype") == 0)
		archive_write_zip_set_compression_store(archive);
	else
		archive_write_zip_set_compression_deflate(archive);
	archive_entry_set_pathname(entry, part->name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)part->size);
	if (archive_write_header(archive, entry) != ARCHIVE_OK ||
	    archive_write_data(archive, part->bytes, part->size) !=
		(la_ssize_t)part->size)
		abort();
	archive_entry_free(entry);
}

const char *
zip_of(struct arena *arena, const struct zip_part *parts, size_t count,
    size_t *ret_size)
{
	struct archive *archive = archive_write_new();
	size_t room = 65536;
	char *to;

	for (size_t i = 0; i < count; i++)
		room += parts[i].size + 4 * strlen(parts[i].name) + 1024;
	to = arena_alloc(arena, room);
	archive_write_set_format_zip(archive);
	archive_write_set_bytes_in_last_block(archive, 1);
	if (archive_write_open_memory(archive, to, room, ret_size) !=
	    ARCHIVE_OK)
		abort();
	for (size_t i = 0; i < count; i++)
		pack(archive, &parts[i]);
	if (archive_write_close(archive) != ARCHIVE_OK)
		abort();
	archive_write_free(archive);
	return to;
}

const char *
file_bytes(struct arena *arena, const char *path, size_t *ret_size)
{
	struct stat st;
	FILE *file = fopen(path, "rb");
	char *bytes;

	if (file == NULL || fstat(fileno(file), &st) != 0) {
		fprintf(stderr, "cannot read '%s'\n", path);
		abort();
	}
	*ret_size = (size_t)st.st_size;
	bytes = arena_alloc(arena, *ret_size + 1);
	if (fread(bytes, 1, *ret_size, file) != *ret_size)
		abort();
	fclose(file);
	return bytes;
}

/* All files below folder/below, whose names are to begin with `below`. */
static size_t
collect(struct arena *arena, const char *folder, const char *below,
    struct zip_part *parts, size_t count)
{
	DIR *dir = opendir(arena_printf(arena, "%s/%s", folder, below));
	struct dirent *entry;

	if (dir == NULL)
		abort();
	while ((entry = readdir(dir)) != NULL) {
		const char *name, *path;
		struct stat st;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		name = arena_printf(arena, "%s%s%s", below,
		    below[0] != '\0' ? "/" : "", entry->d_name);
		path = arena_printf(arena, "%s/%s", folder, name);
		if (stat(path, &st) != 0 || count == MOST_PARTS)
			abort();
		if (S_ISDIR(st.st_mode)) {
			count = collect(arena, folder, name, parts, count);
			continue;
		}
		parts[count].name = name;
		parts[count].bytes =
		    file_bytes(arena, path, &parts[count].size);
		count++;
	}
	closedir(dir);
	return count;
}

static int
by_name(const void *a, const void *b)
{
	const struct zip_part *x = a, *y = b;
	int first = (strcmp(y->name, "mimetype") == 0) -
		    (strcmp(x->name, "mimetype") == 0);

	return first != 0 ? first : strcmp(x->name, y->name);
}

const char *
zip_of_folder(struct arena *arena, const char *folder, size_t *ret_size)
{
	struct zip_part *parts = arena_array(arena, MOST_PARTS, sizeof *parts);
	size_t count = collect(arena, folder, "", parts, 0);

	qsort(parts, count, sizeof *parts, by_name);
	return zip_of(arena, parts, count, ret_size);
}
