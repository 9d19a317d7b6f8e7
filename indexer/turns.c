/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/turns.h"

#include "indexer/turn.h"

#include <ctype.h>
#include <string.h>

#define STRONG_MIN 2 /* turns that make a transcript */
#define WEAK_MIN   3 /* the same, of names and colons */
#define WEAK_SHARE 4 /* and one in so many paragraphs */

/* What the turns of a text amount to. */
struct tally {
	size_t paragraphs;
	size_t strong;
	size_t weak;
	const char *first; /* speaker */
	bool several;	   /* speakers */
};

/* A part of a paragraph: words spoken, or an aside. */
struct piece {
	size_t start; /* byte in the paragraph */
	size_t end;
	bool aside;
};

/* A text under way. */
struct turns {
	const struct negotiation *neg;
	struct arena *arena;
	bool weak;	      /* names and colons count */
	struct turn now;      /* who speaks */
	struct piece *pieces; /* of the paragraph at hand */
	size_t n_pieces;
	struct turn *of; /* who speaks in each */
};

/* --- is it a transcript? -------------------------------------------------- */

static void
tally_line(struct turns *turns, struct tally *tally, const char *text, size_t n,
    bool first)
{
	struct turn turn;
	enum turn_form form =
	    turn_begins(turns->neg, turns->arena, text, n, &turn);

	if (form == TURN_NONE || (form == TURN_WEAK && !first))
		return;
	tally->strong += form == TURN_STRONG;
	tally->weak += form == TURN_WEAK;
	if (tally->first == NULL)
		tally->first = turn.speaker;
	else if (strcmp(tally->first, turn.speaker) != 0)
		tally->several = true;
}

/* Where the next line begins, or `n`. */
static size_t
next_line(const char *text, size_t n, size_t at)
{
	const char *end = memchr(text + at, '\n', n - at);

	return end != NULL ? (size_t)(end - text) + 1 : n;
}

static void
tally_text(struct turns *turns, struct tally *tally, const char *text, size_t n)
{
	tally->paragraphs++;
	for (size_t at = 0; at < n; at = next_line(text, n, at))
		tally_line(turns, tally, text + at, n - at, at == 0);
}

static bool
is_transcript(struct turns *turns, const struct tally *tally)
{
	if (!tally->several)
		return false;
	turns->weak =
	    tally->weak >= WEAK_MIN &&
	    (tally->weak + tally->strong) * WEAK_SHARE >= tally->paragraphs;
	return tally->strong >= STRONG_MIN || turns->weak;
}

/* --- a paragraph ---------------------------------------------------------- */

static void
add_piece(
    struct turns *turns, const char *text, size_t start, size_t end, bool aside)
{
	size_t n = turns->n_pieces;

	while (start < end && isspace((unsigned char)text[start]))
		start++;
	while (end > start && isspace((unsigned char)text[end - 1]))
		end--;
	if (start == end)
		return;
	turns->pieces = arena_grow(
	    turns->arena, turns->pieces, n, n + 1, sizeof *turns->pieces);
	turns->of =
	    arena_grow(turns->arena, turns->of, n, n + 1, sizeof *turns->of);
	turns->pieces[n] = (struct piece){start, end, aside};
	turns->of[n] = aside ? (struct turn){"", "", "", "", 0} : turns->now;
	turns->n_pieces++;
}

/* Bytes of a note on the delivery at the beginning of a speech, or 0. */
static size_t
note_length(struct turns *turns, const char *text, size_t n)
{
	const char *close =
	    n > 0 && text[0] == '(' ? memchr(text, ')', n) : NULL;
	size_t length = close != NULL ? (size_t)(close - text) + 1 : 0;
	const char *delivered;

	if (length == 0 ||
	    !turn_is_note(turns->arena, text, length, &delivered) ||
	    delivered[0] == '\0')
		return 0;
	turns->now.delivered = delivered;
	return length;
}

/* Words spoken, with a note on the delivery before them perhaps. */
static void
add_speech(struct turns *turns, const char *text, size_t start, size_t end)
{
	const char *delivered;
	size_t note;

	while (start < end && isspace((unsigned char)text[start]))
		start++;
	note = note_length(turns, text + start, end - start);
	if (note > 0)
		add_piece(turns, text, start, start + note, true);
	start += note;
	add_piece(turns, text, start, end,
	    turn_is_note(turns->arena, text + start, end - start, &delivered) ||
		turn_is_narration(text + start, end - start));
}

static bool
is_capitals(const char *s)
{
	bool any = false;

	for (; *s != '\0'; s++) {
		if (islower((unsigned char)*s))
			return false;
		any = any || isupper((unsigned char)*s);
	}
	return any;
}

/* Whether a new speaker begins at a line, who then goes to `*ret`. */
static bool
begins(struct turns *turns, const char *text, size_t n, bool first,
    struct turn *ret)
{
	enum turn_form form =
	    turn_begins(turns->neg, turns->arena, text, n, ret);

	return form == TURN_STRONG ||
	       (form == TURN_WEAK &&
		   (turns->weak || is_capitals(ret->speaker)) && first);
}

/* The note of a turn stands within its beginning. */
static void
add_turn_note(
    struct turns *turns, const char *text, size_t at, const struct turn *turn)
{
	const char *note =
	    turn->note[0] != '\0' ? strstr(text + at, turn->note) : NULL;

	if (note != NULL)
		add_piece(turns, text, (size_t)(note - text),
		    (size_t)(note - text) + strlen(turn->note), true);
}

/* Cut a paragraph into its pieces; `text` is ended by NUL. */
static void
cut(struct turns *turns, const char *text, size_t n)
{
	size_t start = 0;

	turns->pieces = NULL;
	turns->of = NULL;
	turns->n_pieces = 0;
	for (size_t at = 0; at < n; at = next_line(text, n, at)) {
		struct turn turn;

		if (!begins(turns, text + at, n - at, at == 0, &turn))
			continue;
		add_speech(turns, text, start, at);
		turns->now = turn;
		add_turn_note(turns, text, at, &turn);
		start = at + turn.speech;
	}
	add_speech(turns, text, start, n);
}

static uint32_t
lines_before(const char *text, size_t at)
{
	uint32_t lines = 0;

	for (size_t i = 0; i < at; i++)
		lines += text[i] == '\n';
	return lines;
}

/* The lines of a piece, within those of its paragraph. */
static void
set_lines(const char *text, const struct piece *piece, uint32_t *first,
    uint32_t *last)
{
	uint32_t from = *first, to = *last;

	if (from == 0)
		return;
	*first = from + lines_before(text, piece->start);
	*last = from + lines_before(text, piece->end);
	if (*first > to)
		*first = to;
	if (*last > to)
		*last = to;
}

/* --- blocks --------------------------------------------------------------- */

static bool
is_text(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM;
}

static void
add_pieces(struct turns *turns, struct blocks *out, const struct block *block)
{
	cut(turns, block->text, block->length);
	for (size_t i = 0; i < turns->n_pieces; i++) {
		const struct piece *piece = &turns->pieces[i];
		struct block *added = blocks_add(out, block->kind, "", 0);
		const struct turn *turn = &turns->of[i];

		*added = *block;
		added->text = arena_strndup(turns->arena,
		    block->text + piece->start, piece->end - piece->start);
		added->length = piece->end - piece->start;
		set_lines(
		    block->text, piece, &added->line_first, &added->line_last);
		added->number = i == 0 ? block->number : "";
		/* Marks are of the whole text. */
		if (turns->n_pieces > 1 || added->length != block->length)
			added->n_marks = 0;
		if (piece->aside)
			added->kind = BLOCK_ASIDE;
		added->speaker = turn->speaker;
		added->role = turn->role;
		added->delivered = turn->delivered;
	}
}

bool
turns_blocks(const struct negotiation *neg, struct arena *arena,
    struct block **blocks, size_t *count)
{
	struct turns turns = {
	    .neg = neg, .arena = arena, .now = {"", "", "", "", 0}};
	struct tally tally = {0};
	struct blocks out;

	for (size_t i = 0; i < *count; i++) {
		const struct block *block = &(*blocks)[i];

		if (block->speaker[0] != '\0' || block->role[0] != '\0')
			return false;
		if (is_text(block))
			tally_text(&turns, &tally, block->text, block->length);
	}
	if (!is_transcript(&turns, &tally))
		return false;
	blocks_init(&out, arena);
	for (size_t i = 0; i < *count; i++) {
		const struct block *block = &(*blocks)[i];

		if (is_text(block))
			add_pieces(&turns, &out, block);
		else
			*blocks_add(&out, block->kind, "", 0) = *block;
	}
	*blocks = out.block;
	*count = out.count;
	return true;
}
