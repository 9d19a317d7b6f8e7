/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/work.h"

#include "core/passage-terms.h"
#include "core/translate.h"
#include "indexer/documents.h"
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
	struct work_result result;
	struct list ids;
	struct list negotiations;
	bool others; /* records of another shard were passed over */
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
take_record(void *context, struct arena *arena, const struct document *document,
    const struct manifest_row *row, struct raw_record *raw, struct error *err)
{
	struct part_run *run = context;
	const struct walk_file *file = run->part->file;
	struct prepare_file about = {.path = file->path,
	    .id = file->id,
	    .name = document->name,
	    .manifest = row,
	    .negotiation = run->part->negotiation};
	struct record *record = &raw->record;
	unsigned long line = raw->one_line ? raw->line : 0;
	bool one_of_many = raw->one_line || raw->member[0] != '\0';
	const struct profile *profile;
	struct error why = {0};

	if (!prepare_record(run->work->settings, &about, document, arena, raw,
		&profile, &why)) {
		bool part = one_of_many || why.code != ERROR_INPUT;

		report_tell(document->report,
		    part ? REPORT_PARTIAL : REPORT_SKIPPED, document->path,
		    line, "%s%s", why.message,
		    part ? _("; the record is left out") : "");
		return true;
	}
	if (profile == NULL) {
		run->others = true;
		return true;
	}
	if (record->n_passages == 0) {
		report_tell(document->report,
		    one_of_many ? REPORT_PARTIAL : REPORT_SKIPPED,
		    document->path, line, "there is no text in it");
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

static enum work_outcome
outcome_of(const struct part_run *run, enum document_outcome outcome)
{
	if (run->result.records > 0 || run->others)
		return WORK_DONE;
	/* Another time, or with other limits, it may be read. */
	return outcome == DOCUMENT_STOPPED ? WORK_UNREAD : WORK_EMPTY;
}

/* Read a source. False only where the sink or the system failed. */
static bool
read_document(
    struct part_run *run, const struct source *source, struct error *err)
{
	const struct work *work = run->work;
	const struct work_part *part = run->part;
	struct document_settings settings = {.limits = work->limits,
	    .contained = work->contained,
	    .server = work->server,
	    .charset = work->charset,
	    .ocr = work->ocr,
	    .file_arena = work->file_arena,
	    .record_arena = work->record_arena,
	    .report = &run->sink->report,
	    .take = take_record,
	    .context = run};
	struct document_file file = {.path = part->file->path,
	    .bytes = source->bytes,
	    .size = source->length,
	    .whole = part->whole,
	    .offset = part->offset,
	    .line = part->line,
	    .manifest = part->file->manifest,
	    .manifests = part->file->manifests,
	    .listed = part->file->listed};
	enum document_outcome outcome;

	if (!document_read(&settings, &file, &outcome, err))
		return false;
	run->result.outcome = outcome_of(run, outcome);
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
