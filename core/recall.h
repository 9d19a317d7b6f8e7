/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is kept between runs of what indexes say, under names made of whose it
 * is and of which state. The index asks for it, and programs that have a folder
 * for it (searcher/set-memory.h) give it; all may be gone at any time.
 */
#ifndef CORE_RECALL_H
#define CORE_RECALL_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero: nothing is kept. */
struct recall {
	/* The bytes under a name, in the arena, a NUL after them; or NULL. */
	const char *(*get)(void *context, struct arena *arena, const char *name,
	    size_t *ret_n);
	/* Keep them. False where that cannot be. */
	bool (*put)(
	    void *context, const char *name, const char *bytes, size_t n);
	void *context;
};

/* The name of what `n` words stand for: hexadecimal digits, in the arena. */
const char *recall_name(
    struct arena *arena, const char *const *words, size_t n);

/* The same as the two above. */
const char *recall_get(const struct recall *recall, struct arena *arena,
    const char *name, size_t *ret_n);
bool recall_put(
    const struct recall *recall, const char *name, const char *bytes, size_t n);

#endif
