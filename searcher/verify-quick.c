/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a word or phrase is certainly in a text, by a look at the few words
 * around where its first one begins as it does in the query: of passages that
 * the index leaves, nearly all have it. To cut the whole text into words takes
 * ten times as long.
 */
#include "searcher/verify-words.h"

#include <string.h>

/* Words of the text that are looked at: those of the phrase, and a few signs.
 */
#define MORE_WORDS 2

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/*
 * How the first word of the phrase begins, all of whose forms have the same
 * stem: what it has in common with that. 0 where it begins with no letter.
 */
static size_t
beginning(const char *words, const char *stem)
{
	size_t n = 0;

	while (words[n] != '\0' && lower(words[n]) == stem[n])
		n++;
	return stem[0] >= 'a' && stem[0] <= 'z' ? n : 0;
}

static bool
begins_with(const char *s, const char *beginning, size_t n)
{
	size_t i = 0;

	while (i < n && lower(s[i]) == beginning[i])
		i++;
	return i == n;
}

/* The end of so many words from `s` on. */
static const char *
words_end(const char *s, size_t words)
{
	for (; *s != '\0' && words > 0; words--) {
		while (is_space(*s))
			s++;
		while (*s != '\0' && !is_space(*s))
			s++;
	}
	return s;
}

/* Space always parts words: those of a piece are those of the text. */
static bool
stands_in(struct verifier *verifier, struct arena *scratch, const char *s,
    size_t n, const struct leaf_terms *terms, enum language language)
{
	struct verify_text piece = {0};

	tokenize_words(scratch, s, n, &piece.tokens);
	piece.term = stem_terms_some(verifier->stems, scratch, language,
	    &piece.tokens, &verifier->filter, &piece.n_terms);
	for (size_t i = 0; i < piece.n_terms; i++)
		if (verify_stands_at(&piece, i, terms))
			return true;
	return false;
}

/* The same from each place on where a word begins with `c`, and so on. */
static bool
stands_from(struct verifier *verifier, struct arena *scratch, char c, size_t n,
    const char *s, const struct leaf_terms *terms, enum language language)
{
	for (const char *at = s; (at = strchr(at, c)) != NULL; at++) {
		const char *end;

		if ((at > s && !is_space(at[-1])) ||
		    !begins_with(at, terms->term[0], n))
			continue;
		end = words_end(at, terms->n + MORE_WORDS);
		if (stands_in(verifier, scratch, at, (size_t)(end - at), terms,
			language))
			return true;
	}
	return false;
}

bool
verify_quick(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const char *s, enum language language)
{
	const struct leaf_terms *terms;
	size_t n;
	char c;

	if (node->kind != QUERY_PHRASE && node->kind != QUERY_WORD)
		return false;
	terms = verify_leaf_terms(verifier, node, node->text, language);
	if (terms->n == 0)
		return false;
	c = terms->term[0][0];
	n = beginning(node->text, terms->term[0]);
	return n > 0 &&
	       (stands_from(verifier, scratch, c, n, s, terms, language) ||
		   stands_from(verifier, scratch, (char)(c - 'a' + 'A'), n, s,
		       terms, language));
}
