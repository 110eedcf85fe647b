package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Plans that differ from one in a single key, and what commands tell of each.
///
/// @param words that may stand somewhere in its place
record ChangedPlans(PlanReader reader, List<String> words, Documents documents) {
  /// Of a key; each takes some ten commands.
  private static final int MOST_VALUES = 6;

  /// What commands tell of a plan.
  interface Documents {
    String of(JsonNode plan) throws Exception;
  }

  /// Keys that had another valid value, none of which anything told.
  ///
  /// @param judged by the name of a key, whether it is tried at all
  Set<String> untold(JsonNode plan, Predicate<String> judged) throws Exception {
    var before = documents.of(plan);
    var tried = new TreeSet<String>();
    var told = new TreeSet<String>();
    var places = new TreeMap<>(places(plan));
    places.values().removeIf(key -> !judged.test(key));
    for (var place : places.entrySet()) {
      boolean hasKeys =
          places.ceilingKey(place.getKey() + "/") instanceof String next
              && next.startsWith(place.getKey() + "/");
      int valid = 0;
      for (var value : others(plan.at(place.getKey()), hasKeys)) {
        var changed = with(plan, place.getKey(), value);
        boolean isLeft = !told.contains(place.getValue()) && valid < MOST_VALUES;
        if (isLeft && reader.read("p", changed.toString()) instanceof PlanResult.Valid) {
          valid++;
          tried.add(place.getValue());
          if (!documents.of(changed).equals(before)) {
            told.add(place.getValue());
          }
        }
      }
    }
    tried.removeAll(told);
    return tried;
  }

  /// By pointer, the name of the key as the reference has it.
  static Map<String, String> places(JsonNode plan) {
    return places(plan, PlanSchema.ROOT, "plan", "");
  }

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
  ///
  /// @param hasKeys whether it is a mapping whose keys are changed for themselves
  private List<JsonNode> others(JsonNode value, boolean hasKeys) {
    var make = JsonNodeFactory.instance;
    var others = new ArrayList<JsonNode>();
    if (value.isBoolean()) {
      others.add(make.booleanNode(!value.asBoolean()));
    } else if (value.isNumber()) {
      others.add(make.numberNode(value.asInt() + 1));
      others.add(make.numberNode(value.asInt() - 1));
    } else if (value.isString()) {
      var text = value.asString();
      for (var other : words) {
        others.add(make.stringNode(other));
      }
      others.add(make.stringNode(text.replaceFirst("[1-9]", "8")));
      others.add(make.stringNode(text.replaceFirst("[1-9]", "9")));
      others.add(make.stringNode(text + "x"));
    } else if (value.isArray() && value.size() > 0 && value.get(0).isString()) {
      others.addAll(
          others(value.get(0), false).stream()
              .filter(it -> !it.isMissingNode())
              .map(it -> (JsonNode) make.arrayNode().add(it))
              .toList());
    }
    if (!hasKeys && value instanceof ObjectNode named) {
      for (var entry : named.properties()) {
        for (var other : others(entry.getValue(), false)) {
          others.add(other.isMissingNode() ? other : named.deepCopy().set(entry.getKey(), other));
        }
      }
    }
    others.add(make.missingNode());
    others.removeIf(value::equals);
    return others;
  }
}
