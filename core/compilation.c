/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/compilation.h"

#include "core/attach.h"

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

/* The one numbered paragraph that is printed; PARTS says that several are. */
static bool
only_part(const struct reading *r, char number[PROVISION_TEXT])
{
	size_t found = 0;

	for (size_t i = 0; i + 2 < r->tokens.count; i++) {
		const struct token *t = &r->tokens.token[i];

		if (t->kind != TOKEN_NUMBER || t->length > 2 ||
		    !reading_token(r, i + 1, ".") ||
		    !(r->tokens.token[i + 2].flags & TOKEN_SPACED) ||
		    (i > 0 && reading_word(r, i - 1) && i > 4 &&
			!(t->flags & TOKEN_SENTENCE)))
			continue;
		if (found > 0 && strcmp(number, t->folded) != 0)
			return false;
		memcpy(number, t->folded, t->length + 1);
		found++;
	}
	return found > 0;
}

/* The entry as a whole amends the article it stands under. */
static void
add_amendment(struct flow *flow)
{
	static const struct lexicon_entry entry = {.id = "entry",
	    .kind = CUE_VERDICT,
	    .stance = STANCE_PROPOSE,
	    .action = ACTION_AMEND};
	const struct reading *r = flow->r;
	struct cue cue = {.entry = &entry, .first = 0, .end = 1};
	struct thing t = {.action = ACTION_AMEND, .condition = NOWHERE};
	struct holders holders = {flow->self, flow->n_self};
	struct provision_mention *m = arena_alloc(flow->arena, sizeof(*m));

	m->provision = flow->given;
	if (m->provision.kind == PROVISION_ARTICLE &&
	    m->provision.level[0][0] == '\0')
		if (!only_part(r, m->provision.level[0]))
			m->provision.level[0][0] = '\0';
	m->reference = PROVISION_NAMED;
	m->end = NOWHERE;
	t.end = t.object_end = tokens_sentence_end(&r->tokens, 0);
	if (flow->given.kind != PROVISION_NONE)
		t.provision[t.n_provisions++] = m;
	flow_add(flow, holders, STANCE_PROPOSE, &t, &cue, 0, t.end, "amends");
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
 * Parties"; and text that is suggested for an article amends it.
 */
static bool
keep_positions(struct flow *flow)
{
	struct positions *out = flow->out;
	size_t kept = 0;
	bool own = false;

	for (size_t i = 0; i < out->count; i++) {
		struct position *p = &out->item[i];

		if (p->holder_kind == HOLDER_UNNAMED ||
		    p->holder_kind == HOLDER_PERSON)
			continue;
		if (p->stance == STANCE_PROPOSE && is_self(flow, p->holder) &&
		    p->action == ACTION_INSERT &&
		    strncmp(p->object, "text", 4) == 0)
			p->action = ACTION_AMEND;
		own |= is_self(flow, p->holder);
		out->item[kept++] = *p;
	}
	out->count = kept;
	return own;
}

void
compilation_read(struct flow *flow)
{
	const struct tokens *tokens = &flow->r->tokens;

	for (size_t i = 0; i < tokens->count;) {
		size_t end = tokens_sentence_end(tokens, i);

		attach_sentence(flow, i, end > i ? end : i + 1);
		i = end > i ? end : i + 1;
	}
	if (!keep_positions(flow) && flow->n_self > 0 && prints_draft(flow->r))
		add_amendment(flow);
}
