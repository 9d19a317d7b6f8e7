/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a file is e-mail, by its headers. For the reader of mail only.
 */
#ifndef INDEXER_MAIL_KIND_H
#define INDEXER_MAIL_KIND_H

#include "indexer/reader.h"

/*
 * How many bits of the beginning say that it is a message or a mailbox; 0: it
 * is neither. As a reader's bid.
 */
int mail_bid(const struct document *document);

/*
 * Of a mailbox, where the headers of its first message begin, within the
 * document's bytes, after its line "From x date"; NULL where it is none.
 */
const char *mail_after_mbox_line(const struct document *document);

#endif
