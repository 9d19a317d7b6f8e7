/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each case runs in a process of its own, for there is no way back. */
#include "searcher/cgi-limits.h"

#include "core/sandbox-linux.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- what is refused ------------------------------------------------------ */

static bool
opens(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool
writes(void)
{
	return open("escaped.tmp", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool
removes(void)
{
	return unlink("escaped.tmp") == 0 || mkdir("escaped.tmp", 0700) == 0 ||
	       rename("/tmp/escaped-1", "/tmp/escaped-2") == 0;
}

static bool
connects(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
	       socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool
forks(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child > 0;
}

static bool
executes(void)
{
	char name[] = "true", *const argv[] = {name, NULL};

	/* Where it is not refused, the status is that of true(1). */
	execv("/bin/true", argv);
	return false;
}

static bool
kills(void)
{
	return kill(getppid(), 0) == 0;
}

static bool
gets_more(void)
{
	struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};

	return setrlimit(RLIMIT_NOFILE, &more) == 0;
}

/* --- what is not ---------------------------------------------------------- */

static bool
has_memory(void)
{
	char *large = malloc(8 << 20);
	bool ok = large != NULL;

	if (ok)
		memset(large, 1, 8 << 20);
	free(large);
	return ok;
}

static bool
reads_open(void)
{
	char c;

	/* Descriptor 9 was opened before. */
	return pread(9, &c, 1, 0) == 1 && lseek(9, 0, SEEK_SET) == 0 &&
	       read(9, &c, 1) == 1;
}

static bool
says(void)
{
	return write(STDOUT_FILENO, "", 0) == 0 && fputs("", stderr) >= 0;
}

static const struct {
	const char *name;
	bool (*does)(void);
	bool limits; /* limits alone see to it */
	bool allowed;
} cases[] = {
    {"opens", opens, true, false},
    {"writes", writes, true, false},
    {"removes", removes, false, false},
    {"connects", connects, true, false},
    {"forks", forks, false, false},
    {"executes", executes, false, false},
    {"kills", kills, false, false},
    {"gets more files", gets_more, false, false},
    {"has memory", has_memory, true, true},
    {"reads what is open", reads_open, true, true},
    {"writes to what is open", says, true, true},
};

#define REFUSED	   10
#define DONE	   11
#define NO_SANDBOX 12

/* In a process of its own: enter, do, say what came of it. */
static int
status_of(size_t i)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		int fd = open("/etc/passwd", O_RDONLY);

		if (fd != 9)
			dup2(fd, 9);
		if (!cgi_limits_enter(getenv, NULL, false) && !cases[i].limits)
			_exit(NO_SANDBOX);
		_exit(cases[i].does() ? DONE : REFUSED);
	}
	cr_assert(child > 0 && waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

Test(cgi_limits, sandbox_refuses)
{
	if (SANDBOX_SHADOWED)
		cr_skip("not under AddressSanitizer");
#ifdef TRAVAUX_COVERAGE
	cr_skip("not where what was run is counted");
#endif
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int status = status_of(i);

		if (status != NO_SANDBOX)
			cr_expect_eq(status, cases[i].allowed ? DONE : REFUSED,
			    "%s: %d", cases[i].name, status);
	}
}

/* --- servers can be asked, and nothing more ------------------------------- */

/* A port of the loopback on which somebody listens; 0 where none can. */
static in_port_t
listening(void)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	return bind(fd, (struct sockaddr *)&at, sizeof at) == 0 &&
		       listen(fd, 1) == 0 &&
		       getsockname(fd, (struct sockaddr *)&at, &n) == 0
		   ? at.sin_port
		   : 0;
}

static bool
asks(in_port_t port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = port};
	struct pollfd wait = {
	    .fd = socket(AF_INET, SOCK_STREAM, 0), .events = POLLOUT};

	return connect(wait.fd, (struct sockaddr *)&at, sizeof at) == 0 &&
	       poll(&wait, 1, 1000) == 1 && send(wait.fd, "", 1, 0) == 1;
}

static void *
set_true(void *done)
{
	*(bool *)done = true;
	return NULL;
}

static bool
has_threads(in_port_t port)
{
	pthread_t thread;
	bool done = false;

	(void)port;
	return pthread_create(&thread, NULL, set_true, &done) == 0 &&
	       pthread_join(thread, NULL) == 0 && done;
}

static bool
asks_the_machine(in_port_t port)
{
	(void)port;
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool
listens(in_port_t port)
{
	(void)port;
	return listening() != 0;
}

static bool
does_else(in_port_t port)
{
	(void)port;
	return opens() || writes() || removes() || forks() || executes() ||
	       kills() || gets_more();
}

Test(cgi_limits, servers_alone_can_be_asked)
{
	static const struct {
		const char *name;
		bool (*does)(in_port_t port);
		bool allowed;
	} with[] = {
	    {"asks", asks, true},
	    {"has threads", has_threads, true},
	    {"asks the machine", asks_the_machine, false},
	    {"listens", listens, false},
	    {"does else", does_else, false},
	};
	in_port_t port = listening();

	if (SANDBOX_SHADOWED)
		cr_skip("not under AddressSanitizer");
#ifdef TRAVAUX_COVERAGE
	cr_skip("not where what was run is counted");
#endif
	cr_assert(port != 0);
	for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
		pid_t child = fork();
		int status = 0;

		if (child == 0) {
			if (!cgi_limits_enter(getenv, NULL, true))
				_exit(NO_SANDBOX);
			_exit(with[i].does(port) ? DONE : REFUSED);
		}
		cr_assert(child > 0 && waitpid(child, &status, 0) == child);
		status =
		    WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
		if (status != NO_SANDBOX)
			cr_expect_eq(status, with[i].allowed ? DONE : REFUSED,
			    "%s: %d", with[i].name, status);
	}
}

/* Each layer refuses files by itself: one must not hide that another fails. */
static int
opens_behind(bool (*layer)(void))
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		if (!layer())
			_exit(NO_SANDBOX);
		_exit(opens() || writes() ? DONE : REFUSED);
	}
	cr_assert(child > 0 && waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static bool
no_files(void)
{
	return sandbox_linux_files(NULL, false);
}

static bool
no_opening(void)
{
	return sandbox_linux_compute(false, false);
}

static bool
has_landlock(void)
{
	FILE *file = fopen("/sys/kernel/security/lsm", "r");
	char names[200] = "";
	bool has = file != NULL && fgets(names, sizeof names, file) != NULL &&
		   strstr(names, "landlock") != NULL;

	if (file != NULL)
		fclose(file);
	return has;
}

Test(cgi_limits, each_layer_refuses)
{
	int files, calls;

	if (SANDBOX_SHADOWED)
		cr_skip("not under AddressSanitizer");
	files = opens_behind(no_files);
	calls = opens_behind(no_opening);
	cr_expect(files == REFUSED || (files == NO_SANDBOX && !has_landlock()),
	    "Landlock: %d", files);
	cr_expect(
	    calls == REFUSED || calls == NO_SANDBOX, "seccomp: %d", calls);
}

/* --- an index that is opened again ---------------------------------------- */

#define FOLDER "cgi-limits.tmp"

static bool
reads(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	close(fd);
	return fd >= 0;
}

static bool
reads_index(void)
{
	return reads(FOLDER "/in") && reads(FOLDER "/below/in");
}

static bool
reads_beside(void)
{
	return reads("/etc/passwd") || reads(FOLDER "/../" FOLDER ".out") ||
	       reads(FOLDER "/link") || reads("/proc/self/environ");
}

static bool
writes_index(void)
{
	return open(FOLDER "/in", O_WRONLY) >= 0 ||
	       open(FOLDER "/in", O_RDWR) >= 0 ||
	       open(FOLDER "/in", O_RDONLY | O_TRUNC) >= 0 ||
	       open(FOLDER "/new", O_RDONLY | O_CREAT, 0600) >= 0 ||
	       unlink(FOLDER "/in") == 0;
}

static bool
opens_much(void)
{
	unsigned count = 0;

	while (count < 100 && open(FOLDER "/in", O_RDONLY) >= 0)
		count++;
	return count == 100;
}

static int
status_within(bool (*does)(void))
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		if (!cgi_limits_enter(
			getenv, (const char *const[]){FOLDER, NULL}, false))
			_exit(NO_SANDBOX);
		_exit(does() ? DONE : REFUSED);
	}
	cr_assert(child > 0 && waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void
make_file(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0600);

	cr_assert_geq(fd, 0, "%s", name);
	close(fd);
}

Test(cgi_limits, the_index_alone_can_be_read_again)
{
	int status;

	if (SANDBOX_SHADOWED)
		cr_skip("not under AddressSanitizer");
#ifdef TRAVAUX_COVERAGE
	cr_skip("not where what was run is counted");
#endif
	mkdir(FOLDER, 0700);
	mkdir(FOLDER "/below", 0700);
	make_file(FOLDER "/in");
	make_file(FOLDER "/below/in");
	make_file(FOLDER ".out");
	cr_expect_eq(symlink("/etc/passwd", FOLDER "/link"), 0);
	status = status_within(reads_index);
	if (status != NO_SANDBOX) {
		/* Without Landlock, nothing can. */
		cr_expect_eq(status,
		    opens_behind(no_files) == NO_SANDBOX ? REFUSED : DONE);
		cr_expect_eq(status_within(reads_beside), REFUSED);
		cr_expect_eq(status_within(writes_index), REFUSED);
		cr_expect_eq(status_within(opens_much), REFUSED);
	}
	unlink(FOLDER "/link");
	unlink(FOLDER "/in");
	unlink(FOLDER "/below/in");
	unlink(FOLDER ".out");
	rmdir(FOLDER "/below");
	rmdir(FOLDER);
}

/* What a process that does something says on standard output. */
static void
answer_of(void (*act)(void), const char *variable, const char *value, char *ret,
    size_t room)
{
	int ends[2];
	ssize_t n;
	size_t used = 0;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		setenv(variable, value, 1);
		cgi_limits_set(getenv);
		cgi_limits_enter(getenv, NULL, false);
		act();
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], ret + used, room - used - 1)) > 0)
		used += (size_t)n;
	ret[used] = '\0';
	close(ends[0]);
	waitpid(child, NULL, 0);
}

static void
turn(void)
{
	for (volatile unsigned long i = 0;; i++)
		;
}

static void
wait_long(void)
{
	char c;

	/* Only time passes: there is nothing more to read. */
	while (read(9, &c, 1) >= -1)
		;
}

static void
want(void)
{
	while (malloc(1 << 20) != NULL)
		;
	abort();
}

Test(cgi_limits, ends_with_an_answer)
{
	char text[4096];

	answer_of(turn, "TRAVAUX_CGI_CPU", "1", text, sizeof text);
	cr_expect_eq(strncmp(text, "Status: 504", 11), 0, "%s", text);
	answer_of(wait_long, "TRAVAUX_CGI_WALL", "1", text, sizeof text);
	cr_expect_eq(strncmp(text, "Status: 504", 11), 0, "%s", text);
	if (SANDBOX_SHADOWED)
		return;
	answer_of(want, "TRAVAUX_CGI_MEMORY", "64", text, sizeof text);
	cr_expect_eq(strncmp(text, "Status: 503", 11), 0, "%s", text);
	cr_expect_not_null(strstr(text, "</main>\n"));
}
