package dev.lifeboat.provision.existing;

import dev.lifeboat.provision.existing.AccountItem.Kind;
import dev.lifeboat.provision.existing.ImportedParts.ServiceFacts;
import dev.lifeboat.provision.existing.ThingPairs.Pair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Things of an account, taken for what they say of the plan.
///
/// Used by one thread, once.
final class AccountSource {
  /// S3 has no shorter name of a bucket.
  private static final int SHORTEST = 3;

  private final List<AccountItem> things;
  private final List<String> regions;
  private final FactSheet plan;
  private final Set<String> names = new HashSet<>(Set.of("entry"));
  private final List<UnusedKey> unused = new ArrayList<>();

  /// @param regions AWS's names of the primary and the recovery region
  /// @param plan what is known of the plan as a whole
  AccountSource(AccountFind found, List<String> regions, FactSheet plan) {
    unused.addAll(found.unknown());
    this.things = usable(found.things());
    this.regions = List.copyOf(regions);
    this.plan = plan;
  }

  private List<AccountItem> usable(List<AccountItem> found) {
    var usable = new ArrayList<AccountItem>();
    for (var thing : found) {
      thing
          .traits()
          .obstacle(thing.awsRegion())
          .ifPresentOrElse(
              why -> unused.add(new UnusedKey(thing.id(), why)), () -> usable.add(thing));
    }
    return List.copyOf(usable);
  }

  ImportedParts parts() {
    var databases = new ArrayList<DraftDatabase>();
    for (var pair : pairs(Kind.DATABASE)) {
      var facts = facts(pair, Fact.PRIMARY_DATABASE, Fact.RECOVERY_DATABASE);
      databases.add(new DraftDatabase(name(pair, "database"), facts.with(engine(pair))));
    }
    var buckets = new ArrayList<DraftBucket>();
    for (var pair : pairs(Kind.BUCKET)) {
      var facts = facts(pair, Fact.PRIMARY_BUCKET, Fact.RECOVERY_BUCKET);
      buckets.add(new DraftBucket(name(pair, "objects"), facts));
    }
    return new ImportedParts(databases, buckets, services());
  }

  /// Target groups are told by hand where there is more than one service.
  private List<ServiceFacts> services() {
    var services = new ArrayList<ServiceFacts>();
    for (var pair : pairs(Kind.SERVICE)) {
      services.add(
          new ServiceFacts(
              name(pair, "web"),
              plan.with(clusters(pair.primary(), true)).with(clusters(pair.recovery(), false))));
    }
    for (var pair : pairs(Kind.GROUP)) {
      services.add(
          new ServiceFacts(
              name(pair, "web"), facts(pair, Fact.PRIMARY_GROUP, Fact.RECOVERY_GROUP)));
    }
    var targets = pairs(Kind.TARGETS);
    if (services.size() == 1 && targets.size() == 1) {
      var only = services.getFirst();
      var facts = facts(targets.getFirst(), Fact.PRIMARY_TARGETS, Fact.RECOVERY_TARGETS);
      return List.of(new ServiceFacts(only.name(), only.facts().with(facts.facts())));
    }
    things.stream()
        .filter(it -> it.kind() == Kind.TARGETS)
        .forEach(it -> unused.add(new UnusedKey(it.id(), "say which service it is of")));
    return List.copyOf(services);
  }

  /// What was found and stands nowhere in the plan.
  List<UnusedKey> unused() {
    return List.copyOf(unused);
  }

  /// What is no copy is left for a person, and told.
  private List<Pair> pairs(Kind kind) {
    var pairs = new ArrayList<Pair>();
    for (var pair : new ThingPairs(kind, things, regions).pairs()) {
      var why = pair.obstacle();
      why.ifPresent(it -> unused.add(new UnusedKey(pair.recovery().orElseThrow().id(), it)));
      pairs.add(why.isEmpty() ? pair : pair.alone());
    }
    return pairs;
  }

  private FactSheet facts(Pair pair, Fact primary, Fact recovery) {
    var said = new EnumMap<Fact, SourcedValue>(Fact.class);
    put(said, primary, pair.primary(), AccountItem::id);
    put(said, recovery, pair.recovery(), AccountItem::id);
    return plan.with(said);
  }

  private Map<Fact, SourcedValue> engine(Pair pair) {
    var said = new EnumMap<Fact, SourcedValue>(Fact.class);
    put(said, Fact.ENGINE, pair.recovery(), it -> it.traits().engine());
    put(said, Fact.ENGINE, pair.primary(), it -> it.traits().engine());
    return said;
  }

  /// Of `cluster/service`; an old id has no cluster, which may be any.
  private Map<Fact, SourcedValue> clusters(Optional<AccountItem> thing, boolean primary) {
    var said = new EnumMap<Fact, SourcedValue>(Fact.class);
    put(
        said,
        primary ? Fact.PRIMARY_CLUSTER : Fact.RECOVERY_CLUSTER,
        thing,
        it -> it.id().substring(0, Math.max(0, it.id().indexOf('/'))));
    put(
        said,
        primary ? Fact.PRIMARY_SERVICE : Fact.RECOVERY_SERVICE,
        thing,
        it -> it.id().substring(it.id().indexOf('/') + 1));
    return said;
  }

  /// What has another form than a plan takes is left for a person, and told.
  private void put(
      Map<Fact, SourcedValue> said,
      Fact fact,
      Optional<AccountItem> thing,
      Function<AccountItem, String> text) {
    if (thing.isEmpty() || text.apply(thing.get()).isEmpty()) {
      return;
    }
    var it = thing.get();
    fact.shape()
        .parse(text.apply(it))
        .ifPresentOrElse(
            value -> said.put(fact, new SourcedValue(value, it.from())),
            () -> unused.add(new UnusedKey(it.id(), "a plan takes no such name")));
  }

  /// A name that no other resource has.
  private String name(Pair pair, String usual) {
    var stem = pair.stem().length() < SHORTEST ? usual : pair.stem();
    var name = stem;
    for (int i = 2; !names.add(name); i++) {
      name = "%s-%d".formatted(stem, i);
    }
    return name;
  }
}
