/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mail-part.h"

#include "indexer/mail-text.h"

#include <string.h>
#include <strings.h>

/* --- parts ---------------------------------------------------------------- */

void
mail_tell(struct mail *mail, enum report_grade grade, const char *text)
{
	const char *path = mail->document->path;

	if (mail->name[0] != '\0')
		path = arena_printf(mail->arena, "%s!/%s", path, mail->name);
	report_tell(
	    mail->document->report, grade, path, mail->line, "%s", text);
}

bool
mail_is_type(GMimeObject *object, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(
	    g_mime_object_get_content_type(object), type, subtype);
}

/* Whether a part is text that the message consists of. */
bool
mail_is_text(GMimeObject *object, const char *subtype)
{
	return GMIME_IS_PART(object) && mail_is_type(object, "text", subtype) &&
	       !g_mime_part_is_attachment(GMIME_PART(object)) &&
	       g_mime_part_get_filename(GMIME_PART(object)) == NULL;
}

/* The content of a part, decoded to its bytes, with a NUL; free it. */
GByteArray *
mail_content_of(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GByteArray *bytes = g_byte_array_new();
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	if (content != NULL)
		g_mime_data_wrapper_write_to_stream(content, stream);
	g_object_unref(stream);
	g_byte_array_append(bytes, (const guint8 *)"", 1);
	return bytes;
}

/* A part of text as UTF-8; false: it is no text. */
bool
mail_text_of(struct mail *mail, GMimePart *part, struct decoded *ret)
{
	GByteArray *bytes = mail_content_of(part);
	const char *charset = g_mime_object_get_content_type_parameter(
	    GMIME_OBJECT(part), "charset");
	char *copy =
	    arena_strndup(mail->arena, (char *)bytes->data, bytes->len - 1);
	struct error none = {0};

	/* ASCII is said by many programs, whatever they send. */
	if (charset == NULL || strcasecmp(charset, "us-ascii") == 0)
		charset = "";
	bool ok =
	    charset_decode(
		mail->arena, copy, bytes->len - 1, charset, ret, &none) ||
	    charset_decode(mail->arena, copy, bytes->len - 1, "", ret, &none);
	g_byte_array_free(bytes, TRUE);
	return ok;
}

static bool
has_words(struct mail *mail, GMimePart *part)
{
	struct decoded text;

	if (!mail_text_of(mail, part, &text))
		return false;
	return strspn(text.text, " \t\r\n") < text.length;
}

unsigned long
mail_count_lines(const char *s, const char *end)
{
	unsigned long count = 0;

	while (s < end && (s = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		count++;
		s++;
	}
	return count;
}

/*
 * The lines of the file that a part's content has: its first and its last. Both
 * are 0 where it is not the file's own bytes.
 */
void
mail_lines_of(const struct mail *mail, GMimePart *part, uint32_t *ret_first,
    uint32_t *ret_last)
{
	const char *bytes = mail->document->bytes;
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream =
	    content != NULL ? g_mime_data_wrapper_get_stream(content) : NULL;
	const GByteArray *all =
	    GMIME_IS_STREAM_MEM(stream)
		? g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream))
		: NULL;

	*ret_first = *ret_last = 0;
	if (all == NULL || (const char *)all->data != bytes ||
	    stream->bound_start < mail->at ||
	    stream->bound_end < stream->bound_start ||
	    (size_t)stream->bound_end > mail->document->size)
		return;
	*ret_first = (uint32_t)(mail->line + mail_count_lines(bytes + mail->at,
						 bytes + stream->bound_start));
	*ret_last =
	    *ret_first + (uint32_t)mail_count_lines(bytes + stream->bound_start,
			     bytes + stream->bound_end);
}

static void
add_text(struct mail *mail, GMimePart *part)
{
	GMimeObject *object = GMIME_OBJECT(part);
	GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
	bool encoded = encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
		       encoding == GMIME_CONTENT_ENCODING_BASE64;
	const char *format =
	    g_mime_object_get_content_type_parameter(object, "format");
	const char *delsp =
	    g_mime_object_get_content_type_parameter(object, "delsp");
	struct mail_text_form form = {
	    .flowed = format != NULL && strcasecmp(format, "flowed") == 0,
	    .delsp = delsp != NULL && strcasecmp(delsp, "yes") == 0,
	    .mbox = mail->mbox && !encoded};
	struct decoded text;

	if (!mail_text_of(mail, part, &text)) {
		mail_tell(mail, REPORT_PARTIAL, "its text is none; left out");
		return;
	}
	if (text.bad > 0)
		mail_tell(mail, REPORT_WARNING,
		    arena_printf(mail->arena,
			"%zu places of its text are no %s; shown as U+FFFD",
			text.bad, text.charset));
	mail_lines_of(mail, part, &form.line_first, &form.line_last);
	if (!encoded)
		form.line_last = 0;
	mail_text_blocks(&mail->blocks, text.text, text.length, &form);
}

/* --- the text ------------------------------------------------------------- */

static GMimePart *find_html(GMimeObject *object, int depth);

static GMimePart *
find_html_in(GMimeMultipart *parts, int depth)
{
	for (int i = 0; i < g_mime_multipart_get_count(parts); i++) {
		GMimePart *html =
		    find_html(g_mime_multipart_get_part(parts, i), depth + 1);

		if (html != NULL)
			return html;
	}
	return NULL;
}

/* The first part that is HTML, or NULL. */
static GMimePart *
find_html(GMimeObject *object, int depth)
{
	if (GMIME_IS_MULTIPART(object) && depth < MAIL_NESTED)
		return find_html_in(GMIME_MULTIPART(object), depth);
	return mail_is_text(object, "html") ? GMIME_PART(object) : NULL;
}

/* The same text in several forms: plain text unless there are no words in it,
 * else the HTML, which may have its pictures beside it, else the last. */
static void
read_alternative(struct mail *mail, GMimeMultipart *parts, int depth)
{
	int count = g_mime_multipart_get_count(parts);
	GMimePart *html;

	for (int i = 0; i < count; i++) {
		GMimeObject *part = g_mime_multipart_get_part(parts, i);

		if (mail_is_text(part, "plain") &&
		    has_words(mail, GMIME_PART(part))) {
			add_text(mail, GMIME_PART(part));
			return;
		}
	}
	html = find_html_in(parts, depth);
	if (html != NULL && mail->html == NULL)
		mail->html = html;
	else if (html == NULL && count > 0)
		mail_read_body(mail,
		    g_mime_multipart_get_part(parts, count - 1), depth + 1);
}

/* Of a message: what is its text. */
void
mail_read_body(struct mail *mail, GMimeObject *object, int depth)
{
	GMimeMultipart *parts;
	int count;

	if (mail_is_text(object, "plain"))
		add_text(mail, GMIME_PART(object));
	else if (mail_is_text(object, "html") && mail->html == NULL)
		mail->html = GMIME_PART(object);
	if (!GMIME_IS_MULTIPART(object))
		return;
	if (depth > MAIL_NESTED) {
		mail_tell(mail, REPORT_PARTIAL,
		    "its parts are too deep in one another; the rest of it is "
		    "left out");
		return;
	}
	if (GMIME_IS_MULTIPART_ENCRYPTED(object)) {
		mail_tell(mail, REPORT_PARTIAL, "it is encrypted; left out");
		return;
	}
	parts = GMIME_MULTIPART(object);
	count = g_mime_multipart_get_count(parts);
	if (mail_is_type(object, "multipart", "alternative")) {
		read_alternative(mail, parts, depth);
		return;
	}
	/* The other parts of these belong to the first. */
	if (mail_is_type(object, "multipart", "related") ||
	    mail_is_type(object, "multipart", "signed"))
		count = count > 0 ? 1 : 0;
	for (int i = 0; i < count; i++)
		mail_read_body(
		    mail, g_mime_multipart_get_part(parts, i), depth + 1);
}
