/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/thing.h"

#include "core/month.h"
#include "searcher/stopwords.h"

#include <math.h>
#include <string.h>

/* What a word counts that stands beside the object only. */
#define QUOTE_SHARE    0.75
#define SENTENCE_SHARE 0.6

/* The same where the object points to it: "the need for its pre-eminence". */
#define POINTED_SHARE 0.85

/* What a noun weighs that tells only the kind of a thing. */
#define LIGHT_WEIGHT 0.1

/* A passage must have words of so much of the weight to be looked at. */
#define LOOSE_WEIGHT 0.5

struct word {
	const char *text;		  /* as asked */
	double weight;			  /* rarity; all together 1 */
	const char *stem[LANGUAGE_COUNT]; /* made when first needed */
};

struct thing {
	struct searcher *searcher;
	struct word *word; /* the rarest first */
	size_t n_words;
};

static const char *
stem_in(struct thing *thing, struct word *word, enum language language)
{
	struct tokens tokens;
	struct stem_term *terms;
	size_t n;

	if (word->stem[language] != NULL)
		return word->stem[language];
	tokenize(
	    thing->searcher->arena, word->text, strlen(word->text), &tokens);
	terms = stem_terms(thing->searcher->stems, thing->searcher->arena,
	    language, &tokens, &n);
	return word->stem[language] = n > 0 ? terms[0].term : "";
}

/* How many passages have the word, in whatever language it is stemmed. */
static bool
count_word(
    struct thing *thing, struct word *word, uint32_t *ret, struct error *err)
{
	struct index *index = thing->searcher->index;
	const struct index_info *info = index_info(index);

	*ret = 0;
	for (size_t i = 0; i < info->n_languages; i++) {
		const char *stem =
		    stem_in(thing, word, language_find(info->languages[i]));
		uint32_t count = 0;

		if (stem[0] == '\0')
			continue;
		if (!index_term_count(
			index, stem, strlen(stem), UINT32_MAX, &count, err))
			return false;
		*ret = count > *ret ? count : *ret;
	}
	return true;
}

static bool
weigh(struct thing *thing, struct error *err)
{
	double all = 0,
	       passages = 1.0 + index_info(thing->searcher->index)->passages;

	for (size_t i = 0; i < thing->n_words; i++) {
		struct word *word = &thing->word[i];
		uint32_t count;

		if (!count_word(thing, word, &count, err))
			return false;
		word->weight = 0.2 + log(passages / (1.0 + count));
		if (stopword_light(word->text))
			word->weight *= LIGHT_WEIGHT;
		all += word->weight;
	}
	for (size_t i = 0; i < thing->n_words; i++)
		thing->word[i].weight /= all;
	for (size_t i = 1; i < thing->n_words; i++) {
		struct word word = thing->word[i];
		size_t at = i;

		for (; at > 0 && thing->word[at - 1].weight < word.weight; at--)
			thing->word[at] = thing->word[at - 1];
		thing->word[at] = word;
	}
	return true;
}

bool
thing_new(struct searcher *searcher, const char *words, struct thing **ret,
    struct error *err)
{
	struct arena *arena = searcher->arena;
	struct thing *thing = arena_alloc(arena, sizeof *thing);
	struct stem_term *terms;
	struct tokens tokens;
	size_t n;

	*ret = NULL;
	memset(thing, 0, sizeof *thing);
	thing->searcher = searcher;
	tokenize(arena, words, strlen(words), &tokens);
	/* Chinese has no stemmer: words as they are, its own in pairs. */
	terms = stem_terms(searcher->stems, arena, LANGUAGE_ZH, &tokens, &n);
	thing->word = arena_array(arena, n + 1, sizeof *thing->word);
	for (size_t i = 0; i < n; i++)
		thing->word[thing->n_words++].text = terms[i].term;
	if (thing->n_words == 0)
		return true;
	*ret = thing;
	return weigh(thing, err);
}

static bool
is_number(const struct word *word)
{
	return word->text[strspn(word->text, "0123456789")] == '\0';
}

/* Whether a number is the day of a month: "30 July". */
static bool
is_day(const struct tokens *tokens, size_t at)
{
	const struct token *before = at > 0 ? &tokens->token[at - 1] : NULL;
	const struct token *after =
	    at + 1 < tokens->count ? &tokens->token[at + 1] : NULL;

	return (before != NULL &&
		   month_find(before->folded, before->length) > 0) ||
	       (after != NULL && month_find(after->folded, after->length) > 0);
}

/* Whether a text has the number, as one of its own. */
static bool
has_number(const struct tokens *tokens, const char *number)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->token[i].kind == TOKEN_NUMBER &&
		    strcmp(tokens->token[i].folded, number) == 0 &&
		    !is_day(tokens, i))
			return true;
	return false;
}

/* Whether a text that counts for `share` can add to what the words have. */
static bool
is_wanting(const struct thing *thing, double share, const double *best)
{
	for (size_t w = 0; w < thing->n_words; w++)
		if (best[w] < share)
			return true;
	return false;
}

/*
 * The words of the thing that a text has: a flag for each. A number tells of
 * the object alone: beside it, it counts other things.
 */
static void
mark_words(struct thing *thing, struct arena *scratch, enum language language,
    const char *text, size_t n, double share, double *best)
{
	struct tokens tokens;
	struct stem_term *terms;
	size_t n_terms;

	if (!is_wanting(thing, share, best))
		return;
	tokenize(scratch, text, n, &tokens);
	terms = stem_terms(
	    thing->searcher->stems, scratch, language, &tokens, &n_terms);
	for (size_t w = 0; w < thing->n_words; w++) {
		const char *stem;

		if (is_number(&thing->word[w])) {
			if (share == 1 &&
			    has_number(&tokens, thing->word[w].text))
				best[w] = share;
			continue;
		}
		stem = stem_in(thing, &thing->word[w], language);

		for (size_t i = 0; i < n_terms && best[w] < share; i++)
			if (stem[0] != '\0' && strcmp(terms[i].term, stem) == 0)
				best[w] = share;
	}
}

/* Where the sentence around a position's quote begins and ends. */
static void
sentence_around(const struct passage *passage, const struct position *position,
    size_t *ret_start, size_t *ret_end)
{
	static const char ends[] = ".?!;\n";
	size_t start = position->start, end = position->end;

	if (end > passage->text_length)
		end = passage->text_length;
	if (start > end)
		start = end;
	while (start > 0 && !(strchr(ends, passage->text[start - 1]) != NULL &&
				passage->text[start - 1] != '\n'))
		start--;
	while (end < passage->text_length &&
	       !(strchr(ends, passage->text[end]) != NULL &&
		   passage->text[end] != '\n'))
		end++;
	*ret_start = start;
	*ret_end = end;
}

/* Whether an object stands, in part, for what its sentence names. */
static bool
is_pointing(struct arena *scratch, const char *object)
{
	struct tokens tokens;

	tokenize(scratch, object, strlen(object), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		if (stopword_pointing(tokens.token[i].folded))
			return true;
	return false;
}

double
thing_share(struct thing *thing, struct arena *scratch,
    const struct passage *passage, const struct position *position)
{
	enum language language = passage->language;
	const char *text = passage->text;
	double share = 0, beside = SENTENCE_SHARE, *best;
	size_t start, end;

	if (thing == NULL)
		return 1;
	best = arena_array(scratch, thing->n_words, sizeof *best);
	mark_words(thing, scratch, language, position->object,
	    strlen(position->object), 1, best);
	end = position->end < passage->text_length ? position->end
						   : passage->text_length;
	start = position->start < end ? position->start : end;
	mark_words(thing, scratch, language, text + start, end - start,
	    QUOTE_SHARE, best);
	sentence_around(passage, position, &start, &end);
	if (is_wanting(thing, POINTED_SHARE, best) &&
	    is_pointing(scratch, position->object))
		beside = POINTED_SHARE;
	mark_words(
	    thing, scratch, language, text + start, end - start, beside, best);
	for (size_t i = 0; i < thing->n_words; i++)
		share += best[i] * thing->word[i].weight;
	return share;
}

/* Words that are enough together: any passage about it has one of them. */
static size_t
words_enough(const struct thing *thing)
{
	double sum = 0;
	size_t n = 0;

	while (n < thing->n_words && sum < LOOSE_WEIGHT)
		sum += thing->word[n++].weight;
	return n;
}

struct query *
thing_query(const struct thing *thing, bool loose)
{
	struct arena *arena = thing->searcher->arena;
	struct query *some = query_new(arena, loose ? QUERY_OR : QUERY_AND);
	size_t n = loose ? words_enough(thing) : thing->n_words;
	bool heavy = false;

	for (size_t i = 0; i < n; i++)
		heavy |= !stopword_light(thing->word[i].text);
	for (size_t i = 0; i < n; i++) {
		struct query *word = query_new(arena, QUERY_WORD);

		if (heavy && stopword_light(thing->word[i].text))
			continue;
		word->text = thing->word[i].text;
		query_add(arena, some, word);
	}
	return some->n_children == 1 ? some->child[0] : some;
}
