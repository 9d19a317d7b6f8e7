/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/scratch-index.h"

#include "core/datadir.h"
#include "core/index.h"
#include "core/pairs.h"
#include "core/passage-terms.h"
#include "core/position-engine.h"

#include "xapian-c.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct making {
	struct arena *arena;
	struct table_source tables;
	const struct negotiation *neg;
	struct engine *engine;
	struct stems *stems;
	struct xap_writer *writer;
	struct error err;
};

static void
need(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "scratch index: %s\n", what);
	abort();
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

static void
set_metadata(struct making *m, const char *key, const char *value, size_t n)
{
	struct xap_error xerr;

	need(xap_writer_set_metadata(
		 m->writer, key, strlen(key), value, n, &xerr) == XAP_OK,
	    xerr.message);
}

static void
carry_tables(struct making *m, const char **names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n;
		const char *bytes = m->tables.read(
		    m->tables.context, m->arena, names[i], &n, &m->err);

		if (bytes != NULL)
			set_metadata(m,
			    arena_printf(m->arena, "table:%s", names[i]), bytes,
			    n);
	}
}

static void
fill_passages(struct making *m, struct record *record, const char *text)
{
	size_t count = 1, n;

	for (const char *s = text; (s = strstr(s, "\n\n")) != NULL; s += 2)
		count++;
	record->passages =
	    arena_array(m->arena, count, sizeof *record->passages);
	for (const char *s = text; *s != '\0';
	     s += n + (s[n] != '\0' ? 2 : 0)) {
		struct passage *p = &record->passages[record->n_passages++];
		const char *end = strstr(s, "\n\n");

		n = end != NULL ? (size_t)(end - s) : strlen(s);
		passage_init(p);
		p->number = (uint32_t)record->n_passages;
		p->line_first = p->line_last = 2 * p->number - 1;
		p->speaker = record->speaker;
		p->on_behalf_of = record->on_behalf_of;
		p->language = LANGUAGE_EN;
		p->text = arena_strndup(m->arena, s, n);
		p->text_length = n;
	}
}

/* Its passages as they are: the engine has read them, or a test was it. */
static void
write_passages(struct making *m, const struct record *record)
{
	struct xap_error xerr;

	for (size_t i = 0; i < record->n_passages; i++) {
		struct xap_doc_input doc;
		size_t n;

		passage_document(m->arena, m->stems, m->neg, record,
		    &record->passages[i], &doc);
		pairs_take(&doc, &n);
		need(xap_writer_add(m->writer, &doc, NULL, &xerr) == XAP_OK,
		    xerr.message);
	}
}

static void
add_record(struct making *m, const struct scratch_record *from)
{
	struct record record;

	record_init(&record);
	record.id = from->id;
	record.kind = from->kind;
	record.session = or_empty(from->session);
	record.date = or_empty(from->date);
	record.speaker = or_empty(from->speaker);
	record.on_behalf_of = or_empty(from->on_behalf_of);
	record.title = or_empty(from->title);
	record.symbol = or_empty(from->symbol);
	record.negotiation = SCRATCH_NEGOTIATION;
	record.language = "en";
	record.path = from->id;
	fill_passages(m, &record, from->text);
	engine_record(m->engine, m->arena, &record);
	write_passages(m, &record);
}

static void
write_metadata(struct making *m)
{
	size_t n;
	const char **names =
	    negotiation_tables(m->arena, SCRATCH_NEGOTIATION, &n);

	carry_tables(m, names, n);
	names = engine_tables(m->arena, &n);
	carry_tables(m, names, n);
	set_metadata(m, "negotiations", SCRATCH_NEGOTIATION,
	    strlen(SCRATCH_NEGOTIATION));
	set_metadata(m, "languages", "en", 2);
	set_metadata(m, "build", "0123", 4);
	set_metadata(m, "created", "2022-04-01T00:00:00Z", 20);
}

static void
write_pointer(const char *path)
{
	char name[128];
	FILE *file;

	snprintf(name, sizeof name, "%s/travaux", path);
	file = fopen(name, "w");
	need(file != NULL, "cannot write the pointer file");
	fprintf(file, "travaux-index 1\ndatabase db\n");
	fclose(file);
}

static void
open_all(struct making *m, const char *path, unsigned how)
{
	const char *datadir = getenv("TRAVAUX_DATADIR");
	struct xap_error xerr;

	m->arena = arena_new();
	need(datadir != NULL, "TRAVAUX_DATADIR is not set");
	m->tables = datadir_source(m->arena, datadir, SCRATCH_NEGOTIATION,
	    arena_printf(m->arena, "%s/sample/exercise/profile", datadir));
	m->neg = negotiation_load(
	    m->arena, &m->tables, SCRATCH_NEGOTIATION, &m->err);
	need(m->neg != NULL, m->err.message);
	m->engine = engine_new(m->arena, &m->tables, m->neg, &m->err);
	need(m->engine != NULL, m->err.message);
	m->stems = stems_new(&m->err);
	need(m->stems != NULL, m->err.message);
	m->writer = xap_writer_open(arena_printf(m->arena, "%s/db", path),
	    how | XAP_NO_SYNC | XAP_NO_TERMLIST, 0, 0, &xerr);
	need(m->writer != NULL, xerr.message);
}

static void
begin(struct making *m, struct scratch_index *scratch)
{
	snprintf(scratch->path, sizeof scratch->path, "scratch-index-XXXXXX");
	need(mkdtemp(scratch->path) != NULL, "cannot make a folder");
	open_all(m, scratch->path, XAP_CREATE);
}

static void
end(struct making *m, const struct scratch_index *scratch)
{
	struct xap_error xerr;

	write_metadata(m);
	need(xap_writer_close(m->writer, &xerr) == XAP_OK, xerr.message);
	xap_writer_free(m->writer);
	write_pointer(scratch->path);
	stems_free(m->stems);
	arena_free(m->arena);
}

void
scratch_index_make(struct scratch_index *scratch,
    const struct scratch_record *records, size_t count)
{
	struct making m = {0};

	begin(&m, scratch);
	for (size_t i = 0; i < count; i++)
		add_record(&m, &records[i]);
	end(&m, scratch);
}

void
scratch_index_make_read(
    struct scratch_index *scratch, const struct record *records, size_t count)
{
	struct making m = {0};

	begin(&m, scratch);
	for (size_t i = 0; i < count; i++)
		write_passages(&m, &records[i]);
	end(&m, scratch);
}

void
scratch_index_add(const struct scratch_index *scratch,
    const struct scratch_record *records, size_t count)
{
	struct making m = {0};
	struct xap_error xerr;

	open_all(&m, scratch->path, XAP_OPEN);
	for (size_t i = 0; i < count; i++)
		add_record(&m, &records[i]);
	need(xap_writer_close(m.writer, &xerr) == XAP_OK, xerr.message);
	xap_writer_free(m.writer);
	stems_free(m.stems);
	arena_free(m.arena);
}

static void
remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		char name[512];

		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			unlink(name);
	}
	if (folder != NULL)
		closedir(folder);
	rmdir(path);
}

void
scratch_index_remove(struct scratch_index *scratch)
{
	char name[80];

	snprintf(name, sizeof name, "%s/db", scratch->path);
	remove_folder(name);
	remove_folder(scratch->path);
}
