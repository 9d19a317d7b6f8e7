/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of pages: those that hold data, and those that lay a page out. For
 * the HTML reader only.
 */
#ifndef INDEXER_HTML_TABLE_H
#define INDEXER_HTML_TABLE_H

#include <libxml/tree.h>
#include <stdbool.h>

/*
 * Whether a table is to be read row by row. One that holds tables, headings,
 * or only one column lays out; so does one that says it is presentation.
 */
bool html_is_data(const xmlNode *table);

#endif
