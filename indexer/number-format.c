/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/number-format.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Letters used in numbering, each of `width` bytes. */
static const struct alphabet {
	const char *letters;
	unsigned count;
	unsigned width;
} alphabets[] = {
    [NUMBER_LOWER_LETTER] = {"abcdefghijklmnopqrstuvwxyz", 26, 1},
    [NUMBER_UPPER_LETTER] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26, 1},
    [NUMBER_LOWER_COUNTED] = {"abcdefghijklmnopqrstuvwxyz", 26, 1},
    [NUMBER_UPPER_COUNTED] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26, 1},
    [NUMBER_LOWER_RUSSIAN] = {"абвгдежзиклмнопрстуфхцчшщэюя", 28, 2},
    [NUMBER_UPPER_RUSSIAN] = {"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", 28, 2},
    [NUMBER_ARABIC] = {"أبتثجحخدذرزسشصضطظعغفقكلمنهوي", 28, 2},
    [NUMBER_ABJAD] = {"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", 28, 2},
};

/* The letter repeated: z, aa, bb. */
static bool
write_repeated(
    const struct alphabet *alphabet, long value, char buffer[NUMBER_SIZE])
{
	size_t times, width = alphabet->width;
	const char *letter;

	if (value < 1)
		return false;
	letter = alphabet->letters +
		 (size_t)((value - 1) % (long)alphabet->count) * width;
	times = (size_t)((value - 1) / (long)alphabet->count) + 1;
	if (times * width >= NUMBER_SIZE)
		return false;
	for (size_t i = 0; i < times; i++)
		memcpy(buffer + i * width, letter, width);
	buffer[times * width] = '\0';
	return true;
}

/* Letters counted: z, aa, ab. */
static bool
write_counted(
    const struct alphabet *alphabet, long value, char buffer[NUMBER_SIZE])
{
	char reversed[NUMBER_SIZE];
	size_t n = 0;

	if (value < 1)
		return false;
	for (; value > 0; value = (value - 1) / (long)alphabet->count)
		reversed[n++] =
		    alphabet->letters[(value - 1) % (long)alphabet->count];
	for (size_t i = 0; i < n; i++)
		buffer[i] = reversed[n - 1 - i];
	buffer[n] = '\0';
	return true;
}

static bool
write_roman(bool upper, long value, char buffer[NUMBER_SIZE])
{
	static const struct {
		long value;
		const char *lower;
		const char *upper;
	} parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"},
	    {400, "cd", "CD"}, {100, "c", "C"}, {90, "xc", "XC"},
	    {50, "l", "L"}, {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"},
	    {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};
	size_t used = 0;

	if (value < 1 || value > 4999)
		return false;
	for (size_t i = 0; value > 0; i++)
		for (; value >= parts[i].value; value -= parts[i].value) {
			const char *s = upper ? parts[i].upper : parts[i].lower;

			memcpy(buffer + used, s, strlen(s));
			used += strlen(s);
		}
	buffer[used] = '\0';
	return true;
}

static void
write_ordinal(long value, char buffer[NUMBER_SIZE])
{
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	long last = value % 10, teens = value % 100 / 10;

	snprintf(buffer, NUMBER_SIZE, "%ld%s", value,
	    teens != 1 && last >= 1 && last <= 3 ? endings[last] : endings[0]);
}

static bool
write_chinese(long value, char buffer[NUMBER_SIZE])
{
	static const char *const digits[] = {
	    "", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (value < 1 || value > 99)
		return false;
	snprintf(buffer, NUMBER_SIZE, "%s%s%s",
	    value >= 20 ? digits[value / 10] : "", value >= 10 ? "十" : "",
	    digits[value % 10]);
	return true;
}

static bool
write_symbol(long value, char buffer[NUMBER_SIZE])
{
	static const char *const symbols[] = {"*", "†", "‡", "§"};
	size_t used = 0;

	if (value < 1 || value > 40)
		return false;
	for (long i = 0; i <= (value - 1) / 4; i++) {
		const char *s = symbols[(value - 1) % 4];

		memcpy(buffer + used, s, strlen(s));
		used += strlen(s);
	}
	buffer[used] = '\0';
	return true;
}

/* In a format of its own; false where it cannot say the value. */
static bool
write_special(enum number_format format, long value, char buffer[NUMBER_SIZE])
{
	switch (format) {
	case NUMBER_LOWER_LETTER:
	case NUMBER_UPPER_LETTER:
	case NUMBER_LOWER_RUSSIAN:
	case NUMBER_UPPER_RUSSIAN:
	case NUMBER_ARABIC:
	case NUMBER_ABJAD:
		return write_repeated(&alphabets[format], value, buffer);
	case NUMBER_LOWER_COUNTED:
	case NUMBER_UPPER_COUNTED:
		return write_counted(&alphabets[format], value, buffer);
	case NUMBER_LOWER_ROMAN:
	case NUMBER_UPPER_ROMAN:
		return write_roman(format == NUMBER_UPPER_ROMAN, value, buffer);
	case NUMBER_CHINESE:
		return write_chinese(value, buffer);
	case NUMBER_SYMBOLS:
		return write_symbol(value, buffer);
	default:
		return false;
	}
}

void
number_write(enum number_format format, long value, char buffer[NUMBER_SIZE])
{
	if (format == NUMBER_NONE)
		buffer[0] = '\0';
	else if (format == NUMBER_ORDINAL && value > 0)
		write_ordinal(value, buffer);
	else if (!write_special(format, value, buffer))
		snprintf(buffer, NUMBER_SIZE,
		    format == NUMBER_DECIMAL_ZERO ? "%02ld" : "%ld", value);
}
