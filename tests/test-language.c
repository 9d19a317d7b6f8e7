/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language.h"

#include <criterion/criterion.h>
#include <string.h>

Test(language, is_found_by_tag)
{
	static const struct {
		const char *tag;
		enum language want;
	} cases[] = {
	    {NULL, LANGUAGE_NONE},
	    {"", LANGUAGE_NONE},
	    {"en", LANGUAGE_EN},
	    {"EN", LANGUAGE_EN},
	    {"en-GB", LANGUAGE_EN},
	    {"eng", LANGUAGE_EN},
	    {"English", LANGUAGE_EN},
	    {"fr_FR.UTF-8", LANGUAGE_FR},
	    {"Français", LANGUAGE_FR},
	    {"fre", LANGUAGE_FR},
	    {"es", LANGUAGE_ES},
	    {"SPANISH", LANGUAGE_ES},
	    {"zh_Hans", LANGUAGE_ZH},
	    {"中文", LANGUAGE_ZH},
	    {"ru", LANGUAGE_RU},
	    {"русский", LANGUAGE_RU},
	    {"ar", LANGUAGE_AR},
	    {"العربية", LANGUAGE_AR},
	    {"de", LANGUAGE_NONE},
	    {"e", LANGUAGE_NONE},
	    {"engl", LANGUAGE_NONE},
	    {"-", LANGUAGE_NONE},
	    {"unknown", LANGUAGE_NONE},
	    {"\xFF\xFE", LANGUAGE_NONE},
	    {"a tag that is a good deal longer than any tag of a language "
	     "ought to be",
		LANGUAGE_NONE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(language_find(cases[i].tag), cases[i].want, "%s",
		    cases[i].tag);
}

Test(language, names_come_back)
{
	for (int i = 1; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;

		cr_expect_eq(language_find(language_code(language)), language);
		cr_expect_eq(language_find(language_name(language)), language);
	}
	cr_expect_str_eq(language_code(LANGUAGE_NONE), "");
	cr_expect_str_eq(language_name(LANGUAGE_NONE), "unknown");
	cr_expect_str_eq(language_code(LANGUAGE_COUNT), "");
	cr_expect_str_eq(language_name((enum language) - 1), "unknown");
}

Test(language, is_guessed)
{
	static const struct {
		const char *text;
		enum language want;
	} cases[] = {
	    {"", LANGUAGE_NONE},
	    {"The delegation", LANGUAGE_NONE},
	    {"The delegation of Freedonia is not in a position to accept the "
	     "deletion of this article.",
		LANGUAGE_EN},
	    {"FREEDONIA, SUPPORTED BY SYLVANIA, SAID THAT THE TEXT OF THE "
	     "ARTICLE WAS TO BE KEPT.",
		LANGUAGE_EN},
	    {"La délégation de la Fredonie n’est pas en mesure d’accepter la "
	     "suppression de cet article.",
		LANGUAGE_FR},
	    {"La delegación de Fredonia no está en condiciones de aceptar la "
	     "supresión de este artículo y pide que se mantenga.",
		LANGUAGE_ES},
	    {"Делегация Фридонии не может согласиться с исключением этой "
	     "статьи и предлагает её сохранить.",
		LANGUAGE_RU},
	    {"لا يمكن لوفد فريدونيا أن يقبل حذف هذه المادة ويقترح الإبقاء "
	     "عليها.",
		LANGUAGE_AR},
	    {"弗里多尼亚代表团不能同意删除本条，建议予以保留。", LANGUAGE_ZH},
	    {"第４２条。", LANGUAGE_NONE},
	    {"Die Delegation von Fredonia ist nicht in der Lage, die "
	     "Streichung des Artikels anzunehmen.",
		LANGUAGE_NONE},
	    {"La delegazione di Fredonia non è in grado di accettare la "
	     "soppressione dell'articolo e propone di mantenerlo.",
		LANGUAGE_NONE},
	    {"A delegação da Fredónia não está em condições de aceitar a "
	     "supressão do artigo e propõe que ele seja mantido.",
		LANGUAGE_NONE},
	    {"De delegatie van Fredonia is niet in staat om de schrapping van "
	     "het artikel te aanvaarden.",
		LANGUAGE_NONE},
	    {"フリードニアの代表団は、この条文の削除に同意することができません"
	     "。",
		LANGUAGE_NONE},
	    {"Делегація Фрідонії не може погодитися з вилученням цієї статті і "
	     "пропонує її зберегти.",
		LANGUAGE_NONE},
	    /* clang-format off */
	    {"هیئت فریدونیا نمی‌تواند حذف این ماده را بپذیرد و "
	     "پیشنهاد "
	     "می‌کند "
	     "که حفظ شود.",
		LANGUAGE_NONE},
	    /* clang-format on */
	    {"Freedonia Sylvania Osterlich Klopstokia Brutopia San Marcos "
	     "Ruritania Grand Fenwick",
		LANGUAGE_NONE},
	    {"42 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22",
		LANGUAGE_NONE},
	    {"\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE", LANGUAGE_NONE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(
		    language_guess(cases[i].text, strlen(cases[i].text)),
		    cases[i].want, "%s", cases[i].text);
}
