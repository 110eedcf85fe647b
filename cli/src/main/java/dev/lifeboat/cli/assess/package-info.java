/// The command `assess`: [AssessCommand] parses, the others are the forms of its answer. What is
/// assessed is [dev.lifeboat.assess.PlanAssessment]'s affair.
@NullMarked
package dev.lifeboat.cli.assess;

import org.jspecify.annotations.NullMarked;
