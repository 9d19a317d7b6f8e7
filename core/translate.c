/* SPDX-License-Identifier: GPL-2.0-or-later */
/* realpath() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700
#include "config.h"

#include "core/translate.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef ENABLE_NLS
#include <libintl.h>
#endif

#define DOMAIN "travaux"
/* The output's domain where programs read it; it has no catalog. */
#define NO_DOMAIN "travaux-none"

static const struct translate_language languages[] = {
    {"en", "English", false},
    {"fr", "Fran\u00e7ais", false},
    {"es", "Espa\u00f1ol", false},
    {"ru", "\u0420\u0443\u0441\u0441\u043a\u0438\u0439", false},
    {"zh", "\u4e2d\u6587", false},
    {"ar", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", true},
};

/* --- texts ---------------------------------------------------------------- */

#ifdef ENABLE_NLS

const char *
translate(const char *text)
{
	/* The catalog's head is filed under the empty text. */
	return *text == '\0' ? text : gettext(text);
}

const char *
translate_count(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}

const char *
translate_message(const char *text)
{
	return *text == '\0' ? text : dgettext(DOMAIN, text);
}

void
translate_output(bool for_people)
{
	textdomain(for_people ? DOMAIN : NO_DOMAIN);
}

#else

const char *
translate(const char *text)
{
	return text;
}

const char *
translate_count(const char *one, const char *many, unsigned long n)
{
	return n == 1 ? one : many;
}

const char *
translate_message(const char *text)
{
	return text;
}

void
translate_output(bool for_people)
{
	(void)for_people;
}

#endif

const char *
translate_in(const char *text, size_t skip)
{
	const char *found = translate(text);

	return found == text ? text + skip : found;
}

const char *
translate_marked(const char *text)
{
	const char *end = strchr(text, '\004');

	return translate_in(text, end == NULL ? 0 : (size_t)(end + 1 - text));
}

const char *
translate_code(void)
{
	/* TRANSLATORS: the code of the language of this catalog: "fr" */
	return C_("code of this language", "en");
}

/* --- languages ------------------------------------------------------------ */

#define N_LANGUAGES (sizeof languages / sizeof *languages)

const struct translate_language *
translate_language(size_t i)
{
	return i < N_LANGUAGES ? &languages[i] : NULL;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const struct translate_language *
translate_find(const char *tag, size_t n)
{
	if (n < 2 || (n > 2 && strchr("-_.@", tag[2]) == NULL))
		return NULL;
	for (size_t i = 0; i < N_LANGUAGES; i++)
		if (languages[i].code[0] == lower(tag[0]) &&
		    languages[i].code[1] == lower(tag[1]))
			return &languages[i];
	return NULL;
}

static bool
is_set(const char *value)
{
	return value != NULL && *value != '\0';
}

/* The locale that counts for messages; "" for none. */
static const char *
locale_name(char *(*get)(const char *name))
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_set(get(names[i])))
			return get(names[i]);
	return "";
}

const struct translate_language *
translate_wanted(char *(*get)(const char *name))
{
	const char *list = get("LANGUAGE");
	const char *locale = locale_name(get);
	const struct translate_language *language;

	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return &languages[0];
	while (is_set(list)) {
		size_t n = strcspn(list, ":");

		language = translate_find(list, n);
		if (language != NULL)
			return language;
		list += n + (list[n] == ':');
	}
	language = translate_find(locale, strlen(locale));
	return language != NULL ? language : &languages[0];
}

/* --- the catalog ---------------------------------------------------------- */

#ifdef ENABLE_NLS

/* Whether a folder, put together from two parts, has the catalog. */
static bool
has_catalog(char *folder, size_t size, const char *language, const char *place,
    size_t n_place, const char *below)
{
	char path[PATH_MAX];

	return snprintf(folder, size, "%.*s%s", (int)n_place, place, below) <
		   (int)size &&
	       snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/" DOMAIN ".mo",
		   folder, language) < (int)sizeof path &&
	       access(path, R_OK) == 0;
}

/* The program's file, as the shell found it; to be freed. NULL: not found. */
static char *
program_file(const char *program)
{
	const char *list = getenv("PATH");
	char path[PATH_MAX];

	if (program == NULL || strchr(program, '/') != NULL)
		return program == NULL ? NULL : realpath(program, NULL);
	while (is_set(list)) {
		size_t n = strcspn(list, ":");

		if (n > 0 &&
		    snprintf(path, sizeof path, "%.*s/%s", (int)n, list,
			program) < (int)sizeof path &&
		    access(path, X_OK) == 0)
			return realpath(path, NULL);
		list += n + (list[n] == ':');
	}
	return NULL;
}

/* The folder of catalogs, into `ret`. */
static bool
find_catalogs(char *ret, size_t size, const char *language, const char *given,
    const char *program)
{
	char *real;
	bool found = false;

	if (is_set(given))
		return has_catalog(
		    ret, size, language, given, strlen(given), "");
	real = program_file(program);
	if (real != NULL) {
		size_t n = (size_t)(strrchr(real, '/') - real);

		found = has_catalog(ret, size, language, real, n, "/locale") ||
			has_catalog(
			    ret, size, language, real, n, "/../share/locale");
	}
	free(real);
	return found || has_catalog(ret, size, language, LOCALEDIR,
			    strlen(LOCALEDIR), "");
}

/*
 * GNU libc goes by $LANGUAGE as soon as there is any locale but "C", of which
 * C.UTF-8 is there without installing one; musl goes by the locale's name, and
 * takes any.
 */
static bool
set_locale(const char *code)
{
	return setenv("LANGUAGE", code, 1) == 0 &&
	       (setlocale(LC_MESSAGES, code) != NULL ||
		   setlocale(LC_MESSAGES, "C.UTF-8") != NULL ||
		   setlocale(LC_MESSAGES, "en_US.UTF-8") != NULL);
}

bool
translate_begin(const struct translate_language *language, const char *folder,
    const char *program)
{
	char path[PATH_MAX];

	setlocale(LC_MESSAGES, "C");
	textdomain(DOMAIN);
	if (language == &languages[0])
		return true;
	if (!find_catalogs(
		path, sizeof path, language->code, folder, program) ||
	    !set_locale(language->code))
		return false;
	bindtextdomain(DOMAIN, path);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	return *gettext("") != '\0';
}

#else

bool
translate_begin(const struct translate_language *language, const char *folder,
    const char *program)
{
	(void)folder;
	(void)program;
	return language == &languages[0];
}

#endif
