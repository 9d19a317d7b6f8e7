/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From a raw record to one that can be indexed: metadata by their order of
 * strength (command line, manifest, the file's header, the text itself),
 * passages, ids, positions. For indexer/ only.
 */
#ifndef INDEXER_PREPARE_H
#define INDEXER_PREPARE_H

#include "core/arena.h"
#include "core/error.h"
#include "core/record.h"
#include "indexer/language-id.h"
#include "indexer/manifest.h"
#include "indexer/profiles.h"
#include "indexer/reader.h"
#include "indexer/repair.h"
#include "indexer/report.h"

#include <stdbool.h>
#include <stddef.h>

/* A field as the command line sets it. */
struct given_field {
	const char *name;
	const char *value;
};

/* What holds for all records of a run. */
struct prepare_settings {
	struct profiles *profiles;
	struct repairs *repairs; /* NULL: damaged words stay as they are */
	const struct given_field *given; /* stronger than all else */
	size_t n_given;
	const char *negotiation; /* of records that name none; "" or an id */
	struct language_id *language; /* to tell languages, or NULL */
	unsigned shards; /* 0, or: of so many shards (index-set.h) */
	unsigned shard;	 /* only the records of this one, from 0 */
};

/* What holds for all records of a file. */
struct prepare_file {
	const char *path;		     /* as given: the record's path */
	const char *id;			     /* of a record that has none */
	const char *name;		     /* the file's name, for guessing */
	const struct manifest_row *manifest; /* or NULL */
	const char *negotiation; /* of a profile beside the file, or NULL */
};

/*
 * Complete `raw->record`: its passages are made or numbered, its positions
 * found. The profile used goes to `*ret_profile`. A record may come out with
 * no passages: there was no text. The profile is NULL where the record belongs
 * to another shard, and nothing more is done. ERROR_DATA for a broken profile,
 * ERROR_INPUT for a draft whose deletions and insertions cannot be told apart.
 */
bool prepare_record(const struct prepare_settings *settings,
    const struct prepare_file *file, const struct document *document,
    struct arena *arena, struct raw_record *raw,
    const struct profile **ret_profile, struct error *err);

#endif
