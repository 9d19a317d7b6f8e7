/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-key.h"

#include "core/bundle-format.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

/* A public key's bytes: "Ed", number, key. */
#define PUBLIC_BYTES (2 + BUNDLE_KEY_ID + 32)

/*
 * A secret key's bytes: "Ed", how it is locked ("Sc" scrypt, or two NULs), "B2"
 * for the kind of checksum, salt, the two costs of scrypt; then, XORed with
 * what scrypt gives, number, key and checksum.
 */
#define SALT	     6
#define COSTS	     (SALT + 32)
#define LOCKED	     (COSTS + 16)
#define LOCKED_BYTES (BUNDLE_KEY_ID + 64 + 32)
#define SECRET_BYTES (LOCKED + LOCKED_BYTES)
/* Half a second and 128 MB of scrypt for each guess at a passphrase. */
#define OPERATIONS     4194304u
#define MEMORY	       134217728u
#define BASE64	       sodium_base64_VARIANT_ORIGINAL
#define BASE64_MAX     256 /* of any key's line */
#define PUBLIC_COMMENT "untrusted comment: travaux public key "
#define SECRET_COMMENT "untrusted comment: travaux secret key"

/* --- lines ----------------------------------------------------------------
 */

static const char *
to_base64(struct arena *arena, const unsigned char *bytes, size_t n)
{
	size_t room = sodium_base64_ENCODED_LEN(n, BASE64);

	return sodium_bin2base64(
	    arena_alloc(arena, room), room, bytes, n, BASE64);
}

/* Exactly `n` bytes from a line, in which spaces do not count. */
static bool
from_base64(const char *line, size_t length, unsigned char *ret, size_t n)
{
	size_t got;
	const char *end;

	return length <= BASE64_MAX &&
	       sodium_base642bin(
		   ret, n, line, length, " \r\t", &got, &end, BASE64) == 0 &&
	       got == n && end == line + length;
}

/* The line that counts: the first, or the second after a comment. */
static const char *
key_line(const char *text, size_t *ret_n)
{
	if (strncmp(text, "untrusted comment:", 18) == 0) {
		text = strchr(text, '\n');
		text = text == NULL ? "" : text + 1;
	}
	*ret_n = strcspn(text, "\n");
	return text;
}

/* --- pairs ----------------------------------------------------------------
 */

bool
bundle_key_new(struct bundle_secret *ret_secret,
    struct bundle_public *ret_public, struct error *err)
{
	if (sodium_init() < 0)
		return error_set(
		    err, ERROR_IO, "there is no source of random numbers here");
	randombytes_buf(ret_secret->id, sizeof ret_secret->id);
	memcpy(ret_public->id, ret_secret->id, sizeof ret_public->id);
	crypto_sign_keypair(ret_public->key, ret_secret->key);
	return true;
}

struct bundle_public
bundle_key_public(const struct bundle_secret *secret)
{
	struct bundle_public key;

	memcpy(key.id, secret->id, sizeof key.id);
	crypto_sign_ed25519_sk_to_pk(key.key, secret->key);
	return key;
}

void
bundle_secret_clear(struct bundle_secret *secret)
{
	sodium_memzero(secret, sizeof *secret);
}

/* --- public keys ----------------------------------------------------------
 */

const char *
bundle_public_line(struct arena *arena, const struct bundle_public *key)
{
	unsigned char bytes[PUBLIC_BYTES] = "Ed";

	memcpy(bytes + 2, key->id, sizeof key->id);
	memcpy(bytes + 2 + BUNDLE_KEY_ID, key->key, sizeof key->key);
	return to_base64(arena, bytes, sizeof bytes);
}

const char *
bundle_public_spoken(struct arena *arena, const struct bundle_public *key)
{
	const char *line = bundle_public_line(arena, key), *spoken = "";

	for (size_t n = strlen(line), i = 0; i < n; i += 4)
		spoken = arena_printf(
		    arena, "%s%s%.4s", spoken, i > 0 ? " " : "", line + i);
	return spoken;
}

const char *
bundle_key_name(struct arena *arena, const unsigned char id[BUNDLE_KEY_ID])
{
	return arena_printf(arena, "%08lX%08lX",
	    (unsigned long)bundle_get32(id + 4),
	    (unsigned long)bundle_get32(id));
}

bool
bundle_public_parse(const char *text, struct bundle_public *ret)
{
	unsigned char bytes[PUBLIC_BYTES];
	size_t n;
	const char *line = key_line(text, &n);

	if (!from_base64(line, n, bytes, sizeof bytes) ||
	    memcmp(bytes, "Ed", 2) != 0)
		return false;
	memcpy(ret->id, bytes + 2, sizeof ret->id);
	memcpy(ret->key, bytes + 2 + BUNDLE_KEY_ID, sizeof ret->key);
	return true;
}

const char *
bundle_public_text(struct arena *arena, const struct bundle_public *key)
{
	return arena_printf(arena, PUBLIC_COMMENT "%s\n%s\n",
	    bundle_key_name(arena, key->id), bundle_public_line(arena, key));
}

/* --- secret keys ----------------------------------------------------------
 */

/* The checksum of a secret key, by which a wrong passphrase is known. */
static void
checksum(const struct bundle_secret *secret, unsigned char ret[32])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, 32);
	crypto_generichash_update(&state, (const unsigned char *)"Ed", 2);
	crypto_generichash_update(&state, secret->id, sizeof secret->id);
	crypto_generichash_update(&state, secret->key, sizeof secret->key);
	crypto_generichash_final(&state, ret, 32);
}

/* XOR the locked bytes with what the passphrase gives, at the costs noted. */
static bool
lock(unsigned char bytes[SECRET_BYTES], const char *passphrase)
{
	unsigned char stream[LOCKED_BYTES];
	uint64_t ops = bundle_get64(bytes + COSTS);
	uint64_t memory = bundle_get64(bytes + COSTS + 8);
	bool ok = sodium_init() >= 0 && memory <= SIZE_MAX &&
		  crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream,
		      passphrase, strlen(passphrase), bytes + SALT, ops,
		      (size_t)memory) == 0;

	for (size_t i = 0; ok && i < sizeof stream; i++)
		bytes[LOCKED + i] ^= stream[i];
	sodium_memzero(stream, sizeof stream);
	return ok;
}

const char *
bundle_secret_text(struct arena *arena, const struct bundle_secret *secret,
    const char *passphrase, struct error *err)
{
	unsigned char bytes[SECRET_BYTES] = "Ed\0\0B2";
	const char *text = NULL;

	memcpy(bytes + LOCKED, secret->id, sizeof secret->id);
	memcpy(bytes + LOCKED + BUNDLE_KEY_ID, secret->key, sizeof secret->key);
	checksum(secret, bytes + LOCKED + BUNDLE_KEY_ID + 64);
	if (passphrase[0] != '\0') {
		memcpy(bytes + 2, "Sc", 2);
		randombytes_buf(bytes + SALT, 32);
		bundle_put64(bytes + COSTS, OPERATIONS);
		bundle_put64(bytes + COSTS + 8, MEMORY);
		if (!lock(bytes, passphrase))
			error_set(err, ERROR_LIMIT,
			    "there is not enough memory to encrypt the secret "
			    "key: it takes 128 MB");
	}
	if (err->code == ERROR_NONE)
		text = arena_printf(arena, SECRET_COMMENT "\n%s\n",
		    to_base64(arena, bytes, sizeof bytes));
	sodium_memzero(bytes, sizeof bytes);
	return text;
}

static bool
secret_bytes(const char *text, unsigned char bytes[SECRET_BYTES])
{
	size_t n;
	const char *line = key_line(text, &n);

	return from_base64(line, n, bytes, SECRET_BYTES) &&
	       memcmp(bytes, "Ed", 2) == 0 &&
	       (memcmp(bytes + 2, "Sc", 2) == 0 ||
		   memcmp(bytes + 2, "\0\0", 2) == 0) &&
	       memcmp(bytes + 4, "B2", 2) == 0;
}

bool
bundle_secret_locked(const char *text)
{
	unsigned char bytes[SECRET_BYTES];
	bool locked = secret_bytes(text, bytes) && bytes[2] != '\0';

	sodium_memzero(bytes, sizeof bytes);
	return locked;
}

bool
bundle_secret_parse(const char *path, const char *text, const char *passphrase,
    struct bundle_secret *ret, struct error *err)
{
	unsigned char bytes[SECRET_BYTES], sum[32];
	bool ok;

	if (!secret_bytes(text, bytes))
		return error_set(
		    err, ERROR_USAGE, "'%s' holds no secret key", path);
	if (bytes[2] != '\0' && !lock(bytes, passphrase)) {
		sodium_memzero(bytes, sizeof bytes);
		return error_set(err, ERROR_LIMIT,
		    "there is not enough memory to decrypt '%s'", path);
	}
	memcpy(ret->id, bytes + LOCKED, sizeof ret->id);
	memcpy(ret->key, bytes + LOCKED + BUNDLE_KEY_ID, sizeof ret->key);
	checksum(ret, sum);
	ok = sodium_memcmp(
		 sum, bytes + LOCKED + BUNDLE_KEY_ID + 64, sizeof sum) == 0;
	sodium_memzero(bytes, sizeof bytes);
	if (ok)
		return true;
	bundle_secret_clear(ret);
	return error_set(err, ERROR_USAGE,
	    passphrase[0] != '\0' ? "the passphrase is not that of '%s'"
				  : "the secret key in '%s' is damaged",
	    path);
}
