package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.List;
import java.util.Optional;

/// Binds the resources of one type. A new type is one more in [#ALL].
///
/// @param type the word under `type`
/// @param keys the key `type` among them, those of providers not
record ResourceBinder(String type, Keys keys, Maker maker) {
  static final List<ResourceBinder> ALL =
      List.of(
          new ResourceBinder(Database.TYPE, DatabaseBinder.KEYS, DatabaseBinder::bind),
          new ResourceBinder(Bucket.TYPE, BucketBinder.KEYS, BucketBinder::bind),
          new ResourceBinder(Service.TYPE, ServiceBinder.KEYS, ServiceBinder::bind),
          new ResourceBinder(Traffic.TYPE, TrafficBinder.KEYS, TrafficBinder::bind));

  static final List<String> TYPES = ALL.stream().map(ResourceBinder::type).toList();

  /// Makes the resource of the values of its keys.
  interface Maker {
    /// The resource; empty after a mistake.
    Optional<Resource> bind(Unbound resource);
  }

  /// What holds for resources that do not say it.
  ///
  /// @param standby instances of a service in the other region
  /// @param replication of a database
  record Usual(int standby, Replication replication) {}

  /// A resource of a known type, not bound yet.
  ///
  /// @param name over the whole plan
  /// @param siblings the resources of its workload
  record Unbound(
      String name,
      String type,
      Fields fields,
      Siblings siblings,
      Usual usual,
      KeyExtensions language) {
    /// What the plan says of it to providers alone.
    ProviderValues values() {
      return language.values(name, fields, type);
    }
  }

  /// Binds a resource of any type.
  ///
  /// @param name in its workload
  static Optional<Resource> bind(
      String name, PlanValue cursor, Siblings siblings, Usual usual, KeyExtensions language) {
    for (var binder : ALL) {
      var type = binder.type;
      if (type.equals(siblings.type(name))) {
        var fields = language.fields(cursor, language.extended(binder.keys, type));
        return binder.maker.bind(
            new Unbound(siblings.id(name), type, fields, siblings, usual, language));
      }
    }
    tellWrongType(cursor);
    return Optional.empty();
  }

  /// Without a type nothing is known about the other keys, so only the type is told.
  private static void tellWrongType(PlanValue cursor) {
    var rule = "write 'type:' with one of " + String.join(", ", TYPES);
    cursor
        .entries(() -> rule)
        .ifPresent(values -> {
          var type = values.get("type");
          if (type == null) {
            cursor.wrongAtKey("lacks the key 'type'", rule);
          } else {
            type.word(TYPES);
          }
        });
  }
}
