/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language.h"
#include "core/provision.h"
#include "core/record.h"
#include "core/stance.h"
#include "searcher/query-date.h"
#include "searcher/query-parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct query *
leaf(struct parser *parser, enum query_kind kind)
{
	struct query *query = query_new(parser->arena, kind);

	query->text = parser->next.text;
	query->column = parser->next.column;
	return query;
}

/* The one child, or the choice of them. */
static struct query *
any_of(struct query *all)
{
	return all->n_children == 1 ? all->child[0] : all;
}

/* Put the column of value `i` in the error, and NULL. */
static struct query *
fail_value(struct parser *parser, size_t i)
{
	if (parser->err != NULL)
		parser->err->column = parser->next.value_column[i];
	return NULL;
}

/* Days that are known, or the sessions they are those of (resolve.c). */
static struct query *
dates_node(struct parser *parser, const struct query_dates *dates)
{
	struct query *query = leaf(parser, QUERY_DATES);

	query->field = parser->next.field;
	query->text = NULL;
	query->dates = dates->dates;
	if (dates->from_session[0] == '\0' && dates->to_session[0] == '\0')
		return query;
	query_add_value(parser->arena, query,
	    dates->from_after
		? arena_printf(parser->arena, ">%s", dates->from_session)
		: dates->from_session);
	query_add_value(parser->arena, query,
	    dates->to_before
		? arena_printf(parser->arena, "<%s", dates->to_session)
		: dates->to_session);
	return query;
}

/* One range of dates, or several as an OR. */
static struct query *
parse_dates(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *all = query_new(parser->arena, QUERY_OR);

	all->column = lexeme->column;
	for (size_t i = 0; i < lexeme->n_values; i++) {
		struct query_dates dates;

		if (!query_dates_parse(parser->arena, lexeme->value[i],
			strlen(lexeme->value[i]), &dates, parser->err))
			return fail_value(parser, i);
		query_add(parser->arena, all, dates_node(parser, &dates));
	}
	return any_of(all);
}

static bool
has_word(struct arena *arena, const char *text)
{
	struct tokens tokens;

	tokenize(arena, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		if (tokens.token[i].kind != TOKEN_PUNCT &&
		    tokens.token[i].kind != TOKEN_BREAK)
			return true;
	return false;
}

/* "delet*" as a value: one word and a star. */
static bool
is_beginning(struct arena *arena, const char *text)
{
	size_t n = strlen(text);
	struct tokens tokens;

	if (n < 3 || text[n - 1] != '*' || strchr(text, '*') != text + n - 1)
		return false;
	tokenize(arena, text, n - 1, &tokens);
	return tokens.count == 1 && tokens.token[0].kind == TOKEN_WORD;
}

/* text:word is the word; text:"some words" the phrase; text:begin*. */
static struct query *
parse_text(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *all = query_new(parser->arena, QUERY_OR);

	all->column = lexeme->column;
	for (size_t i = 0; i < lexeme->n_values; i++) {
		struct query *query = leaf(parser, QUERY_PHRASE);

		query->text = lexeme->value[i];
		query->text_only = true;
		if (!has_word(parser->arena, query->text))
			return parser_fail(parser, lexeme->value_column[i],
			    "there is no word here");
		if (is_beginning(parser->arena, query->text)) {
			query->kind = QUERY_PREFIX;
			query->text = arena_strndup(parser->arena, query->text,
			    strlen(query->text) - 1);
		} else if (strchr(query->text, '*') != NULL) {
			return parser_fail(parser, lexeme->value_column[i],
			    "* stands at the end of one word: text:delet*");
		}
		query_add(parser->arena, all, query);
	}
	return any_of(all);
}

/* The numbers of "40..45" and "40-45"; false for what is no such range. */
static bool
number_range(
    const char *value, unsigned long *ret_first, unsigned long *ret_last)
{
	const char *dots = strstr(value, "..");
	size_t n = dots != NULL ? 2 : 1;
	char *end;

	if (dots == NULL)
		dots = strchr(value, '-');
	if (dots == NULL || !isdigit((unsigned char)value[0]) ||
	    !isdigit((unsigned char)dots[n]) || strlen(value) > 20)
		return false;
	*ret_first = strtoul(value, &end, 10);
	if (end != dots)
		return false;
	*ret_last = strtoul(dots + n, &end, 10);
	return *end == '\0';
}

/* Every number of a range, as a value of its own. */
static bool
add_numbers(struct parser *parser, struct query *query, unsigned long first,
    unsigned long last)
{
	if (last < first || last - first >= QUERY_RANGE_MAX)
		return error_set(parser->err, ERROR_USAGE,
		    last < first
			? "this range ends before it begins: write %lu..%lu"
			: "this range is too long (%lu..%lu): at most 60 are "
			  "taken",
		    last < first ? last : first, last < first ? first : last);
	for (unsigned long i = first; i <= last; i++) {
		const char *written = arena_printf(parser->arena, "%lu", i);
		const char *value = query_value(parser->arena, query->field,
		    written, strlen(written), parser->err);

		if (value == NULL)
			return false;
		query_add_value(parser->arena, query, value);
	}
	return true;
}

/* One value of a filter; false with the error set. */
static bool
parse_value(struct parser *parser, struct query *query, const char *written)
{
	unsigned long first, last;
	size_t n = strlen(written);
	const char *value;

	if ((query->field == FIELD_ARTICLE || query->field == FIELD_MEETING) &&
	    number_range(written, &first, &last))
		return add_numbers(parser, query, first, last);
	if (n > 0 && written[n - 1] == '*' && query->field != FIELD_SYMBOL &&
	    query->field != FIELD_PATH)
		return error_set(parser->err, ERROR_USAGE,
		    "%s takes whole names; * stands at the end of a word of "
		    "the text: delet*",
		    field_get(query->field)->name);
	value =
	    query_value(parser->arena, query->field, written, n, parser->err);
	if (value == NULL)
		return false;
	query_add_value(parser->arena, query, value);
	return true;
}

static struct query *
parse_filter(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *query = leaf(parser, QUERY_FIELD);

	if (field_get(lexeme->field)->how == FIELD_DATES)
		return parse_dates(parser);
	if (lexeme->field == FIELD_TEXT)
		return parse_text(parser);
	query->field = lexeme->field;
	for (size_t i = 0; i < lexeme->n_values; i++) {
		if (query->field == FIELD_TITLE &&
		    !has_word(parser->arena, lexeme->value[i]))
			return parser_fail(parser, lexeme->value_column[i],
			    "there is no word here");
		if (!parse_value(parser, query, lexeme->value[i]))
			return fail_value(parser, i);
	}
	return query;
}

/* The provisions found in free text. */
static struct query *
parse_provision(struct parser *parser)
{
	struct query *query = leaf(parser, QUERY_FIELD);

	query->field = FIELD_ARTICLE;
	for (size_t i = 0; i < parser->next.n_values; i++) {
		const char *value = parser->next.value[i];
		unsigned long first, last;

		/* "art 40-45" is each of them. */
		if (strncmp(value, "art ", 4) != 0 ||
		    !number_range(value + 4, &first, &last)) {
			query_add_value(parser->arena, query, value);
		} else if (!add_numbers(parser, query, first, last)) {
			if (parser->err != NULL)
				parser->err->column = query->column;
			return NULL;
		}
	}
	return query;
}

/* A symbol is what a record has, or what a passage says. */
static struct query *
parse_symbol(struct parser *parser)
{
	struct query *either = query_new(parser->arena, QUERY_OR);
	struct query *field =
	    query_field(parser->arena, FIELD_SYMBOL, parser->next.text);

	either->column = field->column = parser->next.column;
	query_add(parser->arena, either, field);
	query_add(parser->arena, either, leaf(parser, QUERY_PHRASE));
	return either;
}

static struct query *
parse_phrase(struct parser *parser)
{
	if (!has_word(parser->arena, parser->next.text))
		return parser_fail(parser, parser->next.column,
		    "there is no word between these quotation marks");
	return leaf(parser, QUERY_PHRASE);
}

/* Saved queries, to be put in by query_expand(). */
static struct query *
parse_saved(struct parser *parser)
{
	struct query *all = query_new(parser->arena, QUERY_OR);

	all->column = parser->next.column;
	for (size_t i = 0; i < parser->next.n_values; i++) {
		struct query *query = leaf(parser, QUERY_SAVED);

		query->text = parser->next.value[i];
		query->column = parser->next.value_column[i];
		query_add(parser->arena, all, query);
	}
	return any_of(all);
}

bool
parser_is_leaf(const struct lexeme *lexeme)
{
	switch (lexeme->kind) {
	case LEXEME_ALL:
	case LEXEME_WORD:
	case LEXEME_PREFIX:
	case LEXEME_PHRASE:
	case LEXEME_FIELD:
	case LEXEME_SAVED:
	case LEXEME_SYMBOL:
	case LEXEME_PROVISION:
		return true;
	default:
		return false;
	}
}

struct query *
parser_leaf(struct parser *parser)
{
	switch (parser->next.kind) {
	case LEXEME_ALL:
		return leaf(parser, QUERY_ALL);
	case LEXEME_WORD:
		return leaf(parser, QUERY_WORD);
	case LEXEME_PREFIX:
		return leaf(parser, QUERY_PREFIX);
	case LEXEME_PHRASE:
		return parse_phrase(parser);
	case LEXEME_FIELD:
		return parse_filter(parser);
	case LEXEME_SAVED:
		return parse_saved(parser);
	case LEXEME_SYMBOL:
		return parse_symbol(parser);
	case LEXEME_PROVISION:
		return parse_provision(parser);
	default:
		return NULL;
	}
}
