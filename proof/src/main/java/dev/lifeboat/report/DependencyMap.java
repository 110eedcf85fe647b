package dev.lifeboat.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A picture of which workload depends on which: each stands left of all that it needs.
///
/// @param nodes those that are needed before those that need them
public record DependencyMap(String caption, List<Node> nodes) implements PagePicture {
  /// With more nodes nobody can follow the lines.
  public static final int MOST_NODES = 60;

  private static final double ROW = 30;
  private static final double TOP = 20;
  private static final double DOT = 10;

  /// A workload in the picture.
  ///
  /// @param needs names of nodes before it
  /// @param sound whether it is drawn as well
  /// @param says what stands behind it
  public record Node(String name, List<String> needs, boolean sound, String says) {
    public Node {
      needs = List.copyOf(needs);
    }
  }

  private record Place(double x, double y) {}

  public DependencyMap {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
      throw new IllegalArgumentException(
          "a map has 1 to %d nodes, had %d".formatted(MOST_NODES, nodes.size()));
    }
  }

  Chart.Picture picture(ChartLayout layout) {
    var depths = depths();
    int deepest = depths.values().stream().mapToInt(it -> it).max().orElseThrow();
    var filled = new HashMap<Integer, Integer>();
    var places = new HashMap<String, Place>();
    for (var node : nodes) {
      int depth = at(depths, node.name());
      int row = filled.merge(depth, 1, Integer::sum) - 1;
      double column = layout.width() / (deepest + 1);
      places.put(node.name(), new Place((deepest - depth) * column + DOT, TOP + row * ROW));
    }
    var shapes = new Shapes();
    for (var node : nodes) {
      var from = at(places, node.name());
      for (var needed : node.needs()) {
        var to = at(places, needed);
        shapes.line("axis", from.x() + DOT, from.y(), to.x(), to.y());
      }
    }
    for (var node : nodes) {
      var place = at(places, node.name());
      shapes.box(
          node.sound() ? "met" : "failed", place.x(), place.y() - DOT / 2, DOT, DOT, node.says());
      shapes.text("small halo", place.x() + DOT + 4, place.y() - 4, layout.label(node.name()));
    }
    int rows = filled.values().stream().mapToInt(it -> it).max().orElseThrow();
    return shapes.picture(caption, layout, TOP + rows * ROW);
  }

  /// How many stand at least between each and the last that it needs.
  private Map<String, Integer> depths() {
    var depths = new HashMap<String, Integer>();
    for (var node : nodes) {
      depths.put(
          node.name(),
          node.needs().stream().mapToInt(needed -> at(depths, needed) + 1).max().orElse(0));
    }
    return depths;
  }

  private static <T> T at(Map<String, T> map, String name) {
    var value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "'%s' must stand before those that need it".formatted(name));
    }
    return value;
  }
}
