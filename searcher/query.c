/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query.h"

#include "core/language.h"
#include "core/provision.h"
#include "core/record.h"
#include "core/stance.h"
#include "searcher/query-lex.h"

#include <string.h>

struct parser {
	struct arena *arena;
	struct lexer lexer;
	struct lexeme next; /* the lexeme to be read */
	unsigned depth;	    /* of parentheses and NOTs */
	struct error *err;
};

struct query *
query_new(struct arena *arena, enum query_kind kind)
{
	struct query *query = arena_alloc(arena, sizeof *query);

	query->kind = kind;
	query->column = -1;
	return query;
}

void
query_add(struct arena *arena, struct query *parent, struct query *child)
{
	size_t n = parent->n_children++;

	parent->child =
	    arena_grow(arena, parent->child, n, n + 1, sizeof *parent->child);
	parent->child[n] = child;
}

void
query_add_value(struct arena *arena, struct query *node, const char *value)
{
	size_t n = node->n_values++;

	node->value =
	    arena_grow(arena, node->value, n, n + 1, sizeof *node->value);
	node->value[n] = arena_strdup(arena, value);
}

struct query *
query_field(struct arena *arena, enum field_id field, const char *value)
{
	struct query *query = query_new(arena, QUERY_FIELD);

	query->field = field;
	query_add_value(arena, query, value);
	return query;
}

bool
query_any(const struct query *query,
    bool (*test)(const struct query *node, void *context), void *context)
{
	if (test(query, context))
		return true;
	for (size_t i = 0; i < query->n_children; i++)
		if (query_any(query->child[i], test, context))
			return true;
	return false;
}

/* --- reading -------------------------------------------------------------- */

static struct query *parse_or(struct parser *parser);

static void
advance(struct parser *parser)
{
	parser->next = lexer_next(&parser->lexer);
}

static struct query *
fail(struct parser *parser, int column, const char *message)
{
	error_set_at(parser->err, ERROR_USAGE, column, "%s", message);
	return NULL;
}

static struct query *
leaf(struct parser *parser, enum query_kind kind)
{
	struct query *query = query_new(parser->arena, kind);

	query->text = parser->next.text;
	query->column = parser->next.column;
	return query;
}

/* One range of dates, or several as an OR. */
static struct query *
parse_dates(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *all = query_new(parser->arena, QUERY_OR);

	for (size_t i = 0; i < lexeme->n_values; i++) {
		struct query *query = leaf(parser, QUERY_DATES);

		query->field = lexeme->field;
		if (!date_range_parse(lexeme->value[i],
			strlen(lexeme->value[i]), &query->dates, parser->err)) {
			if (parser->err != NULL)
				parser->err->column = lexeme->value_column[i];
			return NULL;
		}
		query_add(parser->arena, all, query);
	}
	return all->n_children == 1 ? all->child[0] : all;
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

/* text:word is the word; text:"some words" the phrase. */
static struct query *
parse_text(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *all = query_new(parser->arena, QUERY_OR);

	for (size_t i = 0; i < lexeme->n_values; i++) {
		struct query *query = leaf(parser, QUERY_PHRASE);

		query->text = lexeme->value[i];
		if (!has_word(parser->arena, query->text))
			return fail(parser, lexeme->value_column[i],
			    "there is no word here");
		query_add(parser->arena, all, query);
	}
	return all->n_children == 1 ? all->child[0] : all;
}

static struct query *
parse_field(struct parser *parser)
{
	const struct lexeme *lexeme = &parser->next;
	struct query *query = leaf(parser, QUERY_FIELD);

	if (field_get(lexeme->field)->how == FIELD_DATES)
		return parse_dates(parser);
	if (lexeme->field == FIELD_TEXT)
		return parse_text(parser);
	query->field = lexeme->field;
	for (size_t i = 0; i < lexeme->n_values; i++) {
		const char *value = query_value(parser->arena, lexeme->field,
		    lexeme->value[i], strlen(lexeme->value[i]), parser->err);

		if (value == NULL) {
			if (parser->err != NULL)
				parser->err->column = lexeme->value_column[i];
			return NULL;
		}
		query_add_value(parser->arena, query, value);
	}
	return query;
}

/* The provisions found in free text. */
static struct query *
parse_provision(struct parser *parser)
{
	struct query *query = leaf(parser, QUERY_FIELD);

	query->field = FIELD_ARTICLE;
	query->value = parser->next.value;
	query->n_values = parser->next.n_values;
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
		return fail(parser, parser->next.column,
		    "there is no word between these quotation marks");
	return leaf(parser, QUERY_PHRASE);
}

static struct query *
parse_group(struct parser *parser)
{
	int column = parser->next.column;
	struct query *query;

	if (++parser->depth > QUERY_DEPTH_MAX)
		return fail(parser, column, "too many parentheses");
	advance(parser);
	if (parser->next.kind == LEXEME_CLOSE)
		return fail(parser, column,
		    "there is nothing between these parentheses");
	query = parse_or(parser);
	if (query == NULL)
		return NULL;
	if (parser->next.kind != LEXEME_CLOSE)
		return fail(parser, column, "this parenthesis is not closed");
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
		return fail(
		    parser, lexeme->column, "this parenthesis closes nothing");
	if (lexeme->kind == LEXEME_END)
		return fail(parser, lexeme->column,
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

	switch (parser->next.kind) {
	case LEXEME_OPEN:
		query = parse_group(parser);
		break;
	case LEXEME_ALL:
		query = leaf(parser, QUERY_ALL);
		break;
	case LEXEME_WORD:
		query = leaf(parser, QUERY_WORD);
		break;
	case LEXEME_PREFIX:
		query = leaf(parser, QUERY_PREFIX);
		break;
	case LEXEME_PHRASE:
		query = parse_phrase(parser);
		break;
	case LEXEME_FIELD:
		query = parse_field(parser);
		break;
	case LEXEME_SYMBOL:
		query = parse_symbol(parser);
		break;
	case LEXEME_PROVISION:
		query = parse_provision(parser);
		break;
	default:
		return fail_operand(parser);
	}
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

static void *
check_place(struct parser *parser, const struct query *query, int column)
{
	if (query != NULL && !has_place(query))
		return fail(parser, column,
		    "NEAR and ADJ join words and phrases, or (one OR other)");
	return (void *)query;
}

/* a NEAR/3 b NEAR/3 c: one node as long as operator and number stay. */
static struct query *
parse_near(struct parser *parser)
{
	int column = parser->next.column;
	struct query *query = parse_primary(parser);

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

			if (check_place(parser, query, column) == NULL)
				return NULL;
			node->distance = distance;
			node->column = column;
			query_add(parser->arena, node, query);
			query = node;
		}
		advance(parser);
		if (parser->next.kind == LEXEME_END)
			return fail(parser, operator_column,
			    "NEAR and ADJ need something after them");
		if (query->n_children == QUERY_NEAR_MAX)
			return fail(parser, operator_column,
			    "NEAR and ADJ join at most 16 words");
		column = parser->next.column;
		right = check_place(parser, parse_primary(parser), column);
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
		return fail(parser, column, "too many NOTs");
	advance(parser);
	if (parser->next.kind == LEXEME_END ||
	    parser->next.kind == LEXEME_CLOSE)
		return fail(parser, column, "NOT needs something after it");
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
				return fail(parser, column,
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
			return fail(
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
		return fail(&parser, parser.next.column,
		    "this parenthesis closes nothing");
	return query;
}
