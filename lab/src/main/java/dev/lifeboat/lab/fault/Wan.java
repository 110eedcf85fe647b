package dev.lifeboat.lab.fault;

import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.PlannedConditions;
import dev.lifeboat.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The ways of the WAN, cut, slowed and healed. Each way has two halves, one at either end.
///
/// A cut is made at one half, which is enough: at the edge's if it is one of the two, else at the
/// recovery region's, and at the other only if that one does not answer. So a cut can be healed
/// whatever has become of the primary region meanwhile.
record Wan(Plan plan, LabClients clients) {

  private List<String> halves() {
    return List.of(clients.topology().edge().name(), plan.recovery().name(), plan.primary().name());
  }

  void cut(String a, String b) throws IOException, InterruptedException {
    var ends = ends(a, b);
    try {
      change(ends.getFirst(), ends.getLast(), way -> way.withCut(true));
    } catch (IOException silent) {
      change(ends.getLast(), ends.getFirst(), way -> way.withCut(true));
    }
  }

  /// Ends a cut; latency stays as it is.
  ///
  /// @throws IOException when a half that holds the cut does not answer
  void open(String a, String b) throws IOException, InterruptedException {
    var ends = ends(a, b);
    open(ends.getFirst(), ends.getLast(), ends);
    open(ends.getLast(), ends.getFirst(), ends);
  }

  private void open(String half, String peer, List<String> ends)
      throws IOException, InterruptedException {
    try {
      change(half, peer, way -> way.withCut(false));
    } catch (IOException silent) {
      var kept = LinkConfig.State.read(clients.folder().linkState(half)).conditions().get(peer);
      if (kept != null && kept.cut()) {
        throw new IOException(
            "%s holds the cut between %s and does not answer; heal it first"
                .formatted(half, String.join(" and ", ends)),
            silent);
      }
    }
  }

  /// Cuts `region` off from everybody, or ends that, without asking anything of the region itself.
  void isolate(String region, boolean cut) throws IOException, InterruptedException {
    for (var half : halves()) {
      if (!half.equals(region)) {
        change(half, region, way -> way.withCut(cut));
      }
    }
  }

  /// Sets the latency that leaves either end; a cut stays as it is.
  void slow(String a, String b, Duration latency) throws IOException, InterruptedException {
    change(a, b, way -> way.withLatencyMillis(latency.toMillis()));
    change(b, a, way -> way.withLatencyMillis(latency.toMillis()));
  }

  /// Gives both ends the plan's conditions again; a cut stays as it is.
  void asPlanned(String a, String b) throws IOException, InterruptedException {
    var planned = PlannedConditions.between(plan, a, b);
    change(a, b, way -> planned.withCut(way.cut()));
    change(b, a, way -> planned.withCut(way.cut()));
  }

  private List<String> ends(String a, String b) {
    return Stream.of(a, b).sorted(java.util.Comparator.comparingInt(halves()::indexOf)).toList();
  }

  private void change(String half, String peer, UnaryOperator<Conditions> change)
      throws IOException, InterruptedException {
    var link = clients.link(half);
    var way = link.get().peers().get(peer);
    if (way == null) {
      throw new IOException("the link of %s has no way to %s".formatted(half, peer));
    }
    var _ = link.set(peer, change.apply(way.conditions()));
  }
}
