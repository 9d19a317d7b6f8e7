/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Messages in the user's language, by GNU gettext; catalogs are po/<code>.po.
 * Everybody may include this. What is said to people goes through it: text
 * views, help, pages, errors. What programs read (JSON, CSV, names of fields)
 * does not.
 *
 *     page_text(page, STYLE_PLAIN, _("Nothing on record"));
 *     arena_printf(arena, _("%s was in favour"), name);
 *     arena_printf(arena, P_("%lu record", "%lu records", n), n);
 *     C_("stance", "support")            one English word, told apart
 *     static const char head[] = N_("Positions");     ... _(head)
 *
 * The format of error_set() and its like is translated by them: errors are
 * written without _(). A sentence is one message, with %s for names; it is
 * never put together from pieces. A build without gettext speaks English.
 */
#ifndef CORE_TRANSLATE_H
#define CORE_TRANSLATE_H

#include <stdbool.h>
#include <stddef.h>

#define _(text)		 translate(text)
#define N_(text)	 (text)
#define P_(one, many, n) translate_count(one, many, n)
#define C_(context, text)                                                      \
	translate_in(context "\004" text, sizeof(context "\004") - 1)
#define NC_(context, text) (context "\004" text)

/*
 * The text in the language of output, or itself. The result lasts as long as
 * the program.
 */
const char *translate(const char *text) __attribute__((format_arg(1)));

/*
 * The form of the language for a number: `one` or `many` where there is no
 * translation. Both hold the number in the same way ("%zu record"), even where
 * it is one: some languages have more than two forms.
 */
const char *translate_count(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/*
 * A text after its context and a byte 4, by C_() alone; `skip` bytes are what
 * stands before it. translate_marked() is for those kept in tables by NC_().
 */
const char *translate_in(const char *text, size_t skip);
const char *translate_marked(const char *text);

/* As translate(), whatever translate_output() said: for messages. */
const char *translate_message(const char *text) __attribute__((format_arg(1)));

/*
 * Whether what is written from now on is for people (true, as it begins) or
 * for programs, and English then. Messages are not touched by this.
 */
void translate_output(bool for_people);

/* The code of the language of output: "ar"; "en" where it is for programs. */
const char *translate_code(void);

/* --- for main() alone ----------------------------------------------------- */

/* The languages there are, English first: code, own name, direction. */
struct translate_language {
	const char *code; /* "ar" */
	const char *name; /* in itself */
	bool rtl;	  /* written from right to left */
};

/* The i-th, or NULL. */
const struct translate_language *translate_language(size_t i);

/*
 * The language that a tag ("fr", "fr-CH", "zh_CN.UTF-8") of `n` bytes asks
 * for, or NULL.
 */
const struct translate_language *translate_find(const char *tag, size_t n);

/*
 * The language the environment asks for, through `get` (getenv): $LANGUAGE,
 * $LC_ALL, $LC_MESSAGES, $LANG, with their usual rules, but that no locale need
 * be installed. English, where it asks for none.
 */
const struct translate_language *translate_wanted(
    char *(*get)(const char *name));

/*
 * Use a language from now on. Catalogs are sought in `folder`
 * ($TRAVAUX_LOCALEDIR) where it is not NULL or "", else beside the program at
 * `program` (its path, its name as in $PATH, or NULL), as in a build tree, else
 * in the installed place. All other categories of the locale are left as they
 * are. The catalog is read at once, so that a sandbox may be closed after.
 * False where there is none: English then.
 */
bool translate_begin(const struct translate_language *language,
    const char *folder, const char *program);

#endif
