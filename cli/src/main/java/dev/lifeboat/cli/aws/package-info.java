/// What only regions of AWS need: adopting what runs there, a guard beside each database, and the
/// rights of the roles. Start at [dev.lifeboat.cli.aws.GuardCommand].
@NullMarked
package dev.lifeboat.cli.aws;

import org.jspecify.annotations.NullMarked;
