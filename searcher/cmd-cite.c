/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/cite.h"
#include "searcher/command.h"
#include "searcher/record-ref.h"

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct searcher *searcher = context->searcher;
	struct record_ref ref;
	struct citation citation;

	if (!record_ref_read(searcher, request->text, &ref, err))
		return err->code == ERROR_INPUT ? EXIT_NOT_FOUND : EXIT_INDEX;
	citation.record = &ref.record;
	citation.passage = ref.named;
	citation.neg =
	    index_negotiation(searcher->index, ref.record.negotiation, err);
	if (citation.neg == NULL)
		return EXIT_INDEX;
	switch (request->format) {
	case FORMAT_BIBTEX:
		cite_bibtex(context->out, searcher->arena, &citation);
		break;
	case FORMAT_CSL:
		cite_csl(context->out, searcher->arena, &citation);
		break;
	default:
		cite_footnote(context->out, searcher->arena, &citation);
		break;
	}
	return EXIT_FOUND;
}

const struct command command_cite = {"cite",
    N_("how to cite a record or passage: footnote, BibTeX, CSL"),
    N_("usage: travaux cite [options] RECORD[#PASSAGE]\n"
       "\n"
       "Prints a citation: a footnote as documents of the United Nations have "
       "them,\n"
       "or an entry for a program that keeps references.\n"
       "\n"
       "  --format FORMAT    text (the footnote), bibtex, csl (CSL-JSON)\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux cite 'WP-W-03#1'\n"
       "  travaux cite --format bibtex WP-W-03\n"
       "  travaux cite --format csl WP-W-03\n"),
    run};
