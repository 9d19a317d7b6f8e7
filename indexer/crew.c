/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/crew.h"

#include "indexer/crew-worker.h"
#include "indexer/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

#define NOTHING ((size_t)-1)

/* One process, as the crew sees it. */
struct member {
	pid_t pid;   /* 0: gone */
	int to;	     /* pipe to it, or -1 when it has no more to get */
	int from;    /* pipe from it */
	size_t item; /* it is at, or NOTHING */
	size_t part; /* it is at, or NOTHING */
};

/* A run of the crew. */
struct shift {
	struct crew *crew;
	struct member *member;
	size_t n_members;
	size_t next;	     /* item that may be wanted next */
	struct arena *arena; /* of the message at hand */
	uint64_t bytes;	     /* done so far */
	uint64_t passages;
};

const char *
crew_shard(
    const struct crew *crew, const struct work_item *item, unsigned shard)
{
	return arena_printf(crew->arena, "%s/item-%u-%zu-%u", crew->folder,
	    item->round, (size_t)(item - crew->item), shard);
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/*
 * A worker whose crew was killed ends with it, where the system can do that;
 * elsewhere it ends when it finds nobody listening.
 */
static void
end_with(pid_t crew)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != crew)
		_exit(1);
}

/* Start a process; it inherits what was loaded so far. */
static bool
start(struct shift *shift, struct member *member, struct error *err)
{
	int to[2] = {-1, -1}, from[2] = {-1, -1};
	pid_t crew = getpid();

	if (pipe(to) != 0 || pipe(from) != 0 || (member->pid = fork()) < 0) {
		error_set(err, ERROR_IO, "cannot start a process: %s",
		    strerror(errno));
		close_fd(&to[0]);
		close_fd(&to[1]);
		close_fd(&from[0]);
		close_fd(&from[1]);
		member->pid = 0;
		return false;
	}
	if (member->pid == 0) {
		end_with(crew);
		/* Pipes of the others must end when the crew does. */
		for (size_t i = 0; i < shift->n_members; i++) {
			close_fd(&shift->member[i].to);
			close_fd(&shift->member[i].from);
		}
		close(to[1]);
		close(from[0]);
		_exit(crew_worker(shift->crew, to[0], from[1]));
	}
	close(to[0]);
	close(from[1]);
	member->to = to[1];
	member->from = from[0];
	member->item = NOTHING;
	member->part = NOTHING;
	return true;
}

/* Give a member the next item, or tell it that there is none. */
static void
give_work(struct shift *shift, struct member *member)
{
	struct crew *crew = shift->crew;
	uint64_t number;

	while (shift->next < crew->n_items && !crew->item[shift->next].wanted)
		shift->next++;
	if (shift->next == crew->n_items) {
		close_fd(&member->to);
		return;
	}
	number = shift->next;
	member->item = shift->next++;
	crew->item[member->item].wanted = false;
	if (write(member->to, &number, sizeof number) != (ssize_t)sizeof number)
		close_fd(&member->to);
}

static void
take_result(struct shift *shift, struct message *message)
{
	struct crew *crew = shift->crew;
	size_t part = (size_t)message_get_number(message);
	struct work_result *result;
	const struct work_part *done;

	if (part >= crew->n_parts)
		return;
	result = &crew->result[part];
	done = &crew->part[part];
	result->outcome = (enum work_outcome)message_get_number(message);
	result->records = (uint32_t)message_get_number(message);
	result->passages = (uint32_t)message_get_number(message);
	result->positions = (uint32_t)message_get_number(message);
	message_get_bytes(message, result->hash, sizeof result->hash);
	result->negotiations =
	    arena_strdup(crew->arena, message_get_string(message));
	result->ids = arena_strdup(crew->arena, message_get_string(message));
	shift->bytes += done->whole ? done->file->stamp.size : done->length;
	shift->passages += result->passages;
	if (crew->progress != NULL)
		crew->progress(
		    crew->progress_context, shift->bytes, shift->passages);
}

static void
take_report(struct shift *shift, struct message *message)
{
	const struct report *report = &shift->crew->report;
	enum report_grade grade =
	    (enum report_grade)message_get_number(message);
	unsigned long line = (unsigned long)message_get_number(message);
	const char *path = message_get_string(message);

	/* What was told in an earlier round is not told again. */
	if (shift->crew->round == 1)
		report->tell(report->context, grade, path, line,
		    message_get_string(message));
}

/*
 * A process died: the file it was at is left out, its item is to be done
 * again. Where it was at none, nothing explains it.
 */
static bool
take_death(struct shift *shift, struct member *member, struct error *err)
{
	struct crew *crew = shift->crew;
	size_t part = member->part;
	int status = 0;

	close_fd(&member->to);
	close_fd(&member->from);
	waitpid(member->pid, &status, 0);
	member->pid = 0;
	if (member->item == NOTHING)
		return true;
	if (part == NOTHING)
		return error_set(err, ERROR_IO,
		    "a process ended before its work was done (signal %d)",
		    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	report_tell(&crew->report, REPORT_SKIPPED, crew->part[part].file->path,
	    0,
	    "reading it ended the process that did (signal %d); please "
	    "report this",
	    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	crew->excluded[part] = true;
	crew->result[part].outcome = WORK_UNREAD;
	crew->item[member->item].wanted = true;
	if (member->item < shift->next)
		shift->next = member->item;
	/* Its shards have names that the next try would use as well. */
	crew->item[member->item].round = 0;
	return start(shift, member, err);
}

/* One message of a member. */
static bool
take_message(struct shift *shift, struct member *member, struct error *err)
{
	struct crew *crew = shift->crew;
	struct message message;
	enum message_type type =
	    message_receive(&message, shift->arena, member->from);
	enum error_code code;
	size_t item;

	switch (type) {
	case MESSAGE_READY:
		member->item = NOTHING;
		member->part = NOTHING;
		give_work(shift, member);
		return true;
	case MESSAGE_BEGIN:
		member->part = (size_t)message_get_number(&message);
		return true;
	case MESSAGE_END:
		take_result(shift, &message);
		return true;
	case MESSAGE_REPORT:
		take_report(shift, &message);
		return true;
	case MESSAGE_ITEM:
		item = (size_t)message_get_number(&message);
		crew->item[item].shards =
		    (unsigned)message_get_number(&message);
		crew->item[item].round = crew->round;
		return true;
	case MESSAGE_FAILED:
		code = (enum error_code)message_get_number(&message);
		return error_set(err, code, "%s", message_get_string(&message));
	}
	return take_death(shift, member, err);
}

/* Wait for messages until all members are gone. */
static bool
attend(struct shift *shift, struct error *err)
{
	struct pollfd *fds =
	    arena_array(shift->crew->arena, shift->n_members, sizeof *fds);

	for (;;) {
		size_t alive = 0;

		for (size_t i = 0; i < shift->n_members; i++) {
			fds[i].fd = shift->member[i].from;
			fds[i].events = POLLIN;
			fds[i].revents = 0;
			alive += shift->member[i].from >= 0;
		}
		if (alive == 0)
			return true;
		if (poll(fds, (nfds_t)shift->n_members, -1) < 0) {
			if (errno == EINTR)
				continue;
			return error_set(err, ERROR_IO,
			    "cannot wait for processes: %s", strerror(errno));
		}
		for (size_t i = 0; i < shift->n_members; i++) {
			if (fds[i].revents == 0)
				continue;
			if (!take_message(shift, &shift->member[i], err))
				return false;
			arena_reset(shift->arena);
		}
	}
}

static size_t
count_wanted(const struct crew *crew)
{
	size_t count = 0;

	for (size_t i = 0; i < crew->n_items; i++)
		count += crew->item[i].wanted;
	return count;
}

bool
crew_run(struct crew *crew, struct error *err)
{
	struct shift shift = {.crew = crew};
	size_t wanted = count_wanted(crew);
	bool ok = true;

	crew->round++;
	shift.n_members = wanted < crew->jobs ? wanted : crew->jobs;
	shift.member =
	    arena_array(crew->arena, shift.n_members, sizeof *shift.member);
	for (size_t i = 0; i < shift.n_members; i++)
		shift.member[i].to = shift.member[i].from = -1;
	shift.arena = arena_new();
	for (size_t i = 0; ok && i < shift.n_members; i++)
		ok = start(&shift, &shift.member[i], err);
	ok = ok && attend(&shift, err);
	/* After a failure the others end when they find nobody listening. */
	for (size_t i = 0; i < shift.n_members; i++) {
		close_fd(&shift.member[i].to);
		close_fd(&shift.member[i].from);
		if (shift.member[i].pid > 0)
			waitpid(shift.member[i].pid, NULL, 0);
	}
	arena_free(shift.arena);
	return ok;
}
