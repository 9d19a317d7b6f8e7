/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"
#include "tests/blocks-of.h"
#include "tests/zip-of.h"

#include <criterion/criterion.h>
#include <string.h>

#define TEXT "application/vnd.oasis.opendocument.text"

Test(reader_odt, a_draft)
{
	struct arena *arena = arena_new();
	size_t n;
	const char *zip = zip_of_folder(
	    arena, source_path(arena, "tests/fixtures/office/odt-draft"), &n);

	cr_expect(blocks_expect(arena,
	    source_path(arena, "tests/fixtures/office/odt-draft.blocks"),
	    blocks_of(arena, "draft.odt", zip, n)));
	arena_free(arena);
}

static const struct {
	const char *kind;
	const char *content;  /* or NULL */
	const char *manifest; /* or NULL */
	const char *blocks;   /* their beginning */
} cases[] = {
    {TEXT,
	"<d><body><text><p>One</p><p><change-start change-id='x'/>two"
	"<change change-id='x'/><change-end/></p><list><list-item><p>three</p>"
	"</list-item></list></text></body></d>",
	NULL, "paragraph 0 | One\nparagraph 0 | two\nitem 1 | three\n"},
    {TEXT, NULL, NULL,
	"error: it has no content.xml, where its text should be\n"},
    {TEXT, "<d><body>", NULL,
	"error: content.xml: it is no well-formed XML: line 1: "},
    {TEXT, "<!DOCTYPE d [<!ENTITY e 'boom'>]><d/>", NULL,
	"error: content.xml: it declares entities, which are not read\n"},
    {TEXT, "\x01\x02", "<m:encryption-data/>", "error: it is encrypted\n"},
    {"application/vnd.oasis.opendocument.spreadsheet", "<d/>", NULL,
	"error: no reader for it: it is an OpenDocument spreadsheet\n"},
    {"application/epub+zip", "<d/>", NULL, "error: no reader of bytes bids\n"},
};

Test(reader_odt, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct zip_part parts[3] = {
		    {"mimetype", cases[i].kind, strlen(cases[i].kind)}};
		struct arena *arena = arena_new();
		size_t count = 1, n;
		const char *zip, *got;

		if (cases[i].content != NULL)
			parts[count++] = (struct zip_part){"content.xml",
			    cases[i].content, strlen(cases[i].content)};
		if (cases[i].manifest != NULL)
			parts[count++] =
			    (struct zip_part){"META-INF/manifest.xml",
				cases[i].manifest, strlen(cases[i].manifest)};
		zip = zip_of(arena, parts, count, &n);
		got = blocks_of(arena, "x.ods", zip, n);
		cr_expect_eq(
		    strncmp(got, cases[i].blocks, strlen(cases[i].blocks)), 0,
		    "case %zu: %s", i, got);
		arena_free(arena);
	}
}

Test(reader_odt, what_was_cut_is_named)
{
	struct arena *arena = arena_new();
	struct zip_part part = {"mimetype", TEXT, strlen(TEXT)};
	size_t n;
	const char *zip = zip_of(arena, &part, 1, &n);

	cr_expect_str_eq(blocks_of(arena, "x.odt", zip, n - 30),
	    "error: it is no whole ZIP archive: its directory is missing, as "
	    "if it had been cut short\n");
	arena_free(arena);
}
