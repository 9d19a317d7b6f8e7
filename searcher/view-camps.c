/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view-camps.h"

#include "core/translate.h"
#include "searcher/json.h"
#include "searcher/paper.h"
#include "searcher/table-out.h"

#include <string.h>

#define MARKS_SHOWN 6 /* provisions that tell a camp */

static const char *const measure = N_(
    "Two share a provision where both are on record for it or against it as a "
    "whole; wishes for a change do not count. Who stand together agreed on "
    "more than half of what they share. Numbers are agreements of what is "
    "shared, counted in pairs.");

/* Members of a camp that are for and against one thing. */
static void
sides_of(const struct tally *tally, const struct camp *camp, size_t column,
    uint32_t *ret_for, uint32_t *ret_against)
{
	*ret_for = *ret_against = 0;
	for (size_t i = 0; i < camp->n_members; i++) {
		const struct tally_cell *cell =
		    tally_at(tally, camp->member[i].holder, column);
		bool both;
		enum side side;

		if (cell == NULL)
			continue;
		side = tally_side(cell, &both);
		*ret_for += side == SIDE_FOR && !both;
		*ret_against += side == SIDE_AGAINST && !both;
	}
}

/* "against 42 (9 of 9), for 5 (4 of 5)": on what most of them are one. */
static const char *
marks_of(
    struct arena *arena, const struct tally *tally, const struct camp *camp)
{
	const char *s = "";
	bool *told = arena_array(arena, tally->n_columns + 1, sizeof *told);

	for (size_t shown = 0; shown < MARKS_SHOWN; shown++) {
		size_t best = SIZE_MAX;
		uint32_t most = 0, with = 0, against = 0;

		for (size_t i = 0; i < tally->n_columns; i++) {
			uint32_t x, y, lead;

			sides_of(tally, camp, i, &x, &y);
			lead = x > y ? x - y : y - x;
			if (told[i] || lead <= most)
				continue;
			most = lead;
			best = i;
			with = x;
			against = y;
		}
		if (best == SIZE_MAX)
			break;
		told[best] = true;
		s = arena_printf(arena, "%s%s%s", s, *s == '\0' ? "" : ", ",
		    arena_printf(arena,
			with > against ? _("for %s (%lu of %lu)")
				       : _("against %s (%lu of %lu)"),
			tally->column[best].label.number,
			(unsigned long)(with > against ? with : against),
			(unsigned long)(with + against)));
	}
	return s;
}

static void
put_camp(struct paper *paper, struct arena *arena, const struct tally *tally,
    const struct camp *camp, size_t number)
{
	const char *name =
	    camp->n_members == 1
		? arena_printf(arena, _("%zu. %s, alone"), number,
		      tally->holder[camp->member[0].holder].name)
		: arena_printf(arena, _("%zu. %zu holders, agreed in %s"),
		      number, camp->n_members,
		      agreement_words(arena, &camp->inside));

	paper_head(paper, 2, name);
	paper_para(paper, marks_of(arena, tally, camp));
	for (size_t i = 0; i < camp->n_members; i++) {
		const struct camp_member *m = &camp->member[i];
		const struct tally_holder *holder = &tally->holder[m->holder];
		const char *rest = arena_printf(arena,
		    P_("%lu side; in the camp %s, with others %s",
			"%lu sides; in the camp %s, with others %s", m->sides),
		    (unsigned long)m->sides, agreement_words(arena, &m->inside),
		    agreement_words(arena, &m->outside));

		paper_item(paper, STYLE_HEAD, holder->name, rest);
	}
}

static void
camps_paper(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view,
    const struct camps *camps)
{
	struct arena *arena = arena_new();
	struct paper paper;
	size_t holders = 0;

	for (size_t i = 0; i < camps->n_camps; i++)
		holders += camps->camp[i].n_members;
	paper_begin(&paper, out, options, format,
	    arena_printf(arena,
		_("%zu holders by agreement, on %zu provisions"), holders,
		camps->n_things));
	paper_para(&paper, _(measure));
	for (size_t i = 0; i < camps->n_camps; i++)
		put_camp(&paper, arena, view->tally, &camps->camp[i], i + 1);
	if (camps->left_out > 0)
		paper_note(&paper,
		    arena_printf(arena,
			_("%zu more take no side on any provision as a whole"),
			camps->left_out));
	if (camps->beyond > 0)
		paper_note(
		    &paper, arena_printf(arena,
				_("%zu more with fewer sides are left out"),
				camps->beyond));
	for (size_t i = 0; i < view->notes->count; i++)
		paper_note(&paper, view->notes->note[i]);
	paper_end(&paper, options->info, view->plan);
	arena_free(arena);
}

/* --- JSON ----------------------------------------------------------------- */

static void
json_agreement(
    struct json *json, const char *key, const struct agreement *agreement)
{
	json_begin_object(json, key);
	json_put_real(json, "agreed", agreement->agreed / 2.0);
	json_put_number(json, "shared", agreement->shared);
	json_end_object(json);
}

static void
json_camp(struct json *json, const struct tally *tally, const struct camp *camp)
{
	json_begin_object(json, NULL);
	json_agreement(json, "inside", &camp->inside);
	json_begin_array(json, "holders");
	for (size_t i = 0; i < camp->n_members; i++) {
		const struct camp_member *m = &camp->member[i];

		json_begin_object(json, NULL);
		json_put_string(json, "holder", tally->holder[m->holder].id);
		json_put_string(json, "name", tally->holder[m->holder].name);
		json_put_number(json, "sides", m->sides);
		json_agreement(json, "inside", &m->inside);
		json_agreement(json, "outside", &m->outside);
		json_end_object(json);
	}
	json_end_array(json);
	json_end_object(json);
}

static void
camps_json(struct out *out, const struct view_options *options,
    const struct tally_view *view, const struct camps *camps)
{
	struct json json;

	json_init(&json, out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "query", view->plan);
	json_put_string(&json, "index_build", options->info->build);
	json_put_string(&json, "index_created", options->info->created);
	json_put_string(&json, "measure", measure);
	json_put_number(&json, "provisions", camps->n_things);
	json_put_number(&json, "left_out", camps->left_out + camps->beyond);
	json_begin_array(&json, "camps");
	for (size_t i = 0; i < camps->n_camps; i++)
		json_camp(&json, view->tally, &camps->camp[i]);
	json_end_array(&json);
	json_end_object(&json);
	out_puts(out, "\n");
}

/* --- tables --------------------------------------------------------------- */

static const char *const columns[] = {"place", "camp", "holder", "name", "kind",
    "sides", "agreed_inside", "shared_inside", "agreed_outside",
    "shared_outside", NULL};

static void
table_agreement(struct table_out *table, const struct agreement *agreement)
{
	if (agreement->agreed % 2 == 0) {
		table_number(table, agreement->agreed / 2);
	} else {
		struct arena *arena = arena_new();

		table_string(table, arena_printf(arena, "%lu.5",
					(unsigned long)agreement->agreed / 2));
		arena_free(arena);
	}
	table_number(table, agreement->shared);
}

static void
camps_table(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view,
    const struct camps *camps)
{
	struct table_out table = {out, format == FORMAT_CSV, true};
	size_t place = 0;

	if (view->head)
		table_identity(&table, view->plan, options->info);
	table_head(&table, columns);
	table_row_end(&table);
	for (size_t c = 0; c < camps->n_camps; c++)
		for (size_t i = 0; i < camps->camp[c].n_members; i++) {
			const struct camp_member *m = &camps->camp[c].member[i];
			const struct tally_holder *holder =
			    &view->tally->holder[m->holder];

			table_number(&table, ++place);
			table_number(&table, c + 1);
			table_string(&table, holder->id);
			table_string(&table, holder->name);
			table_string(&table, holder_kind_name(holder->kind));
			table_number(&table, m->sides);
			table_agreement(&table, &m->inside);
			table_agreement(&table, &m->outside);
			table_row_end(&table);
		}
}

void
view_camps(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view,
    const struct camps *camps)
{
	switch (format) {
	case FORMAT_JSON:
		camps_json(out, options, view, camps);
		break;
	case FORMAT_CSV:
	case FORMAT_TSV:
		camps_table(out, options, format, view, camps);
		break;
	default:
		camps_paper(out, options, format, view, camps);
		break;
	}
}
