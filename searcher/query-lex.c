/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-lex.h"

#include "core/translate.h"
#include "searcher/query-sign.h"
#include "searcher/query.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

/*
 * Provisions that count in free text: those with a number ("preamble" and
 * "title" alone are words as well) that can be written as a value.
 */
static bool
mention_counts(const struct provision_mention *mention)
{
	char form[PROVISION_MAX];
	struct provision again;

	if (mention->reference != PROVISION_NAMED ||
	    mention->provision.number[0] == '\0')
		return false;
	provision_format(&mention->provision, form);
	return provision_parse(form, strlen(form), &again) &&
	       provision_equal(&again, &mention->provision);
}

/*
 * Keep the mentions that count. A list ("articles 4, 5 and 7") counts as a
 * whole or not at all: nothing is dropped out of it.
 */
static void
keep_mentions(struct lexer *lexer)
{
	struct provision_mention *mention = lexer->mention;
	size_t kept = 0;

	for (size_t i = 0, end; i < lexer->n_mentions; i = end) {
		bool all = true;

		for (end = i; end < lexer->n_mentions &&
			      mention[end].first == mention[i].first;
		     end++)
			all = all && mention_counts(&mention[end]);
		for (size_t m = i; all && m < end; m++)
			mention[kept++] = mention[m];
	}
	lexer->n_mentions = kept;
}

void
lexer_init(struct lexer *lexer, struct arena *arena, const char *text, size_t n,
    struct error *err)
{
	memset(lexer, 0, sizeof *lexer);
	lexer->arena = arena;
	lexer->text = text;
	lexer->n = n;
	lexer->err = err;
	lexer->last_end = n + 1;
	tokenize(arena, text, n, &lexer->tokens);
	lexer->mention = provision_find(
	    arena, &lexer->tokens, LANGUAGE_NONE, &lexer->n_mentions);
	keep_mentions(lexer);
}

struct lexeme
lexeme_make(enum lexeme_kind kind, size_t column, size_t end)
{
	return (struct lexeme){.kind = kind, .column = (int)column, .end = end};
}

struct lexeme
lexeme_error(const struct lexer *lexer, size_t column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	error_set_at(lexer->err, ERROR_USAGE, (int)column, "%s",
	    arena_vprintf(lexer->arena, translate_message(format), args));
	va_end(args);
	return lexeme_make(LEXEME_ERROR, column, lexer->n);
}

/* The next mention that begins at or after `at`; their number for none. */
static size_t
mention_after(const struct lexer *lexer, size_t at)
{
	size_t i = 0;

	while (i < lexer->n_mentions &&
	       lexer->tokens.token[lexer->mention[i].first].start < at)
		i++;
	return i;
}

void
lexeme_add_value(
    struct lexer *lexer, struct lexeme *lexeme, const char *value, size_t at)
{
	size_t n = lexeme->n_values++;

	lexeme->value = arena_grow(
	    lexer->arena, lexeme->value, n, n + 1, sizeof *lexeme->value);
	lexeme->value_column = arena_grow(lexer->arena, lexeme->value_column, n,
	    n + 1, sizeof *lexeme->value_column);
	lexeme->value[n] = value;
	lexeme->value_column[n] = (int)at;
}

static void
lexeme_add_provision(struct lexer *lexer, struct lexeme *lexeme,
    const struct provision *provision, size_t at)
{
	char form[PROVISION_MAX];

	provision_format(provision, form);
	lexeme_add_value(lexer, lexeme, arena_strdup(lexer->arena, form), at);
}

/* A provision that begins exactly here ("Article 42(3)(b)"); else END. */
static struct lexeme
lex_mention(struct lexer *lexer)
{
	size_t at = lexer->at;
	size_t i = mention_after(lexer, at);
	const struct token *token = lexer->tokens.token;
	struct lexeme lexeme = lexeme_make(LEXEME_END, at, at);
	size_t first;

	if (i == lexer->n_mentions ||
	    token[lexer->mention[i].first].start != at)
		return lexeme;
	first = lexer->mention[i].first;
	lexeme.kind = LEXEME_PROVISION;
	lexeme.end = token[lexer->mention[i].end - 1].end;
	for (; i < lexer->n_mentions && lexer->mention[i].first == first; i++)
		lexeme_add_provision(
		    lexer, &lexeme, &lexer->mention[i].provision, at);
	return lexeme;
}

struct lexeme
lex_phrase(struct lexer *lexer)
{
	const char *text = lexer->text;
	size_t column = lexer->at, n = lexer->n;
	size_t begin = column + sign_quote(text, n, column);
	size_t at = begin, after;
	struct lexeme lexeme;

	while (at < n && sign_quote(text, n, at) == 0)
		at++;
	if (at >= n)
		return lexeme_error(lexer, column,
		    "this quotation mark is not closed: put one after the "
		    "phrase's last word");
	after = at + sign_quote(text, n, at);
	if (after < n && text[after] == '~')
		return lexeme_error(lexer, after,
		    "words near one another are written a NEAR/5 b, or "
		    "a ADJ/5 b in this order");
	lexeme = lexeme_make(LEXEME_PHRASE, column, after);
	lexeme.text = arena_strndup(lexer->arena, text + begin, at - begin);
	return lexeme;
}

/* 'a phrase' between single marks; else END. */
static struct lexeme
lex_single_quotes(struct lexer *lexer)
{
	size_t at = lexer->at, mark = 0;
	size_t end = sign_single_quotes(lexer->text, lexer->n, at, &mark);
	struct lexeme lexeme = lexeme_make(LEXEME_END, at, end);
	size_t last = lexer->text[end > 0 ? end - 1 : 0] == '\'' ? 1 : 3;

	if (end == 0)
		return lexeme;
	lexeme.kind = LEXEME_PHRASE;
	lexeme.text = arena_strndup(
	    lexer->arena, lexer->text + at + mark, end - last - at - mark);
	return lexeme;
}

size_t
lex_times_length(const struct lexer *lexer, size_t at)
{
	size_t n = 1;

	if (at >= lexer->n || lexer->text[at] != '@')
		return 0;
	while (at + n < lexer->n && isdigit((unsigned char)lexer->text[at + n]))
		n++;
	if (n == 1 || (!sign_run_ends(lexer->text, lexer->n, at + n) &&
			  lexer->text[at + n] != '@'))
		return 0;
	return n;
}

/* "@3" right after something; else END. */
static struct lexeme
lex_times(struct lexer *lexer)
{
	size_t n = lex_times_length(lexer, lexer->at);
	struct lexeme lexeme =
	    lexeme_make(LEXEME_TIMES, lexer->at, lexer->at + n);

	if (n == 0)
		return lexeme_make(LEXEME_END, lexer->at, lexer->at);
	if (lexer->at != lexer->last_end)
		return lexeme_error(lexer, lexer->at,
		    "@ and a number stand right after a word, phrase or "
		    "parenthesis: word@3 is at least 3 mentions");
	for (size_t i = 1; i < n && lexeme.count <= QUERY_COUNT_MAX; i++)
		lexeme.count = lexeme.count * 10 +
			       (unsigned)(lexer->text[lexer->at + i] - '0');
	if (lexeme.count < 1 || lexeme.count > QUERY_COUNT_MAX)
		return lexeme_error(lexer, lexer->at,
		    "after @ stands how often at least, from 1 to %d: word@3",
		    QUERY_COUNT_MAX);
	return lexeme;
}

/*
 * Where a run of other characters ends: also where a provision begins, or "@3".
 */
static size_t
run_end(const struct lexer *lexer)
{
	size_t i = mention_after(lexer, lexer->at + 1);
	size_t stop = i < lexer->n_mentions
			  ? lexer->tokens.token[lexer->mention[i].first].start
			  : lexer->n;
	size_t at = lexer->at;

	while (at < stop && !sign_run_ends(lexer->text, lexer->n, at) &&
	       (at == lexer->at || lex_times_length(lexer, at) == 0))
		at++;
	return at;
}

/* Bytes of "-", "!" or a dash that excludes what comes right after it. */
static size_t
exclusion(const struct lexer *lexer)
{
	size_t at = lexer->at;
	size_t n =
	    lexer->text[at] == '!' ? 1 : sign_minus(lexer->text, lexer->n, at);

	if (n == 0 || at + n >= lexer->n ||
	    sign_space(lexer->text, lexer->n, at + n) > 0 ||
	    sign_close(lexer->text, lexer->n, at + n) > 0)
		return 0;
	return n;
}

/* A lexeme at a character that is not white space; END to skip it. */
static struct lexeme
lex_here(struct lexer *lexer)
{
	const char *text = lexer->text;
	size_t at = lexer->at, n = lexer->n;
	size_t open = sign_open(text, n, at), close = sign_close(text, n, at);
	struct lexeme lexeme;

	if (open > 0)
		return lexeme_make(LEXEME_OPEN, at, at + open);
	if (close > 0)
		return lexeme_make(LEXEME_CLOSE, at, at + close);
	if (sign_quote(text, n, at) > 0)
		return lex_phrase(lexer);
	if (exclusion(lexer) > 0)
		return lexeme_make(LEXEME_NOT, at, at + exclusion(lexer));
	lexeme = lex_times(lexer);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_single_quotes(lexer);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_mention(lexer);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_field(lexer);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_run(lexer, run_end(lexer));
	return lexeme;
}

struct lexeme
lexer_next(struct lexer *lexer)
{
	while (lexer->at < lexer->n) {
		size_t space = sign_space(lexer->text, lexer->n, lexer->at);
		struct lexeme lexeme;

		if (space > 0) {
			lexer->at += space;
			continue;
		}
		lexeme = lex_here(lexer);
		if (lexeme.kind == LEXEME_ERROR)
			return lexeme;
		lexer->at = lexeme.end > lexer->at ? lexeme.end : lexer->at + 1;
		if (lexeme.kind != LEXEME_END) {
			lexer->last_end = lexer->at;
			return lexeme;
		}
	}
	return lexeme_make(LEXEME_END, lexer->n, lexer->n);
}
