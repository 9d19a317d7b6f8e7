/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Keys that bundles are signed with (Ed25519), in the formats of minisign(1):
 * either program's keys and signatures serve the other. For the core/bundle*.c
 * and the commands that make and trust keys. Nothing here asks or prints: the
 * caller gives the passphrase.
 */
#ifndef CORE_BUNDLE_KEY_H
#define CORE_BUNDLE_KEY_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

#define BUNDLE_KEY_ID 8 /* bytes of a key's number */

struct bundle_public {
	unsigned char id[BUNDLE_KEY_ID]; /* its number, random */
	unsigned char key[32];		 /* Ed25519 */
};

struct bundle_secret {
	unsigned char id[BUNDLE_KEY_ID]; /* that of its public key */
	unsigned char key[64];		 /* Ed25519, as libsodium has it */
};

/* A new pair. ERROR_IO where there is no source of random numbers. */
bool bundle_key_new(struct bundle_secret *ret_secret,
    struct bundle_public *ret_public, struct error *err);

/* The public key that belongs to a secret one. */
struct bundle_public bundle_key_public(const struct bundle_secret *secret);

/* Forget a secret key. */
void bundle_secret_clear(struct bundle_secret *secret);

/* The public key as its one line of 56 letters and digits, in the arena. */
const char *bundle_public_line(
    struct arena *arena, const struct bundle_public *key);

/* The same in groups of four, to be read out. */
const char *bundle_public_spoken(
    struct arena *arena, const struct bundle_public *key);

/* The key's number as minisign shows it: 16 hexadecimal digits. */
const char *bundle_key_name(
    struct arena *arena, const unsigned char id[BUNDLE_KEY_ID]);

/*
 * Read a public key: its line, spaces in it left out, or a file's text with a
 * comment before it. False where it is none.
 */
bool bundle_public_parse(const char *text, struct bundle_public *ret);

/* A file's text for a public key, in the arena. */
const char *bundle_public_text(
    struct arena *arena, const struct bundle_public *key);

/*
 * A file's text for a secret key, in the arena, encrypted with a passphrase, or
 * plain where that is "". ERROR_LIMIT where the memory that the encryption
 * takes (128 MB) cannot be had.
 */
const char *bundle_secret_text(struct arena *arena,
    const struct bundle_secret *secret, const char *passphrase,
    struct error *err);

/* Whether a secret key's file needs a passphrase; false also for no key. */
bool bundle_secret_locked(const char *text);

/*
 * Read a secret key's file. ERROR_USAGE where it is none, or the passphrase is
 * not the one. `path` is for messages.
 */
bool bundle_secret_parse(const char *path, const char *text,
    const char *passphrase, struct bundle_secret *ret, struct error *err);

#endif
