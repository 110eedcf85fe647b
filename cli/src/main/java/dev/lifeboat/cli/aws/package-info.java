/// Commands for regions of AWS alone: `provision` and `unprovision`, `adopt`, the guard, the rights
/// of the roles, `iac`, and `residue`. Start at [dev.lifeboat.cli.aws.GuardCommand].
@NullMarked
package dev.lifeboat.cli.aws;

import org.jspecify.annotations.NullMarked;
