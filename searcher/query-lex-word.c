/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs of letters and signs in a query: words, operators, numbers, symbols. */
#include "searcher/query-lex.h"
#include "searcher/query-sign.h"
#include "searcher/query.h"

#include <ctype.h>
#include <string.h>

/* "42(3)(b)" with no word before it; else END. */
static struct lexeme
lex_bare_provision(struct lexer *lexer, size_t end)
{
	size_t at = lexer->at;
	struct lexeme lexeme = lexeme_make(LEXEME_END, at, at);
	struct provision provision;
	char form[PROVISION_MAX];

	if (!isdigit((unsigned char)lexer->text[at]))
		return lexeme;
	while (end < lexer->n && sign_open(lexer->text, lexer->n, end) > 0) {
		size_t close = sign_parentheses(lexer->text, lexer->n, end);

		if (close == 0)
			return lexeme;
		lexeme.end = end = close;
	}
	if (lexeme.end == at ||
	    !provision_parse(lexer->text + at, lexeme.end - at, &provision) ||
	    provision.level[0][0] == '\0')
		return lexeme;
	lexeme.kind = LEXEME_PROVISION;
	provision_format(&provision, form);
	lexeme_add_value(lexer, &lexeme, arena_strdup(lexer->arena, form), at);
	return lexeme;
}

/* The bytes of NEAR or ADJ that the run begins with, 0 for none. */
static size_t
distance_name(const char *s, size_t n)
{
	if (n >= 4 && memcmp(s, "NEAR", 4) == 0)
		return 4;
	return n >= 3 && memcmp(s, "ADJ", 3) == 0 ? 3 : 0;
}

/* NEAR, NEAR/5, ADJ, ADJ/2; END where the run is none of them. */
static struct lexeme
lex_distance(struct lexer *lexer, size_t end)
{
	const char *s = lexer->text + lexer->at;
	size_t n = end - lexer->at, name = distance_name(s, n);
	struct lexeme lexeme = lexeme_make(LEXEME_END, lexer->at, end);
	unsigned distance = 0;

	if (name == 0 ||
	    (n > name && strchr("/:-~0123456789", s[name]) == NULL))
		return lexeme;
	lexeme.kind = name == 4 ? LEXEME_NEAR : LEXEME_ADJ;
	if (n == name)
		return lexeme;
	if (s[name] != '/')
		return lexeme_error(lexer, lexer->at + name,
		    "the distance stands after a stroke: %.*s/5", (int)name, s);
	for (size_t i = name + 1; i < n && distance <= QUERY_DISTANCE_MAX; i++)
		distance = isdigit((unsigned char)s[i])
			       ? distance * 10 + (unsigned)(s[i] - '0')
			       : QUERY_DISTANCE_MAX + 1;
	if (distance < 1 || distance > QUERY_DISTANCE_MAX)
		return lexeme_error(lexer, lexer->at + name,
		    "a distance is a number of words, from 1 to %d: %.*s/5",
		    QUERY_DISTANCE_MAX, (int)name, s);
	lexeme.distance = distance;
	return lexeme;
}

/*
 * Bytes of a document symbol ("A/AC.291/19", "a/ac.291/19") without the stops
 * or the mark of a reissue after it; 0 for what is none ("and/or").
 */
static size_t
symbol_length(const char *s, size_t n)
{
	size_t slashes = 0;
	bool digit = false, small = false;

	while (n > 0 && strchr(".,;:?!*", s[n - 1]) != NULL)
		n--;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (slashes == 0 && c != '/' && !isalpha(c))
			return 0;
		if (!isalnum(c) && strchr("/.-_", c) == NULL)
			return 0;
		if (c == '/' && (i == 0 || i + 1 == n || s[i - 1] == '/'))
			return 0;
		small = small || (slashes == 0 && islower(c));
		slashes += c == '/';
		digit = digit || isdigit(c);
	}
	return digit && slashes > (small ? 1u : 0u) ? n : 0;
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

/* Signs of other query languages, each with what is written here. */
static struct lexeme
lex_foreign(struct lexer *lexer, size_t end)
{
	const char *s = lexer->text + lexer->at;
	size_t n = end - lexer->at, star = 0;

	while (star < n && s[star] != '*')
		star++;
	if (star + 1 < n)
		return lexeme_error(lexer, lexer->at + star,
		    "* stands at the end of one word only: delet*");
	for (size_t i = 1; i < n; i++) {
		bool before = isalnum((unsigned char)s[i - 1]);
		bool after = i + 1 < n && isalnum((unsigned char)s[i + 1]);

		if (s[i] == '?' && before && after)
			return lexeme_error(lexer, lexer->at + i,
			    "? stands for no letter; words that begin alike "
			    "are written delet*");
		if (s[i] == '~' && before)
			return lexeme_error(lexer, lexer->at + i,
			    "there is no ~ for words spelt alike; words that "
			    "begin alike are written delet*");
		if (s[i] == '^' && before && i + 1 < n &&
		    isdigit((unsigned char)s[i + 1]))
			return lexeme_error(lexer, lexer->at + i,
			    "words cannot be given a weight: leave out %.*s",
			    (int)(n - i > 20 ? 20 : n - i), s + i);
	}
	return lexeme_make(LEXEME_END, lexer->at, end);
}

/* The OR of ";OR" is a word: written so that it stays one. */
static const char *
small_operator(struct arena *arena, const char *text)
{
	static const char *const names[] = {"AND", "OR", "NOT", "NEAR", "ADJ"};
	char *small = arena_strdup(arena, text);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i]);

		if (strncmp(text, names[i], n) != 0 ||
		    (text[n] != '\0' && !isdigit((unsigned char)text[n])))
			continue;
		for (char *s = small; *s != '\0'; s++)
			*s = (char)tolower((unsigned char)*s);
	}
	return small;
}

/* A run of letters: WORD, PREFIX, or PHRASE where it has parts; else END. */
static struct lexeme
lex_words(struct lexer *lexer, size_t end)
{
	struct lexeme lexeme = lexeme_make(LEXEME_END, lexer->at, end);
	const struct tokens *tokens = &lexer->tokens;
	size_t words = 0, letters = 0, from = 0, to = 0;

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
	if (words == 1 && to - from < end - lexer->at)
		lexeme.text = small_operator(lexer->arena, lexeme.text);
	if (lexer->text[end - 1] != '*')
		return lexeme;
	if (words > 1)
		return lexeme_error(lexer, end - 1,
		    "* stands at the end of one word only: delet*");
	lexeme.kind = LEXEME_PREFIX;
	for (size_t i = from; i < to; i++)
		letters += ((unsigned char)lexer->text[i] & 0xC0) != 0x80;
	if (letters < 2)
		return lexeme_error(lexer, lexer->at,
		    "* needs at least two letters before it: de*");
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

/* The operators, also as they are written elsewhere. */
static const struct {
	const char *word;
	enum lexeme_kind kind;
} operators[] = {{"AND", LEXEME_AND}, {"&", LEXEME_AND}, {"&&", LEXEME_AND},
    {"OR", LEXEME_OR}, {"|", LEXEME_OR}, {"||", LEXEME_OR}, {"NOT", LEXEME_NOT},
    {"*", LEXEME_ALL}};

struct lexeme
lex_run(struct lexer *lexer, size_t end)
{
	size_t n = end - lexer->at;
	struct lexeme lexeme;

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (n == strlen(operators[i].word) &&
		    memcmp(lexer->text + lexer->at, operators[i].word, n) == 0)
			return lexeme_make(operators[i].kind, lexer->at, end);
	lexeme = lex_distance(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_bare_provision(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_symbol(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_foreign(lexer, end);
	if (lexeme.kind == LEXEME_END)
		lexeme = lex_words(lexer, end);
	return lexeme;
}
