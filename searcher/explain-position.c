/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one position comes from: who, which cue, which place, which rule. */
#include "core/translate.h"
#include "searcher/explain.h"
#include "searcher/phrases.h"

#include <string.h>

struct origin {
	struct arena *arena;
	const struct trace *trace;
	const struct passage *passage;
	const char *lexicon;
	const struct position *p;
	struct explain_row *row;
};

static void
add_detail(struct origin *o, const char *detail)
{
	struct explain_row *row = o->row;

	row->detail = arena_grow(o->arena, row->detail, row->n_details,
	    row->n_details + 1, sizeof *row->detail);
	row->detail[row->n_details++] = detail;
}

/* "12-18 "Norland"" */
static const char *
place(const struct origin *o, size_t first, size_t end)
{
	const struct token *token = o->trace->reading.tokens.token;

	return arena_printf(o->arena, "%lu-%lu \"%s\"",
	    (unsigned long)token[first].start,
	    (unsigned long)token[end - 1].end,
	    reading_text(&o->trace->reading, first, end));
}

/* --- who ------------------------------------------------------------------ */

static bool
has_member(const struct actor *actor, const char *id)
{
	for (size_t i = 0; actor != NULL && i < actor->n_members; i++)
		if (strcmp(actor->member[i].id, id) == 0)
			return true;
	return false;
}

static bool
is_speaker(const struct origin *o)
{
	return strcmp(o->p->holder, o->passage->speaker_id) == 0 ||
	       strcmp(o->p->holder, o->passage->group_id) == 0 ||
	       strcmp(o->p->holder, o->passage->speaker) == 0;
}

/* The cue of a clause of the passage that the position's words end with. */
static const struct predication *
clause_of(const struct origin *o, const struct predications **ret_all)
{
	const struct token *token = o->trace->reading.tokens.token;

	for (size_t i = 0; i < o->trace->n_sentences; i++) {
		const struct predications *all = &o->trace->sentence[i].clauses;

		for (size_t k = 0; k < all->count; k++) {
			const struct cue *cue = all->item[k].cue;

			if (token[cue->end - 1].end == o->p->cue_end) {
				*ret_all = all;
				return &all->item[k];
			}
		}
	}
	return NULL;
}

static const char *
actor_says(const struct origin *o, const struct actor *actor)
{
	const char *s = place(o, actor->first, actor->end);

	if (actor->kind == ACTOR_SELF)
		return arena_printf(
		    o->arena, _("%s: the speaker, or whom it speaks for"), s);
	if (actor->kind == ACTOR_PRONOUN)
		return arena_printf(o->arena, _("%s: named before"), s);
	return s;
}

/* The last mention of the holder up to the end of the quote, or NULL. */
static const struct holder_mention *
mention_of(const struct origin *o)
{
	const struct reading *r = &o->trace->reading;
	const struct holder_mention *found = NULL;

	for (size_t i = 0; i < r->n_holders; i++)
		if (strcmp(r->holder[i].holder->id, o->p->holder) == 0 &&
		    r->tokens.token[r->holder[i].first].start < o->p->end)
			found = &r->holder[i];
	return found;
}

static const char *
who_says(const struct origin *o)
{
	const struct predications *all = NULL;
	const struct predication *clause = clause_of(o, &all);
	const struct holder_mention *mention = mention_of(o);

	if (clause != NULL && clause->governor >= 0 &&
	    !has_member(clause->actor, o->p->holder))
		clause = &all->item[clause->governor];
	if (clause != NULL && has_member(clause->companion, o->p->holder))
		return actor_says(o, clause->companion);
	if (clause != NULL && clause->subject == SUBJECT_ACTOR &&
	    (clause->actor->kind != ACTOR_HOLDERS ||
		has_member(clause->actor, o->p->holder)))
		return actor_says(o, clause->actor);
	if (mention != NULL)
		return place(o, mention->first, mention->end);
	if (is_speaker(o))
		return _("the speaker of the passage, or whom it speaks for");
	return _("named in the words of the quote, or before them");
}

/* --- which place ---------------------------------------------------------- */

static bool
is_place(const struct origin *o, const struct provision_mention *m)
{
	char form[PROVISION_MAX];

	provision_format(&m->provision, form);
	return m->reference == PROVISION_NAMED &&
	       strcmp(form, o->p->provision) == 0;
}

/* "this article", "paragraph 3": its article is the one spoken of. */
static bool
is_open(const struct provision_mention *m)
{
	return m->reference != PROVISION_NAMED ||
	       m->provision.kind == PROVISION_PARAGRAPH;
}

/* The last mention, from byte `start` to the end of the quote, or NULL. */
static const struct provision_mention *
place_of(const struct origin *o, uint32_t start, bool open)
{
	const struct reading *r = &o->trace->reading;
	const struct provision_mention *found = NULL;

	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];
		uint32_t at = r->tokens.token[m->first].start;

		if (at >= start && at < o->p->end &&
		    (open ? is_open(m) : is_place(o, m)))
			found = m;
	}
	return found;
}

static const char *
spoken_of(const struct origin *o)
{
	const struct provision_mention *m = place_of(o, 0, false);
	const struct provision_mention *open = place_of(o, o->p->start, true);
	const char *s = _("the one spoken of before");

	if (m != NULL)
		s = place(o, m->first, m->end);
	else if (strcmp(o->p->provision, o->passage->provision) == 0)
		s = _("what the passage stands under");
	if (open == NULL || (m != NULL && m->first >= open->first))
		return s;
	return arena_printf(
	    o->arena, "%s: %s", place(o, open->first, open->end), s);
}

static const char *
where_says(const struct origin *o)
{
	const char *s;

	if (o->p->provision[0] == '\0')
		return o->p->lineage[0] != '\0'
			   ? arena_printf(
				 o->arena, _("by its topic: %s"), o->p->lineage)
			   : _("on no provision");
	s = spoken_of(o);
	if (o->p->instrument[0] == '\0' && o->p->lineage[0] == '\0')
		return s;
	return arena_printf(o->arena,
	    o->p->lineage[0] != '\0' ? _("%s; in %s, lineage %s")
				     : _("%s; in %s%s"),
	    s,
	    o->p->instrument[0] != '\0' ? o->p->instrument
					: _("no instrument known"),
	    o->p->lineage);
}

/* --- the cue and the rule ------------------------------------------------- */

static const char *
cue_says(const struct origin *o)
{
	const struct reading *r = &o->trace->reading;
	const struct token *token = r->tokens.token;
	const char *s = arena_printf(o->arena, "%lu-%lu \"%.*s\"",
	    (unsigned long)o->p->cue_start, (unsigned long)o->p->cue_end,
	    (int)(o->p->cue_end - o->p->cue_start),
	    o->passage->text + o->p->cue_start);

	for (size_t i = 0; i < r->n_cues; i++)
		if (token[r->cue[i].end - 1].end == o->p->cue_end)
			return arena_printf(o->arena, "%s, %s:%u", s,
			    o->lexicon, r->cue[i].entry->line);
	return s;
}

static const char *
rule_says_of(const struct origin *o)
{
	enum rule rule;
	size_t cue;

	if (!rule_find(o->p->rule, &rule, &cue))
		return o->p->rule;
	return arena_printf(o->arena, _("%s, of %.*s: %s"), rule_name(rule),
	    (int)cue, o->p->rule, _(rule_says(rule)));
}

static const char *
position_says(const struct origin *o)
{
	const struct position *p = o->p;
	const char *s = arena_printf(o->arena, "%s (%s) %s",
	    p->holder_name[0] != '\0' ? p->holder_name : p->holder,
	    holder_kind_name(p->holder_kind),
	    phrase_said(o->arena, p->stance, p->action, p->scope, p->provision,
		p->object));

	if (p->spokesperson[0] != '\0')
		s = arena_printf(
		    o->arena, _("%s, through %s"), s, p->spokesperson);
	if (p->condition[0] != '\0')
		s = arena_printf(
		    o->arena, _("%s, on a condition: %s"), s, p->condition);
	return arena_printf(o->arena, _("%s%s, %s; side: %s"), s,
	    phrase_implied(o->arena, p), certainty_name(p->certainty),
	    side_name(side_of(p->stance, p->action)));
}

void
explain_position(struct arena *arena, const struct trace *trace,
    const struct passage *passage, const char *lexicon,
    const struct position *position, struct explain_row *row)
{
	struct origin o = {arena, trace, passage, lexicon, position, row};

	row->says = position_says(&o);
	add_detail(&o, arena_printf(arena, _("who: %s"), who_says(&o)));
	add_detail(&o, arena_printf(arena, _("cue: %s"), cue_says(&o)));
	add_detail(&o, arena_printf(arena, _("on: %s"), where_says(&o)));
	add_detail(&o, arena_printf(arena, _("rule: %s"), rule_says_of(&o)));
}
