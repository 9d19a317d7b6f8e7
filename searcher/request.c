/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/request.h"

#include "searcher/nearest.h"

#include <string.h>

static const char *
no_saved(void *context, const char *name)
{
	(void)context;
	(void)name;
	return NULL;
}

void
request_init(struct request *request)
{
	memset(request, 0, sizeof *request);
	request->text = "";
	request->context = UINT32_MAX;
	request->saved = no_saved;
	request->saved_list = "";
}

bool
request_is_for_people(const struct request *request)
{
	return request->format == FORMAT_TEXT ||
	       request->format == FORMAT_MARKDOWN ||
	       request->format == FORMAT_HTML || request->format == FORMAT_SVG;
}

const char *
request_nearest(const char *word, const char *(*name)(size_t i), size_t count)
{
	return nearest(word, name, count);
}

/* One option, with its value after "=" or in the next argument. */
static bool
read_option(struct request *request, struct arena *arena, int argc,
    char *const *argv, int *i, struct error *err)
{
	const char *option = argv[*i] + 2;
	const char *equals = strchr(option, '=');
	const char *name = equals == NULL ? option
					  : arena_strndup(arena, option,
						(size_t)(equals - option));
	const char *value = equals == NULL ? NULL : equals + 1;

	if (value == NULL && request_takes_value(name) && *i + 1 < argc)
		value = argv[++*i];
	return request_set(request, arena, REQUEST_ARGUMENTS, name, value, err);
}

bool
request_arguments(struct request *request, struct arena *arena, int argc,
    char *const *argv, struct error *err)
{
	bool options = true;

	for (int i = 0; i < argc; i++) {
		const char *word = argv[i];

		if (options && strcmp(word, "--") == 0) {
			options = false;
		} else if (options && strcmp(word, "-h") == 0) {
			request->help = true;
		} else if (options && strncmp(word, "--", 2) == 0) {
			if (!read_option(request, arena, argc, argv, &i, err))
				return false;
		} else {
			request->text = *request->text == '\0'
					    ? word
					    : arena_printf(arena, "%s %s",
						  request->text, word);
		}
	}
	return true;
}
