/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/negotiation.h"

#include "core/negotiation-topics.h"

#include <stdlib.h>
#include <string.h>

/* What a load needs at hand. */
struct loader {
	struct arena *arena;
	const struct table_source *source;
	const char *folder;	 /* "negotiations/x" */
	struct negotiation *neg; /* what is made */
	struct error *err;	 /* for the caller */
	bool found;		 /* some table of the folder was there */
};

static const char *const own_tables[] = {"profile.tsv", "sessions.tsv",
    "instruments.tsv", "concordance.tsv", "topics.tsv"};
static const char *const holder_tables[] = {
    "delegations.tsv", "groups.tsv", "roles.tsv"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An id is a folder's name; no path leads out of negotiations/. */
static bool
id_is_valid(const char *id)
{
	size_t n =
	    strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		       "0123456789._-");

	return n > 0 && n <= 100 && id[n] == '\0' && id[0] != '.';
}

/* A table of the folder; an empty one where it is absent. */
static bool
own_table(struct loader *loader, const char *file, struct table *ret)
{
	struct error err = {0};
	const char *name =
	    arena_printf(loader->arena, "%s/%s", loader->folder, file);

	*ret = (struct table){.name = file};
	if (table_read(loader->arena, loader->source, name, ret, &err)) {
		loader->found = true;
		return true;
	}
	if (err.code == ERROR_NONE)
		return true;
	if (loader->err != NULL)
		*loader->err = err;
	return false;
}

static bool
row_error(struct loader *loader, const struct table *table, size_t row,
    const char *what, const char *value)
{
	return error_set(loader->err, ERROR_DATA, "%s:%u: %s '%s'", table->name,
	    table->line[row], what, value);
}

static bool
cell_date(struct loader *loader, const struct table *table, size_t row,
    const char *column, struct date *ret)
{
	const char *cell = table_cell(table, row, column);

	*ret = (struct date){0};
	if (cell[0] == '\0' || date_parse(cell, strlen(cell), ret))
		return true;
	return row_error(loader, table, row, "not a date:", cell);
}

/* "art 42" and its like; an empty cell is no provision. */
static bool
cell_provision(struct loader *loader, const struct table *table, size_t row,
    const char *column, struct provision *ret)
{
	const char *cell = table_cell(table, row, column);

	*ret = (struct provision){0};
	if (cell[0] == '\0' || provision_parse(cell, strlen(cell), ret))
		return true;
	return row_error(loader, table, row, "not a provision:", cell);
}

/* The cell that must not be empty, or NULL. */
static const char *
cell_needed(struct loader *loader, const struct table *table, size_t row,
    const char *column)
{
	const char *cell = table_cell(table, row, column);

	if (cell[0] != '\0')
		return cell;
	row_error(loader, table, row, "nothing in column", column);
	return NULL;
}

static bool
profile_load(struct loader *loader)
{
	struct table table;

	if (!own_table(loader, "profile.tsv", &table))
		return false;
	for (size_t r = 0; r < table.rows; r++) {
		const char *key = table_cell(&table, r, "key");
		const char *value = table_cell(&table, r, "value");

		if (strcmp(key, "title") == 0)
			loader->neg->title = value;
		else if (strcmp(key, "note") == 0)
			loader->neg->note = value;
		else if (strcmp(key, "default_instrument") == 0 &&
			 value[0] != '\0')
			loader->neg->default_instrument = value;
	}
	return true;
}

/* Fold what a session is called. */
static void
session_names(struct arena *arena, struct session *session)
{
	session->folded_id = session_fold(arena, session->id);
	session->folded_number = session_fold(arena, session->number);
	session->folded_names =
	    arena_array(arena, session->n_names, sizeof *session->folded_names);
	for (size_t i = 0; i < session->n_names; i++)
		session->folded_names[i] =
		    session_fold(arena, session->names[i]);
}

static bool
session_load(struct loader *loader, const struct table *table, size_t row,
    struct session *session)
{
	session->id = cell_needed(loader, table, row, "session_id");
	if (session->id == NULL ||
	    !cell_date(loader, table, row, "start", &session->start) ||
	    !cell_date(loader, table, row, "end", &session->end))
		return false;
	session->kind = table_cell(table, row, "kind");
	session->number = table_cell(table, row, "number");
	session->names = table_split(loader->arena,
	    table_cell(table, row, "names"), ';', &session->n_names);
	session_names(loader->arena, session);
	session->place = table_cell(table, row, "place");
	session->subject = table_cell(table, row, "subject");
	session->instruments =
	    table_split(loader->arena, table_cell(table, row, "instruments"),
		' ', &session->n_instruments);
	if (session->end.year == 0)
		session->end = session->start;
	return true;
}

/* Give each session its place in time; those without a date come last. */
static void
sessions_order(struct negotiation *neg)
{
	for (size_t i = 0; i < neg->n_sessions; i++) {
		struct session *a = &neg->sessions[i];

		a->order = 1;
		for (size_t k = 0; k < neg->n_sessions; k++) {
			const struct session *b = &neg->sessions[k];
			bool undated = a->start.year == 0;
			int order = undated != (b->start.year == 0)
					? (undated ? -1 : 1)
					: date_compare(b->start, a->start);

			a->order += order < 0 || (order == 0 && k < i);
		}
	}
}

static bool
sessions_load(struct loader *loader)
{
	struct negotiation *neg = loader->neg;
	struct table table;

	if (!own_table(loader, "sessions.tsv", &table))
		return false;
	neg->sessions =
	    arena_array(loader->arena, table.rows, sizeof *neg->sessions);
	neg->n_sessions = table.rows;
	for (size_t r = 0; r < table.rows; r++)
		if (!session_load(loader, &table, r, &neg->sessions[r]))
			return false;
	sessions_order(neg);
	return true;
}

static bool
instrument_load(struct loader *loader, const struct table *table, size_t row,
    struct instrument *instrument)
{
	const char *foreign = table_cell(table, row, "foreign");

	instrument->id = cell_needed(loader, table, row, "instrument_id");
	if (instrument->id == NULL ||
	    !cell_date(loader, table, row, "date", &instrument->date) ||
	    !cell_provision(loader, table, row, "extent", &instrument->extent))
		return false;
	instrument->symbol = table_cell(table, row, "symbol");
	instrument->title = table_cell(table, row, "title");
	instrument->names = table_split(loader->arena,
	    table_cell(table, row, "names"), ';', &instrument->n_names);
	instrument->foreign = strcmp(foreign, "yes") == 0;
	if (!instrument->foreign && foreign[0] != '\0' &&
	    strcmp(foreign, "no") != 0)
		return row_error(loader, table, row,
		    "foreign is 'yes' or empty, not", foreign);
	return true;
}

static bool
instruments_load(struct loader *loader)
{
	struct negotiation *neg = loader->neg;
	struct table table;

	if (!own_table(loader, "instruments.tsv", &table))
		return false;
	neg->instruments =
	    arena_array(loader->arena, table.rows, sizeof *neg->instruments);
	neg->n_instruments = table.rows;
	for (size_t r = 0; r < table.rows; r++)
		if (!instrument_load(loader, &table, r, &neg->instruments[r]))
			return false;
	return true;
}

/* The id as the instruments' table has it, or NULL. */
static const char *
instrument_id(const struct negotiation *neg, const char *id)
{
	for (size_t i = 0; i < neg->n_instruments; i++)
		if (strcmp(neg->instruments[i].id, id) == 0)
			return neg->instruments[i].id;
	return NULL;
}

static bool
place_load(struct loader *loader, const struct table *table, size_t row,
    struct lineage_place *place)
{
	const char *instrument = cell_needed(loader, table, row, "instrument");

	place->lineage = cell_needed(loader, table, row, "lineage");
	if (instrument == NULL || place->lineage == NULL ||
	    !cell_provision(loader, table, row, "provision", &place->provision))
		return false;
	place->instrument = instrument_id(loader->neg, instrument);
	if (place->instrument == NULL)
		return row_error(
		    loader, table, row, "instruments.tsv has no", instrument);
	place->title = table_cell(table, row, "title");
	place->certainty = table_cell(table, row, "certainty");
	return true;
}

static bool
places_load(struct loader *loader)
{
	struct negotiation *neg = loader->neg;
	struct table table;

	if (!own_table(loader, "concordance.tsv", &table))
		return false;
	neg->places =
	    arena_array(loader->arena, table.rows, sizeof *neg->places);
	neg->n_places = table.rows;
	for (size_t r = 0; r < table.rows; r++)
		if (!place_load(loader, &table, r, &neg->places[r]))
			return false;
	return true;
}

/*
 * Every text a session has on its table must be known, and the default one,
 * which becomes the id as the instruments' table has it.
 */
static bool
instruments_check(struct loader *loader)
{
	struct negotiation *neg = loader->neg;
	const char *id = neg->default_instrument;

	if (id != NULL) {
		neg->default_instrument = instrument_id(neg, id);
		if (neg->default_instrument == NULL)
			return error_set(loader->err, ERROR_DATA,
			    "profile.tsv: instruments.tsv has no '%s'", id);
	}
	for (size_t i = 0; i < neg->n_sessions; i++) {
		const struct session *session = &neg->sessions[i];

		for (size_t k = 0; k < session->n_instruments; k++)
			if (instrument_id(neg, session->instruments[k]) == NULL)
				return error_set(loader->err, ERROR_DATA,
				    "sessions.tsv: session %s: "
				    "instruments.tsv has no '%s'",
				    session->id, session->instruments[k]);
	}
	return true;
}

static bool
folder_load(struct loader *loader)
{
	struct table topics;

	if (!profile_load(loader) || !sessions_load(loader) ||
	    !instruments_load(loader) || !places_load(loader) ||
	    !instruments_check(loader) ||
	    !own_table(loader, "topics.tsv", &topics))
		return false;
	loader->neg->topics = topic_index_new(loader->arena, &topics);
	return true;
}

/* Whether the folder has tables of holders, though none of its own. */
static bool
has_holders(const struct loader *loader)
{
	for (size_t i = 0; i < COUNT(holder_tables); i++) {
		struct error err = {0};
		size_t n;
		const char *name = arena_printf(
		    loader->arena, "%s/%s", loader->folder, holder_tables[i]);

		if (loader->source->read(loader->source->context, loader->arena,
			name, &n, &err) != NULL)
			return true;
	}
	return false;
}

struct negotiation *
negotiation_load(struct arena *arena, const struct table_source *source,
    const char *id, struct error *err)
{
	struct negotiation *neg = arena_alloc(arena, sizeof *neg);
	struct loader loader = {
	    .arena = arena, .source = source, .neg = neg, .err = err};

	neg->id = neg->title = neg->note = "";
	if (id != NULL && id_is_valid(id)) {
		loader.folder = arena_printf(arena, "negotiations/%s", id);
		if (!folder_load(&loader))
			return NULL;
		if (loader.found || has_holders(&loader))
			neg->id = arena_strdup(arena, id);
		else
			loader.folder = NULL;
	}
	if (neg->topics == NULL)
		neg->topics = topic_index_new(arena, &(struct table){0});
	neg->holders = holder_set_load(arena, source, loader.folder, err);
	return neg->holders == NULL ? NULL : neg;
}

struct negotiation *
negotiation_load_sessions(struct arena *arena,
    const struct table_source *source, const char *id, struct error *err)
{
	struct negotiation *neg = arena_alloc(arena, sizeof *neg);
	struct loader loader = {
	    .arena = arena, .source = source, .neg = neg, .err = err};

	neg->id = neg->title = neg->note = "";
	if (id == NULL || !id_is_valid(id))
		return neg;
	loader.folder = arena_printf(arena, "negotiations/%s", id);
	return sessions_load(&loader) ? neg : NULL;
}

const char **
negotiation_tables(struct arena *arena, const char *id, size_t *ret_count)
{
	const char **name = arena_array(
	    arena, 2 * COUNT(holder_tables) + COUNT(own_tables), sizeof *name);
	size_t n = 0;

	for (size_t i = 0; i < COUNT(holder_tables); i++)
		name[n++] = arena_printf(arena, "holders/%s", holder_tables[i]);
	if (id_is_valid(id)) {
		for (size_t i = 0; i < COUNT(own_tables); i++)
			name[n++] = arena_printf(
			    arena, "negotiations/%s/%s", id, own_tables[i]);
		for (size_t i = 0; i < COUNT(holder_tables); i++)
			name[n++] = arena_printf(
			    arena, "negotiations/%s/%s", id, holder_tables[i]);
	}
	*ret_count = n;
	return name;
}
