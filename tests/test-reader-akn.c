/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/blocks-of.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

/* Fixtures; what each must give stands beside it, in <name>.xml.blocks. */
ParameterizedTestParameters(reader_akn, fixture)
{
	static char names[][32] = {"act", "cut", "debate", "empty"};

	return cr_make_param_array(
	    char[32], names, sizeof names / sizeof names[0]);
}

ParameterizedTest(char (*name)[32], reader_akn, fixture)
{
	struct arena *arena = arena_new();
	const char *path = source_path(
	    arena, arena_printf(arena, "tests/fixtures/akn/%s.xml", *name));

	cr_expect(blocks_expect(arena, arena_printf(arena, "%s.blocks", path),
	    blocks_of_file(arena, path)));
	arena_free(arena);
}
