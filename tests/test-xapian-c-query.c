/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries: what each operator finds. */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

TestSuite(xapian_c_query, .init = scratch_begin, .fini = scratch_end);

static struct xap_db *
make_db(void)
{
	struct xap_writer *writer = scratch_create("db");

	scratch_add(writer, "red green blue", "2020-01");
	scratch_add(writer, "green red", "2021-05");
	scratch_add(writer, "red one two three four green", "2022");
	scratch_add(writer, "blue sky", NULL);
	scratch_add(writer, "redder", "2021");
	scratch_finish(writer);
	return scratch_open("db");
}

/* `n` terms out of "red green blue ..." combined; frees the parts. */
static struct xap_query *
combine(enum xap_op op, const char *words, uint32_t window)
{
	struct xap_query *parts[8], *whole;
	char copy[100];
	size_t n = 0;

	snprintf(copy, sizeof copy, "%s", words);
	for (char *at = copy; *at;) {
		size_t len = strcspn(at, " ");

		parts[n] = xap_query_term(at, len, 1, (uint32_t)n + 1, NULL);
		n++;
		at += len + strspn(at + len, " ");
	}
	whole = xap_query_combine(
	    op, (const struct xap_query *const *)parts, n, window, NULL);
	for (size_t i = 0; i < n; i++)
		xap_query_free(parts[i]);
	return whole;
}

static const struct {
	enum xap_op op;
	const char *words;
	uint32_t window;
	const char *found;
} operators[] = {
    {XAP_AND, "red green", 0, "1 2 3"},
    {XAP_AND, "red green blue", 0, "1"},
    {XAP_AND, "red", 0, "1 2 3"},
    {XAP_AND, "", 0, ""},
    {XAP_OR, "blue redder", 0, "1 4 5"},
    {XAP_OR, "", 0, ""},
    {XAP_AND_NOT, "red blue", 0, "2 3"},
    {XAP_AND_NOT, "red blue two", 0, "2"},
    {XAP_XOR, "red blue", 0, "2 3 4"},
    {XAP_AND_MAYBE, "red blue", 0, "1 2 3"},
    {XAP_FILTER, "red blue green", 0, "1"},
    {XAP_SYNONYM, "sky redder", 0, "4 5"},
    {XAP_MAX, "sky redder", 0, "4 5"},
    {XAP_ELITE, "sky redder", 10, "4 5"},
    {XAP_PHRASE, "red green", 0, "1"},
    {XAP_PHRASE, "green red", 0, "2"},
    {XAP_PHRASE, "red green", 6, "1 3"},
    {XAP_PHRASE, "red green", 5, "1"},
    {XAP_NEAR, "red green", 0, "1 2"},
    {XAP_NEAR, "green red", 6, "1 2 3"},
};

Test(xapian_c_query, operators)
{
	struct xap_db *db = make_db();

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		struct xap_query *query = combine(
		    operators[i].op, operators[i].words, operators[i].window);

		cr_assert_not_null(query);
		cr_expect_str_eq(scratch_found(db, query), operators[i].found,
		    "operator %d of '%s', window %u", (int)operators[i].op,
		    operators[i].words, (unsigned)operators[i].window);
	}
	xap_db_free(db);
}

static const struct {
	const char *low, *high, *found;
} ranges[] = {
    {"2020", "2021", "1 5"},
    {"2020-01", "2020-01", "1"},
    {"2021", "2021-99", "2 5"},
    {"2021", NULL, "2 3 5"},
    {NULL, "2021", "1 5"},
    {NULL, NULL, "1 2 3 4 5"},
    {"2022", "2020", ""},
    {"3", NULL, ""},
};

Test(xapian_c_query, ranges_of_values)
{
	struct xap_db *db = make_db();

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		const char *low = ranges[i].low, *high = ranges[i].high;
		struct xap_query *query = xap_query_range(1, low,
		    low ? strlen(low) : 0, high, high ? strlen(high) : 0, NULL);

		cr_expect_str_eq(scratch_found(db, query), ranges[i].found,
		    "from %s to %s", low ? low : "-", high ? high : "-");
	}
	xap_db_free(db);
}

Test(xapian_c_query, ids_of_the_callers)
{
	static const uint32_t ids[] = {2, 3, 5}, twice[] = {2, 2};
	struct xap_db *db = make_db(), *two;
	struct xap_query *red = xap_query_term("red", 3, 1, 0, NULL);
	struct xap_query *some = xap_query_ids(ids, 3, NULL);
	struct xap_query *both = xap_query_pair(XAP_FILTER, red, some, NULL);
	struct xap_error err;

	cr_expect_str_eq(scratch_found(db, some), "2 3 5");
	cr_expect_str_eq(scratch_found(db, both), "2 3");
	cr_expect_str_eq(scratch_found(db, xap_query_ids(NULL, 0, NULL)), "");
	cr_expect_null(xap_query_ids(twice, 2, &err));
	cr_expect_eq(err.status, XAP_ARGUMENT);
	/* Of two databases they would mean nothing. */
	two = xap_db_new_empty(NULL);
	xap_db_add(two, db, NULL);
	xap_db_add(two, db, NULL);
	some = xap_query_ids(ids, 3, NULL);
	cr_expect_null(xap_match(two, some, NULL, &err));
	cr_expect_neq(err.status, XAP_OK);
	xap_query_free(some);
	xap_query_free(red);
	xap_db_free(two);
	xap_db_free(db);
}

Test(xapian_c_query, phrases_of_alternatives)
{
	struct xap_db *db = make_db();
	struct xap_query *either = combine(XAP_OR, "green blue", 0);
	struct xap_query *red = scratch_term("red");
	struct xap_query *wild =
	    xap_query_wildcard("gre", 3, 10, XAP_WILDCARD_ERROR, NULL);
	struct xap_error err;
	struct xap_query *phrase =
	    xap_query_pair(XAP_PHRASE, red, either, &err);
	struct xap_matches *matches;

	cr_assert_str_eq(scratch_found(db, phrase), "1");
	/* What is not possible is an error, and not an exception. */
	phrase = xap_query_pair(XAP_PHRASE, red, wild, &err);
	matches = xap_match(db, phrase, NULL, &err);
	cr_assert_null(matches);
	cr_assert_eq(err.status, XAP_UNIMPLEMENTED, "%s", err.message);
	xap_query_free(phrase);
	xap_query_free(either);
	xap_query_free(red);
	xap_query_free(wild);
	xap_db_free(db);
}

Test(xapian_c_query, wildcards_have_a_limit)
{
	struct xap_writer *writer = scratch_create("many");
	struct xap_match_params params = {.count = 200};
	struct xap_error err;
	struct xap_query *query;
	struct xap_db *db;

	for (int i = 0; i < 100; i++) {
		char text[40];

		snprintf(text, sizeof text, "art%03d%s", i,
		    i >= 90 ? " art099" : "");
		scratch_add(writer, text, NULL);
	}
	scratch_finish(writer);
	db = scratch_open("many");

	query = xap_query_wildcard("art", 3, 99, XAP_WILDCARD_ERROR, &err);
	cr_assert_null(xap_match(db, query, &params, &err));
	cr_assert_eq(err.status, XAP_WILDCARD, "%s", err.message);
	cr_assert_str_eq(err.type, "WildcardError");
	xap_query_free(query);
	query = xap_query_wildcard("art", 3, 100, XAP_WILDCARD_ERROR, &err);
	cr_assert_eq(strlen(scratch_found_by(db, query, &params)),
	    9 * 2 + 90 * 3 + 4 - 1);
	query = xap_query_wildcard("art00", 5, 99, XAP_WILDCARD_ERROR, &err);
	cr_assert_str_eq(scratch_found(db, query), "1 2 3 4 5 6 7 8 9 10");
	query = xap_query_wildcard("art", 3, 2, XAP_WILDCARD_FIRST, &err);
	cr_assert_str_eq(scratch_found(db, query), "1 2");
	query = xap_query_wildcard("art", 3, 1, XAP_WILDCARD_FREQUENT, &err);
	cr_assert_str_eq(
	    scratch_found(db, query), "91 92 93 94 95 96 97 98 99 100");
	cr_assert_null(
	    xap_query_wildcard("art", 3, 0, XAP_WILDCARD_ERROR, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_query_wildcard("", 0, 10, XAP_WILDCARD_ERROR, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	xap_db_free(db);
}

Test(xapian_c_query, weights_are_scaled)
{
	struct xap_db *db = make_db();
	struct xap_match_params params = {.count = 10};
	struct xap_query *sky = scratch_term("sky");
	struct xap_query *redder = scratch_term("redder");
	struct xap_query *scaled;
	struct xap_error err;

	scaled = xap_query_scale(sky, 100, &err);
	cr_assert_str_eq(
	    scratch_found_by(
		db, xap_query_pair(XAP_OR, scaled, redder, &err), &params),
	    "4 5");
	xap_query_free(scaled);
	scaled = xap_query_scale(sky, 0.01, &err);
	cr_assert_str_eq(
	    scratch_found_by(
		db, xap_query_pair(XAP_OR, scaled, redder, &err), &params),
	    "5 4");
	xap_query_free(scaled);
	cr_assert_null(xap_query_scale(sky, -1, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_query_scale(sky, NAN, &err));
	cr_assert_null(xap_query_scale(NULL, 1, &err));
	xap_query_free(sky);
	xap_query_free(redder);
	xap_db_free(db);
}

Test(xapian_c_query, written_and_read_again)
{
	struct xap_db *db = make_db();
	struct xap_query *query = combine(XAP_PHRASE, "red green", 6), *copy;
	struct xap_text bytes = {0}, text = {0};
	struct xap_terms *terms;
	struct xap_error err;

	cr_assert_eq(xap_query_write(query, &bytes, &err), XAP_OK);
	copy = xap_query_read(bytes.s, bytes.len, &err);
	cr_assert_not_null(copy, "%s", err.message);
	cr_assert_eq(xap_query_describe(copy, &text, &err), XAP_OK);
	cr_assert_not_null(strstr(text.s, "red"));
	cr_assert_not_null(strstr(text.s, "PHRASE 6"));
	terms = xap_terms_of_query(copy, &err);
	cr_assert(xap_terms_next(terms, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "green");
	cr_assert(xap_terms_next(terms, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "red");
	cr_assert_not(xap_terms_next(terms, &err));
	cr_assert_eq(err.status, XAP_OK);
	xap_terms_free(terms);
	cr_assert_str_eq(scratch_found(db, copy), "1 3");
	for (size_t cut = 0; cut < bytes.len; cut++) {
		copy = xap_query_read(bytes.s, cut, &err);
		cr_assert_eq(copy == NULL, err.status != XAP_OK);
		xap_query_free(copy);
	}
	xap_query_free(query);
	xap_text_clear(&bytes);
	xap_text_clear(&text);
	xap_db_free(db);
}

Test(xapian_c_query, wrong_arguments)
{
	struct xap_query *none = xap_query_none(NULL);
	const struct xap_query *holed[] = {none, NULL};
	struct xap_error err;

	cr_assert(xap_query_empty(none));
	cr_assert(xap_query_empty(NULL));
	cr_assert_null(xap_query_combine(XAP_AND, holed, 2, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_not_null(strstr(err.message, "NULL"));
	cr_assert_null(xap_query_term("", 0, 1, 0, &err));
	cr_assert_null(xap_query_combine(XAP_AND, holed, 2, 0, &err));
	cr_assert_not_null(strstr(err.message, "empty term"));
	xap_query_free(xap_query_all(&err));
	cr_assert_null(xap_query_combine(XAP_AND, NULL, 2, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_query_combine((enum xap_op)77, holed, 1, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_query_term("", 0, 1, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	xap_query_free(none);
}
