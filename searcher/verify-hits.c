/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places to mark, and whether a query needs a look at texts. */
#include "searcher/verify-field.h"
#include "searcher/verify-words.h"

#include <stdlib.h>
#include <string.h>

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
		spans = verify_spans(verifier, scratch, query, text, language);
		add_hits(scratch, list, text, &spans);
		break;
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NEAR:
	case QUERY_ADJ:
	case QUERY_COUNT:
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
	const struct verify_text *text = verify_text_of(verifier, scratch,
	    &subject->text, subject->passage->text, language);
	size_t kept = 0;

	tokens_mark_sentences(&subject->text.tokens);
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
	case QUERY_COUNT:
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
