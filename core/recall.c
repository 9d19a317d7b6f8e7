/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/recall.h"

#include <sodium.h>
#include <string.h>

#define NAME_BYTES 24

const char *
recall_name(struct arena *arena, const char *const *words, size_t n)
{
	unsigned char hash[NAME_BYTES];
	char hex[2 * NAME_BYTES + 1];
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	for (size_t i = 0; i < n; i++)
		crypto_generichash_update(&state,
		    (const unsigned char *)words[i], strlen(words[i]) + 1);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_strdup(arena, hex);
}

const char *
recall_get(const struct recall *recall, struct arena *arena, const char *name,
    size_t *ret_n)
{
	return recall->get != NULL
		   ? recall->get(recall->context, arena, name, ret_n)
		   : NULL;
}

bool
recall_put(
    const struct recall *recall, const char *name, const char *bytes, size_t n)
{
	return recall->put != NULL &&
	       recall->put(recall->context, name, bytes, n);
}
