/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Views of camps: as a paper, JSON, CSV and TSV. */
#ifndef SEARCHER_VIEW_CAMPS_H
#define SEARCHER_VIEW_CAMPS_H

#include "searcher/camps.h"
#include "searcher/view-tally.h"

void view_camps(struct out *out, const struct view_options *options,
    enum request_format format, const struct tally_view *view,
    const struct camps *camps);

#endif
