/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/execute.h"

#include "core/provision.h"
#include "searcher/execute-part.h"

#include <string.h>

/* What means the same weighs so much of what was asked for. */
#define LIKE_WEIGHT 0.3

struct xap_query *
ex_keep(struct execution *ex, struct xap_query *query)
{
	if (query == NULL)
		return NULL;
	ex->made = arena_grow(
	    ex->arena, ex->made, ex->n_made, ex->n_made + 1, sizeof *ex->made);
	return ex->made[ex->n_made++] = query;
}

void
ex_add(struct execution *ex, struct parts *parts, const struct xap_query *query)
{
	parts->part = arena_grow(ex->arena, parts->part, parts->count,
	    parts->count + 1, sizeof *parts->part);
	parts->part[parts->count++] = query;
}

struct xap_query *
ex_combine(struct execution *ex, enum xap_op op, const struct parts *parts)
{
	return ex_keep(
	    ex, xap_query_combine(op, parts->part, parts->count, 0, &ex->xerr));
}

struct xap_query *
ex_pair(struct execution *ex, enum xap_op op, const struct xap_query *a,
    const struct xap_query *b)
{
	return ex_keep(ex, xap_query_pair(op, a, b, &ex->xerr));
}

struct xap_query *
ex_term(struct execution *ex, const char *s, size_t n)
{
	if (!xap_term_fits(s, n))
		return ex_keep(ex, xap_query_none(&ex->xerr));
	return ex_keep(ex, xap_query_term(s, n, 1, 0, &ex->xerr));
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
		ex_add(ex, any, ex_term(ex, s, n));
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
			ex_add(ex, &any, ex_title(ex, node->value[i], bound));
			continue;
		}
		if (node->field == FIELD_LAYER) {
			add_layer(ex, node->value[i], &any);
			continue;
		}
		s = field_term(ex->arena, node->field, node->value[i], &n);
		ex_add(ex, &any, ex_term(ex, s, n));
	}
	return ex_combine(ex, XAP_OR, &any);
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
			ex_add(ex, maybe,
			    ex_words(ex, p.number, false, BOUND_UPPER));
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
			ex_add(
			    ex, &not, node_query(ex, child->child[0], other));
		else
			ex_add(ex, is_filter(child) ? &filter : &all,
			    node_query(ex, child, bound));
		add_article_words(ex, child, &maybe);
	}
	if (all.count == 0)
		ex_add(ex, &all,
		    ex_keep(ex,
			xap_query_scale(ex_keep(ex, xap_query_all(&ex->xerr)),
			    0, &ex->xerr)));
	query = ex_combine(ex, XAP_AND, &all);
	if (filter.count > 0)
		query = ex_pair(
		    ex, XAP_FILTER, query, ex_combine(ex, XAP_AND, &filter));
	if (maybe.count > 0)
		query = ex_pair(
		    ex, XAP_AND_MAYBE, query, ex_combine(ex, XAP_OR, &maybe));
	if (not .count > 0)
		query = ex_pair(
		    ex, XAP_AND_NOT, query, ex_combine(ex, XAP_OR, &not ));
	return query;
}

static struct xap_query *
children(struct execution *ex, const struct query *node, enum xap_op op,
    enum bound bound)
{
	struct parts parts = {0};

	for (size_t i = 0; i < node->n_children; i++)
		ex_add(ex, &parts, node_query(ex, node->child[i], bound));
	return ex_combine(ex, op, &parts);
}

/*
 * What was asked for and the same in other words. Another spelling counts as
 * much, and as the same word; another word, for less.
 */
static struct xap_query *
alike(struct execution *ex, const struct query *node, enum bound bound)
{
	struct parts others = {0};

	if (node->spelling)
		return children(ex, node, XAP_SYNONYM, bound);
	for (size_t i = 1; i < node->n_children; i++)
		ex_add(ex, &others, node_query(ex, node->child[i], bound));
	return ex_pair(ex, XAP_OR, node_query(ex, node->child[0], bound),
	    ex_keep(ex, xap_query_scale(ex_combine(ex, XAP_SYNONYM, &others),
			    LIKE_WEIGHT, &ex->xerr)));
}

static struct xap_query *
node_query(struct execution *ex, const struct query *node, enum bound bound)
{
	struct query alone = {.kind = QUERY_AND, .n_children = 1};
	struct query *child[1];

	switch (node->kind) {
	case QUERY_ALL:
		return ex_keep(ex, xap_query_all(&ex->xerr));
	case QUERY_WORD:
	case QUERY_PHRASE:
		return ex_words(ex, node->text, node->text_only, bound);
	case QUERY_PREFIX:
		return ex_prefix(ex, node->text, bound);
	case QUERY_FIELD:
		return field(ex, node, bound);
	case QUERY_DATES:
		return ex_dates(ex, node);
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_COUNT:
		if (bound == BOUND_LOWER)
			return ex_keep(ex, xap_query_none(&ex->xerr));
		return children(ex, node, XAP_AND, bound);
	case QUERY_AND:
		return and_query(ex, node, bound);
	case QUERY_OR:
		return node->likeness ? alike(ex, node, bound)
				      : children(ex, node, XAP_OR, bound);
	case QUERY_NOT:
		child[0] = (struct query *)node;
		alone.child = child;
		return and_query(ex, &alone, bound);
	case QUERY_SAVED:
		break;
	}
	return ex_keep(ex, xap_query_none(&ex->xerr));
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

/* The tree's query; all else that was made for it is freed. */
static struct xap_query *
finish(struct execution *ex, struct xap_query *root, struct error *err)
{
	if (root == NULL)
		index_error(ex->index, &ex->xerr, err);
	for (size_t i = 0; i < ex->n_made; i++)
		if (ex->made[i] != root)
			xap_query_free(ex->made[i]);
	return root;
}

static struct xap_query *
root_query(struct execution *ex, const struct query *query, enum bound bound)
{
	struct query alone = {.kind = QUERY_AND, .n_children = 1};
	struct query *child[1] = {(struct query *)query};

	alone.child = child;
	return node_query(ex, query->kind == QUERY_AND ? query : &alone, bound);
}

struct xap_query *
execute_query(struct arena *arena, struct index *index, struct stems *stems,
    const struct query *query, struct error *err)
{
	struct execution ex = {.arena = arena, .index = index, .stems = stems};

	find_languages(&ex);
	return finish(&ex, root_query(&ex, query, BOUND_UPPER), err);
}

/* The passages in one language. */
static struct xap_query *
language_query(struct execution *ex, enum language language)
{
	size_t n;
	const char *of =
	    field_term(ex->arena, FIELD_LANGUAGE, language_code(language), &n);

	return ex_term(ex, of, n);
}

struct xap_query *
execute_certain(struct arena *arena, struct index *index, struct stems *stems,
    const struct query *query, enum language language, struct error *err)
{
	struct execution ex = {.arena = arena, .index = index, .stems = stems};

	ex.language[ex.n_languages++] = language;
	return finish(&ex,
	    ex_pair(&ex, XAP_FILTER, root_query(&ex, query, BOUND_LOWER),
		language_query(&ex, language)),
	    err);
}

struct xap_query *
execute_language(struct arena *arena, struct index *index,
    enum language language, struct error *err)
{
	struct execution ex = {.arena = arena, .index = index};

	return finish(&ex, language_query(&ex, language), err);
}
