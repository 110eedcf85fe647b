/// What a watch sees of a primary on AWS. Start at [dev.lifeboat.aws.watch.AwsViews].
///
/// Rules kept here: a look changes nothing and ends when its time is over, whatever hangs; what a
/// view cannot tell is unknown, which never counts as agreement; and only the controller's own
/// checks ask the region that may be lost.
@NullMarked
package dev.lifeboat.aws.watch;

import org.jspecify.annotations.NullMarked;
