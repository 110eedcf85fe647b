/// Lifeboat on AWS: clients whose calls end within seconds, whatever a region does. Start at
/// [dev.lifeboat.aws.AwsClients].
///
/// Rules kept here: one client a region and service; each call has a deadline, a bounded number of
/// attempts and a share of a bounded rate; what AWS answers is told as a problem that names the
/// region and the service.
@NullMarked
package dev.lifeboat.aws;

import org.jspecify.annotations.NullMarked;
