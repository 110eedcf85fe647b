package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Something of a followed run that was not told yet.
///
/// @param at when it happened
/// @param telling tells it; called once, in order
record FollowedNews(Instant at, Telling telling) {

  /// Tells one thing.
  @FunctionalInterface
  interface Telling {
    void tell() throws ProblemException;
  }

  /// Both in the order in which they happened; each of them keeps its own, as clocks are set back.
  static List<FollowedNews> merged(List<FollowedNews> one, List<FollowedNews> other) {
    var all = new ArrayList<FollowedNews>();
    int next = 0;
    for (var news : one) {
      while (next < other.size() && other.get(next).at.isBefore(news.at)) {
        all.add(other.get(next++));
      }
      all.add(news);
    }
    all.addAll(other.subList(next, other.size()));
    return all;
  }
}
