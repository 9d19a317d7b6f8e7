/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facets.h"

#include "core/field.h"

#include <stdlib.h>
#include <string.h>

/* Facets without a slot: their values are terms of the passages. */
static const enum field_id by_term[] = {FIELD_HOLDER, FIELD_TOPIC};

static void
see(void *context, uint32_t docid, double weight, struct xap_doc *doc)
{
	struct facet_count *count = context;

	(void)weight;
	(void)doc;
	if (count->n_docids == FACET_PASSAGES_MAX) {
		count->more = true;
		return;
	}
	count->docid[count->n_docids++] = docid;
}

void
facets_count(struct facet_count *count, struct xap_match_params *params)
{
	for (int id = 0; id < FIELD_COUNT; id++) {
		const struct field *field = field_get((enum field_id)id);

		if (!field->facet || field->slot == FIELD_NO_SLOT ||
		    count->n_slots == 8)
			continue;
		count->field[count->n_slots] = field;
		count->slot[count->n_slots++] = (uint32_t)field->slot;
	}
	count->docid =
	    arena_array(count->arena, FACET_PASSAGES_MAX, sizeof *count->docid);
	params->facets = count->slot;
	params->n_facets = count->n_slots;
	params->see = see;
	params->see_context = count;
}

static void
add_value(
    struct arena *arena, struct facet *facet, const char *value, uint32_t count)
{
	facet->value = arena_grow(arena, facet->value, facet->n_values,
	    facet->n_values + 1, sizeof *facet->value);
	facet->value[facet->n_values].value = value;
	facet->value[facet->n_values++].count = count;
}

static void
read_slot(struct facet_count *count, const struct xap_matches *matches,
    size_t i, bool exact, struct facet *facet)
{
	size_t n;
	const struct xap_facet *value = xap_matches_facet(matches, i, &n);

	facet->name = count->field[i]->name;
	facet->exact = exact;
	for (size_t k = 0; value != NULL && k < n && k < FACET_VALUES_MAX; k++)
		add_value(count->arena, facet,
		    arena_strndup(count->arena, value[k].value, value[k].len),
		    value[k].count);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
by_count(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->value, y->value);
}

/* The values of a field's terms in one passage, appended to `list`. */
static bool
passage_values(struct facet_count *count, struct index *index, uint32_t docid,
    const char *prefix, const char ***list, size_t *n, struct error *err)
{
	struct xap_error xerr;
	size_t skip = strlen(prefix), len;
	struct xap_terms *terms =
	    xap_terms_of_doc(index_db(index), docid, &xerr);
	bool more =
	    terms != NULL && xap_terms_skip_to(terms, prefix, skip, &xerr);

	for (; more; more = xap_terms_next(terms, &xerr)) {
		const char *term = xap_terms_get(terms, &len);

		if (len <= skip || memcmp(term, prefix, skip) != 0)
			break;
		*list =
		    arena_grow(count->arena, *list, *n, *n + 1, sizeof **list);
		(*list)[(*n)++] =
		    arena_strndup(count->arena, term + skip, len - skip);
	}
	xap_terms_free(terms);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* Count equal neighbours of a sorted list. */
static void
count_values(
    struct arena *arena, const char **list, size_t n, struct facet *facet)
{
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && strcmp(list[next], list[i]) == 0;
		     next++)
			;
		add_value(arena, facet, list[i], (uint32_t)(next - i));
	}
	if (facet->n_values > 0)
		qsort(facet->value, facet->n_values, sizeof *facet->value,
		    by_count);
	if (facet->n_values > FACET_VALUES_MAX)
		facet->n_values = FACET_VALUES_MAX;
}

static bool
read_terms(struct facet_count *count, struct index *index, enum field_id id,
    bool exact, struct facet *facet, struct error *err)
{
	const char *prefix = field_get(id)->prefix;
	const char **list = NULL;
	size_t n = 0;

	facet->name = field_get(id)->name;
	facet->exact = exact && !count->more;
	for (size_t i = 0; i < count->n_docids; i++)
		if (!passage_values(
			count, index, count->docid[i], prefix, &list, &n, err))
			return false;
	if (n > 0)
		qsort(list, n, sizeof *list, by_text);
	count_values(count->arena, list, n, facet);
	return true;
}

bool
facets_read(struct facet_count *count, struct index *index,
    const struct xap_matches *matches, bool exact, struct facet **ret_facets,
    size_t *ret_count, struct error *err)
{
	size_t n_terms = sizeof by_term / sizeof *by_term;
	struct facet *facet =
	    arena_array(count->arena, count->n_slots + n_terms, sizeof *facet);

	*ret_facets = facet;
	*ret_count = count->n_slots + n_terms;
	for (size_t i = 0; i < n_terms; i++)
		if (!read_terms(count, index, by_term[i], exact, facet++, err))
			return false;
	for (size_t i = 0; i < count->n_slots; i++)
		read_slot(count, matches, i, exact, facet++);
	return true;
}
