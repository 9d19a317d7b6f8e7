/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dictionary.h"
#include "indexer/ligature.h"
#include "indexer/setup.h"
#include "tests/indexer-scratch.h"
#include "tests/tables.h"

#include <criterion/criterion.h>
#include <string.h>

static enum dictionary_grade
grade(const struct dictionary *dictionary, const char *word)
{
	return dictionary_grade(
	    dictionary, word, strlen(word), word_hash(word, strlen(word)));
}

Test(dictionary, grades_words_of_lists)
{
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena);
	struct dictionaries *dictionaries;
	struct dictionary *english;

	scratch_text(
	    arena, folder, "american-english-small", "lamp\nlamp's\ndraft\n");
	scratch_text(arena, folder, "american-english-large",
	    "lamp\ndraff\nHarbour\nna\xC3\xAFve\nA\n");
	scratch_text(arena, folder, "british-english-large", "offence\r\n");
	dictionaries = dictionaries_new(folder, folder);
	english = dictionaries_get(dictionaries, LANGUAGE_EN);
	cr_assert_not_null(english);
	/* Before it is complete, and after. */
	cr_expect_eq(grade(english, "lamp"), DICTIONARY_COMMON);
	cr_expect_eq(grade(english, "draff"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "arcle"), DICTIONARY_NONE);
	dictionary_complete(english);
	cr_expect_eq(grade(english, "lamp"), DICTIONARY_COMMON);
	cr_expect_eq(grade(english, "draff"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "offence"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "harbour"), DICTIONARY_NAME);
	cr_expect_eq(grade(english, "naive"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "a"), DICTIONARY_NONE);
	cr_expect_eq(grade(english, "s"), DICTIONARY_NONE);
	cr_expect_eq(grade(english, "arcle"), DICTIONARY_NONE);
	cr_expect_null(dictionaries_get(dictionaries, LANGUAGE_FR));
	dictionaries_free(dictionaries);
	scratch_remove(folder);
	arena_free(arena);
}

/* The stamp of all lists in a folder and of one table. */
static const char *
stamp(struct arena *arena, const char *folder, struct test_table *table)
{
	struct dictionaries *dictionaries = dictionaries_new(folder, folder);
	struct table_source tables = test_tables(table);
	const char *stamp = setup_words(arena, &tables, dictionaries);

	dictionaries_free(dictionaries);
	return stamp;
}

Test(dictionary, a_changed_list_or_table_changes_the_stamp)
{
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena);
	struct test_table one[] = {
	    {"repair/en.tsv", "damaged\tright\n"}, {NULL, NULL}};
	struct test_table other[] = {
	    {"repair/en.tsv", "damaged\tright\nme\ttime\n"}, {NULL, NULL}};
	const char *before, *after;

	scratch_text(arena, folder, "american-english", "lamp\n");
	before = stamp(arena, folder, one);
	cr_expect_str_eq(stamp(arena, folder, one), before);
	cr_expect_str_neq(stamp(arena, folder, other), before);
	scratch_text(arena, folder, "american-english", "lamp\nlamps\n");
	after = stamp(arena, folder, one);
	cr_expect_str_neq(after, before);
	scratch_text(arena, folder, "french", "lampe\n");
	cr_expect_str_neq(stamp(arena, folder, one), after);
	scratch_remove(folder);
	arena_free(arena);
}

Test(dictionary, asks_hunspell_where_there_is_no_list)
{
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena);
	struct dictionaries *dictionaries;
	struct dictionary *english;

	scratch_text(
	    arena, folder, "en_GB.aff", "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n");
	scratch_text(arena, folder, "en_GB.dic", "2\nlamp/S\ndraft\n");
	dictionaries = dictionaries_new(folder, folder);
	english = dictionaries_get(dictionaries, LANGUAGE_EN);
	cr_assert_not_null(english);
	cr_expect_eq(grade(english, "lamps"), DICTIONARY_COMMON);
	cr_expect_eq(grade(english, "drafts"), DICTIONARY_NONE);
	dictionaries_free(dictionaries);
	scratch_remove(folder);
	arena_free(arena);
}

/* Candidates of a damaged word, ";" between, with lists or with hunspell. */
static const char *
candidates(struct arena *arena, const struct ligature_index *index,
    const char *damaged)
{
	struct ligature_candidate list[LIGATURE_CANDIDATES];
	size_t n = ligature_candidates(index, damaged, strlen(damaged), list);
	const char *all = "";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(arena, "%s%s%.*s", all, i > 0 ? ";" : "",
		    (int)list[i].n, list[i].word);
	return all;
}

static void
expect_candidates(const char *list, const char *text, const char *triple)
{
	struct arena *arena = arena_new();
	struct test_table none[] = {{NULL, NULL}};
	struct table_source tables = test_tables(none);
	const char *folder = scratch_new(arena);
	struct dictionaries *dictionaries;
	struct ligature_index *index;
	struct dictionary *english;

	scratch_text(arena, folder, "en_GB.aff", "SET UTF-8\n");
	scratch_text(arena, folder, list, text);
	dictionaries = dictionaries_new(folder, folder);
	english = dictionaries_get(dictionaries, LANGUAGE_EN);
	dictionary_complete(english);
	index = ligature_index_new(
	    arena, english, vocabulary_load(arena, &tables, "", LANGUAGE_EN));
	cr_expect_str_eq(candidates(arena, index, "dra"), "draft");
	cr_expect_str_eq(candidates(arena, index, "aenon"), "attention");
	cr_expect_str_eq(candidates(arena, index, "pung"), "putting");
	cr_expect_str_eq(candidates(arena, index, "racaons"), triple);
	cr_expect_str_eq(candidates(arena, index, "lamp"), "");
	dictionaries_free(dictionaries);
	scratch_remove(folder);
	arena_free(arena);
}

Test(ligature, finds_the_words_that_a_damaged_one_may_be)
{
	expect_candidates("british-english-large",
	    "draft\nattention\nputting\nratifications\nlamp\n",
	    "ratifications");
	/* Trying them out is done for two at most. */
	expect_candidates("en_GB.dic",
	    "5\ndraft\nattention\nputting\nratifications\nlamp\n", "");
}

/* Words of a list, found by searching it and from the hash. */
Test(dictionary, searching_a_list_finds_what_reading_it_does)
{
	struct dictionaries *searched = dictionaries_new(NULL, NULL);
	struct dictionaries *complete = dictionaries_new(NULL, NULL);
	struct dictionary *a = dictionaries_get(searched, LANGUAGE_EN);
	struct dictionary *b = dictionaries_get(complete, LANGUAGE_EN);
	size_t n, looked = 0, all = 0;
	enum dictionary_grade known;
	const char *word;

	if (a == NULL)
		cr_skip_test("there is no English dictionary here");
	dictionary_complete(b);
	for (uint32_t i = 0; dictionary_word(b, i, &word, &n, &known); i++) {
		char other[WORD_BYTES + 2];
		uint32_t hash = word_hash(word, n);

		if (known < DICTIONARY_RARE || n > WORD_BYTES)
			continue;
		for (size_t k = 0; k < n; k++)
			if (word[k] < 'a' || word[k] > 'z')
				goto next;
		all++;
		cr_expect_eq(dictionary_knows(a, word, n, hash),
		    dictionary_grade(a, word, n, hash) >= DICTIONARY_RARE);
		/* Words with an accent are the complete one's alone. */
		if (dictionary_grade(a, word, n, hash) != known)
			cr_expect(dictionary_grade(a, word, n, hash) ==
				      DICTIONARY_NONE,
			    "%.*s", (int)n, word);
		else
			looked++;
		memcpy(other, word, n);
		other[n] = 'q';
		hash = word_hash(other, n + 1);
		cr_expect_eq(
		    dictionary_grade(a, other, n + 1, hash) >= DICTIONARY_RARE,
		    dictionary_grade(b, other, n + 1, hash) >= DICTIONARY_RARE);
	next:;
	}
	cr_expect(looked * 100 >= all * 99, "%zu of %zu", looked, all);
	dictionaries_free(searched);
	dictionaries_free(complete);
}

Test(dictionary, a_list_in_no_order_is_read)
{
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena);
	struct dictionaries *dictionaries;
	const struct dictionary *english;

	scratch_text(arena, folder, "british-english-large",
	    "wick\nlamp\noil\nharbour\ndraft\n");
	dictionaries = dictionaries_new(folder, folder);
	english = dictionaries_get(dictionaries, LANGUAGE_EN);
	cr_assert_not_null(english);
	cr_expect_eq(grade(english, "wick"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "draft"), DICTIONARY_RARE);
	cr_expect_eq(grade(english, "harbour"), DICTIONARY_RARE);
	dictionaries_free(dictionaries);
	scratch_remove(folder);
	arena_free(arena);
}
