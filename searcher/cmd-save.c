/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/page.h"
#include "searcher/saved.h"

#include <string.h>

/* The name and what stands after it. */
static const char *
split_name(struct arena *arena, const char *text, const char **ret_rest)
{
	size_t n = strcspn(text, " \t\n");

	*ret_rest = text + n + strspn(text + n, " \t\n");
	return arena_strndup(arena, text, n);
}

static int
list(struct command_context *context, struct error *err)
{
	struct saved saved;
	struct arena *arena = context->searcher->arena;

	if (!saved_read(arena, context->queries, &saved, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < saved.count; i++) {
		const char *line = arena_printf(
		    arena, "%s\t%s", saved.query[i].name, saved.query[i].query);

		page_verbatim(context->out, line, strlen(line));
		out_puts(context->out, "\n");
	}
	return saved.count > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* A query is saved only if it is one, with those it names. */
static bool
check(struct command_context *context, const char *query, struct error *err)
{
	struct request request = *context->request;
	bool ok;

	request.text = query;
	ok = request_query(&request, context->searcher->arena, err) != NULL;
	if (!ok && err->code == ERROR_NONE)
		error_set(err, ERROR_USAGE,
		    "a name and a query are needed: travaux save NAME QUERY");
	/* The place is one of the query, not of all that was typed. */
	if (!ok && err->column >= 0)
		err->column += (int)(query - context->request->text);
	return ok;
}

static int
run(struct command_context *context, struct error *err)
{
	const struct request *request = context->request;
	struct arena *arena = context->searcher->arena;
	const char *query, *name = split_name(arena, request->text, &query);
	const char *line;

	if (*name == '\0')
		return list(context, err);
	if (request->forget &&
	    request->saved(request->saved_context, name) == NULL) {
		error_set(err, ERROR_USAGE,
		    "there is no saved query '%.60s'%s%s", name,
		    *request->saved_list != '\0' ? "; there are " : "",
		    request->saved_list);
		return EXIT_USAGE;
	}
	if (!request->forget && !check(context, query, err))
		return EXIT_USAGE;
	line = query;
	if (strpbrk(line, "\n\r") != NULL) {
		char *copy = arena_strdup(arena, line);

		for (char *s = copy; *s != '\0'; s++)
			if (*s == '\n' || *s == '\r')
				*s = ' ';
		line = copy;
	}
	if (!saved_write(arena, context->queries, name,
		request->forget ? NULL : line, err))
		return EXIT_INDEX;
	return EXIT_FOUND;
}

const struct command command_save = {"save",
    N_("keep a query under a name, for query:NAME and alert"),
    N_("usage: travaux save NAME QUERY\n"
       "       travaux save --forget NAME\n"
       "       travaux save\n"
       "\n"
       "Keeps a query under a name, in place of one of that name; --forget "
       "takes\n"
       "it away; without arguments all are listed. Used as query:NAME in "
       "other\n"
       "queries, and by travaux alert. They are lines of a file:\n"
       "$XDG_CONFIG_HOME/travaux/queries, else ~/.config/travaux/queries.\n"
       "\n"
       "Examples:\n"
       "  travaux save safeguards 'topic:safeguards stance:oppose'\n"
       "  travaux search query:safeguards date:2021\n"
       "  travaux alert safeguards\n"),
    run};
