/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/verb-shape.h"

#include <string.h>

/* Whether a word ends in one of the endings, and has a letter before it. */
static bool
ends(const char *s, size_t n, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		size_t length = strlen(*endings);

		if (n > length && memcmp(s + n - length, *endings, length) == 0)
			return true;
	}
	return false;
}

/*
 * Folded words have no accents; where these tell (appuie, appuyé) the text
 * itself is looked at.
 */
static enum verb_shape
french(const char *raw, size_t raw_n, const char *s, size_t n)
{
	static const char *const accent[] = {
	    "é", "ée", "és", "ées", "É", "ÉE", "ÉS", "ÉES", NULL};
	static const char *const participle[] = {"enu", "enue", "enus", "enues",
	    "clus", "cluse", "cluses", "clu", "clue", "mis", "mise", "mises",
	    "duit", "duite", "duits", "duites", "scrit", "scrite", NULL};
	static const char *const gerund[] = {"ant", NULL};
	static const char *const infinitive[] = {
	    "er", "ir", "dre", "tre", "ire", "vre", NULL};
	static const char *const future[] = {
	    "era", "eront", "erons", "ira", "iront", "dra", "dront", NULL};

	if (ends(raw, raw_n, accent) || ends(s, n, participle))
		return SHAPE_PARTICIPLE;
	if (ends(s, n, gerund))
		return SHAPE_GERUND;
	if (ends(s, n, future))
		return SHAPE_FUTURE;
	return ends(s, n, infinitive) ? SHAPE_INFINITIVE : SHAPE_FINITE;
}

static enum verb_shape
spanish(const char *raw, size_t raw_n, const char *s, size_t n)
{
	static const char *const participle[] = {"ado", "ada", "ados", "adas",
	    "ido", "ida", "idos", "idas", "uesto", "uesta", "uestos", "uestas",
	    "itos", "ito", NULL};
	static const char *const gerund[] = {
	    "ando", "iendo", "yendo", "andose", "iendose", NULL};
	static const char *const infinitive[] = {"ar", "er", "ir", "arse",
	    "erse", "irse", "arlo", "arla", "arlos", "arlas", "erlo", "erla",
	    "irlo", "irla", "irlos", "irlas", NULL};
	static const char *const future[] = {
	    "ará", "arán", "erá", "erán", "irá", "irán", "drá", "drán", NULL};

	if (ends(raw, raw_n, future))
		return SHAPE_FUTURE;
	if (ends(s, n, participle))
		return SHAPE_PARTICIPLE;
	if (ends(s, n, gerund))
		return SHAPE_GERUND;
	return ends(s, n, infinitive) ? SHAPE_INFINITIVE : SHAPE_FINITE;
}

static enum verb_shape
russian(const char *s, size_t n)
{
	static const char *const infinitive[] = {
	    "ть", "ться", "ти", "чь", "тись", NULL};
	static const char *const passive[] = {"нный", "нная", "нное", "нные",
	    "нного", "нной", "нному", "нным", "нными", "нную", "нных", "ено",
	    "ена", "ены", "ен", "ано", "ана", "аны", "тый", "тая", "тое", "тые",
	    "того", "той", "емый", "емая", "емое", "емые", NULL};
	static const char *const active[] = {"щий", "щая", "щее", "щие", "щего",
	    "щей", "щих", "щим", "щими", "щийся", "щаяся", "щееся", "щиеся",
	    "вший", "вшая", "вшее", "вшие", "вших", "вшей", "вшийся", "вшиеся",
	    "вшись", "ая", "яя", "ив", "ав", "ясь", "аясь", "уя", NULL};

	if (ends(s, n, infinitive))
		return SHAPE_INFINITIVE;
	if (ends(s, n, passive))
		return SHAPE_PARTICIPLE;
	return ends(s, n, active) ? SHAPE_GERUND : SHAPE_FINITE;
}

/* A future begins with "s-", behind an "and" where there is one. */
static enum verb_shape
arabic(const char *s, size_t n)
{
	static const char *const future[] = {
	    "سي", "ست", "سن", "وسي", "وست", "وسن", NULL};

	for (size_t i = 0; future[i] != NULL; i++)
		if (n > strlen(future[i]) + 2 &&
		    memcmp(s, future[i], strlen(future[i])) == 0)
			return SHAPE_FUTURE;
	return SHAPE_FINITE;
}

enum verb_shape
verb_shape_at(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];
	const char *raw = r->tokens.text + t->start;

	switch (r->language) {
	case LANGUAGE_FR:
		return french(raw, t->end - t->start, t->folded, t->length);
	case LANGUAGE_ES:
		return spanish(raw, t->end - t->start, t->folded, t->length);
	case LANGUAGE_RU:
		return russian(t->folded, t->length);
	case LANGUAGE_AR:
		return arabic(t->folded, t->length);
	default:
		return SHAPE_FINITE;
	}
}

bool
verb_shape_is_ours(const struct reading *r, size_t at)
{
	static const char *const spanish_we[] = {"mos", NULL};
	static const char *const spanish_i[] = {"o", NULL};
	/* propuso, dijo, hizo, sostuvo */
	static const char *const spanish_he[] = {
	    "uso", "ijo", "izo", "uvo", "ujo", NULL};
	static const char *const russian_we[] = {
	    "ем", "им", "емся", "имся", NULL};
	static const char we[] = "ن", and[] = "و", then[] = "ف";
	const struct token *t = &r->tokens.token[at];

	if (r->language == LANGUAGE_ES) {
		const char *raw = r->tokens.text + t->start;

		/* apoyamos, apoyo; with an accent it is somebody else's */
		return ends(t->folded, t->length, spanish_we) ||
		       (!ends(t->folded, t->length, spanish_he) &&
			   ends(raw, t->end - t->start, spanish_i) &&
			   verb_shape_at(r, at) == SHAPE_FINITE);
	}
	if (r->language == LANGUAGE_RU)
		return ends(t->folded, t->length, russian_we);
	if (r->language != LANGUAGE_AR)
		return false;
	return strncmp(t->folded, we, strlen(we)) == 0 ||
	       ((strncmp(t->folded, and, strlen(and)) == 0 ||
		    strncmp(t->folded, then, strlen(then)) == 0) &&
		   strncmp(t->folded + strlen(and), we, strlen(we)) == 0);
}
