/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For tests: tables made in the test, or the shipped ones.
 */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "core/datadir.h"
#include "core/table.h"

#include <stdlib.h>
#include <string.h>

/* A table by name; the list ends with a NULL name. */
struct test_table {
	const char *name;
	const char *text;
};

static inline const char *
test_tables_read(void *context, struct arena *arena, const char *name,
    size_t *ret_n, struct error *err)
{
	(void)arena;
	(void)err;
	for (const struct test_table *t = context; t->name != NULL; t++)
		if (strcmp(t->name, name) == 0) {
			*ret_n = strlen(t->text);
			return t->text;
		}
	return NULL;
}

static inline struct table_source
test_tables(struct test_table *tables)
{
	return (struct table_source){
	    .read = test_tables_read, .context = tables};
}

static inline struct table_source
shipped_tables(struct arena *arena)
{
	return datadir_source(arena, getenv("TRAVAUX_DATADIR"), NULL, NULL);
}

#endif
