/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/saved.h"
#include "searcher/search-all.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define ALERT_LIMIT 20	     /* new passages shown, unless told otherwise */
#define STATE_MAX   50000000 /* bytes of a state file */
#define STATE_HEAD  "travaux-alert 1\n"

/* A passage by what it says, whatever its record and file are called. */
#define IDENTITY 16

/* What was seen of one saved query. */
struct memory {
	struct arena *arena;
	unsigned char (*seen)[IDENTITY]; /* sorted; known from before */
	size_t n_seen;
	unsigned char (*fresh)[IDENTITY]; /* found now and not known */
	size_t n_fresh;
	size_t room; /* of fresh */
	bool first;  /* it was never asked, or was another query */
};

static int
compare(const void *a, const void *b)
{
	return memcmp(a, b, IDENTITY);
}

static void
identify(const struct record *record, const struct passage *passage,
    unsigned char ret[IDENTITY])
{
	const char *speaker =
	    passage->speaker[0] != '\0' ? passage->speaker : record->speaker;
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, IDENTITY);
	crypto_generichash_update(
	    &state, (const unsigned char *)speaker, strlen(speaker) + 1);
	crypto_generichash_update(&state, (const unsigned char *)record->date,
	    strlen(record->date) + 1);
	crypto_generichash_update(
	    &state, (const unsigned char *)passage->text, passage->text_length);
	crypto_generichash_final(&state, ret, IDENTITY);
}

/* search_all()'s question: whether a passage was not seen before. */
static bool
is_new(
    void *context, const struct record *record, const struct passage *passage)
{
	struct memory *memory = context;
	unsigned char id[IDENTITY];

	identify(record, passage, id);
	if (memory->n_seen > 0 && bsearch(id, memory->seen, memory->n_seen,
				      IDENTITY, compare) != NULL)
		return false;
	if (memory->n_fresh == memory->room) {
		memory->room = 2 * memory->room + 64;
		memory->fresh = arena_grow(memory->arena, memory->fresh,
		    memory->n_fresh, memory->room, IDENTITY);
	}
	memcpy(memory->fresh[memory->n_fresh++], id, IDENTITY);
	return !memory->first;
}

/* --- the state file ------------------------------------------------------- */

static const char *
state_path(struct command_context *context, const char *name)
{
	return arena_printf(
	    context->searcher->arena, "%s/alerts/%s", context->state, name);
}

/* "travaux-alert 1", the query, then an identity a line, hexadecimal. */
static bool
read_state(struct memory *memory, const char *path, const char *query,
    struct error *err)
{
	const char *bytes, *head;
	size_t n, skip, count;

	if (!saved_load(memory->arena, path, STATE_MAX, &bytes, &n, err))
		return false;
	head = arena_printf(memory->arena, STATE_HEAD "%s\n", query);
	skip = strlen(head);
	if (n < skip || memcmp(bytes, head, skip) != 0) {
		memory->first = true;
		return true;
	}
	count = (n - skip) / (2 * IDENTITY + 1);
	memory->seen = arena_array(memory->arena, count, IDENTITY);
	for (size_t i = 0; i < count; i++) {
		const char *hex = bytes + skip + i * (2 * IDENTITY + 1);

		if (sodium_hex2bin(memory->seen[i], IDENTITY, hex, 2 * IDENTITY,
			NULL, NULL, NULL) != 0)
			return error_set(err, ERROR_DATA,
			    "'%s' is damaged: remove it to begin anew", path);
	}
	memory->n_seen = count;
	qsort(memory->seen, count, IDENTITY, compare);
	return true;
}

static bool
write_state(struct memory *memory, const char *path, const char *query,
    struct error *err)
{
	const char *head =
	    arena_printf(memory->arena, STATE_HEAD "%s\n", query);
	size_t at = strlen(head), line = 2 * IDENTITY + 1;
	size_t n = at + (memory->n_seen + memory->n_fresh) * line;
	char *bytes = arena_alloc(memory->arena, n + 1);

	memcpy(bytes, head, at);
	for (size_t i = 0; i < memory->n_seen + memory->n_fresh; i++) {
		sodium_bin2hex(bytes + at, line,
		    i < memory->n_seen ? memory->seen[i]
				       : memory->fresh[i - memory->n_seen],
		    IDENTITY);
		at += line;
		bytes[at - 1] = '\n';
	}
	return saved_replace(memory->arena, path, bytes, at, err);
}

/* --- one query ------------------------------------------------------------ */

static void
show(struct command_context *context, const struct saved_query *saved,
    const struct memory *memory, const struct search_params *params,
    struct search_result *result, uint32_t seen)
{
	struct arena *arena = context->searcher->arena;
	struct search_view view = {saved->query, params, result};

	notes_add(arena, &result->notes,
	    memory->first ? arena_printf(arena,
				_("alert %s is asked for the first time: %lu "
				  "passages are "
				  "known from now on"),
				saved->name, (unsigned long)seen)
			  : arena_printf(arena,
				_("alert %s: %lu new, of %lu passages found"),
				saved->name, (unsigned long)result->total,
				(unsigned long)seen));
	context->view->search(context->out, context->options, &view);
}

/* How many are new goes to `*ret_new`. */
static bool
alert(struct command_context *context, const struct saved_query *saved,
    uint32_t *ret_new, struct error *err)
{
	struct searcher *searcher = context->searcher;
	struct request request = *context->request;
	struct memory memory = {.arena = searcher->arena};
	struct search_params params = {.widen = !request.exact,
	    .limit = request.limit > 0 ? request.limit : ALERT_LIMIT};
	const char *path = state_path(context, saved->name);
	struct search_result result;
	struct query *query;
	uint32_t seen;

	request.text = saved->query;
	query = request_query(&request, searcher->arena, err);
	if (query == NULL)
		return error_prefix(err, "the saved query '%s'", saved->name);
	if (!read_state(&memory, path, saved->query, err) ||
	    !search_all(
		searcher, query, &params, is_new, &memory, &result, &seen, err))
		return false;
	show(context, saved, &memory, &params, &result, seen);
	*ret_new = result.total;
	/* What could not be shown stays new. */
	if (!out_flush(context->out))
		return true;
	return write_state(&memory, path, saved->query, err);
}

static int
run(struct command_context *context, struct error *err)
{
	const char *name = context->request->text;
	struct saved saved;
	uint32_t total = 0;
	bool some = false;

	if (!saved_read(
		context->searcher->arena, context->queries, &saved, err))
		return EXIT_INDEX;
	for (size_t i = 0; i < saved.count; i++) {
		uint32_t count;

		if (*name != '\0' && strcmp(saved.query[i].name, name) != 0)
			continue;
		some = true;
		if (!alert(context, &saved.query[i], &count, err))
			return EXIT_INDEX;
		total += count;
	}
	if (!some) {
		error_set(err, ERROR_USAGE,
		    *name == '\0'
			? "no query is saved: travaux save NAME QUERY%.60s%s"
		    : saved.count > 0
			? "there is no saved query %.60s; there are %s"
			: "there is no saved query %.60s%s",
		    name, saved_list(context->searcher->arena, &saved));
		return EXIT_USAGE;
	}
	return total > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_alert = {"alert",
    N_("what is new in a saved query since it was last asked"),
    N_("usage: travaux alert [options] [NAME]\n"
       "\n"
       "Shows the passages that a saved query finds and did not find when it "
       "was\n"
       "asked last; without a name, of all saved queries. The first time all "
       "are\n"
       "taken as known. A passage is known by what it says, who says it and\n"
       "when, not by the name of its file. Exit status 1 tells that there is\n"
       "nothing new.\n"
       "\n"
       "  --limit N          passages shown (20); all new ones count\n"
       "  --exact            no other spellings, no words of the same meaning\n"
       "  --format FORMAT    text, json, jsonl, csv, tsv\n"
       "  --index DIR        the index\n"
       "\n"
       "What is known is in $XDG_STATE_HOME/travaux/alerts, else\n"
       "~/.local/state/travaux/alerts: a file for each query, to be removed "
       "to\n"
       "begin anew.\n"
       "\n"
       "Examples:\n"
       "  travaux save safeguards 'topic:safeguards stance:oppose'\n"
       "  travaux alert safeguards\n"
       "  travaux alert --format jsonl >new.jsonl\n"),
    run};
