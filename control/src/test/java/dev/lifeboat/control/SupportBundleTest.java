package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerCsv;
import dev.lifeboat.ledger.LedgerSql;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: nothing that must stay secret leaves the machine in a bundle.
///
/// Method: secrets of many shapes are planted in the files that a bundle takes, each of them a text
/// that stands nowhere else, and every byte of the bundle is searched for them.
class SupportBundleTest {
  private static final String PEM_BODY =
      "MC4CAQAwBQYDK2VwBCIEIJ9pXq7vPlantedKeyBodyLineOneOfThePrivate0a\n"
          + "bQ3xPlantedKeyBodyLineTwoOfThePrivateKeyThatNobodyMaySee12345678\n";

  /// A provider whose regions have a folder each, as a lab's have.
  private static final ProviderFiles KEPT =
      new ProviderFiles(
          "regions",
          Set.of(),
          path -> path.endsWith("stores") || path.endsWith("logins.txt"),
          regions -> Files.readAllLines(regions.resolve("logins.txt")));

  @TempDir private Path folder;
  private Path state;

  @BeforeEach
  void make_a_state_folder() throws IOException {
    state = folder.resolve("state");
    Files.createDirectories(state.resolve("regions/shop/east"));
    Files.writeString(state.resolve("regions/logins.txt"), "0123456789abcdef0123456789abcdef\n");
  }

  @Test
  @Tag("invariant-44")
  void of_20_planted_secrets_none_is_in_the_bundle() throws Exception {
    var planted = plant();
    assertThat(planted).hasSizeGreaterThanOrEqualTo(20);
    for (var secret : planted.entrySet()) {
      assertThat(before()).as("planted: " + secret.getKey()).contains(secret.getValue());
    }

    var bundle = String.join("\n", pack(environment()).values());

    for (var secret : planted.entrySet()) {
      assertThat(bundle)
          .as("the secret as %s, '%s'", secret.getKey(), secret.getValue())
          .doesNotContain(secret.getValue());
    }
  }

  /// Who looks into a ledger copies it first.
  @Test
  void a_copy_of_a_ledger_is_left_out_under_each_name() throws Exception {
    var run = Files.createDirectories(state.resolve("runs/20261120-150411-7q2k"));
    var rows =
        "{\"schema\":\"lifeboat.ledger/v1\",\"run\":\"r\"}\n{\"mail\":\"ann@planted.example\"}\n";
    for (var name : List.of("ledger-old.jsonl", "ledger copy.json", "Ledger.txt", "other.json")) {
      Files.writeString(run.resolve(name), rows);
    }
    Files.writeString(
        run.resolve("lost.json"),
        "{\"schema\":\"lifeboat.ledger-document/v1\",\"mail\":\"ann@planted.example\"}\n");
    var ledger = new Ledger("r", "east", new CanaryMarks("r", null, null), List.of(), List.of());
    Files.writeString(run.resolve("lost.txt"), LedgerSql.of(ledger) + "-- ann@planted.example\n");
    Files.writeString(run.resolve("rows.txt"), LedgerCsv.of(ledger) + "ann@planted.example\r\n");
    Files.writeString(run.resolve("old-ledger.jsonl"), "{\"mail\":\"ann@planted.example\"}\n");

    var bundle = String.join("\n", pack(environment()).values());

    assertThat(bundle).doesNotContain("ann@planted.example");
    assertThat(bundle).contains("other.json: it has the values of customers' rows");
  }

  @Test
  void what_helps_is_still_there() throws Exception {
    var _ = plant();

    var bundle = pack(environment());

    assertThat(bundle.keySet())
        .contains(
            "environment.txt",
            "plan.yaml",
            "state/regions/shop/east/agent.json",
            "state/regions/shop/east/web.log",
            "state/runs/20261120-150411-7q2k/journal.jsonl")
        .doesNotContain("state/regions/logins.txt", "state/keys/evidence.key");
    assertThat(bundle.get("state/runs/20261120-150411-7q2k/journal.jsonl"))
        .contains("PromotionIntended", "\"step\":\"promote-orders\"", HASH, "2026-11-20T15:04:11Z");
    assertThat(bundle.get("state/regions/shop/east/web.log"))
        .contains("connection to 127.1.0.1:20317 refused", "orders in east is fenced");
    assertThat(bundle.get("environment.txt")).contains("LANG=C.UTF-8", "PGPASSWORD\n");
    assertThat(bundle.get("plan.yaml")).contains("objectives: { rto: 15m, rpo: 5m }");
  }

  @Test
  void rows_of_customers_stay_out() throws Exception {
    var personal = List.of("ada@example.org", "DE89370400440532013000", "4111111111111111");
    var run = Files.createDirectories(state.resolve("runs/20261120-150411-7q2k"));
    Files.writeString(
        run.resolve("ledger.jsonl"), "{\"row\":\"%s\"}\n".formatted(String.join(" ", personal)));

    var store = Files.createDirectories(state.resolve("regions/shop/east/stores/images/1"));
    Files.writeString(store.resolve("identities.jsonl"), String.join(" ", personal));

    var bundle = pack(Map.of());

    assertThat(String.join("\n", bundle.values())).doesNotContain(personal);
    assertThat(bundle.get("left-out.txt"))
        .contains("runs/20261120-150411-7q2k/ledger.jsonl: it has the values of customers' rows");
  }

  @Test
  void the_file_is_its_owners_alone() throws Exception {
    var file = folder.resolve("bundle.zip");

    new SupportBundle(state, List.of(KEPT), new Redaction(List.of())).write(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /// A log is cut to its end; the cut may fall into a key, whose first line then says nothing.
  @Test
  void of_a_long_log_the_end_is_taken_and_a_key_that_was_cut_is_none_the_less_removed()
      throws Exception {
    var log = state.resolve("regions/shop/east/web.log");
    var tail = PEM_BODY.repeat(8) + "-----END PRIVATE KEY-----\n" + "a line\n".repeat(149_700);
    Files.writeString(log, "old\n".repeat(1000) + "-----BEGIN PRIVATE KEY-----\n" + tail);

    var bundle = pack(Map.of());

    assertThat(bundle.get("state/regions/shop/east/web.log"))
        .endsWith("a line\n")
        .contains("-----END PRIVATE KEY-----")
        .doesNotContain("old", "PlantedKeyBody");
    assertThat(bundle.get("left-out.txt")).contains("web.log: its first");
  }

  @Test
  void a_bundle_that_has_no_place_says_what_to_do() {
    var request = new SupportBundle.Request(state, List.of(KEPT), Map.of(), Map.of(), PLAN);

    assertThatThrownBy(() -> SupportBundle.pack(request, folder.resolve("nosuch/bundle.zip")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            told ->
                assertThat(told.problem().action())
                    .isEqualTo(
                        "give --bundle a folder that you may write, on a disk that has room"));
  }

  /// Passwords drawn by lot in the frames that programs write them in.
  @Test
  @Tag("invariant-44")
  void secrets_drawn_by_lot_are_removed_from_every_frame() {
    long seed = Long.getLong("seed", 20261120);
    var random = new Random(seed);
    var redaction = new Redaction(List.of());
    for (int round = 0; round < 2_000; round++) {
      var secret = draw(random);
      var frame = FRAMES.get(random.nextInt(FRAMES.size()));
      var text = frame.formatted(secret);
      assertThat(redaction.of(text))
          .as("-Dseed=%d, round %d, frame <%s>", seed, round, frame)
          .doesNotContain(secret);
    }
  }

  private static final List<String> FRAMES =
      List.of(
          "db.password=%s",
          "\"password\": \"%s\"",
          "{\"proof\":\"login with {\\\"password\\\":\\\"%s\\\"} failed\"}",
          "spring.datasource.password: '%s'",
          "export API_TOKEN=\"%s\"",
          "jdbc:postgresql://10.0.0.1:5432/orders?user=shop&password=%s&ssl=true",
          "amqp://shop:%s@broker:5672/vhost",
          "redis://:%s@cache:6379/0",
          "curl -u shop:%s https://example.org/",
          "java -jar shop.jar --db-password %s --port 80",
          "Authorization: Bearer %s",
          "authorization=Basic %s",
          "Cookie: session=%s; theme=dark",
          "<dbPassword>%s</dbPassword>",
          "alter role shop with password '%s';",
          "the password is %s as of today",
          "aws_secret_access_key = %s",
          "  clientSecret: %s  # do not tell",
          "secrets: [\"%s\", \"other\"]",
          "token => %s,",
          "orders.example.org:5432:orders:shop:%s");

  private static String draw(Random random) {
    var letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_~.-";
    var text = new StringBuilder();
    int length = 8 + random.nextInt(30);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static final String HASH =
      "9f1c4d5e6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f";

  private static Map<String, String> environment() {
    return Map.of(
        "LANG", "C.UTF-8", "PGPASSWORD", "planted-env-9Qx", "MY_DSN", "planted-dsn-77 in words");
  }

  /// Plants one secret of each shape; gives the shapes.
  private Map<String, String> plant() throws IOException {
    var planted = new LinkedHashMap<String, String>();
    planted.put("variable of the environment", "planted-env-9Qx");
    planted.put("variable of the environment, elsewhere in a log", "planted-dsn-77 in words");
    planted.put(
        "provider's own password, in a sentence of a log", "0123456789abcdef0123456789abcdef");
    planted.put("password in a config", "planted-config-1");
    planted.put("credential object in a config", "planted-object-2");
    planted.put("login in a JDBC address", "planted-jdbc-3");
    planted.put("login in an address", "planted:uri@4");
    planted.put("option of a command in a plan", "planted-option-5");
    planted.put("YAML value in quotes", "planted 'quoted' 6".replace("'", "''"));
    planted.put("YAML block", "planted-block-7");
    planted.put("private key in a log", "PlantedKeyBodyLineOne");
    planted.put("last line of a private key, which is short", "PlantedPemEnd0");
    planted.put("private key in JSON, lines written out", "plantedPemInJson8");
    planted.put("AWS key id", "AKIAPLANTED9EXAMPLE0");
    planted.put(
        "AWS secret beside nothing that names it", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY");
    planted.put("bearer token", "planted.bearer-10");
    planted.put("JSON web token", "eyJhbGciOiJIUzI1NiJ9.cGxhbnRlZDEx.c2lnbmF0dXJl");
    planted.put("cookie", "planted-cookie-12");
    planted.put("query parameter of a signed address", "plantedsignature13");
    planted.put("GitHub token", "ghp_PlantedTokenOfGitHub140000000000000000");
    planted.put("JSON within JSON in a journal", "planted-nested-15");
    planted.put("SQL in a journal", "planted sql 16");
    planted.put("SCRAM verifier", "SCRAM-SHA-256$4096:cGxhbnRlZDE3$c3RvcmVk:c2VydmVy");
    planted.put("line of a password file in a log", "planted-pgpass-18");
    planted.put("XML element", "planted-xml-19");
    planted.put("evidence key", "PlantedKeyBodyLineTwo");
    var east = state.resolve("regions/shop/east");
    Files.writeString(
        east.resolve("agent.json"),
        """
        {"region":"east","superuser":{"user":"lifeboat","password":"planted-config-1"},
         "credentials":["planted-object-2"],"units":[{"name":"web","environment":
         {"DATABASE_URL":"jdbc:postgresql://127.1.0.1:20317/orders?user=a&password=planted-jdbc-3",
          "BROKER":"amqp://shop:planted:uri@4@broker:5672/","TLS":
          "-----BEGIN RSA PRIVATE KEY-----\\nplantedPemInJson8\\n-----END RSA PRIVATE KEY-----"}}]}
        """);
    log(east.resolve("web.log"));
    var run = Files.createDirectories(state.resolve("runs/20261120-150411-7q2k"));
    Files.writeString(
        run.resolve("journal.jsonl"),
        """
        {"seq":1,"at":"2026-11-20T15:04:11Z","prev":"%s","event":"PromotionIntended","step":"promote-orders","why":"answer was {\\"user\\":\\"shop\\",\\"password\\":\\"planted-nested-15\\"}"}
        {"seq":2,"event":"PursuitFailed","why":"alter user shop password 'planted sql 16' failed; stored SCRAM-SHA-256$4096:cGxhbnRlZDE3$c3RvcmVk:c2VydmVy"}
        """
            .formatted(HASH));
    var keys = Files.createDirectories(state.resolve("keys"));
    Files.writeString(keys.resolve("evidence.key"), PEM_BODY);
    return planted;
  }

  private static void log(Path file) throws IOException {
    Files.writeString(
        file,
        """
        connection to 127.1.0.1:20317 refused
        login of application with 0123456789abcdef0123456789abcdef refused
        using planted-dsn-77 in words
        -----BEGIN PRIVATE KEY-----
        %sPlantedPemEnd0
        -----END PRIVATE KEY-----
        aws: AKIAPLANTED9EXAMPLE0 and wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY
        > Authorization: Bearer planted.bearer-10
        session eyJhbGciOiJIUzI1NiJ9.cGxhbnRlZDEx.c2lnbmF0dXJl began
        > Cookie: theme=dark; sid=planted-cookie-12
        GET /images/1?X-Amz-Signature=plantedsignature13&X-Amz-Date=20261120 200
        cloning with ghp_PlantedTokenOfGitHub140000000000000000
        127.1.0.1:20317:orders:application:planted-pgpass-18
        <server><adminPassword>planted-xml-19</adminPassword></server>
        orders in east is fenced
        """
            .formatted(PEM_BODY));
  }

  private static final String PLAN =
      """
      plan: shop
      workloads:
        shop:
          objectives: { rto: 15m, rpo: 5m }
          resources:
            web:
              run: [java, -jar, web.jar, --db-password, planted-option-5]
              password: 'planted ''quoted'' 6'
              passphrase: |
                planted-block-7
      """;

  /// Everything that the bundle is made of, as it is on disk.
  private String before() throws IOException {
    var texts = new ArrayList<String>(List.of(PLAN));
    texts.addAll(environment().values());
    try (var files = Files.walk(state)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return String.join("\n", texts);
  }

  private Map<String, String> pack(Map<String, String> environment) throws IOException {
    var file = folder.resolve("bundle.zip");
    var kept = List.of(KEPT);
    var bundle =
        new SupportBundle(state, kept, new Redaction(KnownSecrets.of(state, kept, environment)));
    bundle.addEnvironment(environment);
    bundle.add("plan.yaml", PLAN);
    bundle.addState();
    bundle.write(file);
    var entries = new TreeMap<String, String>();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        entries.put(entry.getName(), bytes.toString(StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
