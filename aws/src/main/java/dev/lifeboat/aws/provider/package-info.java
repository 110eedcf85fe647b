/// A workload's goals on AWS: which reconciler brings which of them about. Start at
/// [dev.lifeboat.aws.provider.AwsReconcilers].
@NullMarked
package dev.lifeboat.aws.provider;

import org.jspecify.annotations.NullMarked;
