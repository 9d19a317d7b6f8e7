/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facet-names.h"

#include "core/field.h"
#include "searcher/pick.h"
#include "searcher/provision-label.h"

#include <string.h>

/* The name that one profile has for a value, or "". */
static const char *
name_in(struct arena *arena, const struct negotiation *neg, enum field_id field,
    const char *value)
{
	const struct holder *holder;
	const struct session *session;

	switch (field) {
	case FIELD_HOLDER:
	case FIELD_SPEAKER:
	case FIELD_GROUP:
	case FIELD_MENTION:
		holder = holder_by_id(neg->holders, value);
		return holder != NULL ? holder->name : "";
	case FIELD_SESSION:
		session = negotiation_session(neg, value);
		return session != NULL && session->n_names > 0
			   ? session->names[0]
			   : "";
	case FIELD_TOPIC:
		return provision_label(arena, neg, value).title;
	default:
		return "";
	}
}

static bool
name_facet(struct searcher *searcher, struct facet *facet, struct error *err)
{
	const struct field *field =
	    field_find(facet->name, strlen(facet->name));
	const char *id;

	for (size_t i = 0; field != NULL && facet->n_values > 0 &&
			   (id = profile_id(searcher->index, i)) != NULL;
	     i++) {
		const struct negotiation *neg =
		    index_negotiation(searcher->index, id, err);

		if (neg == NULL)
			return false;
		for (size_t v = 0; v < facet->n_values; v++) {
			struct facet_value *value = &facet->value[v];

			if (value->name == NULL || *value->name == '\0')
				value->name = name_in(searcher->arena, neg,
				    field->id, value->value);
		}
	}
	return true;
}

bool
facet_names(
    struct searcher *searcher, struct search_result *result, struct error *err)
{
	for (size_t i = 0; i < result->n_facets; i++)
		if (!name_facet(searcher, &result->facet[i], err))
			return false;
	return true;
}
