/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/verify.h"

#include "core/fold.h"
#include "searcher/verify-field.h"

#include <stdlib.h>
#include <string.h>

/* Words of a leaf in one language. */
struct leaf_terms {
	bool made;
	const char **term; /* pointers of the stems' own: equal if the same */
	size_t n;	   /* how many */
};

/* What is known of one leaf of a query. */
struct leaf {
	struct leaf *next;
	const struct query *node; /* whose text it is */
	const char *text;	  /* the text: of a field node its value */
	const char *prefix;	  /* folded, of PREFIX */
	struct leaf_terms terms[LANGUAGE_COUNT];
};

struct verifier {
	struct arena *arena;
	struct stems *stems;
	struct leaf *leaves;
	struct stem_filter filter; /* the words of the query */
};

/* Places of words: from the first to the last, as indices of terms. */
struct span {
	size_t first;
	size_t last;
};

struct spans {
	struct span *span;
	size_t count;
};

static void
filter_add(struct verifier *verifier, const char *text)
{
	struct tokens tokens;

	tokenize(verifier->arena, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		if (tokens.token[i].length > 0)
			stem_filter_add(
			    &verifier->filter, tokens.token[i].folded);
}

/* query_any()'s test, which sees every node as long as it says no. */
static bool
filter_node(const struct query *node, void *context)
{
	if (node->kind == QUERY_WORD || node->kind == QUERY_PHRASE)
		filter_add(context, node->text);
	for (size_t i = 0; node->kind == QUERY_FIELD && i < node->n_values; i++)
		if (node->field == FIELD_TITLE)
			filter_add(context, node->value[i]);
	return false;
}

struct verifier *
verifier_new(
    struct arena *arena, struct stems *stems, const struct query *query)
{
	struct verifier *verifier = arena_alloc(arena, sizeof *verifier);

	verifier->arena = arena;
	verifier->stems = stems;
	query_any(query, filter_node, verifier);
	return verifier;
}

struct subject
subject_make(const struct record *record, const struct passage *passage,
    const struct position *position)
{
	return (struct subject){
	    .record = record, .passage = passage, .position = position};
}

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

static const struct verify_text *
text_of(struct verifier *verifier, struct arena *scratch,
    struct verify_text *text, const char *s, enum language language)
{
	if (text->made)
		return text;
	tokenize(scratch, s, strlen(s), &text->tokens);
	text->term = stem_terms_some(verifier->stems, scratch, language,
	    &text->tokens, &verifier->filter, &text->n_terms);
	text->made = true;
	return text;
}

static void
spans_add(struct arena *scratch, struct spans *spans, size_t first, size_t last)
{
	spans->span = arena_grow(scratch, spans->span, spans->count,
	    spans->count + 1, sizeof *spans->span);
	spans->span[spans->count++] = (struct span){first, last};
}

/* Whether the terms stand at `at`, one right after the other. */
static bool
stands_at(
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

static struct spans
leaf_spans(struct verifier *verifier, struct arena *scratch,
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
				spans_add(scratch, &spans, i, i);
		return spans;
	}
	terms = leaf_terms(verifier, leaf, language);
	for (size_t i = 0; i < text->n_terms; i++)
		if (stands_at(text, i, terms))
			spans_add(scratch, &spans, i, i + terms->n - 1);
		else if (is_lone_han(terms) &&
			 strstr(text->term[i].term, terms->term[0]) != NULL)
			spans_add(scratch, &spans, i, i);
	return spans;
}

static struct spans node_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language);

/* The operands of a NEAR or ADJ, and where their words stand. */
struct chain {
	const struct stem_term *term; /* of the text */
	const struct spans *part;     /* places of each operand */
	size_t n_parts;		      /* operands */
	size_t distance;	      /* words from first to last, at most */
	size_t *owner;	 /* operand placed at a term, plus 1; 0: none */
	size_t *visited; /* round in which a term was tried last */
	size_t round;	 /* number of the try */
};

/* Words from the first term to the last. */
static size_t
distance(const struct chain *chain, size_t first, size_t last)
{
	return chain->term[last].position - chain->term[first].position;
}

/*
 * ADJ, from a place of the first operand on: each next one at its first place
 * after the one before. The last term, or 0.
 */
static size_t
chain_ordered(const struct chain *chain, struct span from)
{
	size_t last = from.last;

	for (size_t i = 1; i < chain->n_parts; i++) {
		const struct spans *part = &chain->part[i];
		size_t k = 0;

		while (k < part->count && part->span[k].first <= last)
			k++;
		if (k == part->count)
			return 0;
		last = part->span[k].last;
	}
	return distance(chain, from.first, last) <= chain->distance ? last : 0;
}

/*
 * NEAR: give an operand a place of its own that lies within the distance from
 * the term `low` on, moving others elsewhere where that helps.
 */
static bool
chain_place(struct chain *chain, size_t i, size_t low)
{
	const struct spans *part = &chain->part[i];

	for (size_t k = 0; k < part->count; k++) {
		size_t at = part->span[k].first;

		if (at < low || chain->visited[at] == chain->round ||
		    distance(chain, low, part->span[k].last) > chain->distance)
			continue;
		chain->visited[at] = chain->round;
		if (chain->owner[at] == 0 ||
		    chain_place(chain, chain->owner[at] - 1, low)) {
			chain->owner[at] = i + 1;
			return true;
		}
	}
	return false;
}

/* All operands in the window that begins at `low`, each at its own place. */
static bool
chain_unordered(struct chain *chain, size_t n_terms, size_t low)
{
	memset(chain->owner, 0, n_terms * sizeof *chain->owner);
	for (size_t i = 0; i < chain->n_parts; i++) {
		chain->round++;
		if (!chain_place(chain, i, low))
			return false;
	}
	return true;
}

static void
ordered_spans(
    struct arena *scratch, const struct chain *chain, struct spans *spans)
{
	for (size_t k = 0; k < chain->part[0].count; k++) {
		struct span from = chain->part[0].span[k];
		size_t last = chain_ordered(chain, from);

		if (last > 0)
			spans_add(scratch, spans, from.first, last);
	}
}

/* The window begins with a place of some operand. */
static void
unordered_spans(struct arena *scratch, struct chain *chain, size_t n_terms,
    struct spans *spans)
{
	chain->owner = arena_array(scratch, n_terms, sizeof *chain->owner);
	chain->visited = arena_array(scratch, n_terms, sizeof *chain->visited);
	for (size_t i = 0; i < chain->n_parts; i++)
		for (size_t k = 0; k < chain->part[i].count; k++) {
			size_t low = chain->part[i].span[k].first;

			if (chain_unordered(chain, n_terms, low))
				spans_add(scratch, spans, low, low);
		}
}

static struct spans
near_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language)
{
	struct spans *part =
	    arena_array(scratch, node->n_children, sizeof *part);
	struct chain chain = {.term = text->term,
	    .part = part,
	    .n_parts = node->n_children,
	    .distance = node->distance};
	struct spans spans = {0};

	for (size_t i = 0; i < node->n_children; i++) {
		part[i] = node_spans(
		    verifier, scratch, node->child[i], text, language);
		if (part[i].count == 0)
			return spans;
	}
	if (node->kind == QUERY_ADJ)
		ordered_spans(scratch, &chain, &spans);
	else
		unordered_spans(scratch, &chain, text->n_terms, &spans);
	return spans;
}

static struct spans
node_spans(struct verifier *verifier, struct arena *scratch,
    const struct query *node, const struct verify_text *text,
    enum language language)
{
	struct spans all = {0};

	switch (node->kind) {
	case QUERY_NEAR:
	case QUERY_ADJ:
		return near_spans(verifier, scratch, node, text, language);
	case QUERY_OR:
		for (size_t i = 0; i < node->n_children; i++) {
			struct spans one = node_spans(
			    verifier, scratch, node->child[i], text, language);

			for (size_t k = 0; k < one.count; k++)
				spans_add(scratch, &all, one.span[k].first,
				    one.span[k].last);
		}
		return all;
	default:
		return leaf_spans(
		    verifier, scratch, node, node->text, text, language);
	}
}

/* Words count in the text in both its readings, the title, the headings. */
static bool
words_match(struct verifier *verifier, struct arena *scratch,
    const struct query *node, struct subject *subject)
{
	enum language language = subject->passage->language;
	const struct verify_text *text = text_of(verifier, scratch,
	    &subject->text, subject->passage->text, language);

	if (node_spans(verifier, scratch, node, text, language).count > 0)
		return true;
	if (subject->passage->original[0] != '\0') {
		text = text_of(verifier, scratch, &subject->original,
		    subject->passage->original, language);
		if (node_spans(verifier, scratch, node, text, language).count >
		    0)
			return true;
	}
	text = text_of(verifier, scratch, &subject->title,
	    subject->record->title, language);
	if (node_spans(verifier, scratch, node, text, language).count > 0)
		return true;
	text = text_of(verifier, scratch, &subject->heading,
	    subject->passage->heading, language);
	return node_spans(verifier, scratch, node, text, language).count > 0;
}

static bool
title_matches(struct verifier *verifier, struct arena *scratch,
    const struct query *node, struct subject *subject)
{
	enum language language = subject->passage->language;
	const struct verify_text *title = text_of(verifier, scratch,
	    &subject->title, subject->record->title, language);
	const struct verify_text *heading = text_of(verifier, scratch,
	    &subject->heading, subject->passage->heading, language);

	for (size_t i = 0; i < node->n_values; i++) {
		const char *words = node->value[i];

		if (leaf_spans(verifier, scratch, node, words, title, language)
			    .count > 0 ||
		    leaf_spans(
			verifier, scratch, node, words, heading, language)
			    .count > 0)
			return true;
	}
	return false;
}

bool
verify_matches(struct verifier *verifier, struct arena *scratch,
    const struct query *query, struct subject *subject)
{
	switch (query->kind) {
	case QUERY_ALL:
		return true;
	case QUERY_FIELD:
		if (query->field == FIELD_TITLE)
			return title_matches(verifier, scratch, query, subject);
		return verify_field(scratch, query, subject);
	case QUERY_DATES:
		return verify_dates(query, subject);
	case QUERY_AND:
		for (size_t i = 0; i < query->n_children; i++)
			if (!verify_matches(
				verifier, scratch, query->child[i], subject))
				return false;
		return true;
	case QUERY_OR:
		for (size_t i = 0; i < query->n_children; i++)
			if (verify_matches(
				verifier, scratch, query->child[i], subject))
				return true;
		return false;
	case QUERY_NOT:
		return !verify_matches(
		    verifier, scratch, query->child[0], subject);
	default:
		return words_match(verifier, scratch, query, subject);
	}
}

/* --- places to mark ------------------------------------------------------- */

struct hit_list {
	struct hit *hit;
	size_t count;
	unsigned next; /* number of the next word or phrase */
};

static void
add_hits(struct arena *scratch, struct hit_list *list,
    const struct verify_text *text, const struct spans *spans)
{
	const struct token *token = text->tokens.token;

	for (size_t i = 0; i < spans->count; i++) {
		const struct stem_term *first =
		    &text->term[spans->span[i].first];
		const struct stem_term *last = &text->term[spans->span[i].last];
		struct hit *hit;

		list->hit = arena_grow(scratch, list->hit, list->count,
		    list->count + 1, sizeof *list->hit);
		hit = &list->hit[list->count++];
		hit->start = token[first->token].start;
		/* A pair of Han characters ends with its second. */
		hit->end = token[last->token].end;
		if (token[last->token].kind == TOKEN_HAN &&
		    last->length > token[last->token].length &&
		    last->token + 1 < text->tokens.count)
			hit->end = token[last->token + 1].end;
		hit->which = list->next;
	}
	list->next++;
}

static void
collect_hits(struct verifier *verifier, struct arena *scratch,
    const struct query *query, const struct verify_text *text,
    enum language language, struct hit_list *list)
{
	struct spans spans;

	switch (query->kind) {
	case QUERY_WORD:
	case QUERY_PREFIX:
	case QUERY_PHRASE:
		spans = node_spans(verifier, scratch, query, text, language);
		add_hits(scratch, list, text, &spans);
		break;
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NEAR:
	case QUERY_ADJ:
		for (size_t i = 0; i < query->n_children; i++)
			collect_hits(verifier, scratch, query->child[i], text,
			    language, list);
		break;
	case QUERY_FIELD:
		if (query->field == FIELD_ARTICLE)
			verify_article_hits(scratch, query, &text->tokens,
			    language, &list->hit, &list->count, list->next++);
		break;
	default:
		break;
	}
}

static int
hit_compare(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end < y->end ? 1 : x->end > y->end ? -1 : 0;
}

struct hit *
verify_hits(struct verifier *verifier, struct arena *scratch,
    const struct query *query, struct subject *subject, size_t *ret_count)
{
	struct hit_list list = {0};
	enum language language = subject->passage->language;
	const struct verify_text *text = text_of(verifier, scratch,
	    &subject->text, subject->passage->text, language);
	size_t kept = 0;

	collect_hits(verifier, scratch, query, text, language, &list);
	if (list.count > 0)
		qsort(list.hit, list.count, sizeof *list.hit, hit_compare);
	for (size_t i = 0; i < list.count; i++)
		if (kept == 0 || list.hit[i].start >= list.hit[kept - 1].end)
			list.hit[kept++] = list.hit[i];
	*ret_count = kept;
	return list.hit;
}

/* --- whether all this is needed ------------------------------------------- */

static bool
has_parts(const char *text)
{
	bool word = false, gap = false;

	/* Any byte that could part words: better one look too many. */
	for (const unsigned char *s = (const void *)text; *s != '\0'; s++) {
		bool letter = (*s >= '0' && *s <= '9') ||
			      (*s >= 'A' && *s <= 'Z') ||
			      (*s >= 'a' && *s <= 'z');

		if (*s >= 0x80)
			return true;
		if (letter && word && gap)
			return true;
		gap = !letter;
		word = word || letter;
	}
	return false;
}

static bool
needs_look(const struct query *node, void *context)
{
	(void)context;
	switch (node->kind) {
	case QUERY_PHRASE:
		return has_parts(node->text);
	case QUERY_PREFIX:
	case QUERY_NEAR:
	case QUERY_ADJ:
		return true;
	case QUERY_FIELD:
		for (size_t i = 0;
		     node->field == FIELD_TITLE && i < node->n_values; i++)
			if (has_parts(node->value[i]))
				return true;
		return false;
	default:
		return false;
	}
}

bool
verify_needed(const struct query *query)
{
	return query_any(query, needs_look, NULL);
}
