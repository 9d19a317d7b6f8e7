/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/record.h"

#include <ctype.h>
#include <string.h>

/* The first name of a kind is the one shown; the others are accepted. */
static const struct {
	const char *name;
	enum record_kind kind;
} kinds[] = {
    {"other", RECORD_OTHER},
    {"statement", RECORD_STATEMENT},
    {"draft", RECORD_DRAFT},
    {"compilation", RECORD_COMPILATION},
    {"summary", RECORD_SUMMARY},
    {"commentary", RECORD_COMMENTARY},
    {"outcome", RECORD_OUTCOME},
    {"speech", RECORD_STATEMENT},
    {"intervention", RECORD_STATEMENT},
    {"submission", RECORD_STATEMENT},
    {"document", RECORD_DRAFT},
    {"negotiating document", RECORD_DRAFT},
    {"consolidated negotiating document", RECORD_DRAFT},
    {"negotiating text", RECORD_DRAFT},
    {"cnd", RECORD_DRAFT},
    {"draft text", RECORD_DRAFT},
    {"proposals", RECORD_COMPILATION},
    {"bulletin", RECORD_SUMMARY},
    {"report", RECORD_SUMMARY},
    {"record", RECORD_SUMMARY},
    {"summary record", RECORD_SUMMARY},
    {"analysis", RECORD_COMMENTARY},
    {"article", RECORD_COMMENTARY},
    {"blog", RECORD_COMMENTARY},
    {"note", RECORD_COMMENTARY},
    {"treaty", RECORD_OUTCOME},
    {"resolution", RECORD_OUTCOME},
    {"decision", RECORD_OUTCOME},
    {"adopted text", RECORD_OUTCOME},
};

const char *
record_kind_name(enum record_kind kind)
{
	return kinds[kind].name;
}

/* Equal but for letter case and for "_", "-" and " ". */
static bool
name_equal(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		int x = tolower((unsigned char)*a);
		int y = tolower((unsigned char)*b);

		if (x == '_' || x == '-')
			x = ' ';
		if (y == '_' || y == '-')
			y = ' ';
		if (x != y)
			return false;
	}
	return *a == *b;
}

bool
record_kind_find(const char *name, enum record_kind *ret)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (name_equal(kinds[i].name, name)) {
			*ret = kinds[i].kind;
			return true;
		}
	return false;
}

enum layer
record_kind_layer(enum record_kind kind)
{
	switch (kind) {
	case RECORD_STATEMENT:
		return LAYER_STATEMENT;
	case RECORD_DRAFT:
	case RECORD_COMPILATION:
		return LAYER_COMPILATION;
	case RECORD_SUMMARY:
	case RECORD_OUTCOME:
		return LAYER_SUMMARY;
	case RECORD_OTHER:
	case RECORD_COMMENTARY:
	case RECORD_KIND_COUNT:
		break;
	}
	return LAYER_COMMENTARY;
}

/*
 * The fields by name. "kind" has no offset of a string; it is set through
 * record_kind_find().
 */
#define NO_OFFSET ((size_t)-1)

static const struct {
	const char *name;
	const char *alias;
	size_t offset; /* of the string in struct record */
} fields[] = {
    {"id", NULL, offsetof(struct record, id)},
    {"kind", "type", NO_OFFSET},
    {"title", NULL, offsetof(struct record, title)},
    {"symbol", NULL, offsetof(struct record, symbol)},
    {"speaker", NULL, offsetof(struct record, speaker)},
    {"on_behalf_of", "behalf", offsetof(struct record, on_behalf_of)},
    {"author", "authors", offsetof(struct record, author)},
    {"organization", "organisation", offsetof(struct record, organization)},
    {"negotiation", NULL, offsetof(struct record, negotiation)},
    {"session", NULL, offsetof(struct record, session)},
    {"meeting", NULL, offsetof(struct record, meeting)},
    {"item", "agenda_item", offsetof(struct record, item)},
    {"place", "city", offsetof(struct record, place)},
    {"volume", NULL, offsetof(struct record, volume)},
    {"number", "issue", offsetof(struct record, number)},
    {"date", NULL, offsetof(struct record, date)},
    {"language", "lang", offsetof(struct record, language)},
    {"instrument", NULL, offsetof(struct record, instrument)},
    {"provision", NULL, offsetof(struct record, provision)},
    {"path", NULL, offsetof(struct record, path)},
    {"url", NULL, offsetof(struct record, url)},
    {"access", NULL, offsetof(struct record, access)},
};

#define N_FIELDS (sizeof fields / sizeof fields[0])

static const char **
field_place(struct record *record, size_t i)
{
	return (const char **)(void *)((char *)record + fields[i].offset);
}

void
record_init(struct record *record)
{
	memset(record, 0, sizeof *record);
	for (size_t i = 0; i < N_FIELDS; i++)
		if (fields[i].offset != NO_OFFSET)
			*field_place(record, i) = "";
}

void
passage_init(struct passage *passage)
{
	memset(passage, 0, sizeof *passage);
	passage->page = "";
	passage->heading = "";
	passage->speaker = "";
	passage->speaker_id = "";
	passage->speaker_ids = "";
	passage->on_behalf_of = "";
	passage->group_id = "";
	passage->instrument = "";
	passage->provision = "";
	passage->lineage = "";
	passage->option = "";
	passage->author = "";
	passage->anchor = "";
	passage->role = "";
	passage->affiliation = "";
	passage->delivered = "";
	passage->text = "";
	passage->original = "";
}

const char *
passage_language(const struct record *record, const struct passage *passage)
{
	if (passage->language != LANGUAGE_NONE)
		return language_code(passage->language);
	return language_find(record->language) == LANGUAGE_NONE
		   ? record->language
		   : "";
}

const char *
passage_part_name(enum passage_part part)
{
	static const char *const names[PASSAGE_PARTS] = {
	    "", "note", "comment", "row", "aside"};

	return part < PASSAGE_PARTS ? names[part] : "";
}

const char *
passage_status_name(enum passage_status status)
{
	static const char *const names[STATUS_COUNT] = {
	    "", "agreed", "bracketed", "contested"};

	return status < STATUS_COUNT ? names[status] : "";
}

bool
passage_status_find(const char *name, enum passage_status *ret)
{
	for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
		if (strcmp(passage_status_name((enum passage_status)i), name) ==
		    0) {
			*ret = (enum passage_status)i;
			return true;
		}
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether `text` begins with the `n` bytes, white space being all the same. */
static bool
begins_with(const char *text, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		if (is_space(s[i]) && is_space(*text)) {
			while (i < n && is_space(s[i]))
				i++;
			while (is_space(*text))
				text++;
			continue;
		}
		if (s[i++] != *text++)
			return false;
	}
	return true;
}

bool
passage_is_repaired(const struct passage *passage, size_t start, size_t end)
{
	const char *at = passage->original;

	if (*at == '\0')
		return false;
	if (end > passage->text_length)
		end = passage->text_length;
	while (start < end && is_space(passage->text[start]))
		start++;
	while (end > start && is_space(passage->text[end - 1]))
		end--;
	for (; *at != '\0'; at++)
		if (begins_with(at, passage->text + start, end - start))
			return false;
	return true;
}

const char *
record_field_name(size_t i)
{
	return i < N_FIELDS ? fields[i].name : NULL;
}

bool
record_field_find(const char *name, size_t *ret)
{
	for (size_t i = 0; i < N_FIELDS; i++)
		if (name_equal(fields[i].name, name) ||
		    (fields[i].alias != NULL &&
			name_equal(fields[i].alias, name))) {
			*ret = i;
			return true;
		}
	return false;
}

const char *
record_field(const struct record *record, size_t i)
{
	const char *value;

	if (fields[i].offset == NO_OFFSET)
		return record_kind_name(record->kind);
	memcpy(&value, (const char *)record + fields[i].offset, sizeof value);
	return value != NULL ? value : "";
}

bool
record_field_set(struct record *record, size_t i, const char *value)
{
	if (fields[i].offset == NO_OFFSET)
		return record_kind_find(value, &record->kind);
	*field_place(record, i) = value;
	return true;
}
