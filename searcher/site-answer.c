/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer to a question: who, with the sentences that prove it. */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/phrases.h"

#include <string.h>

/* About what a page has room for, in bytes: site_answer_cost() counts alike. */
#define COST_PAGE 38000

/* An answer in parts that fit a page: its holders, one after the other. */
struct answer_pages {
	struct site *site;
	const struct answer *answer;
	struct parts parts;
};

/* Parts that stand behind an answer: folded where there is one. */
static bool
is_folded(const struct answer *answer, enum answer_part which)
{
	return answer->verdict == VERDICT_ANSWERED &&
	       (which == PART_INNER || which == PART_REST);
}

/* How many holders are before a part. */
static size_t
holders_before(const struct answer *answer, int part)
{
	size_t n = 0;

	for (int i = 0; i < part; i++)
		n += answer->part[i].n_holders;
	return n;
}

/* Holders of a part that are on this page. */
static void
write_part(struct answer_pages *p, enum answer_part which)
{
	const struct answer_group *part = &p->answer->part[which];
	struct html *html = &p->site->html;
	size_t before = holders_before(p->answer, (int)which);
	bool folded = is_folded(p->answer, which);

	if (part->n_holders == 0 || before >= p->parts.end ||
	    before + part->n_holders <= p->parts.from)
		return;
	html_raw(html, "<section");
	html_attr(html, "id", answer_part_name(which));
	html_raw(html, ">\n<h2>");
	html_text(html, part->label);
	html_printf(html, " (%zu)", part->n_holders);
	html_raw(html, "</h2>\n");
	if (folded) {
		html_raw(html, "<details><summary>");
		html_printf(html, _("Show %zu"), part->n_holders);
		html_raw(html, "</summary>\n");
	}
	html_raw(html, "<ul class=\"holders\">\n");
	for (size_t i = 0; i < part->n_holders; i++)
		if (before + i >= p->parts.from && before + i < p->parts.end)
			site_answer_holder(p->site, &part->holder[i]);
	html_raw(html,
	    folded ? "</ul>\n</details>\n</section>\n" : "</ul>\n</section>\n");
}

/* What follows, as links: an answer is long, and a phone is small. */
static void
write_contents(struct answer_pages *p)
{
	struct html *html = &p->site->html;
	size_t n = 0;

	for (int part = 0; part < PART_COUNT; part++)
		n += p->answer->part[part].n_holders > 0;
	if (n < 2)
		return;
	html_raw(html, "<nav class=\"contents\"");
	html_attr(html, "aria-label", _("Parts of the answer"));
	html_raw(html, "><ul>\n");
	for (int part = 0; part < PART_COUNT; part++) {
		const struct answer_group *group = &p->answer->part[part];
		const char *name = answer_part_name((enum answer_part)part);

		if (group->n_holders == 0)
			continue;
		html_raw(html, "<li><a");
		html_attr(html, "href",
		    arena_printf(p->site->arena, "%s#%s",
			site_part_address(p->site, &p->parts,
			    holders_before(p->answer, part)),
			name));
		html_raw(html, ">");
		html_text(html, group->label);
		html_raw(html, "</a> ");
		html_printf(html, "%zu", group->n_holders);
		html_raw(html, "</li>\n");
	}
	html_raw(html, "</ul></nav>\n");
}

static struct answer_pages
pages_of(struct site *site, const struct answer *answer)
{
	struct answer_pages p = {.site = site, .answer = answer};
	size_t all = holders_before(answer, PART_COUNT), n = 0;
	size_t *cost = arena_array(site->arena, all + 1, sizeof *cost);

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answer->part[part].n_holders; i++)
			cost[n++] =
			    site_answer_cost(&answer->part[part].holder[i]);
	p.parts = parts_of(
	    site->arena, cost, all, COST_PAGE, SIZE_MAX, site->request.offset);
	return p;
}

/* What it was understood as: in words, as parts, with other readings. */
static void
write_plan(struct site *site, const struct plan *plan)
{
	struct html *html = &site->html;

	html_raw(html, "<section class=\"plan\"");
	html_attr(html, "aria-label", _("How the question was understood"));
	html_raw(html, ">\n<p>");
	html_text(html,
	    arena_printf(site->arena, _("Understood as: %s."), plan->said));
	html_raw(html, "</p>\n<p>");
	html_text(html, _("As a query:"));
	html_raw(html, " <a class=\"query\"");
	html_attr(html, "href", site_text_address(site, plan->printed));
	html_raw(html, "><code dir=\"ltr\">");
	html_text(html, plan->printed);
	html_raw(html, "</code></a></p>\n");
	site_parts(site, plan->query);
	html_raw(html, "</section>\n");
	site_notes(site, plan->note, plan->n_notes);
	if (plan->caution[0] != '\0')
		site_notes(site, &plan->caution, 1);
}

const char *
site_thing(struct site *site, const char *provision, const char *instrument)
{
	const char *thing;

	translate_output(false);
	thing = phrase_provision(site->arena, provision);
	translate_output(true);
	return instrument[0] == '\0'
		   ? thing
		   : arena_printf(site->arena, "%s of %s", thing, instrument);
}

/* What else there is on the thing asked about: papers to keep and print. */
static void
write_papers(struct site *site, const struct plan *plan)
{
	struct html *html = &site->html;
	const struct plan_reading *reading = NULL;
	const char *thing, *name;

	for (size_t i = 0; i < plan->n_readings && reading == NULL; i++)
		if (plan->reading[i].chosen &&
		    plan->reading[i].provision[0] != '\0')
			reading = &plan->reading[i];
	if (reading == NULL || reading->on_record == 0)
		return;
	thing = site_thing(site, reading->provision, reading->instrument);
	name = phrase_provision(site->arena, reading->provision);
	if (reading->instrument[0] != '\0')
		name = arena_printf(
		    site->arena, "%s (%s)", name, reading->instrument);
	html_raw(html, "<nav class=\"contents\"");
	html_attr(html, "aria-label", _("More on it"));
	html_raw(html, "><ul>\n<li>");
	html_link(html,
	    site_provision_address(
		site, reading->lineage[0] != '\0' ? reading->lineage : thing),
	    arena_printf(site->arena,
		_("All on %s: its text draft by draft, who stands where"),
		name));
	html_raw(html, "</li>\n<li>");
	html_link(html,
	    cgi_address(
		site->cgi, site->arena, "/brief", "provision", thing, NULL),
	    arena_printf(site->arena, _("Brief on %s, to print"), name));
	html_raw(html, "</li>\n</ul></nav>\n");
}

void
site_answer_page(struct site *site, const struct answer *answer)
{
	struct html *html = &site->html;
	struct answer_pages pages = pages_of(site, answer);
	const char *head =
	    answer->says[0] != '\0' ? answer->says : answer->plan->said;

	site_data(site, "/api/v1/ask");
	site->passing = true;
	site_begin(site,
	    arena_printf(site->arena, "%s - travaux", answer->plan->question),
	    answer->plan->question);
	html_raw(html, "<h1>");
	html_text(html,
	    arena_printf(site->arena, C_("end of a sentence", "%s."), head));
	html_raw(html, "</h1>\n");
	if (answer->verdict == VERDICT_NEAREST) {
		html_raw(html, "<p>");
		html_text(html, _("What is nearest to it is shown below. It is "
				  "not an answer."));
		html_raw(html, "</p>\n");
	}
	write_plan(site, answer->plan);
	site_notes(site, answer->notes.note, answer->notes.count);
	write_papers(site, answer->plan);
	write_contents(&pages);
	for (int part = 0; part < PART_COUNT; part++)
		write_part(&pages, (enum answer_part)part);
	site_steps(site, _("Delegations"), &pages.parts);
	if (answer->n_passages > 0 && pages.parts.at + 1 == pages.parts.count) {
		html_raw(html, "<section>\n");
		site_head(site, NULL, _("Passages about it"));
		html_raw(html, "<ol class=\"hits\">\n");
		for (size_t i = 0; i < answer->n_passages; i++)
			site_hit(site, &answer->passage[i]);
		html_raw(html, "</ol>\n</section>\n");
	}
	site_end(site);
}
