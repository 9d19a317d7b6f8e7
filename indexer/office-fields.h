/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a word processor notes of a document. It is weak: titles are those of a
 * template, dates those of the last time somebody saved, the author whoever
 * typed. So it fills in only what the text does not say itself. For readers of
 * such documents.
 */
#ifndef INDEXER_OFFICE_FIELDS_H
#define INDEXER_OFFICE_FIELDS_H

#include "core/arena.h"
#include "indexer/reader.h"

/* The properties, "" for those it does not have. */
struct office_fields {
	const char *title;
	const char *author;
	const char *language; /* tag */
	const char *modified; /* ISO date-time */
	const char *created;  /* the same */
};

/*
 * Set the fields of a record whose blocks are known: the title where it is one
 * (no "Microsoft Word - Document1", no name of a file), the author, the
 * language, and the date where the beginning of the text has none.
 */
void office_fields_set(const struct office_fields *fields,
    const struct document *document, struct arena *arena,
    struct raw_record *raw);

#endif
