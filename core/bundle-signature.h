/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signatures as minisign(1) writes and verifies them: Ed25519 over the BLAKE2b
 * of what is signed, and over a comment that goes with it. For the
 * core/bundle*.c and the bundle command.
 */
#ifndef CORE_BUNDLE_SIGNATURE_H
#define CORE_BUNDLE_SIGNATURE_H

#include "core/arena.h"
#include "core/bundle-key.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

#define BUNDLE_PREHASH 64 /* bytes of the BLAKE2b that is signed */

struct bundle_signature {
	unsigned char id[BUNDLE_KEY_ID]; /* number of the key it is by */
	unsigned char bytes[64];	 /* over the hash */
	unsigned char global[64];	 /* over these and the comment */
	const char *comment;		 /* signed too, one line */
};

/*
 * Sign a hash: the text of a signature file, in the arena. `comment` is one
 * line.
 */
const char *bundle_signature_make(struct arena *arena,
    const unsigned char prehash[BUNDLE_PREHASH],
    const struct bundle_secret *secret, const char *comment);

/*
 * Read a text of `n` bytes, as bundle_signature_make() writes it. False where
 * it differs in anything.
 */
bool bundle_signature_parse(struct arena *arena, const char *text, size_t n,
    struct bundle_signature *ret);

/* Whether it is by this key, over this hash. */
bool bundle_signature_check(const struct bundle_signature *signature,
    const unsigned char prehash[BUNDLE_PREHASH],
    const struct bundle_public *key);

#endif
