/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A brief on a holder: everything it wanted, by provision. */
#include "searcher/brief.h"

#include "core/translate.h"
#include "searcher/provision-label.h"
#include "searcher/source-line.h"

#include <stdlib.h>
#include <string.h>

/* Of those without a quote so many letters are named where they are many. */
#define NAMED_MOST 2200

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
	brief_left(b, from, end - from - count);
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

void
brief_of_holder(struct brief *b)
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
