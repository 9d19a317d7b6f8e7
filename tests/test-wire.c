/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many documents in one question to a server: what a server that speaks well
 * gives is read, and one that does not, stops, is silent, or sends without end
 * is given up, in time. (tests/set-remote.sh asks real servers.)
 */
#include "xapian-c/wire.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define UUID	    "0123456789ab"
#define DEADLINE_MS 300

/* What a server says, whatever it is asked. */
struct script {
	char bytes[8192];
	size_t n;
	bool silent; /* at the end it waits, and does not close */
};

static void
say(struct script *script, int type, const char *body, size_t n)
{
	char *to = script->bytes + script->n;

	*to++ = (char)type;
	if (n < 255) {
		*to++ = (char)n;
	} else {
		*to++ = (char)0xFF;
		*to++ = (char)((n - 255) & 0x7F);
		*to++ = (char)((n - 255) >> 7 | 0x80);
	}
	memcpy(to, body, n);
	script->n = (size_t)(to - script->bytes) + n;
}

/* Of `protocol`, with 9 documents, the last of which is 10. */
static void
greet(struct script *script, int protocol)
{
	char body[64] = {(char)protocol, 1, 9, 1, 1, 5, '0', 50};

	memcpy(body + 8, UUID, strlen(UUID));
	say(script, 0, body, 8 + strlen(UUID));
}

static void
give(struct script *script, const char *data, size_t n)
{
	say(script, 5, data, n);
	say(script, 16, "\2value", 6);
	say(script, 2, "", 0);
}

static void
give_none(struct script *script)
{
	static const char error[] = "\x10"
				    "DocNotFoundError\0\6absent";

	say(script, 1, error, sizeof error - 1);
}

static pid_t child;

/* Serve one connection by the script: the port. */
static unsigned
serve(const struct script *script)
{
	struct sockaddr_in address = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	cr_assert_eq(bind(fd, (struct sockaddr *)&address, n), 0);
	cr_assert_eq(listen(fd, 1), 0);
	getsockname(fd, (struct sockaddr *)&address, &n);
	child = fork();
	if (child == 0) {
		int to = accept(fd, NULL, NULL);
		char asked[64];

		signal(SIGPIPE, SIG_IGN);
		for (size_t at = 0; at < script->n; at += 1000) {
			size_t left = script->n - at;

			if (write(to, script->bytes + at,
				left < 1000 ? left : 1000) < 0)
				_exit(1);
		}
		if (script->silent)
			pause();
		shutdown(to, SHUT_WR);
		while (read(to, asked, sizeof asked) > 0)
			;
		_exit(0);
	}
	close(fd);
	return ntohs(address.sin_port);
}

static void
end(void)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static struct wire *
reach(const struct script *script, bool *ret_late)
{
	struct wire_server server = {.host = "127.0.0.1",
	    .port = serve(script),
	    .connect_ms = DEADLINE_MS,
	    .timeout_ms = DEADLINE_MS,
	    .uuid = UUID,
	    .last = 10};

	return wire_open(&server, ret_late);
}

static const uint32_t ids[] = {1, 9, 300};

/* How many of three documents are read before the connection is broken. */
static int
read_three(struct wire *wire)
{
	const char *data;
	size_t n;
	int count = 0;

	if (wire_ask(wire, ids, 3) != 0)
		return 0;
	while (count < 3 && wire_next(wire, &data, &n) != WIRE_BROKEN)
		count++;
	return count;
}

Test(wire, documents_in_their_order)
{
	static char large[3000];
	struct script script = {.n = 0};
	const char *data;
	size_t n;
	bool late;
	struct wire *wire;

	memset(large, 'x', sizeof large);
	greet(&script, 39);
	give(&script, "one", 3);
	give(&script, large, sizeof large);
	give_none(&script);
	give(&script, "", 0);
	wire = reach(&script, &late);
	cr_assert_not_null(wire);
	cr_assert_eq(wire_ask(wire, ids, 3), 0);
	cr_assert_eq(wire_next(wire, &data, &n), WIRE_DATA);
	cr_expect(n == 3 && memcmp(data, "one", 3) == 0);
	cr_assert_eq(wire_next(wire, &data, &n), WIRE_DATA);
	cr_expect(n == sizeof large && memcmp(data, large, n) == 0);
	cr_assert_eq(wire_next(wire, &data, &n), WIRE_ABSENT);
	cr_assert_eq(wire_ask(wire, ids, 1), 0);
	cr_assert_eq(wire_next(wire, &data, &n), WIRE_DATA);
	cr_expect_eq(n, 0);
	cr_assert_eq(wire_next(wire, &data, &n), WIRE_BROKEN);
	cr_expect_not(wire_is_late(wire));
	wire_free(wire);
	end();
}

Test(wire, others_are_not_asked)
{
	struct script newer = {.n = 0}, another = {.n = 0}, none = {.n = 0};
	struct script *all[] = {&newer, &another, &none};
	bool late;

	greet(&newer, 40);
	greet(&another, 39);
	another.bytes[another.n - 1] ^= 1;
	say(&none, 2, "", 0);
	for (int i = 0; i < 3; i++) {
		cr_expect_null(reach(all[i], &late), "%d", i);
		cr_expect_not(late);
		end();
	}
}

Test(wire, cut_anywhere)
{
	struct script whole = {.n = 0};
	size_t greeting;

	greet(&whole, 39);
	greeting = whole.n;
	give(&whole, "one", 3);
	give(&whole, "two", 3);
	give_none(&whole);
	for (size_t n = 0; n < whole.n; n += 3) {
		struct script cut = whole;
		bool late;
		struct wire *wire;

		cut.n = n;
		wire = reach(&cut, &late);
		cr_expect((wire != NULL) == (n >= greeting), "at %zu", n);
		if (wire != NULL)
			cr_expect_lt(read_three(wire), 3, "at %zu", n);
		wire_free(wire);
		end();
	}
}

/* Milliseconds since a time. */
static long
since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - start->tv_sec) * 1000 +
	       (now.tv_nsec - start->tv_nsec) / 1000000;
}

Test(wire, silence_ends)
{
	struct script script = {.silent = true};
	struct timespec start;
	struct wire *wire;
	bool late;

	clock_gettime(CLOCK_MONOTONIC, &start);
	cr_expect_null(reach(&script, &late));
	cr_expect(late);
	cr_expect_geq(since(&start), DEADLINE_MS - 1);
	end();
	greet(&script, 39);
	give(&script, "one", 3);
	wire = reach(&script, &late);
	cr_assert_not_null(wire);
	cr_expect_eq(read_three(wire), 1);
	cr_expect(wire_is_late(wire));
	wire_free(wire);
	end();
}

Test(wire, what_is_too_long_is_refused)
{
	/* 2 GB; without an end; and a length that never ends. */
	static const char heads[][9] = {
	    "\5\xFF\x7F\x7F\x7F\x7F\x87", "\5\xFF\x7F\x7F\x7F\x7F\x7F\x7F\x7F"};
	bool late;

	for (int i = 0; i < 2; i++) {
		struct script script = {.silent = true};
		struct wire *wire;

		greet(&script, 39);
		memcpy(script.bytes + script.n, heads[i], 9);
		script.n += 9;
		wire = reach(&script, &late);
		cr_assert_not_null(wire);
		cr_expect_eq(read_three(wire), 0);
		cr_expect_not(wire_is_late(wire));
		wire_free(wire);
		end();
	}
}
