/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whom to believe: whether a bundle is opened. It must be signed by a key that
 * the user trusts, be whole, not have expired, and not be older than one of the
 * same series that was opened before.
 *
 * What was verified is remembered, so that a bundle of gigabytes is read whole
 * once and not for every question: an empty file in the user's own state folder
 * whose name is a hash of the file's device, inode, size, times of change, its
 * signed list of hashes and the key. The list and its signature are checked
 * every time. Safe as long as nobody else writes to that folder, and the system
 * keeps the time of change (ctime): a program cannot set it back. A file whose
 * last change is not some seconds ago is not remembered, as another one would
 * get the same time. A medium that was in other hands, and may have been
 * written to by another system, wants `again`.
 */
#ifndef SEARCHER_TRUST_H
#define SEARCHER_TRUST_H

#include "core/arena.h"
#include "core/bundle-key.h"
#include "core/bundle.h"
#include "core/error.h"

#include <stdbool.h>
#include <stdint.h>

struct trust {
	const char *key; /* the one to trust: its line, or its file; or NULL:
			    those in `trusted` */
	const char *trusted;   /* folder of public keys, NAME.pub; or NULL */
	const char *state;     /* folder to remember in; or NULL */
	int64_t now;	       /* seconds since 1970 */
	bool stale;	       /* open what expired or is older, too */
	bool again;	       /* verify all, also what is remembered */
	const char *how_key;   /* how to give a key, for messages; or NULL:
				  "--trust KEY" */
	const char *how_stale; /* and how `stale`; or NULL: "--stale" */
	const char *called;    /* what messages call it; or NULL: its path */
	/*
	 * Asks the user whether a key is to be trusted from now on; NULL where
	 * there is nobody to ask. `spoken` is the key to be compared.
	 */
	bool (*ask)(void *context, const char *path, const char *comment,
	    const char *spoken);
	void *context;
};

/*
 * Open a bundle and verify it. Errors: ERROR_SIGNATURE where its signature is
 * refused; ERROR_EXPIRED; ERROR_OUTDATED where it is older than one seen;
 * ERROR_DAMAGED; ERROR_INDEX where it cannot be read or needs what this program
 * lacks; ERROR_USAGE where trust->key is none.
 */
struct bundle *trust_open(struct arena *arena, const char *path,
    const struct trust *trust, struct error *err);

/* Whether a bundle is signed by a key that is trusted; as trust_open(). */
bool trust_signer(struct arena *arena, const struct bundle *bundle,
    const struct trust *trust, struct error *err);

/* Read a key: its line, or the path of its file. ERROR_USAGE. */
bool trust_key(struct arena *arena, const char *text, struct bundle_public *ret,
    struct error *err);

/* Read a small text file whole; NULL with errno. */
char *trust_read_file(struct arena *arena, const char *path);

#endif
