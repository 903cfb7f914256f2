#ifndef CLI_HELP_H
#define CLI_HELP_H

/* Both return the exit status. */
int cli_help(void);
int cli_version(void);

#endif
