/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields in a query: their names and the values after them. */
#include "searcher/nearest.h"
#include "searcher/query-date.h"
#include "searcher/query-lex.h"
#include "searcher/query-sign.h"

#include <ctype.h>
#include <string.h>

/* What saved queries are named by, as if it were a field. */
static const char saved[] = "query";

/* Words of a date or a session's name that need no quotation marks. */
#define DATE_WORDS_MAX 8

/* Length of a field's name before a colon at `lexer->at`, 0 for none. */
static size_t
name_length(const struct lexer *lexer)
{
	size_t at = lexer->at;

	while (at < lexer->n && (isalpha((unsigned char)lexer->text[at]) ||
				    lexer->text[at] == '_'))
		at++;
	/* "NEAR:3" is told what it should be as an operator. */
	if ((at - lexer->at == 4 &&
		memcmp(lexer->text + lexer->at, "NEAR", 4) == 0) ||
	    (at - lexer->at == 3 &&
		memcmp(lexer->text + lexer->at, "ADJ", 3) == 0))
		return 0;
	if (at == lexer->at || sign_colon(lexer->text, lexer->n, at) == 0)
		return 0;
	return at - lexer->at;
}

/* A value that is no phrase ends here. */
static size_t
value_end(const struct lexer *lexer, size_t at, bool times)
{
	const char *text = lexer->text;
	size_t n = lexer->n;

	while (!sign_run_ends(text, n, at) && sign_comma(text, n, at) == 0 &&
	       (!times || lex_times_length(lexer, at) == 0)) {
		at++;
		while (sign_open(text, n, at) > 0 &&
		       sign_parentheses(text, n, at) > 0)
			at = sign_parentheses(text, n, at);
	}
	return at;
}

/* A value between quotation marks; false with the error set. */
static bool
lex_quoted(struct lexer *lexer, struct lexeme *lexeme, size_t at)
{
	size_t back = lexer->at;
	struct lexeme quoted;

	lexer->at = at;
	quoted = lex_phrase(lexer);
	lexer->at = back;
	if (quoted.kind == LEXEME_ERROR)
		return false;
	lexeme->end = quoted.end;
	lexeme_add_value(lexer, lexeme, quoted.text, at);
	return true;
}

/* 'a value' between single marks. */
static bool
lex_single_quoted(struct lexer *lexer, struct lexeme *lexeme, size_t at)
{
	size_t mark = 0;
	size_t end = sign_single_quotes(lexer->text, lexer->n, at, &mark);
	size_t last = end > 0 && lexer->text[end - 1] == '\'' ? 1 : 3;

	if (end == 0)
		return false;
	lexeme->end = end;
	lexeme_add_value(lexer, lexeme,
	    arena_strndup(
		lexer->arena, lexer->text + at + mark, end - last - at - mark),
	    at);
	return true;
}

/* One value of a field; false with the error set. */
static bool
lex_value(struct lexer *lexer, struct lexeme *lexeme)
{
	size_t at = lexeme->end, end;

	if (sign_quote(lexer->text, lexer->n, at) > 0)
		return lex_quoted(lexer, lexeme, at);
	if (lex_single_quoted(lexer, lexeme, at))
		return true;
	if (sign_open(lexer->text, lexer->n, at) > 0)
		return error_set_at(lexer->err, ERROR_USAGE, (int)at,
		    "a field takes no parentheses: write name:one,other, or "
		    "put a value with parentheses between quotation marks");
	if (at < lexer->n && lexer->text[at] == '[')
		return error_set_at(lexer->err, ERROR_USAGE, (int)at,
		    "a range is written with two points: 2023-01..2023-06");
	end = value_end(lexer, at,
	    lexeme->kind == LEXEME_FIELD && lexeme->field == FIELD_TEXT);
	if (end > at)
		lexeme_add_value(lexer, lexeme,
		    arena_strndup(lexer->arena, lexer->text + at, end - at),
		    at);
	lexeme->end = end;
	return true;
}

/* Past a comma, if another value begins right after it; else 0. */
static size_t
next_value(const struct lexer *lexer, size_t at)
{
	size_t comma = sign_comma(lexer->text, lexer->n, at);

	if (comma == 0)
		return 0;
	at += comma;
	return at < lexer->n && (!sign_run_ends(lexer->text, lexer->n, at) ||
				    sign_quote(lexer->text, lexer->n, at) > 0)
		   ? at
		   : 0;
}

/* The end of the word that begins after the white space at `at`; 0: none. */
static size_t
next_word(const struct lexer *lexer, size_t at)
{
	size_t begin = at;

	while (sign_space(lexer->text, lexer->n, at) > 0)
		at += sign_space(lexer->text, lexer->n, at);
	begin = at;
	while (!sign_run_ends(lexer->text, lexer->n, at))
		at++;
	return at > begin ? at : 0;
}

/*
 * A date of several words ("March 2023"): the shortest run of words that is
 * one. The byte after it, or 0.
 */
static size_t
date_end(struct lexer *lexer, size_t at)
{
	size_t end = at;

	if (sign_run_ends(lexer->text, lexer->n, at))
		return 0;
	for (int words = 0; words < DATE_WORDS_MAX; words++) {
		struct query_dates dates;

		end = next_word(lexer, end);
		if (end == 0)
			return 0;
		if (query_dates_parse(
			lexer->arena, lexer->text + at, end - at, &dates, NULL))
			return end;
	}
	return 0;
}

static struct lexeme
lex_values(struct lexer *lexer, struct lexeme lexeme, const char *name)
{
	size_t next;

	for (;;) {
		if (!lex_value(lexer, &lexeme))
			return lexeme_make(LEXEME_ERROR, lexer->at, lexer->n);
		next = next_value(lexer, lexeme.end);
		if (next == 0)
			break;
		lexeme.end = next;
	}
	/* A comma that ends the list belongs to it. */
	lexeme.end += sign_comma(lexer->text, lexer->n, lexeme.end);
	if (lexeme.n_values == 0)
		return lexeme_error(lexer, (size_t)lexeme.column,
		    "'%s:' needs a value right after it", name);
	return lexeme;
}

static const char *
field_name_at(size_t i)
{
	const struct field *field;

	if (i == FIELD_COUNT)
		return saved;
	field = field_get((enum field_id)i);
	return field->how == FIELD_INTERNAL ? NULL : field->name;
}

static struct lexeme
unknown_field(struct lexer *lexer, size_t n)
{
	const char *name = arena_strndup(
	    lexer->arena, lexer->text + lexer->at, n > 40 ? 40 : n);
	const char *near;
	char *small = arena_strdup(lexer->arena, name);

	for (char *s = small; *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
	near = nearest(small, field_name_at, FIELD_COUNT + 1);
	if (near != NULL)
		return lexeme_error(lexer, lexer->at,
		    "there is no field '%s'; did you mean %s:? The fields are "
		    "%s",
		    name, near, field_list(lexer->arena));
	return lexeme_error(lexer, lexer->at,
	    "there is no field '%s'; the fields are %s (words with a colon "
	    "stand between quotation marks)",
	    name, field_list(lexer->arena));
}

static bool
is_saved(const char *name, size_t n)
{
	if (n != sizeof saved - 1)
		return false;
	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)name[i]) != saved[i])
			return false;
	return true;
}

struct lexeme
lex_field(struct lexer *lexer)
{
	size_t at = lexer->at, n = name_length(lexer), after, end;
	struct lexeme lexeme = lexeme_make(LEXEME_END, at, at);
	const struct field *field;

	if (n == 0)
		return lexeme;
	after = at + n + sign_colon(lexer->text, lexer->n, at + n);
	lexeme.end = after;
	if (is_saved(lexer->text + at, n)) {
		lexeme.kind = LEXEME_SAVED;
		return lex_values(lexer, lexeme, saved);
	}
	field = field_find(lexer->text + at, n);
	if (field == NULL) {
		/* "Note: ..." and "http://..." are words. */
		if (after < lexer->n && lexer->text[after] != '/' &&
		    sign_space(lexer->text, lexer->n, after) == 0)
			return unknown_field(lexer, n);
		return lexeme_make(LEXEME_END, at, at);
	}
	lexeme.kind = LEXEME_FIELD;
	lexeme.field = field->id;
	end = field->how == FIELD_DATES ? date_end(lexer, after) : 0;
	if (end > 0) {
		lexeme_add_value(lexer, &lexeme,
		    arena_strndup(
			lexer->arena, lexer->text + after, end - after),
		    after);
		lexeme.end = end;
		return lexeme;
	}
	return lex_values(lexer, lexeme, field->name);
}
