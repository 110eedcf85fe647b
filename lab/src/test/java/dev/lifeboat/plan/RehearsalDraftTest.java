package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.lab.plan.LabKeys;
import dev.lifeboat.lab.plan.RehearsalDraft;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import tools.jackson.databind.json.JsonMapper;

/// Goal: what a lab plays is the plan on other regions, but for what a lab has not; what it has not
/// is told, and what would be rehearsed wrongly is refused at its line.
class RehearsalDraftTest {
  private static final PlanReader READER =
      new PlanReader(List.of(new LabKeys(), SampleKeys.withPlaces("aws")));

  private static final String PLAN =
      """
      # A shop.
      plan: shop
      regions:
        near: { provider: aws, role: primary, aws: { place: here } }
        far: { provider: aws, role: recovery, aws: { place: there } }
        third: { provider: aws, role: arbiter, aws: { place: elsewhere } }
      workloads:
        shop:
          objectives: { rto: 30m, rpo: 5m }
          strategy: warm-standby
          resources:
            orders: { type: database, engine: postgresql, aws: { place: db } }
            images: { type: bucket, replicateDeletes: true }
            web:
              type: service
              run: [ecs-task]
              instances: { serving: 2 }
              uses: [orders, images]
              ready: /dbcheck
              lab: { run: [java, -jar, shop.jar, 8080] }
            entry: { type: traffic, to: web, mode: dns, ttl: 60s }
          verify: [ { http: /dbcheck }, { http: /cart, expect: 301 } ]
          failover: { trigger: approval, on: users }
          failback: { shares: [5, 100], hold: 10m }
      canary:
        rate: 20/s
        confirm: 7
        write: { http: "PUT /orders/{client}/{number}" }
      aws: { place: account }
      """;

  private static final String ITS_COMMAND = "        lab: { run: [java, -jar, shop.jar, 8080] }\n";

  private static RehearsalPlan made(String text) throws ProblemException {
    return made(text, _ -> false);
  }

  private static RehearsalPlan made(String text, Predicate<Database> closedByApi)
      throws ProblemException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return RehearsalDraft.of(READER, closedByApi, "shop.yaml", bytes);
  }

  private static Plan lab(String text) throws ProblemException {
    return Samples.valid(READER, made(text).text());
  }

  private static Service web(Plan plan) {
    return plan.workload("shop").resource(Service.class, "web");
  }

  private static String without(String part) {
    assertThat(PLAN).contains(part);
    return PLAN.replace(part, "");
  }

  /// Whoever rehearsed must not believe that this fence was tried.
  @Test
  void a_fence_that_no_lab_has_is_told() throws Exception {
    assertThat(made(PLAN, database -> database.name().equals("orders")).differences())
        .contains("the end of a lease fences 'orders', not the API of its region");
    assertThat(made(PLAN).differences()).noneMatch(it -> it.contains("fences"));
  }

  @Test
  void all_that_a_lab_has_stays_as_the_plan_says_it() throws Exception {
    var theirs = Samples.valid(READER, PLAN).workload("shop");
    var plan = lab(PLAN);
    var ours = plan.workload("shop");

    assertThat(plan.name()).isEqualTo("shop-in-lab");
    assertThat(plan.regions().values())
        .containsExactly(
            PlanParts.region("near", Region.Role.PRIMARY),
            PlanParts.region("far", Region.Role.RECOVERY),
            PlanParts.region("third", Region.Role.ARBITER));
    assertThat(ours.objectives()).isEqualTo(theirs.objectives());
    assertThat(ours.strategy()).isEqualTo(theirs.strategy());
    assertThat(ours.verify()).isEqualTo(theirs.verify());
    assertThat(ours.failover()).isEqualTo(theirs.failover());
    assertThat(ours.failback().shares()).isEqualTo(theirs.failback().shares());
    assertThat(ours.resources().get("orders"))
        .isEqualTo(PlanParts.database("orders", Replication.ASYNCHRONOUS));
    assertThat(ours.resources().get("images")).isEqualTo(theirs.resources().get("images"));
    assertThat(ours.resources().get("entry")).isEqualTo(theirs.resources().get("entry"));
    assertThat(plan.canary()).isEqualTo(Samples.valid(READER, PLAN).canary());
    assertThat(plan.values()).isEqualTo(ProviderValues.NONE);
  }

  @Test
  void a_service_runs_as_its_lab_says() throws Exception {
    assertThat(web(lab(PLAN)).run()).containsExactly("java", "-jar", "shop.jar", "8080");
    assertThat(web(lab(PLAN)).uses()).containsExactly("orders", "images");
    assertThat(lab(PLAN).lab().rehearsal())
        .contains(
            new Rehearsal("shop", Sha256.of(PLAN.getBytes(StandardCharsets.UTF_8)), List.of()));
    assertThat(lab(PLAN).lab().rehearsal().orElseThrow().isOfDataPathAlone()).isFalse();
  }

  @Test
  void without_a_command_a_stand_in_serves_and_no_write_is_taken_for_one_of_users()
      throws Exception {
    var plan = lab(without(ITS_COMMAND));

    assertThat(plan.lab().standsInFor("web")).isTrue();
    assertThat(plan.lab().standsInFor("orders")).isFalse();
    assertThat(plan.lab().rehearsal().orElseThrow().phrase())
        .isEqualTo("rehearsal of plan shop in the lab, data path alone: a stand-in served for web");
    assertThat(plan.canary()).isEqualTo(new Canary(20, 7, new Canary.OwnStores()));
    assertThat(plan.workload("shop").verify()).containsExactly(new Check("/dbcheck", 200));
    assertThat(made(without(ITS_COMMAND)).differences())
        .anyMatch(it -> it.startsWith("a stand-in serves for web: data path alone"))
        .contains("'/cart' is not verified: no stand-in knows it");
  }

  @Test
  void a_canary_that_the_lab_says_goes_with_the_stand_in_too() throws Exception {
    var plan =
        lab(
            without(ITS_COMMAND)
                .replace("canary:\n", "lab:\n  links: [ { between: [near, far] } ]\n  canary:\n")
                .replace("\n  rate:", "\n    rate:")
                .replace("\n  confirm:", "\n    confirm:")
                .replace("\n  write:", "\n    write:"));

    assertThat(plan.canary()).isEqualTo(new Canary(20, 7, new Canary.OwnStores()));
    assertThat(plan.lab().links()).hasSize(1);
  }

  @Test
  void an_accelerator_is_played_by_a_proxy_and_a_name_by_a_name() throws Exception {
    assertThat(traffic(PLAN)).isEqualTo(new Traffic.Form.Dns(Duration.ofMinutes(1)));

    var accelerated = PLAN.replace("mode: dns, ttl: 60s", "mode: accelerator");
    assertThat(traffic(accelerated)).isEqualTo(new Traffic.Form.Proxy());
    assertThat(made(accelerated).differences())
        .contains("a proxy leads users of 'web', not an accelerator");
  }

  private static Traffic.Form traffic(String text) throws ProblemException {
    return lab(text).workload("shop").resource(Traffic.class, "entry").form();
  }

  @Test
  void nobody_waits_minutes_between_the_shares_of_a_lab() throws Exception {
    assertThat(lab(PLAN).workload("shop").failback().hold()).isEqualTo(Duration.ofSeconds(1));
    assertThat(made(PLAN).differences())
        .containsExactly("each share of 'shop' on its way home is held 1s, not 10m");
    var brief = PLAN.replace("hold: 10m", "hold: 200ms");
    assertThat(lab(brief).workload("shop").failback().hold()).isEqualTo(Duration.ofMillis(200));
    assertThat(made(brief).differences()).isEmpty();
  }

  @Test
  void what_differs_stands_in_the_file_that_runs_keep() throws Exception {
    assertThat(made(PLAN).text())
        .startsWith(
            """
            # Plan shop as a lab plays it, by 'lifeboat drill PLAN --in lab'.
            # each share of 'shop' on its way home is held 1s, not 10m.
            plan: shop-in-lab
            """)
        .doesNotContain("aws");
    assertThat(made(PLAN)).isEqualTo(made(PLAN));
    assertThat(made(PLAN).text()).isNotEqualTo(made(PLAN + "# more\n").text());
  }

  private static void assertRefused(String text, String... told) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> made(text))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1010))
        .satisfies(it -> assertThat(it.problem().happened()).contains(told));
  }

  /// Where i is not the lower case of I.
  @Test
  @DefaultLocale("tr-TR")
  void a_turkish_machine_plays_the_same() throws Exception {
    all_that_a_lab_has_stays_as_the_plan_says_it();
    what_differs_stands_in_the_file_that_runs_keep();
    another_engine_is_refused_at_its_line();
  }

  @Test
  void another_engine_is_refused_at_its_line() {
    assertRefused(
        PLAN.replace("engine: postgresql", "engine: mysql"),
        "shop.yaml:12:41: workloads.shop.resources.orders.engine is mysql, and a lab has"
            + " PostgreSQL alone; drill it where it is, without '--in lab'");
  }

  @Test
  void a_second_store_is_not_left_unwatched_beside_a_stand_in() throws Exception {
    var two = "      orders: { type: database, engine: postgresql, aws: { place: db } }\n";
    var more = two + two.replace("orders", "stock");

    assertRefused(
        without(ITS_COMMAND).replace(two, more),
        "workloads.shop.resources.web has no command for a lab, whose canary then watches one"
            + " database and one bucket, and workload 'shop' has 2 and 1; say how a lab runs it");
    assertRefused(
        without(ITS_COMMAND).replace(two, "").replace("[orders, images]", "[images]"),
        "needs a database, and the plan has none");
    assertThat(lab(PLAN.replace(two, more)).workload("shop").stores()).hasSize(3);
  }

  @Test
  void a_name_has_room_for_that_of_its_rehearsal() throws Exception {
    assertRefused(PLAN.replace("plan: shop", "plan: " + "s".repeat(35)), "shop.yaml:2:7: plan is");
    assertThat(lab(PLAN.replace("plan: shop", "plan: " + "s".repeat(34))).name()).hasSize(41);
  }

  @Test
  void what_is_no_plan_is_told_as_ever() {
    assertThatExceptionOfType(InvalidPlanException.class)
        .isThrownBy(() -> made(PLAN.replace("objectives", "objective")))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1001));
  }

  @Test
  void a_verifier_reads_it_without_the_rest_of_the_plan() throws Exception {
    var bytes = made(without(ITS_COMMAND)).text().getBytes(StandardCharsets.UTF_8);

    assertThat(PlanReader.rehearses(bytes)).isEqualTo(lab(without(ITS_COMMAND)).lab().rehearsal());
    assertThat(PlanReader.rehearses(PLAN.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void a_command_for_the_lab_is_one() {
    assertThat(
            Samples.mistakes(READER, "p", PLAN.replace("lab: { run: [java,", "lab: { run: [' ',")))
        .contains("resources.web.lab.run[0] is an empty text");
    assertThat(
            Samples.mistakes(
                READER, "p", PLAN.replace("lab: { run: [java, -jar, shop.jar, 8080] }", "lab: {}")))
        .contains("resources.web.lab lacks the key 'run'");
  }

  /// Goal: a plan of any size is played or refused; what is played keeps its promises.
  @Property(tries = 200)
  void any_plan_is_played_or_refused(@ForAll long seed, @ForAll boolean commands) throws Exception {
    var plan = new RandomPlan(seed).next();
    var text = elsewhere(plan, commands);
    var theirs = Samples.valid(READER, text);
    RehearsalPlan made;
    try {
      made = made(text);
    } catch (InvalidPlanException refused) {
      assertThat(refused.problem().code()).isEqualTo(Code.LB1010);
      assertThat(commands).isFalse();
      return;
    }
    var ours = Samples.valid(READER, made.text());

    assertThat(ours.name()).isEqualTo(plan.name() + Rehearsal.SUFFIX);
    assertThat(ours.canary())
        .isEqualTo(
            commands
                ? theirs.canary()
                : new Canary(
                    theirs.canary().ratePerSecond(),
                    theirs.canary().confirm(),
                    new Canary.OwnStores()));
    assertThat(ours.lab().links()).isEqualTo(theirs.lab().links());
    theirs
        .workloads()
        .forEach((name, workload) -> {
          var played = ours.workload(name);
          assertThat(played.objectives()).isEqualTo(workload.objectives());
          assertThat(played.failover()).isEqualTo(workload.failover());
          assertThat(played.dependsOn()).isEqualTo(workload.dependsOn());
          assertThat(played.stores()).isEqualTo(workload.stores());
          assertThat(played.resources(Traffic.class)).isEqualTo(workload.resources(Traffic.class));
          assertThat(played.resources(Service.class).getFirst().run())
              .isEqualTo(
                  commands
                      ? List.of("in-lab", "")
                      : workload.resources(Service.class).getFirst().run());
        });
  }

  /// The same plan on other regions.
  @SuppressWarnings("unchecked") // The trees of these tests.
  private static String elsewhere(Plan plan, boolean commands) {
    var tree = PlanTree.of(plan);
    for (var region : ((Map<String, Map<String, Object>>) tree.get("regions")).values()) {
      region.put("provider", "aws");
      region.put("aws", Map.of("place", "here"));
    }
    ((Map<String, Object>) tree.get("lab")).remove("rehearses");
    for (var workload : ((Map<String, Map<String, Object>>) tree.get("workloads")).values()) {
      for (var resource : ((Map<String, Map<String, Object>>) workload.get("resources")).values()) {
        if (commands && "service".equals(resource.get("type"))) {
          resource.put("lab", Map.of("run", List.of("in-lab", "")));
        }
      }
    }
    return JsonMapper.shared().writeValueAsString(tree);
  }
}
