/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage: dump-blocks FILE
 *
 * Print what the reader of a file makes of it, for working on readers.
 */
#include "core/arena.h"
#include "indexer/reader.h"
#include "tests/blocks-of.h"
#include "tests/zip-of.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	const char *bytes;
	size_t n;

	if (argc != 2) {
		fputs("usage: dump-blocks FILE\n", stderr);
		return 2;
	}
	bytes = file_bytes(arena, argv[1], &n);
	fputs(blocks_of(arena, reader_name(arena, argv[1]), bytes, n), stdout);
	arena_free(arena);
	return 0;
}
