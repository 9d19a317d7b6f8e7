/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/work.h"

#include "core/passage-terms.h"
#include "indexer/charset.h"
#include "indexer/reader.h"

#include <string.h>

/* A growing string: the ids of many records. */
struct list {
	char *s;
	size_t used;
	size_t room;
};

/* A part under way. */
struct part_run {
	struct work *work;
	const struct work_part *part;
	size_t number;
	const struct work_sink *sink;
	const struct document *document;
	struct prepare_file file;
	struct work_result result;
	struct list ids;
	struct list negotiations;
};

static void
list_add(struct arena *arena, struct list *list, const char *s)
{
	size_t n = strlen(s), want = list->used + n + 2;

	if (want > list->room) {
		size_t room = list->room > 0 ? list->room : 256;

		while (room < want)
			room *= 2;
		list->s = arena_grow(arena, list->s, list->room, room, 1);
		list->room = room;
	}
	if (list->used > 0)
		list->s[list->used++] = '\n';
	memcpy(list->s + list->used, s, n + 1);
	list->used += n;
}

static bool
list_has(const struct list *list, const char *s)
{
	size_t n = strlen(s);

	for (const char *at = list->s; at != NULL && *at != '\0';) {
		const char *end = strchr(at, '\n');
		size_t length = end != NULL ? (size_t)(end - at) : strlen(at);

		if (length == n && memcmp(at, s, n) == 0)
			return true;
		at = end != NULL ? end + 1 : NULL;
	}
	return n == 0;
}

/* --- records -------------------------------------------------------------- */

/* The documents of a record. */
static bool
write_record(struct part_run *run, struct arena *arena,
    const struct profile *profile, const struct record *record,
    struct error *err)
{
	for (size_t i = 0; i < record->n_passages; i++) {
		struct xap_doc_input doc;

		passage_document(arena, run->work->stems, profile->neg, record,
		    &record->passages[i], &doc);
		if (!run->sink->document(run->sink->context, &doc, err))
			return false;
		run->result.positions +=
		    (uint32_t)record->passages[i].n_positions;
	}
	run->result.passages += (uint32_t)record->n_passages;
	return true;
}

static bool
take_record(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct part_run *run = context;
	struct record *record = &raw->record;
	const struct profile *profile;
	struct error why = {0};

	if (!prepare_record(run->work->settings, &run->file, run->document,
		arena, raw, &profile, &why)) {
		bool part = raw->one_line || why.code != ERROR_INPUT;

		report_tell(&run->sink->report,
		    part ? REPORT_PARTIAL : REPORT_SKIPPED,
		    run->part->file->path, raw->one_line ? raw->line : 0,
		    "%s%s", why.message,
		    part ? "; the record is left out" : "");
		return true;
	}
	if (record->n_passages == 0) {
		report_tell(&run->sink->report,
		    raw->one_line ? REPORT_PARTIAL : REPORT_SKIPPED,
		    run->part->file->path, raw->one_line ? raw->line : 0,
		    "there is no text in it");
		return true;
	}
	record->id = run->sink->name(
	    run->sink->context, run->number, run->result.records, record->id);
	list_add(run->work->file_arena, &run->ids, record->id);
	if (!list_has(&run->negotiations, record->negotiation))
		list_add(run->work->file_arena, &run->negotiations,
		    record->negotiation);
	run->result.records++;
	return write_record(run, arena, profile, record, err);
}

bool
work_is_lines(
    const char *name, const char *declared, const char *bytes, size_t n)
{
	return reader_by_lines(name) && declared[0] == '\0' &&
	       !(n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			       memcmp(bytes, "\xFE\xFF", 2) == 0));
}

/* --- files ---------------------------------------------------------------- */

static void
tell_damage(struct part_run *run, const struct decoded *decoded)
{
	const char *path = run->part->file->path;

	if (decoded->guessed)
		report_tell(&run->sink->report, REPORT_WARNING, path, 0,
		    "it is not UTF-8 and taken for %s; declare its charset "
		    "with --charset or in a manifest if that is wrong",
		    decoded->charset);
	if (decoded->bad > 0)
		report_tell(&run->sink->report, REPORT_WARNING, path, 0,
		    "%zu %s no %s, the first at byte %llu; shown as U+FFFD",
		    decoded->bad, decoded->bad == 1 ? "place is" : "places are",
		    decoded->charset,
		    (unsigned long long)(run->part->whole ? 0
							  : run->part->offset) +
			decoded->bad_offset);
}

/* The charset that somebody declared, or "". */
static const char *
declared_charset(const struct part_run *run)
{
	if (run->work->charset[0] != '\0')
		return run->work->charset;
	return manifest_value(run->part->file->manifest, "charset");
}

/* Decode the bytes into a document; ERROR_INPUT where they are no text. */
static bool
decode(struct part_run *run, const struct source *source,
    struct document *document, struct error *err)
{
	struct arena *arena = run->work->file_arena;
	const char *declared = declared_charset(run);
	struct decoded decoded;
	const char *foreign =
	    reader_foreign(document->name, source->bytes, source->length);

	if (foreign != NULL && run->part->whole)
		return error_set(
		    err, ERROR_INPUT, "no reader for it: it is %s", foreign);
	if (work_is_lines(
		document->name, declared, source->bytes, source->length))
		charset_repair(arena, source->bytes, source->length, &decoded);
	else if (!charset_decode(arena, source->bytes, source->length, declared,
		     &decoded, err))
		return false;
	tell_damage(run, &decoded);
	document->text = decoded.text;
	document->length = decoded.length;
	return true;
}

static void
fill_document(struct part_run *run, const struct source *source,
    struct document *document)
{
	const struct work_part *part = run->part;

	memset(document, 0, sizeof *document);
	document->path = part->file->path;
	document->name = reader_name(run->work->file_arena, part->file->path);
	document->line = part->whole ? 1 : part->line;
	document->report = &run->sink->report;
	document->bytes = source->bytes;
	document->size = source->length;
	document->ocr = run->work->ocr;
	run->document = document;
	run->file.path = part->file->path;
	run->file.id = part->file->id;
	run->file.name = document->name;
	run->file.manifest = part->file->manifest;
	run->file.negotiation = part->negotiation;
}

/*
 * The reader for a file, which is decoded where that reads text; NULL with
 * ERROR_INPUT where nobody reads it.
 */
static const struct reader *
choose_reader(struct part_run *run, const struct source *source,
    struct document *document, struct error *err)
{
	const struct reader *reader = NULL;

	if (run->part->whole)
		reader = reader_find_bytes(document);
	if (reader != NULL)
		return reader;
	if (!decode(run, source, document, err))
		return NULL;
	return run->part->whole ? reader_find(document, err) : &reader_jsonl;
}

/* Read a source. False only where the sink failed. */
static bool
read_document(
    struct part_run *run, const struct source *source, struct error *err)
{
	struct record_sink records = {take_record, run};
	const char *path = run->part->file->path;
	const struct reader *reader;
	struct document document;
	struct error why = {0};

	fill_document(run, source, &document);
	if (source->length == 0) {
		run->result.outcome = WORK_EMPTY;
		report_tell(
		    &run->sink->report, REPORT_SKIPPED, path, 0, "it is empty");
		return true;
	}
	reader = choose_reader(run, source, &document, &why);
	if (reader == NULL) {
		run->result.outcome = WORK_EMPTY;
		report_tell(&run->sink->report, REPORT_SKIPPED, path, 0, "%s",
		    why.message);
		return true;
	}
	if (!reader->read(&document, run->work->record_arena, &records, err))
		return false;
	run->result.outcome = run->result.records > 0 ? WORK_DONE : WORK_EMPTY;
	return true;
}

static bool
read_source(const struct work *work, const struct work_part *part,
    struct source *source, struct error *err)
{
	if (part->whole)
		return source_read(source, part->file->path, work->limits, err);
	return source_read_range(source, part->file->path, part->offset,
	    part->length, &part->file->stamp, err);
}

bool
work_part(struct work *work, const struct work_part *part, size_t number,
    const struct work_sink *sink, struct error *err)
{
	struct part_run run = {
	    .work = work, .part = part, .number = number, .sink = sink};
	struct error why = {0};
	struct source source;
	bool ok;

	if (!sink->begin(sink->context, number, err))
		return false;
	if (read_source(work, part, &source, &why)) {
		memcpy(run.result.hash, source.hash, SOURCE_HASH);
		ok = read_document(&run, &source, err);
		source_clear(&source);
	} else {
		run.result.outcome = WORK_UNREAD;
		report_tell(&sink->report, REPORT_SKIPPED, part->file->path, 0,
		    "%s", why.message);
		ok = true;
	}
	run.result.ids = run.ids.used > 0 ? run.ids.s : "";
	run.result.negotiations =
	    run.negotiations.used > 0 ? run.negotiations.s : "";
	ok = ok && sink->end(sink->context, number, &run.result, err);
	arena_reset(work->record_arena);
	arena_reset(work->file_arena);
	return ok;
}
