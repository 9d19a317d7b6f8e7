/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words a query is made of. For query.c alone.
 */
#ifndef SEARCHER_QUERY_LEX_H
#define SEARCHER_QUERY_LEX_H

#include "core/arena.h"
#include "core/error.h"
#include "core/field.h"
#include "core/provision.h"

#include <stddef.h>

enum lexeme_kind {
	LEXEME_END,
	LEXEME_OPEN,	  /* ( */
	LEXEME_CLOSE,	  /* ) */
	LEXEME_AND,	  /* AND */
	LEXEME_OR,	  /* OR */
	LEXEME_NOT,	  /* NOT, or - before a word */
	LEXEME_NEAR,	  /* NEAR, NEAR/n */
	LEXEME_ADJ,	  /* ADJ, ADJ/n */
	LEXEME_ALL,	  /* * alone */
	LEXEME_WORD,	  /* text */
	LEXEME_PREFIX,	  /* text without its * */
	LEXEME_PHRASE,	  /* text within quotation marks, or word of parts */
	LEXEME_FIELD,	  /* field: and its values */
	LEXEME_SYMBOL,	  /* a document symbol */
	LEXEME_PROVISION, /* values: normal forms */
	LEXEME_ERROR	  /* err is set */
};

struct lexeme {
	enum lexeme_kind kind;
	const char *text;    /* of WORD, PREFIX, PHRASE, SYMBOL */
	enum field_id field; /* of FIELD */
	const char **value;  /* of FIELD, as written; of PROVISION */
	int *value_column;   /* of FIELD: where each value stands */
	size_t n_values;     /* how many */
	unsigned distance;   /* of NEAR and ADJ; 0 where none is given */
	int column;	     /* where it begins */
	size_t end;	     /* byte after it */
};

struct lexer {
	struct arena *arena;
	const char *text;		   /* the query */
	size_t n;			   /* its bytes */
	size_t at;			   /* where to go on */
	struct provision_mention *mention; /* provisions in the text */
	size_t n_mentions;		   /* how many */
	struct tokens tokens;		   /* of the whole text */
	struct error *err;		   /* where errors go */
};

/* Begin; the text must stay. */
void lexer_init(struct lexer *lexer, struct arena *arena, const char *text,
    size_t n, struct error *err);

/* The next lexeme. After LEXEME_END and LEXEME_ERROR it comes again. */
struct lexeme lexer_next(struct lexer *lexer);

#endif
