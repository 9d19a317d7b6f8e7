/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mail-text.h"

#include <string.h>
#include <strings.h>

/* A line without what marks it as quoted. */
struct line {
	const char *s;
	size_t n;
	unsigned depth; /* of quoting: 0, the writer's own */
	bool soft;	/* flowed: the next line goes on from it */
};

/* A paragraph under way. */
struct text {
	struct blocks *blocks;
	const struct mail_text_form *form;
	char *s; /* its text so far */
	size_t used;
	unsigned depth;	      /* of its quoting */
	bool soft;	      /* its last line goes on */
	bool signature;	      /* what comes is one */
	bool quoted_now;      /* all that comes is quoted */
	uint32_t line;	      /* number of the line at hand, from 0 */
	uint32_t first, last; /* lines of the paragraph */
};

static struct line
read_line(const struct text *text, const char *s, size_t n)
{
	const struct mail_text_form *form = text->form;
	struct line line = {s, n, 0, false};
	size_t at = 0, quotes = strspn(s, ">");

	if (form->mbox && quotes > 0 && quotes < n &&
	    strncmp(s + quotes, "From ", 5) == 0) {
		line.s++;
		line.n--;
		if (quotes == 1)
			return line;
	}
	while (at < line.n && line.s[at] == '>') {
		line.depth++;
		at++;
		/* "> > text"; in flowed text that space is the text's. */
		if (!form->flowed && at + 1 < line.n && line.s[at] == ' ' &&
		    line.s[at + 1] == '>')
			at++;
	}
	if (at < line.n && line.s[at] == ' ' && (form->flowed || at > 0))
		at++;
	line.s += at;
	line.n -= at;
	line.soft = form->flowed && line.n > 0 && line.s[line.n - 1] == ' ';
	return line;
}

static bool
is_blank(const struct line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->s[i] != ' ' && line->s[i] != '\t')
			return false;
	return true;
}

static bool
is_signature(const struct line *line)
{
	return line->depth == 0 && line->n >= 2 && line->n <= 3 &&
	       memcmp(line->s, "-- ", line->n) == 0;
}

/* "-----Original Message-----": the writer's own words end here. */
static bool
begins_quoted(const struct line *line)
{
	static const char *const words[] = {"Original Message",
	    "Message d'origine", "Mensaje original",
	    "\xD0\x98\xD1\x81\xD1\x85\xD0\xBE\xD0\xB4\xD0\xBD\xD0\xBE\xD0\xB5 "
	    "\xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8"
	    "\xD0\xB5"};
	const char *s = line->s, *end = s + line->n;

	if (line->depth > 0 || line->n < 4 || memcmp(s, "--", 2) != 0)
		return false;
	while (s < end && (*s == '-' || *s == ' '))
		s++;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(end - s) >= n + 2 &&
		    strncasecmp(s, words[i], n) == 0 &&
		    strspn(s + n, "- ") >= (size_t)(end - s) - n)
			return true;
	}
	return false;
}

/* Where in the file a paragraph stands. */
static void
set_lines(const struct text *text, struct block *block)
{
	const struct mail_text_form *form = text->form;

	if (form->line_first == 0)
		return;
	block->line_first = form->line_first;
	block->line_last = form->line_last;
	if (form->line_last == 0) {
		block->line_first = form->line_first + text->first;
		block->line_last = form->line_first + text->last;
	}
}

static void
end_paragraph(struct text *text)
{
	enum block_kind kind =
	    text->depth > 0 || text->quoted_now ? BLOCK_ASIDE : BLOCK_PARAGRAPH;

	while (text->used > 0 && (text->s[text->used - 1] == ' ' ||
				     text->s[text->used - 1] == '\t' ||
				     text->s[text->used - 1] == '\n'))
		text->used--;
	if (text->used > 0)
		set_lines(
		    text, blocks_add(text->blocks, kind, text->s, text->used));
	text->used = 0;
	text->soft = false;
}

static void
add_line(struct text *text, const struct line *line)
{
	if (text->used == 0)
		text->first = text->line;
	text->last = text->line;
	if (text->used > 0 && !text->soft)
		text->s[text->used++] = '\n';
	memcpy(text->s + text->used, line->s, line->n);
	text->used += line->n;
	text->soft = line->soft;
	if (line->soft && text->form->delsp)
		text->used--;
}

static void
take_line(struct text *text, const struct line *line)
{
	if (line->depth != text->depth || is_blank(line))
		end_paragraph(text);
	text->depth = line->depth;
	if (line->depth > 0)
		text->signature = false;
	if (is_blank(line) || text->signature)
		return;
	if (is_signature(line) && !text->quoted_now) {
		end_paragraph(text);
		text->signature = true;
	} else if (begins_quoted(line)) {
		end_paragraph(text);
		text->quoted_now = true;
	} else {
		add_line(text, line);
	}
}

void
mail_text_blocks(struct blocks *blocks, const char *s, size_t n,
    const struct mail_text_form *form)
{
	struct text text = {.blocks = blocks, .form = form};
	const char *end = s + n;

	/* A paragraph is no longer than all of it. */
	text.s = arena_alloc(blocks->arena, n + 1);
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		struct line line;

		if (stop == NULL)
			stop = end;
		line = read_line(&text, s, (size_t)(stop - s));
		take_line(&text, &line);
		text.line++;
		s = stop < end ? stop + 1 : end;
	}
	end_paragraph(&text);
}
