package dev.lifeboat.aws.function;

import dev.lifeboat.watch.Detector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What one invocation of the failover function saw and did.
///
/// @param verdict `up`, `suspected`, `disputed`, `users-out` or `down`, or that nobody watched
/// @param look the last one; empty when there was nothing to look at
/// @param did `nothing`, `asked` or `started`
/// @param why the reason; the run's name where one was started
record WatchReport(String verdict, Optional<RegionLook> look, String did, String why) {

  /// Nothing was looked at.
  static WatchReport nothing(String why) {
    return new WatchReport("not-watched", Optional.empty(), "nothing", why);
  }

  /// Looked at, and nothing done.
  static WatchReport seen(Detector.Verdict verdict, RegionLook look) {
    var word =
        switch (verdict) {
          case Detector.Verdict.Up() -> "up";
          case Detector.Verdict.Suspected(_) -> "suspected";
          case Detector.Verdict.Disputed(_, _) -> "disputed";
          case Detector.Verdict.UsersOut(_, _) -> "users-out";
          case Detector.Verdict.Down(_, _) -> "down";
        };
    return new WatchReport(word, Optional.of(look), "nothing", "");
  }

  WatchReport with(String newDid, String newWhy) {
    return new WatchReport(verdict, look, newDid, newWhy);
  }

  /// One line a view.
  String views() {
    return look.map(it -> String.join("\n", lines(it).values())).orElse("");
  }

  private static Map<String, String> lines(RegionLook look) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("address", look.address().view().text());
    look.replicas()
        .byDatabase()
        .forEach((database, view) -> lines.put("replica of " + database, view.text()));
    look.votes()
        .forEach((region, view) ->
            lines.put("votes in " + region, view.text() + ", by the votes in " + region));
    return lines;
  }

  /// As the handler answers.
  Map<String, Object> told() {
    var told = new LinkedHashMap<String, Object>();
    told.put("verdict", verdict);
    told.put("did", did);
    told.put("why", why);
    look.ifPresent(it -> told.put("views", lines(it)));
    return told;
  }
}
