/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Named members of a ZIP archive in memory: the documents that are one (DOCX,
 * ODT) are read by it, with limits on what they unpack to. An archive whose
 * directory, at its end, is missing is refused: it was cut short. For indexer/
 * only.
 */
#ifndef INDEXER_ZIP_MEMBER_H
#define INDEXER_ZIP_MEMBER_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What is more than this is refused. 0: the usual limit. */
struct zip_limits {
	size_t member_bytes; /* of a member, unpacked (usual: 64 MiB) */
	unsigned ratio;	     /* all members wanted to the archive, where they
				are more than 16 MiB (usual: 200) */
};

/* A member that is wanted, and what was found. */
struct zip_member {
	const char *name;  /* "word/document.xml"; letter case and "\" for "/"
			      do not matter, as in Office's own archives */
	const char *bytes; /* what it holds, a NUL after it; NULL: not there */
	size_t size;	   /* its bytes */
};

/* Whether the bytes begin as a ZIP archive does. */
bool zip_begins(const char *bytes, size_t n);

/*
 * Whether the archive has a member of this name, or, where `name` ends in "/",
 * one below it. False for what is no archive.
 */
bool zip_has(const char *bytes, size_t n, const char *name);

/*
 * Unpack the members wanted, into the arena; of equal names the first.
 * ERROR_INPUT, naming the member, for a broken or encrypted archive and for
 * what is over a limit. `limits` may be NULL.
 */
bool zip_read(struct arena *arena, const char *bytes, size_t n,
    const struct zip_limits *limits, struct zip_member *members, size_t count,
    struct error *err);

#endif
