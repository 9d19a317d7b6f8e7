/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/index-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TRY_EVERY_MS 100

/* Try once. 1: taken, 0: another process has it, -1: error in errno. */
static int
try_lock(int fd, long *ret_holder)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_SETLK, &lock) == 0)
		return 1;
	if (errno != EACCES && errno != EAGAIN)
		return -1;
	lock.l_type = F_WRLCK;
	if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		*ret_holder = (long)lock.l_pid;
	return 0;
}

static bool
locked(const char *path, long holder, struct error *err)
{
	if (holder <= 0)
		return error_set(err, ERROR_LOCKED,
		    "index '%s' is being written by another process", path);
	return error_set(err, ERROR_LOCKED,
	    "index '%s' is being written by process %ld", path, holder);
}

/* For people who look into the file; the lock itself is the system's. */
static void
sign(int fd)
{
	char line[32];
	int n = snprintf(line, sizeof line, "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) == 0 && pwrite(fd, line, (size_t)n, 0) < 0)
		return;
}

int
index_lock_take(const char *path, unsigned wait_seconds, struct error *err)
{
	unsigned long left = (unsigned long)wait_seconds * 1000 / TRY_EVERY_MS;
	const struct timespec nap = {0, TRY_EVERY_MS * 1000000L};
	char name[4096];
	long holder = 0;
	int fd, got;

	snprintf(name, sizeof name, "%s/lock", path);
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0) {
		error_set(err, ERROR_IO, "cannot write index '%s': %s", path,
		    strerror(errno));
		return -1;
	}
	while ((got = try_lock(fd, &holder)) == 0 && left-- > 0)
		nanosleep(&nap, NULL);
	if (got == 1) {
		sign(fd);
		return fd;
	}
	if (got == 0)
		locked(path, holder, err);
	else
		error_set(err, ERROR_IO, "cannot lock index '%s': %s", path,
		    strerror(errno));
	close(fd);
	return -1;
}

void
index_lock_drop(int fd)
{
	if (fd >= 0)
		close(fd);
}
