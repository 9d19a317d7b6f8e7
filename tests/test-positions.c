/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Positions: each sentence of tests/positions/english.tsv gives exactly the
 * positions beside it; quotes are bytes of the text. States are invented.
 */
#include "core/datadir.h"
#include "core/position-engine.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
	struct arena *arena;
	struct engine *engine;
};

static struct fixture
fixture_new(void)
{
	struct fixture f = {.arena = arena_new()};
	struct error err = {.code = ERROR_NONE};
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct table_source source;
	struct negotiation *neg;

	cr_assert(dir != NULL, "TRAVAUX_DATADIR must be set");
	source = datadir_source(f.arena, dir, "exercise-halden",
	    arena_printf(f.arena, "%s/sample/exercise/profile", dir));
	neg = negotiation_load(f.arena, &source, "exercise-halden", &err);
	cr_assert(neg != NULL, "%s", err.message);
	f.engine = engine_new(f.arena, &source, neg, &err);
	cr_assert(f.engine != NULL, "%s", err.message);
	return f;
}

static char *
read_file(struct arena *arena, const char *path, size_t *ret_n)
{
	FILE *f = fopen(path, "r");
	char *bytes = arena_alloc(arena, 1 << 20);

	cr_assert(f != NULL, "cannot open '%s'", path);
	*ret_n = fread(bytes, 1, (1 << 20) - 1, f);
	fclose(f);
	return bytes;
}

/* A position as the table writes it. */
static const char *
describe(struct arena *arena, const struct position *p)
{
	bool named =
	    p->holder_kind != HOLDER_UNNAMED && p->holder_kind != HOLDER_PERSON;
	const char *quote = named ? "" : "\"";

	return arena_printf(arena, "%s%s%s %s %s %s%s%s%s", quote, p->holder,
	    quote, stance_name(p->stance), action_name(p->action),
	    *p->provision != '\0' ? p->provision : "none",
	    p->scope == SCOPE_WHOLE ? "" : "/",
	    p->scope == SCOPE_WHOLE ? "" : scope_name(p->scope),
	    p->certainty == CERTAINTY_IMPLIED ? "?" : "");
}

static bool
among(const char *what, const char **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], what) == 0)
			return true;
	return false;
}

/* Offices are found too; the table leaves them out. */
static bool
counts(const struct position *p)
{
	return p->holder_kind != HOLDER_OFFICE;
}

/* Compare what was found with a row; returns the number of differences. */
static int
compare(struct arena *arena, const struct passage *passage,
    const char *expected, unsigned line)
{
	size_t n = 0, n_found = 0;
	const char **want, **found;
	int wrong = 0;

	expected = strcmp(expected, "-") == 0 ? "" : expected;
	want = table_split(arena, expected, ';', &n);
	found = arena_array(arena, passage->n_positions, sizeof(*found));
	for (size_t i = 0; i < passage->n_positions; i++) {
		const struct position *p = &passage->positions[i];

		cr_expect(p->start < p->end && p->end <= passage->text_length &&
			      p->cue_start >= p->start &&
			      p->cue_end <= p->end &&
			      p->cue_start < p->cue_end && *p->rule != '\0',
		    "line %u: bad quote", line);
		if (counts(p))
			found[n_found++] = describe(arena, p);
	}
	for (size_t i = 0; i < n; i++)
		if (!among(want[i], found, n_found)) {
			fprintf(stderr, "line %u: missed %s\n", line, want[i]);
			wrong++;
		}
	for (size_t i = 0; i < n_found; i++)
		if (!among(found[i], want, n)) {
			fprintf(
			    stderr, "line %u: invented %s\n", line, found[i]);
			wrong++;
		}
	return wrong;
}

static int
check_row(const struct engine *engine, const struct table *table, size_t row)
{
	struct arena *arena = arena_new();
	struct record record;
	struct passage passage;
	int wrong;

	record_init(&record);
	passage_init(&passage);
	cr_assert(
	    record_kind_find(table_cell(table, row, "kind"), &record.kind));
	record.author = "Ines Corvale";
	record.passages = &passage;
	record.n_passages = 1;
	passage.speaker = table_cell(table, row, "speaker");
	passage.on_behalf_of = table_cell(table, row, "for");
	passage.provision = table_cell(table, row, "provision");
	passage.text = table_cell(table, row, "text");
	passage.text_length = strlen(passage.text);
	passage.language = LANGUAGE_EN;
	engine_record(engine, arena, &record);
	wrong = compare(arena, &passage, table_cell(table, row, "expected"),
	    table->line[row]);
	arena_free(arena);
	return wrong;
}

Test(positions, sentences)
{
	struct fixture f = fixture_new();
	struct error err = {.code = ERROR_NONE};
	struct table table;
	const char *srcdir = getenv("srcdir");
	int wrong = 0;
	char *bytes;
	size_t n;

	bytes = read_file(f.arena,
	    arena_printf(f.arena, "%s/tests/positions/english.tsv",
		srcdir != NULL ? srcdir : "."),
	    &n);
	cr_assert(table_parse(f.arena, "english.tsv", bytes, n, &table, &err));
	cr_assert(table.rows >= 120);
	for (size_t r = 0; r < table.rows; r++)
		wrong += check_row(f.engine, &table, r);
	cr_expect(wrong == 0, "%d differences", wrong);
	arena_free(f.arena);
}

/* A record of several passages: the proposal and the speaker flow on. */
Test(positions, flow_from_passage_to_passage)
{
	static const char *const texts[] = {
	    "Article 42 provides for safeguards.",
	    "Each State Party shall keep a lamp and shall say why it does.",
	    "Dunmarrow and Lumara proposed that this article be removed.",
	};
	struct fixture f = fixture_new();
	struct passage passages[3];
	struct record record;

	record_init(&record);
	record.kind = RECORD_COMMENTARY;
	record.session = "s1";
	record.passages = passages;
	record.n_passages = 3;
	for (size_t i = 0; i < 3; i++) {
		passage_init(&passages[i]);
		passages[i].text = texts[i];
		passages[i].text_length = strlen(texts[i]);
	}
	engine_record(f.engine, f.arena, &record);
	cr_expect(passages[0].n_positions == 0);
	cr_expect(passages[1].n_positions == 0);
	cr_assert(passages[2].n_positions == 2);
	cr_expect(strcmp(passages[2].positions[0].provision, "art 42") == 0);
	cr_expect(strcmp(passages[2].positions[0].lineage, "safeguards") == 0);
	cr_expect(passages[0].n_provisions == 1);
	cr_expect(passages[2].n_holders == 2);
	arena_free(f.arena);
}

/* No text is too strange: nothing crashes, and quotes stay inside. */
/* What is marked in a quote must not say the opposite of the position. */
Test(positions, the_negator_is_marked_with_its_cue)
{
	static const struct {
		const char *text;
		const char *cue;
	} cases[] = {
	    {"LUMARA could not accept deleting Article 5.", "not accept"},
	    {"LUMARA said it cannot support Article 5.", "cannot support"},
	    {"Without Torvik, LUMARA opposed Article 5.", "opposed"},
	    {"LUMARA opposed Article 5.", "opposed"},
	};
	struct fixture f = fixture_new();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record record;
		struct passage p;
		const struct position *got;

		record_init(&record);
		passage_init(&p);
		record.kind = RECORD_SUMMARY;
		record.passages = &p;
		record.n_passages = 1;
		p.text = cases[i].text;
		p.text_length = strlen(cases[i].text);
		engine_record(f.engine, f.arena, &record);
		cr_assert(p.n_positions > 0, "%s", p.text);
		got = &p.positions[p.n_positions - 1];
		cr_expect(
		    strlen(cases[i].cue) == got->cue_end - got->cue_start &&
			strncmp(p.text + got->cue_start, cases[i].cue,
			    got->cue_end - got->cue_start) == 0,
		    "%s: marked '%.*s'", p.text,
		    (int)(got->cue_end - got->cue_start),
		    p.text + got->cue_start);
	}
	arena_free(f.arena);
}

Test(positions, strange_text)
{
	static const char *const texts[] = {"", " ", "(((((((((", "the the the",
	    "supported by", "opposed", "X, , , supported , and and by",
	    "should", "[delete:]", "[: Lumara]", "proposed proposed proposed",
	    "LUMARA", "LUMARA proposed", "LUMARA proposed that",
	    "LUMARA, supported by", "\xff\xfe proposed Article 5",
	    "LUMARA said that that that should should not not",
	    "These included", "with with with LUMARA with", ":;:;,,..",
	    "LUMARA and and TORVIK or or supported , , and"};
	struct fixture f = fixture_new();

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
			struct record record;
			struct passage p;

			record_init(&record);
			passage_init(&p);
			record.kind = (enum record_kind)kind;
			record.passages = &p;
			record.n_passages = 1;
			p.speaker = "Lumara";
			p.provision = "art 5";
			p.text = texts[i];
			p.text_length = strlen(texts[i]);
			engine_record(f.engine, f.arena, &record);
			for (size_t j = 0; j < p.n_positions; j++)
				cr_expect(p.positions[j].end <= p.text_length);
		}
	arena_free(f.arena);
}

/* Comments on a draft, a row each: speaker, text, what it gives. */
Test(positions, comments_on_a_draft_are_their_partys)
{
	static const struct {
		const char *speaker, *text, *gives;
	} cases[] = {
	    {"Aldermark", "Delete \xE2\x80\x9Cshall\xE2\x80\x9D",
		"XA propose delete art 9(2) shall"},
	    {"Aldermark",
		"Replace \xE2\x80\x9Cshall\xE2\x80\x9D with "
		"\xE2\x80\x9Cmay\xE2\x80\x9D",
		"XA propose replace art 9(2)"},
	    {"Caldera", "Caldera: delete.", "XC propose delete art 9(2) shall"},
	    {"Caldera", "We support this paragraph.",
		"XC support none art 9(2)"},
	    {"", "Delete.", NULL},
	};
	struct fixture f = fixture_new();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct passage passage;
		struct record record;
		const struct position *p;

		record_init(&record);
		passage_init(&passage);
		record.kind = RECORD_DRAFT;
		record.passages = &passage;
		record.n_passages = 1;
		passage.number = 1;
		passage.part = PASSAGE_COMMENT;
		passage.provision = "art 9(2)";
		passage.anchor = "shall";
		passage.speaker = cases[i].speaker;
		passage.language = LANGUAGE_EN;
		passage.text = cases[i].text;
		passage.text_length = strlen(cases[i].text);
		engine_record(f.engine, f.arena, &record);
		cr_assert_eq(passage.n_positions, cases[i].gives != NULL,
		    "%s: %zu", cases[i].text, passage.n_positions);
		if (cases[i].gives == NULL)
			continue;
		p = passage.positions;
		cr_expect_eq(
		    strncmp(arena_printf(f.arena, "%s %s %s %s %s", p->holder,
				stance_name(p->stance), action_name(p->action),
				p->provision, p->object),
			cases[i].gives, strlen(cases[i].gives)),
		    0, "%s: %s %s %s %s", cases[i].text, p->holder,
		    action_name(p->action), p->provision, p->object);
	}
	arena_free(f.arena);
}
