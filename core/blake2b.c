/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/blake2b.h"

#include <stdint.h>
#include <string.h>

#define BLOCK 128 /* bytes */

static const uint64_t initial[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b,
    0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1,
    0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

/* The order of the words of a block in each round. */
static const unsigned char order[12][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};

static inline uint64_t
load(const unsigned char *s)
{
	return (uint64_t)s[0] | (uint64_t)s[1] << 8 | (uint64_t)s[2] << 16 |
	       (uint64_t)s[3] << 24 | (uint64_t)s[4] << 32 |
	       (uint64_t)s[5] << 40 | (uint64_t)s[6] << 48 |
	       (uint64_t)s[7] << 56;
}

static inline uint64_t
rotate(uint64_t word, int n)
{
	return word >> n | word << (64 - n);
}

/* Macros, so that compilers take the numbers of rounds as constants. */
#define MIX(r, i, a, b, c, d)                                                  \
	do {                                                                   \
		a += b + m[order[r][2 * (i)]];                                 \
		d = rotate(d ^ a, 32);                                         \
		c += d;                                                        \
		b = rotate(b ^ c, 24);                                         \
		a += b + m[order[r][2 * (i) + 1]];                             \
		d = rotate(d ^ a, 16);                                         \
		c += d;                                                        \
		b = rotate(b ^ c, 63);                                         \
	} while (0)

#define ROUND(r)                                                               \
	do {                                                                   \
		MIX(r, 0, v[0], v[4], v[8], v[12]);                            \
		MIX(r, 1, v[1], v[5], v[9], v[13]);                            \
		MIX(r, 2, v[2], v[6], v[10], v[14]);                           \
		MIX(r, 3, v[3], v[7], v[11], v[15]);                           \
		MIX(r, 4, v[0], v[5], v[10], v[15]);                           \
		MIX(r, 5, v[1], v[6], v[11], v[12]);                           \
		MIX(r, 6, v[2], v[7], v[8], v[13]);                            \
		MIX(r, 7, v[3], v[4], v[9], v[14]);                            \
	} while (0)

/* Take a block in; `done` bytes are taken with it. */
static void
compress(
    uint64_t h[8], const unsigned char block[BLOCK], uint64_t done, int last)
{
	uint64_t m[16], v[16];

	for (int i = 0; i < 16; i++)
		m[i] = load(block + 8 * i);
	for (int i = 0; i < 8; i++) {
		v[i] = h[i];
		v[i + 8] = initial[i];
	}
	v[12] ^= done;
	v[14] = last ? ~v[14] : v[14];
	ROUND(0);
	ROUND(1);
	ROUND(2);
	ROUND(3);
	ROUND(4);
	ROUND(5);
	ROUND(6);
	ROUND(7);
	ROUND(8);
	ROUND(9);
	ROUND(10);
	ROUND(11);
	for (int i = 0; i < 8; i++)
		h[i] ^= v[i] ^ v[i + 8];
}

void
blake2b_hash(void *ret, size_t n_ret, const void *s, size_t n)
{
	const unsigned char *at = s;
	unsigned char block[BLOCK] = {0}, out[64];
	uint64_t h[8], done = 0;

	memcpy(h, initial, sizeof h);
	h[0] ^= 0x01010000 ^ (uint64_t)n_ret;
	for (; n > BLOCK; n -= BLOCK, at += BLOCK) {
		done += BLOCK;
		compress(h, at, done, 0);
	}
	if (n > 0)
		memcpy(block, at, n);
	compress(h, block, done + n, 1);
	for (int i = 0; i < 64; i++)
		out[i] = (unsigned char)(h[i / 8] >> (8 * (i % 8)));
	memcpy(ret, out, n_ret);
}
