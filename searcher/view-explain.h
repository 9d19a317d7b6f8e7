/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a passage was read, as text and as JSON. For cmd-positions.c. */
#ifndef SEARCHER_VIEW_EXPLAIN_H
#define SEARCHER_VIEW_EXPLAIN_H

#include "searcher/explain.h"
#include "searcher/view.h"

/* Sentence by sentence, for reading. */
void view_explain_text(struct out *out, const struct view_options *options,
    const struct explanation *explanation);

/* One object, or, where `lines`, one a row. */
void view_explain_json(
    struct out *out, const struct explanation *explanation, bool lines);

#endif
