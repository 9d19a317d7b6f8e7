/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Papers as pages: briefs, histories and comparisons, to be read, and printed
 * on two pages of paper. The commands write them (paper.h).
 */
#include "searcher/site.h"

#include "core/translate.h"

/* The same for programs, with the request's own parameters. */
static void
tell_data(struct site *site, const char *path)
{
	const char *const *filter = site->request.filter;

	site->json = cgi_address(site->cgi, site->arena, path, "q",
	    site->request.text, "provision", filter[FIELD_ARTICLE], "topic",
	    filter[FIELD_TOPIC], "session", filter[FIELD_SESSION], "layer",
	    filter[FIELD_LAYER], "date", filter[FIELD_DATE], NULL);
}

bool
site_trace(struct site *site, struct error *err)
{
	site->crumb = (struct site_crumb){"/provisions", _("Provisions")};
	tell_data(site, "/api/v1/trace");
	return site_command(site, "trace", FORMAT_HTML, err);
}

bool
site_brief(struct site *site, struct error *err)
{
	site->crumb = *site->request.text != '\0'
			  ? (struct site_crumb){"/holders", _("Delegations")}
			  : (struct site_crumb){"/provisions", _("Provisions")};
	tell_data(site, "/api/v1/brief");
	return site_command(site, "brief", FORMAT_HTML, err);
}

bool
site_compare(struct site *site, struct error *err)
{
	site->crumb = (struct site_crumb){"/holders", _("Delegations")};
	tell_data(site, "/api/v1/compare");
	return site_command(site, "compare", FORMAT_HTML, err);
}
