/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Errors as values. A function that can fail takes a `struct error *`, fills
 * it in where the failure happens, and returns false or NULL; whoever has a
 * user to speak to prints it, which is main() alone. Everybody may include
 * this.
 */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

/* What went wrong, as far as callers treat it differently. */
enum error_code {
	ERROR_NONE = 0,
	ERROR_USAGE,	/* what the user wrote: options, query, question */
	ERROR_INPUT,	/* a file or record that cannot be read; go on */
	ERROR_IO,	/* the system refused: disk full, no permission */
	ERROR_INDEX,	/* index missing, damaged, or made by a newer program */
	ERROR_LOCKED,	/* another writer has the index */
	ERROR_MODIFIED, /* a reader was overtaken by commits: reopen, retry */
	ERROR_DATA,	/* a profile or lexicon table is wrong */
	ERROR_LIMIT,	/* more than a stated limit: wildcard, depth, size */
	ERROR_SIGNATURE, /* a bundle whose signature is refused */
	ERROR_EXPIRED,	 /* a bundle that was good until a day that is over */
	ERROR_OUTDATED,	 /* a bundle that is older than one opened before */
	ERROR_DAMAGED,	 /* a bundle that is not as it was made */
	ERROR_PARTIAL	 /* an answer, but with something left out */
};

/* One error; zeroed it means "none". Holds no memory of its own. */
struct error {
	enum error_code code; /* ERROR_NONE where nothing failed */
	int column;	      /* byte offset in the text at fault, or -1 */
	char message[600];    /* one line of UTF-8, without final stop */
};

/*
 * Fill in `err` (which may be NULL: then nothing happens) and return false,
 * so that a caller can write `return error_set(err, ...)`. The message is cut
 * at a whole character when it is too long. An error that was there before is
 * overwritten. The format, here and below, is translated (core/translate.h): it
 * is a literal, or the choice between two.
 */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * As error_set(), with the place in the text at fault: `column` is a byte
 * offset from 0, from which a view draws a caret.
 */
bool error_set_at(struct error *err, enum error_code code, int column,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/*
 * Put "`prefix`: " in front of the message, where a caller knows more (the
 * file's name, the line). Returns false.
 */
bool error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Forget the error. */
void error_clear(struct error *err);

/*
 * The exit status of a program that ends with this error (DESIGN, section 6):
 * 0 none, 2 usage, 3 index missing, locked, damaged or too new, 4 partial,
 * 5 signature refused. I/O and data errors are 3 as well.
 */
int error_exit_status(const struct error *err);

#endif
