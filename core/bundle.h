/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A bundle: an index as one signed file (travaux-bundle(5)), to be read where
 * it lies. Made by bundle-pack.h, which programs that only ask do not link.
 *
 * The order is: bundle_open(), which looks at the header and the signed list
 * of hashes; bundle_signed_by(), with a key that is trusted; bundle_verify(),
 * which reads all of the file. trust_open() (searcher/trust.h) does all of this
 * and remembers it. Only then is anything in it to be believed, and only then
 * does bundle_database() give the database to libxapian, which a damaged one
 * can crash.
 */
#ifndef CORE_BUNDLE_H
#define CORE_BUNDLE_H

#include "core/arena.h"
#include "core/bundle-format.h"
#include "core/bundle-key.h"
#include "core/error.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct bundle;

/* Whether the file at `path` begins as a bundle does (of any version). */
bool bundle_is(const char *path);

/*
 * Open one and read what says where its parts are. ERROR_INDEX where it cannot
 * be read, is none, or needs what this program lacks; ERROR_DAMAGED where it is
 * cut short or otherwise not as it was made.
 */
struct bundle *bundle_open(const char *path, struct error *err);
void bundle_free(struct bundle *bundle);

const char *bundle_path(const struct bundle *bundle);

/*
 * Call it by another path in messages: what is on the way to a place has a name
 * that means nothing to who waits for it.
 */
void bundle_call(struct bundle *bundle, const char *path);
const struct bundle_header *bundle_header(const struct bundle *bundle);

/* The file as it was when opened. */
const struct stat *bundle_stat(const struct bundle *bundle);

/* The number of the key that it says it is signed by. */
const unsigned char *bundle_signer(const struct bundle *bundle);

/* The comment in its signature, one line. */
const char *bundle_comment(const struct bundle *bundle);

/* BLAKE2b (64 bytes) of its list of hashes: what is signed. */
const unsigned char *bundle_root(const struct bundle *bundle);

/* ERROR_SIGNATURE where it is not signed by this key. */
bool bundle_signed_by(const struct bundle *bundle,
    const struct bundle_public *key, struct error *err);

/*
 * Compare every chunk of the file with its hash. ERROR_DAMAGED tells the
 * place of the first that differs, and the part it is in.
 */
bool bundle_verify(struct bundle *bundle, struct error *err);

/*
 * The same, but go on after the first: calls `bad` with the place of each
 * chunk that differs. `*ret_count` is how many.
 */
bool bundle_survey(struct bundle *bundle,
    void (*bad)(void *context, uint64_t offset, uint64_t length), void *context,
    size_t *ret_count, struct error *err);

/* The hash that the chunk at this place of the file should have. */
const unsigned char *bundle_chunk_hash(
    const struct bundle *bundle, uint64_t offset);

/* Say that the chunks were verified before, the same file being the same. */
void bundle_believe(struct bundle *bundle);
bool bundle_believed(const struct bundle *bundle);

/* --- what is in a bundle that was verified -------------------------------- */

/* A small part whole, in the arena, with a NUL after it. */
const char *bundle_read_part(struct bundle *bundle, struct arena *arena,
    enum bundle_part part, size_t *ret_n, struct error *err);

/* Bytes of the file, from `offset`. */
bool bundle_read_at(struct bundle *bundle, uint64_t offset, void *ret, size_t n,
    struct error *err);

/* Bytes of a part, from `offset` in it. */
bool bundle_read(struct bundle *bundle, enum bundle_part part, uint64_t offset,
    void *ret, size_t n, struct error *err);

/* The database, opened where it lies in the file. */
struct xap_db *bundle_database(struct bundle *bundle, struct xap_error *xerr);

/* As xap_check_fd(), of the database. */
enum xap_status bundle_check(struct bundle *bundle, struct xap_text *ret_report,
    size_t *ret_errors, struct xap_error *xerr);

/*
 * The data (pack.h) of the passage with this document id; they live until the
 * next call.
 */
bool bundle_passage(struct bundle *bundle, uint32_t docid,
    const char **ret_data, size_t *ret_n, struct error *err);

#endif
