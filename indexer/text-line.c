/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/text-line.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define HEADING_WIDTH 90  /* characters of the longest heading */
#define LINE_WIDTH    160 /* a line over this is not wrapped */
#define WRAP_WIDTH    45  /* nobody wraps at less */
#define RUN_MAX	      2	  /* headings one after another */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

/* The category of the first character from `s` on that is not in quotes. */
static utf8proc_category_t
first_category(const char *s, size_t n)
{
	utf8proc_int32_t c = 0;
	size_t i = 0;

	while (i < n) {
		utf8proc_ssize_t step =
		    utf8proc_iterate((const utf8proc_uint8_t *)s + i,
			(utf8proc_ssize_t)(n - i), &c);

		if (step <= 0)
			return UTF8PROC_CATEGORY_CN;
		if (strchr("\"'([", c < 0x80 ? (int)c : 0) == NULL &&
		    utf8proc_category(c) != UTF8PROC_CATEGORY_PI)
			return utf8proc_category(c);
		i += (size_t)step;
	}
	return UTF8PROC_CATEGORY_CN;
}

bool
line_begins_lower(const struct text_line *line)
{
	return first_category(line->s, line->n) == UTF8PROC_CATEGORY_LL;
}

/* Marks that end a sentence, without quotes and brackets after them. */
static const char *const stops[] = {
    ".",
    "?",
    "!",
    "\xE3\x80\x82",
    "\xEF\xBC\x9F",
    "\xEF\xBC\x81",
    "\xD8\x9F",
    "\xE2\x80\xA6",
};

/* Closing quotes and brackets that may stand after a stop. */
static const char *const closers[] = {
    "\"",
    "'",
    ")",
    "]",
    "\xE2\x80\x9D",
    "\xE2\x80\x99",
    "\xC2\xBB",
    "\xEF\xBC\x89",
};

/* The length of the one of `marks` that ends the string, or 0. */
static size_t
ends_with(const char *s, size_t n, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t m = strlen(marks[i]);

		if (n >= m && memcmp(s + n - m, marks[i], m) == 0)
			return m;
	}
	return 0;
}

bool
line_ends_sentence(const struct text_line *line)
{
	size_t n = line->n, m;

	while ((m = ends_with(line->s, n, closers,
		    sizeof closers / sizeof closers[0])) > 0)
		n -= m;
	return ends_with(line->s, n, stops, sizeof stops / sizeof stops[0]) > 0;
}

bool
line_has_leaders(const struct text_line *line)
{
	size_t dots = 0;

	for (size_t i = 0; i < line->n; i++) {
		dots = line->s[i] == '.'   ? dots + 1
		       : line->s[i] == ' ' ? dots
					   : 0;
		if (dots >= 5)
			return true;
	}
	return false;
}

/* --- cutting -------------------------------------------------------------- */

static size_t
count_characters(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return count;
}

/* Whether there is a letter, a digit, a bracket or anything not ASCII. */
static bool
has_content(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isalnum((unsigned char)s[i]) ||
		    (unsigned char)s[i] >= 0x80 || s[i] == '[' || s[i] == ']')
			return true;
	return false;
}

/* "12", "- 12 -", "Page 12", "Page 2 of 3". */
static bool
is_page_number(const char *s, size_t n)
{
	size_t i = 0, digits = 0;

	if (n > 5 && (s[0] == 'P' || s[0] == 'p') &&
	    memcmp(s + 1, "age ", 4) == 0)
		i = 5;
	while (i < n) {
		if (isdigit((unsigned char)s[i]))
			digits++;
		else if (digits > 0 && n - i > 4 &&
			 memcmp(s + i, " of ", 4) == 0)
			i += 3;
		else if (s[i] != ' ' && s[i] != '-')
			return false;
		i++;
	}
	return digits > 0 && digits <= 6;
}

/* "1.", "12)", "(a)", "(iv)", and bullets. */
static bool
is_item(const char *s, size_t n)
{
	static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x97\x8F",
	    "\xE2\x96\xAA", "\xE2\x80\x93", "\xE2\x80\x94"};
	size_t i = 0, from;

	for (size_t b = 0; b < sizeof bullets / sizeof bullets[0]; b++)
		if (n > 3 && memcmp(s, bullets[b], 3) == 0)
			return true;
	if (n > 2 && (s[0] == '-' || s[0] == '*') && s[1] == ' ')
		return true;
	if (i < n && (s[i] == '(' || s[i] == '['))
		i++;
	from = i;
	while (i < n && i - from < 4 && isalnum((unsigned char)s[i]))
		i++;
	if (i == from || i + 1 >= n)
		return false;
	if (from > 0 && (s[i] == ')' || s[i] == ']'))
		return true;
	return (s[i] == ')' ||
		   (s[i] == '.' && isdigit((unsigned char)s[from]))) &&
	       s[i + 1] == ' ';
}

/* Under a picture: whose it is. */
static bool
is_credit(const char *s, size_t n)
{
	return n > 2 && memcmp(s, "\xC2\xA9", 2) == 0;
}

/* Take the marks of Markdown's structure off a line; rules become blank. */
static void
strip_markdown(struct text_line *line)
{
	size_t i = 0, level = 0;

	while (i < line->n && line->s[i] == '>')
		for (i++; i < line->n && is_space(line->s[i]); i++)
			;
	while (i + level < line->n && line->s[i + level] == '#')
		level++;
	if (level > 0 && level <= 6 && i + level < line->n &&
	    is_space(line->s[i + level])) {
		line->level = (int)level;
		i += level;
	} else if (i + 1 < line->n && strchr("*+-", line->s[i]) != NULL &&
		   is_space(line->s[i + 1])) {
		line->item = true;
		i++;
	}
	while (i < line->n && is_space(line->s[i]))
		i++;
	line->s += i;
	line->n -= i;
	if (line->n >= 3 &&
	    (memcmp(line->s, "```", 3) == 0 || memcmp(line->s, "~~~", 3) == 0))
		line->n = 0;
	while (line->level > 0 && line->n > 0 &&
	       (line->s[line->n - 1] == '#' || is_space(line->s[line->n - 1])))
		line->n--;
}

static void
fill_line(struct text_line *line, const char *s, size_t n, bool markdown)
{
	while (n > 0 && is_space(s[0])) {
		line->pages += s[0] == '\f';
		s++;
		n--;
	}
	while (n > 0 && is_space(s[n - 1])) {
		line->pages += s[n - 1] == '\f';
		n--;
	}
	line->s = s;
	line->n = n;
	line->item = is_item(s, n);
	if (markdown)
		strip_markdown(line);
	line->width = count_characters(line->s, line->n);
	if (!has_content(line->s, line->n))
		line->class = LINE_BLANK;
	else if (line->level > 0)
		line->class = LINE_HEADING;
	else if (line->width < 16 && is_page_number(line->s, line->n))
		line->class = LINE_FURNITURE;
	else if (line_has_leaders(line) || is_credit(line->s, line->n))
		line->class = LINE_SHORT;
	else
		line->class = LINE_TEXT;
}

static struct text_line *
cut(struct arena *arena, const char *text, size_t n, bool markdown,
    size_t *ret_count)
{
	struct text_line *lines;
	size_t count = 1, i = 0;
	unsigned pages = 0;

	for (const char *s = text;
	     (s = memchr(s, '\n', (size_t)(text + n - s))) != NULL; s++)
		count++;
	lines = arena_array(arena, count, sizeof *lines);
	for (size_t at = 0; i < count; i++) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length =
		    end != NULL ? (size_t)(end - (text + at)) : n - at;

		lines[i].pages = pages;
		fill_line(&lines[i], text + at, length, markdown);
		pages = lines[i].pages;
		at += length + 1;
	}
	*ret_count = count;
	return lines;
}

/* --- layout --------------------------------------------------------------- */

static void
find_layout(const struct text_line *lines, size_t count, struct layout *layout)
{
	size_t histogram[LINE_WIDTH + 2] = {0};
	size_t total = 0, seen = 0, width;

	for (size_t i = 0; i + 1 < count; i++) {
		if (lines[i].class != LINE_TEXT ||
		    lines[i + 1].class != LINE_TEXT)
			continue;
		width = lines[i].width;
		histogram[width > LINE_WIDTH ? LINE_WIDTH + 1 : width]++;
		total++;
	}
	for (width = LINE_WIDTH + 1; width > 0; width--) {
		seen += histogram[width];
		if (seen * 10 > total)
			break;
	}
	layout->wrapped =
	    total > 0 && width <= LINE_WIDTH && width >= WRAP_WIDTH;
	layout->width = width;
	layout->pages = count > 0 && lines[count - 1].pages > 0;
}

/* --- headings ------------------------------------------------------------- */

/* The nearest line before or after that is no furniture; NULL: none. */
static const struct text_line *
neighbour(const struct text_line *lines, size_t count, size_t i, int step)
{
	for (;;) {
		if ((step < 0 && i == 0) || (step > 0 && i + 1 >= count))
			return NULL;
		i = step < 0 ? i - 1 : i + 1;
		if (lines[i].class != LINE_FURNITURE)
			return &lines[i];
	}
}

/* Whether a line by itself could be a heading. */
static bool
looks_like_heading(const struct text_line *line)
{
	utf8proc_category_t first;
	char last;

	if (line->class != LINE_TEXT || line->width < 3 ||
	    line->width > HEADING_WIDTH || line->item)
		return false;
	first = first_category(line->s, line->n);
	if (first != UTF8PROC_CATEGORY_LU && first != UTF8PROC_CATEGORY_LO)
		return false;
	last = line->s[line->n - 1];
	return !line_ends_sentence(line) && strchr(":;,-", last) == NULL &&
	       !line_has_leaders(line);
}

/* Whether it could be one where it stands. */
static bool
stands_as_heading(const struct text_line *lines, size_t count, size_t i,
    const struct layout *layout)
{
	const struct text_line *before = neighbour(lines, count, i, -1);
	const struct text_line *after = neighbour(lines, count, i, 1);
	bool alone = before == NULL || before->class == LINE_BLANK;

	if (!looks_like_heading(&lines[i]))
		return false;
	if (alone && (after == NULL || after->class == LINE_BLANK))
		return true;
	if (!alone && !line_ends_sentence(before) &&
	    !looks_like_heading(before) && before->class == LINE_TEXT)
		return false;
	if (after != NULL && after->class == LINE_TEXT &&
	    line_begins_lower(after))
		return false;
	if (!layout->wrapped)
		return true;
	/* A whole line of text (or its large first letter) follows, or another
	 * heading. */
	return lines[i].width * 4 <= layout->width * 3 &&
	       (after == NULL || after->class != LINE_TEXT ||
		   after->width <= 2 || after->width * 2 >= layout->width ||
		   looks_like_heading(after));
}

/*
 * Headings stand over text, at most two in a row; more short lines in a row
 * are a title page or a list, and those before the end are text as well.
 */
static void
settle_run(struct text_line *lines, size_t from, size_t to, bool text_follows)
{
	size_t run = 0;

	for (size_t i = from; i < to; i++)
		run += lines[i].class == LINE_HEADING;
	if (run <= RUN_MAX && text_follows)
		return;
	for (size_t i = from; i < to; i++)
		if (lines[i].class == LINE_HEADING)
			lines[i].class = LINE_SHORT;
}

static void
find_headings(
    struct text_line *lines, size_t count, const struct layout *layout)
{
	bool *is = NULL;
	size_t from = 0;

	is = calloc(count + 1, sizeof *is);
	if (is == NULL)
		abort();
	for (size_t i = 0; i < count; i++)
		is[i] = stands_as_heading(lines, count, i, layout);
	for (size_t i = 0; i < count; i++)
		if (is[i])
			lines[i].class = LINE_HEADING;
	free(is);
	for (size_t i = 0; i < count; i++) {
		if (lines[i].class != LINE_TEXT)
			continue;
		settle_run(lines, from, i, true);
		from = i + 1;
	}
	settle_run(lines, from, count, false);
}

struct text_line *
text_lines(struct arena *arena, const char *text, size_t n, bool markdown,
    struct layout *ret_layout, size_t *ret_count)
{
	struct text_line *lines = cut(arena, text, n, markdown, ret_count);

	find_layout(lines, *ret_count, ret_layout);
	if (!markdown)
		find_headings(lines, *ret_count, ret_layout);
	return lines;
}
