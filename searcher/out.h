/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where output goes: a function of main()'s, called with what was gathered.
 * Nothing else in searcher/ knows of files and terminals.
 */
#ifndef SEARCHER_OUT_H
#define SEARCHER_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct out {
	/* Takes bytes; false where they could not be written. */
	bool (*write)(void *context, const char *bytes, size_t n);
	void *context;	   /* passed to write */
	bool failed;	   /* write returned false; nothing more is written */
	bool gone;	   /* something was written already */
	size_t used;	   /* bytes in buffer */
	char buffer[8192]; /* what is gathered */
};

/* Begin with an empty buffer. */
void out_init(struct out *out,
    bool (*write)(void *context, const char *bytes, size_t n), void *context);

void out_write(struct out *out, const char *bytes, size_t n);
void out_puts(struct out *out, const char *s);
void out_printf(struct out *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Forget what is gathered, to write something else. False where some of it was
 * written already.
 */
bool out_forget(struct out *out);

/* Hand over what is gathered. False where anything could not be written. */
bool out_flush(struct out *out);

#endif
