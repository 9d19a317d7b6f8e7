/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names of months and days of the week in the languages dates are read in.
 * Only date.c needs this.
 */
#ifndef CORE_MONTH_H
#define CORE_MONTH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The month (1 to 12) that a folded word of `n` bytes names, whole or
 * abbreviated; 0 for none. The months of the Levant that are two words
 * ("kanun the second") are written with a space.
 */
int month_find(const char *word, size_t n);

/*
 * Whether the folded word stands in dates and says nothing that matters: a day
 * of the week, "of", "year".
 */
bool month_is_filler(const char *word, size_t n);

#endif
