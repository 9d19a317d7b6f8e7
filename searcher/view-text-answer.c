/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An answer as text: its conclusion, the plan, and holders with their proof. */
#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/view-text.h"

#include <string.h>

/* Evidence shown of one holder; the rest is counted. */
#define EVIDENCE_SHOWN 3

static void
write_plan(struct page *page, const struct plan *plan)
{
	page_text(page, STYLE_FAINT, _("Understood as: "));
	page_text(page, STYLE_PLAIN, plan->said);
	page_line(page, 0);
	page_text(page, STYLE_FAINT, _("As a query: "));
	page_text(page, STYLE_PLAIN, plan->printed);
	page_line(page, 0);
	for (size_t i = 0; i < plan->n_notes; i++)
		text_note(page, plan->note[i]);
	if (plan->caution[0] != '\0')
		text_note(page, plan->caution);
}

static void
write_holder(
    struct page *page, struct arena *arena, const struct answer_holder *holder)
{
	size_t shown = holder->n_evidence < EVIDENCE_SHOWN ? holder->n_evidence
							   : EVIDENCE_SHOWN;

	page_line(page, 2);
	page_text(page, text_side_style(holder->side), holder->name);
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
		page_text(page, STYLE_PLAIN, _(", on a condition only"));
	if (holder->tier == CERTAINTY_IMPLIED)
		page_text(page, STYLE_PLAIN, _(", implied"));
	if (holder->story[0] != '\0') {
		page_line(page, 4);
		page_text(page, STYLE_HEAD, _("Took both sides: "));
		page_text(page, STYLE_PLAIN, holder->story);
	}
	for (size_t i = 0; i < shown; i++)
		text_evidence(page, arena, &holder->evidence[i]);
	if (shown < holder->n_evidence) {
		page_line(page, 4);
		page_printf(page, STYLE_FAINT, _("and %zu more"),
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
	    answer->plan->intent == INTENT_SEARCH ? _("Passages")
						  : _("Passages about it"));
	page_line(page, 0);
	for (size_t i = 0; i < answer->n_passages; i++)
		text_hit(page, i + 1, &answer->passage[i]);
}

void
view_text_answer(struct out *out, const struct view_options *options,
    const struct answer *answer)
{
	struct page page = text_page_of(out, options);
	struct arena *arena = arena_new();

	if (answer->says[0] != '\0') {
		page_text(&page, STYLE_HEAD, answer->says);
		page_text(&page, STYLE_HEAD, ".");
		page_line(&page, 0);
	}
	if (answer->verdict == VERDICT_NEAREST) {
		page_text(&page, STYLE_PLAIN, _("The nearest is shown below."));
		page_line(&page, 0);
	}
	write_plan(&page, answer->plan);
	text_notes(&page, &answer->notes);
	for (int part = 0; part < PART_COUNT; part++)
		write_part(&page, arena, &answer->part[part]);
	write_passages(&page, answer);
	if (options->info->created[0] != '\0') {
		page_gap(&page);
		page_printf(&page, STYLE_FAINT,
		    _("Collection of %s: %lu records, %lu passages."),
		    options->info->created,
		    (unsigned long)options->info->records,
		    (unsigned long)options->info->passages);
		page_line(&page, 0);
	}
	arena_free(arena);
}
