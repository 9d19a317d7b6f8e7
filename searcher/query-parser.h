/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parser of queries, shared by its two files: query-parse.c has the
 * operators, query-leaf.c what stands between them. For these alone.
 */
#ifndef SEARCHER_QUERY_PARSER_H
#define SEARCHER_QUERY_PARSER_H

#include "searcher/query-lex.h"
#include "searcher/query.h"

struct parser {
	struct arena *arena;
	struct lexer lexer;
	struct lexeme next; /* the lexeme to be read */
	unsigned depth;	    /* of parentheses and NOTs */
	struct error *err;
};

/* Set the error at a byte of the query; NULL, to be returned. */
struct query *parser_fail(
    struct parser *parser, int column, const char *message);

/*
 * The node for the next lexeme, which is a word, phrase, filter, provision,
 * symbol or saved query; the lexeme is not yet passed. NULL with the error.
 */
struct query *parser_leaf(struct parser *parser);

/* Whether a lexeme is one of these. */
bool parser_is_leaf(const struct lexeme *lexeme);

#endif
