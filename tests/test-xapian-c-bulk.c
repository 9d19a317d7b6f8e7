/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Databases written in bulk are what a writer makes of the same documents:
 * whatever can be asked of both is compared, also after compaction.
 */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(xapian_c_bulk, .init = scratch_begin, .fini = scratch_end);

#define TERMS_MAX 80
#define TERM_MAX  246
#define DATA_MAX  70000

/* --- documents of no meaning, the same each time -------------------------- */

struct made {
	struct xap_term_input term[TERMS_MAX];
	char name[TERMS_MAX][TERM_MAX];
	struct xap_value_input value[6];
	char text[6][40];
	char *data;
	struct xap_doc_input doc;
};

static uint32_t
draw(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

/* Few terms are in many documents, many in few. */
static uint32_t
make_name(uint32_t *state, char *name)
{
	uint32_t rank = draw(state, 1u << draw(state, 14));
	uint32_t n;

	switch (rank % 50) {
	case 17: /* with NUL bytes, at any place */
		n = 1 + rank % 5;
		memset(name, 0, n);
		name[rank % 3] = (char)(rank % 7);
		return n > rank % 3 ? n : rank % 3 + 1;
	case 18: /* as long as can be */
		memset(name, 'a' + (int)(rank % 3), 240);
		return 240 +
		       (uint32_t)snprintf(name + 240, 6, "%u", rank % 100000);
	case 19:
		memset(name, 0xFF, 3);
		name[3] = (char)rank;
		return 4;
	default:
		return (uint32_t)snprintf(
		    name, TERM_MAX, "%c%u", "abZ"[rank % 3], rank);
	}
}

static void
make_values(uint32_t *state, struct made *made, uint32_t number)
{
	static const uint32_t slots[] = {0, 1, 300, 70000, 1, 4294967294u};

	for (size_t i = 0; i < 6; i++) {
		struct xap_value_input *value =
		    &made->value[made->doc.n_values];

		if (draw(state, 3) == 0)
			continue;
		snprintf(made->text[i], sizeof made->text[i], "%*u",
		    (int)draw(state, 30), number * (uint32_t)(i % 4));
		value->slot = slots[i];
		value->s = made->text[i];
		value->len = draw(state, 9) == 0 ? 0 : strlen(made->text[i]);
		made->doc.n_values++;
	}
}

static void
make_data(uint32_t *state, struct made *made, uint32_t number)
{
	size_t n = draw(state, 1u << draw(state, 12));
	bool noise = draw(state, 2) == 0;

	if (number % 100 == 7)
		n = 5000 + draw(state, DATA_MAX - 5000);
	for (size_t i = 0; i < n; i++)
		made->data[i] = noise ? (char)draw(state, 256)
				      : "the text "[draw(state, 9)];
	made->doc.data = made->data;
	made->doc.data_len = n;
}

/* Document `number`. */
static struct made *
make(uint32_t number)
{
	static struct made made;
	uint32_t state = number * 2654435761u;
	size_t count = draw(&state, TERMS_MAX + 1);

	free(made.data);
	memset(&made, 0, sizeof made);
	made.data = malloc(DATA_MAX);
	cr_assert_not_null(made.data);
	for (size_t i = 0; i < count && number % 23 != 5; i++) {
		struct xap_term_input *term = &made.term[made.doc.n_terms];

		term->s = made.name[i];
		term->len = i == 0 ? (uint32_t)snprintf(
					 made.name[i], TERM_MAX, "everywhere")
				   : make_name(&state, made.name[i]);
		term->wdf =
		    draw(&state, 4) ? draw(&state, 3) : draw(&state, 100000);
		made.doc.n_terms += xap_term_fits(term->s, term->len);
	}
	make_values(&state, &made, number);
	make_data(&state, &made, number);
	made.doc.terms = made.term;
	made.doc.values = made.value;
	return &made;
}

/* Documents `first` to `last`, by a bulk writer. */
static void
write_bulk(const char *name, uint32_t first, uint32_t last, uint32_t block_size)
{
	struct xap_error err;
	struct xap_bulk *bulk = xap_bulk_open(
	    scratch_path(name), XAP_CREATE | XAP_NO_SYNC, block_size, &err);
	uint32_t docid = 0;

	cr_assert_not_null(bulk, "%s", err.message);
	for (uint32_t i = first; i <= last; i++) {
		cr_assert_eq(xap_bulk_add(bulk, &make(i)->doc, &docid, &err),
		    XAP_OK, "%s", err.message);
		cr_assert_eq(docid, i - first + 1);
	}
	cr_assert_gt(xap_bulk_pending(bulk), 0);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK, "%s", err.message);
	cr_assert_eq(xap_bulk_pending(bulk), 0);
	xap_bulk_free(bulk);
}

/* The same by a writer. */
static void
write_slowly(
    const char *name, uint32_t first, uint32_t last, uint32_t block_size)
{
	struct xap_error err;
	struct xap_writer *writer = xap_writer_open(scratch_path(name),
	    XAP_CREATE | XAP_NO_SYNC | XAP_NO_TERMLIST, block_size, 0, &err);

	cr_assert_not_null(writer, "%s", err.message);
	for (uint32_t i = first; i <= last; i++)
		cr_assert_eq(xap_writer_add(writer, &make(i)->doc, NULL, &err),
		    XAP_OK, "%s", err.message);
	scratch_finish(writer);
}

/* --- what is in a database ------------------------------------------------ */

/* A sum of all that was told: equal ones were told the same. */
static void
tell(uint64_t *sum, const void *s, size_t n)
{
	const unsigned char *bytes = s;

	for (size_t i = 0; i < n; i++)
		*sum = (*sum ^ bytes[i]) * UINT64_C(1099511628211);
	*sum = (*sum ^ n) * UINT64_C(1099511628211);
}

static void
tell_postings(struct xap_db *db, uint64_t *sum, const char *term, size_t n)
{
	struct xap_error err;
	struct xap_postings *postings = xap_postings_open(db, term, n, &err);

	while (xap_postings_next(postings, &err)) {
		uint32_t numbers[3] = {xap_postings_docid(postings)};

		xap_postings_wdf(postings, &numbers[1], &err);
		xap_postings_doc_length(postings, &numbers[2], &err);
		tell(sum, numbers, sizeof numbers);
	}
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	xap_postings_free(postings);
}

static void
tell_terms(struct xap_db *db, uint64_t *sum, size_t *ret_count)
{
	struct xap_error err;
	struct xap_terms *terms = xap_terms_open(db, "", 0, &err);

	for (*ret_count = 0; xap_terms_next(terms, &err); ++*ret_count) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);
		struct xap_term_stats stats = {0};

		tell(sum, term, n);
		xap_db_term_stats(db, term, n, &stats, &err);
		tell(sum, &stats, sizeof stats);
		tell_postings(db, sum, term, n);
	}
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	xap_terms_free(terms);
}

static void
tell_values(struct xap_db *db, uint64_t *sum, uint32_t slot)
{
	struct xap_error err;
	struct xap_values *values = xap_values_open(db, slot, &err);
	struct xap_text least = {0}, greatest = {0};
	uint32_t count = 0;

	while (xap_values_next(values, &err)) {
		size_t n;
		const char *value = xap_values_get(values, &n);
		uint32_t docid = xap_values_docid(values);

		tell(sum, &docid, sizeof docid);
		tell(sum, value, n);
	}
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	xap_values_free(values);
	cr_assert_eq(
	    xap_db_value_stats(db, slot, &count, &least, &greatest, &err),
	    XAP_OK);
	tell(sum, &count, sizeof count);
	tell(sum, least.s, least.len);
	tell(sum, greatest.s, greatest.len);
	xap_text_clear(&least);
	xap_text_clear(&greatest);
}

static uint64_t
told(const char *name, struct xap_stats *ret_stats, size_t *ret_terms)
{
	static const uint32_t slots[] = {0, 1, 2, 300, 70000, 4294967294u};
	struct xap_db *db = scratch_open(name);
	struct xap_text data = {0};
	struct xap_error err;
	uint64_t sum = UINT64_C(14695981039346656037);

	cr_assert_eq(xap_db_stats(db, ret_stats, &err), XAP_OK);
	tell_postings(db, &sum, "", 0);
	tell_terms(db, &sum, ret_terms);
	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		tell_values(db, &sum, slots[i]);
	for (uint32_t i = 1; i <= ret_stats->last_docid; i++) {
		cr_assert_eq(
		    xap_db_data(db, i, &data, &err), XAP_OK, "%s", err.message);
		tell(&sum, data.s, data.len);
	}
	xap_text_clear(&data);
	xap_db_free(db);
	return sum;
}

static void
assert_same(const char *a, const char *b)
{
	struct xap_stats x = {0}, y = {0};
	size_t terms_x, terms_y;
	uint64_t sum = told(a, &x, &terms_x);

	cr_assert_eq(told(b, &y, &terms_y), sum);
	cr_assert_eq(terms_x, terms_y);
	cr_assert_eq(x.doc_count, y.doc_count);
	cr_assert_eq(x.last_docid, y.last_docid);
	cr_assert_eq(x.total_length, y.total_length);
	cr_assert_eq(x.length_min, y.length_min);
	cr_assert_eq(x.length_max, y.length_max);
	cr_assert_not(y.has_positions);
}

static void
assert_sound(const char *name)
{
	struct xap_text report = {0};
	struct xap_error err;
	size_t errors = 1;

	cr_assert_eq(xap_check(scratch_path(name), &report, &errors, &err),
	    XAP_OK, "%s", err.message);
	cr_assert_eq(errors, 0, "%s", report.s);
	xap_text_clear(&report);
}

static void
assert_empty(const char *name)
{
	struct xap_stats stats = {0};
	struct xap_error err;
	struct xap_db *db = scratch_open(name);

	cr_assert_eq(xap_db_stats(db, &stats, &err), XAP_OK);
	cr_assert_eq(stats.doc_count, 0);
	xap_db_free(db);
}

static void
compact(const char *const *names, size_t n, const char *to)
{
	struct xap_error err;
	struct xap_db *all = xap_db_new_empty(&err);

	for (size_t i = 0; i < n; i++) {
		struct xap_db *part = scratch_open(names[i]);

		cr_assert_eq(xap_db_add(all, part, &err), XAP_OK);
		xap_db_free(part);
	}
	cr_assert_eq(xap_compact(all, scratch_path(to), 0, 0, &err), XAP_OK,
	    "%s", err.message);
	xap_db_free(all);
}

/* --- the tests ------------------------------------------------------------ */

static void
compare(uint32_t documents, uint32_t block_size)
{
	write_bulk("bulk", 1, documents, block_size);
	write_slowly("slow", 1, documents, block_size);
	assert_sound("bulk");
	assert_same("slow", "bulk");
}

Test(xapian_c_bulk, one_document)
{
	compare(1, 0);
}

Test(xapian_c_bulk, documents_without_terms_and_data)
{
	compare(6, 0);
}

Test(xapian_c_bulk, thousands_of_documents)
{
	compare(6000, 0);
}

/* A document of one term and one value, so that there can be many. */
static struct xap_doc_input
make_small(uint32_t number)
{
	static struct xap_term_input term;
	static struct xap_value_input value;
	static char text[16];

	term = (struct xap_term_input){
	    .s = "small", .len = 5, .wdf = 1 + number % 3};
	value = (struct xap_value_input){
	    1, text, (size_t)snprintf(text, sizeof text, "%u", number)};
	return (struct xap_doc_input){.terms = &term,
	    .n_terms = 1,
	    .values = &value,
	    .n_values = 1,
	    .data = text,
	    .data_len = value.len};
}

/* Ids are written in two bytes below 0x8000, in three below 0x400000. */
Test(xapian_c_bulk, ids_of_more_bytes)
{
	struct xap_error err;
	struct xap_bulk *bulk = xap_bulk_open(
	    scratch_path("bulk"), XAP_OVERWRITE | XAP_NO_SYNC, 0, &err);
	struct xap_writer *slow = xap_writer_open(scratch_path("slow"),
	    XAP_OVERWRITE | XAP_NO_SYNC | XAP_NO_TERMLIST, 0, 0, &err);

	for (uint32_t i = 1; i <= 40000; i++) {
		struct xap_doc_input doc = make_small(i);

		xap_bulk_add(bulk, &doc, NULL, &err);
		cr_assert_eq(err.status, XAP_OK, "%s", err.message);
		xap_writer_add(slow, &doc, NULL, &err);
		cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	}
	xap_bulk_close(bulk, &err);
	xap_writer_close(slow, &err);
	xap_bulk_free(bulk);
	xap_writer_free(slow);
	assert_sound("bulk");
	assert_same("slow", "bulk");
	compact((const char *const[]){"bulk", "bulk"}, 2, "twice");
	assert_sound("twice");
}

Test(xapian_c_bulk, ids_with_gaps)
{
	struct xap_error err;
	struct xap_bulk *bulk = xap_bulk_open(
	    scratch_path("bulk"), XAP_OVERWRITE | XAP_NO_SYNC, 0, &err);
	struct xap_postings *postings;
	struct xap_db *db;

	for (uint32_t i = 1; i <= 900; i++) {
		const struct xap_doc_input *doc = &make(i)->doc;

		xap_bulk_add_as(bulk, i * i + 5, doc, &err);
		cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	}
	cr_expect_eq(xap_bulk_add_as(bulk, 900 * 900 + 5, &make(1)->doc, &err),
	    XAP_ARGUMENT);
	xap_bulk_close(bulk, &err);
	xap_bulk_free(bulk);
	assert_sound("bulk");
	db = xap_db_open_path(scratch_path("bulk"), &err);
	postings = xap_postings_open(db, "", 0, &err);
	for (uint32_t i = 1; i <= 900; i++) {
		cr_assert(xap_postings_next(postings, &err));
		cr_assert_eq(xap_postings_docid(postings), i * i + 5);
	}
	cr_expect_not(xap_postings_next(postings, &err));
	xap_postings_free(postings);
	xap_db_free(db);
}

Test(xapian_c_bulk, small_blocks_make_a_high_tree)
{
	compare(2500, 2048);
}

Test(xapian_c_bulk, large_blocks)
{
	compare(1500, 65536);
}

Test(xapian_c_bulk, shards_of_both_kinds_are_joined)
{
	static const char *const mixed[] = {"a", "b", "c"};
	static const char *const slow[] = {"d", "e", "f"};

	write_bulk("a", 1, 700, 0);
	write_slowly("b", 701, 1500, 0);
	write_bulk("c", 1501, 2500, 65536);
	write_slowly("d", 1, 700, 0);
	write_slowly("e", 701, 1500, 0);
	write_slowly("f", 1501, 2500, 0);
	compact(mixed, 3, "mixed");
	compact(slow, 3, "joined");
	assert_sound("mixed");
	assert_same("joined", "mixed");
}

static long
bytes_of(const char *name)
{
	char path[64];
	struct stat st;

	snprintf(path, sizeof path, "%s/postlist.glass", name);
	cr_assert_eq(stat(scratch_path(path), &st), 0);
	return (long)st.st_size;
}

/* Many small shards, in blocks that make one level or several. */
static void
check_tight(uint32_t block_size)
{
	enum {
		SHARDS = 30,
		EACH = 80
	};
	static const char *const names[] = {"many", "whole", "loose"};
	char name[SHARDS][16];
	const char *all[SHARDS];
	struct xap_error err;
	long loose;

	for (uint32_t i = 0; i < SHARDS; i++) {
		snprintf(name[i], sizeof name[i], "s%u", (unsigned)i);
		all[i] = name[i];
		write_bulk(name[i], i * EACH + 1, (i + 1) * EACH, block_size);
	}
	write_slowly("slow", 1, SHARDS * EACH, 0);
	compact(all, SHARDS, "many");
	loose = bytes_of("many");
	cr_assert_eq(
	    xap_tighten(scratch_path("many"), &err), XAP_OK, "%s", err.message);
	assert_sound("many");
	assert_same("slow", "many");
	cr_assert_lt(bytes_of("many"), loose * 9 / 10);
	/* What was made so is like any other: joined, written, made so again.
	 */
	compact(names, 1, "whole");
	assert_same("slow", "whole");
	cr_assert_eq(xap_tighten(scratch_path("whole"), &err), XAP_OK);
	assert_sound("whole");
	assert_same("slow", "whole");
}

/* Bytes that no item of a leaf has, in a hundred of all. */
static double
unused(const char *name, const char *table)
{
	unsigned char block[8192];
	unsigned long leaves = 0, free = 0;
	char path[64];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", name, table);
	file = fopen(scratch_path(path), "rb");
	cr_assert_not_null(file);
	while (fread(block, 1, sizeof block, file) == sizeof block)
		if (block[4] == 0) {
			leaves++;
			free += (unsigned)block[7] << 8 | block[8];
		}
	fclose(file);
	return 100.0 * (double)free / ((double)leaves * sizeof block);
}

#define KEYS 60

/* Metadata and data of such lengths that four do not fill a block. */
static void
write_odd(const char *name, char *noise)
{
	struct xap_error err;
	struct xap_bulk *bulk = xap_bulk_open(
	    scratch_path(name), XAP_CREATE | XAP_NO_SYNC, 8192, &err);
	struct xap_doc_input doc = {.data = noise, .data_len = 1900};
	uint32_t state = 1;
	char key[16];

	for (size_t i = 0; i < 1900; i++)
		noise[i] = (char)draw(&state, 256);
	for (int i = 0; i < KEYS; i++) {
		snprintf(key, sizeof key, "k%02d", i);
		cr_assert_eq(xap_bulk_metadata(
				 bulk, key, 3, noise, (size_t)(1400 + i), &err),
		    XAP_OK);
	}
	for (int i = 0; i < 200; i++)
		cr_assert_eq(xap_bulk_add(bulk, &doc, NULL, &err), XAP_OK);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK, "%s", err.message);
	xap_bulk_free(bulk);
}

Test(xapian_c_bulk, blocks_are_filled_and_what_was_cut_can_be_changed)
{
	static const char *const parts[] = {"odd"};
	static char noise[1900];
	struct xap_error err;
	struct xap_writer *writer;
	char key[16];

	write_odd("odd", noise);
	compact(parts, 1, "full");
	cr_assert_gt(unused("full", "docdata.glass"), 4);
	cr_assert_eq(xap_tighten(scratch_path("full"), &err), XAP_OK);
	cr_expect_lt(unused("full", "docdata.glass"), 2);
	cr_expect_lt(unused("full", "postlist.glass"), 8);
	assert_sound("full");
	assert_same("odd", "full");
	writer = xap_writer_open(scratch_path("full"),
	    XAP_OPEN | XAP_NO_SYNC | XAP_NO_TERMLIST, 0, 0, &err);
	cr_assert_not_null(writer, "%s", err.message);
	for (int i = 0; i < KEYS; i++) {
		struct xap_text got = {0};
		size_t n = (size_t)(i % 3 * 900);

		snprintf(key, sizeof key, "k%02d", i);
		cr_assert_eq(
		    xap_db_metadata(xap_writer_db(writer), key, 3, &got, &err),
		    XAP_OK);
		cr_expect_eq(got.len, (size_t)(1400 + i));
		cr_expect_eq(memcmp(got.s, noise, got.len), 0);
		xap_text_clear(&got);
		cr_assert_eq(
		    xap_writer_set_metadata(writer, key, 3, noise, n, &err),
		    XAP_OK);
	}
	scratch_finish(writer);
	assert_sound("full");
	assert_same("odd", "full");
}

Test(xapian_c_bulk, postings_of_many_shards_are_put_together)
{
	check_tight(0);
}

Test(xapian_c_bulk, postings_are_put_together_in_small_blocks)
{
	check_tight(2048);
}

Test(xapian_c_bulk, a_writer_goes_on_after_postings_were_put_together)
{
	static const char *const parts[] = {"a", "b", "c"};
	struct xap_error err;
	struct xap_writer *writer;

	write_bulk("a", 1, 300, 0);
	write_bulk("b", 301, 600, 0);
	write_bulk("c", 601, 1000, 0);
	write_slowly("slow", 1, 2000, 0);
	compact(parts, 3, "joined");
	cr_assert_eq(xap_tighten(scratch_path("joined"), &err), XAP_OK);
	writer = xap_writer_open(scratch_path("joined"),
	    XAP_OPEN | XAP_NO_SYNC | XAP_NO_TERMLIST, 0, 0, &err);
	cr_assert_not_null(writer, "%s", err.message);
	for (uint32_t i = 1001; i <= 2000; i++) {
		cr_assert_eq(
		    xap_writer_add(writer, &make(i)->doc, NULL, &err), XAP_OK);
		if (i % 250 == 0)
			cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
	}
	scratch_finish(writer);
	assert_sound("joined");
	assert_same("slow", "joined");
}

/* What is no table of postings is told, and left as it is. */
Test(xapian_c_bulk, damaged_postings_are_not_put_together)
{
	static const char *const parts[] = {"a", "b"};
	uint32_t state = 3;
	struct xap_error err;
	unsigned told_of = 0;

	write_bulk("a", 1, 200, 0);
	write_bulk("b", 201, 400, 0);
	compact(parts, 2, "joined");
	for (int i = 0; i < 200; i++) {
		long at = (long)draw(&state, (uint32_t)bytes_of("joined"));
		FILE *file = fopen(scratch_path("joined/postlist.glass"), "r+");
		int byte;

		fseek(file, at, SEEK_SET);
		byte = fgetc(file);
		fseek(file, at, SEEK_SET);
		fputc(byte ^ 1 << draw(&state, 8), file);
		fclose(file);
		told_of += xap_tighten(scratch_path("joined"), &err) != XAP_OK;
	}
	cr_assert_gt(told_of, 20);
	cr_assert_eq(xap_tighten(scratch_path("nothing"), &err), XAP_IO);
	cr_assert_eq(access(scratch_path("joined/postlist.new"), F_OK), -1);
}

/* Blocks that are added later are no block that is in use. */
Test(xapian_c_bulk, a_writer_goes_on)
{
	struct xap_error err;
	struct xap_writer *writer;

	write_bulk("bulk", 1, 1000, 0);
	write_slowly("slow", 1, 3000, 0);
	writer = xap_writer_open(scratch_path("bulk"),
	    XAP_OPEN | XAP_NO_SYNC | XAP_NO_TERMLIST, 0, 0, &err);
	cr_assert_not_null(writer, "%s", err.message);
	for (uint32_t i = 1001; i <= 3000; i++) {
		cr_assert_eq(
		    xap_writer_add(writer, &make(i)->doc, NULL, &err), XAP_OK);
		if (i % 500 == 0)
			cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
	}
	scratch_finish(writer);
	assert_sound("bulk");
	assert_same("slow", "bulk");
}

Test(xapian_c_bulk, nothing_added_is_an_empty_database)
{
	struct xap_error err;
	struct xap_bulk *bulk =
	    xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);

	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_CLOSED);
	xap_bulk_free(bulk);
	assert_sound("db");
	assert_empty("db");
}

Test(xapian_c_bulk, the_last_document_takes_more_values)
{
	struct xap_error err;
	struct xap_bulk *bulk =
	    xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);
	struct xap_values *values;
	struct xap_db *db;
	char bytes[300];
	size_t n;

	memset(bytes, 'b', sizeof bytes);
	cr_expect_eq(xap_bulk_value(bulk, 70000, "a", 1, &err), XAP_OPERATION);
	cr_assert_eq(xap_bulk_add(bulk, &make(3)->doc, NULL, &err), XAP_OK);
	cr_expect_eq(xap_bulk_value(bulk, 90, "", 0, &err), XAP_ARGUMENT);
	for (uint32_t slot = 90; slot < 100000; slot += 11000)
		cr_assert_eq(
		    xap_bulk_value(bulk, slot, bytes, sizeof bytes, &err),
		    XAP_OK, "%s", err.message);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK);
	xap_bulk_free(bulk);
	assert_sound("db");
	db = scratch_open("db");
	for (uint32_t slot = 90; slot < 100000; slot += 11000) {
		struct xap_text low = {0}, high = {0};
		uint32_t count;

		values = xap_values_open(db, slot, &err);
		cr_assert(xap_values_next(values, &err), "%s", err.message);
		cr_expect_eq(memcmp(xap_values_get(values, &n), bytes, 300), 0);
		cr_expect_eq(n, sizeof bytes);
		cr_expect_not(xap_values_next(values, &err));
		xap_values_free(values);
		/* Bounds need not be tight, but they hold. */
		cr_assert_eq(
		    xap_db_value_stats(db, slot, &count, &low, &high, &err),
		    XAP_OK);
		cr_expect_eq(count, 1);
		cr_expect(low.len < sizeof bytes && high.len < sizeof bytes);
		cr_expect_leq(memcmp(low.s, bytes, low.len), 0);
		cr_expect_gt(memcmp(high.s, bytes, high.len), 0);
		xap_text_clear(&low);
		xap_text_clear(&high);
	}
	xap_db_free(db);
}

/* A database of three documents, whose data come after, with metadata. */
static void
make_late(const char *path, const char *data, size_t n)
{
	const struct xap_doc_input empty = {0};
	const struct xap_doc_input whole = {.data = "whole", .data_len = 5};
	struct xap_error err;
	struct xap_bulk *bulk = xap_bulk_open(path, XAP_CREATE, 0, &err);

	cr_assert_eq(xap_bulk_add(bulk, &empty, NULL, &err), XAP_OK);
	cr_assert_eq(xap_bulk_add(bulk, &empty, NULL, &err), XAP_OK);
	cr_assert_eq(xap_bulk_data(bulk, 1, "short", 5, true, &err), XAP_OK);
	cr_assert_eq(xap_bulk_data(bulk, 2, data, n, true, &err), XAP_OK);
	cr_assert_eq(xap_bulk_add(bulk, &whole, NULL, &err), XAP_OK);
	/* Not twice, and not before there is a document. */
	cr_assert_eq(
	    xap_bulk_data(bulk, 2, "again", 5, false, &err), XAP_ARGUMENT);
	cr_assert_eq(
	    xap_bulk_data(bulk, 4, "early", 5, false, &err), XAP_ARGUMENT);
	cr_assert_eq(xap_bulk_metadata(bulk, "a", 1, data, n, &err), XAP_OK);
	cr_assert_eq(
	    xap_bulk_metadata(bulk, "a", 1, "x", 1, &err), XAP_ARGUMENT);
	cr_assert_eq(
	    xap_bulk_metadata(bulk, "", 0, "x", 1, &err), XAP_ARGUMENT);
	cr_assert_eq(xap_bulk_metadata(bulk, "ab", 2, "x", 1, &err), XAP_OK);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK, "%s", err.message);
	xap_bulk_free(bulk);
}

static void
check_late(struct xap_db *db, const char *data, size_t n)
{
	struct xap_text text = {0};
	struct xap_error err;

	cr_assert_eq(xap_db_data(db, 1, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "short");
	cr_assert_eq(
	    xap_db_data(db, 2, &text, &err), XAP_OK, "%s", err.message);
	cr_assert_eq(text.len, n);
	cr_assert_eq(memcmp(text.s, data, n), 0);
	cr_assert_eq(xap_db_data(db, 3, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "whole");
	cr_assert_eq(xap_db_metadata(db, "a", 1, &text, &err), XAP_OK);
	cr_assert_eq(text.len, n);
	cr_assert_eq(memcmp(text.s, data, n), 0);
	cr_assert_eq(xap_db_metadata(db, "ab", 2, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "x");
	xap_text_clear(&text);
}

Test(xapian_c_bulk, data_come_after_as_they_are_and_metadata)
{
	static const size_t sizes[] = {19, 2000, 65535, 65536, 200001};
	char *data = malloc(200001), name[32], to[32];
	uint32_t state = 5;
	struct xap_error err;

	for (size_t i = 0; i < 200001; i++)
		data[i] = (char)draw(&state, 256);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct xap_db *db, *joined;

		snprintf(name, sizeof name, "late-%zu", i);
		snprintf(to, sizeof to, "joined-%zu", i);
		make_late(scratch_path(name), data, sizes[i]);
		db = xap_db_open_path(scratch_path(name), &err);
		cr_assert_not_null(db, "%s", err.message);
		check_late(db, data, sizes[i]);
		cr_assert_eq(
		    xap_compact(db, scratch_path(to), 0, 0, &err), XAP_OK);
		joined = xap_db_open_path(scratch_path(to), &err);
		check_late(joined, data, sizes[i]);
		xap_db_free(joined);
		xap_db_free(db);
	}
	free(data);
}

Test(xapian_c_bulk, what_is_not_closed_is_not_there)
{
	struct xap_error err;
	struct xap_bulk *bulk =
	    xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);
	struct xap_bulk *other;

	cr_assert_eq(xap_bulk_add(bulk, &make(3)->doc, NULL, &err), XAP_OK);
	other = xap_bulk_open(scratch_path("db"), XAP_OVERWRITE, 0, &err);
	cr_assert_null(other);
	cr_assert_eq(err.status, XAP_LOCKED);
	other = xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);
	cr_assert_null(other);
	xap_bulk_free(bulk);
	assert_empty("db");
	bulk = xap_bulk_open(scratch_path("db"), XAP_OVERWRITE, 0, &err);
	cr_assert_not_null(bulk, "%s", err.message);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_OK);
	xap_bulk_free(bulk);
}

Test(xapian_c_bulk, what_it_refuses_changes_nothing)
{
	struct xap_error err;
	struct xap_bulk *bulk;
	uint32_t position = 1, docid = 0;
	char name[300] = "";
	struct xap_term_input term = {"word", 4, 0, &position, 1};
	struct xap_doc_input doc = {.terms = &term, .n_terms = 1};

	cr_assert_null(xap_bulk_open(NULL, XAP_CREATE, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_bulk_open(scratch_path("db"), XAP_OPEN, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_bulk_open(scratch_path("db"), XAP_CREATE, 77, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	bulk = xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);
	cr_assert_eq(xap_bulk_add(bulk, &doc, NULL, &err), XAP_UNIMPLEMENTED);
	memset(name, 'x', sizeof name);
	term = (struct xap_term_input){name, sizeof name, 1, NULL, 0};
	cr_assert_eq(xap_bulk_add(bulk, &doc, NULL, &err), XAP_ARGUMENT);
	cr_assert_eq(xap_bulk_add(bulk, NULL, NULL, &err), XAP_ARGUMENT);
	term.len = 5;
	cr_assert_eq(xap_bulk_add(bulk, &doc, &docid, &err), XAP_OK);
	cr_assert_eq(docid, 1);
	cr_assert_eq(xap_bulk_close(bulk, NULL), XAP_OK);
	cr_assert_eq(xap_bulk_add(bulk, &doc, NULL, &err), XAP_CLOSED);
	xap_bulk_free(bulk);
	cr_assert_eq(xap_bulk_add(NULL, &doc, NULL, NULL), XAP_ARGUMENT);
	cr_assert_eq(xap_bulk_close(NULL, NULL), XAP_ARGUMENT);
	cr_assert_eq(xap_bulk_pending(NULL), 0);
	xap_bulk_free(NULL);
	assert_sound("db");
}

/* A disk that is full, as far as a process can have one. */
Test(xapian_c_bulk, a_full_disk_leaves_an_empty_database)
{
	struct xap_error err;
	struct xap_bulk *bulk =
	    xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);
	struct rlimit before, limit;

	for (uint32_t i = 1; i <= 500; i++)
		cr_assert_eq(
		    xap_bulk_add(bulk, &make(i)->doc, NULL, &err), XAP_OK);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 65536;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_eq(xap_bulk_close(bulk, &err), XAP_IO);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	cr_assert_not_null(strstr(err.message, "postlist.glass"));
	cr_assert(err.system[0] != '\0');
	cr_assert_eq(xap_bulk_add(bulk, &make(1)->doc, NULL, &err), XAP_CLOSED);
	xap_bulk_free(bulk);
	assert_empty("db");
}

/* A child that may have no more memory than it has: adding fails, and stays so.
 */
static enum xap_status
starve(void *context, struct xap_text *text, struct xap_error *err)
{
	struct rlimit limit = {1 << 20, 1 << 20};
	struct xap_bulk *bulk = context;
	enum xap_status status = XAP_OK;

	(void)text;
	if (setrlimit(RLIMIT_AS, &limit) < 0)
		return XAP_OK;
	for (uint32_t i = 1; i <= 1000000 && status == XAP_OK; i++) {
		char name[32];
		struct xap_term_input term = {name, 0, 1, NULL, 0};
		struct xap_doc_input doc = {.terms = &term, .n_terms = 1};

		term.len = (uint32_t)snprintf(name, sizeof name, "word%u", i);
		status = xap_bulk_add(bulk, &doc, NULL, err);
	}
	if (status != XAP_NO_MEMORY)
		return status ? status : XAP_INTERNAL;
	return xap_bulk_close(bulk, err);
}

Test(xapian_c_bulk, a_failure_of_allocation_is_an_error)
{
#if defined __SANITIZE_ADDRESS__
	cr_skip_test("the sanitizer's allocator ends the process itself");
#endif
	struct xap_error err;
	struct xap_bulk *bulk =
	    xap_bulk_open(scratch_path("db"), XAP_CREATE, 0, &err);

	cr_assert_eq(xap_bulk_add(bulk, &make(1)->doc, NULL, &err), XAP_OK);
	cr_assert_eq(xap_contain(NULL, starve, bulk, NULL, &err), XAP_LOST,
	    "%d %s", (int)err.status, err.message);
	cr_assert_not_null(strstr(err.message, "memory"), "%s", err.message);
	xap_bulk_free(bulk);
	assert_empty("db");
}
