/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-words.h"

#include <string.h>

#define W(word, noun, flags)                                                   \
	{                                                                      \
		word, sizeof(word) - 1, noun, flags                            \
	}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Nouns that begin with a to i, in Latin letters. */
static const struct provision_word words_a[] = {
    W("article", NOUN_ARTICLE, NOUN_GLUED),
    W("articles", NOUN_ARTICLE, NOUN_PLURAL),
    W("art", NOUN_ARTICLE, NOUN_SHORT | NOUN_EITHER | NOUN_GLUED),
    W("arts", NOUN_ARTICLE, NOUN_SHORT | NOUN_PLURAL),
    W("articulo", NOUN_ARTICLE, 0),
    W("articulos", NOUN_ARTICLE, NOUN_PLURAL),
    W("annex", NOUN_ANNEX, 0),
    W("annexes", NOUN_ANNEX, NOUN_PLURAL),
    W("annexe", NOUN_ANNEX, 0),
    W("anexo", NOUN_ANNEX, 0),
    W("anexos", NOUN_ANNEX, NOUN_PLURAL),
    W("apartado", NOUN_SUBPARAGRAPH, 0),
    W("apartados", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("apdo", NOUN_SUBPARAGRAPH, NOUN_SHORT),
    W("alinea", NOUN_SUBPARAGRAPH, 0),
    W("alineas", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("al", NOUN_SUBPARAGRAPH, NOUN_SHORT | NOUN_STOPPED),
    W("chapter", NOUN_CHAPTER, 0),
    W("chapters", NOUN_CHAPTER, NOUN_PLURAL),
    W("chapitre", NOUN_CHAPTER, 0),
    W("chapitres", NOUN_CHAPTER, NOUN_PLURAL),
    W("capitulo", NOUN_CHAPTER, 0),
    W("capitulos", NOUN_CHAPTER, NOUN_PLURAL),
    W("chap", NOUN_CHAPTER, NOUN_SHORT | NOUN_EITHER),
    W("cap", NOUN_CHAPTER, NOUN_SHORT | NOUN_STOPPED),
    W("clause", NOUN_CLAUSE, 0),
    W("clauses", NOUN_CLAUSE, NOUN_PLURAL),
    W("disposition", NOUN_PROVISION, 0),
    W("dispositions", NOUN_PROVISION, NOUN_PLURAL),
    W("disposicion", NOUN_PROVISION, 0),
    W("disposiciones", NOUN_PROVISION, NOUN_PLURAL),
    W("item", NOUN_ITEM, 0),
    W("items", NOUN_ITEM, NOUN_PLURAL),
    W("inciso", NOUN_SUBPARAGRAPH, 0),
    W("incisos", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
};

/* Nouns that begin with o and p, in Latin letters. */
static const struct provision_word words_p[] = {
    W("paragraph", NOUN_PARAGRAPH, 0),
    W("paragraphs", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("para", NOUN_PARAGRAPH,
	NOUN_SHORT | NOUN_EITHER | NOUN_GLUED | NOUN_NOT_ES),
    W("paras", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_PLURAL),
    W("paragraphe", NOUN_PARAGRAPH, 0),
    W("paragraphes", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("parrafo", NOUN_PARAGRAPH, 0),
    W("parrafos", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("parr", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_EITHER),
    W("parrs", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_PLURAL),
    W("par", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_STOPPED | NOUN_EITHER),
    W("part", NOUN_PART, 0),
    W("parts", NOUN_PART, NOUN_PLURAL),
    W("partie", NOUN_PART, 0),
    W("parte", NOUN_PART, 0),
    W("provision", NOUN_PROVISION, 0),
    W("provisions", NOUN_PROVISION, NOUN_PLURAL),
    W("preamble", NOUN_PREAMBLE, 0),
    W("preambule", NOUN_PREAMBLE, 0),
    W("preambulo", NOUN_PREAMBLE, 0),
    W("preambular", NOUN_PREAMBULAR, 0),
    W("preambulaire", NOUN_PREAMBLE, 0),
    W("pp", NOUN_PREAMBULAR, NOUN_GLUED | NOUN_EITHER),
    W("pps", NOUN_PREAMBULAR, NOUN_PLURAL),
    W("op", NOUN_OPERATIVE, NOUN_GLUED | NOUN_EITHER),
    W("ops", NOUN_OPERATIVE, NOUN_PLURAL),
    W("operative", NOUN_OPERATIVE, 0),
    W("point", NOUN_POINT, 0),
    W("points", NOUN_POINT, NOUN_PLURAL),
    W("punto", NOUN_POINT, 0),
};

/* Nouns that begin with s and t, in Latin letters. */
static const struct provision_word words_s[] = {
    W("section", NOUN_SECTION, 0),
    W("sections", NOUN_SECTION, NOUN_PLURAL),
    W("seccion", NOUN_SECTION, 0),
    W("secciones", NOUN_SECTION, NOUN_PLURAL),
    W("sect", NOUN_SECTION, NOUN_SHORT | NOUN_EITHER),
    W("sec", NOUN_SECTION, NOUN_SHORT | NOUN_STOPPED),
    W("sub", NOUN_SUB, 0),
    W("subparagraph", NOUN_SUBPARAGRAPH, 0),
    W("subparagraphs", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("subpara", NOUN_SUBPARAGRAPH, NOUN_SHORT),
    W("subparas", NOUN_SUBPARAGRAPH, NOUN_SHORT | NOUN_PLURAL),
    W("subparrafo", NOUN_SUBPARAGRAPH, 0),
    W("subapartado", NOUN_SUBPARAGRAPH, 0),
    W("subitem", NOUN_ITEM, 0),
    W("title", NOUN_TITLE, 0),
    W("titre", NOUN_TITLE, 0),
    W("titulo", NOUN_TITLE, 0),
    W("tema", NOUN_ITEM, 0),
    W("temas", NOUN_ITEM, NOUN_PLURAL),
};

/* Cyrillic; genitive singular and nominative plural are often one form. */
static const struct provision_word words_ru[] = {
    W("статья", NOUN_ARTICLE, 0),
    W("статьи", NOUN_ARTICLE, NOUN_EITHER),
    W("статье", NOUN_ARTICLE, 0),
    W("статью", NOUN_ARTICLE, 0),
    W("статьей", NOUN_ARTICLE, 0),
    W("статьею", NOUN_ARTICLE, 0),
    W("статей", NOUN_ARTICLE, NOUN_PLURAL),
    W("статьям", NOUN_ARTICLE, NOUN_PLURAL),
    W("статьями", NOUN_ARTICLE, NOUN_PLURAL),
    W("статьях", NOUN_ARTICLE, NOUN_PLURAL),
    W("ст", NOUN_ARTICLE, NOUN_SHORT | NOUN_STOPPED | NOUN_EITHER),
    W("пункт", NOUN_PARAGRAPH, 0),
    W("пункта", NOUN_PARAGRAPH, 0),
    W("пункту", NOUN_PARAGRAPH, 0),
    W("пунктом", NOUN_PARAGRAPH, 0),
    W("пункте", NOUN_PARAGRAPH, 0),
    W("пункты", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("пунктов", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("пунктам", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("пунктами", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("пунктах", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("п", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_STOPPED | NOUN_EITHER),
    W("пп", NOUN_PARAGRAPH, NOUN_SHORT | NOUN_STOPPED | NOUN_PLURAL),
    W("подпункт", NOUN_SUBPARAGRAPH, 0),
    W("подпункта", NOUN_SUBPARAGRAPH, 0),
    W("подпункту", NOUN_SUBPARAGRAPH, 0),
    W("подпунктом", NOUN_SUBPARAGRAPH, 0),
    W("подпункте", NOUN_SUBPARAGRAPH, 0),
    W("подпункты", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("подпунктов", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("подпунктам", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("подпунктами", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("подпунктах", NOUN_SUBPARAGRAPH, NOUN_PLURAL),
    W("подп", NOUN_SUBPARAGRAPH, NOUN_SHORT | NOUN_STOPPED),
    W("глава", NOUN_CHAPTER, 0),
    W("главы", NOUN_CHAPTER, NOUN_EITHER),
    W("главе", NOUN_CHAPTER, 0),
    W("главу", NOUN_CHAPTER, 0),
    W("главой", NOUN_CHAPTER, 0),
    W("глав", NOUN_CHAPTER, NOUN_PLURAL),
    W("главам", NOUN_CHAPTER, NOUN_PLURAL),
    W("главами", NOUN_CHAPTER, NOUN_PLURAL),
    W("главах", NOUN_CHAPTER, NOUN_PLURAL),
    W("раздел", NOUN_SECTION, 0),
    W("раздела", NOUN_SECTION, 0),
    W("разделу", NOUN_SECTION, 0),
    W("разделом", NOUN_SECTION, 0),
    W("разделе", NOUN_SECTION, 0),
    W("разделы", NOUN_SECTION, NOUN_PLURAL),
    W("разделов", NOUN_SECTION, NOUN_PLURAL),
    W("разделам", NOUN_SECTION, NOUN_PLURAL),
    W("разделах", NOUN_SECTION, NOUN_PLURAL),
    W("часть", NOUN_PART, 0),
    W("части", NOUN_PART, NOUN_EITHER),
    W("частью", NOUN_PART, 0),
    W("частей", NOUN_PART, NOUN_PLURAL),
    W("частям", NOUN_PART, NOUN_PLURAL),
    W("частях", NOUN_PART, NOUN_PLURAL),
    W("приложение", NOUN_ANNEX, 0),
    W("приложения", NOUN_ANNEX, NOUN_EITHER),
    W("приложению", NOUN_ANNEX, 0),
    W("приложением", NOUN_ANNEX, 0),
    W("приложении", NOUN_ANNEX, 0),
    W("приложений", NOUN_ANNEX, NOUN_PLURAL),
    W("приложениям", NOUN_ANNEX, NOUN_PLURAL),
    W("приложениях", NOUN_ANNEX, NOUN_PLURAL),
    W("преамбула", NOUN_PREAMBLE, 0),
    W("преамбулы", NOUN_PREAMBLE, 0),
    W("преамбуле", NOUN_PREAMBLE, 0),
    W("преамбулу", NOUN_PREAMBLE, 0),
    W("преамбулой", NOUN_PREAMBLE, 0),
    W("название", NOUN_TITLE, 0),
    W("названия", NOUN_TITLE, 0),
    W("названии", NOUN_TITLE, 0),
    W("положение", NOUN_PROVISION, 0),
    W("положения", NOUN_PROVISION, NOUN_EITHER),
    W("положению", NOUN_PROVISION, 0),
    W("положением", NOUN_PROVISION, 0),
    W("положений", NOUN_PROVISION, NOUN_PLURAL),
};

/* Arabic, without the particles and the article before the noun. */
static const struct provision_word words_ar[] = {
    W("ماده", NOUN_ARTICLE, 0),
    W("مادتين", NOUN_ARTICLE, NOUN_PLURAL),
    W("مادتان", NOUN_ARTICLE, NOUN_PLURAL),
    W("مواد", NOUN_ARTICLE, NOUN_PLURAL),
    W("فقره", NOUN_PARAGRAPH, 0),
    W("فقرتين", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("فقرتان", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("فقرات", NOUN_PARAGRAPH, NOUN_PLURAL),
    W("فصل", NOUN_CHAPTER, 0),
    W("فصلين", NOUN_CHAPTER, NOUN_PLURAL),
    W("فصول", NOUN_CHAPTER, NOUN_PLURAL),
    W("فرع", NOUN_SECTION, 0),
    W("جزء", NOUN_PART, 0),
    W("جزءين", NOUN_PART, NOUN_PLURAL),
    W("مرفق", NOUN_ANNEX, 0),
    W("مرفقين", NOUN_ANNEX, NOUN_PLURAL),
    W("مرفقات", NOUN_ANNEX, NOUN_PLURAL),
    W("بند", NOUN_ITEM, 0),
    W("بندين", NOUN_ITEM, NOUN_PLURAL),
    W("بنود", NOUN_ITEM, NOUN_PLURAL),
    W("ديباجه", NOUN_PREAMBLE, 0),
    W("عنوان", NOUN_TITLE, 0),
    W("حكم", NOUN_PROVISION, 0),
    W("احكام", NOUN_PROVISION, NOUN_PLURAL),
};

static const struct provision_word *
scan_words(const struct provision_word *words, size_t count, const char *folded,
    size_t length)
{
	for (size_t i = 0; i < count; i++) {
		if (words[i].length == length &&
		    memcmp(words[i].folded, folded, length) == 0)
			return &words[i];
	}
	return NULL;
}

/* Whether a word begins with an Arabic particle of one letter (two bytes). */
static bool
is_particle(const char *s, const char *letters)
{
	for (; *letters != '\0'; letters += 2) {
		if (memcmp(s, letters, 2) == 0)
			return true;
	}
	return false;
}

/*
 * "وبالمادة" is "and", "by", "the", "article"; after "ل" the article has lost
 * its alef ("للمادة"). Each is taken off only if the rest is not known with it.
 */
static const struct provision_word *
find_arabic(const char *s, size_t n)
{
	const struct provision_word *word =
	    scan_words(words_ar, COUNT(words_ar), s, n);

	if (word == NULL && n > 6 && is_particle(s, "وف")) {
		s += 2;
		n -= 2;
		word = scan_words(words_ar, COUNT(words_ar), s, n);
	}
	if (word == NULL && n > 6 && is_particle(s, "بلك")) {
		s += 2;
		n -= 2;
		word = scan_words(words_ar, COUNT(words_ar), s, n);
		if (word == NULL && memcmp(s - 2, "لل", 4) == 0)
			word =
			    scan_words(words_ar, COUNT(words_ar), s + 2, n - 2);
	}
	if (word == NULL && n > 6 && memcmp(s, "ال", 4) == 0)
		word = scan_words(words_ar, COUNT(words_ar), s + 4, n - 4);
	return word;
}

static const struct provision_word *
find_latin(const char *s, size_t n)
{
	switch (s[0]) {
	case 'a':
	case 'c':
	case 'd':
	case 'i':
		return scan_words(words_a, COUNT(words_a), s, n);
	case 'o':
	case 'p':
		return scan_words(words_p, COUNT(words_p), s, n);
	case 's':
	case 't':
		return scan_words(words_s, COUNT(words_s), s, n);
	default:
		return NULL;
	}
}

const struct provision_word *
provision_word_find(const char *folded, size_t length, size_t *ret_glued)
{
	unsigned char first = (unsigned char)folded[0];
	const struct provision_word *word;
	size_t n = length;

	*ret_glued = 0;
	if (n < 2)
		return NULL;
	if (first == 0xD0 || first == 0xD1)
		return scan_words(words_ru, COUNT(words_ru), folded, n);
	if (first == 0xD8 || first == 0xD9)
		return n < 6 ? NULL : find_arabic(folded, n);
	if (first < 'a' || first > 't')
		return NULL;
	while (n > 2 && folded[n - 1] >= '0' && folded[n - 1] <= '9')
		n--;
	word = find_latin(folded, n);
	*ret_glued = length - n;
	if (*ret_glued > 0 && (word == NULL || !(word->flags & NOUN_GLUED)))
		return NULL;
	return word;
}

enum provision_kind
provision_noun_kind(enum provision_noun noun)
{
	static const unsigned char kinds[] = {
	    [NOUN_ARTICLE] = PROVISION_ARTICLE,
	    [NOUN_PARAGRAPH] = PROVISION_PARAGRAPH,
	    [NOUN_SUBPARAGRAPH] = PROVISION_PARAGRAPH,
	    [NOUN_CLAUSE] = PROVISION_PARAGRAPH,
	    [NOUN_CHAPTER] = PROVISION_CHAPTER,
	    [NOUN_SECTION] = PROVISION_SECTION,
	    [NOUN_PART] = PROVISION_PART,
	    [NOUN_ANNEX] = PROVISION_ANNEX,
	    [NOUN_ITEM] = PROVISION_ITEM,
	    [NOUN_POINT] = PROVISION_ITEM,
	    [NOUN_PREAMBLE] = PROVISION_PREAMBLE,
	    [NOUN_PREAMBULAR] = PROVISION_PREAMBLE,
	    [NOUN_OPERATIVE] = PROVISION_PARAGRAPH,
	    [NOUN_TITLE] = PROVISION_TITLE,
	    [NOUN_SUB] = PROVISION_NONE,
	};

	return (enum provision_kind)kinds[noun];
}
