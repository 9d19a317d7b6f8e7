/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contained-process.h"

#include "indexer/contained-server.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Bytes; a file that is larger has a child of its own. */
#define LARGE ((size_t)8 << 20)

/* Whether the files of this reader may share one. */
static bool
may_share(const struct reader *reader, const struct document *document,
    const struct contained_limits *limits)
{
	return reader->shares && !document->ocr && document->size <= LARGE &&
	       limits->files > 1;
}

/*
 * Bytes of a path that say where a file lies: its folder, or the archive and
 * the folder in it.
 */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

static bool
same_limits(const struct contained_limits *a, const struct contained_limits *b)
{
	return a->memory == b->memory && a->seconds == b->seconds &&
	       a->output == b->output && a->files == b->files;
}

/* Whether it has said nothing, and lives: one that waits has not been asked. */
static bool
is_silent(const struct contained_process *process)
{
	struct pollfd fd = {.fd = process->ends.out, .events = POLLIN};

	return poll(&fd, 1, 0) == 0;
}

static bool
suits(const struct contained_process *process, const struct reader *reader,
    const char *path, const struct contained_limits *limits)
{
	size_t n = folder_length(path);

	return process->pid != 0 && process->reader == reader &&
	       strlen(process->folder) == n &&
	       memcmp(process->folder, path, n) == 0 &&
	       same_limits(&process->limits, limits);
}

static int64_t
all_used(const struct contained_process *process)
{
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(process->pid, &clock) != 0 ||
	    clock_gettime(clock, &used) != 0)
		return 0;
	return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

int64_t
contained_process_used(const struct contained_process *process)
{
	int64_t all = all_used(process);

	return all > process->used_ms ? all - process->used_ms : 0;
}

bool
contained_process_take(struct contained_server *server,
    const struct reader *reader, const struct document *document,
    const struct contained_limits *limits, struct contained_process *ret)
{
	struct contained_process *idle;

	if (server == NULL || !may_share(reader, document, limits))
		return false;
	idle = contained_server_idle(server);
	for (size_t i = 0; i < CONTAINED_IDLE; i++) {
		if (!suits(&idle[i], reader, document->path, limits))
			continue;
		if (!is_silent(&idle[i])) {
			contained_process_end(&idle[i], true);
			continue;
		}
		*ret = idle[i];
		idle[i] = (struct contained_process){.pid = 0};
		ret->files++;
		ret->used_ms = all_used(ret);
		return true;
	}
	return false;
}

static bool
start(struct contained_process *process, const struct contained_ends *its,
    struct error *err)
{
	if (process->server != NULL &&
	    contained_server_start(process->server, process->reader,
		&process->limits, its, &process->pid))
		return true;
	process->server = NULL;
	return contained_fork(
	    process->reader, &process->limits, its, &process->pid, err);
}

bool
contained_process_start(struct contained_server *server,
    const struct reader *reader, const struct document *document,
    const struct contained_limits *limits, struct contained_process *ret,
    struct error *err)
{
	struct contained_ends its;
	int answers[2], asks[2];
	bool ok;

	if (!contained_pipe(answers, err))
		return false;
	if (!contained_socket(asks, err)) {
		close(answers[0]);
		close(answers[1]);
		return false;
	}
	its = (struct contained_ends){asks[1], answers[1]};
	*ret = (struct contained_process){.server = server,
	    .reader = reader,
	    .limits = *limits,
	    .ends = {asks[0], answers[0]},
	    .folder = strndup(document->path, folder_length(document->path)),
	    .files = 1};
	if (ret->folder == NULL)
		abort();
	if (server == NULL || !may_share(reader, document, limits))
		ret->limits.files = 1;
	ok = start(ret, &its, err);
	close(its.ask);
	close(its.out);
	if (!ok) {
		close(ret->ends.ask);
		close(ret->ends.out);
		free(ret->folder);
		ret->pid = 0;
	}
	return ok;
}

void
contained_process_keep(struct contained_process *process)
{
	struct contained_process *idle = contained_server_idle(process->server);
	size_t to = 0;

	if (process->files >= process->limits.files ||
	    all_used(process) >= (int64_t)process->limits.seconds * 1000) {
		contained_process_end(process, true);
		return;
	}
	/* Of its own reader there is one; else the first gives way. */
	for (size_t i = CONTAINED_IDLE; i-- > 0;)
		if (idle[i].pid == 0)
			to = i;
	for (size_t i = 0; i < CONTAINED_IDLE; i++)
		if (idle[i].pid != 0 && idle[i].reader == process->reader)
			to = i;
	contained_process_end(&idle[to], true);
	idle[to] = *process;
	process->pid = 0;
}

int
contained_process_end(struct contained_process *process, bool stop)
{
	int status;

	if (process->pid == 0)
		return 0;
	status = process->server != NULL
		     ? contained_server_end(process->server, process->pid, stop)
		     : contained_reap(process->pid, stop);
	close(process->ends.ask);
	close(process->ends.out);
	free(process->folder);
	process->pid = 0;
	return status;
}
