/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer to a question: who, with the sentences that prove it. */
#include "searcher/site.h"

#include "core/field.h"
#include "core/translate.h"
#include "searcher/phrases.h"

#include <string.h>

/* Evidence of one holder that is open; the rest is folded. */
#define EVIDENCE_SHOWN 3

/* The thing it is about; a provision by a link to its page. */
static void
write_thing(struct site *site, const struct position *p)
{
	const char *key =
	    position_key(site->arena, p->lineage, p->instrument, p->provision);

	if (p->provision[0] == '\0')
		html_text(&site->html, p->object);
	else if (strcmp(key, "-") == 0)
		html_text(
		    &site->html, phrase_provision(site->arena, p->provision));
	else
		html_link(&site->html, site_provision_address(site, key),
		    phrase_provision(site->arena, p->provision));
}

void
site_stance(struct site *site, const struct position *p)
{
	html_text(&site->html, phrase_past(site->arena, p->stance, p->action));
	html_raw(&site->html, " ");
	if (p->scope == SCOPE_PART)
		html_text(&site->html, _("a part of "));
	else if (p->scope == SCOPE_REFERENCE)
		html_text(&site->html, _("references to "));
	write_thing(site, p);
	if (p->instrument[0] != '\0') {
		html_raw(&site->html, " (");
		html_text(&site->html, p->instrument);
		html_raw(&site->html, ")");
	}
}

static void
write_stance(struct site *site, const struct evidence *e)
{
	struct html *html = &site->html;
	const struct position *p = e->position;

	html_raw(html, "<p class=\"stance\">");
	site_stance(site, p);
	html_raw(html, ", ");
	html_text(html, phrase_layer(e->layer));
	html_raw(html, ", ");
	html_text(html, certainty_name(p->certainty));
	if (p->spokesperson[0] != '\0') {
		const struct holder *known =
		    holder_by_id(e->neg->holders, p->spokesperson);

		html_raw(html, ", through ");
		html_text(html, known != NULL ? known->name : p->spokesperson);
	}
	if (p->condition[0] != '\0') {
		html_raw(html, ", <strong>on a condition:</strong> <bdi>");
		html_text(html, p->condition);
		html_raw(html, "</bdi>");
	}
	html_raw(html, "</p>\n");
}

void
site_evidence(struct site *site, const struct evidence *e)
{
	struct html *html = &site->html;
	bool repaired = passage_is_repaired(
	    e->passage, e->position->start, e->position->end);

	write_stance(site, e);
	html_raw(html, "<blockquote");
	site_language(site, e->record, e->passage);
	html_raw(html, "><p>");
	html_snippet(html, &e->quote);
	html_raw(html, "</p></blockquote>\n");
	site_source(site, e->record, e->passage, e->session, false);
	if (repaired)
		html_raw(html,
		    "<p class=\"source\">Damaged words of the source were "
		    "repaired in this quote.</p>\n");
}

static void
write_evidence(struct site *site, const struct answer_holder *holder,
    size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		html_raw(&site->html, "<li>\n");
		site_evidence(site, &holder->evidence[i]);
		html_raw(&site->html, "</li>\n");
	}
}

static const char *
side_class(enum side side)
{
	switch (side) {
	case SIDE_FOR:
		return "holder for";
	case SIDE_AGAINST:
		return "holder against";
	case SIDE_CHANGE:
	case SIDE_AS_IS:
	case SIDE_NONE:
		break;
	}
	return "holder";
}

static void
write_holder_name(struct site *site, const struct answer_holder *holder)
{
	struct html *html = &site->html;
	const char *kind = phrase_kind(holder->kind);

	html_raw(html, "<h3><a");
	html_attr(html, "href", site_holder_address(site, holder->id));
	html_raw(html, "><bdi>");
	html_text(html, holder->name);
	html_raw(html, "</bdi></a>");
	if (*kind != '\0') {
		html_raw(html, " <small>");
		html_text(html, kind);
		html_raw(html, "</small>");
	}
	if (holder->conditional)
		html_raw(html, " <small>on a condition only</small>");
	if (holder->tier == CERTAINTY_IMPLIED)
		html_raw(html, " <small>implied</small>");
	html_raw(html, "</h3>\n");
}

static void
write_holder(struct site *site, const struct answer_holder *holder)
{
	struct html *html = &site->html;
	size_t n = holder->n_evidence;
	size_t shown = n < EVIDENCE_SHOWN ? n : EVIDENCE_SHOWN;

	html_raw(html, "<li");
	html_attr(html, "class", side_class(holder->side));
	html_raw(html, ">\n");
	write_holder_name(site, holder);
	html_raw(html, "<ul class=\"evidence\">\n");
	write_evidence(site, holder, 0, shown);
	html_raw(html, "</ul>\n");
	if (shown < n) {
		html_raw(html, "<details><summary>");
		html_printf(html, "%zu more of %s", n - shown, holder->name);
		html_raw(html, "</summary>\n<ul class=\"evidence\">\n");
		write_evidence(site, holder, shown, n);
		html_raw(html, "</ul>\n</details>\n");
	}
	html_raw(html, "</li>\n");
}

/* Parts that stand behind an answer: folded where there is one. */
static bool
is_folded(const struct answer *answer, enum answer_part which)
{
	return answer->verdict == VERDICT_ANSWERED &&
	       (which == PART_INNER || which == PART_REST);
}

static void
write_part(
    struct site *site, const struct answer *answer, enum answer_part which)
{
	const struct answer_group *part = &answer->part[which];
	struct html *html = &site->html;
	const char *name = answer_part_name(which);
	bool folded = is_folded(answer, which);

	if (part->n_holders == 0)
		return;
	html_raw(html, "<section");
	html_attr(html, "id", name);
	html_raw(html, ">\n<h2>");
	html_text(html, part->label);
	html_printf(html, " (%zu)", part->n_holders);
	html_raw(html, "</h2>\n");
	if (folded) {
		html_raw(html, "<details><summary>");
		html_printf(html, "Show %zu", part->n_holders);
		html_raw(html, "</summary>\n");
	}
	html_raw(html, "<ul class=\"holders\">\n");
	for (size_t i = 0; i < part->n_holders; i++)
		write_holder(site, &part->holder[i]);
	html_raw(html,
	    folded ? "</ul>\n</details>\n</section>\n" : "</ul>\n</section>\n");
}

/* What follows, as links: an answer is long, and a phone is small. */
static void
write_contents(struct site *site, const struct answer *answer)
{
	struct html *html = &site->html;
	size_t n = 0;

	for (int part = 0; part < PART_COUNT; part++)
		n += answer->part[part].n_holders > 0;
	if (n < 2)
		return;
	html_raw(html, "<nav class=\"contents\" aria-label=\"Parts of the "
		       "answer\"><ul>\n");
	for (int part = 0; part < PART_COUNT; part++) {
		const struct answer_group *group = &answer->part[part];
		const char *name = answer_part_name((enum answer_part)part);

		if (group->n_holders == 0)
			continue;
		html_raw(html, "<li><a");
		html_attr(html, "href", arena_printf(site->arena, "#%s", name));
		html_raw(html, ">");
		html_text(html, group->label);
		html_raw(html, "</a> ");
		html_printf(html, "%zu", group->n_holders);
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

/* What it was understood as: in words, as parts, with other readings. */
static void
write_plan(struct site *site, const struct plan *plan)
{
	struct html *html = &site->html;

	html_raw(html, "<section class=\"plan\" aria-label=\"How the question "
		       "was understood\">\n<p>Understood as: ");
	html_text(html, plan->said);
	html_raw(html, ".</p>\n<p>As a query: ");
	html_raw(html, "<a class=\"query\"");
	html_attr(html, "href", site_text_address(site, plan->printed));
	html_raw(html, "><code>");
	html_text(html, plan->printed);
	html_raw(html, "</code></a></p>\n");
	site_parts(site, plan->query);
	html_raw(html, "</section>\n");
	site_notes(site, plan->note, plan->n_notes);
	if (plan->caution[0] != '\0')
		site_notes(site, &plan->caution, 1);
}

/* What else there is on the thing asked about: papers to keep and print. */
static void
write_papers(struct site *site, const struct plan *plan)
{
	struct html *html = &site->html;
	const struct plan_reading *reading = NULL;
	const char *thing;

	for (size_t i = 0; i < plan->n_readings && reading == NULL; i++)
		if (plan->reading[i].chosen &&
		    plan->reading[i].provision[0] != '\0')
			reading = &plan->reading[i];
	if (reading == NULL || reading->on_record == 0)
		return;
	thing = phrase_provision(site->arena, reading->provision);
	if (reading->instrument[0] != '\0')
		thing = arena_printf(
		    site->arena, "%s of %s", thing, reading->instrument);
	html_raw(html, "<nav class=\"contents\"");
	html_attr(html, "aria-label", _("More on it"));
	html_raw(html, "><ul>\n<li>");
	html_link(html,
	    site_provision_address(
		site, reading->lineage[0] != '\0' ? reading->lineage : thing),
	    arena_printf(site->arena,
		_("All on %s: its text draft by draft, who stands where"),
		thing));
	html_raw(html, "</li>\n<li>");
	html_link(html,
	    cgi_address(
		site->cgi, site->arena, "/brief", "provision", thing, NULL),
	    arena_printf(site->arena, _("Brief on %s, to print"), thing));
	html_raw(html, "</li>\n</ul></nav>\n");
}

void
site_answer_page(struct site *site, const struct answer *answer)
{
	struct html *html = &site->html;
	const char *head =
	    answer->says[0] != '\0' ? answer->says : answer->plan->said;

	site_data(site, "/api/v1/ask");
	site->passing = true;
	site_begin(site,
	    arena_printf(site->arena, "%s - travaux", answer->plan->question),
	    answer->plan->question);
	html_raw(html, "<h1>");
	html_text(html, head);
	html_raw(html, ".</h1>\n");
	if (answer->verdict == VERDICT_NEAREST)
		html_raw(html, "<p>What is nearest to it is shown below. It is "
			       "not an answer.</p>\n");
	write_plan(site, answer->plan);
	site_notes(site, answer->notes.note, answer->notes.count);
	write_papers(site, answer->plan);
	write_contents(site, answer);
	for (int part = 0; part < PART_COUNT; part++)
		write_part(site, answer, (enum answer_part)part);
	if (answer->n_passages > 0) {
		html_raw(html, "<section>\n<h2>Passages about it</h2>\n<ol "
			       "class=\"hits\">\n");
		for (size_t i = 0; i < answer->n_passages; i++)
			site_hit(site, &answer->passage[i]);
		html_raw(html, "</ol>\n</section>\n");
	}
	site_end(site);
}
