/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/file-new.h"

#include "core/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool
file_new_failed(const struct file_new *file, struct error *err)
{
	return error_set(err, ERROR_IO, "cannot write '%s': %s", file->path,
	    strerror(errno));
}

/* Two writers of one file would mix: a lock that goes with the process. */
static bool
lock(const struct file_new *file, struct error *err)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(file->fd, F_SETLK, &lock) == 0 ||
	    (errno != EACCES && errno != EAGAIN))
		return true;
	return error_set(err, ERROR_LOCKED,
	    "another program is writing '%s' now", file->path);
}

bool
file_new_open(struct file_new *file, struct arena *arena, const char *path,
    bool keep, struct error *err)
{
	const char *slash = strrchr(path, '/');

	file->path = arena_strdup(arena, path);
	file->aside = arena_printf(arena, "%s.part", path);
	file->folder = slash == NULL ? "."
		       : slash == path
			   ? "/"
			   : arena_strndup(arena, path, (size_t)(slash - path));
	file->fd = open(file->aside, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (file->fd < 0)
		return file_new_failed(file, err);
	if (!lock(file, err)) {
		close(file->fd);
		file->fd = -1;
		return false;
	}
	if (!keep && ftruncate(file->fd, 0) != 0) {
		file_new_failed(file, err);
		file_new_drop(file);
		return false;
	}
	return true;
}

bool
file_new_write(
    struct file_new *file, const void *bytes, size_t n, struct error *err)
{
	const char *from = bytes;

	while (n > 0) {
		ssize_t done = write(file->fd, from, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return file_new_failed(file, err);
		from += done;
		n -= (size_t)done;
	}
	return true;
}

bool
file_new_write_at(struct file_new *file, uint64_t offset, const void *bytes,
    size_t n, struct error *err)
{
	const char *from = bytes;

	while (n > 0) {
		ssize_t done = pwrite(file->fd, from, n, (off_t)offset);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return file_new_failed(file, err);
		from += done;
		offset += (uint64_t)done;
		n -= (size_t)done;
	}
	return true;
}

bool
file_new_sync(struct file_new *file, struct error *err)
{
	return fsync(file->fd) == 0 || file_new_failed(file, err);
}

bool
file_new_commit(struct file_new *file, struct error *err)
{
	bool ok = file_new_sync(file, err);

	if (ok && rename(file->aside, file->path) != 0)
		ok = file_new_failed(file, err);
	if (!ok) {
		file_new_drop(file);
		return false;
	}
	close(file->fd);
	file->fd = -1;
	return folder_sync(file->folder, err);
}

void
file_new_drop(struct file_new *file)
{
	if (file->fd < 0)
		return;
	unlink(file->aside);
	close(file->fd);
	file->fd = -1;
}

void
file_new_leave(struct file_new *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}
