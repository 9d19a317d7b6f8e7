/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The texts of a record and what repair made of them. For repair*.c alone.
 */
#ifndef INDEXER_REPAIR_UNITS_H
#define INDEXER_REPAIR_UNITS_H

#include "indexer/edited-text.h"
#include "indexer/repair.h"

/* A text of the record, and what became of it. */
struct unit {
	struct edited_text text;
	struct block *block;	 /* whose it is, or NULL */
	struct passage *passage; /* whose it is, or NULL */
};

struct repair {
	struct unit *unit;
	size_t units;
};

#endif
