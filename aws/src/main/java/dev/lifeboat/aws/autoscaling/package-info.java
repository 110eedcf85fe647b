/// A service that runs on instances of an EC2 Auto Scaling group. Start at
/// [dev.lifeboat.aws.autoscaling.GroupCapacity].
///
/// Rules kept here: what AWS accepted is no proof, so each goal is read back from the group's
/// instances; the placement is confirmed by a conditional write right before each effect.
@NullMarked
package dev.lifeboat.aws.autoscaling;

import org.jspecify.annotations.NullMarked;
