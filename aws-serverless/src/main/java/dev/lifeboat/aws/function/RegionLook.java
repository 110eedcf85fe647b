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
/// region know of the primary's guard, which renews its lease there every half second, and at what
/// the recovery region's guard says of the replicas.
///
/// @param address whether it answered
/// @param lent whether it answers only while the primary's guard lets users write
/// @param votes by the region that they are in
record RegionLook(
    Instant at,
    CheckResult address,
    boolean lent,
    Map<String, View> votes,
    RecoverySide.ReplicaWords replicas) {
  RegionLook {
    votes = new LinkedHashMap<>(votes);
  }

  /// As every watch judges it. Nobody here sees what becomes of the clients themselves, so the
  /// votes stand for that view too: they agree only when all of them do.
  ///
  /// The votes are one process, and so is an address that needs it: where that died alone, a
  /// replica goes on to follow. One that does is enough for the region to live; and without a word
  /// of any, such an address and the votes are not two views.
  Round round() {
    var outside = outside();
    var noLease = new View.Unknown("no lease is asked for");
    return new Round(
        at, List.of(address), Optional.empty(), outside, outside, noLease, address.view());
  }

  private View outside() {
    var renewed = votes.values().stream().filter(View.Up.class::isInstance).findFirst();
    if (renewed.isPresent()) {
      // A guard renews its votes beside a database that is dead; then its replicas get nothing.
      return replicas.byDatabase().values().stream().anyMatch(View.Down.class::isInstance)
          ? new View.Unknown("a vote was renewed, and a replica gets nothing")
          : renewed.get();
    }
    boolean over =
        !votes.isEmpty() && votes.values().stream().allMatch(View.Down.class::isInstance);
    if (!over) {
      return new View.Unknown("not all agree");
    }
    var said = replicas.byDatabase().values();
    var living = said.stream().filter(View.Up.class::isInstance).findFirst();
    if (living.isPresent()) {
      return living.get();
    }
    if (replicas.unheard()) {
      return new View.Unknown("the recovery region's guard has not told anew yet");
    }
    return lent && said.stream().noneMatch(View.Down.class::isInstance)
        ? new View.Unknown("the address answers only while that guard lets users write")
        : new View.Down("the votes are over");
  }
}
