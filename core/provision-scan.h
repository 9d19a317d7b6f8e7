/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of the grammar of provisions, over tokens: numbers and levels
 * (provision-number.c), nouns with what they number (provision-group.c), lists
 * and ranges (provision-list.c), references to something named before
 * (provision-anaphora.c), Chinese, whose nouns stand after the number
 * (provision-han.c), and the whole (provision-scan.c). Only these files include
 * this.
 *
 * A function that reads takes the index of the token to begin at and gives the
 * index of the token after what it read; where it reads nothing it says so and
 * leaves what it was given alone.
 */
#ifndef CORE_PROVISION_SCAN_H
#define CORE_PROVISION_SCAN_H

#include "core/provision-words.h"
#include "core/provision.h"

#define GROUP_MAX 40 /* members of one list; what follows is left out */

struct scan {
	struct arena *arena;		   /* owns the mentions */
	const struct tokens *tokens;	   /* what is read */
	enum language language;		   /* of the text, or none */
	bool alone;			   /* the text is a provision's name */
	struct provision_mention *mention; /* found so far */
	size_t count;			   /* how many */
	size_t room;			   /* how many there is room for */
};

/* A noun with what belongs to it. */
struct noun {
	enum provision_noun noun; /* what it names */
	unsigned flags;		  /* enum noun_flag */
	const char *glued;	  /* digits at its end ("OP5"), or "" */
	bool possessive;	  /* "Article's" */
	size_t end;		  /* index of the token after it */
};

/* A noun and its list: "paragraphs 2 and 3 (a)", or what it was put under. */
struct group {
	enum provision_noun noun; /* what it names */
	bool plural;		  /* surely several */
	bool possessive;	  /* with 's */
	bool partial;		  /* under something named before */
	size_t first;		  /* index of the first token */
	size_t end;		  /* index of the token after the last */
	size_t count;		  /* members in use */
	struct provision member[GROUP_MAX];
};

/* The token at an index; past the ends one of no text. */
const struct token *scan_token(const struct scan *scan, size_t at);

/* Whether the token at an index has this folded form. */
bool scan_is(const struct scan *scan, size_t at, const char *folded);

/* Whether it follows the token before it without white space. */
bool scan_close(const struct scan *scan, size_t at);

/* What the word at an index does, a set of enum provision_small. */
unsigned scan_small(const struct scan *scan, size_t at);

/* numbers: "42", "5 bis", "ante 58", "VII", "forty-two", "B" */
bool scan_number(const struct scan *scan, size_t at, enum provision_noun noun,
    bool plural, char ret_number[PROVISION_TEXT], size_t *ret_end);

/* What may follow the digits of a number already read: " bis", "A". Returns
 * the index after it. */
size_t scan_after_digits(
    const struct scan *scan, size_t at, char number[PROVISION_TEXT]);

/* All levels from `at` on, after those that `provision` has: "(1)(b)". Returns
 * the index after them. */
size_t scan_levels(
    const struct scan *scan, size_t at, struct provision *provision);

/* One level: "(b)", "(5 bis.)", "b)". */
bool scan_level(const struct scan *scan, size_t at,
    char ret_level[PROVISION_TEXT], size_t *ret_end);

/* Whether a folded word is a Roman numeral as levels have it ("ii"). */
bool scan_roman_level(const char *folded, char ret_level[PROVISION_TEXT]);

/* '1' for a level in digits, 'a' for one in letters: a list keeps to one. */
char scan_level_class(const char *level);

/* How many levels a provision has. */
unsigned provision_depth(const struct provision *provision);

/* Put a level under a provision; more than PROVISION_LEVELS are left out. */
void provision_push(struct provision *provision, const char *level);

/* The value of a number or Roman numeral, its suffix left out; 0 for none. */
unsigned provision_value(const char *number);

/* Set a number from a value, in Roman for what is counted so. */
void provision_set_value(
    enum provision_noun noun, unsigned value, char ret[PROVISION_TEXT]);

/* nouns and lists */
bool scan_noun(const struct scan *scan, size_t at, struct noun *ret);
bool scan_group(const struct scan *scan, size_t at, struct group *ret);

/* One member of a list: number and levels, in what way the noun has them. */
bool scan_member(const struct scan *scan, size_t at, const struct noun *noun,
    struct provision *ret, size_t *ret_end);

/* The members after the first ("4, 5 and 7 to 9"); moves the group's end. */
void scan_list(
    const struct scan *scan, const struct noun *noun, struct group *group);

/* Skip ", and/or" and the like; whether there was more than a comma in
 * `*ret_joined`. Returns the index after it, `at` if there is none. */
size_t scan_joint(const struct scan *scan, size_t at, bool *ret_joined);

/*
 * Whether a number that ends here can be the last of a list: nothing follows,
 * or a word that goes with it. "Article 5 and 6 delegations" is no list, and
 * "cada Parte 90 días" no part.
 */
bool scan_ends_list(const struct scan *scan, size_t at);

/* Add a member to a group, as far as there is room. */
void group_add(struct group *group, const struct provision *member);

/* Put the members of `part` under the last member of `whole`, or, if
 * `all`, under each. `whole` becomes the result. */
void group_combine(struct group *whole, const struct group *part, bool all);

/*
 * The noun at `at` with a word before it that points back ("this article"):
 * index of the first such word in `*ret_first`. False where nothing does.
 */
bool scan_points_back(const struct scan *scan, size_t at,
    const struct noun *noun, size_t *ret_first);

/*
 * "of that article", "du présent article", after "paragraph 2": a noun without
 * a number that something points at, `at` being the index after the "of". What
 * it is in `*ret_noun`.
 */
bool scan_antecedent(const struct scan *scan, size_t at,
    enum provision_noun *ret_noun, size_t *ret_end);

/*
 * A provision and those under or above it: "article 42, paragraphs 1 and 2",
 * "paragraph 2 (a) of article 42".
 */
bool scan_chain(const struct scan *scan, size_t at, struct group *ret);

/* Chinese: a mention or several from `at` on. False where there is none. */
bool scan_han(struct scan *scan, size_t at, size_t *ret_end);

/* Add a mention; the fields not given are zero. */
struct provision_mention *scan_add(struct scan *scan,
    const struct provision *provision, enum provision_reference reference,
    size_t first, size_t end);

/* Add all members of a group as mentions. */
void scan_add_group(struct scan *scan, const struct group *group);

#endif
