/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a bundle, an index as one file, is laid out; travaux-bundle(5) tells the
 * whole of it. For the core/bundle*.c; others use core/bundle.h.
 *
 * A file begins with a page of text that names its parts and where they are.
 * Nothing here reads or writes a file.
 */
#ifndef CORE_BUNDLE_FORMAT_H
#define CORE_BUNDLE_FORMAT_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUNDLE_FIRST_LINE "travaux-bundle 1"
#define BUNDLE_PAGE                                                            \
	4096			/* bytes of the header; the database's place   \
				   is a multiple of it */
#define BUNDLE_CHUNK	  65536 /* bytes that one hash is for */
#define BUNDLE_HASH	  32	/* bytes of a hash */
#define BUNDLE_HASHES_TOP 16	/* bytes of the part "hashes" before them */

#define BUNDLE_KEY_LINE 56 /* letters of a public key's line */

enum bundle_part {
	BUNDLE_MANIFEST = 0, /* what is in it, text */
	BUNDLE_DATABASE,     /* Xapian's, one file */
	BUNDLE_BLOCKS,	     /* where each block is */
	BUNDLE_TEXTS,	     /* the blocks */
	BUNDLE_HASHES,	     /* of all that is before */
	BUNDLE_SIGNATURE,    /* of the hashes */
	BUNDLE_PARTS
};

/* Its name in the header. */
const char *bundle_part_name(enum bundle_part part);

/* Where a part is. */
struct bundle_place {
	uint64_t offset; /* bytes from the file's beginning */
	uint64_t length; /* bytes */
};

struct bundle_header {
	struct bundle_place part[BUNDLE_PARTS];
	uint64_t length;	       /* of the file */
	char key[BUNDLE_KEY_LINE + 1]; /* the public key it says it is signed
					  with, its line; or "" */
};

/*
 * The header's page of BUNDLE_PAGE bytes, in the arena.
 */
const char *bundle_header_make(
    struct arena *arena, const struct bundle_header *header);

/*
 * Read the first `n` bytes of a file of `length` bytes, whose path is for
 * messages. All places are checked: in order, within the file, the signature
 * at its end. ERROR_INDEX where it is no bundle, or needs what this program
 * lacks (named); ERROR_DAMAGED, also where it is cut short or longer than it
 * should be.
 */
bool bundle_header_read(struct arena *arena, const char *path,
    const char *bytes, size_t n, uint64_t length, struct bundle_header *ret,
    struct error *err);

/* Numbers as the binary parts have them: the low byte first. */
void bundle_put32(unsigned char to[4], uint32_t number);
void bundle_put64(unsigned char to[8], uint64_t number);
uint32_t bundle_get32(const unsigned char from[4]);
uint64_t bundle_get64(const unsigned char from[8]);

#endif
