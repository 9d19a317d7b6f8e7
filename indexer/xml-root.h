/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What sort of XML some bytes are, without parsing them. For the readers, to
 * bid.
 */
#ifndef INDEXER_XML_ROOT_H
#define INDEXER_XML_ROOT_H

#include <stddef.h>

/*
 * The local name of the first element of what seems to be XML, found in its
 * beginning; "" where there is none. Ended by NUL, cut to `size`.
 */
void xml_root_name(const char *bytes, size_t n, char *ret, size_t size);

#endif
