/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"
#include "tests/make-pdf.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A file and what becomes of it. */
struct trial {
	struct arena *arena; /* of the file */
	struct arena *out;   /* of the reader */
	struct make_pdf pdf;
	char told[600]; /* the last report */
	struct raw_record raw;
	bool taken;
};

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct trial *trial = context;

	(void)grade;
	(void)path;
	(void)line;
	snprintf(trial->told, sizeof trial->told, "%s", message);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct trial *trial = context;

	(void)arena;
	(void)err;
	trial->raw = *raw;
	trial->taken = true;
	return true;
}

static void
begin(struct trial *trial)
{
	memset(trial, 0, sizeof *trial);
	trial->arena = arena_new();
	trial->out = arena_new();
	trial->pdf.arena = trial->arena;
	make_pdf_page(&trial->pdf);
}

static void
end(struct trial *trial)
{
	arena_free(trial->arena);
	arena_free(trial->out);
}

static void
read_bytes(struct trial *trial, const char *bytes, size_t size)
{
	struct report report = {tell, trial};
	struct record_sink sink = {take, trial};
	struct document document = {.path = "x.pdf",
	    .name = "x.pdf",
	    .bytes = bytes,
	    .size = size,
	    .line = 1,
	    .report = &report};
	struct error err = {0};

	cr_assert(reader_pdf.bid(&document) > 0);
	cr_assert(reader_pdf.read(&document, trial->out, &sink, &err), "%s",
	    err.message);
}

static void
read_made(struct trial *trial)
{
	size_t size;
	const char *bytes = make_pdf_file(&trial->pdf, &size);

	read_bytes(trial, bytes, size);
}

/* Lines of 10 point letters, 12 points apart, from y downwards. */
static double
lines(struct trial *trial, double x, double y, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		make_pdf_text(&trial->pdf, FONT_PLAIN, 10, x, y,
		    arena_strndup(trial->arena, text, n));
		text += n + (text[n] == '\n');
		y -= 12;
	}
	return y;
}

static const struct block *
block_with(const struct trial *trial, const char *text)
{
	for (size_t i = 0; i < trial->raw.n_blocks; i++)
		if (strstr(trial->raw.blocks[i].text, text) != NULL)
			return &trial->raw.blocks[i];
	return NULL;
}

static void
has_block(const struct trial *trial, enum block_kind kind, const char *text)
{
	for (size_t i = 0; i < trial->raw.n_blocks; i++)
		if (trial->raw.blocks[i].kind == kind &&
		    strcmp(trial->raw.blocks[i].text, text) == 0)
			return;
	for (size_t i = 0; i < trial->raw.n_blocks; i++)
		fprintf(stderr, "%d: %s\n", (int)trial->raw.blocks[i].kind,
		    trial->raw.blocks[i].text);
	cr_assert_fail("no block of kind %d: %s", (int)kind, text);
}

static bool
has_mark(const struct block *block, enum mark_kind kind, const char *words)
{
	for (size_t i = 0; i < block->n_marks; i++)
		if (block->marks[i].kind == kind &&
		    block->marks[i].end - block->marks[i].start ==
			strlen(words) &&
		    memcmp(block->text + block->marks[i].start, words,
			strlen(words)) == 0)
			return true;
	return false;
}

/* --- pages ---------------------------------------------------------------- */

Test(reader_pdf, joins_paragraphs_over_pages_without_furniture)
{
	struct trial t;

	begin(&t);
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 760, "XY/CONF.7/3");
	lines(&t, 72, 700,
	    "Aldermark noted that the draft had been before all the "
	    "delegations\n"
	    "for two weeks, and that the text on safeguards which it "
	    "contained\n"
	    "had found wide support among the members of the working group "
	    "and");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 300, 30, "- 14 -");
	make_pdf_page(&t.pdf);
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 760, "XY/CONF.7/3");
	lines(&t, 72, 700,
	    "among observers, so that it could be adopted without a vote "
	    "today.");
	lines(&t, 72, 670, "Brennia could not agree to that.");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 300, 30, "- 15 -");
	read_made(&t);
	cr_assert(t.taken, "%s", t.told);
	cr_assert_eq(t.raw.n_blocks, 2);
	cr_assert(strstr(t.raw.blocks[0].text, "working group and among "
					       "observers, so") != NULL,
	    "%s", t.raw.blocks[0].text);
	cr_assert_str_eq(t.raw.blocks[0].label, "14");
	cr_assert_eq(t.raw.blocks[0].page, 1);
	cr_assert_str_eq(t.raw.blocks[1].label, "15");
	cr_assert_eq(t.raw.blocks[1].page, 2);
	cr_assert_null(block_with(&t, "CONF"));
	end(&t);
}

/* Text that stands where furniture does, and counts otherwise. */
Test(reader_pdf, keeps_headings_on_top_of_pages)
{
	struct trial t;

	begin(&t);
	make_pdf_text(&t.pdf, FONT_BOLD, 10, 72, 740, "Article 5");
	lines(&t, 72, 700, "The first text of some length stands here.");
	make_pdf_page(&t.pdf);
	make_pdf_text(&t.pdf, FONT_BOLD, 10, 72, 740, "Article 9");
	lines(&t, 72, 700, "The second text of some length stands here.");
	make_pdf_page(&t.pdf);
	make_pdf_text(&t.pdf, FONT_BOLD, 10, 72, 740, "Article 16");
	lines(&t, 72, 700, "The third text of some length stands here.");
	read_made(&t);
	has_block(&t, BLOCK_HEADING, "Article 5");
	has_block(&t, BLOCK_HEADING, "Article 9");
	has_block(&t, BLOCK_HEADING, "Article 16");
	end(&t);
}

Test(reader_pdf, reads_columns_one_after_the_other)
{
	struct trial t;
	const char *all = "";

	begin(&t);
	lines(&t, 60, 700,
	    "Caldera said that it was the\nview of its government that\n"
	    "nothing should be taken from\nthe list before the next date\n"
	    "at which all members met and\nwere free to speak about this.");
	lines(&t, 330, 700,
	    "Dunmarrow took the other side\nand said that the list was far\n"
	    "too long to be of any use and\nshould be cut by half as soon\n"
	    "as could be, so that the work\nof the group came to its end.");
	read_made(&t);
	for (size_t i = 0; i < t.raw.n_blocks; i++)
		all =
		    arena_printf(t.arena, "%s%s\n", all, t.raw.blocks[i].text);
	cr_assert(
	    strstr(all, "that nothing should be taken from the list") != NULL,
	    "%s", all);
	cr_assert(strstr(all, "free to speak about this.") <
		      strstr(all, "Dunmarrow took the other side and said"),
	    "%s", all);
	end(&t);
}

Test(reader_pdf, places_notes_after_what_refers_to_them)
{
	struct trial t;
	double y;

	begin(&t);
	y = lines(&t, 72, 700,
	    "Brennia recalled the decision that had been taken by the "
	    "committee");
	make_pdf_text(&t.pdf, FONT_PLAIN, 10, 72, y, "at its last session");
	make_pdf_text(&t.pdf, FONT_PLAIN, 6,
	    72 + make_pdf_width(10, "at its last session"), y + 4, "3");
	make_pdf_text(&t.pdf, FONT_PLAIN, 10,
	    86 + make_pdf_width(10, "at its last session"), y,
	    "and asked for a vote.");
	lines(&t, 72, y - 30, "Caldera asked for more time.");
	make_pdf_draw(&t.pdf, "0.5 w 72 121 m 200 121 l S");
	make_pdf_text(&t.pdf, FONT_PLAIN, 5, 72, 112, "3");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 80, 110, "See document 12.");
	read_made(&t);
	cr_assert_eq(t.raw.n_blocks, 3);
	has_block(&t, BLOCK_PARAGRAPH,
	    "Brennia recalled the decision that had been taken by the "
	    "committee at its last session and asked for a vote.");
	cr_assert_eq(t.raw.blocks[1].kind, BLOCK_NOTE);
	cr_assert_str_eq(t.raw.blocks[1].number, "3");
	cr_assert_str_eq(t.raw.blocks[1].text, "See document 12.");
	end(&t);
}

/* What the printing office adds below, and a number within a sentence. */
Test(reader_pdf, leaves_codes_and_running_titles_out)
{
	struct trial t;

	begin(&t);
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 770, "Report of the Group");
	lines(&t, 72, 700,
	    "Brennia asked for the list of lamps that had been promised to it "
	    "and\n"
	    "said that it would wait for another year, as it had done since "
	    "the");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 40, "24-07683 (E)");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 400, 40, "*2407683*");
	make_pdf_page(&t.pdf);
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 770, "XY/2024/7");
	lines(&t, 72, 700,
	    "first session, in which 14 of the 20 members of the Group had not "
	    "yet\n"
	    "been there, and that it was content with what had been said.");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 40, "2/3");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 400, 40, "24-07683");
	make_pdf_page(&t.pdf);
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 770, "Report of the Group");
	lines(&t, 72, 700, "The last paragraph is a short one, and final.");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 72, 40, "24-07683");
	make_pdf_text(&t.pdf, FONT_PLAIN, 8, 400, 40, "3/3");
	read_made(&t);
	cr_assert_null(block_with(&t, "07683"));
	cr_assert_null(block_with(&t, "2/3"));
	cr_assert_not_null(block_with(
	    &t, "since the first session, in which 14 of the 20 members of"));
	end(&t);
}

/* --- words ---------------------------------------------------------------- */

/* Lines that are stretched to the edge, word by word. */
Test(reader_pdf, closes_the_gaps_of_justified_lines)
{
	static const char *const words[] = {
	    "The", "draft", "had", "been", "before", "all", "delegations"};
	struct trial t;
	double x = 72;

	begin(&t);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		make_pdf_text(&t.pdf, FONT_PLAIN, 10, x, 700, words[i]);
		x += make_pdf_width(10, words[i]) + 14;
	}
	lines(&t, 72, 688,
	    "for two weeks, and the text on lamps which it contained had found "
	    "much\n"
	    "support.");
	read_made(&t);
	has_block(&t, BLOCK_PARAGRAPH,
	    "The draft had been before all delegations for two weeks, and the "
	    "text on lamps which it contained had found much support.");
	end(&t);
}

Test(reader_pdf, keeps_hyphens_of_words_that_have_them)
{
	struct trial t;
	const struct block *block;

	begin(&t);
	lines(&t, 72, 700,
	    "Funds for capacity-building are scarce, and the capacity-\n"
	    "building plan was not agreed; the text was under nego-\n"
	    "tiation, and the negotiation went on about land-\n"
	    "locked States, and their land is locked in by the non-\n"
	    "Aldermark States, it said.");
	read_made(&t);
	block = block_with(&t, "Funds");
	cr_assert_not_null(block);
	cr_assert_str_eq(block->text,
	    "Funds for capacity-building are scarce, and the capacity-building "
	    "plan was not agreed; the text was under negotiation, and the "
	    "negotiation went on about land-locked States, and their land is "
	    "locked in by the non-Aldermark States, it said.");
	end(&t);
}

/* A word goes on over pages and below a line that looks like a number. */
Test(reader_pdf, breaks_no_paragraph_within_a_word)
{
	struct trial t;

	begin(&t);
	lines(&t, 72, 400, "It may use any other fitting measures or crite-");
	make_pdf_page(&t.pdf);
	lines(&t, 72, 740, "ria.");
	lines(&t, 72, 700, "Nothing here is left to choice.");
	read_made(&t);
	has_block(&t, BLOCK_PARAGRAPH,
	    "It may use any other fitting measures or criteria.");
	end(&t);
}

Test(reader_pdf, joins_drop_capitals)
{
	struct trial t;

	begin(&t);
	make_pdf_text(&t.pdf, FONT_PLAIN, 28, 72, 684, "T");
	lines(&t, 92, 696,
	    "he committee met again in the spring and took up the text\n"
	    "that had been left over from the session of the last year,");
	lines(&t, 72, 672,
	    "which nobody had liked, and it came to an end within a week.");
	read_made(&t);
	has_block(&t, BLOCK_PARAGRAPH,
	    "The committee met again in the spring and took up the text that "
	    "had been left over from the session of the last year, which "
	    "nobody had liked, and it came to an end within a week.");
	end(&t);
}

Test(reader_pdf, reads_tables_row_by_row)
{
	struct trial t;

	begin(&t);
	lines(&t, 72, 700, "State\nAldermark\nBrennia");
	lines(&t, 220, 700, "Vote\nyes\nno");
	lines(&t, 360, 700, "Day\n4 May\n5 May");
	read_made(&t);
	has_block(&t, BLOCK_ROW, "State\tVote\tDay");
	has_block(&t, BLOCK_ROW, "Aldermark\tyes\t4 May");
	has_block(&t, BLOCK_ROW, "Brennia\tno\t5 May");
	end(&t);
}

Test(reader_pdf, tells_headings_items_and_numbers)
{
	struct trial t;

	begin(&t);
	make_pdf_text(&t.pdf, FONT_BOLD, 14, 72, 720, "Safeguards");
	lines(&t, 72, 690, "1.  Each Party shall keep a list of these.");
	lines(&t, 72, 670, "(a)  The list is public;");
	lines(&t, 72, 650, "(b)  It is kept up to date.");
	read_made(&t);
	has_block(&t, BLOCK_HEADING, "Safeguards");
	has_block(&t, BLOCK_ITEM, "1. Each Party shall keep a list of these.");
	has_block(&t, BLOCK_ITEM, "(a) The list is public;");
	has_block(&t, BLOCK_ITEM, "(b) It is kept up to date.");
	end(&t);
}

/* --- marks ---------------------------------------------------------------- */

Test(reader_pdf, tells_struck_words_from_inserted_ones)
{
	struct trial t;
	const struct block *block;
	double x = 72 + make_pdf_width(10, "Each Party ");

	begin(&t);
	lines(&t, 72, 700, "Each Party shall may report to the secretariat.");
	make_pdf_draw(
	    &t.pdf, arena_printf(t.arena, "0.6 w %.1f 702.6 m %.1f 702.6 l S",
			x, x + make_pdf_width(10, "shall")));
	x += make_pdf_width(10, "shall ");
	make_pdf_draw(&t.pdf, arena_printf(t.arena, "%.1f 698.4 %.1f 0.5 re f",
				  x, make_pdf_width(10, "may")));
	read_made(&t);
	cr_assert(t.taken, "%s", t.told);
	block = block_with(&t, "Each Party");
	cr_assert_not_null(block);
	cr_assert(has_mark(block, MARK_DELETED, "shall"));
	cr_assert(has_mark(block, MARK_INSERTED, "may"));
	end(&t);
}

/* Underlines alone are no insertions. */
Test(reader_pdf, leaves_underlines_alone)
{
	struct trial t;
	const struct block *block;

	begin(&t);
	lines(&t, 72, 700, "Title of the text");
	make_pdf_draw(&t.pdf, arena_printf(t.arena, "72 698.4 %.1f 0.5 re f",
				  make_pdf_width(10, "Title")));
	read_made(&t);
	block = block_with(&t, "Title");
	cr_assert(has_mark(block, MARK_UNDERLINED, "Title"));
	cr_assert_not(has_mark(block, MARK_INSERTED, "Title"));
	end(&t);
}

/* Whose a colour is, a key says, which is read later. */
Test(reader_pdf, tells_the_colors_of_words)
{
	struct trial t;
	const struct block *block;
	double x = 72 + make_pdf_width(10, "Each Party shall ");

	begin(&t);
	lines(&t, 72, 700, "Each Party shall");
	make_pdf_draw(&t.pdf, "1 0 0 rg");
	make_pdf_text(&t.pdf, FONT_PLAIN, 10, x, 700, "at once");
	make_pdf_draw(&t.pdf, "0 g");
	make_pdf_text(&t.pdf, FONT_PLAIN, 10,
	    x + make_pdf_width(10, "at once "), 700, "report to all.");
	read_made(&t);
	block = block_with(&t, "Each Party shall at once report to all.");
	cr_assert_not_null(block);
	cr_assert(has_mark(block, MARK_COLOR, "at once"));
	end(&t);
}

Test(reader_pdf, refuses_marks_that_are_lost)
{
	struct trial t;

	begin(&t);
	lines(&t, 72, 700,
	    "Each Party shallmay report to the secretariat, which\n"
	    "shouldshall publish what it was told within a month.");
	read_made(&t);
	cr_assert_not(t.taken);
	cr_assert_str_eq(t.told,
	    "it is a marked-up text in which deletions cannot be told from "
	    "insertions");
	end(&t);
}

/* --- letters -------------------------------------------------------------- */

/* Write UTF-8 in a font whose codes are `shift` less. */
static void
coded(struct trial *t, double y, const char *text, int shift)
{
	const char *hex = "";

	while (*text != '\0') {
		unsigned code = (unsigned char)*text++;

		if (code >= 0x80) {
			code = (code & 31) << 6 | ((unsigned char)*text & 63);
			text++;
		}
		code -= (unsigned)(code < 0x80 ? 29 : shift);
		hex = arena_printf(t->arena, "%s%04X", hex, code);
	}
	make_pdf_text(&t->pdf, FONT_CODES, 9, 40, y, hex);
}

Test(reader_pdf, learns_how_far_letters_are_shifted)
{
	/* A font numbers its glyphs by alphabet: any distance will do. */
	static const int shifts[] = {0x1D6, 0x1A3};

	for (size_t i = 0; i < 2; i++) {
		struct trial t;

		begin(&t);
		coded(&t, 700,
		    "Делегация Калдеры выступила за то, чтобы сохранить эту "
		    "статью в нынешнем виде,",
		    shifts[i]);
		coded(&t, 688,
		    "поскольку она содержит важные гарантии, без которых объем "
		    "обязательств будет",
		    shifts[i]);
		coded(&t, 676,
		    "неясен. Другие участники предложили еще раз обсудить ее "
		    "на следующей сессии",
		    shifts[i]);
		coded(&t, 664,
		    "рабочей группы и подготовить общий проект, который "
		    "отражал бы все мнения, а",
		    shifts[i]);
		coded(&t, 652,
		    "также решить вопрос о 42 поправках, внесенных в прошлом "
		    "году, и о юрисдикции.",
		    shifts[i]);
		read_made(&t);
		cr_assert(t.taken, "%s", t.told);
		cr_assert_not_null(block_with(&t,
		    "чтобы сохранить эту статью в нынешнем виде, поскольку"));
		cr_assert_not_null(block_with(&t, "о 42 поправках"));
		end(&t);
	}
}

Test(reader_pdf, reads_right_to_left)
{
	struct trial t;

	begin(&t);
	/*
	 * From left to right as it stands on the page, in presentation forms:
	 * noon final, alef; 42; noon, and lam with alef.
	 */
	make_pdf_text(&t.pdf, FONT_CODES, 12, 100, 700, "FEE60627");
	make_pdf_text(&t.pdf, FONT_CODES, 12, 130, 700, "00340032");
	make_pdf_text(&t.pdf, FONT_CODES, 12, 160, 700, "FEE5FEFB");
	read_made(&t);
	cr_assert(t.taken, "%s", t.told);
	has_block(&t, BLOCK_PARAGRAPH, "\u0644\u0627\u0646 42 \u0627\u0646");
	end(&t);
}

Test(reader_pdf, refuses_letters_that_are_none)
{
	struct trial t;
	const char *hex = "";

	begin(&t);
	for (int i = 0; i < 60; i++)
		hex = arena_printf(t.arena, "%s%04X%s", hex,
		    0xE000 + (i * 37) % 90, i % 6 == 5 ? "0020" : "");
	for (int i = 0; i < 6; i++)
		make_pdf_text(&t.pdf, FONT_CODES, 9, 40, 700 - 12 * i, hex);
	read_made(&t);
	cr_assert_not(t.taken);
	cr_assert(strstr(t.told, "its text layer is not text (") != NULL, "%s",
	    t.told);
	cr_assert(strstr(t.told, "--ocr") != NULL, "%s", t.told);
	end(&t);
}

Test(reader_pdf, refuses_scans)
{
	struct trial t;

	begin(&t);
	make_pdf_draw(&t.pdf,
	    "q 500 0 0 600 50 100 cm\nBI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID\n"
	    "00FF00FF>\nEI Q");
	read_made(&t);
	cr_assert_not(t.taken);
	cr_assert(strstr(t.told, "a scan") != NULL, "%s", t.told);
	end(&t);
}

/* --- bad files ------------------------------------------------------------ */

Test(reader_pdf, survives_files_cut_anywhere)
{
	struct trial t;
	const char *bytes;
	size_t size;

	begin(&t);
	lines(&t, 72, 700, "Some text that is to be cut somewhere.");
	bytes = make_pdf_file(&t.pdf, &size);
	for (size_t n = 8; n < size; n += 97) {
		t.taken = false;
		t.told[0] = '\0';
		read_bytes(&t, arena_strndup(t.arena, bytes, n), n);
		cr_assert(t.taken || t.told[0] != '\0');
	}
	end(&t);
}

Test(reader_pdf, bids_where_the_mark_stands_near_the_beginning)
{
	char late[2048];
	struct document document = {.bytes = late, .size = sizeof late};

	memset(late, ' ', sizeof late);
	cr_assert_eq(reader_pdf.bid(&document), 0);
	memcpy(late + 900, "%PDF-1.7", 8);
	cr_assert(reader_pdf.bid(&document) > 0);
	memset(late, ' ', sizeof late);
	memcpy(late + 1100, "%PDF-1.7", 8);
	cr_assert_eq(reader_pdf.bid(&document), 0);
}
