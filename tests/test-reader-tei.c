/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/blocks-of.h"
#include "tests/indexer-scratch.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

/* Fixtures; what each must give stands beside it, in <name>.xml.blocks. */
ParameterizedTestParameters(reader_tei, fixture)
{
	static char names[][32] = {"Halden_2021-09-14", "Halden-listPerson",
	    "Halden-listOrg", "corpus", "cut", "entities", "included",
	    "outside"};

	return cr_make_param_array(
	    char[32], names, sizeof names / sizeof names[0]);
}

ParameterizedTest(char (*name)[32], reader_tei, fixture)
{
	struct arena *arena = arena_new();
	const char *path = source_path(
	    arena, arena_printf(arena, "tests/fixtures/tei/%s.xml", *name));

	cr_expect(blocks_expect(arena, arena_printf(arena, "%s.blocks", path),
	    blocks_of_file(arena, path)));
	arena_free(arena);
}

/* Speakers' lists in the folder above, and a list that is broken. */
Test(reader_tei, lists_beside)
{
	static const char text[] =
	    "<TEI><text><body><u who='#x'><p>Said.</p></u></body></text></TEI>";
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena), *got, *path;

	scratch_text(arena, folder, "listPerson.xml",
	    "<listPerson><person xml:id='x'><persName>Ann</persName></person>"
	    "</listPerson>");
	path = scratch_text(arena, folder, "2021/a.xml", text);
	got = blocks_of_file(arena, path);
	cr_assert(strstr(got, "speaker: Ann\n") != NULL, "%s", got);
	scratch_text(arena, folder, "2021/listPerson.xml", "<listPerson><pers");
	got = blocks_of_file(arena, path);
	cr_assert(strstr(got, "! its list of persons") != NULL &&
		      strstr(got, "speaker: Ann\n") != NULL,
	    "%s", got);
	scratch_remove(folder);
	arena_free(arena);
}

/* The lists of another corpus in the same folder are not asked. */
Test(reader_tei, lists_of_others)
{
	struct arena *arena = arena_new();
	const char *folder = scratch_new(arena), *got, *path;

	scratch_text(arena, folder, "Other-listPerson.xml",
	    "<listPerson><person xml:id='x'><persName>Ann</persName></person>"
	    "</listPerson>");
	path = scratch_text(arena, folder, "Halden_1.xml",
	    "<TEI><text><body><u "
	    "who='#x'><p>Said.</p></u></body></text></TEI>");
	got = blocks_of_file(arena, path);
	cr_assert(strstr(got, "speaker: x\n") != NULL, "%s", got);
	scratch_remove(folder);
	arena_free(arena);
}
