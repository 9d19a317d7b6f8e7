/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one owner of memory: an arena per record on the way in, one per request
 * on the way out. Nothing in it is freed piece by piece; everything goes with
 * arena_reset() or arena_free(). Everybody may include this. Not for sharing
 * between threads.
 *
 * No function here returns NULL: a program that has no memory left has nothing
 * left to say, and abort()s.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; arena_free() it. */
struct arena *arena_new(void);

/* Free the arena and all that was allocated in it. NULL is allowed. */
void arena_free(struct arena *arena);

/*
 * Forget everything allocated, but keep the memory for what comes next. All
 * pointers into the arena are void after it.
 */
void arena_reset(struct arena *arena);

/*
 * `size` bytes, zeroed, aligned for any type. A size of 0 gives a pointer
 * that must not be read. Lives as long as the arena.
 */
void *arena_alloc(struct arena *arena, size_t size);

/* An array of `count` things of `size` bytes, zeroed; overflow aborts. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/*
 * Grow an array to `count` elements of `size` bytes: the first `old_count`
 * are copied, the rest is zeroed. `old` may be NULL. In place where the array
 * was the last thing allocated, so that appending costs little.
 */
void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t count,
    size_t size);

/* A copy of `n` bytes with a NUL after them. */
char *arena_strndup(struct arena *arena, const char *s, size_t n);

/* A copy of a string; NULL gives "". */
char *arena_strdup(struct arena *arena, const char *s);

/* A string made as by printf(). */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As arena_printf(), with the arguments in `args`. */
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

/* Bytes handed out since arena_new() or the last arena_reset(). */
size_t arena_used(const struct arena *arena);

#endif
