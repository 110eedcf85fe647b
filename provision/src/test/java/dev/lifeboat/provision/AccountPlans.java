package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.ShippedPlans;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Plans whose regions are on AWS: the examples', and valid ones out of a seed.
public final class AccountPlans {
  private static final List<String> REGIONS =
      List.of("eu-west-1", "us-east-1", "us-west-2", "ap-southeast-2", "eu-central-1");
  private static final String ACCOUNT = "123456789012";

  private static final int SEEDS = 50;

  private final Random random;

  /// Whether a workload so far has a guard, which alone keeps a lease.
  private boolean guarded;

  private AccountPlans(long seed) {
    this.random = new Random(seed);
  }

  public static Plan example(String name) throws IOException, ProblemException {
    return ShippedPlans.plan(name);
  }

  /// The examples' and those of the first seeds, each by its name.
  public static Stream<Arguments> all() throws Exception {
    return upTo(SEEDS);
  }

  /// Fewer of them, for what takes long.
  static Stream<Arguments> some() throws Exception {
    return upTo(SEEDS / 10);
  }

  private static Stream<Arguments> upTo(int seeds) throws Exception {
    var plans = new ArrayList<Arguments>();
    for (var name : ShippedPlans.onAws()) {
      plans.add(Arguments.argumentSet(name, example(name)));
    }
    plans.add(Arguments.argumentSet("guarded", GuardedExample.plan()));
    for (int seed = 0; seed < seeds; seed++) {
      plans.add(Arguments.argumentSet("seed " + seed, random(seed)));
    }
    return plans.stream();
  }

  /// The same plan for the same seed.
  public static Plan random(long seed) {
    var text = new AccountPlans(seed).text();
    return switch (AwsKeys.reader().read("seed-%d.yaml".formatted(seed), text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes() + text);
    };
  }

  private String text() {
    var places = new ArrayList<>(REGIONS);
    Collections.shuffle(places, random);
    var text = new StringBuilder("plan: p%d-%s\nregions:\n".formatted(random.nextInt(9), word()));
    var roles = new ArrayList<>(List.of("primary", "recovery", "arbiter"));
    Collections.shuffle(roles, random);
    for (int i = 0; i < roles.size(); i++) {
      var role = roles.get(i);
      text.append(
          "  %s: { provider: aws, role: %s, aws: { region: %s%s } }\n"
              .formatted(
                  region(role),
                  role,
                  places.get(i),
                  maybe(", assumeRole: \"arn:aws:iam::%s:role/lifeboat\"".formatted(ACCOUNT))));
    }
    text.append("workloads:\n");
    int workloads = 1 + random.nextInt(4);
    for (int i = 0; i < workloads; i++) {
      workload(text, i);
    }
    return text.append(
            "aws: { placementsIn: %s%s%s%s%s }\n"
                .formatted(
                    pick("arbiter", "recovery"),
                    guarded ? ", lease: 6s" : "",
                    maybe(", votes: Votes_of.all, journals: j-1"),
                    maybe(", topic: people"),
                    workloads == 1 ? maybe(", stateMachine: machine") : ""))
        .toString();
  }

  private static String region(String role) {
    return switch (role) {
      case "primary" -> "home";
      case "recovery" -> "away-1";
      default -> "third";
    };
  }

  private void workload(StringBuilder text, int i) {
    boolean byApi = random.nextBoolean();
    boolean accelerated = random.nextBoolean();
    boolean onEcs = random.nextBoolean();
    boolean shares = random.nextBoolean() && onEcs && !byApi;
    text.append("  w%d:\n".formatted(i))
        .append("    objectives: { rto: 30m, rpo: %s }\n".formatted(pick("0s", "90s", "5m")))
        .append("    strategy: warm-standby\n    resources:\n");
    text.append(database(i, byApi));
    if (random.nextBoolean()) {
      text.append(bucket(i));
    }
    text.append(service(i, onEcs)).append(traffic(i, accelerated, shares));
    text.append(
        "    failover: { trigger: %s%s }\n"
            .formatted(
                byApi ? pick("manual", "approval") : pick("manual", "approval", "automatic"),
                byApi ? "" : maybe(", on: users")));
    guarded |= !byApi;
    text.append(
        "    failback: { shares: %s, hold: 10m }\n"
            .formatted(shares ? pick("[5, 25, 50, 100]", "[1, 99, 100]", "[33, 100]") : "[]"));
  }

  private String database(int i, boolean byApi) {
    return """
          d%d:
            type: database
            engine: %s
            aws: { dbInstance: { home: d%d-home, away-1: d%d-away }%s%s%s }
    """
        .formatted(
            i,
            pick("postgresql", "mysql"),
            i,
            i,
            byApi
                ? ", fence: api, fenceGroup: { home: sg-0123456789abcdef0, away-1: sg-0fedcba9876543210 }"
                : ", logins: [shop]",
            maybe(", kmsKey: alias/rds"),
            maybe(", subnetGroup: private"));
  }

  private String bucket(int i) {
    return """
          bkt%d:
            type: bucket
            aws:
              bucket: { home: b%d-home, away-1: b%d-away }
              replicationRole: arn:aws:iam::%s:role/replication
    """
        .formatted(i, i, i, ACCOUNT);
  }

  private String service(int i, boolean onEcs) {
    return """
          s%d:
            type: service
            run: [shop]
            instances: { serving: 2, standby: 1 }
            uses: [d%d]
            ready: /ready
            aws:
              %s
              targetGroup: arn:aws:elasticloadbalancing:us-west-2:%s:targetgroup/s%d/0123456789abcdef
    """
        .formatted(
            i,
            i,
            onEcs
                ? "cluster: c%d\n          secrets: [s%d/database]".formatted(i, i)
                : "autoScalingGroup: g" + i,
            ACCOUNT,
            i);
  }

  private String traffic(int i, boolean accelerated, boolean shares) {
    var group =
        "arn:aws:globalaccelerator::%s:accelerator/%d/listener/2/endpoint-group/"
            .formatted(ACCOUNT, i);
    return """
          t%d:
            type: traffic
            to: s%d
            mode: %s
            aws:
              name: shop-%d.example.com
              shares: %s
              %s
    """
        .formatted(
            i,
            i,
            accelerated ? "accelerator" : "dns",
            i,
            shares,
            accelerated
                ? "endpointGroup: { home: %s1, away-1: %s2 }\n          tells: https://shop.example.com/r"
                    .formatted(group, group)
                : "nameServers: [ns-1.awsdns-00.com]\n          bucket: { home: routes-home%s, away-1: routes.away, third: routes-third }"
                    .formatted(maybe("-" + i)));
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  private String pick(String... some) {
    return some[random.nextInt(some.length)];
  }

  private String word() {
    return Integer.toString(random.nextInt(100_000), 36);
  }
}
