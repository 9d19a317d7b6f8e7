/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

/*
 * A text and all mentions in it, in order, " | " between: the normal form;
 * "~" before levels of something left out, "@" before what only points back.
 */
struct found {
	enum language language;
	const char *text;
	const char *want;
};

static const struct found english[] = {
    /* articles and their levels */
    {LANGUAGE_EN, "Article 42", "art 42"},
    {LANGUAGE_EN, "article 42 should stay", "art 42"},
    {LANGUAGE_EN, "ARTICLE 42", "art 42"},
    {LANGUAGE_EN, "art 42 removal", "art 42"},
    {LANGUAGE_EN, "Article 42 (1)", "art 42(1)"},
    {LANGUAGE_EN, "Article 42(1)(b)(ii)", "art 42(1)(b)(ii)"},
    {LANGUAGE_EN, "Art. 42, para. 1 (b)", "art 42(1)(b)"},
    {LANGUAGE_EN, "article 42.1", "art 42(1)"},
    {LANGUAGE_EN, "article 89.10", "art 89(10)"},
    {LANGUAGE_EN, "Article 6.1.c", "art 6(1)(c)"},
    {LANGUAGE_EN, "Art.5.1", "art 5(1)"},
    {LANGUAGE_EN, "Article 4.1(e)", "art 4(1)(e)"},
    {LANGUAGE_EN, "Article 89 para 2", "art 89(2)"},
    {LANGUAGE_EN, "Article 38 paragraph 4", "art 38(4)"},
    {LANGUAGE_EN, "Article 4, paragraph 8", "art 4(8)"},
    {LANGUAGE_EN, "Article 42 § 2", "art 42(2)"},
    {LANGUAGE_EN, "article 34, paragraph 1, subparagraph (a)", "art 34(1)(a)"},
    {LANGUAGE_EN, "Article 5. The next one", "art 5"},
    {LANGUAGE_EN, "under Article 11 (financial mechanism)", "art 11"},
    {LANGUAGE_EN, "Article 3 (3 Parties spoke)", "art 3"},
    {LANGUAGE_EN, "Article 17(4)(d) (d) A description", "art 17(4)(d)"},
    {LANGUAGE_EN, "Article VII (5) of that treaty", "art VII(5)"},
    {LANGUAGE_EN, "article five", "art 5"},
    {LANGUAGE_EN, "Article Forty-two", "art 42"},
    {LANGUAGE_EN, "article twenty one", "art 21"},
    {LANGUAGE_EN, "Article 14A", "art 14A"},
    {LANGUAGE_EN,
	"Article\302\240"
	"42",
	"art 42"},
    {LANGUAGE_EN, "(Article 42)", "art 42"},
    {LANGUAGE_EN, "new Article 5 bis", "art 5 bis"},
    /* suffixes */
    {LANGUAGE_EN, "Article 42 bis", "art 42 bis"},
    {LANGUAGE_EN, "Article 5bis", "art 5 bis"},
    {LANGUAGE_EN, "Article 5-bis", "art 5 bis"},
    {LANGUAGE_EN, "Article 5.bis", "art 5 bis"},
    {LANGUAGE_EN, "ARTICLE 41TER", "art 41 ter"},
    {LANGUAGE_EN, "article 41 quinquies", "art 41 quinquies"},
    {LANGUAGE_EN, "Article 40, paragraph 20 bis", "art 40(20 bis)"},
    {LANGUAGE_EN, "Article 52(Alt. 1)(5 bis.)(b)", "art 52(5 bis)(b)"},
    {LANGUAGE_EN, "Article ante58.1", "art ante 58(1)"},
    {LANGUAGE_EN, "article ante 58", "art ante 58"},
    {LANGUAGE_EN, "Para 4(bis): delete", "para 4 bis"},
    {LANGUAGE_EN, "Article 42 alt. is better", "art 42 alt"},
    {LANGUAGE_EN, "Article 42 Alt 2 is better", "art 42"},
    /* possessives */
    {LANGUAGE_EN, "Article\342\200\231s 42 safeguards", "art 42"},
    {LANGUAGE_EN, "Article 42's removal", "art 42"},
    /* lists and ranges */
    {LANGUAGE_EN, "articles 4, 5 and 7", "art 4 | art 5 | art 7"},
    {LANGUAGE_EN, "Articles 6, 12, and 17 were kept",
	"art 6 | art 12 | art 17"},
    {LANGUAGE_EN, "Arts. 42 and 43", "art 42 | art 43"},
    {LANGUAGE_EN, "articles 5 and/or 6", "art 5 | art 6"},
    {LANGUAGE_EN, "articles 90 to 93", "art 90-93"},
    {LANGUAGE_EN, "Articles 29-32", "art 29-32"},
    {LANGUAGE_EN,
	"articles 90\342\200\223"
	"93",
	"art 90-93"},
    {LANGUAGE_EN, "articles 90 through 93", "art 90-93"},
    {LANGUAGE_EN, "articles 3, 5 to 7 and 9", "art 3 | art 5-7 | art 9"},
    {LANGUAGE_EN, "Articles 3.3 and 3.4", "art 3(3) | art 3(4)"},
    {LANGUAGE_EN, "Article 3.3 and 3.4", "art 3(3) | art 3(4)"},
    {LANGUAGE_EN, "Articles 6.2 and 6.7 of the Compact and 9.4 and 8.11",
	"art 6(2) | art 6(7) | art 9(4) | art 8(11)"},
    {LANGUAGE_EN, "Articles 4.8-4.10", "art 4(8) | art 4(9) | art 4(10)"},
    {LANGUAGE_EN, "Article 17(4)(f), (g) and (i)",
	"art 17(4)(f) | art 17(4)(g) | art 17(4)(i)"},
    {LANGUAGE_EN, "article 42(1)(b) and (3)", "art 42(1)(b) | art 42(3)"},
    {LANGUAGE_EN, "article 19, paragraphs 2 and 3", "art 19(2) | art 19(3)"},
    {LANGUAGE_EN, "article 42, paragraph 1 and paragraph 3",
	"art 42(1) | art 42(3)"},
    {LANGUAGE_EN, "paragraph 2 and paragraph 3 of article 42",
	"art 42(2) | art 42(3)"},
    {LANGUAGE_EN, "paragraphs 2 to 4 of article 42",
	"art 42(2) | art 42(3) | art 42(4)"},
    {LANGUAGE_EN, "paragraphs (a) to (c) of article 5",
	"art 5(a) | art 5(b) | art 5(c)"},
    {LANGUAGE_EN, "article [19] [19bis]", "art 19 | art 19 bis"},
    {LANGUAGE_EN, "article 5 and 6.", "art 5 | art 6"},
    {LANGUAGE_EN, "article 5 and 6 delegations", "art 5"},
    {LANGUAGE_EN, "articles 5 and 6, 12 delegations", "art 5 | art 6"},
    {LANGUAGE_EN, "Article 5, 12 January", "art 5"},
    {LANGUAGE_EN, "article 5 and 2.5 per cent", "art 5"},
    {LANGUAGE_EN, "move article 5 to 7 delegations", "art 5"},
    {LANGUAGE_EN, "articles 93 to 90", "art 93"},
    /* paragraphs */
    {LANGUAGE_EN, "paragraph 9", "para 9"},
    {LANGUAGE_EN, "paragraph 7(b)", "para 7(b)"},
    {LANGUAGE_EN, "para 1(d)(ii)", "para 1(d)(ii)"},
    {LANGUAGE_EN, "para 2 bis", "para 2 bis"},
    {LANGUAGE_EN, "paras. 2 and 3", "para 2 | para 3"},
    {LANGUAGE_EN, "paragraph (4)(b)", "para 4(b)"},
    {LANGUAGE_EN, "para.6", "para 6"},
    {LANGUAGE_EN, "para.6.1A", "para 6(1A)"},
    {LANGUAGE_EN, "paragraph X (indicators)", "para X"},
    {LANGUAGE_EN, "paragraph 1, subparagraph a.", "para 1(a)"},
    {LANGUAGE_EN, "Paragraphs 2-5", "para 2-5"},
    {LANGUAGE_EN, "paragraph 2 of article 42", "art 42(2)"},
    {LANGUAGE_EN, "paragraph 2 (a) of the draft article 42", "art 42(2)(a)"},
    {LANGUAGE_EN, "subparagraph (a) of paragraph 2 of Article 42",
	"art 42(2)(a)"},
    {LANGUAGE_EN, "paragraph 3 of annex I", "annex I(3)"},
    {LANGUAGE_EN, "operative paragraph 5", "para 5"},
    {LANGUAGE_EN, "OP5 and OP 6 bis", "para 5 | para 6 bis"},
    {LANGUAGE_EN, "PP9, OP5", "preamble(9) | para 5"},
    {LANGUAGE_EN, "PPs 3 and 4", "preamble(3) | preamble(4)"},
    {LANGUAGE_EN, "preambular paragraph 9", "preamble(9)"},
    {LANGUAGE_EN, "the ninth preambular paragraph", "preamble(9)"},
    {LANGUAGE_EN, "the preamble", "preamble"},
    {LANGUAGE_EN, "Preamble, paragraph 4", "preamble(4)"},
    {LANGUAGE_EN, "paragraph 4 of the preamble", "preamble(4)"},
    {LANGUAGE_EN, "in preambular text", "preamble"},
    /* the rest of an instrument */
    {LANGUAGE_EN, "Chapter III", "chapter III"},
    {LANGUAGE_EN, "chapters 5-9", "chapter V-IX"},
    {LANGUAGE_EN, "Chapters III and IV", "chapter III | chapter IV"},
    {LANGUAGE_EN, "section 2 of Part XII", "section 2 | part XII"},
    {LANGUAGE_EN, "Part I and Part Two", "part I | part II"},
    {LANGUAGE_EN, "Section D", "section D"},
    {LANGUAGE_EN, "annex I and Annex B", "annex I | annex B"},
    {LANGUAGE_EN, "Annexes V, VI and VII", "annex V | annex VI | annex VII"},
    {LANGUAGE_EN, "agenda item 11(a)", "item 11(a)"},
    {LANGUAGE_EN, "items 3 and 4", "item 3 | item 4"},
    {LANGUAGE_EN, "the title of the convention", "title"},
    /* what points back */
    {LANGUAGE_EN, "this article", "@art"},
    {LANGUAGE_EN, "That paragraph was kept", "@para"},
    {LANGUAGE_EN, "the said article", "@art"},
    {LANGUAGE_EN, "this proposed new article", "@art"},
    {LANGUAGE_EN, "such a provision", "@"},
    {LANGUAGE_EN, "this provision and these paragraphs", "@ | @para"},
    {LANGUAGE_EN, "the article should go", "@art"},
    {LANGUAGE_EN, "under this Part", "@part"},
    {LANGUAGE_EN, "paragraph 2 of that article", "~art(2)"},
    {LANGUAGE_EN, "paragraphs 6 and 7 of this Article", "~art(6) | ~art(7)"},
    {LANGUAGE_EN, "its paragraph 2", "~art(2)"},
    {LANGUAGE_EN, "sub-paragraph (a)", "~para(a)"},
    {LANGUAGE_EN, "subparagraphs a, b and c", "~para(a) | ~para(b) | ~para(c)"},
    {LANGUAGE_EN, "subparagraph ii", "~para(ii)"},
    /* traps */
    {LANGUAGE_EN, "4.8 per cent in 2023", ""},
    {LANGUAGE_EN, "in 2023, 42 delegations", ""},
    {LANGUAGE_EN, "Article 2023", ""},
    {LANGUAGE_EN, "an article on safeguards", ""},
    {LANGUAGE_EN, "the article on safeguards", ""},
    {LANGUAGE_EN, "the provision of services", ""},
    {LANGUAGE_EN, "a new article", ""},
    {LANGUAGE_EN, "this part of the text", ""},
    {LANGUAGE_EN, "for our part I think so", ""},
    {LANGUAGE_EN, "in this chapter I see", "@chapter"},
    {LANGUAGE_EN, "said that paragraphs were long", ""},
    {LANGUAGE_EN, "Annex I Parties", ""},
    {LANGUAGE_EN, "non-Annex I Parties", ""},
    {LANGUAGE_EN, "Annex I and II countries", ""},
    {LANGUAGE_EN, "Annex I and other Parties", ""},
    {LANGUAGE_EN, "Annex I and non-Annex I Parties", ""},
    {LANGUAGE_EN, "Parties not included in Annex I", ""},
    {LANGUAGE_EN, "Annex I national communications", ""},
    {LANGUAGE_EN, "amend Annex I commitments in annex B", "annex B"},
    {LANGUAGE_EN, "several supported annex I", "annex I"},
    {LANGUAGE_EN, "Alt 2 (c)", ""},
    {LANGUAGE_EN, "participants and partial articles", ""},
    {LANGUAGE_EN, "item by item", ""},
    {LANGUAGE_EN, "op art and pp 12", ""},
    {LANGUAGE_EN, "the title of the book", ""},
};

static const struct found french[] = {
    {LANGUAGE_FR, "l\342\200\231article 42", "art 42"},
    {LANGUAGE_FR, "art. 42, par. 2", "art 42(2)"},
    {LANGUAGE_FR, "paragraphe 2 de l'article 42", "art 42(2)"},
    {LANGUAGE_FR, "paragraphe 2 a) de l'article 5", "art 5(2)(a)"},
    {LANGUAGE_FR, "l'alinéa e) du paragraphe 6 de l'article 47",
	"art 47(6)(e)"},
    {LANGUAGE_FR, "article 42, alinéa a)", "art 42(a)"},
    {LANGUAGE_FR, "alinéa a) i) ci-dessus", "~para(a)(i)"},
    {LANGUAGE_FR, "les articles 90 à 93", "art 90-93"},
    {LANGUAGE_FR, "les articles 4, 5 et 7", "art 4 | art 5 | art 7"},
    {LANGUAGE_FR, "article premier", "art 1"},
    {LANGUAGE_FR, "l'article 1er", "art 1"},
    {LANGUAGE_FR, "l'article 5 bis", "art 5 bis"},
    {LANGUAGE_FR, "le présent article", "@art"},
    {LANGUAGE_FR, "cet article et cette disposition", "@art | @"},
    {LANGUAGE_FR, "paragraphe 3 du présent article", "~art(3)"},
    {LANGUAGE_FR, "paragraphe 3 dudit article", "~art(3)"},
    {LANGUAGE_FR, "son paragraphe 2", "~art(2)"},
    {LANGUAGE_FR, "la partie XV et le chapitre III", "part XV | chapter III"},
    {LANGUAGE_FR, "l'annexe I", "annex I"},
    {LANGUAGE_FR, "les Parties non visées à l'annexe I", ""},
    {LANGUAGE_FR, "le préambule", "preamble"},
    {LANGUAGE_FR, "point 5 de l'ordre du jour", "item 5"},
    {LANGUAGE_FR, "point 6 du texte", ""},
    {LANGUAGE_FR, "l'article relatif aux garanties", ""},
    {LANGUAGE_FR, "la présente partie", "@part"},
    {LANGUAGE_FR, "au titre du présent Accord", ""},
    {LANGUAGE_FR, "le titre de la convention", "title"},
    {LANGUAGE_FR, "pour cette Partie 60 jours après", ""},
    {LANGUAGE_FR, "appuyé par 12 délégations", ""},
};

static const struct found spanish[] = {
    {LANGUAGE_ES, "el artículo 42", "art 42"},
    {LANGUAGE_ES, "art. 42, párr. 2", "art 42(2)"},
    {LANGUAGE_ES, "párrafo 2 del artículo 42", "art 42(2)"},
    {LANGUAGE_ES, "artículo 42, apartado a)", "art 42(a)"},
    {LANGUAGE_ES, "el apartado a) del párrafo 2 del artículo 42",
	"art 42(2)(a)"},
    {LANGUAGE_ES, "artículos 90 a 93", "art 90-93"},
    {LANGUAGE_ES, "los artículos 4, 5 y 7", "art 4 | art 5 | art 7"},
    {LANGUAGE_ES, "artículo primero", "art 1"},
    {LANGUAGE_ES, "el artículo 5 bis", "art 5 bis"},
    {LANGUAGE_ES, "dicho artículo", "@art"},
    {LANGUAGE_ES, "este artículo y esta disposición", "@art | @"},
    {LANGUAGE_ES, "el párrafo 6 del presente artículo", "~art(6)"},
    {LANGUAGE_ES, "su párrafo 2", "~art(2)"},
    {LANGUAGE_ES, "la Parte XV y el capítulo III", "part XV | chapter III"},
    {LANGUAGE_ES, "el anexo I", "annex I"},
    {LANGUAGE_ES, "las Partes del anexo I", ""},
    {LANGUAGE_ES, "párrafo 4 del preámbulo", "preamble(4)"},
    {LANGUAGE_ES, "tema 5 del programa", "item 5"},
    {LANGUAGE_ES, "para 2 países", ""},
    {LANGUAGE_ES, "para esa Parte 90 días después", ""},
    {LANGUAGE_ES, "el artículo sobre salvaguardias", ""},
};

static const struct found russian[] = {
    {LANGUAGE_RU, "статья 42", "art 42"},
    {LANGUAGE_RU, "исключить статью 42", "art 42"},
    {LANGUAGE_RU, "в статье 42", "art 42"},
    {LANGUAGE_RU, "со статьей 42", "art 42"},
    {LANGUAGE_RU, "исключение статьи 42", "art 42"},
    {LANGUAGE_RU, "ст. 42", "art 42"},
    {LANGUAGE_RU, "п. 2 ст. 42", "art 42(2)"},
    {LANGUAGE_RU, "пункт 2 статьи 42", "art 42(2)"},
    {LANGUAGE_RU, "в пункте 2 статьи 42", "art 42(2)"},
    {LANGUAGE_RU, "часть 2 статьи 42", "art 42(2)"},
    {LANGUAGE_RU, "подпункт (a) пункта 2 статьи 42", "art 42(2)(a)"},
    {LANGUAGE_RU, "подпункту a) i) выше", "~para(a)(i)"},
    {LANGUAGE_RU,
	"статьи 90\342\200\223"
	"93",
	"art 90-93"},
    {LANGUAGE_RU, "в статьях 4, 5 и 7", "art 4 | art 5 | art 7"},
    {LANGUAGE_RU,
	"пункты 6\342\200\223"
	"8 статьи 21",
	"art 21(6) | art 21(7) | art 21(8)"},
    {LANGUAGE_RU, "статья пятая", "art 5"},
    {LANGUAGE_RU, "статья 5 бис", "art 5 bis"},
    {LANGUAGE_RU, "эта статья", "@art"},
    {LANGUAGE_RU, "настоящей статьей", "@art"},
    {LANGUAGE_RU, "данное положение", "@"},
    {LANGUAGE_RU, "пункт 6 настоящей статьи", "~art(6)"},
    {LANGUAGE_RU, "глава III, часть XV", "chapter III | part XV"},
    {LANGUAGE_RU, "приложение I", "annex I"},
    {LANGUAGE_RU, "Стороны, включенные в приложение I", ""},
    {LANGUAGE_RU, "пункт 4 преамбулы", "preamble(4)"},
    {LANGUAGE_RU, "пункт 5 повестки дня", "item 5"},
    {LANGUAGE_RU, "в частности 3 государства", ""},
};

static const struct found chinese[] = {
    {LANGUAGE_ZH, "第42条", "art 42"},
    {LANGUAGE_ZH, "第４２条", "art 42"},
    {LANGUAGE_ZH, "删除第四十二条", "art 42"},
    {LANGUAGE_ZH, "《公约》第二八七条", "art 287"},
    {LANGUAGE_ZH, "第一百二十条", "art 120"},
    {LANGUAGE_ZH, "第42条第2款第(a)项", "art 42(2)(a)"},
    {LANGUAGE_ZH, "第四十七条第六款第（五）项", "art 47(6)(e)"},
    {LANGUAGE_ZH, "第42条第1款和第2款", "art 42(1) | art 42(2)"},
    {LANGUAGE_ZH, "第5条之二", "art 5 bis"},
    {LANGUAGE_ZH, "第五条之三第1款", "art 5 ter(1)"},
    {LANGUAGE_ZH, "第90至93条", "art 90-93"},
    {LANGUAGE_ZH, "第九十条至第九十三条", "art 90-93"},
    {LANGUAGE_ZH, "第90至第93条", "art 90-93"},
    {LANGUAGE_ZH, "第4、5和7条", "art 4 | art 5 | art 7"},
    {LANGUAGE_ZH, "第三十五条和第三十六条", "art 35 | art 36"},
    {LANGUAGE_ZH, "第三章，第二部分", "chapter III | part II"},
    {LANGUAGE_ZH, "附件一和附件二", "annex I | annex II"},
    {LANGUAGE_ZH, "附件一缔约方和非附件一国家", ""},
    {LANGUAGE_ZH, "序言部分第九段", "preamble(9)"},
    {LANGUAGE_ZH, "议程项目11(a)", "item 11(a)"},
    {LANGUAGE_ZH, "该条，这一条", "@art | @art"},
    {LANGUAGE_ZH, "该条款", "@"},
    {LANGUAGE_ZH, "本条第2款", "~art(2)"},
    {LANGUAGE_ZH, "其第2款", "~art(2)"},
    {LANGUAGE_ZH, "本条约，此条例，该章程", ""},
    {LANGUAGE_ZH, "第二项提案，第三次会议", ""},
};

static const struct found arabic[] = {
    {LANGUAGE_AR, "المادة 42", "art 42"},
    {LANGUAGE_AR, "المادة ٤٢", "art 42"},
    {LANGUAGE_AR, "للمادة 42", "art 42"},
    {LANGUAGE_AR, "بالمادة 42", "art 42"},
    {LANGUAGE_AR, "وبالمادة 42", "art 42"},
    {LANGUAGE_AR, "الفقرة 2 من المادة 42", "art 42(2)"},
    {LANGUAGE_AR, "الفقرة (2) من المادة 42", "art 42(2)"},
    {LANGUAGE_AR, "الفقرة 4 (ب) من المادة 30", "art 30(4)(b)"},
    {LANGUAGE_AR, "الفقرة الفرعية (أ) من الفقرة 2 من المادة 42",
	"art 42(2)(a)"},
    {LANGUAGE_AR, "المادة 42، الفقرة 2", "art 42(2)"},
    {LANGUAGE_AR, "المواد 90 إلى 93", "art 90-93"},
    {LANGUAGE_AR, "المواد 4 و5 و7", "art 4 | art 5 | art 7"},
    {LANGUAGE_AR, "الفقرتين 1 و 2", "para 1 | para 2"},
    {LANGUAGE_AR, "المادة 5 مكررا", "art 5 bis"},
    {LANGUAGE_AR, "المادة 5 مكررا ثانيا", "art 5 ter"},
    {LANGUAGE_AR, "المادة الخامسة", "art 5"},
    {LANGUAGE_AR, "المادة الحادية عشرة", "art 11"},
    {LANGUAGE_AR, "المادة الثانية والأربعون", "art 42"},
    {LANGUAGE_AR, "هذه المادة", "@art"},
    {LANGUAGE_AR, "الفقرة 2 من هذه المادة", "~art(2)"},
    {LANGUAGE_AR, "الفقرة 2 من المادة نفسها", "~art(2)"},
    {LANGUAGE_AR, "الفصل الثالث والجزء الثاني", "chapter III | part II"},
    {LANGUAGE_AR, "المرفق الأول", "annex I"},
    {LANGUAGE_AR, "الأطراف المدرجة في المرفق الأول", ""},
    {LANGUAGE_AR, "الديباجة", "preamble"},
    {LANGUAGE_AR, "المواد الجينية البحرية", ""},
    {LANGUAGE_AR, "وفقا لأحكام هذا الاتفاق", ""},
};

/* All mentions in one line, as the tables have them. */
static void
find(struct arena *arena, const char *text, enum language language, char *line,
    size_t size)
{
	struct tokens tokens;
	struct provision_mention *mention;
	size_t count, used = 0;

	tokenize(arena, text, strlen(text), &tokens);
	mention = provision_find(arena, &tokens, language, &count);
	line[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		static const char *const marks[] = {"", "@", "~"};
		char form[PROVISION_MAX];

		cr_assert(mention[i].first < mention[i].end);
		cr_assert(mention[i].end <= tokens.count);
		provision_format(&mention[i].provision, form);
		used += (size_t)snprintf(line + used, size - used, "%s%s%s",
		    i == 0 ? "" : " | ", marks[mention[i].reference], form);
		cr_assert_lt(used, size);
	}
}

static void
check_found(const struct found *cases, size_t count)
{
	struct arena *arena = arena_new();
	char line[600];

	for (size_t i = 0; i < count; i++) {
		find(
		    arena, cases[i].text, cases[i].language, line, sizeof line);
		cr_expect_str_eq(line, cases[i].want, "'%s' gives '%s'",
		    cases[i].text, line);
		arena_reset(arena);
	}
	arena_free(arena);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

Test(provision, finds_in_english)
{
	check_found(english, COUNT(english));
}

Test(provision, finds_in_french)
{
	check_found(french, COUNT(french));
}

Test(provision, finds_in_spanish)
{
	check_found(spanish, COUNT(spanish));
}

Test(provision, finds_in_russian)
{
	check_found(russian, COUNT(russian));
}

Test(provision, finds_in_chinese)
{
	check_found(chinese, COUNT(chinese));
}

Test(provision, finds_in_arabic)
{
	check_found(arabic, COUNT(arabic));
}

Test(provision, needs_no_language)
{
	static const struct found cases[] = {
	    {LANGUAGE_NONE, "párrafo 2 del artículo 42", "art 42(2)"},
	    {LANGUAGE_NONE, "пункт 2 статьи 42", "art 42(2)"},
	    {LANGUAGE_NONE, "第42条第2款", "art 42(2)"},
	    {LANGUAGE_NONE, "para 2 of article 42", "art 42(2)"},
	    {LANGUAGE_NONE, "", ""},
	};

	check_found(cases, COUNT(cases));
}

/* Strings that are a provision's name, and those that are none (NULL). */
static const struct {
	const char *text;
	const char *want;
} names[] = {
    {"art 42", "art 42"},
    {"art 42(1)(b)", "art 42(1)(b)"},
    {"art 90-93", "art 90-93"},
    {"art 5 bis(2)", "art 5 bis(2)"},
    {"art ante 58(1)", "art ante 58(1)"},
    {"art VII", "art VII"},
    {"art 1 alt", "art 1 alt"},
    {"art 14A", "art 14A"},
    {"para 7(b)", "para 7(b)"},
    {"para 2 bis", "para 2 bis"},
    {"chapter III", "chapter III"},
    {"chapter V-IX", "chapter V-IX"},
    {"chapter 3", "chapter III"},
    {"section 2", "section 2"},
    {"part XII", "part XII"},
    {"annex B", "annex B"},
    {"annex i", "annex I"},
    {"item 11(a)", "item 11(a)"},
    {"preamble", "preamble"},
    {"preamble(9)", "preamble(9)"},
    {"title", "title"},
    {"Article 42, paragraph 1", "art 42(1)"},
    {"42", "art 42"},
    {"42.1", "art 42(1)"},
    {"42(1)(b)", "art 42(1)(b)"},
    {"42 bis", "art 42 bis"},
    {"42bis", "art 42 bis"},
    {"A42", "art 42"},
    {"the draft article 42", "art 42"},
    {"Article 42.", "art 42"},
    {"第42条", "art 42"},
    {"المادة 42", "art 42"},
    {"статьи 42", "art 42"},
    {"OP5", "para 5"},
    {"op 5", "para 5"},
    {"Article v", "art V"},
    {"", NULL},
    {"article", NULL},
    {"this article", NULL},
    {"art", NULL},
    {"art ", NULL},
    {"art 42(", NULL},
    {"art 42()", NULL},
    {"art 42)", NULL},
    {"articles 4 and 5", NULL},
    {"2023", NULL},
    {"safeguards", NULL},
    {"42 delegations", NULL},
    {"article 42 removal", NULL},
    {"art 42; art 43", NULL},
    {"0", NULL},
    {"paragraph 2 of that article", NULL},
    {"007", NULL},
    {"42%", NULL},
    {"\377\376", NULL},
    {"art \303", NULL},
};

Test(provision, parses_names)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct provision p;
		char form[PROVISION_MAX] = "-";
		bool ok =
		    provision_parse(names[i].text, strlen(names[i].text), &p);

		if (ok)
			provision_format(&p, form);
		cr_expect(ok == (names[i].want != NULL), "'%s' gives '%s'",
		    names[i].text, form);
		if (ok && names[i].want != NULL)
			cr_expect_str_eq(form, names[i].want, "'%s' gives '%s'",
			    names[i].text, form);
	}
}

/* What is formatted is parsed to the same again. */
Test(provision, normal_form_stands)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct provision a, b;
		char form[PROVISION_MAX];

		if (names[i].want == NULL)
			continue;
		cr_assert(
		    provision_parse(names[i].want, strlen(names[i].want), &a));
		provision_format(&a, form);
		cr_assert(provision_parse(form, strlen(form), &b));
		cr_expect(provision_equal(&a, &b), "%s", form);
	}
}

Test(provision, long_strings_are_none)
{
	char text[5000] = "article 42";
	struct provision p = {.kind = PROVISION_TITLE};

	memset(text + 10, ' ', sizeof text - 10);
	cr_expect_not(provision_parse(text, sizeof text, &p));
	cr_expect_eq(p.kind, PROVISION_TITLE, "left alone");
}

static struct provision
parse(const char *s)
{
	struct provision p;

	cr_assert(provision_parse(s, strlen(s), &p), "%s", s);
	return p;
}

Test(provision, covers)
{
	static const struct {
		const char *whole;
		const char *part;
		bool want;
	} cases[] = {
	    {"art 42", "art 42", true},
	    {"art 42", "art 42(1)", true},
	    {"art 42(1)", "art 42(1)(b)", true},
	    {"art 42(1)", "art 42", false},
	    {"art 42(1)", "art 42(2)", false},
	    {"art 42", "art 4", false},
	    {"art 42", "art 42 bis", false},
	    {"art 90-93", "art 92", true},
	    {"art 90-93", "art 93(2)", true},
	    {"art 90-93", "art 94", false},
	    {"art 90-93", "art 91-92", true},
	    {"art 90-93", "art 92-95", false},
	    {"art 90-93", "art 92 bis", true},
	    {"art 90-93", "art 93 bis", false},
	    {"art 92", "art 90-93", false},
	    {"chapter II-V", "chapter IV", true},
	    {"para 42", "art 42", false},
	    {"preamble", "preamble(9)", true},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct provision whole = parse(cases[i].whole);
		struct provision part = parse(cases[i].part);

		cr_expect(provision_covers(&whole, &part) == cases[i].want,
		    "%s, %s", cases[i].whole, cases[i].part);
	}
}

Test(provision, base_has_no_levels)
{
	struct provision p = parse("art 5 bis(2)(a)");
	struct provision base = provision_base(&p);
	struct provision want = parse("art 5 bis");

	cr_expect(provision_equal(&base, &want));
	cr_expect_not(provision_equal(&p, &want));
}

/* The mention's fields beside the provision. */
Test(provision, mentions_say_how_they_stand)
{
	struct arena *arena = arena_new();
	const char *text = "Deleting Article 42's text and articles 4 and 5";
	struct tokens tokens;
	struct provision_mention *mention;
	size_t count;

	tokenize(arena, text, strlen(text), &tokens);
	mention = provision_find(arena, &tokens, LANGUAGE_EN, &count);
	cr_assert_eq(count, 3);
	cr_expect(mention[0].possessive);
	cr_expect_not(mention[0].list);
	cr_expect_eq(mention[0].first, 1);
	cr_expect_eq(mention[0].end, 4);
	cr_expect(mention[1].list && mention[2].list);
	cr_expect_eq(mention[1].first, mention[2].first);
	cr_expect_eq(mention[1].end, tokens.count);
	arena_free(arena);
}

Test(provision, resolves_what_is_left_out)
{
	static const struct {
		const char *antecedent;
		const char *text;
		const char *want;
	} cases[] = {
	    {"art 42(1)", "this article", "art 42"},
	    {"art 42(1)", "this paragraph", "art 42(1)"},
	    {"art 42(1)", "that provision", "art 42(1)"},
	    {"art 42", "paragraph 2 of that article", "art 42(2)"},
	    {"art 42(1)", "its paragraph 2", "art 42(2)"},
	    {"art 42(1)(a)", "subparagraph (b)", "art 42(1)(b)"},
	    {"para 7(a)", "subparagraph (b)", "para 7(b)"},
	    {"art 42(1)", "paragraph 3", "art 42(3)"},
	    {"preamble", "paragraph 3", "preamble(3)"},
	    {"para 7", "paragraph 3", "para 3"},
	    {"chapter III", "paragraph 3", "para 3"},
	    {"art 42", "Article 43", "art 43"},
	    {"annex I", "this article", ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena *arena = arena_new();
		struct provision antecedent = parse(cases[i].antecedent);
		struct provision got;
		struct tokens tokens;
		struct provision_mention *mention;
		char form[PROVISION_MAX];
		size_t count;

		tokenize(arena, cases[i].text, strlen(cases[i].text), &tokens);
		mention = provision_find(arena, &tokens, LANGUAGE_EN, &count);
		cr_assert_eq(count, 1);
		got = provision_resolve(mention, &antecedent);
		provision_format(&got, form);
		cr_expect_str_eq(form, cases[i].want, "%s after %s is %s",
		    cases[i].text, cases[i].antecedent, form);
		arena_free(arena);
	}
}

/* Long lists, deep levels and half-written forms neither crash nor hang. */
Test(provision, bears_anything)
{
	static const char *const pieces[] = {"article ", "42", "(", ")", "1",
	    ", ", " and ", " paragraph ", "-", ".", " of ", "第", "条", "a)",
	    "المادة ", "статьи ", "[", "]", " bis", "preambular ", "'s", " to ",
	    "附件", "sub", "alt", "\n\n", "ante", " annex I", "non-", "其"};
	struct arena *arena = arena_new();
	unsigned seed = 1;
	char line[16384];

	for (int round = 0; round < 4000; round++) {
		char text[600] = "";

		for (int i = 0; i < 24; i++) {
			seed = seed * 1103515245U + 12345U;
			strncat(text, pieces[(seed >> 16) % COUNT(pieces)],
			    sizeof text - strlen(text) - 1);
		}
		find(arena, text, LANGUAGE_NONE, line, sizeof line);
		arena_reset(arena);
	}
	arena_free(arena);
}
