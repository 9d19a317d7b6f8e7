/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Small words of a language by what they do in a clause: what the stages of the
 * positions engine look for and what is no cue of the lexicon; and words that
 * tell of a change that nobody names, for core/implied.c. From
 * corpus/lexicon/<code>-words.tsv, which a lexicon carries with it
 * (lexicon_words()). For the engine alone.
 *
 * A row of the table is a kind of words:
 *
 *   kind    enum small_word, by its name in small letters: "ne-pas"
 *   words   one token each, ";" between them; folded when they are read. A star
 *           ends the beginning of words ("augment*"). Chinese words are runs
 *           of characters
 *   note    for people
 *
 * A kind that a language has no words of has no row.
 */
#ifndef CORE_SMALL_WORDS_H
#define CORE_SMALL_WORDS_H

#include "core/reading.h"
#include "core/table.h"

enum small_word {
	WORD_AND = 0,	 /* and */
	WORD_ALSO,	 /* also: in the same way as who spoke before */
	WORD_NOR,	 /* neither, nor: between members of a list */
	WORD_OR,	 /* or */
	WORD_THE,	 /* articles that may stand before a holder */
	WORD_BY,	 /* by: who stands after it is the agent */
	WORD_FOR,	 /* for: "X, for G" */
	WORD_FROM,	 /* from: "some from the south", "calls from X" */
	WORD_OF,	 /* of: "the proposal of X" */
	WORD_TO,	 /* to: what a noun's content begins with */
	WORD_THAT,	 /* that, opening a clause */
	WORD_ON,	 /* opens a topic even where it names no provision */
	WORD_IN,	 /* in: of a provision whose words are debated */
	WORD_NO,	 /* no, before a noun */
	WORD_OPENER,	 /* opens what a proposal is: to, for, that, on */
	WORD_CONTENT,	 /* follows a proposal that has a content */
	WORD_GROUP,	 /* last word of what a group calls itself */
	WORD_VIEW,	 /* position, view: the stance, not the thing */
	WORD_ANYBODY,	 /* anyone, they: asked about without a name */
	WORD_ADDITION,	 /* addition, approach: may follow "this" */
	WORD_EFFORT,	 /* efforts: proposals only with what they are to do */
	WORD_AMENDMENT,	 /* amendment */
	WORD_BROUGHT,	 /* what was brought forward */
	WORD_ASKING,	 /* whether, how: what follows is asked */
	WORD_ADVERB,	 /* between subject, auxiliary and verb */
	WORD_OBJECT,	 /* clitics that are the object: y, l', lo */
	WORD_BESIDE,	 /* after, before: where a new thing comes */
	WORD_INSIDE,	 /* in, to: what a new thing becomes a part of */
	WORD_CLITIC,	 /* pronouns between subject and verb: se, lo, y */
	WORD_REFLEXIVE,	 /* of these, those of reflexive verbs */
	WORD_NE,	 /* ne: half a negator */
	WORD_NE_PAS,	 /* pas, jamais: the other half, before or after */
	WORD_NE_ALONE,	 /* verbs that ne alone negates: peut, saurait */
	WORD_NE_ONLY,	 /* que: ne ... que does not negate */
	WORD_NE_EMPTY,	 /* before a ne that does not negate: craindre */
	WORD_BE,	 /* to be, making passives */
	WORD_HISTORY,	 /* had, once, before: what is told is past */
	WORD_FUTURE,	 /* will: what is told has not been */
	WORD_NOBODY,	 /* subjects that are nobody: il, on */
	WORD_BEFORE,	 /* what follows is the verb's object: 对, 将 */
	WORD_ATTRIBUTE,	 /* makes what stands before it an attribute: 的 */
	WORD_PART,	 /* nouns for a part of a provision */
	WORD_ARTICLE,	 /* article, provision: with no number, the one spoken
			    of */
	WORD_WHETHER,	 /* whether, if: what follows is supposed or asked */
	WORD_TRUE,	 /* true, correct, the case: denied after "not" */
	WORD_UNTRUE,	 /* wrong, false: what follows is denied */
	WORD_VOICED,	 /* voiced, led: "by X" behind it tells whose it is */
	WORD_CAMP,	 /* group, camp: holders that a text puts together */
	WORD_INCLUDES,	 /* includes, comprises: and names them */
	WORD_SPOKEN,	 /* floor, remark, word: asked for or added to speak */
	WORD_TITLE,	 /* titles: a holder in parentheses after the name */
	IMPLIED_SIZE,	 /* wide, narrower, highest: says how much of it */
	IMPLIED_RESIZE,	 /* to increase, to limit, an extension */
	IMPLIED_MEASURE, /* what has a size: scope, number, threshold */
	IMPLIED_MATTER, /* what an instrument is about: cooperation, offences */
	IMPLIED_COUNT,	/* thirty, two thirds */
	IMPLIED_UNIT,	/* what is counted: years, ratifications, majority */
	IMPLIED_PROPOSED, /* proposal, idea, proposed */
	IMPLIED_AMENDED,  /* amendment */
	IMPLIED_SET_UP,	  /* to impose, to establish, to apply */
	IMPLIED_TAKE_UP, /* to use, to take, to borrow: a text from elsewhere */
	IMPLIED_BODY,	 /* commission, fund: what an instrument sets up */
	IMPLIED_TREATY,	 /* convention, text: what has a content */
	IMPLIED_COVER,	 /* to cover, to criminalize: what a text does */
	IMPLIED_NEED,	 /* need: whose absence is said to be no loss */
	IMPLIED_FRESH,	 /* new, additional, specific */
	IMPLIED_A,	 /* a, an */
	IMPLIED_TEXT,	 /* parts of a text that can be kept or added */
	SMALL_WORD_COUNT
};

struct small_words;

/*
 * Check a table. False with ERROR_DATA, naming table and line, where a kind is
 * unknown, stands twice or has no words, or a word cannot be one.
 */
bool small_words_check(const struct table *table, struct error *err);

/* Make a table that was checked ready, in the arena. */
const struct small_words *small_words_from_table(
    struct arena *arena, const struct table *table);

/*
 * Whether a word of this kind, in the reading's language, begins at the token.
 * Returns how many tokens it takes, 0 for none.
 */
size_t reading_small(
    const struct reading *reading, size_t at, enum small_word kind);

/* As reading_small(), for a word that ends before token `at`. */
size_t reading_small_before(
    const struct reading *reading, size_t at, enum small_word kind);

/*
 * As reading_small(), for words with a meaning of their own: particles that are
 * written together with an Arabic word are taken off.
 */
size_t reading_implied(
    const struct reading *reading, size_t at, enum small_word kind);

#endif
