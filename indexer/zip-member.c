/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/zip-member.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <string.h>

#define USUAL_BYTES ((size_t)64 << 20)
#define RATIO_START ((size_t)16 << 20) /* below this any ratio is allowed */
#define USUAL_RATIO 200
#define CHUNK	    ((size_t)256 << 10)
#define MOST_NAMES  65536 /* looked at: documents have some dozens */

/* An archive that is being read, and what it may still give. */
struct unpacking {
	struct archive *archive;
	struct arena *arena;
	size_t member_bytes; /* most of one member */
	size_t left;	     /* most of all that follow */
};

bool
zip_begins(const char *bytes, size_t n)
{
	return n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

/* Only what has its directory: the others may have been cut. */
static struct archive *
open_zip(const char *bytes, size_t n)
{
	struct archive *archive = archive_read_new();

	if (archive == NULL)
		return NULL;
	archive_read_support_format_zip_seekable(archive);
	if (archive_read_open_memory(archive, bytes, n) != ARCHIVE_OK) {
		archive_read_free(archive);
		return NULL;
	}
	return archive;
}

/* Bytes of `path` that are the same as `name`, all of `name` being there. */
static bool
begins_with(const char *path, const char *name)
{
	for (; *name != '\0'; path++, name++) {
		int c = *path == '\\' ? '/' : tolower((unsigned char)*path);

		if (c != tolower((unsigned char)*name))
			return false;
	}
	return true;
}

static bool
is_wanted(const char *path, const char *name)
{
	size_t n = strlen(name);

	return path != NULL && begins_with(path, name) &&
	       ((n > 0 && name[n - 1] == '/') || path[n] == '\0');
}

bool
zip_has(const char *bytes, size_t n, const char *name)
{
	struct archive *archive;
	struct archive_entry *entry;
	bool found = false;

	if (!zip_begins(bytes, n))
		return false;
	archive = open_zip(bytes, n);
	for (unsigned i = 0; archive != NULL && !found && i < MOST_NAMES; i++) {
		if (archive_read_next_header(archive, &entry) < ARCHIVE_WARN)
			break;
		found = is_wanted(archive_entry_pathname(entry), name);
	}
	archive_read_free(archive);
	return found;
}

/* Room a member is given at first: what it says of itself and one more. */
static size_t
first_room(struct archive_entry *entry, size_t most)
{
	la_int64_t size =
	    archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;

	if (size <= 0)
		return most < CHUNK ? most + 1 : CHUNK;
	return (size_t)size < most ? (size_t)size + 1 : most + 1;
}

static bool
unpack(struct unpacking *run, struct archive_entry *entry,
    struct zip_member *member, struct error *err)
{
	size_t most =
	    run->left < run->member_bytes ? run->left : run->member_bytes;
	size_t room = first_room(entry, most), used = 0;
	char *to;

	if (archive_entry_is_encrypted(entry))
		return error_set(err, ERROR_INPUT, "it is encrypted");
	to = arena_alloc(run->arena, room + 1);
	for (;;) {
		la_ssize_t got =
		    archive_read_data(run->archive, to + used, room - used);

		if (got < 0)
			return error_set(err, ERROR_INPUT,
			    "its member %s is broken: %s", member->name,
			    archive_error_string(run->archive));
		used += (size_t)got;
		if (used > most)
			return error_set(err, ERROR_INPUT,
			    "its member %s unpacks to more than %zu bytes",
			    member->name, most);
		if (got == 0)
			break;
		if (used == room) {
			room = 2 * used < most ? 2 * used : most + 1;
			to = arena_grow(run->arena, to, used + 1, room + 1, 1);
		}
	}
	to[used] = '\0';
	member->bytes = to;
	member->size = used;
	run->left -= used;
	return true;
}

static bool
unpack_all(struct unpacking *run, struct zip_member *members, size_t count,
    struct error *err)
{
	struct archive_entry *entry;
	size_t found = 0;

	for (unsigned i = 0; i < MOST_NAMES && found < count; i++) {
		int status = archive_read_next_header(run->archive, &entry);

		if (status == ARCHIVE_EOF)
			break;
		if (status < ARCHIVE_WARN)
			return error_set(err, ERROR_INPUT,
			    "it is a broken ZIP archive: %s",
			    archive_error_string(run->archive));
		for (size_t m = 0; m < count; m++) {
			if (members[m].bytes != NULL ||
			    !is_wanted(
				archive_entry_pathname(entry), members[m].name))
				continue;
			if (!unpack(run, entry, &members[m], err))
				return false;
			found++;
			break;
		}
	}
	return true;
}

bool
zip_read(struct arena *arena, const char *bytes, size_t n,
    const struct zip_limits *limits, struct zip_member *members, size_t count,
    struct error *err)
{
	struct unpacking run = {.arena = arena, .member_bytes = USUAL_BYTES};
	size_t ratio = USUAL_RATIO;
	bool ok;

	if (limits != NULL && limits->member_bytes > 0)
		run.member_bytes = limits->member_bytes;
	if (limits != NULL && limits->ratio > 0)
		ratio = limits->ratio;
	run.left = n < RATIO_START / ratio ? RATIO_START : n * ratio;
	for (size_t i = 0; i < count; i++) {
		members[i].bytes = NULL;
		members[i].size = 0;
	}
	run.archive = open_zip(bytes, n);
	if (run.archive == NULL)
		return error_set(err, ERROR_INPUT,
		    "it is no whole ZIP archive: its directory is missing, as "
		    "if it had been cut short");
	ok = unpack_all(&run, members, count, err);
	archive_read_free(run.archive);
	return ok;
}
