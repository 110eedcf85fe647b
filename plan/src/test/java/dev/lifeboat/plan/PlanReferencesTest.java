package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReferencesTest {
  private static final String PLAN =
      """
      plan: small
      regions: { east: {}, west: {} }
      workloads:
        shop:
          owner: ${TEAM:-nobody yet}
          objectives: { rto: "${RTO}", rpo: 5m }
          resources:
            orders: { type: database }
            web:
              type: service
              run: [serve, "${PORT}"]
              environment: { HOME_OF: "${HOME}" }
              instances:
                serving: ${SIZE:-3}
            entry: { type: traffic, to: web }
      canary:
        write: { http: "PUT /x/{client}/{number}", body: "${CENTS}" }
      """;

  private static final Map<String, String> ENVIRONMENT = Map.of("RTO", "20m", "TEAM", "payments");

  @TempDir private Path folder;

  private static PlanReader reader(Map<String, String> environment) {
    return new PlanReader(List.of(SampleKeys.withPort("lab")), environment);
  }

  private static WholePlan whole(Map<String, String> environment, String text) {
    return new PlanFiles(reader(environment)).ofText("p", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String mistakes(Map<String, String> environment, String text) {
    return Samples.mistakes(reader(environment), "p", text);
  }

  @Test
  void a_value_is_what_the_environment_says_or_the_default() throws Exception {
    var plan = whole(ENVIRONMENT, PLAN).result().orThrow();
    var shop = plan.workload("shop");

    assertThat(shop.objectives().rto()).hasMinutes(20);
    assertThat(shop.owner()).isEqualTo("payments");
    assertThat(shop.resource(Service.class, "web").instances().serving()).isEqualTo(3);
    assertThat(whole(Map.of("RTO", "20m"), PLAN).result().orThrow().workload("shop").owner())
        .isEqualTo("nobody yet");
  }

  @Test
  void what_is_handed_on_stays_as_it_is_written() throws Exception {
    var plan = whole(Map.of("RTO", "1h", "PORT", "1", "HOME", "2", "CENTS", "3"), PLAN).result();
    var web = plan.orThrow().workload("shop").resource(Service.class, "web");

    assertThat(web.run()).containsExactly("serve", "${PORT}");
    assertThat(web.environment().added()).containsEntry("HOME_OF", "${HOME}");
    assertThat(plan.orThrow().canary().way()).asString().contains("${CENTS}");
  }

  /// Goal: whoever has what a run kept has the plan, in any environment and by any reader.
  @Test
  void what_is_kept_is_the_resolved_plan() throws Exception {
    var whole = whole(ENVIRONMENT, PLAN);
    var plan = whole.result().orThrow();

    assertThat(whole.text()).doesNotContain("${TEAM", "${RTO", "${SIZE");
    assertThat(plan.sha256()).isEqualTo(Sha256.of(whole.text().getBytes(StandardCharsets.UTF_8)));
    for (var reader :
        List.of(
            reader(Map.of()),
            reader(Map.of("RTO", "9h", "TEAM", "others")),
            reader(ENVIRONMENT).ofKept(),
            Samples.READER)) {
      assertThat(reader.read("kept", whole.text()).orThrow()).isEqualTo(plan);
    }
    assertThat(PlanReader.OF_ANY_PROVIDER.read("kept", whole.text()).orThrow().workloads())
        .isEqualTo(plan.workloads());
    assertThat(
            PlanReader.objectives(whole.text().getBytes(StandardCharsets.UTF_8), "shop")
                .orElseThrow()
                .rto())
        .hasMinutes(20);
  }

  @Test
  void another_environment_is_another_plan() throws Exception {
    var one = whole(ENVIRONMENT, PLAN).result().orThrow();

    assertThat(whole(ENVIRONMENT, PLAN).result().orThrow().sha256()).isEqualTo(one.sha256());
    assertThat(whole(Map.of("RTO", "20m"), PLAN).result().orThrow().sha256())
        .isNotEqualTo(one.sha256());
  }

  @Test
  void without_a_reference_the_file_is_kept_byte_by_byte() {
    for (var text :
        List.of(
            Samples.storefront(),
            PLAN.replace("${RTO}", "1h")
                .replace("${TEAM:-nobody yet}", "costs 5$ or $${MORE}")
                .replace("${SIZE:-3}", "3"))) {
      assertThat(whole(ENVIRONMENT, text).text()).isEqualTo(text);
    }
  }

  @Test
  void an_escaped_reference_is_none() throws Exception {
    var text = PLAN.replace("${TEAM:-nobody yet}", "a $${TEAM} of ${TEAM}");
    var whole = whole(ENVIRONMENT, text);

    assertThat(whole.result().orThrow().workload("shop").owner())
        .isEqualTo("a ${TEAM} of payments");
    assertThat(reader(Map.of()).read("p", whole.text()).orThrow())
        .isEqualTo(whole.result().orThrow());
  }

  /// What an older release read as a text, and what nobody gave an environment.
  @Test
  void a_kept_plan_of_before_says_what_it_said() throws Exception {
    var text = PLAN.replace("${RTO}", "1h").replace("${SIZE:-3}", "3");

    assertThat(reader(ENVIRONMENT).ofKept().read("p", text).orThrow().workload("shop").owner())
        .isEqualTo("${TEAM:-nobody yet}");
  }

  @Test
  void what_is_missing_is_told_with_its_place() {
    assertThat(mistakes(Map.of(), PLAN))
        .isEqualTo(
            "p:6:24: workloads.shop.objectives.rto refers to ${RTO}, and the environment has no such"
                + " variable, or an empty one; set it, or write a default as in"
                + " ${NAME:-default}\n");
    assertThat(mistakes(Map.of("RTO", ""), PLAN)).contains("p:6:24: ", "or an empty one");
  }

  @Test
  void a_value_of_the_wrong_form_is_told_as_if_it_had_been_written() {
    assertThat(mistakes(Map.of("RTO", "soon"), PLAN))
        .startsWith("p:6:24: workloads.shop.objectives.rto is 'soon'; ");
    assertThat(mistakes(Map.of("RTO", "1h", "SIZE", "many"), PLAN))
        .startsWith("p:14:20: workloads.shop.resources.web.instances.serving is 'many'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD",
        "DB_PASSWORD",
        "DB_PASSWORD_2",
        "MYSQL_PASSWD",
        "A_PASSPHRASE",
        "AWS_SECRET_ACCESS_KEY",
        "SECRET",
        "CLIENT_SECRETS",
        "GITHUB_TOKEN",
        "API_KEY",
        "KEY",
        "KEYS",
        "AWS_ACCESS_KEY_ID",
        "DBPASSWORD",
        "DB_PASS",
        "PGPASS",
        "APIKEY",
        "PRIVATEKEY",
        "MYSQL_PWD",
        "DBPWD",
        "REDISCLI_AUTH",
        "SECRETKEY",
        "AWS_ACCESSKEY",
        "MASTERKEY",
        "ENCRYPTIONKEY",
        "PASSCODE",
        "DB_CREDS",
        "JWT",
        "PIN",
        "SLACK_WEBHOOK",
        "GCP_CREDENTIALS"
      })
  void a_secret_is_refused_by_the_name_of_its_variable(String name) {
    for (var reference : List.of("${%s}", "x${%s:-of nobody}")) {
      assertThat(
              mistakes(Map.of(name, "hunter2"), PLAN.replace("${RTO}", reference.formatted(name))))
          .startsWith("p:6:24: workloads.shop.objectives.rto refers to ")
          .contains("which is named as a secret is; never put a secret into a plan")
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_SECRET_NAME",
        "KMS_KEY_ARN",
        "KEYCLOAK",
        "MONKEY",
        "DB_PASSWORD_FILE",
        "TEAM",
        "PASSAGE",
        "BYPASS",
        "PWD",
        "OLDPWD",
        "AUTHOR"
      })
  void a_name_or_file_of_a_secret_is_none(String name) {
    assertThat(mistakes(Map.of(name, "20m"), PLAN.replace("${RTO}", "${" + name + "}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://me:hunter2@host/x",
        "postgresql://u:hunter2@h",
        "https://hunter2@host",
        "jdbc:mysql://h/db?user=a&password=hunter2",
        "AKIAIOSFODNN7EXAMPLE of hunter2",
        "-----BEGIN hunter2 KEY"
      })
  void a_secret_is_refused_by_its_value(String value) {
    assertThat(mistakes(Map.of("RTO", "1h", "TEAM", value), PLAN))
        .startsWith(
            "p:5:12: workloads.shop.owner refers to ${TEAM:-nobody yet}, with whose value it has")
        .doesNotContain("hunter2");
  }

  @Test
  void a_login_that_its_parts_make_is_refused() {
    var parts = PLAN.replace("${TEAM:-nobody yet}", "https://user:${TEAM}@host");
    assertThat(mistakes(Map.of("RTO", "1h", "TEAM", "hunter2"), parts))
        .contains("owner refers to ${TEAM}, with whose value it has a login")
        .doesNotContain("hunter2");
  }

  /// Goal: a value is one text where it stands, and never more of the plan.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "a # b",
        "${RTO}",
        "$${RTO}",
        "$${",
        "- a",
        "{ a: b }",
        "\"",
        "'",
        "*a",
        "&a",
        "!!x",
        "%",
        "| x",
        "a\\nb",
        "é 你 😀",
        "---",
        "null}",
        "?",
        "$",
        "$$"
      })
  void a_value_is_only_itself(String value) throws Exception {
    var whole = whole(Map.of("RTO", "20m", "TEAM", value), PLAN);

    assertThat(whole.result().orThrow().workload("shop").owner()).isEqualTo(value);
    assertThat(reader(Map.of()).read("kept", whole.text()).orThrow())
        .isEqualTo(whole.result().orThrow());
  }

  @Property(tries = 300)
  void any_value_reads_back_or_is_refused(@ForAll String value) throws Exception {
    var whole = whole(Map.of("RTO", "20m", "TEAM", "x" + value), PLAN);

    if (whole.result() instanceof PlanResult.Valid(var plan)) {
      assertThat(plan.workload("shop").owner()).isEqualTo("x" + value);
      assertThat(reader(Map.of()).read("kept", whole.text()).orThrow()).isEqualTo(plan);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0000", "a\u001b[31m", "a\u2028b", "\ufeffa"})
  void a_value_is_one_line_of_text(String value) {
    assertThat(mistakes(Map.of("RTO", "1h", "TEAM", value), PLAN))
        .startsWith(
            "p:5:12: workloads.shop.owner refers to ${TEAM:-nobody yet}, whose value is not");
  }

  @Test
  void a_value_has_a_length_and_so_has_what_many_make() {
    var values = new HashMap<>(ENVIRONMENT);
    values.put("TEAM", "x".repeat(4097));
    assertThat(mistakes(values, PLAN)).contains("whose value is too long");
    values.put("TEAM", "x".repeat(4096));
    assertThat(mistakes(values, PLAN)).isEmpty();
    assertThat(mistakes(values, PLAN.replace("${TEAM:-nobody yet}", "${TEAM}".repeat(129))))
        .contains("whose value is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${team}", "${}", "${A", "${A:?b}", "${1A}", "${A-b}", "x ${ y"})
  void what_begins_no_reference_is_told(String text) {
    assertThat(mistakes(ENVIRONMENT, PLAN.replace("${TEAM:-nobody yet}", "'" + text + "'")))
        .startsWith(
            "p:5:12: workloads.shop.owner has '${', which begins no reference here; write ${NAME}");
  }

  @Test
  void a_reference_has_none_within() {
    assertThat(mistakes(ENVIRONMENT, PLAN.replace("nobody yet", "${RTO}")))
        .startsWith("p:5:12: workloads.shop.owner refers to the environment within ");
  }

  @Test
  void keys_and_files_are_for_the_plan_to_say() throws Exception {
    assertThat(mistakes(ENVIRONMENT, PLAN.replace("  shop:", "  ${TEAM}:")))
        .contains("'${TEAM}' is not a valid name for a workload");
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(file, PLAN + "include: [\"${TEAM}.yaml\"]\n");
    assertThat(((PlanResult.Invalid) reader(ENVIRONMENT).read(file)).mistakes().toString())
        .contains(
            "include refers to the environment by ${TEAM}, and which files a plan has is for");
  }

  @Test
  void parts_of_other_files_refer_too() throws Exception {
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(file, PLAN.replace("${RTO}", "1h") + "include: [more.yaml]\n");
    Files.writeString(
        folder.resolve("more.yaml"),
        """
        workloads:
          bank:
            owner: ${REACH}
            objectives: { rto: 1h, rpo: 5m }
            resources: { db: { type: database } }
        """);

    assertThat(reader(Map.of("REACH", "+1 $${X}")).whole(file).text()).contains("+1 $$${X}");
    assertThat(((PlanResult.Invalid) reader(Map.of()).read(file)).mistakes().toString())
        .contains("more.yaml:3:12: workloads.bank.owner refers to ${REACH}");
  }

  /// Goal: what is recommended gets into the file, and what others set stays there.
  @Test
  void a_strategy_is_written_beside_references_and_never_over_one() {
    var before = PLAN.getBytes(StandardCharsets.UTF_8);
    var pilot = Map.of("shop", Strategy.PILOT_LIGHT);

    assertThat(reader(ENVIRONMENT).withStrategies(before, pilot))
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .contains(PLAN.replace("    owner:", "    strategy: pilot-light\n    owner:"));
    var named = PLAN.replace("    owner:", "    strategy: ${KIND:-warm-standby}\n    owner:");
    assertThat(reader(ENVIRONMENT).withStrategies(named.getBytes(StandardCharsets.UTF_8), pilot))
        .isEmpty();
  }

  /// Goal: a hostile file of references takes no more than any other.
  @Test
  void many_references_end_early() {
    var owners =
        IntStream.range(0, 60_000)
            .mapToObj(it -> "  w%d: { owner: \"${TEAM}\" }\n".formatted(it))
            .collect(Collectors.joining());
    var text = "plan: p\nregions: { east: {}, west: {} }\nworkloads:\n" + owners;

    assertThat(mistakes(Map.of("TEAM", "x".repeat(4096)), text)).isNotEmpty();
  }
}
