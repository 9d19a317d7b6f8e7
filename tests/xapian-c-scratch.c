/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

void
scratch_begin(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/xapian-c-XXXXXX",
	    tmp && *tmp ? tmp : "/tmp");
	cr_assert_not_null(mkdtemp(folder));
}

static void
remove_all(const char *path)
{
	struct dirent *entry;
	struct stat st;
	DIR *dir;

	if (lstat(path, &st) < 0)
		return;
	dir = S_ISDIR(st.st_mode) ? opendir(path) : NULL;
	while (dir && (entry = readdir(dir))) {
		char below[1024];

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		remove_all(below);
	}
	if (dir)
		closedir(dir);
	remove(path);
}

void
scratch_end(void)
{
	remove_all(folder);
}

const char *
scratch_path(const char *name)
{
	static char paths[4][512];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

void
scratch_write(const char *name, const void *bytes, size_t len)
{
	FILE *file = fopen(scratch_path(name), "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, len, file), len);
	cr_assert_eq(fclose(file), 0);
}

struct xap_writer *
scratch_create(const char *name)
{
	struct xap_error err;
	struct xap_writer *writer = xap_writer_open(
	    scratch_path(name), XAP_CREATE | XAP_NO_SYNC, 0, 0, &err);

	cr_assert_not_null(writer, "%s", err.message);
	return writer;
}

uint32_t
scratch_add(struct xap_writer *writer, const char *text, const char *value)
{
	struct xap_term_input terms[100];
	uint32_t positions[100];
	struct xap_value_input values = {1, value, value ? strlen(value) : 0};
	struct xap_doc_input doc = {.terms = terms,
	    .values = &values,
	    .n_values = value ? 1 : 0,
	    .data = text,
	    .data_len = strlen(text)};
	struct xap_error err;
	uint32_t docid = 0;

	for (const char *at = text; *at && doc.n_terms < 100;) {
		size_t len = strcspn(at, " ");
		size_t n = doc.n_terms++;

		positions[n] = (uint32_t)n + 1;
		terms[n] = (struct xap_term_input){
		    at, (uint32_t)len, 0, &positions[n], 1};
		at += len + strspn(at + len, " ");
	}
	cr_assert_eq(xap_writer_add(writer, &doc, &docid, &err), XAP_OK, "%s",
	    err.message);
	return docid;
}

void
scratch_finish(struct xap_writer *writer)
{
	struct xap_error err;

	cr_assert_eq(xap_writer_close(writer, &err), XAP_OK, "%s", err.message);
	xap_writer_free(writer);
}

struct xap_db *
scratch_open(const char *name)
{
	struct xap_error err;
	struct xap_db *db = xap_db_open_path(scratch_path(name), &err);

	cr_assert_not_null(db, "%s", err.message);
	return db;
}

struct xap_query *
scratch_term(const char *term)
{
	return xap_query_term(term, strlen(term), 1, 0, NULL);
}

const char *
scratch_found_by(struct xap_db *db, struct xap_query *query,
    const struct xap_match_params *params)
{
	static char found[1024];
	struct xap_error err;
	struct xap_matches *matches = xap_match(db, query, params, &err);
	size_t used = 0;

	cr_assert_not_null(matches, "%s: %s", err.type, err.message);
	found[0] = '\0';
	for (size_t i = 0; i < xap_matches_size(matches); i++) {
		struct xap_hit hit;

		cr_assert_eq(xap_matches_get(matches, i, &hit, &err), XAP_OK);
		used += (size_t)snprintf(found + used, sizeof found - used,
		    "%s%u", i ? " " : "", (unsigned)hit.docid);
	}
	xap_matches_free(matches);
	xap_query_free(query);
	return found;
}

const char *
scratch_found(struct xap_db *db, struct xap_query *query)
{
	struct xap_match_params params = {
	    .count = 100, .weighting = XAP_BOOLEAN};

	return scratch_found_by(db, query, &params);
}
