/// What the lab adds to the plan language, and plans of other regions as a lab plays them: start at
/// [dev.lifeboat.lab.plan.LabKeys].
///
/// Rules kept here: nothing of a lab that is up; each mistake is told at its line and column.
@NullMarked
package dev.lifeboat.lab.plan;

import org.jspecify.annotations.NullMarked;
