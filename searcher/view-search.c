/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view-search.h"

#include "core/translate.h"

/* The passages around a hit, those before it or those after it. */
void
view_search_around(struct page *page, const struct search_hit *hit, bool after)
{
	for (size_t i = 0; i < hit->n_around; i++) {
		const struct passage *one = hit->around[i];

		if ((one->number > hit->passage->number) != after)
			continue;
		page_printf(
		    page, STYLE_FAINT, "#%lu: ", (unsigned long)one->number);
		page_text_n(page, STYLE_FAINT, one->text, one->text_length);
		page_line(page, 4);
	}
}

/* What was searched, and what a place among those found comes of. */
void
view_search_said(struct page *page, const struct search_result *result)
{
	if (result->said == NULL)
		return;
	page_text(page, STYLE_HEAD, _("Searched: "));
	/* TRANSLATORS: a query in words follows, then a full stop */
	page_text(page, STYLE_PLAIN, _("passages that have "));
	page_text(page, STYLE_PLAIN, result->said);
	page_text(page, STYLE_PLAIN, ". ");
	page_text(page, STYLE_PLAIN,
	    _("Words count in all their forms, in the text and, for half as "
	      "much, in titles and headings; a rare word weighs more than a "
	      "frequent one, and any word more in a short passage. Fields "
	      "select and give no weight."));
	page_line(page, 0);
}

/* Values shown of a facet; JSON has more. */
#define FACET_SHOWN 10

/* A value with its count, and what to add to the query for it. */
static void
write_facet_value(struct page *page, const struct facet *facet, size_t i)
{
	const struct facet_value *value = &facet->value[i];

	page_line(page, 2);
	page_printf(page, STYLE_PLAIN, "%lu%s ", (unsigned long)value->count,
	    facet->exact ? "" : "+");
	page_text(page, STYLE_PLAIN,
	    value->name != NULL && *value->name != '\0' ? value->name
							: value->value);
	page_text(page, STYLE_FAINT, _(" (only: "));
	page_text(page, STYLE_PLAIN, value->only);
	page_text(page, STYLE_FAINT, _("; hide: "));
	page_text(page, STYLE_PLAIN, value->hide);
	page_text(page, STYLE_FAINT, ")");
}

static void
write_facet(struct page *page, const struct facet *facet)
{
	if (facet->n_values == 0)
		return;
	page_text(page, STYLE_HEAD, facet->name);
	page_text(page, STYLE_PLAIN, _(" (passages)"));
	for (size_t i = 0; i < facet->n_values && i < FACET_SHOWN; i++)
		write_facet_value(page, facet, i);
	if (facet->n_values > FACET_SHOWN) {
		page_line(page, 2);
		page_printf(page, STYLE_FAINT, _("and %zu more"),
		    facet->n_values - FACET_SHOWN);
	}
	page_line(page, 0);
}

/* What else there is, and how to come to it. */
void
view_search_end(struct page *page, const struct search_view *view)
{
	const struct search_result *result = view->result;
	size_t next = view->params->offset + result->n_hits;
	size_t all = view->params->per_record ? result->records : result->total;

	if (result->suggestion != NULL) {
		page_gap(page);
		page_text(page, STYLE_PLAIN, _("Did you mean: "));
		page_text(page, STYLE_HEAD, result->suggestion);
		page_line(page, 0);
	}
	if (result->n_hits > 0 && next < all) {
		page_gap(page);
		page_printf(page, STYLE_FAINT, _("More: --offset %zu"), next);
		page_line(page, 0);
	}
}

void
view_search_facets(struct page *page, const struct search_result *result)
{
	if (result->n_facets > 0)
		page_gap(page);
	for (size_t i = 0; i < result->n_facets; i++)
		write_facet(page, &result->facet[i]);
}
