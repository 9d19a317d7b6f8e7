/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/provision-label.h"

#include "core/translate.h"
#include "searcher/phrases.h"

#include <stdlib.h>
#include <string.h>

bool
instrument_is_foreign(const struct negotiation *neg, const char *instrument)
{
	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, instrument) == 0)
			return neg->instruments[i].foreign;
	return false;
}

/* "42" for "art 42", "ch V" for "chapter V"; other forms as they are. */
static const char *
short_form(struct arena *arena, const char *form)
{
	if (strncmp(form, "art ", 4) == 0)
		return arena_strdup(arena, form + 4);
	if (strncmp(form, "chapter ", 8) == 0)
		return arena_printf(arena, "ch %s", form + 8);
	if (strncmp(form, "preamble", 8) == 0)
		return arena_printf(arena, "pre%s", form + 8);
	return arena_strdup(arena, form);
}

const char *
lineage_places(
    struct arena *arena, const struct negotiation *neg, const char *lineage)
{
	size_t n;
	const struct lineage_place **place =
	    negotiation_lineage(neg, arena, lineage, &n);
	const char *s = "";

	for (size_t i = 0; i < n; i++) {
		char form[PROVISION_MAX];

		if (instrument_is_foreign(neg, place[i]->instrument))
			continue;
		provision_format(&place[i]->provision, form);
		s = arena_printf(arena, "%s%s%s %s", s, *s == '\0' ? "" : " = ",
		    place[i]->instrument, short_form(arena, form));
	}
	return s;
}

/*
 * The place that gives a lineage its number: the one in the instrument that
 * bare numbers mean, else the newest of the process, else any.
 */
static const struct lineage_place *
naming_place(
    struct arena *arena, const struct negotiation *neg, const char *lineage)
{
	size_t n;
	const struct lineage_place **place =
	    negotiation_lineage(neg, arena, lineage, &n);
	const struct lineage_place *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (neg->default_instrument != NULL &&
		    strcmp(place[i]->instrument, neg->default_instrument) == 0)
			return place[i];
		if (best == NULL ||
		    !instrument_is_foreign(neg, place[i]->instrument))
			best = place[i];
	}
	return best;
}

/* Articles by number, then the other kinds, one after the other. */
static unsigned long
order_of(const struct provision *p)
{
	unsigned long number = strtoul(p->number, NULL, 10);
	unsigned long rank = p->kind == PROVISION_PREAMBLE  ? 0
			     : p->kind == PROVISION_ARTICLE ? 1
							    : 2 + p->kind;
	unsigned long inner = strtoul(p->level[0], NULL, 10);
	bool bis = strchr(p->number, ' ') != NULL;

	if (number > 99999)
		number = 99999;
	if (inner > 999)
		inner = 999;
	return ((rank * 100000 + number) * 2 + bis) * 1000 + inner;
}

/* A key that is no lineage: "ND1 art 42", "art 42". */
static struct provision_label
label_of_number(struct arena *arena, const char *key)
{
	struct provision_label label = {"", "", "", "", 0};
	struct provision p;
	const char *form = key, *space = strchr(key, ' ');

	if (!provision_parse(form, strlen(form), &p) && space != NULL) {
		label.instrument =
		    arena_strndup(arena, key, (size_t)(space - key));
		form = space + 1;
	}
	label.number = short_form(arena, form);
	label.order =
	    provision_parse(form, strlen(form), &p) ? order_of(&p) + 900 : ~0UL;
	return label;
}

struct provision_label
provision_label(
    struct arena *arena, const struct negotiation *neg, const char *key)
{
	const struct lineage_place *place = naming_place(arena, neg, key);
	struct provision_label label = {"", "", "", "", 0};
	char form[PROVISION_MAX];

	if (place == NULL)
		return label_of_number(arena, key);
	provision_format(&place->provision, form);
	label.number = short_form(arena, form);
	label.instrument = place->instrument;
	/* A place without a number is called by its title, or else its key. */
	label.title =
	    form[0] != '\0' || place->title[0] != '\0' ? place->title : key;
	label.places = lineage_places(arena, neg, key);
	label.order = order_of(&place->provision);
	return label;
}

const char *
provision_heading(struct arena *arena, const struct provision_label *label)
{
	const char *s = label->number;
	const char *places = label->places;

	if (*s >= '0' && *s <= '9')
		s = arena_printf(arena, C_("heading", "Article %s"), s);
	else if (strncmp(s, "ch ", 3) == 0)
		s = arena_printf(arena, C_("heading", "Chapter %s"), s + 3);
	else if (strncmp(s, "pre", 3) == 0)
		s = arena_printf(arena, C_("heading", "Preamble%s"), s + 3);
	else
		s = phrase_provision(arena, s);
	if (*s == '\0')
		s = label->title;
	else if (label->title[0] != '\0' && strcmp(label->title, s) != 0)
		s = arena_printf(
		    arena, C_("provision", "%s: %s"), s, label->title);
	if (*places == '\0')
		places = label->instrument;
	return *places == '\0'
		   ? s
		   : arena_printf(arena, C_("provision", "%s (%s)"), s, places);
}

bool
position_is_inner(const struct negotiation *neg, const struct provision *asked,
    const struct position *position)
{
	struct provision p;

	if (asked == NULL || asked->level[0][0] == '\0')
		return negotiation_is_inner(neg, position);
	if (!provision_parse(
		position->provision, strlen(position->provision), &p))
		return true;
	for (size_t i = 0; i < PROVISION_LEVELS; i++)
		if (strcmp(asked->level[i], p.level[i]) != 0)
			return true;
	return false;
}
