/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/tei-people.h"

#include "indexer/person-lists.h"
#include "indexer/reader.h"
#include "indexer/source.h"
#include "indexer/xml-blocks.h"
#include "indexer/xml-parse.h"
#include "indexer/xml-root.h"

#include <string.h>
#include <strings.h>
#include <uthash.h>

#define BESIDE_MAX	16		      /* files that are opened */
#define BESIDE_FILE_MAX ((uint64_t)256 << 20) /* bytes of each */

/* That a person is or was part of something. */
struct affiliation {
	const char *to; /* id of the organization, or "" */
	const char *role;
	const char *office; /* in words ("Minister of Trade"), or "" */
	const char *from;   /* ISO, or "" */
	const char *until;  /* ISO, or "" */
	struct affiliation *next;
};

/* A person or an organization. */
struct entry {
	const char *id;
	const char *name;
	const char *language;		  /* of the name, or "" */
	const char *other;		  /* name in another language, or "" */
	const char *role;		  /* of an organization: "government" */
	struct affiliation *affiliations; /* of a person, last first */
	UT_hash_handle hh;
};

struct tei_people {
	struct arena *arena;
	struct entry *entries;
	unsigned opened; /* files beside */
};

struct tei_people *
tei_people_new(struct arena *arena)
{
	struct tei_people *people = arena_alloc(arena, sizeof *people);

	people->arena = arena;
	return people;
}

void
tei_people_free(struct tei_people *people)
{
	HASH_CLEAR(hh, people->entries);
}

/* "#X", "people.xml#X", "X": the id it ends in. */
static const char *
pointer_id(const char *pointer)
{
	const char *hash = strrchr(pointer, '#');

	return hash != NULL ? hash + 1 : pointer;
}

static const struct entry *
find_entry(const struct tei_people *people, const char *pointer)
{
	const char *id = pointer_id(pointer);
	struct entry *entry;

	HASH_FIND_STR(people->entries, id, entry);
	return entry;
}

/* --- reading lists -------------------------------------------------------- */

/* The parts of a person's name in their order, else all of it. */
static const char *
name_of_person(struct arena *arena, const xmlNode *name)
{
	static const char *const parts[] = {
	    "forename", "nameLink", "surname", "genName"};
	const char *all = "";

	for (const xmlNode *at = name->children; at != NULL; at = at->next)
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			if (xml_is(at, parts[i]))
				all = arena_printf(arena, "%s%s%s", all,
				    all[0] != '\0' ? " " : "",
				    xml_inner_text(arena, at));
	return all[0] != '\0' ? all : xml_inner_text(arena, name);
}

/* A name as one of the two that are kept: the first, and in another language.
 */
static void
add_name(struct tei_people *people, struct entry *entry, const xmlNode *node,
    const char *name)
{
	const char *language = xml_attribute(node, "lang");

	if (entry->name[0] == '\0') {
		entry->name = name;
		entry->language = arena_strdup(people->arena, language);
	} else if (strcmp(language, entry->language) != 0 &&
		   entry->other[0] == '\0') {
		entry->other = name;
	}
}

static void
add_affiliation(
    struct tei_people *people, struct entry *entry, const xmlNode *node)
{
	struct arena *arena = people->arena;
	struct affiliation *a = arena_alloc(arena, sizeof *a);
	const char *when = xml_attribute(node, "when");

	a->to = arena_strdup(arena, pointer_id(xml_attribute(node, "ref")));
	a->role = arena_strdup(arena, xml_attribute(node, "role"));
	a->office = xml_inner_text(arena, node);
	a->from = arena_strdup(
	    arena, when[0] != '\0' ? when : xml_attribute(node, "from"));
	a->until = arena_strdup(
	    arena, when[0] != '\0' ? when : xml_attribute(node, "to"));
	a->next = entry->affiliations;
	entry->affiliations = a;
}

static struct entry *
new_entry(struct tei_people *people, const xmlNode *node)
{
	const char *id = xml_attribute(node, "id");
	struct entry *entry;

	if (id[0] == '\0' || find_entry(people, id) != NULL)
		return NULL;
	entry = arena_alloc(people->arena, sizeof *entry);
	entry->id = arena_strdup(people->arena, id);
	entry->name = entry->language = entry->other = "";
	entry->role = arena_strdup(people->arena, xml_attribute(node, "role"));
	HASH_ADD_KEYPTR(
	    hh, people->entries, entry->id, strlen(entry->id), entry);
	return entry;
}

static void
add_person(struct tei_people *people, const xmlNode *node)
{
	struct entry *entry = new_entry(people, node);

	if (entry == NULL)
		return;
	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		if (xml_is(at, "persName"))
			add_name(people, entry, at,
			    name_of_person(people->arena, at));
		else if (xml_is(at, "affiliation"))
			add_affiliation(people, entry, at);
	}
}

static void
add_organization(struct tei_people *people, const xmlNode *node)
{
	struct entry *entry = new_entry(people, node);

	if (entry == NULL)
		return;
	/* A full name first, an abbreviation where there is nothing else. */
	for (int pass = 0; pass < 2; pass++)
		for (const xmlNode *at = node->children; at != NULL;
		     at = at->next) {
			bool abb =
			    strcmp(xml_attribute(at, "full"), "abb") == 0;

			if (xml_is(at, "orgName") && abb == (pass == 1) &&
			    (pass == 0 || entry->name[0] == '\0'))
				add_name(people, entry, at,
				    xml_inner_text(people->arena, at));
		}
}

void
tei_people_add(struct tei_people *people, const xmlNode *root)
{
	for (const xmlNode *at = root->children; at != NULL; at = at->next) {
		if (xml_is(at, "person"))
			add_person(people, at);
		else if (xml_is(at, "org"))
			add_organization(people, at);
		else if (at->type == XML_ELEMENT_NODE && !xml_is(at, "text"))
			tei_people_add(people, at);
	}
	if (xml_is(root, "person"))
		add_person(people, root);
}

/* --- files beside --------------------------------------------------------- */

bool
tei_is_list(const char *root)
{
	return strcmp(root, "listPerson") == 0 ||
	       strcmp(root, "listOrg") == 0 || strcmp(root, "particDesc") == 0;
}

/* Read a file of lists; one that is something else gives nothing. */
static void
add_file(struct tei_people *people, const struct document *document,
    const char *path)
{
	struct source_limits limits = {.file_bytes = BESIDE_FILE_MAX};
	struct source source;
	struct error err = {0};
	char root[32];
	xmlDoc *doc = NULL;

	if (people->opened++ >= BESIDE_MAX)
		return;
	if (source_read(&source, path, &limits, &err)) {
		xml_root_name(source.bytes, source.length, root, sizeof root);
		if (tei_is_list(root))
			doc =
			    xml_parse(source.bytes, source.length, NULL, &err);
		source_clear(&source);
	}
	if (doc != NULL)
		tei_people_add(people, xmlDocGetRootElement(doc));
	else if (err.code != ERROR_NONE)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    "its list of persons '%s' is left out: %s", path,
		    err.message);
	xmlFreeDoc(doc);
}

/* A list found by its name; ids are the lists' own, so that any order does. */
struct beside {
	struct tei_people *people;
	const struct document *document;
};

static void
add_beside(void *context, const char *path)
{
	const struct beside *beside = context;

	add_file(beside->people, beside->document, path);
}

/* Files that the document includes, by plain names only. */
static void
add_included(struct tei_people *people, const struct document *document,
    const xmlNode *node, const char *folder)
{
	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		const char *name = xml_attribute(at, "href");

		if (xml_is(at, "include") && name[0] != '\0' &&
		    name[0] != '.' && strpbrk(name, "/\\:%#?") == NULL &&
		    !person_list_for(name, document->name))
			add_file(people, document,
			    arena_printf(people->arena, "%s%s", folder, name));
		else if (at->type == XML_ELEMENT_NODE && !xml_is(at, "text"))
			add_included(people, document, at, folder);
	}
}

void
tei_people_beside(struct tei_people *people, const struct document *document,
    const xmlNode *root)
{
	struct beside beside = {people, document};
	const char *slash = strrchr(document->path, '/');
	size_t n = slash != NULL ? (size_t)(slash - document->path) + 1 : 0;

	/* In an archive there is nothing beside. */
	if (document->depth > 0)
		return;
	add_included(people, document, root,
	    arena_strndup(people->arena, document->path, n));
	person_lists_find(person_lists_new(people->arena), document->path,
	    document->name, add_beside, &beside);
}

/* --- asking --------------------------------------------------------------- */

static const char *
name_in(const struct entry *entry, const char *language)
{
	if (language[0] != '\0' && entry->language[0] != '\0' &&
	    strncasecmp(entry->language, language, 2) != 0 &&
	    entry->other[0] != '\0')
		return entry->other;
	return entry->name;
}

/* Whether an affiliation held on a day; dates are ISO and may be short. */
static bool
held_on(const struct affiliation *a, const char *date)
{
	if (date[0] == '\0')
		return true;
	return (a->from[0] == '\0' ||
		   strncmp(a->from, date, strlen(a->from)) <= 0) &&
	       (a->until[0] == '\0' ||
		   strncmp(a->until, date, strlen(a->until)) >= 0);
}

/* What an organization's role makes of it for its members. */
static bool
is_party(const char *role)
{
	return strcmp(role, "parliamentaryGroup") == 0 ||
	       strcmp(role, "politicalParty") == 0 ||
	       strcmp(role, "politicalGroup") == 0 ||
	       strcmp(role, "party") == 0 || strcmp(role, "coalition") == 0;
}

static bool
is_state(const char *role)
{
	return strcmp(role, "country") == 0 || strcmp(role, "state") == 0 ||
	       strcmp(role, "memberState") == 0 ||
	       strcmp(role, "delegation") == 0;
}

bool
tei_people_find(const struct tei_people *people, const char *pointer,
    const char *date, const char *language, struct tei_person *ret)
{
	const struct entry *person = find_entry(people, pointer);

	if (person == NULL || person->name[0] == '\0')
		return false;
	*ret = (struct tei_person){name_in(person, language), "", ""};
	for (const struct affiliation *a = person->affiliations; a != NULL;
	     a = a->next) {
		const struct entry *to = find_entry(people, a->to);

		if (!held_on(a, date) || to == NULL)
			continue;
		if (is_state(to->role))
			ret->state = name_in(to, language);
		else if (is_party(to->role))
			ret->party = name_in(to, language);
	}
	for (const struct affiliation *a = person->affiliations;
	     a != NULL && ret->party[0] == '\0'; a = a->next)
		if (held_on(a, date))
			ret->party = a->office;
	return true;
}

const char *
tei_people_organization(
    const struct tei_people *people, const char *pointer, const char *language)
{
	const struct entry *entry = find_entry(people, pointer);

	return entry != NULL ? name_in(entry, language) : "";
}
