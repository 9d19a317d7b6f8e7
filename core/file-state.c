/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/file-state.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEX (2 * FILE_HASH + 1)

static const char *
key(struct arena *arena, const char *prefix, const char *path)
{
	unsigned char hash[FILE_HASH];
	char hex[HEX];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)path,
	    strlen(path), NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_printf(arena, "%s%s", prefix, hex);
}

const char *
file_state_key(struct arena *arena, const char *path)
{
	return key(arena, "file:", path);
}

const char *
file_ids_key(struct arena *arena, const char *path)
{
	return key(arena, "ids:", path);
}

/* Text, so that it can be looked at: numbers, hashes, then the strings. */
const char *
file_state_pack(
    struct arena *arena, const struct file_state *state, size_t *ret_n)
{
	char content[HEX], setup[HEX];
	const char *text;

	sodium_bin2hex(content, sizeof content, state->content, FILE_HASH);
	sodium_bin2hex(setup, sizeof setup, state->setup, FILE_HASH);
	text = arena_printf(arena,
	    "1 %" PRIu64 " %" PRId64 " %" PRIu64 " %" PRIu32 " %" PRIu32
	    " %" PRIu32 " %s %s%c%s%c%s",
	    state->size, state->mtime_ns, state->inode, state->records,
	    state->passages, state->positions, content, setup, 1, state->path,
	    1, state->negotiations);
	*ret_n = strlen(text);
	return text;
}

static bool
unhex(const char *hex, unsigned char out[FILE_HASH])
{
	size_t n;

	return sodium_hex2bin(out, FILE_HASH, hex, HEX - 1, NULL, &n, NULL) ==
		   0 &&
	       n == FILE_HASH;
}

bool
file_state_unpack(
    struct arena *arena, const char *bytes, size_t n, struct file_state *ret)
{
	char *text = arena_strndup(arena, bytes, n);
	char *path = strchr(text, 1), *negotiations;
	char content[HEX], setup[HEX];

	memset(ret, 0, sizeof *ret);
	if (path == NULL)
		return false;
	*path++ = '\0';
	negotiations = strchr(path, 1);
	if (negotiations == NULL)
		return false;
	*negotiations++ = '\0';
	ret->path = path;
	ret->negotiations = negotiations;
	return sscanf(text,
		   "1 %" SCNu64 " %" SCNd64 " %" SCNu64 " %" SCNu32 " %" SCNu32
		   " %" SCNu32 " %64s %64s",
		   &ret->size, &ret->mtime_ns, &ret->inode, &ret->records,
		   &ret->passages, &ret->positions, content, setup) == 8 &&
	       unhex(content, ret->content) && unhex(setup, ret->setup);
}
