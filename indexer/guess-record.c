/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/guess-record.h"

#include "indexer/dateline.h"
#include "indexer/guess.h"
#include "indexer/masthead.h"

#include <string.h>

/* The file's name without its ending, as a title of last resort. */
static const char *
title_of_name(struct arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');

	return arena_strndup(arena, name,
	    dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* What the file's name says of a statement that does not say it itself. */
static void
read_name(const struct negotiation *neg, struct arena *arena, const char *name,
    struct raw_record *raw)
{
	struct record *record = &raw->record;
	struct file_name said;

	if ((raw->has_kind && record->kind != RECORD_STATEMENT) ||
	    record->speaker[0] != '\0' ||
	    !guess_from_name(neg, arena, name, &said))
		return;
	record->kind = RECORD_STATEMENT;
	record->speaker = said.speaker;
	if (record->session[0] == '\0')
		record->session = said.session;
	if (record->date[0] == '\0')
		record->date = said.date;
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

/* What was looked at: the beginning of a text, its file and its folders. */
struct head {
	const char *text;
	size_t n; /* bytes */
	const char *name;
	const char *folder;
};

static struct head
head_of(struct arena *arena, const char *name, const char *id,
    const struct raw_record *raw)
{
	const struct record *record = &raw->record;
	struct head head = {.text = raw->body,
	    .n = raw->body_length,
	    .name = raw->one_line ? "" : name,
	    .folder = raw->one_line ? "" : folder_of(arena, id)};

	if (head.n == 0 && raw->n_blocks > 0)
		head.text = blocks_head(
		    arena, raw->blocks, raw->n_blocks, GUESS_LOOK, &head.n);
	else if (head.n == 0 && record->n_passages > 0) {
		head.text = record->passages[0].text;
		head.n = record->passages[0].text_length;
	}
	if (head.n > GUESS_LOOK)
		head.n = GUESS_LOOK;
	return head;
}

static void
guess_kind_of(const struct head *head, struct raw_record *raw)
{
	if (!raw->has_kind)
		raw->record.kind = guess_kind(raw->record.title, head->name,
		    head->folder, head->text, head->n);
}

/* Who makes a statement, by its first lines. */
static void
guess_who(const struct negotiation *neg, struct arena *arena,
    const struct head *head, struct record *record)
{
	const char *behalf;

	guess_speaker(neg, arena, record->title, head->text, head->n,
	    &record->speaker, &behalf);
	if (record->on_behalf_of[0] == '\0')
		record->on_behalf_of = behalf;
	guess_holder(neg, arena, head->text, head->n, &record->speaker,
	    &record->on_behalf_of);
}

/* What stands in the first lines of a file: title, date, number, place. */
static void
guess_masthead(const struct negotiation *neg, struct arena *arena,
    const struct head *head, struct raw_record *raw)
{
	struct record *record = &raw->record;

	read_name(neg, arena, head->name, raw);
	if (record->title[0] == '\0')
		record->title = guess_title(arena, head->text, head->n);
	if (!raw->has_kind && record->kind == RECORD_OTHER)
		guess_kind_of(head, raw);
	if (record->date[0] == '\0')
		record->date = guess_date(arena, head->text, head->n);
	masthead_read(arena, head->text, head->n, record);
	settle_issue(raw);
	if (record->place[0] == '\0')
		record->place =
		    dateline_place(arena, neg, raw, head->text, head->n);
}

const char *
guess_record(const struct negotiation *neg, struct arena *arena,
    const char *name, const char *id, struct raw_record *raw)
{
	struct record *record = &raw->record;
	struct head head = head_of(arena, name, id, raw);

	guess_kind_of(&head, raw);
	if (!raw->one_line)
		guess_masthead(neg, arena, &head, raw);
	if (record->kind == RECORD_STATEMENT && record->speaker[0] == '\0' &&
	    !names_speakers(raw))
		guess_who(neg, arena, &head, record);
	if (raw->one_line)
		return "";
	/* A statement without a title is called by who makes it. */
	if (record->title[0] == '\0' &&
	    (record->kind != RECORD_STATEMENT || record->speaker[0] == '\0'))
		record->title = title_of_name(arena, name);
	return record->session[0] == '\0'
		   ? masthead_session(arena, neg, record, head.text, head.n)
		   : "";
}
