/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/settings.h"

#include <criterion/criterion.h>
#include <string.h>

struct trial {
	struct arena *arena;
	struct environment environment;
	struct request request;
	struct settings settings;
	struct error err;
};

static struct trial
trial_new(void)
{
	struct trial t = {.arena = arena_new()};

	t.environment.home = "/home/me";
	t.environment.file_name = "/home/me/.config/travaux/config";
	request_init(&t.request);
	return t;
}

static bool
apply(struct trial *t)
{
	return settings_apply(
	    t->arena, &t->environment, &t->request, &t->settings, &t->err);
}

static void
expect(
    struct trial *t, enum setting_id id, const char *value, const char *source)
{
	cr_expect_str_eq(t->settings.setting[id].value, value);
	cr_expect_str_eq(t->settings.setting[id].source, source);
}

Test(settings, have_defaults)
{
	struct trial t = trial_new();

	cr_assert(apply(&t));
	expect(&t, SETTING_INDEX, "/home/me/.local/share/travaux/index",
	    "default");
	expect(&t, SETTING_COLOR, "auto", "default");
	cr_expect_str_eq(
	    t.request.index, "/home/me/.local/share/travaux/index");
	arena_free(t.arena);
}

Test(settings, go_from_option_to_environment_to_file_to_default)
{
	struct trial t = trial_new();

	t.environment.file = "# mine\n\nindex = /from/file\ncolor=never\n"
			     "width =  72\r\npager = more -s";
	cr_assert(apply(&t));
	expect(&t, SETTING_INDEX, "/from/file", t.environment.file_name);
	expect(&t, SETTING_PAGER, "more -s", t.environment.file_name);
	cr_expect_eq(t.request.color, COLOR_NEVER);
	cr_expect_eq(t.request.width, 72);

	request_init(&t.request);
	t.environment.index = "/from/environment";
	t.environment.columns = "100";
	t.environment.pager = "less";
	cr_assert(apply(&t));
	expect(&t, SETTING_INDEX, "/from/environment", "TRAVAUX_INDEX");
	expect(&t, SETTING_WIDTH, "100", "COLUMNS");
	expect(&t, SETTING_PAGER, "less", "PAGER");
	cr_expect_eq(t.request.width, 0);

	request_init(&t.request);
	t.request.index = "/from/option";
	t.request.width = 60;
	t.request.color = COLOR_ALWAYS;
	t.request.no_pager = true;
	cr_assert(apply(&t));
	expect(&t, SETTING_INDEX, "/from/option", "--index");
	expect(&t, SETTING_WIDTH, "60", "--width");
	expect(&t, SETTING_COLOR, "always", "--color");
	expect(&t, SETTING_PAGER, "none", "--no-pager");
	arena_free(t.arena);
}

Test(settings, are_in_the_folders_that_are_told)
{
	struct trial t = trial_new();

	cr_expect_str_eq(settings_file(t.arena, &t.environment),
	    "/home/me/.config/travaux/config");
	t.environment.config_home = "/etc/me";
	t.environment.data_home = "/var/me";
	cr_expect_str_eq(
	    settings_file(t.arena, &t.environment), "/etc/me/travaux/config");
	cr_assert(apply(&t));
	expect(&t, SETTING_INDEX, "/var/me/travaux/index", "XDG_DATA_HOME");
	/* A path that is not whole does not count. */
	t.environment.config_home = "etc";
	cr_expect_str_eq(settings_file(t.arena, &t.environment),
	    "/home/me/.config/travaux/config");
	arena_free(t.arena);
}

Test(settings, name_file_and_line_of_what_is_wrong)
{
	static const char *const wrong[][2] = {
	    {"index = /x\ncolour = never\n", "config, line 2: there is no "
					     "setting 'colour'; did you mean "
					     "color?"},
	    {"index /x\n", "config, line 1: no '=' after 'index /x'"},
	    {"width = wide\n", "config: 'wide' is no number"},
	    {"color = pink\n", "config: color cannot be 'pink'"}};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct trial t = trial_new();

		t.environment.file = wrong[i][0];
		cr_assert_not(apply(&t));
		cr_expect_eq(t.err.code, ERROR_USAGE);
		cr_expect_not_null(
		    strstr(t.err.message, wrong[i][1]), "%s", t.err.message);
		arena_free(t.arena);
	}
}
