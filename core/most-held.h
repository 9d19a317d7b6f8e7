/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What most holders have a position on: one side of one provision or topic (of
 * the whole of it), the most held first. For those who write an index, which
 * notes the first of them, and for those who show what it can be asked.
 *
 * On disk it is metadata of the database, "most-held": a line
 *
 *   1 (the version) TAB how many documents the database had TAB "all" or "more"
 *
 * where there were more than the note has, and a line for each:
 *
 *   negotiation TAB key TAB action TAB stance TAB holders
 *
 * A small update leaves the note as it is: whoever shows something of it has to
 * ask whether it is on record still.
 */
#ifndef CORE_MOST_HELD_H
#define CORE_MOST_HELD_H

#include "core/arena.h"
#include "core/stance.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct most_held {
	const char *negotiation; /* its id */
	const char *key;	 /* of its position terms (field.h) */
	enum action action;
	enum stance stance;
	unsigned holders; /* different ones */
};

struct most_held_list {
	struct most_held *item;
	size_t count;
	bool whole; /* there is no more */
};

/*
 * Count in a database, in the arena. `documents` is how many it has, by which
 * its list of positions is found (position-list.h); 0: its terms are walked.
 */
enum xap_status most_held_count(struct arena *arena, struct xap_db *db,
    uint32_t documents, struct most_held_list *ret, struct xap_error *xerr);

/*
 * What a database notes, in the arena; `*ret_documents` is how many it had
 * then: 0 where it notes nothing, or nothing that can be read.
 */
enum xap_status most_held_read(struct arena *arena, struct xap_db *db,
    struct most_held_list *ret, uint32_t *ret_documents,
    struct xap_error *xerr);

/* Note what is in `from`, which has `documents`. */
enum xap_status most_held_write(struct xap_writer *to, struct xap_db *from,
    uint32_t documents, struct xap_error *xerr);

#endif
