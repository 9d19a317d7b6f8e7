/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The best of a frequent word, found by lengths that are told: the same matches
 * as libxapian's, weights and all.
 */
#include "config.h"

#include "core/columns-writer.h"
#include "core/columns.h"
#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <string.h>

/* A whole chunk of lengths, and some. */
#define DOCUMENTS (COLUMNS_DOCUMENTS + 3000)

/* Words, and of how many documents one has each; the last is in all. */
static const struct {
	const char *term;
	unsigned every;
} words[] = {{"ice", 7}, {"port", 3}, {"ports", 11}, {"Sice", 90},
    {"rare", 399}, {"all", 1}};

#define N_WORDS (sizeof words / sizeof *words)

static struct arena *arena;
static struct xap_db *db;
static struct columns_lengths lengths;
static unsigned asked; /* for lengths */
static uint32_t wrong; /* told of a document more than there is */

/* Numbers without order, the same every time. */
static uint32_t
mixed(uint32_t a, uint32_t b)
{
	uint32_t x = a * 2654435761u ^ b * 40503u;

	x ^= x >> 15;
	x *= 2246822519u;
	return x ^ x >> 13;
}

static void
add_document(struct xap_writer *writer, uint32_t docid)
{
	struct xap_term_input term[N_WORDS + 1];
	struct xap_doc_input doc = {.terms = term};
	struct xap_error err;

	memset(term, 0, sizeof term);
	for (unsigned i = 0; i < N_WORDS; i++)
		if (mixed(docid, i) % words[i].every == 0) {
			struct xap_term_input *to = &term[doc.n_terms++];

			to->s = words[i].term;
			to->len = strlen(words[i].term);
			to->wdf = 1 + mixed(docid, i + 50) % 4;
		}
	/* The rest of its length. */
	term[doc.n_terms].s = "filling";
	term[doc.n_terms].len = strlen("filling");
	term[doc.n_terms++].wdf = 1 + mixed(docid, 99) % 700;
	xap_writer_add(writer, &doc, NULL, &err);
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
}

static void
cover(struct xap_writer *writer, uint32_t last)
{
	struct xap_error err;
	struct columns_writer *columns;

	cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
	columns = columns_writer_begin(arena, writer, &err);
	cr_assert_not_null(columns, "%s", err.message);
	cr_assert_eq(columns_writer_add(columns, xap_writer_db(writer),
			 columns_writer_documents(columns) + 1, last, &err),
	    XAP_OK, "%s", err.message);
	cr_assert_eq(columns_writer_end(columns, &err), XAP_OK);
	columns_writer_free(columns);
}

static void
setup(void)
{
	struct xap_writer *writer;
	struct xap_error err;

	arena = arena_new();
	scratch_begin();
	writer = scratch_create("db");
	for (uint32_t id = 1; id <= DOCUMENTS; id++) {
		add_document(writer, id);
		/* In two steps, so that a chunk that is not full goes on. */
		if (id == 5000)
			cover(writer, id);
	}
	cover(writer, DOCUMENTS);
	scratch_finish(writer);
	db = scratch_open("db");
	memset(&lengths, 0, sizeof lengths);
	lengths.columns = columns_open(arena, db, DOCUMENTS, &err);
	cr_assert_not_null(lengths.columns);
	asked = 0;
	wrong = 0;
}

static void
teardown(void)
{
	xap_text_clear(&lengths.text);
	xap_db_free(db);
	scratch_end();
	arena_free(arena);
}

TestSuite(best, .init = setup, .fini = teardown);

static bool
tell(void *context, uint32_t docid, struct xap_lengths *ret)
{
	static unsigned char one[4];
	uint32_t length;

	(void)context;
	asked++;
	if (wrong == 0)
		return columns_lengths_read(&lengths, docid, ret);
	xap_db_doc_length(db, docid, &length, NULL, NULL);
	length += wrong;
	for (unsigned i = 0; i < 4; i++)
		one[i] = (unsigned char)(length >> 8 * i);
	*ret = (struct xap_lengths){
	    .first = docid, .count = 1, .width = 4, .bytes = one};
	return true;
}

static struct xap_query *
any(enum xap_op op, struct xap_query *a, struct xap_query *b)
{
	struct xap_query *both = xap_query_pair(op, a, b, NULL);

	xap_query_free(a);
	xap_query_free(b);
	return both;
}

static struct xap_query *
scaled(struct xap_query *query, double factor)
{
	struct xap_query *ret = xap_query_scale(query, factor, NULL);

	xap_query_free(query);
	return ret;
}

/* Compare with the match that is told no lengths. */
static void
expect_same(struct xap_query *query, uint32_t first, uint32_t count, bool told)
{
	struct xap_match_params params = {.first = first, .count = count};
	struct xap_matches *usual, *best;
	struct xap_error err;
	struct xap_count counted;

	params.check_at_least = XAP_EXACT;
	usual = xap_match(db, query, &params, &err);
	cr_assert_not_null(usual, "%s", err.message);
	params.check_at_least = 0;
	params.lengths = tell;
	asked = 0;
	best = xap_match(db, query, &params, &err);
	cr_assert_not_null(best, "%s", err.message);
	cr_expect_eq(asked > 0, told, "lengths were asked for: %u", asked);
	cr_assert_eq(xap_matches_size(best), xap_matches_size(usual));
	counted = xap_matches_count(best);
	/* Far down many weigh the same: it may be left to libxapian. */
	if (told && wrong == 0 && first < 100) {
		cr_expect(counted.exact);
		cr_expect_eq(
		    counted.estimated, xap_matches_count(usual).estimated);
	}
	for (size_t i = 0; i < xap_matches_size(best); i++) {
		struct xap_hit x, y;

		xap_matches_get(usual, i, &x, NULL);
		xap_matches_get(best, i, &y, NULL);
		cr_expect_eq(x.docid, y.docid, "place %zu: %u, not %u", i,
		    y.docid, x.docid);
		cr_expect_eq(x.weight, y.weight);
	}
	xap_matches_free(usual);
	xap_matches_free(best);
}

static struct xap_query *
word_with_title(void)
{
	return any(
	    XAP_OR, scratch_term("ice"), scaled(scratch_term("Sice"), 0.5));
}

Test(best, words)
{
	static const uint32_t pages[][2] = {
	    {0, 10}, {0, 1}, {40, 20}, {180, 20}};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct xap_query *one = scratch_term("port");
		struct xap_query *title = word_with_title();
		struct xap_query *either =
		    any(XAP_OR, scratch_term("ice"), scratch_term("port"));

		expect_same(one, pages[i][0], pages[i][1], true);
		expect_same(title, pages[i][0], pages[i][1], true);
		expect_same(either, pages[i][0], pages[i][1], true);
		xap_query_free(one);
		xap_query_free(title);
		xap_query_free(either);
	}
}

Test(best, synonyms)
{
	struct xap_query *same =
	    any(XAP_SYNONYM, scratch_term("port"), scratch_term("ports"));
	struct xap_query *mixed_up = any(XAP_OR, scratch_term("ice"),
	    scaled(
		any(XAP_SYNONYM, scratch_term("port"), scratch_term("ports")),
		0.3));
	struct xap_query *words_of_two = any(XAP_SYNONYM, word_with_title(),
	    any(XAP_OR, scratch_term("port"),
		scaled(scratch_term("rare"), 0.5)));

	expect_same(same, 0, 20, true);
	expect_same(mixed_up, 0, 20, true);
	expect_same(words_of_two, 0, 20, true);
	xap_query_free(same);
	xap_query_free(mixed_up);
	xap_query_free(words_of_two);
}

/* A word of all documents, and whole queries with a factor. */
Test(best, all)
{
	struct xap_query *all = scaled(scratch_term("all"), 1);
	struct xap_query *less = scaled(word_with_title(), 0.25);

	expect_same(all, 0, 20, true);
	expect_same(less, 0, 20, true);
	xap_query_free(all);
	xap_query_free(less);
}

/* What is few, too far down, or of another shape is left to libxapian. */
Test(best, left_alone)
{
	struct xap_query *rare = scratch_term("rare");
	struct xap_query *port = scratch_term("port");
	struct xap_query *in_one_of_two = any(XAP_AND, scratch_term("all"),
	    any(XAP_AND_MAYBE, scratch_term("ice"), scratch_term("port")));
	struct xap_query *ranged = any(XAP_FILTER, scratch_term("port"),
	    xap_query_range(0, "1", 1, "2", 1, NULL));

	expect_same(rare, 0, 10, false);
	expect_same(port, 190, 20, false);
	expect_same(in_one_of_two, 0, 10, false);
	expect_same(ranged, 0, 10, false);
	xap_query_free(rare);
	xap_query_free(port);
	xap_query_free(in_one_of_two);
	xap_query_free(ranged);
}

/* Words that all must be there, each with its title. */
Test(best, words_together)
{
	struct xap_query *two =
	    any(XAP_AND, scratch_term("port"), word_with_title());
	struct xap_query *three = any(XAP_AND, word_with_title(),
	    any(XAP_AND, scratch_term("all"), scratch_term("ports")));
	struct xap_query *none =
	    any(XAP_AND, scratch_term("port"), scratch_term("missing"));

	expect_same(two, 0, 20, true);
	expect_same(two, 50, 20, true);
	expect_same(three, 0, 20, true);
	expect_same(none, 0, 20, false);
	xap_query_free(two);
	xap_query_free(three);
	xap_query_free(none);
}

/* What stands beside words and weighs nothing. */
Test(best, words_among_others)
{
	struct xap_query *within = any(XAP_FILTER, word_with_title(),
	    any(XAP_OR, scratch_term("ports"), scratch_term("rare")));
	struct xap_query *without = any(XAP_AND_NOT,
	    any(XAP_FILTER, scratch_term("all"), scratch_term("port")),
	    scratch_term("ports"));
	struct xap_query *nowhere =
	    any(XAP_FILTER, scratch_term("port"), scratch_term("missing"));
	struct xap_query *within_few =
	    any(XAP_FILTER, scratch_term("all"), scratch_term("Sice"));

	expect_same(within, 0, 20, true);
	expect_same(without, 0, 20, true);
	expect_same(nowhere, 0, 20, false);
	expect_same(within_few, 0, 20, true);
	xap_query_free(within);
	xap_query_free(without);
	xap_query_free(nowhere);
	xap_query_free(within_few);
}

/* Lengths that are all wrong change no match. */
Test(best, wrong_lengths)
{
	struct xap_query *port = scratch_term("port");

	wrong = 500;
	expect_same(port, 0, 20, true);
	xap_query_free(port);
}

/*
 * Once weights were seen to be libxapian's, few words are no longer weighed by
 * it: the same queries as before, and those that it was left to.
 */
Test(best, known_weights)
{
	static const uint32_t pages[][2] = {{0, 10}, {0, 1}, {3, 7}, {40, 20}};
	struct xap_query *query[] = {scratch_term("port"), word_with_title(),
	    any(XAP_OR, scratch_term("ice"), scratch_term("port")),
	    scratch_term("rare"), scratch_term("all"),
	    any(XAP_AND, scratch_term("port"), scratch_term("ports")),
	    any(XAP_AND, scratch_term("port"), word_with_title()),
	    any(XAP_AND,
		any(XAP_OR, scratch_term("port"), scratch_term("rare")),
		word_with_title()),
	    any(XAP_FILTER, scratch_term("all"), scratch_term("Sice")),
	    any(XAP_FILTER, scratch_term("port"), scratch_term("missing")),
	    any(XAP_FILTER, word_with_title(),
		any(XAP_AND, scratch_term("port"), scratch_term("all"))),
	    any(XAP_FILTER, scratch_term("ice"),
		any(XAP_OR, scratch_term("ports"), scratch_term("rare"))),
	    any(XAP_AND_NOT, scratch_term("ice"), scratch_term("ports")),
	    scaled(word_with_title(), 0.3),
	    any(XAP_SYNONYM, scratch_term("port"), scratch_term("ports")),
	    any(XAP_SYNONYM, scratch_term("rare"), scratch_term("ports")),
	    any(XAP_AND, word_with_title(),
		any(XAP_SYNONYM, scratch_term("rare"), scratch_term("port"))),
	    any(XAP_OR,
		any(XAP_SYNONYM, scratch_term("all"), scratch_term("port")),
		scaled(any(XAP_SYNONYM, scratch_term("Sice"),
			   scratch_term("missing")),
		    0.7)),
	    any(XAP_SYNONYM, scratch_term("port"),
		any(XAP_SYNONYM, scratch_term("rare"), scratch_term("ice"))),
	    any(XAP_AND, any(XAP_AND, scratch_term("port"), word_with_title()),
		scratch_term("ports")),
	    any(XAP_AND, any(XAP_AND, word_with_title(), scratch_term("port")),
		any(XAP_AND, scratch_term("all"), scratch_term("rare"))),
	    any(XAP_AND, any(XAP_AND, word_with_title(), scratch_term("port")),
		any(XAP_SYNONYM, scratch_term("all"), scratch_term("rare")))};

	expect_same(query[0], 0, 20, true);
	expect_same(query[14], 0, 20, true);
	for (size_t i = 0; i < sizeof query / sizeof *query; i++) {
		for (size_t p = 0; p < sizeof pages / sizeof *pages; p++)
			expect_same(query[i], pages[p][0], pages[p][1], i != 9);
		xap_query_free(query[i]);
	}
}

/* What was not weighed by libxapian can be asked for all the same. */
Test(best, known_weights_in_full)
{
	struct xap_query *port = scratch_term("port");
	struct xap_match_params params = {
	    .first = 5, .count = 5, .lengths = tell};
	struct xap_matches *matches;
	struct xap_error err;

	expect_same(port, 0, 20, true);
	matches = xap_match(db, port, &params, &err);
	cr_assert_not_null(matches, "%s", err.message);
	for (size_t i = 0; i < xap_matches_size(matches); i++) {
		struct xap_doc *doc = xap_matches_doc(matches, i, &err);
		struct xap_hit hit;

		cr_assert_not_null(doc, "%s", err.message);
		xap_matches_get(matches, i, &hit, &err);
		cr_expect_eq(xap_doc_docid(doc), hit.docid);
		xap_doc_free(doc);
	}
	xap_matches_free(matches);
	xap_query_free(port);
}

/* All that match are noted, where the caller wants it. */
Test(best, found)
{
	uint64_t found[DOCUMENTS / 64 + 1] = {0};
	uint64_t want[DOCUMENTS / 64 + 1] = {0};
	struct xap_match_params params = {.count = 5,
	    .lengths = tell,
	    .found = found,
	    .n_found = sizeof found / sizeof *found};

	for (int known = 0; known < 2; known++) {
		struct xap_query *port = scratch_term("port");
		struct xap_matches *matches =
		    xap_match(db, port, &params, NULL);

		cr_assert(xap_matches_found(matches));
		cr_assert_eq(xap_query_documents(db, port, want,
				 sizeof want / sizeof *want, NULL),
		    XAP_OK);
		cr_expect(memcmp(found, want, sizeof want) == 0);
		memset(found, 0, sizeof found);
		xap_matches_free(matches);
		xap_query_free(port);
	}
	wrong = 500;
	{
		struct xap_query *few = scratch_term("rare");
		struct xap_db *fresh = scratch_open("db");
		struct xap_matches *matches =
		    xap_match(fresh, few, &params, NULL);

		cr_expect_not(xap_matches_found(matches));
		for (size_t i = 0; i < sizeof found / sizeof *found; i++)
			cr_assert_eq(found[i], 0);
		xap_matches_free(matches);
		xap_query_free(few);
		xap_db_free(fresh);
	}
}

/* All sizes of lengths are told as they are. */
Test(best, lengths_of_all)
{
	struct xap_lengths chunk = {0};

	for (uint32_t id = 1; id <= DOCUMENTS; id++) {
		uint32_t length = 0, told = 0;
		size_t at;

		if (id - chunk.first >= chunk.count)
			cr_assert(columns_lengths_read(&lengths, id, &chunk));
		at = (id - chunk.first) * chunk.width;
		for (unsigned i = 0; i < chunk.width; i++)
			told |= (uint32_t)chunk.bytes[at + i] << 8 * i;
		xap_db_doc_length(db, id, &length, NULL, NULL);
		cr_assert_eq(told, length, "document %u", id);
	}
	cr_expect_not(columns_lengths_read(&lengths, 0, &chunk));
	cr_expect_not(columns_lengths_read(&lengths, DOCUMENTS + 1, &chunk));
}

/* What was seen, a bit for each document. */
struct seen {
	uint64_t bits[DOCUMENTS / 64 + 1];
};

static void
see(void *context, uint32_t docid, double weight, struct xap_doc *doc)
{
	struct seen *seen = context;

	(void)weight;
	(void)doc;
	seen->bits[docid / 64] |= (uint64_t)1 << docid % 64;
}

/* The best of certain documents are those of a query for their ids beside. */
static void
expect_among(struct xap_query *query, const uint32_t *ids, size_t n, bool told)
{
	struct xap_match_params params = {
	    .count = 20, .check_at_least = XAP_EXACT, .see = see};
	static struct seen usual_seen, best_seen;
	struct xap_query *some = xap_query_ids(ids, n, NULL),
			 *both = xap_query_pair(XAP_FILTER, query, some, NULL);
	struct xap_matches *usual, *best;
	struct xap_error err;

	memset(&usual_seen, 0, sizeof usual_seen);
	memset(&best_seen, 0, sizeof best_seen);
	params.see_context = &usual_seen;
	usual = xap_match(db, both, &params, &err);
	cr_assert_not_null(usual, "%s", err.message);
	params.see_context = &best_seen;
	params.lengths = tell;
	params.among = ids;
	params.n_among = n;
	asked = 0;
	best = xap_match(db, query, &params, &err);
	cr_assert_not_null(best, "%s", err.message);
	cr_expect_eq(asked > 0, told, "lengths were asked for: %u", asked);
	cr_assert_eq(xap_matches_size(best), xap_matches_size(usual));
	cr_expect_eq(xap_matches_count(best).estimated,
	    xap_matches_count(usual).estimated);
	cr_expect(xap_matches_count(best).exact);
	cr_expect_arr_eq(
	    best_seen.bits, usual_seen.bits, sizeof usual_seen.bits);
	for (size_t i = 0; i < xap_matches_size(best); i++) {
		struct xap_hit x, y;

		xap_matches_get(usual, i, &x, NULL);
		xap_matches_get(best, i, &y, NULL);
		cr_expect_eq(x.docid, y.docid, "place %zu", i);
		cr_expect_eq(x.weight, y.weight);
	}
	xap_matches_free(usual);
	xap_matches_free(best);
	xap_query_free(some);
	xap_query_free(both);
}

Test(best, among_documents)
{
	static uint32_t ids[DOCUMENTS];
	struct xap_query *two =
	    any(XAP_AND, scratch_term("port"), word_with_title());
	struct xap_query *rare = scratch_term("rare");
	struct xap_query *within =
	    any(XAP_FILTER, word_with_title(), scratch_term("port"));
	size_t n = 0;

	for (uint32_t id = 3; id <= DOCUMENTS; id += 1 + mixed(id, 7) % 9)
		ids[n++] = id;
	/* Few are left to libxapian, until its weights are known. */
	expect_among(rare, ids, n, false);
	expect_among(two, ids, n, true);
	expect_among(within, ids, n, true);
	expect_among(two, ids, 50, true);
	expect_among(rare, ids, n, true);
	expect_among(two, ids, 0, false);
	xap_query_free(two);
	xap_query_free(rare);
	xap_query_free(within);
}

/* Ids are those of one database. */
Test(best, among_documents_of_several)
{
	static const uint32_t ids[] = {1};
	struct xap_match_params params = {
	    .count = 10, .among = ids, .n_among = 1};
	struct xap_query *port = scratch_term("port");
	struct xap_error err;
	struct xap_db *both = xap_db_new_empty(&err);

	cr_assert_eq(xap_db_add(both, db, &err), XAP_OK);
	cr_assert_eq(xap_db_add(both, db, &err), XAP_OK);
	cr_expect_null(xap_match(both, port, &params, &err));
	cr_expect_eq(err.status, XAP_UNIMPLEMENTED);
	xap_query_free(port);
	xap_db_free(both);
}
