/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One holder of an answer, with the sentences that prove it. */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/view-tally.h"

#include <string.h>

/* Evidence of one holder that is shown; the rest has a page. */
#define EVIDENCE_SHOWN 2

/* Letters of a thing that a position tells in its own words; the quote says
   all of it. */
#define OBJECT_SHOWN 60

/* About what holders and their evidence take, in bytes: the words twice. */
#define COST_HOLDER   300
#define COST_EVIDENCE 850

/* The name that a sentence has for the thing, in the case it has there. */
static const char *
thing_in(
    struct arena *arena, const char *sentence, const struct position *position)
{
	const char *plain = phrase_provision(arena, position->provision);

	return strstr(sentence, plain) != NULL
		   ? plain
		   : phrase_thing(arena, PHRASE_OF, SCOPE_WHOLE,
			 position->provision, "");
}

void
site_stance(struct site *site, const struct position *p)
{
	struct arena *arena = site->arena;
	const char *key =
	    position_key(arena, p->lineage, p->instrument, p->provision);
	const char *sentence = phrase_said(arena, p->stance, p->action,
	    p->scope, p->provision, text_cut(arena, p->object, OBJECT_SHOWN));
	const char *thing = thing_in(arena, sentence, p);
	const char *at = *thing != '\0' ? strstr(sentence, thing) : NULL;

	if (at == NULL || strcmp(key, "-") == 0)
		html_text(&site->html, sentence);
	else
		site_linked(site,
		    arena_printf(arena, "%.*s" SITE_LINK "%s",
			(int)(at - sentence), sentence, at + strlen(thing)),
		    site_provision_address(site, key), thing);
	if (p->instrument[0] != '\0')
		html_text(
		    &site->html, arena_printf(arena, " (%s)", p->instrument));
}

static void
write_stance(struct site *site, const struct evidence *e)
{
	struct html *html = &site->html;
	const struct position *p = e->position;

	html_raw(html, "<p class=\"stance\">");
	site_stance(site, p);
	html_text(html, phrase_implied(site->arena, p));
	site_also(site, phrase_layer(e->layer));
	site_also(site, phrase_certainty(p->certainty));
	if (p->spokesperson[0] != '\0')
		site_also(site, arena_printf(site->arena, _("through %s"),
				    site_holder_name(site, e->neg,
					p->spokesperson, p->spokesperson)));
	if (p->condition[0] != '\0') {
		html_text(html, C_("list", ", "));
		html_raw(html, "<strong>");
		html_text(html, _("on a condition:"));
		html_raw(html, "</strong> <bdi>");
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
	if (repaired) {
		html_raw(html, "<p class=\"source\">");
		html_text(html, _("Damaged words of the source were repaired "
				  "in this quote."));
		html_raw(html, "</p>\n");
	}
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

/* Its name in the page's language, where a table has it. */
static const char *
name_of(struct site *site, const struct answer_holder *holder)
{
	return holder->n_evidence == 0
		   ? holder->name
		   : site_holder_name(site, holder->evidence[0].neg, holder->id,
			 holder->name);
}

static void
write_remark(struct html *html, const char *words)
{
	html_raw(html, " <small>");
	html_text(html, words);
	html_raw(html, "</small>");
}

static void
write_holder_name(struct site *site, const struct answer_holder *holder)
{
	struct html *html = &site->html;
	const char *kind = phrase_kind(holder->kind);

	html_raw(html, "<h3><a");
	html_attr(html, "href", site_holder_address(site, holder->id));
	html_raw(html, "><bdi>");
	html_text(html, name_of(site, holder));
	html_raw(html, "</bdi></a>");
	if (*kind != '\0')
		write_remark(html, kind);
	if (holder->conditional)
		write_remark(html, _("on a condition only"));
	if (holder->tier == CERTAINTY_IMPLIED)
		write_remark(html, phrase_certainty(holder->tier));
	html_raw(html, "</h3>\n");
}

/* The rest of its evidence: on a page where it has one, else folded. */
static void
write_more(struct site *site, const struct answer_holder *holder, size_t shown)
{
	struct html *html = &site->html;
	const struct position *p = holder->evidence[0].position;
	const char *key =
	    position_key(site->arena, p->lineage, p->instrument, p->provision);
	const char *words = arena_printf(site->arena, _("%zu more of %s"),
	    holder->n_evidence - shown, name_of(site, holder));

	if (strcmp(key, "-") != 0) {
		site_more(site,
		    site_positions_address(site, holder->id, key, NULL), words);
		return;
	}
	html_raw(html, "<details><summary>");
	html_text(html, words);
	html_raw(html, "</summary>\n<ul class=\"evidence\">\n");
	write_evidence(site, holder, shown, holder->n_evidence);
	html_raw(html, "</ul>\n</details>\n");
}

void
site_answer_holder(struct site *site, const struct answer_holder *holder)
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
	if (shown < n)
		write_more(site, holder, shown);
	html_raw(html, "</li>\n");
}

size_t
site_answer_cost(const struct answer_holder *holder)
{
	size_t cost = COST_HOLDER;

	for (size_t i = 0; i < holder->n_evidence && i < EVIDENCE_SHOWN; i++)
		cost += COST_EVIDENCE + strlen(holder->evidence[i].quote.text) +
			strlen(holder->evidence[i].position->condition);
	return cost;
}
