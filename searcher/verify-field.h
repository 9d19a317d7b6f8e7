/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields of a passage or position against those of a query; verify.c's. */
#ifndef SEARCHER_VERIFY_FIELD_H
#define SEARCHER_VERIFY_FIELD_H

#include "searcher/verify.h"

/* Whether any value of a QUERY_FIELD node (not title) is the subject's. */
bool verify_field(struct arena *scratch, const struct query *node,
    const struct subject *subject);

/* Whether any day of the record's date lies in the node's range. */
bool verify_dates(const struct query *node, const struct subject *subject);

/* Append the mentions in the text that an article node takes in. */
void verify_article_hits(struct arena *scratch, const struct query *node,
    const struct tokens *tokens, enum language language, struct hit **hits,
    size_t *count, unsigned which);

#endif
