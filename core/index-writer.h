/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing an index: at any moment a reader finds the old state or the new one,
 * also after kill -9. Used by travaux-index alone.
 *
 * New records come in shards: databases of some hundred passages each, built
 * aside, in any process (index_shard), then joined by one compaction into a new
 * database, to which the pointer file is switched (index_writer_commit). A
 * small change is made in the database itself, in transactions that hold whole
 * records with the state of their files.
 *
 * State of files, for runs that change only what changed: metadata "file:" +
 * hash of the path, with size, time of change, content hash and record ids.
 */
#ifndef CORE_INDEX_WRITER_H
#define CORE_INDEX_WRITER_H

#include "core/arena.h"
#include "core/error.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "core/stem.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rest of this interface is the writer's author's to design. */

#endif
