/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns count what the slots of the documents hold. */
#include "config.h"

#include "core/columns-writer.h"
#include "core/columns.h"
#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <string.h>

/* Two whole chunks, and some. */
#define DOCUMENTS (2 * COLUMNS_DOCUMENTS + 777)
#define KINDS	  40 /* different slots */
#define WORDS	  (DOCUMENTS / 64 + 1)

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

TestSuite(columns, .init = setup, .fini = teardown);

/*
 * What the slot of a document holds: none, one or two holders, one of many
 * topics, a session that stays the same for long, the same kind always.
 */
static const char *
slot_of(uint32_t docid, size_t *ret_n)
{
	const char *holders = docid % 3 == 0   ? ""
			      : docid % 3 == 1 ? "XA"
					       : "XA\x1fXB";
	const char *slot;

	if (docid % 1000 == 7) {
		*ret_n = 0;
		return "";
	}
	slot = arena_printf(arena, "%s\x1et%u\x1e\x1es%u\x1estatement\x1e",
	    holders, docid % (docid < COLUMNS_DOCUMENTS ? 300 : KINDS),
	    docid / COLUMNS_DOCUMENTS);
	*ret_n = strlen(slot);
	return slot;
}

static void
add_documents(struct xap_writer *writer, uint32_t from, uint32_t to)
{
	for (uint32_t docid = from; docid <= to; docid++) {
		struct xap_value_input value = {.slot = SLOT_FACETS};
		struct xap_doc_input doc = {.values = &value, .n_values = 1};
		struct xap_error err;

		value.s = slot_of(docid, &value.len);
		doc.n_values = value.len > 0;
		xap_writer_add(writer, &doc, NULL, &err);
		cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	}
}

/* Have the columns cover what the database has. */
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
	    XAP_OK);
	cr_assert_eq(columns_writer_end(columns, &err), XAP_OK);
	columns_writer_free(columns);
}

static struct xap_db *
make(const char *name, const uint32_t *steps, size_t n)
{
	struct xap_writer *writer = scratch_create(name);
	uint32_t done = 0;

	for (size_t i = 0; i < n; i++) {
		add_documents(writer, done + 1, steps[i]);
		done = steps[i];
		cover(writer, done);
	}
	scratch_finish(writer);
	return scratch_open(name);
}

static const uint32_t at_once[] = {DOCUMENTS};
static const uint32_t by_steps[] = {
    10, COLUMNS_DOCUMENTS, COLUMNS_DOCUMENTS + 5000, DOCUMENTS - 1, DOCUMENTS};

static uint32_t
count_of(const struct columns_count *count, const char *value)
{
	for (size_t i = 0; i < count->n; i++)
		if (strcmp(count->value[i], value) == 0)
			return count->count[i];
	return 0;
}

/* Compare with a look at each slot. */
static void
expect_counts(const struct columns_count *count, const uint64_t *bits)
{
	uint32_t holder = 0, topic = 0, session = 0, kind = 0;

	for (uint32_t id = 1; id <= DOCUMENTS; id++) {
		size_t n;
		const char *slot = slot_of(id, &n);

		if ((bits[id / 64] >> id % 64 & 1) == 0)
			continue;
		holder += strstr(slot, "XB") != NULL;
		topic += strstr(slot, "\x1et17\x1e") != NULL;
		session += strstr(slot, "\x1es1\x1e") != NULL;
		kind += strstr(slot, "statement") != NULL;
	}
	cr_expect_eq(count_of(&count[0], "XB"), holder);
	cr_expect_eq(count_of(&count[1], "t17"), topic);
	cr_expect_eq(count_of(&count[3], "s1"), session);
	cr_expect_eq(count_of(&count[4], "statement"), kind);
	cr_expect_eq(count[2].n, 0, "nobody speaks");
}

Test(columns, count_as_the_slots_do)
{
	struct xap_db *db = make("db", at_once, 1);
	struct xap_error err;
	struct columns *columns = columns_open(arena, db, DOCUMENTS, &err);
	struct columns_count count[FIELD_COUNT];
	uint64_t *bits = arena_array(arena, WORDS, sizeof *bits);
	/* None, all, few, one at each end of a chunk. */
	const uint64_t masks[] = {
	    0, ~(uint64_t)0, 0x8000000000000001u, 2, (uint64_t)1 << 37};

	cr_assert_not_null(columns);
	for (size_t m = 0; m < sizeof masks / sizeof *masks; m++) {
		for (size_t w = 0; w < WORDS; w++)
			bits[w] = masks[m];
		cr_assert_eq(
		    columns_count(columns, arena, bits, ~0u, count, &err),
		    XAP_OK);
		expect_counts(count, bits);
	}
	cr_expect_null(columns_open(arena, db, DOCUMENTS + 1, &err));
	cr_expect_eq(err.status, XAP_OK, "columns of fewer are no columns");
	xap_db_free(db);
}

Test(columns, steps_give_the_same_bytes)
{
	struct xap_db *one = make("one", at_once, 1);
	struct xap_db *other =
	    make("other", by_steps, sizeof by_steps / sizeof *by_steps);
	struct xap_error err;
	struct xap_terms *keys =
	    xap_terms_of_metadata(one, COLUMNS_KEY, 7, &err);
	size_t count = 0;

	while (xap_terms_next(keys, &err)) {
		struct xap_text a = {0}, b = {0};
		size_t n;
		const char *key = xap_terms_get(keys, &n);

		cr_assert_eq(xap_db_metadata(one, key, n, &a, &err), XAP_OK);
		cr_assert_eq(xap_db_metadata(other, key, n, &b, &err), XAP_OK);
		cr_expect(a.len == b.len && memcmp(a.s, b.s, a.len) == 0,
		    "'%s'", key);
		xap_text_clear(&a);
		xap_text_clear(&b);
		count++;
	}
	xap_terms_free(keys);
	cr_expect_geq(count, 9 * 3);
	xap_db_free(one);
	xap_db_free(other);
}

Test(columns, give_the_first_value_of_each_document)
{
	struct xap_db *db = make("db", at_once, 1);
	struct xap_error err;
	struct columns *columns = columns_open(arena, db, DOCUMENTS, &err);
	const char **value;
	uint32_t *of;
	size_t n;

	cr_assert_eq(
	    columns_first(columns, arena, FIELD_SESSION, &value, &n, &of, &err),
	    XAP_OK);
	cr_expect_eq(n, 3);
	for (uint32_t id = 1; id <= DOCUMENTS; id++) {
		size_t len;
		const char *slot = slot_of(id, &len);

		if (len == 0)
			cr_assert_eq(of[id], 0);
		else
			cr_assert_not_null(
			    strstr(slot, arena_printf(arena, "\x1e%s\x1e",
					     value[of[id] - 1])));
	}
	cr_expect_eq(
	    columns_first(columns, arena, FIELD_PATH, &value, &n, &of, &err),
	    XAP_ARGUMENT);
	xap_db_free(db);
}

/* Whatever a chunk holds, there is an error and no harm. */
Test(columns, broken_ones_are_refused)
{
	static const char *const keys[] = {
	    "columns:0:v:0000", "columns:1:s:0000", "columns:1:d:0001"};
	static const char *const bytes[] = {
	    "x", "\xff\xff\xff\xff\xff\xff", "\x03wrong", "\x01too short"};
	uint64_t *bits = arena_array(arena, WORDS, sizeof *bits);

	memset(bits, 0xFF, WORDS * sizeof *bits);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 4; k++) {
			const char *name =
			    arena_printf(arena, "db%zu%zu", i, k);
			struct xap_writer *writer = scratch_create(name);
			struct columns_count count[FIELD_COUNT];
			struct columns *columns;
			struct xap_error err;
			struct xap_db *db;

			add_documents(writer, 1, COLUMNS_DOCUMENTS + 5);
			cover(writer, COLUMNS_DOCUMENTS + 5);
			xap_writer_set_metadata(writer, keys[i],
			    strlen(keys[i]), bytes[k], strlen(bytes[k]), &err);
			scratch_finish(writer);
			db = scratch_open(name);
			columns = columns_open(
			    arena, db, COLUMNS_DOCUMENTS + 5, &err);
			cr_assert_not_null(columns);
			columns_count(columns, arena, bits, ~0u, count, &err);
			cr_expect_eq(
			    err.status, XAP_CORRUPT, "%s %zu", keys[i], k);
			xap_db_free(db);
		}
}
