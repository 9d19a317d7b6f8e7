/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/structure.h"

#include "indexer/bracket.h"
#include "indexer/passage-cut.h"
#include "indexer/text-blocks.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Texts and what they are split into: for each passage its lines, its
 * provision, speaker and heading, and its text, "|" between and "/" for a
 * newline.
 */
static const struct {
	const char *about;
	enum record_kind kind;
	bool markdown;
	const char *text;
	const char *passages[8];
} cases[] = {
    {"blank lines separate", RECORD_OTHER, false,
	"One paragraph.\n\nAnother one,\nof two lines.\n",
	{"1-1|||One paragraph.", "3-4|||Another one,/of two lines."}},
    {"long lines are paragraphs, and headings stand over them", RECORD_OTHER,
	false,
	"The first paragraph of this text goes on for rather a long while, as "
	"paragraphs do in files that have them on one line each, so that "
	"nobody could take it for a wrapped line.\n"
	"A snail's pace\n"
	"The second paragraph of this text goes on for rather a long while "
	"too, as paragraphs do in files that have them on one line each, and "
	"it stops here.\n"
	"The third is cut by the end of a page, which comes in the middle of a "
	"sentence that has not yet ended when the page does, and so it is "
	"that we find\n"
	"7\n"
	"the rest of it here.\n",
	{"1-1|||The first", "3-3||A snail's pace|The second",
	    "4-6||A snail's "
	    "pace|The third"}},
    {"wrapped lines end where a short line ends a sentence", RECORD_OTHER,
	false,
	"DIVIDED WE STAND\n"
	"The lines of this paragraph are wrapped at a width of\n"
	"some fifty characters, and its last line is short,\n"
	"like this.\n"
	"The next paragraph begins without any blank line to\n"
	"be seen, and nobody will mistake where it began, one\n"
	"hopes.\n",
	{"2-4||DIVIDED WE STAND|The lines of",
	    "5-7||DIVIDED WE STAND|The next"}},
    {"items of a list are passages of their own", RECORD_OTHER, false,
	"The following was agreed upon at the end of the day:\n"
	"(a) that the first of the two texts would be kept;\n"
	"(b) that the second one would be looked at again.\n",
	{"1-1|||The following", "2-2|||(a) that", "3-3|||(b) that"}},
    {"Markdown's headings nest and its marks go", RECORD_OTHER, true,
	"# Plenary\n\n## Morning\n\n> Quoted *words*.\n\n- an item\n\n"
	"# Corridors\nLast.\n",
	{"5-5||Plenary > Morning|Quoted *words*.",
	    "7-7||Plenary > Morning|an item", "10-10||Corridors|Last."}},
    {"articles of a draft are provisions; references are not", RECORD_DRAFT,
	false,
	"Article 42\nConditions and safeguards\n"
	"1. Each Party shall do what it shall.\n"
	"Article 42 provides more than this.\n"
	"ARTICLE 5 BIS - Scope\n"
	"The scope is wide.\n",
	{"3-3|art 42(1)|Article 42 > Conditions and safeguards|1. Each",
	    "4-4|art 42(1)|Article 42 > Conditions and safeguards|Article 42 "
	    "provides",
	    "6-6|art 5 bis|ARTICLE 5 BIS - Scope|The scope"}},
    {"only drafts have provisions", RECORD_STATEMENT, false,
	"Article 42\n\nThis is what we say of it.\n",
	{"3-3||Article 42|This is"}},
    {"entries of a compilation are their holders', known or not",
	RECORD_COMPILATION, false,
	"ARTICLE 9\n"
	"High Seas Alliance\n"
	"1. This text is what the first of them wants it to be, and it wants "
	"that.\n"
	"Rationale None provided\n"
	"World Wide Fund\n"
	"2. And this text is what the second wants.\n"
	"ARTICLE 10\n"
	"3. Nobody is named for this one, as can be seen.\n",
	{"3-3|art 9(1)|ARTICLE 9|1. This", "4-4|art 9|ARTICLE 9|Rationale",
	    "6-6|art 9(2)|ARTICLE 9|2. And",
	    "8-8|art 10(3)|ARTICLE 10|3. Nobody"}},
    {"a table of contents is no heading", RECORD_OTHER, false,
	"Preamble ......... 3\nScope ......... 4\n\nIt begins here.\n",
	{"1-2|||Preamble", "4-4|||It begins"}},
    {"many short lines are no headings", RECORD_OTHER, false,
	"Norland\nSudland\nOstland\nWestland\n",
	{"1-4|||Norland/Sudland/Ostland/Westland"}},
    {"nothing but rules and blanks", RECORD_OTHER, false,
	"\n-----\n   \n\t\n* * *\n", {NULL}},
};

/* The passages of a text. */
static struct passage *
passages_of(struct arena *arena, const char *text, size_t n,
    const struct text_options *options, size_t *ret_count)
{
	struct structure_options structure = {.neg = options->neg, .path = "x"};
	struct record record;
	struct blocks blocks;

	record_init(&record);
	record.kind = options->kind;
	blocks_init(&blocks, arena);
	text_blocks(text, n, options, &blocks);
	structure_passages(&blocks, &structure, &record);
	*ret_count = record.n_passages;
	return record.passages;
}

/* A passage as the table has it. */
static const char *
written(struct arena *arena, const struct passage *passage)
{
	char *s = arena_printf(arena, "%u-%u|%s|%s|%s", passage->line_first,
	    passage->line_last, passage->provision, passage->heading,
	    passage->text);

	for (char *nl = s; (nl = strchr(nl, '\n')) != NULL;)
		*nl = '/';
	return s;
}

Test(structure, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text_options options = {
		    .kind = cases[i].kind,
		    .line = 1,
		    .markdown = cases[i].markdown,
		};
		struct arena *arena = arena_new();
		struct passage *got;
		size_t count, want = 0;

		while (want < 8 && cases[i].passages[want] != NULL)
			want++;
		got = passages_of(arena, cases[i].text, strlen(cases[i].text),
		    &options, &count);
		cr_expect_eq(
		    count, want, "%s: %zu passages", cases[i].about, count);
		for (size_t k = 0; k < count && k < want; k++) {
			const char *is = written(arena, &got[k]);

			cr_expect_eq(strncmp(is, cases[i].passages[k],
					 strlen(cases[i].passages[k])),
			    0, "%s: %s", cases[i].about, is);
			cr_expect_eq(got[k].number, k + 1);
			cr_expect_eq(got[k].text_length, strlen(got[k].text));
		}
		arena_free(arena);
	}
}

Test(structure, the_speaker_of_an_entry_never_goes_on_into_the_next)
{
	static const char text[] = "ARTICLE 9\nHigh Seas Alliance\n"
				   "1. One wants this to be in the text.\n"
				   "World Wide Fund\n"
				   "2. Another wants that to be in the text.\n"
				   "ARTICLE 10\n"
				   "3. Nobody wants this, as it seems.\n";
	struct text_options options = {.kind = RECORD_COMPILATION, .line = 1};
	struct arena *arena = arena_new();
	struct passage *got;
	size_t count;

	got = passages_of(arena, text, sizeof text - 1, &options, &count);
	cr_assert_eq(count, 3);
	cr_expect_str_eq(got[0].speaker, "High Seas Alliance");
	cr_expect_str_eq(got[1].speaker, "World Wide Fund");
	cr_expect_str_eq(got[2].speaker, "");
	arena_free(arena);
}

Test(structure, long_paragraphs_are_cut_between_sentences)
{
	static const char sentence[] =
	    "This sentence is said over and over again. ";
	struct text_options options = {.line = 7};
	struct arena *arena = arena_new();
	size_t n = 1000 * (sizeof sentence - 1), count, total = 0;
	char *text = arena_alloc(arena, n + 1);
	struct passage *got;

	for (size_t i = 0; i < 1000; i++)
		memcpy(text + i * (sizeof sentence - 1), sentence,
		    sizeof sentence - 1);
	got = passages_of(arena, text, n, &options, &count);
	cr_assert_gt(count, 6);
	for (size_t i = 0; i < count; i++) {
		cr_expect_leq(got[i].text_length, PASSAGE_BYTES);
		cr_expect_eq(got[i].text[got[i].text_length - 1], '.');
		cr_expect_eq(got[i].line_first, 7);
		total += got[i].text_length + 1;
	}
	cr_expect_eq(total, n);
	arena_free(arena);
}

Test(structure, form_feeds_count_pages)
{
	static const char text[] = "First page.\n\n\fSecond page.\n";
	struct text_options options = {.line = 1};
	struct arena *arena = arena_new();
	struct passage *got;
	size_t count;

	got = passages_of(arena, text, sizeof text - 1, &options, &count);
	cr_assert_eq(count, 2);
	cr_expect_str_eq(got[0].page, "1");
	cr_expect_str_eq(got[1].page, "2");
	cr_expect_eq(got[1].line_first, 3);
	arena_free(arena);
}

/* What was told while passages were made. */
struct told {
	char text[4096];
};

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct told *told = context;
	size_t used = strlen(told->text);

	(void)path;
	snprintf(told->text + used, sizeof told->text - used, "%s%lu: %s\n",
	    grade == REPORT_NOTE ? "note " : "", line, message);
}

static struct passage *
structured(struct arena *arena, enum record_kind kind, const char *text,
    struct told *told, size_t *ret_count)
{
	struct report report = {tell, told};
	struct structure_options structure = {.path = "x", .report = &report};
	struct text_options options = {.kind = kind, .line = 1};
	struct record record;
	struct blocks blocks;

	told->text[0] = '\0';
	record_init(&record);
	record.kind = kind;
	blocks_init(&blocks, arena);
	text_blocks(text, strlen(text), &options, &blocks);
	structure_passages(&blocks, &structure, &record);
	*ret_count = record.n_passages;
	return record.passages;
}

static const char *
fixture(struct arena *arena, const char *name)
{
	const char *dir = getenv("srcdir");
	char *text = arena_alloc(arena, 1 << 16);
	FILE *f = fopen(arena_printf(arena, "%s/tests/fixtures/structure/%s",
			    dir != NULL ? dir : ".", name),
	    "r");
	size_t n;

	cr_assert(f != NULL, "no fixture %s", name);
	n = fread(text, 1, (1 << 16) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

Test(structure, a_draft_is_a_tree)
{
	struct arena *arena = arena_new();
	const char *want = fixture(arena, "draft.expected");
	struct passage *got;
	struct told told;
	size_t count, lines = 0;

	got = structured(
	    arena, RECORD_DRAFT, fixture(arena, "draft.txt"), &told, &count);
	for (size_t i = 0; i < count && *want != '\0'; i++, lines++) {
		size_t n = strcspn(want, "\n");
		const char *status = passage_status_name(got[i].status);
		const char *is =
		    arena_printf(arena, "%s|%s|%s|%s|%s", got[i].provision,
			got[i].option, *status != '\0' ? status : "-",
			got[i].heading, got[i].text);

		cr_expect_eq(strncmp(is, want, n), 0, "%s\nwanted %.*s", is,
		    (int)n, want);
		want += n + (want[n] == '\n');
	}
	cr_expect_str_eq(want, "");
	cr_expect_eq(count, lines);
	cr_expect(strstr(told.text, "note 52: a bracket is closed that nothing "
				    "opened") != NULL,
	    "%s", told.text);
	arena_free(arena);
}

/* Texts, how many passages of them are in brackets, and what is told. */
static const struct {
	const char *text;
	const char *statuses; /* b bracketed, a agreed, - nothing; in order */
	const char *told;     /* the beginning of it */
} bracket_cases[] = {
    {"1. One [of] them.\n2. Two.\n", "b-",
	"note 0: brackets: 1 opened, 1 closed, 1 pairs\n"},
    {"[1. One.\n2. Two.\n3. Three.]\n4. Four.\n", "bbb-",
	"note 0: brackets: 1 opened, 1 closed, 1 pairs\n"},
    {"1. One [of.\n2. Two.\nArticle 9\n1. Three.\n", "b--",
	"note 1: a bracket is opened and not closed\n"
	"1: a bracket has no other; 1 of 1 do not match\n"},
    {"1. One.\n2. Two] of.\n3. Three.\n", "-b-",
	"note 2: a bracket is closed that nothing opened\n"
	"2: a bracket has no other; 1 of 1 do not match\n"},
    {"1. The [first [of them].\n2. Two [and] three.\n", "bb",
	"note 1: a bracket is opened and not closed\n"},
    {"1. As [...] said.\n2. So [sic].\n", "--", ""},
    {"1. One. [agreed]\n2. Two.\n[ad ref.]\n3. Three.\n", "aaa-", ""},
    {"1. One \xEF\xBC\xBBof\xEF\xBC\xBD them.\n", "b",
	"note 0: brackets: 1 opened, 1 closed, 1 pairs\n"},
};

Test(structure, brackets_are_matched_or_told)
{
	for (size_t i = 0; i < sizeof bracket_cases / sizeof bracket_cases[0];
	     i++) {
		const char *want = bracket_cases[i].statuses;
		struct arena *arena = arena_new();
		struct passage *got;
		struct told told;
		size_t count;

		got = structured(
		    arena, RECORD_DRAFT, bracket_cases[i].text, &told, &count);
		cr_assert_eq(count, strlen(want), "%zu: %zu", i, count);
		for (size_t k = 0; k < count; k++)
			cr_expect_eq("-abc"[got[k].status], want[k],
			    "case %zu, passage %zu", i, k);
		cr_expect_eq(strncmp(told.text, bracket_cases[i].told,
				 strlen(bracket_cases[i].told)),
		    0, "%s", told.text);
		arena_free(arena);
	}
}

Test(structure, brackets_of_a_statement_mean_nothing)
{
	struct arena *arena = arena_new();
	struct passage *got;
	struct told told;
	size_t count;

	got = structured(arena, RECORD_STATEMENT,
	    "We said [in [June] that we agree.\n", &told, &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(got[0].status, STATUS_NONE);
	cr_expect_str_eq(told.text, "");
	arena_free(arena);
}

/* Entries whose names the contents list, alone or run together with text. */
Test(structure, names_are_known_by_the_contents)
{
	static const char text[] =
	    "Contents\n\n"
	    "ARTICLE 3 ................ 2 Friends of Lamps ............. 2\n"
	    "Lighthouse Union ................ 3\n\n"
	    "ARTICLE 3\nFriends of Lamps\n"
	    "1. Each Party shall keep a lamp, and keep it well.\n"
	    "Rationale It is dark.\n"
	    "Lighthouse Union [1. Each Party shall keep two lamps, or so.]\n\n"
	    "Lighthouse Union members say that two are better than one.\n\n"
	    "Large Lamps\n"
	    "2. A large lamp is a lamp, and there is no more to it.\n";
	struct arena *arena = arena_new();
	struct passage *got;
	struct told told;
	size_t count;

	got = structured(arena, RECORD_COMPILATION, text, &told, &count);
	cr_assert_geq(count, 5);
	cr_expect_str_eq(got[count - 5].speaker, "Friends of Lamps");
	cr_expect_str_eq(got[count - 5].provision, "art 3(1)");
	cr_expect_str_eq(got[count - 4].provision, "art 3");
	cr_expect_str_eq(got[count - 3].speaker, "Lighthouse Union");
	cr_expect_str_eq(got[count - 3].provision, "art 3(1)");
	cr_expect_eq(got[count - 3].status, STATUS_BRACKETED);
	cr_expect_str_eq(got[count - 1].speaker, "Lighthouse Union");
	cr_expect_str_eq(got[count - 1].provision, "art 3(2)");
	arena_free(arena);
}

/* Passages that a format has by itself get their status too. */
Test(structure, passages_have_the_status_of_their_brackets)
{
	static const struct {
		const char *provision;
		const char *text;
		enum passage_status status;
	} rows[] = {
	    {"art 3(1)", "[Each Party shall keep a lamp.", STATUS_BRACKETED},
	    {"art 3(1)", "It shall be lit", STATUS_BRACKETED},
	    {"art 3(1)", "at night.]", STATUS_BRACKETED},
	    {"art 3(2)", "Lamps are blue.", STATUS_AGREED},
	    {"art 3(2)", "[agreed ad referendum]", STATUS_AGREED},
	    {"art 4", "Lamps are [red][green].", STATUS_BRACKETED},
	    {"art 5", "[Lamps are never out.", STATUS_BRACKETED},
	    {"art 6", "Lamps have a keeper.", STATUS_NONE},
	};
	enum {
		COUNT = sizeof rows / sizeof rows[0]
	};
	struct arena *arena = arena_new();
	struct passage passages[COUNT];
	struct record record;
	struct told told = {0};
	struct report report = {tell, &told};

	record_init(&record);
	record.kind = RECORD_DRAFT;
	record.passages = passages;
	record.n_passages = COUNT;
	for (size_t i = 0; i < COUNT; i++) {
		passage_init(&passages[i]);
		passages[i].provision = rows[i].provision;
		passages[i].text = rows[i].text;
		passages[i].text_length = strlen(rows[i].text);
	}
	brackets_passages(arena, &record, "draft.jsonl", &report);
	for (size_t i = 0; i < COUNT; i++)
		cr_expect_eq(
		    passages[i].status, rows[i].status, "%s", rows[i].text);
	arena_free(arena);
}
