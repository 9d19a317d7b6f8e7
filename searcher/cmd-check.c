/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/page.h"

#include "core/bundle.h"

#include <string.h>

/* Every passage of the index can be read, and says what it should. */
static bool
check_passages(
    struct command_context *context, uint32_t *ret_count, struct error *err)
{
	struct index *index = context->searcher->index;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), "", 0, &xerr);
	struct arena *arena = arena_new();
	bool ok = true;

	*ret_count = 0;
	while (ok && postings != NULL && xap_postings_next(postings, &xerr)) {
		struct record record;
		struct passage passage;

		if (index_removed(index, xap_postings_docid(postings)))
			continue;
		arena_reset(arena);
		ok = index_passage(index, arena, xap_postings_docid(postings),
		    &record, &passage, err);
		*ret_count += ok;
	}
	xap_postings_free(postings);
	arena_free(arena);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

/* A database in a bundle was verified, but may be wrong as it was packed. */
static enum xap_status
check_blocks(struct index *index, struct xap_text *report, size_t *errors,
    struct xap_error *xerr)
{
	struct bundle *bundle = index_bundle(index);

	if (bundle == NULL)
		return xap_check_contained(
		    index_database(index), NULL, report, errors, xerr);
	return bundle_check(bundle, report, errors, xerr);
}

static int
run(struct command_context *context, struct error *err)
{
	struct index *index = context->searcher->index;
	const struct index_info *info = index_info(index);
	struct xap_text report = {0};
	struct xap_error xerr;
	size_t errors = 0;
	uint32_t count;
	enum xap_status status = check_blocks(index, &report, &errors, &xerr);

	if (status != XAP_OK) {
		index_error(index, &xerr, err);
	} else if (errors > 0) {
		page_verbatim(context->out, report.s, report.len);
		error_set(err, ERROR_INDEX,
		    "index '%s' is damaged (%zu errors); index again",
		    info->path, errors);
	} else if (check_passages(context, &count, err)) {
		out_printf(context->out, _("%s: in order, %lu passages, "),
		    info->path, (unsigned long)count);
		if (info->removed > 0)
			out_printf(context->out, _("%lu removed ones, "),
			    (unsigned long)info->removed);
		out_printf(context->out, _("made %s, build %s\n"),
		    info->created, info->build);
	}
	xap_text_clear(&report);
	return err->code == ERROR_NONE ? EXIT_FOUND : EXIT_INDEX;
}

const struct command command_check = {"check", N_("integrity of an index"),
    N_("usage: travaux check [--index DIR]\n"
       "\n"
       "Reads every block of the database and every passage in it. Prints one\n"
       "line and ends with 0 where all is in order, else with 3.\n"),
    run};
