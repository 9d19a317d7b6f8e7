/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/brief.h"

#include <string.h>

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
			brief_of_provision(b);
		else
			brief_of_holder(b);
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
