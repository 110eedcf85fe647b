/// The command line: one class a command, and no logic of its own.
///
/// Start at [dev.lifeboat.cli.Main]. Standard output is data, standard error is talk.
@NullMarked
package dev.lifeboat.cli;

import org.jspecify.annotations.NullMarked;
