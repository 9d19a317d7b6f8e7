/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-request.h"

#include "core/utf8.h"

#include <stdarg.h>
#include <string.h>

static const char *
variable(char *(*get)(const char *name), const char *name)
{
	const char *value = get(name);

	return value != NULL ? value : "";
}

static enum cgi_method
method_of(const char *name)
{
	if (strcmp(name, "GET") == 0 || *name == '\0')
		return CGI_GET;
	return strcmp(name, "HEAD") == 0 ? CGI_HEAD : CGI_OTHER;
}

/* Letters, digits and what else a host or path is made of. */
static bool
is_plain(const char *s, const char *others)
{
	for (; *s != '\0'; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
			(*s >= '0' && *s <= '9') || strchr(others, *s) != NULL))
			return false;
	return true;
}

/* "http://host:port" of this server, for feeds; "" where it is not plain. */
static const char *
base_of(struct arena *arena, char *(*get)(const char *name))
{
	const char *host = variable(get, "HTTP_HOST");
	const char *https = variable(get, "HTTPS");
	bool safe = strcmp(https, "on") == 0 || strcmp(https, "1") == 0 ||
		    strcmp(variable(get, "REQUEST_SCHEME"), "https") == 0;

	if (*host == '\0' || strlen(host) > 255 || !is_plain(host, ".-:[]"))
		return "";
	return arena_printf(arena, "%s://%s", safe ? "https" : "http", host);
}

/* The code after "ui=" in the address, where it is one of ours; else "". */
static const char *
ui_of(const char *query)
{
	while (*query != '\0') {
		size_t n = strcspn(query, "&");
		const struct translate_language *one =
		    strncmp(query, "ui=", 3) == 0
			? translate_find(query + 3, n - 3)
			: NULL;

		if (one != NULL)
			return one->code;
		query += n + (query[n] == '&');
	}
	return "";
}

bool
cgi_request_read(struct cgi_request *ret, struct arena *arena,
    char *(*get)(const char *name), struct error *err)
{
	*ret = (struct cgi_request){
	    .method = method_of(variable(get, "REQUEST_METHOD")),
	    .script = variable(get, "SCRIPT_NAME"),
	    .path = variable(get, "PATH_INFO"),
	    .query = variable(get, "QUERY_STRING"),
	    .base = base_of(arena, get),
	    .if_none_match = variable(get, "HTTP_IF_NONE_MATCH"),
	    .accept_language = variable(get, "HTTP_ACCEPT_LANGUAGE")};
	ret->ui = ui_of(ret->query);
	if (!is_plain(ret->script, "/._-~+"))
		ret->script = "";
	if (strlen(ret->query) > CGI_QUERY_MAX)
		return error_set(err, ERROR_LIMIT,
		    "the address is too long: at most %d bytes may follow its "
		    "question mark",
		    CGI_QUERY_MAX);
	if (strlen(ret->path) > CGI_PATH_MAX)
		return error_set(
		    err, ERROR_LIMIT, "the path of the address is too long");
	return true;
}

/* --- parameters ----------------------------------------------------------- */

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Take %XX and + back; NULL with an error. */
static const char *
decode(struct arena *arena, const char *s, size_t n, struct error *err)
{
	char *text = arena_alloc(arena, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '%') {
			int high = i + 2 < n ? hex(s[i + 1]) : -1;
			int low = i + 2 < n ? hex(s[i + 2]) : -1;

			if (high < 0 || low < 0) {
				error_set(err, ERROR_USAGE,
				    "the address has a %% without two "
				    "hexadecimal digits after it");
				return NULL;
			}
			text[used++] = (char)(high << 4 | low);
			i += 2;
		} else {
			text[used++] = s[i];
			if (s[i] == '+')
				text[used - 1] = ' ';
		}
	}
	if (utf8_fault(text, used) < used) {
		error_set(err, ERROR_USAGE,
		    "the address holds bytes that are no UTF-8 text");
		return NULL;
	}
	return text;
}

/* One "key=value". */
static bool
param(struct arena *arena, const char *s, size_t n, struct request *request,
    struct error *err)
{
	const char *equals = memchr(s, '=', n);
	size_t n_key = equals != NULL ? (size_t)(equals - s) : n;
	const char *key = decode(arena, s, n_key, err);
	const char *value = NULL;

	if (key == NULL)
		return false;
	if (equals != NULL)
		value = decode(arena, equals + 1, n - n_key - 1, err);
	if (equals != NULL && value == NULL)
		return false;
	/* It says how pages look, not what is on them. */
	if (strcmp(key, "ui") == 0)
		return true;
	/* A form sends its empty boxes too. */
	if (value != NULL && *value == '\0')
		return true;
	return request_set(request, arena, REQUEST_ADDRESS, key, value, err);
}

bool
cgi_request_params(const struct cgi_request *cgi, struct arena *arena,
    struct request *request, struct error *err)
{
	const char *s = cgi->query;
	unsigned count = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, "&");

		if (++count > CGI_PARAM_MAX)
			return error_set(err, ERROR_USAGE,
			    "the address has more than %d parameters",
			    CGI_PARAM_MAX);
		if (n > 0 && !param(arena, s, n, request, err))
			return false;
		s += n + (s[n] == '&');
	}
	return true;
}

/* --- addresses ------------------------------------------------------------ */

static const char *
encode(struct arena *arena, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = arena_alloc(arena, 3 * strlen(s) + 1);
	char *end = text;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		char one[2] = {*s, '\0'};

		if (c == ' ') {
			*end++ = '+';
		} else if (is_plain(one, "-._~/:,")) {
			*end++ = *s;
		} else {
			*end++ = '%';
			*end++ = digits[c >> 4];
			*end++ = digits[c & 15];
		}
	}
	return text;
}

const char *
cgi_address(
    const struct cgi_request *cgi, struct arena *arena, const char *path, ...)
{
	const char *address = arena_printf(arena, "%s%s", cgi->script, path);
	const char *key;
	char separator = '?';
	va_list args;

	va_start(args, path);
	while ((key = va_arg(args, const char *)) != NULL) {
		const char *value = va_arg(args, const char *);

		if (value == NULL || *value == '\0')
			continue;
		address = arena_printf(arena, "%s%c%s=%s", address, separator,
		    key, encode(arena, value));
		separator = '&';
	}
	va_end(args);
	if (*cgi->ui != '\0')
		address = arena_printf(
		    arena, "%s%cui=%s", address, separator, cgi->ui);
	return *address != '\0' ? address : "/";
}
