/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-picture.h"

#include "indexer/words-seen.h"

#include <ctype.h>
#include <string.h>

#define KEY   80
#define EDGES 4 /* lines of a page that may be furniture */

/* A page's text under way. */
struct picture {
	struct pdf *pdf;
	struct blocks *blocks;
	const struct pdf_page *page;
	const struct words_seen *vocabulary;
	const struct words_seen *edges; /* first and last lines of all pages */
	char *paragraph;
	size_t used;
};

/* The next line of a text, without spaces about it; NULL at the end. */
static const char *
next_line(const char **text, size_t *ret_n)
{
	const char *line = *text, *end;

	if (*line == '\0')
		return NULL;
	end = strchr(line, '\n');
	if (end == NULL)
		end = line + strlen(line);
	*text = *end == '\n' ? end + 1 : end;
	while (line < end && isspace((unsigned char)*line))
		line++;
	while (end > line && isspace((unsigned char)end[-1]))
		end--;
	*ret_n = (size_t)(end - line);
	return line;
}

/* A line without its digits and what is about them, as other pages have it. */
static size_t
edge_key(const char *line, size_t n, char *key)
{
	size_t used = 0;

	for (size_t i = 0; i < n && used < KEY; i++)
		if (!isdigit((unsigned char)line[i]) &&
		    !isspace((unsigned char)line[i]) && line[i] != '-')
			key[used++] = line[i];
	return used;
}

/* Its first and last lines that have text, EDGES in all. */
static size_t
find_edges(const char *text, const char **ret, size_t *ret_n)
{
	const char *line;
	size_t n, count = 0;

	while ((line = next_line(&text, &n)) != NULL) {
		if (n == 0)
			continue;
		if (count == EDGES) {
			memmove(ret + EDGES / 2, ret + EDGES / 2 + 1,
			    (EDGES / 2 - 1) * sizeof *ret);
			memmove(ret_n + EDGES / 2, ret_n + EDGES / 2 + 1,
			    (EDGES / 2 - 1) * sizeof *ret_n);
			count--;
		}
		ret[count] = line;
		ret_n[count++] = n;
	}
	return count;
}

static void
count_edges(struct words_seen *edges, const char *text)
{
	const char *line[EDGES];
	size_t n[EDGES], count = find_edges(text, line, n);
	char key[KEY];

	for (size_t i = 0; i < count; i++)
		words_seen_add(edges, key, edge_key(line[i], n[i], key));
}

/* Whether a line at the page's edge is a number, or stands on others too. */
static bool
is_furniture(const struct picture *picture, const char *text, const char *line)
{
	const char *edge[EDGES];
	size_t n[EDGES], count = find_edges(text, edge, n);
	char key[KEY];

	for (size_t i = 0; i < count; i++) {
		size_t used;

		if (edge[i] != line)
			continue;
		used = edge_key(edge[i], n[i], key);
		return used == 0 ||
		       words_seen_count(picture->edges, key, used) >= 3;
	}
	return false;
}

static void
end_paragraph(struct picture *picture)
{
	struct block *block;

	if (picture->used == 0)
		return;
	block = blocks_add(picture->blocks, BLOCK_PARAGRAPH, picture->paragraph,
	    picture->used);
	block->page = picture->page->number;
	block->label = picture->page->label;
	block->ocr = true;
	picture->used = 0;
}

static size_t
letters_at(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n &&
	       (isalpha((unsigned char)s[i]) || (unsigned char)s[i] >= 0x80))
		i++;
	return i;
}

static void
add_line(struct picture *picture, const char *line, size_t n)
{
	char *s = picture->paragraph;
	size_t head = 0, tail = letters_at(line, n), used = picture->used;

	if (used > 1 && s[used - 1] == '-') {
		while (head + 1 < used && s[used - 2 - head] != ' ')
			head++;
		if (head > 0 && tail > 0 &&
		    !words_seen_keeps_hyphen(picture->vocabulary,
			s + used - 1 - head, head, line, tail))
			used--;
	} else if (used > 0) {
		s[used++] = ' ';
	}
	memcpy(s + used, line, n);
	picture->used = used + n;
}

static void
count_words(struct words_seen *vocabulary, const char *text)
{
	const char *end = text + strlen(text);
	size_t n;

	for (; text < end; text += n) {
		n = letters_at(text, (size_t)(end - text));
		if (n > 0)
			words_seen_add(vocabulary, text, n);
		else
			n = 1;
	}
}

static void
add_page(struct picture *picture, const char *text)
{
	const char *rest = text, *line;
	size_t n;

	picture->paragraph = arena_alloc(picture->pdf->arena, strlen(text) + 2);
	picture->used = 0;
	while ((line = next_line(&rest, &n)) != NULL) {
		if (n == 0)
			end_paragraph(picture);
		else if (!is_furniture(picture, text, line))
			add_line(picture, line, n);
	}
	end_paragraph(picture);
}

void
pdf_picture_blocks(struct pdf *pdf, const struct ocr_job *job,
    const char *const *text, struct blocks *blocks)
{
	struct words_seen words, edges;
	struct picture picture = {.pdf = pdf,
	    .blocks = blocks,
	    .vocabulary = &words,
	    .edges = &edges};

	words_seen_init(&words, pdf->arena);
	words_seen_init(&edges, pdf->arena);
	for (size_t i = 0; i < job->n_pages; i++) {
		count_words(&words, text[i]);
		count_edges(&edges, text[i]);
	}
	for (size_t i = 0; i < job->n_pages; i++) {
		picture.page = &pdf->page[job->page[i]];
		add_page(&picture, text[i]);
	}
}
