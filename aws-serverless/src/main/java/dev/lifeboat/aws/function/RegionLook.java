package dev.lifeboat.aws.function;

import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Round.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One look at the primary region, as far as a function in the recovery region can see: at the
/// address that users come by, and at what the tables of votes in the recovery and in the arbiter's
/// region know of the primary's guard, which renews its lease there every half second.
///
/// @param address whether it answered
/// @param votes by the region that they are in
record RegionLook(Instant at, View address, Map<String, View> votes) {
  RegionLook {
    votes = new LinkedHashMap<>(votes);
  }

  /// As every watch judges it. Nobody here sees what becomes of the clients themselves, so the
  /// votes stand for that view too: they agree only when all of them do.
  Round round() {
    boolean down =
        !votes.isEmpty() && votes.values().stream().allMatch(View.Down.class::isInstance);
    var outside = down ? new View.Down("the votes are over") : new View.Unknown("not all agree");
    var check =
        address instanceof View.Down
            ? new CheckResult.Silent("address", address.text())
            : new CheckResult.Passed("address");
    return new Round(at, List.of(check), Optional.empty(), outside, outside);
  }
}
