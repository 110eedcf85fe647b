package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.plan.Workload;
import java.util.List;
import java.util.Optional;

/// By what the writer of a database is kept from writing before another one is promoted. Whoever
/// fences, checks or allows asks here.
///
/// @param means empty for a guard where one stands, and for the API where none does
/// @param group id of a security group without rules, by which the API closes an instance
/// @param logins of the services, which a guard lets in or not
/// @param secret that has the password of the guard's own login
public record FenceChoice(
    Optional<Means> means,
    Optional<PerRegion> group,
    List<String> logins,
    Optional<PerRegion> secret) {

  /// What a plan may choose.
  public enum Means implements WordedChoice {
    /// The API of the writer's own region, while it answers.
    API,
    /// The end of a guard's lease, whether that region answers or not.
    GUARD
  }

  /// By what a failover fences the writer. `api`: its region's API closes it by `fenceGroup`, with
  /// nothing to install; while that is silent a named person decides. `guard`: a guard's lease,
  /// needed for `trigger: automatic`. Left out: a guard where one stands, else the API.
  static final PlanKey<Means> FENCE =
      new KeyType.Choice<>(List.of(Means.API, Means.GUARD)).key("fence");

  /// A security group of the instance's network without a single rule. Where no guard fences the
  /// database, a failover closes it by that group while RDS of its region answers.
  static final PlanKey<PerRegion> GROUP = new KeyType.Places().key("fenceGroup");

  /// Logins of the services, which the guard lets in only with the lease.
  static final PlanKey<List<String>> LOGINS =
      new KeyType.Texts("write a list of logins, such as [shop]", 0).key("logins").or(List.of());

  /// Name in each region of the secret with the password of the guard's login, plain or as
  /// `password` of a JSON object; read at each connection.
  static final PlanKey<PerRegion> SECRET = new KeyType.Places().key("guardSecret");

  /// @throws IllegalArgumentException when it contradicts itself
  public FenceChoice {
    logins = List.copyOf(logins);
    boolean contradicts =
        means.isPresent()
            && switch (means.get()) {
              case API -> group.isEmpty() || !logins.isEmpty() || secret.isPresent();
              case GUARD -> group.isPresent() || logins.isEmpty();
            };
    if (contradicts) {
      throw new IllegalArgumentException(
          "fence must fit fenceGroup, logins and guardSecret, was %s, %s, %s, %s"
              .formatted(means, group, logins, secret));
    }
  }

  /// What the plan chose for a database that is on AWS.
  public static FenceChoice of(Database database) {
    return AwsDatabase.of(database).orElseThrow().fence();
  }

  /// Whether regions vote on the right to write of a workload: where a guard may fence a database.
  public static boolean isVotedOn(Workload workload) {
    return workload.resources(Database.class).stream().anyMatch(it -> of(it).isByGuard());
  }

  /// A database that no guard watches: then nobody outside its region tells whether that is lost.
  public static Optional<Database> unguarded(Workload workload) {
    return workload.resources(Database.class).stream()
        .filter(it ->
            AwsDatabase.of(it).map(AwsDatabase::fence).filter(on -> !on.isByGuard()).isPresent())
        .findFirst();
  }

  /// Whether a guard's lease may show that the writer cannot write.
  public boolean isByGuard() {
    return !means.equals(Optional.of(Means.API));
  }

  /// Whether its region's API may close it.
  public boolean isByApi() {
    return group.isPresent();
  }

  /// Reads it, or tells what contradicts itself.
  static Optional<FenceChoice> read(Fields keys) {
    var means = keys.read(FENCE);
    var group = keys.read(GROUP);
    var logins = keys.get(LOGINS);
    var secret = keys.read(SECRET);
    means.ifPresent(it -> {
      switch (it) {
        case API -> requireApi(keys, logins);
        case GUARD -> requireGuard(keys, logins);
      }
    });
    return keys.make(() -> new FenceChoice(means, group, logins, secret));
  }

  private static void requireApi(Fields keys, List<String> logins) {
    if (keys.value(GROUP).isEmpty()) {
      keys.value(FENCE)
          .ifPresent(it ->
              it.wrong(
                  "is api, which closes the database by a 'fenceGroup', and there is none",
                  "write 'fenceGroup', a security group without a rule in each region"));
    }
    if (!logins.isEmpty()) {
      keys.value(LOGINS)
          .ifPresent(it ->
              it.wrong(
                  "are for a guard to keep out, and 'fence' is api",
                  "leave them out, or write 'fence: guard'"));
    }
    keys.value(SECRET)
        .ifPresent(it ->
            it.wrong(
                "is for a guard to log in by, and 'fence' is api",
                "leave it out, or write 'fence: guard'"));
  }

  private static void requireGuard(Fields keys, List<String> logins) {
    if (logins.isEmpty()) {
      keys.value(FENCE)
          .ifPresent(it ->
              it.wrong(
                  "is guard, which keeps out 'logins', and there are none",
                  "write those of the services, such as 'logins: [shop]'"));
    }
    keys.value(GROUP)
        .ifPresent(it ->
            it.wrong(
                "is for the API to close by, and 'fence' is guard",
                "leave it out, or 'fence', which then means either"));
  }
}
