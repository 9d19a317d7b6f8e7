/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The numbers and labels that blocks of a draft begin with. For draft-tree.
 */
#ifndef INDEXER_DRAFT_NUMBER_H
#define INDEXER_DRAFT_NUMBER_H

#include "indexer/draft-tree.h"

enum draft_mark_kind {
	NUMBER_NONE = 0,
	NUMBER_DIGITS, /* "2.", "2 bis." */
	NUMBER_LETTER, /* "(b)"; also "(i)", which may be roman */
	NUMBER_ROMAN,  /* "(iv)" */
	NUMBER_OPTION  /* "Option 1:" */
};

struct draft_mark {
	enum draft_mark_kind kind;
	char text[PROVISION_TEXT];  /* of numbers, as provisions have them */
	struct draft_option option; /* of options; owner 0 */
	bool bare;		    /* an option with nothing but a title */
	size_t end;		    /* bytes of the text that it takes */
};

/*
 * The mark that the text begins with, after opening brackets and blanks. Kind
 * NUMBER_NONE: it begins with none.
 */
struct draft_mark draft_mark_read(const char *s, size_t n);

#endif
