/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/execute.h"

#include "core/fold.h"
#include "core/provision.h"

#include <string.h>

/* A word in a title counts as so much of one in the text. */
#define TITLE_WEIGHT 0.5

/* Shorter beginnings of a word are not tried as its stem. */
#define STEM_LEAST 3

/*
 * Under NOT, what cannot be told exactly must be taken too small, not too
 * large: else passages would be left out that belong to the answer.
 */
enum bound {
	BOUND_UPPER, /* at least the passages that match */
	BOUND_LOWER  /* at most these */
};

struct execution {
	struct arena *arena;
	struct index *index;
	struct stems *stems;
	enum language language[LANGUAGE_COUNT]; /* of the index's passages */
	size_t n_languages;			/* how many */
	struct xap_query **made; /* everything made, to be freed at the end */
	size_t n_made;		 /* how many */
	struct xap_error xerr;	 /* the first failure */
};

/* Queries to be combined. */
struct parts {
	const struct xap_query **part;
	size_t count;
};

static struct xap_query *
keep(struct execution *ex, struct xap_query *query)
{
	if (query == NULL)
		return NULL;
	ex->made = arena_grow(
	    ex->arena, ex->made, ex->n_made, ex->n_made + 1, sizeof *ex->made);
	return ex->made[ex->n_made++] = query;
}

static void
parts_add(
    struct execution *ex, struct parts *parts, const struct xap_query *query)
{
	parts->part = arena_grow(ex->arena, parts->part, parts->count,
	    parts->count + 1, sizeof *parts->part);
	parts->part[parts->count++] = query;
}

static struct xap_query *
combine(struct execution *ex, enum xap_op op, const struct parts *parts)
{
	return keep(
	    ex, xap_query_combine(op, parts->part, parts->count, 0, &ex->xerr));
}

static struct xap_query *
pair(struct execution *ex, enum xap_op op, const struct xap_query *a,
    const struct xap_query *b)
{
	return keep(ex, xap_query_pair(op, a, b, &ex->xerr));
}

static struct xap_query *
term(struct execution *ex, const char *s, size_t n)
{
	if (!xap_term_fits(s, n))
		return keep(ex, xap_query_none(&ex->xerr));
	return keep(ex, xap_query_term(s, n, 1, 0, &ex->xerr));
}

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

		parts_add(ex, &any, term(ex, s, strlen(s)));
	}
	if (any.count == 1)
		return (struct xap_query *)any.part[0];
	return combine(ex, XAP_SYNONYM, &any);
}

/* A word in the text, or, for less, in a title or heading. */
static struct xap_query *
word(struct execution *ex, const struct word_terms *word)
{
	struct xap_query *text = word_in(ex, word, "");
	struct xap_query *title =
	    word_in(ex, word, field_get(FIELD_TITLE)->prefix);

	return pair(ex, XAP_OR, text,
	    keep(ex, xap_query_scale(title, TITLE_WEIGHT, &ex->xerr)));
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
	pairs = keep(ex, xap_query_wildcard(folded, n, EXECUTE_WILDCARD_MAX,
			     XAP_WILDCARD_FREQUENT, &ex->xerr));
	return pairs;
}

static struct xap_query *
words(struct execution *ex, const char *text, enum bound bound)
{
	size_t count;
	struct word_terms *list = words_of(ex, text, &count);
	struct parts all = {0};
	struct xap_query *han = count == 1 ? lone_han(ex, text) : NULL;

	if (count == 0)
		return keep(ex, xap_query_none(&ex->xerr));
	if (han != NULL)
		return han;
	if (count == 1)
		return word(ex, &list[0]);
	if (bound == BOUND_LOWER)
		return keep(ex, xap_query_none(&ex->xerr));
	for (size_t i = 0; i < count; i++)
		parts_add(ex, &all, word(ex, &list[i]));
	return combine(ex, XAP_AND, &all);
}

/*
 * Words that begin so: all stems that begin so, and, because a stem is shorter
 * than its word, the stems that the beginning itself begins with.
 */
static struct xap_query *
prefix(struct execution *ex, const char *text, enum bound bound)
{
	size_t n, count;
	const char *folded = fold_text(ex->arena, text, strlen(text), &n);
	struct word_terms *stem = words_of(ex, text, &count);
	struct parts any = {0};

	if (bound == BOUND_LOWER)
		return keep(ex, xap_query_none(&ex->xerr));
	parts_add(ex, &any,
	    keep(ex, xap_query_wildcard(folded, n, EXECUTE_WILDCARD_MAX,
			 XAP_WILDCARD_ERROR, &ex->xerr)));
	for (size_t cut = n - 1; n > STEM_LEAST && cut >= STEM_LEAST; cut--)
		if (((unsigned char)folded[cut] & 0xC0) != 0x80)
			parts_add(ex, &any, term(ex, folded, cut));
	if (count == 1)
		for (size_t i = 0; i < stem[0].count; i++)
			parts_add(ex, &any,
			    term(ex, stem[0].term[i], strlen(stem[0].term[i])));
	return combine(ex, XAP_SYNONYM, &any);
}

static struct xap_query *
title(struct execution *ex, const char *text, enum bound bound)
{
	size_t count;
	struct word_terms *list = words_of(ex, text, &count);
	struct parts all = {0};

	if (count == 0 || (count > 1 && bound == BOUND_LOWER))
		return keep(ex, xap_query_none(&ex->xerr));
	for (size_t i = 0; i < count; i++)
		parts_add(ex, &all,
		    word_in(ex, &list[i], field_get(FIELD_TITLE)->prefix));
	return combine(ex, XAP_AND, &all);
}

/* A layer is that of the kinds that give it. */
static void
add_layer(struct execution *ex, const char *layer, struct parts *any)
{
	for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
		enum record_kind k = (enum record_kind)kind;
		size_t n;
		const char *s;

		if (strcmp(layer_name(record_kind_layer(k)), layer) != 0)
			continue;
		s = field_term(ex->arena, FIELD_KIND, record_kind_name(k), &n);
		parts_add(ex, any, term(ex, s, n));
	}
}

static struct xap_query *
field(struct execution *ex, const struct query *node, enum bound bound)
{
	struct parts any = {0};

	for (size_t i = 0; i < node->n_values; i++) {
		size_t n;
		const char *s;

		if (node->field == FIELD_TITLE) {
			parts_add(ex, &any, title(ex, node->value[i], bound));
			continue;
		}
		if (node->field == FIELD_LAYER) {
			add_layer(ex, node->value[i], &any);
			continue;
		}
		s = field_term(ex->arena, node->field, node->value[i], &n);
		parts_add(ex, &any, term(ex, s, n));
	}
	return combine(ex, XAP_OR, &any);
}

/* --- dates ---------------------------------------------------------------- */

static struct xap_query *
date_term(struct execution *ex, const char *value)
{
	size_t n;
	const char *s = field_term(ex->arena, FIELD_DATE, value, &n);

	return term(ex, s, n);
}

/* Passages dated with `outer` ("2023") and with none of `count` parts in it. */
static struct xap_query *
only_dated(struct execution *ex, const char *outer, int count)
{
	struct parts parts = {0};

	for (int i = 1; i <= count; i++)
		parts_add(ex, &parts,
		    date_term(
			ex, arena_printf(ex->arena, "%s-%02d", outer, i)));
	return pair(
	    ex, XAP_AND_NOT, date_term(ex, outer), combine(ex, XAP_OR, &parts));
}

static const char *
date_key(struct execution *ex, struct date date)
{
	return arena_printf(
	    ex->arena, "%04d%02d%02d", date.year, date.month, date.day);
}

/*
 * By the slot, which holds the first day a date may mean; and where the range
 * begins within a year or month, the records dated by that year or month only.
 */
static struct xap_query *
dates(struct execution *ex, const struct query *node)
{
	struct date first = date_first(node->dates.from);
	struct date last = date_last(node->dates.to);
	const char *low =
	    node->dates.from.year != 0 ? date_key(ex, first) : "0";
	const char *high = node->dates.to.year != 0 ? date_key(ex, last) : NULL;
	struct parts any = {0};
	char iso[11];

	parts_add(ex, &any,
	    keep(ex, xap_query_range(SLOT_DATE, low, strlen(low), high,
			 high != NULL ? strlen(high) : 0, &ex->xerr)));
	if (node->dates.from.year != 0) {
		date_format(first, iso);
		parts_add(ex, &any,
		    only_dated(ex, arena_strndup(ex->arena, iso, 4), 12));
		parts_add(ex, &any,
		    only_dated(ex, arena_strndup(ex->arena, iso, 7), 31));
	}
	return combine(ex, XAP_OR, &any);
}

/* --- trees ---------------------------------------------------------------- */

static struct xap_query *node_query(
    struct execution *ex, const struct query *node, enum bound bound);

static bool
is_filter(const struct query *node)
{
	return (node->kind == QUERY_FIELD && node->field != FIELD_TITLE) ||
	       node->kind == QUERY_DATES || node->kind == QUERY_ALL;
}

/* The number of an article weighs where it is said, not only where it is. */
static void
add_article_words(
    struct execution *ex, const struct query *node, struct parts *maybe)
{
	if (node->kind != QUERY_FIELD || node->field != FIELD_ARTICLE)
		return;
	for (size_t i = 0; i < node->n_values; i++) {
		struct provision p;

		if (provision_parse(
			node->value[i], strlen(node->value[i]), &p) &&
		    p.number[0] >= '0' && p.number[0] <= '9')
			parts_add(ex, maybe, words(ex, p.number, BOUND_UPPER));
	}
}

static struct xap_query *
and_query(struct execution *ex, const struct query *node, enum bound bound)
{
	enum bound other = bound == BOUND_UPPER ? BOUND_LOWER : BOUND_UPPER;
	struct parts all = {0}, filter = {0}, not = {0}, maybe = {0};
	struct xap_query *query;

	for (size_t i = 0; i < node->n_children; i++) {
		const struct query *child = node->child[i];

		if (child->kind == QUERY_NOT)
			parts_add(
			    ex, &not, node_query(ex, child->child[0], other));
		else
			parts_add(ex, is_filter(child) ? &filter : &all,
			    node_query(ex, child, bound));
		add_article_words(ex, child, &maybe);
	}
	if (all.count == 0)
		parts_add(ex, &all,
		    keep(ex, xap_query_scale(keep(ex, xap_query_all(&ex->xerr)),
				 0, &ex->xerr)));
	query = combine(ex, XAP_AND, &all);
	if (filter.count > 0)
		query =
		    pair(ex, XAP_FILTER, query, combine(ex, XAP_AND, &filter));
	if (maybe.count > 0)
		query =
		    pair(ex, XAP_AND_MAYBE, query, combine(ex, XAP_OR, &maybe));
	if (not .count > 0)
		query =
		    pair(ex, XAP_AND_NOT, query, combine(ex, XAP_OR, &not ));
	return query;
}

static struct xap_query *
children(struct execution *ex, const struct query *node, enum xap_op op,
    enum bound bound)
{
	struct parts parts = {0};

	for (size_t i = 0; i < node->n_children; i++)
		parts_add(ex, &parts, node_query(ex, node->child[i], bound));
	return combine(ex, op, &parts);
}

static struct xap_query *
node_query(struct execution *ex, const struct query *node, enum bound bound)
{
	struct query alone = {.kind = QUERY_AND, .n_children = 1};
	struct query *child[1];

	switch (node->kind) {
	case QUERY_ALL:
		return keep(ex, xap_query_all(&ex->xerr));
	case QUERY_WORD:
	case QUERY_PHRASE:
		return words(ex, node->text, bound);
	case QUERY_PREFIX:
		return prefix(ex, node->text, bound);
	case QUERY_FIELD:
		return field(ex, node, bound);
	case QUERY_DATES:
		return dates(ex, node);
	case QUERY_NEAR:
	case QUERY_ADJ:
		if (bound == BOUND_LOWER)
			return keep(ex, xap_query_none(&ex->xerr));
		return children(ex, node, XAP_AND, bound);
	case QUERY_AND:
		return and_query(ex, node, bound);
	case QUERY_OR:
		return children(ex, node, XAP_OR, bound);
	case QUERY_NOT:
		child[0] = (struct query *)node;
		alone.child = child;
		return and_query(ex, &alone, bound);
	}
	return NULL;
}

/*
 * The languages of the index, and none: a passage that is too short to tell,
 * or in a language without a stemmer, has its words as they are.
 */
static void
find_languages(struct execution *ex)
{
	const struct index_info *info = index_info(ex->index);
	bool seen[LANGUAGE_COUNT] = {[LANGUAGE_NONE] = true};

	for (size_t i = 0; i < info->n_languages; i++)
		seen[language_find(info->languages[i])] = true;
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		if (seen[l])
			ex->language[ex->n_languages++] = (enum language)l;
}

struct xap_query *
execute_query(struct arena *arena, struct index *index, struct stems *stems,
    const struct query *query, struct error *err)
{
	struct execution ex = {.arena = arena, .index = index, .stems = stems};
	struct query alone = {.kind = QUERY_AND, .n_children = 1};
	struct query *child[1] = {(struct query *)query};
	struct xap_query *root, *copy = NULL;

	find_languages(&ex);
	alone.child = child;
	root = query->kind == QUERY_AND ? node_query(&ex, query, BOUND_UPPER)
					: node_query(&ex, &alone, BOUND_UPPER);
	/* Freeing everything made but the root would need a search for it. */
	if (root != NULL)
		copy = xap_query_scale(root, 1, &ex.xerr);
	if (copy == NULL)
		index_error(index, &ex.xerr, err);
	for (size_t i = 0; i < ex.n_made; i++)
		xap_query_free(ex.made[i]);
	return copy;
}
