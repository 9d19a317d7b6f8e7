/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/odt.h"

#include "indexer/number-format.h"
#include "indexer/xml-parse.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#define LEVELS 10

/* How the paragraphs of a level are numbered. */
struct level {
	enum number_format format;
	const char *bullet; /* its character, or NULL */
	const char *prefix;
	const char *suffix;
	long start;
	unsigned display; /* levels shown, itself among them */
};

struct form {
	const char *name;
	struct level levels[LEVELS];
	struct odt_list *last; /* the last list of this style, or NULL */
	UT_hash_handle hh;
};

/* A list that counts. */
struct odt_list {
	struct form *form; /* or NULL: nothing is known of its numbers */
	long counts[LEVELS];
	bool begun[LEVELS];
};

/* A list by an id; it has as many as it was gone on with. */
struct known {
	const char *id;
	struct odt_list *list;
	UT_hash_handle hh;
};

struct odt_lists {
	struct arena *arena;
	struct form *forms;  /* by name */
	struct known *lists; /* by id */
	struct odt_list *outline;
};

static const struct {
	const char *name;
	enum number_format format;
} formats[] = {
    {"", NUMBER_NONE},
    {"1", NUMBER_DECIMAL},
    {"01", NUMBER_DECIMAL_ZERO},
    {"a", NUMBER_LOWER_COUNTED},
    {"A", NUMBER_UPPER_COUNTED},
    {"i", NUMBER_LOWER_ROMAN},
    {"I", NUMBER_UPPER_ROMAN},
    {"1st", NUMBER_ORDINAL},
    {"一, 二, 三, ...", NUMBER_CHINESE},
    {"أ, ب, ت, ...", NUMBER_ARABIC},
    {"أ, ب, ج, ...", NUMBER_ABJAD},
    {"а, б, .., аа, аб, ... (ru)", NUMBER_LOWER_RUSSIAN},
    {"А, Б, .., Аа, Аб, ... (ru)", NUMBER_UPPER_RUSSIAN},
    {"а, б, .., аа, бб, ... (ru)", NUMBER_LOWER_RUSSIAN},
    {"А, Б, .., Аа, Бб, ... (ru)", NUMBER_UPPER_RUSSIAN},
};

static enum number_format
format_of(const xmlNode *node)
{
	const char *name = xml_attr(node, "num-format");
	const char *sync = xml_attr(node, "num-letter-sync");

	if (name == NULL)
		return NUMBER_NONE;
	if (sync != NULL && strcmp(sync, "true") == 0 && name[0] == 'a')
		return NUMBER_LOWER_LETTER;
	if (sync != NULL && strcmp(sync, "true") == 0 && name[0] == 'A')
		return NUMBER_UPPER_LETTER;
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(name, formats[i].name) == 0)
			return formats[i].format;
	return NUMBER_DECIMAL;
}

static long
number_in(const xmlNode *node, const char *name, long otherwise)
{
	const char *value = xml_attr(node, name);
	long number = value != NULL ? strtol(value, NULL, 10) : otherwise;

	return number > 1000000 || number < 0 ? otherwise : number;
}

static const char *
string_in(const xmlNode *node, const char *name)
{
	const char *value = xml_attr(node, name);

	return value != NULL && strlen(value) <= 64 ? value : "";
}

static void
read_form(struct odt_lists *lists, const xmlNode *node, struct form *form)
{
	for (size_t i = 0; i < LEVELS; i++)
		form->levels[i] =
		    (struct level){NUMBER_NONE, NULL, "", "", 1, 1};
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		long at = number_in(n, "level", 0);
		struct level *level;

		if (at < 1 || at > LEVELS)
			continue;
		level = &form->levels[at - 1];
		level->format = format_of(n);
		level->prefix = string_in(n, "num-prefix");
		level->suffix = string_in(n, "num-suffix");
		level->start = number_in(n, "start-value", 1);
		level->display = (unsigned)number_in(n, "display-levels", 1);
		if (xml_is(n, "list-level-style-bullet"))
			level->bullet = arena_strdup(
			    lists->arena, string_in(n, "bullet-char"));
	}
}

static void
read_forms(struct odt_lists *lists, const xmlNode *parent)
{
	for (xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n)) {
		bool outline = xml_is(n, "outline-style");
		const char *name = xml_attr(n, "name");
		struct form *form;

		if (!outline && (!xml_is(n, "list-style") || name == NULL))
			continue;
		form = arena_alloc(lists->arena, sizeof *form);
		read_form(lists, n, form);
		if (outline) {
			lists->outline->form = form;
			continue;
		}
		form->name = name;
		HASH_ADD_KEYPTR(
		    hh, lists->forms, form->name, strlen(form->name), form);
	}
}

struct odt_lists *
odt_lists_new(
    struct arena *arena, const xmlNode *content, const xmlNode *styles)
{
	struct odt_lists *lists = arena_alloc(arena, sizeof *lists);

	lists->arena = arena;
	lists->outline = arena_alloc(arena, sizeof *lists->outline);
	read_forms(lists, xml_child(content, "automatic-styles"));
	read_forms(lists, xml_child(styles, "styles"));
	read_forms(lists, xml_child(styles, "automatic-styles"));
	return lists;
}

void
odt_lists_clear(struct odt_lists *lists)
{
	HASH_CLEAR(hh, lists->forms);
	HASH_CLEAR(hh, lists->lists);
}

/* The list that a new one goes on with, or NULL. */
static struct odt_list *
continued(struct odt_lists *lists, const xmlNode *node, const struct form *form)
{
	const char *id = xml_attr(node, "continue-list");
	const char *go_on = xml_attr(node, "continue-numbering");
	struct odt_list *list = NULL;
	struct known *known = NULL;

	if (id != NULL)
		HASH_FIND_STR(lists->lists, id, known);
	if (known != NULL)
		list = known->list;
	if (list == NULL && go_on != NULL && strcmp(go_on, "true") == 0 &&
	    form != NULL)
		list = form->last;
	return list;
}

static void
remember(struct odt_lists *lists, const char *id, struct odt_list *list)
{
	struct known *known = NULL;

	HASH_FIND_STR(lists->lists, id, known);
	if (known != NULL)
		return;
	known = arena_alloc(lists->arena, sizeof *known);
	known->id = id;
	known->list = list;
	HASH_ADD_KEYPTR(hh, lists->lists, known->id, strlen(id), known);
}

struct odt_list *
odt_list_begin(struct odt_lists *lists, const xmlNode *node, const char *style)
{
	const char *name = xml_attr(node, "style-name");
	const char *id = xml_attr(node, "id");
	struct odt_list *list;
	struct form *form = NULL;

	if (name == NULL)
		name = style;
	if (name != NULL)
		HASH_FIND_STR(lists->forms, name, form);
	list = continued(lists, node, form);
	if (list == NULL)
		list = arena_alloc(lists->arena, sizeof *list);
	/* One that goes on may go on in another style. */
	if (list->form == NULL || form != NULL)
		list->form = form;
	if (form != NULL)
		form->last = list;
	if (id != NULL)
		remember(lists, id, list);
	return list;
}

struct odt_list *
odt_list_outline(struct odt_lists *lists)
{
	return lists->outline;
}

static void
count(struct odt_list *list, unsigned level, long start)
{
	const struct form *form = list->form;

	for (unsigned i = 0; i <= level; i++) {
		if (!list->begun[i]) {
			list->counts[i] = form->levels[i].start;
			list->begun[i] = true;
		} else if (i == level) {
			list->counts[i]++;
		}
	}
	if (start >= 0)
		list->counts[level] = start;
	for (unsigned deeper = level + 1; deeper < LEVELS; deeper++)
		list->begun[deeper] = false;
}

const char *
odt_list_next(
    struct odt_lists *lists, struct odt_list *list, unsigned level, long start)
{
	const struct level *form;
	const char *number = "";
	unsigned first;

	if (list->form == NULL || level >= LEVELS)
		return "";
	form = &list->form->levels[level];
	count(list, level, start);
	if (form->bullet != NULL)
		return form->bullet[0] == '\xEF' || form->bullet[0] == '\xEE'
			   ? "•"
			   : form->bullet;
	if (form->format == NUMBER_NONE)
		return "";
	first = form->display > level ? 0 : level + 1 - form->display;
	for (unsigned i = first; i <= level; i++) {
		char part[NUMBER_SIZE];

		number_write(
		    list->form->levels[i].format, list->counts[i], part);
		if (part[0] != '\0')
			number = arena_printf(lists->arena, "%s%s%s", number,
			    number[0] != '\0' ? "." : "", part);
	}
	return arena_printf(
	    lists->arena, "%s%s%s", form->prefix, number, form->suffix);
}
