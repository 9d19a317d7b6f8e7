/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions: each of tests/positions/questions.tsv is read as told there. */
#include "core/datadir.h"
#include "core/position-engine.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct engine *
engine_load(struct arena *arena)
{
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct error err = {.code = ERROR_NONE};
	struct table_source *source = arena_alloc(arena, sizeof(*source));
	struct negotiation *neg;
	struct engine *engine;

	cr_assert(dir != NULL, "TRAVAUX_DATADIR must be set");
	*source = datadir_source(arena, dir, "exercise-halden",
	    arena_printf(arena, "%s/sample/exercise/profile", dir));
	neg = negotiation_load(arena, source, "exercise-halden", &err);
	cr_assert(neg != NULL, "%s", err.message);
	engine = engine_new(arena, source, neg, &err);
	cr_assert(engine != NULL, "%s", err.message);
	return engine;
}

/*
 * What narrows it: " before ND2", " in statement", " for G by X", " not X",
 * " alone", " conditional"; " unsaid" where silence is asked for.
 */
static const char *
describe_filters(struct arena *arena, const struct question_reading *q)
{
	static const char *const limits[] = {
	    "before", "after", "since", "until"};
	const char *s = "";

	if (q->members_of != NULL)
		s = arena_printf(arena, " members of %s", q->members_of->id);
	if (q->asks == ASKS_COUNT && q->counted != ASKS_WHO)
		s = arena_printf(arena, "%s of %s", s,
		    q->counted == ASKS_STATES ? "states" : "groups");
	for (size_t i = 0; i < q->n_limits; i++)
		if (q->limit[i].instrument != NULL)
			s = arena_printf(arena, "%s %s %s", s,
			    limits[q->limit[i].kind],
			    q->limit[i].instrument->id);
	if (q->layers[0] != '\0')
		s = arena_printf(arena, "%s in %s", s, q->layers);
	if (q->on_behalf_of != NULL)
		s = arena_printf(arena, "%s for %s by %s", s,
		    q->on_behalf_of->id,
		    q->through != NULL ? q->through->id : "any");
	for (size_t i = 0; i < q->n_excepts; i++)
		s = arena_printf(arena, "%s not %s", s, q->except[i]->id);
	return arena_printf(arena, "%s%s%s%s", s, q->alone ? " alone" : "",
	    q->conditional ? " conditional" : "", q->unsaid ? " unsaid" : "");
}

/* A reading as the table writes it. */
static const char *
describe(struct arena *arena, const struct question_reading *q)
{
	static const char *const asks[] = {"nothing", "who", "states", "groups",
	    "members", "whether", "what", "when", "count", "stand", "change",
	    "agree", "compare", "broke"};
	const char *provisions = "", *holders = "";
	char buffer[PROVISION_MAX];

	for (size_t i = 0; i < q->n_provisions; i++) {
		provision_format(&q->provision[i], buffer);
		provisions = arena_printf(
		    arena, "%s%s%s", provisions, i > 0 ? "+" : "", buffer);
	}
	for (size_t i = 0; i < q->n_holders; i++)
		holders = arena_printf(arena, "%s%s%s", holders,
		    i > 0 ? "+" : "", q->holder[i]->id);
	return arena_printf(arena, "%s %s %s %s %s %s%s", asks[q->asks],
	    q->stance == STANCE_NONE ? "-" : stance_name(q->stance),
	    q->states_action ? action_name(q->action) : "-",
	    scope_name(q->scope), *provisions != '\0' ? provisions : "-",
	    *holders != '\0' ? holders : "-", describe_filters(arena, q));
}

/* Compare the questions of a table with their readings; how many it has. */
static unsigned
check_table(const char *file)
{
	struct arena *arena = arena_new();
	struct engine *engine = engine_load(arena);
	const char *srcdir = getenv("srcdir");
	char line[1024];
	unsigned seen = 0;
	FILE *f;

	f = fopen(arena_printf(arena, "%s/tests/positions/%s",
		      srcdir != NULL ? srcdir : ".", file),
	    "r");
	cr_assert(f != NULL);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *question = strchr(line, '\t');
		struct question_reading q;
		const char *got;

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || question == NULL ||
		    strncmp(line, "expected", 8) == 0)
			continue;
		*question++ = '\0';
		engine_question(engine, arena, question, strlen(question),
		    LANGUAGE_NONE, &q);
		got = describe(arena, &q);
		cr_expect(strcmp(got, line) == 0, "'%s': %s, not %s", question,
		    got, line);
		seen++;
	}
	fclose(f);
	arena_free(arena);
	return seen;
}

Test(position_questions, table)
{
	cr_expect(check_table("questions.tsv") >= 35);
}

/* The same plans from the other languages, told apart by themselves. */
Test(position_questions, other_languages)
{
	cr_expect(check_table("questions-other.tsv") >= 60);
}

/* What nothing stands for is left for the session, the date and the search. */
Test(position_questions, rest)
{
	struct arena *arena = arena_new();
	struct engine *engine = engine_load(arena);
	struct question_reading q;
	const char *text =
	    "who opposed the removal of Article 42 in September 2021";

	engine_question(engine, arena, text, strlen(text), LANGUAGE_EN, &q);
	cr_expect(strcmp(q.rest, "September 2021") == 0, "'%s'", q.rest);
	cr_expect(q.n_lineages > 0);
	cr_expect(strcmp(q.rule, "oppose") == 0);
	arena_free(arena);
}

/* A long question is cut, not refused; strange bytes do no harm. */
Test(position_questions, long_and_strange)
{
	struct arena *arena = arena_new();
	struct engine *engine = engine_load(arena);
	struct question_reading q;
	size_t n = 1 << 20;
	char *text = arena_alloc(arena, n);

	for (size_t i = 0; i < n; i++)
		text[i] = "who opposed \xff?42 "[i % 17];
	engine_question(engine, arena, text, n, LANGUAGE_NONE, &q);
	cr_expect(q.asks == ASKS_WHO);
	arena_free(arena);
}
