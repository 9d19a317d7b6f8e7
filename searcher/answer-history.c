/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/answer-history.h"

#include "core/translate.h"
#include "searcher/answer-stand.h"
#include "searcher/phrases.h"

#include <stdlib.h>
#include <string.h>

/* --- steps ---------------------------------------------------------------- */

/* Whether both were said at one session, or, of no session, at one time. */
static bool
is_one_time(const struct evidence *a, const struct evidence *b)
{
	if (a->order != 0 || b->order != 0)
		return a->order == b->order;
	return date_compare(a->date, b->date) == 0;
}

/*
 * The side of a position where it can be held against another: what has no
 * provision is on its topic, and may be on another thing of it.
 */
static enum side
firm_side(const struct evidence *e)
{
	return e->position->provision[0] != '\0' ? evidence_side(e) : SIDE_NONE;
}

/* The sides of the stand's positions, a bit of each. */
static unsigned
sides_of(const struct stand *stand)
{
	unsigned sides = 0;

	for (size_t i = 0; i < stand->n_evidence; i++)
		sides |= 1U << firm_side(stand->evidence[i]);
	return sides;
}

/* Whether some position of those sides is on the other one. */
static bool
is_disputed(unsigned sides, enum side side)
{
	for (unsigned other = 0; sides >> other != 0; other++)
		if ((sides >> other & 1) != 0 &&
		    side_is_opposite(side, (enum side)other))
			return true;
	return false;
}

static bool
has_opposites(unsigned sides)
{
	for (unsigned side = 0; sides >> side != 0; side++)
		if ((sides >> side & 1) != 0 &&
		    is_disputed(sides, (enum side)side))
			return true;
	return false;
}

static void
add_step(struct arena *arena, struct answer_holder *holder,
    const struct evidence *e, bool contradicts)
{
	struct answer_step *step;

	holder->history = arena_grow(arena, holder->history, holder->n_history,
	    holder->n_history + 1, sizeof *holder->history);
	step = &holder->history[holder->n_history++];
	step->evidence = e;
	step->contradicts = contradicts;
}

/*
 * One step for each time that the side turned. What is said on the same side
 * again is no step; what takes no part in the dispute (a change of text, where
 * it is about keeping it) is none.
 */
static void
add_steps(struct arena *arena, struct answer_holder *holder,
    const struct stand *stand)
{
	const struct evidence *last = NULL;
	size_t first = holder->n_history;
	unsigned sides = sides_of(stand);

	for (size_t i = 0; i < stand->n_evidence; i++) {
		const struct evidence *e = stand->evidence[i];
		enum side side = firm_side(e);

		if (!is_disputed(sides, side) ||
		    (last != NULL && firm_side(last) == side))
			continue;
		add_step(arena, holder, e,
		    holder->n_history > first && is_one_time(last, e));
		last = e;
	}
}

/* --- in words ------------------------------------------------------------- */

static const char *
when_words(const struct evidence *e)
{
	if (e->session[0] != '\0')
		return e->session;
	return e->record->date[0] != '\0' ? e->record->date : _("undated");
}

/* What a step is on, where it is no change of text: never "it". */
static const char *
thing_words(struct arena *arena, const struct position *p)
{
	if (p->provision[0] != '\0')
		return phrase_provision(arena, p->provision);
	return p->object[0] != '\0' ? p->object : _("the text");
}

/* "opposed the removal (first session)" */
static const char *
step_words(struct arena *arena, const struct answer_step *step, bool source)
{
	const struct evidence *e = step->evidence;
	const struct position *p = e->position;
	const char *s;

	/* "the removal" of what stands above */
	if (p->action != ACTION_NONE)
		s = phrase_said_alone(arena, p->stance, p->action);
	else
		s = phrase_said(arena, p->stance, ACTION_NONE, SCOPE_WHOLE,
		    p->provision, thing_words(arena, p));
	if (p->condition[0] != '\0')
		s = arena_printf(arena, _("%s on a condition"), s);
	s = arena_printf(arena, "%s (%s", s, when_words(e));
	return source ? arena_printf(arena, "%s, %s#%lu)", s, e->record->id,
			    (unsigned long)e->passage->number)
		      : arena_printf(arena, "%s)", s);
}

static bool
is_contradicted(const struct answer_holder *holder, size_t i)
{
	return i + 1 < holder->n_history && holder->history[i + 1].contradicts;
}

/* A story that is being told. */
struct story {
	struct arena *arena;
	char *s;
	size_t n, room;
};

static void
story_add(struct story *story, const char *words)
{
	size_t n = strlen(words);

	if (story->n + n + 1 > story->room) {
		size_t room = 2 * (story->n + n + 1);

		story->s =
		    arena_grow(story->arena, story->s, story->room, room, 1);
		story->room = room;
	}
	memcpy(story->s + story->n, words, n + 1);
	story->n += n;
}

/* `how` is the story so far and the next step, which it is long to print. */
static void
story_continue(struct story *story, const char *how, const char *words)
{
	const char *whole;

	if (strncmp(how, "%s", 2) == 0) {
		story_add(story, arena_printf(story->arena, how + 2, words));
		return;
	}
	whole = arena_printf(story->arena, how, story->s, words);
	story->n = 0;
	story_add(story, whole);
}

/*
 * "first opposed the removal (first session), then supported the removal (third
 * session)"; a contradiction is told with its sources.
 */
static const char *
story_of(struct arena *arena, const struct answer_holder *holder)
{
	struct story story = {.arena = arena};

	for (size_t i = 0; i < holder->n_history; i++) {
		const struct answer_step *step = &holder->history[i];
		const char *words = step_words(arena, step,
		    step->contradicts || is_contradicted(holder, i));

		if (i == 0)
			story_add(&story,
			    is_contradicted(holder, i)
				? words
				: arena_printf(arena, _("first %s"), words));
		else
			story_continue(&story,
			    step->contradicts
				? _("%s, contradicted at the same session: %s")
				: _("%s, then %s"),
			    words);
	}
	return story.s;
}

/* --- the answer ----------------------------------------------------------- */

static bool
is_same_holder(const struct answer_holder *holder, const struct stand *stand)
{
	return holder->kind == stand->kind &&
	       strcmp(holder->id, stand->holder) == 0;
}

static int
by_address(const void *a, const void *b)
{
	const struct position *x = *(const struct position *const *)a;
	const struct position *y = *(const struct position *const *)b;

	return (x > y) - (x < y);
}

/* The positions of the holder's evidence, to be looked for by address. */
static const struct position **
positions_of(struct arena *arena, const struct answer_holder *holder)
{
	const struct position **ret =
	    arena_array(arena, holder->n_evidence, sizeof *ret);

	for (size_t i = 0; i < holder->n_evidence; i++)
		ret[i] = holder->evidence[i].position;
	qsort(ret, holder->n_evidence, sizeof *ret, by_address);
	return ret;
}

static bool
have_one_position(
    const struct position **position, size_t n, const struct stand *stand)
{
	for (size_t i = 0; i < stand->n_evidence; i++)
		if (bsearch(&stand->evidence[i]->position, position, n,
			sizeof *position, by_address) != NULL)
			return true;
	return false;
}

static void
tell(struct arena *arena, const struct plan *plan, const struct stands *stands,
    struct answer_holder *holder)
{
	const struct position **position;

	/* "several delegations" are not the same ones each time */
	if (holder->kind == HOLDER_UNNAMED || holder->kind == HOLDER_CLUSTER)
		return;
	position = positions_of(arena, holder);
	for (size_t i = 0; i < stands->count; i++) {
		const struct stand *stand = &stands->stand[i];

		/* one story: of the first place that has one */
		if (holder->n_history == 0 && is_same_holder(holder, stand) &&
		    has_opposites(sides_of(stand)) &&
		    have_one_position(position, holder->n_evidence, stand))
			add_steps(arena, holder, stand);
	}
	if (holder->n_history == 0)
		return;
	holder->story = story_of(arena, holder);
	if (plan->n_readings == 0 && plan->words[0] == '\0')
		holder->story = arena_printf(arena, _("on %s, %s"),
		    thing_words(arena, holder->history[0].evidence->position),
		    holder->story);
}

void
answer_history(
    struct arena *arena, const struct found_list *list, struct answer *answer)
{
	struct stands stands;

	stands_collect(arena, answer->plan, list->found, list->count,
	    list->outside, list->n_outside, &stands);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answer->part[part].n_holders; i++)
			tell(arena, answer->plan, &stands,
			    &answer->part[part].holder[i]);
}
