/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/compilation.h"

#include "core/attach.h"
#include "core/small-words.h"
#include "core/entry-form.h"
#include "core/outline.h"
#include "core/trace.h"

#include <string.h>

/* Whether the entry prints a treaty's text, and does not only comment. */
static bool
prints_draft(const struct reading *r)
{
	for (size_t i = 0; i < r->tokens.count; i++)
		if (reading_token(r, i, "shall"))
			return true;
	return false;
}

/* An instruction in brackets, "[merge with 3]": its action, or ACTION_NONE. */
static enum action
instruction(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i + 1 < end; i++) {
		const struct cue *cue = reading_cue(r, i + 1);

		if (reading_token(r, i, "[") && cue != NULL &&
		    cue->entry->kind == CUE_ACTION && cue->first == i + 1 &&
		    cue->form == FORM_BASE &&
		    !(r->tokens.token[i + 1].flags & TOKEN_CAPITAL))
			return cue->entry->action;
	}
	return ACTION_NONE;
}

static const struct lexicon_entry entry_amends = {.id = "entry",
    .kind = CUE_VERDICT,
    .stance = STANCE_PROPOSE,
    .action = ACTION_AMEND};

/* What the tokens print of the article is changed there. */
static void
add_amendment(struct flow *flow, const struct provision *provision,
    size_t first, size_t end)
{
	const struct tokens *tokens = &flow->r->tokens;
	struct cue cue = {
	    .entry = &entry_amends, .first = first, .end = first + 1};
	struct thing t = {.action = ACTION_AMEND, .condition = NOWHERE};
	struct holders holders = {flow->self, flow->n_self};
	struct provision_mention m = {.provision = *provision,
	    .reference = PROVISION_NAMED,
	    .end = NOWHERE};
	enum action action = instruction(flow->r, first, end);
	size_t stop = tokens_sentence_end(tokens, first + 2);

	if (action != ACTION_NONE)
		t.action = action;
	if (stop > end || stop <= first)
		stop = end;
	t.first = t.object = first;
	t.end = t.object_end = stop;
	if (provision->kind != PROVISION_NONE)
		t.provision[t.n_provisions++] = &m;
	flow_add(
	    flow, holders, STANCE_PROPOSE, &t, &cue, first, stop, RULE_AMENDS);
}

/* The entry amends the parts it prints, or the article where it has none. */
static void
add_amendments(struct flow *flow)
{
	struct outline_part part[OUTLINE_MAX];
	size_t n = outline_read(flow->r, part);

	if (n == 0 || flow->given.kind != PROVISION_ARTICLE ||
	    flow->given.level[0][0] != '\0') {
		add_amendment(flow, &flow->given, 0, flow->r->tokens.count);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct provision p = flow->given;

		for (size_t l = 0; l < OUTLINE_LEVELS; l++)
			memcpy(
			    p.level[l], part[i].level[l], sizeof(p.level[l]));
		add_amendment(flow, &p, part[i].first, part[i].end);
	}
}

static bool
is_self(const struct flow *flow, const char *holder)
{
	for (size_t i = 0; i < flow->n_self; i++)
		if (strcmp(flow->self[i].id, holder) == 0)
			return true;
	return false;
}

/*
 * Of what was read from the words, unnamed holders are the draft's "States
 * Parties"; and text that is suggested for an article amends it. Returns
 * whether the delegation says itself what should become of the text.
 */
static bool
keep_positions(struct flow *flow)
{
	struct positions *out = flow->out;
	size_t kept = 0;
	bool said = false;

	for (size_t i = 0; i < out->count; i++) {
		struct position *p = &out->item[i];

		if (p->holder_kind == HOLDER_UNNAMED ||
		    p->holder_kind == HOLDER_PERSON) {
			if (flow->r->trace != NULL)
				trace_add_bytes(flow->r->trace, p->cue_start,
				    p->cue_end, REASON_DRAFT_VOICE);
			continue;
		}
		if (p->stance == STANCE_PROPOSE && is_self(flow, p->holder) &&
		    p->action == ACTION_INSERT &&
		    strncmp(p->object, "text", 4) == 0)
			p->action = ACTION_AMEND;
		said |=
		    is_self(flow, p->holder) &&
		    (p->stance == STANCE_PROPOSE ||
			p->stance == STANCE_OPPOSE || !prints_draft(flow->r));
		out->item[kept++] = *p;
	}
	out->count = kept;
	return said;
}

static const struct lexicon_entry entry_instructs = {.id = "instruction",
    .kind = CUE_STANCE,
    .stance = STANCE_PROPOSE,
    .action_open = true};

/* "(b) Support ...": the item that an instruction is on. */
static void
set_item(struct flow *flow, size_t at, const struct provision *given)
{
	const struct reading *r = flow->r;

	flow->given = *given;
	if (at < 3 || !reading_token(r, at - 1, ")") ||
	    !reading_token(r, at - 3, "(") ||
	    r->tokens.token[at - 2].length >= PROVISION_TEXT ||
	    given->level[0][0] != '\0')
		return;
	memcpy(flow->given.level[0], r->tokens.token[at - 2].folded,
	    r->tokens.token[at - 2].length + 1);
}

/* The token after the comma that ends a phrase which begins at `at`, or `at`.
 */
static size_t
after_comma(const struct reading *r, size_t at, size_t end)
{
	for (size_t i = at; i < end && i < at + 12; i++)
		if (reading_token(r, i, ","))
			return i + 1;
	return at;
}

/* "In paragraph 2, after 'master', insert": what is done, and where it is. */
static size_t
skip_place(struct flow *flow, size_t at, size_t end)
{
	const struct reading *r = flow->r;
	size_t first = at;

	if (reading_is(r, at, CUE_TOPIC))
		at = after_comma(r, at, end);
	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first < first || m->first >= at ||
		    m->reference != PROVISION_NAMED)
			continue;
		flow->topic[0] = provision_resolve(m, &flow->given);
		flow->n_topics = 1;
	}
	if (reading_small(r, at, WORD_BESIDE))
		at = after_comma(r, at, end);
	return at;
}

/*
 * "Delete paragraph 2.", "(b) Strongly support this.": an instruction is the
 * delegation's own.
 */
static void
read_instruction(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	struct holders holders = {flow->self, flow->n_self};
	struct provision given = flow->given;
	struct thing t[THINGS_MAX];
	size_t at = first, n;
	bool negated = false;
	const struct cue *cue;

	/* "[Move paragraph 2 to Article 3]" */
	if (reading_token(r, at, "[") && reading_token(r, end - 1, "]")) {
		at++;
		end--;
	}
	at = skip_place(flow, at, end);
	if (reading_token(r, at, "do") && reading_is(r, at + 1, CUE_NEGATOR)) {
		negated = true;
		at += 2;
	}
	at = reading_skip_adverbs(r, at, end);
	cue = reading_cue(r, at);
	if (cue == NULL || cue->first != at || cue->form != FORM_BASE ||
	    (cue->entry->kind != CUE_ACTION && cue->entry->kind != CUE_STANCE))
		return;
	while (end > at && !reading_word(r, end - 1))
		end--;
	set_item(flow, first, &given);
	if (cue->entry->kind == CUE_STANCE) {
		n = objects_read(r, cue->entry, cue->end, end, t);
		for (size_t i = 0; i < n; i++)
			flow_add(flow, holders, attach_stance(cue, negated),
			    &t[i], cue, first, end, RULE_INSTRUCTION);
	} else {
		n = objects_read(r, &entry_instructs, at, end, t);
		for (size_t i = 0; i < n; i++)
			if (t[i].action != ACTION_NONE && !negated)
				flow_add(flow, holders, STANCE_PROPOSE, &t[i],
				    cue, first, end, RULE_INSTRUCTION);
	}
	flow->given = given;
}

/* Instructions stand at a sentence's head or after an item's number. */
static void
read_instructions(struct flow *flow, size_t first, size_t end)
{
	size_t from = first;

	for (size_t i = first; i <= end; i++) {
		bool item = i + 2 < end && reading_token(flow->r, i, "(") &&
			    reading_token(flow->r, i + 2, ")") &&
			    flow->r->tokens.token[i + 1].length <= 2;

		bool colon = i < end && reading_token(flow->r, i, ":");

		if (i > from && (i == end || item || colon))
			read_instruction(flow, from, i);
		if (item)
			from = i + 3;
		else if (colon)
			from = i + 1;
	}
}

/* An entry that only comments, in the first person or by name, amends nothing.
 */
static bool
only_comments(const struct flow *flow)
{
	const struct reading *r = flow->r;

	if (prints_draft(r))
		return false;
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == CUE_SELF)
			return true;
	for (size_t i = 0; i < r->tokens.count; i++)
		if (reading_token(r, i, "our") || reading_token(r, i, "my"))
			return true;
	for (size_t i = 0; i < r->n_holders; i++)
		if (is_self(flow, r->holder[i].holder->id))
			return true;
	return false;
}

/* What is said in words, from a token on. */
static void
read_words(struct flow *flow, size_t from)
{
	const struct tokens *tokens = &flow->r->tokens;

	for (size_t i = from; i < tokens->count;) {
		size_t end = tokens_sentence_end(tokens, i);

		if (end <= i)
			end = i + 1;
		if (!entry_form_read(flow, i, end)) {
			attach_sentence(flow, i, end);
			read_instructions(flow, i, end);
		}
		i = end;
	}
	flow->sentence_row = 0;
}

/* "Norland: delete this": the token after the colon, else 0. */
static size_t
after_party(const struct flow *flow)
{
	const struct reading *r = flow->r;
	size_t at = 0;

	while (reading_holder(r, at) != NULL || reading_token(r, at, ",") ||
	       reading_token(r, at, "and") || reading_token(r, at, "/"))
		at++;
	return at > 0 && reading_token(r, at, ":") ? at + 1 : 0;
}

void
compilation_comment(struct flow *flow)
{
	if (flow->r->tokens.count == 0)
		return;
	read_words(flow, after_party(flow));
	keep_positions(flow);
}

void
compilation_read(struct flow *flow)
{
	if (flow->r->tokens.count == 0)
		return;
	read_words(flow, 0);
	if (!keep_positions(flow) && flow->n_self > 0 && !only_comments(flow))
		add_amendments(flow);
}
