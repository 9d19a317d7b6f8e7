/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/verify-words.h"

#include "core/fold.h"

#include <stdlib.h>
#include <string.h>

static struct leaf *
leaf_find(struct verifier *verifier, const struct query *node, const char *text)
{
	struct leaf *leaf = verifier->leaves;

	while (leaf != NULL && (leaf->node != node || leaf->text != text))
		leaf = leaf->next;
	if (leaf != NULL)
		return leaf;
	leaf = arena_alloc(verifier->arena, sizeof *leaf);
	leaf->node = node;
	leaf->text = text;
	leaf->next = verifier->leaves;
	if (node->kind == QUERY_PREFIX)
		leaf->prefix =
		    fold_text(verifier->arena, text, strlen(text), NULL);
	verifier->leaves = leaf;
	return leaf;
}

static const struct leaf_terms *
leaf_terms(struct verifier *verifier, struct leaf *leaf, enum language language)
{
	struct leaf_terms *terms = &leaf->terms[language];
	struct tokens tokens;
	struct stem_term *found;

	if (terms->made)
		return terms;
	tokenize(verifier->arena, leaf->text, strlen(leaf->text), &tokens);
	found = stem_terms(
	    verifier->stems, verifier->arena, language, &tokens, &terms->n);
	terms->term =
	    arena_array(verifier->arena, terms->n + 1, sizeof *terms->term);
	for (size_t i = 0; i < terms->n; i++)
		terms->term[i] = found[i].term;
	terms->made = true;
	return terms;
}

const struct leaf_terms *
verify_leaf_terms(struct verifier *verifier, const struct query *node,
    const char *words, enum language language)
{
	return leaf_terms(verifier, leaf_find(verifier, node, words), language);
}

const struct verify_text *
verify_text_of(struct verifier *verifier, struct arena *scratch,
    struct verify_text *text, const char *s, enum language language)
{
	if (text->made)
		return text;
	/* Most texts that are proved are not shown: no sentences yet. */
	tokenize_words(scratch, s, strlen(s), &text->tokens);
	text->term = stem_terms_some(verifier->stems, scratch, language,
	    &text->tokens, &verifier->filter, &text->n_terms);
	text->made = true;
	return text;
}

void
verify_spans_add(
    struct arena *scratch, struct spans *spans, size_t first, size_t last)
{
	spans->span = arena_grow(scratch, spans->span, spans->count,
	    spans->count + 1, sizeof *spans->span);
	spans->span[spans->count++] = (struct span){first, last};
}

bool
verify_stands_at(
    const struct verify_text *text, size_t at, const struct leaf_terms *terms)
{
	for (size_t i = 0; i < terms->n; i++)
		if (at + i >= text->n_terms ||
		    text->term[at + i].term != terms->term[i] ||
		    text->term[at + i].position != text->term[at].position + i)
			return false;
	return terms->n > 0;
}

/* A lone Han character stands in any pair. */
static bool
is_lone_han(const struct leaf_terms *terms)
{
	return terms->n == 1 && (unsigned char)terms->term[0][0] >= 0xE3 &&
	       strlen(terms->term[0]) <= 4 &&
	       (strlen(terms->term[0]) == 3 ||
		   (unsigned char)terms->term[0][0] >= 0xF0);
}

struct spans
verify_leaf_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const char *words, const struct verify_text *text,
    enum language language)
{
	struct leaf *leaf = leaf_find(verifier, node, words);
	struct spans spans = {0};
	const struct leaf_terms *terms;

	if (node->kind == QUERY_PREFIX) {
		size_t n = strlen(leaf->prefix);

		for (size_t i = 0; i < text->n_terms; i++)
			if (strncmp(
				text->tokens.token[text->term[i].token].folded,
				leaf->prefix, n) == 0)
				verify_spans_add(scratch, &spans, i, i);
		return spans;
	}
	terms = leaf_terms(verifier, leaf, language);
	for (size_t i = 0; i < text->n_terms; i++)
		if (verify_stands_at(text, i, terms))
			verify_spans_add(scratch, &spans, i, i + terms->n - 1);
		else if (is_lone_han(terms) &&
			 strstr(text->term[i].term, terms->term[0]) != NULL)
			verify_spans_add(scratch, &spans, i, i);
	return spans;
}

static int
span_order(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

/*
 * The places of what is to be there at least so often; none where it is less
 * often. Places that overlap, as those of NEAR may, count once.
 */
static struct spans
verify_counted(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language)
{
	struct spans spans =
	    verify_spans(verifier, scratch, node->child[0], text, language);
	unsigned count = 0;
	size_t past = 0;

	if (spans.count > 0)
		qsort(spans.span, spans.count, sizeof *spans.span, span_order);
	for (size_t i = 0; i < spans.count; i++)
		if (i == 0 || spans.span[i].first >= past) {
			count++;
			past = spans.span[i].last + 1;
		}
	return count >= node->count ? spans : (struct spans){0};
}

struct spans
verify_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language)
{
	struct spans all = {0};

	switch (node->kind) {
	case QUERY_NEAR:
	case QUERY_ADJ:
		return verify_near_spans(
		    verifier, scratch, node, text, language);
	case QUERY_COUNT:
		return verify_counted(verifier, scratch, node, text, language);
	case QUERY_OR:
		for (size_t i = 0; i < node->n_children; i++) {
			struct spans one = verify_spans(
			    verifier, scratch, node->child[i], text, language);

			for (size_t k = 0; k < one.count; k++)
				verify_spans_add(scratch, &all,
				    one.span[k].first, one.span[k].last);
		}
		return all;
	default:
		return verify_leaf_spans(
		    verifier, scratch, node, node->text, text, language);
	}
}
