/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The list of hashes in a bundle: the length that it covers (8 bytes), the
 * length of a chunk (4), four NULs, then BLAKE2b of 32 bytes for each chunk;
 * the last chunk is what is left. For the core/bundle*.c.
 */
#ifndef CORE_BUNDLE_HASH_H
#define CORE_BUNDLE_HASH_H

#include "core/bundle-format.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many chunks there are in so many bytes. */
uint64_t bundle_chunks(uint64_t length);

/* The length of a list that covers `length` bytes. */
uint64_t bundle_hashes_length(uint64_t length);

/*
 * Whether a list of `n` bytes is one that covers `length` bytes, by its top
 * and its length.
 */
bool bundle_hashes_fit(const unsigned char *list, size_t n, uint64_t length);

/* The hash of chunk `i` in a list. */
const unsigned char *bundle_hashes_at(const unsigned char *list, uint64_t i);

/* Read exactly `n` bytes at a place of a file; errno is 0 at its end. */
bool bundle_pread(int fd, void *ret, size_t n, uint64_t offset);

/* The hash of one chunk's bytes. */
void bundle_hash(const void *bytes, size_t n, unsigned char ret[BUNDLE_HASH]);

/*
 * Make the list of the first `length` bytes of a file: malloc()ed, its length
 * is bundle_hashes_length(). NULL with errno.
 */
unsigned char *bundle_hashes_make(int fd, uint64_t length);

#endif
