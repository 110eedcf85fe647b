package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Several;
import dev.lifeboat.plan.KeyType.Text;
import dev.lifeboat.plan.KeyType.Texts;
import dev.lifeboat.plan.PlanPeople.Client;
import dev.lifeboat.plan.PlanPeople.Contact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Binds `people`.
final class PeopleBinder {
  /// An outage expected to last longer is declared.
  static final PlanKey<Duration> DECLARE_ABOVE =
      PlanKey.span("declareAbove", Duration.ZERO, Duration.ofDays(30)).or(Duration.ofMinutes(30));

  private static final String REACH_RULE = "write a list of ways, such as [\"+1 555 0100\"]";

  /// What they are called for.
  private static final PlanKey<String> ROLE =
      Text.any("write what they are called for, such as on call").required("role");

  /// Ways, the first one first.
  private static final PlanKey<List<String>> REACH =
      new Texts(REACH_RULE, 1).key("reach").required(REACH_RULE);

  /// When they are called. Somebody who declares is to be called at any hour.
  static final PlanKey<String> HOURS = Text.any("write when, such as 24/7").key("hours").or("24/7");

  /// Without an answer for so long, the next is called.
  private static final PlanKey<Duration> NEXT_AFTER =
      PlanKey.span("nextAfter", Duration.ofMinutes(1), Duration.ofDays(1));

  /// Whether their word declares a disaster.
  private static final PlanKey<Boolean> DECLARES = PlanKey.truth("declares");

  /// Whether they carry a move out; who declares one should be somebody else.
  private static final PlanKey<Boolean> MOVES = PlanKey.truth("moves");

  /// Left out: all.
  private static final PlanKey<Object> WORKLOADS =
      Several.of(Names.TYPE).key("workloads").or(List.of());

  private static final Keys CONTACT =
      Keys.of("Contact", ROLE, REACH, HOURS, NEXT_AFTER, DECLARES, MOVES, WORKLOADS);

  /// Who is called, in this order.
  private static final PlanKey<Object> CONTACTS =
      new Named(CONTACT, 0).key("contacts").or(Map.of());

  /// Promised objectives.
  private static final PlanKey<String> TIER = Names.TYPE.key("tier");

  /// Where they are told.
  private static final PlanKey<List<String>> TOLD =
      new Texts("write a list of places, such as [status.example.com]", 0)
          .key("told")
          .or(List.of());

  private static final Keys CLIENT = Keys.of("Client", TIER, TOLD, WORKLOADS);

  /// Who is served.
  private static final PlanKey<Object> CLIENTS = new Named(CLIENT, 0).key("clients").or(Map.of());

  static final Keys KEYS = Keys.of("People", DECLARE_ABOVE, CONTACTS, CLIENTS);

  private PeopleBinder() {}

  static Optional<PlanPeople> bind(Fields fields, DeclaredNames declared) {
    var above = fields.get(DECLARE_ABOVE);
    var contacts = named(fields, CONTACTS, CONTACT, (name, keys) -> contact(name, keys, declared));
    var clients = named(fields, CLIENTS, CLIENT, (name, keys) -> client(name, keys, declared));
    return fields.make(() -> new PlanPeople(above, contacts, clients));
  }

  private static Optional<Contact> contact(String name, Fields keys, DeclaredNames declared) {
    var role = keys.read(ROLE);
    var reach = keys.read(REACH);
    keys.said(REACH.name())
        .filter(PlanValue::isEmptyList)
        .ifPresent(it -> it.wrong("is an empty list", REACH_RULE));
    var hours = keys.get(HOURS);
    var nextAfter = keys.read(NEXT_AFTER);
    boolean declares = keys.get(DECLARES);
    boolean moves = keys.get(MOVES);
    var workloads = workloads(keys, declared);
    return keys.make(() ->
        new Contact(
            name,
            role.orElseThrow(),
            reach.orElseThrow(),
            hours,
            nextAfter,
            declares,
            moves,
            workloads));
  }

  private static Optional<Client> client(String name, Fields keys, DeclaredNames declared) {
    var tier = declared.tiers().named(keys, TIER);
    var told = keys.get(TOLD);
    var workloads = workloads(keys, declared);
    return keys.make(() -> new Client(name, tier, told, workloads));
  }

  private static List<String> workloads(Fields keys, DeclaredNames declared) {
    return keys.said(WORKLOADS.name()).map(declared::someWorkloads).orElse(List.of());
  }

  private static <T> Map<String, T> named(
      Fields fields, PlanKey<Object> key, Keys each, BiFunction<String, Fields, Optional<T>> read) {
    var values = new LinkedHashMap<String, T>();
    fields
        .value(key)
        .map(value -> value.named(each.title().toLowerCase(Locale.ROOT)))
        .orElse(Map.of())
        .forEach((name, value) ->
            read.apply(name, value.fields(each)).ifPresent(it -> values.put(name, it)));
    return values;
  }
}
