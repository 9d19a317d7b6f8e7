/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/token.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/*
 * Tokens as one string: a letter for the kind (w n h p b), "_" where white
 * space stands before, the folded form; a space between tokens.
 */
static const char *
shown(struct arena *arena, const struct tokens *tokens)
{
	const char *s = "";

	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];

		cr_assert_eq(token->length, strlen(token->folded));
		cr_assert_lt(token->start, token->end);
		cr_assert_leq(token->end, tokens->length);
		if (i > 0)
			cr_assert_geq(token->start, token[-1].end);
		s = arena_printf(arena, "%s%s%c%s%s", s, i > 0 ? " " : "",
		    "wnhpb"[token->kind],
		    token -> flags &TOKEN_SPACED ? "_" : "", token->folded);
	}
	return s;
}

static const struct {
	const char *text; /* to be cut */
	const char *want; /* as shown() has it */
} cases[] = {
    {"", ""},
    {" \n\n ", ""},
    {"Article 42", "w_article n_42"},
    {"G-77/CHINA", "w_g p- n77 p/ wchina"},
    {"G77 CO2 CO2e", "w_g77 w_co2 w_co2e"},
    {"5bis", "n_5 wbis"},
    {"U.N. Charter", "w_u p. wn p. w_charter"},
    {"89.10", "n_89 p. n10"},
    {"42(1)(b)", "n_42 p( n1 p) p( wb p)"},
    {"A/AC.291/19", "w_a p/ wac p. n291 p/ n19"},
    {"Article’s 42", "w_article w's n_42"},
    {"Article's", "w_article w's"},
    {"STATE'S", "w_state w's"},
    {"States’ position", "w_states p' w_position"},
    {"l’article", "w_l' warticle"},
    {"L'ARTICLE", "w_l' warticle"},
    {"d'Ivoire", "w_d' wivoire"},
    {"qu’il s’agit", "w_qu' wil w_s' wagit"},
    {"l'UE's", "w_l' wue w's"},
    {"don't won’t we're I'd", "w_don w't w_won w't w_we w're w_i w'd"},
    {"1990's", "n_1990 w's"},
    {"'quoted' ‘so’", "p_' wquoted p' p_' wso p'"},
    {"class'90s", "w_class p' n90 ws"},
    {"l\xCA\xBC"
     "article",
	"w_l' warticle"},
    {"first\nsecond", "w_first w_second"},
    {"first\n\nsecond", "w_first b w_second"},
    {"first\r\n \t\r\n\r\nsecond", "w_first b w_second"},
    {"first\r\rsecond", "w_first b w_second"},
    {"first\r\nsecond", "w_first w_second"},
    {"\n\nfirst\n\n", "w_first"},
    {"a\xE2\x80\xA9"
     "b",
	"w_a b w_b"},
    {"a\xC2\xA0"
     "b",
	"w_a w_b"},
    {"cyber\xC2\xAD"
     "crime",
	"w_cybercrime"},
    {"cyber\xE2\x80\x8B"
     "crime \xE2\x80\x8B x",
	"w_cybercrime w_x"},
    {"e\xCC\x81lim", "w_elim"},
    {"\xCC\x81 x", "w_x"},
    {"ÉLIMINATION État", "w_elimination w_etat"},
    {"nego\xEE\xA6\x9E"
     "a\xEE\xA6\x9E"
     "on",
	"w_negoaon"},
    {"\xEE\x81\x83"
     "rst",
	"w_rst"},
    {"\xEF\x82\xB7 Item", "w_item"},
    {"\xEF\x82\xB7"
     "5",
	"n_5"},
    {"第42条：同意。", "h_第 n42 h条 p: h同 h意 p。"},
    {"第４２条", "h_第 n42 h条"},
    {"第四十二条", "h_第 h四 h十 h二 h条"},
    {"المادة ٤٢،", "w_الماده n_42 p،"},
    {"статья 42, п. 1", "w_статья n_42 p, w_п p. n_1"},
    {"Ⅲ 42² ™", "w_iii n_42 p2 p_tm"},
    {"a – b — c", "w_a p_- w_b p_- w_c"},
    {"«oui» “yes”", "p_\" woui p\" p_\" wyes p\""},
    {"…", "p_..."},
    {"ـــ", ""},
    {"\xFF\xFE", "p_\xEF\xBF\xBD p\xEF\xBF\xBD"},
    {"\xED\xA0\x80", "p_\xEF\xBF\xBD p\xEF\xBF\xBD p\xEF\xBF\xBD"},
    {"caf\xE9 x", "w_caf p\xEF\xBF\xBD w_x"},
    {"\x01\x7F", ""},
};

Test(token, cuts)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct tokens tokens;
		const char *got;

		tokenize(arena, cases[i].text, strlen(cases[i].text), &tokens);
		got = shown(arena, &tokens);
		cr_expect_str_eq(got, cases[i].want, "'%s': '%s' not '%s'",
		    cases[i].text, got, cases[i].want);
		arena_free(arena);
	}
}

Test(token, knows_capitals)
{
	static const struct {
		const char *text;
		unsigned want;
	} words[] = {
	    {"state", 0},
	    {"State", TOKEN_CAPITAL},
	    {"STATE", TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"G77", TOKEN_CAPITAL},
	    {"EU27", TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"US", TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"us", 0},
	    {"iPad", 0},
	    {"État", TOKEN_CAPITAL},
	    {"ÉTAT", TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"КИТАЙ", TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"الصين", 0},
	    {"AR\xEE\xA6\x9E"
	     "CLE",
		TOKEN_CAPITAL | TOKEN_CAPITALS},
	    {"42", 0},
	};
	const unsigned mask = TOKEN_CAPITAL | TOKEN_CAPITALS;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct arena *arena = arena_new();
		struct tokens tokens;

		tokenize(arena, words[i].text, strlen(words[i].text), &tokens);
		cr_assert_eq(tokens.count, 1);
		cr_expect_eq(tokens.token[0].flags & mask, words[i].want,
		    "'%s'", words[i].text);
		arena_free(arena);
	}
}

Test(token, is)
{
	struct arena *arena = arena_new();
	struct tokens tokens;

	tokenize(arena, "Élimination of", 15, &tokens);
	cr_assert(token_is(&tokens.token[0], "elimination"));
	cr_assert_not(token_is(&tokens.token[0], "elim"));
	cr_assert_not(token_is(&tokens.token[1], "off"));
	arena_free(arena);
}

Test(token, nul_bytes_are_white_space)
{
	struct arena *arena = arena_new();
	struct tokens tokens;

	tokenize(arena, "a\0b", 3, &tokens);
	cr_assert_str_eq(shown(arena, &tokens), "w_a w_b");
	arena_free(arena);
}

/* Text of one piece over and over, a megabyte of it. */
Test(token, a_megabyte_of_anything, .timeout = 60)
{
	static const char *const piece[] = {"a", "A", "'", "a'", ".", "a.",
	    "\xEE\xA6\x9E",
	    ("\xEE\xA6\x9E"
	     "1"),
	    "\xEE\xA6\x9E\xCC\x81", "\xCC\x81", "é", "第", "\xFF", "\n", "\r",
	    " ", "\xC2\xAD", "1", "1a", "\xEF\xB7\xBA", "s'", "'s", "(", "A. ",
	    "1. ", "No. "};
	const size_t most = (size_t)1 << 20;

	for (size_t i = 0; i < sizeof piece / sizeof piece[0]; i++) {
		struct arena *arena = arena_new();
		struct tokens tokens;
		size_t length = strlen(piece[i]), n = 0;
		char *text = malloc(most);

		while (n + length <= most) {
			memcpy(text + n, piece[i], length);
			n += length;
		}
		tokenize(arena, text, n, &tokens);
		cr_assert_leq(tokens.count, n);
		free(text);
		arena_free(arena);
	}
}

Test(token, any_bytes)
{
	unsigned seed = 7;

	for (int round = 0; round < 3000; round++) {
		struct arena *arena = arena_new();
		/* On the heap, so that a byte read too far is noticed. */
		size_t n = 100;
		char *bytes = malloc(n);
		struct tokens tokens;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16);
			if (round % 2 == 0)
				bytes[i] = "aA'.1 \n\xE2\x80\x99\xC3"
					   "s"[(seed >> 16) % 12];
		}
		tokenize(arena, bytes, n, &tokens);
		for (size_t i = 1; i < tokens.count; i++)
			cr_assert_geq(
			    tokens.token[i].start, tokens.token[i - 1].end);
		free(bytes);
		arena_free(arena);
	}
}

Test(token, sentences_are_marked_later)
{
	const char *text = "Article 5 stays. See para. 3. It is agreed.";
	struct arena *arena = arena_new();
	struct tokens whole, words;
	size_t marked = 0;

	tokenize(arena, text, strlen(text), &whole);
	tokenize_words(arena, text, strlen(text), &words);
	cr_assert_eq(words.count, whole.count);
	for (size_t i = 0; i < words.count; i++)
		cr_expect_eq(words.token[i].flags & TOKEN_SENTENCE, 0);
	/* Twice is as once. */
	tokens_mark_sentences(&words);
	tokens_mark_sentences(&words);
	for (size_t i = 0; i < words.count; i++) {
		cr_expect_eq(words.token[i].flags, whole.token[i].flags);
		marked += (words.token[i].flags & TOKEN_SENTENCE) != 0;
	}
	cr_expect_eq(marked, 3);
	arena_free(arena);
}
