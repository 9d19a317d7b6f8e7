/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/documents.h"

#include "core/translate.h"
#include "indexer/charset.h"
#include "indexer/work.h"

#include <string.h>

#define RATIO_START ((uint64_t)16 << 20) /* below this any ratio is allowed */
#define RATIO_MAX   100 /* text packs to a fifth; a bomb to a thousandth */
#define ALL_USUAL   ((uint64_t)1 << 30) /* bytes of all members together */

/* A file that is read, with all that is in it. */
struct run {
	const struct document_settings *settings;
	const struct document_file *file;
	uint64_t unpacked; /* bytes of all members so far */
	bool stopped;	   /* the taker of records did */
};

/* One document: the file itself, or one in it. */
struct reading {
	struct run *run;
	const char *member;  /* where in the file: "inner.zip!/a.txt", or "" */
	struct arena *arena; /* lives as long as it is read */
	const struct manifest_row *row;
	struct document document;
	struct report report; /* its own, to be passed on */
	size_t records;	      /* it gave */
};

static bool read_reading(
    struct reading *reading, enum document_outcome *ret, struct error *err);

/* --- reports -------------------------------------------------------------- */

/* A member left out is a part left out. */
static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *text)
{
	const struct reading *reading = context;

	if (reading->member[0] != '\0' && grade == REPORT_SKIPPED)
		grade = REPORT_PARTIAL;
	report_tell(
	    reading->run->settings->report, grade, path, line, "%s", text);
}

static void
leave_out(struct reading *reading, const char *why)
{
	report_tell(&reading->report,
	    reading->records > 0 ? REPORT_PARTIAL : REPORT_SKIPPED,
	    reading->document.path, 0, "%s%s", why,
	    reading->records > 0 ? _("; the rest of it is left out") : "");
}

/* --- text ----------------------------------------------------------------- */

static void
tell_damage(struct reading *reading, const struct decoded *decoded)
{
	const struct document *document = &reading->document;
	const struct document_file *file = reading->run->file;

	if (decoded->guessed)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    "it is not UTF-8 and taken for %s; declare its charset "
		    "with --charset or in a manifest if that is wrong",
		    decoded->charset);
	if (decoded->bad > 0)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    P_("%zu place is no %s, the first at byte %llu; shown as "
		       "U+FFFD",
			"%zu places are no %s, the first at byte %llu; shown "
			"as U+FFFD",
			decoded->bad),
		    decoded->bad, decoded->charset,
		    (unsigned long long)(file->whole ? 0 : file->offset) +
			decoded->bad_offset);
}

/* The charset that somebody declared, or "". */
static const char *
declared_charset(const struct reading *reading)
{
	if (reading->run->settings->charset[0] != '\0')
		return reading->run->settings->charset;
	return manifest_value(reading->row, "charset");
}

/* Decode the bytes; ERROR_INPUT where they are no text. */
static bool
decode(struct reading *reading, struct error *err)
{
	struct document *document = &reading->document;
	const char *declared = declared_charset(reading);
	struct decoded decoded;
	const char *foreign =
	    reader_foreign(document->name, document->bytes, document->size);

	if (foreign != NULL && reading->run->file->whole)
		return error_set(
		    err, ERROR_INPUT, "no reader for it: it is %s", foreign);
	if (work_is_lines(
		document->name, declared, document->bytes, document->size))
		charset_repair(
		    reading->arena, document->bytes, document->size, &decoded);
	else if (!charset_decode(reading->arena, document->bytes,
		     document->size, declared, &decoded, err))
		return false;
	tell_damage(reading, &decoded);
	document->text = decoded.text;
	document->length = decoded.length;
	return true;
}

/* --- members -------------------------------------------------------------- */

/* A bomb is seen by what all that is in a file comes to. */
static bool
count_member(struct run *run, size_t size, struct error *err)
{
	uint64_t all = ALL_USUAL;

	if (run->settings->limits != NULL &&
	    run->settings->limits->file_bytes > 0)
		all = run->settings->limits->file_bytes;
	run->unpacked += size;
	if (run->unpacked > all)
		return error_set(err, ERROR_LIMIT,
		    "it unpacks to more than %llu MiB (see --max-size)",
		    (unsigned long long)(all >> 20));
	if (run->unpacked > RATIO_START &&
	    run->unpacked / RATIO_MAX > run->file->size)
		return error_set(err, ERROR_LIMIT,
		    "it unpacks to more than %d times its size", RATIO_MAX);
	return true;
}

/* What a file that is packed by itself is called when it is unpacked. */
static const char *
unpacked_name(struct arena *arena, const char *name)
{
	static const char *const endings[] = {
	    ".gz", ".xz", ".bz2", ".zst", ".lzma", ".Z"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]);

		if (n > m && strcmp(name + n - m, endings[i]) == 0)
			return arena_strndup(arena, name, n - m);
	}
	return name;
}

/* Make ready to read a member of what `outer` reads. */
static void
enter(struct reading *inner, const struct reading *outer,
    const struct member_file *member)
{
	const struct document_file *file = outer->run->file;
	struct arena *arena = inner->arena;
	struct document *document = &inner->document;

	inner->run = outer->run;
	inner->report = (struct report){tell, inner};
	inner->member = outer->member;
	document->name = unpacked_name(arena, outer->document.name);
	if (member->name[0] != '\0') {
		inner->member = arena_printf(arena, "%s%s%s", outer->member,
		    outer->member[0] != '\0' ? "!/" : "", member->name);
		document->name = reader_name(arena, member->name);
	}
	document->path =
	    inner->member[0] != '\0'
		? arena_printf(arena, "%s!/%s", file->path, inner->member)
		: file->path;
	inner->row = manifest_find(file->manifests,
	    arena_printf(arena, "%s!/%s", file->listed, inner->member));
	if (inner->row == NULL)
		inner->row = outer->row;
	document->bytes = member->bytes;
	document->size = member->size;
	document->line = 1;
	document->depth = outer->document.depth + 1;
	document->ocr = outer->document.ocr;
	document->report = &inner->report;
}

static bool
take_member(void *context, const struct member_file *member, struct error *err)
{
	struct reading *outer = context;
	struct reading inner = {0};
	enum document_outcome outcome;
	bool ok;

	if (!count_member(outer->run, member->size, err))
		return false;
	inner.arena = arena_new();
	enter(&inner, outer, member);
	ok = read_reading(&inner, &outcome, err);
	outer->records += inner.records;
	arena_free(inner.arena);
	return ok;
}

/* --- reading -------------------------------------------------------------- */

static bool
take_record(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct reading *reading = context;
	const struct document_settings *settings = reading->run->settings;
	const char *outer = reading->member, *inner = raw->member;

	if (outer[0] != '\0' && inner[0] != '\0')
		raw->member = arena_printf(arena, "%s!/%s", outer, inner);
	else if (outer[0] != '\0')
		raw->member = outer;
	reading->records++;
	if (settings->take(settings->context, arena, &reading->document,
		reading->row, raw, err))
		return true;
	reading->run->stopped = true;
	return false;
}

/* The reader for a document, which is decoded where that reads text; NULL with
 * ERROR_INPUT where nobody reads it. */
static const struct reader *
choose_reader(struct reading *reading, struct error *err)
{
	bool whole = reading->run->file->whole;
	const struct reader *reader =
	    whole ? reader_find_bytes(&reading->document) : NULL;

	if (reader != NULL)
		return reader;
	if (!decode(reading, err))
		return NULL;
	return whole ? reader_find(&reading->document, err) : &reader_jsonl;
}

/* Read one document and what is in it. False as document_read(). */
static bool
read_reading(
    struct reading *reading, enum document_outcome *ret, struct error *err)
{
	const struct document_settings *settings = reading->run->settings;
	struct record_sink sink = {take_record, reading};
	struct member_sink members = {take_member, reading};
	struct document *document = &reading->document;
	const struct reader *reader;
	struct error why = {0};
	bool ok;

	*ret = DOCUMENT_REFUSED;
	if (document->size == 0) {
		leave_out(reading, "it is empty");
		return true;
	}
	reader = choose_reader(reading, &why);
	if (reader == NULL) {
		leave_out(reading, why.message);
		return true;
	}
	document->members = &members;
	if (reader->bytes)
		ok = contained_read(settings->server, reader, document,
		    settings->record_arena, &sink, settings->contained, &why);
	else
		ok =
		    reader->read(document, settings->record_arena, &sink, &why);
	if (!ok && (reading->run->stopped || why.code == ERROR_IO)) {
		*err = why;
		return false;
	}
	*ret = why.code == ERROR_LIMIT ? DOCUMENT_STOPPED : DOCUMENT_READ;
	if (!ok)
		leave_out(reading, why.message);
	return true;
}

bool
document_read(const struct document_settings *settings,
    const struct document_file *file, enum document_outcome *ret,
    struct error *err)
{
	struct run run = {.settings = settings, .file = file};
	struct reading reading = {.run = &run,
	    .member = "",
	    .arena = settings->file_arena,
	    .row = file->manifest};
	struct document *document = &reading.document;

	reading.report = (struct report){tell, &reading};
	document->path = file->path;
	document->name = reader_name(settings->file_arena, file->path);
	document->bytes = file->bytes;
	document->size = file->size;
	document->line = file->whole ? 1 : file->line;
	document->ocr = settings->ocr;
	document->report = &reading.report;
	return read_reading(&reading, ret, err);
}
