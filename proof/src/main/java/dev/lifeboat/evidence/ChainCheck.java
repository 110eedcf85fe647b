package dev.lifeboat.evidence;

import dev.lifeboat.evidence.ChainGap.Kind;
import dev.lifeboat.journal.Predecessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Tells what is missing between sealed folders that were handed in together. What came before the
/// oldest of them is nobody's to show.
public final class ChainCheck {
  private static final Comparator<ChainLink> ORDER =
      Comparator.comparing(ChainLink::openedAt).thenComparing(ChainLink::run);

  // A stranger's folder may name any number of them.
  private static final int MOST_EPOCHS = 100;

  private final List<ChainLink> links;
  private final List<ChainGap> gaps = new ArrayList<>();

  private ChainCheck(List<ChainLink> links) {
    this.links = links;
  }

  /// The gaps of one workload after the other, in the order of the runs that tell of them.
  public static List<ChainGap> gaps(List<ChainLink> links) {
    var workloads =
        links.stream()
            .distinct()
            .sorted(ORDER)
            .collect(
                Collectors.groupingBy(
                    link -> link.plan() + "/" + link.workload(),
                    TreeMap::new,
                    Collectors.toList()));
    return workloads.values().stream()
        .flatMap(workload -> new ChainCheck(workload).find().stream())
        .toList();
  }

  private List<ChainGap> find() {
    for (var link : links) {
      if (link.predecessors().isEmpty()) {
        add(Kind.NO_CHAIN, link, "it was opened where no chain was kept");
      }
      link.predecessors().forEach(predecessor -> look(link, predecessor));
    }
    return gaps;
  }

  private void look(ChainLink link, Predecessor predecessor) {
    switch (predecessor) {
      case Predecessor.First() -> {
        if (!isOldest(link)) {
          add(Kind.BEGUN, link, "it is the first of its placement, which was made anew");
        }
      }
      case Predecessor.Sealed sealed -> look(link, sealed);
      case Predecessor.Dropped(var run, var epoch, _) ->
          add(Kind.DROPPED, link, "a person dropped run %s of epoch %d".formatted(run, epoch));
      case Predecessor.Unsealed(var from, var until) -> unsealed(link, from, until);
      case Predecessor.Unread _ ->
          add(Kind.UNREAD, link, "it could not read which runs were before it");
    }
  }

  private void look(ChainLink link, Predecessor.Sealed named) {
    if (links.stream().anyMatch(it -> it.seal().equals(named.seal()))) {
      return;
    }
    if (links.stream().anyMatch(it -> it.run().equals(named.run()))) {
      add(Kind.OTHER, link, "run %s had another seal when it began".formatted(named.run()));
    } else if (links.stream().anyMatch(it -> isBetween(it, named, link))) {
      add(
          Kind.MISSING,
          link,
          "run %s of epoch %d, seal %s, is not here"
              .formatted(named.run(), named.epoch(), named.seal()));
    }
  }

  /// Whether a run that is named and not here came after one that is.
  private static boolean isBetween(ChainLink earlier, Predecessor.Sealed named, ChainLink link) {
    return ORDER.compare(earlier, link) < 0
        && (earlier.lastEpoch() < named.epoch() || earlier.run().compareTo(named.run()) < 0);
  }

  private void unsealed(ChainLink link, long from, long until) {
    var missing =
        isOldest(link)
            ? List.<Long>of()
            : LongStream.rangeClosed(from, Math.min(until, from + MOST_EPOCHS - 1))
                .filter(epoch -> links.stream().noneMatch(it -> has(it, epoch, link)))
                .boxed()
                .toList();
    if (!missing.isEmpty()) {
      add(
          Kind.UNSEALED,
          link,
          "of epochs %s no run was sealed when it began, and none is here".formatted(missing));
    }
  }

  private static boolean has(ChainLink earlier, long epoch, ChainLink link) {
    return ORDER.compare(earlier, link) < 0
        && earlier.epoch() <= epoch
        && epoch <= earlier.lastEpoch();
  }

  private boolean isOldest(ChainLink link) {
    return link.equals(links.getFirst());
  }

  private void add(Kind kind, ChainLink link, String why) {
    gaps.add(new ChainGap(kind, link.run(), why));
  }
}
