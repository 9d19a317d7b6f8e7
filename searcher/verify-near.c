/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words within a distance of one another. */
#include "searcher/verify-words.h"

#include <string.h>

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
			verify_spans_add(scratch, spans, from.first, last);
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
				verify_spans_add(scratch, spans, low, low);
		}
}

struct spans
verify_near_spans(struct verifier *verifier, struct arena *scratch,
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
		part[i] = verify_spans(
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
