/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/positions-scan.h"

#include "core/position-list.h"

#include <string.h>

/* What a part of a query asks of: or-ed. */
enum level {
	LEVEL_POSITION = 1, /* a position's own term tells */
	LEVEL_PASSAGE = 2,  /* a set of passages tells */
	LEVEL_TEXT = 4	    /* the passage has to be read */
};

struct scan {
	struct searcher *searcher;
	struct query *positions; /* AND of what the terms tell */
	struct query *passages;	 /* AND of the rest */
	unsigned char *wanted;	 /* bits of document ids, or NULL: all */
	uint32_t last;		 /* highest id that has a bit */
	const char **class;	 /* values that passages are parted by */
	size_t n_classes;
	uint16_t *class_of; /* of each document id: its place in class */
	uint32_t documents; /* highest id in class_of */
	uint32_t *counted;  /* of each class, for one term */
	scan_fn *each;
	void *context;
};

static unsigned
level_of_field(enum field_id field)
{
	switch (field) {
	case FIELD_HOLDER:
	case FIELD_STANCE:
	case FIELD_ACTION:
	case FIELD_TOPIC:
	case FIELD_LAYER:
	case FIELD_CERTAINTY:
	case FIELD_IMPLIED:
	case FIELD_NEGOTIATION:
		return LEVEL_POSITION;
	case FIELD_RECORD:
	case FIELD_KIND:
	case FIELD_SPEAKER:
	case FIELD_GROUP:
	case FIELD_MENTION:
	case FIELD_SESSION:
	case FIELD_MEETING:
	case FIELD_DATE:
	case FIELD_LANGUAGE:
	case FIELD_SYMBOL:
	case FIELD_AUTHOR:
	case FIELD_ORGANIZATION:
	case FIELD_PATH:
	case FIELD_STATUS:
	case FIELD_OPTION:
		return LEVEL_PASSAGE;
	default:
		return LEVEL_TEXT;
	}
}

static unsigned
level_of(const struct query *query)
{
	unsigned level = 0;

	switch (query->kind) {
	case QUERY_ALL:
		return 0;
	case QUERY_FIELD:
		return level_of_field(query->field);
	case QUERY_DATES:
		return LEVEL_PASSAGE;
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		for (size_t i = 0; i < query->n_children; i++)
			level |= level_of(query->child[i]);
		return level;
	default:
		return LEVEL_TEXT;
	}
}

/* Whether one side alone can tell of a part of the query. */
static bool
is_plain(const struct query *query)
{
	unsigned level = level_of(query);

	return (level & LEVEL_TEXT) == 0 &&
	       level != (LEVEL_POSITION | LEVEL_PASSAGE);
}

bool
positions_can_scan(const struct query *query)
{
	if (query == NULL || is_plain(query))
		return true;
	if (query->kind != QUERY_AND)
		return false;
	for (size_t i = 0; i < query->n_children; i++)
		if (!is_plain(query->child[i]))
			return false;
	return true;
}

static void
sort_part(struct scan *scan, struct query *query)
{
	if (query->kind == QUERY_AND) {
		for (size_t i = 0; i < query->n_children; i++)
			sort_part(scan, query->child[i]);
		return;
	}
	if (query->kind != QUERY_ALL)
		query_add(scan->searcher->arena,
		    (level_of(query) & LEVEL_PASSAGE) != 0 ? scan->passages
							   : scan->positions,
		    query);
}

/* --- what the terms tell -------------------------------------------------- */

static const char *
part_value(const struct position_term_parts *parts, enum field_id field)
{
	switch (field) {
	case FIELD_HOLDER:
		return parts->holder;
	case FIELD_STANCE:
		return stance_name(parts->stance);
	case FIELD_ACTION:
		return action_name(parts->action);
	case FIELD_TOPIC:
		return parts->key;
	case FIELD_LAYER:
		return layer_name(parts->layer);
	case FIELD_CERTAINTY:
		return certainty_name(parts->certainty);
	case FIELD_IMPLIED:
		return action_name(parts->implied);
	case FIELD_NEGOTIATION:
		return parts->negotiation;
	default:
		return "";
	}
}

static bool
field_matches(
    const struct query *query, const struct position_term_parts *parts)
{
	const char *value = part_value(parts, query->field);

	for (size_t i = 0; i < query->n_values; i++)
		if (strcmp(query->value[i], value) == 0)
			return true;
	return false;
}

static bool
matches(const struct query *query, const struct position_term_parts *parts)
{
	switch (query->kind) {
	case QUERY_FIELD:
		return field_matches(query, parts);
	case QUERY_NOT:
		return !matches(query->child[0], parts);
	case QUERY_AND:
		for (size_t i = 0; i < query->n_children; i++)
			if (!matches(query->child[i], parts))
				return false;
		return true;
	case QUERY_OR:
		for (size_t i = 0; i < query->n_children; i++)
			if (matches(query->child[i], parts))
				return true;
		return false;
	default:
		return true;
	}
}

/* --- the passages --------------------------------------------------------- */

static bool
find_wanted(struct scan *scan, struct error *err)
{
	struct arena *arena = scan->searcher->arena;
	uint32_t *docid;
	size_t n;

	if (scan->passages->n_children == 0)
		return true;
	if (!search_docids(
		scan->searcher, scan->passages, UINT32_MAX, &docid, &n, err))
		return false;
	scan->last = n > 0 ? docid[n - 1] : 0;
	scan->wanted = arena_array(arena, (size_t)scan->last / 8 + 1, 1);
	for (size_t i = 0; i < n; i++)
		scan->wanted[docid[i] / 8] |=
		    (unsigned char)(1U << docid[i] % 8);
	return true;
}

static bool
is_wanted(const struct scan *scan, uint32_t docid)
{
	return docid <= scan->last &&
	       (scan->wanted[docid / 8] >> docid % 8 & 1) != 0;
}

/* Most values by which passages are parted; others count as "-". */
#define CLASSES_MAX 60000

/* Note which passages have a value. */
static bool
read_class(struct scan *scan, const char *term, size_t n, struct error *err)
{
	struct index *index = scan->searcher->index;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);

	while (postings != NULL && xap_postings_next(postings, &xerr)) {
		uint32_t docid = xap_postings_docid(postings);

		if (docid <= scan->documents)
			scan->class_of[docid] = (uint16_t)scan->n_classes;
	}
	xap_postings_free(postings);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* Part all passages by their values of a field. */
static bool
read_classes(struct scan *scan, enum field_id by, struct error *err)
{
	struct arena *arena = scan->searcher->arena;
	struct index *index = scan->searcher->index;
	const char *prefix = field_get(by)->prefix;
	size_t skip = strlen(prefix);
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, skip, &xerr);
	bool ok = true;

	scan->documents = index_info(index)->last_docid;
	scan->class_of = arena_array(
	    arena, (size_t)scan->documents + 1, sizeof *scan->class_of);
	scan->class = arena_array(arena, CLASSES_MAX, sizeof *scan->class);
	scan->class[scan->n_classes++] = "-";
	while (ok && scan->n_classes < CLASSES_MAX && terms != NULL &&
	       xap_terms_next(terms, &xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		scan->class[scan->n_classes] =
		    arena_strndup(arena, term + skip, n - skip);
		ok = read_class(scan, term, n, err);
		scan->n_classes++;
	}
	xap_terms_free(terms);
	scan->counted =
	    arena_array(arena, scan->n_classes, sizeof *scan->counted);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

static void
count_one(const struct scan *scan, uint32_t docid, uint32_t *total)
{
	if (scan->wanted != NULL ? !is_wanted(scan, docid)
				 : index_removed(scan->searcher->index, docid))
		return;
	++*total;
	if (scan->class_of != NULL && docid <= scan->documents)
		scan->counted[scan->class_of[docid]]++;
}

/* Of the passages that have the term, those wanted, and in each class. */
static bool
count_postings(const struct scan *scan, const char *term, size_t n,
    uint32_t *ret, struct error *err)
{
	struct index *index = scan->searcher->index;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);
	uint32_t docid[256];
	size_t got = postings != NULL ? 256 : 0;

	*ret = 0;
	while (got == 256) {
		if (xap_postings_read(postings, docid, 256, &got, &xerr) !=
		    XAP_OK)
			break;
		for (size_t i = 0; i < got; i++)
			count_one(scan, docid[i], ret);
	}
	xap_postings_free(postings);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/*
 * The terms of positions: from the index's list of them, or, where it has none,
 * from between the postings.
 */
struct kinds {
	struct position_list *list; /* or NULL */
	struct xap_terms *terms;
	const char *term; /* the one it is on */
	size_t n;
	uint32_t passages; /* that have it, where there is a list */
};

static bool
kinds_begin(struct kinds *kinds, struct scan *scan, struct error *err)
{
	struct index *index = scan->searcher->index;
	const char *prefix = field_get(FIELD_POSITION)->prefix;
	struct xap_error xerr = {0};

	memset(kinds, 0, sizeof *kinds);
	/* What several parts have is in no list. */
	if (index_can_decide(index))
		kinds->list = position_list_begin(scan->searcher->arena,
		    index_db(index), index_info(index)->last_docid, &xerr);
	if (kinds->list == NULL && xerr.status == XAP_OK)
		kinds->terms = xap_terms_open(
		    index_db(index), prefix, strlen(prefix), &xerr);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

static bool
kinds_next(struct kinds *kinds, struct xap_error *xerr)
{
	if (kinds->list != NULL)
		return position_list_next(kinds->list, &kinds->term, &kinds->n,
		    &kinds->passages, xerr);
	if (!xap_terms_next(kinds->terms, xerr))
		return false;
	kinds->term = xap_terms_get(kinds->terms, &kinds->n);
	return true;
}

static void
kinds_end(struct kinds *kinds)
{
	position_list_end(kinds->list);
	xap_terms_free(kinds->terms);
}

/* Passages of the term that the walk is on. */
static bool
count_passages(const struct scan *scan, const struct kinds *kinds,
    uint32_t *ret, struct error *err)
{
	struct index *index = scan->searcher->index;
	struct xap_error xerr;

	if (scan->wanted != NULL || scan->class_of != NULL ||
	    index_info(index)->removed > 0)
		return count_postings(scan, kinds->term, kinds->n, ret, err);
	if (kinds->list != NULL) {
		*ret = kinds->passages;
		return true;
	}
	return xap_terms_doc_freq(kinds->terms, ret, &xerr) == XAP_OK ||
	       index_error(index, &xerr, err);
}

static void
give(const struct scan *scan, const struct position_term_parts *parts,
    uint32_t passages)
{
	if (passages == 0)
		return;
	if (scan->class_of == NULL) {
		scan->each(scan->context, parts, parts->key, passages);
		return;
	}
	for (size_t i = 0; i < scan->n_classes; i++) {
		if (scan->counted[i] > 0)
			scan->each(scan->context, parts, scan->class[i],
			    scan -> counted[i]);
		scan->counted[i] = 0;
	}
}

static bool
walk(struct scan *scan, struct error *err)
{
	struct index *index = scan->searcher->index;
	struct arena *scratch = arena_new();
	struct xap_error xerr = {0};
	struct kinds kinds;
	bool ok = kinds_begin(&kinds, scan, err);

	while (ok && kinds_next(&kinds, &xerr)) {
		struct position_term_parts parts;
		uint32_t passages = 0;

		arena_reset(scratch);
		if (!position_term_split(
			scratch, kinds.term, kinds.n, &parts) ||
		    !matches(scan->positions, &parts))
			continue;
		ok = count_passages(scan, &kinds, &passages, err);
		if (ok)
			give(scan, &parts, passages);
	}
	kinds_end(&kinds);
	arena_free(scratch);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

bool
positions_scan(struct searcher *searcher, const struct query *query,
    enum field_id by, scan_fn *each, void *context, struct error *err)
{
	struct arena *arena = searcher->arena;
	struct scan scan = {.searcher = searcher,
	    .positions = query_new(arena, QUERY_AND),
	    .passages = query_new(arena, QUERY_AND),
	    .each = each,
	    .context = context};

	if (query != NULL)
		sort_part(&scan, (struct query *)query);
	if (by != FIELD_POSITION && !read_classes(&scan, by, err))
		return false;
	return find_wanted(&scan, err) && walk(&scan, err);
}
