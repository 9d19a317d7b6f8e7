/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Cheap bidders first; of equal bids the first wins. */
static const struct reader *const readers[] = {
    &reader_odt,
    &reader_docx,
    &reader_html,
    &reader_akn,
    &reader_tei,
    &reader_pdf,
    &reader_archive,
    &reader_mail,
    &reader_jsonl,
    &reader_markdown,
    &reader_text,
};

/* Formats that are known and not read, by their first bytes. */
static const struct {
	const char *magic;
	size_t length;
	const char *name;
} magics[] = {
    {"PK\x03\x04", 4, "a ZIP archive, or DOCX, ODT, EPUB"},
    {"\xD0\xCF\x11\xE0", 4, "an old Word, Excel or PowerPoint file"},
    {"{\\rtf", 5, "an RTF file"},
    {"<?xml", 5, "an XML file"},
    {"\xEF\xBB\xBF<?xml", 8, "an XML file"},
    {"<!DOCTYPE html", 14, "an HTML page"},
    {"<!doctype html", 14, "an HTML page"},
    {"<html", 5, "an HTML page"},
    {"\xFD"
     "7zXZ",
	5, "an xz archive"},
    {"7z\xBC\xAF", 4, "a 7z archive"},
    {"BZh", 3, "a bzip2 archive"},
    {"\x28\xB5\x2F\xFD", 4, "a zstd archive"},
    {"\x89PNG", 4, "a picture"},
    {"\xFF\xD8\xFF", 3, "a picture"},
    {"GIF8", 4, "a picture"},
    {"\x7F"
     "ELF",
	4, "a program"},
    {"SQLite format 3", 15, "an SQLite database"},
};

/* The same by the ending of the name, where the bytes could be any text. */
static const struct {
	const char *ending;
	const char *name;
} endings[] = {
    {".csv", "a CSV table"},
    {".tsv", "a TSV table"},
    {".xml", "an XML file"},
    {".html", "an HTML page"},
    {".htm", "an HTML page"},
    {".yaml", "a YAML file"},
    {".yml", "a YAML file"},
    {".json", "a JSON file that is not JSONL"},
    {".tex", "a TeX file"},
    {".rtf", "an RTF file"},
    {".eml", "an e-mail"},
    {".mbox", "a mailbox"},
    {".tar", "a tar archive"},
    {".tgz", "a tar archive"},
};

int
reader_number(const struct reader *reader)
{
	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
		if (readers[i] == reader)
			return (int)i;
	return -1;
}

const struct reader *
reader_at(size_t number)
{
	return number < sizeof readers / sizeof readers[0] ? readers[number]
							   : NULL;
}

/* Nobody wants what a sample says. */
static bool
drop(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	(void)context;
	(void)arena;
	(void)raw;
	(void)err;
	return true;
}

void
reader_read_sample(const struct reader *reader, const char *sample)
{
	struct record_sink sink = {.take = drop};
	struct arena *arena = arena_new();
	struct document document = {.path = "sample",
	    .name = "sample",
	    .bytes = sample,
	    .size = strlen(sample)};
	struct error err = {0};

	reader->read(&document, arena, &sink, &err);
	arena_free(arena);
}

static bool
ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), m = strlen(ending);

	return n > m && strcasecmp(name + n - m, ending) == 0;
}

/* Whether an OLE file holds an encrypted document: it has a stream so named. */
static bool
is_encrypted_office(const char *bytes, size_t n)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
				   "P\0a\0c\0k\0a\0g\0e";
	const char *at = bytes, *end = bytes + n;

	if (n < 4 || memcmp(bytes, "\xD0\xCF\x11\xE0", 4) != 0)
		return false;
	while ((at = memchr(at, 'E', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) < sizeof name)
			return false;
		if (memcmp(at, name, sizeof name) == 0)
			return true;
		at++;
	}
	return false;
}

const char *
reader_foreign(const char *name, const char *bytes, size_t n)
{
	if (is_encrypted_office(bytes, n))
		return "a Word, Excel or PowerPoint file that is encrypted";
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (n >= magics[i].length &&
		    memcmp(bytes, magics[i].magic, magics[i].length) == 0)
			return magics[i].name;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (ends_with(name, endings[i].ending))
			return endings[i].name;
	return NULL;
}

bool
reader_by_lines(const char *name)
{
	return ends_with(name, ".jsonl") || ends_with(name, ".ndjson");
}

const char *
reader_name(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t n = strlen(name);

	if (ends_with(name, ".gz"))
		n -= 3;
	return arena_strndup(arena, name, n);
}

/* The one of a sort that bids highest, or NULL. */
static const struct reader *
best_of(const struct document *document, bool bytes)
{
	const struct reader *best = NULL;
	int most = 0;

	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		int bid =
		    readers[i]->bytes == bytes ? readers[i]->bid(document) : 0;

		if (bid > most) {
			most = bid;
			best = readers[i];
		}
	}
	return best;
}

const struct reader *
reader_find_bytes(const struct document *document)
{
	return best_of(document, true);
}

const struct reader *
reader_find(const struct document *document, struct error *err)
{
	const struct reader *best = best_of(document, false);

	if (best == NULL)
		error_set(err, ERROR_INPUT, "no reader knows its format");
	return best;
}

/* --- raw records ---------------------------------------------------------- */

/* Other names that collections give the fields. */
static const struct {
	const char *alias;
	const char *field;
} aliases[] = {
    {"country", "speaker"},
    {"delegation", "speaker"},
    {"representing", "on_behalf_of"},
    {"document_symbol", "symbol"},
    {"doc_symbol", "symbol"},
    {"publisher", "organization"},
    {"published", "date"},
    {"source_url", "url"},
    {"document_type", "kind"},
    {"article", "provision"},
};

static bool
same_name(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		int x = tolower((unsigned char)*a);

		if (x == '-' || x == ' ')
			x = '_';
		if (x != *b)
			return false;
	}
	return *a == *b;
}

static bool
find_field(const char *name, size_t *ret)
{
	/* Where a file says that it lies is not where it was read from. */
	if (same_name(name, "path"))
		return false;
	if (record_field_find(name, ret))
		return true;
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (same_name(name, aliases[i].alias))
			return record_field_find(aliases[i].field, ret);
	return false;
}

void
raw_record_init(struct raw_record *raw)
{
	memset(raw, 0, sizeof *raw);
	record_init(&raw->record);
	raw->body = "";
	raw->member = "";
	raw->abstract = "";
}

bool
raw_record_knows(const char *name)
{
	size_t field;

	return find_field(name, &field);
}

bool
raw_record_set(struct raw_record *raw, const struct document *document,
    unsigned long line, const char *name, const char *value)
{
	size_t field;
	bool kind;

	if (strcasecmp(name, "abstract") == 0) {
		raw->abstract = value;
		return true;
	}
	if (!find_field(name, &field))
		return false;
	if (value[0] == '\0')
		return true;
	kind = strcmp(record_field_name(field), "kind") == 0;
	if (!record_field_set(&raw->record, field, value)) {
		report_tell(document->report, REPORT_WARNING, document->path,
		    line, "the kind '%.60s' is not known and left out", value);
		return false;
	}
	raw->has_kind = raw->has_kind || kind;
	return true;
}
