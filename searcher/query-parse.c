/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/query-parser.h"

#include "core/utf8.h"

#include <string.h>

struct query *
parser_fail(struct parser *parser, int column, const char *message)
{
	error_set_at(
	    parser->err, ERROR_USAGE, column, "%s", translate_message(message));
	return NULL;
}

static struct query *parse_or(struct parser *parser);

static void
advance(struct parser *parser)
{
	parser->next = lexer_next(&parser->lexer);
}

static struct query *
parse_group(struct parser *parser)
{
	int column = parser->next.column;
	struct query *query;

	if (++parser->depth > QUERY_DEPTH_MAX)
		return parser_fail(parser, column, "too many parentheses");
	advance(parser);
	if (parser->next.kind == LEXEME_CLOSE)
		return parser_fail(parser, column,
		    "there is nothing between these parentheses");
	query = parse_or(parser);
	if (query == NULL)
		return NULL;
	if (parser->next.kind != LEXEME_CLOSE)
		return parser_fail(
		    parser, column, "this parenthesis is not closed");
	parser->depth--;
	return query;
}

static const char *
operator_name(enum lexeme_kind kind)
{
	switch (kind) {
	case LEXEME_AND:
		return "AND";
	case LEXEME_OR:
		return "OR";
	case LEXEME_NEAR:
		return "NEAR";
	case LEXEME_ADJ:
		return "ADJ";
	case LEXEME_NOT:
		return "NOT";
	case LEXEME_TIMES:
		return "@";
	default:
		return "this";
	}
}

/* What cannot begin an operand. */
static struct query *
fail_operand(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;

	if (lexeme->kind == LEXEME_ERROR)
		return NULL;
	if (lexeme->kind == LEXEME_CLOSE)
		return parser_fail(
		    parser, lexeme->column, "this parenthesis closes nothing");
	if (lexeme->kind == LEXEME_END)
		return parser_fail(parser, lexeme->column,
		    "something is missing at the end of the query");
	error_set_at(parser->err, ERROR_USAGE, lexeme->column,
	    "%s needs something before it (for the word itself, write it "
	    "in small letters)",
	    operator_name(lexeme->kind));
	return NULL;
}

static struct query *
parse_primary(struct parser *parser)
{
	struct query *query;

	if (parser->next.kind == LEXEME_OPEN)
		query = parse_group(parser);
	else if (parser_is_leaf(&parser->next))
		query = parser_leaf(parser);
	else
		return fail_operand(parser);
	if (query != NULL)
		advance(parser);
	return query;
}

/* What NEAR can measure: words, or a choice of them. */
static bool
has_place(const struct query *query)
{
	if (query->kind == QUERY_OR) {
		for (size_t i = 0; i < query->n_children; i++)
			if (!has_place(query->child[i]))
				return false;
		return true;
	}
	return query->kind == QUERY_WORD || query->kind == QUERY_PREFIX ||
	       query->kind == QUERY_PHRASE;
}

/* word@3: at least three mentions. */
static struct query *
parse_counted(struct parser *parser)
{
	int column = parser->next.column;
	struct query *query = parse_primary(parser), *node;

	if (query == NULL || parser->next.kind != LEXEME_TIMES)
		return query;
	if (!has_place(query) && query->kind != QUERY_NEAR &&
	    query->kind != QUERY_ADJ)
		return parser_fail(parser, parser->next.column,
		    "mentions are counted of a word, a phrase, or (one OR "
		    "other): word@3");
	node = query_new(parser->arena, QUERY_COUNT);
	node->column = column;
	node->count = parser->next.count;
	query_add(parser->arena, node, query);
	advance(parser);
	if (parser->next.kind == LEXEME_TIMES)
		return parser_fail(parser, parser->next.column,
		    "one number of mentions is enough");
	return node;
}

static void *
check_place(struct parser *parser, const struct query *query, int column)
{
	if (query != NULL && !has_place(query))
		return parser_fail(parser, column,
		    "NEAR and ADJ join words and phrases, or (one OR other)");
	return (void *)query;
}

/* a NEAR/3 b NEAR/3 c: one node as long as operator and number stay. */
static struct query *
parse_near(struct parser *parser)
{
	int column = parser->next.column;
	struct query *query = parse_counted(parser);

	while (query != NULL && (parser->next.kind == LEXEME_NEAR ||
				    parser->next.kind == LEXEME_ADJ)) {
		enum query_kind kind =
		    parser->next.kind == LEXEME_NEAR ? QUERY_NEAR : QUERY_ADJ;
		unsigned distance = parser->next.distance > 0
					? parser->next.distance
					: QUERY_DISTANCE;
		int operator_column = parser->next.column;
		struct query *right;

		if (query->kind != kind || query->distance != distance) {
			struct query *node = query_new(parser->arena, kind);

			if (query->kind == QUERY_NEAR ||
			    query->kind == QUERY_ADJ)
				return parser_fail(parser, operator_column,
				    "words in a row take the same operator "
				    "with the same number: a NEAR/3 b NEAR/3 "
				    "c");
			if (check_place(parser, query, column) == NULL)
				return NULL;
			node->distance = distance;
			node->column = column;
			query_add(parser->arena, node, query);
			query = node;
		}
		advance(parser);
		if (parser->next.kind == LEXEME_END)
			return parser_fail(parser, operator_column,
			    "NEAR and ADJ need something after them");
		if (query->n_children == QUERY_NEAR_MAX)
			return parser_fail(parser, operator_column,
			    "NEAR and ADJ join at most 16 words");
		column = parser->next.column;
		right = check_place(parser, parse_counted(parser), column);
		if (right == NULL)
			return NULL;
		query_add(parser->arena, query, right);
	}
	return query;
}

static struct query *
parse_not(struct parser *parser)
{
	struct query *node, *child;
	int column = parser->next.column;

	if (parser->next.kind != LEXEME_NOT)
		return parse_near(parser);
	if (++parser->depth > QUERY_DEPTH_MAX)
		return parser_fail(parser, column, "too many NOTs");
	advance(parser);
	if (parser->next.kind == LEXEME_END ||
	    parser->next.kind == LEXEME_CLOSE)
		return parser_fail(
		    parser, column, "NOT needs something after it");
	child = parse_not(parser);
	if (child == NULL)
		return NULL;
	parser->depth--;
	if (child->kind == QUERY_NOT)
		return child->child[0];
	node = query_new(parser->arena, QUERY_NOT);
	node->column = column;
	query_add(parser->arena, node, child);
	return node;
}

static bool
and_goes_on(const struct parser *parser)
{
	return parser->next.kind != LEXEME_END &&
	       parser->next.kind != LEXEME_CLOSE &&
	       parser->next.kind != LEXEME_OR;
}

static struct query *
parse_and(struct parser *parser)
{
	struct query *all = query_new(parser->arena, QUERY_AND);
	struct query *query = parse_not(parser);

	if (query == NULL)
		return NULL;
	query_add(parser->arena, all, query);
	while (and_goes_on(parser)) {
		if (parser->next.kind == LEXEME_AND) {
			int column = parser->next.column;

			advance(parser);
			if (parser->next.kind == LEXEME_END ||
			    parser->next.kind == LEXEME_CLOSE)
				return parser_fail(parser, column,
				    "AND needs something after it");
		}
		query = parse_not(parser);
		if (query == NULL)
			return NULL;
		query_add(parser->arena, all, query);
	}
	all->column = all->child[0]->column;
	return all->n_children == 1 ? all->child[0] : all;
}

static struct query *
parse_or(struct parser *parser)
{
	struct query *any = query_new(parser->arena, QUERY_OR);
	struct query *query = parse_and(parser);

	if (query == NULL)
		return NULL;
	query_add(parser->arena, any, query);
	while (parser->next.kind == LEXEME_OR) {
		int column = parser->next.column;

		advance(parser);
		if (parser->next.kind == LEXEME_END ||
		    parser->next.kind == LEXEME_CLOSE)
			return parser_fail(
			    parser, column, "OR needs something after it");
		query = parse_and(parser);
		if (query == NULL)
			return NULL;
		query_add(parser->arena, any, query);
	}
	any->column = any->child[0]->column;
	return any->n_children == 1 ? any->child[0] : any;
}

struct query *
query_parse(struct arena *arena, const char *text, size_t n, struct error *err)
{
	struct parser parser = {.arena = arena, .err = err};
	struct query *query;

	if (n > QUERY_MAX) {
		error_set(err, ERROR_USAGE,
		    "the query is %zu bytes long; at most %d are read", n,
		    QUERY_MAX);
		return NULL;
	}
	if (memchr(text, '\0', n) != NULL) {
		error_set(err, ERROR_USAGE, "the query holds a NUL byte");
		return NULL;
	}
	if (utf8_fault(text, n) < n) {
		error_set_at(err, ERROR_USAGE, (int)utf8_fault(text, n),
		    "the query is no UTF-8 from here on; set the terminal to "
		    "UTF-8");
		return NULL;
	}
	lexer_init(&parser.lexer, arena, text, n, err);
	advance(&parser);
	if (parser.next.kind == LEXEME_END) {
		error_set(err, ERROR_USAGE,
		    "the query has no word to search for (* is every "
		    "passage)");
		return NULL;
	}
	query = parse_or(&parser);
	if (query != NULL && parser.next.kind == LEXEME_CLOSE)
		return parser_fail(&parser, parser.next.column,
		    "this parenthesis closes nothing");
	return query;
}
