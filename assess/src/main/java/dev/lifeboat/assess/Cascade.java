package dev.lifeboat.assess;

import dev.lifeboat.plan.Count;
import java.math.BigDecimal;
import java.util.List;

/// Others that lose with a workload that is out.
///
/// @param direct how many need it without another between
/// @param stopped how many stop with it: these, and who needs one of them, at any depth
/// @param nearest some of those by name, the nearest first
/// @param served how many are worth less without it, or without one that stops
/// @param perHour what these lose in the first hour, those that are served by their shares
/// @param currency of the workload's own impact, else of the plan's first, else of the prices
/// @param whole whether all were followed; else there are more than these, and more is lost
/// @param mixed whether some of these lose in another currency, so that more is lost
public record Cascade(
    int direct,
    int stopped,
    List<String> nearest,
    int served,
    BigDecimal perHour,
    String currency,
    boolean whole,
    boolean mixed) {
  /// Names that people read of one cascade.
  static final int MOST_NAMES = 10;

  public Cascade {
    nearest = List.copyOf(nearest);
  }

  /// Whether nobody loses with it.
  public boolean hurtsNobody() {
    return stopped == 0 && served == 0;
  }

  /// Such as `2 others stop with it, 1 of them directly: mail, news; they lose 125.00 USD an hour`.
  public String words() {
    var least = whole ? "" : "at least ";
    var more = stopped > nearest.size() ? ", ..." : "";
    var stops =
        stopped == 0
            ? "nothing stops with it"
            : least
                + (stopped == 1 ? "1 other stops" : stopped + " others stop")
                + " with it, "
                + direct
                + " of them directly: "
                + String.join(", ", nearest)
                + more;
    var serves = served == 0 ? "" : "; %s%s worth less".formatted(least, Count.of(served, "other"));
    return stops
        + serves
        + (perHour.signum() == 0
            ? ""
            : "; they lose %s%s an hour"
                .formatted(mixed ? "at least " : least, Amounts.words(perHour, currency)));
  }
}
