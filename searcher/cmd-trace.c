/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/paper.h"
#include "searcher/source-line.h"
#include "searcher/stances.h"
#include "searcher/view-position.h"

#include <stdlib.h>
#include <string.h>

/* The provision in one draft. */
struct stage {
	const struct lineage_place *place;
	const struct instrument *instrument; /* or NULL: not in the tables */
	const struct record *record;	     /* of its text, or NULL */
	const char *text;		     /* as the index has it, or "" */
	uint32_t first, last;		     /* passages of the record */
};

struct trace {
	struct command_context *context;
	struct arena *arena;
	struct picked picked;
	struct stage *stage;
	size_t n_stages;
	struct stances stances; /* by holder, see stances.h */
	size_t *by_session;	/* rows in the order of sessions */
	struct paper paper;
};

/* --- the texts ------------------------------------------------------------ */

static const struct instrument *
instrument_of(const struct negotiation *neg, const char *id)
{
	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, id) == 0)
			return &neg->instruments[i];
	return NULL;
}

/* A passage that is text of this provision in this draft. */
static bool
is_text(const struct stage *stage, const struct record *record,
    const struct passage *passage)
{
	const char *instrument = passage->instrument[0] != '\0'
				     ? passage->instrument
				     : record->instrument;
	struct provision p;

	return (record->kind == RECORD_DRAFT ||
		   record->kind == RECORD_OUTCOME) &&
	       passage->part == PASSAGE_BODY &&
	       strcmp(instrument, stage->place->instrument) == 0 &&
	       provision_parse(
		   passage->provision, strlen(passage->provision), &p) &&
	       provision_covers(&stage->place->provision, &p);
}

/* The text of one record: where several have it, the first counts. */
static void
add_text(struct trace *t, struct stage *stage, const struct record *record,
    const struct passage *passage)
{
	if (stage->record != NULL && strcmp(stage->record->id, record->id) != 0)
		return;
	if (stage->record == NULL)
		stage->first = passage->number;
	stage->record = record;
	stage->last = passage->number;
	stage->text = arena_printf(t->arena, "%s%s%s", stage->text,
	    stage->text[0] == '\0' ? "" : "\n", passage->text);
}

static bool
read_text(struct trace *t, struct stage *stage, struct error *err)
{
	struct searcher *searcher = t->context->searcher;
	struct query *all = query_new(t->arena, QUERY_AND);
	struct query *kinds =
	    query_field(t->arena, FIELD_KIND, record_kind_name(RECORD_DRAFT));
	struct notes notes = {0};
	char form[PROVISION_MAX];
	uint32_t *docid;
	size_t n;

	provision_format(&stage->place->provision, form);
	query_add_value(t->arena, kinds, record_kind_name(RECORD_OUTCOME));
	query_add(t->arena, all, kinds);
	query_add(t->arena, all,
	    query_field(t->arena, FIELD_INSTRUMENT, stage->place->instrument));
	query_add(t->arena, all, query_field(t->arena, FIELD_ARTICLE, form));
	all = query_resolve(t->arena, searcher->index, all, &notes, err);
	if (all == NULL ||
	    !search_docids(searcher, all, UINT32_MAX, &docid, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct record *record = arena_alloc(t->arena, sizeof *record);
		struct passage *passage =
		    arena_alloc(t->arena, sizeof *passage);

		if (!index_passage(searcher->index, t->arena, docid[i], record,
			passage, err))
			return false;
		if (is_text(stage, record, passage))
			add_text(t, stage, record, passage);
	}
	return true;
}

static bool
texts_step(struct searcher *searcher, void *context, struct error *err)
{
	struct trace *t = context;

	(void)searcher;
	for (size_t i = 0; i < t->n_stages; i++) {
		t->stage[i].record = NULL;
		t->stage[i].text = "";
		if (!read_text(t, &t->stage[i], err))
			return false;
	}
	return true;
}

static bool
find_stages(struct trace *t, struct error *err)
{
	const struct negotiation *neg = t->picked.neg;
	const struct lineage_place **place;
	size_t n = 0;

	if (t->picked.lineage[0] == '\0')
		return true;
	place = negotiation_lineage(neg, t->arena, t->picked.lineage, &n);
	t->stage = arena_array(t->arena, n + 1, sizeof *t->stage);
	for (size_t i = 0; i < n; i++) {
		struct stage *stage = &t->stage[t->n_stages++];

		stage->place = place[i];
		stage->instrument = instrument_of(neg, place[i]->instrument);
		stage->text = "";
	}
	return search_retry(t->context->searcher, texts_step, t, err);
}

/* --- who wanted what, session by session ---------------------------------- */

/* A row with what it is sorted by. */
struct timed {
	const struct evidence *evidence;
	size_t row;
};

static int
timed_compare(const void *a, const void *b)
{
	const struct timed *x = a, *y = b;
	const struct evidence *e = x->evidence, *f = y->evidence;
	int c = e->order != f->order ? (e->order < f->order ? -1 : 1)
				     : strcmp(e->session, f->session);

	return c != 0 ? c : x->row < y->row ? -1 : 1;
}

static void
sort_by_session(struct trace *t)
{
	struct timed *timed =
	    arena_array(t->arena, t->stances.count + 1, sizeof *timed);

	t->by_session =
	    arena_array(t->arena, t->stances.count + 1, sizeof *t->by_session);
	for (size_t i = 0; i < t->stances.count; i++) {
		timed[i].evidence = &t->stances.row[i].evidence;
		timed[i].row = i;
	}
	if (t->stances.count > 0)
		qsort(timed, t->stances.count, sizeof *timed, timed_compare);
	for (size_t i = 0; i < t->stances.count; i++)
		t->by_session[i] = timed[i].row;
}

static const struct evidence *
nth(const struct trace *t, size_t i)
{
	return &t->stances.row[t->by_session[i]].evidence;
}

/* --- the paper ------------------------------------------------------------ */

static void
put_difference(
    struct trace *t, const struct stage *before, const struct stage *stage)
{
	struct word_diff diff;

	word_diff(t->arena, before->text, stage->text, &diff);
	if (diff.gone + diff.added == 0) {
		paper_para(&t->paper,
		    arena_printf(t->arena, "The same words as in %s.",
			before->place->instrument));
		return;
	}
	paper_para(&t->paper,
	    arena_printf(t->arena,
		"Against %s: %zu words gone, %zu new, %zu the same.",
		before->place->instrument, diff.gone, diff.added, diff.same));
	paper_words(&t->paper, &diff);
}

static void
put_stage(struct trace *t, size_t i)
{
	const struct stage *stage = &t->stage[i];
	const struct stage *before = NULL;
	const char *number = "", *symbol = "";
	char form[PROVISION_MAX], day[11] = "";

	for (size_t k = 0; k < i; k++)
		if (t->stage[k].text[0] != '\0')
			before = &t->stage[k];
	provision_format(&stage->place->provision, form);
	number = arena_printf(t->arena, "%s, %s: %s", stage->place->instrument,
	    form, stage->place->title);
	if (stage->instrument != NULL) {
		symbol = stage->instrument->symbol;
		date_format(stage->instrument->date, day);
	}
	paper_head(&t->paper, 3, number);
	paper_item(&t->paper, STYLE_FAINT,
	    *symbol != '\0' ? symbol : stage->place->instrument,
	    arena_printf(t->arena, "%s%s%s", day,
		*day != '\0' && stage->instrument->foreign ? "; " : "",
		stage->instrument != NULL && stage->instrument->foreign
		    ? "another treaty"
		    : ""));
	if (stage->text[0] == '\0')
		paper_para(&t->paper, "Its text is not in this index.");
	else if (before == NULL || stage->record == before->record)
		paper_text(&t->paper, stage->text);
	else
		put_difference(t, before, stage);
	if (stage->record != NULL)
		paper_item(&t->paper, STYLE_FAINT, "Source",
		    arena_printf(t->arena, "%s#%lu", stage->record->id,
			(unsigned long)stage->first));
}

static void
put_session(struct trace *t, size_t from, size_t end)
{
	const char *session = nth(t, from)->session;

	paper_head(&t->paper, 3, *session != '\0' ? session : "No session");
	for (size_t i = from; i < end; i++) {
		const struct evidence *e = nth(t, i);

		paper_item(&t->paper,
		    t->stances.row[t->by_session[i]].side == SIDE_FOR
			? STYLE_FOR
		    : t->stances.row[t->by_session[i]].side == SIDE_AGAINST
			? STYLE_AGAINST
			: STYLE_HEAD,
		    stances_holder(&t->stances.row[t->by_session[i]]),
		    stance_line(t->arena, e));
		paper_quote(&t->paper, e);
	}
}

static size_t
session_end(const struct trace *t, size_t from)
{
	size_t end = from;

	while (end < t->stances.count &&
	       strcmp(nth(t, end)->session, nth(t, from)->session) == 0)
		end++;
	return end;
}

static void
put_paper(struct trace *t)
{
	paper_begin(&t->paper, t->context->out, t->context->options,
	    (enum request_format)t->context->request->format,
	    t->picked.heading);
	paper_head(&t->paper, 2, "Draft by draft");
	if (t->n_stages == 0)
		paper_para(&t->paper,
		    "No table of this index follows it through the drafts.");
	for (size_t i = 0; i < t->n_stages; i++)
		put_stage(t, i);
	paper_head(&t->paper, 2,
	    arena_printf(t->arena, "Session by session (%zu positions)",
		t->stances.count));
	for (size_t at = 0; at < t->stances.count;) {
		size_t end = session_end(t, at);

		put_session(t, at, end);
		at = end;
	}
	for (size_t i = 0; i < t->stances.notes.count; i++)
		paper_note(&t->paper, t->stances.notes.note[i]);
	paper_end(&t->paper, t->context->options->info, t->stances.plan);
}

/* --- JSON ----------------------------------------------------------------- */

static void
json_diff(struct trace *t, struct json *json, const struct stage *before,
    const struct stage *stage)
{
	static const char *const names[] = {"same", "gone", "new"};
	struct word_diff diff;

	word_diff(t->arena, before->text, stage->text, &diff);
	json_put_string(json, "against", before->place->instrument);
	json_begin_array(json, "changes");
	for (size_t i = 0; i < diff.n_parts; i++) {
		json_begin_object(json, NULL);
		json_put_string(json, "change", names[diff.part[i].change]);
		json_put_string(json, "text", diff.part[i].text);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
json_stage(struct trace *t, struct json *json, size_t i)
{
	const struct stage *stage = &t->stage[i];
	const struct stage *before = NULL;
	char form[PROVISION_MAX], day[11] = "";

	for (size_t k = 0; k < i; k++)
		if (t->stage[k].text[0] != '\0')
			before = &t->stage[k];
	provision_format(&stage->place->provision, form);
	if (stage->instrument != NULL)
		date_format(stage->instrument->date, day);
	json_begin_object(json, NULL);
	json_put_string(json, "instrument", stage->place->instrument);
	json_put_string(json, "symbol",
	    stage->instrument != NULL ? stage->instrument->symbol : "");
	json_put_string(json, "date", day);
	json_put_string(json, "provision", form);
	json_put_string(json, "title", stage->place->title);
	json_put_string(json, "certainty", stage->place->certainty);
	json_put_string(
	    json, "record", stage->record != NULL ? stage->record->id : "");
	json_put_number(json, "passage", stage->first);
	json_put_string(json, "text", stage->text);
	if (before != NULL && stage->text[0] != '\0')
		json_diff(t, json, before, stage);
	json_end_object(json);
}

static void
put_json(struct trace *t)
{
	const struct index_info *info = t->context->options->info;
	struct json json;

	json_init(&json, t->context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "negotiation", t->picked.negotiation);
	json_put_string(&json, "key", t->picked.key);
	json_put_string(&json, "lineage", t->picked.lineage);
	json_put_string(&json, "heading", t->picked.heading);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	missing_json(&json, info);
	json_begin_array(&json, "drafts");
	for (size_t i = 0; i < t->n_stages; i++)
		json_stage(t, &json, i);
	json_end_array(&json);
	json_begin_array(&json, "positions");
	for (size_t i = 0; i < t->stances.count; i++) {
		const struct evidence *e = nth(t, i);
		struct position_row row = {e->record, e->passage, e->position};

		view_position_json(&json, NULL, &row);
	}
	json_end_array(&json);
	json_begin_array(&json, "notes");
	for (size_t i = 0; i < t->stances.notes.count; i++)
		json_put_string(&json, NULL, t->stances.notes.note[i]);
	json_end_array(&json);
	json_end_object(&json);
	out_puts(t->context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct searcher *searcher = context->searcher;
	struct trace t = {.context = context, .arena = searcher->arena};
	struct query *filters = request_filters(context->request, t.arena, err);
	struct notes notes = {0};

	if ((filters == NULL && err->code != ERROR_NONE) ||
	    !pick_provision(
		searcher, context->request->text, &t.picked, &notes, err))
		return EXIT_USAGE;
	if (!stances_find(searcher, filters, &t.picked, &t.stances, err) ||
	    !find_stages(&t, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(t.arena, &t.stances.notes, notes.note[i]);
	sort_by_session(&t);
	if (context->request->format == FORMAT_JSON)
		put_json(&t);
	else
		put_paper(&t);
	return t.n_stages + t.stances.count > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_trace = {"trace",
    "a provision draft by draft, with who wanted what",
    "usage: travaux trace [options] PROVISION\n"
    "\n"
    "Follows a provision through all drafts: its number, its title, its text\n"
    "where the index has it, and what changed, word by word: [-gone-] "
    "{+new+}.\n"
    "Then who wanted what, session by session.\n"
    "\n"
    "  PROVISION          42, \"42(1)\", \"33 of ND2\", or a topic\n"
    "  --holder, --session, --layer ... VALUE\n"
    "                     only these positions\n"
    "  --format FORMAT    text, markdown, html, json\n"
    "  --index DIR        the index\n"
    "\n"
    "Examples:\n"
    "  travaux trace 42\n"
    "  travaux trace \"33 of ND2\" --layer statement\n"
    "  travaux trace safeguards --format html >safeguards.html\n",
    run};
