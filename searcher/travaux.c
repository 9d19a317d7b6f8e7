/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux: asks an index. Here, and nowhere else in searcher/, are arguments,
 * environment, terminal and messages.
 */
/* realpath() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700
#include "config.h"

#include "core/large-heap.h"
#include "core/translate.h"
#include "searcher/bundle-command.h"
#include "searcher/caret.h"
#include "searcher/command.h"
#include "searcher/environment.h"
#include "searcher/missing.h"
#include "searcher/page.h"
#include "searcher/saved.h"
#include "searcher/serve.h"
#include "searcher/set-memory.h"
#include "searcher/terminal.h"

#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const usage =
    N_("usage: travaux COMMAND [options] ...\n"
       "\n"
       "Who took which position on which provision, when, and in what words.\n"
       "\n");

static const char *const usage_end = N_(
    "  bundle     an index as one signed file: travaux help bundle\n"
    "  index      make or bring up to date an index: travaux-index(1)\n"
    "  serve      show the pages of travaux.cgi on this machine\n"
    "  help       this page, or that of a command: travaux help ask\n"
    "\n"
    "Start with:\n"
    "  travaux index FOLDER\n"
    "  travaux ask who opposed the removal of Article 42\n"
    "\n"
    "The index is --index, a folder or a bundle (with --trust KEY), else\n"
    "$TRAVAUX_INDEX, else $XDG_DATA_HOME/travaux/index. Exit status: 0 found,\n"
    "1 nothing found, 2 bad usage or query, 3 index missing, locked, damaged\n"
    "or too new, 4 partial, 5 signature refused.\n");

/* Names of what may follow "travaux", for suggestions. */
static const char *
command_name(size_t i)
{
	return i < command_count() ? command_at(i)->command->name
				   : command_apart(i - command_count());
}

/* How many names there are. */
static size_t
command_names(void)
{
	size_t n = command_count();

	while (command_name(n) != NULL)
		n++;
	return n;
}

static void
print_usage(FILE *file)
{
	fputs(_(usage), file);
	for (size_t i = 0; i < command_count(); i++)
		if (!command_at(i)->hidden)
			fprintf(file, "  %-10s %s\n",
			    command_at(i)->command->name,
			    _(command_at(i)->command->about));
	fputs(_(usage_end), file);
}

/* --- messages ------------------------------------------------------------- */

/* The text at fault with a caret under its place. */
static void
print_caret(const char *text, int column)
{
	struct arena *arena = arena_new();
	const char *drawn = caret_draw(arena, text, column);

	if (drawn != NULL)
		fputs(drawn, stderr);
	arena_free(arena);
}

/* A message may quote what was typed or read, controls and all. */
static void
print_harmless(const char *s)
{
	for (; *s != '\0'; s++)
		fputc(
		    (unsigned char)*s < 0x20 || *s == 0x7F ? '?' : *s, stderr);
}

static int
print_error(const struct error *err, const char *text)
{
	fputs("travaux: ", stderr);
	print_harmless(err->message);
	fputc('\n', stderr);
	if (err->code == ERROR_USAGE && text != NULL)
		print_caret(text, err->column);
	return error_exit_status(err);
}

static int
unknown_command(const char *name)
{
	const char *nearest =
	    request_nearest(name, command_name, command_names());

	if (nearest != NULL)
		fprintf(stderr,
		    _("travaux: there is no command '%.40s'; did you mean "
		      "%s?\n"),
		    name, nearest);
	else
		fprintf(stderr,
		    _("travaux: there is no command '%.40s'; see travaux "
		      "help\n"),
		    name);
	return EXIT_USAGE;
}

/* --- travaux index -------------------------------------------------------- */

/* Become travaux-index: the one beside this program, else the one in PATH. */
static int
run_index(char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	char path[PATH_MAX];

	argv[1] = (char *)"travaux-index";
	if (slash != NULL &&
	    snprintf(path, sizeof path, "%.*s/travaux-index",
		(int)(slash - argv[0]), argv[0]) < (int)sizeof path)
		execv(path, argv + 1);
	execvp("travaux-index", argv + 1);
	fprintf(stderr, _("travaux: cannot run travaux-index: %s\n"),
	    strerror(errno));
	return EXIT_USAGE;
}

/* --- running a command ---------------------------------------------------- */

static const char *
queries_path(struct arena *arena)
{
	return environment_path(
	    arena, "XDG_CONFIG_HOME", ".config", "travaux/queries");
}

static const char *
look_up(void *context, const char *name)
{
	return saved_find(context, name);
}

/* The user's saved queries, for those who use or name one. */
static bool
read_saved(struct request *request, struct arena *arena, struct error *err)
{
	struct saved *saved = arena_alloc(arena, sizeof *saved);

	if (!saved_read(arena, queries_path(arena), saved, err))
		return false;
	request->saved = look_up;
	request->saved_context = saved;
	request->saved_list = saved_list(arena, saved);
	return true;
}

/* Tell an error of one line of many. */
static void
report(const struct error *err, const char *text)
{
	print_error(err, text);
}

/* What a bundle is opened with. */
struct opening {
	struct arena *arena;
	const struct request *request;
};

/* A bundle, once it is verified. */
static struct bundle *
open_bundle(void *context, const char *path, struct error *err)
{
	const struct opening *opening = context;
	const struct request *request = opening->request;
	struct trust trust = environment_trust(opening->arena, request->trust);

	trust.stale = request->stale;
	trust.again = request->again;
	return trust_open(opening->arena, path, &trust, err);
}

/* Have it remember what it asks again and again; NULL where that fails. */
static struct index *
remember(struct arena *arena, struct index *index, struct error *err)
{
	struct set_memory *own = arena_alloc(arena, sizeof *own);
	struct recall recall = set_memory(own);

	own->folder =
	    environment_path(arena, "XDG_CACHE_HOME", ".cache", "travaux");
	own->now = (int64_t)time(NULL);
	if (index == NULL || index_remember(index, &recall, err))
		return index;
	index_free(index);
	return NULL;
}

/* Open the index: a folder, a bundle, or a set of these and of servers. */
static struct index *
open_index(
    struct arena *arena, const struct request *request, struct error *err)
{
	struct opening *opening = arena_alloc(arena, sizeof *opening);
	struct bundle *bundle;

	*opening = (struct opening){arena, request};
	if (!bundle_is(request->index))
		return remember(arena,
		    index_open_with(request->index, open_bundle, opening, err),
		    err);
	bundle = open_bundle(opening, request->index, err);
	return bundle == NULL ? NULL : index_open_bundle(bundle, err);
}

static struct view_options
view_options(const struct request *request, const struct terminal *terminal)
{
	struct view_options options = {0};
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	bool dumb = term == NULL || strcmp(term, "dumb") == 0;

	options.attributes =
	    request->color == COLOR_ALWAYS ||
	    (request->color == COLOR_AUTO && terminal->is_terminal && !dumb);
	options.color =
	    options.attributes && (request->color == COLOR_ALWAYS ||
				      no_color == NULL || *no_color == '\0');
	options.width = request->width > 0 ? request->width : terminal->width;
	return options;
}

static int
run_open(const struct command *command, const struct request *request,
    struct searcher *searcher, const struct settings *settings,
    struct error *err)
{
	const char *pager = settings->setting[SETTING_PAGER].value;
	struct terminal terminal;
	struct view_options options;
	struct out out;
	struct command_context context = {.request = request,
	    .searcher = searcher,
	    .view = view_get((enum request_format)request->format),
	    .options = &options,
	    .out = &out,
	    .queries = queries_path(searcher->arena),
	    .state = environment_path(
		searcher->arena, "XDG_STATE_HOME", ".local/state", "travaux"),
	    .report = report,
	    .settings = settings};
	int status;

	terminal_init(&terminal, getenv("COLUMNS"));
	options = view_options(request, &terminal);
	options.info =
	    searcher->index != NULL ? index_info(searcher->index) : NULL;
	if (!request->no_pager && request->format == FORMAT_TEXT)
		terminal_page(&terminal, pager);
	out_init(&out, terminal_write, &terminal);
	status = command_run(command, &context, err);
	if (!out_flush(&out) && err->code == ERROR_NONE)
		error_set(err, ERROR_IO, "cannot write the answer: %s",
		    strerror(errno));
	terminal_finish(&terminal);
	return status;
}

/*
 * Name the shards that the answer is without: then it is a partial one. And
 * what counts twice in it.
 */
static int
warn_missing(struct index *index, struct arena *arena, int status)
{
	const struct index_info *info = index_info(index);
	struct error warning = {0};

	for (size_t i = 0; i < info->n_missing; i++) {
		error_set(&warning, ERROR_PARTIAL,
		    "the answer is without shard '%s' of the index: %s",
		    info->missing[i].shard, info->missing[i].reason);
		print_error(&warning, NULL);
	}
	if (info->doubles != NULL) {
		error_set(&warning, ERROR_PARTIAL, "%s",
		    doubled_cause(arena, info->doubles));
		print_error(&warning, NULL);
	}
	return info->n_missing > 0 &&
		       (status == EXIT_FOUND || status == EXIT_NOT_FOUND)
		   ? EXIT_PARTIAL
		   : status;
}

static int
run_command(const struct command_entry *entry, const struct request *request,
    const struct settings *settings, struct arena *arena)
{
	struct searcher searcher = {.arena = arena};
	struct error err = {0};
	int status = EXIT_INDEX;

	translate_output(request_is_for_people(request));

	searcher.index = open_index(arena, request, &err);
	if (searcher.index == NULL && entry->alone)
		error_clear(&err);
	if (searcher.index != NULL)
		searcher.stems = stems_new(&err);
	if (searcher.stems != NULL || entry->alone)
		status = run_open(
		    entry->command, request, &searcher, settings, &err);
	if (err.code == ERROR_INPUT)
		print_error(&err, NULL);
	else if (err.code != ERROR_NONE)
		status = print_error(&err, request->text);
	if (searcher.index != NULL && err.code == ERROR_NONE)
		status = warn_missing(searcher.index, arena, status);
	stems_free(searcher.stems);
	index_free(searcher.index);
	return status;
}

/* "-" alone: the question or query comes on standard input. */
static bool
read_text(struct request *request, struct arena *arena, struct error *err)
{
	size_t room = 2 * QUERY_MAX, n = 0;
	char *text;

	if (strcmp(request->text, "-") != 0)
		return true;
	text = arena_alloc(arena, room + 1);
	n = fread(text, 1, room, stdin);
	if (ferror(stdin))
		return error_set(err, ERROR_INPUT,
		    "cannot read standard input: %s", strerror(errno));
	if (n == room)
		return error_set(err, ERROR_USAGE,
		    "standard input is too long: at most %d bytes are read",
		    QUERY_MAX);
	if (memchr(text, '\0', n) != NULL)
		return error_set(
		    err, ERROR_USAGE, "standard input holds a NUL byte");
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		text[--n] = '\0';
	request->text = text;
	return true;
}

/* --- settings ------------------------------------------------------------- */

#define SETTINGS_MAX 65536 /* bytes of the file of settings */

/* Read the file of settings, if there is one. */
static bool
read_settings(
    struct arena *arena, struct environment *environment, struct error *err)
{
	FILE *file = fopen(environment->file_name, "r");
	char *text;
	size_t n;

	if (file == NULL)
		return errno == ENOENT || errno == ENOTDIR ||
		       error_set(err, ERROR_USAGE, "cannot open '%s': %s",
			   environment->file_name, strerror(errno));
	text = arena_alloc(arena, SETTINGS_MAX);
	n = fread(text, 1, SETTINGS_MAX - 1, file);
	if (ferror(file))
		error_set(err, ERROR_USAGE, "cannot read '%s': %s",
		    environment->file_name, strerror(errno));
	else if (n == SETTINGS_MAX - 1)
		error_set(err, ERROR_USAGE, "'%s' is too long",
		    environment->file_name);
	fclose(file);
	environment->file = text;
	return err->code == ERROR_NONE;
}

static bool
find_settings(struct arena *arena, struct request *request,
    struct settings *settings, struct error *err)
{
	struct environment environment = {.home = getenv("HOME"),
	    .config_home = getenv("XDG_CONFIG_HOME"),
	    .data_home = getenv("XDG_DATA_HOME"),
	    .index = getenv("TRAVAUX_INDEX"),
	    .no_color = getenv("NO_COLOR"),
	    .columns = getenv("COLUMNS"),
	    .pager = getenv("PAGER")};

	environment.file_name = settings_file(arena, &environment);
	return read_settings(arena, &environment, err) &&
	       settings_apply(arena, &environment, request, settings, err);
}

/* What is not opened to be asked, but made, verified and unpacked. */
static int
run_bundle(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct settings settings;
	struct request request;
	struct error err = {0};
	int status = EXIT_USAGE;

	request_init(&request);
	if (find_settings(arena, &request, &settings, &err))
		status =
		    environment_bundle(argc, argv, request.index, arena, &err);
	arena_free(arena);
	return err.code == ERROR_NONE ? status : print_error(&err, NULL);
}

static int
run(int argc, char **argv, const char *name)
{
	const struct command_entry *entry = command_find(name);
	struct settings settings;
	struct request request;
	struct error err = {0};
	struct arena *arena;
	int status;

	if (entry == NULL)
		return unknown_command(name);
	arena = arena_new();
	request_init(&request);
	if (!request_arguments(&request, arena, argc, argv, &err))
		status = print_error(&err, NULL);
	else if (request.help)
		status = fputs(_(entry->command->help), stdout) < 0;
	else if (entry->command != &command_batch &&
		 !read_text(&request, arena, &err))
		status = print_error(&err, NULL);
	else if (!read_saved(&request, arena, &err))
		status = print_error(&err, NULL);
	else if (!command_allows(entry, &request, arena, &err))
		status = print_error(&err, request.text);
	else if (!find_settings(arena, &request, &settings, &err))
		status = print_error(&err, NULL);
	else
		status = run_command(entry, &request, &settings, arena);
	arena_free(arena);
	return status;
}

/* --- travaux serve -------------------------------------------------------- */

static const char *const serve_help = N_(
    "usage: travaux serve [--index DIR] [--port N]\n"
    "\n"
    "Shows the pages of travaux.cgi for the index on this machine alone, by a\n"
    "web server that is here: lighttpd, else busybox. Ctrl-C ends it.\n"
    "\n"
    "  --index DIR        the index\n"
    "  --port N           the port (8471, or the next that is free)\n"
    "\n"
    "Examples:\n"
    "  travaux serve\n"
    "  travaux serve --index DIR --port 8080\n");

static void
print_address(const char *address)
{
	printf("%s\n", address);
	fflush(stdout);
	if (isatty(STDERR_FILENO))
		fputs("Ctrl-C ends it.\n", stderr);
}

static bool
serve_index(struct request *request, const char *self, struct arena *arena,
    struct error *err)
{
	struct settings settings;
	struct serving serving = {.self = self,
	    .port = (uint16_t)request->port,
	    .ready = print_address};
	struct trust trust;
	struct bundle_public key;
	struct index *index;
	char here[PATH_MAX];

	if (!find_settings(arena, request, &settings, err))
		return false;
	trust = environment_trust(arena, request->trust);
	trust.stale = request->stale;
	serving.trust = &trust;
	/* A path would be another one where travaux.cgi runs. */
	if (trust.key != NULL) {
		if (!trust_key(arena, trust.key, &key, err))
			return false;
		trust.key = bundle_public_line(arena, &key);
	}
	index = open_index(arena, request, err);
	if (index == NULL)
		return false;
	index_free(index);
	/* A link stays one: where it leads may change meanwhile. */
	serving.index = request->index;
	if (*request->index != '/') {
		if (getcwd(here, sizeof here) == NULL)
			return error_set(err, ERROR_INDEX,
			    "cannot find '%s': %s", request->index,
			    strerror(errno));
		serving.index =
		    arena_printf(arena, "%s/%s", here, request->index);
	}
	return serve(&serving, arena, err);
}

static int
run_serve(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	struct request request;
	int status = EXIT_FOUND;

	request_init(&request);
	if (!request_arguments(&request, arena, argc - 2, argv + 2, &err))
		status = print_error(&err, NULL);
	else if (request.help)
		status = fputs(_(serve_help), stdout) < 0;
	else if (!serve_index(&request, argv[0], arena, &err))
		status = print_error(&err, NULL);
	arena_free(arena);
	return status;
}

static int
help(int argc, char **argv)
{
	const struct command_entry *entry =
	    argc > 2 ? command_find(argv[2]) : NULL;

	if (argc > 2 && strcmp(argv[2], "bundle") == 0)
		return fputs(bundle_help(), stdout) < 0;
	if (argc > 2 && strcmp(argv[2], "serve") == 0)
		return fputs(_(serve_help), stdout) < 0;
	if (argc > 2 && strcmp(argv[2], "help") != 0 && entry == NULL)
		return unknown_command(argv[2]);
	if (entry != NULL)
		fputs(_(entry->command->help), stdout);
	else
		print_usage(stdout);
	return EXIT_FOUND;
}

int
main(int argc, char **argv)
{
	large_heap(LARGE_HEAP_ANSWER, 0);
	translate_begin(
	    translate_wanted(getenv), getenv("TRAVAUX_LOCALEDIR"), argv[0]);
	if (sodium_init() < 0) {
		fputs("travaux: cannot start libsodium\n", stderr);
		return EXIT_INDEX;
	}
	if (argc < 2) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
	    strcmp(argv[1], "-h") == 0)
		return help(argc, argv);
	if (strcmp(argv[1], "--version") == 0) {
		puts("travaux " PACKAGE_VERSION);
		return EXIT_FOUND;
	}
	if (strcmp(argv[1], "index") == 0)
		return run_index(argv);
	if (strcmp(argv[1], "bundle") == 0)
		return run_bundle(argc - 2, argv + 2);
	if (strcmp(argv[1], "serve") == 0)
		return run_serve(argc, argv);
	return run(argc - 2, argv + 2, argv[1]);
}
