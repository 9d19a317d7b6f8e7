/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/manifest.h"

#include "indexer/reader.h"
#include "indexer/source.h"

#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

static void
fill_row(struct arena *arena, const struct table *table, size_t r,
    const char *manifest, struct manifest_row *row)
{
	row->manifest = manifest;
	row->line = table->line[r];
	row->path = table_cell(table, r, "path");
	row->pattern = strpbrk(row->path, "*?[") != NULL;
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
	manifest->folder = folder;
	manifest->row = arena_array(arena, table.rows, sizeof *manifest->row);
	for (size_t r = 0; r < table.rows; r++)
		if (table_cell(&table, r, "path")[0] != '\0')
			fill_row(arena, &table, r, path,
			    &manifest->row[manifest->rows++]);
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

	if (access(path, F_OK) != 0)
		return NULL;
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

/* The row of one manifest for a path relative to its folder. */
static struct manifest_row *
find_in(struct manifest *manifest, const char *relative)
{
	for (size_t i = 0; i < manifest->rows; i++)
		if (!manifest->row[i].pattern &&
		    strcmp(manifest->row[i].path, relative) == 0)
			return &manifest->row[i];
	for (size_t i = 0; i < manifest->rows; i++)
		if (manifest->row[i].pattern &&
		    fnmatch(manifest->row[i].path, relative, FNM_PATHNAME) == 0)
			return &manifest->row[i];
	return NULL;
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
		if (!manifest->row[i].used)
			report_tell(report, REPORT_WARNING,
			    manifest->row[i].manifest, manifest->row[i].line,
			    manifest->row[i].pattern
				? "no file is like '%s'"
				: "the file '%s' is not there",
			    manifest->row[i].path);
}
