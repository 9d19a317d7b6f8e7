/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/header.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define NAME_MAX_BYTES 40 /* longest name before a colon */

/* A line of a text. */
struct line {
	const char *s; /* first byte */
	size_t n;      /* bytes, without the newline */
	size_t next;   /* offset of the next line in the text */
};

static bool
next_line(const struct document *document, size_t at, struct line *ret)
{
	const char *s = document->text + at, *end;
	size_t left = document->length - at;

	if (left == 0)
		return false;
	end = memchr(s, '\n', left);
	ret->s = s;
	ret->n = end != NULL ? (size_t)(end - s) : left;
	ret->next = at + ret->n + (end != NULL);
	return true;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Take white space off both ends. */
static void
trim(const char **s, size_t *n)
{
	while (*n > 0 && is_space((*s)[0])) {
		(*s)++;
		(*n)--;
	}
	while (*n > 0 && is_space((*s)[*n - 1]))
		(*n)--;
}

static bool
is_blank(const struct line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (!is_space(line->s[i]))
			return false;
	return true;
}

/* The name before a colon, NUL-terminated, its value beside; or false. */
static bool
split_colon(const struct line *line, char name[NAME_MAX_BYTES + 1],
    const char **ret_value, size_t *ret_n)
{
	const char *colon = memchr(line->s, ':', line->n);
	size_t n = colon != NULL ? (size_t)(colon - line->s) : 0;

	if (n == 0 || n > NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)line->s[i]) &&
		    strchr("_- ", line->s[i]) == NULL)
			return false;
	/* "http://..." and "12:30" are no fields. */
	if (n + 1 < line->n && !is_space(colon[1]))
		return false;
	while (n > 0 && is_space(line->s[n - 1]))
		n--;
	memcpy(name, line->s, n);
	name[n] = '\0';
	*ret_value = colon + 1;
	*ret_n = line->n - (size_t)(colon + 1 - line->s);
	trim(ret_value, ret_n);
	return true;
}

size_t
header_lines(struct arena *arena, const struct document *document,
    struct raw_record *raw, unsigned long *line)
{
	struct line here;
	size_t at = 0;
	bool any = false;

	while (next_line(document, at, &here)) {
		char name[NAME_MAX_BYTES + 1];
		const char *value, *s;
		unsigned long where = *line;
		size_t n;

		if (!split_colon(&here, name, &s, &n) ||
		    !raw_record_knows(name))
			break;
		value = arena_strndup(arena, s, n);
		at = here.next;
		++*line;
		while (next_line(document, at, &here) && here.n > 0 &&
		       is_space(here.s[0]) && !is_blank(&here)) {
			s = here.s;
			n = here.n;
			trim(&s, &n);
			value =
			    arena_printf(arena, "%s %.*s", value, (int)n, s);
			at = here.next;
			++*line;
		}
		any = true;
		raw_record_set(raw, document, where, name, value);
	}
	return any ? at : 0;
}

/* --- YAML ----------------------------------------------------------------- */

/* A scalar in double quotes; `n` bytes after the first quote. */
static const char *
double_quoted(struct arena *arena, const char *s, size_t n)
{
	char *out = arena_alloc(arena, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n && s[i] != '"'; i++) {
		if (s[i] == '\\' && i + 1 < n) {
			i++;
			out[used++] = s[i] == 'n' || s[i] == 't' ? ' ' : s[i];
		} else {
			out[used++] = s[i];
		}
	}
	return out;
}

/* In single quotes: '' is a quote. */
static const char *
single_quoted(struct arena *arena, const char *s, size_t n)
{
	char *out = arena_alloc(arena, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\'' && (i + 1 >= n || s[++i] != '\''))
			break;
		out[used++] = s[i];
	}
	return out;
}

static const char *
scalar(struct arena *arena, const char *s, size_t n)
{
	trim(&s, &n);
	if (n > 0 && s[0] == '"')
		return double_quoted(arena, s + 1, n - 1);
	if (n > 0 && s[0] == '\'')
		return single_quoted(arena, s + 1, n - 1);
	for (size_t i = 1; i < n; i++)
		if (s[i] == '#' && is_space(s[i - 1])) {
			n = i;
			trim(&s, &n);
			break;
		}
	if ((n == 1 && s[0] == '~') || (n == 4 && memcmp(s, "null", 4) == 0))
		return "";
	return arena_strndup(arena, s, n);
}

static const char *
join(struct arena *arena, const char *a, const char *b, const char *between)
{
	if (a[0] == '\0')
		return b;
	return b[0] == '\0' ? a : arena_printf(arena, "%s%s%s", a, between, b);
}

/* "[a, b]" as "a; b". */
static const char *
flow_list(struct arena *arena, const char *s, size_t n)
{
	const char *all = "";
	size_t from = 1;

	for (size_t i = 1; i < n; i++) {
		if (s[i] != ',' && s[i] != ']')
			continue;
		all = join(arena, all, scalar(arena, s + from, i - from), "; ");
		from = i + 1;
		if (s[i] == ']')
			break;
	}
	return all;
}

/* Whether a quoted scalar goes on in the next line. */
static bool
is_open_quote(const char *s, size_t n)
{
	size_t i = 1;

	if (n == 0 || (s[0] != '"' && s[0] != '\''))
		return false;
	for (; i < n && s[i] != s[0]; i++)
		if (s[0] == '"' && s[i] == '\\')
			i++;
	return i >= n;
}

/* A value of `n` bytes at `s`, and the lines below that belong to it. */
static const char *
yaml_value(struct arena *arena, const struct document *document, const char *s,
    size_t n, size_t *at, unsigned long *line)
{
	const char *text = arena_strndup(arena, s, n), *items = "";
	bool block = n > 0 && (s[0] == '|' || s[0] == '>');
	struct line below;

	if (block)
		text = "";
	while (next_line(document, *at, &below) && !is_blank(&below)) {
		const char *more = below.s;
		size_t m = below.n;
		bool item = m > 1 && more[0] == '-' && is_space(more[1]);

		if (!is_space(more[0]) && !item)
			break;
		trim(&more, &m);
		if (m > 1 && more[0] == '-' && is_space(more[1]) && n == 0)
			items = join(
			    arena, items, scalar(arena, more + 1, m - 1), "; ");
		else if (n > 0)
			text = join(
			    arena, text, arena_strndup(arena, more, m), " ");
		*at = below.next;
		++*line;
	}
	if (n == 0)
		return items;
	if (block)
		return text;
	if (text[0] == '[')
		return flow_list(arena, text, strlen(text));
	return scalar(arena, text, strlen(text));
}

/* Where the front matter ends, as the offset of its last line; or 0. */
static size_t
yaml_end(const struct document *document)
{
	struct line here;
	size_t at;

	if (!next_line(document, 0, &here) || here.n < 3 ||
	    memcmp(here.s, "---", 3) != 0)
		return 0;
	for (size_t i = 3; i < here.n; i++)
		if (!is_space(here.s[i]))
			return 0;
	for (at = here.next; next_line(document, at, &here); at = here.next)
		if (here.n >= 3 && (memcmp(here.s, "---", 3) == 0 ||
				       memcmp(here.s, "...", 3) == 0))
			return at;
	return 0;
}

size_t
header_yaml(struct arena *arena, const struct document *document,
    struct raw_record *raw, unsigned long *line)
{
	size_t end = yaml_end(document), at;
	struct line here;

	if (end == 0 || !next_line(document, 0, &here))
		return 0;
	at = here.next;
	++*line;
	while (at < end && next_line(document, at, &here)) {
		char name[NAME_MAX_BYTES + 1];
		const char *value, *s;
		unsigned long where = *line;
		size_t n;

		at = here.next;
		++*line;
		if (!split_colon(&here, name, &s, &n))
			continue;
		while (is_open_quote(s, n) && at < end &&
		       next_line(document, at, &here)) {
			s = arena_printf(
			    arena, "%.*s %.*s", (int)n, s, (int)here.n, here.s);
			n = strlen(s);
			at = here.next;
			++*line;
		}
		value = yaml_value(arena, document, s, n, &at, line);
		raw_record_set(raw, document, where, name, value);
	}
	next_line(document, end, &here);
	++*line;
	return here.next;
}
