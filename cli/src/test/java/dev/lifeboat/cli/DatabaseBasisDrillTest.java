package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.evidence.PythonVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Goal: a service that takes no write of a canary is measured all the same, by a table and objects
/// of the canary's own and by the front door's health, and no page says that users saw that.
///
/// Method: the JDK's file server is the service, a region is lost for good, and both verifiers
/// compute the figures again from the sealed folder.
@Tag("proof")
@Timeout(900)
class DatabaseBasisDrillTest {
  private static final String PLAN =
      """
      plan: files
      regions:
        east: { provider: lab, role: primary }
        west: { provider: lab, role: recovery }
      workloads:
        shop:
          owner: files
          objectives: { rto: 15m, rpo: 5m }
          strategy: warm-standby
          resources:
            orders: { type: database, engine: postgresql }
            images: { type: bucket }
            web:
              type: service
              run: [sh, -c, "exec java -m jdk.httpserver -b $HOST -p $PORT -d $SITE"]
              uses: [orders, images]
              health: /healthz
              environment: { SITE: %s }
            entry: { type: traffic, to: web }
          failover: { trigger: automatic, detect: { every: 200ms, failures: 3 } }
      lab:
        links: [ { between: [east, west], latency: 20ms } ]
        canary: { rate: 10/s, basis: database }
      """;

  private static Path root;
  private static Path plan;

  @BeforeAll
  static void write_the_plan() throws Exception {
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    root = Files.createTempDirectory("lifeboat-basis-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    var site = Files.createDirectory(root.resolve("site"));
    Files.writeString(site.resolve("healthz"), "well\n");
    plan = Files.writeString(root.resolve("lifeboat.yaml"), PLAN.formatted(site));
  }

  @AfterAll
  static void take_the_lab_down() {
    var _ = tell("lab", "down", plan);
  }

  private static Invocation tell(Object... words) {
    var all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--state";
    all[words.length + 1] = root.resolve("state");
    return Invocation.of(all);
  }

  @Test
  void a_service_without_a_write_for_a_canary_is_drilled_by_its_database_and_its_health()
      throws Exception {
    var drilled = tell("drill", plan, "--keep", "--json");

    assertThat(drilled.exitCode()).as("%s", drilled).isZero();
    var result = drilled.json();
    assertThat(Schemas.mistakes(result)).isEmpty();
    assertThat(result.at("/basis").asString()).isEqualTo("database");
    double database = seconds(result, "/rtoOf/database");
    double health = seconds(result, "/rtoOf/health");
    assertThat(seconds(result, "/rto")).isEqualTo(Math.max(database, health)).isPositive();
    assertThat(database).as("only a promoted database takes writes").isPositive();
    assertThat(result.at("/writes/acknowledged").asLong()).isGreaterThan(50);
    assertThat(result.at("/ledger/matchesCanary").asBoolean()).as("%s", result).isTrue();
    assertThat(result.at("/ledger/lost").asLong()).isEqualTo(result.at("/writes/lost").asLong());
    assertThat(result.at("/failback/lost").asLong(-1)).isZero();
    assertThat(result.at("/residue")).isEmpty();
    assertThat(result.at("/evidence/verified").asBoolean()).as("%s", result).isTrue();
    assertThat(result.toString()).contains("\"table\":\"public.lifeboat_canary\"");

    var folder = Path.of(result.at("/evidence/folder").asString());
    assertThat(PythonVerifier.said(folder)).contains(": intact");
    assertThat(Files.readString(folder.resolve("canary.json"))).doesNotContain("assword");
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("Basis: database", "No user&#39;s write was seen.")
        .doesNotContain("clients&#39; writes", "Clients as a table");
    assertThat(drilled.err())
        .contains("the canary's own table")
        .containsPattern("canary +seen")
        .doesNotContainPattern("clients +(served|down|seen)");

    var status = tell("status", plan);
    assertThat(status.out()).contains("basis: database");
    assertThat(tell("failover", plan, "--dry-run").out())
        .contains("drills measure it with basis: database, not by users' writes");
    var share = tell("drill", plan, "--share", "5%");
    assertThat(share.exitCode()).isEqualTo(3);
    assertThat(share.err()).contains("LB2008", "'basis: database'");
  }

  private static double seconds(JsonNode result, String pointer) {
    assertThat(result.at(pointer + "/met").asBoolean()).as("%s", result).isTrue();
    return result.at(pointer + "/seconds").asDouble();
  }
}
