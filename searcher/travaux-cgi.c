/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * travaux.cgi: pages and an API over one index, for a web server to run. Here,
 * and nowhere else, are environment, limits and the log. The index and all
 * limits come from the server's environment, never from the address.
 */
/* realpath() is of XSI. */
#define _XOPEN_SOURCE 700

#include "config.h"

#include "core/large-heap.h"
#include "searcher/cgi-limits.h"
#include "searcher/cgi.h"
#include "searcher/set-memory.h"
#include "searcher/trust.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool
write_all(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

static void
log_error(const struct error *err)
{
	fprintf(stderr, "travaux.cgi: %s\n", err->message);
}

/* A bundle that is signed by a key the server trusts. */
static struct bundle *
open_bundle(void *arena, const char *path, struct error *err)
{
	const char *stale = getenv("TRAVAUX_STALE");
	struct trust trust = {.key = getenv("TRAVAUX_TRUST"),
	    .stale = stale != NULL && strcmp(stale, "yes") == 0,
	    .how_key = "TRAVAUX_TRUST",
	    .how_stale = "TRAVAUX_STALE=yes",
	    .trusted = getenv("TRAVAUX_TRUSTED"),
	    .state = getenv("TRAVAUX_STATE"),
	    .now = (int64_t)time(NULL)};

	return trust_open(arena, path, &trust, err);
}

/* Have it remember what it asks again and again; NULL where that fails. */
static struct index *
remember(struct arena *arena, struct index *index, struct error *err)
{
	struct set_memory *own = arena_alloc(arena, sizeof *own);
	struct recall recall = set_memory(own);

	own->folder = getenv("TRAVAUX_STATE");
	own->now = (int64_t)time(NULL);
	if (index == NULL || index_remember(index, &recall, err))
		return index;
	index_free(index);
	return NULL;
}

/* The index: a folder, a bundle, or a set of these and of servers. */
static struct index *
open_path(struct arena *arena, const char *path, struct error *err)
{
	struct bundle *bundle;
	struct index *index;
	char *real;

	if (!bundle_is(path)) {
		/* Where it leads now: opened again, it is the same index,
		 * though a link to it led elsewhere since. */
		real = realpath(path, NULL);
		index = index_open_with(
		    real != NULL ? real : path, open_bundle, arena, err);
		free(real);
		return remember(arena, index, err);
	}
	bundle = open_bundle(arena, path, err);
	return bundle == NULL ? NULL : index_open_bundle(bundle, err);
}

/* What is asked: NULL index, with an error, where there is none. */
static void
open_index(struct searcher *searcher, struct error *err)
{
	const char *path = getenv("TRAVAUX_INDEX");

	if (path == NULL || *path == '\0') {
		error_set(err, ERROR_INDEX,
		    "TRAVAUX_INDEX is not set; set it in the server's "
		    "configuration, see travaux.cgi(8)");
		return;
	}
	searcher->stems = stems_new(err);
	if (searcher->stems != NULL)
		searcher->index = open_path(searcher->arena, path, err);
}

/* Pages in the reader's language, where there is a catalog of it. */
static const struct translate_language *
begin_language(struct arena *arena, const char *program)
{
	const struct translate_language *language = cgi_language(arena, getenv);

	/* Servers that give a name alone run a program in its own folder. */
	if (program != NULL && strchr(program, '/') == NULL)
		program = arena_printf(arena, "./%s", program);
	return translate_begin(language, getenv("TRAVAUX_LOCALEDIR"), program)
		   ? language
		   : translate_language(0);
}

int
main(int argc, char **argv)
{
	struct cgi_reply *reply;
	struct searcher searcher = {0};
	const struct translate_language *language;
	struct error err = {0};
	bool head, sent;

	cgi_limits_set(getenv);
	large_heap(LARGE_HEAP_ANSWER, 0);
	reply = malloc(sizeof *reply);
	if (reply == NULL)
		cgi_limits_no_memory();
	searcher.arena = arena_new();
	cgi_reply_init(reply);
	if (sodium_init() < 0)
		error_set(&err, ERROR_INDEX, "cannot start libsodium");
	else if (cgi_needs_index(searcher.arena, getenv))
		open_index(&searcher, &err);
	/* After the index, whose errors are for the log; the catalog is a file.
	 */
	language = begin_language(searcher.arena, argc > 0 ? argv[0] : NULL);
	/* A program that stops answering is started anew. */
	if (!index_has_programs(searcher.index))
		cgi_limits_enter(getenv,
		    index_paths(searcher.index, searcher.arena),
		    index_has_servers(searcher.index));
	cgi_limits_pages(
	    cgi_page_of_limit(searcher.arena, getenv, language, CGI_LIMIT_TIME),
	    cgi_page_of_limit(
		searcher.arena, getenv, language, CGI_LIMIT_MEMORY));
	cgi_answer(reply, &head, getenv, language, &searcher, &err);
	if (err.code != ERROR_NONE)
		log_error(&err);
	sent = cgi_reply_send(reply, head, write_all);
	/* What is held, the system takes back sooner than we do. */
	exit(sent ? 0 : 1);
}
