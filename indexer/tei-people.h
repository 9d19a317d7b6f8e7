/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The persons and organizations of a TEI corpus: who a pointer ("#AnaX")
 * means, and of which party or State. They stand in the document itself or in
 * files of their own beside it. For the reader of TEI.
 */
#ifndef INDEXER_TEI_PEOPLE_H
#define INDEXER_TEI_PEOPLE_H

#include "core/arena.h"
#include "core/date.h"

#include <libxml/tree.h>

#include <stdbool.h>

struct document;

/* Who somebody is, on a day. */
struct tei_person {
	const char *name;  /* as the list has it */
	const char *party; /* a party, a group in parliament, an office; "" */
	const char *state; /* whose delegate it is, or "" */
};

struct tei_people;

/* None yet; what is known of them goes into the arena. */
struct tei_people *tei_people_new(struct arena *arena);
void tei_people_free(struct tei_people *people);

/* Add all persons and organizations below a node; strings are copied. */
void tei_people_add(struct tei_people *people, const xmlNode *root);

/*
 * Add those of the files that the document includes by a plain name, and of
 * lists beside it that bear the beginning of its name ("X-listPerson.xml",
 * "X-listOrg.xml" for "X_2020-01-02.xml"), in its folder or the one above.
 * Nothing else is opened. What cannot be read is told.
 */
void tei_people_beside(struct tei_people *people,
    const struct document *document, const xmlNode *root);

/*
 * Whom a pointer means; `date` as ISO, or "". False where nobody is known by
 * that name.
 */
bool tei_people_find(const struct tei_people *people, const char *pointer,
    const char *date, const char *language, struct tei_person *ret);

/* The name of an organization that a pointer means, or "". */
const char *tei_people_organization(
    const struct tei_people *people, const char *pointer, const char *language);

/* Whether a document of this root element is a list and no record. */
bool tei_is_list(const char *root);

#endif
