/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Short forms in which entries of a compilation and comments say what they
 * want, without a sentence: "Propose to delete.", "Option B: DELETE",
 * "PROPOSAL FOR A NEW ARTICLE 3BIS"; and in one that names nobody: "Alt 1 is
 * preferred". For core/compilation.c.
 */
#ifndef CORE_ENTRY_FORM_H
#define CORE_ENTRY_FORM_H

#include "core/flow.h"

#include <stdbool.h>

/*
 * Add what tokens first to before end say in such a form, as the wish of the
 * entry's delegation. False where there is a sentence to be read as well.
 */
bool entry_form_read(struct flow *flow, size_t first, size_t end);

#endif
