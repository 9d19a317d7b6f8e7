/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/make-pdf.h"

#include <string.h>

void
make_pdf_page(struct make_pdf *pdf)
{
	pdf->content[pdf->n_pages++] = "";
}

void
make_pdf_draw(struct make_pdf *pdf, const char *operators)
{
	const char **content = &pdf->content[pdf->n_pages - 1];

	*content = arena_printf(pdf->arena, "%s%s\n", *content, operators);
}

void
make_pdf_text(struct make_pdf *pdf, enum make_pdf_font font, double size,
    double x, double y, const char *text)
{
	const char *open = font == FONT_CODES ? "<" : "(";
	const char *close = font == FONT_CODES ? ">" : ")";
	const char *escaped = "";

	for (; *text != '\0'; text++)
		escaped = arena_printf(pdf->arena, "%s%s%c", escaped,
		    font != FONT_CODES && strchr("()\\", *text) ? "\\" : "",
		    *text);
	make_pdf_draw(
	    pdf, arena_printf(pdf->arena,
		     "BT /F%d %.2f Tf 1 0 0 1 %.2f %.2f Tm %s%s%s Tj ET", font,
		     size, x, y, open, escaped, close));
}

double
make_pdf_width(double size, const char *text)
{
	return 0.6 * size * (double)strlen(text);
}

/* What every file has: fonts, of which the last has a table of its codes. */
static const char *const fonts =
    "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Courier"
    "/Encoding/WinAnsiEncoding>> endobj\n"
    "4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Courier-Bold"
    "/Encoding/WinAnsiEncoding>> endobj\n"
    "5 0 obj <</Type/Font/Subtype/Type0/BaseFont/Codes/Encoding/Identity-H"
    "/DescendantFonts[6 0 R]/ToUnicode 8 0 R>> endobj\n"
    "6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/Codes/DW 600"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    "/FontDescriptor 7 0 R>> endobj\n"
    "7 0 obj <</Type/FontDescriptor/FontName/Codes/Flags 4/ItalicAngle 0"
    "/Ascent 800/Descent -200/CapHeight 700/StemV 80"
    "/FontBBox[0 -200 1000 800]>> endobj\n";

static const char *const codes =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    "endcmap end end\n";

/* No table of objects: readers find these by themselves, as in damaged files;
 * with one all is as it should be. */
const char *
make_pdf_file(struct make_pdf *pdf, size_t *ret_size)
{
	struct arena *arena = pdf->arena;
	const char *kids = "", *pages = "", *file, *at, *table;
	int n = 9 + 2 * (int)pdf->n_pages;

	for (size_t i = 0; i < pdf->n_pages; i++) {
		int number = 9 + 2 * (int)i;

		kids = arena_printf(arena, "%s %d 0 R", kids, number);
		pages = arena_printf(arena,
		    "%s%d 0 obj <</Type/Page/Parent 2 0 R/Contents %d 0 R>> "
		    "endobj\n%d 0 obj <</Length %zu>> stream\n%s\nendstream "
		    "endobj\n",
		    pages, number, number + 1, number + 1,
		    strlen(pdf->content[i]), pdf->content[i]);
	}
	file = arena_printf(arena,
	    "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R%s>> endobj\n"
	    "2 0 obj <</Type/Pages/Count %zu/Kids[%s]/MediaBox[0 0 612 792]"
	    "/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>>> endobj\n"
	    "%s8 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n%s",
	    pdf->catalog != NULL ? pdf->catalog : "", pdf->n_pages, kids, fonts,
	    strlen(codes), codes, pages);
	table = "0000000000 65535 f \n";
	for (int i = 1; i < n; i++) {
		at = strstr(file, arena_printf(arena, "\n%d 0 obj", i));
		table = arena_printf(arena, "%s%010d 00000 n \n", table,
		    at != NULL ? (int)(at + 1 - file) : 0);
	}
	file = arena_printf(arena,
	    "%sxref\n0 %d\n%strailer <</Size %d/Root 1 0 R>>\nstartxref\n%zu\n"
	    "%%%%EOF\n",
	    file, n, table, n, strlen(file));
	*ret_size = strlen(file);
	return file;
}
