/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx-styles.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uthash.h>

#define MOST_BASES 32 /* styles that are based on one another: a loop else */

static const struct docx_run run_unsaid = {
    -1, -1, -1, -1, -1, -1, NULL, NULL, NULL, NULL};

/* A style, with what it is based on taken in once it was asked for. */
struct style {
	const char *id;
	const char *base;	/* id, or NULL */
	bool is_default;	/* of paragraphs that name none */
	bool complete;		/* the base is taken in */
	int outline;		/* -1: not said */
	const char *list;	/* or NULL */
	int level;		/* -1: not said */
	const char *list_style; /* the style that named the list */
	bool contents;
	struct docx_run run;
	UT_hash_handle hh;
};

struct docx_styles {
	struct arena *arena;
	struct style *styles;	   /* by id */
	const char *of_paragraphs; /* id of the default, or NULL */
};

/* --- what is said at one place -------------------------------------------- */

static signed char
on_off(const xmlNode *properties, const char *name, signed char otherwise)
{
	const xmlNode *node = xml_child(properties, name);
	const char *value = xml_attr(node, "val");

	if (node == NULL)
		return otherwise;
	return value == NULL ||
	       (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
		   strcmp(value, "off") != 0 && strcmp(value, "none") != 0);
}

/* A colour as "#rrggbb", "" for black and for that of the text. */
static const char *
color_of(struct arena *arena, const char *value)
{
	char *color;

	if (strlen(value) != 6 ||
	    strspn(value, "0123456789abcdefABCDEF") != 6 ||
	    strcmp(value, "000000") == 0)
		return "";
	color = arena_printf(arena, "#%s", value);
	for (char *s = color; *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
	return color;
}

/* Take what the properties say over what `run` has. */
static void
read_run(struct arena *arena, const xmlNode *properties, struct docx_run *run)
{
	const xmlNode *language = xml_child(properties, "lang");
	const char *value;

	if (properties == NULL)
		return;
	run->bold = on_off(properties, "b", run->bold);
	run->italic = on_off(properties, "i", run->italic);
	run->struck = on_off(properties, "strike", run->struck);
	run->struck = on_off(properties, "dstrike", run->struck);
	run->hidden = on_off(properties, "vanish", run->hidden);
	run->underlined = on_off(properties, "u", run->underlined);
	run->right_to_left = on_off(properties, "rtl", run->right_to_left);
	value = xml_attr(xml_child(properties, "color"), "val");
	if (value != NULL)
		run->color = color_of(arena, value);
	if ((value = xml_attr(language, "val")) != NULL)
		run->language = value;
	if ((value = xml_attr(language, "eastAsia")) != NULL)
		run->language_east = value;
	if ((value = xml_attr(language, "bidi")) != NULL)
		run->language_bidi = value;
}

static void
read_outline(const xmlNode *properties, int *outline)
{
	const char *value =
	    xml_attr(xml_child(properties, "outlineLvl"), "val");
	long level = value != NULL ? strtol(value, NULL, 10) : -1;

	if (value != NULL)
		*outline = level >= 0 && level <= 8 ? (int)level : 9;
}

static void
read_list(const xmlNode *properties, const char **list, int *level)
{
	const xmlNode *node = xml_child(properties, "numPr");
	const char *id = xml_attr(xml_child(node, "numId"), "val");
	const char *at = xml_attr(xml_child(node, "ilvl"), "val");

	if (id != NULL)
		*list = id;
	if (at != NULL)
		*level = (int)strtol(at, NULL, 10);
}

/* --- styles --------------------------------------------------------------- */

/* By the names that Word gives the styles it has built in. */
static void
read_name(const xmlNode *node, struct style *style)
{
	const char *name = xml_attr(xml_child(node, "name"), "val");

	if (name == NULL)
		return;
	if (strncasecmp(name, "toc ", 4) == 0 &&
	    isdigit((unsigned char)name[4]))
		style->contents = true;
	if (strcasecmp(name, "Title") == 0)
		style->outline = 0;
	if (strncasecmp(name, "heading ", 8) == 0 && name[8] >= '1' &&
	    name[8] <= '9' && name[9] == '\0')
		style->outline = name[8] - '1';
}

static void
add_style(struct docx_styles *styles, const xmlNode *node)
{
	struct style *style = arena_alloc(styles->arena, sizeof *style);
	const xmlNode *properties = xml_child(node, "pPr");
	const char *type = xml_attr(node, "type");
	const char *by_default = xml_attr(node, "default");

	style->id = xml_attr(node, "styleId");
	if (style->id == NULL)
		return;
	style->base = xml_attr(xml_child(node, "basedOn"), "val");
	style->outline = -1;
	style->level = -1;
	style->run = run_unsaid;
	read_name(node, style);
	read_outline(properties, &style->outline);
	read_list(properties, &style->list, &style->level);
	style->list_style = style->list != NULL ? style->id : "";
	read_run(styles->arena, xml_child(node, "rPr"), &style->run);
	if (type != NULL && strcmp(type, "paragraph") == 0 &&
	    by_default != NULL && strcmp(by_default, "1") == 0)
		styles->of_paragraphs = style->id;
	HASH_ADD_KEYPTR(
	    hh, styles->styles, style->id, strlen(style->id), style);
}

struct docx_styles *
docx_styles_new(struct arena *arena, const xmlNode *root)
{
	struct docx_styles *styles = arena_alloc(arena, sizeof *styles);

	styles->arena = arena;
	for (xmlNode *n = xml_first(root); n != NULL; n = xml_next(n))
		if (xml_is(n, "style"))
			add_style(styles, n);
	return styles;
}

void
docx_styles_clear(struct docx_styles *styles)
{
	HASH_CLEAR(hh, styles->styles);
}

/* Where `run` says nothing, what `base` says. */
static void
take_run(struct docx_run *run, const struct docx_run *base)
{
	if (run->bold < 0)
		run->bold = base->bold;
	if (run->italic < 0)
		run->italic = base->italic;
	if (run->struck < 0)
		run->struck = base->struck;
	if (run->hidden < 0)
		run->hidden = base->hidden;
	if (run->underlined < 0)
		run->underlined = base->underlined;
	if (run->right_to_left < 0)
		run->right_to_left = base->right_to_left;
	if (run->color == NULL)
		run->color = base->color;
	if (run->language == NULL)
		run->language = base->language;
	if (run->language_east == NULL)
		run->language_east = base->language_east;
	if (run->language_bidi == NULL)
		run->language_bidi = base->language_bidi;
}

static void
take_base(struct style *style, const struct style *base)
{
	if (style->outline < 0)
		style->outline = base->outline;
	if (style->list == NULL) {
		style->list = base->list;
		style->list_style = base->list_style;
		if (style->level < 0)
			style->level = base->level;
	}
	style->contents = style->contents || base->contents;
	take_run(&style->run, &base->run);
}

/* A style with all it is based on, or NULL. */
static struct style *
find_style(struct docx_styles *styles, const char *id)
{
	struct style *chain[MOST_BASES], *style;
	size_t n = 0;

	while (id != NULL && n < MOST_BASES) {
		HASH_FIND_STR(styles->styles, id, style);
		if (style == NULL)
			break;
		chain[n++] = style;
		if (style->complete)
			break;
		id = style->base;
	}
	if (n == 0)
		return NULL;
	chain[n - 1]->complete = true;
	for (size_t i = n - 1; i > 0; i--) {
		if (!chain[i - 1]->complete)
			take_base(chain[i - 1], chain[i]);
		chain[i - 1]->complete = true;
	}
	return chain[0];
}

void
docx_styles_lists(const struct docx_styles *styles,
    void (*each)(void *context, const char *style, const char *list),
    void *context)
{
	for (const struct style *s = styles->styles; s != NULL; s = s->hh.next)
		if (s->list != NULL)
			each(context, s->id, s->list);
}

/* --- paragraphs and runs -------------------------------------------------- */

void
docx_paragraph_read(struct docx_styles *styles, const xmlNode *properties,
    struct docx_paragraph *ret)
{
	const char *id = xml_attr(xml_child(properties, "pStyle"), "val");
	const struct style *style =
	    find_style(styles, id != NULL ? id : styles->of_paragraphs);
	const char *list = NULL;
	int level = -1;

	memset(ret, 0, sizeof *ret);
	ret->outline = -1;
	ret->level = -1;
	ret->style = "";
	ret->run = run_unsaid;
	if (style != NULL) {
		ret->outline = style->outline;
		ret->list = style->list;
		ret->level = style->level;
		ret->style = style->list_style;
		ret->contents = style->contents;
		ret->run = style->run;
	}
	read_outline(properties, &ret->outline);
	if (ret->outline > 8)
		ret->outline = -1;
	read_list(properties, &list, &level);
	if (list != NULL) {
		ret->list = list;
		ret->style = "";
		ret->level = level >= 0 ? level : 0;
	} else if (level >= 0) {
		ret->level = level;
	}
	/* The list 0 is none: the style's numbers are switched off. */
	if (ret->list != NULL && strcmp(ret->list, "0") == 0)
		ret->list = NULL;
}

/* Styles of paragraph and of run toggle: bold in bold is not bold. */
static signed char
toggled(signed char paragraph, signed char character)
{
	return (paragraph == 1) != (character == 1);
}

void
docx_run_read(struct docx_styles *styles,
    const struct docx_paragraph *paragraph, const xmlNode *properties,
    struct docx_run *ret)
{
	const struct docx_run *base = &paragraph->run;
	const char *id = xml_attr(xml_child(properties, "rStyle"), "val");
	const struct style *style = id != NULL ? find_style(styles, id) : NULL;

	*ret = run_unsaid;
	if (style != NULL) {
		*ret = style->run;
		ret->bold = toggled(base->bold, ret->bold);
		ret->italic = toggled(base->italic, ret->italic);
		ret->struck = toggled(base->struck, ret->struck);
		ret->hidden = toggled(base->hidden, ret->hidden);
	}
	take_run(ret, base);
	read_run(styles->arena, properties, ret);
}
