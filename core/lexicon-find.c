/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cue-word.h"
#include "core/lexicon-parts.h"

#include <string.h>

uint32_t
lexicon_hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h ^ (h >> 15);
}

/* Words may stand in a gap, and quotation marks around them. */
static bool
fills_gap(const struct token *token)
{
	if (token->kind == TOKEN_BREAK)
		return false;
	return token->kind != TOKEN_PUNCT || token->folded[0] == '\'' ||
	       token->folded[0] == '"';
}

/* Whether a word of text, taken apart, is spelled so. */
static bool
spelling_fits(const struct spelling *s, const struct cue_word *word)
{
	for (size_t i = 0; i < word->count; i++) {
		const struct cue_form_of *f = &word->form[i];

		if ((s->open ? f->n >= s->length : f->n == s->length) &&
		    memcmp(s->word, f->s, s->length) == 0)
			return true;
	}
	return false;
}

static const struct spelling *
element_match(const struct element *element, const struct tokens *tokens,
    size_t at, enum language language)
{
	const struct token *token = &tokens->token[at];
	struct cue_word word;

	if (language == LANGUAGE_AR)
		cue_word_make(token->folded, token->length, &word);
	for (size_t i = 0; i < element->n_words; i++) {
		const struct spelling *s = &element->word[i];

		if (language == LANGUAGE_AR ? spelling_fits(s, &word)
		    : s->open
			? token->length >= s->length &&
			      memcmp(s->word, token->folded, s->length) == 0
			: s->length == token->length &&
			      memcmp(s->word, token->folded, token->length) ==
				  0)
			return s;
	}
	return NULL;
}

/* What a pattern took so far. */
struct match {
	enum cue_form form; /* of the first inflected word */
	size_t end;	    /* where the cue ends; 0: it goes on */
	size_t reach;	    /* where the pattern ends */
	enum language language;
};

static bool match_rest(const struct pattern *pattern, size_t e,
    const struct tokens *tokens, size_t at, struct match *match);

/* A gap: the fewest words after which the rest fits. */
static bool
match_gap(const struct pattern *pattern, size_t e, const struct tokens *tokens,
    size_t at, struct match *match)
{
	for (unsigned i = 0; i <= pattern->element[e].gap; i++, at++) {
		if (match_rest(pattern, e + 1, tokens, at, match))
			return true;
		if (at >= tokens->count || !fills_gap(&tokens->token[at]))
			return false;
	}
	return false;
}

/* Match the elements from `e` on at token `at`. */
static bool
match_rest(const struct pattern *pattern, size_t e, const struct tokens *tokens,
    size_t at, struct match *match)
{
	const struct element *element;
	const struct spelling *word = NULL;
	struct match before = *match;

	if (e == pattern->n_elements) {
		match->reach = at;
		if (match->end == 0)
			match->end = at;
		return true;
	}
	element = &pattern->element[e];
	if (element->gap > 0)
		return match_gap(pattern, e, tokens, at, match);
	if (at < tokens->count)
		word = element_match(element, tokens, at, match->language);
	if (word != NULL) {
		if (match->form == FORM_WORD && !element->ahead)
			match->form = word->form;
		if (element->ahead && match->end == 0)
			match->end = at;
		if (match_rest(pattern, e + 1, tokens, at + 1, match))
			return true;
		*match = before;
	}
	return element->optional &&
	       match_rest(pattern, e + 1, tokens, at, match);
}

/* The best match so far of the cues that begin at a token. */
struct best {
	struct cue cue;
	uint32_t length; /* bytes of its first word */
	bool asked;	 /* cues of class `ask` are looked for, no others */
};

/*
 * Try the patterns whose first word is these bytes: the longest match counts,
 * of equals the one with more of the first word, then the first in the table.
 */
static void
match_word(const struct lexicon *lexicon, const struct tokens *tokens,
    const char *s, size_t n, bool open, struct best *best)
{
	const struct slot *slot =
	    lexicon->bucket[lexicon_hash(s, n) & lexicon->mask];
	size_t at = best->cue.first;

	for (; slot != NULL; slot = slot->next) {
		struct match match = {
		    .form = slot->word.form, .language = lexicon->language};

		/* What is in the slot first: most are other words. */
		if (slot->word.length != n || slot->word.open != open ||
		    memcmp(slot->word.word, s, n) != 0 ||
		    (slot->pattern->entry->kind == CUE_ASK) != best->asked ||
		    !match_rest(slot->pattern, 1, tokens, at + 1, &match) ||
		    match.reach < best->cue.reach ||
		    (match.reach == best->cue.reach && n <= best->length))
			continue;
		best->cue.entry = slot->pattern->entry;
		best->cue.end = match.end;
		best->cue.reach = match.reach;
		best->cue.form = match.form == FORM_WORD ? best->cue.entry->form
							 : match.form;
		best->length = (uint32_t)n;
	}
}

/* As match_word(), with the open beginnings of the word too. */
static void
match_open(const struct lexicon *lexicon, const struct tokens *tokens,
    const char *s, size_t n, struct best *best)
{
	match_word(lexicon, tokens, s, n, false, best);
	for (size_t k = n < LEXICON_OPEN_MAX ? n : LEXICON_OPEN_MAX; k > 0; k--)
		if (lexicon->open >> k & 1)
			match_word(lexicon, tokens, s, k, true, best);
}

/* The longest cue that begins at token `at`; end 0 for none. */
static struct cue
match_at(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
    bool asked)
{
	const struct token *token = &tokens->token[at];
	struct best best = {.cue = {.first = at}, .asked = asked};
	struct cue_word word;

	if (lexicon->language != LANGUAGE_AR) {
		match_open(
		    lexicon, tokens, token->folded, token->length, &best);
		return best.cue;
	}
	cue_word_make(token->folded, token->length, &word);
	for (size_t i = 0; i < word.count; i++)
		match_open(
		    lexicon, tokens, word.form[i].s, word.form[i].n, &best);
	return best.cue;
}

static struct cue *
find(const struct lexicon *lexicon, struct arena *arena,
    const struct tokens *tokens, bool asked, size_t *ret_count)
{
	struct cue *cues = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < tokens->count;) {
		struct cue cue = {.end = 0};

		if (tokens->token[i].kind != TOKEN_BREAK)
			cue = match_at(lexicon, tokens, i, asked);
		if (cue.end == 0) {
			i++;
			continue;
		}
		if (n == room) {
			size_t more = room ? room * 2 : tokens->count / 2 + 16;

			cues =
			    arena_grow(arena, cues, room, more, sizeof(*cues));
			room = more;
		}
		cues[n++] = cue;
		i = cue.end;
	}
	*ret_count = n;
	return cues;
}

struct cue *
lexicon_find(const struct lexicon *lexicon, struct arena *arena,
    const struct tokens *tokens, size_t *ret_count)
{
	return find(lexicon, arena, tokens, false, ret_count);
}

struct cue *
lexicon_find_asked(const struct lexicon *lexicon, struct arena *arena,
    const struct tokens *tokens, size_t *ret_count)
{
	return find(lexicon, arena, tokens, true, ret_count);
}
