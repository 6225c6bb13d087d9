/* The program; the command is picked in cli/pick.c. */
#include "cli/command.h"

int main(int argc, char **argv) { return cli_main(argc, argv); }
