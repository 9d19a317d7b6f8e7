/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text for reading: on a terminal, a page or a screen reader. */
#include "searcher/view-text.h"

#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/view-search.h"
#include "searcher/word-diff.h"

#include <string.h>

/* --- search --------------------------------------------------------------- */

static void
write_total(struct page *page, const struct search_view *view)
{
	const struct search_result *result = view->result;
	size_t first = view->params->offset + 1;

	if (result->n_hits == 0) {
		page_text(page, STYLE_HEAD, _("No passage found"));
	} else {
		unsigned long n = result->total, records = result->records;

		page_printf(page, STYLE_HEAD,
		    result->exact
			? P_("%lu passage", "%lu passages", n)
			: P_("about %lu passage", "about %lu passages", n),
		    n);
		if (view->params->per_record)
			page_printf(page, STYLE_HEAD,
			    result->records_exact
				? P_(" in %lu record", " in %lu records",
				      records)
				: P_(" in at least %lu record",
				      " in at least %lu records", records),
			    records);
		if (result->n_hits < result->total)
			page_printf(page, STYLE_PLAIN, _(", here %zu to %zu"),
			    first, first + result->n_hits - 1);
	}
	/* TRANSLATORS: a query follows */
	page_text(page, STYLE_PLAIN, _(" for: "));
	page_text(page, STYLE_PLAIN, result->plan);
	page_line(page, 0);
}

static void
search(struct out *out, const struct view_options *options,
    const struct search_view *view)
{
	struct page page = text_page_of(out, options);

	write_total(&page, view);
	text_notes(&page, &view->result->notes);
	view_search_said(&page, view->result);
	for (size_t i = 0; i < view->result->n_hits; i++)
		text_hit(
		    &page, view->params->offset + i + 1, &view->result->hit[i]);
	view_search_facets(&page, view->result);
	view_search_end(&page, view);
}

/* --- records -------------------------------------------------------------- */

static void
write_record_head(struct page *page, const struct record_view *view)
{
	static const char *const shown[] = {"kind", "symbol", "speaker",
	    "on_behalf_of", "author", "organization", "volume", "number",
	    "session", "meeting", "item", "date", "place", "url", "path"};
	const struct record *record = view->record;

	page_text(page, STYLE_HEAD, view->called);
	page_line(page, 0);
	page_text(page, STYLE_FAINT, record->id);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		size_t field;
		const char *value;

		if (!record_field_find(shown[i], &field))
			continue;
		value = record_field(record, field);
		if (*value == '\0')
			continue;
		page_text(page, STYLE_FAINT, "; ");
		page_text(page, STYLE_FAINT, value);
	}
	page_line(page, 0);
	if (view->n_passages < view->total) {
		page_printf(page, STYLE_FAINT, _("%zu of its %zu passages"),
		    view->n_passages, view->total);
		page_line(page, 0);
	}
}

/* What the passage is, and how far it is agreed, in words. */
static void
write_standing(struct page *page, const struct passage *passage)
{
	static const char *const parts[PASSAGE_PARTS] = {
	    [PASSAGE_NOTE] = N_("a note"),
	    [PASSAGE_COMMENT] = N_("a comment"),
	    [PASSAGE_ROW] = N_("a row of a table"),
	    [PASSAGE_ASIDE] = N_("not speech")};
	static const char *const statuses[STATUS_COUNT] = {
	    [STATUS_AGREED] = N_("agreed"),
	    [STATUS_BRACKETED] = N_("in brackets"),
	    [STATUS_CONTESTED] = N_("in brackets, contested")};

	if (passage->page[0] != '\0')
		page_printf(page, STYLE_FAINT, _(", page %s"), passage->page);
	else if (passage->page_number > 0)
		page_printf(page, STYLE_FAINT, _(", page %lu"),
		    (unsigned long)passage->page_number);
	if (passage->provision[0] != '\0')
		page_printf(page, STYLE_FAINT, ", %s", passage->provision);
	if (passage->option[0] != '\0')
		page_printf(page, STYLE_FAINT, ", %s", passage->option);
	if (passage->part != PASSAGE_BODY)
		page_printf(page, STYLE_FAINT, ", %s", _(parts[passage->part]));
	if (passage->author[0] != '\0')
		page_printf(page, STYLE_FAINT, _(" by %s"), passage->author);
	if (passage->anchor[0] != '\0')
		page_printf(
		    page, STYLE_FAINT, _(" on \"%.80s\""), passage->anchor);
	if (passage->status != STATUS_NONE)
		page_printf(
		    page, STYLE_FAINT, ", %s", _(statuses[passage->status]));
}

/* What repair made of the source's words: [-was-] {+is+}. */
static void
write_changes(struct page *page, const struct passage *passage)
{
	static const char *const marks[3][2] = {
	    {"", ""}, {"[-", "-]"}, {"{+", "+}"}};
	struct arena *arena = arena_new();
	struct word_diff diff;

	word_diff(arena, passage->original, passage->text, &diff);
	for (size_t i = 0; i < diff.n_parts; i++) {
		const struct diff_part *part = &diff.part[i];
		enum page_style style =
		    part->change == DIFF_SAME ? STYLE_PLAIN : STYLE_HEAD;

		page_text(page, STYLE_PLAIN, " ");
		page_text(page, style,
		    arena_printf(arena, "%s%s%s", marks[part->change][0],
			part->text, marks[part->change][1]));
	}
	page_line(page, 0);
	arena_free(arena);
}

static void
write_passage(
    struct page *page, const struct passage *passage, bool wanted, bool repairs)
{
	const char *s = passage->text;

	page_gap(page);
	page_printf(page, wanted ? STYLE_HEAD : STYLE_FAINT, "#%lu",
	    (unsigned long)passage->number);
	text_lines(page, passage);
	if (passage->speaker[0] != '\0') {
		page_text(page, STYLE_FAINT, ", ");
		page_text(page, STYLE_FAINT, passage->speaker);
	}
	if (passage->role[0] != '\0')
		page_printf(page, STYLE_FAINT, " [%s]", passage->role);
	write_standing(page, passage);
	if (passage->original[0] != '\0')
		text_repaired(page, false);
	text_ocr(page, passage);
	page_line(page, 4);
	if (repairs && passage->original[0] != '\0') {
		write_changes(page, passage);
		return;
	}
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		page_text_n(page, STYLE_PLAIN, s, n);
		s += n + (s[n] == '\n');
		if (page_begins_line(s))
			page_line(page, 4);
		else
			page_text(page, STYLE_PLAIN, " ");
	}
	page_line(page, 0);
}

static void
record(struct out *out, const struct view_options *options,
    const struct record_view *view)
{
	struct page page = text_page_of(out, options);

	if (options->texts_only) {
		for (size_t i = 0; i < view->n_passages; i++) {
			if (i > 0)
				out_puts(out, "\n");
			page_verbatim(out, view->passage[i]->text,
			    view->passage[i]->text_length);
			out_puts(out, "\n");
		}
		return;
	}
	write_record_head(&page, view);
	for (size_t i = 0; i < view->n_passages; i++)
		write_passage(&page, view->passage[i],
		    view->passage[i]->number == view->wanted, view->repairs);
	if (view->n_translations > 0) {
		page_gap(&page);
		page_text(&page, STYLE_HEAD, _("In other languages"));
	}
	for (size_t i = 0; i < view->n_translations; i++) {
		const struct translation *t = &view->translation[i];

		page_line(&page, 4);
		page_printf(&page, STYLE_PLAIN, "%s: %s#%lu", t->language,
		    t->record->id, (unsigned long)t->passage->number);
	}
	page_line(&page, 0);
}

/* --- positions ------------------------------------------------------------ */

static void
positions_begin(struct positions_view *view)
{
	(void)view;
}

static void
position(struct positions_view *view, const struct position_row *row)
{
	struct page page = text_page_of(view->out, view->options);
	struct arena *arena = arena_new();
	const struct position *p = row->position;
	struct hit cue = {p->cue_start, p->cue_end, 0};
	size_t length = row->passage->text_length;
	size_t end = p->end < length ? p->end : length;
	size_t start = p->start < end ? p->start : end;
	bool marked =
	    cue.start >= start && cue.end <= end && cue.end > cue.start;
	struct evidence e = {.record = row->record,
	    .passage = row->passage,
	    .position = p,
	    .session = row->record->session,
	    .layer = record_kind_layer(row->record->kind)};

	e.quote = snippet_cut(
	    arena, row->passage->text, start, end, &cue, marked ? 1 : 0);
	if (view->rows++ > 0)
		page_gap(&page);
	page_text(&page, text_side_style(side_of(p->stance, p->action)),
	    p->holder_name[0] != '\0' ? p->holder_name : p->holder);
	if (*phrase_kind(p->holder_kind) != '\0') {
		page_text(&page, STYLE_FAINT, ", ");
		page_text(&page, STYLE_FAINT, phrase_kind(p->holder_kind));
	}
	text_evidence(&page, arena, &e);
	arena_free(arena);
}

static void
positions_end(
    struct positions_view *view, const char *plan, const struct notes *notes)
{
	struct page page = text_page_of(view->out, view->options);

	if (view->rows > 0)
		page_gap(&page);
	page_printf(&page, STYLE_HEAD,
	    P_("%llu position", "%llu positions", (unsigned long)view->rows),
	    (unsigned long long)view->rows);
	page_text(&page, STYLE_PLAIN, _(" for: "));
	page_text(&page, STYLE_PLAIN, plan);
	page_line(&page, 0);
	text_notes(&page, notes);
}

const struct view view_text = {
    search, view_text_answer, record, positions_begin, position, positions_end};
