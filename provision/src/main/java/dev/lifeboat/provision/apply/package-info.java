/// Gives an account what the templates of a plan say, and takes it away again.
///
/// Start at [dev.lifeboat.provision.apply.ProvisionRun];
/// [dev.lifeboat.provision.apply.StackRemoval] is the way back.
///
/// Rules kept here:
///
/// - No SDK, clock or file: CloudFormation is a [dev.lifeboat.provision.apply.StackPort], all else
///   in the account an [dev.lifeboat.provision.apply.AccountPort].
/// - Nothing is kept of a run but its lock. What is done is seen in the account, so a run that was
///   killed anywhere is gone on with by the same command.
/// - Nothing unseen is removed, replaced or changed.
@NullMarked
package dev.lifeboat.provision.apply;

import org.jspecify.annotations.NullMarked;
