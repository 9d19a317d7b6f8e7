/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON, version 1 of the contract. What is added to it later comes beside what
 * is there.
 */
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/view-position.h"
#include "searcher/view.h"

static void
begin(struct json *json, struct out *out)
{
	json_init(json, out);
	json_begin_object(json, NULL);
	json_put_number(json, "version", 1);
}

static void
end(struct json *json)
{
	json_end_object(json);
	out_puts(json->out, "\n");
}

static void
lines(struct json *json, const struct passage *passage)
{
	json_begin_array(json, "lines");
	json_put_number(json, NULL, passage->line_first);
	json_put_number(json, NULL, passage->line_last);
	json_end_array(json);
}

static void
notes(struct json *json, const struct notes *notes)
{
	json_begin_array(json, "notes");
	for (size_t i = 0; i < notes->count; i++)
		json_put_string(json, NULL, notes->note[i]);
	json_end_array(json);
}

/* Here it is told also where nothing is missing. */
static void
missing(struct json *json, const struct index_info *info)
{
	if (info == NULL || info->n_missing == 0) {
		json_begin_array(json, "missing");
		json_end_array(json);
	}
	missing_json(json, info);
}

/* Bytes of the snippet that are marked. */
static void
marks(struct json *json, const struct snippet *snippet)
{
	json_begin_array(json, "marks");
	for (size_t i = 0; i < snippet->n_marks; i++) {
		json_begin_array(json, NULL);
		json_put_number(json, NULL, snippet->mark[i].start);
		json_put_number(json, NULL, snippet->mark[i].end);
		json_end_array(json);
	}
	json_end_array(json);
}

static const char *
speaker(const struct search_hit *hit)
{
	const struct passage *passage = hit->passage;

	if (passage->speaker[0] != '\0')
		return passage->speaker;
	return hit->record->speaker;
}

/* The passages before and after a hit. */
static void
around(struct json *json, const struct search_hit *hit)
{
	json_begin_array(json, "around");
	for (size_t i = 0; i < hit->n_around; i++) {
		json_begin_object(json, NULL);
		json_put_number(json, "passage", hit->around[i]->number);
		json_put_string_n(json, "text", hit->around[i]->text,
		    hit->around[i]->text_length);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
hit(struct json *json, const struct search_hit *hit)
{
	json_begin_object(json, NULL);
	json_put_string(json, "record", hit->record->id);
	json_put_number(json, "passage", hit->passage->number);
	json_put_string(json, "title", hit->record->title);
	json_put_string(json, "kind", record_kind_name(hit->record->kind));
	json_put_string(json, "speaker", speaker(hit));
	json_put_string(json, "session", hit->record->session);
	json_put_string(json, "date", hit->record->date);
	lines(json, hit->passage);
	json_put_real(json, "score", hit->score);
	json_put_string(json, "snippet", hit->snippet.text);
	marks(json, &hit->snippet);
	if (hit->passage->ocr)
		json_put_bool(json, "ocr", true);
	if (hit->more > 0)
		json_put_number(json, "more", hit->more);
	if (hit->n_around > 0)
		around(json, hit);
	if (hit->why != NULL)
		json_put_string(json, "why", hit->why);
	json_end_object(json);
}

static void
facet(struct json *json, const struct facet *facet)
{
	json_begin_array(json, facet->name);
	for (size_t i = 0; i < facet->n_values; i++) {
		json_begin_object(json, NULL);
		json_put_string(json, "value", facet->value[i].value);
		if (facet->value[i].name != NULL &&
		    facet->value[i].name[0] != '\0')
			json_put_string(json, "name", facet->value[i].name);
		json_put_number(json, "count", facet->value[i].count);
		json_put_string(json, "only", facet->value[i].only);
		json_put_string(json, "hide", facet->value[i].hide);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
search(struct out *out, const struct view_options *options,
    const struct search_view *view)
{
	const struct search_result *result = view->result;
	struct json json;

	begin(&json, out);
	json_put_string(&json, "query", view->query);
	json_begin_object(&json, "plan");
	json_put_string(&json, "query", result->plan);
	if (result->said != NULL)
		json_put_string(&json, "said", result->said);
	notes(&json, &result->notes);
	json_end_object(&json);
	json_begin_object(&json, "total");
	json_put_number(&json, "value", result->total);
	json_put_bool(&json, "exact", result->exact);
	if (view->params->per_record) {
		json_put_number(&json, "records", result->records);
		json_put_bool(&json, "records_exact", result->records_exact);
	}
	json_end_object(&json);
	json_begin_array(&json, "hits");
	for (size_t i = 0; i < result->n_hits; i++)
		hit(&json, &result->hit[i]);
	json_end_array(&json);
	json_begin_object(&json, "facets");
	for (size_t i = 0; i < result->n_facets; i++)
		facet(&json, &result->facet[i]);
	json_end_object(&json);
	if (result->suggestion != NULL)
		json_put_string(&json, "suggestion", result->suggestion);
	missing(&json, options->info);
	end(&json);
}

/* --- answers -------------------------------------------------------------- */

static const struct plan_reading *
main_reading(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].chosen)
			return &plan->reading[i];
	return NULL;
}

static void
readings(struct json *json, const struct plan *plan)
{
	json_begin_array(json, "readings");
	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		json_begin_object(json, NULL);
		json_put_string(json, "negotiation", reading->neg->id);
		json_put_string(json, "provision", reading->provision);
		json_put_string(json, "instrument", reading->instrument);
		json_put_string(json, "lineage", reading->lineage);
		json_put_string(json, "title", reading->title);
		json_put_string(json, "places", reading->places);
		json_put_number(json, "positions", reading->on_record);
		json_put_bool(json, "chosen", reading->chosen);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
plan(struct json *json, const struct plan *plan)
{
	const struct plan_reading *reading = main_reading(plan);

	json_begin_object(json, "plan");
	json_put_string(json, "intent", plan_intent_name(plan->intent));
	json_put_string(json, "stance",
	    plan->stance == STANCE_NONE ? "" : stance_name(plan->stance));
	json_put_string(json, "action",
	    plan->states_action ? action_name(plan->action) : "");
	json_put_string(json, "scope", scope_name(plan->scope));
	json_put_string(json, "provision",
	    plan->provision[0] != '\0' || reading == NULL ? plan->provision
							  : reading->provision);
	json_put_string(
	    json, "lineage", reading != NULL ? reading->lineage : "");
	json_begin_array(json, "holders");
	for (size_t i = 0; i < plan->n_holders; i++)
		json_put_string(json, NULL, plan->holder[i]->id);
	json_end_array(json);
	json_begin_array(json, "sessions");
	for (size_t i = 0; i < plan->n_sessions; i++)
		json_put_string(json, NULL, plan->session[i]->id);
	json_end_array(json);
	json_put_string(json, "words", plan->words);
	json_put_string(json, "query", plan->printed);
	json_put_string(json, "said", plan->said);
	readings(json, plan);
	json_end_object(json);
}

/* Of a holder that took both sides: when it took which. */
static void
history(struct json *json, const struct answer_holder *holder)
{
	if (holder->n_history == 0)
		return;
	json_put_string(json, "story", holder->story);
	json_begin_array(json, "history");
	for (size_t i = 0; i < holder->n_history; i++) {
		const struct evidence *e = holder->history[i].evidence;
		const struct position *p = e->position;

		json_begin_object(json, NULL);
		json_put_string(
		    json, "side", side_name(side_of(p->stance, p->action)));
		json_put_string(json, "stance", stance_name(p->stance));
		json_put_string(json, "action", action_name(p->action));
		json_put_string(json, "session", e->record->session);
		json_put_string(json, "date", e->record->date);
		json_put_string(json, "record", e->record->id);
		json_put_number(json, "passage", e->passage->number);
		json_put_bool(
		    json, "contradicts", holder->history[i].contradicts);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
holder(struct json *json, const struct answer_holder *holder,
    enum answer_part part)
{
	json_begin_object(json, NULL);
	json_put_string(json, "holder", holder->id);
	json_put_string(json, "name", holder->name);
	json_put_string(json, "kind", holder_kind_name(holder->kind));
	json_put_string(json, "tier", certainty_name(holder->tier));
	json_put_string(json, "side", side_name(holder->side));
	json_put_string(json, "part", answer_part_name(part));
	json_put_bool(json, "conditional", holder->conditional);
	history(json, holder);
	json_begin_array(json, "evidence");
	for (size_t i = 0; i < holder->n_evidence; i++) {
		const struct evidence *e = &holder->evidence[i];
		struct position_row row = {e->record, e->passage, e->position};

		view_position_json(json, NULL, &row);
	}
	json_end_array(json);
	json_end_object(json);
}

static void
part(struct json *json, const struct answer *answer, enum answer_part part)
{
	for (size_t i = 0; i < answer->part[part].n_holders; i++)
		holder(json, &answer->part[part].holder[i], part);
}

static void
part_array(struct json *json, const char *key, const struct answer *answer,
    enum answer_part which)
{
	json_begin_array(json, key);
	part(json, answer, which);
	json_end_array(json);
}

static void
answer_passages(struct json *json, const struct answer *answer)
{
	json_begin_array(json, "passages");
	for (size_t i = 0; i < answer->n_passages; i++) {
		const struct search_hit *one = &answer->passage[i];

		json_begin_object(json, NULL);
		json_put_string(json, "record", one->record->id);
		json_put_number(json, "passage", one->passage->number);
		json_put_string(json, "snippet", one->snippet.text);
		json_put_string(json, "title", one->record->title);
		json_put_string(json, "session", one->record->session);
		json_put_string(json, "date", one->record->date);
		lines(json, one->passage);
		marks(json, &one->snippet);
		json_end_object(json);
	}
	json_end_array(json);
}

/* `notes` twice over: of the plan, and of the answer. */
static void
answer_notes(struct json *json, const struct answer *answer)
{
	json_begin_array(json, "notes");
	for (size_t i = 0; i < answer->plan->n_notes; i++)
		json_put_string(json, NULL, answer->plan->note[i]);
	if (answer->plan->caution[0] != '\0')
		json_put_string(json, NULL, answer->plan->caution);
	for (size_t i = 0; i < answer->notes.count; i++)
		json_put_string(json, NULL, answer->notes.note[i]);
	json_end_array(json);
}

static void
answer(struct out *out, const struct view_options *options,
    const struct answer *answer)
{
	struct json json;

	begin(&json, out);
	json_put_string(&json, "question", answer->plan->question);
	plan(&json, answer->plan);
	json_put_string(&json, "verdict", answer_verdict_name(answer->verdict));
	json_put_string(&json, "says", answer->says);
	if (answer->plan->intent == INTENT_WHETHER)
		json_put_string(
		    &json, "whether", answer_whether_name(answer->whether));
	json_begin_array(&json, "holders");
	part(&json, answer, PART_DIRECT);
	part(&json, answer, PART_SAME);
	json_end_array(&json);
	part_array(&json, "other_side", answer, PART_OTHER);
	part_array(&json, "supporters", answer, PART_SUPPORT);
	part_array(&json, "apart", answer, PART_APART);
	part_array(&json, "near", answer, PART_INNER);
	part_array(&json, "rest", answer, PART_REST);
	answer_passages(&json, answer);
	answer_notes(&json, answer);
	json_put_string(&json, "index_build", options->info->build);
	json_put_string(&json, "index_created", options->info->created);
	missing(&json, options->info);
	end(&json);
}

/* --- records and positions ------------------------------------------------ */

/* What only some passages have, where it is known. */
static void
standing(struct json *json, const struct passage *passage)
{
	const struct {
		const char *key, *value;
	} strings[] = {
	    {"part", passage_part_name(passage->part)},
	    {"status", passage_status_name(passage->status)},
	    {"option", passage->option},
	    {"author", passage->author},
	    {"anchor", passage->anchor},
	    {"role", passage->role},
	    {"affiliation", passage->affiliation},
	    {"delivered", passage->delivered},
	};

	if (passage->page_number > 0)
		json_put_number(json, "page_number", passage->page_number);
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (strings[i].value[0] != '\0')
			json_put_string(json, strings[i].key, strings[i].value);
}

/* The same passage in other languages, where there are any. */
static void
translations(struct json *json, const struct record_view *view)
{
	if (view->n_translations == 0)
		return;
	json_begin_array(json, "translations");
	for (size_t i = 0; i < view->n_translations; i++) {
		const struct translation *t = &view->translation[i];

		json_begin_object(json, NULL);
		json_put_string(json, "language", t->language);
		json_put_string(json, "record", t->record->id);
		json_put_number(json, "passage", t->passage->number);
		json_put_string(json, "text", t->passage->text);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
record(struct out *out, const struct view_options *options,
    const struct record_view *view)
{
	const char *name;
	struct json json;

	begin(&json, out);
	missing_json(&json, options->info);
	json_begin_object(&json, "record");
	for (size_t i = 0; (name = record_field_name(i)) != NULL; i++)
		json_put_string(&json, name, record_field(view->record, i));
	json_put_number(&json, "passages", view->total);
	json_end_object(&json);
	json_begin_array(&json, "passages");
	for (size_t i = 0; i < view->n_passages; i++) {
		const struct passage *passage = view->passage[i];

		json_begin_object(&json, NULL);
		json_put_number(&json, "passage", passage->number);
		lines(&json, passage);
		json_put_string(&json, "page", passage->page);
		json_put_string(&json, "speaker", passage->speaker);
		json_put_string(&json, "text", passage->text);
		if (passage->original[0] != '\0') {
			json_put_string(&json, "original", passage->original);
			json_put_bool(&json, "repaired", true);
		}
		if (passage->ocr)
			json_put_bool(&json, "ocr", true);
		json_put_string(&json, "on_behalf_of", passage->on_behalf_of);
		json_put_string(&json, "heading", passage->heading);
		json_put_string(&json, "provision", passage->provision);
		json_put_string(
		    &json, "language", language_code(passage->language));
		standing(&json, passage);
		json_end_object(&json);
	}
	json_end_array(&json);
	translations(&json, view);
	end(&json);
}

static void
positions_begin(struct positions_view *view)
{
	out_puts(view->out, "{\"version\":1,\"positions\":[");
}

static void
position(struct positions_view *view, const struct position_row *row)
{
	struct json json;

	json_init(&json, view->out);
	out_puts(view->out, view->rows++ == 0 ? "\n" : ",\n");
	view_position_json(&json, NULL, row);
}

/* What the rows are without, between other members of the object. */
static void
put_missing(struct out *out, const struct index_info *info)
{
	struct json json;

	if (!missing_any(info))
		return;
	out_puts(out, ",\"left_out\":");
	json_init(&json, out);
	json_begin_object(&json, NULL);
	missing_json(&json, info);
	json_end_object(&json);
}

static void
positions_end(struct positions_view *view, const char *plan_query,
    const struct notes *list)
{
	struct json json;

	out_puts(view->out, "],\n\"plan\":");
	json_init(&json, view->out);
	json_begin_object(&json, NULL);
	json_put_string(&json, "query", plan_query);
	notes(&json, list);
	json_end_object(&json);
	out_puts(view->out, ",\"index_build\":");
	json_init(&json, view->out);
	json_put_string(&json, NULL, view->options->info->build);
	out_puts(view->out, ",\"index_created\":");
	json_init(&json, view->out);
	json_put_string(&json, NULL, view->options->info->created);
	put_missing(view->out, view->options->info);
	out_puts(view->out, ",\"total\":");
	out_printf(view->out, "%llu}\n", (unsigned long long)view->rows);
}

const struct view view_json = {
    search, answer, record, positions_begin, position, positions_end};
