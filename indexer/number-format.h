/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers of lists, written as word processors and browsers write them. For
 * indexer/ only.
 */
#ifndef INDEXER_NUMBER_FORMAT_H
#define INDEXER_NUMBER_FORMAT_H

#include <stddef.h>

enum number_format {
	NUMBER_DECIMAL = 0,   /* 1 */
	NUMBER_DECIMAL_ZERO,  /* 01 */
	NUMBER_LOWER_LETTER,  /* a ... z, aa, bb */
	NUMBER_UPPER_LETTER,  /* A */
	NUMBER_LOWER_COUNTED, /* a ... z, aa, ab: browsers, OpenDocument */
	NUMBER_UPPER_COUNTED, /* A */
	NUMBER_LOWER_ROMAN,   /* iv */
	NUMBER_UPPER_ROMAN,   /* IV */
	NUMBER_ORDINAL,	      /* 1st */
	NUMBER_LOWER_RUSSIAN, /* а, б, в */
	NUMBER_UPPER_RUSSIAN, /* А */
	NUMBER_CHINESE,	      /* 一 */
	NUMBER_ARABIC,	      /* letters in the order of the alphabet */
	NUMBER_ABJAD,	      /* in that of abjad */
	NUMBER_SYMBOLS,	      /* *, †, ‡, §, **: notes */
	NUMBER_NONE	      /* nothing */
};

/* Bytes that any number fits in, with its NUL. */
#define NUMBER_SIZE 64

/*
 * Write `value` into the buffer, as a string. What a format cannot say (0 in
 * letters, 5000 in Roman numerals) is written in digits.
 */
void number_write(
    enum number_format format, long value, char buffer[NUMBER_SIZE]);

#endif
