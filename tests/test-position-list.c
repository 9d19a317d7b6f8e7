/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of positions is what a walk over the terms finds. */
#include "config.h"

#include "core/field.h"
#include "core/position-list.h"
#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <string.h>

#define DOCUMENTS 3000
#define KINDS	  2500

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new();
	scratch_begin();
}

static void
teardown(void)
{
	scratch_end();
	arena_free(arena);
}

TestSuite(position_list, .init = setup, .fini = teardown);

/* Some terms of positions, and one before and after them. */
static void
add_documents(struct xap_writer *writer, uint32_t from, uint32_t to)
{
	const char *prefix = field_get(FIELD_POSITION)->prefix;

	for (uint32_t id = from; id <= to; id++) {
		struct xap_term_input term[4];
		struct xap_doc_input doc = {.terms = term, .n_terms = 4};
		struct xap_error err;

		memset(term, 0, sizeof term);
		term[0].s = "XOther";
		term[1].s = arena_printf(
		    arena, "%sahc\tart-%u\tholder", prefix, id % KINDS);
		term[2].s = arena_printf(
		    arena, "%sahc\ttopic-%u\tanother holder", prefix, id % 13);
		term[3].s = "XQ";
		for (size_t i = 0; i < 4; i++)
			term[i].len = strlen(term[i].s);
		xap_writer_add(writer, &doc, NULL, &err);
		cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	}
}

static void
write_list(struct xap_writer *writer, uint32_t documents)
{
	struct xap_error err;

	cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
	cr_assert_eq(position_list_drop(writer, &err), XAP_OK);
	cr_assert_eq(
	    position_list_write(writer, xap_writer_db(writer), documents, &err),
	    XAP_OK, "%s", err.message);
}

static void
expect_same_as_walk(struct xap_db *db, uint32_t documents)
{
	const char *prefix = field_get(FIELD_POSITION)->prefix, *term;
	struct xap_error err;
	struct position_list *list =
	    position_list_begin(arena, db, documents, &err);
	struct xap_terms *terms =
	    xap_terms_open(db, prefix, strlen(prefix), &err);
	uint32_t passages, count;
	size_t n, length, all = 0;

	cr_assert_not_null(list, "%s", err.message);
	while (position_list_next(list, &term, &n, &passages, &err)) {
		cr_assert(xap_terms_next(terms, &err));
		cr_expect_str_eq(term, xap_terms_get(terms, &length));
		cr_expect_eq(n, length);
		xap_terms_doc_freq(terms, &count, &err);
		cr_expect_eq(passages, count, "%s", term);
		all++;
	}
	cr_expect_eq(err.status, XAP_OK, "%s", err.message);
	cr_expect_not(xap_terms_next(terms, &err));
	cr_expect_eq(all, KINDS + 13);
	xap_terms_free(terms);
	position_list_end(list);
}

Test(position_list, same_as_walk)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_db *db;

	add_documents(writer, 1, DOCUMENTS);
	write_list(writer, DOCUMENTS);
	/* Made anew, after more documents. */
	add_documents(writer, DOCUMENTS + 1, DOCUMENTS + 100);
	write_list(writer, DOCUMENTS + 100);
	scratch_finish(writer);
	db = scratch_open("db");
	expect_same_as_walk(db, DOCUMENTS + 100);
	xap_db_free(db);
}

/* A list of other documents is none, and neither is one that was dropped. */
Test(position_list, none)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;
	struct xap_db *db;

	add_documents(writer, 1, DOCUMENTS);
	write_list(writer, DOCUMENTS);
	db = xap_writer_db(writer);
	cr_expect_null(position_list_begin(arena, db, DOCUMENTS + 1, &err));
	cr_expect_eq(err.status, XAP_OK);
	position_list_end(NULL);
	cr_assert_eq(position_list_drop(writer, &err), XAP_OK);
	scratch_finish(writer);
	db = scratch_open("db");
	cr_expect_null(position_list_begin(arena, db, DOCUMENTS, &err));
	cr_expect_eq(err.status, XAP_OK);
	xap_db_free(db);
}

/* Damage is an error, not another answer. */
Test(position_list, broken)
{
	static const char *const keys[] = {POSITION_LIST_KEY,
	    POSITION_LIST_KEY ":0000", POSITION_LIST_KEY ":0001"};
	static const char *const texts[] = {"", "\x7f", "\x05\x05", "\xff"};

	for (size_t k = 0; k < 3; k++)
		for (size_t t = k == 0; t < 4; t++) {
			struct xap_writer *writer = scratch_create("db");
			struct position_list *list;
			struct xap_error err;
			const char *term;
			uint32_t passages;
			size_t n;

			add_documents(writer, 1, DOCUMENTS);
			write_list(writer, DOCUMENTS);
			xap_writer_set_metadata(writer, keys[k],
			    strlen(keys[k]), texts[t], strlen(texts[t]), &err);
			list = position_list_begin(
			    arena, xap_writer_db(writer), DOCUMENTS, &err);
			while (list != NULL && position_list_next(list, &term,
						   &n, &passages, &err))
				continue;
			cr_expect_eq(
			    err.status, XAP_CORRUPT, "%s: %zu", keys[k], t);
			position_list_end(list);
			xap_writer_free(writer);
			scratch_end();
			scratch_begin();
		}
}
