package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.List;

/// First objects of routes that somebody deleted. CloudFormation knows no objects, and without them
/// a health check leads users home.
record GoneObjects(AccountPort account) {
  /// @param deployed stacks that were made: where there is none, no object was put yet
  List<ResourceDrift> of(List<ProvisionIndex.Step> steps, List<StackAddress> deployed)
      throws ProblemException, InterruptedException {
    var gone = new ArrayList<ResourceDrift>();
    for (var step : steps) {
      if (step instanceof ProvisionIndex.Put put) {
        for (var at : deployed.stream().filter(it -> isOf(it, put)).limit(1).toList()) {
          if (!account.isThere(put.awsRegion(), put.bucket(), put.key())) {
            gone.add(ResourceDrift.object(at, put.bucket() + "/" + put.key()));
          }
        }
      }
    }
    return gone;
  }

  private static boolean isOf(StackAddress at, ProvisionIndex.Put put) {
    return at.awsRegion().equals(put.awsRegion());
  }
}
