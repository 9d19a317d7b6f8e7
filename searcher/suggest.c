/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/suggest.h"

#include "core/fold.h"
#include "searcher/nearest.h"
#include "searcher/search-match.h"

#include <ctype.h>
#include <string.h>

#define CANDIDATES_MAX 12 /* terms that are looked at more closely */
#define PASSAGES_READ  10 /* passages of each that are read for its words */
#define ENDING_MOST    6  /* letters that a stemmer may take away */

/* Shorter words are not put right: everything is near to them. */
#define WORD_LEAST 4

/* Up to so many letters one of them may differ, beyond that two. */
#define ONE_EDIT_MOST 6

/* Terms that are looked at; a collection has not that many words. */
#define TERMS_MOST 2000000

static bool
is_letters(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x80 && !isalpha((unsigned char)*s))
			return false;
	return true;
}

/* Whether a word is part of a holder's name, in any profile. */
static bool
is_holder(struct searcher *searcher, const char *word)
{
	const struct index_info *info = index_info(searcher->index);

	for (size_t i = 0; i < info->n_negotiations; i++) {
		const struct negotiation *neg = index_negotiation(
		    searcher->index, info->negotiations[i], NULL);
		struct tokens tokens;
		size_t n;

		if (neg == NULL)
			continue;
		if (holder_named(neg->holders, word) != NULL)
			return true;
		tokenize(searcher->arena, word, strlen(word), &tokens);
		holder_find(
		    neg->holders, searcher->arena, &tokens, LANGUAGE_NONE, &n);
		if (n > 0)
			return true;
	}
	return false;
}

/* Terms that may be those of the word that was meant. */
struct candidates {
	const char *term[CANDIDATES_MAX];
	size_t edits[CANDIDATES_MAX]; /* from the stem of the word */
	size_t count;
};

/* Keep a term among the nearest. */
static void
candidate_add(struct candidates *all, const char *term, size_t edits)
{
	size_t at = all->count;

	if (at == CANDIDATES_MAX && all->edits[at - 1] <= edits)
		return;
	if (at < CANDIDATES_MAX)
		all->count++;
	else
		at--;
	for (; at > 0 && all->edits[at - 1] > edits; at--) {
		all->term[at] = all->term[at - 1];
		all->edits[at] = all->edits[at - 1];
	}
	all->term[at] = term;
	all->edits[at] = edits;
}

/*
 * Edits from a stem to a term, or from the beginning of the word, where the
 * slip is in an ending ("deletoin"); more than `most` where it is too far.
 */
static size_t
term_edits(const char *word, const char *stem, const char *term, size_t length,
    size_t most)
{
	size_t edits = nearest_edits(stem, term, most);

	if (edits > most && length >= WORD_LEAST &&
	    strncmp(word, term, length) == 0 &&
	    strlen(word) <= length + ENDING_MOST)
		return most;
	return edits;
}

/* Go through the terms of words for those near to the word. */
static bool
find_candidates(struct searcher *searcher, const char *word, const char *stem,
    struct candidates *ret, struct error *err)
{
	size_t most = strlen(stem) > ONE_EDIT_MOST ? 2 : 1;
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(searcher->index), "", 0, &xerr);

	for (size_t i = 0; i < TERMS_MOST && xap_terms_next(terms, &xerr);
	     i++) {
		size_t length, edits;
		const char *term = xap_terms_get(terms, &length);

		/* Terms of fields begin with a capital. */
		if (isupper((unsigned char)*term) || length > NEAREST_MAX ||
		    !is_letters(term))
			continue;
		edits = term_edits(word, stem, term, length, most);
		if (edits <= most)
			candidate_add(ret,
			    arena_strndup(searcher->arena, term, length),
			    edits);
	}
	xap_terms_free(terms);
	return xerr.status == XAP_OK ||
	       index_error(searcher->index, &xerr, err);
}

/* The nearest word found so far. */
struct best {
	const char *word; /* folded, or NULL */
	size_t edits;
};

/* Look in a passage for words that have the term, and are near. */
static void
look_in(struct searcher *searcher, const struct passage *passage,
    const char *term, const char *word, struct best *best)
{
	struct tokens tokens;
	struct stem_term *found;
	size_t n;

	tokenize(searcher->arena, passage->text, passage->text_length, &tokens);
	found = stem_terms(
	    searcher->stems, searcher->arena, passage->language, &tokens, &n);
	for (size_t i = 0; i < n; i++) {
		const char *folded = tokens.token[found[i].token].folded;
		size_t edits;

		if (strcmp(found[i].term, term) != 0)
			continue;
		edits = nearest_edits(word, folded, best->edits);
		if (edits < best->edits) {
			best->edits = edits;
			best->word = folded;
		}
	}
}

/* The words of some passages that have the term. */
static bool
try_candidate(struct searcher *searcher, const char *term, const char *word,
    struct best *best, struct error *err)
{
	struct xap_match_params params = {.count = PASSAGES_READ,
	    .decide = index_decide,
	    .decide_context = searcher->index};
	struct xap_error xerr;
	struct xap_query *query =
	    xap_query_term(term, strlen(term), 1, 0, &xerr);
	struct match_list matches = {0};
	bool ok = query != NULL
		      ? match_run(searcher, query, &params, &matches, err)
		      : index_error(searcher->index, &xerr, err);

	for (size_t i = 0; ok && i < matches.n_hits; i++) {
		struct record record;
		struct passage passage;

		ok = index_passage(searcher->index, searcher->arena,
		    matches.hit[i].docid, &record, &passage, err);
		if (ok)
			look_in(searcher, &passage, term, word, best);
	}
	match_list_free(&matches);
	xap_query_free(query);
	return ok;
}

/* The stem of a word that no passage has, in the first language; or NULL. */
static const char *
unknown_stem(struct searcher *searcher, const char *word)
{
	const struct index_info *info = index_info(searcher->index);
	const char *folded =
	    fold_text(searcher->arena, word, strlen(word), NULL);
	const char *first = NULL;

	for (size_t i = 0; i <= info->n_languages; i++) {
		enum language language = i < info->n_languages
					     ? language_find(info->languages[i])
					     : LANGUAGE_NONE;
		size_t n;
		uint32_t count = 0;
		const char *stem = stem_word(
		    searcher->stems, language, folded, strlen(folded), &n);

		if (first == NULL)
			first = stem;
		if (!index_term_count(
			searcher->index, stem, n, 1, &count, NULL) ||
		    count > 0)
			return NULL;
	}
	return first;
}

static struct query *
copy_node(struct arena *arena, const struct query *node)
{
	struct query *copy = query_new(arena, node->kind);

	*copy = *node;
	copy->child = arena_array(arena, node->n_children, sizeof *copy->child);
	for (size_t i = 0; i < node->n_children; i++)
		copy->child[i] = copy_node(arena, node->child[i]);
	return copy;
}

/* Put a word right that no passage has: 1, 0 where there is none, -1. */
static int
change_word(struct searcher *searcher, struct query *node, const char *stem,
    struct error *err)
{
	const char *word =
	    fold_text(searcher->arena, node->text, strlen(node->text), NULL);
	struct candidates candidates = {0};
	struct best best = {
	    NULL, strlen(word) > ONE_EDIT_MOST ? 3 : 2}; /* less than that */

	if (stem == NULL || is_holder(searcher, node->text))
		return 0;
	if (!find_candidates(searcher, word, stem, &candidates, err))
		return -1;
	for (size_t i = 0; i < candidates.count; i++)
		if (!try_candidate(
			searcher, candidates.term[i], word, &best, err))
			return -1;
	if (best.word == NULL || is_holder(searcher, best.word))
		return 0;
	node->text = best.word;
	return 1;
}

/* Change the words of a copy; how many, -1 on error. */
static int
change_words(struct searcher *searcher, struct query *node, struct error *err)
{
	int changed = 0;

	if (node->kind == QUERY_NOT)
		return 0;
	if (node->kind == QUERY_WORD && strlen(node->text) >= WORD_LEAST &&
	    strlen(node->text) <= NEAREST_MAX && is_letters(node->text)) {
		const char *stem = unknown_stem(searcher, node->text);
		return change_word(searcher, node, stem, err);
	}
	for (size_t i = 0; i < node->n_children; i++) {
		int one = change_words(searcher, node->child[i], err);

		if (one < 0)
			return -1;
		changed += one;
	}
	return changed;
}

bool
suggest_query(struct searcher *searcher, const struct query *query,
    struct query **ret, struct error *err)
{
	struct query *copy = copy_node(searcher->arena, query);
	int changed = change_words(searcher, copy, err);

	*ret = changed > 0 ? copy : NULL;
	return changed >= 0;
}
