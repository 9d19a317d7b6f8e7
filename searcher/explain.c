/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/explain.h"

#include "core/position-engine.h"
#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/record-ref.h"

#include <string.h>

struct explaining {
	struct searcher *searcher;
	struct arena *arena;
	struct record record; /* with all its passages */
	size_t at;	      /* the passage among them */
	struct trace trace;
	struct explanation *ret;
};

const char *
explain_stage_name(enum explain_stage stage)
{
	static const char *const names[] = {N_("sentence"), N_("who"),
	    N_("provision"), N_("cue"), N_("clause"), N_("position"),
	    N_("nothing")};

	return names[stage];
}

/* --- the record ----------------------------------------------------------- */

/* The passage, with all those of its record: what is said flows on. */
static bool
find_passage(struct explaining *x, const char *reference, struct error *err)
{
	struct record_ref ref;

	if (!record_ref_read(x->searcher, reference, &ref, err))
		return false;
	if (ref.named == NULL && ref.n_passages > 1)
		return error_set(err, ERROR_USAGE,
		    "which passage? '%.200s' has %zu, say %.200s#1", reference,
		    ref.n_passages, reference);
	x->record = ref.record;
	x->record.n_passages = ref.n_passages;
	x->record.passages =
	    arena_array(x->arena, ref.n_passages, sizeof *x->record.passages);
	for (size_t i = 0; i < ref.n_passages; i++) {
		x->record.passages[i] = *ref.passage[i];
		if (ref.passage[i] == ref.named)
			x->at = i;
	}
	return true;
}

/* --- rows ----------------------------------------------------------------- */

static struct explain_row *
add_row(struct explaining *x, enum explain_stage stage, uint32_t start,
    uint32_t end, const char *says)
{
	struct explanation *ret = x->ret;
	struct explain_row *row;

	ret->row = arena_grow(
	    x->arena, ret->row, ret->n_rows, ret->n_rows + 1, sizeof *ret->row);
	row = &ret->row[ret->n_rows++];
	memset(row, 0, sizeof *row);
	row->stage = stage;
	row->start = start;
	row->end = end;
	row->says = says;
	return row;
}

/* A row of the tokens first to before end. */
static void
add_tokens(struct explaining *x, enum explain_stage stage, size_t first,
    size_t end, const char *says)
{
	const struct token *token = x->trace.reading.tokens.token;

	add_row(x, stage, token[first].start, token[end - 1].end, says);
}

static const char *
words(const struct explaining *x, size_t first, size_t end)
{
	return reading_text(&x->trace.reading, first, end);
}

static void
add_holders(struct explaining *x, size_t first, size_t end)
{
	const struct reading *r = &x->trace.reading;

	for (size_t i = 0; i < r->n_holders; i++) {
		const struct holder_mention *m = &r->holder[i];

		if (m->first >= first && m->first < end)
			add_tokens(x, EXPLAIN_HOLDER, m->first, m->end,
			    arena_printf(x->arena, "%s (%s), %s",
				m->holder->name, m->holder->id,
				holder_kind_name(m->holder->kind)));
	}
}

static void
add_provisions(struct explaining *x, size_t first, size_t end)
{
	const struct reading *r = &x->trace.reading;

	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];
		char form[PROVISION_MAX];

		if (m->first < first || m->first >= end)
			continue;
		provision_format(&m->provision, form);
		add_tokens(x, EXPLAIN_PROVISION, m->first, m->end,
		    m->reference == PROVISION_NAMED
			? arena_strdup(x->arena, form)
			: _("stands for the one spoken of"));
	}
}

/* "stance propose, cue propose (lexicon/en.tsv:84)" */
static const char *
cue_says(const struct explaining *x, const struct lexicon_entry *entry)
{
	const char *s = cue_class_name(entry->kind);

	if (entry->stance != STANCE_NONE)
		s = arena_printf(
		    x->arena, "%s %s", s, stance_name(entry->stance));
	if (entry->action != ACTION_NONE)
		s = arena_printf(
		    x->arena, "%s %s", s, action_name(entry->action));
	return arena_printf(x->arena, "%s: %s, %s:%u", s, entry->id,
	    x->ret->lexicon, entry->line);
}

static void
add_cues(struct explaining *x, size_t first, size_t end)
{
	const struct reading *r = &x->trace.reading;

	for (size_t i = 0; i < r->n_cues; i++)
		if (r->cue[i].first >= first && r->cue[i].first < end)
			add_tokens(x, EXPLAIN_CUE, r->cue[i].first,
			    r->cue[i].end, cue_says(x, r->cue[i].entry));
}

static const char *
subject_says(const struct explaining *x, const struct predication *p)
{
	switch (p->subject) {
	case SUBJECT_ACTOR:
		return arena_printf(x->arena, _("of \"%s\""),
		    words(x, p->actor->first, p->actor->end));
	case SUBJECT_OTHER:
		return arena_printf(x->arena, _("of \"%s\""),
		    words(x, p->subject_first, p->subject_end));
	case SUBJECT_NONE:
		break;
	}
	return _("of nobody named");
}

/* "active, of "Norland", negated, on "the deletion of it"" */
static const char *
clause_says(const struct explaining *x, const struct predication *p,
    const struct predications *all)
{
	static const char *const voices[] = {
	    N_("active"), N_("participle"), N_("passive"), N_("noun")};
	const char *s = arena_printf(x->arena, "\"%s\", %s, %s",
	    words(x, p->cue->first, p->cue->end), _(voices[p->voice]),
	    subject_says(x, p));

	if (p->negated)
		s = arena_printf(x->arena, _("%s, negated"), s);
	if (p->future)
		s = arena_printf(x->arena, _("%s, not of now"), s);
	if (p->governor >= 0)
		s = arena_printf(x->arena, _("%s, said in what \"%s\" governs"),
		    s,
		    words(x, all->item[p->governor].cue->first,
			all->item[p->governor].cue->end));
	if (p->companion != NULL)
		s = arena_printf(x->arena, _("%s, with \"%s\""), s,
		    words(x, p->companion->first, p->companion->end));
	return p->object < p->end ? arena_printf(x->arena, _("%s, on \"%s\""),
					s, words(x, p->object, p->end))
				  : s;
}

static void
add_clauses(struct explaining *x, const struct predications *all)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct predication *p = &all->item[i];
		size_t end = p->end > p->cue->end ? p->end : p->cue->end;
		size_t first =
		    p->start < p->cue->first ? p->start : p->cue->first;

		add_tokens(
		    x, EXPLAIN_CLAUSE, first, end, clause_says(x, p, all));
	}
}

/* Positions whose cue is in bytes `from` to before `to`. */
static void
add_positions(struct explaining *x, uint32_t from, uint32_t to)
{
	const struct passage *passage = x->ret->passage;

	for (size_t i = 0; i < passage->n_positions; i++) {
		const struct position *p = &passage->positions[i];

		if (p->cue_start >= from && p->cue_start < to)
			explain_position(x->arena, &x->trace, passage,
			    x->ret->lexicon, p,
			    add_row(x, EXPLAIN_POSITION, p->start, p->end, ""));
	}
}

static bool
gave_some(const struct explaining *x, const struct trace_drop *drop)
{
	const struct passage *passage = x->ret->passage;

	for (size_t i = 0; i < passage->n_positions; i++)
		if (passage->positions[i].cue_start < drop->end &&
		    passage->positions[i].cue_end >= drop->end)
			return true;
	return false;
}

static void
add_drops(struct explaining *x, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < x->trace.n_drops; i++) {
		const struct trace_drop *drop = &x->trace.drop[i];

		if (drop->start >= from && drop->start < to)
			add_row(x, EXPLAIN_NOTHING, drop->start, drop->end,
			    arena_printf(x->arena,
				gave_some(x, drop) ? _("in part, %s: %s")
						   : "%s: %s",
				reason_name(drop->reason),
				_(reason_says(drop->reason))));
	}
}

/* Where a token begins; the text's end for the one after the last. */
static uint32_t
byte_of(const struct explaining *x, size_t token)
{
	const struct tokens *tokens = &x->trace.reading.tokens;

	return token < tokens->count ? tokens->token[token].start
				     : (uint32_t)x->ret->passage->text_length;
}

static void
add_stretch(struct explaining *x, size_t first, size_t end,
    const struct predications *clauses)
{
	uint32_t from = byte_of(x, first), to = byte_of(x, end);

	if (first >= end)
		return;
	add_tokens(x, EXPLAIN_SENTENCE, first, end, words(x, first, end));
	add_holders(x, first, end);
	add_provisions(x, first, end);
	add_cues(x, first, end);
	if (clauses != NULL)
		add_clauses(x, clauses);
	add_positions(x, from, to);
	add_drops(x, from, to);
}

/* The sentences that were read, and what stands between them. */
static void
add_all(struct explaining *x)
{
	size_t at = 0;

	for (size_t i = 0; i < x->trace.n_sentences; i++) {
		const struct trace_sentence *s = &x->trace.sentence[i];

		add_stretch(x, at, s->first, NULL);
		add_stretch(x, s->first, s->end, &s->clauses);
		at = s->end;
	}
	add_stretch(x, at, x->trace.reading.tokens.count, NULL);
}

/* --- the whole ------------------------------------------------------------ */

static bool
is_same(const struct passage *a, const struct passage *b)
{
	if (a->n_positions != b->n_positions)
		return false;
	for (size_t i = 0; i < a->n_positions; i++) {
		const struct position *p = &a->positions[i];
		const struct position *q = &b->positions[i];

		if (strcmp(p->holder, q->holder) != 0 ||
		    strcmp(p->provision, q->provision) != 0 ||
		    strcmp(p->lineage, q->lineage) != 0 ||
		    p->stance != q->stance || p->action != q->action)
			return false;
	}
	return true;
}

bool
explain_passage(struct searcher *searcher, const char *reference,
    struct explanation *ret, struct error *err)
{
	struct explaining x = {
	    .searcher = searcher, .arena = searcher->arena, .ret = ret};
	struct table_source tables = index_tables(searcher->index);
	const struct negotiation *neg;
	struct engine *engine;
	struct record *record;
	struct passage stored;

	memset(ret, 0, sizeof *ret);
	if (!find_passage(&x, reference, err))
		return false;
	neg = index_negotiation(searcher->index, x.record.negotiation, err);
	if (neg == NULL)
		return false;
	engine = engine_open(x.arena, &tables, neg);
	stored = x.record.passages[x.at];
	engine_explain(engine, x.arena, &x.record, x.at, &x.trace);
	if (!engine_is_whole(engine, err))
		return index_tables_error(searcher->index, err);
	record = arena_alloc(x.arena, sizeof *record);
	*record = x.record;
	ret->record = record;
	ret->passage = &x.record.passages[x.at];
	ret->language = x.trace.reading.language;
	ret->way = x.trace.way;
	ret->lexicon = arena_printf(
	    x.arena, "lexicon/%s.tsv", language_code(ret->language));
	ret->differs = !is_same(&stored, ret->passage);
	add_all(&x);
	return true;
}
