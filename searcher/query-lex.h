/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words a query is made of. For the parser of queries (query-parse.c,
 * query-leaf.c) alone; the second half is shared by the lexer's own files.
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
	LEXEME_SAVED,	  /* query: and names, in value */
	LEXEME_TIMES,	  /* @ and a number, right after something */
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
	unsigned count;	     /* of TIMES */
	int column;	     /* where it begins */
	size_t end;	     /* byte after it */
};

struct lexer {
	struct arena *arena;
	const char *text;		   /* the query */
	size_t n;			   /* its bytes */
	size_t at;			   /* where to go on */
	size_t last_end;		   /* where the last lexeme ended */
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

/* --- shared by the lexer's files ------------------------------------------ */

struct lexeme lexeme_make(enum lexeme_kind kind, size_t column, size_t end);

/* An error at a byte of the query, as a lexeme. */
struct lexeme lexeme_error(const struct lexer *lexer, size_t column,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Append a value that stands at byte `at`. */
void lexeme_add_value(
    struct lexer *lexer, struct lexeme *lexeme, const char *value, size_t at);

/* A phrase between quotation marks at `lexer->at`. */
struct lexeme lex_phrase(struct lexer *lexer);

/* "name:..." at `lexer->at`, or END where it is none (query-lex-field.c). */
struct lexeme lex_field(struct lexer *lexer);

/* Bytes of "@3" at `at`, where it ends a run; else 0. */
size_t lex_times_length(const struct lexer *lexer, size_t at);

/*
 * A run of other characters up to byte `end`: a word, an operator, a number of
 * a provision, a symbol. END where there is nothing to search for, as in "&"
 * (query-lex-word.c).
 */
struct lexeme lex_run(struct lexer *lexer, size_t end);

#endif
