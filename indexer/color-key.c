/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/color-key.h"

#include "core/holder.h"
#include "core/token.h"

#include <stdlib.h>
#include <string.h>

#define KEY_BYTES 600 /* of the longest block that can be a key */

enum color {
	COLOR_NONE = 0,
	COLOR_RED,
	COLOR_ORANGE,
	COLOR_YELLOW,
	COLOR_GREEN,
	COLOR_TURQUOISE,
	COLOR_BLUE,
	COLOR_PURPLE,
	COLOR_PINK,
	COLOR_COUNT
};

/* Whose each colour is: a holder's name, or NULL. */
struct color_key {
	const char *holder[COLOR_COUNT];
	size_t block[COLOR_COUNT]; /* where the key says so */
	size_t count;
};

static enum color
color_named(const struct token *token)
{
	static const struct {
		const char *name;
		enum color color;
	} names[] = {{"red", COLOR_RED}, {"orange", COLOR_ORANGE},
	    {"yellow", COLOR_YELLOW}, {"green", COLOR_GREEN},
	    {"turquoise", COLOR_TURQUOISE}, {"teal", COLOR_TURQUOISE},
	    {"cyan", COLOR_TURQUOISE}, {"blue", COLOR_BLUE},
	    {"purple", COLOR_PURPLE}, {"violet", COLOR_PURPLE},
	    {"pink", COLOR_PINK}, {"magenta", COLOR_PINK}};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (token_is(token, names[i].name))
			return names[i].color;
	return COLOR_NONE;
}

/* The colour of a hue in degrees, as people name it. */
static enum color
color_of_hue(double hue)
{
	static const struct {
		double to;
		enum color color;
	} hues[] = {{15, COLOR_RED}, {45, COLOR_ORANGE}, {70, COLOR_YELLOW},
	    {165, COLOR_GREEN}, {195, COLOR_TURQUOISE}, {255, COLOR_BLUE},
	    {290, COLOR_PURPLE}, {340, COLOR_PINK}, {361, COLOR_RED}};
	size_t i = 0;

	while (hue > hues[i].to)
		i++;
	return hues[i].color;
}

/* The colour of "#rrggbb"; none for black, white and greys. */
static enum color
color_of_value(const char *value)
{
	unsigned long rgb;
	double r, g, b, most, least, hue;

	if (value == NULL || value[0] != '#' || strlen(value) != 7)
		return COLOR_NONE;
	rgb = strtoul(value + 1, NULL, 16);
	r = (double)(rgb >> 16 & 0xFF);
	g = (double)(rgb >> 8 & 0xFF);
	b = (double)(rgb & 0xFF);
	most = r > g ? r : g;
	most = most > b ? most : b;
	least = r < g ? r : g;
	least = least < b ? least : b;
	if (most - least < 60)
		return COLOR_NONE;
	if (most == r)
		hue = 60 * (g - b) / (most - least);
	else if (most == g)
		hue = 120 + 60 * (b - r) / (most - least);
	else
		hue = 240 + 60 * (r - g) / (most - least);
	return color_of_hue(hue < 0 ? hue + 360 : hue);
}

/* --- the key -------------------------------------------------------------- */

/* Words that a key may have beside colours and holders. */
static bool
is_key_word(const struct token *token)
{
	static const char *const words[] = {"text", "texts", "in", "color",
	    "colour", "the", "and", "of", "by", "from", "is", "are", "marked",
	    "highlighted", "shown", "proposal", "proposals", "proposed",
	    "additions", "changes", "amendments", "edits", "key", "font",
	    "delegation", "comments"};

	if (token->kind == TOKEN_PUNCT || token->kind == TOKEN_BREAK)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (token_is(token, words[i]))
			return true;
	return false;
}

/* What is learnt of one clause of a key: one colour, one holder. */
struct clause {
	enum color color;
	const char *holder;
};

static void
clause_end(struct color_key *key, struct clause *clause, size_t block)
{
	if (clause->color != COLOR_NONE && clause->holder != NULL &&
	    key->holder[clause->color] == NULL) {
		key->holder[clause->color] = clause->holder;
		key->block[clause->color] = block;
		key->count++;
	}
	clause->color = COLOR_NONE;
	clause->holder = NULL;
}

/*
 * Learn from a block that says nothing but which colour is whose. A clause ends
 * at a mark that parts it from the next, or where it would have two of one.
 */
static void
learn(struct color_key *key, const struct negotiation *neg, struct arena *arena,
    const struct block *block, size_t number)
{
	struct clause clause = {COLOR_NONE, NULL};
	struct color_key found = *key;
	struct holder_mention *mention;
	struct tokens tokens;
	size_t n, m = 0;

	tokenize(arena, block->text, block->length, &tokens);
	mention = holder_find(neg->holders, arena, &tokens, LANGUAGE_NONE, &n);
	for (size_t i = 0; i < tokens.count; i++) {
		enum color color = color_named(&tokens.token[i]);

		while (m < n && mention[m].end <= i)
			m++;
		if (m < n && i >= mention[m].first) {
			if (clause.holder != NULL && i == mention[m].first)
				clause_end(&found, &clause, number);
			clause.holder = mention[m].holder->name;
		} else if (color != COLOR_NONE) {
			if (clause.color != COLOR_NONE)
				clause_end(&found, &clause, number);
			clause.color = color;
		} else if (!is_key_word(&tokens.token[i])) {
			return;
		} else if (token_is(&tokens.token[i], ";") ||
			   token_is(&tokens.token[i], ",") ||
			   token_is(&tokens.token[i], ".") ||
			   tokens.token[i].kind == TOKEN_BREAK) {
			clause_end(&found, &clause, number);
		}
	}
	clause_end(&found, &clause, number);
	*key = found;
}

/* --- whose words ---------------------------------------------------------- */

/* The deletion that covers a stretch of text, or NULL. */
static struct mark *
deletion(struct block *block, const struct mark *color)
{
	for (size_t i = 0; i < block->n_marks; i++)
		if (block->marks[i].kind == MARK_DELETED &&
		    block->marks[i].start < color->end &&
		    block->marks[i].end > color->start)
			return &block->marks[i];
	return NULL;
}

static void
apply(const struct color_key *key, struct blocks *blocks, size_t i)
{
	struct block *block = &blocks->block[i];

	for (size_t m = 0; m < block->n_marks; m++) {
		struct mark mark = block->marks[m];
		enum color color = mark.kind == MARK_COLOR
				       ? color_of_value(mark.value)
				       : COLOR_NONE;
		struct mark *deleted;

		if (key->holder[color] == NULL || key->block[color] == i)
			continue;
		deleted = deletion(block, &mark);
		if (deleted != NULL) {
			deleted->author = key->holder[color];
			continue;
		}
		block->marks[m].kind = MARK_INSERTED;
		block->marks[m].author = key->holder[color];
	}
}

static bool
has_colors(const struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		for (size_t m = 0; m < blocks->block[i].n_marks; m++)
			if (blocks->block[i].marks[m].kind == MARK_COLOR)
				return true;
	return false;
}

void
color_key_apply(const struct negotiation *neg, struct blocks *blocks)
{
	struct color_key key = {.count = 0};

	if (neg == NULL || !has_colors(blocks))
		return;
	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->block[i].length <= KEY_BYTES)
			learn(&key, neg, blocks->arena, &blocks->block[i], i);
	for (size_t i = 0; i < blocks->count && key.count > 0; i++)
		apply(&key, blocks, i);
}
