/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-sides.h"

#include "core/field.h"
#include "core/translate.h"
#include "searcher/answer-group.h"
#include "searcher/answer-say.h"
#include "searcher/answer-stand.h"
#include "searcher/phrases.h"

#include <stdlib.h>
#include <string.h>

struct sides {
	struct arena *arena;
	const struct plan *plan;
	struct answer *answer;
	const struct stand *stand; /* of `all` */
	size_t n_stands;
};

/* --- comparing ------------------------------------------------------------ */

static bool
is_delegation(const struct stand *stand)
{
	return stand->kind == HOLDER_STATE || stand->kind == HOLDER_GROUP;
}

static void
add_stand(struct sides *sides, enum answer_part part, const struct stand *stand)
{
	for (size_t i = 0; i < stand->n_evidence; i++)
		answer_group_add(sides->arena, &sides->answer->part[part],
		    stand->evidence[i]);
}

static bool
is_asked(const struct sides *sides, const struct stand *stand)
{
	for (size_t i = 0; i < sides->plan->n_holders; i++)
		if (strcmp(sides->plan->holder[i]->id, stand->holder) == 0)
			return true;
	return false;
}

static void
label(struct sides *sides, enum answer_part part, const char *text)
{
	sides->answer->part[part].label = text;
}

static size_t
holders_in(const struct sides *sides, enum answer_part part)
{
	return sides->answer->part[part].n_holders;
}

/* "1 delegation", "3 delegations" */
static const char *
delegations(struct arena *arena, size_t n)
{
	return arena_printf(
	    arena, P_("%zu delegation", "%zu delegations", n), n);
}

/* "1 place", "3 places" */
static const char *
places(struct arena *arena, size_t n)
{
	return arena_printf(arena, P_("%zu place", "%zu places", n), n);
}

/* --- where do delegations stand ------------------------------------------- */

static void
answer_stand(struct sides *sides)
{
	struct arena *arena = sides->arena;

	for (size_t i = 0; i < sides->n_stands; i++) {
		const struct stand *stand = &sides->stand[i];
		enum answer_part part = PART_REST;

		if (stand->inner)
			part = PART_INNER;
		else if (!is_delegation(stand))
			part = PART_APART;
		else if (stand->side == SIDE_FOR || stand->side == SIDE_AS_IS)
			part = PART_DIRECT;
		else if (stand->side == SIDE_AGAINST)
			part = PART_OTHER;
		else if (stand->side == SIDE_CHANGE)
			part = PART_SAME;
		add_stand(sides, part, stand);
	}
	label(
	    sides, PART_DIRECT, _("For it: want it, or want it kept as it is"));
	label(sides, PART_SAME, _("Want it changed"));
	label(sides, PART_OTHER, _("Against it, or want it removed"));
	label(sides, PART_REST, _("Took no side"));
	sides->answer->says = arena_printf(arena,
	    _("On %s: %zu %s for it, %zu wanting it changed, %zu against it"),
	    answer_thing(arena, sides->plan), holders_in(sides, PART_DIRECT),
	    answer_whom(arena, sides->plan, holders_in(sides, PART_DIRECT)),
	    holders_in(sides, PART_SAME), holders_in(sides, PART_OTHER));
}

/* --- how did it change ---------------------------------------------------- */

/* "for it (fourth session)", for each time the side changed. */
static const char *
story_of(struct arena *arena, const struct stand *stand, size_t *ret_changes)
{
	enum side side = SIDE_NONE;
	const char *story = "";

	*ret_changes = 0;
	for (size_t i = 0; i < stand->n_evidence; i++) {
		const struct evidence *e = stand->evidence[i];
		enum side now =
		    side_of(e->position->stance, e->position->action);
		const char *words;

		if (now == SIDE_NONE || now == side)
			continue;
		if (side != SIDE_NONE)
			++*ret_changes;
		side = now;
		words = phrase_side(now);
		if (e->session[0] != '\0')
			words =
			    arena_printf(arena, "%s (%s)", words, e->session);
		story = *story == '\0' ? words
				       : arena_printf(arena, _("%s, then %s"),
					     story, words);
	}
	return story;
}

static void
answer_change(struct sides *sides)
{
	struct arena *arena = sides->arena;
	size_t changes = 0, places = 0;
	const char *story = "";

	for (size_t i = 0; i < sides->n_stands; i++) {
		size_t n;
		const char *one = story_of(arena, &sides->stand[i], &n);

		places++;
		changes += n;
		if (n > 0 || *story == '\0')
			story = one;
		add_stand(sides, PART_DIRECT, &sides->stand[i]);
	}
	label(sides, PART_DIRECT, _("In the order of time"));
	if (places == 0)
		return;
	sides->answer->says = arena_printf(arena,
	    changes > 0	     ? _("%s on %s: changed: %s")
	    : *story != '\0' ? _("%s on %s: no change on record: %s")
			     : _("%s on %s: no change on record%s"),
	    answer_whom(arena, sides->plan, 1),
	    answer_thing(arena, sides->plan), story);
}

/* --- who agrees with X ---------------------------------------------------- */

/* The stand of one of those asked about on a place, or NULL. */
static const struct stand *
stand_asked(const struct sides *sides, const char *key)
{
	for (size_t i = 0; i < sides->n_stands; i++)
		if (strcmp(sides->stand[i].key, key) == 0 &&
		    sides->stand[i].side != SIDE_NONE &&
		    is_asked(sides, &sides->stand[i]))
			return &sides->stand[i];
	return NULL;
}

static void
answer_agree(struct sides *sides)
{
	struct arena *arena = sides->arena;

	for (size_t i = 0; i < sides->n_stands; i++) {
		const struct stand *stand = &sides->stand[i];
		const struct stand *asked;

		if (is_asked(sides, stand)) {
			add_stand(sides, PART_REST, stand);
			continue;
		}
		asked = stand_asked(sides, stand->key);
		if (asked == NULL || stand->side == SIDE_NONE)
			continue;
		if (stand->side == asked->side)
			add_stand(sides,
			    is_delegation(stand) ? PART_DIRECT : PART_APART,
			    stand);
		else if (side_is_opposite(stand->side, asked->side))
			add_stand(sides, PART_OTHER, stand);
	}
	label(sides, PART_DIRECT, _("On the same side"));
	label(sides, PART_OTHER, _("On the other side"));
	label(sides, PART_REST,
	    arena_printf(
		arena, _("What %s said"), answer_whom(arena, sides->plan, 1)));
	sides->answer->says = arena_printf(arena,
	    _("%s on the side of %s on %s, %zu on the other"),
	    delegations(arena, holders_in(sides, PART_DIRECT)),
	    answer_whom(arena, sides->plan, 1),
	    answer_thing(arena, sides->plan), holders_in(sides, PART_OTHER));
}

/* --- X and Y compared ----------------------------------------------------- */

/* How the holders asked about stand to one another on a place. */
static enum answer_part
relation(const struct sides *sides, const char *key)
{
	enum side side = SIDE_NONE;
	size_t holders = 0;
	bool differ = false;

	for (size_t i = 0; i < sides->n_stands; i++) {
		const struct stand *stand = &sides->stand[i];

		if (strcmp(stand->key, key) != 0 || stand->side == SIDE_NONE)
			continue;
		differ = differ || (holders > 0 && stand->side != side);
		side = stand->side;
		holders++;
	}
	if (holders < 2)
		return PART_REST;
	return differ ? PART_OTHER : PART_DIRECT;
}

static size_t
count_places(const struct sides *sides, enum answer_part part)
{
	size_t n = 0;

	for (size_t i = 0; i < sides->n_stands; i++) {
		bool first = true;

		for (size_t k = 0; k < i; k++)
			first = first && strcmp(sides->stand[k].key,
					     sides->stand[i].key) != 0;
		n += first && relation(sides, sides->stand[i].key) == part;
	}
	return n;
}

static const char *
add_clause(struct arena *arena, const char *s, size_t n, const char *clause)
{
	if (n == 0)
		return s;
	return arena_printf(arena, "%s%s%s", s, *s == '\0' ? "" : ", ",
	    arena_printf(arena, _(clause), places(arena, n)));
}

/* "A and B differ on Article 42"; with several places, in how many. */
static const char *
say_compared(const struct sides *sides)
{
	struct arena *arena = sides->arena;
	size_t same = count_places(sides, PART_DIRECT);
	size_t differ = count_places(sides, PART_OTHER);
	size_t alone = count_places(sides, PART_REST);
	const char *whom = answer_whom(arena, sides->plan, 2);
	const char *thing = answer_thing(arena, sides->plan);
	const char *s = "";

	if (same + differ == 0)
		return arena_printf(arena,
		    _("On %s, no place has positions of both %s"), thing, whom);
	if (same + differ + alone == 1)
		return arena_printf(arena,
		    same > 0 ? _("%s agree on %s") : _("%s differ on %s"), whom,
		    thing);
	s = add_clause(arena, s, same, N_("agree in %s"));
	s = add_clause(arena, s, differ, N_("differ in %s"));
	s = add_clause(arena, s, alone, N_("and only one is on record in %s"));
	return arena_printf(arena, _("%s on %s: they %s"), whom, thing, s);
}

static void
answer_compare(struct sides *sides)
{
	for (size_t i = 0; i < sides->n_stands; i++)
		add_stand(sides, relation(sides, sides->stand[i].key),
		    &sides->stand[i]);
	label(sides, PART_DIRECT, _("Where they agree"));
	label(sides, PART_OTHER, _("Where they differ"));
	label(sides, PART_REST, _("Where only one of them is on record"));
	if (sides->n_stands == 0)
		return;
	sides->answer->says = say_compared(sides);
}

/* --- who broke with its group --------------------------------------------- */

/*
 * What a group held when one of its members spoke: its last word of that
 * session, else its last one before; NULL where it had said nothing.
 */
static const struct evidence *
held_at(const struct stand *group, const struct evidence *member)
{
	const struct evidence *held = NULL;

	for (size_t i = 0; i < group->n_evidence; i++) {
		const struct evidence *e = group->evidence[i];

		if (evidence_side(e) == SIDE_NONE)
			continue;
		if (evidence_compare_time(e, member) > 0 &&
		    (e->order == 0 || e->order != member->order))
			break;
		held = e;
	}
	return held;
}

/* Whether it is a group's, of which one asks, and `member` belongs to it. */
static bool
is_group_of(const struct sides *sides, const struct stand *group,
    const struct evidence *member)
{
	const struct holder *asked = sides->plan->members_of, *holder;

	if (group->kind != HOLDER_GROUP ||
	    (asked != NULL && strcmp(asked->id, group->holder) != 0))
		return false;
	holder = holder_by_id(member->neg->holders, group->holder);
	return holder != NULL &&
	       holder_is_member(holder, member->position->holder, member->date);
}

static void
compare_with_groups(struct sides *sides, const struct stand *member)
{
	for (size_t i = 0; i < sides->n_stands; i++) {
		const struct stand *group = &sides->stand[i];

		if (strcmp(group->key, member->key) != 0)
			continue;
		for (size_t k = 0; k < member->n_evidence; k++) {
			const struct evidence *e = member->evidence[k], *held;

			if (!is_group_of(sides, group, e))
				continue;
			held = held_at(group, e);
			if (held == NULL ||
			    !side_is_opposite(
				evidence_side(held), evidence_side(e)))
				continue;
			answer_group_add(
			    sides->arena, &sides->answer->part[PART_DIRECT], e);
			answer_group_add(sides->arena,
			    &sides->answer->part[PART_OTHER], held);
		}
	}
}

static void
answer_broke(struct sides *sides)
{
	struct arena *arena = sides->arena;
	size_t n;

	for (size_t i = 0; i < sides->n_stands; i++)
		if (sides->stand[i].kind == HOLDER_STATE)
			compare_with_groups(sides, &sides->stand[i]);
	label(sides, PART_DIRECT, _("Took another side than their group"));
	label(sides, PART_OTHER, _("What the group said"));
	n = holders_in(sides, PART_DIRECT);
	sides->answer->says = arena_printf(arena,
	    n == 0 ? _("%sNo delegation is on record against a group of "
		       "theirs, on %s")
		   : _("%s on record against a group of theirs, on %s"),
	    n == 0 ? "" : delegations(arena, n),
	    answer_thing(arena, sides->plan));
}

void
answer_sides(
    struct arena *arena, const struct found_list *list, struct answer *answer)
{
	struct sides sides = {
	    .arena = arena, .plan = answer->plan, .answer = answer};
	struct stands stands;

	stands_collect(
	    arena, answer->plan, list->found, list->count, NULL, 0, &stands);
	sides.stand = stands.stand;
	sides.n_stands = stands.count;
	switch (answer->plan->intent) {
	case INTENT_STAND:
		answer_stand(&sides);
		break;
	case INTENT_CHANGE:
		answer_change(&sides);
		break;
	case INTENT_AGREE:
		answer_agree(&sides);
		break;
	case INTENT_COMPARE:
		answer_compare(&sides);
		break;
	case INTENT_BROKE:
		answer_broke(&sides);
		break;
	default:
		break;
	}
}
