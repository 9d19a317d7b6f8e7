/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/question-readings.h"

#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/question-memory.h"

#include <string.h>

struct readings {
	struct searcher *searcher;
	struct arena *arena;
	const struct negotiation *neg;
	struct plan *plan;
	bool fixed; /* an instrument or session says which is meant */
	struct error *err;
};

/* Positions stored under a key, from the lengths of their terms' lists. */
static bool
count_positions(struct readings *r, const char *key, uint64_t *ret)
{
	struct index *index = r->searcher->index;
	size_t n, len;
	const char *prefix = position_term(
	    r->arena, r->neg->id, key, NULL, NULL, NULL, NULL, &n);
	struct xap_error xerr;
	struct xap_terms *terms;
	bool ok = true;

	if (question_count_known(r->searcher, r->neg, key, ret))
		return true;
	terms = xap_terms_open(index_db(index), prefix, n, &xerr);

	*ret = 0;
	while (ok && terms != NULL && xap_terms_next(terms, &xerr)) {
		const char *term = xap_terms_get(terms, &len);
		uint32_t count = 0;

		/* What the walk knows need not be asked. */
		if (index_info(index)->removed == 0)
			ok = xap_terms_doc_freq(terms, &count, &xerr) ==
				 XAP_OK ||
			     index_error(index, &xerr, r->err);
		else
			ok = index_term_count(
			    index, term, len, UINT32_MAX, &count, r->err);
		*ret += count;
	}
	xap_terms_free(terms);
	if (!ok)
		return false;
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, r->err);
	question_count_keep(r->searcher, r->neg, key, *ret);
	return true;
}

/* Whether it is a treaty of another process, which this one only quotes. */
static bool
is_foreign(const struct negotiation *neg, const char *instrument)
{
	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, instrument) == 0)
			return neg->instruments[i].foreign;
	return false;
}

/* "ND1 42 = ND2 33": the lineage in every instrument that has it. */
static const char *
places_of(struct readings *r, const struct plan_reading *reading)
{
	const struct lineage_place **place = reading->place;
	const char *s = "";

	for (size_t i = 0; i < reading->n_places; i++) {
		char form[PROVISION_MAX];
		const char *number = form;

		if (is_foreign(r->neg, place[i]->instrument))
			continue;
		provision_format(&place[i]->provision, form);
		if (strncmp(form, "art ", 4) == 0)
			number = form + 4;
		s = arena_printf(r->arena, "%s%s%s %s", s,
		    *s == '\0' ? "" : " = ", place[i]->instrument, number);
	}
	return s;
}

static struct plan_reading *
add_reading(struct readings *r, const char *lineage, const char *instrument,
    const struct provision *provision, const char *title)
{
	struct plan *plan = r->plan;
	struct plan_reading *reading;
	char form[PROVISION_MAX] = "";
	const char *key;

	if (provision != NULL)
		provision_format(provision, form);
	key = position_key(r->arena, lineage, instrument, form);
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].neg == r->neg &&
		    strcmp(plan->reading[i].key, key) == 0)
			return &plan->reading[i];
	plan->reading = arena_grow(r->arena, plan->reading, plan->n_readings,
	    plan->n_readings + 1, sizeof *plan->reading);
	reading = &plan->reading[plan->n_readings++];
	reading->neg = r->neg;
	reading->lineage = lineage;
	reading->instrument = instrument;
	reading->provision = arena_strdup(r->arena, form);
	reading->title = title;
	if (lineage[0] != '\0')
		reading->place = negotiation_lineage(
		    r->neg, r->arena, lineage, &reading->n_places);
	reading->places = places_of(r, reading);
	reading->key = key;
	return reading;
}

/* The reading that an instrument, a session or a date fixes. */
static void
add_resolved(struct readings *r, const struct provision *provision,
    const struct provision_context *context)
{
	struct provision_place place =
	    negotiation_resolve(r->neg, provision, context);
	struct plan_reading *reading;

	if (place.lineage[0] == '\0' && place.instrument[0] == '\0')
		return;
	reading = add_reading(
	    r, place.lineage, place.instrument, provision, place.title);
	reading->chosen = true;
	r->fixed = true;
}

/* What lay on the table at the sessions within the dates asked for. */
static void
add_dated(struct readings *r, const struct provision *provision)
{
	const struct plan *plan = r->plan;

	if (plan->dates.from.year == 0 || plan->dates.to.year == 0)
		return;
	for (size_t i = 0; i < r->neg->n_sessions; i++) {
		const struct session *session = &r->neg->sessions[i];
		struct provision_context context = {"", session->id, {0}};

		if (session->start.year == 0 ||
		    date_compare(session->start, date_last(plan->dates.to)) >
			0 ||
		    date_compare(session->end, date_first(plan->dates.from)) <
			0)
			continue;
		context.date = session->start;
		add_resolved(r, provision, &context);
	}
}

/* What an instrument named, sessions or dates fix. */
static void
add_fixed(struct readings *r, const struct provision *provision,
    const struct instrument *instrument)
{
	struct provision_context context = {"", "", {0}};
	const struct plan *plan = r->plan;

	if (instrument != NULL) {
		context.instrument = instrument->id;
		add_resolved(r, provision, &context);
		return;
	}
	for (size_t i = 0; i < plan->n_sessions; i++) {
		context.session = plan->session[i]->id;
		context.date = plan->session[i]->start;
		add_resolved(r, provision, &context);
	}
	if (plan->n_sessions == 0 && plan->dated)
		add_dated(r, provision);
}

static void
add_candidates(struct readings *r, const struct provision *provision)
{
	size_t n;
	const struct lineage_place **place =
	    negotiation_candidates(r->neg, r->arena, provision, &n);
	struct provision base = provision_base(provision);

	for (size_t i = 0; i < n; i++)
		add_reading(r, place[i]->lineage, place[i]->instrument,
		    &place[i]->provision, place[i]->title);
	add_reading(r, "", "", &base, "");
	/* Those of other drafts, so that the user is told of them. */
	for (size_t i = 0; i < r->neg->n_places; i++) {
		const struct lineage_place *other = &r->neg->places[i];

		if (provision_equal(&other->provision, &base) &&
		    !is_foreign(r->neg, other->instrument))
			add_reading(r, other->lineage, other->instrument,
			    &other->provision, other->title);
	}
}

/* A lineage named by its topic, with its first place in this process. */
static struct plan_reading *
add_topic(struct readings *r, const char *lineage)
{
	size_t n;
	const struct lineage_place **place =
	    negotiation_lineage(r->neg, r->arena, lineage, &n);
	const struct lineage_place *first = NULL;
	const char *title = "";

	for (size_t i = 0; i < n; i++) {
		if (is_foreign(r->neg, place[i]->instrument))
			continue;
		if (first == NULL)
			first = place[i];
		if (*title == '\0')
			title = place[i]->title;
	}
	return add_reading(r, lineage, first != NULL ? first->instrument : "",
	    first != NULL ? &first->provision : NULL, title);
}

static void
add_topics(struct readings *r, const struct question_reading *words)
{
	for (size_t i = 0; i < words->n_lineages; i++) {
		size_t known = r->plan->n_readings;
		struct plan_reading *reading = add_topic(r, words->lineage[i]);

		/* What the number gave already is no topic. */
		if (r->plan->n_readings > known &&
		    (words->n_provisions == 0 || !r->fixed)) {
			reading->topic = true;
			reading->chosen = true;
		}
	}
}

bool
question_readings(struct searcher *searcher, const struct negotiation *neg,
    const struct question_reading *words, struct plan *plan, struct error *err)
{
	struct readings r = {.searcher = searcher,
	    .arena = searcher->arena,
	    .neg = neg,
	    .plan = plan,
	    .err = err};
	size_t first = plan->n_readings;

	for (size_t i = 0; i < words->n_provisions; i++) {
		add_fixed(&r, &words->provision[i], words->instrument);
		if (!r.fixed || words->instrument == NULL)
			add_candidates(&r, &words->provision[i]);
	}
	add_topics(&r, words);
	for (size_t i = first; i < plan->n_readings; i++)
		if (!count_positions(
			&r, plan->reading[i].key, &plan->reading[i].on_record))
			return false;
	return true;
}

/* Whether any reading of the negotiation is chosen. */
static bool
is_settled(const struct plan *plan, const struct negotiation *neg)
{
	for (size_t i = 0; i < plan->n_readings; i++)
		if (plan->reading[i].neg == neg && plan->reading[i].chosen)
			return true;
	return false;
}

static void
choose_most(struct plan *plan, const struct negotiation *neg)
{
	struct plan_reading *best = NULL;

	for (size_t i = 0; i < plan->n_readings; i++) {
		struct plan_reading *reading = &plan->reading[i];

		if (reading->neg != neg)
			continue;
		if (best == NULL || reading->on_record > best->on_record)
			best = reading;
		if (neg->default_instrument != NULL &&
		    strcmp(reading->instrument, neg->default_instrument) == 0) {
			best = reading;
			break;
		}
	}
	if (best != NULL)
		best->chosen = true;
}

static void
add_note(struct arena *arena, struct plan *plan, const char *note)
{
	plan->note = arena_grow(arena, plan->note, plan->n_notes,
	    plan->n_notes + 1, sizeof *plan->note);
	plan->note[plan->n_notes++] = note;
}

/* As a question has it, which is asked in the words of the lexicon. */
static const char *
as_asked(struct arena *arena, const char *provision)
{
	return strncmp(provision, "art ", 4) == 0
		   ? arena_printf(arena, "Article %s", provision + 4)
		   : provision;
}

void
question_choose(struct arena *arena, struct plan *plan)
{
	for (size_t i = 0; i < plan->n_readings; i++)
		if (!is_settled(plan, plan->reading[i].neg))
			choose_most(plan, plan->reading[i].neg);
	for (size_t i = 0; i < plan->n_readings; i++) {
		const struct plan_reading *reading = &plan->reading[i];

		if (reading->chosen || reading->on_record == 0 ||
		    reading->instrument[0] == '\0')
			continue;
		add_note(arena, plan,
		    arena_printf(arena,
			_("not this one: %s, with %llu positions on record; "
			  "ask for it as \"%s of %s\""),
			question_reading_words(arena, reading),
			(unsigned long long)reading->on_record,
			as_asked(arena, reading->provision),
			reading->instrument));
	}
}
