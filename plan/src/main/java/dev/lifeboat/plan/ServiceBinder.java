package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import dev.lifeboat.plan.Service.Instances;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds a [Service].
final class ServiceBinder {
  private static final String ENVIRONMENT_RULE = "write a mapping such as { LOG_LEVEL: info }";
  private static final String VARIABLE_FAULT = "is no name of an environment variable";
  static final KeyType.Text<String> VARIABLE =
      KeyType.Text.of(
          "text",
          Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}"),
          "write letters, digits and '_', not a digit first");

  /// The command and its arguments, not passed through a shell.
  private static final PlanKey<List<String>> RUN = new KeyType.Arguments().required("run");

  /// How many instances run at once.
  private static final PlanKey<Object> INSTANCES =
      Keys.of("Instances", Instances.SERVING, Instances.STANDBY).within("instances");

  /// Databases and buckets of the workload whose endpoints and secrets the service is given.
  private static final PlanKey<Object> USES =
      KeyType.Several.of(Names.TYPE).key("uses").or(List.of());

  /// Answers 200 while the process works, whether or not its stores do.
  private static final PlanKey<String> HEALTH = UrlPaths.TYPE.key("health").or("/healthz");

  /// Answers 200 while a user's write can be taken. Left out: the path of health.
  private static final PlanKey<String> READY = UrlPaths.TYPE.key("ready");

  /// Variables added to what uses brings; a lab fills in {port}, {host} and, in braces, the
  /// variables of its stores.
  private static final PlanKey<Object> ENVIRONMENT =
      new KeyType.Variables().key("environment").or(Map.of());

  /// Variables that it is given as the shell has them that starts its region.
  private static final PlanKey<Object> PASS =
      KeyType.Several.of(VARIABLE).key("pass").or(List.of());

  static final Keys KEYS =
      Keys.ofResource(
          "Service", Service.TYPE, RUN, INSTANCES, USES, HEALTH, READY, ENVIRONMENT, PASS);

  private ServiceBinder() {}

  static Optional<Resource> bind(Unbound service) {
    var fields = service.fields();
    var run = fields.read(RUN).orElse(List.of());
    var instances = fields.within(INSTANCES);
    var serving = instances.get(Instances.SERVING);
    var standby = instances.read(Instances.STANDBY).orElse(service.usual().standby());
    var uses = fields.value(USES).map(value -> uses(value, service.siblings())).orElse(List.of());
    var health = fields.get(HEALTH);
    var ready = fields.read(READY).orElse(health);
    var environment = fields.value(ENVIRONMENT).map(ServiceBinder::environment).orElse(Map.of());
    var passed = fields.value(PASS).map(ServiceBinder::passed).orElse(List.of());
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

  private static List<String> uses(PlanValue cursor, Siblings siblings) {
    return cursor.distinct(
        "write a list of databases and buckets",
        item -> siblings.named(item, Database.TYPE, Bucket.TYPE));
  }

  private static Map<String, String> environment(PlanValue cursor) {
    var environment = new LinkedHashMap<String, String>();
    cursor
        .entries(() -> ENVIRONMENT_RULE)
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
