/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "searcher/environment.h"

#include "core/translate.h"
#include "searcher/bundle-command.h"
#include "searcher/command.h"
#include "searcher/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024

/* --- folders --------------------------------------------------------------
 */

const char *
environment_path(struct arena *arena, const char *variable, const char *usual,
    const char *below)
{
	const char *folder = getenv(variable);
	const char *home = getenv("HOME");

	if (folder != NULL && folder[0] == '/')
		return arena_printf(arena, "%s/%s", folder, below);
	if (home == NULL || home[0] == '\0')
		home = ".";
	return arena_printf(arena, "%s/%s/%s", home, usual, below);
}

/* --- whom to trust --------------------------------------------------------
 */

/* Show a new key, and ask. */
static bool
ask_key(
    void *context, const char *path, const char *comment, const char *spoken)
{
	char prompt[2048], answer[16];

	(void)context;
	snprintf(prompt, sizeof prompt,
	    _("%.400s is signed with a key that is new here:\n\n    %s\n\n"
	      "It says of itself: %.400s\n"
	      "Compare the key with what its owner told you by another way.\n"
	      "Trust it from now on? [yes/no] "),
	    path, spoken, comment);
	/* What the file says must not write on the terminal. */
	for (char *s = prompt; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' && *s != '\n')
			*s = ' ';
	return terminal_ask(prompt, false, answer, sizeof answer) != NULL &&
	       strcmp(answer, "yes") == 0;
}

struct trust
environment_trust(struct arena *arena, const char *key)
{
	struct trust trust = {.key = key};

	trust.trusted = environment_path(
	    arena, "XDG_CONFIG_HOME", ".config", "travaux/trusted");
	trust.state = environment_path(
	    arena, "XDG_STATE_HOME", ".local/state", "travaux");
	trust.now = (int64_t)time(NULL);
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		trust.ask = ask_key;
	return trust;
}

/* --- travaux bundle -------------------------------------------------------
 */

static const char *
ask_passphrase(
    struct arena *arena, const char *prompt, bool twice, struct error *err)
{
	char *first = arena_alloc(arena, PASSPHRASE_MAX);
	char *second = arena_alloc(arena, PASSPHRASE_MAX);
	const char *line = arena_printf(arena, "%s: ", prompt);

	if (terminal_ask(line, true, first, PASSPHRASE_MAX) == NULL) {
		if (twice)
			error_set(err, ERROR_USAGE,
			    "there is no terminal to ask for a passphrase on; "
			    "a key without one is made with --no-passphrase");
		else
			error_set(err, ERROR_USAGE,
			    "there is no terminal to ask for the passphrase "
			    "of the secret key on; run it on one, or use a "
			    "key made with --no-passphrase");
		return NULL;
	}
	if (!twice)
		return first;
	if (first[0] == '\0') {
		error_set(err, ERROR_USAGE,
		    "the passphrase is empty; a key without one is made with "
		    "--no-passphrase");
		return NULL;
	}
	if (terminal_ask(_("again: "), true, second, PASSPHRASE_MAX) == NULL ||
	    strcmp(first, second) != 0) {
		error_set(
		    err, ERROR_USAGE, "the two passphrases differ; try again");
		return NULL;
	}
	return first;
}

/* What is made is of this time: $SOURCE_DATE_EPOCH, else now. */
static bool
time_of_making(int64_t *ret, struct error *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;

	*ret = (int64_t)time(NULL);
	if (epoch == NULL || epoch[0] == '\0')
		return true;
	*ret = strtoll(epoch, &end, 10);
	return (*end == '\0' && *ret > 0) ||
	       error_set(err, ERROR_USAGE,
		   "SOURCE_DATE_EPOCH is '%.40s', which is no time", epoch);
}

static bool
write_stdout(void *context, const char *bytes, size_t n)
{
	(void)context;
	return fwrite(bytes, 1, n, stdout) == n;
}

static bool
check_files(const struct bundle_action *action,
    const struct bundle_options *options, struct error *err)
{
	return options->n_files == action->n_files ||
	       error_set(err, ERROR_USAGE,
		   "bundle %s takes %u %s, not %u: travaux bundle %s %s",
		   action->name, action->n_files,
		   action->n_files == 1 ? _("file") : _("files"),
		   options->n_files, action->name, action->usage);
}

static const char *
name_of_action(size_t i)
{
	const struct bundle_action *action = bundle_action_get(i);

	return action == NULL ? NULL : action->name;
}

static const struct bundle_action *
find_action(const char *name, struct error *err)
{
	const struct bundle_action *action = bundle_action_find(name);
	const char *nearest;
	size_t count = 0;

	if (action != NULL)
		return action;
	while (bundle_action_get(count) != NULL)
		count++;
	nearest = request_nearest(name, name_of_action, count);
	error_set(err, ERROR_USAGE,
	    nearest != NULL
		? "there is no 'bundle %.40s'; did you mean: bundle %s"
		: "there is no 'bundle %.40s'; see travaux help bundle%s",
	    name, nearest != NULL ? nearest : "");
	return NULL;
}

int
environment_bundle(int argc, char **argv, const char *index,
    struct arena *arena, struct error *err)
{
	struct bundle_options options;
	struct bundle_context context = {.options = &options,
	    .made_by = "travaux " PACKAGE_VERSION,
	    .passphrase = ask_passphrase};
	const struct bundle_action *action;
	struct out out;
	int status = EXIT_USAGE;

	if (argc < 1 || strcmp(argv[0], "--help") == 0 ||
	    strcmp(argv[0], "-h") == 0 || strcmp(argv[0], "help") == 0) {
		fputs(bundle_help(), argc < 1 ? stderr : stdout);
		return argc < 1 ? EXIT_USAGE : EXIT_FOUND;
	}
	action = find_action(argv[0], err);
	if (action == NULL ||
	    !bundle_options_read(&options, argc - 1, argv + 1, err))
		return EXIT_USAGE;
	if (options.help) {
		fputs(bundle_help(), stdout);
		return EXIT_FOUND;
	}
	context.arena = arena;
	context.index = index;
	context.trust = environment_trust(context.arena, options.trust);
	context.trust.stale = options.stale;
	out_init(&out, write_stdout, NULL);
	context.out = &out;
	if (check_files(action, &options, err) &&
	    time_of_making(&context.now, err))
		status = action->run(&context, err);
	if ((!out_flush(&out) || fflush(stdout) != 0) &&
	    err->code == ERROR_NONE)
		error_set(err, ERROR_IO, "cannot write the answer: %s",
		    strerror(errno));
	return status;
}
