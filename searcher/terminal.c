/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asking a terminal for its width is no part of POSIX: seen to below. */
#if defined(__linux__)
#define _DEFAULT_SOURCE
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include "searcher/terminal.h"

#include <termios.h>
#include <string.h>
#include <fcntl.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WIDTH_USUAL 80
#define WIDTH_LEAST 20
#define WIDTH_MOST  120 /* longer lines are hard to read */

static unsigned
width_of(const char *columns)
{
	long width = columns != NULL ? strtol(columns, NULL, 10) : 0;

#ifdef TIOCGWINSZ
	struct winsize size;

	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
#endif
	if (width <= 0)
		return WIDTH_USUAL;
	if (width < WIDTH_LEAST)
		return WIDTH_LEAST;
	return width > WIDTH_MOST ? WIDTH_MOST : (unsigned)width;
}

void
terminal_init(struct terminal *terminal, const char *columns)
{
	terminal->is_terminal = isatty(STDOUT_FILENO) == 1;
	terminal->width =
	    terminal->is_terminal ? width_of(columns) : WIDTH_USUAL;
	terminal->fd = STDOUT_FILENO;
	terminal->pager = 0;
}

/* The child: the pager, reading what we write. */
static void
become_pager(const char *pager, int in)
{
	if (dup2(in, STDIN_FILENO) < 0)
		_exit(127);
	close(in);
	/* Quit if it fits one screen, keep colours, leave the text there. */
	setenv("LESS", "FRX", 0);
	execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
	_exit(127);
}

void
terminal_page(struct terminal *terminal, const char *pager)
{
	int ends[2];

	if (!terminal->is_terminal)
		return;
	if (pager == NULL || *pager == '\0')
		pager = "command -v less >/dev/null && exec less; exec more";
	if (pipe(ends) != 0)
		return;
	terminal->pager = fork();
	if (terminal->pager == 0) {
		close(ends[1]);
		become_pager(pager, ends[0]);
	}
	close(ends[0]);
	if (terminal->pager < 0) {
		terminal->pager = 0;
		close(ends[1]);
		return;
	}
	/* A reader who leaves early is no error. */
	signal(SIGPIPE, SIG_IGN);
	terminal->fd = ends[1];
}

bool
terminal_write(void *context, const char *bytes, size_t n)
{
	const struct terminal *terminal = context;

	while (n > 0) {
		ssize_t written = write(terminal->fd, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return terminal->pager > 0 && errno == EPIPE;
		bytes += written;
		n -= (size_t)written;
	}
	return true;
}

void
terminal_finish(struct terminal *terminal)
{
	int status;

	if (terminal->pager == 0)
		return;
	close(terminal->fd);
	while (waitpid(terminal->pager, &status, 0) < 0 && errno == EINTR)
		;
	terminal->pager = 0;
}

/* A line from a terminal, without its end. */
static char *
read_line(int fd, char *ret, size_t room)
{
	size_t n = 0;
	char c = '\0';
	ssize_t got;

	while ((got = read(fd, &c, 1)) != 0 && c != '\n') {
		if (got < 0 && errno != EINTR)
			return NULL;
		if (got > 0 && n + 1 < room)
			ret[n++] = c;
	}
	ret[n] = '\0';
	return got == 0 && n == 0 ? NULL : ret;
}

char *
terminal_ask(const char *prompt, bool hidden, char *ret, size_t room)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	struct termios shown, quiet;
	bool hide;

	if (fd < 0)
		return NULL;
	hide = hidden && tcgetattr(fd, &shown) == 0;
	if (hide) {
		quiet = shown;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(fd, TCSAFLUSH, &quiet);
	}
	if (write(fd, prompt, strlen(prompt)) < 0)
		ret = NULL;
	if (ret != NULL)
		ret = read_line(fd, ret, room);
	if (hide) {
		tcsetattr(fd, TCSAFLUSH, &shown);
		if (write(fd, "\n", 1) < 0)
			ret = NULL;
	}
	close(fd);
	return ret;
}
