/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The codes of glyphs: undoing poppler's guesses at the direction of writing,
 * and recovering the letters of fonts whose codes are numbers of glyphs
 * instead of Unicode. For the PDF reader only.
 */
#ifndef INDEXER_PDF_CODES_H
#define INDEXER_PDF_CODES_H

#include "indexer/pdf-page.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Put the codes of a word back into the order of its glyphs: poppler turns
 * round what it takes for right-to-left writing, and sets marks about it.
 * Returns how many are left without these marks.
 */
size_t pdf_codes_unbidi(uint32_t *code, size_t n);

/* How many of them are not such marks. */
size_t pdf_codes_count(const uint32_t *code, size_t n);

/*
 * Where a font's codes are glyph numbers, learn what they stand for, and put
 * it in their place. Alphabets stand in fonts in the order of Unicode, so each
 * range of codes is off by one constant: that which gives the text letters as
 * frequent as in a language. Returns how many glyphs got another code.
 */
size_t pdf_codes_repair(struct pdf *pdf);

#endif
