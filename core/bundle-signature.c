/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-signature.h"

#include <sodium.h>
#include <string.h>

#define TOP    (2 + BUNDLE_KEY_ID)	 /* "ED" and the key's number */
#define BYTES  (TOP + crypto_sign_BYTES) /* of the first line */
#define BASE64 sodium_base64_VARIANT_ORIGINAL
/* The whole line: nothing in a bundle may be other than it was signed. */
#define UNTRUSTED "untrusted comment: signature of a travaux bundle"
#define TRUSTED	  "trusted comment: "

static const char *
to_base64(struct arena *arena, const unsigned char *bytes, size_t n)
{
	size_t room = sodium_base64_ENCODED_LEN(n, BASE64);

	return sodium_bin2base64(
	    arena_alloc(arena, room), room, bytes, n, BASE64);
}

/* The signature and the comment as they are signed together. */
static unsigned char *
with_comment(struct arena *arena, const unsigned char *bytes,
    const char *comment, size_t *ret_n)
{
	size_t n = strlen(comment);
	unsigned char *both = arena_alloc(arena, crypto_sign_BYTES + n + 1);

	memcpy(both, bytes, crypto_sign_BYTES);
	memcpy(both + crypto_sign_BYTES, comment, n);
	*ret_n = crypto_sign_BYTES + n;
	return both;
}

const char *
bundle_signature_make(struct arena *arena,
    const unsigned char prehash[BUNDLE_PREHASH],
    const struct bundle_secret *secret, const char *comment)
{
	unsigned char bytes[BYTES] = "ED", global[crypto_sign_BYTES], *both;
	size_t n;

	memcpy(bytes + 2, secret->id, sizeof secret->id);
	crypto_sign_detached(
	    bytes + TOP, NULL, prehash, BUNDLE_PREHASH, secret->key);
	both = with_comment(arena, bytes + TOP, comment, &n);
	crypto_sign_detached(global, NULL, both, n, secret->key);
	return arena_printf(arena, UNTRUSTED "\n%s\n" TRUSTED "%s\n%s\n",
	    to_base64(arena, bytes, sizeof bytes), comment,
	    to_base64(arena, global, sizeof global));
}

/* The next line, ended; NULL where there is none. */
static char *
next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*rest = end + 1;
	return line;
}

static bool
from_base64(const char *line, unsigned char *ret, size_t n)
{
	size_t got;

	return sodium_base642bin(
		   ret, n, line, strlen(line), NULL, &got, NULL, BASE64) == 0 &&
	       got == n;
}

bool
bundle_signature_parse(struct arena *arena, const char *text, size_t n,
    struct bundle_signature *ret)
{
	unsigned char bytes[BYTES];
	char *rest = arena_strndup(arena, text, n);
	const char *untrusted = next_line(&rest);
	const char *first = untrusted == NULL ? NULL : next_line(&rest);
	const char *trusted = first == NULL ? NULL : next_line(&rest);
	const char *second = trusted == NULL ? NULL : next_line(&rest);

	if (second == NULL || *rest != '\0' || memchr(text, '\0', n) != NULL ||
	    strcmp(untrusted, UNTRUSTED) != 0 ||
	    strncmp(trusted, TRUSTED, strlen(TRUSTED)) != 0 ||
	    !from_base64(first, bytes, sizeof bytes) ||
	    memcmp(bytes, "ED", 2) != 0 ||
	    !from_base64(second, ret->global, sizeof ret->global))
		return false;
	memcpy(ret->id, bytes + 2, sizeof ret->id);
	memcpy(ret->bytes, bytes + TOP, sizeof ret->bytes);
	ret->comment = trusted + strlen(TRUSTED);
	return true;
}

bool
bundle_signature_check(const struct bundle_signature *signature,
    const unsigned char prehash[BUNDLE_PREHASH],
    const struct bundle_public *key)
{
	struct arena *arena = arena_new();
	size_t n;
	unsigned char *both =
	    with_comment(arena, signature->bytes, signature->comment, &n);
	bool ok = memcmp(signature->id, key->id, sizeof key->id) == 0 &&
		  crypto_sign_verify_detached(signature->bytes, prehash,
		      BUNDLE_PREHASH, key->key) == 0 &&
		  crypto_sign_verify_detached(
		      signature->global, both, n, key->key) == 0;

	arena_free(arena);
	return ok;
}
