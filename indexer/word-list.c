/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/word-list.h"

#include "indexer/grow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHORT_LIST ((size_t)64 << 10) /* bytes of a list not searched */
#define SAMPLES	   256 /* lines by which a list's order is judged */
#define LIST_MAX   ((size_t)64 << 20) /* bytes of the longest list read */
#define LETTERS	   26
#define NOT_SOUGHT UINT32_MAX

/* A file whole, or NULL; free() it. */
static char *
read_file(const char *path, size_t *ret_n)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t used = 0, room = (size_t)2 << 20, got;

	if (file == NULL)
		return NULL;
	bytes = grow(NULL, room, 1);
	while ((got = fread(bytes + used, 1, room - used, file)) > 0) {
		used += got;
		if (used > LIST_MAX)
			break;
		if (used == room) {
			room *= 2;
			bytes = grow(bytes, room, 1);
		}
	}
	if (ferror(file) || used > LIST_MAX) {
		free(bytes);
		bytes = NULL;
	}
	fclose(file);
	*ret_n = used;
	return bytes;
}

bool
word_list_read(struct word_list *ret, const char *path)
{
	struct word_list list = {.first = 0};

	list.text = read_file(path, &list.n);
	if (list.text == NULL || list.n == 0) {
		free(list.text);
		return false;
	}
	*ret = list;
	return true;
}

void
word_list_clear(struct word_list *list)
{
	free(list->text);
	free(list->from);
	list->text = NULL;
	list->from = NULL;
}

/* Whether the line from `at` on is of small letters alone; its end. */
static bool
is_plain(const struct word_list *list, size_t at, size_t *ret_end)
{
	size_t end = at;

	while (
	    end < list->n && list->text[end] >= 'a' && list->text[end] <= 'z')
		end++;
	*ret_end = end;
	return end > at && (end == list->n || list->text[end] == '\n');
}

/*
 * The first plain line that begins at `at` or after it and before `stop`: its
 * start, `stop` where there is none. Lists have others between: with a capital,
 * an apostrophe, an accent. They are passed over, since those have an order of
 * their own.
 */
static size_t
plain_line(
    const struct word_list *list, size_t at, size_t stop, size_t *ret_end)
{
	if (at > 0 && list->text[at - 1] != '\n') {
		const char *next = memchr(list->text + at, '\n', list->n - at);

		at = next != NULL ? (size_t)(next - list->text) + 1 : stop;
	}
	while (at < stop && !is_plain(list, at, ret_end)) {
		const char *next = memchr(list->text + at, '\n', list->n - at);

		at = next != NULL ? (size_t)(next - list->text) + 1 : stop;
	}
	return at < stop ? at : stop;
}

static int
compare_line(const struct word_list *list, size_t at, size_t end,
    const char *word, size_t n)
{
	size_t m = end - at;
	int c = memcmp(list->text + at, word, m < n ? m : n);

	return c != 0 ? c : m < n ? -1 : m > n;
}

/*
 * The first plain line between two that is not before the word; `high` where
 * all are. Whether it is the word goes to `*ret_same`.
 */
static size_t
find_line(const struct word_list *list, size_t low, size_t high,
    const char *word, size_t n, bool *ret_same)
{
	*ret_same = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2, end;
		size_t at = plain_line(list, middle, high, &end);
		int c = at == high ? 1 : compare_line(list, at, end, word, n);

		if (c == 0) {
			*ret_same = true;
			return at;
		}
		if (c < 0)
			low = end + 1;
		else
			high = middle;
	}
	return low;
}

/* Where words begin that have these first two letters, by number. */
static size_t
bucket(const struct word_list *list, unsigned number)
{
	char letters[2] = {
	    (char)('a' + number / LETTERS), (char)('a' + number % LETTERS)};
	bool same;

	if (number >= LETTERS * LETTERS)
		return list->n;
	if (list->from[number] == NOT_SOUGHT)
		list->from[number] = (uint32_t)find_line(
		    list, list->first, list->n, letters, 2, &same);
	return list->from[number];
}

bool
word_list_has(const struct word_list *list, const char *word, size_t n)
{
	unsigned number;
	bool same;

	if (n < 2 || word[0] < 'a' || word[0] > 'z' || word[1] < 'a' ||
	    word[1] > 'z')
		return false;
	number =
	    (unsigned)(word[0] - 'a') * LETTERS + (unsigned)(word[1] - 'a');
	find_line(list, bucket(list, number), bucket(list, number + 1), word, n,
	    &same);
	return same;
}

/* The beginning of the line after the one that byte `at` is in. */
static size_t
next_line(const struct word_list *list, size_t at)
{
	const char *next = memchr(list->text + at, '\n', list->n - at);

	return next != NULL ? (size_t)(next - list->text) + 1 : list->n;
}

/* Where the lines begin that do not begin with a capital. */
static size_t
after_names(const struct word_list *list)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t at = middle == 0 ? 0 : next_line(list, middle - 1);

		if (at >= high)
			high = middle;
		else if (list->text[at] >= 'A' && list->text[at] <= 'Z')
			low = next_line(list, at);
		else
			high = middle;
	}
	return low == 0 ? 0 : next_line(list, low - 1);
}

/* Look at lines all over a list: whether its plain words are in order. */
static bool
is_in_order(const struct word_list *list)
{
	size_t before = 0, before_end = 0, end;
	size_t step = (list->n - list->first) / SAMPLES;

	/* A short one is read in no time. */
	if (list->n < SHORT_LIST || step == 0)
		return false;
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t at =
		    plain_line(list, list->first + i * step, list->n, &end);

		if (at == list->n)
			break;
		if (i > 0 && at != before &&
		    compare_line(list, before, before_end, list->text + at,
			end - at) >= 0)
			return false;
		before = at;
		before_end = end;
	}
	return true;
}

bool
word_list_prepare(struct word_list *list)
{
	size_t bytes = LETTERS * LETTERS * sizeof *list->from;

	list->first = after_names(list);
	list->from = grow(list->from, bytes, 1);
	memset(list->from, 0xFF, bytes);
	return is_in_order(list);
}
