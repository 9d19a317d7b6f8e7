/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Characters of symbol fonts: documents hold them as bytes of a font (Symbol,
 * Wingdings), or as these above U+F000, where only the font says what they
 * are. For readers of word processors' documents.
 */
#ifndef INDEXER_SYMBOL_FONT_H
#define INDEXER_SYMBOL_FONT_H

/*
 * The character in Unicode, as a string; NULL where neither font nor character
 * is known here. `font` may be NULL: it is none of these.
 */
const char *symbol_find(const char *font, unsigned long code);

#endif
