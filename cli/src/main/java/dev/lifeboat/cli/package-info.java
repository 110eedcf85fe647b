/// The command line: arguments in, words out, and no logic of its own. Each package is a part of
/// the product, with its commands and what they print; [dev.lifeboat.cli.Commands] is the list.
///
/// Start at [dev.lifeboat.cli.Main]. Standard output is data, standard error is talk.
@NullMarked
package dev.lifeboat.cli;

import org.jspecify.annotations.NullMarked;
