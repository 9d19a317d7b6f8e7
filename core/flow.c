/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/flow.h"

#include "core/small-words.h"
#include "core/implied.h"
#include "core/trace.h"

#include <string.h>

/* Words between a negator and the cue it turns. */
#define NEGATOR_WORDS 5

/* --- a record's passages ------------------------------------------------ */

void
flow_init(struct flow *flow, struct arena *arena, const struct negotiation *neg,
    const struct record *record)
{
	const struct session *session;

	memset(flow, 0, sizeof(*flow));
	flow->arena = arena;
	flow->neg = neg;
	flow->record = record;
	flow->place.instrument = record->instrument;
	flow->place.session = record->session;
	session = negotiation_session(neg, record->session);
	if (session != NULL)
		flow->place.session = session->id;
	date_parse(record->date, strlen(record->date), &flow->place.date);
}

void
flow_passage(struct flow *flow, const struct reading *reading,
    struct positions *out, struct passage *passage)
{
	const char *given = *passage->provision != '\0'
				? passage->provision
				: flow->record->provision;
	struct provision provision;

	flow->r = reading;
	flow->out = out;
	flow->instruments_found = false;
	flow->n_instruments = 0;
	flow->n_topics = 0;
	flow->drafting = false;
	flow->answer_fresh = false;
	flow->sentence_row = flow->unnamed_from = flow->unnamed_to = 0;
	flow->place.instrument = *passage->instrument != '\0'
				     ? passage->instrument
				     : flow->record->instrument;
	memset(&flow->given, 0, sizeof(flow->given));
	if (provision_parse(given, strlen(given), &provision)) {
		if (!provision_equal(&provision, &flow->article))
			flow->n_answers = 0;
		flow->given = flow->article = provision;
	}
	if (*passage->lineage == '\0' && flow->given.kind != PROVISION_NONE)
		passage->lineage =
		    negotiation_resolve(flow->neg, &flow->given, &flow->place)
			.lineage;
}

/* --- subjects ----------------------------------------------------------- */

struct holders
flow_remember(
    struct flow *flow, const struct member *member, size_t n, bool plural)
{
	flow->who = arena_array(flow->arena, n, sizeof(*flow->who));
	memcpy(flow->who, member, n * sizeof(*member));
	flow->n_who = n;
	flow->plural = plural;
	return (struct holders){flow->who, n};
}

static bool
is_plural(const struct member *member, size_t n)
{
	return n > 1 || member[0].kind == HOLDER_GROUP ||
	       member[0].kind == HOLDER_UNNAMED ||
	       member[0].kind == HOLDER_CLUSTER;
}

/*
 * Whether "it" is who spoke last: right after the report, behind a comma within
 * what is reported ("said that, although it had joined, it opposed"), or at a
 * sentence's head, where one State or group alone spoke.
 */
static bool
is_it_speaker(const struct flow *flow, size_t at)
{
	const struct reading *r = flow->r;
	bool comma = at > 0 && reading_token(r, at - 1, ",");

	if (flow->r->tokens.token[at].flags & TOKEN_SENTENCE)
		return flow->n_who == 1 &&
		       (flow->who[0].kind == HOLDER_STATE ||
			   flow->who[0].kind == HOLDER_GROUP);
	for (size_t i = at; i > 0; i--) {
		if (reading_is(r, i - 1, CUE_REPORT))
			return true;
		if (reading_token(r, i - 1, "that") ||
		    reading_is(r, i - 1, CUE_CONTRAST) ||
		    reading_token(r, i - 1, ","))
			continue;
		if (!comma || !reading_word(r, i - 1) ||
		    (r->tokens.token[i - 1].flags & TOKEN_SENTENCE))
			return false;
	}
	return false;
}

/* A pronoun: who spoke last. "It" only within that speaker's own words. */
static struct holders
pronoun_subject(struct flow *flow, const struct predication *p)
{
	const struct reading *r = flow->r;
	size_t at = p->actor->first;
	struct holders none = {NULL, 0};

	if (flow->n_who == 0)
		return none;
	if (reading_token(r, at, "they") && !flow->plural)
		return none;
	if ((reading_token(r, at, "he") || reading_token(r, at, "she")) &&
	    flow->n_who > 1)
		return none;
	if (reading_token(r, at, "it") && !is_it_speaker(flow, at))
		return none;
	if (reading_token(r, at, "the") && flow->n_who == 2 &&
	    reading_token(r, at + 1, "former"))
		return (struct holders){flow->who, 1};
	if (reading_token(r, at, "the") && flow->n_who == 2 &&
	    reading_token(r, at + 1, "latter"))
		return (struct holders){flow->who + 1, 1};
	return (struct holders){flow->who, flow->n_who};
}

/* Whether words name a person or body: "Co-Chair Estrada", "FAO". */
static bool
names_someone(const struct reading *r, size_t first, size_t end)
{
	bool capital = false;

	for (size_t i = first; i < end; i++) {
		const struct token *t = &r->tokens.token[i];

		if (r->provision_at[i] >= 0 || reading_is(r, i, CUE_TEXT))
			return false;
		if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL))
			continue;
		if (!(t->flags & TOKEN_SENTENCE) || t->flags & TOKEN_CAPITALS ||
		    end == first + 1 ||
		    (i + 1 < end &&
			r->tokens.token[i + 1].flags & TOKEN_CAPITAL))
			capital = true;
	}
	return capital;
}

/* A name and nothing else: at most a small word is not capital in it. */
static bool
is_name(const struct reading *r, size_t first, size_t end)
{
	size_t words = 0, small = 0;

	for (size_t i = first; i < end; i++) {
		const struct token *t = &r->tokens.token[i];

		if (t->kind != TOKEN_WORD || token_is(t, "the") ||
		    token_is(t, "of") || token_is(t, "for") ||
		    token_is(t, "and") || token_is(t, "'s"))
			continue;
		words++;
		small += !(t->flags & TOKEN_CAPITAL);
	}
	return words <= 10 && small <= 1 && small < words;
}

static struct holders
other_subject(struct flow *flow, const struct predication *p)
{
	struct member m = {.via = "", .kind = HOLDER_PERSON};
	size_t first = p->subject_first;

	if (flow->r->language != LANGUAGE_EN ||
	    !names_someone(flow->r, first, p->subject_end) ||
	    !is_name(flow->r, first, p->subject_end))
		return (struct holders){NULL, 0};
	if (reading_is(flow->r, first, CUE_TOPIC) ||
	    reading_is(flow->r, first, CUE_PREPOSITION))
		return (struct holders){NULL, 0};
	if (reading_token(flow->r, first, "the"))
		first++;
	m.id = m.name = reading_text(flow->r, first, p->subject_end);
	return flow_remember(flow, &m, 1, false);
}

/* "the Group", in a statement that is made for one. */
static bool
names_group(const struct reading *r, const struct actor *a)
{
	return reading_small(r, a->end - 1, WORD_GROUP) > 0;
}

/* "the Alliance": words of the speaker's own name. */
static bool
names_self(const struct flow *flow, size_t first, size_t end)
{
	struct tokens name;

	if (flow->n_self == 0 || !reading_token(flow->r, first, "the") ||
	    end <= first + 1)
		return false;
	tokenize(
	    flow->arena, flow->self[0].name, strlen(flow->self[0].name), &name);
	for (size_t i = first + 1; i < end; i++) {
		size_t j = 0;

		while (j < name.count &&
		       !reading_token(flow->r, i, name.token[j].folded))
			j++;
		if (j == name.count)
			return false;
	}
	return true;
}

/* "No delegation opposed": nobody did. */
static bool
is_nobody(const struct reading *r, const struct actor *a)
{
	return r->language == LANGUAGE_EN && a->n_members == 1 &&
	       a->member[0].kind == HOLDER_UNNAMED &&
	       (reading_token(r, a->first, "no") ||
		   reading_token(r, a->first, "none"));
}

struct holders
flow_subject(struct flow *flow, const struct predication *p)
{
	if (p->subject == SUBJECT_OTHER) {
		if (names_self(flow, p->subject_first, p->subject_end))
			return flow_remember(
			    flow, flow->self, flow->n_self, true);
		return other_subject(flow, p);
	}
	if (p->subject == SUBJECT_NONE)
		return (struct holders){NULL, 0};
	if (p->actor->kind == ACTOR_PRONOUN) {
		if (flow->n_self > 0 &&
		    flow->record->kind == RECORD_STATEMENT &&
		    names_group(flow->r, p->actor))
			return flow_remember(
			    flow, flow->self, flow->n_self, true);
		return pronoun_subject(flow, p);
	}
	if (p->actor->kind == ACTOR_SELF) {
		if (flow->n_self == 0)
			return (struct holders){NULL, 0};
		/* Who says "we" does not go on with "they". */
		flow->n_who = 0;
		return (struct holders){flow->self, flow->n_self};
	}
	if (is_nobody(flow->r, p->actor))
		return (struct holders){NULL, 0};
	return flow_remember(flow, p->actor->member, p->actor->n_members,
	    is_plural(p->actor->member, p->actor->n_members));
}

/* --- provisions --------------------------------------------------------- */

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

/* What a mention means here: an anaphor is the article spoken of. */
static struct provision
resolve(const struct flow *flow, const struct provision_mention *m)
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
			flow->article = resolve(flow, m);
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
			flow->topic[n++] = resolve(flow, m);
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
			flow->topic[n++] = resolve(flow, m);
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

/* Fill in where a provision belongs; `named` keeps its number out. */
static void
place(struct flow *flow, const struct provision *provision,
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
	where = resolve(flow, m);
	place(flow, &where, m, true, &p);
	ret->provision = p.provision;
	ret->instrument = p.instrument;
	ret->lineage = p.lineage;
	return true;
}

/* A thing with no provision: a topic name in it may still tell its lineage. */
static void
place_topic(struct flow *flow, const struct thing *t, struct position *ret)
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

/* --- adding ------------------------------------------------------------- */

static bool
same_position(const struct position *a, const struct position *b)
{
	return strcmp(a->holder, b->holder) == 0 && a->stance == b->stance &&
	       a->action == b->action && a->scope == b->scope &&
	       strcmp(a->provision, b->provision) == 0 &&
	       strcmp(a->lineage, b->lineage) == 0;
}

static struct position *
add(struct flow *flow, const struct position *position)
{
	struct positions *out = flow->out;

	for (size_t i = flow->sentence_row; i < out->count; i++)
		if (same_position(&out->item[i], position))
			return NULL;
	if (out->count == out->room) {
		size_t more = out->room ? out->room * 2 : 16;

		out->item = arena_grow(flow->arena, out->item, out->room, more,
		    sizeof(*out->item));
		out->room = more;
	}
	out->item[out->count] = *position;
	return &out->item[out->count++];
}

static void
set_holder(struct position *p, const struct member *m)
{
	p->holder = m->id;
	p->holder_name = m->name;
	p->holder_kind = m->kind;
	p->spokesperson = m->via;
}

/*
 * Where the words that carry the stance begin: at the negator, where one
 * stands a few words before the cue ("cannot accept"), so that nobody sees the
 * cue alone marked and reads the opposite.
 */
static size_t
cue_begin(const struct flow *flow, const struct cue *cue, size_t first)
{
	const struct token *t = flow->r->tokens.token;
	size_t least = cue->first > first + NEGATOR_WORDS
			   ? cue->first - NEGATOR_WORDS
			   : first;

	for (size_t at = cue->first; at > least;) {
		at--;
		if (t[at].kind == TOKEN_PUNCT || t[at].kind == TOKEN_BREAK)
			break;
		if (reading_is(flow->r, at, CUE_NEGATOR))
			return at;
	}
	return cue->first;
}

static void
set_quote(const struct flow *flow, struct position *p, const struct cue *cue,
    size_t first, size_t end)
{
	const struct token *t = flow->r->tokens.token;

	if (end <= first)
		end = cue->end > first ? cue->end : first + 1;
	if (end > flow->r->tokens.count)
		end = flow->r->tokens.count;
	p->start = t[first].start;
	p->end = t[end - 1].end;
	p->cue_start = t[cue_begin(flow, cue, first)].start;
	p->cue_end = t[cue->end - 1].end;
	if (p->cue_end > p->end)
		p->end = p->cue_end;
	if (p->cue_start < p->start)
		p->start = p->cue_start;
}

static void
add_members(struct flow *flow, struct holders holders, struct position *p,
    const struct cue *cue)
{
	for (size_t i = 0; i < holders.count; i++) {
		set_holder(p, &holders.member[i]);
		if (add(flow, p) == NULL)
			trace_drop(flow->r, cue, REASON_REPEATED);
	}
}

/*
 * "The word 'all' must be deleted": a word is one of a text, and that is the
 * article named before in the sentence or in the one before.
 */
static bool
part_of(const struct flow *flow, const struct thing *t, struct provision *ret)
{
	if (flow_named_before(flow, t->first, ret))
		return true;
	*ret = flow->article;
	return flow->article_fresh;
}

void
flow_add(struct flow *flow, struct holders holders, enum stance stance,
    const struct thing *t, const struct cue *cue, size_t first, size_t end,
    enum rule rule)
{
	struct position p = {.stance = stance,
	    .action = t->action,
	    .scope = t->scope,
	    .provision = "",
	    .instrument = "",
	    .lineage = "",
	    .condition = ""};
	size_t last = t->condition != NOWHERE ? t->condition : t->end;
	size_t object = t->clause ? t->first : t->object;
	struct provision whole;

	if (!t->clause && t->cue != NULL && t->action == ACTION_NONE)
		object = t->cue->first;

	set_quote(flow, &p, cue, first, end);
	if (object < t->end && reading_small(flow->r, object, WORD_THAT))
		object++;
	if (object >= last)
		object = t->first;
	p.object = reading_text(flow->r, object, last);
	if (t->condition != NOWHERE)
		p.condition = reading_text(flow->r, t->condition, t->end);
	p.rule =
	    arena_printf(flow->arena, "%s/%s", cue->entry->id, rule_name(rule));
	if (flow->drafting && t->n_provisions == 0 &&
	    stance == STANCE_PROPOSE && p.action == ACTION_NONE)
		p.action = ACTION_AMEND;
	if (cue->entry->kind == CUE_VERDICT)
		p.certainty = CERTAINTY_IMPLIED;
	if (p.action == ACTION_NONE)
		p.implied = implied_action(flow->r, stance, t);
	for (size_t i = 0; i < t->n_provisions; i++) {
		struct provision where = resolve(flow, t->provision[i]);

		place(flow, &where, t->provision[i], true, &p);
		add_members(flow, holders, &p, cue);
	}
	if (t->n_provisions > 0)
		return;
	if (t->referenced != NULL) {
		place(
		    flow, &t->referenced->provision, t->referenced, false, &p);
	} else if (flow->n_topics > 0) {
		if (p.scope == SCOPE_REFERENCE || t->part)
			p.scope = SCOPE_PART; /* references in the topic */
		for (size_t i = 0; i < flow->n_topics; i++) {
			place(flow, &flow->topic[i], NULL, true, &p);
			add_members(flow, holders, &p, cue);
		}
		return;
	} else if (t->part && flow->given.kind == PROVISION_NONE &&
		   part_of(flow, t, &whole)) {
		p.scope = SCOPE_PART;
		place(flow, &whole, NULL, true, &p);
	} else if (flow->given.kind != PROVISION_NONE) {
		if (p.scope == SCOPE_REFERENCE || t->part)
			p.scope = SCOPE_PART;
		place(flow, &flow->given, NULL, true, &p);
	} else {
		place_topic(flow, t, &p);
	}
	add_members(flow, holders, &p, cue);
}

void
flow_copy(struct flow *flow, const struct member *member, enum stance stance,
    const struct position *position, const struct cue *cue, size_t first,
    size_t end, enum rule rule)
{
	struct position p = *position;

	set_holder(&p, member);
	set_quote(flow, &p, cue, first, end);
	p.stance = stance;
	p.rule =
	    arena_printf(flow->arena, "%s/%s", cue->entry->id, rule_name(rule));
	if (add(flow, &p) == NULL)
		trace_drop(flow->r, cue, REASON_REPEATED);
}
