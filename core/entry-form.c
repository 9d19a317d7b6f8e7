/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/entry-form.h"

#include "core/attach.h"

#define TITLE_TOKENS 6 /* "Proposal for a new" and the article after it */

/* An action that is a word of its own, as "delete" in "DELETE". */
static const struct cue *
action_at(const struct reading *r, size_t at)
{
	const struct cue *cue = reading_cue(r, at);

	return cue != NULL && cue->entry->kind == CUE_ACTION &&
		       cue->form == FORM_BASE
		   ? cue
		   : NULL;
}

static void
add(struct flow *flow, enum stance stance, enum action action,
    const struct provision *provision, const struct cue *cue, size_t first,
    size_t end, size_t object_end)
{
	struct thing t = {.action = action,
	    .condition = NOWHERE,
	    .first = first,
	    .end = end,
	    .object = first,
	    .object_end = object_end};
	struct provision_mention m = {.provision = *provision,
	    .reference = PROVISION_NAMED,
	    .end = NOWHERE};
	struct holders self = {flow->self, flow->n_self};

	if (provision->kind != PROVISION_NONE)
		t.provision[t.n_provisions++] = &m;
	flow_add(flow, self, stance, &t, cue, first, end, RULE_FORM);
}

/* The stance that governs an infinitive before token `at`: "propose to". */
static const struct cue *
stance_before(const struct reading *r, size_t first, size_t at)
{
	const struct cue *cue;

	if (at < first + 2 || !reading_token(r, at - 1, "to"))
		return NULL;
	cue = reading_cue(r, at - 2);
	return cue != NULL && cue->entry->kind == CUE_STANCE &&
		       cue->first == first && cue->end == at - 1
		   ? cue
		   : NULL;
}

/*
 * "Delete.", "Propose to delete.", "Option B: delete", "2. ... DELETE": a last
 * word that is on the whole, or on what it is written behind.
 */
static bool
read_last_word(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	const struct cue *cue, *stance;
	bool loud;

	while (end > first && !reading_word(r, end - 1))
		end--;
	cue = end > first ? action_at(r, end - 1) : NULL;
	if (cue == NULL || cue->first < first || cue->end != end)
		return false;
	loud = (r->tokens.token[cue->first].flags & TOKEN_CAPITALS) != 0;
	stance = stance_before(r, first, cue->first);
	if (stance != NULL) {
		add(flow, attach_stance(stance, false), cue->entry->action,
		    &flow->given, cue, first, end, first);
		return true;
	}
	if (cue->first != first && !loud &&
	    !reading_token(r, cue->first - 1, ":"))
		return false;
	add(flow, STANCE_PROPOSE, cue->entry->action, &flow->given, cue, first,
	    end, cue->first > first ? cue->first - 1 : first);
	return true;
}

/* "Proposal for a new Article 3 bis": it is to be inserted. */
static bool
read_new(struct flow *flow, size_t first, size_t end)
{
	static const char *const openers[] = {
	    "proposal", "proposals", "proposed", "propose", NULL};
	const struct reading *r = flow->r;
	static const struct lexicon_entry inserts = {
	    .id = "new", .kind = CUE_ACTION, .action = ACTION_INSERT};
	struct cue cue = {.entry = &inserts, .first = first, .end = first + 1};
	bool fresh = false;

	if (!reading_any(r, first, openers))
		return false;
	for (size_t i = first + 1; i < end && i < first + TITLE_TOKENS; i++) {
		const struct provision_mention *m;

		fresh |= reading_token(r, i, "new");
		if (!fresh || r->provision_at[i] < 0)
			continue;
		m = &r->provision[r->provision_at[i]];
		if (m->reference != PROVISION_NAMED)
			return false;
		add(flow, STANCE_PROPOSE, ACTION_INSERT, &m->provision, &cue,
		    first, m->end, m->end);
		return true;
	}
	return false;
}

/* Whether words name a variant or part of the text: "Alt 1", "this wording". */
static bool
names_text(const struct reading *r, size_t first, size_t end)
{
	static const char *const variants[] = {
	    "option", "alt", "alternative", "variant", "version", NULL};

	for (size_t i = first; i < end; i++)
		if (reading_any(r, i, variants) || r->provision_at[i] >= 0 ||
		    reading_is(r, i, CUE_TEXT))
			return true;
	return false;
}

/* "Alt 1 is preferred": by whom, nobody needs to say under the own name. */
static void
read_passive(struct flow *flow, size_t first, size_t end)
{
	static const char *const verbs[] = {"is", "are", NULL};
	const struct reading *r = flow->r;

	/* The words of a treaty may be of anything that is requested. */
	for (size_t i = first; i < end; i++)
		if (reading_token(r, i, "shall"))
			return;
	for (size_t i = first + 1; i + 1 < end; i++) {
		size_t at = reading_skip_adverbs(r, i + 1, end), from = i;
		const struct cue *cue = reading_cue(r, at);

		if (!reading_any(r, i, verbs) || cue == NULL ||
		    cue->entry->kind != CUE_STANCE || cue->first != at ||
		    (cue->entry->stance != STANCE_SUPPORT &&
			cue->entry->stance != STANCE_OPPOSE) ||
		    (cue->form != FORM_PAST && cue->form != FORM_PARTICIPLE) ||
		    reading_token(r, cue->end, "by"))
			continue;
		while (from > first && !reading_token(r, from - 1, ",") &&
		       !reading_token(r, from - 1, ";"))
			from--;
		if (names_text(r, from, i))
			add(flow, attach_stance(cue, false), cue->entry->action,
			    &flow->given, cue, from, cue->end, i);
	}
}

bool
entry_form_read(struct flow *flow, size_t first, size_t end)
{
	if (flow->n_self == 0)
		return false;
	if (read_new(flow, first, end) || read_last_word(flow, first, end))
		return true;
	read_passive(flow, first, end);
	return false;
}
