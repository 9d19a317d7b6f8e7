/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/widen.h"

#include "core/fold.h"
#include "core/negotiation.h"
#include "searcher/stopwords.h"
#include "searcher/widen-table.h"

#include <string.h>
#include <uthash.h>

/* Words of an AND that are looked at as the name of a topic. */
#define RUN_MAX 64

/* Whether a term is there. */
struct known {
	const char *term;
	size_t n;
	bool asked, there;
	UT_hash_handle hh;
};

struct widening {
	struct arena *arena;
	struct index *index;
	struct stems *stems;
	struct widen_table table;
	struct known *known; /* of those that were looked up at once */
	struct error *err;
};

/* The terms of words in language number `l` of the index, or, after all, none.
 */
static struct stem_term *
terms_in(struct widening *w, const char *text, size_t l, size_t *ret_n)
{
	const struct index_info *info = index_info(w->index);
	struct tokens tokens;

	tokenize(w->arena, text, strlen(text), &tokens);
	return stem_terms(w->stems, w->arena,
	    l < info->n_languages ? language_find(info->languages[l])
				  : LANGUAGE_NONE,
	    &tokens, ret_n);
}

static const struct known *
known_find(const struct widening *w, const char *term, size_t n)
{
	const struct known *known;

	HASH_FIND(hh, w->known, term, n, known);
	return known;
}

/* Note a term of which it is not known yet whether it is there. */
static void
known_add(struct widening *w, const char *term, size_t n)
{
	struct known *known;

	if (known_find(w, term, n) != NULL)
		return;
	known = arena_alloc(w->arena, sizeof *known);
	known->term = arena_strndup(w->arena, term, n);
	known->n = n;
	known->asked = false;
	HASH_ADD_KEYPTR(hh, w->known, known->term, n, known);
}

/* Ask for all that were noted. */
static bool
ask_known(struct widening *w)
{
	size_t room = HASH_COUNT(w->known) + 1, n = 0;
	const char **term = arena_array(w->arena, room, sizeof *term);
	size_t *length = arena_array(w->arena, room, sizeof *length);
	bool *there = arena_array(w->arena, room, sizeof *there);
	struct known *known, *next;

	HASH_ITER (hh, w->known, known, next)
		if (!known->asked) {
			term[n] = known->term;
			length[n++] = known->n;
		}
	if (n == 0)
		return true;
	if (!index_terms_exist(w->index, term, length, n, there, w->err))
		return false;
	n = 0;
	HASH_ITER (hh, w->known, known, next)
		if (!known->asked) {
			known->there = there[n++];
			known->asked = true;
		}
	return true;
}

static void
note_words(struct widening *w, const struct widen_words *words)
{
	size_t languages = index_info(w->index)->n_languages;

	for (size_t i = 0; i < words->count; i++)
		for (size_t l = 0; l <= languages; l++) {
			size_t n;
			struct stem_term *term =
			    terms_in(w, words->word[i], l, &n);

			for (size_t k = 0; k < n; k++)
				known_add(w, term[k].term, term[k].length);
		}
}

/*
 * Have it known of all of these words, and of `more`, whether they are there,
 * which would be a question to a server for each; elsewhere nothing is done.
 */
static bool
look_up(struct widening *w, const struct widen_words *words,
    const struct widen_words *more)
{
	if (!index_has_servers(w->index) || index_info(w->index)->removed > 0)
		return true;
	note_words(w, words);
	if (more != NULL)
		note_words(w, more);
	return ask_known(w);
}

/* Whether any passage has a term. */
static bool
has_term(struct widening *w, const char *term, size_t n, bool *ret)
{
	const struct known *known = known_find(w, term, n);
	uint32_t count = 0;

	if (known == NULL &&
	    !index_term_count(w->index, term, n, 1, &count, w->err))
		return false;
	*ret = known != NULL ? known->there : count > 0;
	return true;
}

/* 1: some passage has all these words; 0: none; -1: error. */
static int
is_there(struct widening *w, const char *text)
{
	const struct index_info *info = index_info(w->index);

	for (size_t l = 0; l <= info->n_languages; l++) {
		size_t n, there = 0;
		struct stem_term *term = terms_in(w, text, l, &n);

		for (size_t i = 0; i < n; i++) {
			bool has;

			if (!has_term(w, term[i].term, term[i].length, &has))
				return -1;
			there += has;
		}
		if (n > 0 && there == n)
			return 1;
	}
	return 0;
}

/* A word or a phrase as a node that stands where `like` does. */
static struct query *
words_node(struct widening *w, const struct query *like, const char *text)
{
	struct tokens tokens;
	struct query *node = query_new(w->arena, QUERY_WORD);

	tokenize(w->arena, text, strlen(text), &tokens);
	if (tokens.count > 1 ||
	    (tokens.count == 1 && tokens.token[0].kind == TOKEN_HAN))
		node->kind = QUERY_PHRASE;
	node->text = text;
	node->text_only = like->text_only;
	node->column = like->column;
	return node;
}

/* Append what some passage has to `into`; false on error. */
static bool
add_if_there(struct widening *w, struct query *into, const char *text)
{
	int there = is_there(w, text);

	if (there > 0)
		query_add(w->arena, into, words_node(w, into->child[0], text));
	return there >= 0;
}

/* An OR whose first child is `node`. */
static struct query *
alike(struct widening *w, struct query *node, bool spelling)
{
	struct query *any = query_new(w->arena, QUERY_OR);

	any->likeness = true;
	any->spelling = spelling;
	any->column = node->column;
	query_add(w->arena, any, node);
	return any;
}

static struct query *
widened(struct query *any)
{
	return any->n_children > 1 ? any : any->child[0];
}

static struct query *
widen_words(struct widening *w, struct query *node, bool negated)
{
	struct query *any = alike(w, node, true);
	const char *folded =
	    fold_text(w->arena, node->text, strlen(node->text), NULL);
	struct widen_words found, meant = {0};

	widen_spellings(&w->table, w->arena, folded, &found);
	if (!negated)
		widen_meanings(&w->table, w->arena, w->stems, folded, &meant);
	if (!look_up(w, &found, &meant))
		return NULL;
	for (size_t i = 0; i < found.count; i++)
		if (!add_if_there(w, any, found.word[i]))
			return NULL;
	any = widened(any);
	if (negated)
		return any;
	any = alike(w, any, false);
	/* What is added stands where the word does. */
	for (size_t i = 0; i < meant.count; i++)
		if (is_there(w, meant.word[i]) > 0)
			query_add(
			    w->arena, any, words_node(w, node, meant.word[i]));
	return widened(any);
}

/* --- topics --------------------------------------------------------------- */

/* Consecutive words of an AND, folded, a space around each. */
struct run {
	const char *text;
	size_t first; /* child it begins with */
	size_t count; /* children */
};

static bool
is_words(const struct query *node)
{
	return (node->kind == QUERY_WORD || node->kind == QUERY_PHRASE) &&
	       !node->text_only;
}

static struct run
run_at(struct widening *w, const struct query *all, size_t first)
{
	struct run run = {" ", first, 0};

	while (run.count < RUN_MAX && first + run.count < all->n_children &&
	       is_words(all->child[first + run.count])) {
		const char *text = all->child[first + run.count++]->text;

		run.text = arena_printf(w->arena, "%s%s ", run.text,
		    fold_text(w->arena, text, strlen(text), NULL));
	}
	return run;
}

/*
 * How many children of the run come before byte `at` of its text; SIZE_MAX
 * where it is within one, as in a phrase.
 */
static size_t
children_before(
    struct widening *w, const struct query *all, struct run run, size_t at)
{
	size_t from = 1, count = 0;

	while (from < at && count < run.count) {
		const char *text = all->child[run.first + count++]->text;
		size_t n;

		fold_text(w->arena, text, strlen(text), &n);
		from += n + 1;
	}
	return from == at ? count : SIZE_MAX;
}

/* Children `first` to before `end` in one node of their own. */
static struct query *
take_children(struct widening *w, struct query *all, size_t first, size_t end)
{
	struct query *part = query_new(w->arena, QUERY_AND);

	part->column = all->child[first]->column;
	for (size_t i = first; i < end; i++)
		query_add(w->arena, part, all->child[i]);
	for (size_t i = end; i < all->n_children; i++)
		all->child[first + 1 + i - end] = all->child[i];
	all->n_children -= end - first - 1;
	return part->n_children == 1 ? part->child[0] : part;
}

/* Put the other names of a topic beside the one that the run has. */
static bool
widen_topic(struct widening *w, struct query *all, struct run run,
    const struct widen_topic *topic)
{
	size_t first = children_before(w, all, run, topic->at);
	size_t end =
	    children_before(w, all, run, topic->at + strlen(topic->name) + 1);
	struct query *any;

	if (first == SIZE_MAX || end == SIZE_MAX || end <= first)
		return true;
	first += run.first;
	end += run.first;
	any = alike(w, take_children(w, all, first, end), false);
	if (!look_up(w, &topic->others, NULL))
		return false;
	for (size_t i = 0; i < topic->others.count; i++) {
		int there = is_there(w, topic->others.word[i]);

		if (there < 0)
			return false;
		if (there > 0)
			query_add(w->arena, any,
			    words_node(w,
				any->child[0]->kind == QUERY_AND
				    ? any->child[0]->child[0]
				    : any->child[0],
				topic->others.word[i]));
	}
	all->child[first] = any;
	return true;
}

/* The topics that runs of words name, the longest name of each. */
static bool
widen_topics(struct widening *w, struct query *all)
{
	for (size_t i = 0; i < all->n_children; i++) {
		struct run run = run_at(w, all, i);
		struct widen_topic topic;

		if (run.count == 0)
			continue;
		if (!widen_topic_find(&w->table, w->arena, run.text, &topic)) {
			i += run.count - 1;
			continue;
		}
		if (!widen_topic(w, all, run, &topic))
			return false;
	}
	return true;
}

/* --- trees ---------------------------------------------------------------- */

static struct query *
widen_node(struct widening *w, struct query *node, bool negated, bool counted)
{
	bool not = node->kind == QUERY_NOT;

	if (node->kind == QUERY_WORD || node->kind == QUERY_PHRASE) {
		bool plain = node->kind == QUERY_PHRASE || node->text_only;

		return widen_words(w, node, negated || counted || plain);
	}
	if (node->kind == QUERY_NEAR || node->kind == QUERY_ADJ ||
	    node->kind == QUERY_COUNT)
		counted = true;
	if (node->kind == QUERY_AND && !negated && !widen_topics(w, node))
		return NULL;
	for (size_t i = 0; i < node->n_children; i++) {
		if (node->child[i]->likeness)
			continue;
		node->child[i] =
		    widen_node(w, node->child[i], negated || not, counted);
		if (node->child[i] == NULL)
			return NULL;
	}
	return node;
}

static bool
has_words(const struct query *node, void *context)
{
	(void)context;
	return node->kind == QUERY_WORD || node->kind == QUERY_PHRASE;
}

static struct query *
widen_all(struct widening *w, struct query *query)
{
	struct query *all = query_new(w->arena, QUERY_AND);

	if (query->kind == QUERY_AND)
		return widen_node(w, query, false, false);
	/* One word may be the name of a topic as well. */
	query_add(w->arena, all, query);
	all = widen_node(w, all, false, false);
	return all == NULL || all->n_children > 1 ? all : all->child[0];
}

struct query *
widen(struct arena *arena, struct index *index, struct stems *stems,
    struct query *query, struct error *err)
{
	struct widening w = {
	    .arena = arena, .index = index, .stems = stems, .err = err};
	struct query *ret;

	if (!query_any(query, has_words, NULL))
		return query;
	if (!widen_table_load(arena, index, &w.table, err))
		return NULL;
	ret = widen_all(&w, query);
	HASH_CLEAR(hh, w.known);
	return ret;
}
