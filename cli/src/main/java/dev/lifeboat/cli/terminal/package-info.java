/// How a command talks with whoever started it: data on standard output, as words or as one JSON
/// document, talk on standard error, failures and questions to the person there.
///
/// Start at [dev.lifeboat.cli.terminal.TerminalCommand]. Rule kept here: it knows no command.
@NullMarked
package dev.lifeboat.cli.terminal;

import org.jspecify.annotations.NullMarked;
