/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The start: what this index holds, and examples (site-examples.c). */
#include "searcher/site.h"

#include "core/translate.h"
#include "searcher/phrases.h"

#include "core/field.h"

#include <string.h>

#define VALUES_OPEN 10 /* of a field; the rest is folded */

/* --- what there is -------------------------------------------------------- */

/* The rest of a long list. */
static void
begin_more(struct html *html)
{
	html_raw(html, "</ul>\n<details><summary>");
	html_text(html, _("More"));
	html_raw(html, "</summary>\n<ul>\n");
}

/* The values of a field with how many passages have each, as links. */
static bool
write_values(
    struct site *site, enum field_id id, const char *head, struct error *err)
{
	struct html *html = &site->html;
	struct index *index = site->searcher->index;
	const struct field *field = field_get(id);
	struct xap_error xerr = {0};
	size_t n_prefix = strlen(field->prefix), n = 0;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), field->prefix, n_prefix, &xerr);

	html_raw(html, "<section>\n<h3>");
	html_text(html, head);
	html_raw(html, "</h3>\n<ul>\n");
	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t len;
		const char *term = xap_terms_get(terms, &len);
		uint32_t count;
		const char *value =
		    arena_strndup(site->arena, term + n_prefix, len - n_prefix);

		if (!index_term_count(
			index, term, len, UINT32_MAX, &count, err))
			break;
		if (count == 0)
			continue;
		if (n++ == VALUES_OPEN)
			begin_more(html);
		html_raw(html, "<li>");
		html_link(html,
		    site_text_address(
			site, query_print(site->arena,
				  query_field(site->arena, id, value))),
		    site_value_words(site, id, value));
		html_printf(html, " %lu", (unsigned long)count);
		html_raw(html, "</li>\n");
	}
	xap_terms_free(terms);
	html_raw(html, n > VALUES_OPEN ? "</ul>\n</details>\n</section>\n"
				       : "</ul>\n</section>\n");
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	return err->code == ERROR_NONE;
}

static void
write_negotiations(struct site *site)
{
	const struct index_info *info = index_info(site->searcher->index);
	struct html *html = &site->html;
	struct error ignored = {0};

	html_raw(html, "<p>");
	html_printf(html, _("On record: %s records with %s passages"),
	    phrase_number(site->arena, (unsigned long)info->records),
	    phrase_number(site->arena, (unsigned long)info->passages));
	for (size_t i = 0; i < info->n_negotiations; i++) {
		const struct negotiation *neg = index_negotiation(
		    site->searcher->index, info->negotiations[i], &ignored);

		if (neg == NULL || neg->title == NULL || *neg->title == '\0')
			continue;
		html_text(html, i == 0 ? "; " : C_("list", ", "));
		html_raw(html, "<bdi>");
		html_text(html, neg->title);
		if (neg->note != NULL && *neg->note != '\0') {
			html_raw(html, " (");
			html_text(html, neg->note);
			html_raw(html, ")");
		}
		html_raw(html, "</bdi>");
	}
	html_raw(html, ".</p>\n");
}

bool
site_start(struct site *site, struct error *err)
{
	struct html *html = &site->html;

	site->json = cgi_address(site->cgi, site->arena, "/api/v1/info", NULL);
	site_begin(site, _("travaux: who took which position"), "");
	html_raw(html, "<h1>");
	html_text(html, _("Who took which position on which provision, when, "
			  "and in what words"));
	html_raw(html, "</h1>\n");
	write_negotiations(site);
	html_raw(html, "<section class=\"examples\">\n<h2>");
	html_text(html, _("Ask, for example"));
	html_raw(html, "</h2>\n<ul>\n");
	if (!site_examples(site, err))
		return false;
	html_raw(html, "</ul>\n</section>\n<section class=\"holds\">\n<h2>");
	html_text(html, _("What there is, in passages"));
	html_raw(html, "</h2>\n<div class=\"columns\">\n");
	if (!write_values(site, FIELD_KIND, _("Kinds of records"), err) ||
	    !write_values(site, FIELD_SESSION, _("Sessions"), err) ||
	    !write_values(site, FIELD_LANGUAGE, _("Languages"), err) ||
	    !write_values(site, FIELD_STANCE, _("Stances"), err))
		return false;
	html_raw(html, "</div>\n</section>\n");
	site_end(site);
	return true;
}
