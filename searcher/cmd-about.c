/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/about.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/paper.h"
#include "searcher/source-line.h"
#include "searcher/view-position.h"

#include <string.h>

struct telling {
	struct command_context *context;
	struct arena *arena;
	const struct negotiation *neg;
	const struct holder *holder;   /* or NULL: */
	const struct session *session; /* then it is a session */
	struct belonging *groups, *members;
	size_t n_groups, n_members;
	struct departure *departure;
	size_t n_departures;
	bool more;
	struct paper paper;
};

/* --- finding -------------------------------------------------------------- */

static bool
find(struct telling *t, struct error *err)
{
	struct searcher *searcher = t->context->searcher;
	const char *text = t->context->request->text, *id, *near;

	t->holder = pick_holder(searcher, text, &t->neg, err);
	for (size_t i = 0; t->holder == NULL && t->session == NULL &&
			   err->code == ERROR_NONE &&
			   (id = profile_id(searcher->index, i)) != NULL;
	     i++) {
		t->neg = index_negotiation(searcher->index, id, err);
		if (t->neg != NULL)
			t->session = negotiation_session(t->neg, text);
	}
	if (err->code != ERROR_NONE)
		return false;
	if (t->holder == NULL && t->session == NULL) {
		near = pick_nearest_holder(searcher, text, err);
		if (*near == '\0')
			return error_set(err, ERROR_INPUT,
			    "no holder or session is named '%.80s'", text);
		return error_set(err, ERROR_INPUT,
		    "no holder or session is named '%.80s'; there is %s", text,
		    near);
	}
	if (t->holder == NULL)
		return true;
	t->groups = about_groups(t->arena, t->neg, t->holder->id, &t->n_groups);
	t->members = about_members(t->arena, t->neg, t->holder, &t->n_members);
	return t->holder->kind != HOLDER_GROUP ||
	       about_departures(searcher, t->neg, t->holder, &t->departure,
		   &t->n_departures, &t->more, err);
}

/* --- a paper -------------------------------------------------------------- */

static void
put_belonging(struct telling *t, const char *head, const struct belonging *list,
    size_t n, bool members)
{
	if (n == 0)
		return;
	paper_head(&t->paper, 2, head);
	for (size_t i = 0; i < n; i++) {
		const struct holder *one =
		    members ? list[i].member : list[i].group;

		if (one != NULL)
			paper_item(&t->paper, STYLE_HEAD, one->name,
			    belonging_when(t->arena, &list[i]));
	}
}

static void
put_departures(struct telling *t)
{
	if (t->n_departures == 0)
		return;
	paper_head(&t->paper, 2, _("Members that departed from it"));
	for (size_t i = 0; i < t->n_departures; i++) {
		const struct departure *d = &t->departure[i];

		paper_head(&t->paper, 3,
		    arena_printf(
			t->arena, _("%s on %s"), d->member->name, d->heading));
		paper_item(&t->paper, STYLE_HEAD, d->member->name,
		    stance_line(t->arena, &d->own.evidence));
		paper_quote(&t->paper, &d->own.evidence);
		paper_item(&t->paper, STYLE_HEAD, t->holder->name,
		    stance_line(t->arena, &d->group.evidence));
		paper_quote(&t->paper, &d->group.evidence);
	}
}

static void
put_session(struct telling *t)
{
	const struct session *s = t->session;
	char start[11], end[11];

	date_format(s->start, start);
	date_format(s->end, end);
	if (*start != '\0')
		paper_item(&t->paper, STYLE_HEAD, _("Days"),
		    arena_printf(t->arena, _("%s to %s"), start, end));
	if (s->place[0] != '\0')
		paper_item(&t->paper, STYLE_HEAD, _("Place"), s->place);
	if (s->subject[0] != '\0')
		paper_item(&t->paper, STYLE_HEAD, _("Subject"), s->subject);
	for (size_t i = 0; i < s->n_instruments; i++)
		paper_item(&t->paper, STYLE_HEAD, _("On the table"),
		    s->instruments[i]);
}

static void
put_paper(struct telling *t)
{
	const char *name = t->holder != NULL	     ? t->holder->name
			   : t->session->n_names > 0 ? t->session->names[0]
						     : t->session->id;

	paper_begin(&t->paper, t->context->out, t->context->options,
	    (enum request_format)t->context->request->format, name);
	if (t->session != NULL)
		put_session(t);
	put_belonging(t, _("Groups"), t->groups, t->n_groups, false);
	put_departures(t);
	put_belonging(t, _("Members"), t->members, t->n_members, true);
	if (t->more)
		paper_note(&t->paper,
		    _("there may be more departures than are shown"));
	paper_end(
	    &t->paper, t->context->options->info, t->context->request->text);
}

/* --- JSON ----------------------------------------------------------------- */

static void
json_belonging(struct json *json, const char *key, const struct belonging *list,
    size_t n, bool members)
{
	json_begin_array(json, key);
	for (size_t i = 0; i < n; i++) {
		const struct holder *one =
		    members ? list[i].member : list[i].group;
		char from[11], to[11];

		if (one == NULL)
			continue;
		date_format(list[i].when.from, from);
		date_format(list[i].when.to, to);
		json_begin_object(json, NULL);
		json_put_string(json, "holder", one->id);
		json_put_string(json, "name", one->name);
		json_put_string(json, "from", from);
		json_put_string(json, "to", to);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
json_row(struct json *json, const char *key, const struct stance_row *row)
{
	struct position_row position = {row->evidence.record,
	    row->evidence.passage, row->evidence.position};

	view_position_json(json, key, &position);
}

static void
json_holder(struct telling *t, struct json *json)
{
	json_put_string(json, "holder", t->holder->id);
	json_put_string(json, "name", t->holder->name);
	json_put_string(json, "formal", t->holder->formal);
	json_put_string(json, "kind", holder_kind_name(t->holder->kind));
	json_belonging(json, "groups", t->groups, t->n_groups, false);
	json_belonging(json, "members", t->members, t->n_members, true);
	json_begin_array(json, "departures");
	for (size_t i = 0; i < t->n_departures; i++) {
		const struct departure *d = &t->departure[i];

		json_begin_object(json, NULL);
		json_put_string(json, "member", d->member->id);
		json_put_string(json, "key", d->key);
		json_put_string(json, "heading", d->heading);
		json_row(json, "own", &d->own);
		json_row(json, "group", &d->group);
		json_end_object(json);
	}
	json_end_array(json);
	json_put_bool(json, "more", t->more);
}

static void
json_session(struct telling *t, struct json *json)
{
	const struct session *s = t->session;
	char start[11], end[11];

	date_format(s->start, start);
	date_format(s->end, end);
	json_put_string(json, "session", s->id);
	json_put_string(json, "kind", s->kind);
	json_put_string(json, "start", start);
	json_put_string(json, "end", end);
	json_put_string(json, "place", s->place);
	json_put_string(json, "subject", s->subject);
	json_begin_array(json, "names");
	for (size_t i = 0; i < s->n_names; i++)
		json_put_string(json, NULL, s->names[i]);
	json_end_array(json);
	json_begin_array(json, "instruments");
	for (size_t i = 0; i < s->n_instruments; i++)
		json_put_string(json, NULL, s->instruments[i]);
	json_end_array(json);
}

static void
put_json(struct telling *t)
{
	const struct index_info *info = t->context->options->info;
	struct json json;

	json_init(&json, t->context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	json_put_string(&json, "negotiation", t->neg->id);
	if (t->holder != NULL)
		json_holder(t, &json);
	else
		json_session(t, &json);
	json_end_object(&json);
	out_puts(t->context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct telling t = {
	    .context = context, .arena = context->searcher->arena};

	if (!find(&t, err))
		return err->code == ERROR_INPUT ? EXIT_NOT_FOUND : EXIT_INDEX;
	if (context->request->format == FORMAT_JSON)
		put_json(&t);
	else
		put_paper(&t);
	return EXIT_FOUND;
}

const struct command command_about = {"about",
    N_("a holder's groups, a group's members and who departed, a session"),
    N_("usage: travaux about [options] NAME\n"
       "\n"
       "Of a State, its groups with their dates; of a group, its members, and\n"
       "those that wanted the contrary of it while they were members, with "
       "the\n"
       "words of both; of a session, its days and what lay on the table.\n"
       "\n"
       "  --format FORMAT    text, markdown, html, json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux about Aldermark\n"
       "  travaux about \"Upland Group\"\n"
       "  travaux about \"second session\"\n"),
    run};
