/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/stem.h"

#include "core/fold.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(stem, words_that_meet)
{
	static const struct {
		enum language language;
		const char *a, *b; /* two words, not folded */
		bool want;	   /* whether their stems are one */
	} cases[] = {
	    {LANGUAGE_EN, "oppose", "OPPOSED", true},
	    {LANGUAGE_EN, "deletion", "deletions", true},
	    {LANGUAGE_EN, "deletion", "removal", false},
	    {LANGUAGE_EN, "42", "42", true},
	    {LANGUAGE_FR, "Élimination", "eliminations", true},
	    {LANGUAGE_FR, "État", "états", true},
	    {LANGUAGE_ES, "proponer", "proponemos", true},
	    {LANGUAGE_ES, "artículo", "articulos", true},
	    {LANGUAGE_RU, "статья", "статьи", true},
	    {LANGUAGE_RU, "её", "ее", true},
	    {LANGUAGE_AR, "المادة", "مادة", true},
	    {LANGUAGE_AR, "مَادّة", "مادة", true},
	    {LANGUAGE_AR, "الاتفاقية", "اتفاقيه", true},
	    {LANGUAGE_AR, "حذفه", "حذف", true},
	    {LANGUAGE_AR, "المعارضة", "معارضة", true},
	    {LANGUAGE_AR, "الإبقاء", "إبقاء", true},
	    {LANGUAGE_ZH, "opposed", "oppose", false},
	    {LANGUAGE_NONE, "opposed", "oppose", false},
	    {LANGUAGE_NONE, "Opposed", "opposed", true},
	    {LANGUAGE_COUNT, "Opposed", "opposed", true},
	};
	struct error err = {0};
	struct stems *stems = stems_new(&err);
	struct arena *arena = arena_new();

	cr_assert_not_null(stems, "%s", err.message);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t na, nb;
		char *a = fold_text(arena, cases[i].a, strlen(cases[i].a), &na);
		char *b = fold_text(arena, cases[i].b, strlen(cases[i].b), &nb);
		const char *sa =
		    stem_word(stems, cases[i].language, a, na, &na);
		const char *sb =
		    stem_word(stems, cases[i].language, b, nb, &nb);

		cr_expect_eq(strcmp(sa, sb) == 0, cases[i].want,
		    "%s (%s), %s (%s)", cases[i].a, sa, cases[i].b, sb);
		cr_expect_eq(sa == sb, cases[i].want);
		cr_expect_eq(strlen(sa), na);
	}
	arena_free(arena);
	stems_free(stems);
}

Test(stem, odd_words)
{
	struct stems *stems = stems_new(NULL);
	char longest[1000];
	size_t n;

	memset(longest, 'x', sizeof longest);
	cr_assert_str_eq(stem_word(stems, LANGUAGE_EN, "", 0, &n), "");
	cr_assert_eq(n, 0);
	stem_word(stems, LANGUAGE_EN, longest, STEM_MAX, &n);
	cr_assert_eq(n, STEM_MAX);
	stem_word(stems, LANGUAGE_EN, longest, sizeof longest, &n);
	cr_assert_eq(n, STEM_MAX);
	for (size_t i = 1; i + 1 < sizeof longest; i += 2)
		memcpy(longest + i, "\xD0\xB6", 2);
	stem_word(stems, LANGUAGE_NONE, longest, sizeof longest, &n);
	cr_assert_eq(n, STEM_MAX - 1);
	stem_word(stems, LANGUAGE_AR, "\xFF\xFE", 2, &n);
	cr_assert_eq(n, 2);
	stems_free(stems);
	stems_free(NULL);
}

Test(stem, many_words)
{
	struct stems *stems = stems_new(NULL);
	const char *first[50];

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 50000; i++) {
			char word[16];
			int n = snprintf(word, sizeof word, "w%dq", i);
			const char *stem = stem_word(
			    stems, LANGUAGE_EN, word, (size_t)n, NULL);

			cr_assert_str_eq(stem, word);
			if (i < 50 && round == 0)
				first[i] = stem;
			if (i < 50)
				cr_assert_eq(first[i], stem);
		}
	stems_free(stems);
}

Test(stem, terms_of_a_text)
{
	static const struct {
		enum language language;
		const char *text;
		const char *want; /* term@position:token, space between */
	} cases[] = {
	    {LANGUAGE_EN, "", ""},
	    {LANGUAGE_EN, "Opposed the deletions, twice.",
		"oppos@0:0 the@1:1 delet@2:2 twice@3:4"},
	    {LANGUAGE_EN, "Freedonia's 42(1)", "freedonia@0:0 42@1:2 1@2:4"},
	    {LANGUAGE_EN, "one\n\ntwo", "one@0:0 two@101:2"},
	    {LANGUAGE_EN, "don't", "don@0:0"},
	    {LANGUAGE_FR, "l’article d'Ivoire", "articl@0:1 ivoir@1:3"},
	    {LANGUAGE_FR, "aujourd’hui", "aujourd@0:0 hui@1:1"},
	    {LANGUAGE_ZH, "代表团同意。",
		"代表@0:0 表团@1:1 团同@2:2 同意@3:3"},
	    {LANGUAGE_ZH, "第42条", "第@0:0 42@1:1 条@2:2"},
	    {LANGUAGE_ZH, "代 表", "代@0:0 表@1:1"},
	    {LANGUAGE_ZH, "代\n表", "代表@0:0"},
	    {LANGUAGE_ZH, "代\n\n表", "代@0:0 表@101:2"},
	    {LANGUAGE_NONE, "Opposed", "opposed@0:0"},
	};
	struct stems *stems = stems_new(NULL);
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *got = "";
		struct tokens tokens;
		struct stem_term *term;
		size_t count;

		tokenize(arena, cases[i].text, strlen(cases[i].text), &tokens);
		term = stem_terms(
		    stems, arena, cases[i].language, &tokens, &count);
		for (size_t k = 0; k < count; k++) {
			cr_expect_eq(strlen(term[k].term), term[k].length);
			got = arena_printf(arena, "%s%s%s@%u:%u", got,
			    k > 0 ? " " : "", term[k].term, term[k].position,
			    term[k].token);
		}
		cr_expect_str_eq(
		    got, cases[i].want, "'%s': '%s'", cases[i].text, got);
	}
	arena_free(arena);
	stems_free(stems);
}

Test(stem, words_too_long_leave_a_gap)
{
	struct stems *stems = stems_new(NULL);
	struct arena *arena = arena_new();
	char text[400];
	struct tokens tokens;
	struct stem_term *term;
	size_t count;

	memset(text, 'x', sizeof text);
	memcpy(text, "a ", 2);
	memcpy(text + sizeof text - 2, " b", 2);
	tokenize(arena, text, sizeof text, &tokens);
	term = stem_terms(stems, arena, LANGUAGE_EN, &tokens, &count);
	cr_assert_eq(count, 2);
	cr_assert_eq(term[0].position, 0);
	cr_assert_eq(term[1].position, 2);
	arena_free(arena);
	stems_free(stems);
}

Test(stem, terms_that_are_not_looked_for_keep_their_places)
{
	static const char text[] = "The deletion of these articles was opposed";
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(NULL);
	struct stem_filter filter = {{0}};
	struct tokens tokens;
	struct stem_term *all, *some;
	size_t n_all, n_some;

	stem_filter_add(&filter, "article");
	tokenize(arena, text, strlen(text), &tokens);
	all = stem_terms(stems, arena, LANGUAGE_EN, &tokens, &n_all);
	some = stem_terms_some(
	    stems, arena, LANGUAGE_EN, &tokens, &filter, &n_some);
	cr_assert_eq(n_all, n_some);
	for (size_t i = 0; i < n_all; i++) {
		cr_expect_eq(all[i].position, some[i].position);
		cr_expect_eq(all[i].token, some[i].token);
		cr_expect_str_eq(
		    some[i].term, all[i].term[0] == 'a' ? all[i].term : "");
	}
	stems_free(stems);
	arena_free(arena);
}
