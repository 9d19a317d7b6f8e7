/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cues: patterns over tokens, inflection, gaps, what must follow; the table. */
#include "core/datadir.h"
#include "core/lexicon.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char table_text[] =
    "id\tclass\tstance\taction\tstrength\tform\tpattern\n"
    "oppose\tstance\toppose\t=\t3\t\toppose~;object~ to?\n"
    "drop\taction\tnone\tdelete\t3\t\tdrop~p;withdraw~withdrew~withdrawn\n"
    "deny\taction\tnone\tdelete\t3\t\tdeny~;place~ *2 in brackets\n"
    "call\tstance\tpropose\t=\t3\t\tcall~;call~ for\n"
    "add\tstance\tpropose\tinsert\t3\t\tadd~ ^text;add~ ^a *1 ^line\n"
    "for\tpreposition\tnone\tnone\t0\tword\tfor|of\n";

static const struct {
	const char *text;
	const char *cues; /* "id:form:words;" for each, in order */
} cases[] = {
    {"They oppose it.", "oppose:1:oppose;"},
    {"It opposes, opposed, opposing.",
	"oppose:2:opposes;oppose:3:opposed;oppose:5:opposing;"},
    {"objected to that", "oppose:3:objected to;"},
    {"objecting that", "oppose:5:objecting;"},
    {"dropped and dropping", "drop:3:dropped;drop:5:dropping;"},
    {"withdrew, withdrawn, withdraws",
	"drop:3:withdrew;drop:4:withdrawn;drop:2:withdraws;"},
    {"denies and denied", "deny:2:denies;deny:3:denied;"},
    {"placed the words in brackets", "deny:3:placed the words in brackets;"},
    {"placed the three words in brackets", ""},
    {"placed, say, in brackets", ""},
    {"called for it", "call:3:called for;"},
    {"called it", "call:3:called;"},
    {"added text", "add:3:added;"},
    {"added a new line", "add:3:added;"},
    {"added that", ""},
    {"oppositional", ""},
    {"OPPOSED for OPPOSED", "oppose:3:OPPOSED;for:0:for;oppose:3:OPPOSED;"},
    {"", ""},
};

static const char *
describe(struct arena *arena, const struct lexicon *lexicon, const char *text)
{
	struct tokens tokens;
	const char *s = "";
	size_t n;
	struct cue *cue;

	tokenize(arena, text, strlen(text), &tokens);
	cue = lexicon_find(lexicon, arena, &tokens, &n);
	for (size_t i = 0; i < n; i++) {
		const struct token *a = &tokens.token[cue[i].first];
		const struct token *b = &tokens.token[cue[i].end - 1];

		s = arena_printf(arena, "%s%s:%d:%.*s;", s, cue[i].entry->id,
		    (int)cue[i].form, (int)(b->end - a->start),
		    text + a->start);
	}
	return s;
}

/* The cues of a text as "id:words|id:words", the form told by 0 or 1. */
static const char *
names_of(struct arena *arena, const struct lexicon *lexicon, const char *text)
{
	struct tokens tokens;
	const char *s = "";
	struct cue *cue;
	size_t n;

	tokenize(arena, text, strlen(text), &tokens);
	cue = lexicon_find(lexicon, arena, &tokens, &n);
	for (size_t i = 0; i < n; i++) {
		const struct token *a = &tokens.token[cue[i].first];
		const struct token *b = &tokens.token[cue[i].end - 1];

		s = arena_printf(arena, "%s%s%s:%d:%.*s", s, i > 0 ? "|" : "",
		    cue[i].entry->id,
		    cue[i].entry->kind == CUE_STANCE ||
			cue[i].entry->kind == CUE_ACTION,
		    (int)(b->end - a->start), text + a->start);
	}
	return s;
}

Test(lexicon, patterns)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	struct lexicon_tables tables = {0};
	struct lexicon *lexicon;

	cr_assert(table_parse(arena, "x.tsv", table_text,
	    sizeof(table_text) - 1, &tables.cues, &err));
	lexicon = lexicon_from_tables(arena, &tables, LANGUAGE_EN, &err);
	cr_assert(lexicon != NULL, "%s", err.message);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = describe(arena, lexicon, cases[i].text);

		cr_expect(strcmp(got, cases[i].cues) == 0,
		    "'%s': '%s', not '%s'", cases[i].text, got, cases[i].cues);
	}
	arena_free(arena);
}

/* Open endings, Chinese words of several characters, Arabic particles. */
Test(lexicon, other_languages)
{
	static const char table_text_other[] = "id\tclass\tpattern\n"
					       "noun\tstop\tproposition*\n"
					       "verb\tstance\tpropos*\n"
					       "far\tstance\tpropos* *2 à\n"
					       "not\tnegator\t不支持|不赞成\n"
					       "for\tstance\t支持\n"
					       "ar\tstance\tيؤيد*|أيد*\n"
					       "del\taction\tحذف*\n";
	static const struct {
		const char *text;
		enum language language;
		const char *cues;
	} cases_other[] = {
	    {"il proposa la proposition", LANGUAGE_FR,
		"verb:1:proposa|noun:0:proposition"},
	    {"Propose-t-on cela à l'un", LANGUAGE_FR, "verb:1:Propose"},
	    {"proposé cela à", LANGUAGE_FR, "far:1:proposé cela à"},
	    {"他不支持，她支持", LANGUAGE_ZH, "not:0:不支持|for:1:支持"},
	    {"وأيدت حذفها، وسيؤيدون الحذف", LANGUAGE_AR,
		"ar:1:وأيدت|del:1:حذفها|ar:1:وسيؤيدون|del:1:الحذف"},
	};
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	struct lexicon_tables tables = {0};

	cr_assert(table_parse(arena, "x.tsv", table_text_other,
	    sizeof(table_text_other) - 1, &tables.cues, &err));
	for (size_t i = 0; i < sizeof(cases_other) / sizeof(*cases_other);
	     i++) {
		struct lexicon *lexicon = lexicon_from_tables(
		    arena, &tables, cases_other[i].language, &err);
		const char *got;

		cr_assert(lexicon != NULL, "%s", err.message);
		got = names_of(arena, lexicon, cases_other[i].text);
		cr_expect(strcmp(got, cases_other[i].cues) == 0, "'%s': '%s'",
		    cases_other[i].text, got);
	}
	arena_free(arena);
}

static void
expect_error(const char *text, const char *part)
{
	struct arena *arena = arena_new();
	struct error err = {.code = ERROR_NONE};
	struct lexicon_tables tables = {0};

	cr_assert(table_parse(
	    arena, "x.tsv", text, strlen(text), &tables.cues, &err));
	cr_expect(
	    lexicon_from_tables(arena, &tables, LANGUAGE_EN, &err) == NULL);
	cr_expect(err.code == ERROR_DATA);
	cr_expect(strstr(err.message, part) != NULL, "%s", err.message);
	arena_free(arena);
}

Test(lexicon, errors_name_the_line)
{
	expect_error("id\tclass\tpattern\nx\tverb\ty\n",
	    "x.tsv:2: unknown class 'verb'");
	expect_error("id\tclass\tstance\tpattern\nx\tstance\tmaybe\ty\n",
	    "unknown stance 'maybe'");
	expect_error("id\tclass\taction\tpattern\n\nx\tstance\teat\ty\n",
	    "x.tsv:3: unknown action 'eat'");
	expect_error("id\tclass\tpattern\nx\tstop\ty? z\n", "must begin");
	expect_error("id\tclass\tpattern\nx\tstop\t*2 z\n", "must begin");
	expect_error(
	    "id\tclass\tpattern\nx\tstop\ta b?|c\n", "at the end of one");
}

/* The lexicons that are shipped are read without a fault. */
Test(lexicon, shipped)
{
	struct arena *arena = arena_new();
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct error err = {.code = ERROR_NONE};
	struct table_source source;

	cr_assert(dir != NULL);
	source = datadir_source(arena, dir, NULL, NULL);
	cr_expect(lexicon_load(arena, &source, LANGUAGE_EN, &err) != NULL, "%s",
	    err.message);
	for (size_t i = 1; i < LANGUAGE_COUNT; i++) {
		error_clear(&err);
		lexicon_load(arena, &source, (enum language)i, &err);
		cr_expect(err.code == ERROR_NONE, "%s", err.message);
	}
	arena_free(arena);
}
