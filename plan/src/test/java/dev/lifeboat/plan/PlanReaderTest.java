package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {

  @Test
  void the_storefront_plan_is_read_as_it_is_written() {
    var plan = Samples.valid(Samples.storefront());

    assertThat(plan.name()).isEqualTo("storefront");
    assertThat(plan.regions().keySet()).containsExactly("east", "west", "edge");
    assertThat(plan.primary().name()).isEqualTo("east");
    assertThat(plan.recovery().name()).isEqualTo("west");
    var shop = plan.workload("shop");
    assertThat(shop.owner()).isEqualTo("payments");
    assertThat(shop.criticality()).isEqualTo(Criticality.CRITICAL);
    assertThat(shop.objectives())
        .isEqualTo(PlanParts.objectives(Duration.ofMinutes(15), Duration.ofMinutes(5)));
    assertThat(shop.impact()).contains(Impact.of(new Money(new BigDecimal("12000"), "USD")));
    assertThat(shop.strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(shop.resources().values())
        .containsExactly(
            PlanParts.database("orders", Replication.ASYNCHRONOUS),
            PlanParts.bucket("images", false, Replication.ASYNCHRONOUS),
            PlanParts.service(
                "web",
                List.of("java", "-jar", "target/storefront.jar"),
                new Service.Instances(2, 1),
                List.of("orders", "images"),
                "/healthz",
                "/dbcheck"),
            PlanParts.traffic("entry", "web"));
    assertThat(shop.verify()).containsExactly(new Check("/dbcheck", 200));
    assertThat(shop.failover())
        .isEqualTo(
            PlanParts.failover(
                FailoverPolicy.Trigger.AUTOMATIC,
                new FailoverPolicy.Detect(Duration.ofMillis(200), 3)));
    assertThat(plan.lab().links())
        .containsExactly(
            new Link("east", "west", Duration.ofMillis(20), Duration.ZERO, OptionalLong.empty()));
    assertThat(plan.lab().canary())
        .isEqualTo(
            new Canary(
                50,
                10,
                new Canary.FrontDoor(
                    new Canary.Request("PUT", "/orders/{client}/{number}", "{\"item\":\"canary\"}"),
                    new Canary.Request("GET", "/orders/{client}/{number}", ""),
                    Optional.of(
                        new Canary.Rows(
                            "orders",
                            "select number from orders where client = '{client}'",
                            "delete from orders where client = '{client}'")),
                    Optional.of(new Canary.Objects("images", "orders/{client}/")))));
    assertThat(plan.sha256()).matches("[0-9a-f]{64}");
  }

  private static String ofItsOwn(String stores) {
    return """
    plan: quiet
    regions:
      east: { role: primary }
      west: { role: recovery }
    workloads:
      shop:
        objectives: { rto: 15m, rpo: 5m }
        resources:
    %s
    lab:
      canary: { basis: database }
    """
        .formatted(stores.indent(6).stripTrailing());
  }

  @Test
  void a_canary_of_basis_database_has_a_table_and_objects_of_its_own() {
    var plan = Samples.valid(ofItsOwn("orders: { type: database }\nimages: { type: bucket }\n"));
    var shop = plan.workload("shop");

    assertThat(plan.canary().basis()).isEqualTo(Canary.Basis.DATABASE);
    assertThat(plan.canary().rows(shop).orElseThrow())
        .isEqualTo(
            new Canary.Rows(
                "orders",
                "select number from lifeboat_canary where client = '{client}'",
                "delete from lifeboat_canary where client = '{client}'"));
    assertThat(plan.canary().objects(shop))
        .contains(new Canary.Objects("images", "lifeboat-canary/{client}/"));
  }

  @Test
  void a_canary_of_basis_database_watches_each_store_or_is_refused() {
    assertThat(Samples.mistakes("p", ofItsOwn("images: { type: bucket }\n")))
        .isEqualToIgnoringNewLines(
            "p:11:13: lab.canary.basis finds no database in this plan; write 'basis: front-door'");
    assertThat(Samples.mistakes("p", ofItsOwn("a: { type: database }\nb: { type: database }\n")))
        .isEqualToIgnoringNewLines(
            "p:12:13: lab.canary.basis would watch one database, and workload 'shop' has 2;"
                + " write 'basis: front-door'");
  }

  @Test
  void ten_mistakes_are_told_at_once_each_with_its_place() {
    assertThat(Samples.mistakes("lifeboat.yaml", Samples.text("ten-mistakes.yaml")))
        .isEqualTo(Samples.text("ten-mistakes.txt"))
        .hasLineCount(10);
  }

  /// In Turkish, "I" in lower case is not "i": a word compared that way is no longer known.
  @Test
  @DefaultLocale("tr-TR")
  void a_turkish_machine_reads_the_same() {
    assertThat(Samples.valid(Samples.storefront()).workload("shop").criticality().word())
        .isEqualTo("critical");
    assertThat(Samples.mistakes("lifeboat.yaml", Samples.text("ten-mistakes.yaml")))
        .isEqualTo(Samples.text("ten-mistakes.txt"));
    assertThat(NearestWord.of("CRITICAL", List.of("critical"))).contains("critical");
  }

  static List<MistakeCase> cases() {
    return MistakeCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_mistake_is_told_once_with_its_place_and_what_is_allowed(MistakeCase mistake) {
    assertThat(Samples.mistakes("p", mistake.yaml()).lines())
        .containsExactlyElementsOf(mistake.told().stream().map(told -> "p:" + told).toList());
  }

  /// A function inside an account knows its own provider alone.
  @Test
  void what_is_said_to_the_default_provider_is_taken_where_that_is_not_known() {
    var reader = new PlanReader(List.of(SampleKeys.withPlaces("aws")));
    var text = Samples.smallest().replace("run: [serve]", "run: [serve], lab: { run: [played] }");

    assertThat(Samples.valid(reader, text).resources(Service.class).getFirst().run())
        .containsExactly("serve");
    assertThat(Samples.mistakes(reader, "p", text.replace("lab:", "lba:")))
        .contains("resources.web.lba is not a known key");
  }

  @Test
  void only_a_plan_in_the_lab_says_that_it_rehearses_another() {
    var rehearses = "lab: { rehearses: { plan: other, sha256: '%s'%s } }\n";
    var hash = "0".repeat(64);
    var elsewhere =
        Samples.smallest()
            .replace("east: {}, west: {}", "east: { provider: aws }, west: { provider: aws }");

    assertThat(Samples.mistakes("p", elsewhere + rehearses.formatted(hash, "")))
        .contains(
            "lab.rehearses is of a plan in the lab, and the regions of this one are on aws; leave"
                + " it out");
    assertThat(Samples.mistakes("p", Samples.smallest() + rehearses.formatted(hash, ""))).isEmpty();
    assertThat(Samples.mistakes("p", Samples.smallest() + rehearses.formatted("00", "")))
        .contains("lab.rehearses.sha256 is '00'; write 64 lower-case hexadecimal digits");
    assertThat(
            Samples.mistakes(
                "p", Samples.smallest() + rehearses.formatted(hash, ", standIns: [web]")))
        .contains(
            "lab.rehearses has stand-ins, whose answers are not what users see; write 'basis:"
                + " database' in the canary");
    assertThat(
            Samples.mistakes(
                "p", Samples.smallest() + rehearses.formatted(hash, ", standIns: [entry]")))
        .contains("lab.rehearses.standIns[0] is 'entry', which is a traffic");
  }

  @Test
  void a_backup_has_the_vaults_and_defaults_of_its_tier() {
    var text =
        Samples.storefront()
                .replace("    owner:", "    tier: premium\n    owner:")
                .replace("    verify:", "    backup: { to: offsite, copyTo: far }\n    verify:")
            + "vaults:\n  offsite: { url: /backup, keys: vault.key, retain: 7d }\n"
            + "  far: { url: s3://backups/shop, region: eu-central-1 }\n";
    var plan = Samples.valid(text);

    assertThat(plan.vaults().values())
        .containsExactly(
            new VaultPlace(
                "offsite",
                "/backup",
                Optional.empty(),
                Optional.of("vault.key"),
                Optional.of(Duration.ofDays(7))),
            new VaultPlace(
                "far",
                "s3://backups/shop",
                Optional.of("eu-central-1"),
                Optional.empty(),
                Optional.empty()));
    assertThat(plan.workload("shop").backup())
        .contains(
            new BackupPolicy(
                "offsite",
                Optional.of("far"),
                Duration.ofMinutes(5),
                BackupTimes.NIGHTLY,
                new BackupKeep(Duration.ofDays(35), false, Optional.empty()),
                Optional.empty(),
                Optional.empty()));
    var other = text.replace("copyTo: far", "keep: 40d, class: claims, logs: 10s, proveEvery: 7d");
    assertThat(Samples.valid(other).workload("shop").backup().orElseThrow())
        .matches(it -> it.kind().equals(Optional.of(DataClass.CLAIMS)))
        .matches(it -> it.kept().keep().equals(Duration.ofDays(40)) && it.copyTo().isEmpty())
        .matches(it -> it.proveEvery().equals(Optional.of(Duration.ofDays(7))));
    assertThat(
            Samples.valid(text.replace("tier: premium", "tier: basic")).workload("shop").backup())
        .map(it -> it.kept().keep())
        .contains(Duration.ofDays(7));
  }

  @Test
  void a_file_that_is_no_mapping_is_one_mistake() {
    assertThat(Samples.mistakes("p", ""))
        .isEqualTo("p:1:1: the file is empty; begin it with 'plan: NAME'\n");
    assertThat(Samples.mistakes("p", "# only a comment\n"))
        .isEqualTo("p:1:1: the file is empty; begin it with 'plan: NAME'\n");
    assertThat(Samples.mistakes("p", "\n- plan\n"))
        .isEqualTo(
            "p:2:1: the plan is a list; write a mapping with the keys plan, regions, workloads,"
                + " canary, lab, tiers, drills, assess, people, vaults, include, aws\n");
  }

  @Test
  void bytes_that_are_no_text_are_one_mistake_at_their_place() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("plan: shop\r\nowner: ä".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xFF);

    assertThat(Samples.READER.read("p", bytes.toByteArray()))
        .hasToString(
            "Invalid[file=p, mistakes=[p:2:9: byte 22 is not UTF-8; save the file in UTF-8], count=1 mistake]");
    assertThat(Samples.mistakes("p", "plan: a\nx: \u0000"))
        .isEqualTo("p:2:4: the character U+0000 is not allowed in YAML; remove it\n");
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_are_taken() {
    var plan = Samples.valid("\uFEFF" + Samples.smallest().replace("\n", "\r\n"));
    assertThat(plan.name()).isEqualTo("small");
  }

  @Test
  void a_file_over_the_limit_is_one_mistake() {
    var text = Samples.smallest() + "#".repeat(PlanReader.MOST_BYTES);
    assertThat(Samples.mistakes("p", text))
        .isEqualTo("p:1:1: the file is larger than 64 MiB; split it into several plans\n");
  }

  @Test
  void the_list_of_mistakes_has_an_end() {
    var text = new StringBuilder(Samples.smallest());
    for (int i = 0; i < 1000; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    assertThat(Samples.mistakes("p", text.toString()).lines())
        .hasSize(Mistakes.MOST_LISTED + 1)
        .last()
        .asString()
        .endsWith("800 more mistakes are not listed; correct these first");
    assertThat(Samples.READER.read("p", text.toString()))
        .isInstanceOfSatisfying(
            PlanResult.Invalid.class,
            it -> assertThat(it.problem().happened()).startsWith("p has 1000 mistakes"));
  }

  @Test
  void regions_without_a_role_take_the_roles_that_are_left_in_order() {
    var plan =
        Samples.valid(
            Samples.smallest()
                .replace("{ east: {}, west: {} }", "{ a: {}, b: { role: primary }, c: {} }"));

    assertThat(plan.regions())
        .isEqualTo(
            Map.of(
                "a", PlanParts.region("a", Region.Role.RECOVERY),
                "b", PlanParts.region("b", Region.Role.PRIMARY),
                "c", PlanParts.region("c", Region.Role.ARBITER)));
    assertThat(plan.regions().keySet()).containsExactly("a", "b", "c");
  }

  @Test
  void users_who_are_out_alone_are_moved_only_where_the_plan_says_so() {
    assertThat(Samples.valid(Samples.storefront()).workload("shop").failover().outages())
        .isEqualTo(
            new OutagePolicy(OutagePolicy.On.REGION, Duration.ofMinutes(5), Optional.empty()));
    var told =
        Samples.storefront()
            .replace("trigger: automatic,", "on: users, usersAfter: 10m, trigger: automatic,");
    var outages = Samples.valid(told).workload("shop").failover().outages();
    assertThat(outages)
        .isEqualTo(
            new OutagePolicy(OutagePolicy.On.USERS, Duration.ofMinutes(10), Optional.empty()));
    assertThat(Samples.mistakes("p", told.replace("on: users", "on: user")))
        .contains("did you mean 'users'?");
  }

  @Test
  void a_workload_without_a_strategy_takes_the_recommended_one() {
    assertThat(Samples.valid(Samples.smallest()).workload("shop").strategy())
        .isEqualTo(Strategy.WARM_STANDBY);
    assertThat(
            Samples.valid(Samples.smallest().replace("15m", "PT30M")).workload("shop").strategy())
        .isEqualTo(Strategy.PILOT_LIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "strategy: warm-standby, 1h, serving: 2, 1",
    "strategy: pilot-light, 15m, serving: 2, 0",
    "strategy: pilot-light, 15m, standby: 2, 2",
    "# computed, 15m, serving: 2, 1",
    "# computed, 30m, serving: 2, 0"
  })
  void a_pilot_light_runs_nothing_in_the_other_region_unless_it_says_so(
      String strategy, String rto, String instances, int standby) {
    var text = Samples.storefront();
    assertThat(text).contains("strategy: warm-standby", "rto: 15m", "serving: 2, standby: 1");
    var plan =
        Samples.valid(
            text.replace("strategy: warm-standby", strategy)
                .replace("rto: 15m", "rto: " + rto)
                .replace("serving: 2, standby: 1", instances));

    assertThat(plan.resources(Service.class).getFirst().instances().standby()).isEqualTo(standby);
  }

  @Test
  void the_sha_256_is_that_of_the_bytes(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("lifeboat.yaml"), Samples.smallest());
    var digest = MessageDigest.getInstance("SHA-256");

    assertThat(Samples.READER.read(file).orThrow().sha256())
        .isEqualTo(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
  }

  @Test
  void a_file_that_cannot_be_read_is_a_problem(@TempDir Path folder) {
    assertProblem(folder.resolve("none.yaml"), "there is no such file");
    assertProblem(folder, "it is a folder");
  }

  @Test
  void an_invalid_plan_becomes_one_problem_with_every_mistake() {
    assertThatThrownBy(() -> Samples.READER.read("p.yaml", "plan: A\nregions: 1\n").orThrow())
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> {
              assertThat(thrown.problem().code()).isEqualTo(Code.LB1001);
              assertThat(thrown.problem().happened())
                  .startsWith(
                      "p.yaml has 3 mistakes\n  p.yaml:1:1: the plan lacks the key 'workloads'")
                  .contains("\n  p.yaml:1:7: plan is 'A'")
                  .contains("\n  p.yaml:2:10: regions is 1, a number");
            });
  }

  private static void assertProblem(Path file, String why) {
    assertThatThrownBy(() -> Samples.READER.read(file))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> {
              assertThat(thrown.problem().code()).isEqualTo(Code.LB1002);
              assertThat(thrown.problem().happened()).contains(file.toString(), why);
            });
  }
}
