/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The query parser under changed queries, without a fuzzer's help:
 *
 *   query-plain SECONDS < QUERIES
 *
 * Every query as it is and cut at every byte; then, as long as there is time,
 * queries with bytes and words changed, taken away, doubled and joined. The
 * same changes in every run.
 */
#include "tests/fuzz/query-target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINES_MAX 1024
#define ROOM	  4096 /* bytes of a changed query */

struct corpus {
	char *line[LINES_MAX];
	size_t count;
};

/* Pieces that mean something to the parser. */
static const char *const pieces[] = {"(", ")", "\"", "AND ", "OR ", "NOT ", "-",
    "NEAR/3 ", "ADJ ", "@2", "*", ":", ",", "..",
    "date:", "article:", "query:", "\u201C", "\u2019", "'", "\uFF08", " ",
    "42(3)", "A/AC.291/19", "\xFF", "\xC2", "\u00AD", "session", "since ",
    "2023", "删", "text:"};

/* Numbers that are the same in every run and on every machine. */
static unsigned
next_random(unsigned long long *state)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(*state >> 33);
}

static void
read_corpus(struct corpus *corpus)
{
	char line[ROOM];

	while (corpus->count < LINES_MAX &&
	       fgets(line, sizeof line, stdin) != NULL) {
		size_t n = strcspn(line, "\n");
		char *copy = malloc(n + 1);

		if (copy == NULL)
			abort();
		memcpy(copy, line, n);
		copy[n] = '\0';
		corpus->line[corpus->count++] = copy;
	}
}

/* Put `n` bytes at `at`, in place of `out` bytes there, if there is room. */
static size_t
splice(char *buffer, size_t length, size_t at, size_t out, const char *bytes,
    size_t n)
{
	if (at + out > length || length - out + n >= ROOM)
		return length;
	memmove(buffer + at + n, buffer + at + out, length - at - out);
	memcpy(buffer + at, bytes, n);
	return length - out + n;
}

static size_t
change(const struct corpus *corpus, unsigned long long *state, char *buffer,
    size_t length)
{
	const char *other = corpus->line[next_random(state) % corpus->count];
	const char *piece =
	    pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
	size_t at = next_random(state) % (length + 1);
	char byte = (char)(next_random(state) & 0xFF);
	char copy[64];
	size_t n = next_random(state) % sizeof copy;

	switch (next_random(state) % 6) {
	case 0:
		return splice(buffer, length, at, 0, piece, strlen(piece));
	case 1:
		return splice(buffer, length, at, at < length, &byte, 1);
	case 2:
		return splice(buffer, length, at,
		    (length - at) / (1 + next_random(state) % 8), "", 0);
	case 3:
		n = n < length - at ? n : length - at;
		memcpy(copy, buffer + at, n);
		return splice(buffer, length, at, 0, copy, n);
	case 4:
		return splice(buffer, length, at, 0, other, strlen(other));
	default:
		return splice(
		    buffer, length, at, at < length, piece, strlen(piece));
	}
}

int
main(int argc, char **argv)
{
	static struct corpus corpus;
	unsigned long long state = 1969, runs = 0;
	time_t end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 1);
	static char buffer[ROOM];

	read_corpus(&corpus);
	for (size_t i = 0; i < corpus.count; i++)
		for (size_t n = 0; n <= strlen(corpus.line[i]); n++, runs++)
			query_target((unsigned char *)corpus.line[i], n);
	while (corpus.count > 0 && time(NULL) <= end) {
		const char *line =
		    corpus.line[next_random(&state) % corpus.count];
		size_t length = strlen(line);

		memcpy(buffer, line, length);
		for (unsigned i = 1 + next_random(&state) % 5; i > 0; i--)
			length = change(&corpus, &state, buffer, length);
		query_target((unsigned char *)buffer, length);
		runs++;
	}
	for (size_t i = 0; i < corpus.count; i++)
		free(corpus.line[i]);
	printf("%llu queries\n", runs);
	return 0;
}
