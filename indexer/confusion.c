/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/confusion.h"

#include "indexer/ligature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a word beside or nearby adds, and takes away. */
#define BESIDE	3
#define NEARBY	2
#define AGAINST 4

struct confusions {
	struct confusion *row; /* by their damaged word */
	size_t rows;
};

static int
compare(const void *a, const void *b)
{
	const struct confusion *x = a, *y = b;

	return strcmp(x->damaged, y->damaged);
}

static bool
read_row(struct arena *arena, const struct table *table, size_t r,
    struct confusion *ret, struct error *err)
{
	const char *weight = table_cell(table, r, "weight");
	char *end;

	ret->damaged = table_cell(table, r, "damaged");
	ret->right = table_cell(table, r, "right");
	ret->weight = (int)strtol(weight, &end, 10);
	if (ret->damaged[0] == '\0' || ret->right[0] == '\0' || end == weight ||
	    *end != '\0')
		return error_set(err, ERROR_DATA,
		    "%s, line %u: a row needs a damaged and a right word and a "
		    "weight that is a number",
		    table->name, table->line[r]);
	ret->before = table_split(
	    arena, table_cell(table, r, "before"), ';', &ret->n_before);
	ret->after = table_split(
	    arena, table_cell(table, r, "after"), ';', &ret->n_after);
	ret->near =
	    table_split(arena, table_cell(table, r, "near"), ';', &ret->n_near);
	ret->not =
	    table_split(arena, table_cell(table, r, "not"), ';', &ret->n_not);
	return true;
}

struct confusions *
confusions_none(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct confusions));
}

const char *
confusions_name(struct arena *arena, enum language language)
{
	return arena_printf(arena, "repair/%s.tsv", language_code(language));
}

struct confusions *
confusions_load(struct arena *arena, const struct table_source *source,
    enum language language, struct error *err)
{
	struct confusions *confusions = arena_alloc(arena, sizeof *confusions);
	struct error why = {0};
	struct table table;

	if (!table_read(arena, source, confusions_name(arena, language), &table,
		&why)) {
		if (why.code == ERROR_NONE)
			return confusions;
		*err = why;
		return NULL;
	}
	confusions->row =
	    arena_array(arena, table.rows + 1, sizeof *confusions->row);
	for (size_t r = 0; r < table.rows; r++)
		if (!read_row(arena, &table, r,
			&confusions->row[confusions->rows++], err))
			return NULL;
	qsort(confusions->row, confusions->rows, sizeof *confusions->row,
	    compare);
	return confusions;
}

size_t
confusions_find(const struct confusions *confusions, const char *folded,
    const struct confusion **ret)
{
	size_t low = 0, high = confusions->rows, count = 0;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(confusions->row[middle].damaged, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*ret = &confusions->row[low];
	while (low + count < confusions->rows &&
	       strcmp(confusions->row[low + count].damaged, folded) == 0)
		count++;
	return count;
}

/* Whether a word is one of these, be it damaged itself. */
static bool
is_one_of(const char *word, const char *const *list, size_t n)
{
	struct ligature_places places;

	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0 ||
		    (strlen(word) > 2 &&
			ligature_align(list[i], strlen(list[i]), word,
			    strlen(word), &places)))
			return true;
	return false;
}

static bool
any_of(
    const char *const *words, size_t count, const char *const *list, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (is_one_of(words[i], list, n))
			return true;
	return false;
}

int
confusion_weigh(
    const struct confusion *confusion, const struct words_around *around)
{
	const char *const *near = (const char *const *)confusion->near;
	const char *const *not = (const char *const *)confusion->not ;
	int weight = confusion->weight;

	if (around->n_before > 0 &&
	    is_one_of(around->before[0], (const char *const *)confusion->before,
		confusion->n_before))
		weight += BESIDE;
	if (around->n_after > 0 &&
	    is_one_of(around->after[0], (const char *const *)confusion->after,
		confusion->n_after))
		weight += BESIDE;
	if (any_of(around->before, around->n_before, near, confusion->n_near) ||
	    any_of(around->after, around->n_after, near, confusion->n_near))
		weight += NEARBY;
	/* One word away at most: what is farther off is about something else.
	 */
	if (any_of(around->before, around->n_before < 1 ? around->n_before : 1,
		not, confusion->n_not) ||
	    any_of(around->after, around->n_after < 2 ? around->n_after : 2,
		not, confusion->n_not))
		weight -= AGAINST;
	return weight;
}
