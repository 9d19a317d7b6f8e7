/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/execute-part.h"

#include <string.h>

static struct xap_query *
date_term(struct execution *ex, const char *value)
{
	size_t n;
	const char *s = field_term(ex->arena, FIELD_DATE, value, &n);

	return ex_term(ex, s, n);
}

/* Passages dated with `outer` ("2023") and with none of `count` parts in it. */
static struct xap_query *
only_dated(struct execution *ex, const char *outer, int count)
{
	struct parts parts = {0};

	for (int i = 1; i <= count; i++)
		ex_add(ex, &parts,
		    date_term(
			ex, arena_printf(ex->arena, "%s-%02d", outer, i)));
	return ex_pair(ex, XAP_AND_NOT, date_term(ex, outer),
	    ex_combine(ex, XAP_OR, &parts));
}

static const char *
date_key(struct execution *ex, struct date date)
{
	return arena_printf(
	    ex->arena, "%04d%02d%02d", date.year, date.month, date.day);
}

/*
 * By the slot, which holds the first day a date may mean; and where the range
 * begins within a year or month, the records dated by that year or month only.
 */
struct xap_query *
ex_dates(struct execution *ex, const struct query *node)
{
	struct date first = date_first(node->dates.from);
	struct date last = date_last(node->dates.to);
	const char *low =
	    node->dates.from.year != 0 ? date_key(ex, first) : "0";
	const char *high = node->dates.to.year != 0 ? date_key(ex, last) : NULL;
	struct parts any = {0};
	char iso[11];

	ex_add(ex, &any,
	    ex_keep(ex, xap_query_range(SLOT_DATE, low, strlen(low), high,
			    high != NULL ? strlen(high) : 0, &ex->xerr)));
	if (node->dates.from.year != 0) {
		date_format(first, iso);
		ex_add(ex, &any,
		    only_dated(ex, arena_strndup(ex->arena, iso, 4), 12));
		ex_add(ex, &any,
		    only_dated(ex, arena_strndup(ex->arena, iso, 7), 31));
	}
	return ex_combine(ex, XAP_OR, &any);
}
