/// What a plan needs, what it lacks and what it costs: start at [PlanAssessment].
///
/// Rules kept here: pure functions of a plan, a price table, what drills measured and a moment, so
/// that the same input gives the same bytes; a recommendation is told with its reason and changes
/// nothing; a figure says whether it was measured or assumed; work grows linearly with the plan.
@NullMarked
package dev.lifeboat.assess;

import org.jspecify.annotations.NullMarked;
