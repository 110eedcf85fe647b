/// What AWS adds to the plan language: its keys, the records made of them, and what must hold of a
/// plan on AWS. Start at [dev.lifeboat.aws.keys.AwsKeys].
///
/// Rules kept here: nothing of the SDK; each mistake is told at its line and column, with all
/// others.
@NullMarked
package dev.lifeboat.aws.keys;

import org.jspecify.annotations.NullMarked;
