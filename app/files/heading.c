/* A short list, in one number: a plural is its singular and an s. */
#include "files/heading.h"

#include <string.h>

#include "words/plain.h"

static bool is_word(const char *word, size_t length)
{
    static const char *const words[] = {
        "id",      "identifiant", "matricule",    "name",     "first",     "last",
        "full",    "person",      "people",       "member",   "student",   "employee",
        "who",     "with",        "other",        "one",      "two",       "second",
        "team",    "round",       "group",        "list",     "colleague", "participant",
        "nom",     "prenom",      "personne",     "membre",   "eleve",     "etudiant",
        "salarie", "collegue",    "qui",          "avec",     "autre",     "un",
        "une",     "deux",        "premier",      "premiere", "seconde",   "deuxieme",
        "equipe",  "tour",        "groupe",       "liste",    "and",       "et",
        "the",     "le",          "la",           "of",       "de",        "du",
        "d",       "l",           "participante",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t whole = strlen(words[i]);
        bool plural = length == whole + 1 && word[whole] == 's';
        if ((length == whole || plural) && strncmp(words[i], word, whole) == 0)
            return true;
    }
    return false;
}

bool files_heading(struct arena *mem, const char *cell)
{
    static const char between[] = " '-_/().:,0123456789";
    const char *at = plain_folded(mem, cell);
    bool some = false;
    while (*(at += strspn(at, between))) {
        size_t length = strcspn(at, between);
        if (!is_word(at, length))
            return false;
        some = true;
        at += length;
    }
    return some;
}
