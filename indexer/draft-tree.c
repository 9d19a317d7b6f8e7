/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/draft-tree.h"

#include "indexer/draft-number.h"

#include <string.h>

#define MARKS_MAX 6 /* that one block begins with: "8. (a) Option 1:" */

void
draft_tree_init(struct draft_tree *tree)
{
	memset(tree, 0, sizeof *tree);
}

/* How many levels are open. */
static unsigned
depth(const struct draft_tree *tree)
{
	unsigned n = DRAFT_LEVELS;

	while (n > 0 && tree->level[n - 1][0] == '\0')
		n--;
	return n;
}

static void
close_levels(struct draft_tree *tree, unsigned from)
{
	for (unsigned i = from; i < DRAFT_LEVELS; i++)
		tree->level[i][0] = '\0';
}

void
draft_tree_leave(struct draft_tree *tree)
{
	close_levels(tree, 0);
	tree->n_options = 0;
}

void
draft_tree_heading(struct draft_tree *tree)
{
	draft_tree_leave(tree);
}

bool
draft_tree_provision(struct draft_tree *tree, const struct provision *provision)
{
	struct provision base = provision_base(provision);
	bool other = !provision_equal(&base, &tree->base);

	draft_tree_leave(tree);
	tree->base = base;
	for (unsigned i = 0; i < DRAFT_LEVELS; i++)
		memcpy(tree->level[i], provision->level[i], PROVISION_TEXT);
	return other;
}

/* --- numbers -------------------------------------------------------------- */

/*
 * The level a letter or numeral in brackets is of: "(i)" is the letter after
 * "(h)", and else a numeral under what is open.
 */
static unsigned
level_of(const struct draft_tree *tree, const struct draft_mark *mark)
{
	const char *open = tree->level[1];

	if (mark->kind == NUMBER_DIGITS)
		return 0;
	if (mark->kind == NUMBER_LETTER && strspn(mark->text, "ivx") > 0 &&
	    mark->text[1] != mark->text[0]) {
		char before[2] = {(char)(mark->text[0] - 1), '\0'};

		if (strncmp(open, before, 1) == 0 && tree->level[2][0] == '\0')
			return 1;
		/* a numeral goes on: "(v)" after "(iv)" */
		return tree->level[2][0] != '\0' || mark->text[0] == 'i' ? 2
									 : 1;
	}
	return mark->kind == NUMBER_ROMAN ? 2 : 1;
}

static void
take_number(struct draft_tree *tree, const struct draft_mark *mark)
{
	unsigned level = level_of(tree, mark);

	close_levels(tree, level + 1);
	memcpy(tree->level[level], mark->text, PROVISION_TEXT);
	while (tree->n_options > 0 &&
	       tree->option[tree->n_options - 1].owner > level)
		tree->n_options--;
}

/* --- options -------------------------------------------------------------- */

/* Levels that stay open above an option that no sibling came before. */
static unsigned
owner_of(const struct draft_tree *tree, const struct draft_mark *mark,
    const char *next)
{
	struct draft_mark after = draft_mark_read(next, strlen(next));
	unsigned open = depth(tree), level;

	if (!mark->bare || after.kind == NUMBER_NONE ||
	    after.kind == NUMBER_OPTION)
		return open;
	level = level_of(tree, &after);
	return level < open ? level : open;
}

static void
take_option(
    struct draft_tree *tree, const struct draft_mark *mark, const char *next)
{
	struct draft_option option = mark->option;
	unsigned n = tree->n_options;

	/* "Option I" after "Option H" is a letter, after nothing a numeral. */
	while (n > 0 && tree->option[n - 1].style != option.style)
		n--;
	if (n > 0) {
		option.owner = tree->option[n - 1].owner;
		tree->n_options = n - 1;
	} else {
		option.owner = owner_of(tree, mark, next);
	}
	close_levels(tree, option.owner);
	if (tree->n_options == DRAFT_OPTIONS)
		tree->n_options--;
	tree->option[tree->n_options++] = option;
}

void
draft_tree_block(struct draft_tree *tree, const char *text, const char *next)
{
	size_t n = strlen(text);

	for (unsigned i = 0; i < MARKS_MAX; i++) {
		struct draft_mark mark = draft_mark_read(text, n);

		if (mark.kind == NUMBER_NONE)
			return;
		if (mark.kind == NUMBER_OPTION)
			take_option(tree, &mark, next);
		else
			take_number(tree, &mark);
		text += mark.end;
		n -= mark.end;
	}
}

bool
draft_tree_begins_option(const char *s, size_t n)
{
	return draft_mark_read(s, n).kind == NUMBER_OPTION;
}

/* --- where it is ---------------------------------------------------------- */

const char *
draft_tree_form(const struct draft_tree *tree, struct arena *arena)
{
	struct provision p = tree->base;
	unsigned from = 0, used = 0;
	char *form;

	/* Paragraphs of no article are provisions of their own. */
	if (p.kind == PROVISION_NONE && tree->level[0][0] != '\0') {
		p.kind = PROVISION_PARAGRAPH;
		memcpy(p.number, tree->level[0], PROVISION_TEXT);
		from = 1;
	}
	if (p.kind == PROVISION_NONE)
		return "";
	for (unsigned i = from; i < DRAFT_LEVELS; i++)
		if (tree->level[i][0] != '\0')
			memcpy(p.level[used++], tree->level[i], PROVISION_TEXT);
	form = arena_alloc(arena, PROVISION_MAX);
	provision_format(&p, form);
	return form;
}

const char *
draft_tree_option(const struct draft_tree *tree, struct arena *arena)
{
	const char *all = "";

	for (unsigned i = 0; i < tree->n_options; i++)
		all = i == 0 ? arena_strdup(arena, tree->option[i].label)
			     : arena_printf(arena, "%s > %s", all,
				   tree->option[i].label);
	return all;
}
