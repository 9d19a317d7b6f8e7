/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matches: order, counts, facets, collapsing, callbacks, snippets. */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(xapian_c_match, .init = scratch_begin, .fini = scratch_end);

/* 60 documents; value a, b, c or none by turns; "rare" in each 20th. */
static struct xap_db *
make_db(void)
{
	static const char *const values[] = {"a", "b", "c", NULL, "a", "a"};
	struct xap_writer *writer = scratch_create("db");

	for (int i = 0; i < 60; i++)
		scratch_add(writer,
		    i % 20 == 19 ? "common rare rare" : "common words here",
		    values[i % 6]);
	scratch_finish(writer);
	return scratch_open("db");
}

static struct xap_matches *
match(
    struct xap_db *db, const char *term, const struct xap_match_params *params)
{
	struct xap_query *query = scratch_term(term);
	struct xap_error err;
	struct xap_matches *matches = xap_match(db, query, params, &err);

	cr_assert_not_null(matches, "%s", err.message);
	xap_query_free(query);
	return matches;
}

Test(xapian_c_match, pages_weights_and_counts)
{
	struct xap_db *db = make_db();
	struct xap_match_params params = {
	    .count = 10, .first = 55, .check_at_least = XAP_EXACT};
	struct xap_matches *matches;
	struct xap_error err;
	struct xap_count count;
	struct xap_hit hit, last = {.weight = 1e9};

	matches = match(db, "common", &params);
	cr_assert_eq(xap_matches_size(matches), 5);
	count = xap_matches_count(matches);
	cr_assert_eq(count.lower, 60);
	cr_assert_eq(count.estimated, 60);
	cr_assert_eq(count.upper, 60);
	cr_assert(count.exact);
	cr_assert_eq(xap_matches_get(matches, 5, &hit, &err), XAP_RANGE);
	xap_matches_free(matches);

	params.first = 0;
	params.count = 0;
	matches = match(db, "rare", &params);
	cr_assert_eq(xap_matches_size(matches), 0);
	cr_assert_eq(xap_matches_count(matches).estimated, 3);
	xap_matches_free(matches);

	params =
	    (struct xap_match_params){.first = UINT32_MAX, .count = UINT32_MAX};
	matches = match(db, "rare", &params);
	cr_assert_eq(xap_matches_size(matches), 0);
	xap_matches_free(matches);

	matches = match(db, "rare", NULL);
	cr_assert_eq(xap_matches_size(matches), 3);
	for (size_t i = 0; i < 3; i++) {
		cr_assert_eq(xap_matches_get(matches, i, &hit, &err), XAP_OK);
		cr_assert_eq(hit.percent, 100);
		cr_assert_leq(hit.weight, last.weight);
		cr_assert_gt(hit.weight, 0);
		last = hit;
	}
	xap_matches_free(matches);
	xap_db_free(db);
}

Test(xapian_c_match, facets_are_exact)
{
	static const uint32_t slots[] = {1, 9};
	struct xap_db *db = make_db();
	struct xap_match_params params = {.count = 1,
	    .check_at_least = XAP_EXACT,
	    .facets = slots,
	    .n_facets = 2};
	struct xap_matches *matches = match(db, "common", &params);
	const struct xap_facet *facet;
	size_t n;

	facet = xap_matches_facet(matches, 0, &n);
	cr_assert_eq(n, 3);
	cr_assert_str_eq(facet[0].value, "a");
	cr_assert_eq(facet[0].count, 30);
	cr_assert_str_eq(facet[1].value, "b");
	cr_assert_eq(facet[1].count, 10);
	cr_assert_str_eq(facet[2].value, "c");
	cr_assert_eq(facet[2].count, 10);
	cr_assert_eq(xap_matches_facet_total(matches, 0), 60);
	cr_assert_not_null(xap_matches_facet(matches, 1, &n));
	cr_assert_eq(n, 0);
	cr_assert_null(xap_matches_facet(matches, 2, &n));
	xap_matches_free(matches);
	xap_db_free(db);
}

Test(xapian_c_match, collapsing)
{
	struct xap_db *db = make_db();
	struct xap_match_params params = {.count = 60,
	    .collapse = true,
	    .collapse_slot = 1,
	    .weighting = XAP_BOOLEAN,
	    .check_at_least = XAP_EXACT};
	struct xap_matches *matches = match(db, "common", &params);
	struct xap_hit hit;

	/* One each of a, b, c, and the ten that have no value. */
	cr_assert_eq(xap_matches_size(matches), 13);
	cr_assert_eq(xap_matches_get(matches, 0, &hit, NULL), XAP_OK);
	cr_assert_eq(hit.docid, 1);
	cr_assert_str_eq(hit.collapse_key, "a");
	cr_assert_gt(hit.collapse_count, 0);
	xap_matches_free(matches);
	params.collapse_max = 2;
	matches = match(db, "common", &params);
	cr_assert_eq(xap_matches_size(matches), 16);
	xap_matches_free(matches);
	xap_db_free(db);
}

Test(xapian_c_match, sorting)
{
	struct xap_writer *writer = scratch_create("sorted");
	struct xap_match_params params = {.count = 10, .sort_slot = 1};
	struct xap_query *all = xap_query_all(NULL);
	struct xap_error err;
	struct xap_db *db;

	scratch_add(writer, "x x x", "b");
	scratch_add(writer, "x y z", "c");
	scratch_add(writer, "x x y", "a");
	scratch_add(writer, "x x x", "a");
	scratch_finish(writer);
	db = scratch_open("sorted");
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "1 4 3 2");
	params.docid_order = XAP_DOCID_DESCENDING;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "4 1 3 2");
	params.docid_order = XAP_DOCID_ASCENDING;
	params.sort = XAP_SORT_VALUE;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "3 4 1 2");
	params.sort_descending = true;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "2 1 3 4");
	params.sort = XAP_SORT_VALUE_THEN_RELEVANCE;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "2 1 4 3");
	params.sort = XAP_SORT_RELEVANCE_THEN_VALUE;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "1 4 3 2");
	params.sort_descending = false;
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "4 1 3 2");
	params = (struct xap_match_params){.count = 10, .cutoff_percent = 90};
	cr_assert_str_eq(
	    scratch_found_by(db, scratch_term("x"), &params), "1 4");
	params.sort = (enum xap_sort)99;
	cr_assert_null(xap_match(db, all, &params, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	xap_query_free(all);
	xap_db_free(db);
}

/* What the callbacks saw. */
struct seen {
	unsigned decided, seen;
	const char *wanted;
};

static bool
decide(void *context, uint32_t docid, struct xap_doc *doc)
{
	struct seen *seen = context;
	struct xap_text value = {0};
	bool wanted;

	cr_assert_eq(docid, xap_doc_docid(doc));
	cr_assert_eq(xap_doc_value(doc, 1, &value, NULL), XAP_OK);
	wanted = !strcmp(value.s, seen->wanted);
	xap_text_clear(&value);
	seen->decided++;
	return wanted;
}

static void
see(void *context, uint32_t docid, double weight, struct xap_doc *doc)
{
	struct seen *seen = context;
	struct xap_text data = {0};

	cr_assert_gt(docid, 0);
	cr_assert_geq(weight, 0);
	cr_assert_eq(xap_doc_data(doc, &data, NULL), XAP_OK);
	cr_assert_eq(strncmp(data.s, "common", 6), 0);
	xap_text_clear(&data);
	seen->seen++;
}

Test(xapian_c_match, callbacks_decide_and_see)
{
	struct xap_db *db = make_db();
	struct seen seen = {.wanted = "b"};
	struct xap_match_params params = {.count = 3,
	    .check_at_least = XAP_EXACT,
	    .decide = decide,
	    .decide_context = &seen,
	    .see = see,
	    .see_context = &seen};
	struct xap_matches *matches = match(db, "common", &params);
	struct xap_hit hit;

	cr_assert_eq(xap_matches_size(matches), 3);
	cr_assert_eq(xap_matches_get(matches, 2, &hit, NULL), XAP_OK);
	cr_assert_eq((hit.docid - 1) % 6, 1);
	cr_assert_eq(xap_matches_count(matches).estimated, 10);
	cr_assert(xap_matches_count(matches).exact);
	cr_assert_eq(seen.decided, 60);
	cr_assert_eq(seen.seen, 10);
	xap_matches_free(matches);
	xap_db_free(db);
}

Test(xapian_c_match, documents_and_terms_of_a_match)
{
	struct xap_db *db = make_db();
	struct xap_query *parts[] = {xap_query_term("rare", 4, 1, 1, NULL),
	    xap_query_term("common", 6, 1, 2, NULL),
	    xap_query_term("absent", 6, 1, 3, NULL)};
	struct xap_query *query = xap_query_combine(
	    XAP_OR, (const struct xap_query *const *)parts, 3, 0, NULL);
	struct xap_matches *matches = xap_match(db, query, NULL, NULL);
	struct xap_text data = {0};
	struct xap_terms *terms;
	struct xap_error err;
	struct xap_doc *doc;

	for (int i = 0; i < 3; i++)
		xap_query_free(parts[i]);
	xap_query_free(query);
	xap_db_free(db);
	/* Matches outlive what they were made of. */
	cr_assert_eq(xap_matches_fetch(matches, &err), XAP_OK);
	doc = xap_matches_doc(matches, 0, &err);
	cr_assert_eq(xap_doc_data(doc, &data, &err), XAP_OK);
	cr_assert_str_eq(data.s, "common rare rare");
	terms = xap_matches_terms(matches, 0, &err);
	cr_assert(xap_terms_next(terms, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "rare");
	cr_assert(xap_terms_next(terms, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "common");
	cr_assert_not(xap_terms_next(terms, &err));
	cr_assert_not(xap_terms_skip_to(terms, "a", 1, &err));
	cr_assert_eq(err.status, XAP_UNIMPLEMENTED);
	cr_assert_null(xap_matches_doc(matches, 99, &err));
	cr_assert_eq(err.status, XAP_RANGE);
	cr_assert_null(xap_matches_terms(matches, 99, &err));
	xap_terms_free(terms);
	xap_doc_free(doc);
	xap_matches_free(matches);
	xap_text_clear(&data);
}

/* --- snippets ------------------------------------------------------------ */

#define HI   "\xee\x80\x80"
#define LO   "\xee\x80\x81"
#define OMIT "\xee\x80\x82"

static const struct {
	const char *text;
	size_t length;
	const char *snippet;
} snippets[] = {
    {"a rare <script>alert(1)</script> bird", 0,
	"a " HI "rare" LO " <script>alert(1)</script> bird"},
    {"rare & \"quoted\" &amp; &lt; end", 0,
	HI "rare" LO " & \"quoted\" &amp; &lt; end"},
    {"marks " HI "forged" LO " rare", 0, "marks forged " HI "rare" LO},
    {"nothing of it", 0, "nothing of it"},
    {"", 0, ""},
    {"many words stand before the one that is rare and many after it", 12,
	OMIT "is " HI "rare" LO " and" OMIT},
};

Test(xapian_c_match, snippets_are_plain_text_between_marks)
{
	struct xap_db *db = make_db();
	struct xap_matches *matches = match(db, "rare", NULL);
	struct xap_text text = {0};
	struct xap_error err;

	for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
		struct xap_snippet_params params = {
		    .length = snippets[i].length, .exhaustive = true};

		cr_assert_eq(
		    xap_matches_snippet(matches, snippets[i].text,
			strlen(snippets[i].text), &params, &text, &err),
		    XAP_OK);
		cr_expect_str_eq(text.s, snippets[i].snippet, "%s", text.s);
	}
	xap_text_clear(&text);
	xap_matches_free(matches);
	xap_db_free(db);
}

Test(xapian_c_match, snippets_with_marks_and_stems_of_the_caller)
{
	struct xap_writer *writer = scratch_create("stems");
	struct xap_snippet_params params = {.hi_start = "[", .hi_end = "]"};
	struct xap_text text = {0};
	struct xap_matches *matches;
	struct xap_error err;
	struct xap_db *db;

	scratch_add(writer, "Zoppos", NULL);
	scratch_finish(writer);
	db = scratch_open("stems");
	matches = match(db, "Zoppos", NULL);
	params.stemmer = xap_stemmer_new("en", &err);
	cr_assert_eq(xap_matches_snippet(
			 matches, "they opposed it", 15, &params, &text, &err),
	    XAP_OK);
	cr_assert_str_eq(text.s, "they [opposed] it");
	params.only_with_match = true;
	cr_assert_eq(xap_matches_snippet(
			 matches, "they did not", 12, &params, &text, &err),
	    XAP_OK);
	cr_assert_str_eq(text.s, "");
	/* Empty marks would let markup through: they are refused. */
	params.hi_start = "";
	cr_assert_eq(xap_matches_snippet(matches, "x", 1, &params, &text, &err),
	    XAP_ARGUMENT);
	params.hi_start = "<b>";
	cr_assert_eq(xap_matches_snippet(matches, "x", 1, &params, &text, &err),
	    XAP_ARGUMENT);
	xap_stemmer_free((struct xap_stemmer *)(uintptr_t)params.stemmer);
	xap_text_clear(&text);
	xap_matches_free(matches);
	xap_db_free(db);
}

static struct xap_query *
pair(enum xap_op op, struct xap_query *a, struct xap_query *b)
{
	struct xap_error err;
	struct xap_query *query = xap_query_pair(op, a, b, &err);

	cr_assert_not_null(query, "%s", err.message);
	xap_query_free(a);
	xap_query_free(b);
	return query;
}

/* A document for each number; its words are the divisors. */
static struct xap_db *
make_numbers(int last)
{
	struct xap_writer *writer = scratch_create("numbers");

	for (int i = 1; i <= last; i++) {
		char text[200] = "";

		for (int d = 1; d <= 12; d++)
			if (i % d == 0)
				snprintf(text + strlen(text),
				    sizeof text - strlen(text), "by%d ", d);
		scratch_add(writer, text, NULL);
	}
	scratch_finish(writer);
	return scratch_open("numbers");
}

static struct xap_query *
by(int divisor)
{
	char term[16];

	snprintf(term, sizeof term, "by%d", divisor);
	return scratch_term(term);
}

static struct xap_query *
scaled(struct xap_query *query)
{
	struct xap_error err;
	struct xap_query *scale = xap_query_scale(query, 0.5, &err);

	xap_query_free(query);
	return scale;
}

/* The documents listed are those that a match finds. */
static void
expect_same(struct xap_db *db, struct xap_query *query, size_t number)
{
	struct xap_match_params params = {
	    .count = UINT32_MAX, .check_at_least = XAP_EXACT};
	struct xap_error err;
	struct xap_matches *matches = xap_match(db, query, &params, &err);
	uint64_t bits[80] = {0}, found[80];
	struct xap_hit hit;

	for (size_t i = 0; i < xap_matches_size(matches); i++) {
		xap_matches_get(matches, i, &hit, &err);
		bits[hit.docid / 64] |= (uint64_t)1 << hit.docid % 64;
	}
	xap_matches_free(matches);
	memset(found, 0xFF, sizeof found);
	cr_assert_eq(xap_query_documents(db, query, found, 80, &err), XAP_OK,
	    "%s", err.message);
	cr_expect_arr_eq(found, bits, sizeof bits, "query %zu", number);
	xap_query_free(query);
}

Test(xapian_c_match, lists_the_documents_of_a_query)
{
	struct xap_db *db = make_numbers(5000);
	struct xap_error err;
	struct xap_query *query[] = {by(7), by(1), by(13), xap_query_all(&err),
	    xap_query_none(&err), pair(XAP_AND, by(4), by(6)),
	    pair(XAP_OR, by(5), by(9)),
	    pair(XAP_AND, pair(XAP_AND, by(11), by(12)), by(1)),
	    pair(XAP_AND_NOT, by(2), by(4)), pair(XAP_FILTER, by(10), by(8)),
	    pair(XAP_AND_MAYBE, by(10), by(3)), scaled(by(3)),
	    pair(XAP_XOR, by(2), by(3)),
	    xap_query_wildcard("by1", 3, 10, XAP_WILDCARD_ERROR, &err),
	    pair(XAP_AND, pair(XAP_SYNONYM, by(5), by(7)),
		pair(XAP_AND_NOT, by(1), pair(XAP_OR, by(2), by(11))))};
	uint64_t bits[80];
	struct xap_query *all;

	for (size_t i = 0; i < sizeof query / sizeof *query; i++)
		expect_same(db, query[i], i);
	all = xap_query_all(&err);
	cr_expect_eq(xap_query_documents(db, all, bits, 78, &err), XAP_RANGE);
	cr_expect_eq(
	    xap_query_documents(db, NULL, bits, 80, &err), XAP_ARGUMENT);
	xap_query_free(all);
	xap_db_free(db);
}
