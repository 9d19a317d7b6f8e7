/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "core/error.h"
#include "core/translate.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- which language ------------------------------------------------------- */

/* An environment: names and values in pairs. */
static const char *const *environment;

static char *
get(const char *name)
{
	for (const char *const *p = environment; *p != NULL; p += 2)
		if (strcmp(p[0], name) == 0)
			return (char *)(size_t)p[1];
	return NULL;
}

static const char *
wanted(const char *const *pairs)
{
	environment = pairs;
	return translate_wanted(get)->code;
}

#define WANTED(...) wanted((const char *const[]){__VA_ARGS__, NULL})

Test(translate, the_environment_asks_for_a_language)
{
	cr_assert_str_eq(WANTED(NULL), "en");
	cr_assert_str_eq(WANTED("LANG", "fr_CH.UTF-8"), "fr");
	cr_assert_str_eq(WANTED("LANG", "de_DE.UTF-8"), "en");
	cr_assert_str_eq(WANTED("LANG", "fr_FR", "LC_MESSAGES", "es"), "es");
	cr_assert_str_eq(WANTED("LC_ALL", "ru", "LC_MESSAGES", "es"), "ru");
	cr_assert_str_eq(WANTED("LC_ALL", "", "LC_MESSAGES", "es"), "es");
	cr_assert_str_eq(WANTED("LANG", "fr", "LANGUAGE", "de:ar:es"), "ar");
	cr_assert_str_eq(WANTED("LANG", "fr", "LANGUAGE", "de"), "fr");
	cr_assert_str_eq(WANTED("LANG", "fr", "LANGUAGE", "en"), "en");
	cr_assert_str_eq(WANTED("LANGUAGE", "zh_CN"), "zh");
	/* who asks for "C" wants what scripts expect */
	cr_assert_str_eq(WANTED("LC_ALL", "C", "LANGUAGE", "fr"), "en");
	cr_assert_str_eq(WANTED("LANG", "POSIX", "LANGUAGE", "fr"), "en");
	cr_assert_str_eq(WANTED("LANG", "C.UTF-8", "LANGUAGE", "fr"), "fr");
}

Test(translate, tags)
{
	cr_assert_str_eq(translate_find("AR-eg", 5)->code, "ar");
	cr_assert_str_eq(translate_find("zh", 2)->code, "zh");
	cr_assert_null(translate_find("frr", 3), "another language");
	cr_assert_null(translate_find("f", 1));
	cr_assert_null(translate_find("", 0));
	cr_assert(translate_find("ar", 2)->rtl);
	cr_assert_not(translate_find("zh", 2)->rtl);
}

/* --- texts ---------------------------------------------------------------- */

#ifdef ENABLE_NLS

/* A catalog made for this test: see the fixture. */
static bool
begin(const char *code)
{
	const char *srcdir = getenv("srcdir");
	char folder[4096];

	snprintf(folder, sizeof folder, "%s/tests/fixtures/locale",
	    srcdir != NULL ? srcdir : ".");
	return translate_begin(translate_find(code, 2), folder, NULL);
}

Test(translate, texts_forms_and_contexts)
{
	cr_assert(begin("ar"));
	cr_assert_str_eq(_("passage"), "ar passage");
	cr_assert_str_eq(_("in no catalog"), "in no catalog");
	cr_assert_str_eq(_(""), "");
	cr_assert_str_eq(C_("stance", "passage"), "ar stance");
	cr_assert_str_eq(C_("nothing", "passage"), "passage");
	cr_assert_str_eq(
	    translate_marked(NC_("stance", "passage")), "ar stance");
	for (unsigned long n = 0; n < 6; n++) {
		static const unsigned long number[] = {0, 1, 2, 7, 11, 100};
		char form[8];

		snprintf(form, sizeof form, "form %lu", n);
		cr_assert_str_eq(P_("%lu hit", "%lu hits", number[n]), form);
	}
}

Test(translate, programs_are_spoken_to_in_english)
{
	struct error err = {0};

	cr_assert(begin("fr"));
	translate_output(false);
	cr_assert_str_eq(_("passage"), "passage");
	cr_assert_str_eq(P_("%lu hit", "%lu hits", 0), "%lu hits");
	cr_assert_str_eq(C_("stance", "passage"), "passage");
	/* but what goes wrong is told to people */
	error_set(&err, ERROR_IO, "cannot find %s", "x");
	cr_assert_str_eq(err.message, "fr sans x");
	translate_output(true);
	cr_assert_str_eq(_("passage"), "fr passage");
}

Test(translate, one_language_after_another)
{
	cr_assert(begin("fr"));
	cr_assert_str_eq(_("passage"), "fr passage");
	cr_assert(begin("ar"));
	cr_assert_str_eq(_("passage"), "ar passage");
	cr_assert(begin("en"));
	cr_assert_str_eq(_("passage"), "passage");
}

#endif

Test(translate, without_a_catalog_it_is_english)
{
	cr_assert_not(translate_begin(
	    translate_find("fr", 2), "/nonexistent/locale", NULL));
	cr_assert_str_eq(_("passage"), "passage");
	cr_assert_str_eq(P_("%lu hit", "%lu hits", 1), "%lu hit");
}

Test(translate, numbers_stay_as_programs_write_them)
{
	char text[32];

	translate_begin(translate_find("fr", 2), "/nonexistent", NULL);
	snprintf(text, sizeof text, "%.1f", 0.5);
	cr_assert_str_eq(text, "0.5");
	cr_assert_str_eq(setlocale(LC_NUMERIC, NULL), "C");
	cr_assert_str_eq(setlocale(LC_CTYPE, NULL), "C");
}
