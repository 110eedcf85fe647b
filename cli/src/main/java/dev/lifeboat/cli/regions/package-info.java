/// The kinds of providers that there are, how the regions of a plan are reached, and the logins
/// that whoever starts a command gives it. Start at [dev.lifeboat.cli.regions.Platforms].
///
/// Rule kept here: no other package of the command line asks which provider it is, but for what one
/// provider alone has.
@NullMarked
package dev.lifeboat.cli.regions;

import org.jspecify.annotations.NullMarked;
