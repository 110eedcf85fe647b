/// The tool looks at itself: what it needs of the machine, of its own files and of a plan's
/// regions, and what to hand to somebody who helps.
///
/// Start at [dev.lifeboat.control.Checkup]. Rules kept here:
///
/// - Looking changes nothing and ends within five seconds.
/// - What could not be found out is `unknown`, never well.
@NullMarked
package dev.lifeboat.cli.doctor;

import org.jspecify.annotations.NullMarked;
