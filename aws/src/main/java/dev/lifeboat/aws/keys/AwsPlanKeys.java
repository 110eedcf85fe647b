package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PlanKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds what only AWS needs to know of a plan as a whole.
final class AwsPlanKeys {
  private static final KeyType.Text<String> TEMPLATE =
      KeyType.Text.of(
          "text",
          Pattern.compile("EXT[A-Za-z0-9]{1,61}"),
          "write the id of an experiment template, such as EXT1a2b3c4d5e6f7");

  /// Stops every task of the primary's service at once; ECS starts others.
  private static final PlanKey<String> SERVICE_LOSS = TEMPLATE.key("service-loss");

  /// Lets the primary's database fail over to its standby in another zone of the region.
  private static final PlanKey<String> ZONE_LOSS = TEMPLATE.key("zone-loss");

  /// Ends the primary's database, which stays down.
  private static final PlanKey<String> DATABASE_LOSS = TEMPLATE.key("database-loss");

  /// Ends what the workload runs on in the primary region.
  private static final PlanKey<String> REGION_LOSS = TEMPLATE.key("region-loss");

  /// Lets it accept connections and answer nothing.
  private static final PlanKey<String> REGION_HANG = TEMPLATE.key("region-hang");

  /// Cuts the region's network off; what runs there lives on.
  private static final PlanKey<String> REGION_SILENT = TEMPLATE.key("region-silent");

  static final List<PlanKey<String>> SCENARIOS =
      List.of(SERVICE_LOSS, ZONE_LOSS, DATABASE_LOSS, REGION_LOSS, REGION_HANG, REGION_SILENT);

  /// What a drill breaks with. Left out: nothing can be broken, and a drill of anything but a
  /// switchover is refused.
  private static final PlanKey<Object> EXPERIMENTS =
      Keys.of("Experiments", SCENARIOS.toArray(PlanKey<?>[]::new)).key("experiments");

  /// Table in the region of `placementsIn`.
  private static final PlanKey<String> PLACEMENTS = table("placements");

  /// Where the placements are. In the recovery region, a state machine of Step Functions claims a
  /// workload without a function; but no run begins while that region is lost. `all`: placements
  /// and journals are global tables of strong consistency in the three regions, of which any may be
  /// lost.
  private static final PlanKey<AwsPlan.Place> PLACEMENTS_IN =
      new KeyType.Choice<>(List.of(AwsPlan.Place.values()))
          .key("placementsIn")
          .or(AwsPlan.Place.ARBITER);

  /// In each of the three regions.
  private static final PlanKey<String> JOURNALS = table("journals");

  /// One in each of the three regions. With `fence: api` alone they tell of a lease that a guard
  /// left.
  private static final PlanKey<String> VOTES = table("votes");

  private static final KeyType.Text<String> NAME =
      KeyType.Text.of(
          "text",
          Pattern.compile("[A-Za-z0-9_-]{1,64}"),
          "write 1 to 64 letters, digits, hyphens and underscores");

  /// Function of Lambda that carries out steps. Left out: `lifeboat-` and the plan's name.
  private static final PlanKey<String> FUNCTION = NAME.key("function");

  /// Topic of SNS that people have subscribed to. Left out: `lifeboat-` and the plan's name.
  private static final PlanKey<String> TOPIC = NAME.key("topic");

  /// State machine of Step Functions; of several workloads each one's name follows. Left out:
  /// `lifeboat-`, the plan's name and the workload's.
  private static final PlanKey<String> STATE_MACHINE = NAME.key("stateMachine");

  /// Tables that the regions share on AWS, and what a drill breaks with there.
  static final Keys KEYS =
      Keys.of(
          "AWS",
          PLACEMENTS,
          PLACEMENTS_IN,
          JOURNALS,
          VOTES,
          AwsPlan.LEASE,
          EXPERIMENTS,
          FUNCTION,
          TOPIC,
          STATE_MACHINE);

  private AwsPlanKeys() {}

  static Optional<AwsPlan> bind(Fields keys) {
    var named = keys.within(EXPERIMENTS);
    var templates = new LinkedHashMap<String, String>();
    for (var scenario : SCENARIOS) {
      named.read(scenario).ifPresent(it -> templates.put(scenario.name(), it));
    }
    return Optional.of(
        new AwsPlan(
            keys.get(PLACEMENTS),
            keys.get(PLACEMENTS_IN),
            keys.get(JOURNALS),
            keys.get(VOTES),
            keys.get(AwsPlan.LEASE),
            templates,
            new AccountNames(keys.read(FUNCTION), keys.read(TOPIC), keys.read(STATE_MACHINE))));
  }

  private static PlanKey<String> table(String name) {
    return KeyType.Text.any("write the name of a table").key(name).or("lifeboat-" + name);
  }
}
