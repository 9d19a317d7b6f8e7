/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A lexicon: the cues of one language, from corpus/lexicon/<code>.tsv, and
 * finding them in tokens. For the positions engine and its tests.
 *
 * A row of the table is a cue with several ways to say it:
 *
 *   id        short name; shown as part of a position's rule
 *   class     enum cue_class, by the names below
 *   stance    support, oppose, propose, question, reserve; none; "=" taken
 *             from what the cue governs
 *   action    retain, delete, insert ...; none; "=" as above
 *   strength  3 clear .. 1 weak; 0 no polarity
 *   form      verb (the default where a word is inflected, and in languages
 *             other than English), noun, predicate
 *             ("opposed to", after a form of to be), word
 *   pattern   patterns, ";" between them
 *   note      for people
 *
 * A pattern is words with a space between them, each one token (an apostrophe's
 * ending, an elided word and punctuation are tokens: "don 't", "s' oppose",
 * "re - insert"). Words are folded when the table is read, and Chinese words
 * are cut into characters. An Arabic word is found behind the particles and
 * the article written together with it (core/cue-word.h).
 *
 *   support          this token
 *   for|to           one of these
 *   strong|firm?     one of these, or nothing
 *   oppose~          any form of a regular verb; drop~p with the consonant
 *                    doubled; withdraw~withdrew~withdrawn with past and
 *                    participle written out (one of them where they are equal)
 *   propos*          any word that begins so: for languages whose forms are
 *                    told apart by their endings (core/verb-shape.h)
 *   *3               up to three words of any kind, none of them punctuation
 *   ^text|word       one of these must follow, but is no part of the cue, nor
 *                    is what the pattern has after it
 *
 * A pattern begins with a word that must be there. The longest match at a
 * token counts, of equals the one that knows more of the first word, then the
 * one that stands first in the table.
 */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include "core/arena.h"
#include "core/error.h"
#include "core/language.h"
#include "core/stance.h"
#include "core/table.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>

enum cue_class {
	CUE_STANCE = 0, /* stance: takes a stance on what it governs */
	CUE_ACTION,	/* action: does something to a text */
	CUE_REPORT,	/* report: opens reported speech */
	CUE_MODAL,	/* modal: a demand within reported speech */
	CUE_VERDICT,	/* verdict: a judgement that implies a stance */
	CUE_NEGATOR,	/* negator */
	CUE_KEEP,	/* keep: looks like a negator, is none */
	CUE_AUXILIARY,	/* auxiliary: forms of to be, to have, to do ... */
	CUE_CONDITION,	/* condition: "only if", "unless" */
	CUE_CONTRAST,	/* contrast: "while", "whereas" */
	CUE_EXCEPTION,	/* exception: takes holders out of a list */
	CUE_LIST,	/* list: "including", "such as" */
	CUE_QUANTIFIER, /* quantifier: "several", "a number of" */
	CUE_CROWD,	/* crowd: nouns for holders: "delegations" */
	CUE_REPRESENT,	/* represent: "on behalf of" */
	CUE_COMPANION,	/* companion: "with", "joined by" */
	CUE_PRONOUN,	/* pronoun: of a holder: "he", "they" */
	CUE_SELF,	/* self: first person: "we", "my delegation" */
	CUE_TEXT,	/* text: nouns for texts under negotiation */
	CUE_PART,	/* part: nouns for parts of one: "word", "reference" */
	CUE_REFERENCE,	/* reference: "references to" */
	CUE_THIS,	/* this: stands for what was said before */
	CUE_PROPOSAL,	/* proposal: nouns for what somebody brought forward */
	CUE_TOPIC,	/* topic: opens a sentence's topic: "on", "regarding" */
	CUE_PREPOSITION, /* preposition: what follows is no subject */
	CUE_RELATIVE,	 /* relative: "who", "which" */
	CUE_QUESTION,	 /* question: words that ask: "who", "which" */
	CUE_ASK,	 /* ask: means something in questions alone */
	CUE_HARM,	 /* harm: verbs a safeguard forbids */
	CUE_STOP,	 /* stop: a phrase that is no cue at all */
	CUE_CLASS_COUNT
};

enum cue_form {
	FORM_WORD = 0, /* not inflected */
	FORM_BASE,     /* oppose: plural present, infinitive, imperative */
	FORM_THIRD,    /* opposes */
	FORM_PAST,     /* opposed: past, and participle where they are equal */
	FORM_PARTICIPLE, /* withdrawn: participle only */
	FORM_GERUND,	 /* opposing */
	FORM_NOUN,	 /* opposition to */
	FORM_PREDICATE	 /* opposed to, after a form of to be */
};

/* A row of the lexicon. */
struct lexicon_entry {
	const char *id;
	enum cue_class kind;
	enum stance stance; /* STANCE_NONE also where it is open */
	enum action action; /* ACTION_NONE also where it is open */
	bool stance_open;   /* "=": from what it governs */
	bool action_open;   /* "=": from what it governs */
	int strength;
	unsigned line;	    /* of the table, from 1; 0: of no table */
	enum cue_form form; /* of patterns without an inflected word */
};

/* A cue found in tokens. */
struct cue {
	const struct lexicon_entry *entry;
	size_t first;	    /* index of its first token */
	size_t end;	    /* index of the token after its last */
	size_t reach;	    /* as end, with what had to follow it */
	enum cue_form form; /* as it stands in the text */
};

struct lexicon;

struct small_words;

/* The two tables that a lexicon is made of. */
struct lexicon_tables {
	struct table cues;  /* lexicon/<code>.tsv */
	struct table words; /* lexicon/<code>-words.tsv: core/small-words.h */
};

/*
 * Load the lexicon of a language from the source, in the arena. NULL with
 * err->code ERROR_NONE where the source has none; NULL with ERROR_DATA, naming
 * table and line, where it is wrong or has only one of its two tables.
 */
struct lexicon *lexicon_load(struct arena *arena,
    const struct table_source *source, enum language language,
    struct error *err);

/*
 * Read and check the tables of a language's lexicon, for lexicon_from_tables()
 * later: making it ready is most of the work. False with err as for
 * lexicon_load().
 */
bool lexicon_tables_read(struct arena *arena, const struct table_source *source,
    enum language language, struct lexicon_tables *ret, struct error *err);

/*
 * As lexicon_load(), from tables that were read already. With no row of words
 * it has cues alone.
 */
struct lexicon *lexicon_from_tables(struct arena *arena,
    const struct lexicon_tables *tables, enum language language,
    struct error *err);

/* Its small words. */
const struct small_words *lexicon_words(const struct lexicon *lexicon);

/* The name of a language's table of small words. */
const char *lexicon_words_name(struct arena *arena, enum language language);

/*
 * Find all cues in tokens, left to right, the longest at each place, not
 * overlapping. Array in the arena, count in `*ret_count`.
 */
struct cue *lexicon_find(const struct lexicon *lexicon, struct arena *arena,
    const struct tokens *tokens, size_t *ret_count);

/*
 * The same for cues of class `ask`, which are words that mean something in a
 * question and nothing in a record: "out" in "who wants it out". Their ids say
 * what: "region:GRULAC" States of a group, "change", "compare" ... an intent.
 */
struct cue *lexicon_find_asked(const struct lexicon *lexicon,
    struct arena *arena, const struct tokens *tokens, size_t *ret_count);

/* The name of a class, as the tables have it. */
const char *cue_class_name(enum cue_class kind);

#endif
