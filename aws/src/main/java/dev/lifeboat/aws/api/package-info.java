/// Calls of AWS as data. A reconciler reads its calls and conditions from here, and so does the
/// state machine that stands in for it inside AWS: there is one definition of both. Start at
/// [dev.lifeboat.aws.api.ApiGoal].
///
/// Names are those of the AWS SDK for Java 2.x with a capital first letter, which is what Step
/// Functions calls them too.
@NullMarked
package dev.lifeboat.aws.api;

import org.jspecify.annotations.NullMarked;
