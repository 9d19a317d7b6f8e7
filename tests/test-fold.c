/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fold.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct fold_case {
	const char *text; /* to be folded */
	const char *want; /* its folded form */
};

static const struct fold_case cases[] = {
    {"", ""},
    {"Article 42", "article 42"},
    {"ÉLIMINATION", "elimination"},
    {"e\xCC\x81limination", "elimination"},
    {"Côte d’Ivoire", "cote d'ivoire"},
    {"“quoted” ‘so’ «et ainsi» „und“", "\"quoted\" 'so' \"et ainsi\" \"und\""},
    {"90–93 — non‑breaking − minus", "90-93 - non-breaking - minus"},
    {"cy\xC2\xAD"
     "ber\xE2\x80\x8B"
     "crime\xEF\xBB\xBF",
	"cybercrime"},
    {"a\xC2\xA0"
     "b",
	"a b"},
    {"ﬁrst eﬀect ﬄ", "first effect ffl"},
    {"Ａｒｔ．４２（１）", "art.42(1)"},
    {"Straße ΟΔΟΣ", "strasse οδοσ"},
    {"İstanbul", "istanbul"},
    {"Ⅲ № ½", "iii no 1⁄2"},
    {"Ёлка, сторонний, СТОРОННИЙ", "елка, сторонний, сторонний"},
    {"сторонни\xD0\xB8\xCC\x86", "сторонни\xD0\xB9"},
    {"المادّة ٤٢", "الماده 42"},
    {"أإآٱا", "ااااا"},
    {"على مؤسسة شؤون", "علي موسسه شوون"},
    {"ـــ", ""},
    {"\xEF\xBB\xBB", "لا"},
    {"مـــادة", "ماده"},
    {"۴۲ ४२", "42 42"},
    {"第四十二条「同意」", "第四十二条\"同意\""},
    {"´¨", "'¨"},
    {"\xFF", "\xEF\xBF\xBD"},
    {"a\xC3", "a\xEF\xBF\xBD"},
    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"nego\xEE\xA6\x9E"
     "a\xEE\xA6\x9Eon",
	"negoaon"},
};

Test(fold, what_two_spellings_share)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct fold_case *c = &cases[i];
		char buffer[200];
		size_t n;
		char *folded = fold_text(arena, c->text, strlen(c->text), &n);

		cr_expect_str_eq(
		    folded, c->want, "'%s': '%s'", c->text, folded);
		cr_expect_eq(n, strlen(c->want));
		cr_expect_eq(
		    fold_word(c->text, strlen(c->text), buffer, sizeof buffer),
		    n);
		cr_expect_str_eq(buffer, c->want);
	}
	arena_free(arena);
}

/* Every character folds as its decomposed form does. */
Test(fold, decomposed_characters)
{
	for (utf8proc_int32_t c = 0x80; c < 0x3400; c++) {
		utf8proc_uint8_t text[5] = {0};
		utf8proc_uint8_t *nfd;
		char a[200], b[200];

		if (!utf8proc_codepoint_valid(c))
			continue;
		utf8proc_encode_char(c, text);
		nfd = utf8proc_NFD(text);
		cr_assert_not_null(nfd);
		fold_word((char *)text, strlen((char *)text), a, sizeof a);
		fold_word((char *)nfd, strlen((char *)nfd), b, sizeof b);
		cr_expect_str_eq(a, b, "U+%04X", (unsigned)c);
		fold_word(a, strlen(a), b, sizeof b);
		cr_expect_str_eq(a, b, "U+%04X twice", (unsigned)c);
		free(nfd);
	}
}

Test(fold, folding_twice_changes_nothing)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *want = cases[i].want;

		cr_expect_str_eq(
		    fold_text(arena, want, strlen(want), NULL), want);
	}
	arena_free(arena);
}

Test(fold, keeps_nul_bytes)
{
	struct arena *arena = arena_new();
	size_t n;
	char *folded = fold_text(arena, "A\0B", 3, &n);

	cr_assert_eq(n, 3);
	cr_assert_eq(memcmp(folded, "a\0b", 4), 0);
	arena_free(arena);
}

Test(fold, a_word_fits_or_does_not)
{
	char buffer[8];

	cr_assert_eq(fold_word("ARTICLE", 7, buffer, 8), 7);
	cr_assert_str_eq(buffer, "article");
	cr_assert_eq(fold_word("ARTICLES", 8, buffer, 8), (size_t)-1);
	cr_assert_eq(fold_word("Ï", 2, buffer, 2), 1);
	cr_assert_eq(fold_word("ａ", 3, buffer, 2), 1);
	cr_assert_eq(fold_word("", 0, buffer, 0), (size_t)-1);
	cr_assert_eq(fold_word("", 0, buffer, 1), 0);
}

Test(fold, any_bytes)
{
	unsigned seed = 42;

	for (int round = 0; round < 2000; round++) {
		struct arena *arena = arena_new();
		char bytes[64];
		size_t n;

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16);
		}
		char *folded = fold_text(arena, bytes, sizeof bytes, &n);
		cr_assert_eq(folded[n], '\0');
		arena_free(arena);
	}
}

Test(fold, grows_beyond_its_bytes)
{
	struct arena *arena = arena_new();
	char text[3000];
	size_t n;

	for (size_t i = 0; i < sizeof text; i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	fold_text(arena, text, sizeof text, &n);
	cr_assert_eq(n, 1000 * 30);
	arena_free(arena);
}
