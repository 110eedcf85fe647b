package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.iam.NeededRight;
import java.util.List;
import java.util.Optional;

/// One attempt of a call that reached the gate.
///
/// @param region that it was signed for
/// @param service that it was signed for, such as `dynamodb`
/// @param operation such as `PutItem`; of REST services the method and path
/// @param cut what was done with it; empty if it was let through
/// @param needed what IAM asks of whoever makes it
public record GatedCall(
    String region, String service, String operation, Optional<Cut> cut, List<NeededRight> needed) {
  /// Compares all but what is needed for it.
  public boolean is(String wantedRegion, String wantedService, String wanted, Optional<Cut> how) {
    return region.equals(wantedRegion)
        && service.equals(wantedService)
        && operation.equals(wanted)
        && cut.equals(how);
  }
}
