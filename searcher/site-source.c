/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses, and where a passage is from. */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/page.h"
#include "searcher/record-called.h"

#include <string.h>

/* --- addresses and sources ------------------------------------------------ */

const char *
site_text_address(struct site *site, const char *text)
{
	return cgi_address(site->cgi, site->arena, "", "q", text, NULL);
}

const char *
site_holder_address(struct site *site, const char *id)
{
	return cgi_address(site->cgi, site->arena, "/holder", "q", id, NULL);
}

const char *
site_provision_address(struct site *site, const char *key)
{
	return cgi_address(
	    site->cgi, site->arena, "/provision", "q", key, NULL);
}

const char *
site_session_address(struct site *site, const char *id)
{
	return cgi_address(site->cgi, site->arena, "/session", "q", id, NULL);
}

const char *
site_positions_address(
    struct site *site, const char *holder, const char *key, const char *session)
{
	const char *const *filter = site->request.filter;

	if (session == NULL || *session == '\0')
		session = filter[FIELD_SESSION];
	return cgi_address(site->cgi, site->arena, "/positions", "holder",
	    holder, "provision", key, "session", session, "date",
	    filter[FIELD_DATE], "kind", filter[FIELD_KIND], "layer",
	    filter[FIELD_LAYER], NULL);
}

void
site_head(struct site *site, const char *id, const char *words)
{
	html_raw(&site->html, "<h2");
	html_attr(&site->html, "id", id);
	html_raw(&site->html, ">");
	html_text(&site->html, words);
	html_raw(&site->html, "</h2>\n");
}

void
site_more(struct site *site, const char *address, const char *words)
{
	html_raw(&site->html, "<p class=\"more\">");
	html_link(&site->html, address, words);
	html_raw(&site->html, "</p>\n");
}

const char *
site_record_address(struct site *site, const char *id, uint32_t number)
{
	struct arena *arena = site->arena;

	if (number == 0)
		return cgi_address(site->cgi, arena, "/record", "q", id, NULL);
	return arena_printf(arena, "%s#p%lu",
	    cgi_address(site->cgi, arena, "/record", "q",
		arena_printf(arena, "%s#%lu", id, (unsigned long)number), NULL),
	    (unsigned long)number);
}

void
site_also(struct site *site, const char *words)
{
	html_text(&site->html, C_("list", ", "));
	html_text(&site->html, words);
}

void
site_place_in(struct site *site, const struct passage *passage)
{
	struct arena *arena = site->arena;

	if (passage->page[0] != '\0')
		site_also(
		    site, arena_printf(arena, _("page %s"), passage->page));
	else if (passage->page_number > 0)
		site_also(site, arena_printf(arena, _("page %lu of the file"),
				    (unsigned long)passage->page_number));
	if (passage->line_first == 0)
		return;
	if (passage->line_last > passage->line_first)
		site_also(site, arena_printf(arena, _("lines %lu\u2013%lu"),
				    (unsigned long)passage->line_first,
				    (unsigned long)passage->line_last));
	else
		site_also(site, arena_printf(arena, _("line %lu"),
				    (unsigned long)passage->line_first));
}

void
site_linked(struct site *site, const char *sentence, const char *address,
    const char *words)
{
	struct html *html = &site->html;
	size_t n = strcspn(sentence, SITE_LINK);

	html_text_n(html, sentence, n);
	html_raw(html, "<bdi>");
	if (address != NULL)
		html_link(html, address, words);
	else
		html_text(html, words);
	html_raw(html, "</bdi>");
	if (sentence[n] != '\0')
		html_text(html, sentence + n + 1);
}

const char *
site_session_name(struct site *site, const struct record *record)
{
	struct error ignored = {0};
	const struct negotiation *neg = index_sessions(
	    site->searcher->index, record->negotiation, &ignored);
	const struct session *session =
	    neg != NULL && record->session[0] != '\0'
		? negotiation_session(neg, record->session)
		: NULL;

	return session != NULL && session->n_names > 0 ? session->names[0]
						       : record->session;
}

void
site_lines(struct site *site, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		html_text_n(&site->html, text, n);
		text += n;
		if (*text == '\n')
			html_raw(
			    &site->html, page_begins_line(++text) ? "\n" : " ");
	}
}

void
site_source(struct site *site, const struct record *record,
    const struct passage *passage, const char *session, bool titled)
{
	struct html *html = &site->html;

	html_raw(html, "<p class=\"source\">");
	if (!titled) {
		html_raw(html, "<a");
		html_attr(html, "href",
		    site_record_address(site, record->id, passage->number));
		html_raw(html, "><cite dir=\"auto\">");
		html_text(html, record_called(site->arena, record));
		html_raw(html, "</cite></a>; ");
	}
	html_text(html, site_kind_words(record->kind));
	if (session[0] != '\0') {
		html_text(html, C_("list", ", "));
		if (record->session[0] != '\0')
			html_link(html,
			    site_session_address(site, record->session),
			    session);
		else
			html_text(html, session);
	}
	if (record->date[0] != '\0') {
		html_text(html, C_("list", ", "));
		html_raw(html, "<time");
		html_attr(html, "datetime", record->date);
		html_raw(html, ">");
		html_text(html, phrase_date(site->arena, record->date));
		html_raw(html, "</time>");
	}
	site_place_in(site, passage);
	if (passage->ocr)
		site_also(site, _("read off a picture"));
	html_raw(html, "</p>\n");
}

void
site_language(struct site *site, const struct record *record,
    const struct passage *passage)
{
	const char *code = passage_language(record, passage);

	html_attr(&site->html, "lang", *code != '\0' ? code : "und");
	html_attr(&site->html, "dir", "auto");
}

void
site_hit(struct site *site, const struct search_hit *hit)
{
	struct html *html = &site->html;
	const struct passage *passage = hit->passage;
	const char *speaker = passage->speaker[0] != '\0'
				  ? passage->speaker
				  : hit->record->speaker;
	const char *head = *speaker != '\0'
			       ? speaker
			       : record_called(site->arena, hit->record);

	html_raw(html, "<li class=\"hit\">\n<h3><bdi>");
	if (*speaker == '\0')
		html_link(html,
		    site_record_address(site, hit->record->id, passage->number),
		    head);
	else if (passage->speaker_id[0] != '\0')
		html_link(
		    html, site_holder_address(site, passage->speaker_id), head);
	else
		html_text(html, head);
	html_raw(html, "</bdi>");
	if (passage->on_behalf_of[0] != '\0') {
		html_text(html, C_("list", ", "));
		site_linked(site,
		    arena_printf(site->arena, _("for %s"), SITE_LINK), NULL,
		    passage->on_behalf_of);
	}
	html_raw(html, "</h3>\n<p class=\"snippet\"");
	site_language(site, hit->record, passage);
	html_raw(html, ">");
	html_snippet(html, &hit->snippet);
	html_raw(html, "</p>\n");
	site_source(site, hit->record, passage,
	    site_session_name(site, hit->record), *speaker == '\0');
	html_raw(html, "</li>\n");
}
