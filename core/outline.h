/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Outlines: the numbered parts of a printed article ("1. ...", "(b) ...",
 * "(iv) ..."), as far as an excerpt shows them. For core/compilation.c.
 */
#ifndef CORE_OUTLINE_H
#define CORE_OUTLINE_H

#include "core/reading.h"

#define OUTLINE_LEVELS 3  /* number, letter, roman numeral */
#define OUTLINE_MAX    12 /* parts of one excerpt; what has more gives none */

struct outline_part {
	char level[OUTLINE_LEVELS][PROVISION_TEXT]; /* "2", "b", "iv" */
	size_t first; /* first token, its number */
	size_t end;   /* token where the next part begins */
};

/*
 * The innermost parts that the text is an excerpt of: a paragraph as a whole
 * where its list begins with (a), else only the items printed. Returns how
 * many; 0 where there are none or too many.
 */
size_t outline_read(
    const struct reading *reading, struct outline_part ret[OUTLINE_MAX]);

/*
 * The number of the paragraph that the token stands in or after ("3"). False
 * where no numbered paragraph has begun.
 */
bool outline_number_before(
    const struct reading *reading, size_t at, char ret[PROVISION_TEXT]);

#endif
