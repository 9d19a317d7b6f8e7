/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What one request may use, and what its process gives up before it looks at
 * what came from outside. For travaux-cgi.c.
 *
 * Limits are POSIX. Where the system has more (core/sandbox-linux.h), that is
 * taken on too; where it has not, the limits stand by themselves: no further
 * file, socket or pipe can be opened, and a request that an index's changes
 * overtake is answered with 503.
 */
#ifndef SEARCHER_CGI_LIMITS_H
#define SEARCHER_CGI_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Limits of time and memory from the server's variables, through `get`
 * (getenv), and an answer to standard output, whole and our own, where one is
 * reached (504, 503). Nothing may have been sent then. To be called first.
 */
void cgi_limits_set(char *(*get)(const char *name));

/*
 * Give up all but reading what is open, writing to what is open, and memory;
 * and, where the system can tell files apart (Landlock), reading what is in
 * `paths` (ended by NULL; NULL for none): an index that changes while it is
 * read has to be opened again. With `connects`, servers can be connected to as
 * well, for an answer that did not come is asked for anew. To be called when
 * the index is open, before the request is looked at. TRAVAUX_CGI_SANDBOX=off
 * leaves it out. False where only limits stand.
 */
bool cgi_limits_enter(
    char *(*get)(const char *name), const char *const *paths, bool connects);

/*
 * Pages to answer with where time, or memory, is up: HTML, which lasts as long
 * as the program. Until then they are in English.
 */
void cgi_limits_pages(const char *slow, const char *large);

/* Answer that there is no memory (503), and end. */
_Noreturn void cgi_limits_no_memory(void);

#endif
