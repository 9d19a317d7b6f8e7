/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How broken words are joined. */
#include "indexer/words-seen.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena *arena;
static struct words_seen words;

static void
see(const char *word)
{
	words_seen_add(&words, word, strlen(word));
}

static void
setup(void)
{
	arena = arena_new();
	words_seen_init(&words, arena);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(words_seen, .init = setup, .fini = teardown);

static bool
keeps(const char *head, const char *tail)
{
	return words_seen_keeps_hyphen(
	    &words, head, strlen(head), tail, strlen(tail));
}

/* Make the document a long one. */
static void
see_many(void)
{
	for (unsigned i = 0; i < 1500; i++)
		see(arena_printf(arena, "w%u", i));
}

Test(words_seen, as_the_document_writes_it)
{
	see("lamp-oil");
	see("lighthouse");
	cr_expect(keeps("lamp", "oil"));
	cr_expect_not(keeps("light", "house"));
	cr_expect(keeps("mid", "May"), "a capital is no middle of a word");
}

Test(words_seen, by_the_parts)
{
	see("harbour");
	see("based");
	cr_expect(keeps("harbour", "based"));
	cr_expect_not(keeps("har", "based"));
}

/* The tail of a broken word is counted where its line begins. */
Test(words_seen, in_a_long_document_a_word_stands_elsewhere)
{
	see_many();
	see("under");
	see("standing");
	cr_expect_not(keeps("under", "standing"));
	see("standing");
	cr_expect(keeps("under", "standing"));
}

/* Short heads are rather prefixes, and letters have several bytes. */
Test(words_seen, short_heads)
{
	see("\xD0\xB8\xD0\xB7");
	see("\xD1\x81\xD0\xB2\xD0\xB5\xD1\x82");
	cr_expect_not(
	    keeps("\xD0\xB8\xD0\xB7", "\xD1\x81\xD0\xB2\xD0\xB5\xD1\x82"));
	see("of");
	see("lamps");
	cr_expect_not(keeps("of", "lamps"));
}
