/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/listing.h"

#include "core/table.h"
#include "indexer/csv.h"
#include "indexer/reader.h"
#include "indexer/source.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TABLES_MOST                                                            \
	16 /* of a folder; where there are more, they are records              \
	    */
#define TABLE_BYTES ((uint64_t)64 << 20)
#define FIELDS_MOST 32			/* of a row */
#define JOIN_MOST   ((size_t)100000000) /* comparisons of two tables' rows */

/* A folder's files. */
struct listing {
	struct arena *arena;
	const char *folder;
	const char **file; /* names of those that are no tables, in order */
	size_t n_files, room;
	struct table table[TABLES_MOST];
	size_t n_tables;
};

/* What publishers call the fields of a record. */
static const struct {
	const char *column;
	const char *field;
} others[] = {
    {"city", "place"},
    {"html", "url"},
    {"issue", "number"},
    {"lang", "language"},
    {"link", "url"},
    {"location", "place"},
    {"no", "number"},
    {"venue", "place"},
    {"vol", "volume"},
};

/*
 * Of what a record belongs to, these are names: its session. The first that is
 * there counts. Other fields of the same names are the record's own, and not
 * taken from there.
 */
static const char *const names[] = {
    "session", "short_title", "short_name", "acronym", "title", "name"};
static const char *const taken_along[] = {
    "place", "negotiation", "instrument", "organization", "language", "kind"};

/* --- the folder ----------------------------------------------------------- */

static bool
ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), m = strlen(ending);

	return n > m && strcasecmp(name + n - m, ending) == 0;
}

static void
add_table(struct listing *listing, const char *name)
{
	const char *path =
	    arena_printf(listing->arena, "%s/%s", listing->folder, name);
	struct source_limits limits = {.file_bytes = TABLE_BYTES};
	struct table *table = &listing->table[listing->n_tables];
	struct error err = {0};
	struct source source;
	bool ok;

	if (!source_read(&source, path, &limits, &err))
		return;
	name = arena_strdup(listing->arena, name);
	ok = ends_with(name, ".csv")
		 ? csv_parse(listing->arena, name, source.bytes, source.length,
		       table, &err)
		 : table_parse(listing->arena, name, source.bytes,
		       source.length, table, &err);
	source_clear(&source);
	/* One that is none is told of when it is passed over. */
	if (ok && table->rows > 0)
		listing->n_tables++;
}

static void
add_name(struct listing *listing, const char *name)
{
	if (listing->n_files == listing->room) {
		size_t room = listing->room > 0 ? 2 * listing->room : 64;

		listing->file = arena_grow(listing->arena, listing->file,
		    listing->room, room, sizeof *listing->file);
		listing->room = room;
	}
	listing->file[listing->n_files++] = arena_strdup(listing->arena, name);
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* False where there is no table, or so many that they are no lists. */
static bool
read_folder(struct listing *listing, DIR *dir)
{
	const char *tables[TABLES_MOST];
	struct dirent *entry;
	size_t n = 0;

	while ((entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;

		if (name[0] == '.')
			continue;
		if (!ends_with(name, ".csv") && !ends_with(name, ".tsv"))
			add_name(listing, name);
		else if (n == TABLES_MOST)
			return false;
		else
			tables[n++] = arena_strdup(listing->arena, name);
	}
	if (n == 0 || listing->n_files < 2)
		return false;
	qsort(tables, n, sizeof *tables, compare_names);
	qsort(listing->file, listing->n_files, sizeof *listing->file,
	    compare_names);
	for (size_t i = 0; i < n; i++)
		add_table(listing, tables[i]);
	return listing->n_tables > 0;
}

/* --- finding the list ----------------------------------------------------- */

/*
 * The file that a cell names, with its ending or without; NULL: none. Without,
 * the first of several.
 */
static const char *
file_named(const struct listing *listing, const char *cell)
{
	size_t low = 0, high = listing->n_files, n = strlen(cell);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(listing->file[middle], cell) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; n > 0 && low < listing->n_files; low++) {
		const char *file = listing->file[low];

		if (strncmp(file, cell, n) != 0)
			return NULL;
		if (file[n] == '\0' ||
		    (file[n] == '.' && strchr(file + n + 1, '.') == NULL))
			return file;
	}
	return NULL;
}

static size_t
count_named(
    const struct listing *listing, const struct table *table, size_t column)
{
	size_t count = 0;

	for (size_t r = 0; r < table->rows; r++)
		count += file_named(listing, table->row[r][column]) != NULL;
	return count;
}

/* The table and its column that name most files; false: not half of them. */
static bool
find_list(const struct listing *listing, size_t *ret_table, size_t *ret_column)
{
	size_t most = 0;

	for (size_t t = 0; t < listing->n_tables; t++)
		for (size_t c = 0; c < listing->table[t].columns; c++) {
			size_t n = count_named(listing, &listing->table[t], c);

			if (n <= most)
				continue;
			most = n;
			*ret_table = t;
			*ret_column = c;
		}
	return most >= 2 && 2 * most >= listing->n_files;
}

/* The row of a table whose first cell is this one, or NULL. */
static const char **
row_of(const struct table *table, const char *cell)
{
	for (size_t r = 0; r < table->rows; r++)
		if (strcmp(table->row[r][0], cell) == 0)
			return table->row[r];
	return NULL;
}

/*
 * The table whose first column has all values of a column, two different ones
 * at least; NULL where there is none.
 */
static const struct table *
find_joined(const struct listing *listing, size_t list, size_t column)
{
	const struct table *own = &listing->table[list];

	for (size_t t = 0; t < listing->n_tables; t++) {
		const char *first = NULL;
		bool several = false,
		     all = t != list &&
			   own->rows <= JOIN_MOST / listing->table[t].rows;

		for (size_t r = 0; all && r < own->rows; r++) {
			const char *cell = own->row[r][column];

			if (cell[0] == '\0')
				continue;
			all = row_of(&listing->table[t], cell) != NULL;
			several =
			    several || (first != NULL && strcmp(first, cell));
			first = cell;
		}
		if (all && several)
			return &listing->table[t];
	}
	return NULL;
}

/* --- rows ----------------------------------------------------------------- */

/* The field that a column is, or NULL. */
static const char *
field_of(const char *column)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strcasecmp(others[i].column, column) == 0)
			return others[i].field;
	return raw_record_knows(column) || strcmp(column, "charset") == 0
		   ? column
		   : NULL;
}

/* Set a field where it is not set yet. */
static void
set_field(struct manifest_row *row, const char *name, const char *value)
{
	if (value[0] == '\0' || row->n_fields == FIELDS_MOST)
		return;
	for (size_t i = 0; i < row->n_fields; i++)
		if (strcmp(row->name[i], name) == 0)
			return;
	row->name[row->n_fields] = name;
	row->value[row->n_fields++] = value;
}

static void
set_joined(
    struct manifest_row *row, const struct table *table, const char **cell)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		for (size_t c = 1; c < table->columns; c++)
			if (strcasecmp(table->column[c], names[i]) == 0)
				set_field(row, "session", cell[c]);
	for (size_t c = 1; c < table->columns; c++) {
		const char *field = field_of(table->column[c]);

		for (size_t i = 0; field != NULL &&
				   i < sizeof taken_along / sizeof *taken_along;
		     i++)
			if (strcmp(field, taken_along[i]) == 0)
				set_field(row, field, cell[c]);
	}
}

static void
fill_row(struct listing *listing, size_t list, size_t key, size_t r,
    const struct table *const *joined, struct manifest_row *row)
{
	const struct table *own = &listing->table[list];
	const char **cell = own->row[r];

	row->manifest =
	    arena_printf(listing->arena, "%s/%s", listing->folder, own->name);
	row->line = own->line[r];
	row->path = file_named(listing, cell[key]);
	row->weak = true;
	row->name = arena_array(listing->arena, FIELDS_MOST, sizeof *row->name);
	row->value =
	    arena_array(listing->arena, FIELDS_MOST, sizeof *row->value);
	for (size_t c = 0; c < own->columns; c++) {
		const char *field = field_of(own->column[c]);

		if (c != key && field != NULL)
			set_field(row, field, cell[c]);
	}
	for (size_t c = 0; c < own->columns; c++)
		if (joined[c] != NULL && cell[c][0] != '\0')
			set_joined(row, joined[c], row_of(joined[c], cell[c]));
}

static struct manifest *
make_manifest(struct listing *listing, size_t list, size_t key)
{
	struct arena *arena = listing->arena;
	const struct table *own = &listing->table[list];
	struct manifest *manifest = arena_alloc(arena, sizeof *manifest);
	const struct table **joined =
	    arena_array(arena, own->columns, sizeof *joined);

	manifest->arena = arena;
	manifest->folder = listing->folder;
	manifest->row = arena_array(arena, own->rows, sizeof *manifest->row);
	manifest->table =
	    arena_array(arena, own->columns + 2, sizeof *manifest->table);
	manifest->table[manifest->n_tables++] = own->name;
	for (size_t c = 0; c < own->columns; c++) {
		joined[c] = c != key ? find_joined(listing, list, c) : NULL;
		if (joined[c] != NULL)
			manifest->table[manifest->n_tables++] = joined[c]->name;
	}
	/* Rows of files that are not here are no mistake. */
	for (size_t r = 0; r < own->rows; r++)
		if (file_named(listing, own->row[r][key]) != NULL)
			fill_row(listing, list, key, r, joined,
			    &manifest->row[manifest->rows++]);
	return manifest;
}

struct manifest *
listing_read(
    struct arena *arena, const char *folder, const struct report *report)
{
	struct listing *listing;
	DIR *dir = opendir(folder);
	size_t table = 0, column = 0;
	bool any;

	if (dir == NULL)
		return NULL;
	listing = arena_alloc(arena, sizeof *listing);
	listing->arena = arena;
	listing->folder = folder;
	any = read_folder(listing, dir);
	closedir(dir);
	if (!any || !find_list(listing, &table, &column))
		return NULL;
	report_tell(report, REPORT_NOTE,
	    arena_printf(arena, "%s/%s", folder, listing->table[table].name), 0,
	    "it lists the files beside it by column '%s'; read as a manifest",
	    listing->table[table].column[column]);
	return make_manifest(listing, table, column);
}
