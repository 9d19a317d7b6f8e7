/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/verify.h"

#include "searcher/verify-field.h"
#include "searcher/verify-words.h"

#include <string.h>

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

/* Where words count: the text in both its readings, the title, the headings. */
struct places {
	struct {
		struct verify_text *text;
		const char *s;
	} place[4];
	size_t n;
};

static struct places
places_of(const struct query *node, struct subject *subject)
{
	const struct passage *passage = subject->passage;
	bool text_only = node->text_only || node->kind == QUERY_COUNT;

	return (struct places){.place = {{&subject->text, passage->text},
				   {&subject->original, passage->original},
				   {&subject->title, subject->record->title},
				   {&subject->heading, passage->heading}},
	    .n = text_only ? 2 : 4};
}

/* Whether words are there, as far as that is seen without reading it all. */
static bool
words_seen(struct verifier *verifier, struct arena *scratch,
    const struct query *node, struct subject *subject)
{
	struct places at = places_of(node, subject);
	enum language language = subject->passage->language;

	for (size_t i = 0; i < at.n; i++)
		if (!at.place[i].text->made &&
		    verify_quick(
			verifier, scratch, node, at.place[i].s, language))
			return true;
	return false;
}

static bool
words_match(struct verifier *verifier, struct arena *scratch,
    const struct query *node, struct subject *subject)
{
	struct places at = places_of(node, subject);
	enum language language = subject->passage->language;

	for (size_t i = 0; i < at.n; i++) {
		const struct verify_text *text;

		if (i > 0 && at.place[i].s[0] == '\0')
			continue;
		text = verify_text_of(verifier, scratch, at.place[i].text,
		    at.place[i].s, language);
		if (verify_spans(verifier, scratch, node, text, language)
			.count > 0)
			return true;
	}
	return false;
}

static bool
title_matches(struct verifier *verifier, struct arena *scratch,
    const struct query *node, struct subject *subject)
{
	enum language language = subject->passage->language;
	const struct verify_text *title = verify_text_of(verifier, scratch,
	    &subject->title, subject->record->title, language);
	const struct verify_text *heading = verify_text_of(verifier, scratch,
	    &subject->heading, subject->passage->heading, language);

	for (size_t i = 0; i < node->n_values; i++) {
		const char *words = node->value[i];

		if (verify_leaf_spans(
			verifier, scratch, node, words, title, language)
			    .count > 0 ||
		    verify_leaf_spans(
			verifier, scratch, node, words, heading, language)
			    .count > 0)
			return true;
	}
	return false;
}

static bool
is_words(const struct query *node)
{
	return node->kind == QUERY_WORD || node->kind == QUERY_PHRASE;
}

/* What is seen at once is looked for first: it spares reading a whole text. */
static bool
any_matches(struct verifier *verifier, struct arena *scratch,
    const struct query *any, struct subject *subject)
{
	for (size_t i = 0; i < any->n_children; i++)
		if (is_words(any->child[i]) &&
		    words_seen(verifier, scratch, any->child[i], subject))
			return true;
	for (size_t i = 0; i < any->n_children; i++)
		if ((is_words(any->child[i]) ? words_match : verify_matches)(
			verifier, scratch, any->child[i], subject))
			return true;
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
		return any_matches(verifier, scratch, query, subject);
	case QUERY_NOT:
		return !verify_matches(
		    verifier, scratch, query->child[0], subject);
	default:
		return words_seen(verifier, scratch, query, subject) ||
		       words_match(verifier, scratch, query, subject);
	}
}
