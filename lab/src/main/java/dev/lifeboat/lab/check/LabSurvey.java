package dev.lifeboat.lab.check;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.plan.Count;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at everything in a lab: what each agent says, and what the host and the front door say.
public final class LabSurvey {
  private final LabClients clients;
  private final List<LabFact> facts = new ArrayList<>();

  public LabSurvey(LabClients clients) {
    this.clients = clients;
  }

  /// What one thing says of itself.
  private interface Look {
    List<LabFact> now() throws IOException, InterruptedException;
  }

  /// One fact a thing, by region in the plan's order, the edge last.
  public List<LabFact> take() throws InterruptedException {
    for (var site : clients.topology().regions().values()) {
      var region = site.name();
      var state = agent(region);
      look(region, "link", () -> links(region));
      for (var name : site.databases().keySet()) {
        facts.add(database(region, name, state));
      }
      for (var name : site.buckets().keySet()) {
        look(region, "bucket " + name, () -> bucket(region, name));
      }
      for (var name : site.services().keySet()) {
        facts.add(service(region, name, state));
      }
    }
    var edge = clients.topology().edge();
    var _ = agent(edge.name());
    look(edge.name(), "link", () -> links(edge.name()));
    for (var door : edge.doors().keySet()) {
      look(edge.name(), "front door " + door, () -> door(edge.name(), door));
    }
    return facts;
  }

  private void look(String region, String what, Look look) throws InterruptedException {
    try {
      facts.addAll(look.now());
    } catch (IOException silent) {
      facts.add(LabFact.unknown(region, what, NoAnswer.why(silent)));
    }
  }

  private @Nullable RegionState agent(String region) throws InterruptedException {
    var processes = processes(region);
    try {
      var state = clients.agent(region).state();
      facts.add(new LabFact(region, "agent", "answers", processes, null, 0));
      return state;
    } catch (IOException silent) {
      facts.add(new LabFact(region, "agent", "unknown", processes, NoAnswer.why(silent), 0));
      return null;
    }
  }

  /// What the host sees of the region, whether or not anything there answers.
  private String processes(String region) throws InterruptedException {
    try {
      var living = clients.living(region);
      long frozen = living.stream().filter(LivingProcess::frozen).count();
      var lab = clients.folder().lab();
      var agents =
          clients.host().named(lab, region, List.of(RegionInit.AGENT), Optional.empty()).stream();
      return agents.map(it -> "agent pid %d, ".formatted(it.pid())).findFirst().orElse("")
          + "%s live, %d frozen".formatted(Count.of(living.size(), "process"), frozen);
    } catch (IOException unreadable) {
      return "process table unread: " + NoAnswer.why(unreadable);
    }
  }

  /// The ways that leave a region or the edge. Asked by its own address: a cut hides nothing here.
  private List<LabFact> links(String from) throws IOException, InterruptedException {
    var ways = new ArrayList<LabFact>();
    clients
        .link(from)
        .get()
        .peers()
        .forEach((to, seen) ->
            ways.add(
                new LabFact(
                    from,
                    "link to " + to,
                    seen.conditions().cut() ? "cut" : "open",
                    "%d ms, %s, %s on the way"
                        .formatted(
                            seen.conditions().latencyMillis(),
                            Count.of(seen.connections(), "connection"),
                            Count.of(seen.bytesInFlight(), "byte")),
                    seen.conditions().cut() ? "nothing passes" : null,
                    0)));
    return ways;
  }

  private static LabFact database(String region, String name, @Nullable RegionState state) {
    var what = "database " + name;
    var seen = state == null ? null : state.databases().get(name);
    if (seen == null) {
      return LabFact.unknown(region, what, "the agent does not tell");
    }
    var why =
        seen.care().why() == null && !seen.server().running()
            ? "it does not run"
            : seen.care().why();
    var role = seen.duty().role().name().toLowerCase(Locale.ROOT);
    return new LabFact(region, what, role, detail(seen), why, seen.server().sampleAgeMillis());
  }

  private static String detail(DatabaseState seen) {
    var parts = new ArrayList<String>();
    parts.add("epoch " + seen.duty().epoch());
    Optional.ofNullable(seen.server().process())
        .ifPresent(process -> parts.add("pid " + process.pid()));
    if (seen.server().frozen()) {
      parts.add("frozen");
    }
    if (!seen.care().activity().equals("none")) {
      parts.add(seen.care().activity());
    }
    var sql = seen.server().sql();
    if (sql != null && seen.duty().role() == Role.WRITER) {
      for (var replica : sql.replication()) {
        var lag = replica.lagMillis() == null ? "not measured" : replica.lagMillis() + " ms";
        parts.add("replica %s, lag %s".formatted(replica.state(), lag));
      }
      if (sql.replication().isEmpty()) {
        parts.add("no replica streams");
      }
    }
    if (sql != null && sql.walReceiver() != null && sql.walReceiver().streaming()) {
      parts.add("streams");
    }
    return String.join(", ", parts);
  }

  private List<LabFact> bucket(String region, String name)
      throws IOException, InterruptedException {
    var seen = clients.bucket(region, name).state();
    var lag = seen.lag().map(Duration::toMillis).map(millis -> millis + " ms").orElse("unknown");
    var detail = "epoch %d, queue %d, lag %s".formatted(seen.epoch(), seen.queue(), lag);
    return List.of(new LabFact(region, "bucket " + name, seen.role().word(), detail, null, 0));
  }

  private static LabFact service(String region, String name, @Nullable RegionState state) {
    var what = "service " + name;
    var seen = state == null ? null : state.units().get(name);
    if (seen == null) {
      return LabFact.unknown(region, what, "the agent does not tell");
    }
    var why =
        seen.healthyCount() >= seen.wanted()
            ? null
            : seen.why().orElse("not all instances are healthy");
    var pids =
        seen.instances().stream()
            .map(UnitState.InstanceState::pid)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    var count = "%d of %d".formatted(seen.healthyCount(), seen.wanted());
    return new LabFact(region, what, count, "pids " + pids, why, 0);
  }

  private List<LabFact> door(String edge, String name) throws IOException, InterruptedException {
    var table = clients.door(name).table();
    var regions =
        table.regions().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it ->
                "%s %s, weight %d"
                    .formatted(
                        it.getKey(),
                        it.getValue().state().name().toLowerCase(Locale.ROOT),
                        it.getValue().weight()))
            .collect(Collectors.joining("; "));
    var detail = "%s; %s".formatted(clients.address(name), regions);
    return List.of(
        new LabFact(edge, "front door " + name, "epoch " + table.epoch(), detail, null, 0));
  }
}
