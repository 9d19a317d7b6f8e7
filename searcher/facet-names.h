/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of what the values of facets are ids of: "Dunmarrow" for XD. */
#ifndef SEARCHER_FACET_NAMES_H
#define SEARCHER_FACET_NAMES_H

#include "searcher/search.h"

/*
 * Give the values of holders, sessions and topics the names that the profiles
 * of the index have for them, in the searcher's arena. ERROR_INDEX.
 */
bool facet_names(
    struct searcher *searcher, struct search_result *result, struct error *err);

#endif
