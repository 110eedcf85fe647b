package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.Invocation;
import dev.lifeboat.lab.plan.LabKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Issue 24, part 1: each key of a plan has an effect.
///
/// Method: a plan that has every key but those of AWS is changed at one key after the other; what
/// commands tell of it must change with it. Keys whose effect only a run shows are named, and may
/// be no others. A key of which no other value is valid by itself is not judged.
class KeyEffectTest {
  private static final PlanReader READER = new PlanReader(List.of(new LabKeys(), new AwsKeys()));

  /// What a lab, its canary, a watch, a backup or a way home does: no command tells of it before.
  private static final Set<String> SHOWN_BY_RUNS =
      Set.of(
          "at-most.failovers at-most.in backup.proveEvery backup.proveQuery",
          "canary-objects.prefix canary-read.http canary-rows.query canary-rows.remove",
          "canary-write.body canary-write.http canary.confirm canary.objects canary.rate",
          "canary.read canary.rows canary.write database.commitTrigger database.engine",
          "failback.hold failback.maxErrorRate failback.maxLatency failback.shares",
          "failover.after failover.atMost failover.coolDown failover.flapping failover.reprotect",
          "flapping.dips flapping.in flapping.lasting lab.canary lab.links link.bandwidth",
          "link.jitter link.latency objectives.regression plan.lab region.provider",
          "service.environment service.health service.pass service.ready service.run",
          "service.uses traffic-in-the-lab.port traffic.lab");

  /// What excludes others that the plan has, takes other files, or is of classes that it has not.
  private static final List<String> LEFT_OUT =
      List.of(
          "canary.basis",
          "class-residency.audit",
          "class-residency.claims",
          "failover.on",
          "failover.usersAfter",
          "lab.rehearses",
          "plan.canary",
          "plan.include",
          "rehearsal.plan",
          "rehearsal.sha256",
          "rehearsal.standIns",
          "service-in-the-lab.run",
          "service.lab");

  private static final String AT = "2026-11-28T00:00:00Z";

  /// What differs from time to time, and hashes, which differ with every letter.
  private static final Pattern MOMENT =
      Pattern.compile(
          "as of [^,]+,|\"at\":\"[^\"]+\"|\"(next|from|until)\":\"[0-9-]{10}|[0-9a-f]{64}");

  private static final List<String> WORDS =
      List.of(
          "west",
          "edge",
          "gold",
          "database",
          "allow",
          "users",
          "automatic",
          "primary",
          "arbiter",
          "mysql",
          "synchronous",
          "none",
          "weighted",
          "low",
          "manual",
          "approval",
          "ask",
          "never",
          "claims",
          "pilot-light",
          "basic",
          "far",
          "LB8007",
          "2026-11-20",
          "24/7",
          "7ms",
          "99.9%",
          "search",
          "orders");

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void a_changed_value_changes_what_is_told() throws Exception {
    var plan = PlanSchema.parsed(text());
    assertThat(documents(plan)).as("the same plan again").isEqualTo(documents(plan));

    var untold = new ChangedPlans(READER, WORDS, this::documents).untold(plan, _ -> true);

    assertThat(untold)
        .containsExactlyInAnyOrderElementsOf(
            SHOWN_BY_RUNS.stream().flatMap(it -> Stream.of(it.split(" "))).toList());
  }

  @Test
  void the_plan_has_every_key() throws Exception {
    var has = ChangedPlans.places(PlanSchema.parsed(text())).values();
    var all = new TreeSet<String>();
    PlanSchema.mappings()
        .forEach((name, mapping) ->
            PlanSchema.keys(mapping).stream()
                .filter(key -> !name.endsWith("aws") && !key.equals("aws"))
                .filter(key -> !name.equals("experiments"))
                .forEach(key -> all.add(name + "." + key)));
    all.removeAll(has);
    assertThat(all).containsExactlyElementsOf(LEFT_OUT);
  }

  private static String text() throws Exception {
    return Files.readString(Path.of("src/test/resources/dev/lifeboat/plan/every-key.yaml"));
  }

  private String documents(JsonNode plan) throws Exception {
    var file = folder.resolve("plan.yaml");
    Files.writeString(file, plan.toString());
    var all = new StringBuilder();
    told(all, "check", file);
    told(all, "assess", file, "--json", "--history", "none", "--at", AT);
    for (var mode : List.of("failover", "failback", "reprotect")) {
      told(all, "runbook", file, "--workload", "shop", "--mode", mode, "--format", "json");
    }
    told(all, "runbook", file, "--workload", "shop", "--format", "md");
    told(all, "runbook", file, "--workload", "shop", "--mode", "failback", "--format", "md");
    told(all, "runbook", file, "--part", "contacts");
    told(all, "runbook", file, "--workload", "shop", "--part", "decision");
    told(all, "drills", file, "--json");
    return MOMENT.matcher(all).replaceAll("");
  }

  private void told(StringBuilder all, Object... words) throws Exception {
    var command = new ArrayList<Object>(List.of(words));
    command.add("--state");
    command.add(Files.createDirectories(folder.resolve("state")));
    var told = Invocation.of(command.toArray());
    all.append(List.of(words).getFirst()).append(told.exitCode()).append(told.out());
    if (told.exitCode() > 3 || told.exitCode() == 2) {
      all.append(told.err());
    }
  }
}
