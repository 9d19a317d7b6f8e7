/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-request.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *query_string, *host, *script;

static char *
variable(const char *name)
{
	if (strcmp(name, "QUERY_STRING") == 0)
		return (char *)query_string;
	if (strcmp(name, "HTTP_HOST") == 0)
		return (char *)host;
	if (strcmp(name, "SCRIPT_NAME") == 0)
		return (char *)script;
	return NULL;
}

/* The parameters of an address; the message where they are refused. */
static const char *
params(struct arena *arena, const char *query, struct request *request)
{
	struct cgi_request cgi;
	struct error err = {0};

	query_string = query;
	request_init(request);
	if (cgi_request_read(&cgi, arena, variable, &err) &&
	    cgi_request_params(&cgi, arena, request, &err))
		return "";
	return arena_strdup(arena, err.message);
}

Test(cgi_request, reads_what_a_form_sends)
{
	struct arena *arena = arena_new();
	struct request request;

	cr_assert_str_eq(
	    params(
		arena, "q=d%C3%A9bris+%26+ice%3F&limit=5&session=", &request),
	    "");
	cr_assert_str_eq(request.text, "débris & ice?");
	cr_assert_eq(request.limit, 5);
	cr_assert_null(request.filter[FIELD_SESSION]);
	arena_free(arena);
}

Test(cgi_request, reads_which_fields_to_count)
{
	static const struct {
		const char *query;
		bool facets;
		uint32_t fields;
		const char *list;
	} tests[] = {{"q=a&facets=1", true, 0, "1"},
	    {"q=a&facets=0", false, 0, "1"}, {"q=a", false, 0, NULL},
	    {"q=a&facets=holder", true, 1, "holder"},
	    {"q=a&facets=session,holder", true, 1u << 3 | 1, "session,holder"}};
	struct arena *arena = arena_new();
	struct request request;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		cr_assert_str_eq(params(arena, tests[i].query, &request), "");
		cr_expect_eq(request.facets, tests[i].facets);
		cr_expect_eq(request.facet_fields, tests[i].fields);
		if (tests[i].list != NULL)
			cr_expect_str_eq(request.facet_list, tests[i].list);
	}
	cr_expect_str_eq(params(arena, "q=a&facets=holder,bid", &request),
	    "facets cannot be 'bid', only: holder, topic, speaker, session, "
	    "kind, lang, group, article, stance");
	cr_expect_str_neq(params(arena, "q=a&facets=,", &request), "");
	arena_free(arena);
}

Test(cgi_request, refuses_what_is_no_address_and_says_why)
{
	static const struct {
		const char *query, *message;
	} tests[] = {
	    {"q=a%2", "two hexadecimal digits"},
	    {"q=a%zz", "two hexadecimal digits"},
	    {"q=%", "two hexadecimal digits"},
	    {"q=a%00b", "no UTF-8"},
	    {"q=%FF", "no UTF-8"},
	    {"q=%C0%AF", "no UTF-8"},
	    {"index=/etc", "there is no index"},
	    {"q=a&limit=-1", "no number"},
	    {"q=a&format=exe", "format cannot be 'exe'"},
	    {"sesion=s1", "did you mean session"},
	    {"look=fr", "there is no look"},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		struct request request;
		const char *message = params(arena, tests[i].query, &request);

		cr_expect_not_null(strstr(message, tests[i].message),
		    "%s: '%s'", tests[i].query, message);
	}
	arena_free(arena);
}

Test(cgi_request, refuses_an_endless_address)
{
	struct arena *arena = arena_new();
	struct request request;
	char *query = arena_alloc(arena, CGI_QUERY_MAX + 2);

	memset(query, 'a', CGI_QUERY_MAX + 1);
	cr_assert_not_null(strstr(params(arena, query, &request), "too long"));
	query = arena_alloc(arena, 4 * (CGI_PARAM_MAX + 2));
	for (int i = 0; i <= CGI_PARAM_MAX; i++)
		memcpy(query + 4 * i, "q=a&", 4);
	cr_assert_not_null(
	    strstr(params(arena, query, &request), "parameters"));
	arena_free(arena);
}

Test(cgi_request, encodes_addresses)
{
	struct arena *arena = arena_new();
	struct cgi_request cgi;
	struct error err = {0};

	query_string = "";
	script = "/cgi-bin/travaux.cgi";
	host = "records.example:8080";
	cr_assert(cgi_request_read(&cgi, arena, variable, &err));
	cr_assert_str_eq(cgi.base, "http://records.example:8080");
	cr_assert_str_eq(cgi_address(&cgi, arena, "/record", "q",
			     "a b&c=#2\u00e9", "sort", "", NULL),
	    "/cgi-bin/travaux.cgi/record?q=a+b%26c%3D%232%C3%A9");
	host = "evil\r\nSet-Cookie: a";
	cr_assert(cgi_request_read(&cgi, arena, variable, &err));
	cr_assert_str_eq(cgi.base, "");
	arena_free(arena);
}

/* The language of an address and a browser's list. */
static const char *accept_language;

static char *
accepting(const char *name)
{
	return strcmp(name, "HTTP_ACCEPT_LANGUAGE") == 0
		   ? (char *)accept_language
		   : variable(name);
}

static const char *
language_of(const char *query, const char *accept)
{
	struct arena *arena = arena_new();
	struct cgi_request cgi;
	const char *code;

	query_string = query;
	accept_language = accept;
	cr_assert(cgi_request_read(&cgi, arena, accepting, NULL));
	code = cgi_request_language(&cgi)->code;
	arena_free(arena);
	return code;
}

Test(cgi_request, chooses_the_language_of_pages)
{
	cr_assert_str_eq(language_of("", NULL), "en");
	cr_assert_str_eq(language_of("", ""), "en");
	cr_assert_str_eq(language_of("", "fr-CH, fr;q=0.9, en;q=0.8"), "fr");
	cr_assert_str_eq(language_of("", "en;q=0.2,ru;q=0.7,es;q=0.6"), "ru");
	cr_assert_str_eq(language_of("", "de,*;q=0.5"), "en");
	cr_assert_str_eq(language_of("", "ar;q=0, zh-Hans"), "zh");
	cr_assert_str_eq(language_of("", "es ; q=1.000,ar"), "es");
	cr_assert_str_eq(language_of("", "ar;q=,;;,,=;q"), "en");
	cr_assert_str_eq(language_of("q=a&ui=ar", "fr"), "ar");
	cr_assert_str_eq(language_of("gui=ar&ui=tlh", "fr"), "fr");
}
