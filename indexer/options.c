/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include "core/index-set.h"
#include "core/record.h"
#include "core/translate.h"
#include "indexer/compatible.h"
#include "indexer/reader.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
	OPT_INDEX,
	OPT_NEGOTIATION,
	OPT_SET,
	OPT_FIELD, /* --kind VALUE: the same as --set kind=VALUE */
	OPT_CHARSET,
	OPT_JOBS,
	OPT_WAIT,
	OPT_SHARDS,
	OPT_SHARD,
	OPT_OUTPUT,
	OPT_COMPATIBLE,
	OPT_MEMORY,
	OPT_MAX_MEMORY,
	OPT_MAX_SIZE,
	OPT_MAX_TIME,
	OPT_NO_POSITIONS,
	OPT_AGAIN,
	OPT_OCR,
	OPT_ISOLATE,
	OPT_DRY_RUN,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_HELP,
	OPT_VERSION
};

static const struct option {
	enum option_id id;
	const char *name;
	const char *argument; /* what it takes, or NULL */
	const char *about;
} table[] = {
    {OPT_INDEX, "index", "DIR",
	N_("the index (else $TRAVAUX_INDEX, else\n"
	   "$XDG_DATA_HOME/travaux/index)")},
    {OPT_NEGOTIATION, "negotiation", "ID|DIR",
	N_("profile of records that name none")},
    {OPT_FIELD, "kind", "KIND",
	N_("statement, draft, compilation, summary,\n"
	   "commentary, outcome or other")},
    {OPT_FIELD, "session", "SESSION", N_("session of all records")},
    {OPT_FIELD, "language", "CODE", N_("language of all records")},
    {OPT_FIELD, "date", "DATE", N_("date of all records")},
    {OPT_SET, "set", "FIELD=VALUE", N_("any field of all records")},
    {OPT_CHARSET, "charset", "NAME", N_("what the files are written in")},
    {OPT_NO_POSITIONS, "no-positions", NULL,
	N_("do not look for positions: search only")},
    {OPT_OCR, "ocr", NULL, N_("read pictures of text with tesseract")},
    {OPT_ISOLATE, "isolate", NULL,
	N_("read each file in a process of its own")},
    {OPT_AGAIN, "again", NULL, N_("read every file again, changed or not")},
    {OPT_DRY_RUN, "dry-run", NULL,
	N_("say what would be done, change nothing")},
    {OPT_JOBS, "jobs", "N", N_("processes (else one for each processor)")},
    {OPT_WAIT, "wait", "SECONDS", N_("wait so long for another writer")},
    {OPT_MEMORY, "memory", "MIB",
	N_("for what is being built (else a quarter\nof the machine's)")},
    {OPT_MAX_SIZE, "max-size", "MIB", N_("leave out larger files (1024)")},
    {OPT_MAX_TIME, "max-time", "SECONDS",
	N_("leave out what takes longer to read (60)")},
    {OPT_MAX_MEMORY, "max-memory", "MIB",
	N_("leave out what needs more to read (512)")},
    {OPT_SHARDS, "shards", "N",
	N_("split the index into shards, which go into the\n"
	   "folder of --output")},
    {OPT_OUTPUT, "output", "DIR", N_("an index set: where shards go")},
    {OPT_SHARD, "shard", "K/N", N_("index the records of shard K of N alone")},
    {OPT_COMPATIBLE, "compatible", "DIR",
	N_("write the passages to a new database for other\n"
	   "programs that use Xapian")},
    {OPT_QUIET, "quiet", NULL, N_("say only what went wrong")},
    {OPT_VERBOSE, "verbose", NULL, N_("name every file passed over")},
    {OPT_HELP, "help", NULL, N_("this")},
    {OPT_VERSION, "version", NULL, N_("the version")},
};

#define N_OPTIONS (sizeof table / sizeof table[0])

/* Short forms. */
static const struct {
	char letter;
	const char *name;
} letters[] = {{'i', "index"}, {'n', "negotiation"}, {'j', "jobs"},
    {'o', "output"}, {'q', "quiet"}, {'v', "verbose"}, {'h', "help"}};

void
options_help(FILE *out)
{
	fputs(_("usage: travaux-index [options] PATH...\n\n"
		"Index records of a negotiation, so that travaux can be asked "
		"about them.\nA PATH is a file, or a folder with all that is "
		"below it. Files that have\nnot changed are not read again; "
		"files that are gone go from the index.\n\n"),
	    out);
	for (size_t i = 0; i < N_OPTIONS; i++) {
		const char *about = _(table[i].about);
		char left[40];

		snprintf(left, sizeof left, "--%s%s%s", table[i].name,
		    table[i].argument != NULL ? " " : "",
		    table[i].argument != NULL ? table[i].argument : "");
		fprintf(out, "  %-22s ", left);
		for (; *about != '\0'; about++) {
			fputc(*about, out);
			if (*about == '\n')
				fprintf(out, "%25s", "");
		}
		fputc('\n', out);
	}
	fputs(_("\nRead are PDF, DOCX, ODT, HTML, TEI, Akoma Ntoso, e-mail, "
		"plain "
		"text, Markdown\nand JSONL, also packed with gzip or in "
		"archives; a manifest.tsv in a folder\ngives fields for its "
		"files. See travaux-index(1).\n\nExit status: 0 done, 2 wrong "
		"usage, 3 the index could not be written,\n4 done, but "
		"something was left out.\n"),
	    out);
}

/* --- values --------------------------------------------------------------- */

static bool
read_number(const char *value, const char *name, unsigned long least,
    unsigned long most, unsigned long *ret, struct error *err)
{
	char *end;

	errno = 0;
	*ret = strtoul(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' ||
	    !isdigit((unsigned char)value[0]) || *ret < least || *ret > most)
		return error_set(err, ERROR_USAGE,
		    "--%s takes a number from %lu to %lu, not '%s'", name,
		    least, most, value);
	return true;
}

static const char *
field_names(struct arena *arena)
{
	const char *all = "";

	for (size_t i = 0; record_field_name(i) != NULL; i++)
		if (strcmp(record_field_name(i), "path") != 0)
			all = arena_printf(arena, "%s%s%s", all,
			    i > 0 ? ", " : "", record_field_name(i));
	return all;
}

static const char *
kind_names(struct arena *arena)
{
	const char *all = "";

	for (int i = RECORD_KIND_COUNT - 1; i >= 0; i--)
		all = arena_printf(arena, "%s%s%s",
		    record_kind_name((enum record_kind)i),
		    all[0] != '\0' ? ", " : "", all);
	return all;
}

static bool
add_field(struct arena *arena, struct options *options, const char *name,
    const char *value, struct error *err)
{
	struct run_options *run = &options->run;
	struct given_field *all;
	enum record_kind kind;
	size_t field = 0;

	if (!raw_record_knows(name))
		return error_set(err, ERROR_USAGE,
		    "'%s' is no field of a record; there are: %s", name,
		    field_names(arena));
	if (record_field_find(name, &field) &&
	    strcmp(record_field_name(field), "kind") == 0 &&
	    !record_kind_find(value, &kind))
		return error_set(err, ERROR_USAGE,
		    "'%s' is no kind of record; there are: %s", value,
		    kind_names(arena));
	all = arena_array(arena, run->n_given + 1, sizeof *all);
	if (run->n_given > 0)
		memcpy(all, run->given, run->n_given * sizeof *all);
	all[run->n_given].name = name;
	all[run->n_given++].value = value;
	run->given = all;
	return true;
}

static bool
set_field(struct arena *arena, struct options *options, const char *value,
    struct error *err)
{
	const char *equals = strchr(value, '=');

	if (equals == NULL || equals == value)
		return error_set(err, ERROR_USAGE,
		    "--set takes FIELD=VALUE, not '%s'", value);
	return add_field(arena, options,
	    arena_strndup(arena, value, (size_t)(equals - value)), equals + 1,
	    err);
}

/* "2/4" */
static bool
read_shard(const char *value, struct run_options *run, struct error *err)
{
	char *end = NULL, *last = NULL;
	unsigned long shard = strtoul(value, &end, 10), shards = 0;

	if (*end == '/')
		shards = strtoul(end + 1, &last, 10);
	if (!isdigit((unsigned char)value[0]) || *end != '/' ||
	    !isdigit((unsigned char)end[1]) || *last != '\0' || shard == 0 ||
	    shard > shards || shards > INDEX_SET_SHARDS)
		return error_set(err, ERROR_USAGE,
		    "--shard takes a shard and how many there are, as in 2/4, "
		    "not '%s'",
		    value);
	run->shard = (unsigned)shard - 1;
	run->shards = (unsigned)shards;
	return true;
}

/* An option whose value is a number. */
static bool
apply_number(struct options *options, enum option_id id, const char *value,
    struct error *err)
{
	struct run_options *run = &options->run;
	unsigned long number = 0;
	bool ok = true;

	switch (id) {
	case OPT_JOBS:
		ok = read_number(value, "jobs", 1, 256, &number, err);
		run->jobs = (unsigned)number;
		break;
	case OPT_WAIT:
		ok = read_number(value, "wait", 0, 86400, &number, err);
		run->wait = (unsigned)number;
		break;
	case OPT_SHARDS:
		ok = read_number(
		    value, "shards", 1, INDEX_SET_SHARDS, &number, err);
		options->split = (unsigned)number;
		break;
	case OPT_MEMORY:
		ok = read_number(value, "memory", 1, 1 << 20, &number, err);
		run->memory = (uint64_t)number << 20;
		break;
	case OPT_MAX_SIZE:
		ok = read_number(value, "max-size", 1, 1 << 20, &number, err);
		run->limits.file_bytes = (uint64_t)number << 20;
		break;
	case OPT_MAX_TIME:
		ok = read_number(value, "max-time", 1, 86400, &number, err);
		run->contained.seconds = (unsigned)number;
		break;
	case OPT_MAX_MEMORY:
		ok = read_number(value, "max-memory", 1, 1 << 20, &number, err);
		run->contained.memory = (uint64_t)number << 20;
		break;
	default:
		break;
	}
	return ok;
}

static bool
apply(struct arena *arena, struct options *options, const struct option *option,
    const char *value, struct error *err)
{
	struct run_options *run = &options->run;

	switch (option->id) {
	case OPT_INDEX:
		run->index = value;
		break;
	case OPT_NEGOTIATION:
		run->negotiation = value;
		break;
	case OPT_SET:
		return set_field(arena, options, value, err);
	case OPT_FIELD:
		return add_field(arena, options, option->name, value, err);
	case OPT_CHARSET:
		run->charset = value;
		break;
	case OPT_SHARD:
		return read_shard(value, run, err);
	case OPT_OUTPUT:
		options->output = value;
		break;
	case OPT_COMPATIBLE:
		options->compatible = value;
		break;
	case OPT_NO_POSITIONS:
		run->positions = false;
		break;
	case OPT_AGAIN:
		run->again = true;
		break;
	case OPT_OCR:
		run->ocr = true;
		break;
	case OPT_ISOLATE:
		run->contained.files = 1;
		break;
	case OPT_DRY_RUN:
		run->dry_run = true;
		break;
	case OPT_QUIET:
		options->quiet = true;
		break;
	case OPT_VERBOSE:
		options->verbose = true;
		break;
	case OPT_HELP:
		options->wish = WISH_HELP;
		break;
	case OPT_VERSION:
		options->wish = WISH_VERSION;
		break;
	default:
		return apply_number(options, option->id, value, err);
	}
	return true;
}

/* --- the command line ----------------------------------------------------- */

static const struct option *
find(const char *name, size_t n)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (strlen(table[i].name) == n &&
		    memcmp(table[i].name, name, n) == 0)
			return &table[i];
	return NULL;
}

/* The option an argument is, with its value if that is joined to it. */
static const struct option *
recognise(const char *argument, const char **ret_value)
{
	const char *equals = strchr(argument, '=');
	size_t n = strlen(argument);

	*ret_value = NULL;
	if (argument[1] == '-') {
		if (equals != NULL) {
			n = (size_t)(equals - argument);
			*ret_value = equals + 1;
		}
		return find(argument + 2, n - 2);
	}
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].letter == argument[1]) {
			if (argument[2] != '\0')
				*ret_value = argument + 2;
			return find(letters[i].name, strlen(letters[i].name));
		}
	return NULL;
}

static bool
take_option(struct arena *arena, struct options *options, int argc,
    char *const *argv, int *at, struct error *err)
{
	const char *value;
	const struct option *option = recognise(argv[*at], &value);

	if (option == NULL)
		return error_set(err, ERROR_USAGE,
		    "unknown option '%s'; see travaux-index --help", argv[*at]);
	if (option->argument == NULL && value != NULL)
		return error_set(err, ERROR_USAGE,
		    "--%s takes no value, but has '%s'", option->name, value);
	if (option->argument != NULL && value == NULL) {
		if (*at + 1 >= argc)
			return error_set(err, ERROR_USAGE,
			    "--%s wants a value: --%s %s", option->name,
			    option->name, option->argument);
		value = argv[++*at];
	}
	return apply(arena, options, option, value, err);
}

bool
options_read(struct arena *arena, int argc, char *const *argv,
    struct options *ret, struct error *err)
{
	const char **paths =
	    arena_array(arena, (size_t)argc + 1, sizeof *paths);
	bool only_paths = false;

	memset(ret, 0, sizeof *ret);
	ret->run.positions = true;
	ret->run.negotiation = "";
	ret->run.charset = "";
	ret->run.path = paths;
	for (int i = 1; i < argc; i++) {
		if (!only_paths && strcmp(argv[i], "--") == 0)
			only_paths = true;
		else if (only_paths || argv[i][0] != '-' || argv[i][1] == '\0')
			paths[ret->run.n_paths++] = argv[i];
		else if (!take_option(arena, ret, argc, argv, &i, err))
			return false;
	}
	if ((ret->split > 0) != (ret->output != NULL))
		return error_set(err, ERROR_USAGE,
		    "--shards and --output go together, as in --shards 4 "
		    "--output set");
	if (ret->compatible != NULL && !compatible_free(ret->compatible, err))
		return false;
	/* An index that is there may be split or copied, with nothing new. */
	if (ret->wish == WISH_RUN && ret->run.n_paths == 0 && ret->split == 0 &&
	    ret->compatible == NULL)
		return error_set(err, ERROR_USAGE,
		    "nothing to index: name a file or folder, as in "
		    "travaux-index records/");
	return true;
}
