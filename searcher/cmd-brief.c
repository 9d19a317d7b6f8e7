/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/brief.h"
#include "searcher/provision-label.h"
#include "searcher/source-line.h"

#include <stdlib.h>
#include <string.h>

/* Of those without a quote so many letters are named where they are many. */
#define NAMED_MOST 2200

/* "and 3 more"; on the site, with a link to all. */
static void
put_left(struct brief *b, size_t at, size_t left)
{
	const struct stance_row *row = &b->stances.row[at];

	if (left > 0)
		paper_more(
		    &b->paper, left, row->evidence.position->holder, row->key);
}

/* --- of a holder ---------------------------------------------------------- */

const char *
brief_named(const struct brief *b, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	const struct stance_row *row = &b->stances.row[from];
	struct provision_label label = {0};
	const char *name = _("No provision named");

	if (strcmp(row->key, "-") != 0) {
		label = provision_label(b->arena, row->evidence.neg, row->key);
		label.title = label.places = "";
		name = provision_heading(b->arena, &label);
	}
	return arena_printf(
	    b->arena, "%s (%s)", name, stances_sum_words(b->arena, &sum));
}

static int
in_time(const void *a, const void *b)
{
	const struct stance_row *x = *(struct stance_row *const *)a;
	const struct stance_row *y = *(struct stance_row *const *)b;

	return x < y ? -1 : x > y;
}

/* The rows of a provision that are quoted, by time. */
static struct stance_row **
quoted_rows(const struct brief *b, size_t from, size_t end, size_t *ret_count)
{
	struct stance_row **row;

	*ret_count = end - from;
	if (b->quotes[from] >= end - from) {
		row = arena_array(b->arena, end - from, sizeof *row);
		for (size_t i = from; i < end; i++)
			row[i - from] = &b->stances.row[i];
		return row;
	}
	row = brief_telling(b, from, end, ret_count);
	if (*ret_count > b->quotes[from])
		*ret_count = b->quotes[from];
	qsort(row, *ret_count, sizeof *row, in_time);
	return row;
}

/* Each thing it said, with its own words. */
static void
holder_provision(struct brief *b, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	size_t count;
	struct stance_row **row = quoted_rows(b, from, end, &count);

	paper_head(&b->paper, 2,
	    arena_printf(b->arena, "%s: %s",
		stances_heading(b->arena, &b->stances.row[from]),
		stances_sum_words(b->arena, &sum)));
	for (size_t i = 0; i < count; i++) {
		const struct evidence *e = &row[i]->evidence;

		paper_item(&b->paper, STYLE_HEAD,
		    e->record->date[0] != '\0' ? e->record->date : e->session,
		    stance_line(b->arena, e));
		paper_quote(&b->paper, e);
	}
	put_left(b, from, end - from - count);
}

/* Those that have no quote, in a row; of many, the first. */
static void
holder_rest(struct brief *b)
{
	const char *names = "";
	size_t more = 0;

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = brief_group_end(b, at);
		if (b->quotes[at] > 0)
			continue;
		if (strlen(names) > NAMED_MOST)
			more++;
		else
			names = arena_printf(b->arena, "%s%s%s", names,
			    *names != '\0' ? "; " : "",
			    brief_named(b, at, end));
	}
	if (more > 0)
		names = arena_printf(b->arena, "%s; %s", names,
		    arena_printf(b->arena, _("and %zu more"), more));
	if (*names != '\0')
		paper_para(
		    &b->paper, arena_printf(b->arena,
				   _("Without room for a quote: %s."), names));
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
	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = brief_group_end(b, at);
		if (b->quotes[at] > 0)
			holder_provision(b, at, end);
	}
	holder_rest(b);
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

const char *
brief_name(const struct brief *b, size_t at)
{
	const struct stance_row *row = &b->stances.row[at];

	return group_mark(b, at,
	    paper_name(b->context->options->place,
		row->evidence.position->holder, stances_holder(row)));
}

/* A list of names with one more. */
static const char *
also(struct brief *b, const char *names, size_t at)
{
	return arena_printf(b->arena, "%s%s%s", names,
	    *names != '\0' ? C_("list", ", ") : "", brief_name(b, at));
}

static void
put_quotes(struct brief *b, size_t from, size_t end)
{
	size_t count, shown;
	struct stance_row **row = brief_telling(b, from, end, &count);

	shown = count < b->quotes[from] ? count : b->quotes[from];
	for (size_t i = 0; i < shown; i++)
		paper_quote(&b->paper, &row[i]->evidence);
	put_left(b, from, count - shown);
}

/*
 * Of one who was on both sides: each in its time, with what it said; of what is
 * printed, where it took a side and where it left it.
 */
static void
put_both(struct brief *b, size_t from, size_t end)
{
	bool printed = b->context->request->format == FORMAT_HTML;
	size_t at = brief_next_side(b, from, end, SIZE_MAX);

	while (at < end) {
		const struct stance_row *row = &b->stances.row[at];

		paper_remark(&b->paper, stance_line(b->arena, &row->evidence));
		paper_quote(&b->paper, &row->evidence);
		if (printed)
			at = brief_next_side(b, from, end, at);
		else
			while (
			    ++at < end && b->stances.row[at].side == SIDE_NONE)
				;
	}
}

static void
put_section(struct brief *b, enum section section)
{
	const char *left = "";
	size_t holders = 0;

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
		if (b->quotes[at] == 0) {
			left = also(b, left, at);
			continue;
		}
		paper_item(&b->paper, sections[section].style,
		    brief_name(b, at), holder_words(b, section, at, end));
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
	for (int section = 0; section < SECTION_COUNT; section++)
		put_section(b, (enum section)section);
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
		brief_fit(b);
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
