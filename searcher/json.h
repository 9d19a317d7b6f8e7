/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON as it is written: commas and escapes are seen to, nothing is built in
 * memory first. Keys come in the order of the calls.
 */
#ifndef SEARCHER_JSON_H
#define SEARCHER_JSON_H

#include "searcher/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_DEPTH_MAX 32

struct json {
	struct out *out;
	unsigned depth;		   /* open objects and arrays */
	bool some[JSON_DEPTH_MAX]; /* something was written at this depth */
};

void json_init(struct json *json, struct out *out);

/* `key` is NULL within arrays and at the top. */
void json_object(struct json *json, const char *key);
void json_object_end(struct json *json);
void json_array(struct json *json, const char *key);
void json_array_end(struct json *json);
void json_string(struct json *json, const char *key, const char *value);
void json_string_n(
    struct json *json, const char *key, const char *value, size_t n);
void json_number(struct json *json, const char *key, uint64_t value);
void json_real(struct json *json, const char *key, double value);
void json_bool(struct json *json, const char *key, bool value);

#endif
