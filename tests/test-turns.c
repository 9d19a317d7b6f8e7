/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/turn.h"
#include "indexer/turns.h"
#include "tests/tables.h"

#include <criterion/criterion.h>
#include <string.h>

/* States that do not exist. */
static struct test_table tables[] = {
    {"holders/delegations.tsv",
	"id\tiso3\tkind\tun_short_en\n"
	"AA\tALD\tState\tAldermark\nBB\tBRE\tState\tBrennia\n"
	"CC\tCAL\tState\tCaldera\nDD\tDUN\tState\tDunmarrow\n"},
    {"holders/groups.tsv",
	"group_id\tname_en\tkind\tmembers\nHG\tHarbour Group\tgroup\tAA CC\n"},
    {"holders/roles.tsv",
	"id\ten\nChair\tChair;Chairperson\nPresident\tPresident\n"
	"Facilitator\tFacilitator\nSecretary-General\tSecretary-General\n"},
    {NULL, NULL}};

static struct arena *arena;
static struct negotiation *neg;

static void
setup(void)
{
	struct error err = {0};
	struct table_source source;

	arena = arena_new();
	source = test_tables(tables);
	neg = negotiation_load(arena, &source, "", &err);
	cr_assert(neg != NULL, "%s", err.message);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(turns, .init = setup, .fini = teardown);

static const struct {
	const char *text;
	enum turn_form form;
	const char *speaker;
	const char *role;
	const char *delivered;
	const char *speech; /* how it begins */
} beginnings[] = {
    {"The President: I call on the next speaker.", TURN_STRONG, "The President",
	"chair", "", "I call"},
    {"The Acting President (spoke in French): Merci.", TURN_STRONG,
	"The Acting President", "chair", "fr", "Merci"},
    {"The Chair (Ms. Vale): Order.", TURN_STRONG, "The Chair (Ms. Vale)",
	"chair", "", "Order"},
    {"La Presidenta: Se abre la sesión.", TURN_STRONG, "La Presidenta", "chair",
	"", "Se abre"},
    {"主席：现在开会。", TURN_STRONG, "主席", "chair", "", "现在"},
    {"Председатель: Заседание открыто.", TURN_STRONG, "Председатель", "chair",
	"", "Заседание"},
    {"Ms. Vale (Brennia) (spoke in Arabic): We agree.", TURN_STRONG,
	"Ms. Vale (Brennia)", "", "ar", "We agree"},
    {"MR. REED: No.", TURN_STRONG, "MR. REED", "", "", "No"},
    {"Mr. Reed (Dunmarrow), speaking on behalf of the Harbour Group: Yes.",
	TURN_STRONG,
	"Mr. Reed (Dunmarrow), speaking on behalf of the Harbour Group", "", "",
	"Yes"},
    {"00:12:33 Aldermark: thank you.", TURN_STRONG, "Aldermark", "", "",
	"thank you"},
    {"[00:12:33] Facilitator: thank you.", TURN_STRONG, "Facilitator", "", "",
	"thank you"},
    {"Ann Thorn 0:07:05\nSo, hello.", TURN_STRONG, "Ann Thorn", "", "",
	"So, hello"},
    {"[00:12:33] Ms. Vale (Brennia) [interpretation from French]: We agree.",
	TURN_STRONG, "Ms. Vale (Brennia)", "", "fr", "We agree"},
    {"The President (00:03:00): Thank you.", TURN_STRONG, "The President",
	"chair", "", "Thank you"},
    {"Mr. Reed (Dunmarrow) [0:03]: Thank you.", TURN_STRONG,
	"Mr. Reed (Dunmarrow)", "", "", "Thank you"},
    {"The representative of Caldera: We wait.", TURN_STRONG,
	"The representative of Caldera", "", "", "We wait"},
    {"President Thorn (Caldera): We wait.", TURN_STRONG,
	"President Thorn (Caldera)", "", "", "We wait"},
    {"ALDERMARK: We wait.", TURN_WEAK, "ALDERMARK", "", "", "We wait"},
    {"Mr. President: I have the honour to speak.", TURN_NONE, "", "", "", ""},
    {"Madam Chair: thank you.", TURN_NONE, "", "", "", ""},
    {"Mr. Secretary-General: thank you.", TURN_NONE, "", "", "", ""},
    {"Excellencies: thank you.", TURN_NONE, "", "", "", ""},
    {"Article 5: Scope", TURN_NONE, "", "", "", ""},
    {"We have three aims: peace, ice and light.", TURN_NONE, "", "", "", ""},
    {"At 10:30 Aldermark spoke.", TURN_NONE, "", "", "", ""},
    {"", TURN_NONE, "", "", "", ""},
};

Test(turns, beginnings)
{
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		const char *text = beginnings[i].text;
		struct turn turn;
		enum turn_form form =
		    turn_begins(neg, arena, text, strlen(text), &turn);

		cr_expect_eq(
		    form, beginnings[i].form, "%s: form %d", text, (int)form);
		if (form == TURN_NONE)
			continue;
		cr_expect_str_eq(
		    turn.speaker, beginnings[i].speaker, "%s", text);
		cr_expect_str_eq(turn.role, beginnings[i].role, "%s", text);
		cr_expect_str_eq(
		    turn.delivered, beginnings[i].delivered, "%s", text);
		cr_expect(strncmp(text + turn.speech, beginnings[i].speech,
			      strlen(beginnings[i].speech)) == 0,
		    "%s: speech '%s'", text, text + turn.speech);
	}
}

Test(turns, roles)
{
	static const char *const chairs[] = {"The President", "THE CHAIRPERSON",
	    "Vice-President", "The President of the General Assembly",
	    "Co-Chair", "Le Président", "El Presidente", "The Speaker"};
	static const char *const others[] = {"", "Mr. Reed", "President Reed",
	    "The President of the Republic", "Facilitator",
	    "Chairs made of oak"};

	for (size_t i = 0; i < sizeof chairs / sizeof *chairs; i++)
		cr_expect_str_eq(
		    turn_role(chairs[i]), "chair", "%s", chairs[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_str_eq(turn_role(others[i]), "", "%s", others[i]);
}

/* Blocks of paragraphs, one for each string up to NULL. */
static struct blocks
paragraphs(const char *const *texts)
{
	struct blocks blocks;

	blocks_init(&blocks, arena);
	for (uint32_t line = 1; *texts != NULL; texts++, line += 10) {
		struct block *block = blocks_add(
		    &blocks, BLOCK_PARAGRAPH, *texts, strlen(*texts));

		block->line_first = line;
		block->line_last = line + 4;
	}
	return blocks;
}

/* Who speaks in each block: "line speaker[role]{delivered} aside: text". */
static const char *
written(const struct block *blocks, size_t count)
{
	const char *all = "";

	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%s%u %s%s%s%s%s%s: %s\n", all,
		    (unsigned)blocks[i].line_first, blocks[i].speaker,
		    blocks[i].role[0] != '\0' ? " " : "", blocks[i].role,
		    blocks[i].delivered[0] != '\0' ? " in " : "",
		    blocks[i].delivered,
		    blocks[i].kind == BLOCK_ASIDE ? " aside" : "",
		    blocks[i].text);
	return all;
}

Test(turns, verbatim_record)
{
	static const char *const texts[] = {"Provisional record",
	    "The meeting was called to order at 10 a.m.",
	    "The President: I declare the meeting open.\nMs. Vale has the "
	    "floor.",
	    "Ms. Vale (Brennia) (spoke in French): We support Article 7.",
	    "It is short.", "(spoke in English)\nIt is also clear.",
	    "The President: Thank you.\nMr. Reed (Dunmarrow): We do not.",
	    NULL};
	struct blocks blocks = paragraphs(texts);

	cr_assert(turns_blocks(neg, arena, &blocks.block, &blocks.count));
	cr_assert_str_eq(written(blocks.block, blocks.count),
	    "1 : Provisional record\n"
	    "11  aside: The meeting was called to order at 10 a.m.\n"
	    "21 The President chair: I declare the meeting open.\nMs. Vale has "
	    "the floor.\n"
	    "31  aside: (spoke in French)\n"
	    "31 Ms. Vale (Brennia) in fr: We support Article 7.\n"
	    "41 Ms. Vale (Brennia) in fr: It is short.\n"
	    "51  aside: (spoke in English)\n"
	    "52 Ms. Vale (Brennia) in en: It is also clear.\n"
	    "61 The President chair: Thank you.\n"
	    "62 Mr. Reed (Dunmarrow): We do not.\n");
}

Test(turns, no_transcript)
{
	static const char *const statement[] = {"Mr. President: good morning.",
	    "We note three points: one, two and three.",
	    "The Chair: that is whom I thank.", NULL};
	static const char *const list[] = {"Aldermark: 5 per cent.",
	    "Some other text.", "And more.", "And more.", "And more.",
	    "And more.", "And more.", "And more.", "Caldera: 6 per cent.",
	    NULL};
	struct blocks blocks = paragraphs(statement);

	cr_expect_not(turns_blocks(neg, arena, &blocks.block, &blocks.count));
	blocks = paragraphs(list);
	cr_expect_not(turns_blocks(neg, arena, &blocks.block, &blocks.count));
}

Test(turns, names_and_colons)
{
	static const char *const texts[] = {"ALDERMARK: We agree.",
	    "CALDERA: We do not.", "Harbour Group: We wait.", NULL};
	struct blocks blocks = paragraphs(texts);

	cr_assert(turns_blocks(neg, arena, &blocks.block, &blocks.count));
	cr_assert_str_eq(written(blocks.block, blocks.count),
	    "1 ALDERMARK: We agree.\n11 CALDERA: We do not.\n"
	    "21 Harbour Group: We wait.\n");
}

/* Speakers that the format has are left alone. */
Test(turns, speakers_known)
{
	static const char *const texts[] = {
	    "The President: Yes.", "Mr. Reed (Dunmarrow): No.", NULL};
	struct blocks blocks = paragraphs(texts);

	blocks.block[0].speaker = "Somebody";
	cr_expect_not(turns_blocks(neg, arena, &blocks.block, &blocks.count));
}

Test(turns, lines_of_what_is_cut)
{
	static const char *const texts[] = {
	    "The President: Yes.\nMr. Reed (Dunmarrow): No.\nNever.", NULL};
	struct blocks blocks = paragraphs(texts);

	blocks.block[0].line_first = 4;
	blocks.block[0].line_last = 6;
	cr_assert(turns_blocks(neg, arena, &blocks.block, &blocks.count));
	cr_assert_eq(blocks.count, 2);
	cr_assert_str_eq(blocks.block[1].text, "No.\nNever.");
	cr_assert_str_eq(blocks.block[1].speaker, "Mr. Reed (Dunmarrow)");
	cr_assert_eq(blocks.block[1].line_first, 5);
	cr_assert_eq(blocks.block[1].line_last, 6);
}
