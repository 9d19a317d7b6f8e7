/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a query: their terms in every language of the index. */
#include "core/fold.h"
#include "searcher/execute-part.h"

#include <string.h>

/* A word in a title counts as so much of one in the text. */
#define TITLE_WEIGHT 0.5

/* Shorter beginnings of a word are not tried as its stem. */
#define STEM_LEAST 3

/* A word's terms: one for each language that stems it differently. */
struct word_terms {
	const char *term[LANGUAGE_COUNT];
	size_t count;
};

static void
word_terms_add(struct word_terms *word, const char *s)
{
	for (size_t i = 0; i < word->count; i++)
		if (strcmp(word->term[i], s) == 0)
			return;
	if (word->count < LANGUAGE_COUNT)
		word->term[word->count++] = s;
}

/* The words of a text, each with its terms in every language. */
static struct word_terms *
words_of(struct execution *ex, const char *text, size_t *ret_count)
{
	struct word_terms *words = NULL;
	struct tokens tokens;
	size_t count = 0;

	tokenize(ex->arena, text, strlen(text), &tokens);
	for (size_t l = 0; l < ex->n_languages; l++) {
		size_t n;
		struct stem_term *found = stem_terms(
		    ex->stems, ex->arena, ex->language[l], &tokens, &n);

		if (n > count) {
			words = arena_grow(
			    ex->arena, words, count, n, sizeof *words);
			count = n;
		}
		for (size_t i = 0; i < n; i++)
			word_terms_add(&words[i], found[i].term);
	}
	*ret_count = count;
	return words;
}

static struct xap_query *
word_in(struct execution *ex, const struct word_terms *word, const char *prefix)
{
	struct parts any = {0};

	for (size_t i = 0; i < word->count; i++) {
		const char *s =
		    arena_printf(ex->arena, "%s%s", prefix, word->term[i]);

		ex_add(ex, &any, ex_term(ex, s, strlen(s)));
	}
	if (any.count == 1)
		return (struct xap_query *)any.part[0];
	return ex_combine(ex, XAP_SYNONYM, &any);
}

/* A word in the text, or, for less, in a title or heading. */
static struct xap_query *
word(struct execution *ex, const struct word_terms *word, bool text_only)
{
	struct xap_query *text = word_in(ex, word, "");
	struct xap_query *title =
	    text_only ? NULL
		      : word_in(ex, word, field_get(FIELD_TITLE)->prefix);

	if (text_only)
		return text;
	return ex_pair(ex, XAP_OR, text,
	    ex_keep(ex, xap_query_scale(title, TITLE_WEIGHT, &ex->xerr)));
}

/*
 * Over several databases libxapian would ask each for its own terms, and weigh
 * by these: the terms of all are written out. NULL where there are too many.
 */
static struct xap_query *
written_out(struct execution *ex, const char *prefix, size_t n)
{
	struct parts any = {0};
	struct xap_terms *terms =
	    xap_terms_open(index_db(ex->index), prefix, n, &ex->xerr);

	while (any.count <= EXECUTE_WILDCARD_MAX &&
	       xap_terms_next(terms, &ex->xerr)) {
		size_t length;
		const char *term = xap_terms_get(terms, &length);

		ex_add(ex, &any, ex_term(ex, term, length));
	}
	xap_terms_free(terms);
	return any.count > EXECUTE_WILDCARD_MAX
		   ? NULL
		   : ex_combine(ex, XAP_SYNONYM, &any);
}

/* Words that begin so. */
static struct xap_query *
wildcard(
    struct execution *ex, const char *prefix, size_t n, enum xap_wildcard limit)
{
	struct xap_query *query =
	    index_parts(ex->index) > 1 ? written_out(ex, prefix, n) : NULL;

	return query != NULL
		   ? query
		   : ex_keep(ex, xap_query_wildcard(prefix, n,
				     EXECUTE_WILDCARD_MAX, limit, &ex->xerr));
}

/* A lone Han character stands at the head of pairs as well. */
static struct xap_query *
lone_han(struct execution *ex, const char *text)
{
	char folded[16];
	size_t n = fold_word(text, strlen(text), folded, sizeof folded);
	struct xap_query *pairs;

	if (n == (size_t)-1 || n < 3 || n > 4 ||
	    (unsigned char)folded[0] < 0xE3)
		return NULL;
	pairs = wildcard(ex, folded, n, XAP_WILDCARD_FREQUENT);
	return pairs;
}

struct xap_query *
ex_words(
    struct execution *ex, const char *text, bool text_only, enum bound bound)
{
	size_t count;
	struct word_terms *list = words_of(ex, text, &count);
	struct parts all = {0};
	struct xap_query *han = count == 1 ? lone_han(ex, text) : NULL;

	if (count == 0)
		return ex_keep(ex, xap_query_none(&ex->xerr));
	if (han != NULL)
		return han;
	if (count == 1)
		return word(ex, &list[0], text_only);
	if (bound == BOUND_LOWER)
		return ex_keep(ex, xap_query_none(&ex->xerr));
	for (size_t i = 0; i < count; i++)
		ex_add(ex, &all, word(ex, &list[i], text_only));
	return ex_combine(ex, XAP_AND, &all);
}

/*
 * Words that begin so: all stems that begin so, and, because a stem is shorter
 * than its word, the stems that the beginning itself begins with.
 */
struct xap_query *
ex_prefix(struct execution *ex, const char *text, enum bound bound)
{
	size_t n, count;
	const char *folded = fold_text(ex->arena, text, strlen(text), &n);
	struct word_terms *stem = words_of(ex, text, &count);
	struct parts any = {0};

	if (bound == BOUND_LOWER)
		return ex_keep(ex, xap_query_none(&ex->xerr));
	ex_add(ex, &any, wildcard(ex, folded, n, XAP_WILDCARD_ERROR));
	for (size_t cut = n - 1; n > STEM_LEAST && cut >= STEM_LEAST; cut--)
		if (((unsigned char)folded[cut] & 0xC0) != 0x80)
			ex_add(ex, &any, ex_term(ex, folded, cut));
	if (count == 1)
		for (size_t i = 0; i < stem[0].count; i++)
			ex_add(ex, &any,
			    ex_term(
				ex, stem[0].term[i], strlen(stem[0].term[i])));
	return ex_combine(ex, XAP_SYNONYM, &any);
}

struct xap_query *
ex_title(struct execution *ex, const char *text, enum bound bound)
{
	size_t count;
	struct word_terms *list = words_of(ex, text, &count);
	struct parts all = {0};

	if (count == 0 || (count > 1 && bound == BOUND_LOWER))
		return ex_keep(ex, xap_query_none(&ex->xerr));
	for (size_t i = 0; i < count; i++)
		ex_add(ex, &all,
		    word_in(ex, &list[i], field_get(FIELD_TITLE)->prefix));
	return ex_combine(ex, XAP_AND, &all);
}
