/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/position-engine.h"

#include "core/attach.h"
#include "core/attribution.h"
#include "core/compilation.h"
#include "core/engine.h"
#include "core/legal-text.h"
#include "core/speaker-case.h"
#include "core/speakers.h"
#include "core/trace.h"

#include <string.h>

#define QUOTES_BYTES 6 /* of the marks around a quotation */

struct engine *
engine_open(struct arena *arena, const struct table_source *source,
    const struct negotiation *neg)
{
	struct engine *engine = arena_alloc(arena, sizeof(*engine));

	engine->neg = neg;
	engine->arena = arena;
	engine->source = *source;
	engine->failure = arena_alloc(arena, sizeof(*engine->failure));
	error_clear(engine->failure);
	engine->language =
	    arena_array(arena, LANGUAGE_COUNT, sizeof(*engine->language));
	return engine;
}

/* Read the tables of a language, once. False where it has none. */
static bool
language_read(const struct engine *engine, enum language language)
{
	struct engine_language *l = &engine->language[language];
	struct error local = {.code = ERROR_NONE};

	if (l->read || language == LANGUAGE_NONE)
		return l->exists;
	l->read = true;
	l->exists = lexicon_tables_read(
	    engine->arena, &engine->source, language, &l->tables, &local);
	if (local.code != ERROR_NONE)
		*engine->failure = local;
	return l->exists;
}

bool
engine_is_whole(const struct engine *engine, struct error *err)
{
	if (engine->failure->code == ERROR_NONE)
		return true;
	if (err != NULL)
		*err = *engine->failure;
	return false;
}

struct engine *
engine_new(struct arena *arena, const struct table_source *source,
    const struct negotiation *neg, struct error *err)
{
	struct engine *engine = engine_open(arena, source, neg);

	for (size_t i = 1; i < LANGUAGE_COUNT; i++) {
		language_read(engine, (enum language)i);
		if (!engine_is_whole(engine, err))
			return NULL;
	}
	return engine;
}

const struct lexicon *
engine_lexicon(const struct engine *engine, enum language language)
{
	struct engine_language *l = &engine->language[language];

	if (language_read(engine, language) && l->lexicon == NULL)
		l->lexicon = lexicon_from_tables(
		    engine->arena, &l->tables, language, NULL);
	return l->lexicon;
}

const char **
engine_tables(struct arena *arena, size_t *ret_count)
{
	const char **names =
	    arena_array(arena, 2 * LANGUAGE_COUNT, sizeof(*names));

	*ret_count = 0;
	for (size_t i = 1; i < LANGUAGE_COUNT; i++) {
		names[(*ret_count)++] = arena_printf(
		    arena, "lexicon/%s.tsv", language_code((enum language)i));
		names[(*ret_count)++] =
		    lexicon_words_name(arena, (enum language)i);
	}
	names[(*ret_count)++] = "lexicon/same-words.tsv";
	return names;
}

/* --- who speaks --------------------------------------------------------- */

/* Holders that a field names: one, or several ("A and B"); else its words. */
static struct member *
members_of(struct arena *arena, const struct negotiation *neg,
    const char *field, enum language language, size_t *ret_count)
{
	size_t n;
	const struct holder **named =
	    speakers_named(arena, neg->holders, field, language, &n);
	struct member *m = arena_array(arena, n + 1, sizeof(*m));

	*ret_count = n > 0 ? n : 1;
	m[0] = (struct member){field, field, "", HOLDER_ORGANIZATION};
	for (size_t i = 0; i < n; i++)
		m[i] = (struct member){
		    named[i]->id, named[i]->name, "", named[i]->kind};
	return m;
}

static const char *
first_of(const char *a, const char *b)
{
	return *a != '\0' ? a : b;
}

/* Whom the first person means in this passage. */
static void
set_self(struct flow *flow, struct passage *p)
{
	const struct record *record = flow->record;
	const char *speaker =
	    first_of(p->speaker_id, first_of(p->speaker, record->speaker));
	const char *group = first_of(
	    p->group_id, first_of(p->on_behalf_of, record->on_behalf_of));
	struct member *m;
	size_t n;

	flow->self = NULL;
	flow->n_self = 0;
	if (record->kind == RECORD_COMMENTARY) {
		speaker = first_of(record->author, record->organization);
		group = "";
	}
	if (p->part == PASSAGE_ASIDE)
		return;
	if (p->person && *p->speaker_id == '\0' && *p->speaker != '\0') {
		flow->self = arena_alloc(flow->arena, sizeof(*flow->self));
		*flow->self =
		    (struct member){p->speaker, p->speaker, "", HOLDER_PERSON};
		flow->n_self = 1;
	} else if (*speaker != '\0') {
		flow->self = members_of(
		    flow->arena, flow->neg, speaker, flow->r->language, &n);
		flow->n_self = n;
		/* of several, no one's id stands for the others */
		if (*p->speaker_id == '\0' && n == 1 &&
		    flow->self[0].id != speaker)
			p->speaker_id = flow->self[0].id;
	}
	if (record->kind == RECORD_COMMENTARY && flow->n_self > 0)
		flow->self[0].kind = HOLDER_PERSON;
	if (*group == '\0')
		return;
	m = members_of(flow->arena, flow->neg, group, flow->r->language, &n);
	for (size_t i = 0; i < n; i++)
		m[i].via = flow->n_self > 0 ? flow->self[0].id : "";
	flow->self = m;
	flow->n_self = n;
	if (*p->group_id == '\0' && m[0].id != group)
		p->group_id = m[0].id;
}

/* --- what a passage names ----------------------------------------------- */

static void
list_holders(struct flow *flow, struct passage *p)
{
	const struct reading *r = flow->r;

	p->holders =
	    arena_array(flow->arena, r->n_holders, sizeof(*p->holders));
	p->n_holders = 0;
	for (size_t i = 0; i < r->n_holders; i++) {
		const struct holder *h = r->holder[i].holder;
		size_t j = 0;

		while (j < p->n_holders && strcmp(p->holders[j].id, h->id) != 0)
			j++;
		if (j < p->n_holders)
			continue;
		p->holders[p->n_holders].id = h->id;
		p->holders[p->n_holders++].kind = h->kind;
	}
}

static void
list_provisions(struct flow *flow, struct passage *p)
{
	const struct reading *r = flow->r;

	p->provisions =
	    arena_array(flow->arena, r->n_provisions, sizeof(*p->provisions));
	p->n_provisions = 0;
	for (size_t i = 0; i < r->n_provisions; i++) {
		struct provision_ref ref;
		size_t j = 0;

		if (!flow_refer(flow, &r->provision[i], &ref))
			continue;
		while (
		    j < p->n_provisions &&
		    (strcmp(p->provisions[j].provision, ref.provision) != 0 ||
			strcmp(p->provisions[j].lineage, ref.lineage) != 0))
			j++;
		if (j == p->n_provisions)
			p->provisions[p->n_provisions++] = ref;
	}
}

/* --- passages ----------------------------------------------------------- */

static void
read_sentences(struct flow *flow)
{
	const struct tokens *tokens = &flow->r->tokens;

	for (size_t i = 0; i < tokens->count;) {
		size_t end = tokens_sentence_end(tokens, i);

		if (end <= i)
			end = i + 1;
		if (!legal_resolves(flow->r, i, end) &&
		    (flow->record->kind == RECORD_STATEMENT ||
			!legal_sentence(flow->r, i, end)))
			attach_sentence(flow, i, end);
		i = end;
	}
}

/* Whether the lexicon found anything that could give a position. */
static bool
has_heads(const struct reading *r)
{
	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].entry->kind == CUE_STANCE ||
		    r->cue[i].entry->kind == CUE_VERDICT ||
		    r->cue[i].entry->kind == CUE_MODAL ||
		    r->cue[i].entry->kind == CUE_LIST ||
		    r->cue[i].entry->kind == CUE_PROPOSAL ||
		    (r->cue[i].entry->kind == CUE_ACTION &&
			r->language == LANGUAGE_EN) ||
		    (r->cue[i].entry->kind == CUE_REPORT))
			return true;
	return false;
}

/*
 * Whether a compilation has entries by delegation. What it prints outside of
 * them is the draft, whose brackets are the draft's own.
 */
static bool
has_entries(const struct record *record)
{
	for (size_t i = 0; i < record->n_passages; i++)
		if (*record->passages[i].speaker != '\0')
			return true;
	return false;
}

/* Whether an object says no more than "this", the verb, or the anchor. */
static bool
is_empty_object(const struct passage *passage, const struct position *p)
{
	size_t n = strlen(p->object), cue = p->cue_end - p->cue_start;
	const char *at = strstr(p->object, passage->anchor);

	return n <= strlen("this") ||
	       (n == cue &&
		   memcmp(p->object, passage->text + p->cue_start, n) == 0) ||
	       (at != NULL && n <= strlen(passage->anchor) + QUOTES_BYTES);
}

/* A comment is about the words it stands at. */
static void
set_anchor(const struct passage *passage, struct positions *out)
{
	for (size_t i = 0; i < out->count && *passage->anchor != '\0'; i++)
		if (is_empty_object(passage, &out->item[i]))
			out->item[i].object = passage->anchor;
}

/* The text of a draft or a compilation, and comments on it. */
static void
read_draft(struct flow *flow, struct passage *passage)
{
	enum record_kind kind = flow->record->kind;

	if (passage->part == PASSAGE_COMMENT) {
		compilation_comment(flow);
		set_anchor(passage, flow->out);
		return;
	}
	if (kind == RECORD_DRAFT || *passage->speaker != '\0' ||
	    !has_entries(flow->record))
		if (attribution_read(flow) && passage->status != STATUS_NONE)
			passage->status = STATUS_CONTESTED;
	if (kind == RECORD_COMPILATION)
		compilation_read(flow);
}

/* So few words are too short to tell a language by. */
#define SHORT_TEXT 160

/*
 * The language whose rules a passage is read with. One that was not told and
 * cannot be told by its words is none of the six, unless it is so short that
 * nothing could be told: such text is taken for English.
 */
static enum language
language_of(const struct passage *p)
{
	enum language guess;

	if (p->language != LANGUAGE_NONE)
		return p->language;
	guess = language_guess(p->text, p->text_length);
	if (guess == LANGUAGE_NONE && p->text_length < SHORT_TEXT)
		guess = LANGUAGE_EN;
	return guess;
}

/* How a passage is read, by what it is. */
static enum trace_way
way_of(const struct flow *flow, const struct passage *passage,
    const struct lexicon *lexicon)
{
	const struct reading *r = flow->r;
	enum record_kind kind = flow->record->kind;

	if (lexicon == NULL)
		return WAY_NO_LEXICON;
	if (r->language == LANGUAGE_EN &&
	    (kind == RECORD_DRAFT || kind == RECORD_COMPILATION))
		return WAY_ENTRY;
	if (kind == RECORD_DRAFT || kind == RECORD_OUTCOME)
		return WAY_KIND;
	if (passage->part == PASSAGE_ASIDE)
		return WAY_ASIDE;
	if (!has_heads(r))
		return WAY_NO_CUES;
	return legal_text(r, kind == RECORD_STATEMENT) ? WAY_TREATY_TEXT
						       : WAY_WORDS;
}

static void
read_passage(
    const struct engine *engine, struct flow *flow, struct passage *passage)
{
	enum language language = language_of(passage);
	const struct lexicon *lexicon = engine_lexicon(engine, language);
	struct positions out = {NULL, 0, 0};
	struct reading r;
	enum trace_way way;

	reading_init(&r, flow->arena, flow->neg, lexicon, language,
	    passage->text, passage->text_length);
	r.speakers_in_capitals = flow->speakers_in_capitals;
	if (flow->traced == passage) {
		r.trace = flow->trace;
		r.trace->reading = r;
	}
	flow_passage(flow, &r, &out, passage);
	set_self(flow, passage);
	list_holders(flow, passage);
	list_provisions(flow, passage);
	way = way_of(flow, passage, lexicon);
	if (r.trace != NULL)
		r.trace->way = way;
	if (way == WAY_ENTRY)
		read_draft(flow, passage);
	else if (way == WAY_WORDS)
		read_sentences(flow);
	passage->positions = out.item;
	passage->n_positions = out.count;
}

static void
read_passages(
    const struct engine *engine, struct flow *flow, struct record *record)
{
	flow->speakers_in_capitals =
	    speaker_case_is_used(flow->arena, flow->neg, record);
	for (size_t i = 0; i < record->n_passages; i++)
		read_passage(engine, flow, &record->passages[i]);
}

void
engine_record(
    const struct engine *engine, struct arena *arena, struct record *record)
{
	struct flow flow;

	flow_init(&flow, arena, engine->neg, record);
	read_passages(engine, &flow, record);
}

void
engine_explain(const struct engine *engine, struct arena *arena,
    struct record *record, size_t i, struct trace *ret)
{
	struct flow flow;

	memset(ret, 0, sizeof(*ret));
	ret->arena = arena;
	flow_init(&flow, arena, engine->neg, record);
	flow.trace = ret;
	flow.traced = &record->passages[i];
	read_passages(engine, &flow, record);
}
