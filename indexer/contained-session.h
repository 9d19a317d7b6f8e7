/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One file with one child: asking it, and receiving what it says, within the
 * limits. What that means is read by contained.c, for which this is.
 */
#ifndef INDEXER_CONTAINED_SESSION_H
#define INDEXER_CONTAINED_SESSION_H

#include "indexer/contained-process.h"

/* A child and what came from it. */
struct session {
	struct contained_limits limits;
	const struct document *document;
	const struct record_sink *sink;
	struct arena *arena;
	struct contained_process process;
	bool holds;	   /* what comes is held back until the end */
	char *bytes;	   /* of the piece at hand, behind those held */
	size_t held;	   /* bytes before it */
	size_t room;	   /* bytes there is place for, and for a NUL */
	uint64_t output;   /* bytes that came so far */
	size_t pieces;	   /* that came so far */
	int64_t waited_ms; /* time spent waiting for it */
	int64_t looked_ms; /* when its time was looked at */
	bool finished;	   /* it said that it came to its end */
	bool failed;	   /* there is an error that says why it is stopped */
	bool ready;	   /* for another file */
	bool damaged;	   /* a report says more than a note */
	bool given;	   /* somebody was given a part of what came */
};

/* Begin to count anew: time, bytes and pieces. */
void session_begin(struct session *session, bool holds);

/*
 * Ask for the document. False where the child is gone, which shows when its
 * answer is read, and where its time is up: then `failed` is set.
 */
bool session_ask(struct session *session, struct error *err);

/*
 * Receive a piece: its bytes stand behind those held. False at the end of what
 * it says; with `failed` set where it is to be stopped, and `err` says why.
 */
bool session_receive(
    struct session *session, struct contained_head *head, struct error *err);

/* Have place for `n` bytes in session->bytes, and a NUL. */
void session_make_room(struct session *session, size_t n);

#endif
