package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;

/// A program that serves users from the stores of its own region.
///
/// @param run the command and its arguments, not passed through a shell; at least the command
/// @param uses databases and buckets of the workload whose endpoints and secrets it is given
/// @param health path that answers 200 while the process works, whether or not its stores do
/// @param ready path that answers 200 while it can take a user's write
/// @param values what the plan says of it to providers alone
public record Service(
    String name,
    List<String> run,
    Instances instances,
    List<String> uses,
    String health,
    String ready,
    Environment environment,
    ProviderValues values)
    implements Resource {

  public static final String TYPE = "service";

  /// The variables that it is given beside what `uses` brings, and what every program gets.
  ///
  /// @param added in the order of the file
  /// @param passed names of those that it is given as whoever starts it has them
  public record Environment(Map<String, String> added, List<String> passed) {
    public Environment {
      added = Copies.ordered(added);
      passed = List.copyOf(passed);
    }
  }

  /// How many instances run at once.
  public record Instances(int serving, int standby) {

    /// A plan is a rehearsal on one machine too; more are a typing error sooner than a need.
    private static final int MOST = 100;

    /// In the region that serves.
    static final PlanKey<Integer> SERVING = PlanKey.whole("serving", 1, MOST).or(1);

    /// In the other region, bound to its stores. Left out: 0 for a pilot light or backups alone,
    /// else 1.
    static final PlanKey<Integer> STANDBY = PlanKey.whole("standby", 0, MOST);

    public Instances {
      SERVING.require(serving);
      STANDBY.require(standby);
    }
  }

  public Service {
    Names.require(TYPE, name);
    run = List.copyOf(run);
    uses = List.copyOf(uses);
    if (run.isEmpty() || run.getFirst().isBlank()) {
      throw new IllegalArgumentException("service '" + name + "' must have a command to run");
    }
    UrlPaths.require(health);
    UrlPaths.require(ready);
  }
}
