/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/brief.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/view-position.h"

void
brief_json(struct brief *b)
{
	const struct index_info *info = b->context->options->info;
	struct json json;

	json_init(&json, b->context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "title", b->title);
	json_put_string(&json, "query", b->stances.plan);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	missing_json(&json, info);
	json_begin_array(&json, "groups");
	for (size_t at = 0, end; at < b->stances.count; at = end) {
		struct stance_sum sum;

		end = stances_holder_end(&b->stances, at);
		sum = stances_sum(&b->stances, at, end);
		json_begin_object(&json, NULL);
		json_put_string(&json, "heading",
		    stances_heading(b->arena, &b->stances.row[at]));
		json_put_string(&json, "key", b->stances.row[at].key);
		json_put_string(&json, "holder",
		    b->stances.row[at].evidence.position->holder);
		json_put_string(
		    &json, "name", stances_holder(&b->stances.row[at]));
		json_put_string(&json, "side", side_name(sum.side));
		json_put_bool(&json, "both", sum.both);
		json_put_bool(&json, "conditional",
		    sum.conditional && sum.side != SIDE_NONE);
		json_put_bool(
		    &json, "implied", sum.implied && sum.side != SIDE_NONE);
		json_begin_array(&json, "positions");
		for (size_t i = at; i < end; i++) {
			const struct evidence *e = &b->stances.row[i].evidence;
			struct position_row row = {
			    e->record, e->passage, e->position};

			view_position_json(&json, NULL, &row);
		}
		json_end_array(&json);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_begin_array(&json, "notes");
	for (size_t i = 0; i < b->stances.notes.count; i++)
		json_put_string(&json, NULL, b->stances.notes.note[i]);
	json_end_array(&json);
	json_end_object(&json);
	out_puts(b->context->out, "\n");
}
