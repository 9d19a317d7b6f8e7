/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mail-kind.h"

#include <string.h>
#include <strings.h>

#define LOOK ((size_t)8192) /* bytes in which headers are looked for */

static bool
ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), m = strlen(ending);

	return n > m && strcasecmp(name + n - m, ending) == 0;
}

/* Bytes of a header's name at the beginning of a line, 0: it is none. */
static size_t
header_name(const char *s, size_t n)
{
	size_t at = 0;

	while (at < n && s[at] > 32 && s[at] < 127 && s[at] != ':')
		at++;
	return at > 0 && at < n && s[at] == ':' ? at : 0;
}

static bool
is_one_of(const char *s, size_t n, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strlen(*names) == n && strncasecmp(s, *names, n) == 0)
			return true;
	return false;
}

/*
 * How many headers there are that only mail has, where the lines up to the
 * first empty one are all headers and there is a sender; else 0.
 */
static int
count_headers(const char *s, size_t n)
{
	static const char *const senders[] = {"From", "Sender", NULL};
	static const char *const mail_only[] = {"Message-ID", "Received",
	    "Return-Path", "MIME-Version", "Delivered-To", "X-Mailer",
	    "Content-Transfer-Encoding", "DKIM-Signature", NULL};
	const char *end = s + (n < LOOK ? n : LOOK);
	bool sender = false;
	int count = 0;

	while (s < end && *s != '\n' && *s != '\r') {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t name = header_name(s, (size_t)(end - s));

		if (name == 0 && *s != ' ' && *s != '\t')
			return 0;
		sender = sender || is_one_of(s, name, senders);
		count += is_one_of(s, name, mail_only);
		s = stop != NULL ? stop + 1 : end;
	}
	return sender ? count : 0;
}

/* Where the first message's headers begin, after "From x date"; or NULL. */
const char *
mail_after_mbox_line(const struct document *document)
{
	const char *s = document->bytes, *line;

	if (document->size < 6 || memcmp(s, "From ", 5) != 0)
		return NULL;
	line = memchr(s, '\n', document->size < LOOK ? document->size : LOOK);
	return line != NULL ? line + 1 : NULL;
}

int
mail_bid(const struct document *document)
{
	const char *bytes = document->bytes,
		   *inner = mail_after_mbox_line(document);
	size_t left = document->size;
	int headers;

	if (inner != NULL) {
		left -= (size_t)(inner - bytes);
		headers = count_headers(inner, left);
		return headers > 0 || (ends_with(document->name, ".mbox") &&
					  header_name(inner, left) > 0)
			   ? 40 + 8 * headers
			   : 0;
	}
	headers = count_headers(bytes, left);
	if (headers > 0)
		return 8 + 8 * headers;
	return ends_with(document->name, ".eml") && header_name(bytes, left) > 0
		   ? 16
		   : 0;
}
