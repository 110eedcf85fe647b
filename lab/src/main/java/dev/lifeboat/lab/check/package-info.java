/// What a lab tells of itself: what stands in the way of a failover beside its goals, what the tool
/// itself needs there ([dev.lifeboat.lab.check.LabChecks]), everything that is seen just now
/// ([dev.lifeboat.lab.check.LabSurvey]), and the old files that it keeps.
@NullMarked
package dev.lifeboat.lab.check;

import org.jspecify.annotations.NullMarked;
