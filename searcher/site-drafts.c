/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A provision in each draft: its numbers, and its text with what changed. */
#include "searcher/site-place.h"

#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/record-called.h"
#include "searcher/word-diff.h"

#include <string.h>

struct drafts {
	struct site *site;
	const struct history *history;
};

static const char *
stage_name(struct drafts *p, const struct history_stage *stage)
{
	char form[PROVISION_MAX];

	provision_format(&stage->place->provision, form);
	return arena_printf(p->site->arena, "%s, %s", stage->place->instrument,
	    phrase_provision(p->site->arena, form));
}

static void
write_lineage_row(struct drafts *p, const struct history_stage *stage)
{
	struct html *html = &p->site->html;
	const struct instrument *instrument = stage->instrument;
	char form[PROVISION_MAX], day[11] = "";

	provision_format(&stage->place->provision, form);
	if (instrument != NULL)
		date_format(instrument->date, day);
	html_raw(html, "<tr><th scope=\"row\">");
	html_text(html, stage->place->instrument);
	html_raw(html, "</th><td>");
	html_text(html, phrase_provision(p->site->arena, form));
	html_raw(html, "</td><td>");
	html_text(html, stage->place->title);
	html_raw(html, "</td><td>");
	if (instrument != NULL)
		html_text(html, instrument->symbol);
	html_raw(html, "</td><td>");
	html_text(html, day);
	if (instrument != NULL && instrument->foreign)
		site_also(p->site, _("another treaty"));
	html_raw(html, "</td><td>");
	if (stage->record != NULL)
		html_link(html,
		    site_record_address(
			p->site, stage->record->id, stage->first),
		    _("text"));
	html_raw(html, "</td></tr>\n");
}

static void
write_lineage(struct drafts *p)
{
	const char *const heads[] = {_("Draft"), _("Number"), _("Title"),
	    _("Symbol"), _("Date"), _("Source")};
	struct html *html = &p->site->html;

	site_head(p->site, "drafts", _("In each draft"));
	if (p->history->n_stages == 0) {
		html_raw(html, "<p>");
		html_text(html, _("No table of this index follows it through "
				  "the drafts."));
		html_raw(html, "</p>\n");
		return;
	}
	html_raw(html, "<div class=\"wide\" role=\"region\" tabindex=\"0\"");
	html_attr(html, "aria-label", _("In each draft"));
	html_raw(html, ">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		html_raw(html, "<th scope=\"col\">");
		html_text(html, heads[i]);
		html_raw(html, "</th>");
	}
	html_raw(html, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->history->n_stages; i++)
		write_lineage_row(p, &p->history->stage[i]);
	html_raw(html, "</tbody>\n</table>\n</div>\n");
}

/* Words of a text, with what went and what came told by marks too. */
static void
write_difference(struct drafts *p, const struct history_stage *before,
    const struct history_stage *stage)
{
	struct html *html = &p->site->html;
	struct word_diff diff;

	word_diff(p->site->arena, before->text, stage->text, &diff);
	html_raw(html, "<p>");
	if (diff.gone + diff.added == 0)
		html_printf(html, _("The same words as in %s."),
		    before->place->instrument);
	else
		html_printf(html,
		    _("Against %s: %zu words gone, %zu new, %zu the same."),
		    before->place->instrument, diff.gone, diff.added,
		    diff.same);
	html_raw(html, "</p>\n");
	if (diff.gone + diff.added == 0)
		return;
	html_raw(html, "<p class=\"draft\"");
	site_language(p->site, stage->record, &(struct passage){0});
	html_raw(html, ">");
	for (size_t i = 0; i < diff.n_parts; i++) {
		static const char *const open[] = {"", "<del>", "<ins>"};
		static const char *const close[] = {"", "</del>", "</ins>"};
		const struct diff_part *part = &diff.part[i];

		html_raw(html, i > 0 ? " " : "");
		html_raw(html, open[part->change]);
		html_text(html, part->text);
		html_raw(html, close[part->change]);
	}
	html_raw(html, "</p>\n");
}

static void
write_text(struct drafts *p, size_t i)
{
	struct site *site = p->site;
	struct html *html = &site->html;
	const struct history_stage *stage = &p->history->stage[i];
	const struct history_stage *before = history_before(p->history, i);

	html_raw(html, "<h3>");
	html_text(html, stage_name(p, stage));
	html_raw(html, "</h3>\n");
	if (before != NULL && before->record != stage->record) {
		write_difference(p, before, stage);
	} else {
		html_raw(html, "<p class=\"draft text\"");
		site_language(site, stage->record, &(struct passage){0});
		html_raw(html, ">");
		site_lines(site, stage->text);
		html_raw(html, "</p>\n");
	}
	site_more(site,
	    site_record_address(site, stage->record->id, stage->first),
	    arena_printf(site->arena, _("Read it in %s"),
		record_called(site->arena, stage->record)));
}

static void
write_texts(struct drafts *p)
{
	bool any = false;

	for (size_t i = 0; i < p->history->n_stages; i++)
		any |= p->history->stage[i].text[0] != '\0';
	if (!any)
		return;
	site_head(p->site, "text", _("Its text, draft by draft"));
	for (size_t i = 0; i < p->history->n_stages; i++)
		if (p->history->stage[i].text[0] != '\0')
			write_text(p, i);
}

void
site_drafts(struct site *site, const struct history *history)
{
	struct drafts drafts = {site, history};

	write_lineage(&drafts);
	write_texts(&drafts);
}
