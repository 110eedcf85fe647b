/// What a plan says of where a workload's resources are: start at
/// [dev.lifeboat.aws.sites.AwsSites].
@NullMarked
package dev.lifeboat.aws.sites;

import org.jspecify.annotations.NullMarked;
