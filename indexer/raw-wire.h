/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A raw record through a pipe, in both directions (wire.h). What is read has
 * the form that reader.h promises, whoever sent it: kinds that exist, marks
 * within their text and in order. For contained.c.
 */
#ifndef INDEXER_RAW_WIRE_H
#define INDEXER_RAW_WIRE_H

#include "indexer/reader.h"
#include "indexer/wire.h"

/*
 * Write the record, or read one into `raw`, which is prepared here; then its
 * strings point into the wire's bytes, and its arrays are in the wire's arena.
 * Where the wire is bad afterwards, nothing of it may be used.
 */
void wire_raw_record(struct wire *wire, struct raw_record *raw);

#endif
