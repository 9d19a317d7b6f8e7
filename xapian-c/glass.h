/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The files of a glass database, as libxapian 1.4 writes them, for those parts
 * of this library that write them themselves (bulk.c). Nobody else includes
 * this.
 *
 * A table is a B-tree of blocks in a file. Here it is made in one go: entries
 * are added in the order of their keys, the blocks lie in memory, and are
 * written at the end, or as soon as they are full. What is in the tables is
 * told where they are filled.
 *
 * Functions that return bool fail for want of memory alone, unless they say
 * more.
 */
#ifndef XAPIAN_C_GLASS_H
#define XAPIAN_C_GLASS_H

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- numbers and strings as bytes ---------------------------------------- */

/* Bytes that grow. Start with {0}; free(bytes.s) at the end. */
struct glass_bytes {
	unsigned char *s;
	size_t len;  /* in use */
	size_t room; /* allocated */
};

/* The most that one number takes. */
#define GLASS_NUMBER_MAX 10

/* Make room for `more` bytes after those in use. */
bool glass_bytes_room(struct glass_bytes *bytes, size_t more);

bool glass_bytes_add(struct glass_bytes *bytes, const void *s, size_t n);

/* Add a number: 7 bits a byte, low first, high bit = more follows. */
bool glass_bytes_number(struct glass_bytes *bytes, uint64_t number);

/* Add a number so that the bytes sort as the numbers do (below 2^30). */
bool glass_bytes_sorted_number(struct glass_bytes *bytes, uint32_t number);

/* The same as glass_bytes_number() where there is room: returns the end. */
unsigned char *glass_put_number(unsigned char *to, uint64_t number);

/* Bytes being read. */
struct glass_in {
	const unsigned char *at;
	const unsigned char *end;
};

/* Take a number as glass_put_number() writes it; false where it is cut. */
bool glass_in_number(struct glass_in *in, uint64_t *ret);

/* --- tables --------------------------------------------------------------- */

#define GLASS_LEVELS  10
#define GLASS_KEY_MAX 255

struct glass_table {
	struct glass_bytes blocks;	   /* all of them, in order; or */
	bool streams;			   /* they are written when full, */
	int fd;				   /* to this file, */
	unsigned char *open[GLASS_LEVELS]; /* and these are not yet */
	int failed;			   /* errno of a write; 0: none */
	bool fills;			   /* see glass_table_add() */
	uint32_t count;			   /* blocks */
	uint32_t block_size;		   /* bytes */
	uint32_t revision;		   /* of the database */
	uint32_t current[GLASS_LEVELS];	   /* the last block of each level */
	unsigned levels;		   /* how many there are; 0: no entry */
	uint64_t entries;		   /* keys */
	unsigned char key[GLASS_KEY_MAX];  /* the last one */
	size_t key_len;
};

/* Begin an empty table. */
void glass_table_init(
    struct glass_table *table, uint32_t block_size, uint32_t revision);
void glass_table_clear(struct glass_table *table);

/*
 * Have an empty table write its blocks to a file, as soon as they are full,
 * and the rest: no more memory is needed than for some blocks. Adding, too,
 * then fails where writing does, with `failed` set.
 */
void glass_table_stream(struct glass_table *table, int fd);
bool glass_table_flush(struct glass_table *table);

/*
 * Add an entry, whose key (1 to GLASS_KEY_MAX bytes) comes after all that were
 * added. `compressed` says that the tag is a raw deflate stream of what it is.
 * Where the last block has not room for it, it goes to the next one, or, while
 * the table's `fills` is set, it is cut so that the block is full: reading it
 * then takes two blocks.
 */
bool glass_table_add(struct glass_table *table, const void *key, size_t key_len,
    const void *tag, size_t tag_len, bool compressed);

/* --- the version file ----------------------------------------------------- */

/* The tables of a database, in the order of the version file. */
enum glass_table_name {
	GLASS_POSTLIST,
	GLASS_DOCDATA,
	GLASS_TERMLIST,
	GLASS_POSITION,
	GLASS_SPELLING,
	GLASS_SYNONYM,
	GLASS_TABLES
};

/* What the version file says of all documents. */
struct glass_stats {
	uint32_t doc_count;    /* documents */
	uint32_t last_docid;   /* the highest id of one */
	uint32_t length_min;   /* of documents that have a length */
	uint32_t length_max;   /* likewise */
	uint32_t wdf_max;      /* of a term in a document */
	uint64_t total_length; /* of all documents */
};

#define GLASS_VERSION_MAX 1024 /* bytes of a version file */

/* A version file that was read. */
struct glass_version {
	unsigned char bytes[GLASS_VERSION_MAX];
	size_t len;			 /* of bytes */
	size_t tables[GLASS_TABLES + 1]; /* where each one's entry begins, and
					    where the last one ends */
	uint32_t revision;   /* of what is to be written: the next one */
	uint32_t block_size; /* bytes */
};

/*
 * Read a version file of `len` bytes. False where it is not of the one format
 * that is known here.
 */
bool glass_version_read(
    struct glass_version *version, const void *bytes, size_t len);

/*
 * The version file of the next revision, with these tables and statistics
 * (NULL: as they were): bytes to be written.
 */
bool glass_version_write(const struct glass_version *version,
    const struct glass_table *const tables[GLASS_TABLES],
    const struct glass_stats *stats, struct glass_bytes *ret);

/* --- values ---------------------------------------------------------------
 */

/* Values of many documents, collected document by document. */
struct glass_values;

struct glass_values *glass_values_new(void);
void glass_values_free(struct glass_values *values);

/*
 * Add a value (not an empty one); one for each slot of a document. Documents
 * come in the order of their ids.
 */
bool glass_values_add(struct glass_values *values, uint32_t docid,
    uint32_t slot, const char *s, size_t n);

/* Write all values; they come before the postings. Nothing is added after. */
bool glass_values_write(struct glass_values *values, struct glass_table *table);

/* --- postings -------------------------------------------------------------
 */

/* Postings of many terms, collected document by document. */
struct glass_postings;

struct glass_postings *glass_postings_new(void);
void glass_postings_free(struct glass_postings *postings);

/* A term's hash, for the next two. */
uint32_t glass_term_hash(const char *s, size_t n);

/*
 * Have the memory fetched that adding postings of terms with these hashes will
 * need: a collection of terms is larger than the processor's caches.
 */
void glass_postings_fetch(
    const struct glass_postings *postings, const uint32_t *hash, size_t n);

/*
 * Add a posting; a term that comes again in a document adds to its wdf.
 * Documents come in the order of their ids. `hash` is glass_term_hash().
 */
bool glass_postings_add(struct glass_postings *postings, uint32_t docid,
    const char *term, size_t len, uint32_t hash, uint32_t wdf);

/* The length of a document, once for each. */
bool glass_postings_length(
    struct glass_postings *postings, uint32_t docid, uint32_t length);

/* The greatest wdf of a term in a document, of those written. */
uint32_t glass_postings_wdf_max(const struct glass_postings *postings);

/* Bytes of memory they take. */
size_t glass_postings_size(const struct glass_postings *postings);

/* Write the lengths of documents, then all terms. Nothing is added after. */
bool glass_postings_write(
    struct glass_postings *postings, struct glass_table *table);

#endif
