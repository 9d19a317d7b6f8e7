/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of tests/ as rows of cells: lines that begin with "#" and a space,
 * and empty ones, are left out. For tests alone; dies where the file is not
 * there.
 */
#ifndef TESTS_LINES_H
#define TESTS_LINES_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lines {
	char *text;	/* the whole file; cells point into it */
	char *at;	/* where the next line begins */
	char *cell[16]; /* of the row given last */
};

/* Read tests/`name` below $srcdir (else the current directory). */
static inline struct lines
lines_read(const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct lines lines = {0};
	char path[4096];
	FILE *file;
	long size;

	snprintf(path, sizeof path, "%s/tests/%s",
	    srcdir != NULL ? srcdir : ".", name);
	file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		abort();
	}
	size = ftell(file);
	rewind(file);
	lines.text = calloc((size_t)size + 1, 1);
	if (fread(lines.text, 1, (size_t)size, file) != (size_t)size)
		abort();
	fclose(file);
	lines.at = lines.text;
	return lines;
}

/* The next row of at least `count` cells (missing ones are ""), or NULL. */
static inline char **
lines_next(struct lines *lines, size_t count)
{
	while (*lines->at != '\0') {
		char *line = lines->at;
		char *end = strchr(line, '\n');
		size_t cells = 0;

		lines->at = end != NULL ? end + 1 : line + strlen(line);
		if (end != NULL)
			*end = '\0';
		if (*line == '\0' || strncmp(line, "# ", 2) == 0)
			continue;
		for (char *s = line; s != NULL && cells < 16; cells++) {
			char *tab = strchr(s, '\t');

			lines->cell[cells] = s;
			if (tab != NULL)
				*tab++ = '\0';
			s = tab;
		}
		for (; cells < count && cells < 16; cells++)
			lines->cell[cells] = line + strlen(line);
		return lines->cell;
	}
	return NULL;
}

static inline void
lines_clear(struct lines *lines)
{
	free(lines->text);
	memset(lines, 0, sizeof *lines);
}

#endif
