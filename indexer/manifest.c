/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/manifest.h"

#include "core/date.h"
#include "core/translate.h"
#include "indexer/listing.h"
#include "indexer/path-pattern.h"
#include "indexer/reader.h"
#include "indexer/source.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether a row sets a field already. */
static bool
has_field(const struct manifest_row *row, const char *name)
{
	for (size_t i = 0; i < row->n_fields; i++)
		if (strcmp(row->name[i], name) == 0)
			return true;
	return false;
}

static void
fill_row(struct arena *arena, const struct table *table, size_t r,
    const char *manifest, struct manifest_row *row)
{
	row->manifest = manifest;
	row->line = table->line[r];
	row->path = table_cell(table, r, "path");
	row->pattern = path_is_pattern(row->path);
	row->name = arena_array(arena, table->columns, sizeof *row->name);
	row->value = arena_array(arena, table->columns, sizeof *row->value);
	for (size_t c = 0; c < table->columns; c++) {
		if (strcmp(table->column[c], "path") == 0 ||
		    table->row[r][c][0] == '\0')
			continue;
		row->name[row->n_fields] = table->column[c];
		row->value[row->n_fields++] = table->row[r][c];
	}
}

/* Columns that are no field are worth a word: perhaps misspelt. */
static void
tell_columns(
    const struct table *table, const char *path, const struct report *report)
{
	for (size_t c = 0; c < table->columns; c++)
		if (strcmp(table->column[c], "path") != 0 &&
		    strcmp(table->column[c], "charset") != 0 &&
		    !raw_record_knows(table->column[c]))
			report_tell(report, REPORT_NOTE, path, 0,
			    "column '%s' is no field of a record and is passed "
			    "over",
			    table->column[c]);
}

/* Values that are none: told here, where the line is known, and left out. */
static void
check_values(struct manifest_row *row, const struct report *report)
{
	size_t used = 0;

	for (size_t i = 0; i < row->n_fields; i++) {
		const char *name = row->name[i], *value = row->value[i];
		enum record_kind kind;
		struct date date;
		bool bad =
		    (strcmp(name, "kind") == 0 &&
			!record_kind_find(value, &kind)) ||
		    (strcmp(name, "date") == 0 &&
			!date_parse(value, strlen(value), &date)) ||
		    (strcmp(name, "language") == 0 && strlen(value) > 35);

		if (bad) {
			report_tell(report, REPORT_WARNING, row->manifest,
			    row->line,
			    strcmp(name, "kind") == 0
				? N_("the %s '%.60s' is not known and left out")
				: N_("the %s '%.60s' is none and left out"),
			    name, value);
			continue;
		}
		row->name[used] = name;
		row->value[used++] = value;
	}
	row->n_fields = used;
}

/* A pattern that is wrong, or names what is no field, is told. */
static void
check_pattern(
    struct arena *arena, struct manifest_row *row, const struct report *report)
{
	const char *names[PATTERN_FIELDS];
	struct error err = {0};
	size_t count;

	if (!row->pattern)
		return;
	if (!path_pattern_check(arena, row->path, names, &count, &err)) {
		row->bad = true;
		report_tell(report, REPORT_PARTIAL, row->manifest, row->line,
		    "the row is left out: %s", err.message);
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], "charset") != 0 &&
		    !raw_record_knows(names[i])) {
			row->bad = true;
			report_tell(report, REPORT_PARTIAL, row->manifest,
			    row->line,
			    "the row is left out: '%s' in '%s' is no field of "
			    "a record; {} stands for what is of no use",
			    names[i], row->path);
		}
}

static int
compare_rows(const void *a, const void *b)
{
	const struct manifest_row *const *x = a, *const *y = b;
	int order = strcmp((*x)->path, (*y)->path);

	return order != 0 ? order : (int)(*x)->line - (int)(*y)->line;
}

/* Check the rows, and order those of one file by its path. */
static void
order_rows(struct manifest *manifest, const struct report *report)
{
	struct manifest_row **files =
	    arena_array(manifest->arena, manifest->rows + 1, sizeof *files);
	size_t n = 0, used = 0;

	for (size_t i = 0; i < manifest->rows; i++) {
		check_values(&manifest->row[i], report);
		check_pattern(manifest->arena, &manifest->row[i], report);
		if (!manifest->row[i].pattern)
			files[n++] = &manifest->row[i];
	}
	qsort(files, n, sizeof *files, compare_rows);
	for (size_t i = 0; i < n; i++) {
		if (used == 0 ||
		    strcmp(files[i]->path, files[used - 1]->path) != 0) {
			files[used++] = files[i];
			continue;
		}
		files[i]->bad = true;
		report_tell(report, REPORT_PARTIAL, files[i]->manifest,
		    files[i]->line,
		    "the row is left out: '%s' has one in line %u",
		    files[i]->path, files[used - 1]->line);
	}
	manifest->files = files;
	manifest->n_files = used;
}

static struct manifest *
parse(struct arena *arena, const char *folder, const char *path,
    const struct source *source, const struct report *report)
{
	struct manifest *manifest = arena_alloc(arena, sizeof *manifest);
	struct error err = {0};
	struct table table;

	if (!table_parse(arena, MANIFEST_NAME, source->bytes, source->length,
		&table, &err) ||
	    !table_has(&table, "path")) {
		report_tell(report, REPORT_PARTIAL, path, 0,
		    "the manifest is left out: %s",
		    err.code != ERROR_NONE ? err.message
					   : "it has no column 'path'");
		return NULL;
	}
	tell_columns(&table, path, report);
	manifest->arena = arena;
	manifest->folder = folder;
	manifest->row = arena_array(arena, table.rows, sizeof *manifest->row);
	for (size_t r = 0; r < table.rows; r++) {
		struct manifest_row *row = &manifest->row[manifest->rows];

		if (table_cell(&table, r, "path")[0] == '\0')
			continue;
		fill_row(arena, &table, r, path, row);
		manifest->rows++;
	}
	order_rows(manifest, report);
	return manifest;
}

struct manifest *
manifest_read(struct arena *arena, const char *folder, struct manifest *above,
    const struct report *report)
{
	const char *path = arena_printf(arena, "%s/%s", folder, MANIFEST_NAME);
	struct manifest *manifest;
	struct error err = {0};
	struct source source;

	if (access(path, F_OK) != 0) {
		manifest = listing_read(arena, folder, report);
		if (manifest == NULL)
			return NULL;
		order_rows(manifest, report);
		manifest->above = above;
		return manifest;
	}
	if (!source_read(&source, path, NULL, &err)) {
		report_tell(report, REPORT_PARTIAL, path, 0,
		    "the manifest is left out: %s", err.message);
		return NULL;
	}
	manifest = parse(arena, folder, path, &source, report);
	source_clear(&source);
	if (manifest != NULL)
		manifest->above = above;
	return manifest;
}

/* A pattern's row with the fields of one file's name; NULL: it is not like it.
 */
static struct manifest_row *
row_of_name(struct arena *arena, struct manifest_row *row, const char *relative)
{
	struct pattern_field fields[PATTERN_FIELDS];
	struct manifest_row *own;
	size_t count, used;

	if (!path_pattern_match(arena, row->path, relative, fields, &count))
		return NULL;
	row->used = true;
	if (count == 0)
		return row;
	own = arena_alloc(arena, sizeof *own);
	*own = *row;
	used = row->n_fields;
	own->name = arena_array(arena, used + count, sizeof *own->name);
	own->value = arena_array(arena, used + count, sizeof *own->value);
	for (size_t i = 0; i < used; i++) {
		own->name[i] = row->name[i];
		own->value[i] = row->value[i];
	}
	for (size_t i = 0; i < count; i++) {
		if (has_field(row, fields[i].name))
			continue;
		own->name[own->n_fields] = fields[i].name;
		own->value[own->n_fields++] = fields[i].value;
	}
	return own;
}

static int
compare_paths(const void *a, const void *b)
{
	const struct manifest_row *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

/* The row of one manifest for a path relative to its folder. */
static struct manifest_row *
find_in(struct manifest *manifest, const char *relative)
{
	const struct manifest_row wanted = {.path = relative};
	const struct manifest_row *key = &wanted;
	struct manifest_row **own = bsearch(&key, manifest->files,
	    manifest->n_files, sizeof *manifest->files, compare_paths);
	struct manifest_row *row = own != NULL ? *own : NULL;

	for (size_t i = 0; row == NULL && i < manifest->rows; i++)
		if (manifest->row[i].pattern && !manifest->row[i].bad)
			row = row_of_name(
			    manifest->arena, &manifest->row[i], relative);
	return row;
}

struct manifest_row *
manifest_find(struct manifest *manifest, const char *path)
{
	for (; manifest != NULL; manifest = manifest->above) {
		size_t n = strlen(manifest->folder);
		struct manifest_row *row;

		if (strncmp(path, manifest->folder, n) != 0 || path[n] != '/')
			continue;
		row = find_in(manifest, path + n + 1);
		if (row != NULL) {
			row->used = true;
			return row;
		}
	}
	return NULL;
}

bool
manifest_is_table(const struct manifest *manifest, const char *name)
{
	for (size_t i = 0; manifest != NULL && i < manifest->n_tables; i++)
		if (strcmp(manifest->table[i], name) == 0)
			return true;
	return false;
}

const char *
manifest_value(const struct manifest_row *row, const char *name)
{
	for (size_t i = 0; row != NULL && i < row->n_fields; i++)
		if (strcmp(row->name[i], name) == 0)
			return row->value[i];
	return "";
}

void
manifest_tell_unused(
    const struct manifest *manifest, const struct report *report)
{
	for (size_t i = 0; i < manifest->rows; i++)
		if (!manifest->row[i].used && !manifest->row[i].bad)
			report_tell(report, REPORT_WARNING,
			    manifest->row[i].manifest, manifest->row[i].line,
			    manifest->row[i].pattern
				? N_("no file is like '%s'")
				: N_("the file '%s' is not there"),
			    manifest->row[i].path);
}
