/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is shown of a record: all its passages, or one and those around it. For
 * the command that shows it and for its page.
 */
#ifndef SEARCHER_SHOWING_H
#define SEARCHER_SHOWING_H

#include "core/error.h"
#include "core/record.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct showing {
	const char *id;			/* the record */
	uint32_t wanted;		/* number of a passage, or 0: all */
	uint32_t context;		/* passages around it */
	struct record record;		/* without its passages */
	const struct passage **passage; /* in their order */
	size_t n_passages;		/* those to be shown */
	size_t total;			/* of the record */
};

/*
 * Read what `show->id` names, "RECORD" or "RECORD#NUMBER", with `context`
 * passages before and after the one it names. ERROR_INPUT where the index has
 * no such record or passage; ERROR_INDEX, ERROR_MODIFIED.
 */
bool showing_read(struct showing *show, struct searcher *searcher,
    uint32_t context, struct error *err);

/* The source's own words in the place of those that repair made of them. */
void showing_original(struct showing *show, struct arena *arena);

#endif
