package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the mistakes of one file while it is read. Used by one thread.
public final class Mistakes {
  /// Nobody reads more at once, and a hostile file must not make an endless list.
  static final int MOST_LISTED = 200;

  private final String file;
  private final List<PlanMistake> found = new ArrayList<>();
  private int unlisted;

  /// Those of a file, by the name that they bear.
  public Mistakes(String file) {
    this.file = file;
  }

  /// A mistake in the text, which is not about a key.
  void add(Position at, String what, String fix) {
    add(at, "", what, fix);
  }

  /// A mistake about the key of that path.
  public void add(Position at, String path, String what, String fix) {
    if (found.size() == MOST_LISTED) {
      unlisted++;
    } else {
      found.add(new PlanMistake(file, at.line(), at.column(), path, what, fix));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  /// All of them in the order of the file.
  public List<PlanMistake> inOrder() {
    var ordered = new ArrayList<>(found);
    ordered.sort(Comparator.comparingInt(PlanMistake::line).thenComparingInt(PlanMistake::column));
    if (unlisted > 0) {
      var last = ordered.getLast();
      ordered.add(
          new PlanMistake(
              file,
              last.line(),
              last.column(),
              "",
              unlisted + " more mistakes are not listed",
              "correct these first"));
    }
    return List.copyOf(ordered);
  }
}
