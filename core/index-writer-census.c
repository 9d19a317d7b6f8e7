/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-writer-parts.h"

#include "core/census.h"
#include "core/index.h"
#include "core/pack.h"
#include "core/passage-terms.h"
#include "core/removed.h"

static uint32_t
removed_of(const struct index_writer *w)
{
	return w->removed != NULL ? removed_count(w->removed) : 0;
}

bool
writer_read_census(struct index_writer *w, struct xap_db *db, struct error *err)
{
	struct xap_stats stats;
	struct xap_error xerr;

	if (xap_db_stats(db, &stats, &xerr) == XAP_OK)
		w->census = census_read(
		    w->arena, db, stats.doc_count, removed_of(w), &xerr);
	/* A broken one is made anew. */
	return xerr.status == XAP_OK || xerr.status == XAP_CORRUPT ||
	       writer_failed(w, &xerr, err);
}

void
writer_census_add(struct index_writer *w, const struct xap_doc_input *doc)
{
	if (w->census != NULL)
		census_add(w->census, doc);
}

void
writer_census_take(struct index_writer *w, struct arena *arena,
    struct xap_db *db, uint32_t docid, bool first)
{
	struct xap_text data = {0};
	struct xap_error xerr;
	struct record record;
	struct passage passage;
	const struct negotiation *neg = NULL;

	if (w->census == NULL)
		return;
	if (xap_db_data(db, docid, &data, &xerr) == XAP_OK &&
	    unpack_passage(arena, data.s, data.len, &record, &passage, NULL))
		neg = index_negotiation(w->reader, record.negotiation, NULL);
	if (neg != NULL) {
		struct xap_doc_input doc;

		passage_filters(arena, neg, &record, &passage, &doc);
		census_take(w->census, &doc, first);
	} else {
		/* Counted anew at the end. */
		w->census = NULL;
	}
	xap_text_clear(&data);
}

bool
writer_write_census(
    struct index_writer *w, struct xap_writer *to, bool walk, struct error *err)
{
	struct xap_db *db = xap_writer_db(to);
	struct xap_stats stats;
	struct xap_error xerr;
	struct removed *none = removed_new(w->arena, 0);

	if (xap_db_stats(db, &stats, &xerr) == XAP_OK && w->census == NULL &&
	    walk)
		w->census = census_walk(w->arena, db,
		    w->removed != NULL ? w->removed : none, stats.last_docid,
		    &xerr);
	if (xerr.status == XAP_OK)
		census_write(
		    w->census, to, stats.doc_count, removed_of(w), &xerr);
	return xerr.status == XAP_OK || writer_failed(w, &xerr, err);
}
