/// A service that runs on Amazon ECS: how many tasks, and which region's stores they use. Start at
/// [dev.lifeboat.aws.ecs.EcsCapacity].
///
/// Rules kept here: what AWS accepted is no proof, so each goal is read back from the service and
/// its deployments; the placement is confirmed by a conditional write right before each effect; of
/// a secret only the names of its versions' labels are read, never what it holds.
@NullMarked
package dev.lifeboat.aws.ecs;

import org.jspecify.annotations.NullMarked;
