/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/html.h"

#include <criterion/criterion.h>
#include <string.h>

struct page {
	char text[512];
	size_t n;
	struct out out;
	struct html html;
};

static bool
gather(void *context, const char *bytes, size_t n)
{
	struct page *page = context;

	cr_assert_lt(page->n + n, sizeof page->text);
	memcpy(page->text + page->n, bytes, n);
	page->n += n;
	return true;
}

static const char *
text_of(struct page *page, const char *s, size_t n)
{
	page->n = 0;
	out_init(&page->out, gather, page);
	page->html.out = &page->out;
	html_text_n(&page->html, s, n);
	out_flush(&page->out);
	page->text[page->n] = '\0';
	return page->text;
}

Test(html, text_cannot_become_markup)
{
	struct page page;

	cr_assert_str_eq(text_of(&page, "<b a='1' c=\"2\">&</b>", 20),
	    "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;&lt;/b&gt;");
}

Test(html, text_keeps_letters_of_all_scripts)
{
	struct page page;
	const char *s = "Égalité, статья, المادة, 第四条\n\t";

	cr_assert_str_eq(text_of(&page, s, strlen(s)), s);
}

Test(html, bytes_that_are_no_text_are_shown_as_such)
{
	struct page page;

	cr_assert_str_eq(text_of(&page, "a\xFF\xC0\x80\x01\x7F\x1B[0mz", 11),
	    "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD[0mz");
	cr_assert_str_eq(text_of(&page, "a\0b", 3), "a\uFFFDb");
}

Test(html, text_cannot_turn_the_direction_of_the_page)
{
	struct page page;
	const char *s = "a\u202Eb\u2066c\u2069d\u200Fe";

	cr_assert_str_eq(
	    text_of(&page, s, strlen(s)), "a\uFFFDb\uFFFDc\uFFFDd\u200Fe");
}

Test(html, attributes_are_escaped_and_may_be_left_out)
{
	struct page page;

	page.n = 0;
	out_init(&page.out, gather, &page);
	page.html.out = &page.out;
	html_attr(&page.html, "title", "\"><script>");
	html_attr(&page.html, "lang", NULL);
	out_flush(&page.out);
	page.text[page.n] = '\0';
	cr_assert_str_eq(page.text, " title=\"&quot;&gt;&lt;script&gt;\"");
}
