/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query-lex.h"

#include "searcher/query.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void
lexer_init(struct lexer *lexer, struct arena *arena, const char *text, size_t n,
    struct error *err)
{
	memset(lexer, 0, sizeof *lexer);
	lexer->arena = arena;
	lexer->text = text;
	lexer->n = n;
	lexer->err = err;
	tokenize(arena, text, n, &lexer->tokens);
	lexer->mention = provision_find(
	    arena, &lexer->tokens, LANGUAGE_NONE, &lexer->n_mentions);
}

/* Bytes of the white space at `at`, 0 where there is none. */
static size_t
space_length(const struct lexer *lexer, size_t at)
{
	const char *s = lexer->text + at;
	size_t left = lexer->n - at;

	if (left >= 1 && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
		return 1;
	if (left >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	if (left >= 3 && memcmp(s, "\xE3\x80\x80", 3) == 0)
		return 3;
	return 0;
}

/* Bytes of the quotation mark at `at`, 0 where there is none. */
static size_t
quote_length(const struct lexer *lexer, size_t at)
{
	static const char *const marks[] = {
	    "\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);

		if (lexer->n - at >= n &&
		    memcmp(lexer->text + at, marks[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
run_ends(const struct lexer *lexer, size_t at)
{
	return at >= lexer->n || space_length(lexer, at) > 0 ||
	       quote_length(lexer, at) > 0 || lexer->text[at] == '(' ||
	       lexer->text[at] == ')';
}

/* The byte after the balanced parentheses that begin at `at`; 0 if open. */
static size_t
parentheses_end(const struct lexer *lexer, size_t at)
{
	int depth = 0;

	for (; at < lexer->n && space_length(lexer, at) == 0; at++) {
		if (lexer->text[at] == '(')
			depth++;
		else if (lexer->text[at] == ')' && --depth == 0)
			return at + 1;
	}
	return 0;
}

static struct lexeme
lexeme_make(enum lexeme_kind kind, size_t column, size_t end)
{
	return (struct lexeme){.kind = kind, .column = (int)column, .end = end};
}

static struct lexeme
lexeme_error(const struct lexer *lexer, size_t column, const char *message)
{
	error_set_at(lexer->err, ERROR_USAGE, (int)column, "%s", message);
	return lexeme_make(LEXEME_ERROR, column, lexer->n);
}

/*
 * Provisions that count in free text: those with a number. "preamble" and
 * "title" alone are words as well.
 */
static bool
mention_counts(const struct provision_mention *mention)
{
	return mention->reference == PROVISION_NAMED &&
	       mention->provision.number[0] != '\0';
}

/* The next mention that begins at or after `at`; their number for none. */
static size_t
mention_after(const struct lexer *lexer, size_t at)
{
	size_t i = 0;

	while (i < lexer->n_mentions &&
	       (!mention_counts(&lexer->mention[i]) ||
		   lexer->tokens.token[lexer->mention[i].first].start < at))
		i++;
	return i;
}

static void
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

/* "42(3)(b)" with no word before it; else END. */
static struct lexeme
lex_bare_provision(struct lexer *lexer, size_t end)
{
	size_t at = lexer->at;
	struct lexeme lexeme = lexeme_make(LEXEME_END, at, at);
	struct provision provision;

	if (!isdigit((unsigned char)lexer->text[at]))
		return lexeme;
	while (end < lexer->n && lexer->text[end] == '(') {
		size_t close = parentheses_end(lexer, end);

		if (close == 0)
			return lexeme;
		lexeme.end = end = close;
	}
	if (lexeme.end == at ||
	    !provision_parse(lexer->text + at, lexeme.end - at, &provision) ||
	    provision.level[0][0] == '\0')
		return lexeme;
	lexeme.kind = LEXEME_PROVISION;
	lexeme_add_provision(lexer, &lexeme, &provision, at);
	return lexeme;
}

static struct lexeme
lex_phrase(struct lexer *lexer)
{
	size_t column = lexer->at;
	size_t begin = column + quote_length(lexer, column);
	size_t at = begin;
	struct lexeme lexeme;

	while (at < lexer->n && quote_length(lexer, at) == 0)
		at++;
	if (at >= lexer->n)
		return lexeme_error(
		    lexer, column, "this quotation mark is not closed");
	lexeme =
	    lexeme_make(LEXEME_PHRASE, column, at + quote_length(lexer, at));
	lexeme.text =
	    arena_strndup(lexer->arena, lexer->text + begin, at - begin);
	return lexeme;
}

/* Length of a field's name before a colon at `lexer->at`, 0 for none. */
static size_t
field_name_length(const struct lexer *lexer)
{
	size_t at = lexer->at;

	while (at < lexer->n && (isalpha((unsigned char)lexer->text[at]) ||
				    lexer->text[at] == '_'))
		at++;
	if (at == lexer->at || at >= lexer->n || lexer->text[at] != ':')
		return 0;
	return at - lexer->at;
}

/* One value of a field; false with the error set. */
static bool
lex_value(struct lexer *lexer, struct lexeme *lexeme)
{
	size_t at = lexeme->end;

	if (at < lexer->n && quote_length(lexer, at) > 0) {
		struct lexeme quoted;
		size_t back = lexer->at;

		lexer->at = at;
		quoted = lex_phrase(lexer);
		lexer->at = back;
		if (quoted.kind == LEXEME_ERROR)
			return false;
		lexeme->end = quoted.end;
		lexeme_add_value(lexer, lexeme, quoted.text, at);
		return true;
	}
	if (at < lexer->n && lexer->text[at] == '(')
		return error_set_at(lexer->err, ERROR_USAGE, (int)at,
		    "a field takes no parentheses: write name:one,other, or "
		    "put a value with parentheses between quotation marks");
	while (!run_ends(lexer, at) && lexer->text[at] != ',') {
		at++;
		while (at < lexer->n && lexer->text[at] == '(' &&
		       parentheses_end(lexer, at) > 0)
			at = parentheses_end(lexer, at);
	}
	if (at > lexeme->end)
		lexeme_add_value(lexer, lexeme,
		    arena_strndup(lexer->arena, lexer->text + lexeme->end,
			at - lexeme->end),
		    lexeme->end);
	lexeme->end = at;
	return true;
}

/* After a comma: a comma before a space ends the list. */
static bool
value_begins(const struct lexer *lexer, size_t at)
{
	return at < lexer->n &&
	       (!run_ends(lexer, at) || quote_length(lexer, at) > 0);
}

static struct lexeme
lex_field(struct lexer *lexer, const struct field *field, size_t name_length)
{
	struct lexeme lexeme =
	    lexeme_make(LEXEME_FIELD, lexer->at, lexer->at + name_length + 1);

	lexeme.field = field->id;
	do {
		if (!lex_value(lexer, &lexeme))
			return lexeme_make(LEXEME_ERROR, lexer->at, lexer->n);
	} while (lexeme.end < lexer->n && lexer->text[lexeme.end] == ',' &&
		 lexeme.end++ < lexer->n && value_begins(lexer, lexeme.end));
	if (lexeme.n_values == 0) {
		error_set_at(lexer->err, ERROR_USAGE, lexeme.column,
		    "'%s:' needs a value right after it", field->name);
		lexeme.kind = LEXEME_ERROR;
	}
	return lexeme;
}

static struct lexeme
lex_unknown_field(struct lexer *lexer, size_t name_length)
{
	error_set_at(lexer->err, ERROR_USAGE, (int)lexer->at,
	    "there is no field '%.*s'; the fields are %s",
	    name_length > 40 ? 40 : (int)name_length, lexer->text + lexer->at,
	    field_list(lexer->arena));
	return lexeme_make(LEXEME_ERROR, lexer->at, lexer->n);
}

/* NEAR, NEAR/5, ADJ, ADJ/2; END where the run is none of them. */
static struct lexeme
lex_distance(struct lexer *lexer, size_t end)
{
	const char *s = lexer->text + lexer->at;
	size_t n = end - lexer->at;
	struct lexeme lexeme = lexeme_make(LEXEME_END, lexer->at, end);
	size_t name = 0;
	unsigned long distance = 0;

	if (n >= 4 && memcmp(s, "NEAR", 4) == 0)
		name = 4;
	else if (n >= 3 && memcmp(s, "ADJ", 3) == 0)
		name = 3;
	if (name == 0 || (n > name && s[name] != '/'))
		return lexeme;
	lexeme.kind = name == 4 ? LEXEME_NEAR : LEXEME_ADJ;
	if (n == name)
		return lexeme;
	for (size_t i = name + 1; i < n && distance <= QUERY_DISTANCE_MAX; i++)
		distance = isdigit((unsigned char)s[i])
			       ? distance * 10 + (unsigned long)(s[i] - '0')
			       : QUERY_DISTANCE_MAX + 1;
	if (distance < 1 || distance > QUERY_DISTANCE_MAX)
		return lexeme_error(lexer, lexer->at + name,
		    "a distance is a number of words, from 1 to 1000: "
		    "NEAR/5");
	lexeme.distance = (unsigned)distance;
	return lexeme;
}

/* Whether the run is a document symbol: "A/AC.291/19", without final stop. */
static size_t
symbol_length(const char *s, size_t n)
{
	bool slash = false, digit = false;

	while (n > 0 && strchr(".,;:?!", s[n - 1]) != NULL)
		n--;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (!slash && c != '/' && !isupper(c))
			return 0;
		if (!isalnum(c) && strchr("/.-_", c) == NULL)
			return 0;
		if (c == '/' && (i == 0 || i + 1 == n))
			return 0;
		slash = slash || c == '/';
		digit = digit || isdigit(c);
	}
	return slash && digit ? n : 0;
}

/* Whether a token is searched for: no punctuation, "l'" or "'s". */
static bool
token_is_word(const struct token *token)
{
	if (token->kind == TOKEN_PUNCT || token->kind == TOKEN_BREAK)
		return false;
	return token->length > 0 && token->folded[0] != '\'' &&
	       token->folded[token->length - 1] != '\'';
}

/* A run of letters: WORD, PREFIX, or PHRASE where it has parts; else END. */
static struct lexeme
lex_words(struct lexer *lexer, size_t end)
{
	struct lexeme lexeme = lexeme_make(LEXEME_END, lexer->at, end);
	const struct tokens *tokens = &lexer->tokens;
	size_t words = 0, from = 0, to = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];

		if (token->start < lexer->at || token->end > end ||
		    !token_is_word(token))
			continue;
		if (words++ == 0)
			from = token->start;
		to = token->end;
	}
	if (words == 0)
		return lexeme;
	lexeme.kind = words == 1 ? LEXEME_WORD : LEXEME_PHRASE;
	lexeme.text =
	    arena_strndup(lexer->arena, lexer->text + from, to - from);
	if (memchr(lexer->text + from, '*', to - from) != NULL ||
	    (words > 1 && lexer->text[end - 1] == '*'))
		return lexeme_error(lexer, lexer->at,
		    "* stands at the end of one word only: delet*");
	if (lexer->text[end - 1] == '*')
		lexeme.kind = LEXEME_PREFIX;
	if (lexeme.kind == LEXEME_PREFIX && to - from < 2)
		return lexeme_error(
		    lexer, lexer->at, "* needs at least two letters before it");
	return lexeme;
}

static struct lexeme
lex_symbol(struct lexer *lexer, size_t end)
{
	const char *s = lexer->text + lexer->at;
	size_t n = symbol_length(s, end - lexer->at);
	struct lexeme lexeme = lexeme_make(LEXEME_END, lexer->at, end);

	if (n > 0) {
		lexeme.kind = LEXEME_SYMBOL;
		lexeme.text = arena_strndup(lexer->arena, s, n);
	}
	return lexeme;
}

/* END where the run has nothing to search for ("-", "&"). */
static struct lexeme
lex_run(struct lexer *lexer, size_t end)
{
	static const struct {
		const char *word;
		enum lexeme_kind kind;
	} plain[] = {{"AND", LEXEME_AND}, {"OR", LEXEME_OR},
	    {"NOT", LEXEME_NOT}, {"*", LEXEME_ALL}};
	struct lexeme lexeme;

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (end - lexer->at == strlen(plain[i].word) &&
		    memcmp(lexer->text + lexer->at, plain[i].word,
			end - lexer->at) == 0)
			return lexeme_make(plain[i].kind, lexer->at, end);
	lexeme = lex_distance(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_bare_provision(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_symbol(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_words(lexer, end);
	return lexeme;
}

/* Where a run of other characters ends: also where a provision begins. */
static size_t
run_end(const struct lexer *lexer)
{
	size_t i = mention_after(lexer, lexer->at + 1);
	size_t stop = i < lexer->n_mentions
			  ? lexer->tokens.token[lexer->mention[i].first].start
			  : lexer->n;
	size_t at = lexer->at;

	while (at < stop && !run_ends(lexer, at))
		at++;
	return at;
}

/* A lexeme at a character that is not white space; END to skip it. */
static struct lexeme
lex_here(struct lexer *lexer)
{
	char c = lexer->text[lexer->at];
	size_t name = field_name_length(lexer);
	struct lexeme lexeme;

	if (c == '(')
		return lexeme_make(LEXEME_OPEN, lexer->at, lexer->at + 1);
	if (c == ')')
		return lexeme_make(LEXEME_CLOSE, lexer->at, lexer->at + 1);
	if (quote_length(lexer, lexer->at) > 0)
		return lex_phrase(lexer);
	if (c == '-' && lexer->at + 1 < lexer->n &&
	    space_length(lexer, lexer->at + 1) == 0 &&
	    lexer->text[lexer->at + 1] != ')')
		return lexeme_make(LEXEME_NOT, lexer->at, lexer->at + 1);
	lexeme = lex_mention(lexer);
	if (lexeme.kind != LEXEME_END)
		return lexeme;
	if (name > 0) {
		const struct field *field =
		    field_find(lexer->text + lexer->at, name);
		size_t after = lexer->at + name + 1;

		if (field != NULL)
			return lex_field(lexer, field, name);
		/* "Note: ..." and "http://..." are words. */
		if (after < lexer->n && space_length(lexer, after) == 0 &&
		    lexer->text[after] != '/')
			return lex_unknown_field(lexer, name);
	}
	return lex_run(lexer, run_end(lexer));
}

struct lexeme
lexer_next(struct lexer *lexer)
{
	while (lexer->at < lexer->n) {
		size_t space = space_length(lexer, lexer->at);
		struct lexeme lexeme;

		if (space > 0) {
			lexer->at += space;
			continue;
		}
		lexeme = lex_here(lexer);
		if (lexeme.kind == LEXEME_ERROR)
			return lexeme;
		lexer->at = lexeme.end > lexer->at ? lexeme.end : lexer->at + 1;
		if (lexeme.kind != LEXEME_END)
			return lexeme;
	}
	return lexeme_make(LEXEME_END, lexer->n, lexer->n);
}
