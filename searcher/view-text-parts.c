/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/view-text.h"

#include "searcher/view-search.h"

#include "searcher/phrases.h"

struct page
text_page_of(struct out *out, const struct view_options *options)
{
	struct page page;

	page_init(
	    &page, out, options->width, options->attributes, options->color);
	return page;
}

void
text_note(struct page *page, const char *note)
{
	page_text(page, STYLE_FAINT, _("Note: "));
	page_text(page, STYLE_FAINT, note);
	page_text(page, STYLE_FAINT, ".");
	page_line(page, 0);
}

void
text_notes(struct page *page, const struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		text_note(page, notes->note[i]);
}

/* "lines 63-65", "line 63", "" */
void
text_lines(struct page *page, const struct passage *passage)
{
	if (passage->line_first == 0)
		return;
	if (passage->line_last > passage->line_first)
		page_printf(page, STYLE_FAINT, _(", lines %lu-%lu"),
		    (unsigned long)passage->line_first,
		    (unsigned long)passage->line_last);
	else
		page_printf(page, STYLE_FAINT, _(", line %lu"),
		    (unsigned long)passage->line_first);
}

/* That what is quoted is not what the source has, letter by letter. */
void
text_repaired(struct page *page, bool quote)
{
	page_text(page, STYLE_FAINT,
	    quote ? _(", quote repaired") : _(", words repaired"));
}

void
text_ocr(struct page *page, const struct passage *passage)
{
	if (!passage->ocr)
		return;
	page_text(page, STYLE_FAINT, C_("list", ", "));
	page_text(page, STYLE_FAINT, _("read off a picture"));
}

/*
 * Title (unless it stands above), kind, session, date, id#passage, lines: the
 * way back to the source.
 */
void
text_source(struct page *page, const struct record *record,
    const struct passage *passage, const char *session, bool titled)
{
	if (record->title[0] != '\0' && !titled) {
		page_text(page, STYLE_FAINT, record->title);
		page_text(page, STYLE_FAINT, "; ");
	}
	page_text(page, STYLE_FAINT, record_kind_name(record->kind));
	if (session[0] != '\0') {
		page_text(page, STYLE_FAINT, ", ");
		page_text(page, STYLE_FAINT, session);
	}
	if (record->date[0] != '\0') {
		page_text(page, STYLE_FAINT, ", ");
		page_text(page, STYLE_FAINT, record->date);
	}
	page_text(page, STYLE_FAINT, "; ");
	page_text(page, STYLE_FAINT, record->id);
	page_printf(page, STYLE_FAINT, "#%lu", (unsigned long)passage->number);
	text_lines(page, passage);
}

void
text_hit(struct page *page, size_t number, const struct search_hit *hit)
{
	const char *speaker = hit->passage->speaker[0] != '\0'
				  ? hit->passage->speaker
				  : hit->record->speaker;

	page_gap(page);
	page_printf(page, STYLE_PLAIN, "%zu. ", number);
	page->indent = 4;
	page_text(page, STYLE_HEAD,
	    *speaker != '\0'		    ? speaker
	    : hit->record->title[0] != '\0' ? hit->record->title
					    : hit->record->id);
	if (hit->passage->on_behalf_of[0] != '\0') {
		/* TRANSLATORS: the name of a group follows */
		page_text(page, STYLE_PLAIN, _(", for "));
		page_text(page, STYLE_HEAD, hit->passage->on_behalf_of);
	}
	page_line(page, 4);
	view_search_around(page, hit, false);
	page_snippet(page, &hit->snippet);
	page_line(page, 4);
	view_search_around(page, hit, true);
	text_source(page, hit->record, hit->passage, hit->record->session,
	    *speaker == '\0');
	if (hit->passage->original[0] != '\0')
		text_repaired(page, false);
	text_ocr(page, hit->passage);
	if (hit->more > 0)
		page_printf(page, STYLE_FAINT, _("; %lu more of this record"),
		    (unsigned long)hit->more);
	if (hit->why != NULL) {
		page_line(page, 4);
		page_text(page, STYLE_FAINT, _("Why: "));
		page_text(page, STYLE_FAINT, hit->why);
	}
	page_line(page, 0);
}

enum page_style
text_side_style(enum side side)
{
	if (side == SIDE_FOR)
		return STYLE_FOR;
	return side == SIDE_AGAINST ? STYLE_AGAINST : STYLE_HEAD;
}

/* "proposed the removal of Article 42 (ND1)", and what limits it. */
static void
write_stance(struct page *page, struct arena *arena, const struct evidence *e)
{
	const struct position *p = e->position;

	page_text(page, STYLE_PLAIN,
	    phrase_said(arena, p->stance, p->action, p->scope, p->provision,
		p->object));
	if (p->instrument[0] != '\0') {
		page_text(page, STYLE_PLAIN, " (");
		page_text(page, STYLE_PLAIN, p->instrument);
		page_text(page, STYLE_PLAIN, ")");
	}
	page_text(page, STYLE_PLAIN, phrase_implied(arena, p));
	page_printf(page, STYLE_PLAIN, ", %s, %s", phrase_layer(e->layer),
	    phrase_certainty(p->certainty));
	if (p->spokesperson[0] != '\0') {
		page_printf(
		    page, STYLE_PLAIN, _(", through %s"), p->spokesperson);
	}
	if (p->condition[0] != '\0') {
		page_text(page, STYLE_HEAD, _(", on a condition: "));
		page_text(page, STYLE_PLAIN, p->condition);
	}
}

void
text_evidence(struct page *page, struct arena *arena, const struct evidence *e)
{
	page_line(page, 4);
	write_stance(page, arena, e);
	page_line(page, 6);
	page_text(page, STYLE_PLAIN, "\"");
	page_snippet(page, &e->quote);
	page_text(page, STYLE_PLAIN, "\"");
	page_line(page, 6);
	text_source(page, e->record, e->passage, e->session, false);
	if (passage_is_repaired(
		e->passage, e->position->start, e->position->end))
		text_repaired(page, true);
	page_line(page, 0);
}
