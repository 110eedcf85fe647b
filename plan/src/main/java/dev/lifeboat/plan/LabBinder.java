package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds the plan's own key `lab`, which is the language's: the simulator reads its links, drills
/// anywhere its canary, reports and verifiers its rehearsal, and none of them knows the lab. What a
/// resource says under `lab` is bound there.
final class LabBinder {
  private static final String BETWEEN_RULE = "write two regions, such as [east, west]";

  /// Two different regions, of which one may be the arbiter: `edge` where the plan names none.
  private static final PlanKey<Object> BETWEEN =
      new KeyType.Several(Names.TYPE, 2, 2).key("between").required(BETWEEN_RULE);

  /// In each direction, decimal units kbit, Mbit, Gbit, kB, MB, GB. Left out: as much as the
  /// machine has.
  private static final PlanKey<Long> BANDWIDTH = QuantityText.BANDWIDTH.key("bandwidth");

  private static final Keys LINK = Keys.of("Link", BETWEEN, Link.LATENCY, Link.JITTER, BANDWIDTH);

  /// The WAN between regions, or a region and the arbiter; a pair that is not listed is as fast as
  /// the machine.
  private static final PlanKey<Object> LINKS = KeyType.Several.of(LINK).key("links").or(List.of());

  /// The outside client that measures RTO and RPO.
  private static final PlanKey<Object> CANARY = CanaryBinder.KEYS.within("canary");

  /// Name of the other plan.
  static final PlanKey<String> PLAN =
      Names.TYPE.key("plan").required("name the plan that is rehearsed");

  /// Of its file's bytes.
  static final PlanKey<String> SHA_256 = Rehearsal.HASH.required("sha256");

  /// Services that a stand-in answers for: the result is that of the data path alone.
  static final PlanKey<Object> STAND_INS =
      KeyType.Several.of(Names.TYPE).key("standIns").or(List.of());

  /// The plan on other regions that this one rehearses; 'lifeboat drill PLAN --in lab' writes it.
  static final PlanKey<Object> REHEARSES =
      Keys.of("Rehearsal", PLAN, SHA_256, STAND_INS).key("rehearses");

  /// How the lab stands in for the world, and how it is measured.
  static final PlanKey<Object> LAB = Keys.of("Lab", LINKS, CANARY, REHEARSES).within("lab");

  /// The outside client that measures RTO and RPO, in a lab and on AWS. Left out: that of the lab.
  static final PlanKey<Object> PLAN_CANARY = CanaryBinder.KEYS.key("canary");

  private LabBinder() {}

  /// @param plan whose canary stands beside the lab where it has none
  static Optional<LabPlan> bind(Fields plan, DeclaredNames declared) {
    var lab = plan.within(LAB);
    var links = lab.value(LINKS).map(value -> links(value, declared)).orElse(List.of());
    var ofPlan = plan.value(PLAN_CANARY);
    var ofLab = lab.value(CANARY);
    if (ofPlan.isPresent() && ofLab.isPresent()) {
      ofLab.get().wrongAtKey("is said beside the lab too", "keep one of the two");
    }
    var canary =
        CanaryBinder.bind(
            ofPlan.isPresent() ? plan.within(PLAN_CANARY) : lab.within(CANARY), declared);
    var rehearsal = lab.mapping(REHEARSES).flatMap(keys -> rehearsal(keys, declared, canary));
    return canary.flatMap(c -> plan.make(() -> new LabPlan(links, c, rehearsal)));
  }

  /// @param canary empty after a mistake
  private static Optional<Rehearsal> rehearsal(
      Fields fields, DeclaredNames declared, Optional<Canary> canary) {
    declared
        .provider()
        .map(ProviderKeys::word)
        .filter(word -> !word.equals(Region.DEFAULT_PROVIDER))
        .ifPresent(word ->
            fields
                .cursor()
                .wrongAtKey(
                    "is of a plan in the lab, and the regions of this one are on " + word,
                    "leave it out: 'lifeboat drill PLAN --in lab' writes it"));
    var name = fields.read(PLAN);
    var sha256 = fields.read(SHA_256);
    var standIns =
        fields.value(STAND_INS).map(value -> services(value, declared)).orElse(List.of());
    if (!standIns.isEmpty() && canary.filter(LabBinder::isOfTheFrontDoor).isPresent()) {
      fields
          .cursor()
          .wrongAtKey(
              "has stand-ins, whose answers are not what users see",
              "write 'basis: database' in the canary");
    }
    return fields.make(() -> new Rehearsal(name.orElseThrow(), sha256.orElseThrow(), standIns));
  }

  private static boolean isOfTheFrontDoor(Canary canary) {
    return canary.basis() == Canary.Basis.FRONT_DOOR;
  }

  private static List<String> services(PlanValue cursor, DeclaredNames declared) {
    return cursor.distinct(
        "write a list of services", item -> declared.ids().named(item, Service.TYPE));
  }

  private static List<Link> links(PlanValue cursor, DeclaredNames declared) {
    var links = new ArrayList<Link>();
    var pairs = new ArrayList<List<String>>();
    var rule = "write a list such as [ { between: [east, west], latency: 20ms } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(LINK);
      var between = fields.value(BETWEEN);
      var pair = between.map(value -> pair(value, declared)).orElse(List.of());
      if (pair.size() == 2 && (pairs.contains(pair) || pairs.contains(pair.reversed()))) {
        between.ifPresent(
            b -> b.wrong("is a pair that has a link already", "keep one link a pair"));
      }
      pairs.add(pair);
      var latency = fields.get(Link.LATENCY);
      var jitter = fields.get(Link.JITTER);
      var bandwidth = fields.read(BANDWIDTH).stream().mapToLong(it -> it).findFirst();
      item.make(() -> new Link(pair.getFirst(), pair.getLast(), latency, jitter, bandwidth))
          .ifPresent(links::add);
    }
    return links;
  }

  /// The two regions; anything but two after a mistake.
  private static List<String> pair(PlanValue cursor, DeclaredNames declared) {
    var pair = new ArrayList<String>();
    var items = cursor.items(BETWEEN_RULE);
    for (var item : items.orElse(List.of())) {
      item.text(BETWEEN_RULE)
          .flatMap(name -> declared.regionNames().require(item, name))
          .ifPresent(pair::add);
    }
    if (items.isPresent() && items.get().size() != 2) {
      cursor.wrong("names " + Count.of(items.get().size(), "region"), BETWEEN_RULE);
      return List.of();
    }
    if (pair.size() == 2 && pair.getFirst().equals(pair.getLast())) {
      cursor.wrong("names one region twice", BETWEEN_RULE);
      return List.of();
    }
    return pair;
  }
}
