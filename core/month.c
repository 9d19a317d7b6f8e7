/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/month.h"

#include <string.h>

/* Folded, between semicolons; the first is January. */
static const char *const months[12] = {
    ";january;jan;janvier;janv;enero;ene;январь;января;янв;"
    "يناير;كانون الثاني;جانفي;",
    ";february;feb;fevrier;fevr;fev;febrero;февраль;февраля;фев;февр;"
    "فبراير;شباط;فيفري;",
    ";march;mar;mars;marzo;март;марта;мар;مارس;اذار;",
    ";april;apr;avril;avr;abril;abr;апрель;апреля;апр;"
    "ابريل;نيسان;افريل;",
    ";may;mai;mayo;май;мая;مايو;ايار;ماي;",
    ";june;jun;juin;junio;июнь;июня;июн;يونيو;يونيه;حزيران;جوان;",
    ";july;jul;juillet;juil;julio;июль;июля;июл;"
    "يوليو;يوليه;تموز;جويليه;",
    ";august;aug;aout;agosto;ago;август;августа;авг;"
    "اغسطس;اب;اوت;",
    ";september;sep;sept;septembre;septiembre;setiembre;set;"
    "сентябрь;сентября;сен;сент;سبتمبر;ايلول;",
    ";october;oct;octobre;octubre;октябрь;октября;окт;"
    "اكتوبر;تشرين الاول;",
    ";november;nov;novembre;noviembre;ноябрь;ноября;ноя;нояб;"
    "نوفمبر;تشرين الثاني;",
    ";december;dec;decembre;diciembre;dic;декабрь;декабря;дек;"
    "ديسمبر;كانون الاول;",
};

static const char fillers[] =
    ";monday;tuesday;wednesday;thursday;friday;saturday;sunday;"
    "mon;tue;tues;wed;thu;thur;thurs;fri;sat;sun;of;the;on;"
    "lundi;mardi;mercredi;jeudi;vendredi;samedi;dimanche;le;du;"
    "lunes;martes;miercoles;jueves;viernes;sabado;domingo;de;del;el;dia;"
    "понедельник;вторник;среда;четверг;пятница;суббота;воскресенье;"
    "среду;пятницу;субботу;год;года;году;г;в;"
    "الاثنين;الثلاثاء;الاربعاء;الخميس;الجمعه;السبت;الاحد;يوم;"
    "عام;سنه;من;في;م;";

/* Whether the word stands in the list. */
static bool
is_listed(const char *list, const char *word, size_t n)
{
	char item[48];

	if (n == 0 || n > sizeof item - 3)
		return false;
	item[0] = ';';
	memcpy(item + 1, word, n);
	item[n + 1] = ';';
	item[n + 2] = '\0';
	return strstr(list, item) != NULL;
}

int
month_find(const char *word, size_t n)
{
	for (int i = 0; i < 12; i++)
		if (is_listed(months[i], word, n))
			return i + 1;
	return 0;
}

bool
month_is_filler(const char *word, size_t n)
{
	return is_listed(fillers, word, n);
}
