/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/missing.h"
#include "searcher/paper.h"
#include "searcher/stances.h"
#include "searcher/view-position.h"

#include <string.h>

/* How two stand to one another on a provision. */
enum relation {
	RELATION_DIFFER,
	RELATION_AGREE,
	RELATION_UNCLEAR, /* both are on record, but not for or against */
	RELATION_FIRST,	  /* only the first is on record */
	RELATION_SECOND,
	RELATION_COUNT
};

static const char *const relation_names[RELATION_COUNT] = {
    "differ", "agree", "unclear", "first only", "second only"};

/* Rows of both on one provision. */
struct point {
	size_t from[2], end[2]; /* of each; empty where it is silent */
	enum relation relation;
};

struct comparison {
	struct command_context *context;
	struct arena *arena;
	const struct holder *holder[2];
	const char *name[2]; /* of these, as shown */
	const char *on;	     /* the provision, or "" */
	struct picked picked;
	struct stances stances;
	struct point *point;
	size_t n_points;
	struct paper paper;
	struct parts parts; /* which points are written, in their order */
	size_t each;	    /* quotes of one on one provision */
};

/* The same on a page, which is to stay small. */
#define QUOTES_ON_PAGE 3
#define POINT_COST     400 /* of a provision, but for quotes */

/* --- who is compared ------------------------------------------------------ */

/* "X and Y", "X, Y", "X vs Y", "X Y": each place where it can be parted. */
static bool
split_holders(struct comparison *c, const char *text, struct error *err)
{
	static const char *const between[] = {
	    " and ", " vs ", " with ", ", ", ",", " "};
	struct searcher *searcher = c->context->searcher;

	for (size_t b = 0; b < sizeof between / sizeof *between; b++)
		for (const char *at = strstr(text, between[b]); at != NULL;
		     at = strstr(at + 1, between[b])) {
			c->holder[0] = pick_holder(searcher,
			    arena_strndup(c->arena, text, (size_t)(at - text)),
			    NULL, err);
			if (c->holder[0] == NULL)
				continue;
			c->holder[1] = pick_holder(
			    searcher, at + strlen(between[b]), NULL, err);
			if (c->holder[1] != NULL)
				return true;
		}
	return err->code == ERROR_NONE &&
	       error_set(err, ERROR_USAGE,
		   "'%.80s' does not name two States or groups; write for "
		   "example: travaux compare Aldermark and Brennia on 42",
		   text);
}

static bool
read_text(struct comparison *c, struct error *err)
{
	const struct request *request = c->context->request;
	const char *text = request->text;
	const char *on = NULL, *at = text;

	while ((at = strstr(at, " on ")) != NULL)
		on = at++;
	c->on = request->filter[FIELD_ARTICLE] != NULL
		    ? request->filter[FIELD_ARTICLE]
		: request->filter[FIELD_TOPIC] != NULL
		    ? request->filter[FIELD_TOPIC]
		    : "";
	if (on != NULL) {
		c->on = on + 4;
		text = arena_strndup(c->arena, text, (size_t)(on - text));
	}
	return split_holders(c, text, err);
}

/* --- finding -------------------------------------------------------------- */

static bool
find(struct comparison *c, struct error *err)
{
	struct searcher *searcher = c->context->searcher;
	struct request rest = *c->context->request;
	struct query *all = query_new(c->arena, QUERY_AND);
	struct query *both =
	    query_field(c->arena, FIELD_HOLDER, c->holder[0]->id);
	struct notes notes = {0};
	struct query *filters;

	rest.filter[FIELD_ARTICLE] = NULL;
	rest.filter[FIELD_TOPIC] = NULL;
	filters = request_filters(&rest, c->arena, err);
	if ((filters == NULL && err->code != ERROR_NONE) ||
	    (*c->on != '\0' &&
		!pick_provision(searcher, c->on, &c->picked, &notes, err)))
		return false;
	query_add_value(c->arena, both, c->holder[1]->id);
	query_add(c->arena, all, both);
	if (filters != NULL)
		query_add(c->arena, all, filters);
	if (!stances_find(searcher, all, *c->on != '\0' ? &c->picked : NULL,
		&c->stances, err))
		return false;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(c->arena, &c->stances.notes, notes.note[i]);
	return true;
}

static enum relation
relation_of(const struct comparison *c, const struct point *point)
{
	struct stance_sum a, b;

	if (point->from[1] == point->end[1])
		return RELATION_FIRST;
	if (point->from[0] == point->end[0])
		return RELATION_SECOND;
	a = stances_sum(&c->stances, point->from[0], point->end[0]);
	b = stances_sum(&c->stances, point->from[1], point->end[1]);
	if (a.side == SIDE_NONE || b.side == SIDE_NONE || a.both || b.both)
		return RELATION_UNCLEAR;
	/* Who want a text changed may want different things. */
	if (a.side == SIDE_CHANGE && b.side == SIDE_CHANGE)
		return RELATION_UNCLEAR;
	if (a.side == b.side)
		return RELATION_AGREE;
	return sides_differ(a.side, b.side) ? RELATION_DIFFER
					    : RELATION_UNCLEAR;
}

static void
make_points(struct comparison *c)
{
	for (size_t at = 0; at < c->stances.count;) {
		size_t end = stances_provision_end(&c->stances, at);
		struct point *point;

		c->point = arena_grow(c->arena, c->point, c->n_points,
		    c->n_points + 1, sizeof *c->point);
		point = &c->point[c->n_points++];
		while (at < end) {
			size_t next = stances_holder_end(&c->stances, at);
			const char *id =
			    c->stances.row[at].evidence.position->holder;
			int which = strcmp(id, c->holder[0]->id) != 0;

			point->from[which] = at;
			point->end[which] = next;
			at = next;
		}
		point->relation = relation_of(c, point);
	}
}

static const struct stance_row *
row_of(const struct comparison *c, const struct point *point)
{
	return &c->stances.row[point->from[0] < point->end[0] ? point->from[0]
							      : point->from[1]];
}

/* --- the paper ------------------------------------------------------------ */

static void
put_side(struct comparison *c, const struct point *point, int which)
{
	size_t from = point->from[which], end = point->end[which], shown = 0;
	struct stance_sum sum;

	if (from == end) {
		paper_item(&c->paper, STYLE_HEAD, c->name[which],
		    _("nothing on record"));
		return;
	}
	sum = stances_sum(&c->stances, from, end);
	paper_item(&c->paper,
	    sum.side == SIDE_FOR && !sum.both	    ? STYLE_FOR
	    : sum.side == SIDE_AGAINST && !sum.both ? STYLE_AGAINST
						    : STYLE_HEAD,
	    c->name[which], stances_sum_words(c->arena, &sum));
	for (size_t i = from; i < end; i++) {
		const struct evidence *e = &c->stances.row[i].evidence;

		if (i > from &&
		    e->passage == c->stances.row[i - 1].evidence.passage &&
		    e->position->start ==
			c->stances.row[i - 1].evidence.position->start)
			continue;
		if (shown++ < c->each)
			paper_quote(&c->paper, e);
	}
	if (shown > c->each)
		paper_remark(&c->paper,
		    arena_printf(c->arena, _("and %zu more"), shown - c->each));
}

/* The points of a relation; `first` stands for the number of points before. */
static void
put_relation(struct comparison *c, enum relation relation, size_t first)
{
	const char *heads[RELATION_COUNT] = {_("They differ"), _("They agree"),
	    _("Both on record, neither clearly together nor apart"),
	    arena_printf(c->arena, _("Only %s is on record"), c->name[0]),
	    arena_printf(c->arena, _("Only %s is on record"), c->name[1])};
	size_t n = 0, at;

	for (size_t i = 0; i < c->n_points; i++)
		n += c->point[i].relation == relation;
	if (n == 0)
		return;
	if (first + n <= c->parts.from || first >= c->parts.end)
		return;
	paper_head(&c->paper, 2,
	    arena_printf(c->arena, "%s (%zu)", heads[relation], n));
	for (size_t i = 0; i < c->n_points; i++) {
		const struct point *point = &c->point[i];

		if (point->relation != relation)
			continue;
		at = first++;
		if (at < c->parts.from || at >= c->parts.end)
			continue;
		paper_head(
		    &c->paper, 3, stances_heading(c->arena, row_of(c, point)));
		if (relation != RELATION_SECOND)
			put_side(c, point, 0);
		if (relation != RELATION_FIRST)
			put_side(c, point, 1);
	}
}

/* What the quotes of one point take that are shown. */
static size_t
cost_of(const struct comparison *c, const struct point *point)
{
	size_t cost = POINT_COST;

	for (int which = 0; which < 2; which++)
		for (size_t i = point->from[which];
		     i < point->end[which] && i - point->from[which] < c->each;
		     i++)
			cost += paper_quote_cost(&c->stances.row[i].evidence);
	return cost;
}

static void
find_parts(struct comparison *c)
{
	size_t *cost = arena_array(c->arena, c->n_points + 1, sizeof *cost);
	size_t n = 0;

	c->each = c->paper.place != NULL ? QUOTES_ON_PAGE : SIZE_MAX;
	for (int relation = 0; relation < RELATION_COUNT; relation++)
		for (size_t i = 0; i < c->n_points; i++)
			if (c->point[i].relation == (enum relation)relation)
				cost[n++] = cost_of(c, &c->point[i]);
	c->parts = paper_parts(
	    &c->paper, c->arena, cost, n, c->context->request->offset);
}

static void
put_paper(struct comparison *c)
{
	size_t n[RELATION_COUNT] = {0}, first = 0;

	for (size_t i = 0; i < c->n_points; i++)
		n[c->point[i].relation]++;
	for (int i = 0; i < 2; i++)
		c->name[i] = paper_name(c->context->options->place,
		    c->holder[i]->id, c->holder[i]->name);
	paper_begin(&c->paper, c->context->out, c->context->options,
	    (enum request_format)c->context->request->format,
	    arena_printf(c->arena,
		*c->on != '\0' ? _("%s and %s compared on %s")
			       : _("%s and %s compared%s"),
		c->name[0], c->name[1],
		*c->on != '\0' ? c->picked.heading : ""));
	find_parts(c);
	paper_para(&c->paper,
	    arena_printf(c->arena,
		_("Provisions on which they differ: %zu; on which they agree: "
		  "%zu; on which both are on record otherwise: %zu; on which "
		  "only %s is on record: %zu, only %s: %zu. Silence is no "
		  "position."),
		n[RELATION_DIFFER], n[RELATION_AGREE], n[RELATION_UNCLEAR],
		c->name[0], n[RELATION_FIRST], c->name[1], n[RELATION_SECOND]));
	for (int relation = 0; relation < RELATION_COUNT; relation++) {
		put_relation(c, (enum relation)relation, first);
		first += n[relation];
	}
	paper_steps(&c->paper, &c->parts);
	for (size_t i = 0; i < c->stances.notes.count; i++)
		paper_note(&c->paper, c->stances.notes.note[i]);
	paper_end(&c->paper, c->context->options->info, c->stances.plan);
}

/* --- JSON ----------------------------------------------------------------- */

static void
json_side(struct json *json, const struct comparison *c,
    const struct point *point, int which)
{
	size_t from = point->from[which], end = point->end[which];
	struct stance_sum sum = stances_sum(&c->stances, from, end);

	json_begin_object(json, which == 0 ? "first" : "second");
	json_put_string(json, "side", from == end ? "" : side_name(sum.side));
	json_put_bool(json, "both", from < end && sum.both);
	json_put_bool(json, "conditional",
	    from < end && sum.side != SIDE_NONE && sum.conditional);
	json_begin_array(json, "positions");
	for (size_t i = from; i < end; i++) {
		const struct evidence *e = &c->stances.row[i].evidence;
		struct position_row row = {e->record, e->passage, e->position};

		view_position_json(json, NULL, &row);
	}
	json_end_array(json);
	json_end_object(json);
}

static void
put_json(struct comparison *c)
{
	const struct index_info *info = c->context->options->info;
	struct json json;

	json_init(&json, c->context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "query", c->stances.plan);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	missing_json(&json, info);
	json_begin_array(&json, "holders");
	for (int i = 0; i < 2; i++) {
		json_begin_object(&json, NULL);
		json_put_string(&json, "holder", c->holder[i]->id);
		json_put_string(&json, "name", c->holder[i]->name);
		json_put_string(
		    &json, "kind", holder_kind_name(c->holder[i]->kind));
		json_end_object(&json);
	}
	json_end_array(&json);
	json_begin_array(&json, "provisions");
	for (size_t i = 0; i < c->n_points; i++) {
		const struct point *point = &c->point[i];

		json_begin_object(&json, NULL);
		json_put_string(&json, "key", row_of(c, point)->key);
		json_put_string(&json, "heading",
		    stances_heading(c->arena, row_of(c, point)));
		json_put_string(
		    &json, "relation", relation_names[point->relation]);
		json_side(&json, c, point, 0);
		json_side(&json, c, point, 1);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_end_object(&json);
	out_puts(c->context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct comparison c = {
	    .context = context, .arena = context->searcher->arena};

	if (!read_text(&c, err) || !find(&c, err))
		return EXIT_USAGE;
	make_points(&c);
	if (context->request->format == FORMAT_JSON)
		put_json(&c);
	else
		put_paper(&c);
	return c.n_points > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_compare = {"compare",
    N_("where two holders agree, differ, or one is silent"),
    N_("usage: travaux compare [options] HOLDER and HOLDER [on PROVISION]\n"
       "\n"
       "Holds the positions of two States or groups against one another, "
       "provision\n"
       "by provision, with the words that prove them.\n"
       "\n"
       "  --session, --layer, --date ... VALUE\n"
       "                     only what was said then, or in such records\n"
       "  --format FORMAT    text, markdown, html, json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux compare Aldermark and Dunmarrow\n"
       "  travaux compare Aldermark and Dunmarrow on 42\n"
       "  travaux compare Brennia and Upland Group --layer statement\n"),
    run};
