/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSONL: a line is a record, an object with the fields of a record and `text`
 * or `passages`, a list of {text, speaker, on_behalf_of, provision, page}. A
 * line that is none is told by its number, and the rest goes on.
 */
#include "indexer/reader.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

/* A first line that is an object: "{" and a quote. */
static int
bid(const struct document *document)
{
	const char *s = document->text, *end = s + document->length;
	int bits = reader_by_lines(document->name) ? 24 : 0;

	while (s < end && isspace((unsigned char)*s))
		s++;
	if (s == end || *s++ != '{')
		return bits;
	while (s < end && isspace((unsigned char)*s))
		s++;
	return s < end && *s == '"' ? bits + 16 : bits;
}

/* A scalar as a string: numbers as they are written, true, false. */
static const char *
scalar(struct arena *arena, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return json_string_value(value);
	case JSON_INTEGER:
		return arena_printf(
		    arena, "%lld", (long long)json_integer_value(value));
	case JSON_REAL:
		return arena_printf(arena, "%.15g", json_real_value(value));
	case JSON_TRUE:
		return "true";
	default:
		return "";
	}
}

/* The same, and lists of scalars with "; " between. */
static const char *
value_string(struct arena *arena, const json_t *value)
{
	const char *all = "";
	const json_t *item;
	size_t i;

	if (!json_is_array(value))
		return arena_strdup(arena, scalar(arena, value));
	json_array_foreach(value, i, item)
	{
		const char *one = scalar(arena, item);

		if (one[0] != '\0')
			all = arena_printf(arena, "%s%s%s", all,
			    all[0] != '\0' ? "; " : "", one);
	}
	return all;
}

/* A string of the text: NULs, which JSON may hold, become U+FFFD. */
static const char *
text_string(struct arena *arena, const json_t *value, size_t *ret_n)
{
	const char *s = json_string_value(value);
	size_t n = json_string_length(value), nuls = 0, used = 0;
	char *copy;

	for (size_t i = 0; i < n; i++)
		nuls += s[i] == '\0';
	copy = arena_alloc(arena, n + 2 * nuls + 1);
	if (nuls == 0) {
		memcpy(copy, s, n);
		*ret_n = n;
		return copy;
	}
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\0') {
			copy[used++] = s[i];
			continue;
		}
		memcpy(copy + used, "\xEF\xBF\xBD", 3);
		used += 3;
	}
	*ret_n = used;
	return copy;
}

static const char *
member(struct arena *arena, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return value != NULL ? value_string(arena, value) : "";
}

/* One of `passages`; false where it has no text. */
static bool
read_passage(struct arena *arena, const json_t *item, unsigned long line,
    struct passage *ret)
{
	const json_t *text =
	    json_is_string(item) ? item : json_object_get(item, "text");

	if (!json_is_string(text))
		return false;
	passage_init(ret);
	ret->text = text_string(arena, text, &ret->text_length);
	ret->line_first = ret->line_last = (uint32_t)line;
	if (json_is_object(item)) {
		ret->speaker = member(arena, item, "speaker");
		ret->on_behalf_of = member(arena, item, "on_behalf_of");
		ret->provision = member(arena, item, "provision");
		ret->page = member(arena, item, "page");
		ret->heading = member(arena, item, "heading");
	}
	return true;
}

static void
read_passages(const struct document *document, struct arena *arena,
    const json_t *list, struct raw_record *raw)
{
	struct record *record = &raw->record;
	const json_t *item;
	size_t i;

	record->passages =
	    arena_array(arena, json_array_size(list), sizeof *record->passages);
	json_array_foreach(
	    list, i, item) if (read_passage(arena, item, raw->line,
				   &record->passages[record->n_passages]))
	    record->n_passages++;
	else report_tell(document->report, REPORT_PARTIAL, document->path,
	    raw->line,
	    "passage %zu of the record has no text and is left "
	    "out",
	    i + 1);
}

/* Fill in a record from an object; false (told) where it has no text. */
static bool
read_object(const struct document *document, struct arena *arena,
    json_t *object, struct raw_record *raw)
{
	json_t *value, *text, *passages;
	const char *key;

	json_object_foreach(object, key, value) if (raw_record_knows(key))
	    raw_record_set(
		raw, document, raw->line, key, value_string(arena, value));
	passages = json_object_get(object, "passages");
	text = json_object_get(object, "text");
	if (json_is_array(passages)) {
		read_passages(document, arena, passages, raw);
	} else if (json_is_string(text)) {
		raw->body = text_string(arena, text, &raw->body_length);
	} else {
		report_tell(document->report, REPORT_PARTIAL, document->path,
		    raw->line, "a record without \"text\" or \"passages\"");
		return false;
	}
	return true;
}

/* One line; false where the sink stopped. */
static bool
read_line(const struct document *document, struct arena *arena,
    const struct record_sink *sink, const char *s, size_t n, unsigned long line,
    struct error *err)
{
	struct raw_record raw;
	json_error_t why;
	json_t *object = json_loadb(s, n, JSON_ALLOW_NUL, &why);
	bool ok = true;

	raw_record_init(&raw);
	raw.line = line;
	raw.one_line = true;
	if (object == NULL)
		report_tell(document->report, REPORT_PARTIAL, document->path,
		    line, "no JSON: %s (at byte %d of the line)", why.text,
		    why.position);
	else if (!json_is_object(object))
		report_tell(document->report, REPORT_PARTIAL, document->path,
		    line, "a record must be a JSON object");
	else if (read_object(document, arena, object, &raw))
		ok = sink->take(sink->context, arena, &raw, err);
	json_decref(object);
	arena_reset(arena);
	return ok;
}

static bool
read_jsonl(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	const char *s = document->text, *end = s + document->length;

	for (unsigned long line = document->line; s < end; line++) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		const char *from = s;

		if (stop == NULL)
			stop = end;
		s = stop + 1;
		while (from < stop && isspace((unsigned char)*from))
			from++;
		if (from < stop && !read_line(document, arena, sink, from,
				       (size_t)(stop - from), line, err))
			return false;
	}
	return true;
}

const struct reader reader_jsonl = {
    .name = "JSONL",
    .bid = bid,
    .read = read_jsonl,
    .lines = true,
};
