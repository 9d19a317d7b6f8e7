/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/position-table.h"

#include "core/datadir.h"

#include <string.h>

#define TABLE_MAX (1 << 20) /* bytes */

struct engine *
position_engine(struct arena *arena, const char *datadir, struct error *err)
{
	struct table_source *source = arena_alloc(arena, sizeof(*source));
	struct negotiation *neg;

	*source = datadir_source(arena, datadir, "exercise-halden",
	    arena_printf(arena, "%s/sample/exercise/profile", datadir));
	neg = negotiation_load(arena, source, "exercise-halden", err);
	return neg != NULL ? engine_new(arena, source, neg, err) : NULL;
}

bool
position_table_read(
    struct arena *arena, const char *path, struct table *ret, struct error *err)
{
	FILE *f = fopen(path, "r");
	char *bytes;
	size_t n;

	if (f == NULL)
		return error_set(err, ERROR_DATA, "cannot open '%s'", path);
	bytes = arena_alloc(arena, TABLE_MAX);
	n = fread(bytes, 1, TABLE_MAX - 1, f);
	fclose(f);
	return table_parse(arena, path, bytes, n, ret, err);
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
is_among(const char *what, const char **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], what) == 0)
			return true;
	return false;
}

/* A position's first words, as many as the level counts; holder first. */
static const char *
cut(struct arena *arena, const char *position, enum position_level level)
{
	size_t words = level == LEVEL_STANCE ? 1 : 2;
	const char *end = position;

	if (level == LEVEL_WHOLE)
		return position;
	end += strcspn(end + 1, *end == '"' ? "\"" : " ") + 1;
	end += *end == '"';
	for (; words > 0 && *end != '\0'; words--)
		end += 1 + strcspn(end + 1, " ");
	return arena_strndup(arena, position, (size_t)(end - position));
}

/* The different items of a list at a level. */
static const char **
level_items(struct arena *arena, const char **list, size_t n,
    enum position_level level, size_t *ret_n)
{
	const char **out = arena_array(arena, n + 1, sizeof(*out));

	*ret_n = 0;
	for (size_t i = 0; i < n; i++) {
		const char *item = cut(arena, list[i], level);

		if (!is_among(item, out, *ret_n))
			out[(*ret_n)++] = item;
	}
	return out;
}

/* Offices are found too; the tables leave them out. */
static const char **
found_in(struct arena *arena, const struct passage *p, size_t *ret_n,
    struct position_score *score)
{
	const char **found = arena_array(arena, p->n_positions, sizeof(*found));

	*ret_n = 0;
	for (size_t i = 0; i < p->n_positions; i++) {
		const struct position *q = &p->positions[i];

		if (q->start >= q->end || q->end > p->text_length ||
		    q->cue_start < q->start || q->cue_end > q->end ||
		    q->cue_start >= q->cue_end || *q->rule == '\0')
			score->bad++;
		if (q->holder_kind != HOLDER_OFFICE)
			found[(*ret_n)++] = describe(arena, q);
	}
	return found;
}

/*
 * What a position says of a text, as words that two sides have in common ("XA
 * art 5", "XA move art 5"), and its side: to want a deletion is to be against
 * what is deleted. NULL for what has no side.
 */
static const char *
table_side(struct arena *arena, const char *position, int *ret_side)
{
	static const struct {
		const char *word;
		int side;
	} stances[] = {{" support ", 1}, {" propose ", 1}, {" oppose ", -1}};
	static const char *const same[] = {"none ", "retain ", "delete "};
	const char *at = NULL, *rest;

	for (size_t i = 0; i < 3 && at == NULL; i++) {
		at = strstr(position, stances[i].word);
		*ret_side = stances[i].side;
		rest = at != NULL ? at + strlen(stances[i].word) : NULL;
	}
	if (at == NULL)
		return NULL;
	/* a proposal whose change is not told is on no side */
	if (strncmp(at, " propose none ", strlen(" propose none ")) == 0)
		return NULL;
	for (size_t i = 0; i < 3; i++)
		if (strncmp(rest, same[i], strlen(same[i])) == 0) {
			rest += strlen(same[i]);
			*ret_side *= i == 2 ? -1 : 1;
			break;
		}
	return arena_printf(
	    arena, "%.*s %s", (int)(at - position), position, rest);
}

/* Whether one of the positions is on this side of the same. */
static bool
has_side(struct arena *arena, const char **list, size_t n, const char *what,
    int side)
{
	for (size_t i = 0; i < n; i++) {
		int its;
		const char *s = table_side(arena, list[i], &its);

		if (s != NULL && its == side && strcmp(s, what) == 0)
			return true;
	}
	return false;
}

/* Found on the other side than labelled, with nothing on the labelled one. */
static unsigned
reversals_in(struct arena *arena, const char **want, size_t n_want,
    const char **found, size_t n_found)
{
	unsigned count = 0;

	for (size_t i = 0; i < n_found; i++) {
		int side;
		const char *what = table_side(arena, found[i], &side);

		count += what != NULL &&
			 has_side(arena, want, n_want, what, -side) &&
			 !has_side(arena, want, n_want, what, side) &&
			 !has_side(arena, found, n_found, what, -side);
	}
	return count;
}

static void
compare(struct arena *arena, const char **want, size_t n_want,
    const char **found, size_t n_found, unsigned line, FILE *out,
    struct position_score *score)
{
	for (int l = 0; l < LEVEL_COUNT; l++) {
		size_t w, f;
		const char **a = level_items(arena, want, n_want, l, &w);
		const char **b = level_items(arena, found, n_found, l, &f);

		score->labelled[l] += (unsigned)w;
		score->found[l] += (unsigned)f;
		for (size_t i = 0; i < f; i++)
			score->right[l] += is_among(b[i], a, w);
	}
	for (size_t i = 0; i < n_want && out != NULL; i++)
		if (!is_among(want[i], found, n_found))
			fprintf(out, "line %u: missed %s\n", line, want[i]);
	for (size_t i = 0; i < n_found && out != NULL; i++)
		if (!is_among(found[i], want, n_want))
			fprintf(out, "line %u: invented %s\n", line, found[i]);
}

void
position_row_score(const struct engine *engine, const struct table *table,
    size_t row, enum language language, FILE *out, struct position_score *score)
{
	struct arena *arena = arena_new();
	const char *expected = table_cell(table, row, "expected");
	const char **want, **found;
	struct passage passage;
	struct record record;
	size_t n, m;

	record_init(&record);
	passage_init(&passage);
	if (!record_kind_find(table_cell(table, row, "kind"), &record.kind))
		score->bad++;
	record.author = "Ines Corvale";
	record.passages = &passage;
	record.n_passages = 1;
	passage.speaker = table_cell(table, row, "speaker");
	passage.on_behalf_of = table_cell(table, row, "for");
	passage.provision = table_cell(table, row, "provision");
	passage.text = table_cell(table, row, "text");
	passage.text_length = strlen(passage.text);
	passage.language =
	    *table_cell(table, row, "language") != '\0'
		? language_find(table_cell(table, row, "language"))
		: language;
	engine_record(engine, arena, &record);
	want = table_split(
	    arena, strcmp(expected, "-") == 0 ? "" : expected, ';', &n);
	found = found_in(arena, &passage, &m, score);
	compare(arena, want, n, found, m, table->line[row], out, score);
	score->reversals += reversals_in(arena, want, n, found, m);
	score->rows++;
	arena_free(arena);
}

const char *
position_row_implied(const struct engine *engine, struct arena *arena,
    const struct table *table, size_t row, enum language language)
{
	struct passage passage;
	struct record record;
	const char *list = "";

	record_init(&record);
	passage_init(&passage);
	record_kind_find(table_cell(table, row, "kind"), &record.kind);
	record.author = "Ines Corvale";
	record.passages = &passage;
	record.n_passages = 1;
	passage.text = table_cell(table, row, "text");
	passage.text_length = strlen(passage.text);
	passage.language = language;
	engine_record(engine, arena, &record);
	for (size_t i = 0; i < passage.n_positions; i++) {
		const struct position *p = &passage.positions[i];

		if (p->action == ACTION_NONE && p->holder_kind == HOLDER_STATE)
			list = arena_printf(arena, "%s%s%s %s %s", list,
			    *list != '\0' ? " ; " : "", p->holder,
			    stance_name(p->stance),
			    p->implied != ACTION_NONE ? action_name(p->implied)
						      : "-");
		else if (p->implied != ACTION_NONE && p->action != ACTION_NONE)
			list = arena_printf(arena, "%s twice!", list);
	}
	return list;
}

double
position_f1(const struct position_score *score, enum position_level l)
{
	unsigned all = score->found[l] + score->labelled[l];

	return all > 0 ? 2.0 * score->right[l] / all : 1.0;
}
