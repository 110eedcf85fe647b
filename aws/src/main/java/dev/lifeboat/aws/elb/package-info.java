/// Whether a service answers behind a load balancer of Elastic Load Balancing. Start at
/// [dev.lifeboat.aws.elb.TargetReadiness].
@NullMarked
package dev.lifeboat.aws.elb;

import org.jspecify.annotations.NullMarked;
