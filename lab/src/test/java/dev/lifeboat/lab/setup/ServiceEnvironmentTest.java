package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Service;
import dev.lifeboat.wire.JavaCommand;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {
  private static final String PLAN =
      """
      plan: notes
      regions: { east: { role: primary }, west: { role: recovery } }
      workloads:
        notes:
          objectives: { rto: 15m, rpo: 5m }
          resources:
            my-db: { type: database }
            app: { type: service, run: [app], uses: [my-db], environment: %s }
      """;

  /// As one that is started in east gets them, but for its port.
  private static Map<String, String> told(String added) throws Exception {
    var plan = PlanReader.OF_ANY_PROVIDER.read("p", PLAN.formatted(added)).orThrow();
    var topology = AddressPlan.layOut(plan, Path.of("nowhere"));
    var workload = plan.workload("notes");
    var service = plan.resources(Service.class).getFirst();
    var environment =
        ServiceEnvironment.of(
            topology,
            "east",
            Secrets.create(topology, new SecureRandom()),
            JavaCommand.ofThisProcess());
    var all = new java.util.TreeMap<>(environment.common(service));
    all.putAll(environment.bindings(workload, service).get("east"));
    return all;
  }

  @Test
  void names_of_the_services_own_are_filled_with_what_the_lab_gives() throws Exception {
    var told =
        told(
            "{ URL: 'pg://{MY_DB_USER}:{MY_DB_PASSWORD}@{MY_DB_HOST}:{MY_DB_PORT}/x', AT: '{port}' }");

    assertThat(told.get("URL"))
        .isEqualTo(
            "pg://%s:%s@%s:%s/x"
                .formatted(
                    told.get("MY_DB_USER"),
                    told.get("MY_DB_PASSWORD"),
                    told.get("MY_DB_HOST"),
                    told.get("MY_DB_PORT")));
    assertThat(told)
        .containsEntry("AT", "{port}")
        .containsEntry(
            "MY_DB_URL",
            "jdbc:postgresql://%s:%s/my-db"
                .formatted(told.get("MY_DB_HOST"), told.get("MY_DB_PORT")));
  }

  @Test
  void what_nobody_gives_stays_as_it_is_written() throws Exception {
    assertThat(told("{ FORM: '{OTHER_URL} {x}' }")).containsEntry("FORM", "{OTHER_URL} {x}");
  }

  @Test
  void a_plan_changes_nothing_that_every_service_is_given() throws Exception {
    var told = told("{ PORT: '{MY_DB_PORT}', REGION: '{MY_DB_HOST}', MY_DB_USER: me }");

    assertThat(told)
        .containsEntry("PORT", "{port}")
        .containsEntry("REGION", "east")
        .containsEntry("MY_DB_USER", "application");
  }
}
