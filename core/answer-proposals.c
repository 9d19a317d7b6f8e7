/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/answer.h"

#include "core/attach.h"
#include "core/small-words.h"

#include <string.h>

/* "proposals | made by X", "an amendment | put forward by X". */
static size_t
before_made(const struct reading *r, size_t at)
{
	static const char *const words[] = {"made", "tabled", "submitted",
	    "presented", "introduced", "advanced", "circulated", "offered",
	    NULL};

	if (r->language != LANGUAGE_EN)
		return at;
	if (at > 2 && reading_any(r, at - 1, words))
		return at - 1;
	if (at > 3 && reading_token(r, at - 1, "forward") &&
	    reading_token(r, at - 2, "put"))
		return at - 2;
	return at;
}

/* "approval of proposals by X": of whatever proposals. */
static bool
is_any(const struct reading *r, size_t noun)
{
	const struct token *t = &r->tokens.token[noun];

	return r->language == LANGUAGE_EN && noun > 0 &&
	       t->folded[t->length - 1] == 's' &&
	       (reading_token(r, noun - 1, "of") ||
		   reading_token(r, noun - 1, "for"));
}

/* The noun of a proposal near an actor, and where its content begins. */
static size_t
proposal_of(const struct reading *r, const struct actor *a, size_t *noun)
{
	if (a->role == ACTOR_MODIFIER) {
		for (size_t i = a->end; i < a->end + 3; i++)
			if (reading_is(r, i, CUE_PROPOSAL)) {
				*noun = i;
				return reading_cue(r, i)->end;
			}
		return 0;
	}
	if (a->head < 1 ||
	    (a->role != ACTOR_AGENT && !reading_small(r, a->head, WORD_FROM) &&
		!reading_small(r, a->head, WORD_OF)))
		return 0;
	*noun = before_made(r, a->head) - 1;
	if (!reading_is(r, *noun, CUE_PROPOSAL) || is_any(r, *noun))
		return 0;
	return a->end;
}

static bool
opens_content(const struct reading *r, size_t at)
{
	return reading_small(r, at, WORD_OPENER) > 0;
}

/* Whether somebody's position has the token in its complement. */
static const struct predication *
governing(const struct predications *all, size_t at)
{
	for (size_t i = all->count; i > 0; i--) {
		const struct predication *p = &all->item[i - 1];

		if (at >= p->object && at < p->end &&
		    p->cue->entry->kind != CUE_REPORT)
			return p;
	}
	return NULL;
}

/* "efforts", "attempts": proposals only with what they are to do. */
static bool
is_effort(const struct reading *r, size_t at)
{
	return reading_small(r, at, WORD_EFFORT) > 0;
}

static bool
begins_predication(const struct predications *all, size_t at)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->item[i].start == at)
			return true;
	return false;
}

static void
add_proposal(struct flow *flow, const struct predications *all,
    const struct actor *a, size_t end)
{
	static const struct lexicon_entry entry = {.id = "proposal-of",
	    .kind = CUE_STANCE,
	    .stance = STANCE_PROPOSE,
	    .action_open = true};
	const struct reading *r = flow->r;
	struct cue cue = {.entry = &entry};
	struct thing things[THINGS_MAX];
	struct holders holders = {a->member, a->n_members};
	size_t noun = 0, content = proposal_of(r, a, &noun), stop = end;
	const struct predication *p;

	if (content == 0)
		return;
	p = governing(all, noun);
	if ((p == NULL || is_effort(r, noun)) && !opens_content(r, content))
		return;
	if (p != NULL)
		stop = p->end;
	cue.first = noun;
	cue.end = noun + 1;
	if (opens_content(r, content)) {
		for (size_t i = content; i < stop; i++)
			if (reading_is(r, i, CUE_AUXILIARY) ||
			    (reading_is(r, i, CUE_STANCE) &&
				reading_cue(r, i)->entry->action ==
				    ACTION_NONE) ||
			    begins_predication(all, i)) {
				stop = i;
				break;
			}
	} else {
		content = noun;
		stop = reading_cue(r, noun)->end;
	}
	while (stop > content && (reading_token(r, stop - 1, ".") ||
				     reading_token(r, stop - 1, ",")))
		stop--;
	if (stop <= content ||
	    objects_read(r, &entry, content, stop, things) == 0)
		return;
	if (reading_token(r, noun, "amendment"))
		things[0].action = ACTION_AMEND;
	flow_add(flow, holders, STANCE_PROPOSE, &things[0], &cue,
	    a->first < noun ? a->first : noun, stop, RULE_OF);
}

void
answer_proposals(
    struct flow *flow, const struct predications *all, size_t first, size_t end)
{
	(void)first;
	for (size_t i = 0; i < all->actors.count; i++) {
		const struct actor *a = &all->actors.actor[i];

		if (a->kind == ACTOR_HOLDERS && a->role != ACTOR_FREE)
			add_proposal(flow, all, a, end);
	}
}
