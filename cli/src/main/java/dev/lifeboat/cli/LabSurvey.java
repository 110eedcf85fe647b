package dev.lifeboat.cli;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at everything in a lab: what each agent says, and what the host and the front door say.
final class LabSurvey {
  private final Lab lab;
  private final LabClients clients;
  private final List<LabFact> facts = new ArrayList<>();

  LabSurvey(Lab lab) {
    this.lab = lab;
    this.clients = lab.clients();
  }

  /// One fact a thing, by region in the plan's order, the edge last.
  List<LabFact> take() throws InterruptedException {
    for (var site : clients.topology().regions().values()) {
      var state = agent(site.name());
      link(site.name());
      for (var name : site.databases().keySet()) {
        database(site.name(), name, state);
      }
      for (var name : site.buckets().keySet()) {
        bucket(site.name(), name);
      }
      for (var name : site.services().keySet()) {
        service(site.name(), name, state);
      }
    }
    var edge = clients.topology().edge();
    var _ = agent(edge.name());
    link(edge.name());
    for (var door : edge.doors().keySet()) {
      door(edge.name(), door);
    }
    return facts;
  }

  private @Nullable RegionState agent(String region) throws InterruptedException {
    var processes = processes(region);
    try {
      var state = clients.agent(region).state();
      facts.add(LabFact.well(region, "agent", "answers", processes, 0));
      return state;
    } catch (IOException silent) {
      facts.add(new LabFact(region, "agent", "unknown", processes, why(silent), 0));
      return null;
    }
  }

  /// What the host sees of the region, whether or not anything there answers.
  private String processes(String region) throws InterruptedException {
    try {
      var living = clients.living(region);
      long frozen = living.stream().filter(LivingProcess::frozen).count();
      var pid =
          clients
              .host()
              .named(lab.folder().lab(), region, List.of(RegionInit.AGENT), Optional.empty())
              .stream()
              .map(process -> "agent pid " + process.pid() + ", ")
              .findFirst()
              .orElse("");
      return pid + "%d processes live, %d frozen".formatted(living.size(), frozen);
    } catch (IOException unreadable) {
      return "process table unread: " + why(unreadable);
    }
  }

  /// The ways that leave a region or the edge. Asked by its own address: a cut hides nothing here.
  private void link(String from) throws InterruptedException {
    try {
      for (var way : clients.link(from).get().peers().entrySet()) {
        var seen = way.getValue();
        facts.add(
            new LabFact(
                from,
                "link to " + way.getKey(),
                seen.cut() ? "cut" : "open",
                "%d ms, %d connections, %d bytes on the way"
                    .formatted(seen.latencyMillis(), seen.connections(), seen.bytesInFlight()),
                seen.cut() ? "nothing passes" : null,
                0));
      }
    } catch (IOException silent) {
      facts.add(LabFact.unknown(from, "link", why(silent)));
    }
  }

  private void database(String region, String name, @Nullable RegionState state) {
    var what = "database " + name;
    var seen = state == null ? null : state.databases().get(name);
    if (seen == null) {
      facts.add(LabFact.unknown(region, what, "the agent does not tell"));
      return;
    }
    var why = seen.why() == null && !seen.running() ? "it does not run" : seen.why();
    facts.add(
        new LabFact(
            region,
            what,
            seen.role().name().toLowerCase(Locale.ROOT),
            detail(seen),
            why,
            seen.sampleAgeMillis()));
  }

  private static String detail(DatabaseState seen) {
    var parts = new ArrayList<String>();
    parts.add("epoch " + seen.epoch());
    Optional.ofNullable(seen.process()).ifPresent(process -> parts.add("pid " + process.pid()));
    if (seen.frozen()) {
      parts.add("frozen");
    }
    if (!seen.activity().equals("none")) {
      parts.add(seen.activity());
    }
    var sql = seen.sql();
    if (sql != null && seen.role() == Role.WRITER) {
      for (var replica : sql.replication()) {
        parts.add(
            "replica %s, lag %s"
                .formatted(
                    replica.state(),
                    replica.lagMillis() == null ? "not measured" : replica.lagMillis() + " ms"));
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

  private void bucket(String region, String name) throws InterruptedException {
    var what = "bucket " + name;
    try {
      var seen = clients.bucket(region, name).state();
      var lag = seen.lag().map(Duration::toMillis).map(millis -> millis + " ms").orElse("unknown");
      facts.add(
          LabFact.well(
              region,
              what,
              seen.role().word(),
              "epoch %d, queue %d, lag %s".formatted(seen.epoch(), seen.queue(), lag),
              0));
    } catch (IOException silent) {
      facts.add(LabFact.unknown(region, what, why(silent)));
    }
  }

  private void service(String region, String name, @Nullable RegionState state) {
    var what = "service " + name;
    var seen = state == null ? null : state.units().get(name);
    if (seen == null) {
      facts.add(LabFact.unknown(region, what, "the agent does not tell"));
      return;
    }
    var why =
        seen.healthyCount() >= seen.wanted()
            ? null
            : seen.instances().stream()
                .map(UnitState.InstanceState::why)
                .flatMap(reason -> Optional.ofNullable(reason).stream())
                .findFirst()
                .orElse("not all instances are healthy");
    facts.add(
        new LabFact(
            region,
            what,
            "%d of %d".formatted(seen.healthyCount(), seen.wanted()),
            "pids "
                + seen.instances().stream()
                    .flatMap(instance -> Optional.ofNullable(instance.pid()).stream())
                    .map(String::valueOf)
                    .collect(Collectors.joining(" ")),
            why,
            0));
  }

  private void door(String edge, String name) throws InterruptedException {
    var what = "front door " + name;
    try {
      var table = clients.door(name).table();
      Map<String, String> regions = new TreeMap<>();
      table
          .regions()
          .forEach((region, entry) ->
              regions.put(
                  region,
                  "%s %s, weight %d"
                      .formatted(
                          region, entry.state().name().toLowerCase(Locale.ROOT), entry.weight())));
      facts.add(
          LabFact.well(
              edge,
              what,
              "epoch " + table.epoch(),
              "%s; %s".formatted(clients.address(name), String.join("; ", regions.values())),
              0));
    } catch (IOException silent) {
      facts.add(LabFact.unknown(edge, what, why(silent)));
    }
  }

  private static String why(IOException failure) {
    return NoAnswer.why(failure);
  }
}
