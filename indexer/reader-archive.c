/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ZIP, tar and 7z archives, and single files packed with xz, bzip2, zstd and
 * the like: each file in them, in the order in which they are stored, goes to
 * the reader that knows it. One at a time is unpacked, so that an archive may
 * be large. Nothing is written anywhere, and names are never used as paths.
 */
#include "indexer/archive-kind.h"
#include "indexer/member-name.h"
#include "indexer/reader.h"
#include "indexer/walk.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 3	       /* archives within one another */
#define BLOCK	   (64 * 1024) /* bytes unpacked in one go */

/* An archive that is read. */
struct unpacking {
	const struct document *document;
	struct arena *arena; /* reset between members */
	struct archive *archive;
	unsigned long count; /* of the member at hand, from 1 */
	const char *name;    /* of the member at hand */
	char *bytes;	     /* its content */
	size_t room;	     /* bytes there is place for, and for a NUL */
};

static int
bid(const struct document *document)
{
	switch (archive_kind_of(document->bytes, document->size)) {
	case ARCHIVE_NONE:
	case ARCHIVE_DOCUMENT:
		break;
	case ARCHIVE_ZIP:
		return 32;
	case ARCHIVE_7Z:
		return 48;
	case ARCHIVE_PACKED:
		return 24;
	case ARCHIVE_TAR:
		return 48;
	}
	return 0;
}

/* --- what is said of a member --------------------------------------------- */

static void
tell(struct unpacking *u, enum report_grade grade, const char *text)
{
	report_tell(u->document->report, grade,
	    u->name[0] != '\0'
		? arena_printf(u->arena, "%s!/%s", u->document->path, u->name)
		: u->document->path,
	    0, "%s", text);
}

/* What libarchive says of its last failure, without a final stop. */
static const char *
reason(struct unpacking *u)
{
	const char *text = archive_error_string(u->archive);
	size_t n = text != NULL ? strlen(text) : 0;

	if (n == 0)
		return "no reason is known";
	return arena_strndup(u->arena, text, text[n - 1] == '.' ? n - 1 : n);
}

/* The member's name; what is wrong with it is told. */
static void
set_name(struct unpacking *u, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);
	bool changed;

	if (name == NULL)
		name = archive_entry_pathname(entry);
	u->name = member_name(u->arena, name, u->count, &changed);
	if (changed)
		tell(u, REPORT_WARNING,
		    "its name in the archive is another, which leads "
		    "elsewhere or cannot be shown");
}

/* Why nothing is read of it, with how bad that is; NULL: it is read. */
static const char *
why_not(struct archive_entry *entry, const char *name, enum report_grade *ret)
{
	const char *last = strrchr(name, '/'), *why;

	*ret = REPORT_WARNING;
	if (archive_entry_hardlink(entry) != NULL ||
	    archive_entry_filetype(entry) == AE_IFLNK)
		return "it is a link and not followed";
	if (archive_entry_filetype(entry) != AE_IFREG)
		return "it is no regular file";
	*ret = REPORT_NOTE;
	why = strncmp(name, "__MACOSX/", 9) == 0
		  ? "about the files"
		  : walk_passes_over(last != NULL ? last + 1 : name);
	if (why != NULL)
		return why;
	*ret = REPORT_SKIPPED;
	if (archive_entry_is_encrypted(entry) > 0)
		return "it is encrypted";
	if (archive_entry_size_is_set(entry) &&
	    archive_entry_size(entry) > (la_int64_t)MEMBER_BYTES)
		return "it is larger than 64 MiB";
	return NULL;
}

/* --- members -------------------------------------------------------------- */

static bool
make_room(struct unpacking *u, size_t want)
{
	size_t room = u->room > 0 ? u->room : BLOCK;
	char *bytes;

	while (room < want)
		room *= 2;
	if (room == u->room)
		return true;
	bytes = realloc(u->bytes, room + 1);
	if (bytes == NULL)
		return false;
	u->bytes = bytes;
	u->room = room;
	return true;
}

/* Unpack the member; NULL where all is well, else why not. */
static const char *
unpack(struct unpacking *u, size_t *ret_size, bool *ret_fatal)
{
	size_t used = 0;
	la_ssize_t got;

	*ret_fatal = false;
	do {
		if (used > MEMBER_BYTES)
			return "it is larger than 64 MiB";
		if (!make_room(u, used + BLOCK))
			return "there is no memory to unpack it";
		got = archive_read_data(u->archive, u->bytes + used, BLOCK);
		if (got > 0)
			used += (size_t)got;
	} while (got > 0);
	*ret_fatal = got == ARCHIVE_FATAL;
	if (got < 0)
		return arena_printf(
		    u->arena, "it cannot be unpacked: %s", reason(u));
	u->bytes[used] = '\0';
	*ret_size = used;
	return NULL;
}

/* Read the member at hand. False where nothing more can be read. */
static bool
read_member(struct unpacking *u, struct archive_entry *entry, struct error *err)
{
	const struct member_sink *members = u->document->members;
	struct member_file member = {0};
	enum report_grade grade;
	const char *why;
	bool fatal = false;

	if (archive_entry_filetype(entry) == AE_IFDIR)
		return true;
	why = why_not(entry, u->name, &grade);
	if (why == NULL)
		why = unpack(u, &member.size, &fatal);
	if (why != NULL) {
		if (grade == REPORT_NOTE)
			why = arena_printf(u->arena, "passed over: %s", why);
		tell(u, grade, why);
		return !fatal ||
		       error_set(err, ERROR_INPUT,
			   "the archive is damaged after %lu files", u->count);
	}
	member.name = u->name;
	member.bytes = u->bytes;
	return members->take(members->context, &member, err);
}

static bool
read_members(struct unpacking *u, struct error *err)
{
	bool packed = archive_kind_of(u->document->bytes, u->document->size) ==
		      ARCHIVE_PACKED;
	struct archive_entry *entry;
	int code;

	for (;;) {
		arena_reset(u->arena);
		code = archive_read_next_header(u->archive, &entry);
		if (code == ARCHIVE_EOF)
			break;
		if (code == ARCHIVE_FATAL)
			return error_set(err, ERROR_INPUT,
			    "the archive is damaged after %lu files: %s",
			    u->count, reason(u));
		if (code == ARCHIVE_FAILED || code == ARCHIVE_RETRY)
			continue;
		u->count++;
		u->name = "";
		/* A packed file has its own name and no other. */
		if (!packed || archive_format(u->archive) != ARCHIVE_FORMAT_RAW)
			set_name(u, entry);
		if (!read_member(u, entry, err))
			return false;
	}
	return u->count > 0 ||
	       error_set(err, ERROR_INPUT, "there is no file in it");
}

/* --- the archive ---------------------------------------------------------- */

/* All but those for which libarchive starts programs. */
static void
support_filters(struct archive *a)
{
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_compress(a);
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_lzip(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
}

static bool
open_archive(struct unpacking *u, struct error *err)
{
	struct archive *a = u->archive;

	switch (archive_kind_of(u->document->bytes, u->document->size)) {
	case ARCHIVE_ZIP:
		archive_read_support_format_zip(a);
		break;
	case ARCHIVE_7Z:
		archive_read_support_format_7zip(a);
		break;
	case ARCHIVE_PACKED:
		support_filters(a);
		archive_read_support_format_raw(a);
		archive_read_support_format_tar(a);
		break;
	default:
		archive_read_support_format_tar(a);
	}
	if (archive_read_open_memory(
		a, u->document->bytes, u->document->size) == ARCHIVE_OK)
		return true;
	return error_set(
	    err, ERROR_INPUT, "it cannot be unpacked: %s", reason(u));
}

static bool
read_archive(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct unpacking u = {.document = document, .arena = arena, .name = ""};
	bool ok;

	(void)sink;
	if (document->members == NULL)
		return error_set(err, ERROR_INPUT,
		    "the files in it have nobody who takes them");
	if (document->depth >= DEPTH_MOST)
		return error_set(err, ERROR_INPUT,
		    "archives are more than %d deep in one another",
		    DEPTH_MOST);
	/* Names come out the same whatever the user's locale. */
	setlocale(LC_CTYPE, "C.UTF-8");
	u.archive = archive_read_new();
	if (u.archive == NULL)
		return error_set(
		    err, ERROR_INPUT, "there is no memory to unpack it");
	ok = open_archive(&u, err) && read_members(&u, err);
	archive_read_free(u.archive);
	free(u.bytes);
	return ok;
}

const struct reader reader_archive = {
    .name = "an archive",
    .bid = bid,
    .read = read_archive,
    .bytes = true,
};
