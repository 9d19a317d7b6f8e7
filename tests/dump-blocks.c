/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage: dump-blocks FILE
 *
 * Print what the reader of a file makes of it, for working on readers.
 */
#include "core/arena.h"
#include "tests/blocks-of.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();

	if (argc != 2) {
		fputs("usage: dump-blocks FILE\n", stderr);
		return 2;
	}
	fputs(blocks_of_file(arena, argv[1]), stdout);
	arena_free(arena);
	return 0;
}
