/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/html-table.h"

#include "indexer/html.h"
#include "indexer/xml-parse.h"

#include <stddef.h>

#define CELL_BLOCKS 3 /* paragraphs of a cell that is a part of a page */

/* What there is in a table. */
struct census {
	bool headed;	 /* it has a caption or cells that are headings */
	bool lays_out;	 /* it holds tables, headings, or much in one cell */
	unsigned widest; /* most cells of a row */
};

static unsigned
count_paragraphs(const xmlNode *node, struct census *census)
{
	unsigned count = 0;

	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (xml_is(n, "table") || xml_is(n, "h1") || xml_is(n, "h2") ||
		    xml_is(n, "h3"))
			census->lays_out = true;
		count += xml_is(n, "p") && html_weight(n) != NULL &&
			 html_weight(n)->text > 0;
		count += count_paragraphs(n, census);
	}
	return count;
}

static void
count(const xmlNode *node, struct census *census)
{
	unsigned cells = 0;

	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (xml_is(n, "td") || xml_is(n, "th")) {
			cells++;
			census->headed = census->headed || xml_is(n, "th");
			if (count_paragraphs(n, census) > CELL_BLOCKS)
				census->lays_out = true;
		} else {
			census->headed = census->headed || xml_is(n, "caption");
			count(n, census);
		}
	}
	if (cells > census->widest)
		census->widest = cells;
}

bool
html_is_data(const xmlNode *table)
{
	struct census census = {.widest = 0};

	if (html_has_word(table, "role", "presentation") ||
	    html_has_word(table, "role", "none"))
		return false;
	count(table, &census);
	if (census.widest < 2)
		return false;
	return census.headed || !census.lays_out;
}
