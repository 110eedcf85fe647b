/// What a plan says of where a workload's resources are: start at [dev.lifeboat.aws.plan.AwsSites].
@NullMarked
package dev.lifeboat.aws.plan;

import org.jspecify.annotations.NullMarked;
