/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading: what went in comes out, by every way there is. */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

TestSuite(xapian_c_read, .init = scratch_begin, .fini = scratch_end);

static void
make_books(const char *name)
{
	struct xap_writer *writer = scratch_create(name);

	scratch_add(writer, "alpha beta gamma beta", "b");
	scratch_add(writer, "alpha delta", "a");
	scratch_add(writer, "beta delta epsilon", NULL);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, "made:by", 7, "a test", 6, NULL),
	    XAP_OK);
	cr_assert_eq(xap_writer_set_metadata(
			 writer, "made:in", 7, name, strlen(name), NULL),
	    XAP_OK);
	scratch_finish(writer);
}

/* All strings of a cursor, with a comma between; frees it. */
static const char *
joined(struct xap_terms *terms)
{
	static char out[512];
	struct xap_error err;
	size_t used = 0, len;

	cr_assert_not_null(terms);
	out[0] = '\0';
	cr_assert_null(xap_terms_get(terms, &len));
	while (xap_terms_next(terms, &err)) {
		const char *term = xap_terms_get(terms, &len);

		cr_assert_eq(strlen(term), len);
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%s",
		    used ? "," : "", term);
	}
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	cr_assert_null(xap_terms_get(terms, NULL));
	cr_assert_not(xap_terms_next(terms, &err));
	xap_terms_free(terms);
	return out;
}

Test(xapian_c_read, facts_of_a_database_and_of_its_terms)
{
	struct xap_stats stats;
	struct xap_term_stats term;
	struct xap_text low = {0}, high = {0};
	struct xap_db *db;
	uint32_t freq, length, terms;
	bool exists;

	make_books("books");
	db = scratch_open("books");
	cr_assert_eq(xap_db_stats(db, &stats, NULL), XAP_OK);
	cr_assert_eq(stats.parts, 1);
	cr_assert_eq(stats.doc_count, 3);
	cr_assert_eq(stats.last_docid, 3);
	cr_assert_eq(stats.total_length, 9);
	cr_assert_eq(stats.average_length, 3.0);
	cr_assert(stats.has_positions);
	cr_assert_eq(xap_db_term_stats(db, "beta", 4, &term, NULL), XAP_OK);
	cr_assert_eq(term.doc_freq, 2);
	cr_assert_eq(term.collection_freq, 3);
	cr_assert_geq(term.wdf_max, 2);
	cr_assert_eq(xap_db_term_stats(db, "omega", 5, &term, NULL), XAP_OK);
	cr_assert_eq(term.doc_freq, 0);
	cr_assert_eq(xap_db_term_exists(db, "delta", 5, &exists, NULL), XAP_OK);
	cr_assert(exists);
	cr_assert_eq(
	    xap_db_value_stats(db, 1, &freq, &low, &high, NULL), XAP_OK);
	cr_assert_eq(freq, 2);
	cr_assert_str_eq(low.s, "a");
	cr_assert_str_eq(high.s, "b");
	cr_assert_eq(xap_db_doc_length(db, 1, &length, &terms, NULL), XAP_OK);
	cr_assert_eq(length, 4);
	cr_assert_eq(terms, 3);
	xap_text_clear(&low);
	xap_text_clear(&high);
	xap_db_free(db);
}

Test(xapian_c_read, terms_are_walked_by_prefix_and_skipped)
{
	struct xap_error err;
	struct xap_terms *terms;
	struct xap_db *db;
	uint32_t freq, wdf;

	make_books("books");
	db = scratch_open("books");
	cr_assert_str_eq(joined(xap_terms_open(db, "", 0, NULL)),
	    "alpha,beta,delta,epsilon,gamma");
	cr_assert_str_eq(joined(xap_terms_open(db, "al", 2, NULL)), "alpha");
	cr_assert_str_eq(joined(xap_terms_open(db, "x", 1, NULL)), "");
	cr_assert_str_eq(
	    joined(xap_terms_of_doc(db, 1, NULL)), "alpha,beta,gamma");
	cr_assert_str_eq(joined(xap_terms_of_metadata(db, "made:", 5, NULL)),
	    "made:by,made:in");

	terms = xap_terms_open(db, "d", 1, NULL);
	/* Before the prefix: the first of it. Backwards: no move. */
	cr_assert(xap_terms_skip_to(terms, "a", 1, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "delta");
	cr_assert(xap_terms_skip_to(terms, "b", 1, &err));
	cr_assert_str_eq(xap_terms_get(terms, NULL), "delta");
	cr_assert_eq(xap_terms_doc_freq(terms, &freq, &err), XAP_OK);
	cr_assert_eq(freq, 2);
	cr_assert_eq(xap_terms_wdf(terms, &wdf, &err), XAP_UNIMPLEMENTED);
	cr_assert_not(xap_terms_skip_to(terms, "e", 1, &err));
	cr_assert_eq(err.status, XAP_OK);
	cr_assert_eq(xap_terms_doc_freq(terms, &freq, &err), XAP_OPERATION);
	xap_terms_free(terms);

	terms = xap_terms_of_doc(db, 1, NULL);
	cr_assert(xap_terms_skip_to(terms, "beta", 4, &err));
	cr_assert_eq(xap_terms_wdf(terms, &wdf, &err), XAP_OK);
	cr_assert_eq(wdf, 2);
	xap_db_free(db);
	/* A cursor outlives the handle it came from. */
	cr_assert(xap_terms_next(terms, &err), "%s", err.message);
	cr_assert_str_eq(xap_terms_get(terms, NULL), "gamma");
	xap_terms_free(terms);
}

Test(xapian_c_read, postings_one_by_one_and_many_at_once)
{
	struct xap_writer *writer = scratch_create("many");
	struct xap_postings *postings;
	struct xap_error err;
	struct xap_db *db;
	uint32_t ids[300], wdf;
	size_t n, total = 0;

	for (int i = 0; i < 1000; i++)
		scratch_add(writer, i % 2 ? "odd all" : "even all all", NULL);
	scratch_finish(writer);
	db = scratch_open("many");

	postings = xap_postings_open(db, "even", 4, &err);
	cr_assert_eq(xap_postings_docid(postings), 0);
	cr_assert(xap_postings_next(postings, &err));
	cr_assert_eq(xap_postings_docid(postings), 1);
	cr_assert(xap_postings_skip_to(postings, 500, &err));
	cr_assert_eq(xap_postings_docid(postings), 501);
	cr_assert(xap_postings_skip_to(postings, 3, &err));
	cr_assert_eq(xap_postings_docid(postings), 501);
	cr_assert_not(xap_postings_skip_to(postings, 2000, &err));
	cr_assert_eq(err.status, XAP_OK);
	cr_assert_eq(xap_postings_docid(postings), 0);
	cr_assert_not(xap_postings_next(postings, &err));
	xap_postings_free(postings);

	postings = xap_postings_open(db, "all", 3, &err);
	do {
		cr_assert_eq(
		    xap_postings_read(postings, ids, 300, &n, &err), XAP_OK);
		for (size_t i = 0; i < n; i++)
			cr_assert_eq(ids[i], total + i + 1);
		total += n;
		if (n == 300) {
			cr_assert_eq(
			    xap_postings_wdf(postings, &wdf, &err), XAP_OK);
			cr_assert_eq(wdf, total % 2 ? 2 : 1);
		}
	} while (n == 300);
	cr_assert_eq(total, 1000);
	xap_postings_free(postings);

	postings = xap_postings_open(db, "none", 4, &err);
	cr_assert_not_null(postings);
	cr_assert_not(xap_postings_next(postings, &err));
	cr_assert_eq(err.status, XAP_OK);
	xap_postings_free(postings);
	xap_db_free(db);
}

Test(xapian_c_read, positions_and_values)
{
	struct xap_error err;
	struct xap_values *values;
	struct xap_db *db;
	uint32_t at[4] = {0};
	size_t n, len;

	make_books("books");
	db = scratch_open("books");
	cr_assert_eq(
	    xap_db_positions(db, 1, "beta", 4, at, 4, &n, &err), XAP_OK);
	cr_assert_eq(n, 2);
	cr_assert_eq(at[0], 2);
	cr_assert_eq(at[1], 4);
	/* Too little room: what fits, and how many there are. */
	at[1] = 77;
	cr_assert_eq(
	    xap_db_positions(db, 1, "beta", 4, at, 1, &n, &err), XAP_OK);
	cr_assert_eq(n, 2);
	cr_assert_eq(at[1], 77);
	cr_assert_eq(
	    xap_db_positions(db, 2, "beta", 4, at, 4, &n, &err), XAP_OK);
	cr_assert_eq(n, 0);

	values = xap_values_open(db, 1, &err);
	cr_assert_null(xap_values_get(values, NULL));
	cr_assert(xap_values_next(values, &err));
	cr_assert_eq(xap_values_docid(values), 1);
	cr_assert_str_eq(xap_values_get(values, &len), "b");
	cr_assert(xap_values_skip_to(values, 2, &err));
	cr_assert_str_eq(xap_values_get(values, &len), "a");
	cr_assert_not(xap_values_next(values, &err));
	cr_assert_eq(err.status, XAP_OK);
	cr_assert_eq(xap_values_docid(values), 0);
	xap_values_free(values);
	xap_db_free(db);
}

Test(xapian_c_read, nul_bytes_pass_everywhere)
{
	static const char data[] = "one\0two\0", value[] = "v\0w";
	struct xap_term_input term = {"te\0rm", 5, 1, NULL, 0};
	struct xap_value_input slot = {7, value, 3};
	struct xap_doc_input doc = {&term, 1, &slot, 1, data, 8};
	struct xap_writer *writer = scratch_create("nul");
	struct xap_text text = {0};
	struct xap_doc *read;
	struct xap_query *query;
	struct xap_db *db;

	cr_assert_eq(xap_writer_add(writer, &doc, NULL, NULL), XAP_OK);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, "k\0k", 3, "m\0", 2, NULL), XAP_OK);
	scratch_finish(writer);
	db = scratch_open("nul");
	read = xap_doc_open(db, 1, NULL);
	cr_assert_eq(xap_doc_data(read, &text, NULL), XAP_OK);
	cr_assert_eq(text.len, 8);
	cr_assert_arr_eq(text.s, data, 8);
	cr_assert_eq(xap_doc_value(read, 7, &text, NULL), XAP_OK);
	cr_assert_eq(text.len, 3);
	cr_assert_arr_eq(text.s, value, 3);
	cr_assert_eq(xap_doc_value(read, 8, &text, NULL), XAP_OK);
	cr_assert_eq(text.len, 0);
	cr_assert_eq(xap_db_metadata(db, "k\0k", 3, &text, NULL), XAP_OK);
	cr_assert_eq(text.len, 2);
	query = xap_query_term("te\0rm", 5, 1, 0, NULL);
	cr_assert_str_eq(scratch_found(db, query), "1");
	query = xap_query_term("te", 2, 1, 0, NULL);
	cr_assert_str_eq(scratch_found(db, query), "");
	xap_doc_free(read);
	xap_text_clear(&text);
	xap_db_free(db);
}

Test(xapian_c_read, data_in_bulk_and_of_documents_not_there)
{
	static const uint32_t ids[] = {3, 1, 99, 2}, lost[] = {98, 99};
	struct xap_text texts[4] = {{0}};
	struct xap_error err;
	struct xap_db *db;

	make_books("books");
	db = scratch_open("books");
	cr_assert_eq(xap_db_data_bulk(db, ids, 4, texts, &err), XAP_OK);
	cr_assert_str_eq(texts[0].s, "beta delta epsilon");
	cr_assert_str_eq(texts[1].s, "alpha beta gamma beta");
	cr_assert_str_eq(texts[2].s, "");
	cr_assert_str_eq(texts[3].s, "alpha delta");
	cr_assert_eq(xap_db_data_bulk(db, lost, 2, texts, &err), XAP_NOT_FOUND);
	cr_assert_eq(xap_db_data(db, 99, texts, &err), XAP_NOT_FOUND);
	cr_assert_str_eq(err.type, "DocNotFoundError");
	cr_assert_eq(xap_db_data(db, 0, texts, &err), XAP_ARGUMENT);
	cr_assert_null(xap_doc_open(db, 99, &err));
	cr_assert_eq(err.status, XAP_NOT_FOUND);
	for (int i = 0; i < 4; i++)
		xap_text_clear(&texts[i]);
	xap_db_free(db);
}

Test(xapian_c_read, several_together)
{
	struct xap_error err;
	struct xap_stats stats;
	struct xap_text text = {0};
	struct xap_db *all, *part;

	make_books("one");
	make_books("two");
	all = xap_db_new_empty(&err);
	cr_assert_str_eq(scratch_found(all, xap_query_all(NULL)), "");
	part = scratch_open("one");
	cr_assert_eq(xap_db_add(all, part, &err), XAP_OK);
	xap_db_free(part);
	part = scratch_open("two");
	cr_assert_eq(xap_db_add(all, part, &err), XAP_OK);
	xap_db_free(part);
	cr_assert_eq(xap_db_add(all, all, &err), XAP_ARGUMENT);

	cr_assert_eq(xap_db_stats(all, &stats, &err), XAP_OK);
	cr_assert_eq(stats.parts, 2);
	cr_assert_eq(stats.doc_count, 6);
	/* Document d of part p is (d - 1) * 2 + p + 1. */
	cr_assert_str_eq(scratch_found(all, scratch_term("gamma")), "1 2");
	cr_assert_str_eq(scratch_found(all, scratch_term("epsilon")), "5 6");
	cr_assert_eq(xap_db_data(all, 4, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "alpha delta");
	/* Metadata of the whole are those of the first; each can be asked. */
	cr_assert_eq(xap_db_metadata(all, "made:in", 7, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "one");
	cr_assert_eq(
	    xap_db_part_metadata(all, 1, "made:in", 7, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "two");
	cr_assert_eq(
	    xap_db_part_metadata(all, 2, "made:in", 7, &text, &err), XAP_RANGE);
	xap_text_clear(&text);
	xap_db_free(all);
}

Test(xapian_c_read, a_single_file_at_an_offset)
{
	static const char before[] = "something else, 27 bytes: ";
	struct xap_text text = {0}, report = {0};
	struct xap_error err;
	struct xap_db *db;
	size_t errors = 99;
	bool changed = true;
	int fd;

	make_books("books");
	scratch_write("bundle", before, sizeof before);
	fd = open(scratch_path("bundle"), O_RDWR);
	cr_assert_eq(lseek(fd, 0, SEEK_END), (off_t)sizeof before);
	db = scratch_open("books");
	cr_assert_eq(
	    xap_compact_fd(db, fd, 0, 4096, &err), XAP_OK, "%s", err.message);
	xap_db_free(db);
	/* The descriptor is ours still, at the end, to write more. */
	cr_assert_gt(lseek(fd, 0, SEEK_CUR), (off_t)sizeof before);
	cr_assert_eq(write(fd, "trailer", 7), 7);

	db = xap_db_open_fd(fd, sizeof before, &err);
	cr_assert_not_null(db, "%s", err.message);
	cr_assert_eq(
	    xap_check_fd(fd, sizeof before, &report, &errors, &err), XAP_OK);
	cr_assert_eq(errors, 0);
	cr_assert_eq(close(fd), 0);
	cr_assert_str_eq(scratch_found(db, scratch_term("beta")), "1 3");
	cr_assert_eq(xap_db_metadata(db, "made:by", 7, &text, &err), XAP_OK);
	cr_assert_str_eq(text.s, "a test");
	cr_assert_eq(xap_db_reopen(db, &changed, &err), XAP_OK);
	cr_assert_not(changed);
	xap_db_free(db);
	xap_text_clear(&text);
	xap_text_clear(&report);
}

Test(xapian_c_read, a_wrong_offset_is_an_error_and_leaks_nothing)
{
	static const int64_t offsets[] = {0, 1, 25, 4096, -1, 1 << 30};
	struct xap_error err;
	struct xap_db *db;
	int fd, next;

	make_books("books");
	scratch_write("bundle", "27 bytes of something else ", 27);
	fd = open(scratch_path("bundle"), O_RDWR);
	lseek(fd, 0, SEEK_END);
	db = scratch_open("books");
	cr_assert_eq(xap_compact_fd(db, fd, 0, 0, &err), XAP_OK);
	xap_db_free(db);
	next = dup(fd);
	close(next);
	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
		cr_assert_null(xap_db_open_fd(fd, offsets[i], &err));
		cr_assert(err.status == XAP_CORRUPT ||
			      err.status == XAP_VERSION ||
			      err.status == XAP_ARGUMENT,
		    "%d %s", (int)err.status, err.message);
		cr_assert_neq(err.message[0], '\0');
	}
	cr_assert_null(xap_db_open_fd(-1, 0, &err));
	cr_assert_eq(err.status, XAP_IO);
	/* The lowest free descriptor is the same as before. */
	cr_assert_eq(dup(fd), next);
	close(fd);
}

Test(xapian_c_read, numbers_sort_as_bytes)
{
	static const double numbers[] = {
	    -1e300, -5.5, -1, -1e-9, 0, 1e-9, 1, 2, 10, 1e300};
	char last[9];
	size_t last_len = 0;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char bytes[9];
		size_t len = xap_number_write(numbers[i], bytes);
		size_t common = len < last_len ? len : last_len;
		int order = memcmp(last, bytes, common);

		cr_assert_leq(len, 9);
		cr_assert_eq(xap_number_read(bytes, len), numbers[i]);
		if (i > 0)
			cr_assert(order < 0 || (!order && last_len < len));
		memcpy(last, bytes, len);
		last_len = len;
	}
}

Test(xapian_c_read, a_closed_database_says_so)
{
	struct xap_text text = {0};
	struct xap_error err;
	struct xap_db *db;

	make_books("books");
	db = scratch_open("books");
	cr_assert_eq(xap_db_close(db, &err), XAP_OK);
	cr_assert_eq(xap_db_close(db, &err), XAP_OK);
	cr_assert_eq(xap_db_data(db, 1, &text, &err), XAP_CLOSED);
	cr_assert_eq(xap_db_reopen(db, NULL, &err), XAP_CLOSED);
	xap_text_clear(&text);
	xap_db_free(db);
}
