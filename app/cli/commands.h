#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

/* The commands, one file each: cmd_NAME.c. */
#include "cli/command.h"

extern const struct command cmd_diagnose, cmd_measure, cmd_simulate, cmd_serve, cmd_help;
extern const struct command cmd_compose;
extern const struct command cmd_backup, cmd_restore, cmd_check, cmd_purge, cmd_coach,
    cmd_export, cmd_import;

#endif
