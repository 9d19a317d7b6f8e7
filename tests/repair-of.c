/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prints what repair changes in texts, for working on it and for measuring:
 * file, line and column (in characters) of the source, its words, how they
 * read; with -t the whole text as it was made. Usage:
 * repair-of [-t] [-n NEGOTIATION] DATADIR FILE...
 */
#include "core/datadir.h"
#include "indexer/repair.h"
#include "indexer/source.h"

#include <stdio.h>
#include <string.h>

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	(void)context;
	(void)grade;
	(void)line;
	fprintf(stderr, "%s: %s\n", path, message);
}

static void
print_words(const char *s)
{
	for (; *s != '\0'; s++)
		putchar(*s == '\n' || *s == '\t' ? '/' : *s);
}

static void
print_changes(const char *path, const char *text, const struct repair *repair,
    struct arena *arena)
{
	struct repair_change *change;
	size_t count = repair_changes(repair, arena, &change);

	for (size_t i = 0; i < count; i++) {
		unsigned line = 1, column = 1;

		for (size_t k = 0; k < change[i].start; k++) {
			line += text[k] == '\n';
			column = text[k] == '\n'	    ? 1
				 : (text[k] & 0xC0) == 0x80 ? column
							    : column + 1;
		}
		printf("%s\t%u\t%u\t", path, line, column);
		print_words(change[i].original);
		putchar('\t');
		print_words(change[i].text);
		putchar('\n');
	}
}

static void
repair_file(struct repairs *repairs, const char *path, const char *negotiation,
    bool text)
{
	struct report report = {tell, NULL};
	struct arena *arena = arena_new();
	struct document document = {.path = path, .report = &report};
	struct error err = {0};
	struct raw_record raw;
	struct source source;
	struct repair *repair;

	if (!source_read(&source, path, NULL, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.message);
		arena_free(arena);
		return;
	}
	raw_record_init(&raw);
	raw.body = source.bytes;
	raw.body_length = source.length;
	raw.line = 1;
	repair = repair_record(repairs, &document, arena, negotiation, &raw);
	if (text)
		fwrite(raw.body, 1, raw.body_length, stdout);
	else if (repair != NULL)
		print_changes(path, source.bytes, repair, arena);
	source_clear(&source);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	struct dictionaries *dictionaries = dictionaries_new(NULL, NULL);
	struct arena *arena = arena_new();
	const char *negotiation = "";
	struct repairs *repairs;
	bool text = false;
	int i = 1;

	if (i < argc && strcmp(argv[i], "-t") == 0) {
		text = true;
		i++;
	}
	if (i + 1 < argc && strcmp(argv[i], "-n") == 0) {
		negotiation = argv[i + 1];
		i += 2;
	}
	if (i + 1 >= argc) {
		fputs(
		    "usage: repair-of [-t] [-n NEGOTIATION] DATADIR FILE...\n",
		    stderr);
		return 2;
	}
	repairs = repairs_new(
	    datadir_source(arena, argv[i], NULL, NULL), dictionaries);
	for (i++; i < argc; i++)
		repair_file(repairs, argv[i], negotiation, text);
	repairs_free(repairs);
	dictionaries_free(dictionaries);
	arena_free(arena);
	return 0;
}
