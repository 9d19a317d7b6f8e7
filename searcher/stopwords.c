/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/stopwords.h"

#include <stdlib.h>
#include <string.h>

/*
 * Folded, in byte order. Words that are something else in another language
 * stay out (French "or", "on"; "no" of Norway is an id, not a word here).
 */
static const char *const words[] = {"a", "al", "an", "and", "are", "as", "at",
    "au", "aux", "be", "been", "by", "con", "da", "dans", "de", "del", "des",
    "du", "el", "en", "est", "et", "for", "from", "had", "has", "have", "il",
    "in", "is", "it", "its", "la", "las", "le", "les", "lo", "los", "of", "on",
    "or", "para", "par", "por", "pour", "que", "qui", "se", "ses", "so", "sont",
    "su", "sur", "that", "the", "their", "there", "these", "they", "this",
    "those", "to", "un", "una", "une", "uno", "was", "were", "which", "will",
    "with", "y", "в", "для", "за", "и", "из", "к", "на", "о", "об", "от", "по",
    "при", "с", "что", "ان", "على", "عن", "في", "من"};

/*
 * The same: nouns that say what kind of thing something is, and nothing of
 * which: "the role of UNODC" is about UNODC.
 */
static const char *const light[] = {"article", "articles", "concept",
    "convencion", "convenio", "convention", "cuestion", "draft", "idea", "idee",
    "inclusion", "issue", "issues", "matter", "matters", "need", "notion",
    "papel", "position", "projet", "proposal", "proposals", "proposition",
    "propuesta", "provision", "provisions", "proyecto", "question", "questions",
    "reference", "references", "role", "text", "texte", "texto", "topic",
    "traite", "tratado", "treaty", "вопрос", "вопроса", "договор", "договора",
    "конвенции", "конвенция", "предложение", "предложения", "проект", "проекта",
    "роли", "роль", "текст", "текста", "اتفاقيه", "اقتراح", "دور", "مساله",
    "مشروع", "معاهده", "نص", "作用", "公约", "提案", "条约", "案文", "问题"};

/* The same: words that stand for what was named before. */
static const char *const pointing[] = {"ce", "ces", "cet", "cette", "esta",
    "estas", "este", "esto", "estos", "it", "its", "leur", "leurs", "sa", "ses",
    "son", "su", "sus", "that", "their", "them", "these", "this", "those",
    "его", "ее", "их", "это", "этого", "этот", "эту", "其", "此", "该"};

static int
compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

static bool
is_among(const char *const *list, size_t n, const char *folded)
{
	return bsearch(folded, list, n, sizeof *list, compare) != NULL;
}

bool
stopword(const char *folded)
{
	return is_among(words, sizeof words / sizeof *words, folded);
}

bool
stopword_light(const char *folded)
{
	return is_among(light, sizeof light / sizeof *light, folded);
}

bool
stopword_pointing(const char *folded)
{
	return is_among(pointing, sizeof pointing / sizeof *pointing, folded);
}
