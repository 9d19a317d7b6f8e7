/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/symbol-font.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* What occurs in records: bullets, boxes, operators, Greek. */
static const struct {
	unsigned char code;
	const char *text;
} symbol[] =
    {
	{0x2D, "−"},
	{0x61, "α"},
	{0x62, "β"},
	{0x64, "δ"},
	{0x65, "ε"},
	{0x67, "γ"},
	{0x6C, "λ"},
	{0x6D, "μ"},
	{0x70, "π"},
	{0x73, "σ"},
	{0x44, "Δ"},
	{0x53, "Σ"},
	{0x57, "Ω"},
	{0xA2, "′"},
	{0xA3, "≤"},
	{0xA5, "∞"},
	{0xAC, "←"},
	{0xAD, "↑"},
	{0xAE, "→"},
	{0xAF, "↓"},
	{0xB0, "°"},
	{0xB1, "±"},
	{0xB2, "″"},
	{0xB3, "≥"},
	{0xB4, "×"},
	{0xB7, "•"},
	{0xB8, "÷"},
	{0xB9, "≠"},
	{0xBA, "≡"},
	{0xBB, "≈"},
	{0xBC, "…"},
	{0xD2, "®"},
	{0xD3, "©"},
	{0xD4, "™"},
	{0xDE, "⇒"},
	{0xE2, "®"},
	{0xE3, "©"},
	{0xE4, "™"},
	{0xE5, "∑"},
},
  wingdings[] = {
      {0x6C, "●"},
      {0x6D, "❍"},
      {0x6E, "■"},
      {0x6F, "□"},
      {0x71, "❑"},
      {0x72, "❒"},
      {0x74, "⧫"},
      {0x75, "◆"},
      {0x76, "❖"},
      {0x77, "⬥"},
      {0x9F, "•"},
      {0xA7, "▪"},
      {0xA8, "◻"},
      {0xD8, "➢"},
      {0xDF, "←"},
      {0xE0, "→"},
      {0xE8, "➔"},
      {0xF0, "⇨"},
      {0xFB, "✗"},
      {0xFC, "✓"},
      {0xFD, "☒"},
      {0xFE, "☑"},
};

const char *
symbol_find(const char *font, unsigned long code)
{
	unsigned long byte =
	    code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code;

	if (font == NULL)
		return NULL;
	if (strcasecmp(font, "Symbol") == 0)
		for (size_t i = 0; i < sizeof symbol / sizeof *symbol; i++)
			if (symbol[i].code == byte)
				return symbol[i].text;
	if (strcasecmp(font, "Wingdings") == 0)
		for (size_t i = 0; i < sizeof wingdings / sizeof *wingdings;
		     i++)
			if (wingdings[i].code == byte)
				return wingdings[i].text;
	/* Courier's "o" is a bullet only where a list has it as one. */
	if (strncasecmp(font, "Courier", 7) == 0 && byte == 'o')
		return "◦";
	return NULL;
}
