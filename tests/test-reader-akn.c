/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/reader-dump.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

/* Fixtures; what each must give stands beside it, in <name>.out. */
ParameterizedTestParameters(reader_akn, fixture)
{
	static char names[][32] = {"act", "cut", "debate", "empty"};

	return cr_make_param_array(
	    char[32], names, sizeof names / sizeof names[0]);
}

ParameterizedTest(char (*name)[32], reader_akn, fixture)
{
	cr_assert(reader_dump_as_expected(&reader_akn, "akn", *name));
}
