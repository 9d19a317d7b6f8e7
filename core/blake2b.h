/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * BLAKE2b without a key (RFC 7693), in plain C, all bytes at once. For
 * bundle-hash.c, which hashes hundreds of megabytes before a bundle is asked.
 *
 * All else is libsodium's; this is not, as what libsodium chooses for it (AVX2)
 * has half the speed of plain C on some processors of today, and less than
 * b2sum's, and there is no asking it for another one.
 */
#ifndef CORE_BLAKE2B_H
#define CORE_BLAKE2B_H

#include <stddef.h>

/* The hash of `n` bytes at `s`, of `n_ret` bytes: 1 to 64. */
void blake2b_hash(void *ret, size_t n_ret, const void *s, size_t n);

#endif
