/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/camps.h"

#include "core/translate.h"

#include <stdlib.h>
#include <string.h>

/* A group of holders that were joined, in the order they stand. */
struct cluster {
	uint32_t *place; /* in `seat` */
	size_t count;
	bool gone; /* joined into another */
};

struct seating {
	struct arena *arena;
	const struct tally *tally;
	uint32_t *seat;	 /* holders that take sides, places in the tally */
	uint32_t *sides; /* of each, how many */
	size_t n;
	double *near; /* n x n: agreement of each pair */
	struct cluster *cluster;
	size_t *camp_of; /* of each seat; by the cluster at the last cut */
};

/* The first cell of a holder. */
static size_t
cells_of(const struct tally *tally, size_t holder)
{
	size_t low = 0, high = tally->n_cells;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tally->cell[middle].holder < holder)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
takes_side(const struct tally_cell *cell)
{
	return cell->count[SIDE_FOR] > 0 || cell->count[SIDE_AGAINST] > 0;
}

/* Halves of a thing on which two cells agree. */
static uint32_t
agreed_halves(const struct tally_cell *a, const struct tally_cell *b)
{
	bool both_a, both_b;
	enum side x = tally_side(a, &both_a), y = tally_side(b, &both_b);

	if (both_a || both_b)
		return 1;
	return x == y ? 2 : 0;
}

struct agreement
camps_agreement(const struct tally *tally, size_t a, size_t b)
{
	size_t i = cells_of(tally, a), j = cells_of(tally, b);
	struct agreement sum = {0, 0};

	while (i < tally->n_cells && j < tally->n_cells &&
	       tally->cell[i].holder == a && tally->cell[j].holder == b) {
		const struct tally_cell *x = &tally->cell[i];
		const struct tally_cell *y = &tally->cell[j];

		if (x->column == y->column && takes_side(x) && takes_side(y)) {
			sum.agreed += agreed_halves(x, y);
			sum.shared++;
		}
		i += x->column <= y->column;
		j += y->column <= x->column;
	}
	return sum;
}

const char *
agreement_words(struct arena *arena, const struct agreement *agreement)
{
	return arena_printf(arena, _("%lu%s of %lu"),
	    (unsigned long)agreement->agreed / 2,
	    agreement->agreed % 2 != 0 ? ".5" : "",
	    (unsigned long)agreement->shared);
}

static double
nearness(struct agreement agreement)
{
	return (agreement.agreed / 2.0 + 1) / (agreement.shared + 2.0);
}

/* --- who sits at all ------------------------------------------------------ */

struct candidate {
	uint32_t holder, sides;
};

static int
most_sides_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->sides != y->sides)
		return x->sides > y->sides ? -1 : 1;
	return x->holder < y->holder ? -1 : 1;
}

static int
in_order(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return x->holder < y->holder ? -1 : 1;
}

static void
seat_all(struct seating *s, struct camps *ret)
{
	const struct tally *tally = s->tally;
	struct candidate *all =
	    arena_array(s->arena, tally->n_holders + 1, sizeof *all);
	bool *used = arena_array(s->arena, tally->n_columns + 1, sizeof *used);
	size_t n = 0;

	for (size_t h = 0; h < tally->n_holders; h++) {
		all[n].holder = (uint32_t)h;
		all[n].sides = 0;
		for (size_t i = cells_of(tally, h);
		     i < tally->n_cells && tally->cell[i].holder == h; i++) {
			if (!takes_side(&tally->cell[i]))
				continue;
			all[n].sides++;
			used[tally->cell[i].column] = true;
		}
		n += all[n].sides > 0;
	}
	for (size_t i = 0; i < tally->n_columns; i++)
		ret->n_things += used[i];
	ret->left_out = tally->n_holders - n;
	if (n > CAMPS_HOLDERS_MAX) {
		ret->beyond = n - CAMPS_HOLDERS_MAX;
		qsort(all, n, sizeof *all, most_sides_first);
		n = CAMPS_HOLDERS_MAX;
		qsort(all, n, sizeof *all, in_order);
	}
	s->n = n;
	s->seat = arena_array(s->arena, n + 1, sizeof *s->seat);
	s->sides = arena_array(s->arena, n + 1, sizeof *s->sides);
	for (size_t i = 0; i < n; i++) {
		s->seat[i] = all[i].holder;
		s->sides[i] = all[i].sides;
	}
}

/* --- joining -------------------------------------------------------------- */

static double
average(
    const struct seating *s, const struct cluster *a, const struct cluster *b)
{
	double sum = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			sum += s->near[a->place[i] * s->n + b->place[j]];
	return sum / (double)(a->count * b->count);
}

static void
turn(struct cluster *cluster)
{
	for (size_t i = 0; i < cluster->count / 2; i++) {
		uint32_t *a = &cluster->place[i];
		uint32_t *b = &cluster->place[cluster->count - 1 - i];
		uint32_t kept = *a;

		*a = *b;
		*b = kept;
	}
}

/* Put b behind a, both turned so that those who meet agree most. */
static void
join(struct seating *s, struct cluster *a, struct cluster *b)
{
	size_t best = 0;
	double most = -1;

	for (size_t way = 0; way < 4; way++) {
		uint32_t x = a->place[(way & 1) != 0 ? 0 : a->count - 1];
		uint32_t y = b->place[(way & 2) != 0 ? b->count - 1 : 0];

		if (s->near[x * s->n + y] > most) {
			most = s->near[x * s->n + y];
			best = way;
		}
	}
	if ((best & 1) != 0)
		turn(a);
	if ((best & 2) != 0)
		turn(b);
	a->place = arena_grow(s->arena, a->place, a->count, a->count + b->count,
	    sizeof *a->place);
	memcpy(a->place + a->count, b->place, b->count * sizeof *b->place);
	a->count += b->count;
	b->gone = true;
}

/* Averages of all pairs of clusters, kept as clusters are joined. */
static double *
first_averages(struct seating *s)
{
	double *average_of =
	    arena_array(s->arena, s->n * s->n + 1, sizeof *average_of);

	for (size_t i = 0; i < s->n * s->n; i++)
		average_of[i] = s->near[i];
	return average_of;
}

static bool
nearest_pair(const struct seating *s, const double *averages, size_t *ret_a,
    size_t *ret_b)
{
	double most = -1;

	for (size_t i = 0; i < s->n; i++)
		for (size_t j = i + 1; j < s->n && !s->cluster[i].gone; j++)
			if (!s->cluster[j].gone &&
			    averages[i * s->n + j] > most) {
				most = averages[i * s->n + j];
				*ret_a = i;
				*ret_b = j;
			}
	return most >= 0;
}

/* Everybody in a cluster that still is one is of its camp. */
static void
note_camps(struct seating *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0;
		     !s->cluster[i].gone && k < s->cluster[i].count; k++)
			s->camp_of[s->cluster[i].place[k]] = i;
}

static void
join_all(struct seating *s)
{
	double *averages = first_averages(s);
	size_t a = 0, b = 0;
	bool cut = false;

	while (nearest_pair(s, averages, &a, &b)) {
		if (!cut && averages[a * s->n + b] <= 0.5) {
			note_camps(s);
			cut = true;
		}
		join(s, &s->cluster[a], &s->cluster[b]);
		for (size_t i = 0; i < s->n; i++) {
			double value;

			if (i == a || s->cluster[i].gone)
				continue;
			value = average(s, &s->cluster[a], &s->cluster[i]);
			averages[a * s->n + i] = value;
			averages[i * s->n + a] = value;
		}
	}
	if (!cut)
		note_camps(s);
}

static void
measure(struct seating *s)
{
	s->near = arena_array(s->arena, s->n * s->n + 1, sizeof *s->near);
	s->cluster = arena_array(s->arena, s->n + 1, sizeof *s->cluster);
	s->camp_of = arena_array(s->arena, s->n + 1, sizeof *s->camp_of);
	for (size_t i = 0; i < s->n; i++) {
		s->cluster[i].place =
		    arena_array(s->arena, 1, sizeof *s->cluster[i].place);
		s->cluster[i].place[0] = (uint32_t)i;
		s->cluster[i].count = 1;
		for (size_t j = 0; j < i; j++) {
			double near = nearness(
			    camps_agreement(s->tally, s->seat[i], s->seat[j]));

			s->near[i * s->n + j] = near;
			s->near[j * s->n + i] = near;
		}
	}
}

/* --- the camps ------------------------------------------------------------ */

static void
add_to(struct agreement *sum, struct agreement more)
{
	sum->agreed += more.agreed;
	sum->shared += more.shared;
}

static struct camp_member
member_of(const struct seating *s, uint32_t seat)
{
	struct camp_member member = {
	    s->seat[seat], s->sides[seat], {0, 0}, {0, 0}};

	for (size_t i = 0; i < s->n; i++) {
		struct agreement agreement;

		if (i == seat)
			continue;
		agreement =
		    camps_agreement(s->tally, s->seat[seat], s->seat[i]);
		add_to(s->camp_of[i] == s->camp_of[seat] ? &member.inside
							 : &member.outside,
		    agreement);
	}
	return member;
}

void
camps_make(struct arena *arena, const struct tally *tally, struct camps *ret)
{
	struct seating s = {.arena = arena, .tally = tally};
	size_t last = SIZE_MAX;

	memset(ret, 0, sizeof *ret);
	seat_all(&s, ret);
	if (s.n == 0)
		return;
	measure(&s);
	join_all(&s);
	/* All are in the first cluster now, in the order they stand. */
	ret->camp = arena_array(arena, s.n, sizeof *ret->camp);
	for (size_t i = 0; i < s.n; i++) {
		uint32_t seat = s.cluster[0].place[i];
		struct camp *camp;

		if (s.camp_of[seat] != last)
			ret->n_camps++;
		last = s.camp_of[seat];
		camp = &ret->camp[ret->n_camps - 1];
		camp->member = arena_grow(arena, camp->member, camp->n_members,
		    camp->n_members + 1, sizeof *camp->member);
		camp->member[camp->n_members] = member_of(&s, seat);
		add_to(&camp->inside, camp->member[camp->n_members++].inside);
	}
	/* Each pair was counted from both ends. */
	for (size_t i = 0; i < ret->n_camps; i++) {
		ret->camp[i].inside.agreed /= 2;
		ret->camp[i].inside.shared /= 2;
	}
}
