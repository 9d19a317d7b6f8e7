/* SPDX-License-Identifier: GPL-2.0-or-later */
/* realpath() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "searcher/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PORTS_TRIED 20
#define START_TRIES 500 /* looks at a server that starts, 20 ms apart */
#define LOOK_NS	    20000000

/* What was written for the server, to be taken away again. */
struct stage {
	const char *folder; /* of its own, in $TMPDIR */
	const char *config; /* of lighttpd, in it */
	const char *bin;    /* "cgi-bin" of busybox, in it */
	const char *link;   /* travaux.cgi in that */
};

/* --- the port ------------------------------------------------------------- */

static struct sockaddr_in
loopback(uint16_t port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
	    .sin_port = htons(port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static bool
is_free(uint16_t port)
{
	struct sockaddr_in address = loopback(port);
	int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
	bool ok;

	if (fd < 0)
		return false;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	ok = bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
	close(fd);
	return ok;
}

/* Whether somebody answers there. */
static bool
is_served(uint16_t port)
{
	struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool ok;

	if (fd < 0)
		return false;
	ok = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
	close(fd);
	return ok;
}

static bool
choose_port(uint16_t wanted, uint16_t *ret, struct error *err)
{
	for (uint16_t i = 0; i < PORTS_TRIED; i++) {
		*ret = wanted > 0 ? wanted : (uint16_t)(SERVE_PORT + i);
		if (is_free(*ret))
			return true;
		if (wanted > 0)
			break;
	}
	return error_set(err, ERROR_USAGE,
	    "port %u of this machine is taken or not allowed; give another "
	    "with --port",
	    (unsigned)*ret);
}

/* --- the server ----------------------------------------------------------- */

/* A program in PATH or where system programs are; NULL for none. */
static const char *
find_program(struct arena *arena, const char *name)
{
	const char *path = getenv("PATH");
	const char *places = arena_printf(arena, "%s:/usr/sbin:/usr/local/sbin",
	    path != NULL ? path : "/usr/bin:/bin");

	while (*places != '\0') {
		size_t n = strcspn(places, ":");
		const char *file =
		    arena_printf(arena, "%.*s/%s", (int)n, places, name);

		if (n > 0 && access(file, X_OK) == 0)
			return file;
		places += n + (places[n] == ':');
	}
	return NULL;
}

/* The folder of a program that was called by this name; NULL if unknown. */
static const char *
folder_of(struct arena *arena, const char *self)
{
	const char *file =
	    strchr(self, '/') != NULL ? self : find_program(arena, self);
	char real[PATH_MAX];

	if (file == NULL || realpath(file, real) == NULL)
		return NULL;
	*strrchr(real, '/') = '\0';
	return arena_strdup(arena, real);
}

/*
 * travaux.cgi: beside this program, as it was built; where it was installed
 * with this program, wherever that was put since; where it was to be installed;
 * in PATH. NULL with an error.
 */
static const char *
find_cgi(struct arena *arena, const char *self, struct error *err)
{
	const char *folder = folder_of(arena, self), *found;
	char real[PATH_MAX];

	if (folder == NULL)
		folder = ".";
	const char *const places[] = {
	    arena_printf(arena, "%s/travaux.cgi", folder),
	    arena_printf(arena, "%s/../libexec/travaux/travaux.cgi", folder),
	    TRAVAUX_LIBEXECDIR "/travaux.cgi",
	    find_program(arena, "travaux.cgi")};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		found = places[i];
		if (found != NULL && access(found, X_OK) == 0 &&
		    realpath(found, real) != NULL)
			return arena_strdup(arena, real);
	}
	error_set(err, ERROR_USAGE,
	    "cannot find travaux.cgi: it is not beside this program, nor in "
	    "'%s', nor in PATH",
	    TRAVAUX_LIBEXECDIR);
	return NULL;
}

/* A path as a string of lighttpd's configuration; NULL where it is none. */
static bool
is_quotable(const char *path)
{
	for (; *path != '\0'; path++)
		if ((unsigned char)*path < 0x20 || strchr("\"\\$%", *path))
			return false;
	return true;
}

/* What travaux.cgi gets to know, name by name; NULL for what is not given. */
static const char *
setting(const struct serving *serving, size_t i, const char **ret_name)
{
	const struct trust *trust = serving->trust;
	const char *const values[] = {serving->index, trust->key,
	    trust->trusted, trust->state, trust->stale ? "yes" : NULL};
	static const char *const names[] = {"TRAVAUX_INDEX", "TRAVAUX_TRUST",
	    "TRAVAUX_TRUSTED", "TRAVAUX_STATE", "TRAVAUX_STALE"};

	*ret_name = i < sizeof names / sizeof *names ? names[i] : NULL;
	return *ret_name != NULL ? values[i] : NULL;
}

/* A path that the configuration cannot hold, or NULL. */
static const char *
unquotable(const struct serving *serving)
{
	const char *name, *value;

	for (size_t i = 0; value = setting(serving, i, &name), name != NULL;
	     i++)
		if (value != NULL && !is_quotable(value))
			return value;
	return is_quotable(serving->cgi) ? NULL : serving->cgi;
}

static bool
write_config(struct stage *stage, const struct serving *serving, uint16_t port,
    struct error *err)
{
	FILE *file = fopen(stage->config, "w");
	const char *name, *value;

	if (file == NULL)
		return error_set(err, ERROR_IO, "cannot write '%s': %s",
		    stage->config, strerror(errno));
	fprintf(file,
	    "server.modules = ( \"mod_cgi\", \"mod_alias\" )\n"
	    "server.modules += ( \"mod_redirect\", \"mod_setenv\" )\n"
	    "server.bind = \"127.0.0.1\"\n"
	    "server.port = %u\n"
	    "server.document-root = \"%s\"\n"
	    "server.upload-dirs = ( \"%s\" )\n"
	    /* What is too long is ours to tell, in the reader's language. */
	    "server.max-request-field-size = 32768\n"
	    "alias.url = ( \"/cgi-bin/travaux.cgi\" => \"%s\" )\n"
	    "url.redirect = ( \"^/$\" => \"/cgi-bin/travaux.cgi\" )\n"
	    "cgi.assign = ( \"travaux.cgi\" => \"\" )\n"
	    "setenv.set-environment = (",
	    (unsigned)port, stage->folder, stage->folder, serving->cgi);
	for (size_t i = 0; value = setting(serving, i, &name), name != NULL;
	     i++)
		if (value != NULL)
			fprintf(file, "%s \"%s\" => \"%s\"", i == 0 ? "" : ",",
			    name, value);
	fputs(" )\n", file);
	if (fclose(file) != 0)
		return error_set(err, ERROR_IO, "cannot write '%s': %s",
		    stage->config, strerror(errno));
	return true;
}

static bool
make_stage(struct stage *stage, const struct serving *serving, uint16_t port,
    struct arena *arena, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = arena_printf(arena, "%s/travaux-serve-XXXXXX",
	    tmp != NULL && *tmp == '/' ? tmp : "/tmp");

	if (mkdtemp(folder) == NULL)
		return error_set(err, ERROR_IO, "cannot make '%s': %s", folder,
		    strerror(errno));
	stage->folder = folder;
	stage->config = arena_printf(arena, "%s/lighttpd.conf", folder);
	stage->bin = arena_printf(arena, "%s/cgi-bin", folder);
	stage->link = arena_printf(arena, "%s/travaux.cgi", stage->bin);
	if (mkdir(stage->bin, 0700) != 0 ||
	    symlink(serving->cgi, stage->link) != 0)
		return error_set(err, ERROR_IO, "cannot write in '%s': %s",
		    folder, strerror(errno));
	return write_config(stage, serving, port, err);
}

static void
clear_stage(const struct stage *stage)
{
	if (stage->folder == NULL)
		return;
	unlink(stage->link);
	rmdir(stage->bin);
	unlink(stage->config);
	rmdir(stage->folder);
}

/* In the child: become the server. Returns only where that failed. */
static void
become_server(const struct stage *stage, const struct serving *serving,
    uint16_t port, struct arena *arena)
{
	const char *lighttpd = find_program(arena, "lighttpd");
	const char *busybox = find_program(arena, "busybox");
	const char *at = arena_printf(arena, "127.0.0.1:%u", (unsigned)port);
	const char *name, *value;

	for (size_t i = 0; value = setting(serving, i, &name), name != NULL;
	     i++)
		if (value != NULL)
			setenv(name, value, 1);
	if (lighttpd != NULL)
		execl(lighttpd, lighttpd, "-D", "-f", stage->config,
		    (char *)NULL);
	if (busybox != NULL)
		execl(busybox, busybox, "httpd", "-f", "-p", at, "-h",
		    stage->folder, (char *)NULL);
}

/* --- until it ends -------------------------------------------------------- */

/* What ends the serving, and what says that the server has ended. */
static void
awaited(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGCHLD);
}

/* Whether somebody wants it to end, and that was not waited for yet. */
static bool
is_wanted_to_end(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0 &&
	       (sigismember(&pending, SIGINT) == 1 ||
		   sigismember(&pending, SIGTERM) == 1 ||
		   sigismember(&pending, SIGHUP) == 1);
}

/* Wait for a signal, or a little while where the server is only starting. */
static int
next_signal(const sigset_t *set, bool starting)
{
	static const struct timespec moment = {0, LOOK_NS};
	int number;

	if (starting) {
		nanosleep(&moment, NULL);
		if (!is_wanted_to_end())
			return 0;
	}
	return sigwait(set, &number) == 0 ? number : -1;
}

static bool
ended_by_itself(int status, struct error *err)
{
	return error_set(err, ERROR_IO,
	    "the web server ended by itself (status %d)",
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* Say that it runs as soon as it does; then until a signal ends it. */
static bool
wait_for(pid_t child, const sigset_t *set, const struct serving *serving,
    uint16_t port, struct arena *arena, struct error *err)
{
	bool starting = true;
	int status = 0;

	for (int looks = 0;; looks++) {
		int number = next_signal(set, starting);

		if (number > 0 && number != SIGCHLD)
			break;
		/* A terminal tells the server too, which may be faster. */
		if (waitpid(child, &status, WNOHANG) == child)
			return is_wanted_to_end() ||
			       ended_by_itself(status, err);
		if (starting && (is_served(port) || looks == START_TRIES)) {
			starting = false;
			serving->ready(arena_printf(arena,
			    "http://127.0.0.1:%u/cgi-bin/travaux.cgi",
			    (unsigned)port));
		}
	}
	kill(child, SIGTERM);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return true;
}

static bool
run(const struct stage *stage, const struct serving *serving, uint16_t port,
    struct arena *arena, struct error *err)
{
	sigset_t set, before;
	pid_t child;
	bool ok;

	/* Held back, no signal is lost between looking and waiting. */
	awaited(&set);
	sigprocmask(SIG_BLOCK, &set, &before);
	child = fork();
	if (child == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		become_server(stage, serving, port, arena);
		_exit(127);
	}
	ok = child < 0 ? error_set(err, ERROR_IO, "cannot start a process: %s",
			     strerror(errno))
		       : wait_for(child, &set, serving, port, arena, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}

bool
serve(const struct serving *wanted, struct arena *arena, struct error *err)
{
	struct serving whole = *wanted, *serving = &whole;
	struct stage stage = {0};
	uint16_t port;
	bool ok;

	if (find_program(arena, "lighttpd") == NULL &&
	    find_program(arena, "busybox") == NULL)
		return error_set(err, ERROR_USAGE,
		    "there is no web server on this machine; install lighttpd "
		    "or busybox");
	if (serving->cgi == NULL)
		serving->cgi = find_cgi(arena, serving->self, err);
	if (serving->cgi == NULL)
		return false;
	if (unquotable(serving) != NULL)
		return error_set(err, ERROR_USAGE,
		    "the path '%s' has characters a web server's configuration "
		    "cannot have",
		    unquotable(serving));
	ok = choose_port(serving->port, &port, err) &&
	     make_stage(&stage, serving, port, arena, err) &&
	     run(&stage, serving, port, arena, err);
	clear_stage(&stage);
	return ok;
}
