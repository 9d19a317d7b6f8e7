/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * E-mail, one message or a mailbox of many (mbox), by GMime. Each message is a
 * record: its subject is the title, who sent it the author, and its text the
 * body, as plain text where there is one, else by the reader of HTML. What is
 * attached goes to the reader that knows it.
 *
 * A message of a mailbox is named by its number, "12", and what is attached to
 * it "12/annex.pdf".
 */
#include "indexer/charset.h"
#include "indexer/mail-text.h"
#include "indexer/member-name.h"
#include "indexer/reader.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#define DEPTH_MOST 10		  /* files within one another */
#define LOOK	   ((size_t)8192) /* bytes in which headers are looked for */
#define NESTED	   50		  /* parts within parts */

/* A message that is read. */
struct mail {
	const struct document *document;
	struct arena *arena;
	const struct record_sink *sink;
	const char *name;   /* of the message in a mailbox, or "" */
	unsigned long line; /* of the file, where it begins ... */
	gint64 at;	    /* ... and the byte */
	bool mbox;	    /* it is one of a mailbox */
	struct raw_record raw;
	struct blocks blocks;	/* of its text */
	GMimePart *html;	/* its text as HTML, where there is no other */
	bool given;		/* the record was */
	unsigned long attached; /* files so far */
	struct error *err;	/* where the sink stopped */
};

/* --- what is a mail ------------------------------------------------------- */

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
static const char *
after_mbox_line(const struct document *document)
{
	const char *s = document->bytes, *line;

	if (document->size < 6 || memcmp(s, "From ", 5) != 0)
		return NULL;
	line = memchr(s, '\n', document->size < LOOK ? document->size : LOOK);
	return line != NULL ? line + 1 : NULL;
}

static int
bid(const struct document *document)
{
	const char *bytes = document->bytes, *inner = after_mbox_line(document);
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

/* --- parts ---------------------------------------------------------------- */

static void
tell(struct mail *mail, enum report_grade grade, const char *text)
{
	const char *path = mail->document->path;

	if (mail->name[0] != '\0')
		path = arena_printf(mail->arena, "%s!/%s", path, mail->name);
	report_tell(
	    mail->document->report, grade, path, mail->line, "%s", text);
}

static bool
is_type(GMimeObject *object, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(
	    g_mime_object_get_content_type(object), type, subtype);
}

/* Whether a part is text that the message consists of. */
static bool
is_text(GMimeObject *object, const char *subtype)
{
	return GMIME_IS_PART(object) && is_type(object, "text", subtype) &&
	       !g_mime_part_is_attachment(GMIME_PART(object)) &&
	       g_mime_part_get_filename(GMIME_PART(object)) == NULL;
}

/* The content of a part, decoded to its bytes, with a NUL; free it. */
static GByteArray *
content_of(GMimePart *part)
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
static bool
text_of(struct mail *mail, GMimePart *part, struct decoded *ret)
{
	GByteArray *bytes = content_of(part);
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

	if (!text_of(mail, part, &text))
		return false;
	return strspn(text.text, " \t\r\n") < text.length;
}

static unsigned long
count_lines(const char *s, const char *end)
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
static void
lines_of(const struct mail *mail, GMimePart *part, uint32_t *ret_first,
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
	*ret_first = (uint32_t)(mail->line + count_lines(bytes + mail->at,
						 bytes + stream->bound_start));
	*ret_last =
	    *ret_first + (uint32_t)count_lines(bytes + stream->bound_start,
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

	if (!text_of(mail, part, &text)) {
		tell(mail, REPORT_PARTIAL, "its text is none; left out");
		return;
	}
	if (text.bad > 0)
		tell(mail, REPORT_WARNING,
		    arena_printf(mail->arena,
			"%zu places of its text are no %s; shown as U+FFFD",
			text.bad, text.charset));
	lines_of(mail, part, &form.line_first, &form.line_last);
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
	if (GMIME_IS_MULTIPART(object) && depth < NESTED)
		return find_html_in(GMIME_MULTIPART(object), depth);
	return is_text(object, "html") ? GMIME_PART(object) : NULL;
}

static void read_body(struct mail *mail, GMimeObject *object, int depth);

/* The same text in several forms: plain text unless there are no words in it,
 * else the HTML, which may have its pictures beside it, else the last. */
static void
read_alternative(struct mail *mail, GMimeMultipart *parts, int depth)
{
	int count = g_mime_multipart_get_count(parts);
	GMimePart *html;

	for (int i = 0; i < count; i++) {
		GMimeObject *part = g_mime_multipart_get_part(parts, i);

		if (is_text(part, "plain") &&
		    has_words(mail, GMIME_PART(part))) {
			add_text(mail, GMIME_PART(part));
			return;
		}
	}
	html = find_html_in(parts, depth);
	if (html != NULL && mail->html == NULL)
		mail->html = html;
	else if (html == NULL && count > 0)
		read_body(mail, g_mime_multipart_get_part(parts, count - 1),
		    depth + 1);
}

/* Of a message: what is its text. */
static void
read_body(struct mail *mail, GMimeObject *object, int depth)
{
	GMimeMultipart *parts;
	int count;

	if (is_text(object, "plain"))
		add_text(mail, GMIME_PART(object));
	else if (is_text(object, "html") && mail->html == NULL)
		mail->html = GMIME_PART(object);
	if (!GMIME_IS_MULTIPART(object))
		return;
	if (depth > NESTED) {
		tell(mail, REPORT_PARTIAL,
		    "its parts are too deep in one another; the rest of it is "
		    "left out");
		return;
	}
	if (GMIME_IS_MULTIPART_ENCRYPTED(object)) {
		tell(mail, REPORT_PARTIAL, "it is encrypted; left out");
		return;
	}
	parts = GMIME_MULTIPART(object);
	count = g_mime_multipart_get_count(parts);
	if (is_type(object, "multipart", "alternative")) {
		read_alternative(mail, parts, depth);
		return;
	}
	/* The other parts of these belong to the first. */
	if (is_type(object, "multipart", "related") ||
	    is_type(object, "multipart", "signed"))
		count = count > 0 ? 1 : 0;
	for (int i = 0; i < count; i++)
		read_body(mail, g_mime_multipart_get_part(parts, i), depth + 1);
}

/* --- the record ----------------------------------------------------------- */

/* Who sent it, by name or else by address. */
static const char *
sender_of(struct mail *mail, GMimeMessage *message)
{
	InternetAddressList *list = g_mime_message_get_from(message);
	InternetAddress *first =
	    list != NULL && internet_address_list_length(list) > 0
		? internet_address_list_get_address(list, 0)
		: NULL;
	const char *name =
	    first != NULL ? internet_address_get_name(first) : NULL;

	if ((name == NULL || name[0] == '\0') &&
	    INTERNET_ADDRESS_IS_MAILBOX(first))
		name = internet_address_mailbox_get_addr(
		    INTERNET_ADDRESS_MAILBOX(first));
	return arena_strdup(mail->arena, name);
}

/* The day it was sent, where the sender was. */
static const char *
date_of(struct mail *mail, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	int year = date != NULL ? g_date_time_get_year(date) : 0;

	if (year < 1970 || year > 2200)
		return "";
	return arena_printf(mail->arena, "%04d-%02d-%02d", year,
	    g_date_time_get_month(date), g_date_time_get_day_of_month(date));
}

static const char *
header(struct mail *mail, GMimeObject *object, const char *name)
{
	return arena_strdup(mail->arena,
	    object != NULL ? g_mime_object_get_header(object, name) : NULL);
}

static void
fill_record(struct mail *mail, GMimeMessage *message)
{
	struct record *record = &mail->raw.record;

	raw_record_init(&mail->raw);
	record->title =
	    arena_strdup(mail->arena, g_mime_message_get_subject(message));
	record->date = date_of(mail, message);
	record->author = sender_of(mail, message);
	record->organization =
	    header(mail, GMIME_OBJECT(message), "Organization");
	/* GMime keeps what is said of the content with that. */
	record->language = header(
	    mail, g_mime_message_get_mime_part(message), "Content-Language");
	record->language = arena_strndup(
	    mail->arena, record->language, strcspn(record->language, ",; \t"));
	mail->raw.member = mail->name;
	mail->raw.line = mail->line;
}

/* Give the record with the text found so far. */
static bool
give(struct mail *mail)
{
	mail->given = true;
	mail->raw.blocks = mail->blocks.block;
	mail->raw.n_blocks = mail->blocks.count;
	return mail->sink->take(
	    mail->sink->context, mail->arena, &mail->raw, mail->err);
}

/* What the reader of HTML made of the text. */
static bool
take_html(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct mail *mail = context;

	(void)arena;
	(void)err;
	if (mail->given)
		return true;
	for (size_t i = 0; i < raw->n_blocks; i++) {
		struct block *block =
		    blocks_add(&mail->blocks, raw->blocks[i].kind, "", 0);

		*block = raw->blocks[i];
		lines_of(
		    mail, mail->html, &block->line_first, &block->line_last);
	}
	if (raw->n_blocks == 0 && raw->body_length > 0)
		blocks_add(&mail->blocks, BLOCK_PARAGRAPH, raw->body,
		    raw->body_length);
	if (mail->raw.record.language[0] == '\0')
		mail->raw.record.language = raw->record.language;
	/* Now, while what the blocks point to is there. */
	return give(mail);
}

/* Read the text that is HTML. False where the sink stopped. */
static bool
read_html(struct mail *mail)
{
	struct record_sink sink = {take_html, mail};
	struct document document = *mail->document;
	const struct reader *reader;
	struct arena *arena;
	struct decoded text;
	struct error why = {0};
	bool ok;

	if (!text_of(mail, mail->html, &text)) {
		tell(mail, REPORT_PARTIAL, "its text is none; left out");
		return true;
	}
	/* Decoded, with a mark that says so, whatever the HTML says. */
	document.bytes = arena_printf(
	    mail->arena, "\xEF\xBB\xBF%.*s", (int)text.length, text.text);
	document.size = text.length + 3;
	document.name = "mail.html";
	document.depth++;
	document.members = NULL;
	reader = reader_find_bytes(&document);
	if (reader == NULL || reader == &reader_mail ||
	    reader == &reader_archive) {
		tell(mail, REPORT_PARTIAL,
		    "its text is HTML, which no reader knows; left out");
		return true;
	}
	arena = arena_new();
	ok = reader->read(&document, arena, &sink, &why);
	arena_free(arena);
	if (!ok && mail->err->code == ERROR_NONE) {
		tell(mail, REPORT_PARTIAL, why.message);
		return true;
	}
	return ok;
}

/* --- what is attached ----------------------------------------------------- */

/* Parts that say nothing: signatures, pictures in the text, invitations. */
static const char *
why_not(GMimeObject *part)
{
	if (is_type(part, "application", "pgp-signature") ||
	    is_type(part, "application", "pkcs7-signature") ||
	    is_type(part, "application", "x-pkcs7-signature"))
		return "a signature";
	if (is_type(part, "text", "calendar"))
		return "an entry of a calendar";
	if (is_type(part, "image", "*") && GMIME_IS_PART(part) &&
	    !g_mime_part_is_attachment(GMIME_PART(part)))
		return "a picture in the text";
	return NULL;
}

static bool
give_member(
    struct mail *mail, const char *name, const GByteArray *bytes, bool nul)
{
	const struct member_sink *members = mail->document->members;
	struct member_file member = {
	    .bytes = (const char *)bytes->data, .size = bytes->len - nul};
	bool changed;

	if (member.size > MEMBER_BYTES) {
		tell(mail, REPORT_PARTIAL,
		    "what is attached is larger than 64 MiB; left out");
		return true;
	}
	name = member_name(mail->arena, name, mail->attached, &changed);
	member.name = mail->name[0] != '\0'
			  ? arena_printf(mail->arena, "%s/%s", mail->name, name)
			  : name;
	if (changed)
		tell(mail, REPORT_WARNING,
		    arena_printf(mail->arena,
			"the name of what is indexed as '%s' is another, which "
			"leads elsewhere or cannot be shown",
			name));
	return members->take(members->context, &member, mail->err);
}

static bool
attach_file(struct mail *mail, GMimePart *part)
{
	GByteArray *bytes = content_of(part);
	const char *name = g_mime_part_get_filename(part);
	bool ok;

	mail->attached++;
	if (name == NULL && is_type(GMIME_OBJECT(part), "text", "html"))
		name =
		    arena_printf(mail->arena, "part-%lu.html", mail->attached);
	ok = give_member(mail, name, bytes, true);
	g_byte_array_free(bytes, TRUE);
	return ok;
}

/* A message that is attached is a mail of its own. */
static bool
attach_message(struct mail *mail, GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	GByteArray *bytes;
	GMimeStream *stream;
	bool ok;

	if (message == NULL)
		return true;
	bytes = g_byte_array_new();
	stream = g_mime_stream_mem_new_with_byte_array(bytes);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	g_object_unref(stream);
	mail->attached++;
	ok = give_member(mail,
	    arena_printf(mail->arena, "message-%lu.eml", mail->attached), bytes,
	    false);
	g_byte_array_free(bytes, TRUE);
	return ok;
}

/* Give all that is attached. False where the sink stopped. */
static bool
read_attached(struct mail *mail, GMimeObject *object, int depth)
{
	const char *why;
	bool ok = true;

	if (mail->document->members == NULL || depth > NESTED ||
	    GMIME_IS_MULTIPART_ENCRYPTED(object))
		return true;
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *parts = GMIME_MULTIPART(object);
		int count = g_mime_multipart_get_count(parts);

		for (int i = 0; ok && i < count; i++)
			ok = read_attached(mail,
			    g_mime_multipart_get_part(parts, i), depth + 1);
		return ok;
	}
	if (GMIME_IS_MESSAGE_PART(object))
		return attach_message(mail, GMIME_MESSAGE_PART(object));
	if (!GMIME_IS_PART(object) || is_text(object, "plain") ||
	    is_text(object, "html"))
		return true;
	why = why_not(object);
	if (why == NULL)
		return attach_file(mail, GMIME_PART(object));
	tell(mail, REPORT_NOTE,
	    arena_printf(mail->arena, "passed over: %s", why));
	return true;
}

/* --- messages ------------------------------------------------------------- */

static bool
read_message(struct mail *mail, GMimeMessage *message)
{
	GMimeObject *top = g_mime_message_get_mime_part(message);

	mail->html = NULL;
	mail->given = false;
	mail->attached = 0;
	fill_record(mail, message);
	blocks_init(&mail->blocks, mail->arena);
	if (top == NULL)
		return give(mail);
	read_body(mail, top, 0);
	if (mail->html != NULL && !read_html(mail))
		return false;
	if (!mail->given && mail->blocks.count > 0 && !give(mail))
		return false;
	if (!read_attached(mail, top, 0))
		return false;
	/* One without any text is told where all are. */
	return mail->given || mail->attached > 0 || give(mail);
}

/* The next message of a mailbox, or the one there is. */
static bool
next_message(struct mail *mail, GMimeParser *parser, unsigned long number,
    gint64 *counted)
{
	const char *bytes = mail->document->bytes;
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	gint64 at =
	    mail->mbox ? g_mime_parser_get_mbox_marker_offset(parser) : 0;
	bool ok = true;

	if (at > *counted && (size_t)at <= mail->document->size) {
		mail->line += count_lines(bytes + *counted, bytes + at);
		*counted = at;
	}
	mail->at = *counted;
	mail->name = mail->mbox ? arena_printf(mail->arena, "%lu", number) : "";
	if (message == NULL) {
		tell(mail, REPORT_PARTIAL, "it cannot be read as a message");
		return true;
	}
	ok = read_message(mail, message);
	g_object_unref(message);
	return ok;
}

static bool
read_messages(struct mail *mail, GMimeParser *parser)
{
	unsigned long number = 0;
	gint64 counted = 0;

	do {
		arena_reset(mail->arena);
		if (!next_message(mail, parser, ++number, &counted))
			return false;
	} while (mail->mbox && !g_mime_parser_eos(parser));
	return true;
}

static bool
read_mail(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct mail mail = {.document = document,
	    .arena = arena,
	    .sink = sink,
	    .name = "",
	    .line = 1,
	    .err = err};
	GMimeStream *stream;
	GMimeParser *parser;
	GByteArray *bytes;
	bool ok;

	if (document->depth >= DEPTH_MOST)
		return error_set(err, ERROR_INPUT,
		    "mails are more than %d deep in one another", DEPTH_MOST);
	mail.mbox = after_mbox_line(document) != NULL;
	g_mime_init();
	bytes = g_byte_array_new_take(
	    (guint8 *)(uintptr_t)document->bytes, document->size);
	stream = g_mime_stream_mem_new_with_byte_array(bytes);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	g_object_unref(stream);
	g_mime_parser_set_format(
	    parser, mail.mbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
	ok = read_messages(&mail, parser);
	g_object_unref(parser);
	/* The bytes are the document's, and stay. */
	g_byte_array_steal(bytes, NULL);
	g_byte_array_unref(bytes);
	return ok;
}

const struct reader reader_mail = {
    .name = "e-mail",
    .bid = bid,
    .read = read_mail,
    .bytes = true,
};
