/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"

#include "tests/tables.h"

#include <criterion/criterion.h>
#include <string.h>

/* A text, its language, and who is found in it: see found(). */
struct find_case {
	const char *text;
	enum language language;
	const char *found;
};

/* Mentions as "ID=words", with marks: ' possessive, ^ in capitals, # code,
 * ~ demonym, @ office. */
static const char *
found(const struct holder_set *set, struct arena *arena, const char *text,
    enum language language)
{
	static const char mark[] = {0, '#', '~', '@'};
	struct tokens tokens;
	struct holder_mention *mention;
	const char *out = "";
	size_t count;

	tokenize(arena, text, strlen(text), &tokens);
	mention = holder_find(set, arena, &tokens, language, &count);
	for (size_t i = 0; i < count; i++) {
		const struct holder_mention *m = &mention[i];
		uint32_t start = tokens.token[m->first].start;
		uint32_t end = tokens.token[m->end - 1].end;
		char marks[] = {mark[m->how], '\0'};

		out = arena_printf(arena, "%s%s%s=%.*s%s%s%s", out,
		    i > 0 ? "|" : "", m->holder->id, (int)(end - start),
		    text + start, marks, m->possessive ? "'" : "",
		    m->capitals ? "^" : "");
	}
	return out;
}

static void
check(const struct holder_set *set, const struct find_case *cases, size_t n)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < n; i++) {
		cr_expect_str_eq(
		    found(set, arena, cases[i].text, cases[i].language),
		    cases[i].found, "%s\n  found %s\n  not   %s", cases[i].text,
		    found(set, arena, cases[i].text, cases[i].language),
		    cases[i].found);
		arena_reset(arena);
	}
	arena_free(arena);
}

#define CHECK(set, cases) check(set, cases, sizeof(cases) / sizeof *(cases))

static struct test_table invented[] = {
    {"negotiations/x/delegations.tsv",
	"# a comment\n"
	"id\tiso3\tkind\tun_short_en\tformal_en\taliases_en\tdemonyms_en\t"
	"fr_un\tru_un\tru_aliases\tzh_un\tar_un\tar_aliases\tnot\n"
	"XA\tXAA\tmember\tSylvania\tRepublic of Sylvania\tSYL;Silvania\t"
	"Sylvanian;Sylvanians\tSylvanie\tСильвания\tСР\t西尔瓦尼亚\t"
	"السيلفانيا\t\tSylvania Avenue;Mount Sylvania\n"
	"XB\tXBB\tmember\tNew Sylvania\t\tNS\tNew Sylvanian\t"
	"Nouvelle-Sylvanie\tНовая Сильвания\t\t新西尔瓦尼亚\t(غامض)\t"
	"جمهورية غامض\n"
	"XC\tXCC\tmember\tFreedonia (Kingdom of)\tKingdom of Freedonia\t"
	"Freedonia\tFreedonian\t=Libre\tФридония\n"
	"ORG\t\torganization\tMarx Trust\t\tARTICLE 14\n"},
    {"negotiations/x/groups.tsv",
	"group_id\tname_en\tkind\tmembers\taliases_en\tnames_fr\n"
	"G3\tGroup of Three\tgroup\tXA XB@2010-01-01..2012 XC@..2011-06 "
	"XC@2015..\tg3;g-3;G-3 and Freedonia\tGroupe des Trois\n"
	"CL_W\tnorthern States\tanalyst cluster\t\n"},
    {"holders/roles.tsv", "id\ten\tfr\nChair\tChair;Chairperson\tprésidente\n"
			  "Vice-Chair\tVice-Chair\n"},
    {"holders/delegations.tsv", "id\tun_short_en\nZZ\tNot Used\n"},
    {NULL, NULL}};

static struct holder_set *
invented_set(struct arena *arena)
{
	struct table_source source = test_tables(invented);
	struct error err = {0};
	struct holder_set *set =
	    holder_set_load(arena, &source, "negotiations/x", &err);

	cr_assert_not_null(set, "%s", err.message);
	return set;
}

Test(holder, the_longest_name_wins)
{
	static const struct find_case cases[] = {
	    {"Sylvania spoke after New Sylvania.", LANGUAGE_EN,
		"XA=Sylvania|XB=New Sylvania"},
	    {"the Republic of Sylvania, and Silvania", LANGUAGE_EN,
		"XA=Republic of Sylvania|XA=Silvania"},
	    {"Transylvania, Sylvanias, sylvan", LANGUAGE_EN, ""},
	    {"a house on Sylvania Avenue", LANGUAGE_EN, ""},
	    {"NEW-SYLVANIA opposed, SYLVANIA did not", LANGUAGE_EN,
		"XB=NEW-SYLVANIA^|XA=SYLVANIA^"},
	    {"The G-3 and Freedonia; the g3; G 3", LANGUAGE_EN,
		"G3=G-3 and Freedonia|G3=g3|G3=G 3^"},
	    {"Freedonia (Kingdom of), KINGDOM of FREEDONIA", LANGUAGE_EN,
		"XC=Freedonia (Kingdom of)|XC=KINGDOM of FREEDONIA^"},
	    {"northern States and the Marx Trust", LANGUAGE_EN,
		"CL_W=northern States|ORG=Marx Trust"},
	    {"New\n\nSylvania", LANGUAGE_EN, "XA=Sylvania"},
	    {"", LANGUAGE_EN, ""},
	};
	struct arena *arena = arena_new();

	CHECK(invented_set(arena), cases);
	arena_free(arena);
}

Test(holder, codes_demonyms_and_offices_say_what_they_are)
{
	static const struct find_case cases[] = {
	    {"SYL and syl, Syl", LANGUAGE_EN, "XA=SYL#^"},
	    {"ARTICLE 14 objected to Article 14", LANGUAGE_EN,
		"ORG=ARTICLE 14#^"},
	    {"the Sylvanian proposal, a sylvanian wine", LANGUAGE_EN,
		"XA=Sylvanian~"},
	    {"Sylvania's text and the G3's", LANGUAGE_EN,
		"XA=Sylvania's'|G3=G3's'^"},
	    {"the Sylvanians' idea", LANGUAGE_EN, "XA=Sylvanians'~'"},
	    {"'the Sylvanians' was struck out", LANGUAGE_EN,
		"XA=Sylvanians'~'"},
	    {"Chair Firefly chaired it; two chairs; the chair agreed",
		LANGUAGE_EN, "Chair=Chair@|Chair=chair@"},
	    {"she will chair the group as a chair", LANGUAGE_EN, ""},
	    {"The VICE-CHAIR and the Vice Chair", LANGUAGE_EN,
		"Vice-Chair=VICE-CHAIR@^|Vice-Chair=Vice Chair@"},
	};
	struct arena *arena = arena_new();

	CHECK(invented_set(arena), cases);
	arena_free(arena);
}

Test(holder, names_of_other_languages)
{
	static const struct find_case cases[] = {
	    {"la Sylvanie et la Nouvelle-Sylvanie", LANGUAGE_FR,
		"XA=Sylvanie|XB=Nouvelle-Sylvanie"},
	    /* No French name: the English one serves. */
	    {"l'avis du Groupe des Trois et du Marx Trust", LANGUAGE_FR,
		"G3=Groupe des Trois|ORG=Marx Trust"},
	    {"un avis libre de Libre et de LIBRE", LANGUAGE_FR,
		"XC=Libre|XC=LIBRE^"},
	    {"la présidente", LANGUAGE_FR, "Chair=présidente@"},
	    {"Сильвании и Новой Сильванией, Фридонию", LANGUAGE_RU,
		"XA=Сильвании|XB=Новой Сильванией|XC=Фридонию"},
	    {"Сильваниевский, СР, ср", LANGUAGE_RU, "XA=СР#^"},
	    {"新西尔瓦尼亚反对，西尔瓦尼亚支持", LANGUAGE_ZH,
		"XB=新西尔瓦尼亚|XA=西尔瓦尼亚"},
	    {"والسيلفانيا وللسيلفانيا بالسيلفانيا", LANGUAGE_AR,
		"XA=والسيلفانيا|XA=وللسيلفانيا|XA=بالسيلفانيا"},
	    /* Shown, but an ordinary word in running text. */
	    {"غامض وجمهورية غامض", LANGUAGE_AR, "XB=وجمهورية غامض"},
	    {"Sylvanie, 西尔瓦尼亚, Sylvania", LANGUAGE_NONE,
		"XA=Sylvanie|XA=西尔瓦尼亚|XA=Sylvania"},
	    {"Sylvanie", LANGUAGE_EN, ""},
	};
	struct arena *arena = arena_new();
	struct holder_set *set = invented_set(arena);

	CHECK(set, cases);
	cr_expect_str_eq(holder_by_id(set, "XB")->names[LANGUAGE_AR], "غامض");
	cr_expect_str_eq(holder_by_id(set, "XC")->names[LANGUAGE_FR], "Libre");
	cr_expect_str_eq(holder_named(set, "libre")->id, "XC");
	arena_free(arena);
}

Test(holder, a_whole_string_names_a_holder)
{
	static const struct {
		const char *name;
		const char *id;
	} cases[] = {{"XA", "XA"}, {"xa", "XA"}, {"xaa", "XA"}, {"XCC_", "XC"},
	    {" the Republic of Sylvania ", "XA"}, {"syl", "XA"},
	    {"Sylvanie", "XA"}, {"SYLVANIA.", "XA"}, {"غامض", "XB"},
	    {"Freedonia, Kingdom of", "XC"}, {"Freedonia (Kingdom of)", "XC"},
	    {"Group of Three (G3)", "G3"}, {"The Chairperson", "Chair"},
	    {"vice-chair", "Vice-Chair"}, {"CL_W", "CL_W"},
	    {"Sylvania and Freedonia", NULL}, {"Sylvania (Freedonia)", NULL},
	    {"Sylvanian", NULL}, {"", NULL}, {"___", NULL}, {"(", NULL},
	    {"Not Used", NULL}, {"Sylvania Avenue", NULL}};
	struct arena *arena = arena_new();
	struct holder_set *set = invented_set(arena);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct holder *holder = holder_named(set, cases[i].name);
		const char *id = holder == NULL ? "none" : holder->id;
		const char *want = cases[i].id == NULL ? "none" : cases[i].id;

		cr_expect_str_eq(
		    id, want, "'%s' is %s, not %s", cases[i].name, id, want);
	}
	arena_free(arena);
}

Test(holder, membership_has_dates)
{
	static const struct {
		const char *member;
		struct date date;
		bool is;
	} cases[] = {{"XA", {1900, 1, 1}, true}, {"XA", {0, 0, 0}, true},
	    {"XB", {2009, 12, 31}, false}, {"XB", {2010, 1, 1}, true},
	    {"XB", {2012, 12, 31}, true}, {"XB", {2013, 1, 1}, false},
	    {"XC", {2011, 6, 30}, true}, {"XC", {2011, 7, 1}, false},
	    {"XC", {2015, 0, 0}, true}, {"XC", {0, 0, 0}, true},
	    {"XD", {0, 0, 0}, false}};
	struct arena *arena = arena_new();
	const struct holder *group = holder_by_id(invented_set(arena), "G3");

	cr_assert_eq(group->n_members, 4);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(
		    holder_is_member(group, cases[i].member, cases[i].date),
		    cases[i].is, "%s in %d", cases[i].member,
		    cases[i].date.year);
	arena_free(arena);
}

Test(holder, a_wrong_table_is_named_with_its_line)
{
	static struct {
		struct test_table table[2];
		const char *message;
	} cases[] = {{{{"holders/groups.tsv",
			   "group_id\tmembers\nG\tXA\nH\tXA@soon..\n"},
			  {NULL, NULL}},
			 "groups.tsv:3: not a membership"},
	    {{{"holders/groups.tsv", "group_id\tmembers\nG\tXA@2010\n"},
		 {NULL, NULL}},
		"groups.tsv:2: not a membership"},
	    {{{"holders/delegations.tsv",
		  "id\tun_short_en\nXA\tA\n\tNameless\n"},
		 {NULL, NULL}},
		"delegations.tsv:3: no id"},
	    {{{"holders/delegations.tsv", "id\tun_short_en\nXA\tA\nXA\tB\n"},
		 {NULL, NULL}},
		"'XA' stands twice"}};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct table_source source = test_tables(cases[i].table);
		struct error err = {0};

		cr_assert_null(holder_set_load(arena, &source, NULL, &err));
		cr_expect_eq(err.code, ERROR_DATA);
		cr_expect_not_null(
		    strstr(err.message, cases[i].message), "%s", err.message);
	}
	arena_free(arena);
}

Test(holder, no_tables_are_no_holders)
{
	static struct test_table none[] = {{NULL, NULL}};
	struct table_source source = test_tables(none);
	struct arena *arena = arena_new();
	struct holder_set *set = holder_set_load(arena, &source, "x", NULL);
	size_t count;

	cr_assert_not_null(set);
	holder_set_all(set, &count);
	cr_expect_eq(count, 0);
	cr_expect_null(holder_named(set, "Sylvania"));
	cr_expect_str_empty(found(set, arena, "Sylvania", LANGUAGE_NONE));
	arena_free(arena);
}

static struct holder_set *
shipped_set(struct arena *arena)
{
	struct table_source source = shipped_tables(arena);
	struct error err = {0};
	struct holder_set *set = holder_set_load(arena, &source, NULL, &err);

	cr_assert_not_null(set, "%s", err.message);
	return set;
}

Test(holder, shipped_members_are_holders_and_names_are_their_own)
{
	struct arena *arena = arena_new();
	struct holder_set *set = shipped_set(arena);
	const struct holder *const *holder;
	size_t count, states = 0;

	holder = holder_set_all(set, &count);
	for (size_t i = 0; i < count; i++) {
		const struct holder *named = holder_named(set, holder[i]->name);

		states += holder[i]->kind == HOLDER_STATE;
		cr_expect_eq(named, holder[i], "'%s' names %s, not %s",
		    holder[i]->name, named == NULL ? "nobody" : named->id,
		    holder[i]->id);
		for (size_t m = 0; m < holder[i]->n_members; m++)
			cr_expect_not_null(
			    holder_by_id(set, holder[i]->members[m].member));
	}
	/* 193 Members, two observers, two that are neither, five of before. */
	cr_expect_eq(states, 202);
	arena_free(arena);
}

/* Each State by its name in each language, in a list as a text has it. */
Test(holder, shipped_names_are_found_in_text)
{
	struct arena *arena = arena_new(), *text = arena_new();
	struct holder_set *set = shipped_set(arena);
	const struct holder *const *holder;
	size_t count;

	holder = holder_set_all(set, &count);
	for (size_t i = 0; i < count; i++) {
		for (int l = 1; l < LANGUAGE_COUNT; l++) {
			const char *name = holder[i]->names[l];
			const char *got, *want;

			if (name[0] == '\0' || holder[i]->kind != HOLDER_STATE)
				continue;
			/* An ordinary word of Arabic: "financial". */
			if (l == LANGUAGE_AR && !strcmp(holder[i]->id, "ML"))
				continue;
			got = found(
			    set, text, arena_printf(text, "(%s) ", name), l);
			want = arena_printf(text, "%s=%s", holder[i]->id, name);
			cr_expect_eq(strncmp(got, want, strlen(want)), 0,
			    "%s: found '%s'", want, got);
			arena_reset(text);
		}
	}
	arena_free(text);
	arena_free(arena);
}

/* Names as they stand in sentences: after articles, in cases, with particles.
 */
Test(holder, shipped_names_are_found_inflected)
{
	static const struct {
		const char *text;
		enum language language;
		const char *ids;
	} cases[] = {
	    {"de la Malaisie, de l'Inde, des Pays-Bas, du Royaume-Uni, du "
	     "Groupe "
	     "des 77 et de la Chine",
		LANGUAGE_FR, " MY IN NL GB G77"},
	    {"au nom de l'Union européenne et du Groupe des États d'Afrique",
		LANGUAGE_FR, " EU AFRICAN"},
	    {"las delegaciones de Malasia, los Países Bajos, el Perú, del "
	     "Grupo "
	     "de los 77 y China",
		LANGUAGE_ES, " MY NL PE G77"},
	    {"делегации Малайзии, Индии, Соединенного Королевства, Российской "
	     "Федерацией, Китаем",
		LANGUAGE_RU, " MY IN GB RU CN"},
	    {"от имени Европейского союза, Группы 77 и Китая", LANGUAGE_RU,
		" EU G77"},
	    {"马来西亚代表、荷兰和中国代表团，代表非洲国家集团", LANGUAGE_ZH,
		" MY NL CN AFRICAN"},
	    {"وفد ماليزيا والهند وهولندا والمملكة المتحدة", LANGUAGE_AR,
		" MY IN NL GB"},
	    {"باسم الاتحاد الأوروبي وباسم المجموعة الأفريقية", LANGUAGE_AR,
		" EU AFRICAN"},
	};
	struct arena *arena = arena_new();
	struct holder_set *set = shipped_set(arena);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text, *got = "";
		struct holder_mention *mention;
		struct tokens tokens;
		size_t n;

		tokenize(arena, text, strlen(text), &tokens);
		mention =
		    holder_find(set, arena, &tokens, cases[i].language, &n);
		for (size_t m = 0; m < n; m++)
			got = arena_printf(
			    arena, "%s %s", got, mention[m].holder->id);
		cr_expect_str_eq(got, cases[i].ids, "%s: '%s'", text, got);
	}
	arena_free(arena);
}

Test(holder, shipped_collisions)
{
	static const struct find_case cases[] = {
	    {"Niger and Nigeria, the Niger Delta, Nigerien, Nigerian",
		LANGUAGE_EN, "NE=Niger|NG=Nigeria|NE=Nigerien~|NG=Nigerian~"},
	    {"Congo, the Republic of the Congo, the Democratic Republic of "
	     "the Congo, the Congo Basin",
		LANGUAGE_EN,
		"CG=Congo|CG=Republic of the Congo|"
		"CD=Democratic Republic of the Congo"},
	    {"KOREA, REPUBLIC OF KOREA, the Democratic People's Republic of "
	     "Korea, DPRK, Korea (Democratic People's Republic of)",
		LANGUAGE_EN,
		"KR=KOREA^|KR=REPUBLIC OF KOREA^|"
		"KP=Democratic People's Republic of Korea|KP=DPRK#^|"
		"KP=Korea (Democratic People's Republic of)"},
	    {"Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea, the "
	     "Gulf of Guinea, New Guinea",
		LANGUAGE_EN,
		"GN=Guinea|GW=Guinea-Bissau|GQ=Equatorial Guinea|"
		"PG=Papua New Guinea"},
	    {"Georgia, Georgia Tech, Jordan, the Jordan River, Chad, Lake Chad",
		LANGUAGE_EN, "GE=Georgia|JO=Jordan|TD=Chad"},
	    {"Mali, Somalia, Malawi, Oman, Romania, Turkey, T\xC3\xBCrkiye",
		LANGUAGE_EN,
		"ML=Mali|SO=Somalia|MW=Malawi|OM=Oman|RO=Romania|TR=Turkey|"
		"TR=T\xC3\xBCrkiye"},
	    {"Dominica, the Dominican Republic, Ireland, Northern Ireland",
		LANGUAGE_EN, "DM=Dominica|DO=Dominican Republic|IE=Ireland"},
	    {"the United Kingdom of Great Britain and Northern Ireland",
		LANGUAGE_EN,
		"GB=United Kingdom of Great Britain and Northern Ireland"},
	    {"Samoa, American Samoa, Sudan, South Sudan, South Africa",
		LANGUAGE_EN,
		"WS=Samoa|SD=Sudan|SS=South Sudan|ZA=South Africa"},
	    {"the Indian Ocean, India, the South China Sea; Macao, China; "
	     "China",
		LANGUAGE_EN, "IN=India|CN=China"},
	    {"US, U.S. and us; the US$1 million; the USA; Let us", LANGUAGE_EN,
		"US=US#^|US=U.S.#^|US=USA#^"},
	    {"The G-77/CHINA, the G77 and China, G-77, and CHINA", LANGUAGE_EN,
		"G77=G-77/CHINA^|G77=G77 and China|G77=G-77^|CN=CHINA^"},
	    {"the EU and its member States, the European Community, EC, eu",
		LANGUAGE_EN,
		"EU=EU and its member States|EU=European Community|EU=EC#^"},
	    {"AFRICAN GROUP, Group of African States, African Union",
		LANGUAGE_EN,
		"AFRICAN=AFRICAN GROUP^|AFRICAN=Group of African States|"
		"AU_ORG=African Union"},
	    {"Ant\xC3\xADgua, C\xC3\xB4te d\xE2\x80\x99Ivoire, COTE D'IVOIRE, "
	     "TIMOR LESTE, VIETNAM, LAO PDR",
		LANGUAGE_EN,
		"AG=Ant\xC3\xADgua|CI=C\xC3\xB4te d\xE2\x80\x99Ivoire|"
		"CI=COTE D'IVOIRE^|TL=TIMOR LESTE^|VN=VIETNAM^|LA=LAO PDR^"},
	    {"polish the text; the Polish text; a basic, sids, alba, clam, car",
		LANGUAGE_EN, "PL=Polish~"},
	    {"the Central African Republic and Central African States",
		LANGUAGE_EN, "CF=Central African Republic"},
	    {"Saint Lucia, St. Lucia, St Vincent and the Grenadines",
		LANGUAGE_EN,
		"LC=Saint Lucia|LC=St. Lucia|"
		"VC=St Vincent and the Grenadines"},
	    {"AUSTRIA, AUSTRALIA, Slovakia, Slovenia, Iran, Iraq", LANGUAGE_EN,
		"AT=AUSTRIA^|AU=AUSTRALIA^|SK=Slovakia|SI=Slovenia|IR=Iran|"
		"IQ=Iraq"},
	    {"Нигера и Нигерии, Австрию и Австралию, в Чаде, чадо", LANGUAGE_RU,
		"NE=Нигера|NG=Нигерии|AT=Австрию|AU=Австралию|TD=Чаде"},
	    {"Российской Федерацией, Соединенных Штатов Америки, США",
		LANGUAGE_RU,
		"RU=Российской Федерацией|US=Соединенных Штатов Америки|"
		"US=США#^"},
	    {"索马里、马里、沿海地区、海地、南苏丹、中非共和国、印度洋",
		LANGUAGE_ZH,
		"SO=索马里|ML=马里|HT=海地|SS=南苏丹|CF=中非共和国"},
	    {"发展中国家和中国，国际法国家、法国", LANGUAGE_ZH,
		"CN=中国|FR=法国"},
	    {"того и Того, irán", LANGUAGE_RU, "TG=Того"},
	    {"irán a Irán", LANGUAGE_ES, "IR=Irán"},
	    {"la délégation suisse, la Suisse", LANGUAGE_FR, "CH=Suisse"},
	    {"دعم مالي من الصين ومصر وللهند", LANGUAGE_AR,
		"CN=الصين|EG=ومصر|IN=وللهند"},
	};
	struct arena *arena = arena_new();

	CHECK(shipped_set(arena), cases);
	arena_free(arena);
}

Test(holder, shipped_union_has_its_members_of_each_time)
{
	static const struct {
		const char *group;
		const char *member;
		struct date date;
		bool is;
	} cases[] = {{"EU", "GB", {2020, 1, 31}, true},
	    {"EU", "GB", {2020, 2, 1}, false},
	    {"EU", "AT", {1994, 6, 1}, false},
	    {"EU", "SE", {1995, 3, 28}, true},
	    {"EU", "PL", {2004, 4, 30}, false},
	    {"EU", "PL", {2004, 5, 1}, true},
	    {"EU", "RO", {2006, 12, 31}, false},
	    {"EU", "BG", {2007, 1, 1}, true},
	    {"EU", "HR", {2013, 6, 30}, false},
	    {"EU", "HR", {2013, 7, 1}, true}, {"EU", "DE", {1995, 1, 1}, true},
	    {"ARAB", "SY", {2015, 1, 1}, false},
	    {"ARAB", "SY", {2023, 6, 1}, true},
	    {"COE", "RU", {2022, 3, 17}, false}};
	struct arena *arena = arena_new();
	struct holder_set *set = shipped_set(arena);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(holder_is_member(holder_by_id(set, cases[i].group),
				 cases[i].member, cases[i].date),
		    cases[i].is, "%s %s %d", cases[i].group, cases[i].member,
		    cases[i].date.year);
	arena_free(arena);
}
