/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Readers: one for each format, chosen by bid. A reader turns a file into raw
 * records: what the file says of itself, and its body, as blocks (block.h) or
 * as a text that is to be split. To add a format, write a reader-<format>.c
 * and name it in reader.c. For indexer/ only.
 *
 * There are two sorts. Readers of text get their document decoded. The others
 * (PDF, XML, archives ...) get the bytes of the file, decode for themselves,
 * and run in a child process with limits (contained.h), since they hand bytes
 * from anywhere to large libraries: what they return crosses a pipe, and a
 * field added to what is below is sent in raw-wire.c.
 */
#ifndef INDEXER_READER_H
#define INDEXER_READER_H

#include "core/arena.h"
#include "core/error.h"
#include "core/record.h"
#include "indexer/block.h"
#include "indexer/report.h"

#include <stdbool.h>
#include <stddef.h>

/* A file to read, or a part of one. */
struct document {
	const char *path;   /* as given by the user */
	const char *name;   /* its last part, without ".gz" */
	const char *bytes;  /* the file's bytes; a NUL stands after them */
	size_t size;	    /* how many */
	const char *text;   /* decoded: UTF-8, lines end in "\n"; NULL for
			       readers of bytes */
	size_t length;	    /* bytes of text */
	unsigned long line; /* line of the file where text begins, from 1 */
	unsigned depth;	    /* archives it is in, one within the other */
	bool ocr;	    /* pictures of text may be read by a program */
	const struct report *report;	   /* for what is to be said about it */
	const struct member_sink *members; /* takes files within it, or NULL */
};

/* Larger files within files are left out. */
#define MEMBER_BYTES ((size_t)64 << 20)

/* A file within a file: of an archive, or attached to a mail. */
struct member_file {
	const char *name;  /* made harmless (member-name.h); "": the file
			      itself, unpacked */
	const char *bytes; /* its content; a NUL stands after it */
	size_t size;	   /* how many bytes */
};

/* Who takes such files. Each is read as if it lay in the folder. */
struct member_sink {
	/* Live during the call. False stops the reading; `err` says why. */
	bool (*take)(
	    void *context, const struct member_file *member, struct error *err);
	void *context; /* given to `take` */
};

/* A record as its file has it. */
struct raw_record {
	struct record record; /* the fields; passages where the format has
				 them, without numbers */
	bool has_kind;	      /* record.kind was said, not assumed */
	const char *abstract; /* what its header says it is about, or "" */
	const char *member;   /* its name within an archive or mailbox, or "" */
	struct block *blocks; /* the body, where the format has a form; else: */
	size_t n_blocks;      /* how many */
	const char *body;     /* the text to be split; not with passages */
	size_t body_length;   /* its bytes */
	unsigned long line;   /* line of the file where the body begins */
	bool one_line;	      /* all of it stands in that one line (JSONL) */
	bool markdown;	      /* headings are marked, and not to be guessed */
};

/* Who takes the records. */
struct record_sink {
	/*
	 * Take one record. What it points to lives until the call returns, in
	 * the arena or the document. False stops the reading; `err` says why.
	 */
	bool (*take)(void *context, struct arena *arena, struct raw_record *raw,
	    struct error *err);
	void *context; /* given to `take` */
};

struct reader {
	const char *name; /* of the format, for messages */
	/*
	 * How many bits of the document say that it is this format, 0 if it
	 * cannot be. Looks at the beginning only.
	 */
	int (*bid)(const struct document *document);
	/*
	 * Read all records. The arena is the reader's, to be reset between
	 * records. False where the file, or its rest, is left out
	 * (ERROR_INPUT) or the sink stopped.
	 */
	bool (*read)(const struct document *document, struct arena *arena,
	    const struct record_sink *sink, struct error *err);
	/*
	 * Have its libraries set up what they make at first use, so that
	 * processes forked from this one find it there; or NULL. Once.
	 */
	void (*warm_up)(void);
	bool bytes;  /* it reads bytes, not decoded text */
	bool beside; /* it reads lists in files beside the document */
	bool shares; /* one child may read several files (contained.h): it gives
			few records of each, and leaves nothing behind */
	bool lines;  /* each line stands for itself, and is UTF-8: a file may be
			read in parts that begin at lines */
};

/*
 * The reader of text that bids highest for a decoded document, or NULL with
 * ERROR_INPUT, which says what the file seems to be.
 */
const struct reader *reader_find(
    const struct document *document, struct error *err);

/* The reader of bytes that bids highest, or NULL: it may be text. */
const struct reader *reader_find_bytes(const struct document *document);

/* The place of a reader in the table of all, or -1; and the reader there. */
int reader_number(const struct reader *reader);
const struct reader *reader_at(size_t number);

/* Read a small text and drop what it gives: for warm_up(). */
void reader_read_sample(const struct reader *reader, const char *sample);

/*
 * Whether a file is of a format known not to be text or to need a reader of
 * its own (PDF, Word, XML ...), by its first bytes and its name: its name in
 * words, or NULL.
 */
const char *reader_foreign(const char *name, const char *bytes, size_t n);

/* Whether a file of this name is read by lines (see `lines`). */
bool reader_by_lines(const char *name);

/* Last part of a path, a final ".gz" taken off; in the arena. */
const char *reader_name(struct arena *arena, const char *path);

/* Prepare a raw record: no field, no text. */
void raw_record_init(struct raw_record *raw);

/*
 * Set the field of this name or usual alias, if it is one ("lang", "source").
 * `value` is kept by pointer. False for names that are no field and for
 * unknown kinds, about which the document's report is told.
 */
bool raw_record_set(struct raw_record *raw, const struct document *document,
    unsigned long line, const char *name, const char *value);

/* Whether raw_record_set() would know the field. */
bool raw_record_knows(const char *name);

/* The readers. */
extern const struct reader reader_archive;
extern const struct reader reader_mail;
extern const struct reader reader_text;
extern const struct reader reader_markdown;
extern const struct reader reader_jsonl;
extern const struct reader reader_docx;
extern const struct reader reader_html;
extern const struct reader reader_odt;
extern const struct reader reader_tei;
extern const struct reader reader_akn;
extern const struct reader reader_pdf;

#endif
