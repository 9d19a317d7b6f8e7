/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/resolve.h"

#include "core/fold.h"
#include "core/translate.h"
#include "searcher/resolve-session.h"
#include "searcher/stopwords.h"

#include <string.h>

/* Words after a filter that may belong to its value. */
#define NAME_WORDS_MAX 4

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
	case FIELD_SPOKESPERSON:
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
	       field == FIELD_SPOKESPERSON || field == FIELD_SESSION ||
	       field == FIELD_INSTRUMENT || field == FIELD_TOPIC;
}

/* Fields whose terms are folded names. */
static bool
by_fold(enum field_id field)
{
	return field == FIELD_SYMBOL || field == FIELD_AUTHOR ||
	       field == FIELD_ORGANIZATION || field == FIELD_MEETING ||
	       field == FIELD_LANGUAGE || field == FIELD_SPEAKER ||
	       field == FIELD_GROUP || field == FIELD_SPOKESPERSON;
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
	    arena_printf(r->arena, _("no passage of this index has %s \"%s\""),
		field_get(field)->name, written));
	return true;
}

/* "1..3" of sessions; `*ret_done` tells whether it was such a range. */
static bool
resolve_range(struct resolution *r, enum field_id field, const char *value,
    struct query *into, bool *ret_done)
{
	const char *dots = strstr(value, "..");
	size_t before = into->n_values;

	*ret_done = false;
	if (field != FIELD_SESSION || dots == NULL)
		return true;
	if (!resolve_session_range(r->arena, r->index,
		arena_strndup(r->arena, value, (size_t)(dots - value)),
		dots + 2, into, ret_done, r->err))
		return false;
	if (*ret_done && into->n_values == before)
		notes_add(r->arena, r->notes,
		    arena_printf(r->arena,
			_("there is no session from %.*s to %s, in this order"),
			(int)(dots - value), value, dots + 2));
	return true;
}

static bool
resolve_value(struct resolution *r, enum field_id field, const char *value,
    struct query *into)
{
	struct query *ids = query_new(r->arena, QUERY_FIELD);
	bool done;
	int there = term_exists(r, field, value);

	if (!resolve_range(r, field, value, into, &done))
		return false;
	if (done)
		return true;

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
			_("words that are nearly everywhere were left out: %s"),
			dropped));
	query->n_children = kept;
	return kept == 1 ? query->child[0] : query;
}

/* Whether a value has a meaning: in the index, or in a profile. */
static int
is_known(struct resolution *r, enum field_id field, const char *value)
{
	struct query *ids = query_new(r->arena, QUERY_FIELD);
	int there = term_exists(r, field, value);

	if (there == 0 && by_fold(field))
		there = term_exists(
		    r, field, fold_text(r->arena, value, strlen(value), NULL));
	if (there == 0 && by_profile(field) &&
	    !ask_profiles(r, field, value, ids))
		return -1;
	return there < 0 ? -1 : there > 0 || ids->n_values > 0;
}

/*
 * How many words after filter `i` belong to its last value, which is no id of
 * the index: as many as make a name (speaker:South Africa). -1 on error.
 */
static int
words_of_name(struct resolution *r, const struct query *all, size_t i,
    const char **ret_name)
{
	const struct query *node = all->child[i];
	const char *name = node->value[node->n_values - 1];
	int words = 0, there = term_exists(r, node->field, name);

	if (there != 0)
		return there < 0 ? -1 : 0;
	for (int n = 1; n <= NAME_WORDS_MAX; n++) {
		size_t at = i + (size_t)n;
		int known;

		if (at >= all->n_children ||
		    (all->child[at]->kind != QUERY_WORD &&
			all->child[at]->kind != QUERY_PHRASE))
			break;
		name =
		    arena_printf(r->arena, "%s %s", name, all->child[at]->text);
		known = is_known(r, node->field, name);
		if (known < 0)
			return -1;
		if (known > 0) {
			words = n;
			*ret_name = name;
		}
	}
	return words;
}

/* Names of several words that were written without quotation marks. */
static bool
join_names(struct resolution *r, struct query *all)
{
	for (size_t i = 0; i + 1 < all->n_children; i++) {
		struct query *node = all->child[i];
		const char *name = "";
		int words;

		if (node->kind != QUERY_FIELD || !by_profile(node->field))
			continue;
		words = words_of_name(r, all, i, &name);
		if (words < 0)
			return false;
		if (words == 0)
			continue;
		node->value[node->n_values - 1] = name;
		for (size_t k = i + 1; k + (size_t)words < all->n_children; k++)
			all->child[k] = all->child[k + (size_t)words];
		all->n_children -= (size_t)words;
		notes_add(r->arena, r->notes,
		    arena_printf(r->arena, _("%s:\"%s\" was taken as one name"),
			field_get(node->field)->name, name));
	}
	return true;
}

static struct query *
resolve(struct resolution *r, struct query *query)
{
	if (query->kind == QUERY_SAVED) {
		error_set_at(r->err, ERROR_USAGE, query->column,
		    "there are no saved queries here: '%.60s'", query->text);
		return NULL;
	}
	if (query->kind == QUERY_AND && !join_names(r, query))
		return NULL;
	for (size_t i = 0; i < query->n_children; i++) {
		query->child[i] = resolve(r, query->child[i]);
		if (query->child[i] == NULL)
			return NULL;
	}
	if (query->kind == QUERY_FIELD && !resolve_field(r, query))
		return NULL;
	if (query->kind == QUERY_DATES &&
	    !resolve_session_dates(r->arena, r->index, query, r->err))
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
