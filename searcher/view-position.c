/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view-position.h"

#include <stdio.h>
#include <string.h>

/* The quote: exactly the bytes start to end, as far as the text goes. */
static const char *
quote(const struct position_row *row, size_t *ret_n)
{
	size_t length = row->passage->text_length;
	size_t end = row->position->end < length ? row->position->end : length;
	size_t start = row->position->start < end ? row->position->start : end;

	*ret_n = end - start;
	return row->passage->text + start;
}

static const char *
language(const struct position_row *row)
{
	const char *code = language_code(row->passage->language);

	return code[0] != '\0' ? code : row->record->language;
}

static void
who_json(struct json *json, const struct position *p)
{
	json_put_string(json, "holder", p->holder);
	json_put_string(json, "holder_name",
	    p->holder_name[0] != '\0' ? p->holder_name : p->holder);
	json_put_string(json, "holder_kind", holder_kind_name(p->holder_kind));
	json_put_string(json, "spokesperson", p->spokesperson);
	json_put_string(json, "stance", stance_name(p->stance));
	json_put_string(json, "action", action_name(p->action));
	json_put_string(json, "implied_action", action_name(p->implied));
	json_put_string(json, "provision", p->provision);
	json_put_string(json, "instrument", p->instrument);
	json_put_string(json, "lineage", p->lineage);
	json_put_string(json, "object", p->object);
	json_put_string(json, "scope", scope_name(p->scope));
	json_put_string(json, "condition", p->condition);
	json_put_string(json, "certainty", certainty_name(p->certainty));
}

void
view_position_json(
    struct json *json, const char *key, const struct position_row *row)
{
	const struct record *record = row->record;
	size_t n;
	const char *s = quote(row, &n);

	json_begin_object(json, key);
	json_put_string(json, "record", record->id);
	json_put_string(json, "path", record->path);
	json_put_number(json, "passage", row->passage->number);
	json_begin_array(json, "lines");
	json_put_number(json, NULL, row->passage->line_first);
	json_put_number(json, NULL, row->passage->line_last);
	json_end_array(json);
	json_put_number(json, "start", row->position->start);
	json_put_number(json, "end", row->position->end);
	who_json(json, row->position);
	json_put_string(
	    json, "layer", layer_name(record_kind_layer(record->kind)));
	json_put_string(json, "session", record->session);
	json_put_string(json, "date", record->date);
	json_put_string(json, "language", language(row));
	json_put_string_n(json, "quote", s, n);
	if (passage_is_repaired(
		row->passage, row->position->start, row->position->end))
		json_put_bool(json, "repaired", true);
	json_end_object(json);
}

const char *const view_position_columns[] = {"record", "path", "passage",
    "line_first", "line_last", "start", "end", "holder", "holder_name",
    "holder_kind", "spokesperson", "stance", "action", "implied_action",
    "provision", "instrument", "lineage", "object", "scope", "condition",
    "certainty", "layer", "session", "date", "language", "quote", NULL};

static const char *
number(char buffer[32], uint32_t value)
{
	snprintf(buffer, 32, "%lu", (unsigned long)value);
	return buffer;
}

const char *
view_position_cell(
    const struct position_row *row, size_t i, char buffer[32], size_t *ret_n)
{
	const struct record *record = row->record;
	const struct passage *passage = row->passage;
	const struct position *p = row->position;
	const char *cell[] = {record->id, record->path, NULL, NULL, NULL, NULL,
	    NULL, p->holder,
	    p->holder_name[0] != '\0' ? p->holder_name : p->holder,
	    holder_kind_name(p->holder_kind), p->spokesperson,
	    stance_name(p->stance), action_name(p->action),
	    action_name(p->implied), p->provision, p->instrument, p->lineage,
	    p->object, scope_name(p->scope), p->condition,
	    certainty_name(p->certainty),
	    layer_name(record_kind_layer(record->kind)), record->session,
	    record->date, language(row)};
	const uint32_t numbers[] = {passage->number, passage->line_first,
	    passage->line_last, p->start, p->end};
	const char *s;

	if (i >= sizeof cell / sizeof *cell)
		return quote(row, ret_n);
	s = i >= 2 && i < 7 ? number(buffer, numbers[i - 2]) : cell[i];
	*ret_n = strlen(s);
	return s;
}
