/* Everything is judged without case, accents, blanks and punctuation: these are what people add
 * to a word that everybody knows. */
#include "flow/passphrase.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "flow/common_passphrases.h"
#include "words/plain.h"

enum {
    DISTINCT_MIN = 5, /* different characters */
    OTHER_MIN = 6,    /* characters beside what everybody knows, or knows of this person */
    RUN_MEAN = 3,     /* neighbours in a row, on average: then it is drawn on the keys */
    OWN_WORD_MIN = 3, /* shorter parts of a name occur in any word */
    OWN_WORDS_MAX = 24
};

/* Rows and columns of keyboards, the alphabet, digits: each read both ways. */
static const char *const rows[] = {
    "abcdefghijklmnopqrstuvwxyz",           "01234567890",
    "azertyuiopqsdfghjklmwxcvbn",           "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",           "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1aqw2zsx3edc4rfv5tgb6yhn7uj8ik9ol0pm",
};

/* What is tried with a few figures behind it. */
static const char *const known[] = {
    "administrateur", "administrator", "passwort", "motdepasse", "password", "iloveyou",
    "bienvenue",      "principal",     "sunshine", "princess",   "alliage",  "welcome",
    "bonjour",        "letmein",       "jetaime",  "qwerty",     "azerty",   "qwertz",
    "soleil",         "secret",        "dragon",   "monkey",     "football", "admin",
    "coach",          "equipe",        "team",
};

const char *flow_passphrase_form(struct arena *mem, const char *typed)
{
    return plain_name(mem, typed);
}

/* Letters and digits alone, small, without accents. */
static char *bare(struct arena *mem, const char *text)
{
    char *copy = arena_copy(mem, plain_folded(mem, text), strlen(plain_folded(mem, text)));
    char *to = copy;
    for (const char *at = copy; *at; at++)
        if ((unsigned char)*at >= 0x80 || isalnum((unsigned char)*at))
            *to++ = *at;
    *to = '\0';
    return copy;
}

static bool is_listed(const char *text)
{
    size_t length = strlen(text);
    const char *list = common_passphrases[0].bytes;
    for (const char *at = list; length && (at = strstr(at, text)); at++)
        if ((at == list || at[-1] == '\n') && at[length] == '\n')
            return true;
    return false;
}

static bool has_few_characters(const char *text)
{
    bool seen[256] = { false };
    int count = 0;
    for (const char *at = text; *at; at++)
        if (!seen[(unsigned char)*at]) {
            seen[(unsigned char)*at] = true;
            count++;
        }
    return count < DISTINCT_MIN;
}

/* One thing, said at least twice; the last time perhaps not to its end. */
static bool repeats(const char *text)
{
    size_t length = strlen(text);
    for (size_t period = 1; period * 2 <= length; period++)
        if (memcmp(text, text + period, length - period) == 0)
            return true;
    return false;
}

static bool are_neighbours(char a, char b)
{
    if (a == b)
        return true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (const char *at = rows[i]; at[1]; at++)
            if ((at[0] == a && at[1] == b) || (at[0] == b && at[1] == a))
                return true;
    return false;
}

static bool is_drawn(const char *text)
{
    size_t length = strlen(text), runs = 1;
    for (size_t i = 1; i < length; i++)
        runs += !are_neighbours(text[i - 1], text[i]);
    return runs * RUN_MEAN <= length;
}

/* Takes every occurrence of a word out of a text. */
static void take_out(char *text, const char *word)
{
    size_t length = strlen(word);
    for (char *at = text; length && (at = strstr(at, word));)
        memmove(at, at + length, strlen(at + length) + 1);
}

static size_t letters_in(const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; at++)
        count += (unsigned char)*at >= 0x80 || isalpha((unsigned char)*at);
    return count;
}

static bool is_common(struct arena *mem, const char *text)
{
    char *rest = arena_copy(mem, text, strlen(text));
    if (is_listed(text) || has_few_characters(text) || repeats(text) || is_drawn(text))
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        take_out(rest, known[i]);
    return strlen(rest) < strlen(text) && letters_in(rest) < OTHER_MIN;
}

/* The words of a text, and all of it in one; each as it would be found in a bare one. */
static size_t add_words(struct arena *mem, const char *text, char **list, size_t count)
{
    char *rest = NULL;
    if (count < OWN_WORDS_MAX)
        list[count++] = bare(mem, text);
    for (char *one = strtok_r(arena_copy(mem, text, strlen(text)), " @.-_+'", &rest);
         one && count < OWN_WORDS_MAX; one = strtok_r(NULL, " @.-_+'", &rest))
        if (strlen(one) >= OWN_WORD_MIN)
            list[count++] = bare(mem, one);
    return count;
}

static bool is_own(struct arena *mem, const char *text, const char *email, const char *name)
{
    char *own[OWN_WORDS_MAX], *rest = arena_copy(mem, text, strlen(text));
    size_t count = add_words(mem, email, own, 0);
    count = add_words(mem, name, own, count);
    for (size_t i = 0; i < count; i++)
        if (strlen(own[i]) >= OWN_WORD_MIN)
            take_out(rest, own[i]);
    return strlen(rest) < strlen(text) && letters_in(rest) < OTHER_MIN;
}

enum passphrase_fault flow_passphrase_check(struct arena *mem, const char *typed,
                                            const char *email, const char *name)
{
    const char *form = flow_passphrase_form(mem, typed);
    size_t letters = plain_letters(form);
    if (letters < PASSPHRASE_MIN)
        return PASSPHRASE_SHORT;
    if (letters > PASSPHRASE_MAX || strlen(form) > 4 * PASSPHRASE_MAX)
        return PASSPHRASE_LONG;
    const char *text = bare(mem, form);
    if (is_own(mem, text, email, name))
        return PASSPHRASE_OWN;
    return is_common(mem, text) ? PASSPHRASE_COMMON : PASSPHRASE_FINE;
}
