package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds the resources of one type. A new type is one more binder in [#ALL].
interface ResourceBinder {
  List<ResourceBinder> ALL =
      List.of(new DatabaseBinder(), new BucketBinder(), new ServiceBinder(), new TrafficBinder());

  List<String> TYPES = ALL.stream().map(ResourceBinder::type).toList();

  /// The word under `type`.
  String type();

  /// The keys beside `type`.
  List<String> keys();

  /// Binds the resource.
  ///
  /// @param fields with the key `type` and those of [#keys]
  /// @param siblings the resources of the workload, with the word of their type
  Optional<Resource> bind(
      String name, PlanValue cursor, Fields fields, Map<String, String> siblings);

  /// Binds a resource of any type.
  static Optional<Resource> bind(String name, PlanValue cursor, Map<String, String> siblings) {
    for (var binder : ALL) {
      if (binder.type().equals(siblings.get(name))) {
        var keys = new ArrayList<>(List.of("type"));
        keys.addAll(binder.keys());
        return binder.bind(name, cursor, cursor.fields(keys), siblings);
      }
    }
    tellWrongType(cursor);
    return Optional.empty();
  }

  /// Without a type nothing is known about the other keys, so only the type is told.
  private static void tellWrongType(PlanValue cursor) {
    var rule = "write 'type:' with one of " + String.join(", ", TYPES);
    cursor
        .entries(rule)
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
