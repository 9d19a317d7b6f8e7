/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Standard output as a terminal: its width, and a pager before it. For main()
 * alone; nothing that reads or shows knows of it.
 */
#ifndef SEARCHER_TERMINAL_H
#define SEARCHER_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal {
	bool is_terminal; /* standard output is one */
	unsigned width;	  /* its columns, 80 where it does not say */
	int fd;		  /* where output goes: itself, or the pager */
	pid_t pager;	  /* the pager, or 0 */
};

/* Look at standard output. `columns` is $COLUMNS, or NULL. */
void terminal_init(struct terminal *terminal, const char *columns);

/*
 * Start the pager (a shell command; NULL or "" means less) where standard
 * output is a terminal. Without one, output goes on as before.
 */
void terminal_page(struct terminal *terminal, const char *pager);

/* Write all bytes; `context` is the terminal. False on error. */
bool terminal_write(void *context, const char *bytes, size_t n);

/* Wait until the pager was left. */
void terminal_finish(struct terminal *terminal);

/*
 * Ask the user, on the terminal itself, whatever standard input is. NULL where
 * there is none. The answer's line goes to `ret` of `room` bytes, cut where it
 * is longer; with `hidden` it is not shown while it is typed.
 */
char *terminal_ask(const char *prompt, bool hidden, char *ret, size_t room);

#endif
