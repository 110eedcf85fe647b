/// What in an account would keep a recovery from getting there, or be missed after it, told before
/// anything is needed. Start at [dev.lifeboat.aws.check.AwsCheck].
///
/// Rules kept here: everything is only looked at; what could not be looked at is unknown, and
/// unknown is never well; nothing that a preflight of a reconciler tells is told a second time.
@NullMarked
package dev.lifeboat.aws.check;

import org.jspecify.annotations.NullMarked;
