/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/prepare.h"

#include "core/index-set.h"
#include "core/position-engine.h"
#include "core/utf8.h"
#include "indexer/bracket.h"
#include "indexer/changes.h"
#include "indexer/color-key.h"
#include "indexer/guess-record.h"
#include "indexer/marked-up.h"
#include "indexer/masthead.h"
#include "indexer/resolve.h"
#include "indexer/structure.h"
#include "indexer/text-blocks.h"
#include "indexer/turns.h"

#include <ctype.h>
#include <string.h>

/* Whether the file itself said what a field is. */
static bool
is_said(const struct raw_record *raw, const char *name)
{
	if (strcmp(name, "kind") == 0)
		return raw->has_kind;
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		if (strcmp(record_field_name(i), name) == 0)
			return record_field(&raw->record, i)[0] != '\0';
	return false;
}

/* The stronger sources of metadata over what the file says. */
static void
apply_fields(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct raw_record *raw)
{
	const struct manifest_row *row = file->manifest;

	for (size_t i = 0; row != NULL && i < row->n_fields; i++)
		if (!row->weak || !is_said(raw, row->name[i]))
			raw_record_set(
			    raw, document, 0, row->name[i], row->value[i]);
	for (size_t i = 0; i < settings->n_given; i++)
		raw_record_set(raw, document, 0, settings->given[i].name,
		    settings->given[i].value);
}

/* Control characters, which would break keys, listings and terminals. */
static bool
has_controls(const char *s)
{
	for (; *s != '\0'; s++)
		if (iscntrl((unsigned char)*s))
			return true;
	return false;
}

/*
 * A name of the file system as text: bytes that are no UTF-8, and control
 * characters, as %XX, for ids and paths go into pages, tables and addresses.
 */
static const char *
name_as_text(struct arena *arena, const char *name)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = strlen(name);
	char *text = arena_alloc(arena, 3 * n + 1), *end = text;

	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = utf8_next(name + at, n - at, &c);
		unsigned char byte = (unsigned char)name[at];

		if ((c != UTF8_REPLACEMENT || bytes > 1) && byte >= 0x20 &&
		    byte != 0x7f) {
			memcpy(end, name + at, bytes);
			end += bytes;
			at += bytes;
			continue;
		}
		*end++ = '%';
		*end++ = digits[byte >> 4];
		*end++ = digits[byte & 15];
		at++;
	}
	return text;
}

static void
set_identity(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct arena *arena, struct raw_record *raw)
{
	struct record *record = &raw->record;

	const char *file_id = file->id;

	record->path = file->path;
	if (raw->member[0] != '\0') {
		record->path =
		    arena_printf(arena, "%s!/%s", file->path, raw->member);
		file_id = arena_printf(arena, "%s!/%s", file->id, raw->member);
	}
	record->path = name_as_text(arena, record->path);
	file_id = name_as_text(arena, file_id);
	if (has_controls(record->id)) {
		report_tell(document->report, REPORT_WARNING, document->path,
		    raw->line,
		    "its id holds control characters and is left out");
		record->id = "";
	}
	if (record->id[0] == '\0' && raw->one_line)
		record->id = arena_printf(arena, "%s#%lu", file_id, raw->line);
	else if (record->id[0] == '\0')
		record->id = file_id;
	if (record->negotiation[0] == '\0')
		record->negotiation = file->negotiation != NULL
					  ? file->negotiation
					  : settings->negotiation;
}

/* Passages that the format itself has: number them, drop empty ones. */
static void
number_passages(struct record *record)
{
	size_t used = 0;

	for (size_t i = 0; i < record->n_passages; i++) {
		struct passage *passage = &record->passages[i];
		size_t n = passage->text_length;

		while (n > 0 && isspace((unsigned char)passage->text[n - 1]))
			n--;
		if (n == 0)
			continue;
		record->passages[used] = *passage;
		record->passages[used].number = (uint32_t)used + 1;
		used++;
	}
	record->n_passages = used;
}

/* The body as blocks: the format's own, or those of its text. */
static struct blocks
body_blocks(const struct profile *profile, struct arena *arena,
    const struct repair *repair, const struct raw_record *raw)
{
	struct text_options options = {
	    .kind = raw->record.kind,
	    .neg = profile->neg,
	    .line = raw->line,
	    .one_line = raw->one_line,
	    .markdown = raw->markdown,
	};
	struct blocks blocks;

	blocks_init(&blocks, arena);
	if (raw->blocks != NULL) {
		blocks.block = raw->blocks;
		blocks.count = blocks.room = raw->n_blocks;
	} else {
		if (repair != NULL)
			options.lines = repair_lines(repair, arena);
		text_blocks(raw->body, raw->body_length, &options, &blocks);
	}
	return blocks;
}

/* Whether a record of this kind could be what several said, word for word. */
static bool
may_be_transcript(const struct raw_record *raw, bool given)
{
	return !given && !raw->one_line &&
	       (raw->record.kind == RECORD_STATEMENT ||
		   raw->record.kind == RECORD_SUMMARY ||
		   raw->record.kind == RECORD_OTHER);
}

/* Whoever was guessed to speak in all of it is one of several. */
static void
several_speak(struct raw_record *raw)
{
	raw->record.speaker = raw->record.on_behalf_of = "";
	if (!raw->has_kind && raw->record.kind == RECORD_OTHER)
		raw->record.kind = RECORD_STATEMENT;
}

/*
 * Make the passages, with who speaks in each where the text is a transcript;
 * `given`: somebody said who speaks in all of it.
 */
static bool
make_passages(const struct profile *profile, const struct document *document,
    const struct repair *repair, struct arena *arena, struct raw_record *raw,
    bool given, struct error *err)
{
	struct structure_options options = {
	    .neg = profile->neg,
	    .path = raw->record.path,
	    .report = document->report,
	};
	struct blocks blocks;
	const char *words;

	if (raw->blocks == NULL && raw->record.passages != NULL) {
		number_passages(&raw->record);
		brackets_passages(
		    arena, &raw->record, raw->record.path, document->report);
		return true;
	}
	blocks = body_blocks(profile, arena, repair, raw);
	if (raw->record.kind == RECORD_DRAFT &&
	    marked_up_lost(&blocks, &words)) {
		error_set(err, ERROR_INPUT,
		    "a marked-up draft whose deletions and insertions run "
		    "together (%s)",
		    words);
		return false;
	}
	/* Passes over blocks run here, before their structure is read. */
	if (may_be_transcript(raw, given) &&
	    turns_blocks(profile->neg, arena, &blocks.block, &blocks.count))
		several_speak(raw);
	color_key_apply(profile->neg, &blocks);
	changes_settle(&blocks);
	structure_passages(&blocks, &options, &raw->record);
	return true;
}

/* Who made and paid a bulletin is not part of what it tells. */
static void
mark_imprint(struct record *record)
{
	if (record->kind != RECORD_SUMMARY && record->kind != RECORD_COMMENTARY)
		return;
	for (size_t i = 0; i < record->n_passages; i++)
		if (record->passages[i].part == PASSAGE_BODY &&
		    masthead_is_imprint(record->passages[i].text,
			record->passages[i].text_length))
			record->passages[i].part = PASSAGE_ASIDE;
}

bool
prepare_record(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct arena *arena, struct raw_record *raw,
    const struct profile **ret_profile, struct error *err)
{
	struct record *record = &raw->record;
	const struct profile *profile;
	const char *session;
	struct repair *repair = NULL;
	bool given;

	apply_fields(settings, file, document, raw);
	set_identity(settings, file, document, arena, raw);
	*ret_profile = NULL;
	if (settings->shards > 0 &&
	    index_set_shard_of(record->id, settings->shards) != settings->shard)
		return true;
	given = record->speaker[0] != '\0' || record->on_behalf_of[0] != '\0';
	profile = profiles_get(settings->profiles, record->negotiation, err);
	if (profile == NULL)
		return false;
	*ret_profile = profile;
	if (settings->repairs != NULL)
		repair = repair_record(settings->repairs, document, arena,
		    record->negotiation, raw);
	session = guess_record(profile->neg, arena,
	    name_as_text(arena, file->name), file->id, raw);
	if (!make_passages(profile, document, repair, arena, raw, given, err))
		return false;
	repair_passages(repair, arena, record);
	mark_imprint(record);
	resolve_record(
	    profile->neg, arena, record, session, raw->line, document->report);
	resolve_passages(profile->neg, arena, record);
	language_id_record(settings->language, record);
	if (profile->engine != NULL)
		engine_record(profile->engine, arena, record);
	return true;
}
