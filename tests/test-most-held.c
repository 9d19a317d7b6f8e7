/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is most held: counted by a walk, by a list, and read from a note. */
#include "config.h"

#include "core/field.h"
#include "core/most-held.h"
#include "core/position-list.h"
#include "core/position.h"
#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena *arena;
static struct xap_writer *writer;
static uint32_t documents;

static void
setup(void)
{
	struct xap_error err;

	arena = arena_new();
	scratch_begin();
	documents = 0;
	writer =
	    xap_writer_open(scratch_path("db"), XAP_CREATE_OR_OPEN, 0, 0, &err);
	cr_assert_not_null(writer, "%s", err.message);
}

static void
teardown(void)
{
	xap_writer_free(writer);
	scratch_end();
	arena_free(arena);
}

TestSuite(most_held, .init = setup, .fini = teardown);

/* A document with one position. */
static void
add(const char *negotiation, const char *key, const char *holder,
    enum stance stance, enum action action, enum scope scope)
{
	struct position position;
	struct xap_term_input term;
	struct xap_doc_input doc = {.terms = &term, .n_terms = 1};
	struct xap_error err;
	size_t n;

	memset(&position, 0, sizeof position);
	position.holder = holder;
	position.condition = "";
	position.stance = stance;
	position.action = action;
	position.scope = scope;
	memset(&term, 0, sizeof term);
	term.s = position_term_whole(
	    arena, negotiation, key, &position, LAYER_STATEMENT, false, &n);
	term.len = (uint32_t)n;
	xap_writer_add(writer, &doc, NULL, &err);
	cr_assert_eq(err.status, XAP_OK, "%s", err.message);
	documents++;
}

static void
commit(void)
{
	struct xap_error err;

	cr_assert_eq(xap_writer_commit(writer, &err), XAP_OK);
}

static void
add_some(void)
{
	add("n", "art-1", "AA", STANCE_OPPOSE, ACTION_DELETE, SCOPE_WHOLE);
	add("n", "art-2", "AA", STANCE_SUPPORT, ACTION_RETAIN, SCOPE_WHOLE);
	add("n", "art-2", "BB", STANCE_SUPPORT, ACTION_RETAIN, SCOPE_WHOLE);
	add("n", "art-2", "CC", STANCE_SUPPORT, ACTION_NONE, SCOPE_WHOLE);
	/* Said twice, and once of a part: neither makes another holder. */
	add("n", "art-2", "BB", STANCE_SUPPORT, ACTION_RETAIN, SCOPE_WHOLE);
	add("n", "art-2", "DD", STANCE_SUPPORT, ACTION_RETAIN, SCOPE_PART);
	add("m", "art-2", "AA", STANCE_OPPOSE, ACTION_DELETE, SCOPE_WHOLE);
	/* On no provision. */
	add("n", "-", "AA", STANCE_OPPOSE, ACTION_DELETE, SCOPE_WHOLE);
	commit();
}

static void
expect_item(const struct most_held *item, const char *negotiation,
    const char *key, enum stance stance, enum action action, unsigned holders)
{
	cr_expect_str_eq(item->negotiation, negotiation);
	cr_expect_str_eq(item->key, key);
	cr_expect_eq(item->stance, stance);
	cr_expect_eq(item->action, action);
	cr_expect_eq(item->holders, holders, "%u", item->holders);
}

static void
expect_some(const struct most_held_list *list)
{
	cr_assert_eq(list->count, 4, "%zu", list->count);
	cr_expect(list->whole);
	expect_item(
	    &list->item[0], "n", "art-2", STANCE_SUPPORT, ACTION_RETAIN, 2);
	expect_item(
	    &list->item[1], "m", "art-2", STANCE_OPPOSE, ACTION_DELETE, 1);
	expect_item(
	    &list->item[2], "n", "art-1", STANCE_OPPOSE, ACTION_DELETE, 1);
	expect_item(
	    &list->item[3], "n", "art-2", STANCE_SUPPORT, ACTION_NONE, 1);
}

Test(most_held, is_counted_by_a_walk)
{
	struct most_held_list list;
	struct xap_error err;

	add_some();
	cr_assert_eq(
	    most_held_count(arena, xap_writer_db(writer), 0, &list, &err),
	    XAP_OK);
	expect_some(&list);
}

Test(most_held, is_counted_by_the_list_of_positions)
{
	struct most_held_list list;
	struct xap_error err;

	add_some();
	cr_assert_eq(
	    position_list_write(writer, xap_writer_db(writer), documents, &err),
	    XAP_OK);
	/* What is not in the list is not seen. */
	add("n", "art-9", "AA", STANCE_OPPOSE, ACTION_DELETE, SCOPE_WHOLE);
	commit();
	cr_assert_eq(most_held_count(arena, xap_writer_db(writer),
			 documents - 1, &list, &err),
	    XAP_OK);
	expect_some(&list);
}

Test(most_held, is_noted)
{
	struct most_held_list list;
	struct xap_error err;
	uint32_t noted;

	add_some();
	cr_assert_eq(
	    most_held_read(arena, xap_writer_db(writer), &list, &noted, &err),
	    XAP_OK);
	cr_expect_eq(noted, 0);
	cr_assert_eq(
	    most_held_write(writer, xap_writer_db(writer), documents, &err),
	    XAP_OK);
	commit();
	cr_assert_eq(
	    most_held_read(arena, xap_writer_db(writer), &list, &noted, &err),
	    XAP_OK);
	cr_expect_eq(noted, documents);
	expect_some(&list);
}

Test(most_held, a_long_note_says_that_there_is_more)
{
	struct most_held_list list, all;
	struct xap_error err;
	uint32_t noted;

	for (unsigned i = 0; i < 500; i++)
		add("n", arena_printf(arena, "art-%u", i), "AA", STANCE_OPPOSE,
		    ACTION_DELETE, SCOPE_WHOLE);
	commit();
	cr_assert_eq(
	    most_held_write(writer, xap_writer_db(writer), documents, &err),
	    XAP_OK);
	commit();
	cr_assert_eq(
	    most_held_read(arena, xap_writer_db(writer), &list, &noted, &err),
	    XAP_OK);
	cr_assert_eq(most_held_count(
			 arena, xap_writer_db(writer), documents, &all, &err),
	    XAP_OK);
	cr_expect(!list.whole && all.whole && all.count == 500);
	cr_assert(list.count > 0 && list.count < 500);
	for (size_t i = 0; i < list.count; i++)
		expect_item(&list.item[i], all.item[i].negotiation,
		    all.item[i].key, all.item[i].stance, all.item[i].action,
		    all.item[i].holders);
}

Test(most_held, a_note_that_cannot_be_read_is_none)
{
	static const char *const notes[] = {"2\t5\tall", "1\t5", "1\tx\tall",
	    "1\t5\tall\nn\tart-1\tdelete\toppose",
	    "1\t5\tall\nn\tart-1\tdelete\tshout\t3",
	    "1\t5\tall\nn\tart-1\tdelete\toppose\t-3",
	    "1\t5\tall\nn\tart-1\tdelete\toppose\t3\tx", "1\t5\tall\n"};

	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		struct most_held_list list;
		struct xap_error err;
		uint32_t noted = 1;

		cr_assert_eq(
		    xap_writer_set_metadata(writer, "most-held",
			strlen("most-held"), notes[i], strlen(notes[i]), &err),
		    XAP_OK);
		commit();
		cr_assert_eq(most_held_read(arena, xap_writer_db(writer), &list,
				 &noted, &err),
		    XAP_OK);
		cr_expect_eq(noted, 0, "%s", notes[i]);
	}
}
