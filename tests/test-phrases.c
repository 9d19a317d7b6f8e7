/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Phrases and NEAR find what libxapian finds by positions, in its order. */
#include "core/index-shard.h"
#include "core/index-writer.h"
#include "core/passage-terms.h"
#include "searcher/search.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PASSAGES 6000
#define WORDS	 30 /* of a passage at most */

/* No stemmer changes them. Those before are the more frequent. */
static const char *const vocabulary[] = {"kal", "dom", "vir", "pon", "tok",
    "lun", "gar", "bel", "fom", "nur", "pim", "zok"};
#define N_VOCABULARY (sizeof vocabulary / sizeof *vocabulary)

static struct arena *arena;
static struct searcher searcher;
static struct xap_db *peer; /* the same texts, with positions */
static char folder[] = "/tmp/test-phrases.XXXXXX";

static uint32_t
mixed(uint32_t seed)
{
	seed = (seed ^ seed >> 16) * 0x45D9F3B;
	seed = (seed ^ seed >> 16) * 0x45D9F3B;
	return seed ^ seed >> 16;
}

/* Word `at` of a passage: small numbers are more often. */
static const char *
word_of(uint32_t passage, uint32_t at)
{
	double part = mixed(passage * 64 + at) / 4294967296.0;

	return vocabulary[(size_t)(part * part * part * N_VOCABULARY)];
}

static uint32_t
size_of(uint32_t passage)
{
	return 3 + mixed(passage * 64 + 63) % (WORDS - 3);
}

static const char *
text_of(uint32_t passage)
{
	char *text = arena_alloc(arena, WORDS * 4 + 1), *to = text;

	for (uint32_t i = 0; i < size_of(passage); i++)
		to +=
		    sprintf(to, "%s%s", i > 0 ? " " : "", word_of(passage, i));
	return text;
}

static void
add_to_peer(struct xap_writer *writer, uint32_t passage)
{
	struct xap_term_input term[N_VOCABULARY] = {{0}};
	struct xap_doc_input doc = {.terms = term};
	uint32_t place[N_VOCABULARY][WORDS];

	for (size_t w = 0; w < N_VOCABULARY; w++) {
		struct xap_term_input *t = &term[doc.n_terms];

		*t = (struct xap_term_input){.s = vocabulary[w],
		    .len = 3,
		    .positions = place[doc.n_terms]};
		for (uint32_t i = 0; i < size_of(passage); i++)
			if (word_of(passage, i) == vocabulary[w])
				place[doc.n_terms][t->n_positions++] = i + 1;
		doc.n_terms += t->n_positions > 0;
	}
	cr_assert_eq(xap_writer_add(writer, &doc, NULL, NULL), XAP_OK);
}

static void
make_peer(void)
{
	const char *path = arena_printf(arena, "%s/peer", folder);
	struct xap_error err;
	struct xap_writer *writer =
	    xap_writer_open(path, XAP_CREATE | XAP_NO_SYNC, 0, 0, &err);

	cr_assert_not_null(writer, "%s", err.message);
	for (uint32_t i = 1; i <= PASSAGES; i++)
		add_to_peer(writer, i);
	cr_assert_eq(xap_writer_close(writer, &err), XAP_OK);
	xap_writer_free(writer);
	peer = xap_db_open_path(path, &err);
	cr_assert_not_null(peer, "%s", err.message);
}

static void
add_passage(struct index_shards *shards, struct stems *stems, uint32_t i)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;
	struct error err = {0};

	record_init(&record);
	passage_init(&passage);
	record.id = arena_printf(arena, "r%u", i);
	record.language = "en";
	record.negotiation = "n1";
	passage.number = 1;
	passage.language = LANGUAGE_EN;
	passage.text = text_of(i);
	passage.text_length = strlen(passage.text);
	passage_document(arena, stems, NULL, &record, &passage, &doc);
	cr_assert(index_shards_add(shards, &doc, &err), "%s", err.message);
}

/* Passages from `first` on as shards, a new one after each so many. */
static void
make_index(const char *path, const uint32_t *sizes, size_t n_sizes)
{
	struct index_commit commit = {
	    .made_by = "test 1", .created = "2023-01-09T00:00:00Z"};
	struct file_state state = {.path = "f", .negotiations = "n1"};
	struct error err = {0};
	struct index_writer *w = index_writer_open(path, false, 0, &err);
	const char *build, *paths[8], *ids = "";
	uint32_t i = 1;

	cr_assert_not_null(w, "%s", err.message);
	build = index_writer_build_folder(w, &err);
	for (size_t s = 0; s < n_sizes; s++) {
		struct index_shards *shards =
		    index_shards_new(build, arena_printf(arena, "s%zu", s));
		uint32_t end = i + sizes[s];
		unsigned count;

		for (; i < end; i++)
			add_passage(shards, searcher.stems, i);
		cr_assert(index_shards_finish(shards, &count, &err));
		cr_assert_eq(count, 1);
		index_shards_free(shards);
		paths[s] = arena_printf(arena, "%s/s%zu-0", build, s);
	}
	cr_assert_eq(i, PASSAGES + 1);
	state.records = state.passages = PASSAGES;
	index_writer_put(w, &state, ids);
	index_writer_set(w, "languages", "en", 2);
	cr_assert(index_writer_commit_shards(w, paths, n_sizes, &commit, &err),
	    "%s", err.message);
	index_writer_free(w);
}

static void
setup(void)
{
	static const uint32_t sizes[] = {3000, 40, 2960};
	struct error err = {0};
	const char *path;

	arena = arena_new();
	searcher.arena = arena_new();
	cr_assert_not_null(mkdtemp(folder));
	path = arena_printf(arena, "%s/index", folder);
	searcher.stems = stems_new(&err);
	make_index(path, sizes, sizeof sizes / sizeof *sizes);
	make_peer();
	searcher.index = index_open(path, &err);
	cr_assert_not_null(searcher.index, "%s", err.message);
}

static void
teardown(void)
{
	char command[64];

	index_free(searcher.index);
	stems_free(searcher.stems);
	xap_db_free(peer);
	snprintf(command, sizeof command, "rm -r %s", folder);
	cr_assert_eq(system(command), 0);
	arena_free(searcher.arena);
	arena_free(arena);
}

TestSuite(phrases, .init = setup, .fini = teardown, .timeout = 120);

/* What libxapian finds for words side by side, or near each other. */
static struct xap_matches *
by_positions(enum xap_op op, const char *words, uint32_t window, uint32_t count)
{
	struct xap_match_params params = {
	    .count = count, .check_at_least = XAP_EXACT};
	struct xap_query *term[8], *query;
	const struct xap_query *part[8];
	struct xap_matches *matches;
	struct xap_error err;
	size_t n = 0;

	for (const char *s = words; *s != '\0'; s += strspn(s, " "), n++) {
		part[n] = term[n] = xap_query_term(s, 3, 1, 0, &err);
		s += 3;
	}
	query = xap_query_combine(op, part, n, window, &err);
	cr_assert_not_null(query, "%s", err.message);
	matches = xap_match(peer, query, &params, &err);
	cr_assert_not_null(matches, "%s", err.message);
	xap_query_free(query);
	while (n > 0)
		xap_query_free(term[--n]);
	return matches;
}

static struct search_result
search(const char *text, const struct search_params *params)
{
	struct error err = {0};
	struct query *query =
	    query_parse(searcher.arena, text, strlen(text), &err);
	struct search_result result;

	cr_assert_not_null(query, "'%s': %s", text, err.message);
	cr_assert(search_run(&searcher, query, params, &result, &err),
	    "'%s': %s", text, err.message);
	return result;
}

/* A page of both, in the same order. */
static void
expect_page(const char *text, struct xap_matches *want,
    const struct search_params *params)
{
	struct search_result got = search(text, params);
	uint32_t all = xap_matches_count(want).estimated;
	size_t left = all > params->offset ? all - params->offset : 0;
	struct xap_hit hit;

	left = left < params->limit ? left : params->limit;
	cr_assert_eq(got.n_hits, left, "%s: %zu", text, got.n_hits);
	for (size_t i = 0; i < got.n_hits; i++) {
		xap_matches_get(want, params->offset + i, &hit, NULL);
		cr_expect_eq(got.hit[i].docid, hit.docid,
		    "%s: place %zu is %u, not %u", text, i, got.hit[i].docid,
		    hit.docid);
	}
	if (got.exact)
		cr_expect_eq(
		    got.total, all, "%s: %u of %u", text, got.total, all);
	else
		cr_expect_lt(fabs((double)got.total - all), 0.2 * all,
		    "%s: about %u of %u", text, got.total, all);
	cr_expect(got.exact || all > 100, "%s is few", text);
}

static const char *const phrases[] = {"kal kal", "kal dom", "dom kal",
    "vir pon", "nur zok", "zok zok", "pim gar", "kal kal kal", "kal dom vir",
    "dom kal dom kal", "pon tok lun", "gar bel fom nur", "zok kal dom"};
#define N_PHRASES (sizeof phrases / sizeof *phrases)

Test(phrases, are_those_of_libxapian)
{
	static const struct search_params pages[] = {{.limit = 10},
	    {.offset = 30, .limit = 7}, {.limit = 150}, {.limit = PASSAGES},
	    {.limit = 10, .count = true}, {.limit = 10, .facets = true}};

	for (size_t i = 0; i < N_PHRASES; i++) {
		struct xap_matches *want =
		    by_positions(XAP_PHRASE, phrases[i], 0, PASSAGES);
		const char *text = arena_printf(arena, "\"%s\"", phrases[i]);

		for (size_t p = 0; p < sizeof pages / sizeof *pages; p++)
			expect_page(text, want, &pages[p]);
		xap_matches_free(want);
	}
}

Test(phrases, near_is_that_of_libxapian)
{
	static const char *const near[][2] = {
	    {"nur", "zok"}, {"kal", "zok"}, {"pim", "gar"}, {"bel", "vir"}};
	static const struct search_params params = {.limit = PASSAGES};

	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		struct xap_matches *want = by_positions(XAP_NEAR,
		    arena_printf(arena, "%s %s", near[i][0], near[i][1]), 4,
		    PASSAGES);

		expect_page(
		    arena_printf(arena, "%s NEAR/3 %s", near[i][0], near[i][1]),
		    want, &params);
		xap_matches_free(want);
	}
}

/* All values of a facet are counted where all that was found is. */
Test(phrases, are_counted)
{
	static const struct search_params params = {
	    .limit = 10, .facets = true};

	for (size_t i = 0; i < N_PHRASES; i++) {
		struct search_result got =
		    search(arena_printf(arena, "\"%s\"", phrases[i]), &params);

		for (size_t f = 0; f < got.n_facets; f++) {
			cr_expect_eq(got.facet[f].exact, got.exact);
			if (strcmp(got.facet[f].name, "language") == 0 &&
			    got.exact)
				cr_expect_eq(got.facet[f].value[0].count,
				    got.total, "%s", phrases[i]);
		}
	}
}
