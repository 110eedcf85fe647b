package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.Invocation;
import dev.lifeboat.lab.plan.LabKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Issue 24, part 1: each key of a plan has an effect.
///
/// Method: a plan that has every key but those of AWS is changed at one key after the other; what
/// commands tell of it must change with it. Keys whose effect only a run shows are named, and may
/// be no others. A key of which no other value is valid by itself is not judged.
class KeyEffectTest {
  private static final PlanReader READER = new PlanReader(List.of(new LabKeys(), new AwsKeys()));

  /// Of a key; each takes some ten commands.
  private static final int MOST_VALUES = 6;

  /// What a lab, its canary, a watch, a backup or a way home does: no command tells of it before.
  private static final Set<String> SHOWN_BY_RUNS =
      Set.of(
          "at-most.failovers at-most.in backup.proveEvery backup.proveQuery backup.snapshot",
          "canary-objects.prefix canary-read.http canary-rows.query canary-rows.remove",
          "canary-write.body canary-write.http canary.confirm canary.objects canary.rate",
          "canary.read canary.rows canary.write database.commitTrigger database.engine",
          "failback.hold failback.maxErrorRate failback.maxLatency failback.shares",
          "failover.after failover.atMost failover.coolDown failover.flapping failover.reprotect",
          "flapping.dips flapping.in flapping.lasting lab.canary lab.links link.bandwidth",
          "link.jitter link.latency objectives.regression plan.lab region.provider",
          "service.environment service.health service.pass service.ready service.run",
          "service.uses tier.snapshot traffic-in-the-lab.port traffic.lab");

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

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void a_changed_value_changes_what_is_told() throws Exception {
    var plan = PlanSchema.parsed(text());
    var before = documents(plan);
    assertThat(documents(plan)).as("the same plan again").isEqualTo(before);
    var tried = new TreeSet<String>();
    var told = new TreeSet<String>();
    for (var place : places(plan, PlanSchema.ROOT, "plan", "").entrySet()) {
      int valid = 0;
      for (var value : others(plan.at(place.getKey()))) {
        var changed = with(plan, place.getKey(), value);
        boolean isLeft = !told.contains(place.getValue()) && valid < MOST_VALUES;
        if (isLeft && READER.read("p", changed.toString()) instanceof PlanResult.Valid) {
          valid++;
          tried.add(place.getValue());
          if (!documents(changed).equals(before)) {
            told.add(place.getValue());
          }
        }
      }
    }
    tried.removeAll(told);
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(
            SHOWN_BY_RUNS.stream().flatMap(it -> Stream.of(it.split(" "))).toList());
  }

  @Test
  void the_plan_has_every_key() throws Exception {
    var has = places(PlanSchema.parsed(text()), PlanSchema.ROOT, "plan", "").values();
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

  /// By pointer, the name of the key as the reference has it.
  private static Map<String, String> places(
      JsonNode value, JsonNode schemaOrRef, String title, String pointer) {
    var places = new TreeMap<String, String>();
    var schema = PlanSchema.resolved(schemaOrRef);
    var name =
        schemaOrRef.has("$ref")
            ? schemaOrRef.get("$ref").asString().replaceFirst(".*/", "")
            : title;
    if (schema.has("allOf")) {
      name = value.get("type").asString();
      schema = PlanSchema.ROOT.get("$defs").get(name);
    }
    if (value instanceof ObjectNode mapping) {
      for (var entry : mapping.properties()) {
        var below = pointer + "/" + entry.getKey();
        if (schema.has("properties")) {
          var inner = schema.get("properties").get(entry.getKey());
          places.put(below, name + "." + entry.getKey());
          places.putAll(places(entry.getValue(), inner, name, below));
        } else if (schema.path("additionalProperties").isObject()) {
          places.putAll(places(entry.getValue(), schema.get("additionalProperties"), name, below));
        }
      }
    } else if (value instanceof ArrayNode items && schema.has("items")) {
      for (int i = 0; i < items.size(); i++) {
        places.putAll(places(items.get(i), schema.get("items"), name, pointer + "/" + i));
      }
    }
    return places;
  }

  private static JsonNode with(JsonNode plan, String pointer, JsonNode value) {
    var copy = plan.deepCopy();
    int last = pointer.lastIndexOf('/');
    var parent = (ObjectNode) copy.at(pointer.substring(0, last));
    if (value.isMissingNode()) {
      parent.remove(pointer.substring(last + 1));
    } else {
      parent.set(pointer.substring(last + 1), value);
    }
    return copy;
  }

  /// Values that may stand there instead; the last is none.
  private static List<JsonNode> others(JsonNode value) {
    var make = JsonNodeFactory.instance;
    var others = new ArrayList<JsonNode>();
    if (value.isBoolean()) {
      others.add(make.booleanNode(!value.asBoolean()));
    } else if (value.isNumber()) {
      others.add(make.numberNode(value.asInt() + 1));
      others.add(make.numberNode(value.asInt() - 1));
    } else if (value.isString()) {
      var text = value.asString();
      for (var other : WORDS) {
        others.add(make.stringNode(other));
      }
      others.add(make.stringNode(text.replaceFirst("[1-9]", "8")));
      others.add(make.stringNode(text.replaceFirst("[1-9]", "9")));
      others.add(make.stringNode(text + "x"));
    } else if (value.isArray() && value.size() > 0 && value.get(0).isString()) {
      others.addAll(
          others(value.get(0)).stream()
              .filter(it -> !it.isMissingNode())
              .map(it -> (JsonNode) make.arrayNode().add(it))
              .toList());
    }
    others.add(make.missingNode());
    others.removeIf(value::equals);
    return others;
  }

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
