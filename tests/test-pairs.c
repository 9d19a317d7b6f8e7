/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs rule out passages without a phrase, and no other. */
#include "core/pairs.h"

#include "core/field.h"
#include "core/passage-terms.h"
#include "searcher/verify.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena *arena;
static struct stems *stems;

static void
setup(void)
{
	arena = arena_new();
	stems = stems_new(NULL);
}

static void
teardown(void)
{
	stems_free(stems);
	arena_free(arena);
}

TestSuite(pairs, .init = setup, .fini = teardown);

/* A text of so many words that are hardly ever the same. */
static struct stem_term *
words(uint32_t seed, size_t n)
{
	struct stem_term *term = arena_array(arena, n, sizeof *term);

	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525 + 1013904223;
		term[i].term = arena_printf(arena, "w%u", seed >> 8);
		term[i].length = (uint32_t)strlen(term[i].term);
		term[i].position = (uint32_t)i;
	}
	return term;
}

Test(pairs, all_that_are_there_are_found_and_few_others)
{
	static const size_t sizes[] = {2, 3, 30, 100, 1000};
	unsigned wrong = 0, tried = 0;

	for (uint32_t text = 0; text < 50; text++) {
		size_t size = sizes[text % 5], n;
		struct stem_term *term = words(text, size);
		struct pairs pairs = {0};
		const char *filter;

		pairs_add(arena, &pairs, term, size);
		filter = pairs_filter(arena, &pairs, &n);
		cr_assert_eq(n, size - 1);
		for (size_t i = 1; i < size; i++)
			cr_assert(pairs_may_have(
			    filter, n, term[i - 1].term, term[i].term));
		for (size_t i = 2; i < size; i++, tried++)
			wrong += pairs_may_have(
			    filter, n, term[i - 2].term, term[i].term);
	}
	cr_expect_lt(wrong * 100, tried * 4, "%u of %u", wrong, tried);
}

Test(pairs, a_gap_is_no_pair)
{
	struct stem_term *term = words(1, 3);
	struct pairs pairs = {0};
	const char *filter;
	size_t n;

	filter = pairs_filter(arena, &pairs, &n);
	cr_expect_eq(n, 0);
	cr_expect_not(pairs_may_have(filter, n, "a", "b"));
	term[2].position = 101;
	pairs_add(arena, &pairs, term, 3);
	cr_expect_eq(pairs.n, 1);
}

/* The pairs of a passage as the index has them. */
static struct verify_pairs
document(enum language language, const char *title, const char *text,
    const char *original)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;
	struct verify_pairs pairs = {
	    .language = {LANGUAGE_NONE, LANGUAGE_EN, LANGUAGE_FR},
	    .n_languages = 3};

	record_init(&record);
	passage_init(&passage);
	record.id = "r";
	record.title = title;
	passage.number = 1;
	passage.language = language;
	passage.text = text;
	passage.text_length = strlen(text);
	passage.original = original;
	passage_document(arena, stems, NULL, &record, &passage, &doc);
	cr_assert_eq(doc.values[doc.n_values - 1].slot, SLOT_PAIRS);
	pairs.filter = doc.values[doc.n_values - 1].s;
	pairs.n = doc.values[doc.n_values - 1].len;
	return pairs;
}

static bool
may(const char *text, const struct verify_pairs *pairs)
{
	struct error err = {0};
	struct query *query = query_parse(arena, text, strlen(text), &err);

	cr_assert_not_null(query, "'%s': %s", text, err.message);
	return verify_may_match(
	    verifier_new(arena, stems, query), query, pairs);
}

Test(pairs, tell_which_queries_a_passage_cannot_match)
{
	struct verify_pairs p = document(LANGUAGE_EN, "Fourth reading",
	    "The delegations opposed the deletion of both articles.",
	    "The delegations opposed the dele tion of both articles.");
	static const char *const yes[] = {"\"opposed the deletion\"",
	    "\"oppose the deletions\"", "\"fourth reading\"",
	    "\"dele tion of\"", "both", "-\"articles deletion\"",
	    "\"articles deletion\" OR both", "articles NEAR/9 deletion",
	    "\"articles*\" \"both articles\"", "title:\"no such\""};
	static const char *const no[] = {"\"articles deletion\"",
	    "\"opposed deletion\"", "\"articles fourth\"",
	    "both \"articles deletion\"",
	    "(\"articles deletion\") OR "
	    "\"reading articles\"",
	    "\"articles deletion\" NEAR/5 both"};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(may(yes[i], &p), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(may(no[i], &p), "%s", no[i]);
	p = document(LANGUAGE_FR, "",
	    "Les délégations appuient les "
	    "articles provisoires.",
	    "");
	cr_expect(may("\"articles provisoire\"", &p));
	cr_expect_not(may("\"provisoires articles\"", &p));
}
