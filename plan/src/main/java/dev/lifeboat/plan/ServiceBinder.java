package dev.lifeboat.plan;

import dev.lifeboat.plan.Service.Instances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds a [Service].
final class ServiceBinder implements ResourceBinder {
  static final List<String> INSTANCES_KEYS = List.of("serving", "standby");

  static final int DEFAULT_SERVING = 1;
  static final int DEFAULT_STANDBY = 1;
  static final String DEFAULT_HEALTH = "/healthz";

  private static final String RUN_RULE =
      "write the command as a list, such as [java, -jar, shop.jar]";
  private static final String ENVIRONMENT_RULE = "write a mapping such as { LOG_LEVEL: info }";
  private static final String VARIABLE_FAULT = "is no name of an environment variable";
  private static final String VARIABLE_RULE = "write letters, digits and '_', not a digit first";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  @Override
  public String type() {
    return Service.TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of(
        "run", "instances", "uses", "health", "ready", "environment", "pass", AwsBinder.KEY);
  }

  @Override
  public Optional<Resource> bind(
      String name, PlanValue cursor, Fields fields, Map<String, String> siblings) {
    var run = fields.required("run", RUN_RULE).map(ServiceBinder::run).orElse(List.of());
    var instances =
        fields
            .optional("instances")
            .map(ServiceBinder::instances)
            .orElse(new Instances(DEFAULT_SERVING, DEFAULT_STANDBY));
    var uses =
        fields.optional("uses").map(value -> uses(value, siblings)).orElse(List.<String>of());
    var health = fields.optional("health").flatMap(UrlPathReader::read).orElse(DEFAULT_HEALTH);
    var ready = fields.optional("ready").flatMap(UrlPathReader::read).orElse(health);
    var environment =
        fields
            .optional("environment")
            .map(ServiceBinder::environment)
            .orElse(Map.<String, String>of());
    var passed = fields.optional("pass").map(ServiceBinder::passed).orElse(List.<String>of());
    var aws = AwsBinder.service(fields);
    return cursor.make(() ->
        new Service(
            name,
            run,
            instances,
            uses,
            health,
            ready,
            new Service.Environment(environment, passed),
            aws));
  }

  private static List<String> run(PlanValue cursor) {
    var words = new ArrayList<String>();
    var items = cursor.items(RUN_RULE);
    for (var item : items.orElse(List.of())) {
      // Only the command itself must be a text; arguments may be numbers and may be empty.
      (words.isEmpty() ? item.text(RUN_RULE) : item.anyScalar(RUN_RULE)).ifPresent(words::add);
    }
    if (items.isPresent() && items.get().isEmpty()) {
      cursor.wrong("is an empty list", RUN_RULE);
    }
    return words;
  }

  private static Instances instances(PlanValue cursor) {
    var fields = cursor.fields(INSTANCES_KEYS);
    return new Instances(
        fields.number("serving", DEFAULT_SERVING, 1, Instances.MOST),
        fields.number("standby", DEFAULT_STANDBY, 0, Instances.MOST));
  }

  private static List<String> uses(PlanValue cursor, Map<String, String> siblings) {
    var names = new LinkedHashSet<String>();
    for (var item : cursor.items("write a list of databases and buckets").orElse(List.of())) {
      DeclaredNames.resource(
              item, siblings, List.of(Database.TYPE, Bucket.TYPE), "of this workload")
          .filter(name -> !names.add(name))
          .ifPresent(name -> item.wrong("names " + Quote.of(name) + " again", "name it once"));
    }
    return List.copyOf(names);
  }

  private static Map<String, String> environment(PlanValue cursor) {
    var environment = new LinkedHashMap<String, String>();
    cursor
        .entries(ENVIRONMENT_RULE)
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (!VARIABLE.matcher(name).matches()) {
            value.wrongAtKey(VARIABLE_FAULT, VARIABLE_RULE);
          }
          value.anyScalar("write a text").ifPresent(text -> environment.put(name, text));
        });
    return environment;
  }

  private static List<String> passed(PlanValue cursor) {
    var names = new LinkedHashSet<String>();
    for (var item : cursor.items("write a list such as [AWS_PROFILE]").orElse(List.of())) {
      item.text(VARIABLE_RULE)
          .ifPresent(name -> {
            if (!VARIABLE.matcher(name).matches()) {
              item.wrong(VARIABLE_FAULT, VARIABLE_RULE);
            } else if (!names.add(name)) {
              item.wrong("names " + Quote.of(name) + " again", "name it once");
            }
          });
    }
    return List.copyOf(names);
  }
}
