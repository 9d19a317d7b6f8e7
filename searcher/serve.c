/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORTS_TRIED 20

/* What was written for the server, to be taken away again. */
struct stage {
	const char *folder; /* of its own, in $TMPDIR */
	const char *config; /* of lighttpd, in it */
	const char *bin;    /* "cgi-bin" of busybox, in it */
	const char *link;   /* travaux.cgi in that */
};

/* --- the port ------------------------------------------------------------- */

static bool
is_free(uint16_t port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	    .sin_port = htons(port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
	bool ok;

	if (fd < 0)
		return false;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	ok = bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
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
	const char *const values[] = {
	    serving->index, trust->key, trust->trusted, trust->state};
	static const char *const names[] = {"TRAVAUX_INDEX", "TRAVAUX_TRUST",
	    "TRAVAUX_TRUSTED", "TRAVAUX_STATE"};

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

static volatile sig_atomic_t ended;

static void
on_end(int number)
{
	ended = number;
}

static bool
wait_for(pid_t child, struct error *err)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		if (ended != 0)
			kill(child, SIGTERM);
	if (ended != 0)
		return true;
	return error_set(err, ERROR_IO,
	    "the web server ended by itself (status %d)",
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

static bool
run(const struct stage *stage, const struct serving *serving, uint16_t port,
    struct arena *arena, struct error *err)
{
	struct sigaction action = {.sa_handler = on_end};
	pid_t child;

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	child = fork();
	if (child < 0)
		return error_set(err, ERROR_IO, "cannot start a process: %s",
		    strerror(errno));
	if (child == 0) {
		become_server(stage, serving, port, arena);
		_exit(127);
	}
	serving->ready(arena_printf(
	    arena, "http://127.0.0.1:%u/cgi-bin/travaux.cgi", (unsigned)port));
	return wait_for(child, err);
}

bool
serve(const struct serving *serving, struct arena *arena, struct error *err)
{
	struct stage stage = {0};
	uint16_t port;
	bool ok;

	if (find_program(arena, "lighttpd") == NULL &&
	    find_program(arena, "busybox") == NULL)
		return error_set(err, ERROR_USAGE,
		    "there is no web server on this machine; install lighttpd "
		    "or busybox");
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
