package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.canary.PostgresRows;
import dev.lifeboat.drill.RowDamage;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Everything in a lab that a drill could leave behind or change, in words that are the same before
/// and after a drill that left nothing.
final class Inventory {
  private static final Duration SQL = Duration.ofSeconds(5);
  private static final String HELD = "held";
  private static final List<String> AGENTS_OWN =
      List.of(
          "databases",
          HELD,
          "intents.jsonl",
          "intents.jsonl.1",
          "ledgers",
          "link-state.json",
          "logs",
          "processes",
          "refusals.jsonl",
          "refusals.jsonl.1",
          "units");
  // Kept on purpose, by a rule that ends it: docs/ledger.md.
  private static final String RECOVERY_POINT = ".kept-";

  /// Stays once a database was restored, and holds nothing.
  private static final String RESTORE_LOCK = ".restored.lock";

  private final Plan plan;
  private final LabClients clients;
  private final Placements placements;
  private final List<String> drilling;
  private final SortedMap<String, String> found = new TreeMap<>();

  /// @param drilling clients of the drill
  Inventory(Plan plan, LabClients clients, Placements placements, List<String> drilling) {
    this.plan = plan;
    this.drilling = List.copyOf(drilling);
    this.clients = clients;
    this.placements = placements;
  }

  SortedMap<String, String> take() throws InterruptedException, ProblemException {
    try {
      for (var workload : plan.workloads().values()) {
        placement(workload);
        for (var resource : workload.resources().values()) {
          for (var region : clients.topology().regions().keySet()) {
            if (isAbsent(region, workload, resource)) {
              found.put("database %s %s".formatted(region, resource.name()), "none");
              continue;
            }
            resource(region, resource);
            written(region, workload, resource);
          }
        }
      }
      for (var region : clients.topology().regions().keySet()) {
        link(region);
        folders(region);
        sandbox(region);
      }
      return found;
    } catch (IOException | SQLException failed) {
      throw Problem.passing(
              Code.LB2002,
              "the lab cannot be taken stock of: " + FailureWords.of(failed),
              "whether anything is left behind cannot be told",
              "see 'lifeboat lab status'")
          .asException(failed);
    }
  }

  /// Where a vault is its only copy, nothing of a database is where it is not written.
  private boolean isAbsent(String region, Workload workload, Resource resource)
      throws IOException, InterruptedException {
    if (workload.strategy() != Strategy.BACKUP_AND_RESTORE
        || !(resource instanceof Database database)) {
      return false;
    }
    var seen = clients.agent(region).freshState(database.name()).databases().get(database.name());
    return seen != null && seen.control().controlState() == null && !seen.server().running();
  }

  private void placement(Workload workload) throws ProblemException {
    found.put(
        "placement " + workload.name(),
        placements.read(workload.name()).map(Placement::phrase).orElse("none"));
  }

  private void resource(String region, Resource resource)
      throws SQLException, IOException, InterruptedException {
    switch (resource) {
      case Database database -> database(region, database.name());
      case Bucket bucket -> bucket(region, bucket.name());
      case Service service -> service(region, service.name());
      case Traffic traffic -> traffic(region, traffic.name());
    }
  }

  private void traffic(String region, String traffic) throws IOException, InterruptedException {
    var entry = clients.door(traffic).table().regions().get(region);
    if (entry != null) {
      found.put(
          "weight %s %s".formatted(traffic, region),
          "%d %s".formatted(entry.weight(), entry.state()));
    }
    var entrance = clients.entrance(traffic, region);
    if (entrance.isPresent()) {
      var state = entrance.get().table().stateOf(region);
      found.put(
          "entrance %s %s".formatted(traffic, region),
          state == Table.State.OPEN ? "open" : "not open");
    }
  }

  private void database(String region, String database)
      throws SQLException, IOException, InterruptedException {
    try (var session = Session.open(clients.superuser(region, database), SQL)) {
      boolean writer = !session.inRecovery();
      found.put("database %s %s".formatted(region, database), writer ? "writer" : "replica");
      found.put(
          "replication slots of %s in %s".formatted(database, region),
          session.slots().stream()
              .map(slot -> slot.name())
              // A writer's agent makes it when it comes to it; on a replica nobody would move it.
              .filter(name -> !writer || !name.equals(AuditSlot.NAME))
              // The next backup makes it where the writer is then.
              .filter(name -> !name.startsWith(LogStream.VAULT_SLOT))
              .sorted()
              .collect(Collectors.joining(", ")));
    }
  }

  /// Of a drill's own clients alone: users write meanwhile, and what they wrote is theirs.
  private void written(String region, Workload workload, Resource resource)
      throws SQLException, IOException, InterruptedException {
    var name = resource.name();
    for (var client : drilling) {
      var rows = plan.canary().rows(workload).filter(it -> it.database().equals(name));
      if (rows.isPresent()) {
        var store = new PostgresRows(clients.application(region, name));
        tell("rows", region, name, client, new CanaryRows(rows.get()).count(store, client));
        var damaged = RowDamage.nameOf(client);
        tell("rows", region, name, damaged, new CanaryRows(rows.get()).count(store, damaged));
      }
      var objects = plan.canary().objects(workload).filter(it -> it.bucket().equals(name));
      if (objects.isPresent()) {
        var keys = clients.objects(region, name).keys(objects.get().prefixOf(client));
        tell("objects", region, name, client, keys.size());
      }
    }
  }

  private void tell(String what, String region, String store, String client, int count) {
    if (count > 0) {
      found.put("%s %s %s of %s".formatted(what, region, store, client), String.valueOf(count));
    }
  }

  private void bucket(String region, String bucket) throws IOException, InterruptedException {
    found.put(
        "bucket %s %s".formatted(region, bucket),
        clients.bucket(region, bucket).state().role().word());
  }

  private void service(String region, String service) throws IOException, InterruptedException {
    var unit = clients.agent(region).state().units().get(service);
    found.put(
        "service %s %s".formatted(region, service),
        unit == null
            ? "none"
            : "%s bound to %s".formatted(Count.of(unit.wanted(), "instance"), unit.binding()));
  }

  private void link(String region) throws IOException, InterruptedException {
    clients
        .link(region)
        .get()
        .peers()
        .forEach((peer, way) ->
            found.put("link %s %s".formatted(region, peer), way.conditions().toString()));
  }

  /// Names of processes, not pids: a region that was lost and healed runs the same programs again.
  /// A database forks as clients come and go, so only what the lab started itself is counted. Of
  /// the region's folder what stands beside the agent's own books, which grow with every run.
  private void folders(String region) throws IOException {
    var folder = clients.folder().region(region);
    found.put("processes " + region, names(folder.resolve("processes"), _ -> true));
    // What is broken on purpose; the folder itself stays once something was.
    found.put("held " + region, names(folder.resolve(HELD), _ -> true));
    found.put(
        "files " + region,
        names(
            folder,
            name ->
                !AGENTS_OWN.contains(name)
                    && !name.contains(RECOVERY_POINT)
                    && !name.endsWith(RESTORE_LOCK)));
  }

  private void sandbox(String region) throws IOException, InterruptedException {
    var sandbox = clients.sandbox(region);
    found.put(
        "sandbox " + region,
        sandbox.exists() ? "with " + Count.of(sandbox.living().size(), "process") : "none");
  }

  private static String names(Path folder, Predicate<String> counted) throws IOException {
    return DurableFile.list(folder).stream()
        .map(path -> String.valueOf(path.getFileName()))
        .filter(counted)
        .collect(Collectors.joining(", "));
  }
}
