/// Lifeboat as functions of AWS Lambda. Start at [dev.lifeboat.aws.function.RunFunction], which
/// does what a state machine's own region cannot.
///
/// Rules kept here: a function may be called twice, at the same time and long after, so each act
/// holds the second time too, and one of a run that is over has no effect; what is kept between
/// calls is kept for one run alone.
@NullMarked
package dev.lifeboat.aws.function;

import org.jspecify.annotations.NullMarked;
