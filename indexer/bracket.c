/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/bracket.h"

#include "core/fold.h"

#include <string.h>

#define MARK_SPAN 80 /* bytes of a mark such as "[agreed ad referendum]" */

/* A bracket that is open. */
struct open_bracket {
	size_t block; /* where it opened */
	size_t at;    /* byte in the block's text */
	bool over;    /* it opened where an article begins, and may hold more
			 than one */
};

struct matcher {
	struct arena *arena;
	const struct block *blocks;
	size_t count;
	struct bracketing *each;
	const char *path;
	const struct report *report;
	struct bracket_count *counts;
	struct open_bracket *open;
	size_t n_open;
	size_t room;
	size_t told;	     /* how many do not match */
	uint32_t first_line; /* of the first of them, or 0 */
	uint32_t first_page; /* its page, or 0 */
};

/* --- telling -------------------------------------------------------------- */

static uint32_t
line_of(const struct block *block, size_t at)
{
	size_t row = 0;

	if (block->lines == NULL)
		return block->line_first;
	for (size_t i = 0; i < at; i++)
		row += block->text[i] == '\n';
	return block->lines[row < block->n_lines ? row : block->n_lines - 1];
}

static void
tell(struct matcher *m, size_t block, size_t at, const char *what)
{
	const struct block *b = &m->blocks[block];
	uint32_t line = line_of(b, at);

	if (m->told++ == 0) {
		m->first_line = line;
		m->first_page = b->page;
	}
	if (line == 0 && b->page > 0)
		report_tell(m->report, REPORT_NOTE, m->path, 0, "page %u: %s",
		    b->page, what);
	else
		report_tell(m->report, REPORT_NOTE, m->path, line, "%s", what);
}

/* --- brackets ------------------------------------------------------------- */

/* The length of an opening or closing bracket at `s`, ASCII or full width. */
static size_t
bracket_at(const char *s, bool *ret_opens)
{
	if (*s == '[' || *s == ']') {
		*ret_opens = *s == '[';
		return 1;
	}
	if (memcmp(s, "\xEF\xBC", 2) == 0 &&
	    (s[2] == '\xBB' || s[2] == '\xBD')) {
		*ret_opens = s[2] == '\xBB';
		return 3;
	}
	return 0;
}

/* What is in the bracket that opens at `s`, and closes without another. */
static const char *
content(struct arena *arena, const char *s, size_t *ret_n)
{
	size_t n = strcspn(s, "[]");

	if (s[n] != ']' || n > MARK_SPAN)
		return NULL;
	*ret_n = n;
	return fold_text(arena, s, n, NULL);
}

/* "[agreed ad referendum]", "[agreed]", "[ad ref.]" */
static bool
says_agreed(const char *folded)
{
	return strncmp(folded, "agreed", 6) == 0 ||
	       strncmp(folded, "text agreed", 11) == 0 ||
	       strstr(folded, "ad referendum") != NULL ||
	       strstr(folded, "ad ref") == folded;
}

/* "[...]" and "[sic]" are an editor's, and nobody's brackets. */
static bool
is_editors(const char *folded, size_t n)
{
	return strspn(folded, ". ") == strlen(folded) ||
	       strcmp(folded, "sic") == 0 ||
	       (n == 3 && memcmp(folded, "\xE2\x80\xA6", 3) == 0);
}

static void
push(struct matcher *m, size_t block, size_t at)
{
	if (m->n_open == m->room) {
		size_t room = m->room > 0 ? 2 * m->room : 16;

		m->open = arena_grow(
		    m->arena, m->open, m->room, room, sizeof *m->open);
		m->room = room;
	}
	m->open[m->n_open++] = (struct open_bracket){block, at,
	    strspn(m->blocks[block].text, " [") > at &&
		(m->each[block].begins ||
		    (block + 1 < m->count && m->each[block + 1].begins))};
}

/* All blocks after `from` up to `to` begin within a bracket. */
static void
cover(struct matcher *m, size_t from, size_t to)
{
	for (size_t i = from + 1; i <= to; i++)
		m->each[i].covered = true;
}

static void
take_close(struct matcher *m, size_t block, size_t at)
{
	m->counts->closed++;
	if (m->n_open == 0) {
		tell(m, block, at, "a bracket is closed that nothing opened");
		return;
	}
	m->counts->pairs++;
	m->n_open--;
	cover(m, m->open[m->n_open].block, block);
}

/* Brackets that cannot reach past the block before `block`. */
static void
drop_open(struct matcher *m, bool all)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->n_open; i++) {
		if (!all && m->open[i].over) {
			m->open[kept++] = m->open[i];
			continue;
		}
		tell(m, m->open[i].block, m->open[i].at,
		    "a bracket is opened and not closed");
	}
	m->n_open = kept;
}

/* The mark that opens at byte `at`; 0 where it is a bracket of the draft. */
static size_t
take_mark(struct matcher *m, size_t block, size_t at)
{
	const char *text = m->blocks[block].text;
	const char *folded;
	size_t n, rest;

	folded = content(m->arena, text + at + 1, &n);
	if (folded == NULL)
		return 0;
	if (is_editors(folded, n))
		return n + 2;
	if (!says_agreed(folded))
		return 0;
	m->each[block].agreed = true;
	rest = at + n + 2;
	m->each[block].only_mark =
	    strspn(text, " \t\n") == at &&
	    strspn(text + rest, " \t\n.") == strlen(text + rest);
	return n + 2;
}

static void
take_block(struct matcher *m, size_t block)
{
	const char *text = m->blocks[block].text;
	bool opens = false;

	for (size_t at = strcspn(text, "[]\xEF"); text[at] != '\0';
	     at += strcspn(text + at, "[]\xEF")) {
		size_t width = bracket_at(text + at, &opens);
		size_t mark = opens && width == 1 ? take_mark(m, block, at) : 0;

		if (width == 0 || mark > 0) {
			at += mark > 0 ? mark : 1;
			opens = false;
			continue;
		}
		m->each[block].holds = true;
		if (opens) {
			m->counts->opened++;
			push(m, block, at);
		} else {
			take_close(m, block, at);
		}
		at += width;
		opens = false;
	}
}

/* One line for all; each is a note of its own. */
static void
tell_all(const struct matcher *m)
{
	const char *where = "";

	if (m->told == 0)
		return;
	if (m->first_line == 0 && m->first_page > 0)
		where = arena_printf(m->arena, " (page %u)", m->first_page);
	report_tell(m->report, REPORT_WARNING, m->path, m->first_line,
	    "a bracket has no other%s; %zu of %zu do not match", where, m->told,
	    m->counts->opened + m->counts->closed);
}

void
brackets_match(struct arena *arena, const struct block *blocks, size_t count,
    struct bracketing *each, const char *path, const struct report *report,
    struct bracket_count *ret)
{
	struct matcher m = {.arena = arena,
	    .blocks = blocks,
	    .count = count,
	    .each = each,
	    .path = path,
	    .report = report,
	    .counts = ret};

	memset(ret, 0, sizeof *ret);
	for (size_t i = 0; i < count; i++) {
		if (each[i].begins)
			drop_open(&m, false);
		/* Notes and comments have brackets of their own. */
		if (blocks[i].kind != BLOCK_COMMENT &&
		    blocks[i].kind != BLOCK_NOTE)
			take_block(&m, i);
	}
	drop_open(&m, true);
	tell_all(&m);
	if (ret->opened + ret->closed > 0)
		report_tell(report, REPORT_NOTE, path, 0,
		    "brackets: %zu opened, %zu closed, %zu pairs", ret->opened,
		    ret->closed, ret->pairs);
}

enum passage_status
bracketing_status(const struct bracketing *bracketing)
{
	if (bracketing->covered || bracketing->holds)
		return STATUS_BRACKETED;
	return bracketing->agreed ? STATUS_AGREED : STATUS_NONE;
}

/* A passage as a block, to be looked at for its brackets. */
static struct block
block_of(const struct passage *passage)
{
	struct block block = {.kind = BLOCK_PARAGRAPH,
	    .text = passage->text,
	    .length = passage->text_length,
	    .number = "",
	    .label = passage->page,
	    .page = passage->page_number,
	    .line_first = passage->line_first,
	    .line_last = passage->line_last};

	return block;
}

void
brackets_passages(struct arena *arena, struct record *record, const char *path,
    const struct report *report)
{
	size_t n = record->n_passages;
	struct block *block = arena_array(arena, n + 1, sizeof *block);
	struct bracketing *each = arena_array(arena, n + 1, sizeof *each);
	struct bracket_count count;

	if (record->kind != RECORD_DRAFT && record->kind != RECORD_COMPILATION)
		return;
	memset(each, 0, (n + 1) * sizeof *each);
	for (size_t i = 0; i < n; i++) {
		block[i] = block_of(&record->passages[i]);
		each[i].begins =
		    i > 0 && strcmp(record->passages[i].provision,
				 record->passages[i - 1].provision) != 0;
	}
	brackets_match(arena, block, n, each, path, report, &count);
	for (size_t i = 0; i < n; i++) {
		/* Said alone, it is said of what stands before. */
		if (each[i].only_mark && i > 0 && !each[i].begins) {
			each[i - 1].agreed = true;
			record->passages[i - 1].status =
			    bracketing_status(&each[i - 1]);
		}
		record->passages[i].status = bracketing_status(&each[i]);
	}
}
