/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-text.h"

#include <string.h>
#include <utf8proc.h>

#define SOFT_HYPHEN 0xAD

void
pdf_text_init(struct pdf_text *text, const struct pdf *pdf,
    const struct words_seen *vocabulary)
{
	memset(text, 0, sizeof *text);
	text->pdf = pdf;
	text->vocabulary = vocabulary;
	text->arena = pdf->arena;
	text->plain = pdf->n_styles > 0 ? pdf->style[pdf->body].rgb : 0;
}

void
pdf_text_begin(struct pdf_text *text, bool cells)
{
	text->used = 0;
	text->n_marks = 0;
	text->cells = cells;
	text->style = UINT32_MAX;
	memset(text->open, 0, sizeof text->open);
}

static void
put(struct pdf_text *text, const char *s, size_t n)
{
	if (text->used + n + 1 > text->room) {
		size_t room = text->room > 0 ? 2 * text->room : 1024;

		while (room < text->used + n + 1)
			room *= 2;
		text->s = arena_grow(text->arena, text->s, text->room, room, 1);
		text->room = room;
	}
	memcpy(text->s + text->used, s, n);
	text->used += n;
	text->s[text->used] = '\0';
}

static void
put_code(struct pdf_text *text, uint32_t code)
{
	char utf8[6];

	put(text, utf8, (size_t)g_unichar_to_utf8(code, utf8));
}

/* --- marks ---------------------------------------------------------------- */

static void
close_mark(struct pdf_text *text, enum mark_kind kind)
{
	struct mark *mark;

	if (text->open[kind] == 0)
		return;
	if (text->n_marks == text->marks_room) {
		size_t room = text->marks_room > 0 ? 2 * text->marks_room : 16;

		text->mark = arena_grow(text->arena, text->mark,
		    text->marks_room, room, sizeof *text->mark);
		text->marks_room = room;
	}
	mark = &text->mark[text->n_marks];
	*mark = (struct mark){kind, text->open[kind] - 1, text->used, "", ""};
	while (mark->end > mark->start && text->s[mark->end - 1] == ' ')
		mark->end--;
	text->open[kind] = 0;
	if (mark->end == mark->start)
		return;
	if (kind == MARK_COLOR)
		mark->value = arena_printf(text->arena, "#%06x", text->color);
	text->n_marks++;
}

static void
keep_mark(struct pdf_text *text, enum mark_kind kind, bool on)
{
	if (on && text->open[kind] == 0)
		text->open[kind] = text->used + 1;
	else if (!on)
		close_mark(text, kind);
}

static void
keep_marks(struct pdf_text *text, const struct pdf_glyph *glyph)
{
	const struct pdf_style *style = pdf_style_of(text->pdf, glyph);

	if (glyph->style == text->style && glyph->flags == text->flags)
		return;
	text->style = glyph->style;
	text->flags = glyph->flags;
	keep_mark(text, MARK_INSERTED, glyph->flags & PDF_INSERTED);
	keep_mark(text, MARK_DELETED, glyph->flags & PDF_STRUCK);
	keep_mark(text, MARK_BOLD, style->bold);
	keep_mark(text, MARK_ITALIC, style->italic);
	keep_mark(text, MARK_UNDERLINED, glyph->flags & PDF_UNDERLINED);
	if (text->open[MARK_COLOR] != 0 && text->color != style->rgb)
		close_mark(text, MARK_COLOR);
	text->color = style->rgb;
	keep_mark(text, MARK_COLOR, style->rgb != text->plain);
}

/* --- letters -------------------------------------------------------------- */

/* Ligatures and presentation forms stand for letters: put these. */
static void
put_folded(struct pdf_text *text, uint32_t code)
{
	utf8proc_int32_t letters[24];
	int class = 0;
	utf8proc_ssize_t n =
	    utf8proc_decompose_char((utf8proc_int32_t)code, letters, 24,
		UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STABLE, &class);

	for (utf8proc_ssize_t i = 0; i < n && i < 24; i++)
		if (letters[i] != ' ')
			put_code(text, (uint32_t)letters[i]);
}

static bool
needs_folding(uint32_t code)
{
	return (code >= 0xFB00 && code < 0xFE00) ||
	       (code >= 0xFE70 && code < 0xFEFF);
}

static bool
is_nothing(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFEFF ||
	       (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x202A && code <= 0x202E);
}

static void
put_glyph(struct pdf_text *text, const struct pdf_glyph *glyph)
{
	uint32_t code = glyph->code;

	if (code < 0x80 && code >= 0x20) {
		char c = (char)code;

		put(text, &c, 1);
	} else if (code == SOFT_HYPHEN || is_nothing(code)) {
		return;
	} else if (needs_folding(code)) {
		put_folded(text, code);
	} else {
		put_code(text, code == 0x2010 ? '-' : code);
	}
}

/* --- the ends of lines ---------------------------------------------------- */

/* Written without spaces between words. */
static bool
is_cjk(uint32_t code)
{
	return (code >= 0x2E80 && code < 0xA4D0) ||
	       (code >= 0xF900 && code < 0xFB00) ||
	       (code >= 0xFF00 && code < 0xFFA0) || code >= 0x20000;
}

static uint32_t
last_code(const struct pdf_text *text)
{
	size_t at = text->used;

	if (at == 0)
		return 0;
	do
		at--;
	while (at > 0 && (text->s[at] & 0xC0) == 0x80);
	return g_utf8_get_char(text->s + at);
}

/* Letters, digits and hyphens. */
static bool
is_word_code(uint32_t code)
{
	if (code < 0x80)
		return code == '-' || (code >= '0' && code <= '9') ||
		       ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
	return g_unichar_isalnum(code);
}

/* The first word of a line, in UTF-8; its bytes. */
static size_t
first_word(const struct pdf_glyph *glyph, size_t n, char *ret, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < n && used + 6 < size; i++) {
		if ((i > 0 && glyph[i].gap != PDF_JOINED) ||
		    !is_word_code(glyph[i].code))
			break;
		if (glyph[i].code == '-' && i == 0)
			break;
		if (glyph[i].code < 0x80)
			ret[used++] = (char)glyph[i].code;
		else
			used += (size_t)g_unichar_to_utf8(
			    glyph[i].code, ret + used);
	}
	while (used > 0 && ret[used - 1] == '-')
		used--;
	return used;
}

/* Bytes of the word before the hyphen at the end of the text. */
static size_t
word_before(const struct pdf_text *text)
{
	size_t end = text->used - 1, at = end;

	while (at > 0) {
		size_t before = at;
		uint32_t code;

		do
			before--;
		while (before > 0 && (text->s[before] & 0xC0) == 0x80);
		code = g_utf8_get_char(text->s + before);
		if (!g_unichar_isalnum(code) && code != '-')
			break;
		at = before;
	}
	return end - at;
}

/*
 * Join the text to the line that follows: with a space, or without one where
 * a word is broken.
 */
static void
join(struct pdf_text *text, const struct pdf_glyph *glyph, size_t n, bool soft)
{
	uint32_t last = last_code(text);
	char tail[128];
	size_t head_length, tail_length;

	if (text->used == 0 || n == 0 || soft)
		return;
	if (is_cjk(last) && is_cjk(glyph[0].code))
		return;
	if (last == '-' && text->used > 1) {
		head_length = word_before(text);
		tail_length = first_word(glyph, n, tail, sizeof tail);
		if (head_length > 0 && tail_length > 0) {
			if (!words_seen_keeps_hyphen(text->vocabulary,
				text->s + text->used - 1 - head_length,
				head_length, tail, tail_length))
				text->s[--text->used] = '\0';
			return;
		}
	}
	/* An address or a number goes on after its slash. */
	if (last == '/' && text->used > 1 && text->s[text->used - 2] != ' ')
		return;
	if (last != ' ' && last != '\t')
		put(text, " ", 1);
}

void
pdf_text_add(struct pdf_text *text, const struct pdf_page *page,
    const struct pdf_line *line, size_t skip)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	bool soft = text->used > 0 && text->s[text->used - 1] == '\001';

	if (soft)
		text->s[--text->used] = '\0';
	if (skip >= line->count)
		return;
	join(text, glyph + skip, line->count - skip, soft);
	for (size_t i = skip; i < line->count; i++) {
		if (glyph[i].flags & (PDF_NOTE_MARK | PDF_DROPPED))
			continue;
		if (i > skip && glyph[i].gap != PDF_JOINED && text->used > 0 &&
		    text->s[text->used - 1] != ' ' &&
		    text->s[text->used - 1] != '\t')
			put(text,
			    glyph[i].gap == PDF_TAB && text->cells ? "\t" : " ",
			    1);
		keep_marks(text, &glyph[i]);
		put_glyph(text, &glyph[i]);
	}
	/* A soft hyphen at the end of a line joins whatever follows. */
	if (glyph[line->count - 1].code == SOFT_HYPHEN)
		put(text, "\001", 1);
}

void
pdf_text_end(struct pdf_text *text)
{
	while (
	    text->used > 0 && ((unsigned char)text->s[text->used - 1] <= ' '))
		text->used--;
	for (int i = 0; i < MARK_KIND_COUNT; i++)
		close_mark(text, (enum mark_kind)i);
	if (text->s != NULL)
		text->s[text->used] = '\0';
}

void
pdf_text_count(struct words_seen *vocabulary, const struct pdf_page *page,
    const struct pdf_line *line)
{
	const struct pdf_glyph *glyph = page->glyph + line->first;
	char word[128];

	for (size_t i = 0; i < line->count;) {
		size_t bytes =
		    first_word(glyph + i, line->count - i, word, sizeof word);

		i++;
		if (bytes == 0)
			continue;
		while (i < line->count && glyph[i].gap == PDF_JOINED &&
		       is_word_code(glyph[i].code))
			i++;
		/* The last one may be broken. */
		if (i < line->count || glyph[i - 1].code != '-')
			words_seen_add(vocabulary, word, bytes);
	}
}
