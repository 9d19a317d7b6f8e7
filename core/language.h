/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The languages travaux reads positions in: the six official languages of the
 * United Nations. Text in any other language is indexed and searched as
 * words, without stems and without positions. Everybody may include this.
 */
#ifndef CORE_LANGUAGE_H
#define CORE_LANGUAGE_H

#include <stddef.h>

enum language {
	LANGUAGE_NONE = 0, /* not known, or none of the six */
	LANGUAGE_AR,
	LANGUAGE_EN,
	LANGUAGE_ES,
	LANGUAGE_FR,
	LANGUAGE_RU,
	LANGUAGE_ZH,
	LANGUAGE_COUNT
};

/*
 * The language a tag names: an ISO 639-1 code, a longer tag ("en-GB",
 * "zh_Hans", "eng") or the English name; letter case does not matter.
 * LANGUAGE_NONE for anything else, also NULL and "".
 */
enum language language_find(const char *tag);

/* The ISO 639-1 code, "" for LANGUAGE_NONE. */
const char *language_code(enum language language);

/* The name in English, "unknown" for LANGUAGE_NONE. */
const char *language_name(enum language language);

/*
 * Guess the language of `n` bytes of UTF-8 by script and by its most frequent
 * small words. LANGUAGE_NONE where the text is too short or too mixed to tell:
 * a guess never stands against a declared language.
 */
enum language language_guess(const char *text, size_t n);

#endif
