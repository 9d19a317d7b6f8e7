/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * positions-of [--negotiation ID] [--question] FILE...: for working on the
 * engine. Reads JSON lines (records: id, text or passages, speaker,
 * on_behalf_of, kind or genre, provision, language: English where none is told)
 * and prints their positions, a JSON line each, with the rule that gave each.
 * With --question it reads questions, one a line, and prints what was
 * understood.
 */
#include "core/arena.h"
#include "core/datadir.h"
#include "core/position-engine.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kinds of the labelled paragraphs, by how their genre begins. */
static const struct {
	const char *prefix;
	enum record_kind kind;
} genres[] = {{"summary", RECORD_SUMMARY}, {"compilation", RECORD_COMPILATION},
    {"treaty", RECORD_OUTCOME}, {"statement", RECORD_STATEMENT},
    {"commentary", RECORD_COMMENTARY}, {"draft", RECORD_DRAFT},
    {"outcome", RECORD_OUTCOME}};

static const char *
member(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s != NULL ? s : "";
}

static enum record_kind
kind_of(const json_t *line)
{
	const char *genre = member(line, "genre");

	if (*genre == '\0')
		genre = member(line, "kind");
	for (size_t i = 0; i < sizeof(genres) / sizeof(genres[0]); i++)
		if (strncmp(
			genre, genres[i].prefix, strlen(genres[i].prefix)) == 0)
			return genres[i].kind;
	return RECORD_OTHER;
}

static void
passage_fill(const json_t *line, struct passage *p)
{
	passage_init(p);
	p->text = member(line, "text");
	p->text_length = strlen(p->text);
	p->speaker = member(line, "speaker");
	p->on_behalf_of = member(line, "on_behalf_of");
	p->provision = member(line, "provision");
	if (*p->provision == '\0')
		p->provision = member(line, "provision_context");
	p->language = language_find(member(line, "language"));
	if (p->language == LANGUAGE_NONE)
		p->language = LANGUAGE_EN;
}

static void
record_fill(struct arena *arena, const json_t *line, struct record *record)
{
	const json_t *passages = json_object_get(line, "passages");
	size_t n = passages != NULL ? json_array_size(passages) : 1;

	record_init(record);
	record->id = member(line, "id");
	record->kind = kind_of(line);
	record->session = member(line, "session");
	record->date = member(line, "date");
	record->author = member(line, "author");
	record->instrument = member(line, "instrument");
	record->passages = arena_array(arena, n, sizeof(*record->passages));
	record->n_passages = n;
	for (size_t i = 0; i < n; i++) {
		passage_fill(
		    passages != NULL ? json_array_get(passages, i) : line,
		    &record->passages[i]);
		record->passages[i].number = (uint32_t)i + 1;
	}
}

static void
position_print(const struct record *record, const struct passage *passage,
    const struct position *p)
{
	json_t *o = json_pack(
	    "{s:s, s:i, s:i, s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, "
	    "s:s, s:s, s:s, s:s, s:s, s:s%, s:s}",
	    "record", record->id, "passage", (int)passage->number, "start",
	    (int)p->start, "end", (int)p->end, "holder", p->holder,
	    "holder_name", p->holder_name, "holder_kind",
	    holder_kind_name(p->holder_kind), "spokesperson", p->spokesperson,
	    "stance", stance_name(p->stance), "action", action_name(p->action),
	    "implied_action", action_name(p->implied), "provision",
	    p->provision, "instrument", p->instrument, "lineage", p->lineage,
	    "object", p->object, "scope", scope_name(p->scope), "condition",
	    p->condition, "certainty", certainty_name(p->certainty), "quote",
	    passage->text + p->start, (size_t)(p->end - p->start), "rule",
	    p->rule);

	if (o == NULL)
		return;
	json_dumpf(o, stdout, JSON_ENSURE_ASCII * 0 | JSON_COMPACT);
	putchar('\n');
	json_decref(o);
}

static void
read_record(const struct engine *engine, const json_t *line)
{
	struct arena *arena = arena_new();
	struct record record;

	record_fill(arena, line, &record);
	engine_record(engine, arena, &record);
	for (size_t i = 0; i < record.n_passages; i++)
		for (size_t j = 0; j < record.passages[i].n_positions; j++)
			position_print(&record, &record.passages[i],
			    &record.passages[i].positions[j]);
	arena_free(arena);
}

static void
read_question(const struct engine *engine, const char *line)
{
	struct arena *arena = arena_new();
	struct question_reading q;
	char provision[PROVISION_MAX];

	engine_question(engine, arena, line, strlen(line), LANGUAGE_NONE, &q);
	printf("%s\n  asks %d stance %s action %s%s scope %s rule %s\n", line,
	    q.asks, stance_name(q.stance), action_name(q.action),
	    q.states_action ? "!" : "", scope_name(q.scope), q.rule);
	for (size_t i = 0; i < q.n_provisions; i++) {
		provision_format(&q.provision[i], provision);
		printf("  provision %s\n", provision);
	}
	for (size_t i = 0; i < q.n_lineages; i++)
		printf("  lineage %s\n", q.lineage[i]);
	for (size_t i = 0; i < q.n_holders; i++)
		printf("  holder %s\n", q.holder[i]->id);
	if (q.members_of != NULL)
		printf("  members of %s\n", q.members_of->id);
	printf("  object '%s' rest '%s'\n", q.object, q.rest);
	arena_free(arena);
}

static int
read_file(const struct engine *engine, const char *path, bool questions)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (f == NULL) {
		perror(path);
		return 1;
	}
	while (getline(&line, &room, f) > 0) {
		json_t *object;

		line[strcspn(line, "\n")] = '\0';
		if (questions) {
			read_question(engine, line);
			continue;
		}
		object = json_loads(line, 0, NULL);
		if (object != NULL)
			read_record(engine, object);
		json_decref(object);
	}
	free(line);
	if (f != stdin)
		fclose(f);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	const char *id = "", *directory;
	struct table_source source;
	struct negotiation *neg;
	struct engine *engine;
	bool questions = false;
	int status = 0;

	directory =
	    datadir_find(arena, getenv("TRAVAUX_DATADIR"), argv[0], &err);
	for (argv++, argc--; argc > 0 && strncmp(*argv, "--", 2) == 0;
	     argv++, argc--)
		if (strcmp(*argv, "--question") == 0)
			questions = true;
		else if (argc > 1)
			id = *++argv, argc--;
	if (directory != NULL) {
		source = datadir_source(arena, directory, NULL, NULL);
		neg = negotiation_load(arena, &source, id, &err);
	}
	engine = directory == NULL || neg == NULL
		     ? NULL
		     : engine_new(arena, &source, neg, &err);
	if (engine == NULL) {
		fprintf(stderr, "positions-of: %s\n", err.message);
		return 3;
	}
	for (; argc > 0; argv++, argc--)
		status |= read_file(engine, *argv, questions);
	arena_free(arena);
	return status;
}
