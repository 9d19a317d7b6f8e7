/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the engine says of how it read a passage: tests/positions/explained.tsv;
 * and that a passage is explained from an index.
 */
#include "core/trace.h"
#include "searcher/explain.h"
#include "tests/position-table.h"
#include "tests/scratch-records.h"
#include "tests/scratch-searcher.h"

#include "xapian-c.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* --- the engine ----------------------------------------------------------- */

struct explained {
	struct record record;
	struct passage passage;
	struct trace trace;
};

static void
explain(const struct engine *engine, struct arena *arena,
    const struct table *table, size_t row, struct explained *ret)
{
	record_init(&ret->record);
	passage_init(&ret->passage);
	ret->record.id = "t";
	cr_assert(record_kind_find(
	    table_cell(table, row, "kind"), &ret->record.kind));
	ret->record.speaker = "Aldermark";
	ret->record.passages = &ret->passage;
	ret->record.n_passages = 1;
	ret->passage.number = 1;
	ret->passage.language =
	    language_find(table_cell(table, row, "language"));
	ret->passage.text = table_cell(table, row, "text");
	ret->passage.text_length = strlen(ret->passage.text);
	engine_explain(engine, arena, &ret->record, 0, &ret->trace);
}

static bool
covers(uint32_t start, uint32_t end, const char *word, const char *text)
{
	uint32_t at = (uint32_t)(word - text);

	return start <= at && at < end;
}

/* The rules and the reasons that a word has, with spaces between them. */
static const char *
told_of(struct arena *arena, const struct explained *x, const char *word)
{
	const char *text = x->passage.text, *told = "", *last = "";
	enum rule rule;
	size_t cue;

	for (size_t i = 0; i < x->passage.n_positions; i++) {
		const struct position *p = &x->passage.positions[i];

		cr_assert(
		    rule_find(p->rule, &rule, &cue), "no rule: '%s'", p->rule);
		if (!covers(p->cue_start, p->cue_end, word, text) ||
		    strcmp(last, rule_name(rule)) == 0)
			continue;
		last = rule_name(rule);
		told = arena_printf(
		    arena, "%s%s+%s", told, *told == '\0' ? "" : " ", last);
	}
	for (size_t i = 0; i < x->trace.n_drops; i++)
		if (covers(x->trace.drop[i].start, x->trace.drop[i].end, word,
			text))
			told = arena_printf(arena, "%s%s%s", told,
			    *told == '\0' ? "" : " ",
			    reason_name(x->trace.drop[i].reason));
	return told;
}

Test(explain, table)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	const char *srcdir = getenv("srcdir");
	struct engine *engine =
	    position_engine(arena, getenv("TRAVAUX_DATADIR"), &err);
	struct table table;

	cr_assert(engine != NULL, "%s", err.message);
	cr_assert(position_table_read(arena,
		      arena_printf(arena, "%s/tests/positions/explained.tsv",
			  srcdir != NULL ? srcdir : "."),
		      &table, &err),
	    "%s", err.message);
	cr_expect_geq(table.rows, 30u);
	for (size_t row = 0; row < table.rows; row++) {
		struct explained x;
		const char *text = table_cell(&table, row, "text");
		const char *word =
		    strstr(text, table_cell(&table, row, "word"));
		const char *got;

		cr_assert_not_null(word, "'%s' has not the word", text);
		explain(engine, arena, &table, row, &x);
		got = told_of(arena, &x, word);
		cr_expect_str_eq(got, table_cell(&table, row, "expected"),
		    "'%s': %s, not %s", text, got,
		    table_cell(&table, row, "expected"));
	}
	arena_free(arena);
}

/* A trace changes nothing of what is read. */
Test(explain, finds_what_reading_finds)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	struct engine *engine =
	    position_engine(arena, getenv("TRAVAUX_DATADIR"), &err);
	const char *text = "DUNMARROW, supported by TORVIK, proposed deleting "
			   "Article 42. ALDERMARK opposed this.";
	struct passage passage[2];
	struct record record[2];
	struct trace trace;

	cr_assert(engine != NULL, "%s", err.message);
	for (int i = 0; i < 2; i++) {
		record_init(&record[i]);
		passage_init(&passage[i]);
		record[i].kind = RECORD_SUMMARY;
		record[i].passages = &passage[i];
		record[i].n_passages = 1;
		passage[i].language = LANGUAGE_EN;
		passage[i].text = text;
		passage[i].text_length = strlen(text);
	}
	engine_record(engine, arena, &record[0]);
	engine_explain(engine, arena, &record[1], 0, &trace);
	cr_expect_eq(passage[0].n_positions, 3u);
	cr_assert_eq(passage[1].n_positions, 3u);
	for (size_t i = 0; i < 3; i++)
		cr_expect_str_eq(
		    passage[0].positions[i].rule, passage[1].positions[i].rule);
	cr_expect_eq(trace.n_sentences, 2u);
	arena_free(arena);
}

/* --- a passage in an index ------------------------------------------------ */

static struct scratch_index scratch;
static struct searcher searcher;

static void
setup(void)
{
	scratch_index_make(&scratch, scratch_records, N_SCRATCH_RECORDS);
	scratch_searcher_open(&searcher, &scratch);
}

static void
teardown(void)
{
	scratch_searcher_close(&searcher, &scratch);
}

TestSuite(explained, .init = setup, .fini = teardown);

static bool
has_row(
    const struct explanation *x, enum explain_stage stage, const char *words)
{
	for (size_t i = 0; i < x->n_rows; i++)
		if (x->row[i].stage == stage &&
		    strncmp(x->passage->text + x->row[i].start, words,
			strlen(words)) == 0)
			return true;
	return false;
}

static bool
has_detail(const struct explanation *x, const char *detail)
{
	for (size_t i = 0; i < x->n_rows; i++)
		for (size_t k = 0; k < x->row[i].n_details; k++)
			if (strcmp(x->row[i].detail[k], detail) == 0)
				return true;
	return false;
}

Test(explained, shows_every_stage)
{
	struct error err = {0};
	struct explanation x;

	cr_assert(
	    explain_passage(&searcher, "b2#1", &x, &err), "%s", err.message);
	cr_expect_eq(x.way, WAY_WORDS);
	cr_expect_not(x.differs);
	cr_expect(has_row(&x, EXPLAIN_SENTENCE, "HOLLIN supported"));
	cr_expect(has_row(&x, EXPLAIN_HOLDER, "HOLLIN"));
	cr_expect(has_row(&x, EXPLAIN_PROVISION, "Article 42"));
	cr_expect(has_row(&x, EXPLAIN_CUE, "supported"));
	cr_expect(has_row(&x, EXPLAIN_CLAUSE, "HOLLIN supported"));
	cr_expect(has_row(&x, EXPLAIN_POSITION, "HOLLIN supported"));
	cr_expect(has_detail(&x, "who: 0-6 \"HOLLIN\""));
	cr_expect(has_detail(&x, "on: 34-44 \"Article 42\"; in ND1, lineage "
				 "safeguards"));
	cr_expect(has_detail(
	    &x, "rule: stance, of support: a verb of stance with its subject"));
}

/* The speaker is the passage's, from the index. */
Test(explained, knows_the_speaker)
{
	struct error err = {0};
	struct explanation x;

	cr_assert(
	    explain_passage(&searcher, "a1#2", &x, &err), "%s", err.message);
	cr_expect(has_detail(&x,
	    "who: 0-13 \"My delegation\": the speaker, or whom it speaks for"));
}

Test(explained, names_what_is_not_there)
{
	struct error err = {0};
	struct explanation x;

	cr_expect_not(explain_passage(&searcher, "zz#1", &x, &err));
	cr_expect_eq(err.code, ERROR_INPUT);
	cr_expect_not(explain_passage(&searcher, "a1#9", &x, &err));
	cr_expect_eq(err.code, ERROR_INPUT);
	cr_expect_not(explain_passage(&searcher, "a1", &x, &err));
	cr_expect_eq(err.code, ERROR_USAGE);
}

/* An index of another version may have tables that this one cannot read. */
Test(explained, says_what_to_do_with_other_tables)
{
	static const char key[] = "table:lexicon/en-words.tsv";
	struct arena *arena = arena_new();
	struct error err = {0};
	struct xap_error xerr;
	struct explanation x;
	struct xap_writer *writer =
	    xap_writer_open(arena_printf(arena, "%s/db", scratch.path),
		XAP_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);

	cr_assert(writer != NULL, "%s", xerr.message);
	cr_assert_eq(
	    xap_writer_set_metadata(writer, key, sizeof key - 1, "", 0, &xerr),
	    XAP_OK);
	cr_assert_eq(xap_writer_close(writer, &xerr), XAP_OK);
	xap_writer_free(writer);
	index_free(searcher.index);
	searcher.index = index_open(scratch.path, &err);
	cr_assert(searcher.index != NULL, "%s", err.message);
	cr_expect_not(explain_passage(&searcher, "b2#1", &x, &err));
	cr_expect_eq(err.code, ERROR_INDEX);
	cr_expect(
	    strstr(err.message, "index again") != NULL, "%s", err.message);
	arena_free(arena);
}
