/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What must not happen: a stub that runs programs, a damaged database that
 * takes its reader down, an error without a word.
 */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(
    xapian_c_trust, .init = scratch_begin, .fini = scratch_end, .timeout = 300);

/* --- stubs --------------------------------------------------------------- */

static void
write_stub(const char *name)
{
	char line[700];

	snprintf(line, sizeof line, "remote :/usr/bin/touch %s\n",
	    scratch_path("touched"));
	scratch_write(name, line, strlen(line));
}

static void
refuse_everywhere(const char *name)
{
	struct xap_error err;
	size_t errors;

	cr_assert_null(xap_db_open_path(scratch_path(name), &err));
	cr_assert_eq(err.status, XAP_STUB, "%s", err.message);
	cr_assert_eq(xap_check(scratch_path(name), NULL, &errors, &err),
	    XAP_STUB, "%s", err.message);
	cr_assert_eq(xap_probe_path(scratch_path(name), NULL, &err), XAP_STUB);
	cr_assert_eq(err.status, XAP_STUB);
	for (unsigned how = 0; how < 4; how++) {
		cr_assert_null(
		    xap_writer_open(scratch_path(name), how, 0, 0, &err));
		cr_assert_eq(err.status, XAP_STUB);
	}
	cr_assert_eq(access(scratch_path("touched"), F_OK), -1);
}

Test(xapian_c_trust, a_stub_posing_as_an_index_runs_nothing)
{
	struct xap_error err;
	struct xap_db *db;

	write_stub("file");
	refuse_everywhere("file");
	mkdir(scratch_path("dir"), 0777);
	write_stub("dir/XAPIANDB");
	refuse_everywhere("dir");
	scratch_finish(scratch_create("both"));
	write_stub("both/XAPIANDB");
	refuse_everywhere("both");
	/* Such a stub does run its program, where it is asked for by name. */
	db = xap_db_open_stub(scratch_path("file"), &err);
	cr_assert_null(db);
	cr_assert_eq(access(scratch_path("touched"), F_OK), 0);
}

Test(xapian_c_trust, a_stub_is_opened_by_that_name_only)
{
	struct xap_error err;
	struct xap_writer *writer = scratch_create("real");
	struct xap_db *db;
	char line[600];

	scratch_add(writer, "word", NULL);
	scratch_finish(writer);
	snprintf(line, sizeof line, "glass %s\n", scratch_path("real"));
	scratch_write("stub", line, strlen(line));
	db = xap_db_open_stub(scratch_path("stub"), &err);
	cr_assert_not_null(db, "%s", err.message);
	cr_assert_str_eq(scratch_found(db, scratch_term("word")), "1");
	xap_db_free(db);
}

Test(xapian_c_trust, what_is_no_database_is_named)
{
	struct xap_error err;

	cr_assert_null(xap_db_open_path(scratch_path("none"), &err));
	cr_assert_eq(err.status, XAP_NOT_FOUND);
	cr_assert_not_null(strstr(err.message, "none"));
	mkdir(scratch_path("empty"), 0777);
	cr_assert_null(xap_db_open_path(scratch_path("empty"), &err));
	cr_assert_eq(err.status, XAP_NOT_FOUND);
	mkdir(scratch_path("chert"), 0777);
	scratch_write("chert/iamchert", "x", 1);
	cr_assert_null(xap_db_open_path(scratch_path("chert"), &err));
	cr_assert_eq(err.status, XAP_VERSION);
	mkdir(scratch_path("glass"), 0777);
	scratch_write("glass/iamglass", "rubbish", 7);
	cr_assert_null(xap_db_open_path(scratch_path("glass"), &err));
	cr_assert_eq(err.status, XAP_CORRUPT);
	cr_assert_null(xap_db_open_path("/dev/null", &err));
	cr_assert_eq(err.status, XAP_STUB);
	/* A pipe without a writer does not make it wait. */
	cr_assert_eq(mkfifo(scratch_path("pipe"), 0666), 0);
	cr_assert_null(xap_db_open_path(scratch_path("pipe"), &err));
	cr_assert_eq(err.status, XAP_STUB);
}

/* --- damage -------------------------------------------------------------- */

static char *image;
static size_t image_len;

static void
make_image(void)
{
	struct xap_writer *writer = scratch_create("whole");
	struct xap_error err;
	struct xap_db *db;
	FILE *file;

	for (int i = 0; i < 300; i++) {
		char text[200], value[8];

		snprintf(text, sizeof text,
		    "word%d common other%d again word%d tail%d", i, i % 7,
		    i / 3, i % 50);
		snprintf(value, sizeof value, "%03d", i % 20);
		scratch_add(writer, text, value);
		xap_writer_add_spelling(writer, text, 6, 1, NULL);
	}
	xap_writer_set_metadata(writer, "made", 4, "by a test", 9, NULL);
	scratch_finish(writer);
	db = scratch_open("whole");
	cr_assert_eq(xap_compact(db, scratch_path("file"),
			 XAP_COMPACT_SINGLE_FILE, 4096, &err),
	    XAP_OK);
	xap_db_free(db);
	file = fopen(scratch_path("file"), "rb");
	fseek(file, 0, SEEK_END);
	image_len = (size_t)ftell(file);
	rewind(file);
	image = malloc(image_len);
	cr_assert_eq(fread(image, 1, image_len, file), image_len);
	fclose(file);
}

/* Read all documents with their terms and positions. */
static enum xap_status
walk_damaged(struct xap_db *db, struct xap_text *text, struct xap_error *err)
{
	enum xap_status status = XAP_OK;

	for (uint32_t docid = 1; !status && docid <= 300; docid++) {
		struct xap_terms *terms = xap_terms_of_doc(db, docid, err);

		while (!status && xap_terms_next(terms, err)) {
			size_t n, len;
			const char *term = xap_terms_get(terms, &len);

			status = xap_db_positions(
			    db, docid, term, len, NULL, 0, &n, err);
		}
		if (!status)
			status = err->status;
		xap_terms_free(terms);
		if (!status)
			status = xap_db_data(db, docid, text, err);
	}
	if (!status)
		status = xap_db_spelling(db, "wurd7", 5, 2, text, err);
	return status;
}

/*
 * A place to damage: any byte that is not of the empty space in blocks, every
 * second time one of the heads of blocks, where most harm is done.
 */
static size_t
choose_place(unsigned *seed, bool head)
{
	size_t at;

	do {
		*seed = *seed * 1664525u + 1013904223u;
		at = (size_t)(*seed >> 8) % image_len;
		if (head)
			at = at / 4096 * 4096 + at % 40;
	} while (!image[at]);
	return at;
}

/* Open what is at scratch "damaged", and ask it this and that. */
static enum xap_status
search_damaged(void *context, struct xap_text *text, struct xap_error *err)
{
	static const uint32_t facets[] = {1};
	struct xap_match_params params = {.count = 10,
	    .check_at_least = XAP_EXACT,
	    .facets = facets,
	    .n_facets = 1};
	struct xap_db *db = xap_db_open_path(context, err);
	struct xap_error own;
	struct xap_query *parts[] = {scratch_term("common"),
	    scratch_term("again"), scratch_term("word7")};
	struct xap_query *query = xap_query_combine(
	    XAP_OR, (const struct xap_query *const *)parts, 3, 0, &own);
	struct xap_matches *matches =
	    db ? xap_match(db, query, &params, err) : NULL;
	struct xap_hit hit;
	enum xap_status status = matches ? XAP_OK : err->status;

	for (size_t i = 0; status == XAP_OK && i < xap_matches_size(matches);
	     i++) {
		xap_matches_get(matches, i, &hit, err);
		status = xap_db_data(db, hit.docid, text, err);
	}
	if (status == XAP_OK)
		status = xap_db_metadata(db, "made", 4, text, err);
	if (status == XAP_OK)
		status = walk_damaged(db, text, err);
	xap_matches_free(matches);
	xap_query_free(query);
	for (int i = 0; i < 3; i++)
		xap_query_free(parts[i]);
	xap_db_free(db);
	return status;
}

Test(xapian_c_trust, random_damage_never_takes_the_caller_down)
{
	struct xap_limits limits = {.timeout_ms = 20000, .cpu_seconds = 1};
	unsigned seed = 5, fine = 0, refused = 0, crashed = 0, endless = 0;
	struct xap_text text = {0};
	struct xap_error err;

	make_image();
	for (int i = 0; i < 400; i++) {
		enum xap_status status;
		size_t at = choose_place(&seed, i % 2);
		char before = image[at];

		seed = seed * 1664525u + 1013904223u;
		image[at] = (char)(before ^ (char)(1 + (seed >> 24) % 255));
		scratch_write("damaged", image, image_len);
		image[at] = before;

		status = xap_contain(&limits, search_damaged,
		    (void *)(uintptr_t)scratch_path("damaged"), &text, &err);
		cr_assert_eq(status, err.status);
		if (status == XAP_OK)
			fine++;
		else
			cr_assert_neq(err.message[0], '\0');
		if (status == XAP_CORRUPT && strstr(err.message, "crashed"))
			crashed++;
		else if (status == XAP_TIMEOUT)
			endless++;
		else if (status != XAP_OK)
			refused++;
		cr_assert_neq(
		    (int)xap_probe_path(scratch_path("damaged"), &limits, &err),
		    (int)XAP_ARGUMENT);
		cr_assert_neq((int)xap_check_contained(scratch_path("damaged"),
				  &limits, &text, NULL, &err),
		    (int)XAP_ARGUMENT);
	}
	/* Most of the bytes are not looked at; but some damage was met. */
	cr_assert_gt(fine, 0);
	cr_assert_gt(refused + crashed, 0);
	fprintf(stderr, "# fine %u, refused %u, stopped %u, crashed %u\n", fine,
	    refused, endless, crashed);
	xap_text_clear(&text);
	free(image);
}

Test(xapian_c_trust, a_file_cut_short_is_an_error)
{
	struct xap_error err;

	make_image();
	for (size_t len = 0; len < image_len; len += image_len / 16 + 1) {
		enum xap_status status;
		struct xap_text text = {0};

		scratch_write("damaged", image, len);
		status = xap_contain(NULL, search_damaged,
		    (void *)(uintptr_t)scratch_path("damaged"), &text, &err);
		cr_assert(status == XAP_CORRUPT || status == XAP_STUB ||
			      status == XAP_MODIFIED || status == XAP_VERSION ||
			      (status == XAP_OK && len > image_len / 2),
		    "%zu of %zu bytes: %d %s", len, image_len, (int)status,
		    err.message);
		xap_text_clear(&text);
	}
	free(image);
}

Test(xapian_c_trust, a_check_tells_sound_from_damaged)
{
	struct xap_text report = {0};
	struct xap_error err;
	enum xap_status status;
	size_t errors = 99;

	make_image();
	cr_assert_eq(xap_check_contained(
			 scratch_path("file"), NULL, &report, &errors, &err),
	    XAP_OK, "%s", err.message);
	cr_assert_eq(errors, 0);
	cr_assert_eq(xap_check_contained(
			 scratch_path("whole"), NULL, &report, &errors, &err),
	    XAP_OK);
	cr_assert_eq(errors, 0);
	cr_assert_eq(xap_probe_path(scratch_path("file"), NULL, &err), XAP_OK);
	cr_assert_eq(xap_probe_path(scratch_path("whole"), NULL, &err), XAP_OK);
	for (size_t i = 8192; i < image_len; i += 512)
		memset(image + i, 0x5A, 64);
	scratch_write("damaged", image, image_len);
	status = xap_check_contained(
	    scratch_path("damaged"), NULL, &report, &errors, &err);
	cr_assert(status != XAP_OK || errors > 0);
	cr_assert_neq(
	    (int)xap_probe_path(scratch_path("damaged"), NULL, &err), XAP_OK);
	xap_text_clear(&report);
	free(image);
}

/* --- the contained child ------------------------------------------------- */

static enum xap_status
crash(void *context, struct xap_text *text, struct xap_error *err)
{
	(void)context;
	(void)text;
	(void)err;
	abort();
}

static enum xap_status
hang(void *context, struct xap_text *text, struct xap_error *err)
{
	(void)text;
	(void)err;
	for (volatile unsigned n = 1; n; n |= 1)
		if (context)
			pause();
	return XAP_OK;
}

static enum xap_status
leave(void *context, struct xap_text *text, struct xap_error *err)
{
	(void)context;
	(void)text;
	(void)err;
	_exit(0);
}

static enum xap_status
answer(void *context, struct xap_text *text, struct xap_error *err)
{
	size_t len = *(size_t *)context;

	memset(err, 0, sizeof *err);
	text->s = malloc(len + 1);
	memset(text->s, 'x', len);
	text->len = len;
	text->room = len + 1;
	*(size_t *)context = 0;
	return XAP_OK;
}

Test(xapian_c_trust, a_child_that_crashes_hangs_or_leaves_is_an_error)
{
	struct xap_limits quick = {.timeout_ms = 200};
	struct xap_limits busy = {.timeout_ms = 20000, .cpu_seconds = 1};
	struct xap_text text = {0};
	struct xap_error err;
	size_t len = 1 << 20;
	int mark;

	cr_assert_eq(xap_contain(NULL, crash, NULL, &text, &err), XAP_CORRUPT);
	cr_assert_eq(err.status, XAP_CORRUPT);
	cr_assert_not_null(strstr(err.message, "crashed"), "%s", err.message);
	cr_assert_eq(
	    xap_contain(&quick, hang, &mark, &text, &err), XAP_TIMEOUT);
	cr_assert_eq(xap_contain(&busy, hang, NULL, &text, &err), XAP_TIMEOUT);
	cr_assert_eq(xap_contain(NULL, leave, NULL, &text, &err), XAP_CORRUPT);
	cr_assert_eq(xap_contain(NULL, NULL, NULL, &text, &err), XAP_ARGUMENT);
	cr_assert_null(text.s);
	cr_assert_eq(xap_contain(NULL, answer, &len, &text, &err), XAP_OK);
	cr_assert_eq(text.len, 1 << 20);
	cr_assert_eq(text.s[text.len - 1], 'x');
	/* What it did in memory stayed there. */
	cr_assert_eq(len, 1 << 20);
	xap_text_clear(&text);
}

/* --- a reader overtaken by commits --------------------------------------- */

struct reading {
	struct xap_writer *writer;
	unsigned calls;
	unsigned overtake; /* commit in the middle of so many calls */
};

/* Read everything; while it does, the writer commits. */
static enum xap_status
read_while_writing(void *context, struct xap_db *db, struct xap_error *err)
{
	struct reading *reading = context;
	struct xap_text text = {0};
	struct xap_terms *terms;
	enum xap_status status;

	reading->calls++;
	if (reading->calls <= reading->overtake)
		for (int i = 0; i < 20; i++) {
			for (int k = 0; k < 20; k++)
				scratch_add(reading->writer,
				    "common many new words here", "v");
			xap_writer_commit(reading->writer, NULL);
		}
	terms = xap_terms_open(db, "", 0, err);
	while (xap_terms_next(terms, err))
		;
	status = err->status;
	xap_terms_free(terms);
	if (status == XAP_OK)
		status = xap_db_data(db, 1, &text, err);
	if (status == XAP_OK)
		cr_assert_str_eq(text.s, "common first");
	xap_text_clear(&text);
	return status;
}

Test(xapian_c_trust, a_reader_overtaken_by_commits_is_answered)
{
	struct reading reading = {0};
	struct xap_error err;
	struct xap_db *db;
	bool changed = false;

	reading.writer = scratch_create("db");
	scratch_add(reading.writer, "common first", NULL);
	for (int i = 0; i < 2000; i++) {
		char text[80];

		snprintf(text, sizeof text, "common w%d x%d y%d", i, i, i);
		scratch_add(reading.writer, text, NULL);
	}
	xap_writer_commit(reading.writer, NULL);

	db = scratch_open("db");
	reading.overtake = 2;
	cr_assert_eq(xap_retry(db, 1, read_while_writing, &reading, &err),
	    XAP_MODIFIED, "%s", err.message);
	reading.calls = 0;
	cr_assert_eq(xap_retry(db, 5, read_while_writing, &reading, &err),
	    XAP_OK, "%s", err.message);
	cr_assert_eq(reading.calls, 3);
	/* And where it never ends, it ends. */
	reading.calls = 0;
	reading.overtake = 1000;
	cr_assert_eq(
	    xap_retry(db, 4, read_while_writing, &reading, &err), XAP_MODIFIED);
	cr_assert_eq(reading.calls, 4);
	cr_assert_eq(xap_db_reopen(db, &changed, &err), XAP_OK);
	cr_assert(changed);
	xap_db_free(db);
	xap_writer_free(reading.writer);
}

/* --- errors -------------------------------------------------------------- */

Test(xapian_c_trust, null_is_an_error_and_never_a_crash)
{
	struct xap_error err;
	struct xap_text text = {0};
	struct xap_stats stats;
	size_t n = 7;

	/* Memory never written to is not taken for an error. */
	memset(&err, 0xA5, sizeof err);
	cr_assert_eq(xap_db_stats(NULL, &stats, &err), XAP_ARGUMENT);
	cr_assert_neq(err.message[0], '\0');
	cr_assert_eq(xap_db_data(NULL, 1, &text, NULL), XAP_ARGUMENT);
	cr_assert_null(xap_terms_open(NULL, "", 0, &err));
	cr_assert_not(xap_terms_next(NULL, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_match(NULL, NULL, NULL, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_eq(xap_matches_size(NULL), 0);
	cr_assert_null(xap_matches_facet(NULL, 0, &n));
	cr_assert_eq(n, 0);
	cr_assert_null(xap_query_pair(XAP_AND, NULL, NULL, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_query_term(NULL, 5, 1, 0, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_eq(xap_writer_commit(NULL, &err), XAP_ARGUMENT);
	cr_assert_null(xap_db_open_path(NULL, &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_null(xap_stemmer_new(NULL, NULL));
	cr_assert_eq(xap_retry(NULL, 3, NULL, NULL, &err), XAP_ARGUMENT);
	/* The cause survives the calls that it made impossible. */
	cr_assert_null(xap_db_open_path(scratch_path("none"), &err));
	cr_assert_eq(xap_db_stats(NULL, &stats, &err), XAP_NOT_FOUND);
	cr_assert_null(xap_match(NULL, NULL, NULL, &err));
	cr_assert_eq(err.status, XAP_NOT_FOUND);
	cr_assert_not_null(strstr(err.message, "none"));
	xap_db_free(NULL);
	xap_writer_free(NULL);
	xap_terms_free(NULL);
	xap_postings_free(NULL);
	xap_values_free(NULL);
	xap_doc_free(NULL);
	xap_query_free(NULL);
	xap_matches_free(NULL);
	xap_stemmer_free(NULL);
	xap_text_clear(NULL);
	/* A success clears what an error left. */
	xap_query_free(xap_query_all(&err));
	cr_assert_eq(err.status, XAP_OK);
	cr_assert_str_eq(err.message, "");
}

Test(xapian_c_trust, every_status_has_a_name)
{
	for (int i = XAP_OK; i <= XAP_INTERNAL; i++)
		for (int k = XAP_OK; k < i; k++)
			cr_assert_str_neq(xap_status_name((enum xap_status)i),
			    xap_status_name((enum xap_status)k));
	cr_assert_not_null(xap_status_name((enum xap_status) - 1));
	cr_assert_eq(strncmp(xap_version(), "1.4", 3) < 0, 0);
}

Test(xapian_c_trust, without_rights_the_system_is_quoted)
{
	struct xap_error err;

	if (geteuid() == 0)
		cr_skip_test("root may read everything");
	scratch_finish(scratch_create("db"));
	cr_assert_eq(chmod(scratch_path("db"), 0), 0);
	cr_assert_null(xap_db_open_path(scratch_path("db"), &err));
	cr_assert_eq(err.status, XAP_IO);
	cr_assert_str_eq(err.system, strerror(EACCES));
	chmod(scratch_path("db"), 0700);
}

/*
 * With no memory to be had (the child may have no more than it has), calls
 * fail with a status and do not crash.
 */
static enum xap_status
starve(void *context, struct xap_text *text, struct xap_error *err)
{
	struct rlimit limit = {1 << 20, 1 << 20};
	struct xap_writer *writer = context;
	size_t len = (size_t)90 * 1000 * 1000;
	char *data = calloc(1, len);
	struct xap_doc_input doc = {.data = data, .data_len = len};
	enum xap_status status;

	(void)text;
	if (!data || setrlimit(RLIMIT_AS, &limit) < 0)
		return XAP_OK;
	status = xap_writer_add(writer, &doc, NULL, err);
	if (status != XAP_NO_MEMORY)
		return status ? status : XAP_INTERNAL;
	return xap_writer_commit(writer, err);
}

Test(xapian_c_trust, a_failure_of_allocation_is_an_error)
{
#if defined __SANITIZE_ADDRESS__
	cr_skip_test("the sanitizer's allocator ends the process itself");
#endif
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;

	scratch_add(writer, "pending", NULL);
	cr_assert_eq(xap_contain(NULL, starve, writer, NULL, &err), XAP_LOST,
	    "%d %s", (int)err.status, err.message);
	cr_assert_not_null(strstr(err.message, "memory"), "%s", err.message);
	xap_writer_free(writer);
}
