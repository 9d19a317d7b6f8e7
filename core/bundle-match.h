/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which pieces of one string of bytes stand in another: for bundle-delta.c.
 */
#ifndef CORE_BUNDLE_MATCH_H
#define CORE_BUNDLE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bundle_matcher;

/*
 * Prepare for pieces of `old`, which is to live as long. NULL where there is no
 * memory.
 */
struct bundle_matcher *bundle_matcher_new(const unsigned char *old, size_t n);
void bundle_matcher_free(struct bundle_matcher *matcher);

/* A piece that both have. */
struct bundle_match {
	size_t old;    /* where it begins in the old string */
	size_t begin;  /* and in the new one */
	size_t length; /* bytes */
};

/*
 * The next piece of `new_bytes` at or after `from` that the old string has.
 * Where several fit, the one that goes on from `expected` in the old string is
 * taken first. False where there is none.
 */
bool bundle_matcher_next(struct bundle_matcher *matcher,
    const unsigned char *new_bytes, size_t n, size_t from, size_t expected,
    struct bundle_match *ret);

#endif
