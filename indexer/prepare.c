/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/prepare.h"

#include "core/position-engine.h"
#include "indexer/bracket.h"
#include "indexer/changes.h"
#include "indexer/color-key.h"
#include "indexer/dateline.h"
#include "indexer/guess.h"
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

/* The file's name without its ending, as a title of last resort. */
static const char *
title_of_name(struct arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');

	return arena_strndup(arena, name,
	    dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* The beginning of a body of blocks, as one text to be looked at. */
static const char *
head_of_blocks(struct arena *arena, const struct raw_record *raw, size_t *ret_n)
{
	char *text = arena_alloc(arena, GUESS_LOOK);
	size_t used = 0;

	for (size_t i = 0; i < raw->n_blocks && used < GUESS_LOOK; i++) {
		size_t n = raw->blocks[i].length;

		if (n > GUESS_LOOK - used - 1)
			n = GUESS_LOOK - used - 1;
		memcpy(text + used, raw->blocks[i].text, n);
		used += n;
		text[used++] = '\n';
	}
	*ret_n = used;
	return text;
}

/* Whether the parts of a record name their own speakers. */
static bool
names_speakers(const struct raw_record *raw)
{
	for (size_t i = 0; i < raw->n_blocks; i++)
		if (raw->blocks[i].speaker[0] != '\0' ||
		    raw->blocks[i].role[0] != '\0')
			return true;
	for (size_t i = 0; i < raw->record.n_passages; i++)
		if (raw->record.passages[i].speaker[0] != '\0')
			return true;
	return false;
}

/* The folders a file lies in, below what was given. */
static const char *
folder_of(struct arena *arena, const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash != NULL ? arena_strndup(arena, id, (size_t)(slash - id))
			     : "";
}

/* A bulletin's issue tells of others, whatever its words look like. */
static void
settle_issue(struct raw_record *raw)
{
	struct record *record = &raw->record;

	if (!raw->has_kind && record->volume[0] != '\0' &&
	    record->number[0] != '\0' &&
	    (record->kind == RECORD_OTHER || record->kind == RECORD_STATEMENT))
		record->kind = RECORD_SUMMARY;
}

/*
 * What the text says of itself, where nobody said it. Returns its session,
 * which is weaker than its date.
 */
static const char *
guess_rest(const struct prepare_file *file, const struct negotiation *neg,
    struct arena *arena, struct raw_record *raw)
{
	struct record *record = &raw->record;
	const char *text = raw->body;
	size_t n =
	    raw->body_length < GUESS_LOOK ? raw->body_length : GUESS_LOOK;
	const char *name = raw->one_line ? "" : file->name;
	const char *folder = raw->one_line ? "" : folder_of(arena, file->id);

	if (n == 0 && raw->n_blocks > 0)
		text = head_of_blocks(arena, raw, &n);
	else if (n == 0 && record->n_passages > 0) {
		text = record->passages[0].text;
		n = record->passages[0].text_length;
		n = n < GUESS_LOOK ? n : GUESS_LOOK;
	}
	if (!raw->has_kind)
		record->kind = guess_kind(record->title, name, folder, text, n);
	if (!raw->one_line && record->title[0] == '\0')
		record->title = guess_title(arena, text, n);
	if (!raw->has_kind && record->kind == RECORD_OTHER)
		record->kind = guess_kind(record->title, name, folder, text, n);
	if (!raw->one_line && record->title[0] == '\0')
		record->title = title_of_name(arena, file->name);
	if (!raw->one_line && record->date[0] == '\0')
		record->date = guess_date(arena, text, n);
	if (!raw->one_line) {
		masthead_read(arena, text, n, record);
		settle_issue(raw);
		if (record->place[0] == '\0')
			record->place =
			    dateline_place(arena, neg, raw, text, n);
	}
	if (record->kind == RECORD_STATEMENT && record->speaker[0] == '\0' &&
	    !names_speakers(raw)) {
		const char *behalf;

		guess_speaker(
		    arena, record->title, text, n, &record->speaker, &behalf);
		if (record->on_behalf_of[0] == '\0')
			record->on_behalf_of = behalf;
		guess_holder(neg, arena, text, n, &record->speaker,
		    &record->on_behalf_of);
	}
	if (raw->one_line)
		return "";
	return record->session[0] == '\0'
		   ? masthead_session(arena, neg, record, text, n)
		   : "";
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
	given = record->speaker[0] != '\0' || record->on_behalf_of[0] != '\0';
	profile = profiles_get(settings->profiles, record->negotiation, err);
	if (profile == NULL)
		return false;
	*ret_profile = profile;
	if (settings->repairs != NULL)
		repair = repair_record(settings->repairs, document, arena,
		    record->negotiation, raw);
	session = guess_rest(file, profile->neg, arena, raw);
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
