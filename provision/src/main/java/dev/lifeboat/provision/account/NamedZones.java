package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.route.PublicZones;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The zones that hold the names of a plan, so that nobody has to type them. The account is asked
/// once.
public final class NamedZones {
  private static final String NAMES = "name-";
  private static final String ZONE = "HostedZone";

  private final Plan plan;
  private final AwsClients clients;
  private Optional<PublicZones> known = Optional.empty();

  public NamedZones(Plan plan, AwsClients clients) {
    this.plan = plan;
    this.clients = clients;
  }

  /// Of the stack of a name. Where several zones have that name a person knows which one counts,
  /// and where AWS denies or is silent a person is asked.
  Map<String, String> values(String folder, List<String> missing)
      throws ProblemException, InterruptedException {
    if (!folder.startsWith(NAMES) || !missing.contains(ZONE)) {
      return Map.of();
    }
    for (var workload : plan.workloads().values()) {
      var name = AwsSites.of(plan, workload).names().get(folder.substring(NAMES.length()));
      if (name != null) {
        var holding = holding(name.name());
        return holding.size() == 1 ? Map.of(ZONE, id(holding.getFirst())) : Map.of();
      }
    }
    return Map.of();
  }

  private List<String> holding(String name) throws InterruptedException {
    try {
      if (known.isEmpty()) {
        var route53 = clients.at(AwsApi.route53(), AwsClients.GLOBAL, "nothing was changed");
        known = Optional.of(route53.make(PublicZones::of));
      }
    } catch (ProblemException _) {
      return List.of();
    }
    return known.get().holding(name);
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
