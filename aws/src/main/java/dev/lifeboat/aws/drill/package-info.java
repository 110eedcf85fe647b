/// What a drill does to regions of AWS and sees of them. Start at
/// [dev.lifeboat.aws.drill.Experiments], which breaks and heals.
///
/// Rules kept here: nothing is broken but by an experiment that the plan names, and each one that
/// was started is stopped; and what was not looked at is unknown, with the reason.
@NullMarked
package dev.lifeboat.aws.drill;

import org.jspecify.annotations.NullMarked;
