/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions, read with the lexicon and the rules that records are read with. */
#include "core/attach.h"
#include "core/clause-words.h"
#include "core/engine.h"
#include "core/position-engine.h"
#include "core/question-filter.h"
#include "core/question-language.h"

#include <string.h>

#define QUESTION_MAX 4096 /* bytes that are read */

/* A question being read. */
struct asking {
	const struct engine *engine;
	struct reading r;
	struct actors actors;
	struct cue *ask;	  /* cues of class `ask` */
	size_t n_asks;		  /* how many */
	bool *used;		  /* for each token: something stands for it */
	const struct cue *stance; /* or NULL */
	const struct cue *action; /* or NULL */
	struct question_reading *ret;
};

static void
use(struct asking *q, size_t first, size_t end)
{
	for (size_t i = first; i < end && i < q->r.tokens.count; i++)
		q->used[i] = true;
}

/* --- what is asked for -------------------------------------------------- */

static enum question_asks
asks_of(const char *id)
{
	static const struct {
		const char *id;
		enum question_asks asks;
	} ids[] = {{"who", ASKS_WHO}, {"ask-holders", ASKS_WHO},
	    {"ask-states", ASKS_STATES}, {"ask-groups", ASKS_GROUPS},
	    {"ask-members", ASKS_MEMBERS}, {"ask-what", ASKS_WHAT},
	    {"ask-when", ASKS_WHEN}, {"ask-count", ASKS_COUNT},
	    {"count-states", ASKS_COUNT}, {"count-groups", ASKS_COUNT},
	    {"stand", ASKS_STAND}, {"change", ASKS_CHANGE},
	    {"agree", ASKS_AGREE}, {"compare", ASKS_COMPARE},
	    {"broke", ASKS_BROKE}, {"ask-whether", ASKS_WHETHER}};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (strcmp(id, ids[i].id) == 0)
			return ids[i].asks;
	return ASKS_NOTHING;
}

/* Whom a question counts. */
static enum question_asks
counted_of(const char *id)
{
	return strcmp(id, "count-states") == 0	 ? ASKS_STATES
	       : strcmp(id, "count-groups") == 0 ? ASKS_GROUPS
						 : ASKS_WHO;
}

/* What a cue of class `ask` asks for, which is stronger than other words. */
static bool
read_comparison(struct asking *q)
{
	for (size_t i = 0; i < q->n_asks; i++) {
		enum question_asks asks = asks_of(q->ask[i].entry->id);

		if (asks < ASKS_STAND)
			continue;
		q->ret->asks = asks;
		use(q, q->ask[i].first, q->ask[i].end);
		/* "where does X ... stand" */
		if (q->ask[i].reach > q->ask[i].end)
			use(q, q->ask[i].reach - 1, q->ask[i].reach);
		return true;
	}
	return false;
}

/* Whether a question begins with the token: "¿" and the like go before it. */
static bool
is_first_word(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (reading_word(r, i))
			return false;
	return true;
}

/* "предлагала ли Гальтрия", "¿propuso Galtria ...?": no word says it. */
static bool
asks_whether(const struct reading *r)
{
	bool marked = false;

	if (r->language == LANGUAGE_EN)
		return false;
	for (size_t i = 0; i < r->tokens.count; i++) {
		marked |= reading_token(r, i, "?");
		if (r->language == LANGUAGE_RU &&
		    reading_small(r, i, WORD_ASKING))
			return true;
	}
	return marked && r->n_holders > 0;
}

static void
read_asks(struct asking *q)
{
	static const char *const to_be[] = {"is", "are", "was", "were", NULL};
	const struct reading *r = &q->r;
	bool english = r->language == LANGUAGE_EN;

	if (read_comparison(q))
		return;
	if (asks_whether(r))
		q->ret->asks = ASKS_WHETHER;
	for (size_t i = 0; i < r->n_cues; i++) {
		const struct cue *cue = &r->cue[i];

		if (english && cue->first == 0 &&
		    (cue->entry->kind == CUE_AUXILIARY ||
			reading_any(r, 0, to_be))) {
			q->ret->asks = ASKS_WHETHER;
		} else if (cue->entry->kind == CUE_QUESTION ||
			   (cue->entry->kind == CUE_RELATIVE &&
			       is_first_word(r, cue->first)) ||
			   (cue->entry->kind == CUE_RELATIVE &&
			       r->language == LANGUAGE_ZH)) {
			q->ret->asks = asks_of(cue->entry->id);
			q->ret->counted = counted_of(cue->entry->id);
		} else {
			continue;
		}
		/* "is X against": a stance with its subject in it */
		if (cue->entry->kind != CUE_STANCE)
			use(q, cue->first, cue->end);
		return;
	}
}

/* --- stance and action -------------------------------------------------- */

static bool
negated_before(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + 3 > at; i--)
		if (reading_is(r, i - 1, CUE_NEGATOR))
			return true;
	return false;
}

/* "who is for article 5" */
static bool
is_for(const struct reading *r, size_t at)
{
	return at > 0 && reading_token(r, at, "for") &&
	       reading_is(r, at - 1, CUE_AUXILIARY);
}

/* "did X support or oppose": both are asked for. */
static bool
is_either(const struct asking *q)
{
	bool support = false, oppose = false;

	for (size_t i = 0; i < q->r.n_cues; i++) {
		support |= q->r.cue[i].entry->stance == STANCE_SUPPORT;
		oppose |= q->r.cue[i].entry->stance == STANCE_OPPOSE;
	}
	return support && oppose;
}

/* The first cue of a class that has a stance, or NULL. */
static const struct cue *
cue_with_stance(const struct reading *r, enum cue_class kind)
{
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == kind &&
		    r->cue[i].entry->stance != STANCE_NONE)
			return &r->cue[i];
	return NULL;
}

static void
read_stance(struct asking *q)
{
	const struct reading *r = &q->r;

	q->stance = cue_with_stance(r, CUE_STANCE);
	for (size_t i = 0; i < q->n_asks && q->stance == NULL; i++)
		if (q->ask[i].entry->stance != STANCE_NONE)
			q->stance = &q->ask[i]; /* "any proposal on" */
	if (q->stance == NULL) /* "said that it was too early for" */
		q->stance = cue_with_stance(r, CUE_VERDICT);
	if (q->stance == NULL) {
		for (size_t i = 0; i < r->tokens.count; i++)
			if (is_for(r, i))
				q->ret->stance = STANCE_SUPPORT;
		return;
	}
	if (is_either(q))
		return;
	q->ret->stance =
	    attach_stance(q->stance, negated_before(r, q->stance->first));
	q->ret->action = q->stance->entry->action;
	q->ret->states_action = q->ret->action != ACTION_NONE;
	q->ret->rule = q->stance->entry->id;
	if (q->stance->entry->kind != CUE_VERDICT)
		use(q, q->stance->first, q->stance->end);
}

/* "a new article on retention": a topic, no action. */
static bool
is_topic(const struct asking *q, const struct cue *cue)
{
	return q->used[cue->first] ||
	       (q->r.language == LANGUAGE_EN && cue->form == FORM_NOUN &&
		   cue->first > 0 &&
		   reading_is(&q->r, cue->first - 1, CUE_TOPIC));
}

/*
 * "who wants 89.10 out", "who opposed moving article 5": a word that asks for
 * an action at the end, or before what it is on.
 */
static bool
is_asked_action(const struct asking *q, const struct cue *cue)
{
	const struct reading *r = &q->r;

	if (cue->entry->action == ACTION_NONE)
		return false;
	if (cue->end < r->tokens.count && r->provision_at[cue->end] >= 0)
		return true;
	for (size_t i = cue->end; i < r->tokens.count; i++)
		if (reading_word(r, i))
			return false;
	return true;
}

/* The first word of editing that the stance does not hold already. */
static void
read_action(struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_cues && q->action == NULL; i++)
		if (r->cue[i].entry->kind == CUE_ACTION &&
		    !is_topic(q, &r->cue[i]))
			q->action = &r->cue[i];
	for (size_t i = 0; i < q->n_asks && q->action == NULL; i++)
		if (is_asked_action(q, &q->ask[i]))
			q->action = &q->ask[i];
	if (q->action == NULL)
		return;
	q->ret->action = q->action->entry->action;
	q->ret->states_action = true;
	if (*q->ret->rule == '\0')
		q->ret->rule = q->action->entry->id;
	if (q->stance == NULL && q->ret->stance == STANCE_NONE &&
	    q->ret->asks != ASKS_NOTHING && q->ret->asks != ASKS_WHAT &&
	    q->action->form != FORM_NOUN)
		q->ret->stance = STANCE_PROPOSE; /* "who deleted article 5" */
	use(q, q->action->first, q->action->end);
}

/* --- provisions and lineages -------------------------------------------- */

static void
add_lineage(struct asking *q, const char *lineage)
{
	if (*lineage == '\0')
		return;
	for (size_t i = 0; i < q->ret->n_lineages; i++)
		if (strcmp(q->ret->lineage[i], lineage) == 0)
			return;
	q->ret->lineage =
	    arena_grow(q->r.arena, q->ret->lineage, q->ret->n_lineages,
		q->ret->n_lineages + 1, sizeof(*q->ret->lineage));
	q->ret->lineage[q->ret->n_lineages++] = lineage;
}

static void
add_provision(struct asking *q, const struct provision *p)
{
	struct provision_context context = {"", "", {0, 0, 0}};
	const struct lineage_place **places;
	size_t n;

	for (size_t i = 0; i < q->ret->n_provisions; i++)
		if (provision_equal(&q->ret->provision[i], p))
			return;
	q->ret->provision =
	    arena_grow(q->r.arena, q->ret->provision, q->ret->n_provisions,
		q->ret->n_provisions + 1, sizeof(*q->ret->provision));
	q->ret->provision[q->ret->n_provisions++] = *p;
	if (q->ret->instrument != NULL) {
		context.instrument = q->ret->instrument->id;
		add_lineage(q,
		    negotiation_resolve(q->engine->neg, p, &context).lineage);
		return;
	}
	places = negotiation_candidates(q->engine->neg, q->r.arena, p, &n);
	for (size_t i = 0; i < n; i++)
		add_lineage(q, places[i]->lineage);
}

/* The token after a number: "42", or "89.10", article and paragraph. */
static size_t
end_of_number(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	if (at + 2 < r->tokens.count && token_is(&t[1], ".") &&
	    t[2].kind == TOKEN_NUMBER && t[1].start == t[0].end &&
	    t[2].start == t[1].end)
		return at + 3;
	return at + 1;
}

/* "removal of 42", "42's deletion": a bare number beside the action. */
static void
read_bare_number(struct asking *q)
{
	const struct reading *r = &q->r;

	if (q->action == NULL || q->ret->n_provisions > 0)
		return;
	for (size_t i = 0, end; i < r->tokens.count; i = end) {
		const struct token *t = &r->tokens.token[i];
		const char *number;
		struct provision p;

		end = end_of_number(r, i);
		if (t->kind != TOKEN_NUMBER || t->length > 3 || q->used[i] ||
		    (i != q->action->end && end != q->action->first &&
			end + 1 != q->action->first))
			continue;
		number = reading_text(r, i, end);
		if (!provision_parse(number, strlen(number), &p))
			continue;
		add_provision(q, &p);
		use(q, i, end);
		return;
	}
}

static bool
is_part_before(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + 5 > at; i--)
		if (reading_is(r, i - 1, CUE_TEXT) &&
		    r->provision_at[i - 1] < 0)
			return true;
	return false;
}

/* "对第42条的提及": the reference stands behind it. */
static bool
is_reference_after(const struct reading *r, size_t at)
{
	return reading_is(r, at + reading_small(r, at, WORD_OF), CUE_REFERENCE);
}

/* "references to article 42" leave the article alone. */
static void
read_scope(struct asking *q, const struct provision_mention *m)
{
	const struct reading *r = &q->r;
	size_t at = m->first;

	while (at > 0 && (reading_small(r, at - 1, WORD_THE) ||
			     (r->language != LANGUAGE_EN &&
				 (reading_small(r, at - 1, WORD_OF) ||
				     reading_small(r, at - 1, WORD_TO)) &&
				 !reading_is(r, at - 1, CUE_REFERENCE))))
		at--;
	if (r->language == LANGUAGE_ZH && is_reference_after(r, m->end)) {
		q->ret->scope = SCOPE_REFERENCE;
	} else if (at > 0 && reading_is(r, at - 1, CUE_REFERENCE)) {
		q->ret->scope = SCOPE_REFERENCE;
		use(q, reading_cue(r, at - 1)->first, at);
	} else if (q->action != NULL && q->action->first < at &&
		   is_part_before(r, at)) {
		q->ret->scope = SCOPE_PART;
	}
}

/* "of the revised draft": its name is no action of revising. */
static void
read_instrument(struct asking *q)
{
	struct instrument_mention *instruments;
	size_t n;

	instruments = negotiation_find_instruments(
	    q->engine->neg, q->r.arena, &q->r.tokens, &n);
	for (size_t i = 0; i < n; i++) {
		if (q->used[instruments[i].first])
			continue; /* "before the revised draft" */
		q->ret->instrument = instruments[i].instrument;
		use(q, instruments[i].first, instruments[i].end);
		return;
	}
}

static void
read_provisions(struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_provisions; i++) {
		if (r->provision[i].reference != PROVISION_NAMED)
			continue;
		add_provision(q, &r->provision[i].provision);
		read_scope(q, &r->provision[i]);
		use(q, r->provision[i].first, r->provision[i].end);
	}
	read_bare_number(q);
}

static void
read_topics(struct asking *q, enum language language)
{
	struct topic_mention *topics;
	size_t n;

	topics = negotiation_find_topics(
	    q->engine->neg, q->r.arena, &q->r.tokens, language, &n);
	for (size_t i = 0; i < n; i++) {
		if (q->used[topics[i].first])
			continue;
		add_lineage(q, topics[i].lineage);
	}
	for (size_t i = 0; i < n; i++)
		use(q, topics[i].first, topics[i].end);
}

/* --- holders ------------------------------------------------------------ */

static void
add_holders(struct asking *q, const struct actor *a)
{
	for (size_t i = 0; i < a->n_members; i++) {
		const struct holder *h =
		    holder_by_id(q->engine->neg->holders, a->member[i].id);

		if (h == NULL)
			continue;
		q->ret->holder =
		    arena_grow(q->r.arena, q->ret->holder, q->ret->n_holders,
			q->ret->n_holders + 1, sizeof(*q->ret->holder));
		q->ret->holder[q->ret->n_holders++] = h;
	}
	use(q, a->first, a->end);
}

/* The first group that the question names. */
static void
read_group(struct asking *q)
{
	for (size_t i = 0; i < q->r.n_holders; i++) {
		const struct holder_mention *m = &q->r.holder[i];

		if (m->holder->kind != HOLDER_GROUP)
			continue;
		q->ret->members_of = m->holder;
		use(q, m->first, m->end);
		return;
	}
}

/* "which members of G", "which G members" */
static void
read_members(struct asking *q)
{
	read_group(q);
	if (q->ret->members_of == NULL)
		q->ret->asks = ASKS_STATES;
}

/* Where the question stops saying whom it asks about. */
static size_t
end_of_whom(const struct asking *q)
{
	return q->stance != NULL   ? q->stance->first
	       : q->action != NULL ? q->action->first
				   : q->r.tokens.count;
}

/* A noun for members at the token: "members", "parties", "member". */
static bool
is_member_noun(const struct asking *q, size_t at)
{
	if (reading_is(&q->r, at, CUE_CROWD))
		return true;
	for (size_t i = 0; i < q->n_asks; i++)
		if (at >= q->ask[i].first && at < q->ask[i].end &&
		    strcmp(q->ask[i].entry->id, "member") == 0)
			return true;
	return false;
}

/* "ASEAN members", "members of ASEAN", "parties to the Convention". */
static bool
names_members(const struct asking *q, const struct holder_mention *m)
{
	const struct reading *r = &q->r;
	size_t at = m->first;

	if (is_member_noun(q, m->end))
		return true;
	while (at > 0 && at + 3 > m->first &&
	       (reading_small(r, at - 1, WORD_OF) ||
		   reading_small(r, at - 1, WORD_TO) ||
		   reading_small(r, at - 1, WORD_THE)))
		at--;
	return at > 0 && is_member_noun(q, at - 1);
}

/*
 * "which ASEAN members", "which Budapest Convention party": a group with a noun
 * for its members; "which Latin American States": a region, of which the
 * lexicon says whose group it stands for.
 */
static bool
is_of_group(struct asking *q)
{
	const struct reading *r = &q->r;
	size_t end = end_of_whom(q);

	for (size_t i = 0; i < r->n_holders; i++) {
		const struct holder_mention *m = &r->holder[i];

		if (m->end > end)
			break;
		if (m->holder->kind != HOLDER_GROUP)
			return false; /* "did X oppose what EU members want" */
		if (!names_members(q, m))
			continue;
		q->ret->members_of = m->holder;
		use(q, m->first,
		    is_member_noun(q, m->end) ? m->end + 1 : m->end);
		return true;
	}
	for (size_t i = 0; i < q->n_asks && q->ask[i].first < end; i++) {
		const char *id = q->ask[i].entry->id;

		if (strncmp(id, "region:", 7) != 0)
			continue;
		q->ret->members_of =
		    holder_by_id(q->engine->neg->holders, id + 7);
		use(q, q->ask[i].first, q->ask[i].end);
		return q->ret->members_of != NULL;
	}
	return false;
}

/* "besides X" */
static bool
is_excepted(const struct asking *q, const struct actor *a)
{
	for (size_t i = 0; i < q->ret->n_excepts && a->n_members > 0; i++)
		if (strcmp(q->ret->except[i]->id, a->member[0].id) == 0)
			return true;
	return false;
}

/* "who agrees with X": not "does X agree with Y". */
static bool
asks_who(const struct reading *r)
{
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == CUE_RELATIVE ||
		    r->cue[i].entry->kind == CUE_QUESTION)
			return true;
	return false;
}

/* Whether a question of this kind may be about a group's members. */
static bool
asks_members(enum question_asks asks)
{
	return asks == ASKS_WHO || asks == ASKS_STATES || asks == ASKS_COUNT ||
	       asks == ASKS_STAND || asks == ASKS_WHAT || asks == ASKS_WHEN ||
	       asks == ASKS_WHETHER;
}

/* Whether "how many" counts something else than delegations. */
static bool
counts_things(const struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_cues; i++) {
		size_t at = r->cue[i].end;

		if (r->cue[i].entry->kind != CUE_QUESTION)
			continue;
		for (size_t k = r->cue[i].first; k < at; k++)
			if (reading_is(r, k, CUE_CROWD))
				return false;
		return reading_word(r, at) && !reading_is(r, at, CUE_CROWD) &&
		       !reading_is(r, at, CUE_STANCE) &&
		       !reading_is(r, at, CUE_AUXILIARY) &&
		       strcmp(r->cue[i].entry->id, "ask-count") == 0 &&
		       r->cue[i].end - r->cue[i].first <= 2;
	}
	return false;
}

/* "on behalf of G": it is G's position that is asked about. */
static void
add_behalf(struct asking *q)
{
	q->ret->holder =
	    arena_grow(q->r.arena, NULL, 0, 1, sizeof(*q->ret->holder));
	q->ret->holder[q->ret->n_holders++] = q->ret->on_behalf_of;
}

/* "did any ASEAN member oppose it" asks which of them did. */
static void
read_whose_members(struct asking *q)
{
	struct question_reading *ret = q->ret;

	if (!is_of_group(q))
		return;
	if (ret->asks == ASKS_WHO || ret->asks == ASKS_STATES ||
	    ret->asks == ASKS_WHETHER)
		ret->asks = ASKS_MEMBERS;
}

/*
 * "where does X stand": what X holds; "how many ratifications did X want": no
 * delegations are counted.
 */
static void
settle_named(struct asking *q)
{
	struct question_reading *ret = q->ret;
	bool named = false;

	if (ret->members_of != NULL)
		return;
	for (size_t i = 0; i < q->actors.count; i++)
		named |= q->actors.actor[i].kind == ACTOR_HOLDERS &&
			 q->actors.actor[i].member[0].kind != HOLDER_UNNAMED &&
			 !is_excepted(q, &q->actors.actor[i]) &&
			 q->actors.actor[i].first < end_of_whom(q);
	if (named && (ret->asks == ASKS_STAND ||
			 (ret->asks == ASKS_COUNT && counts_things(q))))
		ret->asks = ASKS_WHAT;
}

/* The holders a question is about: its subject, never "who" opposed whom. */
static void
read_holders(struct asking *q)
{
	const struct actors *all = &q->actors;
	struct question_reading *ret = q->ret;

	if (ret->on_behalf_of != NULL) {
		add_behalf(q);
		return;
	}
	if (asks_members(ret->asks))
		read_whose_members(q);
	else if (ret->asks == ASKS_MEMBERS)
		read_members(q);
	if (ret->asks == ASKS_BROKE)
		read_group(q);
	settle_named(q);
	if (ret->asks == ASKS_WHO || ret->asks == ASKS_STATES ||
	    ret->asks == ASKS_GROUPS || ret->asks == ASKS_MEMBERS ||
	    ret->asks == ASKS_COUNT || ret->asks == ASKS_STAND ||
	    ret->asks == ASKS_BROKE || ret->members_of != NULL)
		return;
	for (size_t i = 0; i < all->count; i++) {
		if (all->actor[i].kind != ACTOR_HOLDERS)
			continue;
		if (is_excepted(q, &all->actor[i]))
			continue;
		add_holders(q, &all->actor[i]);
		if (ret->n_holders > 0 && ret->asks != ASKS_COMPARE &&
		    !(ret->asks == ASKS_AGREE && !asks_who(&q->r)))
			return;
	}
}

/* --- the words ---------------------------------------------------------- */

/* As is_small_word(), for what the tables of the other languages tell. */
static bool
is_small_elsewhere(const struct reading *r, size_t at)
{
	static const enum clause_word kinds[] = {WORD_THE, WORD_AND, WORD_OR,
	    WORD_FOR, WORD_THAT, WORD_OF, WORD_TO, WORD_CLITIC, WORD_NE,
	    WORD_BE, WORD_ADVERB, WORD_ASKING, WORD_BEFORE, WORD_VIEW};

	if (reading_is(r, at, CUE_CROWD) || reading_is(r, at, CUE_QUESTION))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (reading_small(r, at, kinds[i]))
			return true;
	return false;
}

static bool
is_small_word(const struct reading *r, size_t at)
{
	static const char *const words[] = {"the", "a", "an", "and", "or",
	    "for", "that", "ever", "please", "do", "any", "there", "its",
	    "their", "'s", "me", "tell", "show", "list", "delegations",
	    "delegation", "see", "position", "positions", "view", "views"};
	const struct cue *cue = reading_cue(r, at);

	if (!reading_word(r, at))
		return true;
	if (r->language != LANGUAGE_EN && is_small_elsewhere(r, at))
		return true;
	if (reading_token(r, at, "before") || reading_token(r, at, "after"))
		return false;
	if (cue != NULL && (cue->entry->kind == CUE_TOPIC ||
			       cue->entry->kind == CUE_PREPOSITION ||
			       cue->entry->kind == CUE_AUXILIARY ||
			       cue->entry->kind == CUE_RELATIVE ||
			       cue->entry->kind == CUE_PRONOUN ||
			       cue->entry->kind == CUE_NEGATOR ||
			       cue->entry->kind == CUE_REPORT ||
			       cue->entry->kind == CUE_THIS ||
			       cue->entry->kind == CUE_STANCE ||
			       cue->entry->kind == CUE_QUANTIFIER ||
			       cue->entry->kind == CUE_QUESTION))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (reading_token(r, at, words[i]))
			return true;
	return false;
}

static const char *
rest_of(const struct asking *q)
{
	const struct reading *r = &q->r;
	const char *rest = "";

	for (size_t i = 0; i < r->tokens.count; i++) {
		if (q->used[i] || is_small_word(r, i) ||
		    (q->ret->members_of != NULL && reading_is(r, i, CUE_CROWD)))
			continue;
		rest = arena_printf(r->arena, "%s%s%s", rest,
		    *rest != '\0' && r->language != LANGUAGE_ZH ? " " : "",
		    reading_text(r, i, i + 1));
	}
	return rest;
}

/* The thing asked about: from the stance (or action) to the question's end. */
static const char *
object_of(const struct asking *q)
{
	const struct reading *r = &q->r;
	size_t first = q->stance != NULL   ? q->stance->end
		       : q->action != NULL ? q->action->first
					   : 0;
	size_t end = r->tokens.count;

	while (end > first && !reading_word(r, end - 1) &&
	       !reading_token(r, end - 1, ")"))
		end--;
	while (first < end &&
	       (reading_token(r, first, "to") || !reading_word(r, first)))
		first++;
	return reading_text(r, first, end);
}

/* A negator that no stance has taken in. */
static bool
says_not(const struct asking *q)
{
	for (size_t i = 0; i < q->r.n_cues; i++)
		if (q->r.cue[i].entry->kind == CUE_NEGATOR &&
		    !q->used[q->r.cue[i].first])
			return true;
	return false;
}

/*
 * "who did not oppose it", "who has not spoken on it": silence is on no record,
 * so that the answer is who said what.
 */
static void
settle_unsaid(struct asking *q)
{
	struct question_reading *ret = q->ret;

	if (ret->stance != STANCE_NONE || !says_not(q) ||
	    (ret->n_provisions == 0 && ret->n_lineages == 0))
		return;
	if (ret->asks != ASKS_WHO && ret->asks != ASKS_STATES &&
	    ret->asks != ASKS_GROUPS && ret->asks != ASKS_MEMBERS &&
	    ret->asks != ASKS_COUNT)
		return;
	ret->unsaid = true;
	ret->asks = ASKS_STAND;
}

/* "does X agree with Y": the two of them. */
static void
settle_agree(struct question_reading *ret)
{
	if (ret->asks == ASKS_AGREE && ret->n_holders == 2)
		ret->asks = ASKS_COMPARE;
}

/* A comparison needs somebody to compare; stances of it are all of them. */
static void
settle_asks(struct question_reading *ret)
{
	bool things = ret->n_provisions > 0 || ret->n_lineages > 0;

	if (ret->asks == ASKS_WHAT && ret->n_holders == 0 && things &&
	    ret->stance == STANCE_NONE && !ret->states_action)
		ret->asks = ASKS_STAND;
	if (ret->asks == ASKS_COMPARE && ret->n_holders < 2)
		ret->asks = ret->n_holders > 0 ? ASKS_WHAT : ASKS_NOTHING;
	if ((ret->asks == ASKS_CHANGE || ret->asks == ASKS_AGREE) &&
	    ret->n_holders == 0)
		ret->asks = things ? ASKS_STAND : ASKS_NOTHING;
	if (ret->asks < ASKS_STAND)
		return;
	ret->stance = STANCE_NONE;
	ret->action = ACTION_NONE;
	ret->states_action = false;
}

void
engine_question(const struct engine *engine, struct arena *arena,
    const char *text, size_t n, enum language language,
    struct question_reading *ret)
{
	struct asking q = {.engine = engine, .ret = ret};
	const struct lexicon *lexicon;
	struct tokens tokens;

	if (n > QUESTION_MAX)
		n = QUESTION_MAX;
	if (language == LANGUAGE_NONE) {
		tokenize(arena, text, n, &tokens);
		language = question_language(&tokens);
	}
	lexicon = engine_lexicon(engine, language);
	memset(ret, 0, sizeof(*ret));
	ret->language = language;
	ret->object = ret->rest = ret->rule = "";
	reading_init(&q.r, arena, engine->neg, lexicon, language, text, n);
	q.used = arena_array(arena, q.r.tokens.count + 1, sizeof(*q.used));
	if (lexicon != NULL)
		q.ask =
		    lexicon_find_asked(lexicon, arena, &q.r.tokens, &q.n_asks);
	actors_find(&q.r, 0, q.r.tokens.count, &q.actors);
	read_asks(&q);
	read_stance(&q);
	question_filters(engine->neg, &q.r, q.ask, q.n_asks, q.used, ret);
	read_instrument(&q);
	read_topics(&q, language);
	read_action(&q);
	read_provisions(&q);
	read_holders(&q);
	settle_agree(ret);
	settle_unsaid(&q);
	settle_asks(ret);
	if (ret->asks == ASKS_NOTHING && ret->stance != STANCE_NONE)
		ret->asks = ret->n_holders > 0 ? ASKS_WHAT : ASKS_WHO;
	if (ret->asks == ASKS_WHAT && ret->stance == STANCE_NONE &&
	    ret->n_holders == 0 && ret->members_of == NULL &&
	    ret->n_provisions == 0 && ret->n_lineages == 0)
		ret->asks = ASKS_NOTHING;
	ret->object = ret->asks < ASKS_STAND ? object_of(&q) : "";
	ret->rest = rest_of(&q);
}
