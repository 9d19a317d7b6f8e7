/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a provision is called. */
#include "config.h"

#include "searcher/provision-label.h"

#include <criterion/criterion.h>

static void
expect_called(const char *number, const char *title, const char *heading)
{
	struct arena *arena = arena_new();
	struct provision_label label = {
	    .number = number, .instrument = "", .title = title, .places = ""};

	cr_expect_str_eq(provision_heading(arena, &label), heading);
	arena_free(arena);
}

Test(provision_label, has_a_number_a_title_or_both)
{
	expect_called("42", "", "Article 42");
	expect_called("42", "Winter relief", "Article 42: Winter relief");
	expect_called("", "Winter relief", "Winter relief");
}
