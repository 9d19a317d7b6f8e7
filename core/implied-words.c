/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/implied-words.h"

#include "core/cue-word.h"

#include <string.h>

/*
 * Words are folded; a star ends a word's beginning. Chinese ones are runs of
 * characters.
 */
#define L(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *const *const english[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L("wide", "wider", "widest", "broad", "broader",
	"broadest", "narrow", "narrower", "narrowest", "higher", "highest",
	"lower", "lowest", "longer", "longest", "shorter", "shortest", "larger",
	"largest", "smaller", "smallest", "limited", "restricted", "expanded",
	"extended", "stricter", "looser", "tighter", "stronger", "weaker",
	"clearer", "simpler", "fewer", "greater", "lesser"),
    [IMPLIED_RESIZE] = L("increas*", "reduc*", "lower*", "rais*", "extend*",
	"extension", "shorten*", "lengthen*", "limit", "limits", "limiting",
	"limitation*", "restrict", "restricting", "restriction*", "widen*",
	"broaden*", "narrow*", "expand*", "expansion", "doubl*", "halv*"),
    [IMPLIED_MEASURE] = L("scope", "ambit", "coverage", "number", "numbers",
	"threshold", "thresholds", "period", "periods", "deadline", "term",
	"ceiling", "quorum", "majority", "rate", "percentage", "share",
	"amount", "size", "definition", "mandate"),
    [IMPLIED_MATTER] = L("cooperation", "assistance", "application",
	"jurisdiction", "powers", "offence*", "offense*", "crimes",
	"obligation*", "criminalization", "criminalisation", "safeguards",
	"exception*", "exemption*", "liability", "sanction*", "penalt*",
	"extradition", "disclosure", "duties", "requirement*"),
    [IMPLIED_COUNT] = L("one", "two", "three", "four", "five", "six", "seven",
	"eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty",
	"forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
	"third", "thirds", "quarters"),
    [IMPLIED_UNIT] = L("year", "years", "month", "months", "week", "weeks",
	"day", "days", "hours", "percent", "%", "ratification*", "signatory",
	"signatories", "signatures", "accessions", "parties", "states",
	"members", "countries", "votes", "majority"),
    [IMPLIED_PROPOSED] = L("proposal", "proposals", "suggestion", "suggestions",
	"proposed", "suggested", "idea", "initiative", "initiatives"),
    [IMPLIED_AMENDED] = L("amendment", "amendments"),
    [IMPLIED_SET_UP] = L("establish", "establishing", "establishment", "creat*",
	"introduc*", "impos*", "apply", "applying", "application", "institute",
	"instituting", "prescrib*"),
    [IMPLIED_TAKE_UP] = L("take", "taking", "use", "using", "borrow",
	"borrowing", "draw", "drawing", "replicate", "replicating", "reuse",
	"reusing", "copy", "copying", "follow", "following"),
    [IMPLIED_BODY] = L("commission", "secretariat", "tribunal", "court", "fund",
	"mechanism", "council", "registry"),
    [IMPLIED_TREATY] = L("convention", "treaty", "agreement", "instrument",
	"protocol", "covenant", "text", "draft", "article", "chapter"),
    [IMPLIED_COVER] = L("cover", "covers", "include", "includes", "contain",
	"contains", "address", "addresses", "criminali*", "regulate",
	"regulates", "require", "requires", "prohibit*", "oblige", "obliges",
	"provide", "provides", "recognize", "recognise", "penalize", "penalise",
	"outlaw", "guarantee", "extend"),
    [IMPLIED_NEED] = L("need", "needs", "necessity"),
    [IMPLIED_FRESH] =
	L("new", "additional", "specific", "further", "explicit", "separate"),
    [IMPLIED_A] = L("a", "an", "another"),
    [IMPLIED_TEXT] = L("article", "articles", "paragraph", "paragraphs",
	"subparagraph", "subparagraphs", "provision", "provisions", "chapter",
	"chapters", "section", "sections", "sentence", "sentences", "clause",
	"clauses", "language", "wording", "text", "phrase", "footnote", "title",
	"preamble", "definition", "definitions", "formulation", "annex",
	"reference", "references", "mention", "chapeau"),
};

static const char *const *const french[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L("large", "larges", "etroit", "etroite", "restreint",
	"restreinte", "elargi", "elargie", "eleve", "elevee", "reduit",
	"reduite", "limite", "limitee", "superieur", "inferieur"),
    [IMPLIED_RESIZE] = L("augment*", "redui*", "reduct*", "relev*", "abaiss*",
	"prolong*", "raccourc*", "limit*", "restreind*", "restrict*", "elargi*",
	"etend*", "extension"),
    [IMPLIED_MEASURE] = L("portee", "champ", "nombre", "seuil", "seuils",
	"delai", "delais", "duree", "plafond", "quorum", "majorite", "taux",
	"part", "montant", "definition", "mandat", "periode"),
    [IMPLIED_MATTER] = L("cooperation", "entraide", "assistance", "application",
	"competence", "pouvoirs", "infractions", "obligation*",
	"incrimination*", "garanties", "exception*", "derogation*",
	"responsabilite", "sanction*", "peine*", "extradition", "divulgation"),
    [IMPLIED_COUNT] = L("deux", "trois", "quatre", "cinq", "six", "sept",
	"huit", "neuf", "dix", "douze", "quinze", "vingt", "trente", "quarante",
	"cinquante", "soixante", "cent", "tiers"),
    [IMPLIED_UNIT] =
	L("an", "ans", "annee", "annees", "mois", "semaine", "semaines", "jour",
	    "jours", "%", "ratification*", "signataire*", "signatures",
	    "adhesions", "parties", "etats", "membres", "voix", "majorite"),
    [IMPLIED_PROPOSED] =
	L("proposition", "propositions", "suggestion", "suggestions", "propose",
	    "proposee", "proposes", "proposees", "idee", "initiative"),
    [IMPLIED_AMENDED] = L("amendement", "amendements"),
    [IMPLIED_SET_UP] = L("etabli*", "institu*", "impos*", "appliqu*", "cree",
	"creer", "creation", "imposition", "instauration", "instaurer"),
    [IMPLIED_TAKE_UP] = L("reprendre", "utiliser", "emprunter"),
    [IMPLIED_BODY] = L("commission", "secretariat", "tribunal", "cour", "fonds",
	"mecanisme", "conseil", "registre"),
    [IMPLIED_TREATY] = L("convention", "traite", "accord", "instrument",
	"protocole", "texte", "projet", "article", "chapitre"),
    [IMPLIED_COVER] =
	L("couvr*", "inclu*", "contien*", "contenir", "incrimin*", "regl*",
	    "exig*", "interdi*", "oblig*", "prevo*", "reconnai*", "mention*"),
    [IMPLIED_NEED] = L("necessite", "besoin", "utilite"),
    [IMPLIED_FRESH] =
	L("nouveau", "nouvel", "nouvelle", "nouveaux", "nouvelles",
	    "supplementaire*", "specifique*", "explicite*", "distinct*"),
    [IMPLIED_A] = L("un", "une"),
    [IMPLIED_TEXT] = L("article", "articles", "paragraphe", "paragraphes",
	"alinea", "alineas", "disposition", "dispositions", "chapitre",
	"section", "phrase", "phrases", "clause", "clauses", "libelle", "texte",
	"titre", "preambule", "definition", "formulation", "annexe",
	"reference", "references", "mention"),
};

static const char *const *const spanish[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L("amplio", "amplia", "amplios", "amplias", "estrecho",
	"estrecha", "limitado", "limitada", "restringido", "restringida",
	"mayor", "menor", "elevado", "elevada", "superior", "inferior",
	"reducido", "reducida"),
    [IMPLIED_RESIZE] = L("aument*", "reduc*", "reduzc*", "elev*", "rebaj*",
	"prorrog*", "prolong*", "acort*", "limit*", "restring*", "ampli*",
	"extend*", "extension"),
    [IMPLIED_MEASURE] = L("alcance", "ambito", "numero", "umbral", "umbrales",
	"plazo", "plazos", "duracion", "limite", "quorum", "mayoria", "tasa",
	"porcentaje", "cuantia", "definicion", "mandato", "periodo"),
    [IMPLIED_MATTER] = L("cooperacion", "asistencia", "aplicacion",
	"jurisdiccion", "facultades", "delitos", "obligacion*", "tipificacion",
	"salvaguardias", "excepcion*", "responsabilidad", "sancion*", "pena",
	"penas", "extradicion", "divulgacion"),
    [IMPLIED_COUNT] = L("dos", "tres", "cuatro", "cinco", "seis", "siete",
	"ocho", "nueve", "diez", "doce", "quince", "veinte", "treinta",
	"cuarenta", "cincuenta", "sesenta", "cien", "tercio", "tercios",
	"cuarto", "cuartos"),
    [IMPLIED_UNIT] = L("ano", "anos", "mes", "meses", "semana", "semanas",
	"dia", "dias", "%", "ratificacion*", "signatari*", "firmas",
	"adhesiones", "partes", "estados", "miembros", "votos", "mayoria"),
    [IMPLIED_PROPOSED] = L("propuesta", "propuestas", "sugerencia",
	"sugerencias", "propuesto", "propuestos", "idea", "iniciativa"),
    [IMPLIED_AMENDED] = L("enmienda", "enmiendas"),
    [IMPLIED_SET_UP] =
	L("establec*", "cre*", "impon*", "imposicion", "aplic*", "institu*"),
    [IMPLIED_TAKE_UP] = L("tomar", "utilizar", "usar", "retomar"),
    [IMPLIED_BODY] = L("comision", "secretaria", "tribunal", "corte", "fondo",
	"mecanismo", "consejo", "registro"),
    [IMPLIED_TREATY] =
	L("convencion", "convenio", "tratado", "acuerdo", "instrumento",
	    "protocolo", "texto", "proyecto", "articulo", "capitulo"),
    [IMPLIED_COVER] = L("abarc*", "abarqu*", "inclu*", "conten*", "tipifi*",
	"regul*", "exij*", "exig*", "prohib*", "oblig*", "prev*", "reconoc*",
	"reconozc*", "menci*"),
    [IMPLIED_NEED] = L("necesidad", "utilidad"),
    [IMPLIED_FRESH] = L("nuevo", "nueva", "nuevos", "nuevas", "adicional*",
	"especific*", "explicit*"),
    [IMPLIED_A] = L("un", "una"),
    [IMPLIED_TEXT] = L("articulo", "articulos", "parrafo", "parrafos",
	"apartado", "apartados", "disposicion", "disposiciones", "capitulo",
	"seccion", "frase", "oracion", "clausula", "redaccion", "texto",
	"titulo", "preambulo", "definicion", "formulacion", "anexo",
	"referencia", "referencias", "mencion"),
};

static const char *const *const russian[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L(
	"широк*", "узк*", "высок*", "низк*", "больш*", "меньш*", "ограниченн*"),
    [IMPLIED_RESIZE] = L("увелич*", "уменьш*", "сократ*", "сокращ*", "повы*",
	"пониз*", "пониж*", "сниз*", "сниж*", "расшир*", "огранич*", "суз*",
	"продл*"),
    [IMPLIED_MEASURE] = L("сфер*", "охват*", "числ*", "количеств*", "порог*",
	"срок*", "период*", "кворум*", "большинств*", "дол*", "объем*",
	"определени*", "мандат*"),
    [IMPLIED_MATTER] =
	L("сотрудничеств*", "помощ*", "применени*", "юрисдикци*", "полномочи*",
	    "преступлени*", "обязательств*", "криминализаци*", "гаранти*",
	    "исключени*", "ответственност*", "санкци*", "наказани*", "выдач*"),
    [IMPLIED_COUNT] = L("два", "две", "двух", "три", "трех", "четыре",
	"четырех", "пять", "пяти", "шесть", "шести", "семь", "семи", "восемь",
	"восьми", "девять", "девяти", "десять", "десяти", "двадцать",
	"двадцати", "тридцать", "тридцати", "сорок", "сорока", "пятьдесят",
	"пятидесяти", "шестьдесят", "шестидесяти", "трети"),
    [IMPLIED_UNIT] = L("год*", "лет", "месяц*", "недел*", "день", "дня", "дней",
	"%", "ратификаци*", "подпис*", "присоединени*", "сторон*",
	"государств*", "член*", "голос*", "большинств*"),
    [IMPLIED_PROPOSED] =
	L("предложени*", "предложенн*", "предлагаем*", "иде*", "инициатив*"),
    [IMPLIED_AMENDED] = L("поправк*", "поправок"),
    [IMPLIED_SET_UP] = L("установ*", "устанавлива*", "введени*", "ввести",
	"вводить", "созда*", "возлож*"),
    [IMPLIED_TAKE_UP] = L("использова*", "заимствова*", "взять"),
    [IMPLIED_BODY] = L("комисси*", "секретариат*", "трибунал*", "суд", "суда",
	"фонд*", "механизм*", "совет", "совета", "реестр*"),
    [IMPLIED_TREATY] = L("конвенци*", "договор*", "соглашени*", "документ*",
	"протокол*", "текст*", "проект*", "стать*", "глав*"),
    [IMPLIED_COVER] = L("охватыва*", "включа*", "содерж*", "криминализ*",
	"регулир*", "требова*", "запрещ*", "обязыва*", "предусм*", "признава*"),
    [IMPLIED_NEED] = L("необходимост*", "потребност*"),
    [IMPLIED_FRESH] = L("нов*", "дополнительн*", "отдельн*"),
    [IMPLIED_TEXT] = L("стать*", "пункт*", "подпункт*", "положени*", "глав*",
	"раздел*", "фраз*", "формулировк*", "текст*", "названи*", "преамбул*",
	"определени*", "приложени*", "ссылк*", "упоминани*"),
};

static const char *const *const chinese[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L("更广", "更宽", "更大", "更小", "更高", "更低", "更长",
	"更短", "更严", "较高", "较低", "较宽", "较窄", "有限", "广泛"),
    [IMPLIED_RESIZE] = L(
	"扩大", "缩小", "限制", "增加", "减少", "提高", "降低", "延长", "缩短"),
    [IMPLIED_MEASURE] = L("范围", "数目", "数量", "门槛", "期限", "时限",
	"多数", "比例", "定义", "任务授权"),
    [IMPLIED_MATTER] = L("合作", "协助", "援助", "适用", "管辖权", "权力",
	"犯罪", "义务", "保障", "例外", "责任", "制裁", "处罚", "引渡"),
    [IMPLIED_COUNT] = L("二", "两", "三", "四", "五", "六", "七", "八", "九",
	"十", "百", "三分之二"),
    [IMPLIED_UNIT] = L("年", "个月", "周", "天", "份批准书", "个缔约国",
	"个国家", "个缔约方", "个签署国", "份", "多数", "%"),
    [IMPLIED_PROPOSED] = L("提案", "提议", "建议", "提出的", "设想", "倡议"),
    [IMPLIED_AMENDED] = L("修正案"),
    [IMPLIED_SET_UP] = L("设立", "建立", "施加", "规定", "强加"),
    [IMPLIED_BODY] =
	L("委员会", "秘书处", "法庭", "基金", "机制", "理事会", "登记处"),
    [IMPLIED_TREATY] =
	L("公约", "条约", "协定", "文书", "议定书", "案文", "草案"),
    [IMPLIED_COVER] = L("涵盖", "包括", "载有", "定为犯罪", "规范", "要求",
	"禁止", "规定", "承认"),
    [IMPLIED_NEED] = L("必要性"),
    [IMPLIED_FRESH] = L("新的", "新增", "额外", "专门"),
    [IMPLIED_TEXT] = L("该条", "本条", "条款", "段落", "该段", "措辞", "案文",
	"句子", "标题", "序言", "定义", "附件", "提法"),
};

static const char *const *const arabic[IMPLIED_WORD_COUNT] = {
    [IMPLIED_SIZE] = L("اوسع", "اضيق", "اعلي", "ادني", "اكبر", "اصغر", "اطول",
	"اقصر", "محدود", "محدوده", "واسع", "اشد", "اقل"),
    [IMPLIED_RESIZE] = L("زياده", "تخفيض", "خفض", "رفع", "توسيع", "تضييق",
	"تقييد", "تمديد", "تقصير", "حصر"),
    [IMPLIED_MEASURE] = L("نطاق", "نطاقا", "عدد", "عددا", "عتبه", "مهله",
	"فتره", "مده", "نصاب", "اغلبيه", "نسبه", "تعريف", "ولايه"),
    [IMPLIED_MATTER] = L("تعاون", "مساعده", "تطبيق", "اختصاص", "سلطات", "جرائم",
	"التزامات", "تجريم", "ضمانات", "استثناءات", "مسووليه", "جزاءات",
	"عقوبات", "تسليم"),
    [IMPLIED_COUNT] = L("ثلاث", "ثلاثه", "اربع", "اربعه", "خمس", "خمسه", "ست",
	"سته", "سبع", "سبعه", "ثمان", "تسع", "عشر", "عشره", "عشرين", "ثلاثين",
	"اربعين", "خمسين", "ستين", "ثلثي", "ثلثين"),
    [IMPLIED_UNIT] = L("سنه", "سنوات", "شهر", "اشهر", "اسبوع", "اسابيع", "يوم",
	"ايام", "%", "تصديق", "تصديقا", "توقيع", "توقيعا", "طرف", "طرفا",
	"اطراف", "دوله", "دول", "صوت", "اصوات", "اغلبيه"),
    [IMPLIED_PROPOSED] =
	L("اقتراح", "اقتراحات", "مقترح", "مقترحه", "مقترحات", "فكره", "مبادره"),
    [IMPLIED_SET_UP] = L("انشاء", "فرض", "استحداث", "وضع"),
    [IMPLIED_TAKE_UP] = L("استخدام", "استعمال"),
    [IMPLIED_BODY] =
	L("لجنه", "امانه", "محكمه", "صندوق", "اليه", "مجلس", "سجل"),
    [IMPLIED_TREATY] = L("اتفاقيه", "معاهده", "اتفاق", "صك", "بروتوكول", "نص",
	"مشروع", "ماده", "فصل"),
    [IMPLIED_COVER] = L("تشمل", "يشمل", "تتضمن", "يتضمن", "تجرم", "يجرم",
	"تنظم", "تحظر", "تلزم", "تنص", "ينص"),
    [IMPLIED_NEED] = L("ضروره", "حاجه"),
    [IMPLIED_FRESH] = L("جديد", "جديده", "اضافي", "اضافيه", "محدد", "محدده"),
    [IMPLIED_TEXT] = L("ماده", "مواد", "فقره", "فقرات", "حكم", "احكام", "فصل",
	"جمله", "عباره", "صياغه", "نص", "عنوان", "ديباجه", "تعريف", "مرفق",
	"اشاره"),
};

static const char *const *const *const words[LANGUAGE_COUNT] = {
    [LANGUAGE_AR] = arabic,
    [LANGUAGE_EN] = english,
    [LANGUAGE_ES] = spanish,
    [LANGUAGE_FR] = french,
    [LANGUAGE_RU] = russian,
    [LANGUAGE_ZH] = chinese,
};

/*
 * Whether `n` bytes are one of the words, or begin as one that a star ends
 * does. The first byte tells most of them apart.
 */
static bool
is_among(const char *s, size_t n, const char *const *list)
{
	for (; *list != NULL; list++) {
		size_t length;

		if (**list != *s)
			continue;
		length = strlen(*list);
		if ((*list)[length - 1] == '*'
			? n + 1 >= length && memcmp(s, *list, length - 1) == 0
			: n == length && memcmp(s, *list, n) == 0)
			return true;
	}
	return false;
}

/* The tokens of the longest run of characters that is on the list. */
static size_t
han_longest(const struct reading *r, size_t at, const char *const *list)
{
	size_t longest = 0;

	for (; *list != NULL; list++) {
		const char *word = *list;
		size_t n = 0;

		while (*word != '\0' && at + n < r->tokens.count) {
			const struct token *t = &r->tokens.token[at + n];

			if (t->length == 0 ||
			    strncmp(word, t->folded, t->length) != 0)
				break;
			word += t->length;
			n++;
		}
		if (*word == '\0' && n > longest)
			longest = n;
	}
	return longest;
}

size_t
implied_word(const struct reading *r, size_t at, enum implied_word kind)
{
	const char *const *list =
	    words[r->language] != NULL ? words[r->language][kind] : NULL;
	struct cue_word forms;
	const struct token *t;

	if (list == NULL || at >= r->tokens.count ||
	    r->tokens.token[at].length == 0)
		return 0;
	if (r->language == LANGUAGE_ZH)
		return han_longest(r, at, list);
	t = &r->tokens.token[at];
	/* short words are none but articles and the sign of a hundredth */
	if (t->length < 3 && kind != IMPLIED_A && kind != IMPLIED_UNIT)
		return 0;
	if (r->language != LANGUAGE_AR)
		return is_among(t->folded, t->length, list);
	cue_word_make(t->folded, t->length, &forms);
	for (size_t i = 0; i < forms.count; i++)
		if (is_among(forms.form[i].s, forms.form[i].n, list))
			return 1;
	return 0;
}
