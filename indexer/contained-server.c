/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For what names the parts of a control message. */
#define _GNU_SOURCE

#include "indexer/contained-server.h"

#include "core/sandbox-linux.h"
#include "indexer/contained-process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READERS_MOST 32
#define SELF	     "/proc/self/exe"
#define ARGUMENT     "--serve-readings" /* of a server made anew */

/*
 * The C library's settings for the readings, which it takes from the
 * environment alone, when a program starts. What is freed is kept at hand in
 * lists without end instead of being joined with what is about it: a process
 * that reads one file and ends has no use for the joining, and parsers free as
 * often as they allocate.
 */
#define TUNABLES "glibc.malloc.tcache_count=60000"

struct contained_server {
	pid_t pid;
	int socket; /* to it; -1: it is gone */
	struct contained_process idle[CONTAINED_IDLE];
};

/*
 * What it is asked. It is this program: forked, so that what was in memory when
 * it was made has the same place there, or started anew, where nothing has.
 */
struct request {
	bool end; /* of `pid`; else a start of: */
	pid_t pid;
	bool stop;
	const struct reader *reader; /* of a server that was forked */
	int number;		     /* or its place in the table of readers */
	struct contained_limits limits;
};

/* The readers whose libraries were set up. */
struct warm {
	const struct reader *reader[READERS_MOST];
	size_t n;
};

/* --- sending and receiving ------------------------------------------------ */

static bool
send_all(int fd, const void *from, size_t n)
{
	const char *bytes = from;

	while (n > 0) {
		ssize_t done = send(fd, bytes, n, MSG_NOSIGNAL);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return true;
}

/* Descriptors go with a byte of their own. */
static bool
send_ends(int fd, const struct contained_ends *ends)
{
	char control[CMSG_SPACE(sizeof *ends)] = {0}, byte = 0;
	struct iovec part = {&byte, 1};
	struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = control,
	    .msg_controllen = sizeof control};
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	ssize_t done;

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof *ends);
	memcpy(CMSG_DATA(head), ends, sizeof *ends);
	while (
	    (done = sendmsg(fd, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR)
		;
	return done == 1;
}

static struct contained_ends
receive_ends(int fd)
{
	struct contained_ends ends = {-1, -1};
	char control[CMSG_SPACE(sizeof ends)], byte;
	struct iovec part = {&byte, 1};
	struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = control,
	    .msg_controllen = sizeof control};
	struct cmsghdr *head;
	ssize_t done;

	while ((done = recvmsg(fd, &message, 0)) < 0 && errno == EINTR)
		;
	head = done == 1 ? CMSG_FIRSTHDR(&message) : NULL;
	if (head != NULL && head->cmsg_type == SCM_RIGHTS &&
	    head->cmsg_len == CMSG_LEN(sizeof ends))
		memcpy(&ends, CMSG_DATA(head), sizeof ends);
	return ends;
}

/* --- the server ----------------------------------------------------------- */

/*
 * Libraries set themselves up at their first use, which takes as long as many
 * a file does; children then have what was made here. The server itself reads
 * nothing from outside.
 */
static void
warm_up(struct warm *warm, const struct reader *reader)
{
	for (size_t i = 0; i < warm->n; i++)
		if (warm->reader[i] == reader)
			return;
	if (reader->warm_up == NULL || warm->n == READERS_MOST)
		return;
	warm->reader[warm->n++] = reader;
	reader->warm_up();
}

/*
 * The reader that is meant, by its place in the table where it has one: what
 * is told of its place in memory holds for a forked server only.
 */
static const struct reader *
reader_meant(const struct request *request)
{
	return request->number >= 0 ? reader_at((size_t)request->number)
				    : request->reader;
}

/* Answer a request to start. False where nobody asks any more. */
static bool
serve_start(int fd, struct warm *warm, const struct request *request)
{
	struct contained_ends ends = receive_ends(fd);
	const struct reader *reader = reader_meant(request);
	struct error err = {0};
	pid_t pid = -1;

	if (reader != NULL && ends.out >= 0) {
		warm_up(warm, reader);
		contained_fork(reader, &request->limits, &ends, &pid, &err);
	}
	if (ends.out >= 0) {
		close(ends.ask);
		close(ends.out);
	}
	return reader != NULL && send_all(fd, &pid, sizeof pid);
}

static void
serve(int fd)
{
	struct warm warm = {.n = 0};
	struct request request;

	while (contained_receive(fd, &request, sizeof request)) {
		int status;

		if (!request.end) {
			if (!serve_start(fd, &warm, &request))
				break;
			continue;
		}
		status = contained_reap(request.pid, request.stop);
		if (!send_all(fd, &status, sizeof status))
			break;
	}
}

/* --- a server made anew --------------------------------------------------- */

/* Put a setting before those that are there. */
static bool
add_tunables(void)
{
	const char *there = getenv("GLIBC_TUNABLES");
	char all[1024];
	int n = there != NULL && there[0] != '\0'
		    ? snprintf(all, sizeof all, "%s:%s", TUNABLES, there)
		    : snprintf(all, sizeof all, "%s", TUNABLES);

	return n > 0 && (size_t)n < sizeof all &&
	       setenv("GLIBC_TUNABLES", all, 1) == 0;
}

/*
 * Become a new program, once there is something to do. Its libraries are bound
 * at the start, not by each child for itself. Where that cannot be done, a
 * forked server serves as well.
 */
static void
start_anew(const char *program, int fd)
{
	char number[16], name[] = ARGUMENT, *name_of_it = strdup(program);
	char *arguments[] = {name_of_it, name, number, NULL};
	struct pollfd asked = {.fd = fd, .events = POLLIN};

	while (poll(&asked, 1, -1) < 0 && errno == EINTR)
		;
	if (name_of_it == NULL)
		abort();
	snprintf(number, sizeof number, "%d", fd);
	if (add_tunables() && setenv("LD_BIND_NOW", "1", 1) == 0)
		execv(SELF, arguments);
	free(name_of_it);
}

void
contained_server_main(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], ARGUMENT) != 0)
		return;
	/* What was set for this process is not for those that it starts. */
	unsetenv("LD_BIND_NOW");
	unsetenv("GLIBC_TUNABLES");
	serve(atoi(argv[2]));
	_exit(0);
}

struct contained_server *
contained_server_new(const char *program)
{
	struct contained_server *server;
	pid_t parent = getpid();
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return NULL;
	server = calloc(1, sizeof *server);
	if (server == NULL)
		abort();
	server->pid = fork();
	if (server->pid == 0) {
		contained_end_with(parent);
		/* Pipes and files of the others are not to be held open. */
		sandbox_linux_close(3, ends[1]);
		close(ends[0]);
		if (program != NULL && !SANDBOX_SHADOWED)
			start_anew(program, ends[1]);
		serve(ends[1]);
		_exit(0);
	}
	close(ends[1]);
	if (server->pid < 0) {
		close(ends[0]);
		free(server);
		return NULL;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	server->socket = ends[0];
	return server;
}

/* --- who asks it ---------------------------------------------------------- */

static void
leave(struct contained_server *server)
{
	if (server->socket >= 0)
		close(server->socket);
	server->socket = -1;
	kill(server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
}

void
contained_server_free(struct contained_server *server)
{
	if (server == NULL)
		return;
	for (size_t i = 0; i < CONTAINED_IDLE; i++)
		contained_process_end(&server->idle[i], true);
	if (server->socket >= 0)
		leave(server);
	free(server);
}

struct contained_process *
contained_server_idle(struct contained_server *server)
{
	return server->idle;
}

bool
contained_server_start(struct contained_server *server,
    const struct reader *reader, const struct contained_limits *limits,
    const struct contained_ends *ends, pid_t *ret)
{
	struct request request = {.reader = reader,
	    .number = reader_number(reader),
	    .limits = *limits};
	int fd = server->socket;

	if (fd < 0)
		return false;
	if (!send_all(fd, &request, sizeof request) || !send_ends(fd, ends) ||
	    !contained_receive(fd, ret, sizeof *ret)) {
		leave(server);
		return false;
	}
	return *ret > 0;
}

int
contained_server_end(struct contained_server *server, pid_t pid, bool stop)
{
	struct request request = {.end = true, .pid = pid, .stop = stop};
	int status = 0;

	if (server->socket < 0 ||
	    !send_all(server->socket, &request, sizeof request) ||
	    !contained_receive(server->socket, &status, sizeof status))
		kill(pid, SIGKILL);
	return status;
}
