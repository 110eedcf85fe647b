package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import dev.lifeboat.plan.Service.Instances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds a [Service].
final class ServiceBinder {
  private static final String RUN_RULE =
      "write the command as a list, such as [java, -jar, shop.jar]";
  private static final String ENVIRONMENT_RULE = "write a mapping such as { LOG_LEVEL: info }";
  private static final String VARIABLE_FAULT = "is no name of an environment variable";
  static final KeyType.Text<String> VARIABLE =
      KeyType.Text.of(
          "text",
          Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}"),
          "write letters, digits and '_', not a digit first");

  static final Keys KEYS =
      Keys.ofResource("Service", Service.TYPE)
          .required("run", new KeyType.Arguments(), RUN_RULE)
          .within(
              "instances",
              Keys.of("Instances")
                  .or("serving", Instances.SERVING, 1)
                  .or("standby", Instances.STANDBY, 1))
          .or("uses", KeyType.Several.of(Names.TYPE), List.of())
          .or("health", UrlPaths.TYPE, "/healthz")
          .optional("ready", UrlPaths.TYPE)
          .or("environment", new KeyType.Variables(), Map.of())
          .or("pass", KeyType.Several.of(VARIABLE), List.of());

  private ServiceBinder() {}

  static Optional<Resource> bind(Unbound service) {
    var fields = service.fields();
    var run = fields.value("run").map(ServiceBinder::run).orElse(List.of());
    var instances = fields.within("instances");
    var serving = instances.get("serving", Integer.class);
    var standby = instances.get("standby", Integer.class);
    var uses = fields.value("uses").map(value -> uses(value, service.siblings())).orElse(List.of());
    var health = fields.get("health", String.class);
    var ready = fields.read("ready", String.class).orElse(health);
    var environment = fields.value("environment").map(ServiceBinder::environment).orElse(Map.of());
    var passed = fields.value("pass").map(ServiceBinder::passed).orElse(List.of());
    var values = service.values();
    return fields.make(() ->
        new Service(
            service.name(),
            run,
            new Instances(serving, standby),
            uses,
            health,
            ready,
            new Service.Environment(environment, passed),
            values));
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

  private static List<String> uses(PlanValue cursor, Map<String, String> siblings) {
    return cursor.distinct(
        "write a list of databases and buckets",
        item ->
            DeclaredNames.resource(
                item, siblings, List.of(Database.TYPE, Bucket.TYPE), "of this workload"));
  }

  private static Map<String, String> environment(PlanValue cursor) {
    var environment = new LinkedHashMap<String, String>();
    cursor
        .entries(ENVIRONMENT_RULE)
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (VARIABLE.parse(name).isEmpty()) {
            value.wrongAtKey(VARIABLE_FAULT, VARIABLE.rule());
          }
          value.anyScalar("write a text").ifPresent(text -> environment.put(name, text));
        });
    return environment;
  }

  private static List<String> passed(PlanValue cursor) {
    return cursor.distinct(
        "write a list such as [AWS_PROFILE]",
        item ->
            item.text(VARIABLE.rule())
                .flatMap(name ->
                    VARIABLE.parse(name).or(() -> item.wrong(VARIABLE_FAULT, VARIABLE.rule()))));
  }
}
