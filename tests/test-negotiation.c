/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/negotiation.h"

#include "tests/tables.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct test_table invented[] = {
    {"holders/delegations.tsv", "id\tun_short_en\nXA\tSylvania\n"},
    {"negotiations/x/profile.tsv",
	"key\tvalue\nid\tx\ntitle\tTalks on Ice\nnote\tan exercise\n"},
    {"negotiations/x/sessions.tsv",
	"session_id\tkind\tnumber\tnames\tstart\tend\tinstruments\n"
	"s2\tsession\t2\tsecond session;Spring session\t2001-05-01\t"
	"2001-05-12\tN2 N1\n"
	"s1\tsession\t1\tfirst session\t2000-05-01\t2000-05-12\tN1\n"
	"i1\tintersessional\t1\tsmall meeting\t2000-09-01\n"
	"s9\tsession\t2bis\tsecond session, resumed\n"},
    {"negotiations/x/instruments.tsv",
	"instrument_id\tsymbol\ttitle\tnames\tdate\textent\tforeign\n"
	"N1\tWP/1\tNegotiating text, part 1\tpart one\t2000-01-01\tart 1-20\n"
	"N2\tWP/1/Add.1\tNegotiating text, part 2\tpart two\t2001-01-01\t"
	"art 21-40\n"
	"N3\tWP/2\tFinal draft\tfinal text;FT\t2002-01-01\tart 1-30\n"
	"OLD\t\tCharter of the Marshes\tMarsh Charter\t1950-01-01\tart 1-99\t"
	"yes\n"},
    {"negotiations/x/concordance.tsv",
	"lineage\tinstrument\tprovision\ttitle\tcertainty\n"
	"aim\tN1\tart 1\tAim\thigh\n"
	"aim\tN3\tart 1\tAims\thigh\n"
	"care\tN1\tart 12\tCare\thigh\n"
	"care\tN3\tart 7\tDue care\tlow\n"
	"care2\tN3\tart 7(2)\tCare of birds\n"
	"fees\tN2\tart 30-33\tFees\n"
	"fines\tN2\tart 33\tFines\n"
	"ducks\tN2\tart 35\tDucks\n"
	"geese\tN2\tart 35\tGeese\n"
	"preamble\tN1\tpreamble\tPreamble\n"
	"preamble\tN3\tpreamble\tPreamble\n"
	"care\tOLD\tart 5\tCare\n"
	"never\tN1\t\tNever numbered\n"},
    {"negotiations/x/topics.tsv", "lineage\ten\tfr\n"
				  "care\tdue care;care\tsoin\n"
				  "care2\tcare of birds;birds\n"
				  "fees\tfees and fines\n"
				  "fines\tfees and fines;FIN\n"},
    {NULL, NULL}};

static struct negotiation *
load(struct arena *arena, struct test_table *tables, const char *id)
{
	struct table_source source = test_tables(tables);
	struct error err = {0};
	struct negotiation *neg = negotiation_load(arena, &source, id, &err);

	cr_assert_not_null(neg, "%s", err.message);
	return neg;
}

Test(negotiation, a_profile_is_loaded)
{
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");

	cr_expect_str_eq(neg->id, "x");
	cr_expect_str_eq(neg->title, "Talks on Ice");
	cr_expect_str_eq(neg->note, "an exercise");
	cr_assert_eq(neg->n_sessions, 4);
	cr_expect_eq(neg->sessions[0].order, 3);
	cr_expect_eq(neg->sessions[1].order, 1);
	cr_expect_eq(neg->sessions[2].order, 2);
	cr_expect_eq(neg->sessions[3].order, 4);
	cr_assert_eq(neg->sessions[0].n_instruments, 2);
	cr_expect_str_eq(neg->sessions[0].instruments[0], "N2");
	cr_expect(neg->instruments[3].foreign);
	cr_expect_not_null(holder_named(neg->holders, "Sylvania"));
	arena_free(arena);
}

Test(negotiation, an_unknown_one_has_the_default_profile)
{
	static const char *const ids[] = {
	    "", "unknown", "../x", "x/../x", ".", NULL};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct negotiation *neg = load(arena, invented, ids[i]);
		struct provision provision = {0};
		struct provision_context context = {0};
		struct tokens tokens;
		size_t n;

		cr_expect_str_empty(neg->id);
		cr_expect_eq(neg->n_sessions, 0);
		cr_expect_not_null(holder_named(neg->holders, "Sylvania"));
		cr_assert(provision_parse("art 42", 6, &provision));
		cr_expect_str_empty(
		    negotiation_resolve(neg, &provision, &context).lineage);
		cr_expect_null(negotiation_session(neg, "first session"));
		cr_expect_null(negotiation_instrument(neg, "part one"));
		tokenize(arena, "due care", 8, &tokens);
		negotiation_find_topics(neg, arena, &tokens, LANGUAGE_EN, &n);
		cr_expect_eq(n, 0);
	}
	arena_free(arena);
}

Test(negotiation, wrong_tables_are_named)
{
	static struct {
		struct test_table table[3];
		const char *message;
	} cases[] = {
	    {{{"negotiations/x/sessions.tsv",
		 "session_id\tstart\ns1\t2001-02-30\n"}},
		"sessions.tsv:2: not a date"},
	    {{{"negotiations/x/sessions.tsv",
		 "session_id\tinstruments\ns1\tN7\n"}},
		"no 'N7'"},
	    {{{"negotiations/x/instruments.tsv",
		 "instrument_id\textent\nN1\tnothing\n"}},
		"instruments.tsv:2: not a provision"},
	    {{{"negotiations/x/instruments.tsv",
		 "instrument_id\tforeign\nN1\tperhaps\n"}},
		"foreign is 'yes'"},
	    {{{"negotiations/x/concordance.tsv",
		 "lineage\tinstrument\tprovision\na\tN1\tart 1\n"}},
		"concordance.tsv:2: instruments.tsv has no 'N1'"},
	    {{{"negotiations/x/instruments.tsv", "instrument_id\nN1\n"},
		 {"negotiations/x/concordance.tsv",
		     "lineage\tinstrument\tprovision\na\tN1\tart 1\n"
		     "b\tN1\tunsure\n"}},
		"concordance.tsv:3: not a provision"},
	    {{{"negotiations/x/topics.tsv", "\n"}}, "topics.tsv"},
	    {{{"negotiations/x/profile.tsv",
		 "key\tvalue\ndefault_instrument\tN1\n"}},
		"no 'N1'"},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct table_source source = test_tables(cases[i].table);
		struct error err = {0};

		cr_expect_null(negotiation_load(arena, &source, "x", &err),
		    "%s", cases[i].message);
		cr_expect_eq(err.code, ERROR_DATA);
		cr_expect_not_null(
		    strstr(err.message, cases[i].message), "%s", err.message);
	}
	arena_free(arena);
}

Test(negotiation, tables_are_named_for_an_index)
{
	struct arena *arena = arena_new();
	size_t n;
	const char **name = negotiation_tables(arena, "x", &n);
	bool shared = false, own = false;

	for (size_t i = 0; i < n; i++) {
		shared = shared || !strcmp(name[i], "holders/groups.tsv");
		own = own || !strcmp(name[i], "negotiations/x/topics.tsv");
	}
	cr_expect(shared && own);
	negotiation_tables(arena, "", &n);
	cr_expect_eq(n, 3);
	arena_free(arena);
}

struct session_case {
	const char *name;
	const char *id; /* NULL: none */
};

static void
check_sessions(
    const struct negotiation *neg, const struct session_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct session *session =
		    negotiation_session(neg, cases[i].name);
		const char *id = session == NULL ? "none" : session->id;

		cr_expect_str_eq(id, cases[i].id == NULL ? "none" : cases[i].id,
		    "'%s' is %s", cases[i].name, id);
	}
}

Test(negotiation, sessions_by_any_name)
{
	static const struct session_case cases[] = {{"s1", "s1"}, {"S2", "s2"},
	    {"1", "s1"}, {"2", "s2"}, {"2bis", "s9"},
	    {"the first session", "s1"}, {"1st", "s1"}, {"2nd session", "s2"},
	    {"Session 2", "s2"}, {"second", "s2"}, {"SPRING SESSION.", "s2"},
	    {"small meeting", "i1"}, {"third session", NULL}, {"", NULL},
	    {"session", NULL}, {"0", NULL}, {"99999999999", NULL}};
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");
	struct table_source source = test_tables(invented);
	struct error err = {0};
	struct negotiation *some =
	    negotiation_load_sessions(arena, &source, "x", &err);

	check_sessions(neg, cases, sizeof cases / sizeof *cases);
	check_sessions(some, cases, sizeof cases / sizeof *cases);
	cr_expect(some->n_sessions == 4 && some->holders == NULL);
	some = negotiation_load_sessions(arena, &source, "../x", &err);
	cr_expect_null(negotiation_session(some, "s1"));
	cr_expect_str_eq(
	    negotiation_session_at(neg, (struct date){2001, 5, 12})->id, "s2");
	cr_expect_str_eq(
	    negotiation_session_at(neg, (struct date){2000, 9, 1})->id, "i1");
	cr_expect_null(negotiation_session_at(neg, (struct date){2001, 5, 13}));
	cr_expect_null(negotiation_session_at(neg, (struct date){2001, 5, 0}));
	cr_expect_null(negotiation_session_at(neg, (struct date){0, 0, 0}));
	arena_free(arena);
}

Test(negotiation, instruments_by_name_and_in_text)
{
	static const char text[] =
	    "part two and the Negotiating text, part 1 (WP/1/Add.1; WP/1), "
	    "FT but not ft; the MARSH charter";
	static const char *const ids[] = {"N2", "N1", "N2", "N1", "N3", "OLD"};
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");
	struct instrument_mention *mention;
	struct tokens tokens;
	size_t n;

	cr_expect_str_eq(negotiation_instrument(neg, "N1")->id, "N1");
	cr_expect_str_eq(negotiation_instrument(neg, "wp/1")->id, "N1");
	cr_expect_str_eq(
	    negotiation_instrument(neg, "the Final Text")->id, "N3");
	cr_expect_str_eq(negotiation_instrument(neg, "ft")->id, "N3");
	cr_expect_null(negotiation_instrument(neg, "WP"));
	cr_expect_null(negotiation_instrument(neg, ""));
	tokenize(arena, text, strlen(text), &tokens);
	mention = negotiation_find_instruments(neg, arena, &tokens, &n);
	cr_assert_eq(n, 6);
	for (size_t i = 0; i < n; i++)
		cr_expect_str_eq(mention[i].instrument->id, ids[i]);
	arena_free(arena);
}

/* A provision in a context, and where it belongs. */
struct resolve_case {
	const char *provision;
	const char *instrument; /* context */
	const char *session;	/* context */
	const char *date;	/* context */
	const char *place;	/* "instrument lineage", "foreign" behind */
};

static void
check_resolve(
    const struct negotiation *neg, const struct resolve_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct resolve_case *c = &cases[i];
		struct provision_context context = {
		    c->instrument, c->session, {0, 0, 0}};
		struct provision provision;
		struct provision_place place;
		char got[200];

		if (c->date != NULL)
			cr_assert(date_parse(
			    c->date, strlen(c->date), &context.date));
		cr_assert(provision_parse(
		    c->provision, strlen(c->provision), &provision));
		place = negotiation_resolve(neg, &provision, &context);
		snprintf(got, sizeof got, "%s %s%s", place.instrument,
		    place.lineage, place.foreign ? " foreign" : "");
		cr_expect_str_eq(got, c->place, "%s (%s, %s, %s): '%s'",
		    c->provision, c->instrument, c->session, c->date, got);
	}
}

Test(negotiation, a_number_is_resolved_by_what_is_known)
{
	static const struct resolve_case cases[] = {
	    {"art 12", "N1", NULL, NULL, "N1 care"},
	    {"art 12(3)", "N1", NULL, NULL, "N1 care"},
	    {"art 12", NULL, "s1", NULL, "N1 care"},
	    /* Part 2 is on the table and has no 12: part 1, which has. */
	    {"art 12", NULL, "s2", NULL, "N1 care"},
	    {"art 12", "N2", "s2", NULL, "N1 care"},
	    {"art 33", NULL, "s2", NULL, "N2 fines"},
	    {"art 31", NULL, "s2", NULL, "N2 fees"},
	    {"art 30-33", NULL, "s2", NULL, "N2 fees"},
	    {"art 35", NULL, "s2", NULL, "N2 "},
	    {"art 7", NULL, NULL, "2002-06-01", "N3 care"},
	    {"art 7(2)(a)", NULL, NULL, "2002-06-01", "N3 care2"},
	    {"art 7(1)", NULL, NULL, "2002-06-01", "N3 care"},
	    {"art 12", NULL, NULL, "2001-06-01", "N1 care"},
	    {"art 12", NULL, NULL, "1999", " "},
	    {"art 33", NULL, NULL, NULL, "N2 fines"},
	    /* Several texts have it and agree on what it is. */
	    {"art 1", NULL, NULL, NULL, " aim"},
	    {"preamble", NULL, NULL, NULL, " preamble"},
	    {"art 7", NULL, NULL, NULL, " "},
	    {"art 5", "OLD", NULL, NULL, "OLD care foreign"},
	    {"art 98", "OLD", "s1", NULL, "OLD  foreign"},
	    {"art 50", NULL, "s1", "2001", " "},
	    {"para 3", NULL, "s1", NULL, " "},
	    {"art 12", "no such", "no such", NULL, " "},
	};
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");

	/* Without a date before any text, 12 may be in part 1 or the last. */
	check_resolve(neg, cases, sizeof cases / sizeof *cases);
	arena_free(arena);
}

static const char *
lineages(struct arena *arena, const struct lineage_place **place, size_t n)
{
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(arena, "%s%s%s:%s", out, i > 0 ? " " : "",
		    place[i]->lineage, place[i]->instrument);
	return out;
}

Test(negotiation, lineages_and_candidates)
{
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");
	struct provision provision;
	const struct lineage_place **place;
	size_t n;

	place = negotiation_lineage(neg, arena, "care", &n);
	cr_expect_str_eq(lineages(arena, place, n), "care:OLD care:N1 care:N3");
	negotiation_lineage(neg, arena, "no such", &n);
	cr_expect_eq(n, 0);
	provision_parse("art 35", 6, &provision);
	place = negotiation_candidates(neg, arena, &provision, &n);
	cr_expect_str_eq(lineages(arena, place, n), "ducks:N2 geese:N2");
	provision_parse("art 7(2)", 8, &provision);
	place = negotiation_candidates(neg, arena, &provision, &n);
	cr_expect_str_eq(lineages(arena, place, n), "care2:N3");
	provision_parse("art 5", 5, &provision);
	negotiation_candidates(neg, arena, &provision, &n);
	cr_expect_eq(n, 0);
	arena_free(arena);
}

static const char *
topics(const struct negotiation *neg, struct arena *arena, const char *text,
    enum language language)
{
	struct topic_mention *mention;
	struct tokens tokens;
	const char *out = "";
	size_t n;

	tokenize(arena, text, strlen(text), &tokens);
	mention = negotiation_find_topics(neg, arena, &tokens, language, &n);
	for (size_t i = 0; i < n; i++) {
		uint32_t start = tokens.token[mention[i].first].start;
		uint32_t end = tokens.token[mention[i].end - 1].end;

		out = arena_printf(arena, "%s%s%s=%.*s", out, i > 0 ? "|" : "",
		    mention[i].lineage, (int)(end - start), text + start);
	}
	return out;
}

/* Two instruments number it 12; the profile may say which is meant. */
Test(negotiation, a_default_instrument_settles_a_bare_number)
{
	static struct test_table tables[] = {
	    {"negotiations/x/profile.tsv",
		"key\tvalue\ndefault_instrument\tN2\n"},
	    {"negotiations/x/instruments.tsv",
		"instrument_id\tdate\textent\n"
		"N1\t2000\tart 1-20\nN2\t2001\tart 1-15\n"},
	    {"negotiations/x/concordance.tsv",
		"lineage\tinstrument\tprovision\n"
		"care\tN1\tart 12\nbirds\tN2\tart 12\ncare\tN1\tart 18\n"},
	    {NULL, NULL}};
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, tables, "x");
	const struct lineage_place **place;
	struct provision provision;
	size_t n;

	cr_assert(provision_parse("art 12", 6, &provision));
	place = negotiation_candidates(neg, arena, &provision, &n);
	cr_assert_eq(n, 1);
	cr_expect_str_eq(place[0]->lineage, "birds");
	cr_assert(provision_parse("art 18", 6, &provision));
	place = negotiation_candidates(neg, arena, &provision, &n);
	cr_assert_eq(n, 1);
	cr_expect_str_eq(place[0]->lineage, "care");
	neg->default_instrument = NULL;
	cr_assert(provision_parse("art 12", 6, &provision));
	negotiation_candidates(neg, arena, &provision, &n);
	cr_expect_eq(n, 2);
	arena_free(arena);
}

Test(negotiation, topics_in_text)
{
	struct arena *arena = arena_new();
	struct negotiation *neg = load(arena, invented, "x");

	cr_expect_str_eq(
	    topics(neg, arena, "Due care and the care of birds; cared",
		LANGUAGE_EN),
	    "care=Due care|care2=care of birds");
	cr_expect_str_eq(topics(neg, arena, "fees and fines", LANGUAGE_EN),
	    "fees=fees and fines|fines=fees and fines");
	cr_expect_str_eq(
	    topics(neg, arena, "le soin, care of birds, fin", LANGUAGE_FR),
	    "care=soin|care2=care of birds");
	cr_expect_str_eq(topics(neg, arena, "soin et care", LANGUAGE_NONE),
	    "care=soin|care=care");
	arena_free(arena);
}

static struct negotiation *
shipped(struct arena *arena)
{
	struct table_source source = shipped_tables(arena);
	struct error err = {0};
	struct negotiation *neg =
	    negotiation_load(arena, &source, "ahc-cybercrime", &err);

	cr_assert_not_null(neg, "%s", err.message);
	return neg;
}

Test(negotiation, shipped_ids_are_unique_and_known)
{
	struct arena *arena = arena_new(), *table = arena_new();
	struct negotiation *neg = shipped(arena);
	struct table_source source = shipped_tables(table);
	struct table topics_table;

	cr_expect_str_eq(neg->id, "ahc-cybercrime");
	for (size_t i = 0; i < neg->n_sessions; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(
			    neg->sessions[i].id, neg->sessions[k].id);
	for (size_t i = 0; i < neg->n_instruments; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(
			    neg->instruments[i].id, neg->instruments[k].id);
	for (size_t i = 0; i < neg->n_places; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect(
			    neg->places[i].lineage != neg->places[k].lineage ||
				neg->places[i].instrument !=
				    neg->places[k].instrument ||
				!provision_equal(&neg->places[i].provision,
				    &neg->places[k].provision),
			    "row %zu", i);
	cr_assert(table_read(table, &source,
	    "negotiations/ahc-cybercrime/topics.tsv", &topics_table, NULL));
	for (size_t r = 0; r < topics_table.rows; r++) {
		const char *lineage = table_cell(&topics_table, r, "lineage");
		size_t n;

		negotiation_lineage(neg, table, lineage, &n);
		cr_expect_gt(n, 0, "topic %s has no row", lineage);
	}
	arena_free(table);
	arena_free(arena);
}

Test(negotiation, shipped_every_row_resolves_to_its_lineage)
{
	struct arena *arena = arena_new();
	struct negotiation *neg = shipped(arena);

	for (size_t i = 0; i < neg->n_places; i++) {
		const struct lineage_place *row = &neg->places[i];
		struct provision_context context = {
		    .instrument = row->instrument};
		struct provision_place place =
		    negotiation_resolve(neg, &row->provision, &context);

		if (row->provision.kind == PROVISION_NONE)
			continue;
		cr_expect_str_eq(place.instrument, row->instrument,
		    "%s art %s is in %s", row->lineage, row->provision.number,
		    place.instrument);
		/* Two proposals may share a place that nobody is sure of. */
		if (place.lineage[0] != '\0')
			cr_expect_str_eq(place.lineage, row->lineage);
	}
	arena_free(arena);
}

Test(negotiation, shipped_safeguards_through_all_drafts)
{
	static const struct resolve_case cases[] = {
	    {"art 42", "CND1", NULL, NULL, "CND1 safeguards"},
	    {"art 42(1)", NULL, "s4", NULL, "CND1 safeguards"},
	    {"art 42", NULL, "s5", NULL, "CND1 safeguards"},
	    {"art 42", NULL, NULL, "2023-04-15", "CND1 safeguards"},
	    {"art 42", "CND2", "s5", NULL, "CND1 safeguards"},
	    {"art 57", "CND1", "s5", NULL, "CND2 dataprotection"},
	    {"art 24", "ZD", NULL, NULL, "ZD safeguards"},
	    {"art 24", NULL, "s6", NULL, "ZD safeguards"},
	    {"art 24", NULL, "s7", NULL, "REV1 safeguards"},
	    {"art 24", "UNCC", NULL, NULL, "UNCC safeguards"},
	    {"art 24", NULL, NULL, "2025-01-01", "UNCC safeguards"},
	    {"art 24", "CND1", NULL, NULL, "CND1 sextortion"},
	    {"art 42", NULL, "s6", NULL, "ZD intlpreserv"},
	    {"art 42", NULL, NULL, "2025-01-01", "UNCC intlpreserv"},
	    {"art 42", NULL, NULL, NULL, " "},
	    {"art 59(3)", NULL, "s7", NULL, "CP2024 hr2"},
	    {"art 6(2)", NULL, "s7r", NULL, "REV3 hr2"},
	    {"art 6(2)", "UNCC", NULL, NULL, "UNCC hr2"},
	    {"art 6", "UNCC", NULL, NULL, "UNCC humanrights"},
	    {"art 5", NULL, "s7", NULL, "REV1 humanrights"},
	    {"art 92", NULL, "s5", NULL, "CND2 prevention"},
	    {"art 90-93", NULL, "s5", NULL, "CND2 prevention"},
	    {"art 89(10)", NULL, "s5", NULL, "CND2 taaccount"},
	    {"art 89", NULL, "s5", NULL, "CND2 ecodev"},
	    {"art 15", "BUD", "s4", NULL, "BUD safeguards foreign"},
	    {"art 21", "ICCPR", "s4", NULL, "ICCPR  foreign"},
	};
	struct arena *arena = arena_new();

	check_resolve(shipped(arena), cases, sizeof cases / sizeof *cases);
	arena_free(arena);
}

Test(negotiation, shipped_names)
{
	static const struct session_case cases[] = {{"fourth session", "s4"},
	    {"4", "s4"}, {"AHC5", "s5"}, {"session 6", "s6"},
	    {"concluding session", "s7"},
	    {"reconvened concluding session", "s7r"},
	    {"quatrième session", "s4"}, {"第五届会议", "s5"},
	    {"ninth session", NULL}};
	struct arena *arena = arena_new();
	struct negotiation *neg = shipped(arena);

	check_sessions(neg, cases, sizeof cases / sizeof *cases);
	cr_expect_str_eq(
	    negotiation_session_at(neg, (struct date){2023, 1, 18})->id, "s4");
	cr_expect_str_eq(
	    negotiation_instrument(neg, "A/AC.291/19")->id, "CND2");
	cr_expect_str_eq(
	    negotiation_instrument(neg, "A/AC.291/22/Rev.1")->id, "REV1");
	cr_expect_str_eq(
	    negotiation_instrument(neg, "the zero draft")->id, "ZD");
	cr_expect_str_eq(
	    negotiation_instrument(neg, "Budapest Convention")->id, "BUD");
	cr_expect_str_eq(topics(neg, arena,
			     "the conditions and safeguards and entry into "
			     "force",
			     LANGUAGE_EN),
	    "safeguards=conditions and safeguards|entryforce=entry into force");
	arena_free(arena);
}
