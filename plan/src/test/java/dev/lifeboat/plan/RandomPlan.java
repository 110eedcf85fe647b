package dev.lifeboat.plan;

import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// Makes a valid plan out of a seed. Made by hand instead of combined arbitraries, since almost
/// every name must exist elsewhere in the plan.
final class RandomPlan {
  private final Random random;

  RandomPlan(long seed) {
    this.random = new Random(seed);
  }

  Plan next() {
    var regions = new LinkedHashMap<String, Region>();
    var roles = new ArrayList<>(List.of(Region.Role.values()));
    Collections.shuffle(roles, random);
    roles.forEach(role -> {
      var name = name("r" + regions.size());
      regions.put(name, PlanParts.region(name, role));
    });
    var workloads = new LinkedHashMap<String, Workload>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var workload = workload(i, List.copyOf(workloads.keySet()));
      workloads.put(workload.name(), workload);
    }
    var canary = canary(workloads);
    return PlanParts.plan(
        name("plan"),
        regions,
        workloads,
        new LabPlan(
            links(List.copyOf(regions.keySet())), canary, maybe(rehearsal(workloads, canary))),
        assess(List.copyOf(regions.keySet()), workloads),
        people(List.copyOf(workloads.keySet())),
        "0".repeat(64));
  }

  private AssessPolicy assess(List<String> regions, Map<String, Workload> all) {
    var workloads = List.copyOf(all.keySet());
    var accepted = new ArrayList<AssessPolicy.Acceptance>();
    for (int i = 0; i < random.nextInt(3); i++) {
      accepted.add(
          new AssessPolicy.Acceptance(
              pick(List.of(Code.LB8001, Code.LB8014)),
              maybe(pick(workloads)),
              text(),
              LocalDate.EPOCH.plusDays(random.nextInt(40_000))));
    }
    var places = new LinkedHashMap<String, String>();
    some(regions).forEach(region -> places.put(region, text()));
    var residency = new LinkedHashMap<String, List<String>>();
    some(workloads).forEach(workload -> residency.put(workload, some(List.of("DE", "US"))));
    var beside = new LinkedHashMap<String, List<String>>();
    some(AssessPolicy.BESIDE)
        .forEach(need -> {
          var there = some(regions);
          beside.put(need, there.isEmpty() ? List.of(pick(regions)) : there);
        });
    return new AssessPolicy(
        accepted,
        maybe(new Money(BigDecimal.valueOf(random.nextInt(10_000_000), random.nextInt(3)), "EUR")),
        new AssessPolicy.Figures(
            random.nextInt(1_000), 1 + random.nextInt(1_000), rates(), changes(workloads)),
        new ResidencyPolicy(places, residency, classes()),
        beside,
        some(
            List.of(
                new AssessPolicy.FollowUp(
                    text(), text(), LocalDate.EPOCH.plusDays(random.nextInt(40_000))))),
        keys(all.values().stream().flatMap(it -> it.stores().stream()).toList()),
        Map.of());
  }

  private Map<DataClass, List<String>> classes() {
    var classes = new LinkedHashMap<DataClass, List<String>>();
    some(List.of(DataClass.values())).forEach(it -> classes.put(it, List.of("DE", "US")));
    return classes;
  }

  private Map<String, EncryptionKey> keys(List<Resource> stores) {
    var keys = new LinkedHashMap<String, EncryptionKey>();
    some(stores)
        .forEach(it ->
            keys.put(
                it.name(),
                new EncryptionKey(
                    LocalDate.EPOCH.plusDays(random.nextInt(40_000)),
                    Duration.ofDays(1 + random.nextInt(1_000)))));
    return keys;
  }

  private Map<String, Integer> rates() {
    var rates = new LinkedHashMap<>(AssessPolicy.NONE.figures().perDecade());
    rates.replaceAll((_, _) -> random.nextInt(10_001));
    return rates;
  }

  private Map<String, Long> changes(List<String> workloads) {
    var changes = new LinkedHashMap<String, Long>();
    some(workloads).forEach(it -> changes.put(it, 1000L * (1 + random.nextInt(999_999))));
    return changes;
  }

  private PlanPeople people(List<String> workloads) {
    var contacts = new LinkedHashMap<String, PlanPeople.Contact>();
    var clients = new LinkedHashMap<String, PlanPeople.Client>();
    for (int i = 0; i < random.nextInt(3); i++) {
      var contact = name("c" + i);
      contacts.put(
          contact,
          new PlanPeople.Contact(
              contact,
              text(),
              List.of(text(), text()),
              text(),
              maybe(duration(60_000, 86_400_000)),
              random.nextBoolean(),
              random.nextBoolean(),
              some(workloads)));
      var client = name("k" + i);
      clients.put(
          client,
          new PlanPeople.Client(
              client, maybe(pick(Tier.USUAL)), some(List.of(text())), some(workloads)));
    }
    return new PlanPeople(duration(0, 100_000_000), contacts, clients);
  }

  private Rehearsal rehearsal(Map<String, Workload> workloads, Canary canary) {
    var services =
        workloads.values().stream()
            .flatMap(it -> it.resources(Service.class).stream().map(Service::name))
            .toList();
    boolean standIns = canary.basis() == Canary.Basis.DATABASE;
    return new Rehearsal(
        name("plan"),
        pick(List.of("0", "a", "9f")).repeat(64).substring(0, 64),
        standIns ? some(services) : List.of());
  }

  private Workload workload(int number, List<String> earlier) {
    var resources = new LinkedHashMap<String, Resource>();
    var stores = new ArrayList<String>();
    for (int i = 0; i < random.nextInt(3); i++) {
      var name = name("d" + number + i);
      stores.add(name);
      var replication = pick(List.of(Replication.values()));
      resources.put(
          name,
          new Database(
              name, Engine.POSTGRESQL, replication, random.nextBoolean(), ProviderValues.NONE));
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      var name = name("b" + number + i);
      stores.add(name);
      resources.put(
          name, PlanParts.bucket(name, random.nextBoolean(), pick(BucketBinder.REPLICATIONS)));
    }
    var service = name("s" + number);
    resources.put(service, service(service, stores));
    if (random.nextBoolean()) {
      var name = name("t" + number);
      var port = maybe(1 + random.nextInt(65_535));
      resources.put(
          name,
          new Traffic(
              name,
              service,
              random.nextBoolean()
                  ? new Traffic.Form.Proxy()
                  : new Traffic.Form.Dns(Duration.ofSeconds(1 + random.nextInt(3_600))),
              new ProviderValues(port.stream().<Object>map(it -> it).toList())));
    }
    return new Workload(
        name("w" + number),
        text(),
        pick(List.of(Criticality.values())),
        new Objectives(duration(1, 100_000_000), duration(0, 100_000_000), 1 + random.nextInt(100)),
        maybe(new RandomImpact(random).impact()),
        new RandomImpact(random).needs(some(earlier), earlier),
        pick(List.of(Strategy.values())),
        resources,
        random.nextBoolean()
            ? List.of()
            : List.of(new Check("/" + word(), 100 + random.nextInt(500))),
        failover(),
        failback(),
        Optional.empty(),
        Routine.NONE);
  }

  private FailoverPolicy failover() {
    return new FailoverPolicy(
        pick(List.of(FailoverPolicy.Trigger.values())),
        new FailoverPolicy.Detect(duration(50, 60_000), 1 + random.nextInt(100)),
        duration(0, 100_000_000),
        new FailoverPolicy.AtMost(1 + random.nextInt(100), duration(60_000, 100_000_000)),
        new FailoverPolicy.Flapping(
            1 + random.nextInt(100), duration(1_000, 80_000_000), duration(0, 3_600_000)),
        pick(List.of(FailoverPolicy.BeyondRpo.values())),
        new ReprotectPolicy(
            pick(List.of(FailoverPolicy.Trigger.values())), duration(0, 100_000_000)),
        new OutagePolicy(
            pick(List.of(OutagePolicy.On.values())), duration(0, 80_000_000), Optional.empty()));
  }

  private FailbackPolicy failback() {
    return new FailbackPolicy(
        pick(List.of(List.of(), List.of(100), List.of(1, 99, 100))),
        duration(0, 100_000_000),
        random.nextInt(1_000),
        duration(1, 60_000),
        maybe(
            new MoveWindow(
                EnumSet.of(pick(List.of(DayOfWeek.values()))),
                LocalTime.of(random.nextInt(24), 30),
                LocalTime.of(random.nextInt(24), 0),
                ZoneId.of("Europe/Berlin"))));
  }

  private Service service(String name, List<String> stores) {
    var environment = new LinkedHashMap<String, String>();
    for (int i = 0; i < random.nextInt(3); i++) {
      environment.put("V_" + i, random.nextInt(5) == 0 ? "" : text());
    }
    var run = new ArrayList<>(List.of(text()));
    for (int i = 0; i < random.nextInt(3); i++) {
      run.add(text());
    }
    return new Service(
        name,
        run,
        new Service.Instances(1 + random.nextInt(100), random.nextInt(101)),
        some(stores),
        "/" + word(),
        "/" + word(),
        new Service.Environment(environment, some(List.of("AWS_PROFILE", "_no1"))),
        ProviderValues.NONE);
  }

  private List<Link> links(List<String> regions) {
    var links = new ArrayList<Link>();
    for (int a = 0; a < regions.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (random.nextBoolean()) {
          var bandwidth = maybe(1000L * (1 + random.nextInt(999_999)));
          links.add(
              new Link(
                  regions.get(a),
                  regions.get(b),
                  duration(0, 10_000),
                  duration(0, 10_000),
                  bandwidth.map(OptionalLong::of).orElse(OptionalLong.empty())));
        }
      }
    }
    return links;
  }

  private Canary canary(Map<String, Workload> workloads) {
    var databases =
        workloads.values().stream().flatMap(w -> w.resources(Database.class).stream()).toList();
    var buckets =
        workloads.values().stream().flatMap(w -> w.resources(Bucket.class).stream()).toList();
    if (!databases.isEmpty() && workloads.values().stream().allMatch(RandomPlan::hasOneStore)) {
      return new Canary(
          1 + random.nextInt(1000), 1 + random.nextInt(10_000), new Canary.OwnStores());
    }
    var inBody = random.nextBoolean();
    return new Canary(
        1 + random.nextInt(1000),
        1 + random.nextInt(10_000),
        new Canary.FrontDoor(
            inBody
                ? new Canary.Request("POST", "/" + word(), text() + "{client}{number}\n")
                : new Canary.Request("PUT", "/{client}/{number}", ""),
            new Canary.Request("GET", "/" + word(), ""),
            databases.isEmpty()
                ? Optional.empty()
                : maybe(
                    new Canary.Rows(
                        pick(databases).name(), text() + "{client}", "{client}" + text())),
            buckets.isEmpty()
                ? Optional.empty()
                : maybe(new Canary.Objects(pick(buckets).name(), "{client}" + text()))));
  }

  private static boolean hasOneStore(Workload workload) {
    return workload.resources(Database.class).size() < 2
        && workload.resources(Bucket.class).size() < 2;
  }

  private Duration duration(int leastMillis, int mostMillis) {
    return Duration.ofMillis(leastMillis + random.nextInt(mostMillis - leastMillis + 1));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> some(List<T> list) {
    return list.stream().filter(_ -> random.nextBoolean()).toList();
  }

  private <T> Optional<T> maybe(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private String name(String unique) {
    return unique + word().substring(0, 2 + random.nextInt(4));
  }

  private String word() {
    var word = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  /// Texts that YAML might take for something else.
  private String text() {
    return pick(
            List.of(
                "a b",
                "true",
                "no",
                "12",
                "0x1F",
                "1.5",
                "null",
                "~",
                "- x",
                "a: b",
                "# c",
                "'",
                "\"",
                "{x}",
                "[",
                "&a",
                "*a",
                "!t",
                "<<",
                "|",
                ">",
                "%",
                "@",
                "`",
                "ä€😀",
                "a\nb",
                "\t.",
                "?",
                "2026-11-20",
                ".inf",
                "\\",
                "=",
                "---"))
        + (random.nextBoolean() ? "" : " " + word());
  }
}
