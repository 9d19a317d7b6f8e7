/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells of tables are text, whatever is in them. */
#include "searcher/table-out.h"

#include <criterion/criterion.h>
#include <string.h>

struct written {
	char bytes[256];
	size_t n;
};

static bool
take(void *context, const char *bytes, size_t n)
{
	struct written *written = context;

	memcpy(written->bytes + written->n, bytes, n);
	written->n += n;
	return true;
}

Test(table_out, is_text_whatever_is_in_it)
{
	static const struct {
		const char *text;
		const char *csv;
		const char *tsv;
	} cases[] = {
	    {"plain", "plain", "plain"},
	    {"", "", ""},
	    {"a,b", "\"a,b\"", "a,b"},
	    {"say \"x\"", "\"say \"\"x\"\"\"", "say \"x\""},
	    {"a\nb", "\"a\nb\"", "a b"},
	    {"=1+1", "\"'=1+1\"", "=1+1"},
	    {"+1", "\"'+1\"", "+1"},
	    {"-1", "\"'-1\"", "-1"},
	    {"@x", "\"'@x\"", "@x"},
	    {"\t=x", "\"'\t=x\"", " =x"},
	    {"a\033[31m", "a\uFFFD[31m", "a\uFFFD[31m"},
	    {"\xC2\x9B"
	     "31m",
		"\uFFFD31m", "\uFFFD31m"},
	    {"\u4E2D\u0639", "\u4E2D\u0639", "\u4E2D\u0639"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int csv = 0; csv < 2; csv++) {
			struct written written = {.n = 0};
			struct out out;

			out_init(&out, take, &written);
			table_cell_n(&(struct table_out){&out, csv == 1, true},
			    cases[i].text, strlen(cases[i].text));
			cr_assert(out_flush(&out));
			cr_expect_str_eq(written.bytes,
			    csv == 1 ? cases[i].csv : cases[i].tsv);
		}
}
