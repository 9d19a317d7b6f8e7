/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/resolve.h"

#include "core/fold.h"
#include "searcher/stopwords.h"

#include <string.h>

struct resolution {
	struct arena *arena;
	struct index *index;
	struct notes *notes;
	struct error *err;
};

void
notes_add(struct arena *arena, struct notes *notes, const char *note)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->note[i], note) == 0)
			return;
	notes->note = arena_grow(arena, notes->note, notes->count,
	    notes->count + 1, sizeof *notes->note);
	notes->note[notes->count++] = note;
}

/* 1: the index has the term; 0: it does not; -1: error. */
static int
term_exists(struct resolution *r, enum field_id field, const char *value)
{
	size_t n;
	const char *term = field_term(r->arena, field, value, &n);
	uint32_t count;

	if (!index_term_count(r->index, term, n, 1, &count, r->err))
		return -1;
	return count > 0;
}

/* Topics that the whole value names. */
static void
topic_ids(struct resolution *r, const struct negotiation *neg,
    const char *value, struct query *into)
{
	struct tokens tokens;
	size_t n;
	struct topic_mention *mention;

	tokenize(r->arena, value, strlen(value), &tokens);
	mention =
	    negotiation_find_topics(neg, r->arena, &tokens, LANGUAGE_NONE, &n);
	for (size_t i = 0; i < n; i++)
		if (mention[i].first == 0 && mention[i].end == tokens.count)
			query_add_value(r->arena, into, mention[i].lineage);
}

/* Ids that a name has in one profile, appended to `into`. */
static void
profile_ids(struct resolution *r, const struct negotiation *neg,
    enum field_id field, const char *value, struct query *into)
{
	const struct holder *holder;
	const struct session *session;
	const struct instrument *instrument;

	switch (field) {
	case FIELD_SPEAKER:
	case FIELD_GROUP:
	case FIELD_HOLDER:
	case FIELD_MENTION:
		holder = holder_named(neg->holders, value);
		if (holder != NULL)
			query_add_value(r->arena, into, holder->id);
		break;
	case FIELD_SESSION:
		session = negotiation_session(neg, value);
		if (session != NULL)
			query_add_value(r->arena, into, session->id);
		break;
	case FIELD_INSTRUMENT:
		instrument = negotiation_instrument(neg, value);
		if (instrument != NULL)
			query_add_value(r->arena, into, instrument->id);
		break;
	case FIELD_TOPIC:
		topic_ids(r, neg, value, into);
		break;
	default:
		break;
	}
}

static bool
by_profile(enum field_id field)
{
	return field == FIELD_SPEAKER || field == FIELD_GROUP ||
	       field == FIELD_HOLDER || field == FIELD_MENTION ||
	       field == FIELD_SESSION || field == FIELD_INSTRUMENT ||
	       field == FIELD_TOPIC;
}

/* Fields whose terms are folded names. */
static bool
by_fold(enum field_id field)
{
	return field == FIELD_SYMBOL || field == FIELD_AUTHOR ||
	       field == FIELD_ORGANIZATION || field == FIELD_MEETING ||
	       field == FIELD_LANGUAGE || field == FIELD_SPEAKER ||
	       field == FIELD_GROUP;
}

/* Look the value up in every profile of the index. */
static bool
ask_profiles(struct resolution *r, enum field_id field, const char *value,
    struct query *into)
{
	const struct index_info *info = index_info(r->index);

	for (size_t i = 0; i <= info->n_negotiations; i++) {
		const char *id =
		    i < info->n_negotiations ? info->negotiations[i] : "";
		const struct negotiation *neg;

		if (*id == '\0' && info->n_negotiations > 0)
			continue;
		neg = index_negotiation(r->index, id, r->err);
		if (neg == NULL)
			return false;
		profile_ids(r, neg, field, value, into);
	}
	return true;
}

static bool
has_value(const struct query *node, const char *value)
{
	for (size_t i = 0; i < node->n_values; i++)
		if (strcmp(node->value[i], value) == 0)
			return true;
	return false;
}

/* Values that the index has none of are kept, and told. */
static bool
note_absent(struct resolution *r, enum field_id field, const char *written,
    const struct query *ids)
{
	for (size_t i = 0; i < ids->n_values; i++) {
		int there = term_exists(r, field, ids->value[i]);

		if (there != 0)
			return there > 0;
	}
	notes_add(r->arena, r->notes,
	    arena_printf(r->arena, "no passage of this index has %s \"%s\"",
		field_get(field)->name, written));
	return true;
}

static bool
resolve_value(struct resolution *r, enum field_id field, const char *value,
    struct query *into)
{
	struct query *ids = query_new(r->arena, QUERY_FIELD);
	int there = term_exists(r, field, value);

	if (there < 0)
		return false;
	if (there == 0 && by_profile(field) &&
	    !ask_profiles(r, field, value, ids))
		return false;
	if (ids->n_values == 0 && there == 0 && by_fold(field))
		value = fold_text(r->arena, value, strlen(value), NULL);
	if (ids->n_values == 0)
		query_add_value(r->arena, ids, value);
	if (there == 0 && !note_absent(r, field, value, ids))
		return false;
	for (size_t i = 0; i < ids->n_values; i++)
		if (!has_value(into, ids->value[i]))
			query_add_value(r->arena, into, ids->value[i]);
	return true;
}

static bool
resolve_field(struct resolution *r, struct query *node)
{
	struct query *into = query_new(r->arena, QUERY_FIELD);

	if (field_get(node->field)->how != FIELD_FILTER)
		return true;
	for (size_t i = 0; i < node->n_values; i++)
		if (!resolve_value(r, node->field, node->value[i], into))
			return false;
	node->value = into->value;
	node->n_values = into->n_values;
	return true;
}

static bool
is_stopword(struct arena *arena, const struct query *node)
{
	return node->kind == QUERY_WORD &&
	       stopword(fold_text(arena, node->text, strlen(node->text), NULL));
}

/* Take words such as "the" out of an AND that has something else to find. */
static struct query *
drop_stopwords(struct resolution *r, struct query *query)
{
	size_t kept = 0, words = 0;
	const char *dropped = "";

	for (size_t i = 0; i < query->n_children; i++)
		if (!is_stopword(r->arena, query->child[i]) &&
		    query->child[i]->kind != QUERY_NOT)
			words++;
	if (words == 0)
		return query;
	for (size_t i = 0; i < query->n_children; i++)
		if (is_stopword(r->arena, query->child[i]))
			dropped = arena_printf(r->arena, "%s%s%s", dropped,
			    *dropped == '\0' ? "" : ", ",
			    query->child[i]->text);
		else
			query->child[kept++] = query->child[i];
	if (kept < query->n_children)
		notes_add(r->arena, r->notes,
		    arena_printf(r->arena,
			"words that are nearly everywhere were left out: %s",
			dropped));
	query->n_children = kept;
	return kept == 1 ? query->child[0] : query;
}

static struct query *
resolve(struct resolution *r, struct query *query)
{
	for (size_t i = 0; i < query->n_children; i++) {
		query->child[i] = resolve(r, query->child[i]);
		if (query->child[i] == NULL)
			return NULL;
	}
	if (query->kind == QUERY_FIELD && !resolve_field(r, query))
		return NULL;
	if (query->kind == QUERY_AND)
		return drop_stopwords(r, query);
	return query;
}

struct query *
query_resolve(struct arena *arena, struct index *index, struct query *query,
    struct notes *notes, struct error *err)
{
	struct resolution r = {arena, index, notes, err};

	return resolve(&r, query);
}
