/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading many documents or terms of an xapian-tcpsrv in one round trip.
 * libxapian asks for each when the one before has come; the server answers in
 * order whatever is on its way to it, so here all are asked for, and then read.
 * It speaks the protocol of libxapian 1.4 (39) and no other: where it cannot,
 * libxapian's own way is gone. For xapian-c.cc alone.
 *
 * What a server sends is not trusted: each message has a deadline and a size
 * that it must not exceed, and what is not as expected ends the connection.
 * SIGPIPE is never raised.
 */
#ifndef XAPIAN_C_WIRE_H
#define XAPIAN_C_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct wire;

/* What is wanted of a server. */
struct wire_server {
	const char *host;
	unsigned port;
	unsigned connect_ms; /* 0: for ever */
	unsigned timeout_ms; /* for each message; likewise */
	const char *uuid;    /* of the database, */
	uint32_t last;	     /* which has at least this id */
};

/*
 * Connect. NULL where that fails, or it serves another database or speaks
 * another protocol; `*ret_late` says whether it took too long. Free it with
 * wire_free(). Allocates with malloc().
 */
struct wire *wire_open(const struct wire_server *server, bool *ret_late);

/* Whether it is broken because a message took too long. */
bool wire_is_late(const struct wire *wire);

/* NULL is allowed. */
void wire_free(struct wire *wire);

/*
 * Ask for `n` documents, at most WIRE_MOST. 0, or -1 where the connection is
 * broken. They must all be read before more are asked for.
 */
#define WIRE_MOST 2000
int wire_ask(struct wire *wire, const uint32_t *docids, size_t n);

enum wire_reply {
	WIRE_DATA,   /* the document's, borrowed until the next call; or: the
			term is there */
	WIRE_ABSENT, /* there is no such document, or term */
	WIRE_BROKEN  /* nothing more comes of this connection */
};

/* Read the next of those that were asked for. */
enum wire_reply wire_next(
    struct wire *wire, const char **ret_data, size_t *ret_length);

/*
 * The same for whether any document has a term, of WIRE_TERM bytes at most: ask
 * for some, then read what each is.
 */
#define WIRE_TERMS_MOST 200
#define WIRE_TERM	250
int wire_ask_terms(struct wire *wire, const char *const *terms,
    const size_t *lengths, size_t n);
enum wire_reply wire_next_term(struct wire *wire);

#ifdef __cplusplus
}
#endif

#endif
