/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-set.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MAX_BYTES	 8192
#define DEADLINE_DEFAULT 3000
#define DEADLINE_MOST	 600000
#define BLANKS		 " \t\r\n"

/* A set being read. */
struct reading {
	bool trusted; /* it may name programs */
	struct arena *arena;
	struct index_set *set;
	const char *folder; /* that paths are relative to */
	unsigned long line; /* number, from 1 */
};

static bool
begins_as_set(const char *file)
{
	char first[sizeof INDEX_SET_FIRST + 1];
	struct stat st;
	FILE *in;
	bool is;

	/* Not a pipe: to open one may wait for ever. */
	if (stat(file, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	in = fopen(file, "r");
	if (in == NULL)
		return false;
	is = fgets(first, sizeof first, in) != NULL &&
	     strncmp(first, "travaux-set ", 12) == 0;
	fclose(in);
	return is;
}

const char *
index_set_file(struct arena *arena, const char *path)
{
	const char *within = arena_printf(arena, "%s/" INDEX_SET_NAME, path);

	if (begins_as_set(path))
		return path;
	return begins_as_set(within) ? within : NULL;
}

static bool
wrong(const struct reading *r, struct error *err, const char *what,
    const char *word)
{
	return error_set(err, ERROR_INDEX, "index set '%s', line %lu: %s '%s'",
	    r->set->path, r->line, what, word);
}

/* The port at the end of "host:port"; 0 where there is none. */
static unsigned long
port_of(const char *colon)
{
	char *end;
	unsigned long port;

	if (colon == NULL || !isdigit((unsigned char)colon[1]))
		return 0;
	errno = 0;
	port = strtoul(colon + 1, &end, 10);
	return errno == 0 && *end == '\0' && port <= 65535 ? port : 0;
}

static bool
read_place(struct reading *r, const char *word, struct set_place *place,
    struct error *err)
{
	const char *colon = strrchr(word, ':');

	place->name = arena_strdup(r->arena, word);
	if (strchr(word, '/') != NULL || colon == NULL) {
		place->path = word[0] == '/' ? place->name
					     : arena_printf(r->arena, "%s%s",
						   r->folder, word);
		return true;
	}
	place->port = (uint16_t)port_of(colon);
	if (place->port == 0 || colon == word)
		return wrong(r, err,
		    "a server is HOST:PORT, and a path with ':' has a '/'; "
		    "neither is",
		    word);
	place->host = arena_strndup(r->arena, word, (size_t)(colon - word));
	return true;
}

/* Whether nobody else than the user and root can have written it. */
static bool
is_own(FILE *in)
{
	struct stat st;

	return fstat(fileno(in), &st) == 0 &&
	       (st.st_uid == geteuid() || st.st_uid == 0) &&
	       (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/*
 * A program and its arguments, the first of which is `word` with its bracket,
 * the others what follows in `more`.
 */
static bool
read_program(struct reading *r, char *word, char **more,
    struct set_place *place, struct error *err)
{
	bool ended = false;

	if (!r->trusted)
		return wrong(r, err,
		    "a file that names programs must be yours or root's, and "
		    "writable by nobody else (chmod go-w); it names",
		    word);
	place->arguments = place->name = "";
	for (word++; word != NULL && !ended;
	     word = strtok_r(NULL, BLANKS, more)) {
		size_t n = strlen(word);

		ended = n > 0 && word[n - 1] == ']';
		n -= ended;
		if (n == 0 && ended)
			break;
		if (n == 0)
			continue;
		if (place->program == NULL)
			place->program = arena_strndup(r->arena, word, n);
		else
			place->arguments =
			    arena_printf(r->arena, "%s%s%.*s", place->arguments,
				*place->arguments ? " " : "", (int)n, word);
		if (ended)
			break;
	}
	if (!ended || place->program == NULL)
		return wrong(r, err, "a program stands between [ and ]; not so",
		    place->program != NULL ? place->program : "");
	place->name = *place->arguments != '\0'
			  ? arena_printf(r->arena, "%s %s", place->program,
				place->arguments)
			  : place->program;
	return true;
}

static bool
read_shard(struct reading *r, char *rest, struct error *err)
{
	struct set_place *place;
	struct index_set *set = r->set;
	struct set_shard *shard;
	char *more = NULL;

	if (set->n_shards == INDEX_SET_SHARDS)
		return wrong(r, err, "there are too many shards; one more is",
		    rest != NULL ? rest : "");
	shard = &set->shard[set->n_shards++];
	shard->place =
	    arena_array(r->arena, INDEX_SET_REPLICAS, sizeof *shard->place);
	for (char *word = strtok_r(rest, BLANKS, &more); word != NULL;
	     word = strtok_r(NULL, BLANKS, &more)) {
		if (word[0] == '#')
			return wrong(r, err,
			    "a remark has a line of its own; this one has not:",
			    word);
		if (shard->n_places == INDEX_SET_REPLICAS)
			return wrong(r, err,
			    "a shard has too many places; one is", word);
		place = &shard->place[shard->n_places++];
		if (word[0] == '[' ? !read_program(r, word, &more, place, err)
				   : !read_place(r, word, place, err))
			return false;
	}
	return shard->n_places > 0 ||
	       wrong(r, err, "nothing is named after", "shard");
}

static bool
read_deadline(struct reading *r, const char *word, struct error *err)
{
	char *end = NULL;
	unsigned long ms;

	errno = 0;
	ms = strtoul(word, &end, 10);
	if (!isdigit((unsigned char)word[0]) || errno != 0 ||
	    end[strspn(end, BLANKS)] != '\0' || ms == 0 || ms > DEADLINE_MOST)
		return wrong(r, err,
		    "a deadline is 1 to 600000 milliseconds, not", word);
	r->set->deadline_ms = (uint32_t)ms;
	return true;
}

static bool
read_line(struct reading *r, char *line, struct error *err)
{
	char *rest = NULL;
	char *word;

	line[strcspn(line, "\r\n")] = '\0';
	if (r->line == 1) {
		return strcmp(line, INDEX_SET_FIRST) == 0 ||
		       wrong(r, err,
			   "this version of travaux reads '" INDEX_SET_FIRST
			   "', not",
			   line);
	}
	word = strtok_r(line, BLANKS, &rest);
	if (word == NULL || word[0] == '#')
		return true;
	if (strcmp(word, "shard") == 0)
		return read_shard(r, rest, err);
	if (strcmp(word, "deadline") == 0)
		return read_deadline(
		    r, rest != NULL ? rest + strspn(rest, BLANKS) : "", err);
	return wrong(r, err, "a line begins with shard or deadline, not", word);
}

static bool
read_lines(struct reading *r, FILE *in, struct error *err)
{
	char line[LINE_MAX_BYTES];

	while (fgets(line, sizeof line, in) != NULL) {
		r->line++;
		if (strchr(line, '\n') == NULL && !feof(in))
			return wrong(r, err, "it is too long or not text:",
			    arena_strndup(r->arena, line, 20));
		if (!read_line(r, line, err))
			return false;
	}
	if (ferror(in))
		return error_set(err, ERROR_INDEX,
		    "cannot read index set '%s': %s", r->set->path,
		    strerror(errno));
	return r->set->n_shards > 0 ||
	       error_set(err, ERROR_INDEX, "index set '%s' names no shard",
		   r->set->path);
}

struct index_set *
index_set_read(struct arena *arena, const char *file, struct error *err)
{
	struct index_set *set = arena_alloc(arena, sizeof *set);
	const char *slash = strrchr(file, '/');
	struct reading r = {.arena = arena, .set = set, .folder = ""};
	FILE *in = fopen(file, "r");
	bool ok;

	set->path = arena_strdup(arena, file);
	set->deadline_ms = DEADLINE_DEFAULT;
	set->shard = arena_array(arena, INDEX_SET_SHARDS, sizeof *set->shard);
	if (slash != NULL)
		r.folder =
		    arena_strndup(arena, file, (size_t)(slash - file) + 1);
	if (in == NULL) {
		error_set(err, ERROR_INDEX, "cannot open index set '%s': %s",
		    file, strerror(errno));
		return NULL;
	}
	r.trusted = is_own(in);
	ok = read_lines(&r, in, err);
	fclose(in);
	return ok ? set : NULL;
}

unsigned
index_set_shard_of(const char *record_id, unsigned shards)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (const char *at = record_id; *at != '\0'; at++) {
		hash ^= (unsigned char)*at;
		hash *= 1099511628211u;
	}
	/* The low bits of ids that differ in one letter are alike. */
	hash ^= hash >> 32;
	return shards > 0 ? (unsigned)(hash % shards) : 0;
}
