/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/snippet.h"

#include <string.h>

/* A run of tokens: a sentence, or part of a long one. */
struct piece {
	size_t start;	/* first byte */
	size_t end;	/* byte after its last token */
	size_t hits;	/* hits that begin in it */
	uint64_t words; /* which words of the query (the first 64) */
};

struct pieces {
	struct piece *piece;
	size_t count;
};

/* How much two windows show, the more the better. */
struct worth {
	unsigned words; /* different words of the query */
	size_t hits;	/* all hits */
};

static unsigned
count_bits(uint64_t bits)
{
	unsigned count = 0;

	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

static bool
worth_more(struct worth a, struct worth b)
{
	return a.words != b.words ? a.words > b.words : a.hits > b.hits;
}

static struct piece *
piece_add(struct arena *arena, struct pieces *pieces, size_t start)
{
	struct piece *piece;

	pieces->piece = arena_grow(arena, pieces->piece, pieces->count,
	    pieces->count + 1, sizeof *pieces->piece);
	piece = &pieces->piece[pieces->count++];
	piece->start = start;
	return piece;
}

/* Cut the text into sentences, and these where they pass `length`. */
static struct pieces
pieces_make(struct arena *arena, const struct tokens *tokens, size_t length)
{
	struct pieces pieces = {0};
	struct piece *piece = NULL;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];
		bool spaced = (token->flags & TOKEN_SPACED) != 0;

		if (token->kind == TOKEN_BREAK) {
			piece = NULL;
			continue;
		}
		if (piece == NULL || (token->flags & TOKEN_SENTENCE) != 0 ||
		    (spaced && token->end - piece->start > length / 2))
			piece = piece_add(arena, &pieces, token->start);
		piece->end = token->end;
	}
	return pieces;
}

static void
pieces_count_hits(struct pieces *pieces, const struct hit *hits, size_t n_hits)
{
	size_t at = 0;

	for (size_t i = 0; i < n_hits; i++) {
		while (at + 1 < pieces->count &&
		       pieces->piece[at + 1].start <= hits[i].start)
			at++;
		if (at < pieces->count) {
			pieces->piece[at].hits++;
			pieces->piece[at].words |= UINT64_C(1)
						   << (hits[i].which & 63);
		}
	}
}

/* The end of the window that begins with piece `first`. */
static size_t
window_end(const struct pieces *pieces, size_t first, size_t length)
{
	size_t end = first + 1;

	while (end < pieces->count &&
	       pieces->piece[end].end - pieces->piece[first].start <= length)
		end++;
	return end;
}

static struct worth
window_worth(const struct pieces *pieces, size_t first, size_t end)
{
	struct worth worth = {0};
	uint64_t words = 0;

	for (size_t i = first; i < end; i++) {
		worth.hits += pieces->piece[i].hits;
		words |= pieces->piece[i].words;
	}
	worth.words = count_bits(words);
	return worth;
}

/* A byte of white space as it may stand between words. */
static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct snippet
snippet_cut(struct arena *arena, const char *text, size_t start, size_t end,
    const struct hit *hits, size_t n_hits)
{
	struct snippet snippet = {0};
	char *out = arena_alloc(arena, end - start + 1);
	size_t n = 0, h = 0;

	while (h < n_hits && hits[h].end <= start)
		h++;
	snippet.mark = arena_array(arena, n_hits - h + 1, sizeof *snippet.mark);
	for (size_t at = start; at < end; at++) {
		struct mark *mark = &snippet.mark[snippet.n_marks];

		if (h < n_hits &&
		    at == (hits[h].start > start ? hits[h].start : start))
			mark->start = n;
		if (!is_space(text[at]))
			out[n++] = text[at];
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
		if (h < n_hits &&
		    at + 1 == (hits[h].end < end ? hits[h].end : end) &&
		    at >= hits[h].start) {
			mark->end = n;
			snippet.n_marks++;
			h++;
		}
	}
	out[n] = '\0';
	snippet.text = out;
	return snippet;
}

struct snippet
snippet_make(struct arena *arena, const struct tokens *tokens,
    const struct hit *hits, size_t n_hits, size_t length)
{
	size_t wanted = length > 0 ? length : SNIPPET_LENGTH;
	struct pieces pieces = pieces_make(arena, tokens, wanted);
	struct worth best = {0};
	size_t first = 0, end;
	struct snippet snippet;

	if (pieces.count == 0)
		return (struct snippet){.text = ""};
	pieces_count_hits(&pieces, hits, n_hits);
	for (size_t i = 0; i < pieces.count && n_hits > 0; i++) {
		size_t window = window_end(&pieces, i, wanted);
		struct worth worth = window_worth(&pieces, i, window);

		if (pieces.piece[i].hits > 0 && worth_more(worth, best)) {
			best = worth;
			first = i;
		}
	}
	end = window_end(&pieces, first, wanted);
	snippet = snippet_cut(arena, tokens->text, pieces.piece[first].start,
	    pieces.piece[end - 1].end, hits, n_hits);
	snippet.cut_before = first > 0;
	snippet.cut_after = end < pieces.count;
	return snippet;
}
