/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-set-open.h"

#include "core/bundle.h"
#include "core/sandbox-linux.h"

#include <string.h>

/* A shard that is being opened. */
struct trial {
	struct set_shard *shard;
	size_t next; /* place to be tried */
	bool again;  /* it is asked a second time */
	bool open;
	struct index_part part;
	const char *names;   /* of the places tried */
	const char *reasons; /* why each was not it */
};

static void
add_missing(struct set_opening *o, const char *name, const char *reason)
{
	struct index_missing *one = &o->missing[o->n_missing++];

	one->shard = name;
	one->reason = arena_strdup(o->arena, reason);
}

/* --- one place ------------------------------------------------------------ */

/* What is wrong, without a name before it that is told anyway. */
static const char *
without_name(struct arena *arena, const char *why, const char *name)
{
	const char *prefix = arena_printf(arena, "index '%s': ", name);
	size_t n = strlen(prefix);

	return strncmp(why, prefix, n) == 0 ? why + n : why;
}

/* Go on to the next place, after what is wrong with this one. */
static void
reject(struct set_opening *o, struct trial *trial, const char *why)
{
	const char *gap = trial->next > 0 ? " " : "";

	why =
	    without_name(o->arena, why, trial->shard->place[trial->next].name);
	part_close(&trial->part);
	trial->names = arena_printf(o->arena, "%s%s%s", trial->names, gap,
	    trial->shard->place[trial->next].name);
	trial->reasons = arena_printf(o->arena, "%s%s%s", trial->reasons,
	    trial->next > 0 ? "; " : "", why);
	trial->next++;
	trial->again = false;
}

static void
begin(struct set_opening *o, struct trial *trial)
{
	struct set_place *place = &trial->shard->place[trial->next];
	struct index_part *part = &trial->part;

	memset(part, 0, sizeof *part);
	part->arena = o->arena;
	part->name = place->name;
	part->path = place->path;
	part->place = place;
}

static bool
open_local(struct set_opening *o, struct trial *trial, struct error *err)
{
	struct set_place *place = &trial->shard->place[trial->next];

	if (bundle_is(place->path)) {
		if (place->bundle == NULL && o->open_bundle == NULL)
			return error_set(err, ERROR_INDEX,
			    "'%s' is a bundle, which cannot be read here",
			    place->path);
		if (place->bundle == NULL)
			place->bundle =
			    o->open_bundle(o->open_context, place->path, err);
		if (place->bundle == NULL)
			return false;
		trial->part.bundle = place->bundle;
	}
	return part_open(&trial->part, o->state, err);
}

/* --- a round -------------------------------------------------------------- */

static void
ask_server(const struct set_opening *o, const struct set_place *place,
    struct xap_server *server)
{
	memset(server, 0, sizeof *server);
	server->host = place->host;
	server->port = place->port;
	server->program = place->program;
	server->arguments = place->arguments;
	server->timeout_ms = server->connect_ms = o->set->deadline_ms;
	server->key = PART_SUMMARY;
	server->key_len = strlen(PART_SUMMARY);
}

/* The trial's next place, if it is local; otherwise it is to be asked. */
static bool
is_to_be_asked(struct set_opening *o, struct trial *trial)
{
	while (!trial->open && trial->next < trial->shard->n_places) {
		struct error why = {0};

		begin(o, trial);
		if (trial->part.place->failed) {
			reject(o, trial, "it stopped answering");
			continue;
		}
		if (trial->part.path == NULL)
			return true;
		trial->open = open_local(o, trial, &why);
		if (!trial->open)
			reject(o, trial, why.message);
	}
	return false;
}

/*
 * Whether a server that did not open what it serves is asked once more: it may
 * have been made anew and taken away between two looks at it.
 */
static bool
ask_again(struct trial *trial, const struct xap_error *why)
{
	if (trial->again || why->status == XAP_OK ||
	    why->status == XAP_NETWORK || why->status == XAP_TIMEOUT)
		return false;
	part_close(&trial->part);
	trial->again = true;
	return true;
}

/* Ask the next server of every shard that needs one; how many there were. */
static size_t
ask_round(struct set_opening *o, struct trial *trials)
{
	size_t n = 0, n_trials = o->set->n_shards;
	struct xap_server *server =
	    arena_array(o->arena, n_trials, sizeof *server);
	struct trial **asked = arena_array(o->arena, n_trials, sizeof *asked);

	for (size_t i = 0; i < n_trials; i++)
		if (is_to_be_asked(o, &trials[i])) {
			ask_server(o, trials[i].part.place, &server[n]);
			asked[n++] = &trials[i];
		}
	if (n > 0) {
		sandbox_linux_names();
		xap_db_open_servers(server, n);
	}
	for (size_t i = 0; i < n; i++) {
		struct error why = {0};

		asked[i]->open =
		    part_served(&asked[i]->part, &server[i], o->state, &why);
		if (!asked[i]->open && !ask_again(asked[i], &server[i].error))
			reject(o, asked[i], why.message);
	}
	return n;
}

/*
 * Leave out shards that were made with other tables than the newest one: their
 * positions and words would not mean the same.
 */
static void
drop_outdated(struct set_opening *o)
{
	const struct index_part *newest = &o->part[0];
	const char *tables;
	size_t kept = 0;

	for (size_t i = 1; i < o->n_parts; i++)
		if (strcmp(o->part[i].info.created, newest->info.created) > 0)
			newest = &o->part[i];
	tables = newest->info.tables;
	for (size_t i = 0; i < o->n_parts; i++) {
		struct index_part *part = &o->part[i];

		if (*tables == '\0' || *part->info.tables == '\0' ||
		    strcmp(part->info.tables, tables) == 0) {
			o->part[kept++] = *part;
			continue;
		}
		add_missing(o, part->name,
		    arena_printf(o->arena,
			"it is outdated: made %s, with other tables",
			part->info.created));
		part_close(part);
	}
	o->n_parts = kept;
}

/* Length of what builds of shards of one index begin with: "ID-1-4". */
static size_t
root_length(const char *build)
{
	return strcspn(build, "-");
}

/*
 * Why a shard holds passages that one before it holds, as far as their builds
 * say; NULL where they do not.
 */
static const char *
overlap(struct arena *arena, const struct index_part *part,
    const struct index_part *before)
{
	const char *a = part->info.build, *b = before->info.build;
	size_t n = root_length(a);

	if (part->documents == 0 || n == 0 || n != root_length(b) ||
	    strncmp(a, b, n) != 0)
		return NULL;
	if (strcmp(a, b) == 0)
		return arena_printf(arena,
		    "it is what shard '%s' is; replicas stand on one line",
		    before->name);
	if (a[n] == '-' && b[n] == '-' &&
	    strcmp(strrchr(a, '-'), strrchr(b, '-')) == 0)
		return NULL;
	return arena_printf(arena,
	    "it is of another split of the index than shard '%s', and has "
	    "records of it",
	    before->name);
}

/* Leave out shards whose passages would be found and counted twice. */
static void
drop_doubled(struct set_opening *o)
{
	size_t kept = 1;

	for (size_t i = 1; i < o->n_parts; i++) {
		const char *why = NULL;

		for (size_t k = 0; k < kept && why == NULL; k++)
			why = overlap(o->arena, &o->part[i], &o->part[k]);
		if (why == NULL) {
			o->part[kept++] = o->part[i];
			continue;
		}
		add_missing(o, o->part[i].name, why);
		part_close(&o->part[i]);
	}
	o->n_parts = kept;
}

void
index_set_open(struct set_opening *o)
{
	size_t n = o->set->n_shards;
	struct trial *trials = arena_array(o->arena, n, sizeof *trials);

	o->part = arena_array(o->arena, n, sizeof *o->part);
	o->missing = arena_array(o->arena, 2 * n, sizeof *o->missing);
	o->n_parts = o->n_missing = 0;
	for (size_t i = 0; i < n; i++) {
		trials[i].shard = &o->set->shard[i];
		trials[i].names = trials[i].reasons = "";
	}
	while (ask_round(o, trials) > 0)
		;
	for (size_t i = 0; i < n; i++)
		if (trials[i].open)
			o->part[o->n_parts++] = trials[i].part;
		else
			add_missing(o, trials[i].names, trials[i].reasons);
	if (o->n_parts > 1) {
		drop_outdated(o);
		drop_doubled(o);
	}
}
