/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is read off a document's head, and what becomes of it. */
#include "indexer/dateline.h"
#include "indexer/guess.h"
#include "indexer/masthead.h"
#include "indexer/resolve.h"
#include "tests/tables.h"

#include <criterion/criterion.h>
#include <string.h>

static struct test_table tables[] = {
    {"holders/delegations.tsv",
	"id\tiso3\tkind\tun_short_en\n"
	"AA\tALD\tState\tAldermark\nBB\tBRE\tState\tBrennia\n"},
    {"holders/groups.tsv",
	"group_id\tname_en\tkind\tmembers\nHG\tHarbour Group\tgroup\tAA\n"},
    {"holders/roles.tsv", "id\ten\nChair\tChair\nPresident\tPresident\n"},
    {"negotiations/ice/sessions.tsv",
	"session_id\tkind\tnumber\tnames\tstart\tend\tplace\tinstruments\n"
	"s1\tsession\t1\tfirst "
	"session;ICE-1\t2021-03-01\t2021-03-12\tHalden\tND1\n"
	"s2\tsession\t2\tsecond session;ICE-2\t2021-09-06\t2021-09-17\tVesk\t"
	"ND1 ND2\n"},
    {"negotiations/ice/instruments.tsv",
	"instrument_id\tsymbol\ttitle\nND1\tICE/2021/4\tFirst text\n"
	"ND2\tICE/2021/9\tSecond text\n"},
    {NULL, NULL}};

static struct arena *arena;
static struct negotiation *neg;

static void
setup(void)
{
	struct table_source source = test_tables(tables);
	struct error err = {0};

	arena = arena_new();
	neg = negotiation_load(arena, &source, "ice", &err);
	cr_assert(neg != NULL, "%s", err.message);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(metadata, .init = setup, .fini = teardown);

static const struct {
	const char *text;
	const char *fields; /* "symbol|meeting|item|volume|number|session" */
} heads[] = {
    {"United Ports A/ICE.12/2021/4\nGeneral Assembly Distr.: General 1 June "
     "2021\nResumed fifth session\nAgenda item 75 (c)\n\nDraft text\n",
	"A/ICE.12/2021/4||75 (c)|||Resumed fifth session"},
    {"ICE/2021/CRP.3/Rev.1*\nSeventy-eighth session\n73rd plenary meeting\n",
	"ICE/2021/CRP.3/Rev.1|73rd plenary meeting||||Seventy-eighth session"},
    {"Harbour Bulletin\nOnline at: x.example/abVol. 25 No. 240\nICE-2 #4\n",
	"|||25|240|s2"},
    {"Conference on the use of ice and of light in winter     ICE/2021/PV.3\n",
	"ICE/2021/PV.3|||||"},
    {"VOLUME 3, NUMBER 07\n", "|||3|7|"},
    {"Highlights of the first session: Monday\n", "|||||s1"},
    /* What running text mentions is not the document's own. */
    {"The Rules of Procedure (A/ICE.12/2021/4) were discussed at length by "
     "all delegations in the morning, who recalled what had been said at the "
     "second part of the fifth session, and by some in the afternoon as well, "
     "when the light was better.\n",
	"|||||fifth session"},
    {"See and/or consider either/or/neither 4.\nPage 3/4/5\n", "|||||"},
    {"The first meeting of the Conference\n", "|||||"},
    {"Every month the session began.\n", "|||||"},
};

Test(metadata, mastheads)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		const char *text = heads[i].text, *got;
		size_t n = strlen(text);
		struct record r;

		record_init(&r);
		r.kind = RECORD_SUMMARY;
		masthead_read(arena, text, n, &r);
		got = arena_printf(arena, "%s|%s|%s|%s|%s|%s", r.symbol,
		    r.meeting, r.item, r.volume, r.number,
		    masthead_session(arena, neg, &r, text, n));
		cr_expect_str_eq(got, heads[i].fields, "%.40s: %s", text, got);
	}
}

/* Pages of bulletins are named by volume and number. */
Test(metadata, volume_and_number_by_address)
{
	static const struct {
		const char *url;
		const char *fields; /* "volume|number" */
	} rows[] = {
	    {"http://x.example/vol12/har12345e.html", "12|345"},
	    {"http://x.example/vol12/1207000e.html", "12|7"},
	    {"http://x.example/vol12/1210000e.html", "12|10"},
	    {"http://x.example/vol9/har0912.html", "|"},
	    {"http://x.example/vol12/index.html", "|"},
	    {"http://x.example/vol12/more/har1234.html", "|"},
	    {"http://x.example/volumes/har1234.html", "|"},
	    {"", "|"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct record r;
		const char *got;

		record_init(&r);
		r.url = rows[i].url;
		masthead_read(arena, "", 0, &r);
		got = arena_printf(arena, "%s|%s", r.volume, r.number);
		cr_expect_str_eq(got, rows[i].fields, "%s: %s", r.url, got);
	}
}

Test(metadata, session_by_code)
{
	static const struct {
		const char *title;
		const char *session;
	} titles[] = {{"COP-6 HIGHLIGHTS, MONDAY, 20 NOVEMBER 2000", "COP-6"},
	    {"SB 28 AND AWG HIGHLIGHTS", "SB 28"},
	    {"HIGHLIGHTS: FRIDAY, JUNE 10", ""}, {"BULLETIN NO 12", ""}};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct record r;

		record_init(&r);
		r.kind = RECORD_SUMMARY;
		r.title = titles[i].title;
		cr_expect_str_eq(masthead_session(arena, neg, &r, "", 0),
		    titles[i].session, "%s", titles[i].title);
	}
}

/* Strongest first: what is given, the date, what was guessed. */
Test(metadata, session_and_place)
{
	static const struct {
		const char *given, *date, *guessed, *session, *place;
	} cases[] = {{"1", "2021-09-07", "second session", "s1", "Halden"},
	    {"", "2021-09-07", "first session", "s2", "Vesk"},
	    {"", "2022-01-01", "first session", "s1", "Halden"},
	    {"", "", "COP 9", "COP 9", ""}, {"", "", "", "", ""}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct record r;

		record_init(&r);
		r.kind = RECORD_SUMMARY;
		r.session = cases[i].given;
		r.date = cases[i].date;
		resolve_record(neg, arena, &r, cases[i].guessed, 0, NULL);
		cr_expect_str_eq(r.session, cases[i].session, "%zu", i);
		cr_expect_str_eq(r.place, cases[i].place, "%zu", i);
	}
}

/* Where it is held, as it is printed; what is told of others does not count. */
Test(metadata, cities)
{
	static const struct {
		const char *date, *text, *city;
	} cases[] = {
	    {"2021-03-04", "Harbour Bulletin\nHalden, 4 March 2021\n",
		"Halden"},
	    {"2021-03-04", "Port Elm, Aldermark, 1-12 March 2021\n",
		"Port Elm"},
	    {"", "1-12 March 2021 | Port Elm, Aldermark\n", "Port Elm"},
	    {"2021-03-04", "Port Elm, Aldermark, March 2019\n", ""},
	    {"2021-03-04", "Summary, 4 March 2021\n", ""},
	    {"2021-03-04",
		"Monday, Aldermark, 1 March 2021\nBrennia, Aldermark, 2021\n",
		""},
	    {"2021-03-01",
		"The second session of the Conference begins  today in  Port "
		"Elm, Aldermark. Having met in 2019 in Vesk, Brennia, it goes "
		"on.\n",
		"Port Elm"},
	    {"2021-03-12",
		"The Conference was established in 2011 and met in Elmside, "
		"Brennia. Its bodies met in Oak from 1-12 March 2021.\n",
		"Oak"},
	    {"2021-03-12",
		"The workshop was held on 3 March 2021, at the Old Harbour, "
		"Ministry of Ice, Saint Oak, Aldermark. It was long.\n",
		"Saint Oak"},
	    {"2021-03-12",
		"Aldermark spoke of a workshop in Port Elm, Brennia.\n", ""},
	    {"2021-03-12", "The talks opened in Vesk this morning.\n", "Vesk"},
	    {"2021-03-12",
		"The next round will be held in Elmside, Brennia, in May "
		"2021.\n",
		""},
	    {"2021-03-12", "The bodies met in ICE on Monday.\n", ""},
	    {"2021-03-12",
		"The Secretariat, which is hosted by Brennia, sits in Elmside, "
		"Brennia.\n",
		""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text, *city;
		struct raw_record r;

		raw_record_init(&r);
		r.record.kind = RECORD_SUMMARY;
		r.record.date = cases[i].date;
		city = dateline_place(arena, neg, &r, text, strlen(text));
		cr_expect_str_eq(city, cases[i].city, "%zu: %s", i, city);
	}
}

/* A bulletin's abstract stands in its header. */
Test(metadata, city_of_abstract)
{
	struct raw_record r;

	raw_record_init(&r);
	r.record.kind = RECORD_SUMMARY;
	r.record.date = "2021-03-12";
	r.abstract = "The panel met from 1-12 March 2021 in Oak, Aldermark.";
	cr_expect_str_eq(dateline_place(arena, neg, &r, "", 0), "Oak");
	r.record.kind = RECORD_STATEMENT;
	cr_expect_str_eq(dateline_place(arena, neg, &r, "", 0), "");
}

/* A statement is about the text on the table, where that is one. */
Test(metadata, instrument_on_the_table)
{
	struct record r;

	record_init(&r);
	r.kind = RECORD_STATEMENT;
	r.session = "s1";
	r.speaker = "ALD";
	resolve_record(neg, arena, &r, "", 0, NULL);
	cr_expect_str_eq(r.instrument, "ND1");
	cr_expect_str_eq(r.speaker, "Aldermark");
	r.instrument = "";
	r.session = "s2";
	resolve_record(neg, arena, &r, "", 0, NULL);
	cr_expect_str_eq(r.instrument, "");
}

static const struct {
	const char *text;
	const char *speaker;
	const char *behalf;
} speakers[] = {
    {"STATEMENT BY THE WARDEN OF THE LIGHTS AT THE RESUMED FIFTH SESSION\n",
	"WARDEN OF THE LIGHTS", ""},
    {"Statement by the Secretariat of the Convention on Ice Resumed fifth "
     "session of the Conference\n",
	"Secretariat of the Convention on Ice", ""},
    {"Statement on behalf of Mr. Ash, Warden\n", "", "Mr. Ash"},
    {"Harbour Group\n\n## Delivered by: Ida Thorn (Brennia)\n",
	"Ida Thorn (Brennia)", "Harbour Group"},
    {"Brennia\nThank you.\n", "Brennia", ""},
    {"League of Pilots statement, 3 May 2021\n", "League of Pilots", ""},
    {"Opening statement\n", "", ""},
    {"This is no statement\n", "", ""},
    /* In prose only a name, not what goes on after it. */
    {"It is an honour to extend on behalf of the delegation of Brennia our "
     "warm congratulations to Mr. Ash on his election to the chair.\n",
	"Brennia", ""},
    {"It is an honour to extend on behalf of all who keep a light our warm "
     "congratulations to Mr. Ash on his election to the chair.\n",
	"", ""},
};

Test(metadata, speakers)
{
	for (size_t i = 0; i < sizeof speakers / sizeof *speakers; i++) {
		const char *text = speakers[i].text, *speaker, *behalf;
		const char *title = guess_title(arena, text, strlen(text));

		guess_speaker(
		    neg, arena, title, text, strlen(text), &speaker, &behalf);
		guess_holder(neg, arena, text, strlen(text), &speaker, &behalf);
		cr_expect_str_eq(speaker, speakers[i].speaker, "%s", text);
		cr_expect_str_eq(behalf, speakers[i].behalf, "%s", text);
	}
}

/* What a text begins with is not always a title. */
Test(metadata, titles)
{
	static const struct {
		const char *text, *title;
	} cases[] = {
	    {"# Statement on lamps\n\nWe met.\n", "Statement on lamps"},
	    {"Harbour Group\nSecond session\n3 May 2021\n\nThank you.\n",
		"Harbour Group"},
	    {"Statement by the Warden\nof the Lights\nSecond session\n",
		"Statement by the Warden of the Lights"},
	    {"Mr. Chair,\n\nWe met.\n", ""},
	    {"We met last year, and nothing came of it.\n\nNow we do.\n", ""},
	    {"When we met here in\nthe hall last year, it was cold. Nothing\n"
	     "came of it. This year we\nmeet again, and it is warm.\n",
		""},
	    {"This is the first Assembly\nThat has met since the lamps\n"
	     "Were lit in all harbours of\nBrennia and of Aldermark. We\n"
	     "hold that this is a good day\nand that more will follow. The\n"
	     "keepers of the lights did what\nthey could do in the winter,\n"
	     "and in the spring they did it\nagain, which is why we thank\n"
	     "them with all our hearts today.\n",
		""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(
		    guess_title(arena, cases[i].text, strlen(cases[i].text)),
		    cases[i].title, "%s", cases[i].text);
}

/* The name of a file, where it is a code, a session and a year. */
Test(metadata, names_of_files)
{
	static const struct {
		const char *name, *speaker, *session, *date;
	} cases[] = {
	    {"ALD_41_2021.txt", "Aldermark", "forty-first session", "2021"},
	    {"ALD-2021-100.pdf", "Aldermark", "one hundredth session", "2021"},
	    {"ALD 2021.docx", "Aldermark", "", "2021"},
	    {"ALD_80_2021.txt", "Aldermark", "eightieth session", "2021"},
	    {"ALD_112_2021", "Aldermark", "one hundred and twelfth session",
		"2021"},
	    {"ald_41_2021.txt", NULL, "", ""},
	    {"ALD_41.txt", NULL, "", ""},
	    {"ALD_41_2021_corrected.txt", NULL, "", ""},
	    {"QQQ_41_2021.txt", NULL, "", ""},
	    {".txt", NULL, "", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file_name said;
		bool named = guess_from_name(neg, arena, cases[i].name, &said);

		cr_expect_eq(
		    named, cases[i].speaker != NULL, "%s", cases[i].name);
		if (!named || cases[i].speaker == NULL)
			continue;
		cr_expect_str_eq(said.speaker, cases[i].speaker);
		cr_expect_str_eq(said.session, cases[i].session);
		cr_expect_str_eq(said.date, cases[i].date);
	}
}

Test(metadata, dates)
{
	static const struct {
		const char *text, *date;
	} cases[] = {
	    {"Distr.: General 29 April 2021\nResolution adopted by the "
	     "Assembly on 24 April 2021\n",
		"2021-04-24"},
	    {"United Ports A/ICE/78/4 General Assembly Distr.: Limited 25 July "
	     "2021 Seventy-eighth session Agenda item 75 (c) Ice and the law "
	     "of "
	     "ice: a title that goes on and on until the line is long\n",
		"2021-07-25"},
	    {"We recall that on 4 March 2020 the Assembly met in a hall that "
	     "was cold, and that nothing came of it for as long as anybody who "
	     "was there that morning can remember at all\n",
		""}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(
		    guess_date(arena, cases[i].text, strlen(cases[i].text)),
		    cases[i].date, "%s", cases[i].text);
}

Test(metadata, kind_by_folder)
{
	cr_expect_eq(
	    guess_kind("7", "7.txt", "statements", "Good morning.", 13),
	    RECORD_STATEMENT);
	cr_expect_eq(guess_kind("7", "7-bulletin.txt", "statements", "", 0),
	    RECORD_SUMMARY);
}

Test(metadata, imprint)
{
	static const char credit[] =
	    "This bulletin is written and edited by A. Ash. The Editor is I. "
	    "Thorn <thorn@ice.example>. Funding for it comes from the Pilots. "
	    "It is published by the League.";
	static const char speech[] =
	    "BRENNIA, supported by the Harbour Group, asked that the editor of "
	    "the text be thanked, and opposed Article 7.";

	cr_expect(masthead_is_imprint(credit, strlen(credit)));
	cr_expect_not(masthead_is_imprint(speech, strlen(speech)));
}

Test(metadata, names_of_persons)
{
	static const struct {
		const char *name, *holder;
	} names[] = {{"Mr. Brennia Ash", ""}, {"Ms. Ash (Brennia)", "BB"},
	    {"Dr. Ida Brennia, Aldermark", "AA"},
	    {"Mr. Ash, Minister of Brennia", "BB"}, {"Brennia", "BB"},
	    {"Minister Ash of Brennia", "BB"},
	    /* Several, of whom none stands for the others. */
	    {"Aldermark and Brennia", ""}, {"Brennia, Aldermark", ""},
	    {"Brennia, also on behalf of Aldermark", ""},
	    {"Brennia, on behalf of Aldermark", "BB"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect_str_eq(resolve_holder(neg, arena, names[i].name),
		    names[i].holder, "%s", names[i].name);
}

/* Who presides is the office, a person of a list is no State, an aside has no
 * speaker. */
Test(metadata, speakers_of_passages)
{
	struct record r;
	struct passage *p;

	record_init(&r);
	r.speaker = "Aldermark";
	r.passages = p = arena_array(arena, 7, sizeof *p);
	r.n_passages = 7;
	for (size_t i = 0; i < 7; i++)
		passage_init(&p[i]);
	p[1].role = "chair";
	p[2].role = "chair";
	p[2].speaker = "The President (Brennia)";
	p[3].speaker = "Brennia Vale";
	p[3].person = true;
	p[4].part = PASSAGE_ASIDE;
	p[5].speaker = "Ms. Vale (Brennia), speaking on behalf of the Harbour "
		       "Group";
	p[6].speaker = "Brennia, also on behalf of Aldermark";
	resolve_passages(neg, arena, &r);
	cr_expect_str_eq(p[0].speaker_id, "AA");
	cr_expect_str_eq(p[1].speaker_id, "Chair");
	cr_expect_str_eq(p[1].speaker, "");
	cr_expect_str_eq(p[2].speaker_id, "President");
	cr_expect_str_eq(p[3].speaker_id, "");
	cr_expect_str_eq(p[4].speaker, "");
	cr_expect_str_eq(p[5].speaker, "Ms. Vale (Brennia)");
	cr_expect_str_eq(p[5].speaker_id, "BB");
	cr_expect_str_eq(p[5].group_id, "HG");
	/* Both speak, and the engine reads them from the words. */
	cr_expect_str_eq(p[6].speaker, "Brennia, also on behalf of Aldermark");
	cr_expect_str_eq(p[6].speaker_id, "");
	cr_expect_str_eq(p[6].group_id, "");
}

/* What is called a decision is none while its text is in brackets. */
Test(metadata, kind_by_brackets)
{
	static const char text[] = "1. [Decides] [Requests] [Invites] Parties "
				   "[to keep] [a lamp] [at night].";

	cr_expect_eq(guess_kind("Decision on lamps", "l.docx", "", text,
			 sizeof text - 1),
	    RECORD_DRAFT);
	cr_expect_eq(guess_kind("Decision on lamps", "l.docx", "",
			 "Decides [1] to keep a lamp.", 27),
	    RECORD_OUTCOME);
}
