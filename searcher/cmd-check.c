/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/missing.h"
#include "searcher/page.h"

#include "core/bundle.h"

#include <string.h>

/* The ids of all passages that are not removed. */
static uint32_t *
list_passages(struct index *index, struct arena *arena, size_t *ret_count,
    struct error *err)
{
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), "", 0, &xerr);
	size_t room = (size_t)index_info(index)->passages + 1, n = 0;
	uint32_t *docid = arena_array(arena, room, sizeof *docid);

	while (postings != NULL && xap_postings_next(postings, &xerr)) {
		if (index_removed(index, xap_postings_docid(postings)))
			continue;
		if (n == room) {
			docid = arena_grow(
			    arena, docid, room, 2 * room, sizeof *docid);
			room *= 2;
		}
		docid[n++] = xap_postings_docid(postings);
	}
	xap_postings_free(postings);
	*ret_count = n;
	if (xerr.status == XAP_OK)
		return docid;
	index_error(index, &xerr, err);
	return NULL;
}

/* Every passage of the index can be read, and says what it should. */
static bool
check_passages(
    struct command_context *context, uint32_t *ret_count, struct error *err)
{
	struct index *index = context->searcher->index;
	struct arena *arena = arena_new();
	size_t n;
	uint32_t *docid =
	    list_passages(index, context->searcher->arena, &n, err);
	bool ok = docid != NULL;

	*ret_count = 0;
	for (size_t i = 0; ok && i < n; i++) {
		struct record record;
		struct passage passage;

		arena_reset(arena);
		ok = index_fetch(index, docid, n, i, err) &&
		     index_passage(
			 index, arena, docid[i], &record, &passage, err);
		*ret_count += ok;
	}
	arena_free(arena);
	return ok;
}

/* No record is in two shards. */
static bool
check_doubles(struct command_context *context, struct error *err)
{
	struct index *index = context->searcher->index;
	struct index_doubles doubles;

	if (!index_doubles(index, context->searcher->arena, &doubles, err))
		return false;
	return doubles.count == 0 ||
	       error_set(err, ERROR_INDEX, "%s",
		   doubled_cause(context->searcher->arena, &doubles));
}

/*
 * The blocks of one database of the index. One in a bundle was verified, but
 * may be wrong as it was packed; one on a server is for the server to check.
 */
static enum xap_status
check_part(struct index *index, size_t i, struct xap_text *report,
    size_t *errors, struct xap_error *xerr)
{
	struct bundle *bundle = index_part_bundle(index, i);
	const char *path = index_part_database(index, i);

	*errors = 0;
	if (path == NULL)
		return XAP_OK;
	return bundle != NULL
		   ? bundle_check(bundle, report, errors, xerr)
		   : xap_check_contained(path, NULL, report, errors, xerr);
}

static enum xap_status
check_blocks(struct index *index, struct xap_text *report, size_t *errors,
    struct xap_error *xerr)
{
	enum xap_status status = XAP_OK;

	for (size_t i = 0;
	     i < index_parts(index) && status == XAP_OK && *errors == 0; i++)
		status = check_part(index, i, report, errors, xerr);
	return status;
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
	} else if (check_passages(context, &count, err) &&
		   check_doubles(context, err)) {
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
       "Reads every block of the database and every passage in it, and of a "
       "set\n"
       "whether a record is in two shards. Prints one line and ends with 0\n"
       "where all is in order, else with 3.\n"),
    run};
