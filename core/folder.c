/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096

static bool
refused(struct error *err, const char *path)
{
	return error_set(
	    err, ERROR_IO, "cannot write '%s': %s", path, strerror(errno));
}

static bool
join(char path[PATH_BYTES], const char *folder, const char *name)
{
	int n = snprintf(path, PATH_BYTES, "%s/%s", folder, name);

	return n > 0 && n < PATH_BYTES;
}

void
folder_remove(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char below[PATH_BYTES];
	struct stat st;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0 ||
		    !join(below, path, entry->d_name))
			continue;
		if (lstat(below, &st) == 0 && S_ISDIR(st.st_mode))
			folder_remove(below);
		else
			unlink(below);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(path);
}

bool
folder_make(const char *path, struct error *err)
{
	char part[PATH_BYTES];
	size_t n = strlen(path);
	struct stat st;
	int cause = 0;

	if (n >= sizeof part) {
		errno = ENAMETOOLONG;
		return refused(err, path);
	}
	memcpy(part, path, n + 1);
	for (size_t i = 1; i <= n; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST) {
			/* It may be there all the same; this is looked at. */
			cause = errno;
			if (cause != EROFS && cause != EACCES && cause != EPERM)
				return refused(err, part);
		}
		if (i < n)
			part[i] = path[i];
	}
	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return refused(err, path);
	}
	if (access(path, W_OK | X_OK) != 0) {
		if (errno == ENOENT && cause != 0)
			errno = cause;
		return refused(err, path);
	}
	return true;
}

bool
folder_sync(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	/* Some file systems cannot do this to a folder, and need not. */
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

	if (!ok)
		refused(err, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool
write_all(int fd, const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t done = write(fd, text, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		text += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0;
}

bool
file_replace(
    const char *folder, const char *name, const char *text, struct error *err)
{
	char path[PATH_BYTES], aside[PATH_BYTES];
	int fd;
	bool ok;

	if (!join(path, folder, name) || !join(aside, folder, name) ||
	    strlen(aside) + 5 > sizeof aside) {
		errno = ENAMETOOLONG;
		return refused(err, folder);
	}
	snprintf(aside + strlen(aside), 5, ".new");
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return refused(err, aside);
	ok = write_all(fd, text);
	if (!ok)
		refused(err, aside);
	if (close(fd) != 0 && ok)
		ok = refused(err, aside);
	if (ok && rename(aside, path) != 0)
		ok = refused(err, path);
	if (!ok)
		unlink(aside);
	return ok && folder_sync(folder, err);
}
