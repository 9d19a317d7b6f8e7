/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"
#include "tests/blocks-of.h"
#include "tests/zip-of.h"

#include <criterion/criterion.h>
#include <string.h>

#define W                                                                      \
	"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/"    \
	"main'"

Test(reader_docx, a_draft)
{
	struct arena *arena = arena_new();
	size_t n;
	const char *zip = zip_of_folder(
	    arena, source_path(arena, "tests/fixtures/office/docx-draft"), &n);

	cr_expect(blocks_expect(arena,
	    source_path(arena, "tests/fixtures/office/docx-draft.blocks"),
	    blocks_of(arena, "draft.docx", zip, n)));
	arena_free(arena);
}

/* What becomes of a document with this main part. */
static const char *
blocks_of_main(struct arena *arena, const char *xml)
{
	struct zip_part parts[] = {
	    {"[Content_Types].xml", "<Types/>", 8},
	    {"word/document.xml", xml, strlen(xml)},
	};
	size_t n;
	const char *zip = zip_of(arena, parts, 2, &n);

	return blocks_of(arena, "x.docm", zip, n);
}

static const struct {
	const char *xml;
	const char *blocks; /* their beginning */
} cases[] = {
    {"<w:document " W "><w:body/></w:document>", ""},
    {"<w:document " W "><w:body><w:p><w:r><w:t>One</w:t></w:r></w:p>"
     "</w:body></w:document>",
	"paragraph 0 | One\n"},
    /* Numbers that lead nowhere. */
    {"<w:document " W "><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val='77'/>"
     "<w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:footnoteReference "
     "w:id='4'/><w:commentReference w:id='x'/><w:t>One</w:t></w:r></w:p>"
     "</w:body></w:document>",
	"paragraph 0 | One\n"},
    /* A field without an end is told. */
    {"<w:document " W "><w:body><w:p><w:r><w:t>One</w:t><w:fldChar "
     "w:fldCharType='begin'/></w:r></w:p></w:body></w:document>",
	"! a field in it does not end"},
    {"<!DOCTYPE x [<!ENTITY e 'boom'>]><w:document " W "><w:body><w:p><w:r>"
     "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>",
	"error: word/document.xml: it declares entities, which are not read\n"},
    {"<w:document " W "><w:body><w:p><w:r><w:t>One</w:t>",
	"error: word/document.xml: it is no well-formed XML: line 1: "},
    {"", "error: word/document.xml: it is no well-formed XML"},
};

Test(reader_docx, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		const char *got = blocks_of_main(arena, cases[i].xml);

		cr_expect_eq(
		    strncmp(got, cases[i].blocks, strlen(cases[i].blocks)), 0,
		    "case %zu: %s", i, got);
		arena_free(arena);
	}
}

Test(reader_docx, absurd_nesting_is_refused)
{
	struct arena *arena = arena_new();
	size_t deep = 100000, used = 0;
	char *xml = arena_alloc(arena, 16 * deep + 1);

	for (size_t i = 0; i < deep; i++, used += 5)
		memcpy(xml + used, "<sdt>", 5);
	cr_expect_str_eq(blocks_of_main(arena, xml),
	    "error: word/document.xml: its elements are nested too deep\n");
	arena_free(arena);
}

Test(reader_docx, a_bomb_is_refused)
{
	struct arena *arena = arena_new();
	size_t size = (size_t)100 << 20;
	char *xml = arena_alloc(arena, size + 1);
	const char *got;

	memset(xml, ' ', size);
	memcpy(xml, "<a>", 3);
	got = blocks_of_main(arena, xml);
	cr_expect_eq(strncmp(got,
			 "error: its member word/document.xml "
			 "unpacks to more than ",
			 57),
	    0, "%s", got);
	arena_free(arena);
}

Test(reader_docx, what_is_no_whole_document)
{
	static const struct zip_part sheet[] = {
	    {"[Content_Types].xml", "<Types/>", 8},
	    {"xl/workbook.xml", "<workbook/>", 11},
	};
	static const struct zip_part other[] = {{"a.txt", "text", 4}};
	struct arena *arena = arena_new();
	size_t n;
	const char *zip = zip_of(arena, sheet, 2, &n);

	cr_expect_str_eq(blocks_of(arena, "x.xlsx", zip, n),
	    "error: no reader for it: it is an Excel workbook\n");
	cr_expect_str_eq(blocks_of(arena, "x.docx", zip, n / 2),
	    "error: it is no whole ZIP archive: its directory is missing, as "
	    "if it had been cut short\n");
	zip = zip_of(arena, sheet, 1, &n);
	cr_expect_str_eq(blocks_of(arena, "x.docx", zip, n),
	    "error: it has no word/document.xml, where its text should be\n");
	zip = zip_of(arena, other, 1, &n);
	cr_expect_str_eq(blocks_of(arena, "x.zip", zip, n),
	    "error: the files in it have nobody who takes them\n");
	arena_free(arena);
}

Test(reader_docx, encrypted_documents_are_named)
{
	static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 x";
	static const char locked[] =
	    "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0"
	    "P\0a\0c\0k\0a\0g\0e\0";

	cr_expect_str_eq(reader_foreign("x.doc", old, sizeof old - 1),
	    "an old Word, Excel or PowerPoint file");
	cr_expect_str_eq(reader_foreign("x.docx", locked, sizeof locked - 1),
	    "a Word, Excel or PowerPoint file that is encrypted");
}
