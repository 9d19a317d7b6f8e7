/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A paper: titles, lists and quotes with their sources, to be read, printed or
 * handed on; as text for a terminal, as Markdown, or as one file of HTML that
 * needs nothing else. Briefs, comparisons and histories are papers.
 */
#ifndef SEARCHER_PAPER_H
#define SEARCHER_PAPER_H

#include "searcher/answer.h"
#include "searcher/page.h"
#include "searcher/parts.h"
#include "searcher/view.h"
#include "searcher/word-diff.h"

struct paper {
	struct out *out;
	enum request_format format;	/* FORMAT_TEXT, MARKDOWN or HTML */
	const struct view_place *place; /* of HTML in a page; else NULL */
	struct page page;		/* of text */
	bool in_list;			/* an HTML list is open */
	unsigned depth; /* columns that paragraphs are set in by */
};

/* Begin, with the title of the whole. */
void paper_begin(struct paper *paper, struct out *out,
    const struct view_options *options, enum request_format format,
    const char *title);

/* A section (level 2) or one within it (level 3). */
void paper_head(struct paper *paper, unsigned level, const char *text);

/* A paragraph. */
void paper_para(struct paper *paper, const char *text);

/* An item of a list: a name in bold (or ""), and what is said of it (or ""). */
void paper_item(struct paper *paper, enum page_style style, const char *name,
    const char *rest);

/* A remark to the item before it: "3 more". */
void paper_remark(struct paper *paper, const char *text);

/*
 * "and 3 more", of the positions of a holder on the provision of a key ("-" for
 * none): on the site with a link to them.
 */
void paper_more(
    struct paper *paper, size_t left, const char *holder, const char *key);

/* The quote of a position with its cue marked, and where it stands. */
void paper_quote(struct paper *paper, const struct evidence *evidence);

/* Words of a text, with what went and what came marked: [-went-] {+came+}. */
void paper_words(struct paper *paper, const struct word_diff *diff);

/* A text of its own lines. */
void paper_text(struct paper *paper, const char *text);

/*
 * What of `count` items, which weigh `cost` each, is written: all, but of a
 * page of the site the part that the request's offset is in. paper_steps()
 * leads to the other parts.
 */
struct parts paper_parts(struct paper *paper, struct arena *arena,
    const size_t *cost, size_t count, size_t offset);
void paper_steps(struct paper *paper, const struct parts *parts);

/* A holder's name in the language of the page of the site, or `otherwise`. */
const char *paper_name(
    const struct view_place *place, const char *id, const char *otherwise);

/* About what a quote with its source takes of a page, in bytes. */
size_t paper_quote_cost(const struct evidence *evidence);

void paper_note(struct paper *paper, const char *note);

/*
 * The end: what index it was made from, and what was asked. Without these a
 * paper cannot be made again.
 */
void paper_end(
    struct paper *paper, const struct index_info *info, const char *query);

#endif
