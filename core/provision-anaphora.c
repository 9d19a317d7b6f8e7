/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <string.h>

#define ADJECTIVES_MAX 3 /* between "this" and "article" */

/* Whether the Arabic words after a noun point back: "المادة نفسها". */
static bool
arabic_points(const struct scan *scan, size_t at)
{
	static const char *const after[] = {
	    "نفسها", "نفسه", "ذاتها", "ذاته", "المذكوره", "المذكور"};

	for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
		if (scan_is(scan, at, after[i]))
			return true;
	}
	return false;
}

/* Nouns that "the" alone is enough for, if their topic does not follow. */
static bool
takes_the(const struct noun *noun)
{
	switch (noun->noun) {
	case NOUN_ARTICLE:
	case NOUN_PARAGRAPH:
	case NOUN_SUBPARAGRAPH:
	case NOUN_CLAUSE:
	case NOUN_CHAPTER:
	case NOUN_PROVISION:
		return !(noun->flags & NOUN_PLURAL);
	default:
		return false;
	}
}

/* "this Part", "la présente partie"; not "this part of the text". */
static bool
can_be_pointed_at(const struct scan *scan, size_t at, const struct noun *noun)
{
	const struct token *token = scan_token(scan, at);

	switch (noun->noun) {
	case NOUN_NONE:
	case NOUN_POINT:
	case NOUN_PREAMBLE:
	case NOUN_PREAMBULAR:
	case NOUN_TITLE:
	case NOUN_SUB:
		return false;
	case NOUN_PART:
		/* "cette partie", "esa Parte" may well be a Party. */
		if (token->folded[0] == 'p' && token->length > 4)
			return scan_is(scan, at - 1, "presente");
		return (unsigned char)token->folded[0] >= 0x80 ||
		       (token->flags & (TOKEN_CAPITAL | TOKEN_CAPITALS));
	default:
		return noun->glued[0] == '\0';
	}
}

/* "such an", and the lone "a" of "a new article", which points at nothing. */
static bool
is_indefinite(const struct scan *scan, size_t at)
{
	return scan_is(scan, at, "a") || scan_is(scan, at, "an");
}

/* "that paragraphs 2 and 3 ..." is no pointing. */
static bool
agrees(const struct scan *scan, size_t at, const struct noun *noun)
{
	bool one = scan_is(scan, at, "this") || scan_is(scan, at, "that");

	return !one || !(noun->flags & NOUN_PLURAL);
}

/* The words before the noun, from the nearest to the farthest. */
static bool
look_back(const struct scan *scan, size_t at, const struct noun *noun,
    size_t *ret_first, bool *ret_the)
{
	bool pointing = false;
	size_t k = at;

	for (int i = 0; i < ADJECTIVES_MAX && k > 0; i++, k--) {
		unsigned does = scan_small(scan, k - 1);

		if (!(does & SMALL_ADJECTIVE))
			break;
		pointing |= (does & SMALL_THIS) != 0;
	}
	*ret_first = k;
	if (k == 0)
		return pointing;
	if (is_indefinite(scan, k - 1)) {
		*ret_first = k - 2;
		return k > 1 && scan_is(scan, k - 2, "such");
	}
	if ((scan_small(scan, k - 1) & SMALL_THIS) &&
	    agrees(scan, k - 1, noun)) {
		*ret_first = k - 1;
		return true;
	}
	*ret_the = (scan_small(scan, k - 1) & SMALL_THE) != 0;
	if (*ret_the)
		*ret_first = k - 1;
	return pointing;
}

bool
scan_points_back(const struct scan *scan, size_t at, const struct noun *noun,
    size_t *ret_first)
{
	bool the = false;
	size_t first;

	if (!can_be_pointed_at(scan, at, noun))
		return false;
	if (look_back(scan, at, noun, &first, &the)) {
		*ret_first = first;
		return true;
	}
	if (arabic_points(scan, noun->end)) {
		*ret_first = at;
		return true;
	}
	if (!the || !takes_the(noun) ||
	    (scan_small(scan, noun->end) & SMALL_ABOUT))
		return false;
	*ret_first = first;
	return true;
}

bool
scan_antecedent(const struct scan *scan, size_t at,
    enum provision_noun *ret_noun, size_t *ret_end)
{
	const unsigned between = SMALL_THE | SMALL_THIS | SMALL_ADJECTIVE;
	struct noun noun;
	bool pointed = at > 0 && (scan_small(scan, at - 1) & SMALL_THIS);

	for (int i = 0; i <= ADJECTIVES_MAX; i++, at++) {
		unsigned does = scan_small(scan, at);

		if (!(does & between) || is_indefinite(scan, at))
			break;
		pointed |= (does & (SMALL_THIS | SMALL_THE)) != 0;
	}
	if (!scan_noun(scan, at, &noun) ||
	    !(pointed || arabic_points(scan, noun.end)))
		return false;
	switch (noun.noun) {
	case NOUN_ARTICLE:
	case NOUN_PARAGRAPH:
	case NOUN_SUBPARAGRAPH:
	case NOUN_PROVISION:
	case NOUN_ANNEX:
		break;
	default:
		return false;
	}
	*ret_noun = noun.noun == NOUN_PROVISION ? NOUN_ARTICLE : noun.noun;
	*ret_end = noun.end;
	return true;
}
