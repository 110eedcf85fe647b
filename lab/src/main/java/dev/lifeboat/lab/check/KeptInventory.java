package dev.lifeboat.lab.check;

import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the agents of a lab keep of old files, after a look at each of them.
///
/// @param silent of which agents that is not known
public record KeptInventory(List<Kept> copies, List<Silent> silent) {
  /// Large folders are counted file by file, and one that is removed is deleted meanwhile.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// One copy.
  ///
  /// @param name with its region, such as `east/orders.kept-4`
  /// @param since RFC 3339 in UTC; null where that is not known
  public record Kept(
      String name, String database, long epoch, @Nullable String since, long bytes, String why) {
    private static Kept of(String region, String database, KeptCopy copy) {
      return new Kept(
          region + "/" + copy.name(),
          database,
          copy.epoch(),
          copy.since(),
          copy.bytes(),
          copy.why());
    }

    private String region() {
      return name.substring(0, name.indexOf('/'));
    }

    private String folder() {
      return name.substring(name.indexOf('/') + 1);
    }
  }

  /// An agent that did not tell.
  public record Silent(String region, String database, String why) {}

  public KeptInventory {
    copies = List.copyOf(copies);
    silent = List.copyOf(silent);
  }

  public static KeptInventory of(LabClients clients, Plan plan) throws InterruptedException {
    var copies = new ArrayList<Kept>();
    var silent = new ArrayList<Silent>();
    for (var workload : plan.workloads().values()) {
      for (var region : clients.topology().regions().keySet()) {
        for (var database : workload.resources(Database.class)) {
          try {
            clients.agent(region).within(LIMIT).keptCopies(database.name()).copies().stream()
                .map(copy -> Kept.of(region, database.name(), copy))
                .forEach(copies::add);
          } catch (IOException unknown) {
            var why = String.valueOf(unknown.getMessage());
            silent.add(new Silent(region, database.name(), why));
          }
        }
      }
    }
    return new KeptInventory(copies, silent);
  }

  /// The one of that name, whose region may be left out where one region alone has it.
  ///
  /// @throws ProblemException LB1007 with the names there are
  public Kept named(String name) throws ProblemException {
    var found =
        copies.stream()
            .filter(copy -> copy.name().equals(name) || copy.folder().equals(name))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    var names = copies.stream().map(Kept::name).collect(Collectors.joining(", "));
    throw ProblemException.lasting(
        Code.LB1007,
        found.isEmpty()
            ? "nothing is kept as '%s'".formatted(name)
            : "'%s' is kept in several regions".formatted(name),
        "nothing was removed",
        names.isEmpty() ? "nothing is kept at all" : "use one of " + names);
  }

  /// Removes it for good.
  public static void remove(LabClients clients, Kept copy)
      throws InterruptedException, ProblemException {
    try {
      var agent = clients.agent(copy.region()).within(LIMIT);
      var _ = agent.removeKept(copy.database(), copy.folder());
    } catch (IOException failed) {
      throw Problem.passing(
              Code.LB2001,
              "%s was not removed: %s"
                  .formatted(
                      copy.name(), Optional.ofNullable(failed.getMessage()).orElse("no answer")),
              failed instanceof RefusedException
                  ? "nothing was changed"
                  : "whether it is there still is not known",
              "see 'lifeboat ledger PLAN --kept' for what is there now")
          .asException(failed);
    }
  }
}
