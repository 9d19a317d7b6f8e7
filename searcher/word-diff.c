/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/word-diff.h"

#include "core/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct words {
	const char **start;
	size_t *length;
	size_t count;
};

/* One edit script, as a walk back through the rows of the search shows it. */
struct diff {
	struct arena *arena;
	struct words a, b;
	int32_t **row; /* row[d][k + d]: how far diagonal k reaches in a */
};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
stands_alone(int32_t c)
{
	return c >= 0x2E80 && c <= 0x9FFF;
}

static size_t
word_end(const char *s, size_t n, size_t at)
{
	size_t begin = at;

	while (at < n && !is_space(s[at])) {
		int32_t c;
		size_t bytes = utf8_next(s + at, n - at, &c);

		if (stands_alone(c) && at > begin)
			return at;
		at += bytes;
		if (stands_alone(c))
			return at;
	}
	return at;
}

static struct words
split(struct arena *arena, const char *s)
{
	size_t n = strlen(s), room = n / 2 + 2;
	struct words words = {arena_array(arena, room, sizeof *words.start),
	    arena_array(arena, room, sizeof *words.length), 0};

	for (size_t at = 0; at < n;) {
		size_t end;

		if (is_space(s[at])) {
			at++;
			continue;
		}
		end = word_end(s, n, at);
		if (words.count == room) {
			words.start = arena_grow(arena, words.start, room,
			    room * 2, sizeof *words.start);
			words.length = arena_grow(arena, words.length, room,
			    room * 2, sizeof *words.length);
			room *= 2;
		}
		words.start[words.count] = s + at;
		words.length[words.count++] = end - at;
		at = end;
	}
	return words;
}

static bool
same(const struct diff *diff, int32_t x, int32_t y)
{
	return diff->a.length[x] == diff->b.length[y] &&
	       memcmp(diff->a.start[x], diff->b.start[y], diff->a.length[x]) ==
		   0;
}

/* Where diagonal k begins after d edits, by the row before. */
static int32_t
step(const int32_t *before, int32_t d, int32_t k, bool *ret_down)
{
	const int32_t *at;

	if (d == 0) {
		*ret_down = false;
		return 0;
	}
	at = before + d - 1; /* at[k] */
	*ret_down = k == -d || (k != d && at[k - 1] < at[k + 1]);
	return *ret_down ? at[k + 1] : at[k - 1] + 1;
}

/* The number of edits, or -1: too many. */
static int32_t
search(struct diff *diff)
{
	int32_t n = (int32_t)diff->a.count, m = (int32_t)diff->b.count;
	int32_t most = n + m < WORD_DIFF_MAX ? n + m : WORD_DIFF_MAX;

	diff->row =
	    arena_array(diff->arena, (size_t)most + 1, sizeof *diff->row);
	for (int32_t d = 0; d <= most; d++) {
		int32_t *row =
		    arena_array(diff->arena, 2 * (size_t)d + 1, sizeof *row);

		diff->row[d] = row;
		for (int32_t k = -d; k <= d; k += 2) {
			bool down;
			int32_t x =
			    step(d > 0 ? diff->row[d - 1] : NULL, d, k, &down);

			while (x < n && x - k >= 0 && x - k < m &&
			       same(diff, x, x - k))
				x++;
			row[k + d] = x;
			if (x >= n && x - k >= m)
				return d;
		}
	}
	return -1;
}

/* Count a word into the last part, or begin a new one. */
static void
add(struct arena *arena, struct word_diff *ret, enum diff_change change)
{
	struct diff_part *last =
	    ret->n_parts > 0 ? &ret->part[ret->n_parts - 1] : NULL;

	if (last == NULL || last->change != change) {
		ret->part = arena_grow(arena, ret->part, ret->n_parts,
		    ret->n_parts + 1, sizeof *ret->part);
		last = &ret->part[ret->n_parts++];
		last->change = change;
	}
	last->words++;
}

/* The changes in order: one byte for each word kept, gone or new. */
static unsigned char *
script(struct diff *diff, int32_t d, size_t *ret_n)
{
	int32_t x = (int32_t)diff->a.count, y = (int32_t)diff->b.count;
	size_t room = diff->a.count + diff->b.count, at = room;
	unsigned char *out = arena_alloc(diff->arena, room + 1);

	for (; d >= 0; d--) {
		int32_t k = x - y;
		bool down;
		int32_t from =
		    step(d > 0 ? diff->row[d - 1] : NULL, d, k, &down);

		for (; x > from; x--, y--)
			out[--at] = DIFF_SAME;
		if (d == 0)
			break;
		out[--at] = down ? DIFF_NEW : DIFF_GONE;
		if (down)
			y--;
		else
			x--;
	}
	*ret_n = room - at;
	return out + at;
}

/* Words that went stand before those that came in their place. */
static void
put_gone_first(unsigned char *out, size_t n)
{
	for (size_t at = 0; at < n;) {
		size_t end = at, gone = 0;

		while (end < n && out[end] != DIFF_SAME)
			gone += out[end++] == DIFF_GONE;
		for (size_t i = at; i < end; i++)
			out[i] = i - at < gone ? DIFF_GONE : DIFF_NEW;
		at = end + 1;
	}
}

/* The text of so many words, with single spaces. */
static const char *
join(struct arena *arena, const struct words *words, size_t from, size_t count)
{
	size_t room = 1;
	char *text, *at;

	for (size_t i = 0; i < count; i++)
		room += words->length[from + i] + 1;
	at = text = arena_alloc(arena, room);
	for (size_t i = 0; i < count; i++) {
		const char *s = words->start[from + i];
		const char *before = i > 0 ? words->start[from + i - 1] +
						 words->length[from + i - 1]
					   : s;

		if (i > 0 && before != s)
			*at++ = ' ';
		memcpy(at, s, words->length[from + i]);
		at += words->length[from + i];
	}
	return text;
}

static void
collect(struct diff *diff, const unsigned char *out, size_t n,
    struct word_diff *ret)
{
	size_t x = 0, y = 0;

	for (size_t i = 0; i < n; i++)
		add(diff->arena, ret, (enum diff_change)out[i]);
	for (size_t i = 0; i < ret->n_parts; i++) {
		struct diff_part *part = &ret->part[i];

		part->text = part->change == DIFF_NEW
				 ? join(diff->arena, &diff->b, y, part->words)
				 : join(diff->arena, &diff->a, x, part->words);
		if (part->change != DIFF_NEW)
			x += part->words;
		if (part->change != DIFF_GONE)
			y += part->words;
		ret->same += part->change == DIFF_SAME ? part->words : 0;
		ret->gone += part->change == DIFF_GONE ? part->words : 0;
		ret->added += part->change == DIFF_NEW ? part->words : 0;
	}
}

void
word_diff(struct arena *arena, const char *old_text, const char *new_text,
    struct word_diff *ret)
{
	struct diff diff = {
	    arena, split(arena, old_text), split(arena, new_text), NULL};
	int32_t d = search(&diff);
	unsigned char *out;
	size_t n;

	memset(ret, 0, sizeof *ret);
	if (d >= 0) {
		out = script(&diff, d, &n);
	} else {
		n = diff.a.count + diff.b.count;
		out = arena_alloc(arena, n + 1);
		memset(out, DIFF_GONE, diff.a.count);
		memset(out + diff.a.count, DIFF_NEW, diff.b.count);
	}
	put_gone_first(out, n);
	collect(&diff, out, n, ret);
}
