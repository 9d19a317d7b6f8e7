/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What goes into a bundle is counted while it is packed, and made into its
 * manifest. For bundle-pack.c.
 */
#ifndef CORE_BUNDLE_CONTENTS_H
#define CORE_BUNDLE_CONTENTS_H

#include "core/arena.h"
#include "core/error.h"
#include "core/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bundle_contents;

/* What the one who packs says of it. */
struct bundle_label {
	const char *name;    /* of the series; "": the negotiations' ids */
	uint64_t sequence;   /* of the edition */
	const char *created; /* ISO date and time, UTC */
	const char *expires; /* ISO date, or "" */
	const char *licence; /* or "" */
	const char *made_by; /* program and version */
	bool restricted;     /* restricted records are in it */
};

struct bundle_contents *bundle_contents_new(void);
void bundle_contents_free(struct bundle_contents *contents);

/* Count a passage of a record that is in the bundle. */
void bundle_contents_add(struct bundle_contents *contents,
    const struct record *record, const struct passage *passage,
    const char *data, size_t n_data);

/*
 * Note that a record stays out; whether one that is in shares its file with
 * such.
 */
void bundle_contents_leave_out(
    struct bundle_contents *contents, const struct record *record);
bool bundle_contents_is_partial(
    const struct bundle_contents *contents, const struct record *record);

/* Whether a passage of this negotiation, or of this record, was counted. */
bool bundle_contents_has_negotiation(
    const struct bundle_contents *contents, const char *id);
bool bundle_contents_has_record(
    const struct bundle_contents *contents, const char *id);

/* Count a table that the bundle has, for its identity. */
void bundle_contents_add_table(struct bundle_contents *contents,
    const char *name, const char *bytes, size_t n);

/*
 * Count a source: a file that gave the records `ids`, one a line. Those of
 * which nothing is in the bundle are left out; the hash of those of which only
 * a part is, as it would speak of the rest.
 */
void bundle_contents_add_source(struct bundle_contents *contents,
    const char *ids, const unsigned char *hash, size_t n_hash);

/* Settle the identity: 32 hexadecimal digits. */
const char *bundle_contents_build(struct bundle_contents *contents);

uint64_t bundle_contents_records(const struct bundle_contents *contents);
uint64_t bundle_contents_passages(const struct bundle_contents *contents);
uint64_t bundle_contents_text_bytes(const struct bundle_contents *contents);

/* Codes of languages, ids of negotiations: sorted, one a line; in the arena. */
const char *bundle_contents_languages(
    struct bundle_contents *contents, struct arena *arena);
const char *bundle_contents_negotiations(
    struct bundle_contents *contents, struct arena *arena);

/* The manifest, in the arena. */
const char *bundle_contents_manifest(struct bundle_contents *contents,
    struct arena *arena, const struct bundle_label *label, size_t *ret_n);

/*
 * The comment that is signed with it, in the arena: one line, for those who
 * verify with another program.
 */
const char *bundle_contents_comment(struct bundle_contents *contents,
    struct arena *arena, const struct bundle_label *label);

#endif
