/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-set.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t file_mode = 0600;

static struct index_set *
read_text(struct arena *arena, const char *text, struct error *err)
{
	char name[] = "/tmp/travaux-set-test.XXXXXX";
	struct index_set *set = NULL;
	int fd = mkstemp(name);

	cr_assert(fd >= 0);
	cr_assert(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	cr_assert(fchmod(fd, file_mode) == 0);
	close(fd);
	if (index_set_file(arena, name) != NULL)
		set = index_set_read(arena, name, err);
	else
		error_set(err, ERROR_INDEX, "no set");
	unlink(name);
	return set;
}

Test(index_set, names_shards_and_replicas)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	struct index_set *set = read_text(arena,
	    "travaux-set 1\n# north\n\ndeadline 500\nshard north\n"
	    "shard 192.0.2.1:7000\t192.0.2.2:7001\nshard /srv/a:b\n",
	    &err);

	cr_assert(set != NULL, "%s", err.message);
	cr_assert(eq(u32, set->deadline_ms, 500));
	cr_assert(eq(sz, set->n_shards, 3));
	cr_assert(strcmp(set->shard[0].place[0].path, "/tmp/north") == 0);
	cr_assert(eq(sz, set->shard[1].n_places, 2));
	cr_assert(strcmp(set->shard[1].place[1].host, "192.0.2.2") == 0);
	cr_assert(eq(u16, set->shard[1].place[1].port, 7001));
	cr_assert(strcmp(set->shard[2].place[0].path, "/srv/a:b") == 0);
	arena_free(arena);
}

Test(index_set, names_programs)
{
	struct arena *arena = arena_new();
	struct error err = {0};
	struct index_set *set = read_text(arena,
	    "travaux-set 1\nshard [ssh -o  BatchMode=yes far xapian-progsrv "
	    "/srv/a] 192.0.2.1:7000\nshard north [ ./serve ]\n",
	    &err);

	cr_assert(set != NULL, "%s", err.message);
	cr_assert(eq(sz, set->n_shards, 2));
	cr_assert(eq(sz, set->shard[0].n_places, 2));
	cr_assert(set->shard[0].place[0].path == NULL);
	cr_assert(set->shard[0].place[0].host == NULL);
	cr_assert_str_eq(set->shard[0].place[0].program, "ssh");
	cr_assert_str_eq(set->shard[0].place[0].arguments,
	    "-o BatchMode=yes far xapian-progsrv /srv/a");
	cr_assert_str_eq(set->shard[0].place[0].name,
	    "ssh -o BatchMode=yes far xapian-progsrv /srv/a");
	cr_assert_str_eq(set->shard[0].place[1].host, "192.0.2.1");
	cr_assert_str_eq(set->shard[1].place[1].program, "./serve");
	cr_assert_str_eq(set->shard[1].place[1].arguments, "");
	arena_free(arena);
}

Test(index_set, names_no_program_where_others_may_write)
{
	static const mode_t modes[] = {0620, 0602, 0666};

	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {0};

		file_mode = modes[i];
		cr_expect(read_text(arena, "travaux-set 1\nshard [true]\n",
			      &err) == NULL);
		cr_expect(
		    strstr(err.message, "writable by nobody else") != NULL);
		cr_expect(
		    read_text(arena, "travaux-set 1\nshard a\n", &err) != NULL);
		arena_free(arena);
	}
}

Test(index_set, says_what_is_wrong_and_where)
{
	static const struct {
		const char *text;
		const char *said;
	} cases[] = {
	    {"travaux-set 2\nshard a\n", "line 1: this version"},
	    {"travaux-set 1\n", "names no shard"},
	    {"travaux-set 1\nshard\n", "line 2: nothing is named"},
	    {"travaux-set 1\nshard a\nshard b:0\n", "line 3: a server is"},
	    {"travaux-set 1\nshard b:65536\n", "'b:65536'"},
	    {"travaux-set 1\nshard :7000\n", "':7000'"},
	    {"travaux-set 1\ndeadline 0\n", "not '0'"},
	    {"travaux-set 1\ndeadline\n", "not ''"},
	    {"travaux-set 1\nother a\n", "line 2: a line begins with"},
	    {"travaux-set 1\nshard [ssh far\nshard a\n", "not so 'ssh'"},
	    {"travaux-set 1\nshard []\n", "not so ''"},
	    {"travaux-set 1\nshard [ ] a\n", "not so ''"},
	    {"travaux-index 1\n", "no set"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		struct error err = {0};

		cr_expect(read_text(arena, cases[i].text, &err) == NULL);
		cr_expect(eq(int, err.code, ERROR_INDEX));
		cr_expect(strstr(err.message, cases[i].said) != NULL, "%s: %s",
		    cases[i].text, err.message);
		arena_free(arena);
	}
}

Test(index_set, parts_records_evenly_and_always_alike)
{
	unsigned count[4] = {0};

	for (int i = 0; i < 4000; i++) {
		char id[16];

		snprintf(id, sizeof id, "R%05d", i);
		count[index_set_shard_of(id, 4)]++;
	}
	for (int i = 0; i < 4; i++)
		cr_expect(count[i] > 900 && count[i] < 1100);
	/* Indexes that were made would not be found in again. */
	cr_expect(eq(uint, index_set_shard_of("R00001", 4), 1));
	cr_expect(eq(uint, index_set_shard_of("anything", 1), 0));
}
