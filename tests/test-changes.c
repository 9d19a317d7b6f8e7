/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/changes.h"

#include "core/datadir.h"
#include "indexer/color-key.h"
#include "indexer/comment-party.h"
#include "indexer/marked-up.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct blocks blocks;

static void
setup(void)
{
	arena = arena_new();
	blocks_init(&blocks, arena);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(changes, .init = setup, .fini = teardown);

static const struct negotiation *
profile(void)
{
	struct error err = {.code = ERROR_NONE};
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct table_source source;
	struct negotiation *neg;

	cr_assert(dir != NULL, "TRAVAUX_DATADIR must be set");
	source = datadir_source(arena, dir, "exercise-halden",
	    arena_printf(arena, "%s/sample/exercise/profile", dir));
	neg = negotiation_load(arena, &source, "exercise-halden", &err);
	cr_assert(neg != NULL, "%s", err.message);
	return neg;
}

/* A paragraph, of which words are marked. */
static struct block *
paragraph(const char *text)
{
	return blocks_add(&blocks, BLOCK_PARAGRAPH, text, strlen(text));
}

static void
mark(struct block *block, enum mark_kind kind, const char *words,
    const char *author, const char *value)
{
	const char *at = strstr(block->text, words);

	cr_assert(at != NULL);
	block_mark(&blocks, block, kind, (size_t)(at - block->text),
	    (size_t)(at - block->text) + strlen(words), author, value);
}

Test(changes, never_run_together)
{
	struct block *b = paragraph("Each Party shallmay keep lamps of glass.");

	mark(b, MARK_DELETED, "shall", "Aldermark", "");
	mark(b, MARK_INSERTED, "may", "Aldermark", "");
	mark(b, MARK_DELETED, " of glass", "Delegation of Brennia", "");
	changes_settle(&blocks);
	cr_assert_eq(blocks.count, 3);
	cr_expect_str_eq(blocks.block[0].text, "Each Party may keep lamps.");
	cr_expect_eq(blocks.block[1].kind, BLOCK_COMMENT);
	cr_expect_str_eq(blocks.block[1].text,
	    "Replace \xE2\x80\x9Cshall\xE2\x80\x9D with "
	    "\xE2\x80\x9Cmay\xE2\x80\x9D");
	cr_expect_str_eq(blocks.block[1].author, "Aldermark");
	cr_expect_str_eq(blocks.block[1].anchor, "shall");
	cr_expect_str_eq(
	    blocks.block[2].text, "Delete \xE2\x80\x9Cof glass\xE2\x80\x9D");
	cr_expect_str_eq(blocks.block[2].author, "Delegation of Brennia");
}

Test(changes, a_paragraph_that_goes_leaves_its_comment)
{
	struct block *b = paragraph("Lamps are lit.");

	mark(b, MARK_DELETED, "Lamps are lit.", "", "");
	paragraph("Bells are rung.");
	changes_settle(&blocks);
	cr_assert_eq(blocks.count, 2);
	cr_expect_eq(blocks.block[0].kind, BLOCK_COMMENT);
	cr_expect_str_eq(blocks.block[1].text, "Bells are rung.");
}

Test(changes, other_marks_move_along)
{
	struct block *b = paragraph("Each old lamp is bright.");

	mark(b, MARK_DELETED, "old ", "", "");
	mark(b, MARK_BOLD, "bright", "", "");
	changes_settle(&blocks);
	b = &blocks.block[0];
	cr_expect_str_eq(b->text, "Each lamp is bright.");
	cr_assert_eq(b->n_marks, 1);
	cr_expect_eq(strncmp(b->text + b->marks[0].start, "bright", 6), 0);
}

Test(changes, colors_are_whose_the_key_says)
{
	struct block *b =
	    paragraph("Text in blue: Aldermark; text in red: Caldera");

	mark(b, MARK_COLOR, "blue", "", "#0000ff");
	b = paragraph("Each Party shall keep a lamp at night, or two.");
	mark(b, MARK_COLOR, " at night", "", "#1f3fd0");
	mark(b, MARK_COLOR, ", or two", "", "#c00000");
	b = paragraph("A grey note.");
	mark(b, MARK_COLOR, "note", "", "#808080");
	color_key_apply(profile(), &blocks);
	changes_settle(&blocks);
	cr_assert_eq(blocks.count, 5);
	cr_expect_str_eq(blocks.block[2].author, "Aldermark");
	cr_expect_str_eq(blocks.block[2].anchor, "at night");
	cr_expect_str_eq(blocks.block[3].author, "Caldera");
	cr_expect_str_eq(blocks.block[3].anchor, ", or two");
}

Test(changes, colors_without_a_key_are_nobodys)
{
	struct block *b = paragraph(
	    "The blue lamp of Aldermark was seen by everyone in the room.");

	mark(b, MARK_COLOR, "lamp", "", "#0000ff");
	color_key_apply(profile(), &blocks);
	changes_settle(&blocks);
	cr_expect_eq(blocks.count, 1);
}

Test(changes, comments_are_their_partys)
{
	static const struct {
		const char *text, *author, *party;
	} cases[] = {
	    {"Aldermark: delete this.", "J. Smith", "Aldermark"},
	    {"Aldermark, Caldera: keep.", "", "Aldermark, Caldera"},
	    {"Delete this.", "Delegation of Brennia", "Brennia"},
	    {"Delete this.", "J. Smith", ""},
	    {"Note: see Caldera.", "", ""},
	};
	const struct negotiation *neg = profile();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct block *b = blocks_add(&blocks, BLOCK_COMMENT,
		    cases[i].text, strlen(cases[i].text));

		b->author = cases[i].author;
		cr_expect_str_eq(comment_party(arena, neg, b), cases[i].party);
	}
}

/* Sentences of a draft, and the same with changes run together. */
Test(changes, lost_marks_are_seen)
{
	const char *words;

	for (int i = 0; i < 20; i++)
		paragraph("Each Party shall keep its lamps burning, and may "
			  "light others where the harbour has none.");
	cr_expect_not(marked_up_lost(&blocks, &words));
	paragraph("Each Party shallmay keep its lamps burninglight, where "
		  "theEach harbour hasmay lampsothers keepburning "
		  "harbourlamps partyharbour wherenone.");
	cr_expect(marked_up_lost(&blocks, &words));
	cr_expect(strstr(words, "'shallmay'") != NULL, "%s", words);
}

Test(changes, compounds_are_no_lost_marks)
{
	const char *words;

	for (int i = 0; i < 20; i++)
		paragraph("The light house stands over the harbour with out "
			  "a lamp, there fore nobody under stands it.");
	paragraph("The lighthouse stands without a lamp, therefore nobody "
		  "understands it.");
	cr_expect_not(marked_up_lost(&blocks, &words));
}
