/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BINS	    400 /* over the width of a region */
#define LINES_LEAST 4	/* in a column */
#define DEPTH_MOST  4	/* columns within columns */

struct order {
	struct pdf *pdf;
	const struct pdf_page *page;
	struct pdf_place *place; /* of all, as they get their place */
	size_t n;
	unsigned columns; /* regions so far */
};

/* Some of the page's segments, from top to bottom. */
struct region {
	const struct pdf_segment **segment;
	size_t n;
	float left, right;
	unsigned depth;
};

static int
by_top(const void *a, const void *b)
{
	const struct pdf_segment *x = *(const struct pdf_segment *const *)a;
	const struct pdf_segment *y = *(const struct pdf_segment *const *)b;
	float ax = x->y1 + x->y2, ay = y->y1 + y->y2;

	if (ax != ay)
		return ax < ay ? -1 : 1;
	return (x->x1 > y->x1) - (x->x1 < y->x1);
}

static void
fit_region(struct region *region)
{
	region->left = 1e9f;
	region->right = -1e9f;
	for (size_t i = 0; i < region->n; i++) {
		region->left = pdf_min(region->left, region->segment[i]->x1);
		region->right = pdf_max(region->right, region->segment[i]->x2);
	}
}

/* --- gutters -------------------------------------------------------------- */

/*
 * Whether the segments on one side of a gutter are a column of text: enough
 * lines, most of them nearly as wide as the column. Cells of a table and the
 * numbers of paragraphs are not.
 */
static bool
is_column(const struct region *region, float from, float to)
{
	float left = 1e9f, right = -1e9f;
	size_t n = 0, wide = 0;

	for (size_t i = 0; i < region->n; i++) {
		const struct pdf_segment *segment = region->segment[i];

		if (segment->x1 < from || segment->x2 > to)
			continue;
		left = pdf_min(left, segment->x1);
		right = pdf_max(right, segment->x2);
		n++;
	}
	if (n < LINES_LEAST ||
	    right - left < 0.15f * region->right - 0.15f * region->left)
		return false;
	for (size_t i = 0; i < region->n; i++) {
		const struct pdf_segment *segment = region->segment[i];

		if (segment->x1 >= from && segment->x2 <= to)
			wide +=
			    segment->x2 - segment->x1 > 0.7f * (right - left);
	}
	return 2 * wide >= n && wide >= LINES_LEAST;
}

static void
count_bins(const struct region *region, unsigned *bin)
{
	float scale = BINS / (region->right - region->left);

	memset(bin, 0, BINS * sizeof *bin);
	for (size_t i = 0; i < region->n; i++) {
		const struct pdf_segment *segment = region->segment[i];
		int from = (int)((segment->x1 - region->left) * scale);
		int to = (int)ceilf((segment->x2 - region->left) * scale);

		for (int k = from < 0 ? 0 : from; k < to && k < BINS; k++)
			bin[k]++;
	}
}

/*
 * The middle of the widest gap between two columns, or NAN. Some segments may
 * go over it: titles, tables.
 */
static float
find_gutter(const struct region *region)
{
	unsigned bin[BINS], most;
	float scale = (region->right - region->left) / BINS, best = NAN;
	int widest = 0;

	if (region->n < 2 * LINES_LEAST || scale <= 0)
		return NAN;
	count_bins(region, bin);
	most = (unsigned)(region->n / 5);
	for (int k = BINS / 6; k < BINS * 5 / 6; k++) {
		int n = 0;
		float middle;

		while (k + n < BINS && bin[k + n] <= most)
			n++;
		if (n == 0)
			continue;
		middle = region->left + ((float)k + (float)n / 2) * scale;
		if (n > widest && (float)n * scale >= 6 &&
		    is_column(region, region->left - 1, middle) &&
		    is_column(region, middle, region->right + 1)) {
			widest = n;
			best = middle;
		}
		k += n;
	}
	return best;
}

/* --- regions -------------------------------------------------------------- */

static void order_region(struct order *order, struct region *region);

static void
place_all(struct order *order, const struct region *region)
{
	unsigned column = order->columns++;

	for (size_t i = 0; i < region->n; i++)
		order->place[order->n++] = (struct pdf_place){
		    region->segment[i], region->left, region->right, column};
}

/* The segments of a band on one side of the gutter, as a region. */
static void
order_side(struct order *order, const struct region *band, float gutter,
    bool left_side)
{
	struct region side = {.depth = band->depth + 1};

	side.segment = arena_array(
	    order->pdf->arena, band->n + 1, sizeof(struct pdf_segment *));
	for (size_t i = 0; i < band->n; i++) {
		const struct pdf_segment *segment = band->segment[i];

		if ((segment->x1 + segment->x2 < 2 * gutter) == left_side)
			side.segment[side.n++] = segment;
	}
	if (side.n == 0)
		return;
	fit_region(&side);
	order_region(order, &side);
}

static bool
crosses(const struct pdf_segment *segment, float gutter)
{
	return segment->x1 < gutter - 1 && segment->x2 > gutter + 1;
}

/* Bands of columns, and what goes over them between. */
static void
order_bands(struct order *order, const struct region *region, float gutter)
{
	bool rtl = order->pdf->rtl;
	size_t n;

	for (size_t i = 0; i < region->n; i += n) {
		struct region band = *region;
		bool over = crosses(region->segment[i], gutter);

		for (n = 1; i + n < region->n; n++)
			if (crosses(region->segment[i + n], gutter) != over)
				break;
		band.segment = region->segment + i;
		band.n = n;
		if (over) {
			place_all(order, &band);
			continue;
		}
		order_side(order, &band, gutter, !rtl);
		order_side(order, &band, gutter, rtl);
	}
}

static void
order_region(struct order *order, struct region *region)
{
	float gutter = region->depth < DEPTH_MOST ? find_gutter(region) : NAN;

	if (isnan(gutter))
		place_all(order, region);
	else
		order_bands(order, region, gutter);
}

struct pdf_place *
pdf_order(struct pdf *pdf, const struct pdf_page *page)
{
	struct order order = {.pdf = pdf, .page = page};
	struct region all = {0};

	order.place =
	    arena_array(pdf->arena, page->n_segments + 1, sizeof *order.place);
	all.segment = arena_array(
	    pdf->arena, page->n_segments + 1, sizeof(struct pdf_segment *));
	for (size_t i = 0; i < page->n_segments; i++)
		all.segment[all.n++] = &page->segment[i];
	if (all.n == 0)
		return order.place;
	qsort(all.segment, all.n, sizeof *all.segment, by_top);
	fit_region(&all);
	order_region(&order, &all);
	return order.place;
}
