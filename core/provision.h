/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Provisions: numbered places in an instrument, read from text by a grammar
 * in six languages and written in one normal form:
 *
 *   art 42          art 42(1)      art 42(1)(b)     art 5 bis     art 5 bis(2)
 *   art 90-93       para 7(b)      para 2 bis       chapter III   section 2
 *   annex I         preamble       title            item 11(a)
 *
 * Accepted are, among others: "Article 42 (1)", "Art. 42, para. 1 (b)",
 * "article 42.1", "Article's 42", "89.10" (after an article word, or alone
 * where the caller says that a number is meant), "42 bis", "articles 90 to 93",
 * "articles 4, 5 and 7", "paragraph 2 of article 42", "paragraph 2 of that
 * article", "Chapter III", "the preamble", "annex I"; l'article 42, alinea a);
 * el articulo 42, apartado a); stat'ya 42 in all cases; 第42条, 第四十二条;
 * al-madda 42. Nothing here knows what an article says: that is negotiation.h.
 */
#ifndef CORE_PROVISION_H
#define CORE_PROVISION_H

#include "core/arena.h"
#include "core/language.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum provision_kind {
	PROVISION_NONE = 0,
	PROVISION_ARTICLE,
	PROVISION_PARAGRAPH, /* a paragraph of no article named */
	PROVISION_CHAPTER,
	PROVISION_SECTION,
	PROVISION_PART,
	PROVISION_ANNEX,
	PROVISION_ITEM, /* of an agenda */
	PROVISION_PREAMBLE,
	PROVISION_TITLE
};

#define PROVISION_LEVELS 4  /* levels below the number */
#define PROVISION_TEXT	 16 /* room for one number, with its NUL */

/*
 * Chapters, parts and annexes are numbered in Roman ("chapter 5" is "chapter
 * V"), as the six languages' texts differ in that; letters are lower case,
 * those of other scripts in the place they have in the English text ("(أ)" and
 * 第一项 are "a"). A paragraph of the preamble is "preamble(9)".
 */
struct provision {
	enum provision_kind kind;    /* PROVISION_NONE: nothing */
	char number[PROVISION_TEXT]; /* "42", "5 bis", "III", "1 alt" */
	char last[PROVISION_TEXT];   /* end of a range ("93"), else "" */
	char level[PROVISION_LEVELS][PROVISION_TEXT]; /* "1", "b", "ii"; ""
							 ends them */
};

/* The longest normal form, with its NUL. */
#define PROVISION_MAX 128

/*
 * Parse a whole string ("art 42(1)", "Article 42, paragraph 1", "42.1",
 * "第42条"). A bare number is an article. False where it is no provision.
 */
bool provision_parse(const char *s, size_t n, struct provision *ret);

/* The normal form, into at least PROVISION_MAX bytes; "" for none. */
void provision_format(
    const struct provision *provision, char buffer[PROVISION_MAX]);

/* Whether both are the same place (range, levels and all). */
bool provision_equal(const struct provision *a, const struct provision *b);

/*
 * Whether `whole` takes in `part`: the same place, a level above it ("art 42"
 * takes in "art 42(1)"), or a range it lies in ("art 90-93": "art 92").
 */
bool provision_covers(
    const struct provision *whole, const struct provision *part);

/* The provision without its levels: "art 42(1)(b)" gives "art 42". */
struct provision provision_base(const struct provision *provision);

/*
 * How a mention stands in the text, beside what it names.
 */
enum provision_reference {
	/* By its number: "Article 42". */
	PROVISION_NAMED,
	/*
	 * "this article", "that paragraph", "such a provision": the kind is
	 * that of the noun (PROVISION_NONE for "provision" and "clause", which
	 * may be any), and nothing else is known.
	 */
	PROVISION_ANAPHORA,
	/*
	 * "paragraph 2 of that article", "its paragraph 2": the kind is that of
	 * what is left out. "subparagraph (a)": kind PROVISION_PARAGRAPH. The
	 * number is empty, the levels are known.
	 */
	PROVISION_PARTIAL
};

struct provision_mention {
	struct provision provision; /* what is named; levels only if PARTIAL */
	enum provision_reference reference;
	size_t first;	 /* index of its first token */
	size_t end;	 /* index of the token after its last */
	bool possessive; /* "Article 42's", "Article's 42 safeguards" */
	bool list; /* one of several ("articles 4, 5 and 7", "these articles")
		    */
};

/*
 * Find all mentions in tokens, in text order, in the arena. A list gives one
 * mention for each member (same first and end). `language` may be
 * LANGUAGE_NONE: all six grammars are tried. Numbers without a word before
 * them are none. Count in `*ret_count`.
 */
struct provision_mention *provision_find(struct arena *arena,
    const struct tokens *tokens, enum language language, size_t *ret_count);

/*
 * What a mention means after `antecedent`, the provision last spoken of: for
 * PROVISION_ANAPHORA the antecedent, its levels cut where the noun asks for the
 * article; for PROVISION_PARTIAL its levels put under it; for a paragraph of no
 * article named, that paragraph of the antecedent's article; else the mention's
 * own provision. Kind PROVISION_NONE where they do not go together ("this
 * article" after "annex I").
 */
struct provision provision_resolve(const struct provision_mention *mention,
    const struct provision *antecedent);

#endif
