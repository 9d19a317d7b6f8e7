/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/token.h"

#include "core/character.h"
#include "core/fold.h"
#include "core/sentence.h"

#include <string.h>

/* What a run of text was found to hold. */
struct run {
	size_t end;	  /* byte after it */
	unsigned letters; /* letters with or without case */
	unsigned uppers;  /* of these, upper case */
	bool capital;	  /* the first letter is upper case */
	bool ascii;	  /* all of it is ASCII */
};

/* Words of as many bytes are not usual. */
#define USUAL_MAX 48

struct cutter {
	struct arena *arena; /* owns the tokens */
	const char *text;    /* what is cut */
	size_t n;	     /* its bytes */
	struct tokens *out;  /* tokens so far */
	size_t room;	     /* tokens there is room for */
	char *pool;	     /* where the next folded form goes */
	size_t pool_left;    /* bytes left there */
	size_t gap;	     /* where white space since the last token began */
	unsigned lines;	     /* lines ended since the last token */
	bool spaced;	     /* white space since the last token */
};

static const char punct_ascii[128][2] = {
    ['!'] = "!",
    ['"'] = "\"",
    ['#'] = "#",
    ['$'] = "$",
    ['%'] = "%",
    ['&'] = "&",
    ['\''] = "'",
    ['('] = "(",
    [')'] = ")",
    ['*'] = "*",
    ['+'] = "+",
    [','] = ",",
    ['-'] = "-",
    ['.'] = ".",
    ['/'] = "/",
    [':'] = ":",
    [';'] = ";",
    ['<'] = "<",
    ['='] = "=",
    ['>'] = ">",
    ['?'] = "?",
    ['@'] = "@",
    ['['] = "[",
    ['\\'] = "\\",
    [']'] = "]",
    ['^'] = "^",
    ['_'] = "_",
    ['`'] = "`",
    ['{'] = "{",
    ['|'] = "|",
    ['}'] = "}",
    ['~'] = "~",
};

/* Read the character at `at`, its bytes into `*ret_bytes`. */
static enum character
cutter_read(const struct cutter *cutter, size_t at, size_t *ret_bytes)
{
	unsigned char byte = (unsigned char)cutter->text[at];

	if (byte < 0x80 && byte != '\r') {
		*ret_bytes = 1;
		return (enum character)character_ascii[byte];
	}
	return character_read(cutter->text + at, cutter->n - at, ret_bytes);
}

/* `size` bytes for folded forms; what is not used goes to the next. */
static char *
pool_take(struct cutter *cutter, size_t size)
{
	if (cutter->pool_left < size) {
		size_t more = size > 2048 ? size : 2048;

		cutter->pool = arena_alloc(cutter->arena, more);
		cutter->pool_left = more;
	}
	return cutter->pool;
}

static void
pool_used(struct cutter *cutter, size_t used)
{
	cutter->pool += used;
	cutter->pool_left -= used;
}

static struct token *
token_add(struct cutter *cutter, enum token_kind kind, size_t start, size_t end)
{
	struct tokens *out = cutter->out;
	struct token *token;

	if (out->count == cutter->room) {
		size_t room = cutter->room > 0 ? 2 * cutter->room
					       : (cutter->n - start) / 4 + 16;

		out->token = arena_grow(cutter->arena, out->token, out->count,
		    room, sizeof *out->token);
		cutter->room = room;
	}
	token = &out->token[out->count++];
	token->folded = "";
	token->start = (uint32_t)start;
	token->end = (uint32_t)end;
	token->kind = (uint8_t)kind;
	return token;
}

/* Say that a token is coming: a blank line before it becomes a BREAK. */
static void
token_announce(struct cutter *cutter, size_t start)
{
	if (cutter->lines > 1 && cutter->out->count > 0)
		token_add(cutter, TOKEN_BREAK, cutter->gap, start);
}

static void
token_flag(struct cutter *cutter, struct token *token)
{
	if (cutter->spaced)
		token->flags |= TOKEN_SPACED;
	cutter->spaced = false;
	cutter->lines = 0;
}

/* A token whose text has to be folded; none where nothing is left of it. */
static struct token *
token_fold(
    struct cutter *cutter, enum token_kind kind, size_t start, size_t end)
{
	size_t size = 2 * (end - start) + 8, length;
	char *folded = pool_take(cutter, size);
	struct token *token;

	length = fold_word(cutter->text + start, end - start, folded, size);
	if (length == 0)
		return NULL;
	token_announce(cutter, start);
	token = token_add(cutter, kind, start, end);
	if (length == (size_t)-1) {
		folded = fold_text(
		    cutter->arena, cutter->text + start, end - start, &length);
	} else {
		pool_used(cutter, length + 1);
	}
	token->folded = folded;
	token->length = (uint32_t)length;
	token_flag(cutter, token);
	return token;
}

/* As token_fold() where all is ASCII. */
static struct token *
token_lower(
    struct cutter *cutter, enum token_kind kind, size_t start, size_t end)
{
	size_t length = end - start;
	char *folded = pool_take(cutter, length + 1);
	struct token *token;

	for (size_t i = 0; i < length; i++) {
		char c = cutter->text[start + i];

		folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	folded[length] = '\0';
	token_announce(cutter, start);
	token = token_add(cutter, kind, start, end);
	pool_used(cutter, length + 1);
	token->folded = folded;
	token->length = (uint32_t)length;
	token_flag(cutter, token);
	return token;
}

static struct token *
token_run(struct cutter *cutter, enum token_kind kind, size_t start,
    const struct run *run)
{
	struct token *token = run->ascii
				  ? token_lower(cutter, kind, start, run->end)
				  : token_fold(cutter, kind, start, run->end);

	if (token != NULL && run->capital)
		token->flags |= TOKEN_CAPITAL;
	if (token != NULL && run->letters > 1 && run->uppers == run->letters)
		token->flags |= TOKEN_CAPITALS;
	return token;
}

/* The run of letters, and of digits after them, that begins at `at`. */
static struct run
run_read(const struct cutter *cutter, size_t at)
{
	struct run run = {.end = at, .ascii = true};

	while (run.end < cutter->n) {
		size_t bytes;
		enum character character = cutter_read(cutter, run.end, &bytes);

		if (character == CHARACTER_LETTER ||
		    character == CHARACTER_UPPER) {
			bool upper = character == CHARACTER_UPPER;

			if (run.letters++ == 0)
				run.capital = upper;
			run.uppers += upper;
		} else if (character == CHARACTER_DIGIT) {
			if (run.letters == 0)
				break;
		} else if (character != CHARACTER_PRIVATE &&
			   character != CHARACTER_MARK &&
			   character != CHARACTER_INVISIBLE) {
			break;
		}
		run.ascii = run.ascii && bytes == 1 &&
			    (unsigned char)cutter->text[run.end] < 0x80;
		run.end += bytes;
	}
	return run;
}

/* The run of decimal digits that begins at `at`. */
static struct run
digits_read(const struct cutter *cutter, size_t at)
{
	struct run run = {.end = at, .ascii = true};

	while (run.end < cutter->n) {
		size_t bytes;
		enum character character = cutter_read(cutter, run.end, &bytes);

		if (character != CHARACTER_DIGIT &&
		    character != CHARACTER_INVISIBLE &&
		    character != CHARACTER_MARK)
			break;
		run.ascii = run.ascii && bytes == 1;
		run.end += bytes;
	}
	return run;
}

/* Whether `n` bytes are what English puts after an apostrophe. */
static bool
is_english_ending(const char *s, size_t n)
{
	static const char ending[][3] = {"s", "t", "d", "m", "re", "ve", "ll"};

	for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
		size_t k = 0;

		while (k < n && k < 2 && (s[k] | 0x20) == ending[i][k])
			k++;
		if (k == n && ending[i][k] == '\0')
			return true;
	}
	return false;
}

/*
 * After a word or number that ends at `at`: an apostrophe with a run of letters
 * behind it. `*ret_bytes` is the apostrophe's length, `*ret_run` the run.
 */
static bool
elision_read(const struct cutter *cutter, size_t at, size_t *ret_bytes,
    struct run *ret_run)
{
	size_t bytes;

	if (at >= cutter->n ||
	    cutter_read(cutter, at, &bytes) != CHARACTER_APOSTROPHE)
		return false;
	*ret_run = run_read(cutter, at + bytes);
	*ret_bytes = bytes;
	return ret_run->letters > 0;
}

/* Put the ending behind a word or number that ends at `at`, if there is one. */
static size_t
cut_ending(struct cutter *cutter, size_t at)
{
	struct run after;
	size_t bytes;

	if (!elision_read(cutter, at, &bytes, &after) ||
	    !is_english_ending(
		cutter->text + at + bytes, after.end - at - bytes))
		return at;
	after.ascii = after.ascii && bytes == 1;
	token_run(cutter, TOKEN_WORD, at, &after);
	return after.end;
}

/* Whether a word of ASCII letters before `at` certainly ends there. */
static bool
is_end_of_usual(const struct cutter *cutter, size_t at)
{
	size_t bytes;

	if (at == cutter->n)
		return true;
	switch (cutter_read(cutter, at, &bytes)) {
	case CHARACTER_SPACE:
	case CHARACTER_LINE:
	case CHARACTER_PARAGRAPH:
	case CHARACTER_HAN:
	case CHARACTER_PUNCT:
		return true;
	default:
		return false;
	}
}

/*
 * Most words: ASCII letters and digits, not too long, and no apostrophe after
 * them. Returns where they end, or `at` where it is another word.
 */
static size_t
cut_usual_word(struct cutter *cutter, size_t at)
{
	const char *s = cutter->text + at;
	size_t most = cutter->n - at < USUAL_MAX ? cutter->n - at : USUAL_MAX;
	char *folded = pool_take(cutter, USUAL_MAX + 1);
	unsigned digits = 0, uppers = 0;
	struct token *token;
	size_t n = 0;

	for (; n < most && (unsigned char)s[n] < 0x80; n++) {
		uint8_t character = character_ascii[(unsigned char)s[n]];

		if (character == CHARACTER_UPPER)
			uppers++;
		else if (character == CHARACTER_DIGIT)
			digits++;
		else if (character != CHARACTER_LETTER)
			break;
		/* Lower case; digits have this bit. */
		folded[n] = (char)(s[n] | 0x20);
	}
	if (n == USUAL_MAX || !is_end_of_usual(cutter, at + n))
		return at;
	folded[n] = '\0';
	token_announce(cutter, at);
	token = token_add(cutter, TOKEN_WORD, at, at + n);
	pool_used(cutter, n + 1);
	token->folded = folded;
	token->length = (uint32_t)n;
	token_flag(cutter, token);
	if (s[0] >= 'A' && s[0] <= 'Z')
		token->flags |= TOKEN_CAPITAL;
	if (uppers > 1 && uppers + digits == n)
		token->flags |= TOKEN_CAPITALS;
	return at + n;
}

static size_t
cut_word(struct cutter *cutter, size_t at)
{
	struct run run, after;
	size_t bytes, end = cut_usual_word(cutter, at);

	if (end > at)
		return end;
	run = run_read(cutter, at);
	end = run.end;
	if (elision_read(cutter, end, &bytes, &after) &&
	    !is_english_ending(
		cutter->text + end + bytes, after.end - end - bytes)) {
		run.end = end + bytes;
		run.ascii = run.ascii && bytes == 1;
		token_run(cutter, TOKEN_WORD, at, &run);
		return run.end;
	}
	token_run(cutter, TOKEN_WORD, at, &run);
	return cut_ending(cutter, end);
}

static size_t
cut_number(struct cutter *cutter, size_t at)
{
	struct run run = digits_read(cutter, at);

	token_run(cutter, TOKEN_NUMBER, at, &run);
	return cut_ending(cutter, run.end);
}

static void
cut_punct(struct cutter *cutter, size_t start, size_t bytes)
{
	unsigned char byte = (unsigned char)cutter->text[start];
	struct token *token;

	if (byte >= 0x80) {
		token_fold(cutter, TOKEN_PUNCT, start, start + bytes);
		return;
	}
	token_announce(cutter, start);
	token = token_add(cutter, TOKEN_PUNCT, start, start + 1);
	token->folded = punct_ascii[byte];
	token->length = 1;
	token_flag(cutter, token);
}

/* Private-use characters without a letter are bullets of symbol fonts. */
static size_t
cut_private(struct cutter *cutter, size_t at)
{
	struct run run = run_read(cutter, at);

	if (run.letters > 0)
		return cut_word(cutter, at);
	while (at < run.end) {
		size_t bytes;

		if (cutter_read(cutter, at, &bytes) == CHARACTER_PRIVATE)
			cut_punct(cutter, at, bytes);
		at += bytes;
	}
	return at;
}

static void
cut_space(struct cutter *cutter, enum character character, size_t at)
{
	if (!cutter->spaced)
		cutter->gap = at;
	cutter->spaced = true;
	if (character == CHARACTER_LINE)
		cutter->lines++;
	else if (character == CHARACTER_PARAGRAPH)
		cutter->lines += 2;
}

/* Cut what begins at `at`. Returns where the next begins. */
static size_t
cut(struct cutter *cutter, size_t at)
{
	size_t bytes;
	enum character character = cutter_read(cutter, at, &bytes);

	switch (character) {
	case CHARACTER_SPACE:
	case CHARACTER_LINE:
	case CHARACTER_PARAGRAPH:
		cut_space(cutter, character, at);
		return at + bytes;
	case CHARACTER_PRIVATE:
		return cut_private(cutter, at);
	case CHARACTER_LETTER:
	case CHARACTER_UPPER:
		return cut_word(cutter, at);
	case CHARACTER_DIGIT:
		return cut_number(cutter, at);
	case CHARACTER_HAN:
		token_fold(cutter, TOKEN_HAN, at, at + bytes);
		return at + bytes;
	case CHARACTER_INVISIBLE:
		return at + bytes;
	case CHARACTER_MARK:
	case CHARACTER_APOSTROPHE:
	case CHARACTER_PUNCT:
		break;
	}
	cut_punct(cutter, at, bytes);
	return at + bytes;
}

void
tokenize_words(
    struct arena *arena, const char *text, size_t n, struct tokens *ret)
{
	struct cutter cutter = {
	    .arena = arena, .text = text, .n = n, .out = ret, .spaced = true};
	size_t at = 0;

	*ret = (struct tokens){.text = text, .length = n};
	while (at < n)
		at = cut(&cutter, at);
}

void
tokens_mark_sentences(struct tokens *tokens)
{
	sentences_mark(tokens);
}

void
tokenize(struct arena *arena, const char *text, size_t n, struct tokens *ret)
{
	tokenize_words(arena, text, n, ret);
	sentences_mark(ret);
}

bool
token_is(const struct token *token, const char *word)
{
	return token->folded[0] == word[0] && strcmp(token->folded, word) == 0;
}

size_t
tokens_sentence_end(const struct tokens *tokens, size_t at)
{
	size_t end = at < tokens->count ? at + 1 : tokens->count;

	while (
	    end < tokens->count && !(tokens->token[end].flags & TOKEN_SENTENCE))
		end++;
	return end;
}
