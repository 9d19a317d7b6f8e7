/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a bundle says of itself: its part "manifest", lines of a key, a space
 * and a value (travaux-bundle(5)). For whoever shows a bundle or trusts it.
 */
#ifndef CORE_BUNDLE_MANIFEST_H
#define CORE_BUNDLE_MANIFEST_H

#include "core/arena.h"
#include "core/bundle.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The keys that a program reads; info shows the others as they are. */
struct bundle_manifest {
	const char *name;    /* of the series that it is an edition of */
	uint64_t sequence;   /* number of the edition: a newer one has more */
	const char *created; /* ISO date and time, UTC */
	const char *expires; /* ISO date, the last day it is good for, or "" */
	const char *access;  /* "public" or "restricted" */
	const char *licence; /* note on use, or "" */
	const char *build;   /* identity of what is in it, hexadecimal */
	const char *made_by; /* program and version */
	uint64_t records;    /* how many */
	uint64_t passages;   /* how many */
	uint64_t text_bytes; /* of their texts, as `show` gives them */
	const char *text;    /* all of it */
	size_t n_text;	     /* its bytes */
};

/*
 * Read the manifest of a bundle whose chunks were verified; in the arena.
 * ERROR_DAMAGED where it is not what is packed.
 */
bool bundle_manifest_read(struct bundle *bundle, struct arena *arena,
    struct bundle_manifest *ret, struct error *err);

#endif
