/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of a message, by GMime: what is its text, and what is attached to
 * it. For the reader of mail only.
 */
#ifndef INDEXER_MAIL_PART_H
#define INDEXER_MAIL_PART_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/charset.h"
#include "indexer/reader.h"

#include <gmime/gmime.h>
#include <stdbool.h>
#include <stdint.h>

#define MAIL_NESTED 50 /* most parts within parts */

/* A message that is read. */
struct mail {
	const struct document *document;
	struct arena *arena;
	const struct record_sink *sink;
	const char *name;   /* of the message in a mailbox, or "" */
	unsigned long line; /* of the file, where it begins ... */
	gint64 at;	    /* ... and the byte */
	bool mbox;	    /* it is one of a mailbox */
	struct raw_record raw;
	struct blocks blocks;	/* of its text */
	GMimePart *html;	/* its text as HTML, where there is no other */
	bool given;		/* the record was */
	unsigned long attached; /* files so far */
	struct error *err;	/* where the sink stopped */
};

/* Report something of the message, by its name and line. */
void mail_tell(struct mail *mail, enum report_grade grade, const char *text);

/* Whether a part is of a type, such as "text" and "html"; "*" is any. */
bool mail_is_type(GMimeObject *object, const char *type, const char *subtype);

/* Whether a part is text that the message consists of, not a file of text. */
bool mail_is_text(GMimeObject *object, const char *subtype);

/*
 * The content of a part, decoded to its bytes, with a NUL that its length
 * counts; to be freed with g_byte_array_free().
 */
GByteArray *mail_content_of(GMimePart *part);

/* A part of text as UTF-8, in the mail's arena; false: it is no text. */
bool mail_text_of(struct mail *mail, GMimePart *part, struct decoded *ret);

/* Ends of lines between two places of one text. */
unsigned long mail_count_lines(const char *s, const char *end);

/*
 * The lines of the file that a part's content has: its first and its last. Both
 * are 0 where it is not the file's own bytes.
 */
void mail_lines_of(const struct mail *mail, GMimePart *part,
    uint32_t *ret_first, uint32_t *ret_last);

/*
 * Find the message's text in a part and those within it, `depth` parts deep:
 * plain text goes to the mail's blocks, a part that is HTML to `html`.
 */
void mail_read_body(struct mail *mail, GMimeObject *object, int depth);

/*
 * Give all that is attached, of a part and those within it, to who takes
 * members. False where that stopped, with the mail's error.
 */
bool mail_read_attached(struct mail *mail, GMimeObject *object, int depth);

#endif
