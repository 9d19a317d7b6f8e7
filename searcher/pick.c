/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/pick.h"

#include "core/field.h"
#include "core/fold.h"
#include "core/translate.h"
#include "searcher/phrases.h"

#include <string.h>

#define CANDIDATES 32 /* things one text is taken for at most */

struct picking {
	struct searcher *searcher;
	struct arena *arena;
	const struct negotiation *neg; /* the one looked at */
	const char *negotiation;       /* its id */
	struct picked found[CANDIDATES];
	size_t count;
	struct error *err;
};

const char *
profile_id(struct index *index, size_t i)
{
	const struct index_info *info = index_info(index);

	if (info->n_negotiations == 0)
		return i == 0 ? "" : NULL;
	return i < info->n_negotiations ? info->negotiations[i] : NULL;
}

/* --- what is on record ---------------------------------------------------- */

static bool
count_positions(struct picking *p, struct picked *picked)
{
	struct index *index = p->searcher->index;
	size_t n;
	const char *prefix = position_term(p->arena, picked->negotiation,
	    picked->key, NULL, NULL, NULL, NULL, &n);
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, n, &xerr);
	uint32_t freq;

	while (terms != NULL && xap_terms_next(terms, &xerr))
		if (xap_terms_doc_freq(terms, &freq, NULL) == XAP_OK)
			picked->positions += freq;
	xap_terms_free(terms);
	return xerr.status == XAP_OK || index_error(index, &xerr, p->err);
}

static bool
add(struct picking *p, const char *lineage, const char *instrument,
    const struct provision *provision)
{
	struct picked *picked = &p->found[p->count];
	struct provision_label label;
	char form[PROVISION_MAX] = "";
	const char *key;

	if (provision != NULL)
		provision_format(provision, form);
	key = position_key(p->arena, lineage, instrument, form);
	if (p->count == CANDIDATES)
		return true;
	for (size_t i = 0; i < p->count; i++)
		if (p->found[i].neg == p->neg &&
		    strcmp(p->found[i].key, key) == 0)
			return true;
	memset(picked, 0, sizeof *picked);
	picked->neg = p->neg;
	picked->negotiation = p->negotiation;
	picked->key = key;
	picked->lineage = lineage;
	if (provision != NULL)
		picked->asked = *provision;
	label = provision_label(p->arena, p->neg, key);
	picked->heading = provision_heading(p->arena, &label);
	if (picked->asked.level[0][0] != '\0')
		picked->heading = arena_printf(p->arena, _("%s, within %s"),
		    phrase_provision(p->arena, form), picked->heading);
	p->count++;
	return count_positions(p, picked);
}

/* --- reading -------------------------------------------------------------- */

static bool
is_lineage(const struct negotiation *neg, const char *id)
{
	for (size_t i = 0; i < neg->n_places; i++)
		if (strcmp(neg->places[i].lineage, id) == 0)
			return true;
	return false;
}

/* "33 of ND2", "Article 33 (ND2)", "ND2 33": the provision and its text. */
static const struct instrument *
split_instrument(struct picking *p, const char *text, const char **ret_rest)
{
	const char *of = strstr(text, " of ");
	const char *space = strchr(text, ' ');
	const struct instrument *instrument = NULL;

	*ret_rest = text;
	if (of != NULL) {
		instrument = negotiation_instrument(p->neg, of + 4);
		if (instrument == NULL && strncmp(of + 4, "the ", 4) == 0)
			instrument = negotiation_instrument(p->neg, of + 8);
		if (instrument != NULL)
			*ret_rest =
			    arena_strndup(p->arena, text, (size_t)(of - text));
	} else if (space != NULL) {
		instrument = negotiation_instrument(p->neg,
		    arena_strndup(p->arena, text, (size_t)(space - text)));
		if (instrument != NULL)
			*ret_rest = space + 1;
	}
	return instrument;
}

static bool
read_number(struct picking *p, const struct provision *provision,
    const struct instrument *instrument)
{
	struct provision base = provision_base(provision);
	const struct lineage_place **place;
	size_t n;

	if (instrument != NULL) {
		struct provision_context context = {instrument->id, "", {0}};
		struct provision_place at =
		    negotiation_resolve(p->neg, provision, &context);

		return add(p, at.lineage, instrument->id, provision);
	}
	place = negotiation_candidates(p->neg, p->arena, provision, &n);
	for (size_t i = 0; i < n; i++)
		if (!add(p, place[i]->lineage, place[i]->instrument, provision))
			return false;
	/* Those of other texts, so that their user is told of them. */
	for (size_t i = 0; i < p->neg->n_places; i++) {
		const struct lineage_place *other = &p->neg->places[i];

		if (provision_equal(&other->provision, &base) &&
		    !instrument_is_foreign(p->neg, other->instrument) &&
		    !add(p, other->lineage, other->instrument, provision))
			return false;
	}
	return add(p, "", "", &base);
}

static bool
read_topic(struct picking *p, const char *text)
{
	struct tokens tokens;
	struct topic_mention *mention;
	size_t n;

	if (is_lineage(p->neg, text))
		return add(p, arena_strdup(p->arena, text), "", NULL);
	tokenize(p->arena, text, strlen(text), &tokens);
	mention = negotiation_find_topics(
	    p->neg, p->arena, &tokens, LANGUAGE_NONE, &n);
	for (size_t i = 0; i < n; i++)
		if (mention[i].first == 0 && mention[i].end == tokens.count &&
		    !add(p, mention[i].lineage, "", NULL))
			return false;
	return true;
}

static bool
read_in_profile(struct picking *p, const char *text)
{
	const char *rest;
	const struct instrument *instrument = split_instrument(p, text, &rest);
	struct provision provision;

	if (provision_parse(rest, strlen(rest), &provision))
		return read_number(p, &provision, instrument);
	return read_topic(p, rest);
}

/* --- choosing ------------------------------------------------------------- */

static bool
in_default_instrument(const struct picked *picked)
{
	const struct negotiation *neg = picked->neg;

	for (size_t i = 0; i < neg->n_places; i++)
		if (neg->default_instrument != NULL &&
		    strcmp(neg->places[i].instrument,
			neg->default_instrument) == 0 &&
		    strcmp(neg->places[i].lineage, picked->lineage) == 0 &&
		    provision_covers(&neg->places[i].provision, &picked->asked))
			return true;
	return false;
}

static const struct picked *
choose(const struct picking *p)
{
	const struct picked *best = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const struct picked *one = &p->found[i];

		if (one->asked.kind != PROVISION_NONE &&
		    one->lineage[0] != '\0' && in_default_instrument(one))
			return one;
		if (best == NULL || one->positions > best->positions)
			best = one;
	}
	return best;
}

/* How to ask for the other things of this number. */
static void
tell_others(
    const struct picking *p, const struct picked *chosen, struct notes *notes)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct picked *one = &p->found[i];

		if (one == chosen || one->positions == 0)
			continue;
		notes_add(p->arena, notes,
		    arena_printf(p->arena,
			_("not this one: %s, with positions in %llu passages; "
			  "ask for \"%s\""),
			one->heading, (unsigned long long)one->positions,
			one->key));
	}
}

bool
pick_provision(struct searcher *searcher, const char *text, struct picked *ret,
    struct notes *notes, struct error *err)
{
	struct picking p = {
	    .searcher = searcher, .arena = searcher->arena, .err = err};
	const struct picked *chosen;

	for (size_t i = 0; (p.negotiation = profile_id(searcher->index, i));
	     i++) {
		p.neg = index_negotiation(searcher->index, p.negotiation, err);
		if (p.neg == NULL || !read_in_profile(&p, text))
			return false;
	}
	chosen = choose(&p);
	if (chosen == NULL)
		return error_set(err, ERROR_USAGE,
		    "'%.80s' is no provision: say a number (42, \"42(1)\", "
		    "\"33 of ND2\"), or a topic's name",
		    text);
	tell_others(&p, chosen, notes);
	*ret = *chosen;
	return true;
}

/* --- finding -------------------------------------------------------------- */

struct query *
pick_query(struct arena *arena, const struct picked *picked)
{
	struct provision base = provision_base(&picked->asked);
	char form[PROVISION_MAX];

	if (picked->lineage[0] != '\0')
		return query_field(arena, FIELD_TOPIC, picked->lineage);
	provision_format(&base, form);
	return query_field(arena, FIELD_ARTICLE, form);
}

bool
pick_has(struct arena *scratch, const struct picked *picked,
    const char *negotiation, const struct position *position)
{
	struct provision p;

	if (strcmp(negotiation, picked->negotiation) != 0 ||
	    strcmp(position_key(scratch, position->lineage,
		       position->instrument, position->provision),
		picked->key) != 0)
		return false;
	if (picked->asked.level[0][0] == '\0')
		return true;
	if (!provision_parse(
		position->provision, strlen(position->provision), &p))
		return false;
	for (size_t i = 0; i < PROVISION_LEVELS; i++)
		if (picked->asked.level[i][0] != '\0' &&
		    strcmp(picked->asked.level[i], p.level[i]) != 0)
			return false;
	return true;
}

/* --- holders -------------------------------------------------------------- */

const struct holder *
pick_holder(struct searcher *searcher, const char *text,
    const struct negotiation **ret_neg, struct error *err)
{
	const char *id;

	for (size_t i = 0; (id = profile_id(searcher->index, i)); i++) {
		const struct negotiation *neg =
		    index_negotiation(searcher->index, id, err);
		const struct holder *holder;

		if (neg == NULL)
			return NULL;
		holder = holder_named(neg->holders, text);
		if (holder != NULL) {
			if (ret_neg != NULL)
				*ret_neg = neg;
			return holder;
		}
	}
	return NULL;
}

const char *
pick_nearest_holder(
    struct searcher *searcher, const char *text, struct error *err)
{
	const char *best = "", *id;
	size_t most = 2; /* letters that are no accident */

	for (size_t i = 0; (id = profile_id(searcher->index, i)); i++) {
		const struct negotiation *neg =
		    index_negotiation(searcher->index, id, err);
		const struct holder *const *holder;
		size_t n, same;
		const char *folded;

		if (neg == NULL)
			return "";
		holder = holder_set_all(neg->holders, &n);
		folded = fold_text(searcher->arena, text, strlen(text), NULL);
		for (size_t h = 0; h < n; h++) {
			const char *name = fold_text(searcher->arena,
			    holder[h]->name, strlen(holder[h]->name), NULL);

			for (same = 0;
			     folded[same] != '\0' && folded[same] == name[same];
			     same++)
				;
			if (same > most) {
				most = same;
				best = holder[h]->name;
			}
		}
	}
	return best;
}
