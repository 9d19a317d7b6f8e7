/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/evidence.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/paper.h"
#include "searcher/source-line.h"
#include "searcher/stances.h"
#include "searcher/view-position.h"

#include <stdlib.h>
#include <string.h>

/* Quotes of one holder on one provision; the rest is counted. */
#define QUOTES_SHOWN 2

/*
 * Quotes of a brief as HTML, which is to be two sheets of paper: who has none
 * is named. Other formats are not printed, and have all.
 */
#define QUOTES_MOST  40
#define PRINTED_MOST 6000 /* bytes of quotes and sources that fit, about */
#define SOURCE_COST  40	  /* of a source, but for its title */
#define STANCE_COST  160  /* of what a brief on a holder says of each */

struct brief {
	struct command_context *context;
	struct arena *arena;
	struct stances stances;
	struct picked picked; /* of a brief on a provision */
	const char *title;
	struct paper paper;
	size_t unprinted; /* the same where nothing is printed */
	size_t each;	  /* quotes of one holder, or on one provision */
	size_t most;	  /* holders of a section, or provisions, with quotes */
};

/* --- quotes --------------------------------------------------------------- */

/* Whether row i says in the same words what a row before it said. */
static bool
is_repeated(struct stance_row *const *row, size_t i)
{
	const struct evidence *e = &row[i]->evidence;

	for (size_t k = 0; k < i; k++)
		if (row[k]->evidence.passage == e->passage &&
		    row[k]->evidence.position->start == e->position->start)
			return true;
	return false;
}

/* What is on the whole before what is on parts; then the strongest first. */
static int
strongest_first(const void *a, const void *b)
{
	const struct stance_row *x = *(struct stance_row *const *)a;
	const struct stance_row *y = *(struct stance_row *const *)b;
	int c;

	if ((x->side == SIDE_NONE) != (y->side == SIDE_NONE))
		return x->side == SIDE_NONE ? 1 : -1;
	c = evidence_compare(&x->evidence, &y->evidence);
	return c != 0 ? c : x < y ? -1 : x > y;
}

/* Pointers to rows, in that order. */
static struct stance_row **
sorted_rows(struct brief *b, size_t from, size_t end)
{
	struct stance_row **row =
	    arena_array(b->arena, end - from + 1, sizeof *row);

	for (size_t i = from; i < end; i++)
		row[i - from] = &b->stances.row[i];
	qsort(row, end - from, sizeof *row, strongest_first);
	return row;
}

static void
put_quotes(struct brief *b, size_t from, size_t end)
{
	struct stance_row **row = sorted_rows(b, from, end);
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < end - from; i++) {
		if (is_repeated(row, i))
			continue;
		if (shown++ < b->each)
			paper_quote(&b->paper, &row[i]->evidence);
		else
			left++;
	}
	if (left > 0)
		paper_remark(
		    &b->paper, arena_printf(b->arena, _("and %zu more"), left));
}

/*
 * Of one who was on both sides: each in its time, with what it said; where
 * there is no room, where it took a side and where it left it.
 */
static void
put_both(struct brief *b, size_t from, size_t end)
{
	enum side last = SIDE_NONE;

	for (size_t i = from; i < end; i++) {
		const struct stance_row *row = &b->stances.row[i];

		if (row->side == SIDE_NONE)
			continue;
		if (b->each < QUOTES_SHOWN && row->side == last)
			continue;
		last = row->side;
		paper_remark(&b->paper, stance_line(b->arena, &row->evidence));
		paper_quote(&b->paper, &row->evidence);
	}
}

/* Quotes that there is room for: fewer, where they are long. */
static size_t
room_of(const struct brief *b)
{
	/* A brief on a holder is not of one provision: its quotes have heads.
	 */
	size_t extra = b->picked.key == NULL ? STANCE_COST : 0;
	size_t bytes = 0, room;

	for (size_t i = 0; i < b->stances.count; i++) {
		const struct evidence *e = &b->stances.row[i].evidence;

		bytes += strlen(e->quote.text) + strlen(e->record->title) +
			 SOURCE_COST + extra;
	}
	room = bytes > 0 ? PRINTED_MOST * b->stances.count / bytes : 0;
	return room < QUOTES_MOST ? room : QUOTES_MOST;
}

/*
 * How much is quoted, of parts with so many each: all, or two of each, or one,
 * or one of as many in each part as there is room for.
 */
static void
limit_quotes(struct brief *b, const size_t *count, size_t parts)
{
	size_t all = 0, room = room_of(b), sum = 0;

	b->each = b->context->request->format == FORMAT_HTML ? QUOTES_SHOWN
							     : b->unprinted;
	b->most = SIZE_MAX;
	for (size_t i = 0; i < parts; i++)
		all += count[i];
	if (b->context->request->format != FORMAT_HTML ||
	    all * QUOTES_SHOWN <= room)
		return;
	b->each = 1;
	if (all <= room)
		return;
	for (b->most = 0; sum <= room; b->most++) {
		sum = 0;
		for (size_t i = 0; i < parts; i++)
			sum += count[i] < b->most + 1 ? count[i] : b->most + 1;
	}
	b->most--;
}

/* --- of a holder ---------------------------------------------------------- */

/* Each thing it said, with its own words where they are `quoted`. */
static void
holder_provision(struct brief *b, size_t from, size_t end, bool quoted)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);

	paper_head(&b->paper, 2,
	    arena_printf(b->arena, "%s: %s",
		stances_heading(b->arena, &b->stances.row[from]),
		stances_sum_words(b->arena, &sum)));
	if (!quoted)
		return;
	for (size_t i = from; i < end; i++) {
		const struct evidence *e = &b->stances.row[i].evidence;

		if (i - from == b->each) {
			paper_remark(&b->paper,
			    arena_printf(b->arena, _("and %zu more"), end - i));
			break;
		}
		paper_item(&b->paper, STYLE_HEAD,
		    e->record->date[0] != '\0' ? e->record->date : e->session,
		    stance_line(b->arena, e));
		paper_quote(&b->paper, e);
	}
}

static void
holder_paper(struct brief *b)
{
	size_t provisions = 0;

	for (size_t at = 0; at < b->stances.count;
	     at = stances_provision_end(&b->stances, at))
		provisions++;
	paper_para(&b->paper,
	    arena_printf(b->arena, _("%s on %s."),
		arena_printf(b->arena,
		    P_("%zu position", "%zu positions", b->stances.count),
		    b->stances.count),
		arena_printf(b->arena,
		    P_("%zu provision", "%zu provisions", provisions),
		    provisions)));
	b->unprinted = SIZE_MAX;
	limit_quotes(b, &provisions, 1);
	for (size_t at = 0, n = 0; at < b->stances.count; n++) {
		size_t end = stances_provision_end(&b->stances, at);

		holder_provision(b, at, end, n < b->most);
		at = end;
	}
}

/* --- of a provision ------------------------------------------------------- */

enum section {
	SECTION_FOR,
	SECTION_AGAINST,
	SECTION_CONDITIONS,
	SECTION_BOTH,
	SECTION_CHANGE,
	SECTION_REST,
	SECTION_OTHERS,
	SECTION_COUNT
};

static const struct {
	const char *name;
	enum page_style style;
} sections[SECTION_COUNT] = {{N_("For"), STYLE_FOR},
    {N_("Against"), STYLE_AGAINST}, {N_("On a condition"), STYLE_HEAD},
    {N_("On both sides, at different times or places"), STYLE_HEAD},
    {N_("For a change of it, or for it as it stands"), STYLE_HEAD},
    {N_("No side on it as a whole"), STYLE_HEAD},
    {N_("Others: no delegations"), STYLE_HEAD}};

static enum section
section_of(const struct brief *b, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	enum holder_kind kind =
	    b->stances.row[from].evidence.position->holder_kind;

	if (kind != HOLDER_STATE && kind != HOLDER_GROUP)
		return SECTION_OTHERS;
	if (sum.both)
		return SECTION_BOTH;
	if (sum.side == SIDE_NONE)
		return SECTION_REST;
	if (sum.conditional)
		return SECTION_CONDITIONS;
	return sum.side == SIDE_FOR	  ? SECTION_FOR
	       : sum.side == SIDE_AGAINST ? SECTION_AGAINST
					  : SECTION_CHANGE;
}

/* What is said beside a holder's name, by the section it stands in. */
static const char *
holder_words(struct brief *b, enum section section, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	const char *words = "";

	if (section == SECTION_FOR || section == SECTION_AGAINST)
		return sum.implied ? _("implied") : "";
	if (section != SECTION_REST)
		words = stances_sum_words(b->arena, &sum);
	for (size_t i = from; i < end; i++) {
		const char *condition =
		    b->stances.row[i].evidence.position->condition;

		if (condition[0] != '\0' && section == SECTION_CONDITIONS)
			return arena_printf(
			    b->arena, "%s: %s", words, condition);
	}
	return words;
}

static const char *
group_mark(const struct brief *b, size_t at, const char *name)
{
	return b->stances.row[at].evidence.position->holder_kind == HOLDER_GROUP
		   ? arena_printf(b->arena, _("%s (group)"), name)
		   : name;
}

static const char *
name_at(const struct brief *b, size_t at)
{
	const struct stance_row *row = &b->stances.row[at];

	return group_mark(b, at,
	    paper_name(b->paper.place, row->evidence.position->holder,
		stances_holder(row)));
}

/* A list of names with one more. */
static const char *
also(struct brief *b, const char *names, size_t at)
{
	return arena_printf(b->arena, "%s%s%s", names,
	    *names != '\0' ? C_("list", ", ") : "", name_at(b, at));
}

static void
put_section(struct brief *b, enum section section)
{
	const char *left = "";
	size_t holders = 0, shown = 0;

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		holders += section_of(b, at, end) == section;
	}
	if (holders == 0)
		return;
	paper_head(&b->paper, 2,
	    arena_printf(
		b->arena, "%s (%zu)", _(sections[section].name), holders));
	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		if (section_of(b, at, end) != section)
			continue;
		if (shown++ >= b->most) {
			left = also(b, left, at);
			continue;
		}
		paper_item(&b->paper, sections[section].style, name_at(b, at),
		    holder_words(b, section, at, end));
		if (section == SECTION_BOTH)
			put_both(b, at, end);
		else
			put_quotes(b, at, end);
	}
	if (*left != '\0')
		paper_para(
		    &b->paper, arena_printf(b->arena,
				   _("Without room for a quote: %s."), left));
}

static void
provision_paper(struct brief *b)
{
	size_t count[SECTION_COUNT] = {0};

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		count[section_of(b, at, end)]++;
	}
	paper_para(&b->paper,
	    arena_printf(b->arena,
		_("For: %zu. Against: %zu. On a condition only: %zu. On both "
		  "sides: %zu. Counted are States and groups with a position "
		  "on "
		  "record; a group is not its members, and who is not named "
		  "here "
		  "is not on record."),
		count[SECTION_FOR], count[SECTION_AGAINST],
		count[SECTION_CONDITIONS], count[SECTION_BOTH]));
	b->unprinted = QUOTES_SHOWN;
	limit_quotes(b, count, SECTION_COUNT);
	for (int section = 0; section < SECTION_COUNT; section++)
		put_section(b, (enum section)section);
}

/* --- JSON ----------------------------------------------------------------- */

static void
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

/* --- the command ---------------------------------------------------------- */

static int
put_brief(struct brief *b, bool of_provision)
{
	const struct request *request = b->context->request;

	if (request->format == FORMAT_JSON) {
		brief_json(b);
	} else {
		paper_begin(&b->paper, b->context->out, b->context->options,
		    (enum request_format)request->format, b->title);
		if (of_provision)
			provision_paper(b);
		else
			holder_paper(b);
		for (size_t i = 0; i < b->stances.notes.count; i++)
			paper_note(&b->paper, b->stances.notes.note[i]);
		paper_end(
		    &b->paper, b->context->options->info, b->stances.plan);
	}
	return b->stances.count > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* A brief on a provision; what the request's other filters say counts. */
static int
run_provision(struct brief *b, const char *text, struct error *err)
{
	struct searcher *searcher = b->context->searcher;
	struct request rest = *b->context->request;
	struct notes notes = {0};
	struct query *filters;

	rest.filter[FIELD_ARTICLE] = NULL;
	rest.filter[FIELD_TOPIC] = NULL;
	filters = request_filters(&rest, b->arena, err);
	if ((filters == NULL && err->code != ERROR_NONE) ||
	    !pick_provision(searcher, text, &b->picked, &notes, err))
		return EXIT_USAGE;
	if (!stances_find(searcher, filters, &b->picked, &b->stances, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(b->arena, &b->stances.notes, notes.note[i]);
	b->title = arena_printf(b->arena, _("Brief on %s"), b->picked.heading);
	return put_brief(b, true);
}

static int
run_holder(struct brief *b, struct error *err)
{
	struct searcher *searcher = b->context->searcher;
	const char *text = b->context->request->text;
	const struct holder *holder = pick_holder(searcher, text, NULL, err);
	struct query *all = query_new(b->arena, QUERY_AND);
	struct query *filters;
	const char *name;

	if (holder == NULL && err->code == ERROR_NONE) {
		const char *near = pick_nearest_holder(searcher, text, err);

		error_set(err, ERROR_USAGE,
		    *near == '\0'
			? "no State, group or office is named '%.80s'%s"
			: "no State, group or office is named '%.80s'; there "
			  "is %s",
		    text, near);
	}
	if (holder == NULL)
		return EXIT_USAGE;
	filters = request_filters(b->context->request, b->arena, err);
	if (filters == NULL && err->code != ERROR_NONE)
		return EXIT_USAGE;
	query_add(
	    b->arena, all, query_field(b->arena, FIELD_HOLDER, holder->id));
	if (filters != NULL)
		query_add(b->arena, all, filters);
	if (!stances_find(searcher, all, NULL, &b->stances, err))
		return EXIT_INDEX;
	name = paper_name(b->context->options->place, holder->id, holder->name);
	b->title = arena_printf(b->arena, _("Brief on %s"),
	    holder->kind == HOLDER_GROUP
		? arena_printf(b->arena, _("%s (group)"), name)
		: name);
	return put_brief(b, false);
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct brief b = {
	    .context = context, .arena = context->searcher->arena};
	const char *provision = request->filter[FIELD_ARTICLE] != NULL
				    ? request->filter[FIELD_ARTICLE]
				    : request->filter[FIELD_TOPIC];

	if (*request->text != '\0')
		return run_holder(&b, err);
	if (provision != NULL)
		return run_provision(&b, provision, err);
	error_set(err, ERROR_USAGE,
	    "whose brief? name a State or group, or a provision: travaux brief "
	    "--provision 42");
	return EXIT_USAGE;
}

const struct command command_brief = {"brief",
    N_("what a delegation wants, or who wants what of an article, to print"),
    N_("usage: travaux brief [options] HOLDER\n"
       "       travaux brief [options] --provision PROVISION\n"
       "\n"
       "Everything a State or group wanted, by provision and with its words; "
       "or "
       "of\n"
       "one provision, through all its drafts, who is for it, against it, and "
       "on\n"
       "what conditions.\n"
       "\n"
       "  --provision P      42, \"42(1)\", \"33 of ND2\", or a topic\n"
       "  --session, --layer, --date, --holder ... VALUE\n"
       "                     only what was said then, or in such records\n"
       "  --format FORMAT    text, markdown, html (one file, to print), json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux brief --provision 42\n"
       "  travaux brief --provision 42 --format html >article-42.html\n"
       "  travaux brief Aldermark\n"
       "  travaux brief Aldermark --layer statement --session s1\n"),
    run};
