/// Writes the first plan: of a service of one's own, which is tried, or as one of the shipped
/// examples has it. Start at [dev.lifeboat.cli.init.InitCommand].
///
/// Rule kept here: a file that is there is never replaced unasked, and none is written in part.
@NullMarked
package dev.lifeboat.cli.init;

import org.jspecify.annotations.NullMarked;
