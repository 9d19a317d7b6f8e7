/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/sentence.h"

#include <string.h>

/*
 * Abbreviations whose stop ends no sentence whatever follows: titles before
 * names, and words that announce more. Folded.
 */
static const char *const abbreviation_name[] = {
    /* English */
    "mr", "mrs", "ms", "mx", "messrs", "dr", "prof", "amb", "gen", "gov", "hon",
    "col", "capt", "lt", "sgt", "st", "sen", "rep", "rev", "fr", "cf", "viz",
    "vs", "eg", "ie", "ibid", "op", "approx", "ca",
    /* French */
    "mm", "mme", "mmes", "mlle", "mlles",
    /* Spanish */
    "sr", "sra", "sres", "sras", "srta", "dra", "lic", "excmo", "excma", "ud",
    "uds",
    /* Russian */
    "см", "ср", "напр", "проф", "акад", "тов", "ул"};

/*
 * Abbreviations whose stop ends no sentence where a number, a letter or a
 * bracket follows. Folded.
 */
static const char *const abbreviation_number[] = {
    /* English */
    "art", "arts", "para", "paras", "par", "pars", "subpara", "subparas", "no",
    "nos", "p", "pp", "pg", "vol", "vols", "ch", "chap", "chaps", "sec", "sect",
    "sects", "secs", "fig", "figs", "cl", "cls", "reg", "add", "adds", "corr",
    "corrs", "res", "doc", "docs", "app", "ed", "eds", "ser", "suppl", "supp",
    "ref", "mtg", "sess", "circ", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "tel", "n", "nr", "c",
    /* French */
    "al", "ann", "fevr", "janv", "juil", "avr", "resol",
    /* Spanish */
    "num", "nums", "parr", "parrs", "apdo", "apart", "inc", "pag", "pags",
    "cap", "caps", "secc", "ene", "abr", "ago", "dic",
    /* Russian */
    "ст", "стр", "п", "пп", "гл", "ч", "разд", "абз", "подп", "рез", "док", "т",
    "с", "вып", "янв", "фев", "февр", "мар", "апр", "авг", "сен", "сент", "окт",
    "ноя", "нояб", "дек"};

/* Words before a capital letter that is a label, not somebody's initial. */
static const char *const label_word[] = {"option", "options", "annex",
    "section", "part", "group", "chapter", "alternative", "article", "cluster",
    "paragraph", "subparagraph", "item", "variant", "list", "table", "figure",
    "schedule", "appendix", "category", "version", "proposal", "and", "or",
    "annexe", "partie", "groupe", "chapitre", "variante", "anexo", "parte",
    "grupo", "capitulo", "opcion", "seccion", "titre", "titulo", "title",
    "вариант", "группа", "часть", "раздел", "глава", "приложение"};

/* Words that begin sentences and that no name or title begins with. */
static const char *const opening_word[] = {"the", "a", "an", "in", "on", "at",
    "it", "its", "this", "that", "these", "those", "he", "she", "they", "we",
    "i", "there", "however", "but", "and", "while", "although", "as", "for",
    "after", "before", "during", "when", "some", "many", "several", "most",
    "all", "both", "other", "others", "not", "with", "if", "also", "moreover",
    "finally", "regarding", "concerning", "similarly", "le", "la", "les", "un",
    "une", "il", "elle", "ils", "elles", "ce", "cette", "ces", "en", "dans",
    "pour", "selon", "nous", "el", "los", "las", "una", "este", "esta", "estos",
    "estas", "para", "por", "segun", "nosotros", "это", "эти", "этот", "эта",
    "мы", "на", "он", "она", "они", "однако", "также", "по", "при"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool
is_listed(const struct token *token, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i][0] == token->folded[0] && token_is(token, list[i]))
			return true;
	return false;
}

static bool
is_punct(const struct token *token, char c)
{
	return token->kind == TOKEN_PUNCT && token->folded[0] == c &&
	       token->folded[1] == '\0';
}

static bool
is_spaced(const struct token *token)
{
	return (token->flags & TOKEN_SPACED) != 0;
}

/* Whether the token's first letter is known to be lower case. */
static bool
is_lower(const struct tokens *tokens, const struct token *token)
{
	const char *s = tokens->text + token->start;
	unsigned char byte = (unsigned char)s[0];

	if (token->kind != TOKEN_WORD || (token->flags & TOKEN_CAPITAL))
		return false;
	if (byte < 0x80)
		return true;
	/* Latin, Greek and Cyrillic have case; scripts after them have not. */
	return byte >= 0xC3 && byte < 0xD6;
}

/* The number of characters in a token's folded form, at most `most`. */
static unsigned
characters(const struct token *token, unsigned most)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < token->length && count < most; i++)
		count += ((unsigned char)token->folded[i] & 0xC0) != 0x80;
	return count;
}

static bool
is_letter(const struct token *token)
{
	return token->kind == TOKEN_WORD && characters(token, 2) == 1;
}

static bool
is_roman(const struct token *token)
{
	return token->kind == TOKEN_WORD && token->length <= 6 &&
	       strspn(token->folded, "ivxlc") == token->length;
}

/* Full stops and question marks of scripts that put no space after them. */
static bool
is_own_stop(const struct token *token)
{
	static const char *const stop[] = {"。", "؟", "۔"};

	return token->kind == TOKEN_PUNCT && token->length > 1 &&
	       is_listed(token, stop, COUNT(stop));
}

/* A stop that may end a sentence: . ? ! ... and those of other scripts. */
static bool
is_stop(const struct token *token)
{
	if (token->kind != TOKEN_PUNCT)
		return false;
	switch (token->folded[0]) {
	case '.':
	case '?':
	case '!':
		return true;
	default:
		return token->length > 1 && is_own_stop(token);
	}
}

/* Full-width ? and ! are folded, but stand for themselves. */
static bool
is_wide(const struct token *token)
{
	return token->end - token->start > 1 && token->length == 1;
}

/* Whether the token is one of these in the text, before folding. */
static bool
is_written(const struct tokens *tokens, const struct token *token,
    const char *const *list, size_t count)
{
	size_t n = token->end - token->start;

	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n &&
		    memcmp(tokens->text + token->start, list[i], n) == 0)
			return true;
	return false;
}

/* What closes a quotation or bracket that a stop stands in. */
static bool
is_closer(const struct tokens *tokens, const struct token *token)
{
	static const char *const bracket[] = {"》", "】", "〉", "〕"};
	static const char *const opening[] = {
	    "“", "‘", "«", "‹", "„", "「", "『"};
	static const char *const guillemet[] = {"»", "›"};

	if (token->kind != TOKEN_PUNCT)
		return false;
	/* French has a space before it. */
	if (is_spaced(token))
		return is_written(tokens, token, guillemet, COUNT(guillemet));
	if (token->length > 1)
		return is_listed(token, bracket, COUNT(bracket));
	return strchr(")]}\"'", token->folded[0]) != NULL &&
	       !is_written(tokens, token, opening, COUNT(opening));
}

static bool
is_opener(const struct token *token)
{
	return token->kind == TOKEN_PUNCT && token->length == 1 &&
	       strchr("([{\"'", token->folded[0]) != NULL;
}

/* Whether the tokens from `first` to before `stop` number what follows. */
static bool
is_enumerator(const struct tokens *tokens, size_t first, size_t stop)
{
	bool label = false;

	if (stop == first || stop - first > 6)
		return false;
	for (size_t i = first; i < stop; i++) {
		const struct token *token = &tokens->token[i];
		bool labels = token->kind == TOKEN_NUMBER || is_letter(token) ||
			      is_roman(token);

		/* Labels do not follow one another without a stop. */
		if (labels ? label
			   : !is_punct(token, '.') && !is_punct(token, '(') &&
				 !is_punct(token, ')'))
			return false;
		label = labels;
	}
	return true;
}

/* Whether letter and stop continue an acronym: the second in "U.N.". */
static bool
is_dotted(const struct tokens *tokens, size_t at)
{
	const struct token *token = tokens->token;

	return at >= 2 && !is_spaced(&token[at]) &&
	       is_punct(&token[at - 1], '.') && !is_spaced(&token[at - 1]) &&
	       is_letter(&token[at - 2]);
}

/*
 * A single letter `at` before a stop: an initial ("J. Okoro"), the end of an
 * acronym ("the U.N."), or a label ("Option B.").
 */
static bool
letter_ends(const struct tokens *tokens, size_t first, size_t at, size_t next)
{
	const struct token *token = &tokens->token[at];
	const struct token *after = &tokens->token[next];

	if (is_dotted(tokens, at)) {
		/* "10 a.m. CHINA", but "the U.N. Charter", "e.g. CHINA" */
		if (token_is(token - 2, "e") || token_is(token - 2, "i") ||
		    token_is(token - 2, "т"))
			return false;
		return !(token->flags & TOKEN_CAPITAL) ||
		       is_listed(after, opening_word, COUNT(opening_word));
	}
	if (is_listed(after, opening_word, COUNT(opening_word)))
		return !is_letter(after);
	return at > first &&
	       (is_listed(token - 1, label_word, COUNT(label_word)) ||
		   token_is(token - 1, "°"));
}

/* Whether the word `at`, with its stop behind it, ends a sentence. */
static bool
word_ends(const struct tokens *tokens, size_t first, size_t at, size_t next)
{
	const struct token *token = &tokens->token[at];
	const struct token *after = &tokens->token[next];

	if (is_listed(token, abbreviation_number, COUNT(abbreviation_number)) &&
	    (after->kind == TOKEN_NUMBER || is_letter(after) ||
		is_roman(after) || is_punct(after, '(')))
		return false;
	/* "2023 г." is a year, "г. Х" a town. */
	if (token_is(token, "г"))
		return at > first && token[-1].kind == TOKEN_NUMBER;
	if (is_letter(token))
		return letter_ends(tokens, first, at, next);
	return !is_listed(token, abbreviation_name, COUNT(abbreviation_name));
}

/* Whether a number or letter begins an item of a list: "are: 1. The first". */
static bool
is_item(const struct tokens *tokens, size_t first, size_t at)
{
	const struct token *token = &tokens->token[at];

	if (token->kind != TOKEN_NUMBER && !is_letter(token) &&
	    !is_roman(token))
		return false;
	return at > first &&
	       (is_punct(token - 1, ':') || is_punct(token - 1, ';'));
}

/* "the Convention.The Chair": a space was lost. */
static bool
lost_space(const struct tokens *tokens, size_t stop, size_t next)
{
	const struct token *before = &tokens->token[stop - 1];
	const struct token *after = &tokens->token[next];

	return before->kind == TOKEN_WORD && characters(before, 4) == 4 &&
	       is_lower(tokens, before) && after->kind == TOKEN_WORD &&
	       (after->flags & TOKEN_CAPITAL) &&
	       !(after->flags & TOKEN_CAPITALS) && characters(after, 2) == 2 &&
	       !(next + 1 < tokens->count &&
		   is_punct(&tokens->token[next + 1], '.') &&
		   !is_spaced(&tokens->token[next + 1]));
}

/* Whether what follows cannot begin a sentence. */
static bool
goes_on(const struct tokens *tokens, size_t next)
{
	const struct token *token = &tokens->token[next];

	if (is_lower(tokens, token))
		return true;
	if (token->kind == TOKEN_PUNCT &&
	    strchr(",;:)]}.?!", token->folded[0]) != NULL)
		return true;
	if (is_opener(token) && next + 1 < tokens->count &&
	    !is_spaced(token + 1)) {
		/* "(a)" begins a text, "(see" does not. */
		return is_lower(tokens, token + 1) &&
		       !(is_letter(token + 1) && next + 2 < tokens->count &&
			   is_punct(token + 2, ')'));
	}
	return false;
}

/*
 * Whether a sentence that begins at `first` and has a stop at `stop` ends
 * there; `next` is the token after the stop and what belongs to it.
 */
static bool
stop_ends(const struct tokens *tokens, size_t first, size_t stop, size_t next)
{
	const struct token *token = &tokens->token[stop];
	const struct token *after = &tokens->token[next];

	if (is_own_stop(token) || (is_wide(token) && token->folded[0] != '.'))
		return true;
	if (!is_spaced(after) &&
	    !(after->kind == TOKEN_HAN && is_wide(token)) &&
	    !(next == stop + 1 && stop > first && is_punct(token, '.') &&
		lost_space(tokens, stop, next)))
		return false;
	if (goes_on(tokens, next))
		return false;
	if (!is_punct(token, '.') || stop == first || next > stop + 1)
		return true;
	if (is_enumerator(tokens, first, stop) ||
	    is_item(tokens, first, stop - 1))
		return false;
	if (!is_spaced(token) && token[-1].kind == TOKEN_WORD)
		return word_ends(tokens, first, stop - 1, next);
	return true;
}

/*
 * The token after a stop and what belongs to it: more stops, closing quotes and
 * brackets, and the number of a note ("adopted.12 The").
 */
static size_t
stop_skip(const struct tokens *tokens, size_t stop)
{
	const struct token *token = tokens->token;
	size_t next = stop + 1;

	while (next < tokens->count &&
	       ((is_stop(&token[next]) && !is_spaced(&token[next])) ||
		   is_closer(tokens, &token[next])))
		next++;
	if (next + 1 < tokens->count && token[next].kind == TOKEN_NUMBER &&
	    !is_spaced(&token[next]) && is_spaced(&token[next + 1]) &&
	    stop > 0 && token[stop - 1].kind == TOKEN_WORD &&
	    (token[next + 1].flags & TOKEN_CAPITAL) &&
	    characters(&token[stop - 1], 5) == 5)
		next++;
	return next;
}

void
sentences_mark(struct tokens *tokens)
{
	size_t first = 0, at = 0;

	if (tokens->count > 0)
		tokens->token[0].flags |= TOKEN_SENTENCE;
	while (at < tokens->count) {
		struct token *token = &tokens->token[at];
		size_t next = at + 1;
		bool ends = token->kind == TOKEN_BREAK;

		if (is_stop(token)) {
			next = stop_skip(tokens, at);
			ends = next < tokens->count &&
			       stop_ends(tokens, first, at, next);
		}
		if (ends && next < tokens->count &&
		    tokens->token[next].kind != TOKEN_BREAK) {
			tokens->token[next].flags |= TOKEN_SENTENCE;
			first = next;
		}
		at = next;
	}
}
