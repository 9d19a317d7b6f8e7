/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/indexer-scratch.h"
#include "tests/reader-dump.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

/* Fixtures; what each must give stands beside it, in <name>.out. */
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
	cr_assert(reader_dump_as_expected(&reader_tei, "tei", *name));
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
	got = reader_dump_path(arena, &reader_tei, path);
	cr_assert(strstr(got, "speaker=Ann ") != NULL, "%s", got);
	scratch_text(arena, folder, "2021/listPerson.xml", "<listPerson><pers");
	got = reader_dump_path(arena, &reader_tei, path);
	cr_assert(strstr(got, "warning: its list of persons") != NULL &&
		      strstr(got, "speaker=Ann ") != NULL,
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
	got = reader_dump_path(arena, &reader_tei, path);
	cr_assert(strstr(got, "speaker=x ") != NULL, "%s", got);
	scratch_remove(folder);
	arena_free(arena);
}
