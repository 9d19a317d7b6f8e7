/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/unwrap.h"

#include <ctype.h>
#include <string.h>

#define CREDIT	    "\xC2\xA9" /* whose picture it is */
#define CAPTION_MAX 3	       /* lines of a caption above it */

/* A text under way. */
struct unwrapper {
	struct mend *mend;
	const char *text;
	size_t n;
	struct edited_builder builder; /* what is made of it */
	size_t done;		       /* bytes that are in it, or left out */
};

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* --- lines ---------------------------------------------------------------- */

/* The end of the line that begins at `at`. */
static size_t
line_end(const struct unwrapper *u, size_t at)
{
	const char *end = memchr(u->text + at, '\n', u->n - at);

	return end != NULL ? (size_t)(end - u->text) : u->n;
}

/* Where the line before the one that begins at `at` does; at > 0. */
static size_t
line_before(const struct unwrapper *u, size_t at)
{
	at--;
	while (at > 0 && u->text[at - 1] != '\n')
		at--;
	return at;
}

/* Whether the line holds a page's or a note's number and nothing else. */
static bool
is_number(const struct unwrapper *u, size_t at, size_t end)
{
	size_t digits = 0;

	for (; at < end; at++)
		if (isdigit((unsigned char)u->text[at]))
			digits++;
		else if (!isspace((unsigned char)u->text[at]))
			return false;
	return digits > 0 && digits <= 4;
}

/* The beginning of the next line that is no number, from the end of one on. */
static size_t
next_text(const struct unwrapper *u, size_t end)
{
	size_t at = end + 1;

	while (at < u->n && is_number(u, at, line_end(u, at)))
		at = line_end(u, at) + 1;
	return at < u->n ? at : u->n;
}

static bool
begins_lower(const struct unwrapper *u, size_t at)
{
	return at < u->n && (islower((unsigned char)u->text[at]) ||
				(unsigned char)u->text[at] >= 0xC3);
}

/* --- words cut in two ----------------------------------------------------- */

/* How two halves are to be put together. */
enum joint {
	JOINT_NONE,
	JOINT_PLAIN,
	JOINT_HYPHEN
};

static bool
is_known(const struct unwrapper *u, const char *folded, size_t n)
{
	return lore_grade_of(u->mend->lore, folded, n, false) >= LORE_RARE ||
	       mend_word(u->mend, folded, n) != NULL;
}

/* Whether the document has the word, or the two with a hyphen between. */
static bool
is_hyphenated_elsewhere(
    const struct unwrapper *u, const struct scan_word *a, const char *second)
{
	const char *first = u->text + a->start;
	size_t n = a->end - a->start, m = strlen(second);
	const char *at = u->text, *end = u->text + u->n;

	for (; (at = memchr(at, '-', (size_t)(end - at))) != NULL; at++) {
		size_t before = (size_t)(at - u->text);
		size_t left = u->n - before - 1;

		if (before >= n && left >= m && memcmp(at - n, first, n) == 0 &&
		    memcmp(at + 1, second, m) == 0 &&
		    (left == m || !is_letter(at[m + 1])) &&
		    (before == n || !is_letter(at[-(long)n - 1])))
			return true;
	}
	return false;
}

/*
 * Words cut at a line's end are joined if that makes a word; those cut within
 * a line, where a line's end was once, rather keep the hyphen they have.
 */
static enum joint
decide(const struct unwrapper *u, const struct scan_word *a,
    const struct scan_word *b, bool at_end)
{
	char whole[2 * WORD_BYTES + 1], second[WORD_BYTES * 4];
	size_t n = a->n + b->n, m = b->end - b->start;
	bool both, one;

	if (a->n == 0 || b->n == 0 || n > WORD_BYTES || m >= sizeof second)
		return JOINT_NONE;
	memcpy(whole, a->folded, a->n);
	memcpy(whole + a->n, b->folded, b->n);
	whole[n] = '\0';
	memcpy(second, u->text + b->start, m);
	second[m] = '\0';
	if (is_hyphenated_elsewhere(u, a, second))
		return JOINT_HYPHEN;
	one = is_known(u, whole, n) ||
	      word_count_of(u->mend->words, whole, n) > 0;
	both = a->n > 1 && b->n > 1 && is_known(u, a->folded, a->n) &&
	       is_known(u, b->folded, b->n);
	if (at_end)
		return one ? JOINT_PLAIN : both ? JOINT_HYPHEN : JOINT_NONE;
	return both ? JOINT_HYPHEN : one ? JOINT_PLAIN : JOINT_NONE;
}

/* The word that ends at byte `end`. */
static bool
word_ending_at(const struct unwrapper *u, size_t end, struct scan_word *ret)
{
	size_t at = end;

	while (at > 0 && is_letter(u->text[at - 1]))
		at--;
	return at < end && word_next(u->text, u->n, &at, ret) &&
	       ret->end == end;
}

/* The bytes of a hyphen that ends at `end`: "-", the soft one, U+2010. */
static size_t
hyphen_before(const struct unwrapper *u, size_t end)
{
	if (end >= 1 && u->text[end - 1] == '-')
		return 1;
	if (end >= 2 && memcmp(u->text + end - 2, "\xC2\xAD", 2) == 0)
		return 2;
	if (end >= 3 && memcmp(u->text + end - 3, "\xE2\x80\x90", 3) == 0)
		return 3;
	return 0;
}

/*
 * Move the second half from the beginning of the next line to the end of this
 * one; the number of a page that is between stays between the lines.
 */
static void
join_lines(struct unwrapper *u, size_t hyphen, size_t bytes, size_t end,
    size_t next, enum joint joint)
{
	struct edit line_end = {.text = "\n", .n = 1};
	size_t stop = next, after;

	while (stop < u->n && !isspace((unsigned char)u->text[stop]))
		stop++;
	after = stop;
	while (after < u->n && u->text[after] == ' ')
		after++;
	if (after < u->n && u->text[after] == '\n')
		after++;
	edited_copy(&u->builder, u->done,
	    joint == JOINT_HYPHEN ? hyphen + bytes : hyphen);
	edited_copy(&u->builder, next, stop);
	line_end.start = line_end.end = stop;
	edited_replace(&u->builder, &line_end);
	edited_copy(&u->builder, end + 1, next);
	u->done = after;
}

/* Leave out some bytes. */
static void
leave_out(struct unwrapper *u, size_t start, size_t end)
{
	edited_copy(&u->builder, u->done, start);
	u->done = end;
}

/* The line that ends at `end`: is its last word cut? */
static void
look_at_end(struct unwrapper *u, size_t end)
{
	struct scan_word a, b;
	size_t stop = end, bytes, next, at;
	enum joint joint;

	while (stop > 0 && u->text[stop - 1] == ' ')
		stop--;
	bytes = hyphen_before(u, stop);
	next = next_text(u, end);
	if (bytes == 0 || !begins_lower(u, next) ||
	    !word_ending_at(u, stop - bytes, &a))
		return;
	at = next;
	if (!word_next(u->text, u->n, &at, &b) || b.start != next)
		return;
	joint = decide(u, &a, &b, true);
	if (joint == JOINT_NONE && bytes == 2)
		joint = JOINT_PLAIN;
	if (joint != JOINT_NONE)
		join_lines(u, stop - bytes, bytes, end, next, joint);
}

/* "market- based": a line ended there once. */
static void
look_within(struct unwrapper *u, size_t hyphen)
{
	static const char *const lists[] = {
	    "and", "or", "to", "nor", "but", "as", "et", "ou", "y", "o", "e"};
	struct scan_word a, b;
	size_t at = hyphen + 2;
	enum joint joint;

	if (!begins_lower(u, at) || !word_ending_at(u, hyphen, &a) ||
	    !word_next(u->text, u->n, &at, &b) || b.start != hyphen + 2)
		return;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (strcmp(lists[i], b.folded) == 0)
			return;
	joint = decide(u, &a, &b, false);
	if (joint == JOINT_HYPHEN)
		leave_out(u, hyphen + 1, hyphen + 2);
	else if (joint == JOINT_PLAIN)
		leave_out(u, hyphen, hyphen + 2);
}

/* --- large first letters -------------------------------------------------- */

/* A capital on a line of its own, and the rest of its word on the next. */
static void
look_for_initial(struct unwrapper *u, size_t start, size_t end)
{
	struct scan_word rest;
	char whole[WORD_BYTES + 2];
	size_t at = end + 1;
	bool alone;

	if (end != start + 1 || !isupper((unsigned char)u->text[start]) ||
	    !begins_lower(u, at) || !word_next(u->text, u->n, &at, &rest) ||
	    rest.start != end + 1 || rest.n == 0 || rest.n >= WORD_BYTES)
		return;
	whole[0] = (char)tolower((unsigned char)u->text[start]);
	memcpy(whole + 1, rest.folded, rest.n + 1);
	alone = rest.n > 1 && is_known(u, rest.folded, rest.n);
	if (!is_known(u, whole, rest.n + 1) ||
	    (alone && strchr("AI", u->text[start]) != NULL))
		return;
	leave_out(u, end, end + 1);
}

/* --- captions ------------------------------------------------------------- */

/* Whether the line is part of a sentence that goes on. */
static bool
goes_on(const struct unwrapper *u, size_t start, size_t end)
{
	while (end > start && u->text[end - 1] == ' ')
		end--;
	return end > start + 40 &&
	       (is_letter(u->text[end - 1]) || u->text[end - 1] == ',');
}

/*
 * Where the caption begins whose last line, with the credit, begins at
 * `credit`: the nearest line above that begins with a capital in the midst of a
 * sentence. (size_t)-1 where there is none.
 */
static size_t
caption_start(const struct unwrapper *u, size_t credit)
{
	size_t at = credit;

	for (unsigned lines = 0; lines <= CAPTION_MAX && at > 0; lines++) {
		size_t before = line_before(u, at);

		while (before > 0 && is_number(u, before, line_end(u, before)))
			before = line_before(u, before);
		if (isupper((unsigned char)u->text[at]) &&
		    goes_on(u, before, line_end(u, before)))
			return at;
		if (lines > 0 && u->text[at] == '\n')
			break;
		at = line_before(u, at);
	}
	return (size_t)-1;
}

/* Put captions that interrupt a sentence at the end of the text. */
static struct edited_text
move_captions(struct arena *arena, const struct edited_text *text)
{
	struct unwrapper u = {.text = text->text, .n = text->n};
	struct edited_builder builder;
	struct edits moved = {.arena = arena};
	const char *sign = text->text;
	size_t done = 0;

	edited_begin(&builder, arena, text);
	while ((sign = strstr(sign, CREDIT)) != NULL) {
		size_t credit = (size_t)(sign - text->text), from, next;

		while (credit > 0 && text->text[credit - 1] != '\n')
			credit--;
		next = next_text(&u, line_end(&u, credit));
		from = credit > 0 ? caption_start(&u, credit) : (size_t)-1;
		sign += strlen(CREDIT);
		if (from == (size_t)-1 || from < done ||
		    !begins_lower(&u, next))
			continue;
		edited_copy(&builder, done, from);
		edits_add(&moved, from, next, "", 0, false);
		done = next;
	}
	if (moved.count == 0)
		return *text;
	edited_copy(&builder, done, text->n);
	for (size_t i = 0; i < moved.count; i++) {
		struct edit gap = {text->n, text->n, "\n\n", 2, false};

		edited_replace(&builder, &gap);
		edited_copy(&builder, moved.edit[i].start, moved.edit[i].end);
	}
	return edited_end(&builder);
}

/* --- all of it ------------------------------------------------------------ */

bool
unwrap_needed(const char *text, size_t n)
{
	const char *at = text, *end = text + n;

	for (; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
		size_t i = (size_t)(at - text);

		if (i > 0 &&
		    (at[-1] == '-' || at[-1] == '\xAD' || at[-1] == '\x90'))
			return true;
		if (i > 1 && isupper((unsigned char)at[-1]) && at[-2] == '\n')
			return true;
	}
	for (at = text; (at = memchr(at, '-', (size_t)(end - at))) != NULL;
	     at++)
		if (at + 1 < end && at[1] == ' ')
			return true;
	for (at = text;
	     (at = memchr(at, CREDIT[0], (size_t)(end - at))) != NULL; at++)
		if (at + 1 < end && at[1] == CREDIT[1])
			return true;
	return false;
}

/* Cuts within lines are damage where there are several. */
static size_t
count_within(const char *text)
{
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, "- ")) != NULL; at++)
		count += at > text && islower((unsigned char)at[-1]) &&
			 islower((unsigned char)at[2]);
	return count;
}

/* Cuts within the line from byte `start` to `end`; `*dash` is the next one. */
static void
look_at_dashes(struct unwrapper *u, size_t start, size_t end, const char **dash)
{
	while (*dash != NULL && *dash < u->text + end) {
		size_t at = (size_t)(*dash - u->text);

		if (at > start)
			look_within(u, at);
		*dash = strstr(*dash + 1, "- ");
	}
}

struct edited_text
unwrap(struct mend *mend, struct arena *arena, const struct edited_text *text)
{
	struct edited_text moved = move_captions(arena, text);
	struct unwrapper u = {.mend = mend, .text = moved.text, .n = moved.n};
	const char *dash = NULL;
	size_t start = 0;

	if (count_within(moved.text) >= 2)
		dash = strstr(moved.text, "- ");
	edited_begin(&u.builder, arena, &moved);
	while (start < u.n) {
		size_t end = line_end(&u, start);

		look_at_dashes(&u, start, end, &dash);
		look_for_initial(&u, start, end);
		if (end < u.n)
			look_at_end(&u, end);
		/* What was moved up is done with. */
		start = u.done > end + 1 ? u.done : end + 1;
	}
	if (u.done == 0)
		return moved;
	edited_copy(&u.builder, u.done, u.n);
	return edited_end(&u.builder);
}
