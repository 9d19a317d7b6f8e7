/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of the grammar of provisions, in six languages and folded: the
 * nouns ("article", "статьи", "المادة"), what stands between them ("of the
 * said"), and numbers in words. Only the core/provision-*.c files include this.
 */
#ifndef CORE_PROVISION_WORDS_H
#define CORE_PROVISION_WORDS_H

#include "core/provision.h"

#include <stdbool.h>
#include <stddef.h>

/* What a noun names. */
enum provision_noun {
	NOUN_NONE = 0,
	NOUN_ARTICLE,
	NOUN_PARAGRAPH,
	NOUN_SUBPARAGRAPH,
	NOUN_CLAUSE, /* of any level: "this clause" */
	NOUN_CHAPTER,
	NOUN_SECTION,
	NOUN_PART,
	NOUN_ANNEX,
	NOUN_ITEM,
	NOUN_POINT, /* French: an item, if the agenda is named after it */
	NOUN_PREAMBLE,
	NOUN_PREAMBULAR, /* before "paragraph", or alone: "PP9" */
	NOUN_OPERATIVE,	 /* the same: "OP5" */
	NOUN_TITLE,
	NOUN_PROVISION, /* "this provision": of any kind, never numbered */
	NOUN_SUB	/* before another noun: "sub-paragraph" */
};

enum noun_flag {
	NOUN_PLURAL = 1 << 0,  /* surely plural: a list may follow */
	NOUN_EITHER = 1 << 1,  /* singular or plural: "art.", "статьи" */
	NOUN_SHORT = 1 << 2,   /* an abbreviation: a stop may follow */
	NOUN_STOPPED = 1 << 3, /* no noun without its stop: "par.", "п." */
	NOUN_GLUED = 1 << 4,   /* digits may follow in the word: "OP5" */
	NOUN_NOT_ES = 1 << 5   /* another word in Spanish: "para 2 países" */
};

struct provision_word {
	const char *folded;   /* as tokens have it */
	unsigned char length; /* its bytes */
	unsigned char noun;   /* enum provision_noun */
	unsigned char flags;  /* enum noun_flag */
};

/*
 * The noun that a folded word is, or NULL. Arabic words are looked up without
 * the particles before them ("وبالمادة"); `*ret_glued` is the number of bytes
 * of digits that the word ends with ("op5": 1), else 0. Most words are turned
 * away by their first byte.
 */
const struct provision_word *provision_word_find(
    const char *folded, size_t length, size_t *ret_glued);

/* The kind of provision that a noun names, PROVISION_NONE for some. */
enum provision_kind provision_noun_kind(enum provision_noun noun);

/* Small words, by what they do in the grammar. */
enum provision_small {
	SMALL_AND = 1 << 0,  /* joins a list: "and", "or", "et", "и", "و" */
	SMALL_TO = 1 << 1,   /* makes a range: "to", "à", "по", "至" */
	SMALL_OF = 1 << 2,   /* "paragraph 2 OF article 42" */
	SMALL_THE = 1 << 3,  /* an article, between other small words */
	SMALL_THIS = 1 << 4, /* points at something named before */
	SMALL_ADJECTIVE = 1 << 5, /* may stand between: "said", "draft" */
	SMALL_ITS = 1 << 6,	  /* "its paragraph 2" */
	SMALL_ABOUT = 1 << 7,	  /* "the article ON ...": names its topic */
	SMALL_AFTER = 1 << 8,	  /* may follow a number that ends a list */
	SMALL_PARTIES = 1 << 9	  /* "annex I PARTIES" */
};

/* What a folded word does, as a set of enum provision_small; 0 for most. */
unsigned provision_small_find(const char *folded, size_t length);

/*
 * The number that words from `word` on stand for ("forty", "two"); at most
 * `count` words are looked at. Their number into `*ret_used`; 0 for none.
 */
unsigned provision_number_words(
    const char *const *word, size_t count, size_t *ret_used);

/* The number of an English ordinal ("ninth"), or 0. */
unsigned provision_ordinal(const char *folded);

/*
 * The Latin suffix that a folded word stands for ("bis", "бис", "مكررا"), or
 * NULL.
 */
const char *provision_suffix(const char *folded);

/* The Latin letter in whose place a folded letter of another script stands
 * ("ب": 'b'), or 0. */
char provision_letter(const char *folded);

#endif
