/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/settings.h"

#include "core/translate.h"

#include <string.h>

static const char *const names[SETTING_COUNT] = {
    "index", "color", "width", "pager"};

static bool
is_set(const char *value)
{
	return value != NULL && *value != '\0';
}

/* "FOLDER/travaux/NAME" below a folder of the user's, else below the home. */
static const char *
user_file(struct arena *arena, const char *folder, const char *home,
    const char *usual, const char *name)
{
	if (folder != NULL && *folder == '/')
		return arena_printf(arena, "%s/travaux/%s", folder, name);
	return arena_printf(
	    arena, "%s/%s/travaux/%s", is_set(home) ? home : ".", usual, name);
}

const char *
settings_file(struct arena *arena, const struct environment *environment)
{
	return user_file(arena, environment->config_home, environment->home,
	    ".config", "config");
}

/* --- the file ------------------------------------------------------------- */

static const char *
setting_name(size_t i)
{
	return names[i];
}

/* White space around a text taken off. */
static const char *
trim(struct arena *arena, const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r", *s) != NULL) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
		n--;
	return arena_strndup(arena, s, n);
}

static bool
unknown_name(
    const char *file, unsigned line, const char *name, struct error *err)
{
	const char *nearest =
	    request_nearest(name, setting_name, SETTING_COUNT);

	if (nearest != NULL)
		return error_set(err, ERROR_USAGE,
		    "%s, line %u: there is no setting '%.40s'; did you mean "
		    "%s?",
		    file, line, name, nearest);
	return error_set(err, ERROR_USAGE,
	    "%s, line %u: there is no setting '%.40s', only: index, color, "
	    "width, pager",
	    file, line, name);
}

static bool
read_line(struct arena *arena, const char *file, unsigned line, const char *s,
    size_t n, const char *values[SETTING_COUNT], struct error *err)
{
	const char *equals = memchr(s, '=', n);
	const char *name =
	    trim(arena, s, equals != NULL ? (size_t)(equals - s) : n);

	if (*name == '\0' && equals == NULL)
		return true;
	if (*name == '#')
		return true;
	if (equals == NULL)
		return error_set(err, ERROR_USAGE,
		    "%s, line %u: no '=' after '%.40s'", file, line, name);
	for (int i = 0; i < SETTING_COUNT; i++)
		if (strcmp(names[i], name) == 0) {
			values[i] = trim(
			    arena, equals + 1, n - (size_t)(equals + 1 - s));
			return true;
		}
	return unknown_name(file, line, name, err);
}

static bool
read_file(struct arena *arena, const struct environment *environment,
    const char *values[SETTING_COUNT], struct error *err)
{
	const char *s = environment->file;
	unsigned line = 0;

	while (s != NULL && *s != '\0') {
		size_t n = strcspn(s, "\n");

		if (!read_line(arena, environment->file_name, ++line, s, n,
			values, err))
			return false;
		s += n + (s[n] == '\n');
	}
	return true;
}

/* --- what is in force ----------------------------------------------------- */

static void
set(struct settings *settings, enum setting_id id, const char *value,
    const char *source)
{
	settings->setting[id].value = value;
	settings->setting[id].source = source;
}

/* A value of the file goes the way of an option, and is checked as one. */
static bool
set_from_file(struct arena *arena, const struct environment *environment,
    struct settings *settings, enum setting_id id, const char *value,
    struct request *request, struct error *err)
{
	if (!request_set(
		request, arena, REQUEST_ARGUMENTS, names[id], value, err))
		return error_prefix(err, "%s", environment->file_name);
	set(settings, id, value, environment->file_name);
	return true;
}

static void
apply_index(struct arena *arena, const struct environment *environment,
    const char *file, struct request *request, struct settings *ret)
{
	if (request->index != NULL)
		set(ret, SETTING_INDEX, request->index, "--index");
	else if (is_set(environment->index))
		set(ret, SETTING_INDEX, environment->index, "TRAVAUX_INDEX");
	else if (is_set(file))
		set(ret, SETTING_INDEX, file, environment->file_name);
	else
		set(ret, SETTING_INDEX,
		    user_file(arena, environment->data_home, environment->home,
			".local/share", "index"),
		    environment->data_home != NULL &&
			    *environment->data_home == '/'
			? "XDG_DATA_HOME"
			: N_("default"));
	request->index = ret->setting[SETTING_INDEX].value;
}

static bool
apply_color(struct arena *arena, const struct environment *environment,
    const char *file, struct request *request, struct settings *ret,
    struct error *err)
{
	static const char *const words[] = {"auto", "always", "never"};

	if (request->color != COLOR_AUTO)
		set(ret, SETTING_COLOR, words[request->color], "--color");
	else if (is_set(environment->no_color))
		set(ret, SETTING_COLOR, N_("no colours"), "NO_COLOR");
	else if (is_set(file))
		return set_from_file(
		    arena, environment, ret, SETTING_COLOR, file, request, err);
	else
		set(ret, SETTING_COLOR, "auto", N_("default"));
	return true;
}

static bool
apply_width(struct arena *arena, const struct environment *environment,
    const char *file, struct request *request, struct settings *ret,
    struct error *err)
{
	if (request->width > 0)
		set(ret, SETTING_WIDTH,
		    arena_printf(arena, "%lu", (unsigned long)request->width),
		    "--width");
	else if (is_set(environment->columns))
		set(ret, SETTING_WIDTH, environment->columns, "COLUMNS");
	else if (is_set(file))
		return set_from_file(
		    arena, environment, ret, SETTING_WIDTH, file, request, err);
	else
		set(ret, SETTING_WIDTH, "", N_("the terminal, else 80"));
	return true;
}

static void
apply_pager(const struct environment *environment, const char *file,
    const struct request *request, struct settings *ret)
{
	if (request->no_pager)
		set(ret, SETTING_PAGER, "none", "--no-pager");
	else if (is_set(environment->pager))
		set(ret, SETTING_PAGER, environment->pager, "PAGER");
	else if (is_set(file))
		set(ret, SETTING_PAGER, file, environment->file_name);
	else
		set(ret, SETTING_PAGER, "", N_("default: less, else more"));
}

bool
settings_apply(struct arena *arena, const struct environment *environment,
    struct request *request, struct settings *ret, struct error *err)
{
	const char *file[SETTING_COUNT] = {NULL};

	memset(ret, 0, sizeof *ret);
	for (int i = 0; i < SETTING_COUNT; i++)
		ret->setting[i].name = names[i];
	ret->file_name = environment->file_name;
	ret->has_file = environment->file != NULL;
	if (!read_file(arena, environment, file, err))
		return false;
	apply_index(arena, environment, file[SETTING_INDEX], request, ret);
	apply_pager(environment, file[SETTING_PAGER], request, ret);
	return apply_color(arena, environment, file[SETTING_COLOR], request,
		   ret, err) &&
	       apply_width(
		   arena, environment, file[SETTING_WIDTH], request, ret, err);
}
