/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syscall() is in no standard. */
#define _DEFAULT_SOURCE

#include "indexer/sandbox.h"

#include "core/large-heap.h"
#include "core/sandbox-linux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define FILES_OPEN   64 /* at once: fonts, tables, dictionaries */
#define MAPPED_USUAL ((uint64_t)1 << 30) /* where it cannot be had */

static void
limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	now.rlim_cur = now.rlim_max = most;
	setrlimit(resource, &now);
}

/* Bytes of address space in use, where the system says so. */
static uint64_t
mapped(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;
	bool known = file != NULL && fscanf(file, "%lu", &pages) == 1;

	if (file != NULL)
		fclose(file);
	return known ? (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE)
		     : MAPPED_USUAL;
}

/*
 * A library that gets no memory crashes or aborts. What errno says then is
 * the reason to be told.
 */
static void
crashed(int number)
{
	if (errno == ENOMEM)
		_exit(SANDBOX_NO_MEMORY);
	signal(number, SIG_DFL);
	raise(number);
}

static void
catch_crashes(void)
{
	static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGTRAP};
	struct sigaction action = {
	    .sa_handler = crashed, .sa_flags = SA_RESETHAND | SA_NODEFER};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaction(signals[i], &action, NULL);
}

/* Libraries write to standard error, which is not theirs. */
static void
close_files(int input, int keep)
{
	struct rlimit files;
	int nowhere = open("/dev/null", O_RDWR), most = 1024;

	for (int fd = 0; fd < (SANDBOX_SHADOWED ? 2 : 3) && nowhere >= 0; fd++)
		dup2(nowhere, fd);
	if (input >= 0)
		dup2(input, 0);
	if (sandbox_linux_close(3, keep))
		return;
	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 65536)
		most = (int)files.rlim_cur;
	for (int fd = 3; fd < most; fd++)
		if (fd != keep)
			close(fd);
}

void
sandbox_enter(const struct sandbox *sandbox)
{
	close_files(sandbox->input, sandbox->keep);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, sandbox->seconds);
	if (!SANDBOX_SHADOWED) {
		limit(RLIMIT_AS, (rlim_t)(mapped() + sandbox->memory));
		/* What every reading takes, in one go. */
		large_heap((size_t)32 << 20, (size_t)1 << 20);
		catch_crashes();
	}
	if (!sandbox->programs) {
		limit(RLIMIT_NOFILE, FILES_OPEN);
		limit(RLIMIT_FSIZE, 0);
	}
	sandbox_linux_enter(sandbox->programs, sandbox->folder);
}
