/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Predications: who does what in a sentence, and where its complement ends. */
#include "core/clause.h"
#include "core/datadir.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *text;
	/* for each predication "subject verb [complement]", ";" after each; a
	 * subject is ids, "~words" that are no holder, "he" for a pronoun */
	const char *expected;
} cases[] = {
    {"LUMARA supported the text.", "XL supported [the text];"},
    {"LUMARA, TORVIK and ESTMERE opposed it.", "XL+XT+XE opposed [it];"},
    {"QUILLON, for the UPLAND GROUP, opposed it.", "UPLAND opposed [it];"},
    {"LUMARA, supported by TORVIK, proposed it.",
	"XT by supported [];XL proposed [it];"},
    {"LUMARA supported this and opposed that.",
	"XL supported [this];XL opposed [that];"},
    {"LUMARA supported this, while TORVIK opposed it.",
	"XL supported [this];XT opposed [it];"},
    {"LUMARA said it opposed the text.",
	"XL said [it opposed the text];he opposed [the text];"},
    {"LUMARA did not support it.", "XL not supported [it];"},
    {"LUMARA opposed the article proposed by TORVIK.",
	"XL opposed [the article proposed by TORVIK];"
	"XT by proposed [the article];"},
    {"Ann Ostler supported the text.", "~Ann Ostler supported [the text];"},
    {"The proposed text is long.", ""},
    {"They wanted to support it.", "he wanted [to support it];"},
    {"LUMARA should support it.", "- should [LUMARA should support it];"},
    {"Supporting the text, LUMARA opposed the title.",
	"XL supported [the text];XL opposed [the title];"},
    {"Lumara's support was noted.", ""},
};

struct fixture {
	struct arena *arena;
	struct lexicon *lexicon;
	struct negotiation *neg;
};

static struct fixture
fixture_new(void)
{
	struct fixture f = {.arena = arena_new()};
	struct error err = {.code = ERROR_NONE};
	const char *dir = getenv("TRAVAUX_DATADIR");
	struct table_source source;

	cr_assert(dir != NULL);
	source = datadir_source(f.arena, dir, "exercise-halden",
	    arena_printf(f.arena, "%s/sample/exercise/profile", dir));
	f.neg = negotiation_load(f.arena, &source, "exercise-halden", &err);
	cr_assert(f.neg != NULL, "%s", err.message);
	f.lexicon = lexicon_load(f.arena, &source, LANGUAGE_EN, &err);
	cr_assert(f.lexicon != NULL, "%s", err.message);
	return f;
}

static const char *
subject(
    struct arena *arena, const struct reading *r, const struct predication *p)
{
	const char *s = "";

	if (p->subject == SUBJECT_NONE)
		return "-";
	if (p->subject == SUBJECT_OTHER)
		return arena_printf(arena, "~%s",
		    reading_text(r, p->subject_first, p->subject_end));
	if (p->actor->kind != ACTOR_HOLDERS)
		return p->actor->kind == ACTOR_SELF ? "we" : "he";
	for (size_t i = 0; i < p->actor->n_members; i++)
		s = arena_printf(arena, "%s%s%s", s, i > 0 ? "+" : "",
		    p->actor->member[i].id);
	return s;
}

static const char *
describe(struct fixture *f, const char *text)
{
	struct predications all;
	struct reading r;
	const char *s = "";

	reading_init(
	    &r, f->arena, f->neg, f->lexicon, LANGUAGE_EN, text, strlen(text));
	predications_find(&r, 0, r.tokens.count, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct predication *p = &all.item[i];
		const char *verb =
		    reading_text(&r, p->cue->first, p->cue->first + 1);

		if (p->cue->form == FORM_BASE)
			verb = arena_printf(f->arena, "%sed", verb);
		else if (p->cue->form == FORM_GERUND)
			verb = "supported";
		s = arena_printf(f->arena, "%s%s %s%s%s [%s];", s,
		    subject(f->arena, &r, p),
		    p->voice == VOICE_AGENT ? "by " : "",
		    p->negated ? "not " : "", verb,
		    reading_text(&r, p->object, p->end));
	}
	return s;
}

Test(clause, sentences)
{
	struct fixture f = fixture_new();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = describe(&f, cases[i].text);

		cr_expect(strcmp(got, cases[i].expected) == 0,
		    "'%s':\n  %s\n  not %s", cases[i].text, got,
		    cases[i].expected);
	}
	arena_free(f.arena);
}
