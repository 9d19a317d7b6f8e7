/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/xml-parse.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *xml;
	const char *error; /* its beginning, or "" */
} cases[] = {
    {"<a/>", ""},
    {"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", ""},
    {"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", ""},
    {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
	"it declares entities, which are not read"},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
	"it declares entities, which are not read"},
    {"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://example.org/'>%x;]><a/>",
	"it declares entities, which are not read"},
    {"<!DOCTYPE a [<!NOTATION n SYSTEM 'n'>"
     "<!ENTITY x SYSTEM 'p' NDATA n>]><a/>",
	"it declares entities, which are not read"},
    {"<a>&x;</a>", "it is no well-formed XML: line 1: "},
    {"<a>\n<b>\n</a>", "it is no well-formed XML: line 3: "},
    {"<a", "it is no well-formed XML: line 1: "},
    {"", "it is no well-formed XML"},
    {"<a b='1' c='2'><d/><d/></a>", "it has more elements than are read"},
    {"<a><b><c><d/></c></b></a>", "its elements are nested too deep"},
};

Test(xml_parse, cases)
{
	const struct xml_limits limits = {.nodes = 4, .depth = 3};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct error err = {0};
		xmlDoc *doc = xml_parse(
		    cases[i].xml, strlen(cases[i].xml), &limits, &err);

		cr_expect_eq(
		    doc != NULL, cases[i].error[0] == '\0', "%s", cases[i].xml);
		cr_expect_eq(strncmp(err.message, cases[i].error,
				 strlen(cases[i].error)),
		    0, "%s: %s", cases[i].xml, err.message);
		xmlFreeDoc(doc);
	}
}

Test(xml_parse, looking_at_trees)
{
	static const char xml[] =
	    "<w:p xmlns:w='urn:w' w:id='a &amp; b'>one <w:r/><!-- x -->"
	    "<b>&lt;two&gt;</b><![CDATA[ three]]></w:p>";
	struct arena *arena = arena_new();
	struct error err = {0};
	xmlDoc *doc = xml_parse(xml, sizeof xml - 1, NULL, &err);
	xmlNode *p;

	cr_assert_not_null(doc);
	p = xmlDocGetRootElement(doc);
	cr_expect(xml_is(p, "p"));
	cr_expect_str_eq(xml_attr(p, "id"), "a & b");
	cr_expect_null(xml_attr(p, "none"));
	cr_expect(xml_is(xml_first(p), "r"));
	cr_expect(xml_is(xml_next(xml_first(p)), "b"));
	cr_expect_eq(xml_child(p, "b"), xml_next(xml_first(p)));
	cr_expect_null(xml_child(p, "c"));
	cr_expect_str_eq(xml_text(arena, p), "one <two> three");
	cr_expect_str_eq(xml_text(arena, NULL), "");
	xmlFreeDoc(doc);
	arena_free(arena);
}
