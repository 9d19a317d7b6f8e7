/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the box leads to: the start, an answer, or passages. */
#include "searcher/site.h"

#include "core/token.h"

#include <string.h>

/* The options of the address as one query; NULL and no error for none. */
static struct query *
filters(struct site *site, struct error *err)
{
	struct request request = site->request;

	request.text = "";
	return request_query(&request, site->arena, err);
}

/* Passages with the words and the filters. */
static bool
search(struct site *site, struct error *err)
{
	struct query *query = request_query(&site->request, site->arena, err);

	if (query == NULL)
		return false;
	return site_search(site, query, err);
}

/*
 * Whether a text is one word: it asks nothing, and to find that out would take
 * longer than to search it. In scripts without spaces each sign counts.
 */
static bool
is_word(struct arena *arena, const char *text)
{
	struct tokens tokens;

	if (strpbrk(text, " \t\n?") != NULL)
		return false;
	tokenize(arena, text, strlen(text), &tokens);
	return tokens.count == 1;
}

/* A question; one that is none is a search after all. */
static bool
ask(struct site *site, struct error *err)
{
	struct searcher *searcher = site->searcher;
	const char *text = site->request.text;
	struct query *filter = filters(site, err);
	struct notes notes = {0};
	struct error no_query = {0};
	struct plan plan;
	struct answer answer;

	if (filter == NULL && err->code != ERROR_NONE)
		return false;
	if (filter != NULL)
		filter = query_resolve(
		    site->arena, searcher->index, filter, &notes, err);
	if (err->code != ERROR_NONE ||
	    !plan_question(searcher, text, strlen(text), filter, &plan, err))
		return false;
	if (plan.intent == INTENT_SEARCH &&
	    query_parse(site->arena, text, strlen(text), &no_query) != NULL)
		return search(site, err);
	if (!answer_plan(searcher, &plan, site->request.limit, &answer, err))
		return false;
	for (size_t i = 0; i < notes.count; i++)
		notes_add(site->arena, &answer.notes, notes.note[i]);
	site_answer_page(site, &answer);
	return true;
}

bool
site_box(struct site *site, struct error *err)
{
	struct request *request = &site->request;
	struct query *tree;
	struct error ignored = {0};
	const char *text = request->text;

	while (*text == ' ' || *text == '\t' || *text == '\n')
		text++;
	request->text = text;
	if (*text == '\0') {
		struct query *filter = filters(site, err);

		if (err->code != ERROR_NONE)
			return false;
		return filter != NULL ? search(site, err)
				      : site_start(site, err);
	}
	if (strlen(text) > QUESTION_MAX)
		return error_set(err, ERROR_USAGE,
		    "that is too long for a question: at most %d bytes are "
		    "read",
		    QUESTION_MAX);
	/* What begins with a field is meant as a query, also a wrong one. */
	if (site_is_query(site->arena, text, &tree, &ignored))
		return search(site, err);
	if (tree == NULL && ignored.column >= 0 && strchr(text, '?') == NULL &&
	    strpbrk(text, "\"():*") != NULL)
		return search(site, err);
	if (tree != NULL && is_word(site->arena, text))
		return search(site, err);
	return ask(site, err);
}
