/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON as it is written: commas and escapes are seen to, nothing is built in
 * memory first. Keys come in the order of the calls. No name here is one of
 * jansson's, which core/ links: they would take each other's place.
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
void json_begin_object(struct json *json, const char *key);
void json_end_object(struct json *json);
void json_begin_array(struct json *json, const char *key);
void json_end_array(struct json *json);
void json_put_string(struct json *json, const char *key, const char *value);
void json_put_string_n(
    struct json *json, const char *key, const char *value, size_t n);
void json_put_number(struct json *json, const char *key, uint64_t value);
void json_put_real(struct json *json, const char *key, double value);
void json_put_bool(struct json *json, const char *key, bool value);

#endif
