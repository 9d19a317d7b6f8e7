/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/arena.h"
#include "core/token.h"
#include "searcher/snippet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char text[] =
    "The first sentence speaks of convoys. The second one speaks of ice and of "
    "nothing else.\n\nThe third speaks of convoys and of ice at once. A fourth "
    "sentence ends it.";

/* Hits at every place of a word; `which` is its number. */
static size_t
find(struct hit *hits, size_t n, const char *word, unsigned which)
{
	for (const char *s = text; (s = strstr(s, word)) != NULL; s++) {
		hits[n].start = (size_t)(s - text);
		hits[n].end = hits[n].start + strlen(word);
		hits[n++].which = which;
	}
	return n;
}

static struct snippet
make(struct arena *arena, const struct hit *hits, size_t n, size_t length)
{
	struct tokens tokens;

	tokenize(arena, text, strlen(text), &tokens);
	return snippet_make(arena, &tokens, hits, n, length);
}

Test(snippet, without_hits_is_the_beginning)
{
	struct arena *arena = arena_new();
	struct snippet snippet = make(arena, NULL, 0, 40);

	cr_expect_str_eq(snippet.text, "The first sentence speaks of convoys.");
	cr_expect_not(snippet.cut_before);
	cr_expect(snippet.cut_after);
	cr_expect_eq(snippet.n_marks, 0);
	arena_free(arena);
}

Test(snippet, prefers_the_sentence_with_most_different_words)
{
	struct arena *arena = arena_new();
	struct hit hits[2];
	struct snippet snippet;

	/* "convoys" of the first sentence, "convoys" and "ice" of the third */
	struct hit three[3];

	find(hits, 0, "convoys", 0);
	three[0] = hits[0];
	three[1] = hits[1];
	three[2].start = (size_t)(strstr(text, "ice at once") - text);
	three[2].end = three[2].start + 3;
	three[2].which = 1;
	snippet = make(arena, three, 3, 60);
	cr_expect_str_eq(
	    snippet.text, "The third speaks of convoys and of ice at once.");
	cr_expect(snippet.cut_before);
	cr_expect(snippet.cut_after);
	cr_assert_eq(snippet.n_marks, 2);
	cr_expect_eq(strncmp(snippet.text + snippet.mark[0].start, "convoys",
			 snippet.mark[0].end - snippet.mark[0].start),
	    0);
	cr_expect_eq(snippet.mark[0].end - snippet.mark[0].start, 7);
	cr_expect_eq(
	    strncmp(snippet.text + snippet.mark[1].start, "ice", 3), 0);
	arena_free(arena);
}

Test(snippet, that_takes_in_all_is_cut_nowhere_and_keeps_single_spaces)
{
	struct arena *arena = arena_new();
	struct snippet snippet = make(arena, NULL, 0, 4000);

	cr_expect_not(snippet.cut_before);
	cr_expect_not(snippet.cut_after);
	cr_expect_null(strchr(snippet.text, '\n'));
	cr_expect_not_null(strstr(snippet.text, "else. The third"));
	arena_free(arena);
}

Test(snippet, of_a_long_sentence_is_cut_at_words_around_the_hit)
{
	struct arena *arena = arena_new();
	char longer[2000] = "";
	struct tokens tokens;
	struct snippet snippet;
	struct hit hit;

	for (int i = 0; i < 200; i++) {
		size_t n = strlen(longer);

		snprintf(
		    longer + n, sizeof longer - n, i == 150 ? "ice " : "word ");
	}
	tokenize(arena, longer, strlen(longer), &tokens);
	hit.start = (size_t)(strstr(longer, "ice") - longer);
	hit.end = hit.start + 3;
	hit.which = 0;
	snippet = snippet_make(arena, &tokens, &hit, 1, 100);
	cr_expect_leq(strlen(snippet.text), 100u);
	cr_assert_eq(snippet.n_marks, 1);
	cr_expect_eq(
	    strncmp(snippet.text + snippet.mark[0].start, "ice", 3), 0);
	cr_expect(snippet.cut_before && snippet.cut_after);
	arena_free(arena);
}

Test(snippet, of_nothing_is_empty)
{
	struct arena *arena = arena_new();
	struct tokens tokens;
	struct snippet snippet;

	tokenize(arena, "", 0, &tokens);
	snippet = snippet_make(arena, &tokens, NULL, 0, 0);
	cr_expect_str_eq(snippet.text, "");
	snippet = snippet_cut(arena, "abc", 1, 1, NULL, 0);
	cr_expect_str_eq(snippet.text, "");
	arena_free(arena);
}
