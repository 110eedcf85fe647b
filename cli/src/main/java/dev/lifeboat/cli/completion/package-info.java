/// What could stand next on a command line. Start at [dev.lifeboat.cli.completion.CompleteCommand].
///
/// Rules kept here:
///
/// - The parser's own model says which commands, options and arguments there are; only values that
///   come from a plan or from past runs are looked up.
/// - A look that fails offers nothing and says nothing: a person is in the middle of a line.
@NullMarked
package dev.lifeboat.cli.completion;

import org.jspecify.annotations.NullMarked;
