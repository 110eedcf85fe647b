package dev.lifeboat.guard.vote;

import java.util.Map;

/// The three voters of a plan, as a region that is to be fenced stands to them.
public interface Voters {

  /// The two outside `region`, by name, each of which answers within a moment or not at all.
  Map<String, VoterClient> outside(String region);

  /// The other region that may hold the writer.
  String otherThan(String region);
}
