package dev.lifeboat.lab.drill;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What still changes in a lab although nobody asks for it: its agents and gateways are at work.
/// Once nothing is left, two looks at the lab find the same.
record LabRest(Plan plan, LabClients clients) {
  private static final Duration SQL = Duration.ofSeconds(5);

  /// What users write meanwhile takes less from one bucket to the other.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  private static final String IDLE = "none";
  private static final String STREAMS = "streaming";

  /// What is awaited where, each in words; empty at rest.
  List<String> awaited() throws InterruptedException {
    var awaited = new ArrayList<String>();
    for (var workload : plan.workloads().values()) {
      for (var region : clients.topology().regions().keySet()) {
        for (var resource : workload.resources().values()) {
          var found = look(region, workload, resource);
          if (!found.isEmpty()) {
            awaited.add("%s in %s awaits %s".formatted(resource.name(), region, found));
          }
        }
      }
    }
    return List.copyOf(awaited);
  }

  /// What is awaited; empty for nothing.
  private String look(String region, Workload workload, Resource resource)
      throws InterruptedException {
    try {
      return switch (resource) {
        case Database database when workload.strategy() == Strategy.BACKUP_AND_RESTORE ->
            alone(region, database.name());
        case Database database -> database(region, database.name());
        case Bucket bucket -> bucket(region, bucket.name());
        case Service service -> service(region, service.name());
        case Traffic _ -> "";
      };
    } catch (IOException | SQLException silent) {
      return "its answer: " + silent.getMessage();
    }
  }

  /// Of one without a copy: it writes, or nothing of it is there.
  private String alone(String region, String name) throws IOException, InterruptedException {
    var state = clients.agent(region).freshState(name).databases().get(name);
    if (state == null || !state.care().activity().equals(IDLE)) {
      return "the end of what its agent does";
    }
    boolean gone = state.control().controlState() == null && !state.server().running();
    return gone || state.server().sql() != null ? "" : "its server's answer";
  }

  private String database(String region, String name)
      throws IOException, SQLException, InterruptedException {
    var state = clients.agent(region).freshState(name).databases().get(name);
    var sql = state == null ? null : state.server().sql();
    if (state == null || sql == null) {
      return "its server's answer";
    }
    if (!state.care().activity().equals(IDLE)) {
      return "the end of " + state.care().activity();
    }
    var slots = slots(region, name);
    if (sql.inRecovery()) {
      var receiver = sql.walReceiver();
      if (receiver == null || !receiver.streaming()) {
        return "its writer's log";
      }
      // They would keep log for a replica of a replica: its agent drops what it had as the writer.
      return slots.isEmpty() ? "" : "the end of its slots " + String.join(", ", slots);
    }
    if (slots.isEmpty()) {
      return "the slot of its replica";
    }
    return sql.replication().stream().anyMatch(it -> it.state().equals(STREAMS))
        ? ""
        : "its replica";
  }

  private List<String> slots(String region, String database) throws SQLException {
    try (var session = Session.open(clients.superuser(region, database), SQL)) {
      return session.slots().stream().map(slot -> slot.name()).sorted().toList();
    }
  }

  private String bucket(String region, String name) throws IOException, InterruptedException {
    var state = clients.bucket(region, name).state();
    return state.hasSentAllBefore(ON_ITS_WAY)
        ? ""
        : "the arrival of " + Count.of(state.queue(), "version");
  }

  private String service(String region, String name) throws IOException, InterruptedException {
    var unit = clients.agent(region).state().units().get(name);
    return unit == null || unit.settled()
        ? ""
        : "%d of its %d instances"
            .formatted(Math.max(0, unit.wanted() - unit.healthyCount()), unit.wanted());
  }
}
