/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs rule out passages without a phrase, and no other. */
#include "core/pairs.h"

#include "core/field.h"
#include "core/pairs-block.h"
#include "core/pairs-index.h"
#include "core/passage-terms.h"
#include "searcher/verify.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct stems *stems;
static char folder[] = "/tmp/test-pairs.XXXXXX";

static void
setup(void)
{
	arena = arena_new();
	stems = stems_new(NULL);
	cr_assert_not_null(mkdtemp(folder));
}

static void
teardown(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -r %s", folder);
	cr_assert_eq(system(command), 0);
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

/* A shard: documents are added to both, the pairs are written at its end. */
struct shard {
	char path[64];
	struct xap_bulk *bulk;
	struct pairs_block *block;
	struct xap_error err;
};

static void
shard_begin(struct shard *shard, int number)
{
	snprintf(shard->path, sizeof shard->path, "%s/%d", folder, number);
	shard->bulk = xap_bulk_open(shard->path, XAP_CREATE, 0, &shard->err);
	shard->block = pairs_block_new();
	cr_assert_not_null(shard->bulk, "%s", shard->err.message);
}

static void
shard_add(struct shard *shard, uint32_t docid, struct xap_doc_input *doc)
{
	size_t n = 0;
	const char *note = pairs_take(doc, &n);

	cr_assert_not_null(note);
	cr_assert_eq(
	    xap_bulk_add_as(shard->bulk, docid, doc, &shard->err), XAP_OK);
	pairs_block_add(shard->block, docid, note, n);
}

static bool
put(void *context, uint32_t slot, const char *s, size_t n)
{
	struct shard *shard = context;

	return xap_bulk_value(shard->bulk, slot, s, n, &shard->err) == XAP_OK;
}

static void
shard_end(struct shard *shard)
{
	cr_assert(pairs_block_write(shard->block, put, shard), "%s",
	    shard->err.message);
	cr_assert_eq(xap_bulk_close(shard->bulk, &shard->err), XAP_OK);
	pairs_block_free(shard->block);
	xap_bulk_free(shard->bulk);
}

/* Add a document of so many words; it has no term but one. */
static void
add_words(struct shard *shard, uint32_t docid, uint32_t seed, size_t n)
{
	struct xap_term_input term = {.s = "x", .len = 1, .wdf = 1};
	struct xap_value_input value = {.slot = SLOT_PAIRS};
	struct xap_doc_input doc = {
	    .terms = &term, .n_terms = 1, .values = &value, .n_values = 1};
	struct pairs pairs = {0};
	size_t size;

	pairs_add(arena, &pairs, words(seed, n), n);
	value.s = pairs_note(arena, &pairs, &size);
	value.len = (uint32_t)size;
	shard_add(shard, docid, &doc);
}

/* Databases joined into one. */
static struct xap_db *
join(int n)
{
	struct xap_error err;
	struct xap_db *all = xap_db_new_empty(&err), *one;
	char path[64];

	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%d", folder, i);
		one = xap_db_open_path(path, &err);
		cr_assert_eq(
		    xap_db_add(all, one, &err), XAP_OK, "%s", err.message);
		xap_db_free(one);
	}
	snprintf(path, sizeof path, "%s/all", folder);
	cr_assert_eq(
	    xap_compact(all, path, 0, 0, &err), XAP_OK, "%s", err.message);
	xap_db_free(all);
	all = xap_db_open_path(path, &err);
	cr_assert_not_null(all, "%s", err.message);
	return all;
}

/* How many documents a shard has, which is parted the finer the more it has. */
static const uint32_t shards[] = {1, 40, 3000};

#define SIZE(i) (2 + (i)*7 % 120) /* words of document i */

Test(pairs, all_that_are_there_are_found_and_few_others)
{
	unsigned wrong = 0, tried = 0;
	uint32_t docid = 1, all = 0;
	struct pairs_index *index;
	struct xap_error err;
	struct xap_db *db;

	for (int s = 0; s < 3; s++) {
		struct shard shard;

		shard_begin(&shard, s);
		for (uint32_t i = 1; i <= shards[s]; i++, docid++)
			add_words(&shard, i, docid, SIZE(docid));
		shard_end(&shard);
		all += shards[s];
	}
	db = join(3);
	index = pairs_index_open(arena, db, &err);
	cr_assert_not_null(index, "%s", err.message);
	cr_expect_eq(pairs_index_others(index, arena).n, 0);
	for (docid = 1; docid <= all; docid += docid < 60 ? 1 : 97) {
		size_t size = SIZE(docid);
		struct stem_term *term = words(docid, size);
		struct pairs_ids ids;

		for (size_t i = 1; i < size; i++) {
			cr_assert_eq(
			    pairs_index_find(index, arena, term[i - 1].term,
				term[i].term, &ids, &err),
			    XAP_OK, "%s", err.message);
			cr_assert(pairs_ids_has(ids, docid));
			for (size_t k = 1; k < ids.n; k++)
				cr_assert_lt(ids.id[k - 1], ids.id[k]);
			wrong += ids.n - 1;
			tried += all;
		}
	}
	/* Of 60 pairs in a passage, each is like another in 1 of 65536. */
	cr_expect_lt(
	    (double)wrong, (double)tried * 0.0015, "%u of %u", wrong, tried);
	xap_db_free(db);
}

static bool
add_up(void *context, uint32_t slot, const char *s, size_t n)
{
	(void)slot;
	(void)s;
	*(size_t *)context += n;
	return true;
}

Test(pairs, one_that_comes_again_is_noted_once)
{
	struct pairs_block *block = pairs_block_new();
	size_t once = 0, often = 0;

	for (uint32_t i = 1; i <= 500; i++)
		pairs_block_add(block, i, "\x07\x01", 2);
	cr_assert(pairs_block_write(block, add_up, &once));
	pairs_block_free(block);
	block = pairs_block_new();
	for (uint32_t i = 1; i <= 500; i++)
		pairs_block_add(block, i, "\x07\x01\x07\x01\x07\x01", 6);
	cr_assert(pairs_block_write(block, add_up, &often));
	pairs_block_free(block);
	cr_expect_leq(often, once + 8);
}

Test(pairs, what_is_not_noted_may_have_any)
{
	struct pairs_index *index;
	struct pairs_ids others;
	struct xap_error err;
	struct xap_db *db;

	for (int s = 0; s < 3; s++) {
		struct xap_term_input term = {.s = "x", .len = 1, .wdf = 1};
		struct xap_doc_input doc = {.terms = &term, .n_terms = 1};
		struct shard shard;

		shard_begin(&shard, s);
		for (uint32_t i = 1; i <= 3; i++)
			if (s != 1)
				add_words(&shard, i, i, 5);
			else
				xap_bulk_add(shard.bulk, &doc, NULL, &err);
		shard_end(&shard);
	}
	db = join(3);
	index = pairs_index_open(arena, db, &err);
	cr_assert_not_null(index, "%s", err.message);
	others = pairs_index_others(index, arena);
	cr_assert_eq(others.n, 3);
	cr_expect_eq(others.id[0], 4);
	cr_expect_eq(others.id[2], 6);
	xap_db_free(db);
	/* Where little is noted, nothing is. */
	db = xap_db_open_path(arena_printf(arena, "%s/1", folder), &err);
	cr_expect_null(pairs_index_open(arena, db, &err));
	cr_expect_eq(err.status, XAP_OK);
	xap_db_free(db);
}

Test(pairs, a_gap_is_no_pair)
{
	struct stem_term *term = words(1, 3);
	struct pairs pairs = {0};
	size_t n;

	pairs_note(arena, &pairs, &n);
	cr_expect_eq(n, 0);
	term[2].position = 101;
	pairs_add(arena, &pairs, term, 3);
	cr_expect_eq(pairs.n, 1);
}

Test(pairs, broken_notes_are_an_error)
{
	/* Counts that end early, are too large, or have more behind them. */
	static const char *const lists[] = {"", "\x01", "\x01\xFF",
	    "\xFF\xFF\xFF\xFF\xFF\xFF", "\xFF\xFF\xFF\x7F\xFF\xFF\xFF\xFF"};

	for (int i = 0; i < 5; i++) {
		struct xap_term_input term = {.s = "x", .len = 1, .wdf = 1};
		struct xap_doc_input doc = {.terms = &term, .n_terms = 1};
		struct pairs_index *index;
		struct shard shard;
		struct pairs_ids ids;
		struct xap_error err;
		struct xap_db *db;

		shard_begin(&shard, i);
		xap_bulk_add(shard.bulk, &doc, NULL, &err);
		put(&shard, SLOT_PAIRS, i == 0 ? "\x05\x00" : "\x00\x00", 2);
		if (i > 0)
			put(&shard, SLOT_PAIRS_FIRST + 1, lists[i],
			    strlen(lists[i]));
		shard_end(&shard);
		db = xap_db_open_path(shard.path, &err);
		index = pairs_index_open(arena, db, &err);
		if (i > 0)
			pairs_index_find(index, arena, "a", "b", &ids, &err);
		cr_expect_eq(err.status, XAP_CORRUPT, "%d", i);
		xap_db_free(db);
	}
}

/* A passage as document `docid` of a shard. */
static void
add_passage(struct shard *shard, uint32_t docid, enum language language,
    const char *title, const char *text, const char *original)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc;

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
	shard_add(shard, docid, &doc);
}

static bool
may_be(const struct pairs_index *index, const char *text, bool unsure,
    uint32_t docid)
{
	static const enum language languages[] = {
	    LANGUAGE_NONE, LANGUAGE_EN, LANGUAGE_FR};
	struct error err = {0};
	struct xap_error xerr;
	struct may_match found;
	struct query *query = query_parse(arena, text, strlen(text), &err);

	cr_assert_not_null(query, "'%s': %s", text, err.message);
	cr_assert_eq(verify_candidates(verifier_new(arena, stems, query), query,
			 unsure, index, languages, 3, arena, &found, &xerr),
	    XAP_OK);
	return found.all || pairs_ids_has(found.ids, docid);
}

static bool
may(const struct pairs_index *index, const char *text, uint32_t docid)
{
	return may_be(index, text, false, docid);
}

Test(pairs, tell_which_queries_a_passage_cannot_match)
{
	static const char *const yes[] = {"\"opposed the deletion\"",
	    "\"oppose the deletions\"", "\"fourth reading\"",
	    "\"dele tion of\"", "both", "-\"articles deletion\"",
	    "\"articles deletion\" OR both", "articles NEAR/9 deletion",
	    "\"articles*\" \"both articles\"", "title:\"no such\""};
	static const char *const no[] = {"\"articles deletion\"",
	    "\"opposed deletion\"", "\"articles fourth\"",
	    "both \"articles deletion\"",
	    "\"articles deletion\" OR \"of both of\"",
	    "\"articles deletion\" NEAR/5 both"};
	/* Terms tell whether these match, but for phrases that may be there. */
	static const char *const told[] = {"both",
	    "both OR \"articles deletion\"",
	    "both (kind:summary OR \"opposed deletion\")"};
	static const char *const unsure[] = {"both OR \"opposed the deletion\"",
	    "both OR opposed-the", "both OR title:lamps", "both OR lamp*",
	    "both -\"opposed the deletion\""};
	struct pairs_index *index;
	struct shard shard;
	struct xap_error err;
	struct xap_db *db;

	shard_begin(&shard, 0);
	add_passage(&shard, 1, LANGUAGE_EN, "Fourth reading",
	    "The delegations opposed the deletion of both articles.",
	    "The delegations opposed the dele tion of both articles.");
	add_passage(&shard, 7, LANGUAGE_FR, "",
	    "Les délégations appuient les articles provisoires.", "");
	shard_end(&shard);
	db = xap_db_open_path(shard.path, &err);
	index = pairs_index_open(arena, db, &err);
	cr_assert_not_null(index, "%s", err.message);
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(may(index, yes[i], 1), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(may(index, no[i], 1), "%s", no[i]);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		cr_expect_not(may_be(index, told[i], true, 1), "%s", told[i]);
	for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++)
		cr_expect(may_be(index, unsure[i], true, 1), "%s", unsure[i]);
	cr_expect(may(index, "\"articles provisoire\"", 7));
	cr_expect_not(may(index, "\"provisoires articles\"", 7));
	xap_db_free(db);
}
