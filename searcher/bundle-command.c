/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/bundle-command.h"

#include "core/translate.h"
#include "searcher/request.h"

#include <stddef.h>
#include <string.h>

static const struct bundle_action actions[] = {
    {"keygen", "--secret FILE --public FILE [--no-passphrase]", 0,
	bundle_keygen},
    {"pack", "--index DIR --secret FILE -o FILE [options]", 0,
	bundle_pack_action},
    {"sign", "--secret FILE BUNDLE", 1, bundle_sign_action},
    {"verify", "[--trust KEY] BUNDLE", 1, bundle_verify_action},
    {"info", "[--trust KEY] [--manifest] BUNDLE", 1, bundle_info_action},
    {"extract", "[--trust KEY] --part NAME -o FILE BUNDLE", 1,
	bundle_extract_action},
    {"split", "[--trust KEY] --chunk 50M [-o NAME] BUNDLE", 1,
	bundle_split_action},
    {"import", "[--trust KEY] --into DIR BUNDLE|NAME.000", 1,
	bundle_import_action},
    {"diff", "[--trust KEY] -o DELTA OLD NEW", 2, bundle_diff_action},
    {"apply", "[--trust KEY] -o NEW DELTA OLD", 2, bundle_apply_action},
};

#define N_ACTIONS (sizeof actions / sizeof *actions)

static const char *const help = N_(
    "usage: travaux bundle ACTION [options] [FILE]\n"
    "\n"
    "An index as one signed file, to be asked where it lies:\n"
    "  travaux ask --index FILE.travaux --trust KEY who opposed article 5\n"
    "\n"
    "  keygen   make a pair of keys: --secret FILE --public FILE\n"
    "  pack     --index DIR --secret FILE -o FILE.travaux; --name, "
    "--sequence,\n"
    "           --expires DATE, --licence TEXT, --restricted\n"
    "  sign     write FILE.minisig beside a bundle, for minisign(1)\n"
    "  verify   read all of a bundle and say whether it is whole, and whose\n"
    "  info     what is in it; --manifest for all of the manifest\n"
    "  extract  write one part of it (--part NAME) to -o FILE\n"
    "  diff     OLD NEW -o DELTA: what makes one edition into the next\n"
    "  apply    DELTA OLD -o NEW: exactly NEW, verified before it is there\n"
    "  split    --chunk 50M: NAME.000, NAME.001 ... for small media\n"
    "  import   BUNDLE or NAME.000 --into DIR: verified, and only then there;\n"
    "           run again, it goes on where it stopped\n"
    "\n"
    "A key is a line of 56 letters or a file that holds one. Without --trust,\n"
    "keys in $XDG_CONFIG_HOME/travaux/trusted are trusted; a new one is asked\n"
    "for. --stale takes a bundle that has expired, or is older than one that\n"
    "was opened. Exit status: 0 done, 2 bad usage, 3 damaged or too new,\n"
    "5 signature refused. See travaux(1), travaux-bundle(5).\n");

const char *
bundle_help(void)
{
	return _(help);
}

const struct bundle_action *
bundle_action_get(size_t i)
{
	return i < N_ACTIONS ? &actions[i] : NULL;
}

const struct bundle_action *
bundle_action_find(const char *name)
{
	for (size_t i = 0; i < N_ACTIONS; i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	return NULL;
}

/* --- options --------------------------------------------------------------
 */

struct option {
	const char *name;
	size_t offset; /* in struct bundle_options */
	bool flag;     /* takes no value */
};

#define VALUE(name, member)                                                    \
	{                                                                      \
		name, offsetof(struct bundle_options, member), false           \
	}
#define FLAG(name, member)                                                     \
	{                                                                      \
		name, offsetof(struct bundle_options, member), true            \
	}

static const struct option options[] = {VALUE("index", index),
    VALUE("secret", secret), VALUE("public", public), VALUE("trust", trust),
    VALUE("output", output), VALUE("name", name), VALUE("licence", licence),
    VALUE("expires", expires), VALUE("part", part), VALUE("into", into),
    VALUE("chunk", chunk), VALUE("sequence", sequence),
    FLAG("restricted", restricted), FLAG("no-passphrase", no_passphrase),
    FLAG("stale", stale), FLAG("manifest", manifest), FLAG("help", help)};

#define N_OPTIONS (sizeof options / sizeof *options)

static const char *
option_name(size_t i)
{
	return options[i].name;
}

static const struct option *
option_find(const char *name, size_t n)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (strlen(options[i].name) == n &&
		    strncmp(options[i].name, name, n) == 0)
			return &options[i];
	return NULL;
}

static bool
unknown_option(const char *name, struct error *err)
{
	const char *nearest = request_nearest(name, option_name, N_OPTIONS);

	if (nearest != NULL)
		return error_set(err, ERROR_USAGE,
		    "there is no --%.40s; did you mean --%s?", name, nearest);
	return error_set(err, ERROR_USAGE, "there is no --%.40s", name);
}

/* "--name VALUE", "--name=VALUE", "--flag", or "-o VALUE". */
static bool
read_option(struct bundle_options *ret, int argc, char *const *argv, int *i,
    struct error *err)
{
	const char *name =
	    strcmp(argv[*i], "-o") == 0 ? "output" : argv[*i] + 2;
	const char *equals = strchr(name, '=');
	size_t n = equals == NULL ? strlen(name) : (size_t)(equals - name);
	const struct option *option = option_find(name, n);
	char *member;

	if (option == NULL)
		return unknown_option(name, err);
	member = (char *)ret + option->offset;
	if (option->flag && equals != NULL)
		return error_set(
		    err, ERROR_USAGE, "--%s takes no value", option->name);
	if (option->flag) {
		*(bool *)member = true;
		return true;
	}
	if (equals == NULL && *i + 1 >= argc)
		return error_set(
		    err, ERROR_USAGE, "--%s needs a value", option->name);
	*(const char **)member = equals != NULL ? equals + 1 : argv[++*i];
	return true;
}

bool
bundle_options_read(
    struct bundle_options *ret, int argc, char *const *argv, struct error *err)
{
	bool ended = false;

	memset(ret, 0, sizeof *ret);
	for (int i = 0; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
		} else if (!ended && strcmp(argv[i], "-h") == 0) {
			ret->help = true;
		} else if (!ended && (strncmp(argv[i], "--", 2) == 0 ||
					 strcmp(argv[i], "-o") == 0)) {
			if (!read_option(ret, argc, argv, &i, err))
				return false;
		} else if (ret->n_files == 2) {
			return error_set(err, ERROR_USAGE,
			    "'%.80s' is one file too many", argv[i]);
		} else {
			ret->file[ret->n_files++] = argv[i];
		}
	}
	return true;
}
