/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/prepare.h"

#include "core/language.h"
#include "core/position-engine.h"
#include "indexer/block-passages.h"
#include "indexer/guess.h"
#include "indexer/passage-split.h"
#include "indexer/resolve.h"

#include <ctype.h>
#include <string.h>

/* The stronger sources of metadata over what the file says. */
static void
apply_fields(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct raw_record *raw)
{
	const struct manifest_row *row = file->manifest;

	for (size_t i = 0; row != NULL && i < row->n_fields; i++)
		raw_record_set(raw, document, 0, row->name[i], row->value[i]);
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

/* What the text says of itself, where nobody said it. */
static void
guess_rest(const struct prepare_file *file, struct arena *arena,
    struct raw_record *raw)
{
	struct record *record = &raw->record;
	const char *text = raw->body;
	size_t n =
	    raw->body_length < GUESS_LOOK ? raw->body_length : GUESS_LOOK;
	const char *name = raw->one_line ? "" : file->name;

	if (n == 0 && raw->n_blocks > 0)
		text = head_of_blocks(arena, raw, &n);
	else if (n == 0 && record->n_passages > 0) {
		text = record->passages[0].text;
		n = record->passages[0].text_length;
		n = n < GUESS_LOOK ? n : GUESS_LOOK;
	}
	if (!raw->has_kind)
		record->kind = guess_kind(record->title, name, text, n);
	if (!raw->one_line && record->title[0] == '\0')
		record->title = guess_title(arena, text, n);
	if (!raw->has_kind && record->kind == RECORD_OTHER)
		record->kind = guess_kind(record->title, name, text, n);
	if (!raw->one_line && record->title[0] == '\0')
		record->title = title_of_name(arena, file->name);
	if (!raw->one_line && record->date[0] == '\0')
		record->date = guess_date(arena, text, n);
	if (record->kind == RECORD_STATEMENT && record->speaker[0] == '\0') {
		const char *behalf;

		guess_speaker(
		    arena, record->title, text, n, &record->speaker, &behalf);
		if (record->on_behalf_of[0] == '\0')
			record->on_behalf_of = behalf;
	}
	if (record->language[0] == '\0')
		record->language = language_code(language_guess(text, n));
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

static void
split_body(const struct profile *profile, const struct repair *repair,
    struct arena *arena, struct raw_record *raw)
{
	struct split_options options = {
	    .kind = raw->record.kind,
	    .neg = profile->neg,
	    .line = raw->line,
	    .lines = repair != NULL ? repair_lines(repair, arena) : NULL,
	    .one_line = raw->one_line,
	    .markdown = raw->markdown,
	};

	raw->record.passages = passage_split(arena, raw->body, raw->body_length,
	    &options, &raw->record.n_passages);
}

bool
prepare_record(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct arena *arena, struct raw_record *raw,
    const struct profile **ret_profile, struct error *err)
{
	struct record *record = &raw->record;
	const struct profile *profile;
	struct repair *repair = NULL;

	apply_fields(settings, file, document, raw);
	set_identity(settings, file, document, arena, raw);
	profile = profiles_get(settings->profiles, record->negotiation, err);
	if (profile == NULL)
		return false;
	*ret_profile = profile;
	if (settings->repairs != NULL)
		repair = repair_record(settings->repairs, document, arena,
		    record->negotiation, raw);
	guess_rest(file, arena, raw);
	if (raw->blocks != NULL)
		block_passages(arena, raw->blocks, raw->n_blocks, record);
	else if (record->passages == NULL)
		split_body(profile, repair, arena, raw);
	else
		number_passages(record);
	repair_passages(repair, arena, record);
	resolve_record(
	    profile->neg, arena, record, raw->line, document->report);
	resolve_passages(profile->neg, arena, record);
	if (profile->engine != NULL)
		engine_record(profile->engine, arena, record);
	return true;
}
