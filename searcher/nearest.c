/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/nearest.h"

#include <string.h>

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
nearest_edits(const char *a, const char *b, size_t most)
{
	size_t n = strlen(b), m = strlen(a);
	size_t row[3][NEAREST_MAX + 1];
	size_t *above = row[0], *now = row[1], *before = row[2];

	if (n > NEAREST_MAX || m > NEAREST_MAX ||
	    (n > m ? n - m : m - n) > most)
		return most + 1;
	for (size_t j = 0; j <= n; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t best = now[0] = i, *spare = before;

		for (size_t j = 1; j <= n; j++) {
			now[j] = least(least(above[j], now[j - 1]) + 1,
			    above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
			best = least(best, now[j]);
		}
		if (best > most)
			return most + 1;
		before = above;
		above = now;
		now = spare;
	}
	return least(above[n], most + 1);
}

const char *
nearest(const char *word, const char *(*name)(size_t i), size_t count)
{
	const char *best = NULL;
	size_t few = strlen(word) / 3 + 1;

	for (size_t i = 0; i < count; i++) {
		const char *one = name(i);
		size_t n;

		if (one == NULL)
			continue;
		n = nearest_edits(word, one, few);
		if (n < few || (n == few && best == NULL)) {
			best = one;
			few = n;
		}
	}
	return best;
}
