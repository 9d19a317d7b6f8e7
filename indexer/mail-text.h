/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The text of an e-mail as blocks. What is quoted from somebody else (">", or
 * all after "Original Message") becomes BLOCK_ASIDE: it can be found, and is
 * not taken for the writer's own words. A signature (after "-- ") is left out.
 * For reader-mail.c.
 */
#ifndef INDEXER_MAIL_TEXT_H
#define INDEXER_MAIL_TEXT_H

#include "indexer/block.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mail_text_form {
	bool flowed; /* format=flowed: lines that end in a space go on */
	bool delsp;  /* ... and that space is to go */
	bool mbox;   /* ">From " is "From ", escaped */
	/* Line of the file in which the text begins, and in which it ends
	 * where its lines are not those of the file; 0: not known. */
	uint32_t line_first, line_last;
};

/* Add the blocks of a text, which is UTF-8 with lines that end in "\n". */
void mail_text_blocks(struct blocks *blocks, const char *text, size_t n,
    const struct mail_text_form *form);

#endif
