/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run-program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static time_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

/* Wait for a child; kill it when its time is over. False if it was. */
static bool
wait_for(pid_t child, unsigned seconds, int *ret_status)
{
	const struct timespec nap = {0, 10000000};
	time_t end = now() + (time_t)seconds;
	pid_t done;

	while ((done = waitpid(child, ret_status, WNOHANG)) == 0 ||
	       (done < 0 && errno == EINTR)) {
		if (now() >= end) {
			kill(child, SIGKILL);
			waitpid(child, ret_status, 0);
			return false;
		}
		nanosleep(&nap, NULL);
	}
	return true;
}

bool
run_program(const char *const *argv, const char *output, unsigned seconds,
    struct error *err)
{
	posix_spawn_file_actions_t actions;
	int status = 0, failed;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
	    &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	failed = posix_spawnp(&child, argv[0], &actions, NULL,
	    (char *const *)(const void *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (failed != 0)
		return error_set(err, ERROR_INPUT, "cannot run '%s': %s",
		    argv[0], strerror(failed));
	if (!wait_for(child, seconds, &status))
		return error_set(err, ERROR_INPUT,
		    "%s took longer than %u seconds", argv[0], seconds);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return error_set(err, ERROR_INPUT, "%s failed", argv[0]);
	return true;
}
