/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/flow-parts.h"

#include "core/small-words.h"

#include <string.h>

/* A place that "this article" can mean. */
static bool
is_article(const struct provision_mention *m)
{
	return m->reference == PROVISION_NAMED &&
	       (m->provision.kind == PROVISION_ARTICLE ||
		   m->provision.kind == PROVISION_PARAGRAPH);
}

bool
flow_named_before(const struct flow *flow, size_t at, struct provision *ret)
{
	const struct reading *r = flow->r;
	size_t first = at;

	while (first > 0 && !(r->tokens.token[first].flags & TOKEN_SENTENCE))
		first--;
	for (size_t i = r->n_provisions; i > 0; i--) {
		const struct provision_mention *m = &r->provision[i - 1];

		if (m->first >= first && m->first < at && is_article(m)) {
			*ret = m->provision;
			return true;
		}
	}
	return false;
}

/* What "this article" is: the entry's, the topic, or the one spoken of. */
static struct provision
antecedent(const struct flow *flow, size_t at)
{
	struct provision found;

	if (flow->given.kind == PROVISION_ARTICLE)
		return flow->given;
	if (flow_named_before(flow, at, &found))
		return found;
	if (flow->n_topics > 0 && flow->topic[0].kind == PROVISION_ARTICLE)
		return flow->topic[0];
	if (flow->answer_fresh &&
	    provision_parse(flow->answer[0].provision,
		strlen(flow->answer[0].provision), &found))
		return found;
	return flow->article;
}

struct provision
flow_resolve(const struct flow *flow, const struct provision_mention *m)
{
	struct provision base = flow->given;

	if (m->reference != PROVISION_NAMED)
		base = antecedent(flow, m->first);
	else if (base.kind != PROVISION_ARTICLE && flow->n_topics > 0)
		base = flow->topic[0];
	else if (base.kind != PROVISION_ARTICLE && flow->answer_fresh &&
		 !provision_parse(flow->answer[0].provision,
		     strlen(flow->answer[0].provision), &base))
		memset(&base, 0, sizeof(base));
	/* "paragraph 2" stays one of no article where none is spoken of */
	if (m->reference == PROVISION_NAMED &&
	    (m->provision.kind != PROVISION_PARAGRAPH ||
		base.kind != PROVISION_ARTICLE))
		return m->provision;
	return provision_resolve(m, &base);
}

void
flow_name(struct flow *flow, size_t first, size_t end)
{
	flow->article_fresh = false;
	for (size_t i = 0; i < flow->r->n_provisions; i++) {
		const struct provision_mention *m = &flow->r->provision[i];

		if (m->first >= end)
			break;
		if (m->first >= first && is_article(m)) {
			flow->article = flow_resolve(flow, m);
			flow->article_fresh = true;
		}
	}
}

/* "ARTICLE 5 (SCOPE): ...": the token of the colon, or `first` for none. */
static size_t
heading_end(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end && i < first + 20; i++) {
		if (reading_token(r, i, ":"))
			return i;
		if (reading_is(r, i, CUE_STANCE) ||
		    reading_is(r, i, CUE_REPORT))
			break;
	}
	return first;
}

void
flow_topic(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	size_t n = 0, heading = heading_end(r, first, end);

	if (heading > first)
		end = heading;
	else if (!reading_is(r, first, CUE_TOPIC))
		return;
	for (size_t i = 0; i < r->n_provisions && n < TOPICS_MAX; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first >= end)
			break;
		if (m->first >= first && m->reference == PROVISION_NAMED &&
		    m->provision.kind != PROVISION_ITEM &&
		    !object_is_states(r, m))
			flow->topic[n++] = flow_resolve(flow, m);
	}
	if (n == 0 && heading == first && !reading_small(r, first, WORD_ON))
		return;
	flow->n_topics = n;
	flow->drafting =
	    n > 0 && heading == first && reading_small(r, first, WORD_IN);
}

/* Words for what delegates do with an article when they come to it. */
static bool
is_discussing(const struct reading *r, size_t at)
{
	static const char *const words[] = {"turned", "considered", "discussed",
	    "addressed", "debated", "examined", "reviewed", "resumed",
	    "discussion", "discussions", "debate", "exchange", "exchanged",
	    "consideration", "deliberations", "deliberated", NULL};

	return reading_any(r, at, words) ||
	       (reading_token(r, at, "took") && reading_token(r, at + 1, "up"));
}

void
flow_discussed(struct flow *flow, size_t first, size_t end)
{
	const struct reading *r = flow->r;
	bool discussing = false;
	size_t n = 0;

	if (r->language != LANGUAGE_EN)
		return;
	for (size_t i = first; i < end; i++) {
		const struct holder_mention *m = reading_holder(r, i);

		if (discussing && reading_token(r, i, ","))
			end = i; /* what is added says how, not what */
		discussing |= is_discussing(r, i);
		if (m != NULL && (m->holder->kind == HOLDER_STATE ||
				     m->holder->kind == HOLDER_GROUP))
			return;
	}
	for (size_t i = 0; discussing && i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first >= first && m->first < end && n < TOPICS_MAX &&
		    m->reference == PROVISION_NAMED &&
		    m->provision.kind != PROVISION_ITEM &&
		    !object_is_states(r, m))
			flow->topic[n++] = flow_resolve(flow, m);
	}
	if (n == 0)
		return;
	flow->n_topics = n;
	flow->drafting = false;
}

/* The instrument named within a few words after a provision. */
static const char *
instrument_after(struct flow *flow, const struct provision_mention *m)
{
	if (!flow->instruments_found) {
		flow->instrument = negotiation_find_instruments(flow->neg,
		    flow->arena, &flow->r->tokens, &flow->n_instruments);
		flow->instruments_found = true;
	}
	for (size_t i = 0; i < flow->n_instruments; i++)
		if (flow->instrument[i].first >= m->end &&
		    flow->instrument[i].first <= m->end + 2)
			return flow->instrument[i].instrument->id;
	return NULL;
}

void
flow_place(struct flow *flow, const struct provision *provision,
    const struct provision_mention *m, bool named, struct position *ret)
{
	struct provision_context context = flow->place;
	struct provision_place place;
	const char *instrument = m != NULL ? instrument_after(flow, m) : NULL;
	char buffer[PROVISION_MAX];

	if (instrument != NULL)
		context.instrument = instrument;
	if (named) {
		provision_format(provision, buffer);
		ret->provision = arena_strdup(flow->arena, buffer);
	}
	place = negotiation_resolve(flow->neg, provision, &context);
	ret->instrument = place.instrument;
	ret->lineage = place.lineage;
}

bool
flow_refer(struct flow *flow, const struct provision_mention *m,
    struct provision_ref *ret)
{
	struct position p = {.provision = ""};
	struct provision where;

	if (m->reference != PROVISION_NAMED)
		return false;
	where = flow_resolve(flow, m);
	flow_place(flow, &where, m, true, &p);
	ret->provision = p.provision;
	ret->instrument = p.instrument;
	ret->lineage = p.lineage;
	return true;
}

void
flow_place_topic(struct flow *flow, const struct thing *t, struct position *ret)
{
	struct tokens part = flow->r->tokens;
	struct topic_mention *topic;
	size_t n;

	if (t->object >= t->object_end)
		return;
	part.token += t->object;
	part.count = t->object_end - t->object;
	topic = negotiation_find_topics(
	    flow->neg, flow->arena, &part, flow->r->language, &n);
	if (n == 1)
		ret->lineage = topic[0].lineage;
}
