/* SPDX-License-Identifier: GPL-2.0-or-later */
/* BLAKE2b in plain C gives what RFC 7693 and libsodium do. */
#include "config.h"

#include "core/blake2b.h"

#include <criterion/criterion.h>
#include <sodium.h>
#include <string.h>

Test(blake2b, the_vector_of_the_rfc)
{
	unsigned char hash[64];
	char hex[129];

	blake2b_hash(hash, sizeof hash, "abc", 3);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	cr_assert_str_eq(hex,
	    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
	    "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

Test(blake2b, any_length_as_libsodium)
{
	unsigned char text[1025], hash[64], wanted[64];

	cr_assert(sodium_init() >= 0);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (unsigned char)(i * 167 + i / 251);
	for (size_t n = 0; n <= sizeof text; n++)
		for (size_t n_hash = 16; n_hash <= 64; n_hash += 16) {
			crypto_generichash(wanted, n_hash, text, n, NULL, 0);
			blake2b_hash(hash, n_hash, text, n);
			cr_assert(memcmp(hash, wanted, n_hash) == 0,
			    "%zu bytes, a hash of %zu", n, n_hash);
		}
}
