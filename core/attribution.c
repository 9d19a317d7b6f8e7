/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attribution.h"

#include "core/outline.h"

#include <string.h>

#define BRACKET_MAX 80	 /* tokens of an attribution */
#define TEXT_MAX    4000 /* tokens that a bracket may hold */
#define MEMBERS_MAX 60	 /* holders of one list */
#define CODE_MAX    3	 /* letters of a State's code */
#define ACTION_NEAR 4	 /* tokens between a stance and its action */

/* One bracket. */
struct bracket {
	size_t first; /* token of "[" or "{" */
	size_t end;   /* token of the one that closes it */
	size_t limit; /* token before which its head is: the end, or a bracket
			 within */
	size_t text;  /* token where the text that is attributed begins, or
			 NOWHERE: the text is elsewhere */
};

/* Who is named, up to which token. */
struct list {
	struct member member[MEMBERS_MAX];
	size_t count;
	size_t end;
};

static bool
opens(const struct reading *r, size_t at)
{
	return reading_token(r, at, "[") || reading_token(r, at, "{");
}

static bool
closes(const struct reading *r, size_t at)
{
	return reading_token(r, at, "]") || reading_token(r, at, "}");
}

static bool
parts(const struct reading *r, size_t at)
{
	return reading_token(r, at, ":") || reading_token(r, at, "-");
}

/* The bracket that opens at a token. False where it does not close. */
static bool
bracket_read(const struct reading *r, size_t at, struct bracket *ret)
{
	size_t depth = 0;

	*ret = (struct bracket){.first = at, .limit = NOWHERE, .text = NOWHERE};
	for (size_t i = at; i < r->tokens.count && i < at + TEXT_MAX; i++) {
		if (opens(r, i) && depth++ > 0 && ret->limit == NOWHERE)
			ret->limit = i;
		if (closes(r, i) && --depth == 0) {
			ret->end = i;
			if (ret->limit == NOWHERE)
				ret->limit = i;
			if (ret->limit > at + BRACKET_MAX)
				ret->limit = at + BRACKET_MAX;
			return true;
		}
	}
	return false;
}

/* --- who ------------------------------------------------------------------ */

/* A State's code: in capitals, and only where a list of holders may be. */
static const struct holder *
code_at(const struct flow *flow, size_t at)
{
	const struct token *t = &flow->r->tokens.token[at];
	char code[CODE_MAX + 1];

	if (t->kind != TOKEN_WORD || t->length < 2 || t->length > CODE_MAX ||
	    !(t->flags & TOKEN_CAPITALS))
		return NULL;
	for (size_t i = 0; i < t->length; i++) {
		if (t->folded[i] < 'a' || t->folded[i] > 'z')
			return NULL;
		code[i] = (char)(t->folded[i] - 'a' + 'A');
	}
	code[t->length] = '\0';
	return holder_named(flow->neg->holders, code);
}

static bool
is_joint(const struct reading *r, size_t at)
{
	static const char *const words[] = {",", "/", "&", "and", "the", NULL};

	return reading_any(r, at, words);
}

/* The holders from a token on, as far as they go on one after another. */
static void
list_read(const struct flow *flow, size_t at, size_t limit, struct list *ret)
{
	const struct reading *r = flow->r;

	ret->count = 0;
	ret->end = at;
	while (at < limit && ret->count < MEMBERS_MAX) {
		const struct holder_mention *m = reading_holder(r, at);
		const struct holder *h = NULL;

		if (m != NULL && m->first == at && !m->possessive &&
		    m->how != HOLDER_BY_DEMONYM && m->end <= limit)
			h = m->holder;
		else if (m == NULL && !is_joint(r, at))
			h = code_at(flow, at);
		if (h == NULL)
			break;
		ret->member[ret->count++] =
		    (struct member){h->id, h->name, "", h->kind};
		ret->end = at = m != NULL ? m->end : at + 1;
		while (at < limit && is_joint(r, at))
			at++;
	}
	if (ret->count > 0 && at < limit && reading_token(r, at, "others"))
		ret->end = at + 1;
}

/* --- what ----------------------------------------------------------------- */

/* A cue that says what somebody wants, at the token or after adverbs. */
static const struct cue *
want_at(const struct reading *r, size_t at, size_t limit)
{
	const struct cue *cue;

	at = reading_skip_adverbs(r, at, limit);
	cue = at < limit ? reading_cue(r, at) : NULL;
	if (cue == NULL || cue->first != at ||
	    (cue->entry->kind != CUE_STANCE && cue->entry->kind != CUE_ACTION))
		return NULL;
	return cue;
}

static enum stance
stance_of(const struct cue *cue)
{
	return cue->entry->kind == CUE_STANCE ? cue->entry->stance
					      : STANCE_PROPOSE;
}

/* What would be done: said by the cue, soon after it, or by where it stands. */
static enum action
action_of(const struct flow *flow, const struct bracket *b,
    const struct cue *cue, size_t limit)
{
	if (cue->entry->action != ACTION_NONE)
		return cue->entry->action;
	for (size_t i = cue->end; i < limit && i < cue->end + ACTION_NEAR;
	     i++) {
		const struct cue *next = reading_cue(flow->r, i);

		if (parts(flow->r, i))
			break;
		if (next != NULL && next->entry->kind == CUE_ACTION)
			return next->entry->action;
	}
	if (b->text != NOWHERE)
		return ACTION_INSERT;
	/* "[words] [proposed by A]" */
	return cue->entry->stance == STANCE_PROPOSE && b->first > 0 &&
		       reading_token(flow->r, b->first - 1, "]")
		   ? ACTION_INSERT
		   : ACTION_NONE;
}

/* The words that are attributed: after the colon, or in the bracket before. */
static void
set_object(const struct reading *r, const struct bracket *b, struct thing *t)
{
	size_t depth = 0;

	t->object = t->object_end = b->first;
	if (b->text != NOWHERE) {
		t->object = b->text;
		t->object_end = b->end;
		return;
	}
	if (b->first == 0 || !reading_token(r, b->first - 1, "]"))
		return;
	for (size_t i = b->first; i > 0; i--) {
		depth += reading_token(r, i - 1, "]");
		if (!reading_token(r, i - 1, "[") || --depth > 0)
			continue;
		t->object = i;
		t->object_end = b->first - 1;
		return;
	}
}

static void
add(struct flow *flow, const struct bracket *b, const struct list *list,
    enum stance stance, enum action action, const struct cue *cue)
{
	struct thing t = {.action = action,
	    .condition = NOWHERE,
	    .first = b->first,
	    .end = b->end};
	struct provision_mention m = {.provision = flow->given,
	    .reference = PROVISION_NAMED,
	    .end = NOWHERE};
	struct holders holders = {list->member, list->count};

	if (stance == STANCE_NONE ||
	    (stance == STANCE_PROPOSE && action == ACTION_NONE))
		return;
	set_object(flow->r, b, &t);
	if (flow->given.kind == PROVISION_ARTICLE &&
	    flow->given.level[0][0] == '\0')
		outline_number_before(flow->r, b->first, m.provision.level[0]);
	if (m.provision.kind != PROVISION_NONE)
		t.provision[t.n_provisions++] = &m;
	flow_add(
	    flow, holders, stance, &t, cue, b->first, b->end + 1, RULE_BRACKET);
}

/* --- forms ---------------------------------------------------------------- */

static const struct lexicon_entry entry_inserts = {.id = "inserts",
    .kind = CUE_STANCE,
    .stance = STANCE_PROPOSE,
    .action = ACTION_INSERT};

/*
 * "X, Y: retain", "X propose", "X oppose: ...", "X: words of its own". False
 * where the clause does not begin with holders.
 */
static bool
read_holders_first(
    struct flow *flow, const struct bracket *b, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	struct cue own = {.entry = &entry_inserts};
	const struct cue *cue;
	struct list list;
	size_t at;

	list_read(flow, first, end, &list);
	if (list.count == 0)
		return false;
	at = list.end + parts(r, list.end);
	cue = want_at(r, at, end);
	if (cue != NULL) {
		add(flow, b, &list, stance_of(cue),
		    action_of(flow, b, cue, end), cue);
	} else if (reading_token(r, list.end, ":") && at < b->end &&
		   reading_token(r, b->first, "[")) {
		struct bracket whole = *b;

		whole.text = at;
		own.first = first;
		own.end = list.end;
		add(flow, &whole, &list, STANCE_PROPOSE, ACTION_INSERT, &own);
	}
	return true;
}

/* "delete: X, Y", "retain - X", "proposed by X". */
static void
read_want_first(
    struct flow *flow, const struct bracket *b, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	const struct cue *cue = want_at(r, first, end);
	struct list list;
	size_t at;

	if (cue == NULL)
		return;
	for (at = cue->end; at < end; at++)
		if (parts(r, at) || reading_token(r, at, "by"))
			break;
	if (at >= end || at > cue->end + ACTION_NEAR)
		return;
	at++;
	while (at < end && reading_token(r, at, "the"))
		at++;
	list_read(flow, at, end, &list);
	if (list.count == 0 || list.end < end)
		return;
	add(flow, b, &list, stance_of(cue), action_of(flow, b, cue, end), cue);
}

/* Whether the last clause before a colon says who and what, and no more. */
static bool
heads_text(const struct flow *flow, size_t first, size_t colon)
{
	const struct reading *r = flow->r;
	const struct cue *cue;
	struct list list;

	for (size_t i = colon; i > first; i--)
		if (reading_token(r, i - 1, ";")) {
			first = i;
			break;
		}
	list_read(flow, first, colon, &list);
	if (list.count == 0)
		return false;
	cue = want_at(r, list.end, colon);
	return colon - (cue != NULL ? cue->end : list.end) <= ACTION_NEAR;
}

/*
 * Where the text begins that the clauses are on: "[A propose; B oppose: text]".
 * NOWHERE where the last colon only parts holders from what they want.
 */
static size_t
text_after(const struct flow *flow, const struct bracket *b)
{
	const struct reading *r = flow->r;

	for (size_t i = b->limit; i > b->first + 1; i--) {
		struct list list;
		size_t at = i;

		if (!reading_token(r, i - 1, ":") || at >= b->end)
			continue;
		if (want_at(r, at, b->limit) != NULL)
			return NOWHERE;
		list_read(flow, at, b->limit, &list);
		if (list.count > 0 && list.end == b->limit)
			return NOWHERE;
		return heads_text(flow, b->first + 1, i - 1) ? at : NOWHERE;
	}
	return NOWHERE;
}

static void
read_bracket(struct flow *flow, struct bracket *b)
{
	const struct reading *r = flow->r;
	size_t text = text_after(flow, b), first = b->first + 1;
	size_t limit = text != NOWHERE ? text - 1 : b->limit;
	struct list list;

	/* The text is that of one who says nothing more: "[A: text]". */
	list_read(flow, first, limit, &list);
	if (text != NOWHERE && list.count > 0 && list.end == limit) {
		read_holders_first(flow, b, first, b->limit);
		return;
	}
	b->text = text;
	for (size_t i = first; i <= limit; i++) {
		if (i < limit && !reading_token(r, i, ";"))
			continue;
		if (i > first && !read_holders_first(flow, b, first, i))
			read_want_first(flow, b, first, i);
		first = i + 1;
	}
}

bool
attribution_read(struct flow *flow)
{
	size_t before = flow->out->count;
	struct bracket b;

	for (size_t i = 0; i < flow->r->tokens.count; i++)
		if (opens(flow->r, i) && bracket_read(flow->r, i, &b) &&
		    b.end > i + 2)
			read_bracket(flow, &b);
	return flow->out->count > before;
}
