/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the views of text share. For view-text*.c alone. */
#ifndef SEARCHER_VIEW_TEXT_H
#define SEARCHER_VIEW_TEXT_H

#include "searcher/page.h"
#include "searcher/view.h"

/* A page on `out` as the options want it. */
struct page text_page_of(struct out *out, const struct view_options *options);

/* "Note: ...", one or all of them. */
void text_note(struct page *page, const char *note);
void text_notes(struct page *page, const struct notes *notes);

/* ", lines 63-65", ", line 63", "" */
void text_lines(struct page *page, const struct passage *passage);

/* That what is quoted is not what the source has, letter by letter. */
void text_repaired(struct page *page, bool quote);

/* Say so of a passage that was read off a picture. */
void text_ocr(struct page *page, const struct passage *passage);

/*
 * Title (unless it stands above), kind, session, date, id#passage, lines: the
 * way back to the source.
 */
void text_source(struct page *page, const struct record *record,
    const struct passage *passage, const char *session, bool titled);

/* A passage that was found. */
void text_hit(struct page *page, size_t number, const struct search_hit *hit);

/* The style of a side's holder. */
enum page_style text_side_style(enum side side);

/* A position in words, its quote and its source. */
void text_evidence(
    struct page *page, struct arena *arena, const struct evidence *e);

/* The view of an answer. */
void view_text_answer(struct out *out, const struct view_options *options,
    const struct answer *answer);

#endif
