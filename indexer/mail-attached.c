/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/mail-part.h"

#include "indexer/member-name.h"

/* Parts that say nothing: signatures, pictures in the text, invitations. */
static const char *
why_not(GMimeObject *part)
{
	if (mail_is_type(part, "application", "pgp-signature") ||
	    mail_is_type(part, "application", "pkcs7-signature") ||
	    mail_is_type(part, "application", "x-pkcs7-signature"))
		return "a signature";
	if (mail_is_type(part, "text", "calendar"))
		return "an entry of a calendar";
	if (mail_is_type(part, "image", "*") && GMIME_IS_PART(part) &&
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
		mail_tell(mail, REPORT_PARTIAL,
		    "what is attached is larger than 64 MiB; left out");
		return true;
	}
	name = member_name(mail->arena, name, mail->attached, &changed);
	member.name = mail->name[0] != '\0'
			  ? arena_printf(mail->arena, "%s/%s", mail->name, name)
			  : name;
	if (changed)
		mail_tell(mail, REPORT_WARNING,
		    arena_printf(mail->arena,
			"the name of what is indexed as '%s' is another, which "
			"leads elsewhere or cannot be shown",
			name));
	return members->take(members->context, &member, mail->err);
}

static bool
attach_file(struct mail *mail, GMimePart *part)
{
	GByteArray *bytes = mail_content_of(part);
	const char *name = g_mime_part_get_filename(part);
	bool ok;

	mail->attached++;
	if (name == NULL && mail_is_type(GMIME_OBJECT(part), "text", "html"))
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
bool
mail_read_attached(struct mail *mail, GMimeObject *object, int depth)
{
	const char *why;
	bool ok = true;

	if (mail->document->members == NULL || depth > MAIL_NESTED ||
	    GMIME_IS_MULTIPART_ENCRYPTED(object))
		return true;
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *parts = GMIME_MULTIPART(object);
		int count = g_mime_multipart_get_count(parts);

		for (int i = 0; ok && i < count; i++)
			ok = mail_read_attached(mail,
			    g_mime_multipart_get_part(parts, i), depth + 1);
		return ok;
	}
	if (GMIME_IS_MESSAGE_PART(object))
		return attach_message(mail, GMIME_MESSAGE_PART(object));
	if (!GMIME_IS_PART(object) || mail_is_text(object, "plain") ||
	    mail_is_text(object, "html"))
		return true;
	why = why_not(object);
	if (why == NULL)
		return attach_file(mail, GMIME_PART(object));
	mail_tell(mail, REPORT_NOTE,
	    arena_printf(mail->arena, "passed over: %s", why));
	return true;
}
