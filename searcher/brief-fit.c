/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What two sheets of paper have room for. The lines of a quote are estimated:
 * letters are of about the same width in the fonts that browsers have, and the
 * style sheet sets the rest (site-style.c, markup.c).
 */
#include "core/translate.h"
#include "core/utf8.h"
#include "searcher/brief.h"
#include "searcher/evidence.h"
#include "searcher/provision-label.h"
#include "searcher/source-line.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Tenths of a line of 9 points; four columns of A4 or Letter have so many,
   less what is left empty at their ends. */
#define LINE	   10
#define SHEETS	   2520
#define TITLE	   90 /* with the paragraph below it */
#define SECTION	   22 /* the head of a section */
#define END	   70 /* notes and the query at the end */
#define QUOTE_GAP  3
#define HEAD_GAP   8
#define NAMES_MOST 600 /* of those without a quote, where they are many */

/* Tenths of a Latin letter that a line of a column has. */
#define COLUMN 490

/* Tenths of a letter that a quote has at least, to say something. */
#define THIN 400

/* --- lines ---------------------------------------------------------------- */

/* Width of a text, in tenths of a letter. */
static size_t
width_of(const char *s)
{
	size_t n = strlen(s), width = 0;
	int32_t c;

	for (size_t at = 0; at < n; at += utf8_next(s + at, n - at, &c)) {
		utf8_next(s + at, n - at, &c);
		if (utf8proc_charwidth(c) > 1)
			width += 20;
		else if (utf8proc_isupper(c))
			width += 14;
		else if (utf8proc_charwidth(c) > 0)
			width += c < 0x300 ? 10 : 12;
	}
	return width;
}

/* What a text takes: `size` is its letters', in percent of the page's. */
static size_t
cost_of(const char *s, size_t size)
{
	size_t lines = (width_of(s) * size / 100 + COLUMN - 1) / COLUMN;

	return lines * LINE * size / 100;
}

static size_t
quote_cost(const struct brief *b, const struct stance_row *row, bool told)
{
	const struct view_place *place = b->paper.place;
	const struct evidence *e = &row->evidence;
	const char *source = place != NULL ? place->source(place->context, e)
					   : source_line(b->arena, e);
	size_t cost = cost_of(e->quote.text, 106) + cost_of(source, 90);

	if (told)
		cost += cost_of(stance_line(b->arena, e), 100) + QUOTE_GAP;
	return cost + QUOTE_GAP;
}

/* --- groups --------------------------------------------------------------- */

/* A group, and what it would take. */
struct group {
	size_t from, end;	 /* its rows */
	struct stance_row **row; /* telling ones */
	size_t n_rows;
	size_t *quotes; /* how many of them are quoted */
	size_t named;	/* cost of its name in a list */
};

static bool
of_provision(const struct brief *b)
{
	return b->picked.key != NULL;
}

size_t
brief_group_end(const struct brief *b, size_t at)
{
	return of_provision(b) ? stances_holder_end(&b->stances, at)
			       : stances_provision_end(&b->stances, at);
}

/* Whether a quote says little: a head, "none", a few words of a table. */
static bool
is_thin(const struct evidence *e)
{
	return e->position->certainty == CERTAINTY_IMPLIED &&
	       width_of(e->quote.text) < THIN;
}

/*
 * What is on the whole before what is on parts, what says more than a word
 * before what does not; then the strongest first.
 */
static int
strongest_first(const void *a, const void *b)
{
	const struct stance_row *x = *(struct stance_row *const *)a;
	const struct stance_row *y = *(struct stance_row *const *)b;
	int c;

	if ((x->side == SIDE_NONE) != (y->side == SIDE_NONE))
		return x->side == SIDE_NONE ? 1 : -1;
	if (is_thin(&x->evidence) != is_thin(&y->evidence))
		return is_thin(&x->evidence) ? 1 : -1;
	c = evidence_compare(&x->evidence, &y->evidence);
	return c != 0 ? c : x < y ? -1 : x > y;
}

/* Whether row i says in the same words what a row before it said. */
static bool
is_repeated(struct stance_row *const *row, size_t count, size_t i)
{
	const struct evidence *e = &row[i]->evidence;

	for (size_t k = 0; k < count; k++)
		if (row[k]->evidence.passage == e->passage &&
		    row[k]->evidence.position->start == e->position->start)
			return true;
	return false;
}

struct stance_row **
brief_telling(const struct brief *b, size_t from, size_t end, size_t *ret_count)
{
	struct stance_row **row =
	    arena_array(b->arena, end - from + 1, sizeof *row);
	size_t n = 0;

	for (size_t i = from; i < end; i++)
		row[i - from] = &b->stances.row[i];
	qsort(row, end - from, sizeof *row, strongest_first);
	for (size_t i = 0; i < end - from; i++)
		if (!is_repeated(row, n, i))
			row[n++] = row[i];
	*ret_count = n;
	return row;
}

bool
brief_is_both(const struct brief *b, size_t from, size_t end)
{
	return of_provision(b) && stances_sum(&b->stances, from, end).both;
}

size_t
brief_next_side(const struct brief *b, size_t from, size_t end, size_t at)
{
	enum side last = SIDE_NONE;

	for (size_t i = from; i < end; i++) {
		enum side side = b->stances.row[i].side;

		if (side == SIDE_NONE || side == last)
			continue;
		last = side;
		if (at == SIZE_MAX || i > at)
			return i;
	}
	return end;
}

/* What the i-th quote of a group takes; with the first come all of both. */
static size_t
group_cost(const struct brief *b, const struct group *g, size_t i)
{
	size_t cost = 0;

	if (brief_is_both(b, g->from, g->end)) {
		for (size_t at = brief_next_side(b, g->from, g->end, SIZE_MAX);
		     at < g->end; at = brief_next_side(b, g->from, g->end, at))
			cost += quote_cost(b, &b->stances.row[at], true);
	} else {
		cost = quote_cost(b, g->row[i], !of_provision(b));
	}
	if (i > 0)
		return cost;
	cost += of_provision(b) ? LINE + QUOTE_GAP
				: HEAD_GAP + QUOTE_GAP +
				      cost_of(stances_heading(b->arena,
						  &b->stances.row[g->from]),
					  115);
	/* "and 3 more" */
	return g->n_rows > 1 ? cost + LINE : cost;
}

/* The most telling groups first: by their best, then by how much there is. */
static int
groups_compare(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	const struct stance_row *p = x->row[0], *q = y->row[0];
	bool implied_p = p->evidence.position->certainty == CERTAINTY_IMPLIED;
	bool implied_q = q->evidence.position->certainty == CERTAINTY_IMPLIED;

	if ((p->key[0] == '-') != (q->key[0] == '-'))
		return p->key[0] == '-' ? 1 : -1;
	if ((p->side == SIDE_NONE) != (q->side == SIDE_NONE))
		return p->side == SIDE_NONE ? 1 : -1;
	if (implied_p != implied_q)
		return implied_p ? 1 : -1;
	if (p->evidence.layer != q->evidence.layer)
		return p->evidence.layer < q->evidence.layer ? -1 : 1;
	if (x->n_rows != y->n_rows)
		return x->n_rows > y->n_rows ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static struct group *
groups_of(struct brief *b, size_t *ret_count)
{
	struct group *group =
	    arena_array(b->arena, b->stances.count + 1, sizeof *group);
	size_t n = 0;

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		struct group *g = &group[n++];

		end = brief_group_end(b, at);
		*g = (struct group){.from = at, .end = end};
		g->row = brief_telling(b, at, end, &g->n_rows);
		g->quotes = &b->quotes[at];
		g->named = width_of(of_provision(b) ? brief_name(b, at)
						    : brief_named(b, at, end)) *
			   LINE / COLUMN;
	}
	qsort(group, n, sizeof *group, groups_compare);
	*ret_count = n;
	return group;
}

/* --- room ----------------------------------------------------------------- */

/* Room that is left for quotes when all groups are named. */
static size_t
room_of(const struct brief *b, const struct group *group, size_t count)
{
	size_t used = TITLE + END, names = 0;

	for (size_t i = 0; i < count; i++)
		names += group[i].named;
	for (size_t i = 0; i < b->stances.notes.count; i++)
		used += cost_of(b->stances.notes.note[i], 90) + QUOTE_GAP;
	/* For, against, and so on, each with its head and its list. */
	used += of_provision(b) ? 7 * (SECTION + LINE) : LINE;
	used += names < NAMES_MOST || of_provision(b) ? names : NAMES_MOST;
	return used < SHEETS ? SHEETS - used : 0;
}

static void
fit_printed(struct brief *b)
{
	size_t count;
	struct group *group = groups_of(b, &count);
	size_t room = room_of(b, group, count);

	for (size_t quotes = 0; quotes < BRIEF_QUOTES; quotes++) {
		for (size_t i = 0; i < count; i++) {
			struct group *g = &group[i];
			size_t cost;

			if (*g->quotes != quotes || g->n_rows <= quotes ||
			    (quotes > 0 && brief_is_both(b, g->from, g->end)))
				continue;
			cost = group_cost(b, g, quotes);
			if (cost > room)
				continue;
			room -= cost;
			++*g->quotes;
		}
	}
}

void
brief_fit(struct brief *b)
{
	size_t all = of_provision(b) ? BRIEF_QUOTES : SIZE_MAX;

	b->quotes =
	    arena_array(b->arena, b->stances.count + 1, sizeof *b->quotes);
	for (size_t i = 0; i < b->stances.count; i++)
		b->quotes[i] =
		    b->context->request->format == FORMAT_HTML ? 0 : all;
	if (b->context->request->format == FORMAT_HTML)
		fit_printed(b);
}
