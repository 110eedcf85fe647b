package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.setup.ServiceTrial.Mend;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an attempt to start a service knows for sure of what is wrong.
class ServiceTrialTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @TempDir private Path folder;

  /// An error of the service may be the database that is not there.
  @ParameterizedTest
  @CsvSource({"404,HEALTH", "500,UNKNOWN"})
  void a_status_of_the_4xx_says_that_the_path_of_health_is_wrong(int status, Mend mend)
      throws Exception {
    var source =
        Files.writeString(
            folder.resolve("Served.java"),
            """
            void main() throws Exception {
              var at = new java.net.InetSocketAddress(
                  System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
              var server = com.sun.net.httpserver.HttpServer.create(at, 9);
              server.createContext("/", it -> { it.sendResponseHeaders(%d, -1); it.close(); });
              server.start();
            }
            """
                .formatted(status));

    var seen =
        tried("[%s, %s]".formatted(Path.of(System.getProperty("java.home"), "bin/java"), source));

    assertThat(seen.mend()).as("%s", seen).isEqualTo(mend);
    assertThat(seen.why().matches("/healthz answered 404 for [0-9]+ s, 200 is needed"))
        .isEqualTo(mend == Mend.HEALTH);
  }

  @Test
  void a_program_that_is_not_there_is_told_apart_from_one_that_ends() throws Exception {
    assertThat(tried("[no-such-program]").mend()).isEqualTo(Mend.PROGRAM);
    assertThat(tried("[sh, -c, exit 3]").mend()).isEqualTo(Mend.UNKNOWN);
  }

  private ServiceTrial.Seen tried(String run) throws Exception {
    var text =
        """
        plan: app
        regions: { east: { role: primary }, west: { role: recovery } }
        workloads:
          app:
            tier: basic
            resources:
              app: { type: service, run: %s, health: /healthz, ready: /healthz }
        """
            .formatted(run);
    var plan =
        PlanReader.OF_ANY_PROVIDER
            .read("lifeboat.yaml", text.getBytes(StandardCharsets.UTF_8))
            .orThrow();
    var app = plan.workload("app");
    return new ServiceTrial(plan, folder, LIMIT).of(app, app.resources(Service.class).getFirst());
  }
}
