/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx-numbering.h"

#include "indexer/symbol-font.h"
#include "indexer/xml-parse.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#define LEVELS	  9   /* that Word has */
#define MOST_TEXT 128 /* bytes of a level's text */

/* How the paragraphs of a level are numbered. */
struct level {
	bool defined;
	enum number_format format;
	bool bullet;	   /* its text is a character of a font */
	const char *font;  /* of a bullet, or NULL */
	const char *text;  /* with "%1" for the number of the first level */
	const char *style; /* of paragraphs that have this level, or "" */
	long start;
	int restart; /* level, from 1, after which it starts again; 0 never;
			-1 after any that is higher */
	bool legal;  /* all its numbers are decimal */
};

/* A definition, and how far its lists have counted. */
struct definition {
	const char *id;
	struct level levels[LEVELS];
	const char *linked;  /* style whose list has the levels, or NULL */
	long counts[LEVELS]; /* last number given */
	bool begun[LEVELS];  /* whether there was one since the last start */
	UT_hash_handle hh;
};

/* A list. */
struct list {
	const char *id;
	struct definition *definition;	 /* or NULL: it is not there */
	struct level *overrides[LEVELS]; /* levels of its own, or NULL */
	bool starts[LEVELS];		 /* it says where it starts: */
	long start[LEVELS];		 /* here */
	bool used[LEVELS];		 /* it has started there */
	UT_hash_handle hh;
};

struct docx_numbering {
	struct arena *arena;
	struct definition *definitions; /* by id */
	struct list *lists;		/* by id */
};

static const struct {
	const char *name;
	enum number_format format;
} formats[] = {
    {"decimal", NUMBER_DECIMAL},
    {"decimalZero", NUMBER_DECIMAL_ZERO},
    {"lowerLetter", NUMBER_LOWER_LETTER},
    {"upperLetter", NUMBER_UPPER_LETTER},
    {"lowerRoman", NUMBER_LOWER_ROMAN},
    {"upperRoman", NUMBER_UPPER_ROMAN},
    {"ordinal", NUMBER_ORDINAL},
    {"none", NUMBER_NONE},
    {"chicago", NUMBER_SYMBOLS},
    {"russianLower", NUMBER_LOWER_RUSSIAN},
    {"russianUpper", NUMBER_UPPER_RUSSIAN},
    {"chineseCounting", NUMBER_CHINESE},
    {"chineseCountingThousand", NUMBER_CHINESE},
    {"taiwaneseCounting", NUMBER_CHINESE},
    {"taiwaneseCountingThousand", NUMBER_CHINESE},
    {"japaneseCounting", NUMBER_CHINESE},
    {"arabicAlpha", NUMBER_ARABIC},
    {"arabicAbjad", NUMBER_ABJAD},
};

enum number_format
docx_number_format(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof formats / sizeof *formats;
	     i++)
		if (strcmp(name, formats[i].name) == 0)
			return formats[i].format;
	return NUMBER_DECIMAL;
}

/* --- reading the definitions ---------------------------------------------- */

/* The value of a child element's w:val as a number. */
static long
number_in(const xmlNode *node, const char *child, long otherwise)
{
	const char *value = xml_attr(xml_child(node, child), "val");
	long number = value != NULL ? strtol(value, NULL, 10) : otherwise;

	return number > 1000000 || number < -1000000 ? otherwise : number;
}

static bool
is_on(const xmlNode *node)
{
	const char *value = xml_attr(node, "val");

	return node != NULL &&
	       (value == NULL ||
		   (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
		       strcmp(value, "off") != 0));
}

static bool
level_of(const xmlNode *node, unsigned *ret)
{
	const char *value = xml_attr(node, "ilvl");
	unsigned long level = value != NULL ? strtoul(value, NULL, 10) : LEVELS;

	*ret = (unsigned)level;
	return level < LEVELS;
}

/* The format of a level; newer ones are in an AlternateContent. */
static const char *
format_name(const xmlNode *node)
{
	const xmlNode *format = xml_child(node, "numFmt");

	if (format == NULL)
		format = xml_child(
		    xml_child(xml_child(node, "AlternateContent"), "Fallback"),
		    "numFmt");
	return xml_attr(format, "val");
}

static void
read_level(const xmlNode *node, struct level *level)
{
	const char *format = format_name(node);
	const char *text = xml_attr(xml_child(node, "lvlText"), "val");
	const char *style = xml_attr(xml_child(node, "pStyle"), "val");

	level->defined = true;
	level->format = docx_number_format(format);
	level->bullet = format != NULL && strcmp(format, "bullet") == 0;
	level->text = text != NULL && strlen(text) <= MOST_TEXT ? text : "";
	level->style = style != NULL ? style : "";
	level->start = number_in(node, "start", 0);
	level->restart = (int)number_in(node, "lvlRestart", -1);
	level->legal = is_on(xml_child(node, "isLgl"));
	level->font =
	    xml_attr(xml_child(xml_child(node, "rPr"), "rFonts"), "ascii");
}

static void
read_definition(struct docx_numbering *numbering, const xmlNode *node)
{
	struct definition *definition =
	    arena_alloc(numbering->arena, sizeof *definition);
	unsigned level;

	definition->id = xml_attr(node, "abstractNumId");
	if (definition->id == NULL)
		return;
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (xml_is(n, "lvl") && level_of(n, &level))
			read_level(n, &definition->levels[level]);
	definition->linked = xml_attr(xml_child(node, "numStyleLink"), "val");
	HASH_ADD_KEYPTR(hh, numbering->definitions, definition->id,
	    strlen(definition->id), definition);
}

static void
read_override(
    struct docx_numbering *numbering, const xmlNode *node, struct list *list)
{
	const xmlNode *own = xml_child(node, "lvl");
	unsigned level;

	if (!level_of(node, &level))
		return;
	if (own != NULL) {
		list->overrides[level] =
		    arena_alloc(numbering->arena, sizeof *list->overrides[0]);
		read_level(own, list->overrides[level]);
	}
	if (xml_child(node, "startOverride") != NULL) {
		list->starts[level] = true;
		list->start[level] = number_in(node, "startOverride", 1);
	}
}

static void
read_list(struct docx_numbering *numbering, const xmlNode *node)
{
	struct list *list = arena_alloc(numbering->arena, sizeof *list);
	const char *id = xml_attr(xml_child(node, "abstractNumId"), "val");

	list->id = xml_attr(node, "numId");
	if (list->id == NULL)
		return;
	if (id != NULL)
		HASH_FIND_STR(numbering->definitions, id, list->definition);
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (xml_is(n, "lvlOverride"))
			read_override(numbering, n, list);
	HASH_ADD_KEYPTR(hh, numbering->lists, list->id, strlen(list->id), list);
}

struct docx_numbering *
docx_numbering_new(struct arena *arena, const xmlNode *root)
{
	struct docx_numbering *numbering =
	    arena_alloc(arena, sizeof *numbering);

	numbering->arena = arena;
	for (xmlNode *n = xml_first(root); n != NULL; n = xml_next(n))
		if (xml_is(n, "abstractNum"))
			read_definition(numbering, n);
	for (xmlNode *n = xml_first(root); n != NULL; n = xml_next(n))
		if (xml_is(n, "num"))
			read_list(numbering, n);
	return numbering;
}

static struct list *
find_list(struct docx_numbering *numbering, const char *id)
{
	struct list *list = NULL;

	HASH_FIND_STR(numbering->lists, id, list);
	return list;
}

void
docx_numbering_link(
    struct docx_numbering *numbering, const char *style, const char *list)
{
	const struct list *target = find_list(numbering, list);
	struct definition *definition, *next;

	if (target == NULL || target->definition == NULL)
		return;
	HASH_ITER (hh, numbering->definitions, definition, next)
		if (definition->linked != NULL &&
		    definition != target->definition &&
		    strcmp(definition->linked, style) == 0)
			memcpy(definition->levels, target->definition->levels,
			    sizeof definition->levels);
}

void
docx_numbering_clear(struct docx_numbering *numbering)
{
	HASH_CLEAR(hh, numbering->definitions);
	HASH_CLEAR(hh, numbering->lists);
}

/* --- counting ------------------------------------------------------------- */

static const struct level *
level_in(const struct list *list, unsigned level)
{
	return list->overrides[level] != NULL
		   ? list->overrides[level]
		   : &list->definition->levels[level];
}

static long
start_of(const struct list *list, unsigned level)
{
	return list->starts[level] ? list->start[level]
				   : level_in(list, level)->start;
}

/* Whether a paragraph of level `by` makes `level` start again. */
static bool
restarts(const struct level *level, unsigned by)
{
	if (level->restart < 0)
		return true;
	return level->restart > 0 && by < (unsigned)level->restart;
}

/*
 * Count a paragraph. Higher levels that have not begun count as if they had
 * one: after "(i)" without an "(a)" before it, Word goes on with "(b)".
 */
static void
count(struct list *list, unsigned level)
{
	struct definition *definition = list->definition;

	if (list->starts[level] && !list->used[level])
		definition->begun[level] = false;
	for (unsigned i = 0; i <= level; i++) {
		if (!definition->begun[i]) {
			definition->counts[i] = start_of(list, i);
			definition->begun[i] = true;
			list->used[i] = true;
		} else if (i == level) {
			definition->counts[i]++;
		}
	}
	for (unsigned deeper = level + 1; deeper < LEVELS; deeper++)
		if (restarts(level_in(list, deeper), level))
			definition->begun[deeper] = false;
}

/* The number of one level. */
static void
write_level(const struct list *list, unsigned level, bool legal,
    char buffer[NUMBER_SIZE])
{
	const struct definition *definition = list->definition;
	const struct level *form = level_in(list, level);
	enum number_format format = form->format;

	if (legal && format != NUMBER_DECIMAL_ZERO)
		format = NUMBER_DECIMAL;
	number_write(format,
	    definition->begun[level] ? definition->counts[level]
				     : start_of(list, level),
	    buffer);
}

/* The text of a level with its numbers in their places. */
static const char *
fill_in(struct docx_numbering *numbering, const struct list *list,
    const struct level *level)
{
	const char *filled = "", *s = level->text;

	while (*s != '\0') {
		size_t n = strcspn(s, "%");
		char number[NUMBER_SIZE] = "";

		if (s[n] == '%' && s[n + 1] >= '1' && s[n + 1] <= '9') {
			write_level(list, (unsigned)(s[n + 1] - '1'),
			    level->legal, number);
			filled = arena_printf(numbering->arena, "%s%.*s%s",
			    filled, (int)n, s, number);
			s += n + 2;
			continue;
		}
		n += s[n] == '%';
		filled =
		    arena_printf(numbering->arena, "%s%.*s", filled, (int)n, s);
		s += n;
	}
	return filled;
}

/* The first character of a string, or 0. */
static unsigned long
first_character(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] >= 0xE0 && u[0] < 0xF0 && u[1] != '\0' && u[2] != '\0')
		return (u[0] & 0x0FUL) << 12 | (u[1] & 0x3FUL) << 6 |
		       (u[2] & 0x3FUL);
	return u[0];
}

/* A bullet as Word shows it, though its character may be a font's own. */
static const char *
bullet_of(const struct level *level)
{
	unsigned long code = first_character(level->text);
	bool own = code >= 0xF000 && code <= 0xF0FF;
	const char *symbol = NULL;

	if (own || level->font != NULL)
		symbol = symbol_find(level->font, code);
	if (symbol != NULL)
		return symbol;
	return own ? "•" : level->text;
}

const char *
docx_number_next(
    struct docx_numbering *numbering, const char *id, unsigned level)
{
	struct list *list = find_list(numbering, id);
	const struct level *form;

	if (list == NULL || list->definition == NULL || level >= LEVELS)
		return "";
	form = level_in(list, level);
	if (!form->defined)
		return "";
	count(list, level);
	return form->bullet ? bullet_of(form) : fill_in(numbering, list, form);
}

int
docx_number_level(
    struct docx_numbering *numbering, const char *id, const char *style)
{
	const struct list *list = find_list(numbering, id);

	for (unsigned i = 0;
	     list != NULL && list->definition != NULL && i < LEVELS; i++)
		if (strcmp(level_in(list, i)->style != NULL
			       ? level_in(list, i)->style
			       : "",
			style) == 0)
			return (int)i;
	return -1;
}
