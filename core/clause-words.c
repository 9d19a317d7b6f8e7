/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/clause-words.h"

#include <string.h>

/* The most tokens of one small word: characters, in Chinese. */
#define TOKENS_MAX 4

/* Words are folded; Chinese ones are runs of characters. */
#define L(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *const *const english[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("and"),
    [WORD_OR] = L("or"),
    [WORD_THE] = L("the"),
    [WORD_BY] = L("by"),
    [WORD_FOR] = L("for"),
    [WORD_FROM] = L("from"),
    [WORD_OF] = L("of"),
    [WORD_TO] = L("to"),
    [WORD_THAT] = L("that"),
    [WORD_ON] = L("on", "regarding"),
    [WORD_IN] = L("in"),
    [WORD_NO] = L("no"),
    [WORD_OPENER] = L("to", "for", "that", "on"),
    [WORD_CONTENT] = L("on", "for", "to", "that", "of", ":", "regarding",
	"containing", "concerning"),
    [WORD_GROUP] = L("group", "delegation"),
    [WORD_VIEW] = L("position", "view", "views", "stance", "statement",
	"statements", "intervention", "remarks"),
    [WORD_ADDITION] = L("position", "view", "addition", "approach", "statement",
	"intervention"),
    [WORD_EFFORT] = L("effort", "efforts", "attempt", "attempts"),
    [WORD_BESIDE] = L("after", "before"),
    [WORD_VOICED] = L("voiced", "led", "brought", "raised", "expressed",
	"driven", "spearheaded", "advanced", "made", "put"),
    [WORD_CAMP] =
	L("group", "camp", "bloc", "side", "pole", "coalition", "grouping"),
    [WORD_INCLUDES] = L("includes", "included", "comprises", "comprised",
	"comprising", "including"),
    [WORD_TITLE] = L("mr", "ms", "mrs", "miss", "dr", "sir", "madam", "dame",
	"prof", "professor", "monsignor", "archbishop", "ambassador"),
    [WORD_AMENDMENT] = L("amendment", "amendments"),
    [WORD_BROUGHT] = L("proposal", "proposals", "suggestion", "suggestions",
	"amendment", "amendments", "recommendation", "recommendations",
	"submission", "submissions", "draft"),
    [WORD_ASKING] =
	L("whether", "how", "what", "which", "when", "where", "why", "who"),
    [WORD_ADVERB] = L("also", "further", "then", "again", "both", "jointly",
	"instead", "now", "long", "alone", "therefore", "thus", "even", "still",
	"just", "only", "all", "each", "already", "once", "later", "first",
	"furthermore", "likewise", "too", "itself", "themselves", "rather",
	"however", "inter", "alia"),
};

static const char *const *const french[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("et"),
    [WORD_OR] = L("ou"),
    [WORD_NOR] = L("ni"),
    [WORD_THE] = L("le", "la", "les", "l'"),
    [WORD_BY] = L("par"),
    [WORD_FROM] = L("de", "d'", "du", "des"),
    [WORD_OF] = L("de", "d'", "du", "des"),
    [WORD_TO] = L("de", "d'", "a"),
    [WORD_THAT] = L("que", "qu'"),
    [WORD_ON] = L("sur", "concernant"),
    [WORD_NO] = L("aucun", "aucune", "nul", "nulle", "personne"),
    [WORD_ALSO] = L("aussi", "egalement"),
    [WORD_OPENER] = L("de", "d'", "tendant", "visant", "que", "qu'",
	"consistant", "concernant", "sur", "relative", "relatif"),
    [WORD_CONTENT] = L("de", "d'", "tendant", "visant", "que", "qu'", ":",
	"concernant", "sur", "relative", "relatif"),
    [WORD_GROUP] = L("groupe", "delegation"),
    [WORD_VIEW] = L("position", "opinion", "avis", "point"),
    [WORD_ADDITION] = L("position", "opinion", "avis", "point", "ajout",
	"approche", "idee", "solution", "option"),
    [WORD_EFFORT] = L("effort", "efforts", "tentative", "tentatives"),
    [WORD_AMENDMENT] = L("amendement", "amendements"),
    [WORD_BROUGHT] =
	L("proposition", "propositions", "suggestion", "suggestions",
	    "amendement", "amendements", "recommandation", "recommandations"),
    [WORD_ASKING] = L("si", "s'il", "comment", "pourquoi", "quand"),
    [WORD_ADVERB] = L("aussi", "egalement", "donc", "alors", "encore",
	"toujours", "deja", "toutefois", "cependant", "neanmoins", "tous",
	"toutes", "ainsi", "plutot", "en", "outre", "resolument", "tout",
	"toujours", "plus", "tard"),
    [WORD_CLITIC] = L("s'", "se", "y", "en", "l'", "le", "la", "les", "nous",
	"m'", "me", "lui", "leur"),
    [WORD_REFLEXIVE] = L("s'", "se", "nous", "m'", "me"),
    [WORD_NE] = L("ne", "n'"),
    [WORD_NE_PAS] = L("pas", "point", "plus", "jamais", "guere", "aucun",
	"aucune", "nullement", "aucunement"),
    [WORD_OBJECT] = L("y", "l'", "en"),
    [WORD_BESIDE] = L("apres", "avant", "entre"),
    [WORD_INSIDE] = L("a", "au", "aux", "dans"),
    [WORD_NE_ALONE] = L("peut", "peuvent", "pouvait", "pouvaient", "pourrait",
	"pourraient", "put", "saurait", "sauraient", "ose", "pouvons",
	"saurions", "pourrions"),
    [WORD_NE_ONLY] = L("que", "qu'"),
    [WORD_NE_EMPTY] = L("craint", "craignent", "craignait", "redoute", "moins",
	"avant", "empeche", "plus"),
    [WORD_BE] = L("est", "sont", "etait", "etaient", "ete", "etre", "fut",
	"furent", "soit", "soient", "serait", "seraient"),
    [WORD_HISTORY] = L("avait", "avaient", "avions", "avais", "jadis",
	"naguere", "anterieurement"),
    [WORD_NOBODY] = L("il", "on"),
    [WORD_PART] = L("mot", "mots", "terme", "termes", "membre", "expression",
	"phrase", "phrases", "crochet", "crochets", "liste", "libelle", "texte",
	"titre", "intitule", "note", "chapeau", "definition", "reference",
	"references", "mention", "mentions", "renvoi", "renvois", "partie"),
    [WORD_ARTICLE] = L("article", "disposition"),
    [WORD_TITLE] = L("m", "mme", "mlle", "mm"),
};

static const char *const *const spanish[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("y", "e"),
    [WORD_OR] = L("o", "u"),
    [WORD_NOR] = L("ni"),
    [WORD_THE] = L("el", "la", "los", "las"),
    [WORD_BY] = L("por"),
    [WORD_FROM] = L("de", "del"),
    [WORD_OF] = L("de", "del"),
    [WORD_TO] = L("de", "a"),
    [WORD_THAT] = L("que"),
    [WORD_ON] = L("sobre"),
    [WORD_NO] = L("ningun", "ninguna", "nadie"),
    [WORD_ALSO] = L("tambien", "igualmente", "asimismo"),
    [WORD_OPENER] = L("de", "para", "que", "encaminada", "encaminado",
	"destinada", "destinado", "relativa", "relativo", "sobre", "tendiente",
	"consistente"),
    [WORD_CONTENT] = L("de", "para", "que", "encaminada", "encaminado",
	"destinada", "relativa", "relativo", "sobre", ":"),
    [WORD_GROUP] = L("grupo", "delegacion"),
    [WORD_VIEW] = L("posicion", "opinion", "postura"),
    [WORD_ADDITION] = L("posicion", "opinion", "postura", "adicion", "enfoque",
	"idea", "solucion", "opcion"),
    [WORD_EFFORT] = L("esfuerzo", "esfuerzos", "intento", "intentos"),
    [WORD_AMENDMENT] = L("enmienda", "enmiendas"),
    [WORD_BROUGHT] = L("propuesta", "propuestas", "sugerencia", "sugerencias",
	"enmienda", "enmiendas", "recomendacion", "recomendaciones"),
    [WORD_ASKING] = L("si", "como", "cuando", "por"),
    [WORD_ADVERB] = L("tambien", "asimismo", "ademas", "aun", "todavia",
	"entonces", "sin", "embargo", "por", "tanto", "ambos", "todos",
	"siempre", "luego", "despues", "mas", "tarde", "igualmente"),
    [WORD_CLITIC] = L("se", "lo", "la", "los", "las", "le", "les", "nos", "me"),
    [WORD_REFLEXIVE] = L("se", "nos", "me"),
    [WORD_OBJECT] = L("lo", "la", "los", "las"),
    [WORD_BESIDE] = L("despues", "antes", "tras", "entre"),
    [WORD_INSIDE] = L("a", "al", "en"),
    [WORD_BE] = L("es", "son", "fue", "fueron", "era", "eran", "sido", "ser",
	"sea", "sean", "seria", "serian", "quedo", "queda"),
    [WORD_HISTORY] =
	L("habia", "habian", "habiamos", "antano", "anteriormente"),
    [WORD_PART] = L("palabra", "palabras", "termino", "terminos", "expresion",
	"frase", "frases", "oracion", "corchete", "corchetes", "lista", "texto",
	"titulo", "nota", "encabezamiento", "definicion", "referencia",
	"referencias", "mencion", "menciones", "remision", "remisiones",
	"parte", "redaccion"),
    [WORD_ARTICLE] = L("articulo", "disposicion"),
    [WORD_TITLE] = L("sr", "sra", "srta", "sres"),
};

static const char *const *const russian[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("и", "а"),
    [WORD_OR] = L("или"),
    [WORD_NOR] = L("ни"),
    [WORD_FROM] = L("от", "из"),
    [WORD_THAT] = L("что", "чтобы"),
    [WORD_ON] = L("касательно", "относительно"),
    [WORD_NO] = L("никто"),
    [WORD_ALSO] = L("также", "тоже"),
    [WORD_OPENER] = L("о", "об", "что", "чтобы", "по"),
    [WORD_CONTENT] = L("о", "об", "что", "чтобы", "по", ":"),
    [WORD_GROUP] = L("группа", "делегация"),
    [WORD_VIEW] =
	L("позиция", "позицию", "позиции", "мнение", "мнением", "мнения"),
    [WORD_ADDITION] = L("позиция", "позицию", "позиции", "мнение", "мнением",
	"идея", "идею", "идеи", "подход", "подхода", "вариант", "варианта",
	"добавление", "добавления"),
    [WORD_EFFORT] = L("попытка", "попытки", "попыток", "усилия", "усилий"),
    [WORD_AMENDMENT] = L("поправка", "поправки", "поправку", "поправок"),
    [WORD_BROUGHT] = L("предложение", "предложения", "предложению",
	"предложений", "поправка", "поправки", "поправку", "рекомендация",
	"рекомендации", "рекомендацию"),
    [WORD_ASKING] = L("ли", "как", "почему", "когда"),
    [WORD_ADVERB] = L("также", "тоже", "решительно", "категорически", "твердо",
	"полностью", "целиком", "однозначно", "безоговорочно", "по", "прежнему",
	"поэтому", "однако", "затем", "далее", "уже", "вновь", "снова", "все",
	"оба", "обе", "активно", "резко", "настоятельно", "принципиально", "же",
	"горячо", "вместе", "тем"),
    [WORD_BESIDE] = L("после", "перед", "за", "между"),
    [WORD_INSIDE] = L("в", "во", "к"),
    [WORD_BE] = L("был", "была", "было", "были", "быть"),
    [WORD_HISTORY] = L("ранее", "прежде", "раньше", "когда", "некогда"),
    [WORD_FUTURE] = L("будет", "будут", "будем"),
    [WORD_PART] = L("слово", "слова", "слов", "фраза", "фразу", "фразы",
	"выражение", "выражения", "термин", "термина", "скобки", "скобок",
	"предложение", "название", "ссылка", "ссылки", "ссылку", "ссылок",
	"упоминание", "упоминания", "упоминаний", "сноска", "сноску",
	"определение", "определения", "перечень", "перечня"),
    [WORD_ARTICLE] = L("статья", "статью", "статьи", "положение"),
    [WORD_TITLE] = L("г", "н", "жа", "господин", "госпожа"),
};

static const char *const *const chinese[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("和", "与", "及", "以及", "并", "并且"),
    [WORD_OR] = L("或", "或者"),
    [WORD_BY] = L("由", "得到", "获得", "受到", "遭到", "经"),
    [WORD_FROM] = L("来自"),
    [WORD_NO] = L("没有代表", "没有国家", "无人", "没有人"),
    [WORD_ALSO] = L("也", "亦", "同样"),
    [WORD_OF] = L("的"),
    [WORD_ON] = L("关于", "至于"),
    [WORD_OPENER] = L("的", "，"),
    [WORD_CONTENT] = L("的"),
    [WORD_GROUP] = L("集团", "代表团"),
    [WORD_VIEW] = L("立场", "意见", "观点"),
    [WORD_ADDITION] = L("立场", "意见", "观点", "提议", "建议", "提案", "做法",
	"修正案", "主张", "想法"),
    [WORD_EFFORT] = L("努力", "企图"),
    [WORD_AMENDMENT] = L("修正案"),
    [WORD_BROUGHT] = L("提案", "提议", "建议", "修正案"),
    [WORD_ASKING] = L("是否", "如何", "为何", "能否"),
    [WORD_ADVERB] = L("也", "亦", "还", "均", "都", "坚决", "强烈", "完全",
	"充分", "明确", "则", "仍", "仍然", "又", "同样", "一致", "再次",
	"一贯", "因此", "原则上", "正式", "共同", "就此", "当即", "随后",
	"都已", "已", "现在", "同时", "特别", "全力", "继续"),
    [WORD_HISTORY] = L("曾", "曾经", "此前", "以前", "过去", "一度"),
    [WORD_FUTURE] = L("将会", "将要", "会"),
    [WORD_INSIDE] = L("在"),
    [WORD_BEFORE] = L("对于", "对", "就", "将", "把"),
    [WORD_ATTRIBUTE] = L("的"),
    [WORD_PART] = L("词", "词语", "字", "字样", "短语", "一词", "一语", "一句",
	"措辞", "标题", "用语", "方括号", "提法", "提及", "援引", "脚注",
	"定义", "部分", "清单"),
    [WORD_ARTICLE] = L("该条", "此条", "本条"),
    [WORD_TITLE] = L("先生", "女士", "大使"),
};

static const char *const *const arabic[CLAUSE_WORD_COUNT] = {
    [WORD_AND] = L("و"),
    [WORD_OR] = L("او"),
    [WORD_NOR] = L("ولا"),
    [WORD_THE] = L("كل"),
    [WORD_BY] = L("قبل", "جانب"),
    [WORD_FROM] = L("من"),
    [WORD_OF] = L("من"),
    [WORD_TO] = L("الي", "ل"),
    [WORD_THAT] = L("ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "وان",
	"وانه", "وانها", "الا"),
    [WORD_ON] = L("بشان", "بخصوص"),
    [WORD_NO] = L("احد", "احدا"),
    [WORD_ALSO] = L("ايضا", "كذلك", "بدورها", "بدوره"),
    [WORD_NE_ONLY] = L("فحسب", "فقط"),
    [WORD_OPENER] = L("ب", "بان", "الداعي", "الرامي", "الراميه", "القاضي",
	"القاضيه", "بشان", "المتعلق", "الداعيه"),
    [WORD_CONTENT] = L("بان", "الداعي", "الرامي", "الراميه", "القاضي",
	"القاضيه", "بشان", "المتعلق", ":"),
    [WORD_GROUP] = L("المجموعه", "الوفد"),
    [WORD_VIEW] = L("الموقف", "الراي", "موقف"),
    [WORD_ADDITION] = L("الموقف", "الراي", "الفكره", "النهج", "الخيار",
	"الاضافه", "الاقتراح", "المقترح", "التعديل"),
    [WORD_EFFORT] = L("جهود", "محاوله", "محاولات"),
    [WORD_AMENDMENT] = L("تعديل", "التعديل", "تعديلات"),
    [WORD_BROUGHT] = L("اقتراح", "الاقتراح", "مقترح", "المقترح", "اقتراحات",
	"الاقتراحات", "تعديل", "التعديل", "توصيه", "التوصيه", "لاقتراح",
	"باقتراح", "بالاقتراح", "للاقتراح"),
    [WORD_ASKING] = L("اذا", "هل", "كيف", "لماذا", "متي"),
    [WORD_ADVERB] = L("ايضا", "بشده", "بقوه", "كذلك", "بدوره", "بدورها",
	"كلاهما", "تماما", "رسميا", "مجددا", "صراحه", "قد", "فقد", "وقد", "لقد",
	"كما", "بحزم", "هنا", "ثم", "بالكامل", "كليا"),
    [WORD_BESIDE] = L("بعد", "قبل", "بين"),
    [WORD_INSIDE] = L("في", "الي"),
    [WORD_HISTORY] = L("سبق", "كان", "كانت", "كانوا", "وكان", "وكانت", "سابقا"),
    [WORD_FUTURE] = L("سوف", "وسوف"),
    [WORD_PART] = L("كلمه", "الكلمه", "كلمات", "الكلمات", "كلمتي", "عباره",
	"العباره", "عبارات", "جمله", "الجمله", "عنوان", "العنوان", "اقواس",
	"الاقواس", "اشاره", "الاشاره", "اشارات", "الاشارات", "احاله", "الاحاله",
	"الاحالات", "حاشيه", "تعريف", "التعريف", "لفظ", "لفظه", "مصطلح",
	"صياغه", "قائمه"),
    [WORD_ARTICLE] = L("الماده", "الحكم"),
    [WORD_TITLE] = L("السيد", "السيده", "الانسه"),
};

static const char *const *const *const words[LANGUAGE_COUNT] = {
    [LANGUAGE_AR] = arabic,
    [LANGUAGE_EN] = english,
    [LANGUAGE_ES] = spanish,
    [LANGUAGE_FR] = french,
    [LANGUAGE_RU] = russian,
    [LANGUAGE_ZH] = chinese,
};

/* How many characters the text from token `at` has in common with the word. */
static size_t
han_match(const struct reading *r, size_t at, const char *word)
{
	size_t n = 0;

	for (; *word != '\0'; n++) {
		const struct token *t = &r->tokens.token[at + n];

		if (at + n >= r->tokens.count ||
		    strncmp(word, t->folded, t->length) != 0 || t->length == 0)
			return 0;
		word += t->length;
	}
	return n;
}

size_t
reading_small(const struct reading *r, size_t at, enum clause_word kind)
{
	const char *const *list =
	    words[r->language] != NULL ? words[r->language][kind] : NULL;
	size_t longest = 0;

	if (list == NULL || at >= r->tokens.count)
		return 0;
	if (r->language != LANGUAGE_ZH)
		return reading_any(r, at, list);
	for (; *list != NULL; list++) {
		size_t n = han_match(r, at, *list);

		if (n > longest)
			longest = n;
	}
	return longest;
}

size_t
reading_small_before(const struct reading *r, size_t at, enum clause_word kind)
{
	size_t most = r->language == LANGUAGE_ZH ? TOKENS_MAX : 1;

	for (size_t n = most; n > 0; n--)
		if (at >= n && reading_small(r, at - n, kind) == n)
			return n;
	return 0;
}
