/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux serve: the pages of travaux.cgi for one person, on loopback, by a
 * web server that is on this machine (lighttpd, else busybox). For main().
 */
#ifndef SEARCHER_SERVE_H
#define SEARCHER_SERVE_H

#include "core/arena.h"
#include "core/error.h"
#include "searcher/trust.h"

#include <stdint.h>

#define SERVE_PORT 8471 /* and those after it, where it is taken */

struct serving {
	const char *self;  /* how this program was called: argv[0] */
	const char *cgi;   /* path of travaux.cgi; NULL: found by `self` */
	const char *index; /* path of the index, absolute */
	const struct trust *trust; /* whose bundles are shown */
	uint16_t port; /* wanted; 0: SERVE_PORT or the next that is free */
	/* Called when the server answers. */
	void (*ready)(const char *address);
};

/*
 * Serve until a signal ends it (SIGINT, SIGTERM, SIGHUP), then take away what
 * was written. ERROR_USAGE where no server is installed, travaux.cgi is not
 * found or the port is taken, ERROR_IO where it cannot be run.
 */
bool serve(
    const struct serving *serving, struct arena *arena, struct error *err);

#endif
