/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text for reading: on a terminal, a page or a screen reader. */
#include "searcher/page.h"
#include "searcher/phrases.h"
#include "searcher/view.h"
#include "searcher/word-diff.h"

#include <string.h>

/* Evidence shown of one holder; the rest is counted. */
#define EVIDENCE_SHOWN 3

static struct page
page_of(struct out *out, const struct view_options *options)
{
	struct page page;

	page_init(
	    &page, out, options->width, options->attributes, options->color);
	return page;
}

static void
write_note(struct page *page, const char *note)
{
	page_text(page, STYLE_FAINT, "Note: ");
	page_text(page, STYLE_FAINT, note);
	page_text(page, STYLE_FAINT, ".");
	page_line(page, 0);
}

static void
write_notes(struct page *page, const struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		write_note(page, notes->note[i]);
}

/* "lines 63-65", "line 63", "" */
static void
write_lines(struct page *page, const struct passage *passage)
{
	if (passage->line_first == 0)
		return;
	if (passage->line_last > passage->line_first)
		page_printf(page, STYLE_FAINT, ", lines %lu-%lu",
		    (unsigned long)passage->line_first,
		    (unsigned long)passage->line_last);
	else
		page_printf(page, STYLE_FAINT, ", line %lu",
		    (unsigned long)passage->line_first);
}

/* That what is quoted is not what the source has, letter by letter. */
static void
write_repaired(struct page *page, const char *what)
{
	page_text(page, STYLE_FAINT, ", ");
	page_text(page, STYLE_FAINT, what);
	page_text(page, STYLE_FAINT, " repaired");
}

/*
 * Title (unless it stands above), kind, session, date, id#passage, lines: the
 * way back to the source.
 */
static void
write_source(struct page *page, const struct record *record,
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
	write_lines(page, passage);
}

/* --- search --------------------------------------------------------------- */

static void
write_total(struct page *page, const struct search_view *view)
{
	const struct search_result *result = view->result;
	size_t first = view->params->offset + 1;

	if (result->n_hits == 0) {
		page_text(page, STYLE_HEAD, "No passage found");
	} else {
		page_printf(page, STYLE_HEAD, "%s%lu %s",
		    result->exact ? "" : "about ", (unsigned long)result->total,
		    result->total == 1 ? "passage" : "passages");
		if (result->n_hits < result->total)
			page_printf(page, STYLE_PLAIN, ", here %zu to %zu",
			    first, first + result->n_hits - 1);
	}
	page_text(page, STYLE_PLAIN, " for: ");
	page_text(page, STYLE_PLAIN, result->plan);
	page_line(page, 0);
}

static void
write_hit(struct page *page, size_t number, const struct search_hit *hit)
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
		page_text(page, STYLE_PLAIN, ", for ");
		page_text(page, STYLE_HEAD, hit->passage->on_behalf_of);
	}
	page_line(page, 4);
	page_snippet(page, &hit->snippet);
	page_line(page, 4);
	write_source(page, hit->record, hit->passage, hit->record->session,
	    *speaker == '\0');
	if (hit->passage->original[0] != '\0')
		write_repaired(page, "words");
	page_line(page, 0);
}

static void
write_facet(struct page *page, const struct facet *facet)
{
	if (facet->n_values == 0)
		return;
	page_text(page, STYLE_HEAD, facet->name);
	page_text(page, STYLE_PLAIN, ": ");
	for (size_t i = 0; i < facet->n_values; i++)
		page_printf(page, STYLE_PLAIN, "%s%s (%lu)", i == 0 ? "" : ", ",
		    facet->value[i].value,
		    (unsigned long)facet->value[i].count);
	if (!facet->exact)
		page_text(page, STYLE_FAINT, " or more");
	page_line(page, 0);
}

static void
search(struct out *out, const struct view_options *options,
    const struct search_view *view)
{
	struct page page = page_of(out, options);

	write_total(&page, view);
	write_notes(&page, &view->result->notes);
	for (size_t i = 0; i < view->result->n_hits; i++)
		write_hit(
		    &page, view->params->offset + i + 1, &view->result->hit[i]);
	if (view->result->n_facets > 0)
		page_gap(&page);
	for (size_t i = 0; i < view->result->n_facets; i++)
		write_facet(&page, &view->result->facet[i]);
}

/* --- answers -------------------------------------------------------------- */

static void
write_plan(struct page *page, const struct plan *plan)
{
	page_text(page, STYLE_FAINT, "Understood as: ");
	page_text(page, STYLE_PLAIN, plan->said);
	page_line(page, 0);
	page_text(page, STYLE_FAINT, "As a query: ");
	page_text(page, STYLE_PLAIN, plan->printed);
	page_line(page, 0);
	for (size_t i = 0; i < plan->n_notes; i++)
		write_note(page, plan->note[i]);
	if (plan->caution[0] != '\0')
		write_note(page, plan->caution);
}

static enum page_style
side_style(enum side side)
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
	const char *thing = p->provision[0] != '\0'
				? phrase_provision(arena, p->provision)
				: p->object;

	page_text(page, STYLE_PLAIN, phrase_past(arena, p->stance, p->action));
	page_text(page, STYLE_PLAIN, " ");
	if (p->scope == SCOPE_REFERENCE)
		page_text(page, STYLE_PLAIN, "references to ");
	else if (p->scope == SCOPE_PART)
		page_text(page, STYLE_PLAIN, "a part of ");
	page_text(page, STYLE_PLAIN, thing);
	if (p->instrument[0] != '\0') {
		page_text(page, STYLE_PLAIN, " (");
		page_text(page, STYLE_PLAIN, p->instrument);
		page_text(page, STYLE_PLAIN, ")");
	}
	page_printf(page, STYLE_PLAIN, ", %s, %s", phrase_layer(e->layer),
	    certainty_name(p->certainty));
	if (p->spokesperson[0] != '\0') {
		page_text(page, STYLE_PLAIN, ", through ");
		page_text(page, STYLE_PLAIN, p->spokesperson);
	}
	if (p->condition[0] != '\0') {
		page_text(page, STYLE_HEAD, ", on a condition: ");
		page_text(page, STYLE_PLAIN, p->condition);
	}
}

static void
write_evidence(struct page *page, struct arena *arena, const struct evidence *e)
{
	page_line(page, 4);
	write_stance(page, arena, e);
	page_line(page, 6);
	page_text(page, STYLE_PLAIN, "\"");
	page_snippet(page, &e->quote);
	page_text(page, STYLE_PLAIN, "\"");
	page_line(page, 6);
	write_source(page, e->record, e->passage, e->session, false);
	if (passage_is_repaired(
		e->passage, e->position->start, e->position->end))
		write_repaired(page, "quote");
	page_line(page, 0);
}

static void
write_holder(
    struct page *page, struct arena *arena, const struct answer_holder *holder)
{
	size_t shown = holder->n_evidence < EVIDENCE_SHOWN ? holder->n_evidence
							   : EVIDENCE_SHOWN;

	page_line(page, 2);
	page_text(page, side_style(holder->side), holder->name);
	if (holder->kind == HOLDER_STATE || holder->kind == HOLDER_GROUP) {
		page_text(page, STYLE_FAINT, " (");
		page_text(page, STYLE_FAINT, holder->id);
		page_text(page, STYLE_FAINT, ")");
	}
	if (*phrase_kind(holder->kind) != '\0') {
		page_text(page, STYLE_FAINT, ", ");
		page_text(page, STYLE_FAINT, phrase_kind(holder->kind));
	}
	if (holder->conditional)
		page_text(page, STYLE_PLAIN, ", on a condition only");
	if (holder->tier == CERTAINTY_IMPLIED)
		page_text(page, STYLE_PLAIN, ", implied");
	for (size_t i = 0; i < shown; i++)
		write_evidence(page, arena, &holder->evidence[i]);
	if (shown < holder->n_evidence) {
		page_line(page, 4);
		page_printf(page, STYLE_FAINT, "and %zu more",
		    holder->n_evidence - shown);
	}
	page_line(page, 0);
}

static void
write_part(
    struct page *page, struct arena *arena, const struct answer_group *part)
{
	if (part->n_holders == 0)
		return;
	page_gap(page);
	page_text(page, STYLE_HEAD, part->label);
	page_printf(page, STYLE_PLAIN, " (%zu)", part->n_holders);
	page_line(page, 0);
	for (size_t i = 0; i < part->n_holders; i++)
		write_holder(page, arena, &part->holder[i]);
}

static void
write_passages(struct page *page, const struct answer *answer)
{
	if (answer->n_passages == 0)
		return;
	page_gap(page);
	page_text(page, STYLE_HEAD,
	    answer->plan->intent == INTENT_SEARCH ? "Passages"
						  : "Passages about it");
	page_line(page, 0);
	for (size_t i = 0; i < answer->n_passages; i++)
		write_hit(page, i + 1, &answer->passage[i]);
}

static void
answer(struct out *out, const struct view_options *options,
    const struct answer *answer)
{
	struct page page = page_of(out, options);
	struct arena *arena = arena_new();

	if (answer->says[0] != '\0') {
		page_text(&page, STYLE_HEAD, answer->says);
		page_text(&page, STYLE_HEAD, ".");
		page_line(&page, 0);
	}
	if (answer->verdict == VERDICT_NEAREST) {
		page_text(&page, STYLE_PLAIN, "The nearest is shown below.");
		page_line(&page, 0);
	}
	write_plan(&page, answer->plan);
	write_notes(&page, &answer->notes);
	for (int part = 0; part < PART_COUNT; part++)
		write_part(&page, arena, &answer->part[part]);
	write_passages(&page, answer);
	if (options->info->created[0] != '\0') {
		page_gap(&page);
		page_printf(&page, STYLE_FAINT,
		    "Collection of %s: %lu records, %lu passages.",
		    options->info->created,
		    (unsigned long)options->info->records,
		    (unsigned long)options->info->passages);
		page_line(&page, 0);
	}
	arena_free(arena);
}

/* --- records -------------------------------------------------------------- */

static void
write_record_head(struct page *page, const struct record_view *view)
{
	static const char *const shown[] = {"kind", "symbol", "speaker",
	    "on_behalf_of", "author", "organization", "volume", "number",
	    "session", "meeting", "item", "date", "place", "url", "path"};
	const struct record *record = view->record;

	page_text(page, STYLE_HEAD,
	    record->title[0] != '\0' ? record->title : record->id);
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
		page_printf(page, STYLE_FAINT, "%zu of its %zu passages",
		    view->n_passages, view->total);
		page_line(page, 0);
	}
}

/* What the passage is, and how far it is agreed, in words. */
static void
write_standing(struct page *page, const struct passage *passage)
{
	static const char *const parts[PASSAGE_PARTS] = {
	    [PASSAGE_NOTE] = "a note",
	    [PASSAGE_COMMENT] = "a comment",
	    [PASSAGE_ROW] = "a row of a table",
	    [PASSAGE_ASIDE] = "not speech"};
	static const char *const statuses[STATUS_COUNT] = {
	    [STATUS_AGREED] = "agreed",
	    [STATUS_BRACKETED] = "in brackets",
	    [STATUS_CONTESTED] = "in brackets, contested"};

	if (passage->page[0] != '\0')
		page_printf(page, STYLE_FAINT, ", page %s", passage->page);
	else if (passage->page_number > 0)
		page_printf(page, STYLE_FAINT, ", page %lu",
		    (unsigned long)passage->page_number);
	if (passage->provision[0] != '\0')
		page_printf(page, STYLE_FAINT, ", %s", passage->provision);
	if (passage->option[0] != '\0')
		page_printf(page, STYLE_FAINT, ", %s", passage->option);
	if (passage->part != PASSAGE_BODY)
		page_printf(page, STYLE_FAINT, ", %s", parts[passage->part]);
	if (passage->author[0] != '\0')
		page_printf(page, STYLE_FAINT, " by %s", passage->author);
	if (passage->anchor[0] != '\0')
		page_printf(
		    page, STYLE_FAINT, " on \"%.80s\"", passage->anchor);
	if (passage->status != STATUS_NONE)
		page_printf(
		    page, STYLE_FAINT, ", %s", statuses[passage->status]);
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
	write_lines(page, passage);
	if (passage->speaker[0] != '\0') {
		page_text(page, STYLE_FAINT, ", ");
		page_text(page, STYLE_FAINT, passage->speaker);
	}
	if (passage->role[0] != '\0')
		page_printf(page, STYLE_FAINT, " [%s]", passage->role);
	write_standing(page, passage);
	if (passage->original[0] != '\0')
		write_repaired(page, "words");
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
	struct page page = page_of(out, options);

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
		page_text(&page, STYLE_HEAD, "In other languages");
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
	struct page page = page_of(view->out, view->options);
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
	page_text(&page, side_style(side_of(p->stance, p->action)),
	    p->holder_name[0] != '\0' ? p->holder_name : p->holder);
	if (*phrase_kind(p->holder_kind) != '\0') {
		page_text(&page, STYLE_FAINT, ", ");
		page_text(&page, STYLE_FAINT, phrase_kind(p->holder_kind));
	}
	write_evidence(&page, arena, &e);
	arena_free(arena);
}

static void
positions_end(
    struct positions_view *view, const char *plan, const struct notes *notes)
{
	struct page page = page_of(view->out, view->options);

	if (view->rows > 0)
		page_gap(&page);
	page_printf(&page, STYLE_HEAD, "%llu %s",
	    (unsigned long long)view->rows,
	    view->rows == 1 ? "position" : "positions");
	page_text(&page, STYLE_PLAIN, " for: ");
	page_text(&page, STYLE_PLAIN, plan);
	page_line(&page, 0);
	write_notes(&page, notes);
}

const struct view view_text = {
    search, answer, record, positions_begin, position, positions_end};
