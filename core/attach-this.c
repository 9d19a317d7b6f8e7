/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attach-parts.h"

#include <string.h>

/* "it", "this paragraph"; but not "these items". */
static bool
is_pronoun(const struct reading *r, const struct thing *t)
{
	const struct cue *cue = reading_cue(r, t->object);
	size_t at = cue != NULL ? cue->end : t->object + 1;

	return t->cue->first == at || at >= t->object_end ||
	       t->object >= t->object_end || !reading_word(r, at) ||
	       reading_is(r, at, CUE_PREPOSITION) ||
	       reading_is(r, at, CUE_TOPIC) || reading_is(r, at, CUE_AUXILIARY);
}

/*
 * "asked to remove it", "its deletion", "the article": which one. The one
 * named before in the sentence, else in the sentence before, else what an
 * answer would be to; the topic is looked at when the position is added.
 */
static bool
find_this(const struct flow *flow, const struct thing *t, struct provision *ret)
{
	if (flow_named_before(flow, t->first, ret))
		return true;
	if (flow->answer_fresh && provision_parse(flow->answer[0].provision,
				      strlen(flow->answer[0].provision), ret))
		return true;
	*ret = flow->article;
	return flow->article_fresh;
}

/*
 * "merging the two", "asked that they be deleted": all that is named before in
 * the sentence. False where these are not two or more.
 */
static bool
fill_these(const struct flow *flow, struct thing *t)
{
	static const char *const words[] = {
	    "they", "them", "these", "both", "two", NULL};
	const struct reading *r = flow->r;
	size_t first = t->first;

	if (r->language != LANGUAGE_EN ||
	    (!reading_any(r, t->object, words) &&
		!reading_any(r, t->object + 1, words)))
		return false;
	while (first > 0 && !(r->tokens.token[first].flags & TOKEN_SENTENCE))
		first--;
	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first >= first && m->first < t->first &&
		    m->reference == PROVISION_NAMED &&
		    t->n_provisions < PROVISIONS_MAX)
			t->provision[t->n_provisions++] = m;
	}
	if (t->n_provisions > 1)
		return true;
	t->n_provisions = 0;
	return false;
}

void
attach_fill_this(struct flow *flow, struct thing *t)
{
	struct provision_mention *m;
	struct provision p;

	if (!t->this || t->cue == NULL ||
	    (t->n_provisions > 0 &&
		(t->action != ACTION_MERGE || t->n_provisions > 1)) ||
	    flow->n_topics > 0 || flow->given.kind != PROVISION_NONE)
		return;
	if (!is_pronoun(flow->r, t)) {
		if (reading_token(flow->r, t->object + 1, "two"))
			fill_these(flow, t);
		return;
	}
	if (fill_these(flow, t) || !find_this(flow, t, &p))
		return;
	m = arena_alloc(flow->arena, sizeof(*m));
	m->reference = PROVISION_NAMED;
	m->first = t->object;
	m->end = t->object_end;
	m->provision = p;
	t->provision[t->n_provisions++] = m;
}
