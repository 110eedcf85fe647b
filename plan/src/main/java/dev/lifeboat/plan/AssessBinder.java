package dev.lifeboat.plan;

import dev.lifeboat.plan.AssessPolicy.Acceptance;
import dev.lifeboat.plan.AssessPolicy.Figures;
import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Several;
import dev.lifeboat.plan.KeyType.Text;
import dev.lifeboat.problem.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Binds `assess`.
final class AssessBinder {
  /// What was found.
  private static final PlanKey<Code> CODE =
      new Text<>(
              "code",
              Pattern.compile("LB8(?!015)[0-9]{3}"),
              "write a code of a finding, such as LB8006; LB8015 tells of an acceptance itself",
              it ->
                  Stream.of(Code.values())
                      .filter(code -> code.name().equals(it.group()))
                      .findFirst())
          .required("code");

  /// Left out: all, and the plan itself.
  private static final PlanKey<String> WORKLOAD = Names.TYPE.key("workload");

  /// Why it is borne.
  private static final PlanKey<String> BECAUSE =
      Text.any("write why it is borne").required("because");

  /// The last day, by UTC.
  private static final PlanKey<LocalDate> UNTIL = DateText.TYPE.required("until");

  private static final Keys ACCEPTANCE = Keys.of("Acceptance", CODE, WORKLOAD, BECAUSE, UNTIL);

  /// Findings that are borne for a time.
  private static final PlanKey<Object> ACCEPTED =
      Several.of(ACCEPTANCE).key("accepted").or(List.of());

  /// What is to be done.
  private static final PlanKey<String> WHAT = Text.any("write what is to be done").required("what");

  /// By whom.
  private static final PlanKey<String> OWNER = Text.any("write who does it").required("owner");

  private static final Keys FOLLOW_UP = Keys.of("Follow-up", WHAT, OWNER, UNTIL);

  /// What reviews of runs asked for and is not done yet.
  private static final PlanKey<Object> FOLLOW_UPS =
      Several.of(FOLLOW_UP).key("followUps").or(List.of());

  /// Most that all may cost a month.
  private static final PlanKey<Money> BUDGET = QuantityText.AMOUNT.key("budget");

  /// How storage grows a month.
  static final PlanKey<Integer> GROWTH = QuantityText.PERCENT.key("growth").or(0);

  /// How rarely a region is lost.
  static final PlanKey<Integer> YEARS = PlanKey.whole("yearsBetweenLosses", 1, 1000).or(10);

  /// Zones; for planning, no statistics.
  private static final PlanKey<Integer> ZONE_LOSS = rate("zoneLoss", 3);

  /// Writes that damage data.
  private static final PlanKey<Integer> DATA_CORRUPTION = rate("dataCorruption", 5);

  /// Attacks that destroy data.
  private static final PlanKey<Integer> RANSOMWARE = rate("ransomware", 1);

  /// Releases that are taken back.
  private static final PlanKey<Integer> BAD_DEPLOY = rate("badDeploy", 20);

  private static final List<PlanKey<Integer>> RATES =
      List.of(ZONE_LOSS, DATA_CORRUPTION, RANSOMWARE, BAD_DEPLOY);

  /// How often the rest comes in ten years.
  private static final PlanKey<Object> PER_DECADE =
      Keys.of("Per decade", ZONE_LOSS, DATA_CORRUPTION, RANSOMWARE, BAD_DEPLOY).within("perDecade");

  /// What a workload writes on average; a copy of it leaves the region.
  private static final PlanKey<Object> CHANGES =
      new Named(QuantityText.BANDWIDTH, 0).key("changes").or(Map.of());

  private static final Several SOME_REGIONS = new Several(Names.TYPE, 1, Integer.MAX_VALUE);

  /// Regions in which secrets lie.
  private static final PlanKey<Object> SECRETS = SOME_REGIONS.key("secrets");

  /// Regions that answer for names.
  private static final PlanKey<Object> DNS = SOME_REGIONS.key("dns");

  /// Regions in which images lie.
  private static final PlanKey<Object> REGISTRY = SOME_REGIONS.key("registry");

  /// Regions in which people and services log in.
  private static final PlanKey<Object> IDENTITY = SOME_REGIONS.key("identity");

  static final Keys HIDDEN = Keys.of("Beside", SECRETS, DNS, REGISTRY, IDENTITY);

  /// Where lies what a recovery needs beside the workloads.
  private static final PlanKey<Object> BESIDE = HIDDEN.within("beside");

  static final Keys KEYS =
      Keys.of("Assess", ACCEPTED, BUDGET, GROWTH, YEARS)
          .and(ResidencyBinder.PLACES, ResidencyBinder.RESIDENCY, ResidencyBinder.CLASS_RESIDENCY)
          .and(BESIDE, PER_DECADE, CHANGES, FOLLOW_UPS, EncryptionKeyBinder.KEYS)
          .and(VaultLoginsBinder.LOGINS);

  private static final String REGIONS_RULE = "write a list of regions of the plan";

  private AssessBinder() {}

  private static PlanKey<Integer> rate(String name, int standard) {
    return PlanKey.whole(name, 0, 10_000).or(standard);
  }

  /// Where a plan says nothing else.
  static Map<String, Integer> standardRates() {
    var rates = new LinkedHashMap<String, Integer>();
    RATES.forEach(it -> rates.put(it.name(), it.standard()));
    return rates;
  }

  static Optional<AssessPolicy> bind(Fields fields, DeclaredNames declared) {
    var accepted = fields.value(ACCEPTED).map(value -> accepted(value, declared)).orElse(List.of());
    var budget = fields.read(BUDGET);
    int growth = fields.get(GROWTH);
    int years = fields.get(YEARS);
    var residency = ResidencyBinder.bind(fields, declared);
    var changes =
        ResidencyBinder.named(
            fields, CHANGES, declared.workloadNames(), QuantityText.BANDWIDTH::read);
    var decade = fields.within(PER_DECADE);
    var rates = new LinkedHashMap<String, Integer>();
    RATES.forEach(it -> rates.put(it.name(), decade.get(it)));
    var beside = beside(fields.within(BESIDE), declared.regionNames());
    var followUps = fields.value(FOLLOW_UPS).map(AssessBinder::followUps).orElse(List.of());
    var keys = EncryptionKeyBinder.bind(fields, declared);
    var logins = VaultLoginsBinder.bind(fields, declared);
    return fields.make(() ->
        new AssessPolicy(
            accepted,
            budget,
            new Figures(growth, years, rates, changes),
            residency,
            beside,
            followUps,
            keys,
            logins));
  }

  private static List<Acceptance> accepted(PlanValue cursor, DeclaredNames declared) {
    var accepted = new ArrayList<Acceptance>();
    var rule =
        "write a list such as [ { code: LB8006, because: it is a rehearsal, until: 2027-03-31 } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(ACCEPTANCE);
      var code = fields.read(CODE);
      var because = fields.read(BECAUSE);
      var until = fields.read(UNTIL);
      var workload = fields.read(WORKLOAD);
      workload.ifPresent(name ->
          fields.value(WORKLOAD).ifPresent(value -> declared.workloadNames().require(value, name)));
      item.make(() ->
              new Acceptance(
                  code.orElseThrow(), workload, because.orElseThrow(), until.orElseThrow()))
          .ifPresent(accepted::add);
    }
    return accepted;
  }

  private static List<FollowUp> followUps(PlanValue cursor) {
    var followUps = new ArrayList<FollowUp>();
    var rule = "write a list such as [ { what: alarm on lag, owner: ada, until: 2027-03-31 } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(FOLLOW_UP);
      var what = fields.read(WHAT);
      var owner = fields.read(OWNER);
      var until = fields.read(UNTIL);
      item.make(() -> new FollowUp(what.orElseThrow(), owner.orElseThrow(), until.orElseThrow()))
          .ifPresent(followUps::add);
    }
    return followUps;
  }

  private static Map<String, List<String>> beside(Fields fields, DeclaredKind known) {
    var lies = new LinkedHashMap<String, List<String>>();
    for (var need : HIDDEN.all()) {
      fields
          .value(need)
          .flatMap(value -> regions(value, known))
          .ifPresent(regions -> lies.put(need.name(), regions));
    }
    return lies;
  }

  private static Optional<List<String>> regions(PlanValue cursor, DeclaredKind known) {
    if (cursor.isEmptyList()) {
      return cursor.wrong("is an empty list", REGIONS_RULE + ", or leave the key out");
    }
    return Optional.of(
        cursor.distinct(
            REGIONS_RULE,
            item -> item.text(REGIONS_RULE).flatMap(name -> known.require(item, name))));
  }
}
