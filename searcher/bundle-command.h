/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux bundle: its options, and what its parts share. main() gives them the
 * environment and the terminal.
 */
#ifndef SEARCHER_BUNDLE_COMMAND_H
#define SEARCHER_BUNDLE_COMMAND_H

#include "core/arena.h"
#include "core/bundle-key.h"
#include "core/error.h"
#include "searcher/out.h"
#include "searcher/trust.h"

#include <stdbool.h>
#include <stdint.h>

/* What the command line says; strings are NULL where not given. */
struct bundle_options {
	const char *file[2];  /* bundles, deltas, after the options */
	unsigned n_files;     /* how many */
	const char *index;    /* folder of an index */
	const char *secret;   /* file of a secret key */
	const char *public;   /* file of a public key */
	const char *trust;    /* key, or its file */
	const char *output;   /* file or folder to write */
	const char *name;     /* of the series */
	const char *licence;  /* note on use */
	const char *expires;  /* ISO date */
	const char *part;     /* to be extracted */
	const char *into;     /* folder to import to */
	const char *chunk;    /* length of pieces: "50M" */
	const char *sequence; /* number of the edition */
	bool restricted;      /* pack restricted records too */
	bool no_passphrase;   /* a secret key that is not encrypted */
	bool stale;	      /* take what expired or is older */
	bool manifest;	      /* all of the manifest */
	bool help;
};

struct bundle_context {
	struct arena *arena;
	const struct bundle_options *options;
	struct out *out;
	struct trust trust;  /* whom to believe */
	const char *made_by; /* program and version */
	const char *index;   /* the usual index */
	int64_t now;	     /* seconds since 1970, for what is made */
	/*
	 * Asks for a passphrase, `twice` for a new one. In the arena; NULL with
	 * an error where there is no terminal.
	 */
	const char *(*passphrase)(struct arena *arena, const char *prompt,
	    bool twice, struct error *err);
};

/*
 * What may follow "travaux bundle". Returns the exit status; where something
 * failed, sets `err`, whose status then counts.
 */
struct bundle_action {
	const char *name;
	const char *usage; /* what follows the name */
	unsigned n_files;  /* how many files it takes */
	int (*run)(struct bundle_context *context, struct error *err);
};

/* The action of this name, or NULL; all of them, by number. */
const struct bundle_action *bundle_action_find(const char *name);
const struct bundle_action *bundle_action_get(size_t i);

/* Read the options that follow the action's name. ERROR_USAGE. */
bool bundle_options_read(struct bundle_options *options, int argc,
    char *const *argv, struct error *err);

/* Read the secret key of --secret, asking for its passphrase. */
bool bundle_read_secret(struct bundle_context *context,
    struct bundle_secret *ret, struct error *err);

/* The help of travaux bundle: one screen. */
const char *bundle_help(void);

int bundle_keygen(struct bundle_context *context, struct error *err);
int bundle_pack_action(struct bundle_context *context, struct error *err);
int bundle_sign_action(struct bundle_context *context, struct error *err);
int bundle_verify_action(struct bundle_context *context, struct error *err);
int bundle_info_action(struct bundle_context *context, struct error *err);
int bundle_diff_action(struct bundle_context *context, struct error *err);
int bundle_apply_action(struct bundle_context *context, struct error *err);
int bundle_split_action(struct bundle_context *context, struct error *err);
int bundle_import_action(struct bundle_context *context, struct error *err);
int bundle_extract_action(struct bundle_context *context, struct error *err);

#endif
